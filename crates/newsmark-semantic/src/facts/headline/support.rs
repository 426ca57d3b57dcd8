//! What in the body supports the headline: quoted words, names, and whose word it is.

use newsmark_lexer::vocabulary::{Class, vocabulary, without_possessive};
use newsmark_lexer::{Kind, TextRange, TextSize, Token};

use super::{Attributed, HeadlineQuote, Support};
use crate::document::BlockKind;
use crate::facts::people::{fold, role_head};
use crate::facts::{Article, NameVariant, PersonId, QuoteId};
use crate::spelling;
use crate::verbatim::{self, Lookup, Text};

/// Words of a headline that are compared with names, and the people whose names those are.
const MOST_COMPARED: usize = 40;
/// In how many places of the body the source of a headline is looked for.
const MOST_PLACES: usize = 12;

/// Links the headline of an article to its body.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let Some(headline) = &article.headline else { return };
    let (range, attribution) = (headline.range, headline.attribution);
    let in_headline = |at: TextRange| range.contains_range(at);
    let quoted: Vec<(QuoteId, TextRange)> = (0_u32..)
        .zip(&article.quotes)
        .take_while(|(_, quote)| quote.range.start() < range.end())
        .filter(|(_, quote)| in_headline(quote.range))
        .map(|(id, quote)| (QuoteId(id), quote.range))
        .collect();
    let misspelt = misspelt(article, text, range);
    if quoted.is_empty() && misspelt.is_empty() && attribution.is_none() {
        return;
    }
    let mut wanted: Vec<Box<str>> = Vec::new();
    for &(_, at) in &quoted {
        wanted.extend(verbatim::parts(&text[at]).concat().into_iter().map(|word| word.folded));
    }
    wanted.extend(misspelt.iter().map(|variant| lower(&text[variant.range])));
    for word in attribution.iter().flat_map(|&at| verbatim::words(&text[at])) {
        wanted.extend(verbatim::numbers(&word.folded));
    }
    let body = body(article, text, &wanted);
    let quotes = quoted.into_iter().filter_map(|(quote, at)| {
        let support = look_up(&body, &text[at])?;
        let own = &article.quotes[quote.0 as usize];
        let is_said = own.speaker.is_some() || own.cue.is_some() || is_speech(&text[at]);
        Some(HeadlineQuote { quote, support, is_said })
    });
    let quotes = quotes.collect();
    let attributed_to = attribution.and_then(|at| attributed_to(article, &body, text, &text[at]));
    let unknown = |variant: &NameVariant| !body.has(&lower(&text[variant.range]));
    let known: Vec<TextRange> = article.name_variants.iter().map(|own| own.range).collect();
    let misspelt = misspelt.into_iter().filter(unknown).filter(|own| !known.contains(&own.range));
    let misspelt = misspelt.collect();
    if let Some(headline) = &mut article.headline {
        (headline.quotes, headline.attributed_to) = (quotes, attributed_to);
        headline.misspelt = misspelt;
    }
}

fn lower(word: &str) -> Box<str> {
    word.to_lowercase().into()
}

/// The running text, to look up some words in.
fn body(article: &Article, text: &str, wanted: &[Box<str>]) -> Text {
    let is_body =
        |kind| !matches!(kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Subhead(_));
    let body = (0..).zip(&article.paragraphs).filter(|(_, span)| is_body(span.kind));
    let heads = |index: usize| article.read.get(index).map(|paragraph| &paragraph.heads);
    Text::about(wanted, text, body.map(|(index, span)| (span.range, heads(index))))
}

/// What the body has of quoted words; none where there is nothing to compare.
fn look_up(body: &Text, quoted: &str) -> Option<Support> {
    let words = verbatim::parts(quoted).concat();
    if words.is_empty() || body.is_empty() {
        return None;
    }
    Some(match body.look_up(quoted) {
        Lookup::Found(range) => Support::Verbatim(range),
        _ if words.iter().all(|word| is_light(&word.folded) || body.has_stem(&word.folded)) => {
            Support::InOtherForm
        }
        Lookup::Differs(range) => Support::Nearest(range),
        Lookup::Missing => Support::Missing,
    })
}

/// Whether somebody speaks of themselves.
fn is_speech(quoted: &str) -> bool {
    let words = verbatim::words(quoted);
    let own =
        ["i", "i'm", "i'll", "i've", "me", "my", "we", "we'll", "we're", "we've", "our", "us"];
    words.len() > 3 && words.iter().any(|word| own.contains(&&*word.folded))
}

/// Words that say little: a headline leaves them out and puts them in.
fn is_light(word: &str) -> bool {
    vocabulary().look_up(word).is_any(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
    ])
}

