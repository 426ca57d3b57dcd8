//! What was looked at, in a line above each headline: how many figures, how many sources, how many findings.

use newsmark_lexer::TextRange;

use crate::Analysis;

/// A line above a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The headline.
    pub range: TextRange,
    /// What the line says.
    pub title: String,
}

/// The lines above the headlines of a text.
pub fn lenses(analysis: &Analysis) -> Vec<Lens> {
    let articles = analysis.facts.articles.iter();
    let lenses = articles.filter_map(|article| {
        let range = article.headline.as_ref()?.range;
        let quantities = article.figures.iter().filter(|figure| figure.is_quantity());
        let (all, cited): (usize, usize) = quantities.fold((0, 0), |(all, cited), figure| {
            (all + 1, cited + usize::from(figure.source.is_some() || figure.name.is_some()))
        });
        let whole = article.range.cover(range);
        let first = analysis.findings.partition_point(|it| it.range.start() < whole.start());
        let rest = &analysis.findings[first..];
        let n_findings = rest.partition_point(|finding| finding.range.start() <= whole.end());
        let mut parts = vec![counted(all, "figure")];
        if cited > 0 {
            parts.push(format!("{cited} with a source"));
        }
        parts.push(counted(article.sources.len(), "source"));
        parts.push(counted(n_findings, "finding"));
        Some(Lens { range, title: parts.join(" · ") })
    });
    lenses.collect()
}

/// `1 source`, `2 sources`
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    fn check(text: &str, expected: Expect) {
        let analysis = analyze(text, &Settings::default());
        let lines = lenses(&analysis);
        let dump: String =
            lines.iter().map(|it| format!("{}: {}\n", &text[it.range], it.title)).collect();
        expected.assert_eq(&dump);
    }

    #[test]
    fn a_headline_says_what_was_looked_at() {
        check(
            "# Flood closes 1,820 shops\n\nThe chamber said that 1,280 shops were closed, 3 of them for good.[^a]\n\n[^a]: Log, 2024\n\n# Ferry sinks\n\nIt sank.\n",
            expect![[r#"
                Flood closes 1,820 shops: 3 figures · 2 with a source · 1 source · 1 finding
                Ferry sinks: 0 figures · 0 sources · 0 findings
            "#]],
        );
        check("It is windy, and the ferries wait for calmer water in the bay.\n", expect![[""]]);
    }
}
