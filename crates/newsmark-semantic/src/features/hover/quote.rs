//! A quotation: who speaks, how that was found, and the verb.

use newsmark_lexer::TextSize;

use super::{Hover, at_offset, paragraph_name, plain};
use crate::facts::quote::{Found, QuoteKind};
use crate::facts::{Article, Facts, Person, QuoteId};

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let (index, quote) = at_offset(&article.quotes, |quote| quote.range, offset)?;
    let mut parts = Vec::new();
    match &quote.speaker {
        Some(speaker) => {
            let person = speaker.person.map(|id| article.person(id));
            let mention = speaker.mention.map(|range| facts.words(range));
            let name = speaker.name.as_deref().or(mention).unwrap_or("somebody");
            let role = person.and_then(|person| person.role.as_deref());
            parts.push(match role {
                Some(role) => format!("**{}**, {}", plain(name), plain(role)),
                None => format!("**{}**", plain(name)),
            });
            parts.extend(person.and_then(|person| named_in_full(article, person)));
            parts.extend(quote.cue.map(|cue| format!("“{}”", plain(facts.words(cue)))));
            parts.push(found(speaker.found).to_owned());
        }
        None => parts.push(without_speaker(quote.kind).to_owned()),
    }
    let id = QuoteId(index as u32);
    let cited = article.sources.iter().filter(|source| source.quoted_by.contains(&id));
    parts.extend(cited.map(|source| format!("source: {}", super::cited(facts.words(source.text)))));
    if !quote.closed {
        parts.push("goes on in the next paragraph".to_owned());
    }
    Some(Hover { range: quote.range, markdown: parts.join(" · ") })
}

fn named_in_full(article: &Article, person: &Person) -> Option<String> {
    let first = person.mentions.first()?;
    let paragraph = article.paragraphs.iter().position(|span| span.range.contains_range(*first))?;
    Some(format!("named in full in {}", paragraph_name(article, paragraph as u32)))
}

fn found(found: Found) -> &'static str {
    match found {
        Found::FullName => "speaker named in full",
        Found::Surname => "speaker found by surname",
        Found::Joint => "several speakers named",
        Found::SentenceBefore => "speaker taken from the sentence before",
        Found::Pronoun => "speaker found by pronoun",
        Found::Description => "speaker found by description",
        Found::DashLine => "speaker named on the dash line",
        Found::CarriedOver => "speaker carried over from the quotation before",
    }
}

fn without_speaker(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Scare => "words held at arm's length, not a quotation",
        QuoteKind::Title => "the name of a work, not a quotation",
        QuoteKind::Word => "a word or a name, not a quotation",
        QuoteKind::Placard => "words to be read on something, nobody's speech",
        QuoteKind::Unsaid => "words that nobody is said to have spoken",
        _ => "quotation without a speaker in reach",
    }
}
