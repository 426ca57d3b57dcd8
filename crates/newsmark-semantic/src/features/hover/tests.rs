//! Hovers as an editor sees them: `$0` marks the place in the text.

use expect_test::{Expect, expect};

use super::*;
use crate::{Settings, analyze};

#[track_caller]
fn check(marked: &str, expect: Expect) {
    let offset = marked.find("$0").expect("the text marks a place");
    let text = marked.replacen("$0", "", 1);
    let analysis = analyze(&text, &Settings::default());
    let shown = hover(&analysis, TextSize::new(offset as u32));
    expect.assert_eq(&shown.map_or("nothing\n".to_owned(), |hover| {
        format!("{}\n", hover.markdown.replace("  \n", "\n"))
    }));
}

#[test]
fn a_level_shows_what_its_change_implies() {
    check(
        "# Network grows\n\nThe country had 4.19$01 million 5G base stations in November 2024 after a net gain of 815,000.\n",
        expect![[r#"
            **4.191 million** 5G base stations · level · November 2024
            4,191,000 (the words allow 4,190,500 to 4,191,500)
            after an increase of 815,000: about **3.376 million** before, **+24.1%**
            no source cited
        "#]],
    );
}

#[test]
fn a_number_in_a_name_is_no_quantity() {
    check(
        "The board cited Resolution 22$031 twice.\n",
        expect![[r#"
            **2231** · identifier
            part of a name, not a quantity
        "#]],
    );
}

#[test]
fn a_headline_shows_what_supports_it() {
    check(
        "# Ferry carries 1.2 mil$0lion riders: report\n\nThe ferry carried 1.24 million riders in 2024, a report said.\n",
        expect![[r#"
            **1.2 million** riders · level
            1,200,000 (the words allow 1,150,000 to 1,250,000)
            said again in paragraph 1
            source: report
        "#]],
    );
    check(
        "# Ferry carries 1.2 million riders: re$0port\n\nThe ferry carried 1.24 million riders in 2024, a report said.\n",
        expect![[r#"
            40 characters · “1.2 million” agrees with paragraph 1 · attributed to “report” · read in paragraphs between blank lines
        "#]],
    );
}

#[test]
fn a_quotation_shows_its_speaker() {
    check(
        "Ines Marlow, the port director, opened the pier.\n\n“We did not expect$0 the winter,” Marlow said.\n",
        expect![[r#"
            **Ines Marlow**, port director · named in full in paragraph 1 · “said” · speaker found by surname
        "#]],
    );
    check(
        "The “ex$0press” bus took two hours.\n",
        expect![[r#"
            words held at arm's length, not a quotation
        "#]],
    );
}

#[test]
fn a_reference_shows_its_source() {
    check(
        "It carried 1.24 million riders.[^po$0rt]\n\n[^port]: Northport Harbour, *Annual report* [draft], 2025, <https://example.org/r>\n",
        expect![[r#"
            **port**: Northport Harbour, *Annual report* \[draft\], 2025, <https://example.org/r>
            for 1.24 million
        "#]],
    );
}

#[test]
fn a_figure_names_the_source_it_cites() {
    check(
        "It carried 1.2$04 million riders.[^port]\n\n[^port]: Northport Harbour, annual report, 2025\n",
        expect![[r#"
            **1.24 million** riders · level
            1,240,000 (the words allow 1,235,000 to 1,245,000)
            source: Northport Harbour, annual report, 2025
        "#]],
    );
}

#[test]
fn nothing_is_shown_between_facts() {
    check(
        "The bus was $0late.\n",
        expect![[r#"
        nothing
    "#]],
    );
}
