//! The headline: its length, what supports its figures, whose word it is, and how the text was read.

use newsmark_lexer::{TextRange, TextSize};

use super::{Hover, paragraph_name, plain};
use crate::agreement::{Agreement, agreement};
use crate::document::Layout;
use crate::facts::headline::{Attributed, Support};
use crate::facts::{Article, Facts, Figure};

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let headline =
        article.headline.as_ref().filter(|headline| headline.range.contains_inclusive(offset))?;
    let mut parts = vec![format!("{} characters", facts.words(headline.range).chars().count())];
    let figures =
        article.figures.iter().filter(|figure| figure.in_headline && figure.is_quantity());
    parts.extend(figures.map(|figure| support(facts, article, figure)));
    parts.extend(headline.quotes.iter().map(|own| {
        let words = plain(facts.words(article.quote(own.quote).range));
        match own.support {
            Support::Verbatim(place) => format!("{words} stands in {}", place_name(article, place)),
            Support::InOtherForm => format!("{words} is in the body in another form"),
            Support::Nearest(place) => {
                format!("{words} has other words in {}", place_name(article, place))
            }
            Support::Missing => format!("{words} is not in the body"),
        }
    }));
    if let Some(attribution) = headline.attribution {
        let words = plain(facts.words(attribution));
        parts.push(match &headline.attributed_to {
            Some(found) => format!("“{words}”: {}", attributed_to(facts, article, found)),
            None => format!("attributed to “{words}”, which the body does not name"),
        });
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

/// `the Harbour Board (paragraph 2)`
fn attributed_to(facts: &Facts, article: &Article, found: &Attributed) -> String {
    let place = place_name(article, found.range);
    let name = match (found.person, found.name) {
        (Some(id), _) => Some(article.person(id).name.to_string()),
        (None, Some(name)) => Some(facts.words(name).to_owned()),
        (None, None) => None,
    };
    match name {
        Some(name) => format!("{} ({place})", plain(&name)),
        None => place,
    }
}

fn place_name(article: &Article, place: TextRange) -> String {
    let paragraph = article.paragraphs.partition_point(|span| span.range.end() < place.start());
    paragraph_name(article, paragraph as u32)
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
