//! What lines become: blocks and articles, dumped one block a line.

use expect_test::{Expect, expect};

use super::*;

fn check(text: &str, expect: Expect) {
    expect.assert_eq(&dump(text));
}

/// One line a block: its kind and its words, with `/` for the end of a line.
fn dump(text: &str) -> String {
    let document = parse(text);
    let mut dump = format!("{:?}\n", document.layout);
    for article in &document.articles {
        let headline = article.headline.map_or("no headline", |range| &text[range]);
        dump += &format!("article: {headline}\n");
        for block in &document.blocks[article.blocks.clone()] {
            let words = text[block.content].replace("\r\n", "/").replace(['\n', '\r'], "/");
            dump += &format!("  {:?}: {words}\n", block.kind);
        }
    }
    dump
}

#[test]
fn a_blank_line_ends_a_paragraph_and_wrapped_lines_are_folded() {
    check(
        "# Ferry fares rise\n\nThe port raised its fares on Monday, and\nthe council did not object.\n\nRiders did.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise
              Headline: Ferry fares rise
              Paragraph: The port raised its fares on Monday, and/the council did not object.
              Paragraph: Riders did.
        "#]],
    );
}

#[test]
fn one_plain_paragraph_has_no_headline() {
    check(
        "The port raised its fares on Monday.",
        expect![[r#"
        BlankLines
        article: no headline
          Paragraph: The port raised its fares on Monday.
    "#]],
    );
    check(
        "Ferry fares rise by a tenth",
        expect![[r#"
        BlankLines
        article: no headline
          Paragraph: Ferry fares rise by a tenth
    "#]],
    );
    check(
        "",
        expect![[r#"
        BlankLines
        article: no headline
    "#]],
    );
}

#[test]
fn the_first_line_is_the_headline_if_it_looks_like_one() {
    check(
        "Ferry fares rise by a tenth in the U.S.\n\nBy Ines Marlow\n\nThe port raised its fares on Monday, the council said.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise by a tenth in the U.S.
              Headline: Ferry fares rise by a tenth in the U.S.
              Paragraph: By Ines Marlow
              Paragraph: The port raised its fares on Monday, the council said.
        "#]],
    );
    check(
        "Ferry fares rise by a tenth\nThe port raised its fares on Monday, the council said, and it did\nso against the advice of the union. The new fares apply from the\nfirst of May.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise by a tenth
              Headline: Ferry fares rise by a tenth
              Paragraph: The port raised its fares on Monday, the council said, and it did/so against the advice of the union. The new fares apply from the/first of May.
        "#]],
    );
}

#[test]
fn wire_copy_has_a_paragraph_a_line_and_its_headline_last() {
    check(
        "NORTHPORT, March 4 (Agency) -- The port raised its ferry fares by a tenth on Monday, the council said.\n\
         \"We did not want to,\" a spokesman said, and added that fuel had become dearer by a third.\n\
         Ferry fares up by a tenth: report\n\
         The bridge at Eastholm is to stay closed until the end of May, the highway office said on Monday.\n\
         Some 4,000 drivers use it every day, according to the office, which counts them by the hour.\n\
         Eastholm bridge stays closed until May",
        expect![[r#"
            LineByLine
            article: Ferry fares up by a tenth: report
              Paragraph: NORTHPORT, March 4 (Agency) -- The port raised its ferry fares by a tenth on Monday, the council said.
              Paragraph: "We did not want to," a spokesman said, and added that fuel had become dearer by a third.
              Headline: Ferry fares up by a tenth: report
            article: Eastholm bridge stays closed until May
              Paragraph: The bridge at Eastholm is to stay closed until the end of May, the highway office said on Monday.
              Paragraph: Some 4,000 drivers use it every day, according to the office, which counts them by the hour.
              Headline: Eastholm bridge stays closed until May
        "#]],
    );
}

#[test]
fn a_short_last_line_is_no_headline_if_it_is_anything_else() {
    let body = "The port raised its ferry fares by a tenth on Monday, the council said, and riders protested.\nFuel has become dearer by a third since the winter, according to the port, which runs the ferry.\n";
    for last in [
        "Nobody else spoke.",
        "He said: \"It is over.\"",
        "Editing by Ines Marlow",
        "By Ines Marlow",
        "ENDS",
        "(Reporting by Ines Marlow)",
        "Why did they do that now?",
        "Monday, March 4",
        "www.example.org/ferries",
    ] {
        let text = format!("{body}{last}");
        assert_eq!(parse(&text).articles[0].headline, None, "{last}");
    }
}

#[test]
fn marks_at_the_start_of_a_line_open_blocks() {
    check(
        "# Head\n*A deck of one line*\n\n## Why *now* ##\nText with [words] in it\n- an item\n  that goes on\n- another\n1. first\n\n1986. A great year for ferries.\n\n> A quote\n> in two lines\n>\n> — Ines Marlow, port director\nNo quote.\n\n> **Correction (2025-03-06):** The year was wrong.\n\n[^port]: Northport Harbour,\n  annual report, <https://example.org>\n[ref]: #riders\n\n| Year | Riders |\n|---|---:|\n| 2023 | 1.08 |\n\n<!-- ok: part-sum \"rounded\" -->\nAfter a comment.\n\n```\n1,000\n\n2,000\n```\n<div>\nraw\n</div>\n\n###\n",
        expect![[r#"
            BlankLines
            article: Head
              Headline: Head
              Deck: A deck of one line
              Subhead(2): Why *now*
              Paragraph: Text with [words] in it
              ListItem: an item/  that goes on
              ListItem: another
              ListItem: first
              Paragraph: 1986. A great year for ferries.
              BlockQuote: A quote/> in two lines/>/> — Ines Marlow, port director
              Paragraph: No quote.
              Note(Correction): **Correction (2025-03-06):** The year was wrong.
              FootnoteDefinition: [^port]: Northport Harbour,/  annual report, <https://example.org>
              LinkDefinition: [ref]: #riders
              Table: | Year | Riders |/|---|---:|/| 2023 | 1.08 |
              Comment: <!-- ok: part-sum "rounded" -->
              Paragraph: After a comment.
              Code: ```/1,000//2,000/```
              Html: <div>/raw/</div>
              EndMark: ###
        "#]],
    );
}

#[test]
fn each_marked_headline_opens_an_article() {
    check(
        "# One\n\nBody of one.\n\n# Two\n\nBody of two.\n\nThree\n=====\n\nBody.\n",
        expect![[r#"
            BlankLines
            article: One
              Headline: One
              Paragraph: Body of one.
            article: Two
              Headline: Two
              Paragraph: Body of two.
            article: Three
              Headline: Three
              Paragraph: Body.
        "#]],
    );
}

#[test]
fn a_forgotten_mark_stays_in_its_paragraph() {
    check(
        "<!-- note: never closed\nsame paragraph\n\nNext paragraph.\n\n<!-- note: closed\n\nstill inside -->\n\n```\nnever closed\n\nLast.\n",
        expect![[r#"
            BlankLines
            article: no headline
              Comment: <!-- note: never closed/same paragraph
              Paragraph: Next paragraph.
              Comment: <!-- note: closed//still inside -->
              Code: ```/never closed
              Paragraph: Last.
        "#]],
    );
}

#[test]
fn an_end_mark_lets_the_next_story_have_a_headline() {
    check(
        "Ferry fares rise\n\nThe port raised its fares on Monday, the council said.\n\n-30-\n\nBridge stays closed\n\nThe bridge at Eastholm is to stay closed until May.\n\nENDS\n\nNotes to editors\n\nThe port runs the ferry, and has done so since it was built.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise
              Headline: Ferry fares rise
              Paragraph: The port raised its fares on Monday, the council said.
              EndMark: -30-
            article: Bridge stays closed
              Headline: Bridge stays closed
              Paragraph: The bridge at Eastholm is to stay closed until May.
              EndMark: ENDS
              Paragraph: Notes to editors
              Paragraph: The port runs the ferry, and has done so since it was built.
        "#]],
    );
}

#[test]
fn any_line_end_will_do() {
    check(
        "\u{FEFF}# Head\r\n\r\nOne\r\nline.\r\rTwo.",
        expect![[r#"
        BlankLines
        article: Head
          Headline: Head
          Paragraph: One/line.
          Paragraph: Two.
    "#]],
    );
}
