//! The headline: its length, what supports its figures, whose word it is, and how the text was read.

use newsmark_lexer::TextSize;

use super::{Hover, paragraph_name, plain};
use crate::agreement::{Agreement, agreement};
use crate::document::Layout;
use crate::facts::{Article, Facts, Figure};

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let headline =
        article.headline.as_ref().filter(|headline| headline.range.contains_inclusive(offset))?;
    let mut parts = vec![format!("{} characters", facts.words(headline.range).chars().count())];
    let figures =
        article.figures.iter().filter(|figure| figure.in_headline && figure.is_quantity());
    parts.extend(figures.map(|figure| support(facts, article, figure)));
    if let Some(attribution) = headline.attribution {
        parts.push(format!("attributed to “{}”", plain(facts.words(attribution))));
    }
    parts.push(
        match facts.document.layout {
            Layout::BlankLines => "read in paragraphs between blank lines",
            Layout::LineByLine => "read as wire copy, one paragraph a line",
        }
        .to_owned(),
    );
    Some(Hover { range: headline.range, markdown: parts.join(" · ") })
}

/// `` `1.1 billion` agrees with paragraph 1 ``
fn support(facts: &Facts, article: &Article, figure: &Figure) -> String {
    let words = plain(facts.words(figure.range));
    let supports = |other: &&Figure| {
        !other.in_headline
            && other.is_quantity()
            && (other.unit == figure.unit)
            && agreement(figure, other) == Agreement::Agrees
    };
    match article.figures.iter().find(supports) {
        Some(other) => {
            format!("“{words}” agrees with {}", paragraph_name(article, other.paragraph))
        }
        None => format!("“{words}” is not in the body"),
    }
}
