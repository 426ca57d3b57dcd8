//! A slip stays where it was made: a mark that is never closed, or a typo in front matter, does not change
//! how any other paragraph is read.

use newsmark_semantic::document::BlockKind;
use newsmark_semantic::{Settings, TextRange, analyze};
use newsmark_tests::corpus::{articles, honest};

/// What each block of a text is read as, in order: what it is, its words, and all that it says by itself.
/// Front matter is left out, and the headline and deck that stand in it.
fn read(text: &str) -> Vec<String> {
    let facts = analyze(text, &Settings::default()).facts;
    let document = &facts.document;
    let matter = document.front_matter.as_ref().map_or(TextRange::default(), |matter| matter.range);
    let mut dumps = Vec::new();
    for (article, span) in facts.articles.iter().zip(&document.articles) {
        for block in &document.blocks[span.blocks.clone()] {
            if !matter.is_empty() && matter.contains_range(block.range) {
                continue;
            }
            let own = |range: TextRange| block.range.contains_range(range);
            let words = |range: TextRange| facts.words(range).to_owned();
            let mut dump = vec![format!("{:?}: {}", block.kind, words(block.range))];
            for figure in article.figures.iter().filter(|figure| own(figure.range)) {
                let noun = figure.noun.as_ref().map(|noun| words(noun.range));
                let (strict, unit) =
                    (figure.strict().to_string(), figure.unit.map(|unit| unit.to_string()));
                dump.push(format!(
                    "{:?} {} {strict} {unit:?} {noun:?}",
                    figure.role,
                    words(figure.range)
                ));
            }
            let quotes = article.quotes.iter().map(|quote| quote.range);
            let dates = article.dates.iter().map(|date| date.range);
            let links = article.links.iter().map(|link| link.range);
            let references = article.references.iter().map(|reference| reference.range);
            let sentences = article.sentences.iter().copied();
            let others = quotes.chain(dates).chain(links).chain(references).chain(sentences);
            dump.extend(others.filter(|&range| own(range)).map(words));
            dumps.push(dump.join("\n"));
        }
    }
    dumps
}

/// Marks that want a partner, and have none.
const SLIPS: &[&str] = &[
    "<!-- ",
    "“",
    "\"",
    "‘",
    "[",
    "[words](",
    "[words](#",
    "[^",
    "`",
    "**",
    "_",
    "{++",
    "```",
    "(",
    "«",
];

#[test]
fn an_unclosed_mark_never_changes_how_another_paragraph_is_read() {
    let mut n_slips = 0;
    // Each block of a piece with markup gets every mark; those of honest prose take turns, one each.
    let all = articles().into_iter().map(|text| (text, SLIPS.len()));
    for (text, most_slips) in all.chain(honest().into_iter().map(|text| (text, 1))) {
        let before = read(&text);
        let document = analyze(&text, &Settings::default()).facts.document;
        let matter =
            document.front_matter.as_ref().map_or(0, |matter| usize::from(matter.range.end()));
        let blocks: Vec<_> =
            document.blocks.iter().filter(|b| usize::from(b.range.start()) >= matter).collect();
        for (index, block) in blocks.iter().enumerate() {
            // Where no headline is marked, the lines that look like one tell articles apart: one that is lost
            // can take another with it. Those are not tried.
            if block.kind == BlockKind::Headline {
                continue;
            }
            let (start, end) =
                (usize::from(block.content.start()), usize::from(block.content.end()));
            let middle = text[start..end].find(' ').map_or(start, |blank| start + blank + 1);
            for slip in SLIPS.iter().cycle().skip(index + text.len()).take(most_slips) {
                for place in [start, middle, end] {
                    // At the start of a line it may open a block, at the end of a story close one: the
                    // paragraph itself is then something else, and the others must be the same all the more.
                    let slipped = format!("{}{slip}{}", &text[..place], &text[place..]);
                    let after = read(&slipped);
                    let differs = |other: usize| before.get(other) != after.get(other);
                    let changed: Vec<usize> = (0..before.len().max(after.len()))
                        .filter(|&i| i != index && differs(i))
                        .collect();
                    assert!(
                        changed.is_empty(),
                        "{slip} in block {index} changes {changed:?}:\n{slipped}"
                    );
                    n_slips += 1;
                }
            }
        }
    }
    assert!(n_slips > 1000, "{n_slips}");
}

#[test]
fn a_typo_in_front_matter_never_changes_how_a_paragraph_is_read() {
    let mut n_typos = 0;
    for text in articles() {
        let document = analyze(&text, &Settings::default()).facts.document;
        let Some(matter) = &document.front_matter else { continue };
        let before = read(&text);
        let end = usize::from(matter.range.end());
        for (offset, character) in text[..end].char_indices().step_by(4) {
            let after = offset + character.len_utf8();
            let lost = format!("{}{}", &text[..offset], &text[after..]);
            let more = format!("{}e{}", &text[..offset], &text[offset..]);
            for typo in [lost, more] {
                // With a mark of its own missing, front matter itself is text.
                let after = read(&typo);
                assert!(after.ends_with(&before), "at {offset}:\n{typo}\n{after:#?}\n{before:#?}");
                n_typos += 1;
            }
        }
    }
    assert!(n_typos > 300, "{n_typos}");
}

#[test]
fn these_articles_have_something_to_lose() {
    let kinds = |text: &String| {
        let blocks = analyze(text, &Settings::default()).facts.document.blocks;
        blocks.into_iter().map(|block| block.kind).collect::<Vec<BlockKind>>()
    };
    let kinds: Vec<BlockKind> = articles().iter().flat_map(kinds).collect();
    for kind in [BlockKind::Headline, BlockKind::Paragraph, BlockKind::FrontMatter] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}
