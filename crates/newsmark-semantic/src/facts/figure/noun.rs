//! What a figure counts: the noun after it, or the subject of its verb.
//!
//! Closed word classes and verbs end a noun phrase; after a number other than one the first plural
//! does too. Where that leaves nothing, there is no noun: a wrong one would pair figures that have
//! nothing to do with each other.

use std::hash::BuildHasher;
use std::sync::Arc;

use newsmark_lexer::vocabulary::{is_inflected, lemma};
use newsmark_lexer::{Class, Kind};
use rustc_hash::FxBuildHasher;

use super::{Lemmas, Noun};
use crate::paragraph::Words;

pub(crate) use subject::subject;

mod subject;

/// The longest noun phrase looked for, in words.
const MOST_WORDS: usize = 6;
/// How far after a figure words that set its noun against others are looked for, in tokens.
const SCOPE: usize = 6;
/// A noun phrase: its tokens, its head, and where it ends.
pub(crate) struct Phrase {
    pub(crate) noun: Noun,
    /// The first token after it.
    pub(crate) end: usize,
    /// Whether it was reached through `of`: one of several, a part.
    pub(crate) is_part: bool,
}

impl Noun {
    /// Whether its number is somebody's years: `average age`, `life expectancy`.
    pub(crate) fn is_of_age(&self) -> bool {
        let Lemmas { head, modifiers } = &*self.lemmas;
        &**head == "age"
            || &**head == "expectancy" && modifiers.iter().any(|word| &**word == "life")
    }
}

/// The words that end every noun phrase.
const CLOSED: &[Class] =
    &[Class::Determiner, Class::Preposition, Class::Conjunction, Class::Pronoun, Class::Auxiliary];

/// What the vocabulary gives a verb whose form with `s` is no plural: `expects`, not `works`.
const NO_NOUN: u32 = 2;

/// Whether a token belongs to a closed word class. `US` and `IT` in capitals do not.
fn is_closed(words: &Words<'_>, at: usize) -> bool {
    words.is_any_of(at, CLOSED) && !is_acronym(words, at)
}

