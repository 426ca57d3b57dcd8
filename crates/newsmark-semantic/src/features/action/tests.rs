//! What is offered at a place, and what the text is afterwards.

use expect_test::{Expect, expect};

use super::super::testing::{at_range, edited};
use super::*;
use crate::{Settings, analyze};

/// The titles, and the text after the action whose title begins so.
fn check(text: &str, title: &str, expected: Expect) {
    let (analysis, range) = at_range(text);
    let mut dump = String::new();
    for action in actions(&analysis, range) {
        let preferred = if action.is_preferred { " (preferred)" } else { "" };
        dump += &format!("{:?}: {}{preferred}\n", action.kind, action.title);
    }
    let mut chosen = actions(&analysis, range).into_iter();
    if let Some(action) = chosen.find(|action| action.title.starts_with(title)) {
        dump += "--\n";
        // Line ends of another kind would not survive in a source file.
        dump += &edited(&analysis.facts.text, &action.edits).replace("\r\n", "␍\n");
    }
    expected.assert_eq(&dump);
}

const SWAPPED: &str =
    "# Flood closes 1,820 shops\n\nThe chamber said that $01,280 shops were closed.\n";

#[test]
fn a_finding_can_be_settled_or_kept_silent() {
    check(
        SWAPPED,
        "keep headline-figure silent here",
        expect![[r#"
        Markup: name 1,280 in the ledger: shop
    "#]],
    );
    let (analysis, range) = at_range(
        "$0# Flood closes 1,820 shops$0\n\nThe chamber said that 1,280 shops were closed.\n",
    );
    for title in ["keep headline-figure silent here", "keep headline-figure silent in this file"] {
        let mut all = actions(&analysis, range).into_iter();
        let action = all.find(|action| action.title == title).unwrap();
        let after = edited(&analysis.facts.text, &action.edits);
        assert_eq!(analyze(&after, &Settings::default()).findings, [], "{after}");
    }
}

#[test]
fn a_file_has_one_level_for_a_rule() {
    check(
        "---\nslug: flood\nchecks:\n  part-sum: hint\n---\n\n# Flood closes $01,820$0 shops\n\nThe chamber said that 1,280 shops were closed.\n",
        "keep headline-figure silent in this file",
        expect![[r#"
            Fix: change the headline to 1,280 (preferred)
            Markup: name 1,820 in the ledger: shop
            Silence: keep headline-figure silent here
            Silence: keep headline-figure silent in this file
            --
            ---
            slug: flood
            checks:
              part-sum: hint
              headline-figure: off, checked, stands as it is
            ---

            # Flood closes 1,820 shops

            The chamber said that 1,280 shops were closed.
        "#]],
    );
}

#[test]
fn a_comment_in_a_list_stands_behind_the_sentence() {
    check(
        "# Ferry\n\n- It has 40 decks.[^po$0rt] It sank.\n- It rose.\n",
        "keep undefined-source silent here",
        expect![[r#"
            Silence: keep undefined-source silent here
            Silence: keep undefined-source silent in this file
            --
            # Ferry

            - It has 40 decks.[^port] <!-- ok: undefined-source "checked, stands as it is" --> It sank.
            - It rose.
        "#]],
    );
}

#[test]
fn the_ledger_is_given_words_that_it_can_read() {
    let line = |text: &str| {
        let (analysis, range) = at_range(text);
        let mut all = actions(&analysis, range).into_iter();
        let action = all.find(|action| action.title.starts_with("name "))?;
        let after = edited(&analysis.facts.text, &action.edits);
        assert_eq!(analyze(&after, &Settings::default()).findings, [], "{after}");
        after.lines().nth(2).map(str::to_owned)
    };
    let said = |sentence: &str| line(&format!("# Shops close\n\n{sentence}\n"));
    assert_eq!(said("The chain has 9$00 shops."), Some("  shop: 90 shops".to_owned()));
    assert_eq!(
        said("The chain closed 2$07 of its 90 shops in May."),
        Some("  shop: 27 shops".to_owned())
    );
    assert_eq!(said("The rate was 155$0.20."), Some("  rate: \"155.20\"".to_owned()));
    assert_eq!(said("The number of shops fell by ha$0lf."), None);
}

#[test]
fn a_new_source_leaves_the_headline_of_wire_copy_the_last_line() {
    check(
        "The chain closed 2$07 shops in May, and there was hardly anybody in the town who was surprised at that.\n\
         It had opened most of them in the years before, when the rents in the old town were low.\n\
         Chain closes its shops in town\n",
        "cite a new",
        expect![[r#"
            Markup: name 27 in the ledger: shop
            Markup: cite a new source for 27
            Layout: insert blank lines between the paragraphs
            --
            The chain closed 27 shops in May, and there was hardly anybody in the town who was surprised at that.[^source]
            It had opened most of them in the years before, when the rents in the old town were low.
            [^source]: Author, title, date, <https://>
            Chain closes its shops in town
        "#]],
    );
}

#[test]
fn a_figure_gets_a_name() {
    check(
        "# Ferry\n\nIn 2024 the ferry carried over 1.2$04 million riders.[^port]\n\n[^port]: Harbour log, 2024\n",
        "name ",
        expect![[r#"
            Markup: name 1.24 million in the ledger: rider
            --
            ---
            figures:
              rider: over 1.24 million riders; 2024; port
            ---

            # Ferry

            In 2024 the ferry carried over [1.24 million](#rider) riders.[^port]

            [^port]: Harbour log, 2024
        "#]],
    );
    check(
        "---\r\nfigures:\r\n    rider: 40 riders\r\n---\r\n\r\n# Ferry\r\n\r\nIt carried 1.2$04 million riders.\r\n",
        "name ",
        expect![[r#"
            Markup: name 1.24 million in the ledger: rider_2
            --
            ---␍
            figures:␍
                rider: 40 riders␍
                rider_2: 1.24 million riders␍
            ---␍
            ␍
            # Ferry␍
            ␍
            It carried [1.24 million](#rider_2) riders.␍
        "#]],
    );
}

#[test]
fn what_is_named_agrees_with_its_name() {
    let (analysis, range) = at_range(
        "# Ferry\n\nThe ferry carried over 1.2$04 million riders, up 12 percent, in March 2025.\n",
    );
    let action = super::ledger::name_figure(&analysis, range).unwrap();
    let after = edited(&analysis.facts.text, &action.edits);
    let after = analyze(&after, &Settings::default());
    assert_eq!(after.findings, [], "{}", after.facts.text);
    assert!(after.facts.articles[0].figures.iter().any(|figure| figure.name.is_some()));
}

#[test]
fn a_figure_without_a_source_gets_one() {
    check(
        "# Ferry\n\nThe ferry carried 1.2$04 million riders. It sank.\n\n[^port]: Harbour log, 2024\n",
        "cite port",
        expect![[r#"
            Markup: name 1.24 million in the ledger: rider
            Markup: cite port for 1.24 million
            Markup: cite a new source for 1.24 million
            --
            # Ferry

            The ferry carried 1.24 million riders.[^port] It sank.

            [^port]: Harbour log, 2024
        "#]],
    );
    check(
        "# Ferry\n\nThe ferry carried 1.2$04 million riders. It sank.\n\nENDS\n",
        "cite a new",
        expect![[r#"
            Markup: name 1.24 million in the ledger: rider
            Markup: cite a new source for 1.24 million
            --
            # Ferry

            The ferry carried 1.24 million riders.[^source] It sank.

            [^source]: Author, title, date, <https://>

            ENDS
        "#]],
    );
}

#[test]
fn a_line_becomes_the_headline() {
    let story = "The port raised its fares on Monday, the council said, after a year of losses.";
    check(
        &format!("Fares $0rise\n\n{story}\n"),
        "make",
        expect![[r#"
        Markup: make this line the headline
        --
        # Fares rise

        The port raised its fares on Monday, the council said, after a year of losses.
    "#]],
    );
    check(&format!("# Ferry\n\nFares $0rise\n\n{story}\n"), "make", expect![[""]]);
}

#[test]
fn wire_copy_is_set_apart() {
    check(
        "Fares rise$0\nThe port raised its fares on Monday, the council said.\nIt had lost money for a year, the mayor added.\nNobody else spoke about it at the meeting.\n",
        "insert",
        expect![[r#"
            Markup: make this line the headline
            Layout: insert blank lines between the paragraphs
            --
            Fares rise

            The port raised its fares on Monday, the council said.

            It had lost money for a year, the mayor added.

            Nobody else spoke about it at the meeting.
        "#]],
    );
}

#[test]
fn all_certain_fixes_are_one_action() {
    let text = "# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed. Ridership rose 19.4 percent from 340,000 to 422,000.\n";
    let analysis = analyze(text, &Settings::default());
    let action = fix_all(&analysis).unwrap();
    expect![[r#"
        apply all 2 certain fixes
        # Flood closes 1,280 shops

        The chamber said that 1,280 shops were closed. Ridership rose 24.1 percent from 340,000 to 422,000.
    "#]].assert_eq(&format!("{}\n{}", action.title, edited(text, &action.edits)));
    assert_eq!(fix_all(&analyze("# Ferry\n\nIt sank.\n", &Settings::default())), None);
}
