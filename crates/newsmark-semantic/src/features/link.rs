//! What leads out of a text: addresses and files of sources, and links to pages and files.
//!
//! Links inside the text are definitions, see [`super::definition`].

use newsmark_lexer::{TextRange, TextSize};

use crate::Analysis;
use crate::facts::Extent;

/// A place that leads elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// The address or the path.
    pub range: TextRange,
    /// Which of them it is.
    pub kind: LinkKind,
}

/// How it is found what a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The address says it.
    Address,
    /// A path, as in an address, counted from where the text is.
    Path,
    /// A file that a footnote names: beside the text, or else at the top of the workspace.
    SourceFile,
}

/// Everything that leads out of a text, in its order.
pub fn links(analysis: &Analysis) -> Vec<LinkTarget> {
    let facts = &analysis.facts;
    let sources = facts.sources.iter().filter_map(|source| source.url.map(Extent::range));
    let links = facts.articles.iter().flat_map(|article| &article.links).map(|link| link.target);
    let files = facts.sources.iter().filter_map(|source| source.file.map(Extent::range));
    let files = files.map(|range| LinkTarget { range, kind: LinkKind::SourceFile });
    let mut targets: Vec<LinkTarget> = sources
        .chain(links)
        .filter_map(|range| {
            let range = without_title(facts.words(range), range);
            let words = facts.words(range);
            let kind = if has_scheme(words) { LinkKind::Address } else { LinkKind::Path };
            let is_inside = words.starts_with('#') || words.is_empty();
            (!is_inside && !words.contains(['\n', '\r'])).then_some(LinkTarget { range, kind })
        })
        .chain(files)
        .collect();
    targets.sort_by_key(|target| (target.range.start(), target.range.end()));
    targets.dedup_by_key(|target| target.range);
    targets
}

/// `https:`, `mailto:`: letters before a colon. A single letter is the drive of a path.
fn has_scheme(words: &str) -> bool {
    let scheme = words.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.len() > 1
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+' || c == '-')
    })
}

/// `page.html "Title"` without its title, `<page.html>` without its brackets.
fn without_title(words: &str, range: TextRange) -> TextRange {
    let inner = words.strip_prefix('<').and_then(|rest| rest.split('>').next());
    let (start, target) = match inner {
        Some(target) => (range.start() + TextSize::of('<'), target),
        None => (range.start(), words.split_whitespace().next().unwrap_or_default()),
    };
    TextRange::at(start, TextSize::of(target))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    fn check(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let dump: String = links(&analysis)
            .iter()
            .map(|target| format!("{:?} {}\n", target.kind, &text[target.range]))
            .collect();
        expected.assert_eq(&dump);
    }

    #[test]
    fn addresses_and_paths_lead_out() {
        check(
            "# Ferry\n\nIt carried [40 people](https://port.example/log \"Log\") and [3 dogs](tables/dogs.csv), not [4](#cats).[^port]\n\n[^port]: Harbour log, 2024, <https://port.example/2024>\n[^c]: Council minutes, <council minutes.txt>\n",
            expect![[r#"
                Address https://port.example/log
                Path tables/dogs.csv
                Address https://port.example/2024
                SourceFile council minutes.txt
            "#]],
        );
        check("", expect![[""]]);
    }
}
