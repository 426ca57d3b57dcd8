//! Which figures were compared and which were not, with the reason: a page for whoever wonders why a
//! slip was not found, or why there was a false alarm.

use std::io::{self, Write};

use annotate_snippets::renderer::{
    DEFAULT_CONTEXT_STYLE as HEAD, DEFAULT_EMPHASIS_STYLE as EMPHASIS, Style,
};
use newsmark_semantic::agreement::Agreement;
use newsmark_semantic::facts::{Article, Figure};
use newsmark_semantic::pairing::{self, Pair, Verdict};
use newsmark_semantic::{Analysis, wording};

use crate::contract::on_one_line;
use crate::positions::Lines;
use crate::terminal::{Look, printable};

/// Writes the pairs of one text.
pub(super) fn write(
    name: &str,
    analysis: &Analysis,
    look: Look,
    output: &mut impl Write,
) -> io::Result<()> {
    let facts = &analysis.facts;
    let lines = Lines::new(&facts.text);
    let styled = |words: &str, style: Style| match look.styled {
        true => format!("{}{words}{}", style.render(), style.render_reset()),
        false => words.to_owned(),
    };
    writeln!(output, "{}", styled(&printable(name), HEAD))?;
    for article in &facts.articles {
        let headline = article.headline.as_ref();
        let words = headline.map(|headline| on_one_line(facts.words(headline.range)));
        let title = words.as_deref().unwrap_or("(no headline)");
        writeln!(output, "{}\n", styled(&printable(title), EMPHASIS))?;
        let shown = |figure: &Figure| {
            let line = lines.position(figure.range.start()).line;
            let words = on_one_line(&wording::phrase(facts, figure)).into_owned();
            format!("{words} (line {line})")
        };
        let pairs = pairing::pairs(facts, article);
        for pair in &pairs {
            let (earlier, later) = both(article, pair);
            let (earlier, later) = (shown(earlier), shown(later));
            let sign = styled(sign(&pair.verdict), EMPHASIS);
            writeln!(output, "  {} {sign} {}", printable(&earlier), printable(&later))?;
            writeln!(output, "      {}", printable(&pair.why(facts, article)))?;
        }
        if pairs.is_empty() {
            writeln!(output, "  no two figures are alike enough to be compared")?;
        }
        writeln!(output)?;
    }
    Ok(())
}

fn both<'a>(article: &'a Article, pair: &Pair) -> (&'a Figure, &'a Figure) {
    (article.figure(pair.earlier), article.figure(pair.later))
}

/// Between two figures: what they are to each other.
fn sign(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Paired(Agreement::Agrees) => "=",
        Verdict::Paired(Agreement::Possible) => "~",
        Verdict::Paired(Agreement::Conflicts) => "≠",
        Verdict::Unsure(_) => "?",
        Verdict::Apart(_) => "|",
    }
}