fn is_acronym(words: &Words<'_>, at: usize) -> bool {
    let text = words.text(at);
    text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The noun phrase that follows a number. `is_one`: the number is one, so that the noun is singular.
pub(crate) fn after(words: &Words<'_>, index: usize, is_one: bool) -> Option<Phrase> {
    let is = |at: usize, word: &str| words.bytes(at).eq_ignore_ascii_case(word.as_bytes());
    let mut at = index;
    let mut is_part = false;
    if is(at, "of") {
        at += 1;
        // `£2.5m of which comes from the state`
        if is(at, "which") || is(at, "whom") {
            return None;
        }
        if is_earlier_time(words, at) {
            return None;
        }
        while words.is(at, Class::Determiner) || is(at, "them") {
            is_part = true;
            at += 1;
        }
        // `a third of those screened`: somebody, not named.
        if is(at - 1, "those") && is_participle(words.text(at)) {
            return None;
        }
        // `in 11 of them the victim knew the killer`
        if words.bytes(at - 1) != b"them"
            && words.is(at - 1, Class::Determiner)
            && (index..at - 1).any(|at| is(at, "them"))
        {
            return None;
        }
        // `hurt, three of them seriously`, `97 of them proved`: how, or what they did. `12 of them children`
        let is_tied = words.kind(at + 1) == Kind::Hyphen;
        if is(at - 1, "them") && !is_plural(words.text(at)) && !is_tied {
            return None;
        }
        at = whole_of_owner(words, at).unwrap_or(at);
        // `12 of the 31 seats`, `five of the past six votes`
        let is_past = matches!(words.bytes(at), b"past" | b"last" | b"next" | b"first" | b"final");
        at += usize::from(is_past && starts_number(words, at + 1));
        if let Some(numeral) = super::numeral::read(words, at) {
            is_part = true;
            at = numeral.end;
        }
    }
    // `300 'military advisers'`
    let is_mark = matches!(
        words.kind(at),
        Kind::StraightSingle | Kind::CurlySingleOpen | Kind::StraightDouble | Kind::CurlyDoubleOpen
    );
    at += usize::from(is_mark && !words.is_glued(at) && words.is_glued(at + 1));
    // `12 more people`, `two other men`
    if (is(at, "more") && !is(at + 1, "than")) || is(at, "fewer") && !is(at + 1, "than") {
        at += 1;
    }
    if is(at, "times") {
        return Some(Phrase { noun: noun(words, at, at + 1, false, &[]), end: at + 1, is_part });
    }
    let number = match (is_part && index + 1 < at, is_one) {
        (true, _) => Number::Either,
        (false, true) => Number::Singular,
        (false, false) => Number::Plural,
    };
    let (first, end) = chunk(words, at, number)?;
    Some(Phrase { noun: noun(words, first, end, false, &[]), end, is_part })
}

/// `the 14,870 of the year before`, `the $121 million of a year ago`: when, and not what.
fn is_earlier_time(words: &Words<'_>, at: usize) -> bool {
    let time = at + usize::from(words.is(at, Class::Determiner));
    let is_time =
        words.is_any_of(time, &[Class::Unit, Class::Season]) || words.bytes(time) == b"season";
    is_time && matches!(words.bytes(time + 1), b"before" | b"ago" | b"earlier" | b"prior")
}

/// The number that an owner before it has: `11 of the country's 23 districts`, `three of the roughly 60 satellites`.
fn whole_of_owner(words: &Words<'_>, start: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let number = (start..start + LONGEST).find(|&at| starts_number(words, at))?;
    let is_owned = |at: usize| {
        let text = words.text(at);
        newsmark_lexer::vocabulary::without_possessive(text).len() < text.len()
    };
    let last = number.checked_sub(1).filter(|&last| last >= start)?;
    let is_led = is_owned(last) || words.is_any_of(last, &[Class::Adverb, Class::Hedge]);
    let is_plain = (start..last).all(|at| words.kind(at) == Kind::Word && !is_closed(words, at));
    (is_led && is_plain).then_some(number)
}

/// The noun before `or two`: `a point or two`. `index` is the number.
pub(crate) fn before_or(words: &Words<'_>, index: usize) -> Option<Noun> {
    let noun_at = index.checked_sub(2)?;
    let is_one_or = words.bytes(index - 1) == b"or"
        && words.kind(noun_at) == Kind::Word
        && noun_at > 0
        && matches!(words.bytes(noun_at - 1), b"a" | b"an" | b"another" | b"one");
    let is_noun = !is_closed(words, noun_at) && !words.is(noun_at, Class::Unit);
    // It stands before the number, as a subject does.
    (is_one_or && is_noun).then(|| noun(words, noun_at, noun_at + 1, true, &[]))
}

/// Which grammatical number a phrase can have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    /// `one demand`, `the $5 million bridge`
    Singular,
    /// `two boats`
    Plural,
    /// `half of the crew`, `two of the boats`
    Either,
}