/// Words of the headline that are one slip away from the name of somebody in the body, who is not in the headline.
fn misspelt(article: &Article, text: &str, headline: TextRange) -> Vec<NameVariant> {
    let in_body = |id: usize| {
        let mentions = &article.people[id].mentions;
        mentions.last().is_some_and(|last| last.start() >= headline.end())
    };
    let people: Vec<usize> =
        (0..article.people.len()).filter(|&id| in_body(id)).take(MOST_COMPARED).collect();
    if people.is_empty() {
        return Vec::new();
    }
    let words = &text[headline];
    let tokens: Vec<Token> =
        newsmark_lexer::lex(words).filter(|token| token.kind == Kind::Word).collect();
    let folded: Vec<Box<str>> = tokens.iter().map(|token| fold(&words[token.range])).collect();
    let capitals = tokens.iter().filter(|token| words[token.range].starts_with(char::is_uppercase));
    let is_title_case = capitals.count() * 3 > tokens.len() * 2;
    let mut variants = Vec::new();
    for (index, (token, own)) in tokens.iter().zip(&folded).enumerate().take(MOST_COMPARED) {
        let word = without_possessive(&words[token.range]);
        let is_word = token.word.is_any(COMMON);
        if own.len() < 4 || !word.starts_with(char::is_uppercase) || is_word {
            continue;
        }
        let close = |part: &str| {
            let part = fold(part);
            spelling::is_slip(own, &part)
                && own.strip_suffix('s') != Some(&*part)
                && part.strip_suffix('s') != Some(&**own)
                && !folded.contains(&part)
        };
        let beside = |part: &str, at: Option<usize>| {
            at.and_then(|at| folded.get(at)).is_some_and(|word| **word == *fold(part))
        };
        let meant = people.iter().find_map(|&id| {
            let (first, last) = article.people[id].name.rsplit_once(' ')?;
            let family = close(last).then_some((id, last, beside(first, index.checked_sub(1))));
            // A first name that is not there says little without the family name behind it.
            let given =
                || (close(first) && beside(last, Some(index + 1))).then_some((id, first, true));
            family.or_else(given)
        });
        let Some((id, part, in_full)) = meant else { continue };
        let titled = index > 0 && tokens[index - 1].word.is(Class::Title);
        variants.push(NameVariant {
            range: TextRange::at(headline.start() + token.range.start(), TextSize::of(word)),
            person: PersonId(id as u32),
            meant: part.into(),
            is_sure: in_full || titled || !is_title_case,
            in_headline: true,
        });
    }
    variants
}

/// Words that stand in a headline as words.
const COMMON: &[Class] = &[
    Class::Adverb,
    Class::Auxiliary,
    Class::Change,
    Class::Conjunction,
    Class::Cue,
    Class::Determiner,
    Class::Negation,
    Class::NotAName,
    Class::NumberWord,
    Class::Preposition,
    Class::Pronoun,
    Class::Title,
    Class::Verb,
];

/// Who the body gives for the source of a headline: *report*, *analyst*, *police say*.
fn attributed_to(article: &Article, body: &Text, text: &str, words: &str) -> Option<Attributed> {
    let says = ["say", "says", "said", "find", "finds", "show", "shows"];
    let words = verbatim::words(words);
    let head = words.iter().rev().find(|word| !says.contains(&&*word.folded))?;
    let has_role = |id: &usize| {
        let role = article.people[*id].role.as_deref();
        role.and_then(role_head).is_some_and(|role| role == head.folded)
    };
    let mut people = (0..article.people.len()).take(MOST_COMPARED).filter(has_role);
    let person = people.next().filter(|_| people.next().is_none());
    let places = body.places_of(&head.folded, MOST_PLACES);
    let range = match person.and_then(|id| article.people[id].mentions.first().copied()) {
        Some(first) if places.is_empty() => first,
        _ => *places.first()?,
    };
    let named = places.iter().find_map(|&place| Some((place, name_beside(article, text, place)?)));
    let person = person.map(|id| PersonId(id as u32));
    let (range, name) =
        named.filter(|_| person.is_none()).map_or((range, None), |(at, name)| (at, Some(name)));
    Some(Attributed { range, name, person })
}

/// The name in *the report by the Harbour Board*, *the Harbour Board report*.
fn name_beside(article: &Article, text: &str, place: TextRange) -> Option<TextRange> {
    let next = article.names.partition_point(|name| name.range.start() < place.end());
    let between = |from: TextSize, to: TextSize| text[TextRange::new(from, to)].trim();
    if let Some(name) = article.names.get(next) {
        let words = between(place.end(), name.range.start());
        let by = ["by", "by the", "from", "from the", "of", "of the"];
        if by.contains(&words) {
            return Some(name.range);
        }
    }
    let before = article.names.get(next.checked_sub(1)?)?;
    let ends = before.range.end();
    (ends <= place.start() && matches!(between(ends, place.start()), "" | "'s" | "’s"))
        .then_some(before.range)
}
