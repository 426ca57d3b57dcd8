//! What is offered at a cursor.

use expect_test::{Expect, expect};

use super::super::testing::{at_cursor, edited};
use super::*;
use crate::check::Edit;

/// The first few offers, and the line after the first of them.
fn check(text: &str, expected: Expect) {
    check_first(4, text, expected);
}

/// The same where most of the offers are a list that grows.
fn check_first(n_offers: usize, text: &str, expected: Expect) {
    let (analysis, offset) = at_cursor(text);
    let offers = complete(&analysis, offset);
    let mut dump = String::new();
    for offer in offers.iter().take(n_offers) {
        assert!(offer.range.contains_inclusive(offset));
        dump += &format!("{} ({})\n", offer.label, offer.detail);
    }
    if offers.len() > n_offers {
        dump += "and more\n";
    }
    if let Some(first) = offers.first() {
        let edit = Edit { range: first.range, text: first.insert.clone() };
        let edit = Edit { text: format!("{}‸", edit.text), ..edit };
        let after = edited(&analysis.facts.text, &[edit]);
        let line = after[..usize::from(first.range.start())].matches('\n').count();
        dump += &format!("> {}\n", after.lines().nth(line).unwrap());
    }
    expected.assert_eq(&dump);
}

const LEDGER: &str =
    "---\nfigures:\n  riders: 1.24 million riders; 2024; port\n  dogs: 40 dogs\n---\n\n";