/// The extent of a noun phrase that starts at a token.
fn chunk(words: &Words<'_>, start: usize, number: Number) -> Option<(usize, usize)> {
    let is_one = number != Number::Plural;
    let mut at = start;
    let mut count = 0;
    let mut last_plural = None;
    while count < MOST_WORDS {
        // `two new 737 Max jets`: a number before the noun is a name.
        let is_model = count > 0
            && last_plural.is_none()
            && words.kind(at) == Kind::Integer
            && words.is_capitalised(at + 1);
        if count > 0 && last_plural.is_none() && joins_modifiers(words, at) {
            at += 1;
        }
        let Some(next) = word_end(words, at).or(is_model.then_some(at + 1)) else { break };
        if ends_phrase(words, at, next, count, last_plural.is_some()) {
            break;
        }
        // `in after-hours trading`: what a preposition ties to itself describes.
        let is_tied = next > at + 1 && words.is(at, Class::Preposition);
        let plural = is_plural(words.text(next - 1)) && !is_tied;
        // `the footbridge starts in May`: in the singular, such a form before a closed word is a verb.
        let is_verb = number == Number::Singular
            && plural
            && count > 0
            && (is_closed(words, next)
                || words.is(next, Class::Adverb)
                || starts_number(words, next));
        if last_plural.is_some() && !plural || is_verb {
            break;
        }
        if plural && !is_one {
            last_plural = Some(next);
        }
        at = next;
        count += 1;
    }
    let end = last_plural.unwrap_or(at);
    // `974 million shop online`: one small word before an adverb is a verb. `12 injured in`: no noun.
    let is_alone = last_plural.is_none() && !is_one && count == 1;
    let is_verb = is_alone
        && (words.is(end, Class::Adverb)
            || is_participle(words.text(end - 1))
            || words.text(end - 1).ends_with("ly"));
    // `38 needed intensive care`: without a plural such a form is a verb.
    let is_verb = is_verb
        || last_plural.is_none()
            && !is_one
            && count > 1
            && words.text(start).ends_with("ed")
            && words.is_any_of(start, &[Class::Verb, Class::Change, Class::Cue]);
    // `two new 737 Max jets`: what is counted stands behind the name.
    // `half of the normal 140 mm`
    let is_cut = last_plural.is_none() && number != Number::Singular && starts_number(words, end);
    if end == start || is_verb || is_cut {
        return None;
    }
    // A phrase of names alone, without a plural, is more likely the subject of what comes next.
    let names_only = last_plural.is_none()
        && !words.is_title_case
        && !is_one
        && (start..end).all(|at| words.is_capitalised(at));
    (!names_only).then_some((start, end))
}

/// `confirmed or suspected cases`, `Latin American and Caribbean countries`: whether a conjunction stands between two
/// participles or two names that describe one noun.
fn joins_modifiers(words: &Words<'_>, at: usize) -> bool {
    let is_both = |is_kind: &dyn Fn(usize) -> bool| is_kind(at - 1) && is_kind(at + 1);
    let is_plain = |at: usize| words.kind(at) == Kind::Word && !is_closed(words, at);
    let is_name = |at: usize| is_plain(at) && words.is_capitalised(at);
    let is_past = |at: usize| is_plain(at) && words.text(at).ends_with("ed");
    let ends_in_plural = |at: usize| is_plain(at) && is_plural(words.text(at));
    matches!(words.bytes(at), b"and" | b"or")
        && !words.is_title_case
        && (is_both(&is_name) || is_both(&is_past))
        && (ends_in_plural(at + 2) || ends_in_plural(at + 3))
        && !is_plural(words.text(at + 1))
}

/// The end of the word at a token, with what is tied to it: `two-person`, `5G`, `.cn`, `COVID-19`.
fn word_end(words: &Words<'_>, index: usize) -> Option<usize> {
    let is_word = |at: usize| words.kind(at) == Kind::Word;
    let opens_domain = words.kind(index) == Kind::FullStop && !words.is_glued(index);
    let mut at =
        index + usize::from(opens_domain && words.is_glued(index + 1) && is_word(index + 1));
    if starts_number(words, at) {
        at = number_in_word(words, at)?;
    } else if !matches!(words.kind(at), Kind::Word | Kind::Abbreviation) {
        return None;
    }
    let mut end = at + 1;
    while matches!(words.kind(end), Kind::Hyphen | Kind::Slash | Kind::Ampersand)
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && matches!(words.kind(end + 1), Kind::Word | Kind::Integer)
    {
        end += 2;
    }
    while words.kind(end) == Kind::Integer && words.is_glued(end) {
        end += 1;
    }
    // `12 Fortune 500 firms`
    let is_named = words.is(at, Class::IdentifierNoun) && words.is_capitalised(at);
    Some(end + usize::from(is_named && words.kind(end) == Kind::Integer && is_word(end + 1)))
}

