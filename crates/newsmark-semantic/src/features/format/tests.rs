//! What tidying does, and what it leaves alone.

use expect_test::{Expect, expect};

use super::super::testing::{at_range, edited};
use super::*;
use crate::{Settings, analyze};

/// Tidies all of it; blanks at the ends of lines are shown.
fn check(text: &str, expected: Expect) {
    let tidy = |text: &str| {
        let analysis = analyze(text, &Settings::default());
        edited(text, &format(&analysis, TextRange::up_to(TextSize::of(text))))
    };
    let once = tidy(text);
    assert_eq!(tidy(&once), once, "twice is not once");
    let words = |text: &str| {
        let mut words: Vec<String> =
            text.split([' ', '\n', '\r', '\t', '|']).map(str::to_owned).collect();
        words.retain(|word| !word.is_empty() && !word.chars().all(|c| "-:".contains(c)));
        words.sort();
        words
    };
    assert_eq!(words(text), words(&once), "the words changed");
    expected.assert_eq(&once.replace(" \n", "␠\n").replace("\r\n", "␍\n"));
}

#[test]
fn one_blank_line_stands_between_blocks() {
    check(
        "# Ferry\nIt sank.\n\n\n \nIt rose.\n## At night\nIt slept.\n\n\n",
        expect![[r#"
        # Ferry

        It sank.

        It rose.

        ## At night

        It slept.
    "#]],
    );
    check(
        "---\nslug: ferry\n---\n# Ferry\r\n\r\n\r\nIt sank.",
        expect![[r#"
        ---
        slug: ferry
        ---

        # Ferry

        It sank.
    "#]],
    );
}

#[test]
fn blanks_at_the_ends_of_lines_go_unless_they_break_the_line() {
    check(
        "# Ferry \n\nThe ferry sank and \nrose again  \nin one night.\t\n\n```\ncode \n```\n",
        expect![[r#"
            # Ferry

            The ferry sank and
            rose again ␠
            in one night.

            ```
            code␠
            ```
        "#]],
    );
}

#[test]
fn footnotes_come_in_the_order_in_which_they_are_cited() {
    check(
        "# Ferry\n\nIt sank.[^b] It rose.[^A]\n\n[^a]: Log, 2024\n[^c]: Letter, 2022\n[^b]: Police, \n    2023\n",
        expect![[r#"
            # Ferry

            It sank.[^b] It rose.[^A]

            [^b]: Police,
                2023
            [^a]: Log, 2024
            [^c]: Letter, 2022
        "#]],
    );
    check(
        "# Ferry\n\nIt sank.[^b]\n\n[^a]: Log\n[^a]: Log\n[^b]: Police\n",
        expect![[r#"
        # Ferry

        It sank.[^b]

        [^a]: Log
        [^a]: Log
        [^b]: Police
    "#]],
    );
}

#[test]
fn columns_stand_one_under_the_other() {
    check(
        "# Ferry\n\n| Year | Riders (million)|\n|--|--:|\n|2024|1.24|\n| 2023 | 10.5 | of them 3 dogs \\| cats |\nIt sank.\n",
        expect![[r#"
            # Ferry

            | Year     | Riders (million) |
            | -------- | ---------------: |
            | 2024     |             1.24 |
            | 2023     |             10.5 | of them 3 dogs \| cats |
            | It sank. |
        "#]],
    );
}

#[test]
fn the_paragraphs_of_wire_copy_stay_where_they_are() {
    check(
        "Fares rise\nThe port raised its fares on Monday, the council said.\nIt had lost money for a year, the mayor added.\nNobody else spoke about it at the meeting.\n",
        expect![[r#"
            Fares rise
            The port raised its fares on Monday, the council said.
            It had lost money for a year, the mayor added.
            Nobody else spoke about it at the meeting.
        "#]],
    );
}

#[test]
fn lists_comments_and_empty_texts_stay_as_they_are() {
    check(
        "# Ferry\n\n- one\n- two\n\n<!-- ok: part-sum \"rounded\" -->\nIt sank.\n",
        expect![[r##"
            # Ferry

            - one
            - two

            <!-- ok: part-sum "rounded" -->
            It sank.
        "##]],
    );
    check("", expect![[""]]);
    let blank = analyze("\n\n", &Settings::default());
    assert_eq!(format(&blank, TextRange::up_to(TextSize::new(2))), []);
    check(
        "\n\n---\nslug: a\n---\n\nIt sank.\n",
        expect![[r#"


        ---
        slug: a
        ---

        It sank.
    "#]],
    );
}

#[test]
fn only_what_is_selected_is_tidied() {
    let (analysis, range) = at_range("# Ferry\n\n\nIt sank.$0\n\n\nIt rose.$0\n\n\nIt sank.\n");
    let edits = format(&analysis, range);
    expect![[r#"
        # Ferry


        It sank.

        It rose.


        It sank.
    "#]]
    .assert_eq(&edited(&analysis.facts.text, &edits));
}