#[test]
fn figures_are_offered_in_a_link() {
    check(
        &format!("{LEDGER}It carried [1.24 million](#$0\n"),
        expect![[r#"
            riders (1.24 million riders)
            dogs (40 dogs)
            > It carried [1.24 million](#riders‸
        "#]],
    );
    check(
        &format!("{LEDGER}It carried [1.24 million](#ri$0der) people.\n"),
        expect![[r#"
            riders (1.24 million riders)
            dogs (40 dogs)
            > It carried [1.24 million](#riders‸) people.
        "#]],
    );
}

#[test]
fn sources_are_offered_in_a_reference() {
    let notes = "\n\n[^port]: Harbour log, 2024\n\n[^mail]: Letter, 2023\n";
    check(
        &format!("# Ferry\n\nIt carried 40 people.[^$0{notes}"),
        expect![[r#"
            port (Harbour log, 2024)
            mail (Letter, 2023)
            > It carried 40 people.[^port‸
        "#]],
    );
    check(
        &format!("# Ferry\n\nIt carried 40 people.[^ma$0il]{notes}"),
        expect![[r#"
            mail (Letter, 2023)
            port (Harbour log, 2024)
            > It carried 40 people.[^mail‸]
        "#]],
    );
    check(
        "---\nfigures:\n  riders: 12 riders; 2024; $0\n---\n\nIt sank.\n\n[^port]: Log, 2024\n",
        expect![[r#"
            port (Log, 2024)
            >   riders: 12 riders; 2024; port‸
        "#]],
    );
}

#[test]
fn keys_are_offered_that_are_not_there_yet() {
    check(
        "---\nslug: ferry\nda$0\n---\n\nIt sank.\n",
        expect![[r#"
            dateline (where and when it was filed)
            date (the day the article is for, such as 2025-03-04)
            headline (the headline, with whatever is in it)
            deck (the line under the headline)
            and more
            > dateline: ‸
        "#]],
    );
    check(
        "---\n$0\n",
        expect![[r#"
            slug (the short name of the story)
            headline (the headline, with whatever is in it)
            deck (the line under the headline)
            byline (who wrote it)
            and more
            > slug: ‸
        "#]],
    );
    check(
        "---\nslug: ferry\nlanguage: $0\n---\n",
        expect![[r#"
            en (English)
            en-GB (British English)
            en-US (American English)
            > language: en‸
        "#]],
    );
    check("---\nslug: fer$0ry\n---\n", expect![[""]]);
}

#[test]
fn rules_are_offered_where_they_are_switched() {
    let body = "It has 40 decks.[^port]\n";
    check_first(
        1,
        &format!("# Ferry\n\n<!-- ok: $0 -->\n{body}"),
        expect![[r#"
            undefined-source (A reference to a footnote that is not there.)
            and more
            > <!-- ok: undefined-source ""‸ -->
        "#]],
    );
    check_first(
        1,
        &format!("# Ferry\n\n<!-- ok: undefined-sou$0 \"so\" -->\n{body}"),
        expect![[r#"
            undefined-source (A reference to a footnote that is not there.)
            and more
            > <!-- ok: undefined-source‸ "so" -->
        "#]],
    );
    check_first(
        1,
        &format!("---\nslug: a\nchecks:\n  un$0\n---\n\n{body}"),
        expect![[r#"
            undefined-source (A reference to a footnote that is not there.)
            and more
            >   undefined-source: off, ‸
        "#]],
    );
    check(
        &format!("---\nslug: a\nchecks:\n  part-sum: $0\n---\n\n{body}"),
        expect![[r#"
            off (say nothing)
            hint (could be better)
            information (worth knowing)
            warning (a likely contradiction)
            and more
            >   part-sum: off‸
        "#]],
    );
    check(
        "# Ferry\n\n<!-- $0 -->\n",
        expect![[r#"
            ok: (keeps a rule silent, and says why)
            note: (for colleagues)
            > <!-- ok:‸ -->
        "#]],
    );
}

#[test]
fn names_are_offered_after_two_letters() {
    let text =
        "# Ferry\n\n\"It sank,\" said Olga Brandt, the harbour master. Jonas Weller agreed.\n\n";
    check(
        &format!("{text}\"So it did,\" Br$0\n"),
        expect![[r#"
            Brandt (harbour master)
            > "So it did," Brandt‸
        "#]],
    );
    check(
        &format!("{text}\"So it did,\" Ol$0 said.\n"),
        expect![[r#"
            Olga Brandt (harbour master)
            > "So it did," Olga Brandt‸ said.
        "#]],
    );
    check(&format!("{text}\"So it did,\" B$0\n"), expect![[""]]);
    check(
        &format!("---\npeople:\n  O$0\n---\n\n{text}"),
        expect![[r#"
            Olga Brandt (harbour master)
            >   Olga Brandt: harbour master‸
        "#]],
    );
}

#[test]
fn units_are_offered_after_a_number() {
    check(
        "# Ferry\n\nIt sailed 12 kilom$0 on Monday.\n",
        expect![[r#"
            kilometres (kilometre)
            kilometres squared (square kilometre)
            kilometres cubed (cubic kilometre)
            kilometres per hour (kilometre per hour)
            and more
            > It sailed 12 kilometres‸ on Monday.
        "#]],
    );
    check(
        "# Ferry\n\nIt carried 1.2 million per$0\n",
        expect![[r#"
            percent (percent)
            percentage points (percentage point)
            > It carried 1.2 million percent‸
        "#]],
    );
    check("# Ferry\n\nIt sailed kilom$0\n", expect![[""]]);
}

#[test]
fn an_offer_is_explained_when_asked() {
    let (analysis, _) = at_cursor(&format!("{LEDGER}It sank.$0\n\n[^port]: *Log*, 2024\n"));
    let figure = explain(&analysis, CompletionKind::Figure, "riders").unwrap();
    expect![[r#"
        **riders: 1.24 million riders**
        1.235 million to 1.245 million"#]]
    .assert_eq(&figure.replace("  \n", "\n"));
    assert_eq!(explain(&analysis, CompletionKind::Source, "port").unwrap(), "*Log*, 2024");
    assert!(explain(&analysis, CompletionKind::Rule, "part-sum").unwrap().contains("# Reported"));
    assert_eq!(explain(&analysis, CompletionKind::Figure, "nobody"), None);
}

#[test]
fn markup_is_offered_on_a_line_of_its_own() {
    let text = "# Ferry\n\nIt sank.\n\n";
    check(
        &format!("{text}corr$0\n"),
        expect![[r#"
        correction (A note to readers)
        > > **Correction (2025-03-04):** What was wrong and what is right.‸
    "#]],
    );
    check(
        &format!("{text}no$0"),
        expect![[r#"
        note (A comment that is not part of the article)
        > <!-- note: ask the port authority -->‸
    "#]],
    );
    // The word goes on in prose, or a paragraph does.
    check(&format!("{text}no$0 boat\n"), expect![[""]]);
    check(&format!("{text}Then\nno$0\n"), expect![[""]]);
    check(&format!("{text}So$0\n"), expect![[""]]);
    check(
        "$0",
        expect![[r#"
        article (An article with front matter, headline and dateline)
        ledger (Front matter with a ledger of figures)
        footnote (Where something comes from: the text of a footnote)
        quote (A quotation with its speaker)
        and more
        > ---
    "#]],
    );
    check(
        &format!("{text}$0\n\nAll left.\n"),
        expect![[r#"
        footnote (Where something comes from: the text of a footnote)
        quote (A quotation with its speaker)
        blockquote (A quotation that stands by itself)
        correction (A note to readers)
        and more
        > [^report]: Author, title, date, <https://>‸
    "#]],
    );
    check(&format!("{text}It$0\n"), expect![[""]]);
    check("# Ferry\n$0\nIt sank.\n", expect![[""]]);
    check(
        "art$0",
        expect![[r#"
        article (An article with front matter, headline and dateline)
        > ---
    "#]],
    );
    check(
        "---\nslug: ferry\nfig$0\n---\n\nIt sank.\n",
        expect![[r#"
        figures (the ledger: figures with names)
        figure (A figure in the front matter: value and unit; when; source)
        headline (the headline, with whatever is in it)
        deck (the line under the headline)
        and more
        > figures:‸
    "#]],
    );
}

#[test]
fn markup_is_offered_in_and_behind_words() {
    check(
        "# Ferry\n\nIt carried fig$0 people.\n",
        expect![[r#"
        fig (Words that stand for a figure of the ledger)
        > It carried [4.2 million](#riders)‸ people.
    "#]],
    );
    check(
        "# Ferry\n\nIt sank.sour$0\n\nAll left.\n",
        expect![[r#"
        source (A mark after the words and, at the end, where they come from)
        > It sank.[^report]
    "#]],
    );
    check("# Ferry\n\nIt sank.sour$0\nAll left.\n", expect![[""]]);
    check("# Ferry\n\nIt carried no$0\n", expect![[""]]);
}