fn starts_number(words: &Words<'_>, at: usize) -> bool {
    const NUMBERS: &[Class] =
        &[Class::NumberWord, Class::VaguePlural, Class::Fraction, Class::Group];
    words.kind(at).is_number() || words.is_any_of(at, NUMBERS)
}

/// The last token of a number that begins a word: `5G`, `two-person`. Any other number ends the phrase.
fn number_in_word(words: &Words<'_>, at: usize) -> Option<usize> {
    let is_letters_next = words.is_glued(at + 1) && words.kind(at + 1) == Kind::Word;
    if words.kind(at) == Kind::Integer && is_letters_next && words.is_capitalised(at + 1) {
        return Some(at + 1);
    }
    let Some(numeral) = super::numeral::read(words, at) else {
        // `half-time scores`: a word of the lists, but no number here.
        return (words.kind(at) == Kind::Word).then_some(at);
    };
    let is_tied = words.kind(numeral.end) == Kind::Hyphen
        && words.is_glued(numeral.end)
        && words.is_glued(numeral.end + 1);
    // `two 12-year-olds`: an age of its own.
    let is_age = words.text(numeral.end + 3).starts_with("old");
    (is_tied && !is_age).then(|| numeral.end - 1)
}

/// Whether a word cannot belong to the phrase.
fn ends_phrase(words: &Words<'_>, at: usize, next: usize, count: usize, has_plural: bool) -> bool {
    if next > at + 1 {
        return false;
    }
    if is_closed(words, at) || words.is(at, Class::Adverb) {
        return true;
    }
    // `1,140 short of the target`
    if words.bytes(at) == b"short" && words.bytes(next) == b"of" {
        return true;
    }
    if words.is_capitalised(at) && words.is_any_of(at, &[Class::Month, Class::Weekday]) {
        return true;
    }
    let text = words.text(at);
    let opens = count == 0;
    // `183 fewer than a year before`
    if words.is(at, Class::Comparative) && words.bytes(next) == b"than" {
        return true;
    }
    if opens && joins_modifiers(words, at + 1) {
        return false;
    }
    if words.is(at, Class::Verb) {
        // `309 registered products`: a participle before a noun belongs to it. `12 works`: a noun.
        let keeps = opens
            && (is_plural(text) && words.value(at, Class::Verb) != Some(NO_NOUN)
                || (is_participle(text) || text == "known") && is_noun_next(words, at + 1));
        return !keeps;
    }
    if words.is_any_of(at, &[Class::Cue, Class::Change]) {
        // `1,900 calls`, `12 reports`, `3 percent growth`: these can be nouns.
        let is_verb = is_participle(text) || super::context::is_verb_form(text);
        let is_noun = is_plural(text) && !has_plural || opens && !is_verb;
        return !is_noun;
    }
    // `families affected`, `workers marching`: what follows a plural is no part of it.
    has_plural && (text.ends_with("ed") || text.ends_with("ing"))
}

/// Whether a word has the form of a participle.
fn is_participle(text: &str) -> bool {
    text.ends_with("ed") || text.ends_with("ing") || text.ends_with("en")
}

/// Whether a word can go on with a noun phrase after a participle.
fn is_noun_next(words: &Words<'_>, at: usize) -> bool {
    word_end(words, at).is_some()
        && !is_closed(words, at)
        && !words.is_any_of(at, &[Class::Adverb, Class::Verb, Class::Cue])
}

/// Whether a noun is in the plural.
pub(crate) fn is_plural(text: &str) -> bool {
    let stem = newsmark_lexer::vocabulary::without_possessive(text);
    if stem.len() != text.len() || stem.len() < 3 {
        return false;
    }
    let bytes = stem.as_bytes();
    let last = bytes[bytes.len() - 1];
    if last == b's' || last == b'S' {
        let before = bytes[bytes.len() - 2];
        return !matches!(before, b's' | b'u' | b'i') && is_inflected(stem);
    }
    matches!(last, b'n' | b'e' | b't' | b'a' | b'i') && is_inflected(stem)
}

