//! A name, or a pronoun that speaks: who is meant, how often they are named, and what they said.

use newsmark_lexer::TextSize;

use super::{Hover, at_offset, paragraph_name, plain};
use crate::facts::{Article, Facts, NameMention, PersonId};

/// How many quotations are shown.
const MOST_QUOTES: usize = 4;
/// How much of a quotation is shown, in characters.
const LONGEST: usize = 90;

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let Some((_, name)) = at_offset(&article.names, |name| name.range, offset) else {
        return speaking(facts, article, offset);
    };
    let markdown = match name.person {
        Some(id) => describe(facts, article, id),
        None => doubtful(article, name)?,
    };
    Some(Hover { range: name.range, markdown })
}

/// `she said`
fn speaking(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let mut speakers = article.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    speakers.find_map(|speaker| {
        let range = speaker.mention.filter(|range| range.contains_inclusive(offset))?;
        Some(Hover { range, markdown: describe(facts, article, speaker.person?) })
    })
}

pub(super) fn describe(facts: &Facts, article: &Article, id: PersonId) -> String {
    let person = article.person(id);
    let mut parts = vec![match person.role.as_deref() {
        Some(role) => format!("**{}**, {}", plain(&person.name), plain(role)),
        None => format!("**{}**", plain(&person.name)),
    }];
    let place = |at: TextSize| {
        let paragraph = article.paragraphs.partition_point(|span| span.range.end() < at);
        paragraph_name(article, paragraph as u32)
    };
    match person.mentions.as_slice() {
        _ if person.listed.is_some() => parts.push("listed in the front matter".to_owned()),
        [first, ..] => parts.push(format!("named in full in {}", place(first.start()))),
        [] => {}
    }
    parts.push(match person.mentions.len() {
        1 => "named once".to_owned(),
        n => format!("named {n} times"),
    });
    let mut lines = vec![parts.join(" · ")];
    let said = article
        .quotes
        .iter()
        .filter(|quote| quote.speaker.as_ref().is_some_and(|speaker| speaker.person == Some(id)));
    let n_said = said.clone().count();
    lines.extend(said.take(MOST_QUOTES).map(|quote| {
        let words = plain(&shortened(facts.words(quote.range)));
        format!("{}: {words}", paragraph_name(article, quote.paragraph))
    }));
    if n_said > MOST_QUOTES {
        lines.push(format!("and {} more quotations", n_said - MOST_QUOTES));
    }
    lines.join("  \n")
}

/// A surname that several people have.
fn doubtful(article: &Article, name: &NameMention) -> Option<String> {
    let names: Vec<String> = name
        .candidates
        .iter()
        .map(|&id| format!("**{}**", plain(&article.person(id).name)))
        .collect();
    (names.len() > 1).then(|| format!("may be {}", names.join(" or ")))
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
