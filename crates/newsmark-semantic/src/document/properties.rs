//! What holds for every text, whatever is typed into it.

use proptest::prelude::*;

use super::*;
use crate::paragraph::Words;

/// Pieces of articles in any order: every construct, whole and broken.
const PIECES: &[&str] = &[
    "Ferry fares rise by a tenth",
    "The port raised its fares on Monday, the council said.",
    "By Ines Marlow",
    "# ",
    "## ",
    "### ",
    "###",
    "> ",
    ">",
    "> **Correction:** ",
    "> — Ines Marlow",
    "- ",
    "1. ",
    "* ",
    "[^port]",
    "[^port]: ",
    "[^",
    "[1.24 million](#riders)",
    "](",
    "[",
    "]",
    "(",
    ")",
    "![map](a.png)",
    "[a][b]",
    "`",
    "```",
    "~~~",
    "```\n",
    "<!-- ",
    "-->",
    "<!-- ok: part-sum \"rounded\" -->",
    "<div>",
    "<b>",
    "{++",
    "++}",
    "{--",
    "--}",
    "*",
    "**",
    "_",
    "| a | b |",
    "|---|---|",
    "---",
    "---\n",
    "===",
    "slug: ferry",
    "headline: Up: fares",
    "figures:",
    "  riders: 1.24 million",
    "  growth: = pct(riders, 2)",
    "assert:",
    "  - riders < 2",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\u{A0}",
    "\u{FEFF}",
    "\\",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "Mr. Smith",
    "U.S. ",
    "No. 10",
    "… ",
    ". ",
    "? ",
    "! ",
    "。",
    "NORTHPORT, March 4 (Agency) — ",
    "ENDS",
    "-30-",
    ": report",
    "1,240,000",
    "14.8 percent",
    "5G",
    "é",
    "票价",
    "👩‍🚒",
    "\u{2028}",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    prop_oneof![
        4 => pieces.prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Whether a range lies in the text and on character boundaries.
fn is_sound(text: &str, range: TextRange) -> bool {
    text.get(usize::from(range.start())..usize::from(range.end())).is_some()
}

fn contains(outer: TextRange, inner: TextRange) -> bool {
    outer.contains_range(inner)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn blocks_are_in_order_and_articles_share_them_out(text in text()) {
        let document = parse(&text);
        let matter = document.front_matter.as_ref().map(|matter| matter.range);
        let mut end = TextRange::default().end();
        for block in &document.blocks {
            prop_assert!(is_sound(&text, block.range) && is_sound(&text, block.content));
            prop_assert!(contains(block.range, block.content), "{block:?}");
            let is_given = matter.is_some_and(|matter| contains(matter, block.range));
            prop_assert!(block.range.start() >= end || is_given, "{block:?} begins before {end:?}");
            end = end.max(block.range.end());
        }
        let mut next = 0;
        for article in &document.articles {
            prop_assert_eq!(article.blocks.start, next);
            next = article.blocks.end;
            let headline = article.headline.unwrap_or(TextRange::empty(article.range.start()));
            prop_assert!(contains(article.range, headline));
        }
        prop_assert_eq!(next, document.blocks.len());
        prop_assert!(!document.articles.is_empty());
    }

    #[test]
    fn every_line_that_says_something_belongs_to_a_block(text in text()) {
        let document = parse(&text);
        for line in lines::scan(&text) {
            let is_in = |block: &Block| contains(block.range, line.words);
            prop_assert!(document.blocks.iter().any(is_in), "{line:?}");
        }
    }

    #[test]
    fn words_and_sentences_stay_in_their_paragraph(text in text()) {
        let document = parse(&text);
        for block in document.blocks.iter().filter(|block| block.kind.is_read()) {
            let paragraph = &text[block.content];
            let words = Words::read(paragraph, block.kind);
            let mut end = 0.into();
            for token in &words.tokens {
                prop_assert!(is_sound(paragraph, token.range) && token.range.start() >= end);
                end = token.range.end();
            }
            for mark in &words.marks {
                for range in [mark.range, mark.words, mark.target] {
                    prop_assert!(is_sound(paragraph, range), "{mark:?}");
                }
            }
            let sentences = crate::paragraph::facts_of(&words).sentences;
            let mut tokens = words.tokens.iter();
            for sentence in sentences {
                let own = tokens.by_ref().take_while(|token| token.range.end() != sentence.end());
                for token in own {
                    prop_assert!(contains(sentence, token.range));
                }
            }
            prop_assert!(tokens.next().is_none());
        }
    }

    #[test]
    fn front_matter_has_its_places_in_itself(text in text()) {
        let text = format!("---\n{text}");
        let document = parse(&text);
        if let Some(matter) = &document.front_matter {
            prop_assert!(is_sound(&text, matter.range));
            for problem in &matter.problems {
                prop_assert!(contains(matter.range, problem.range));
            }
            for entry in &matter.entries {
                prop_assert!(contains(matter.range, entry.key.cover(entry.value)));
            }
        }
    }

    /// Only headlines may change: a line becomes one when a story follows it, and ceases to be one when it
    /// is no longer the last.
    #[test]
    fn a_paragraph_at_the_end_leaves_the_others_as_they_are(text in text()) {
        let longer = format!("{text}\n\nNobody spoke.\n");
        let (before, after) = (parse(&text), parse(&longer));
        prop_assert_eq!(before.layout, after.layout);
        let plain = |block: &Block| match block.kind {
            BlockKind::Headline => (BlockKind::Paragraph, block.range),
            kind => (kind, block.range),
        };
        let before: Vec<_> = before.blocks.iter().map(plain).collect();
        let after: Vec<_> = after.blocks.iter().map(plain).collect();
        prop_assert_eq!(&before[..], &after[..before.len()]);
        prop_assert_eq!(after.len(), before.len() + 1);
    }

    #[test]
    fn analysis_never_fails(text in text()) {
        let settings = crate::Settings::default();
        let first = crate::analyze(&text, &settings);
        prop_assert_eq!(&first.findings, &crate::analyze(&text, &settings).findings);
    }
}

#[test]
fn a_flood_of_one_mark_is_read() {
    for mark in [
        "[",
        "](",
        "![",
        "[^",
        "*a ",
        "`",
        "{++",
        "<a ",
        "<!--",
        "---\n",
        "> ",
        "- a\n",
        "?!",
        "\r",
        "(",
        "\u{FEFF}",
        "| a\n|-|\n",
    ] {
        let text = mark.repeat(20_000);
        let document = parse(&text);
        for block in document.blocks.iter().filter(|block| block.kind.is_read()).take(100) {
            Words::read(&text[block.content], block.kind);
        }
    }
}