/// The noun with the words after its figure that set it against other groups: `65.6 percent in rural areas`.
pub(crate) fn in_scope(words: &Words<'_>, noun: Noun, end: usize) -> Noun {
    let ends = |at: usize| {
        words.kind(at) != Kind::Word && words.kind(at) != Kind::Hyphen
            || words.is_any_of(at, &[Class::Auxiliary, Class::Cue, Class::Verb, Class::Conjunction])
                && !words.is(at, Class::Preposition)
    };
    // Only what a preposition adds: `in rural areas`, `among women`.
    let scope = (end..end + SCOPE)
        .take_while(|&at| !ends(at))
        .skip_while(|&at| !words.is(at, Class::Preposition))
        .filter(|&at| words.is(at, Class::Contrast));
    let extra: Vec<Arc<str>> = scope.map(|at| Arc::from(&*lemma(words.text(at)))).collect();
    if extra.is_empty() {
        return noun;
    }
    let Lemmas { head, modifiers } = &*noun.lemmas;
    let modifiers = modifiers.iter().cloned().chain(extra).collect();
    Noun { lemmas: Arc::new(Lemmas { head: head.clone(), modifiers }), ..noun }
}

/// The noun that money is for, where the money describes it: `the $84 million footbridge`, `3.8 billion
/// euros in student loans`. `start` is the figure's first token.
pub(crate) fn after_money(words: &Words<'_>, start: usize, index: usize) -> Option<Phrase> {
    let hyphen = usize::from(words.kind(index) == Kind::Hyphen && words.is_glued(index));
    let is_relative = start > 0 && matches!(words.bytes(start - 1), b"which" | b"whose");
    let describes = start > 0 && words.is(start - 1, Class::Determiner) && !is_relative
        || hyphen == 1
        || start > 1 && words.is(start - 2, Class::Determiner) && !is_closed(words, start - 1);
    if words.bytes(index) == b"in" {
        let (first, end) = chunk(words, index + 1, Number::Plural)?;
        let is_name = words.is_capitalised(first)
            || words.is_any_of(first, &[Class::Season, Class::Unit, Class::Other]);
        return (!is_name).then(|| Phrase {
            noun: noun(words, first, end, false, &[]),
            end,
            is_part: false,
        });
    }
    let (first, end) = chunk(words, index + hyphen, Number::Singular).filter(|_| describes)?;
    Some(Phrase { noun: noun(words, first, end, false, &[]), end, is_part: false })
}

/// The noun that is tied to a number by a hyphen: `a 120-member chamber`, `two-person crews`.
pub(crate) fn hyphenated(words: &Words<'_>, index: usize) -> Option<Phrase> {
    let is_tied = words.kind(index) == Kind::Hyphen
        && words.is_glued(index)
        && words.is_glued(index + 1)
        && words.kind(index + 1) == Kind::Word
        && !is_closed(words, index + 1);
    is_tied.then(|| Phrase {
        noun: noun(words, index + 1, index + 2, false, &[]),
        end: index + 2,
        is_part: false,
    })
}

fn noun(
    words: &Words<'_>,
    first: usize,
    end: usize,
    from_subject: bool,
    extra: &[Arc<str>],
) -> Noun {
    let last = end - 1;
    let head: Arc<str> = Arc::from(&*lemma(words.text(last)));
    let head_key = FxBuildHasher.hash_one(&head) as u32;
    let before = (first..last).filter(|&at| matches!(words.kind(at), Kind::Word | Kind::Integer));
    let modifiers =
        before.map(|at| Arc::from(&*lemma(words.text(at)))).chain(extra.iter().cloned()).collect();
    let range = words.span(first, last);
    let lemmas = Arc::new(Lemmas { head, modifiers });
    Noun { range, lemmas, head_key, from_subject, is_definite: false }
}
