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
    // Blanks at the ends of lines are no part of it: editors take them away.
    dump.lines().map(|line| format!("{}\n", line.trim_end_matches(' '))).collect()
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
fn a_byline_right_under_the_headline_parts_it_from_the_text() {
    check(
        "Ferry fares rise\nBy Ines Marlow\n\nThe port raised its fares on Monday, the council said.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise
              Headline: Ferry fares rise
              Paragraph: By Ines Marlow
              Paragraph: The port raised its fares on Monday, the council said.
        "#]],
    );
    check(
        "Ferry fares rise by a tenth\nBy Ines Marlow and Max Weil\nMarch 4, 2025\nThe port raised its fares on Monday, the council said, and it did\nso against the advice of the union.\n",
        expect![[r#"
            BlankLines
            article: Ferry fares rise by a tenth
              Headline: Ferry fares rise by a tenth
              Paragraph: By Ines Marlow and Max Weil
              Paragraph: March 4, 2025
              Paragraph: The port raised its fares on Monday, the council said, and it did/so against the advice of the union.
        "#]],
    );
    check(
        "The port opened its new pier on\nMarch 4, 2025.\n\nNobody came to see it, the council said.\n",
        expect![[r#"
            BlankLines
            article: no headline
              Paragraph: The port opened its new pier on/March 4, 2025.
              Paragraph: Nobody came to see it, the council said.
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

/// Keys with values and nested lines, the ledger, then problems, then the blocks.
fn check_front_matter(text: &str, expect: Expect) {
    let document = parse(text);
    let Some(matter) = &document.front_matter else {
        return expect.assert_eq("no front matter");
    };
    let mut out = if matter.is_closed { String::new() } else { "not closed\n".to_owned() };
    for entry in &matter.entries {
        dump_entry(text, entry, 0, &mut out);
    }
    for entry in &matter.ledger {
        let name = entry.name.map_or("", |name| &text[name]);
        out += &format!("ledger {name}: {}\n", dump_definition(text, &entry.definition));
    }
    for problem in &matter.problems {
        out += &format!("{:?}: {}\n", problem.kind, &text[problem.range]);
    }
    for block in &document.blocks[1..] {
        out += &format!("{:?}: {}\n", block.kind, &text[block.content]);
    }
    expect.assert_eq(&out);
}

fn dump_entry(text: &str, entry: &front_matter::Entry, depth: usize, out: &mut String) {
    *out += &format!("{:1$}{2} = {3:?}\n", "", 2 * depth, &text[entry.key], &text[entry.value]);
    for item in &entry.items {
        *out += &format!("{:1$}- {2:?}\n", "", 2 * depth + 2, &text[*item]);
    }
    for child in &entry.children {
        dump_entry(text, child, depth + 1, out);
    }
}

fn dump_definition(text: &str, definition: &ledger::Definition) -> String {
    use ledger::Definition;
    match definition {
        Definition::Value { value, as_of, source } => {
            let [as_of, source] = [as_of, source].map(|part| part.map(|part| &text[part]));
            format!("{:?} as of {as_of:?} from {source:?}", &text[*value])
        }
        Definition::Expression(expression) => dump_expression(text, expression),
        Definition::Assertion { left, comparison, right, .. } => {
            let [left, right] = [left, right].map(|side| dump_expression(text, side));
            format!("{left} {comparison:?} {right}")
        }
        Definition::Unreadable { range, problem } => format!("{:?}: {problem}", &text[*range]),
    }
}

/// Operations in front of what they work on.
fn dump_expression(text: &str, expression: &ledger::Expression) -> String {
    use ledger::Node;
    match &expression.node {
        Node::Name => text[expression.range].to_owned(),
        Node::Number => format!("{:?}", &text[expression.range]),
        Node::Minus(inner) => format!("(Minus {})", dump_expression(text, inner)),
        Node::Binary(operator, left, right) => {
            let [left, right] = [left, right].map(|side| dump_expression(text, side));
            format!("({operator:?} {left} {right})")
        }
        Node::Call(function, arguments) => {
            let arguments: Vec<String> =
                arguments.iter().map(|argument| dump_expression(text, argument)).collect();
            format!("({function:?} {})", arguments.join(" "))
        }
    }
}

#[test]
fn front_matter_keeps_values_as_they_stand() {
    check_front_matter(
        "---\nheadline: Ferry fares: what riders pay\nslug: \"ferry\"  # for the desk\ndate: 2025-03-04\nprice: 78.60\nkeywords:\n  - ferries\n- fares\npeople:\n  Ines Marlow: port director\n    role: none\n\nsources:\n  port: Northport Harbour, <https://example.org>\n---\n\nFares rose.\n",
        expect![[r#"
            headline = "Ferry fares: what riders pay"
            slug = "ferry"
            date = "2025-03-04"
            price = "78.60"
            keywords = ""
              - "ferries"
              - "fares"
            people = ""
              Ines Marlow = "port director"
                role = "none"
            sources = ""
              port = "Northport Harbour, <https://example.org>"
            YamlRefuses: Ferry fares: what riders pay
            UnknownKey: price
            YamlChanges: 78.60
            Headline: Ferry fares: what riders pay
            Paragraph: Fares rose.
        "#]],
    );
}

#[test]
fn the_ledger_is_taken_apart() {
    check_front_matter(
        "---\nfigures:\n  riders: 1.24 million riders; 2024; port\n  before: 1.08 million; ; port\n  growth: = pct(riders, before)\n  share: = -riders / (before + 2 * 1,200.5) - 40 percent\n  Bad-Name: 4\n  empty:\n  open: = (riders\n  two: = riders before\n  odd: = riders ? 2\nassert:\n  - before <= riders\n  sum(riders, 1.5 million, 3) > before * 2\n  - riders\n---\n",
        expect![[r#"
            figures = ""
              riders = "1.24 million riders; 2024; port"
              before = "1.08 million; ; port"
              growth = "= pct(riders, before)"
              share = "= -riders / (before + 2 * 1,200.5) - 40 percent"
              Bad-Name = "4"
              empty = ""
              open = "= (riders"
              two = "= riders before"
              odd = "= riders ? 2"
            assert = ""
              - "before <= riders"
              - "sum(riders, 1.5 million, 3) > before * 2"
              - "riders"
            ledger riders: "1.24 million riders" as of Some("2024") from Some("port")
            ledger before: "1.08 million" as of None from Some("port")
            ledger growth: (Pct riders before)
            ledger share: (Minus (Over (Minus riders) (Plus before (Times "2" "1,200.5"))) "40 percent")
            ledger Bad-Name: "Bad-Name": a figure's name is small letters, digits and `_`, and begins with a letter
            ledger empty: "empty": a value is missing
            ledger open: "= (riders": a parenthesis is not closed
            ledger two: "= riders before": an operator is missing
            ledger odd: "= riders ? 2": the expression has a character that means nothing in it
            ledger : before AtMost riders
            ledger : (Sum riders "1.5 million" "3") More (Times before "2")
            ledger : "riders": a comparison needs one of `<`, `<=`, `=`, `>=`, `>`
            BadName: Bad-Name
        "#]],
    );
}

#[test]
fn unclosed_front_matter_ends_where_the_body_begins() {
    check_front_matter(
        "---\nslug: ferry\n\nNote: this is prose.\n\nMore.\n",
        expect![[r#"
        not closed
        slug = "ferry"
        Unclosed: ---
        Paragraph: Note: this is prose.
        Paragraph: More.
    "#]],
    );
    check_front_matter(
        "---\nslug: ferry\n# Ferry fares rise\n\nFares rose.\n\n---\n\nEnd.\n",
        expect![[r#"
            not closed
            slug = "ferry"
            Unclosed: ---
            Headline: Ferry fares rise
            Paragraph: Fares rose.
            EndMark: ---
            Paragraph: End.
        "#]],
    );
    check_front_matter("---\n\nA rule, and prose.\n\n---\n", expect!["no front matter"]);
    check_front_matter(
        "---\nslug: ferry\n\nProse above a rule.\n\n---\n\nNote: prose.\n\n---\n",
        expect![[r#"
            not closed
            slug = "ferry"
            Unclosed: ---
            Paragraph: Prose above a rule.
            EndMark: ---
            Paragraph: Note: prose.
            EndMark: ---
        "#]],
    );
    check_front_matter(
        "---\nslug: ferry\n\nA title\n---\nProse.\n",
        expect![[r#"
        not closed
        slug = "ferry"
        Unclosed: ---
        Paragraph: A title
        EndMark: ---
        Paragraph: Prose.
    "#]],
    );
    check_front_matter("\n---\nslug: ferry\n---\n", expect!["no front matter"]);
}

#[test]
fn one_bad_line_does_not_end_front_matter() {
    check_front_matter(
        "---\nslug: ferry\nheadline Ferry fares rise\nslug: again\ncolour: red\n---\nBody.\n",
        expect![[r#"
            slug = "ferry"
            slug = "again"
            colour = "red"
            NotAnEntry: headline Ferry fares rise
            RepeatedKey: slug
            UnknownKey: colour
            Paragraph: Body.
        "#]],
    );
}

#[test]
fn a_long_or_deep_expression_is_refused() {
    for definition in
        ["(".repeat(100_000), "-".repeat(100_000), "1+".repeat(100_000), "sum(".repeat(1000)]
    {
        let text = format!("---\nfigures:\n  a: = {definition}\n---\n");
        let document = parse(&text);
        let ledger = document.front_matter.map(|matter| matter.ledger).unwrap_or_default();
        let is_refused = matches!(ledger[0].definition, ledger::Definition::Unreadable { .. });
        assert!(is_refused, "{}", &definition[..4]);
    }
}

#[test]
fn references_and_comments_behind_a_stop_do_not_make_a_headline() {
    for end in
        ["[^port]", "[^port][^union]", " <!-- note: when? -->", "[^port] <!-- so? --> <!-- yes -->"]
    {
        let text = format!(
            "The port raised its fares on Monday.\n\nRiders protested at the gates.\n\nThe council met in May.{end}\n"
        );
        assert_eq!(parse(&text).articles[0].headline, None, "{end}");
    }
}

#[test]
fn a_heading_of_odd_blanks_has_no_words() {
    check(
        "# \u{2028} # ",
        expect![[r#"
            BlankLines
            article:
              Headline:
        "#]],
    );
    check(
        "- \u{2028}\n\n## #\n\n# ##",
        expect![[r#"
        BlankLines
        article: no headline
          Paragraph: -
          EndMark: ## #
          EndMark: # ##
    "#]],
    );
}
