//! What a figure counts where it is the subject of the verb before it: `the number of .cn domain names had reached 20.82
//! million`.

use std::sync::Arc;

use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::{Class, Kind};

use super::super::{Noun, context};
use super::{is_closed, is_plural, noun, word_end};
use crate::paragraph::Words;

/// How far back a subject is looked for, in tokens.
const MOST_SUBJECT: usize = 24;

/// The subject of the verb that a figure follows: `internet penetration in rural areas reached 65.6
/// percent`. `index` is the figure's first token, its hedge included.
pub(crate) fn subject(words: &Words<'_>, index: usize) -> Option<Noun> {
    let mut at = index;
    while at > 0 && is_between_verb_and_number(words, at - 1) {
        at -= 1;
    }
    // Only a verb that says what its subject amounts to: who approved $5 million is not what it counts.
    // `had exceeded 346,000`: the hedge is the verb.
    let verb = match words.is(index, Class::Linking) || words.bytes(index) == b"top" {
        true => index,
        false => at
            .checked_sub(1)
            .filter(|&verb| words.is_any_of(verb, &[Class::Linking, Class::Change]))?,
    };
    let mut start = verb;
    // `make up`
    if start > 0 && words.bytes(verb) == b"up" && words.is(start - 1, Class::Verb) {
        start -= 1;
    }
    while start > 0
        && words.is_any_of(start - 1, &[Class::Auxiliary, Class::Adverb, Class::Linking])
    {
        start -= 1;
    }
    subject_between(words, clause_start(words, start), start)
}

/// `reached a record`, `rose to about`, `stood at just`
fn is_between_verb_and_number(words: &Words<'_>, at: usize) -> bool {
    let is_verb = words.is_any_of(at, &[Class::Linking, Class::Change]);
    !is_verb && words.is(at, Class::Adverb)
        || matches!(
            words.bytes(at),
            b"to" | b"at" | b"by" | b"a" | b"an" | b"the" | b"record" | b"new" | b"high" | b"some"
        )
}

/// The start of the clause that ends before a token. An `and` ends it where a verb stands before: `turnout rose and oil
/// fell`.
fn clause_start(words: &Words<'_>, end: usize) -> usize {
    let mut at = end;
    let mut after_and = None;
    while at > 0 && end - at < MOST_SUBJECT {
        let before = at - 1;
        if ends_clause(words, before, at) {
            break;
        }
        if after_and.is_some() && is_plain_verb(words, before) {
            return after_and.unwrap_or(at);
        }
        if after_and.is_none() && words.bytes(before).eq_ignore_ascii_case(b"and") {
            after_and = Some(at);
        }
        at = before;
    }
    at
}

/// Whether a word is a verb and can hardly be a noun.
fn is_plain_verb(words: &Words<'_>, at: usize) -> bool {
    words.is_any_of(at, &[Class::Linking, Class::Verb, Class::Auxiliary])
        && !is_plural(words.text(at))
        || words.is_any_of(at, &[Class::Change, Class::Cue])
            && context::is_verb_form(words.text(at))
}

/// Whether a clause ends with a token, `next` being the one after it.
fn ends_clause(words: &Words<'_>, at: usize, next: usize) -> bool {
    match words.kind(at) {
        // `.cn`
        Kind::FullStop => !words.is_glued(next),
        Kind::Comma
        | Kind::Semicolon
        | Kind::Colon
        | Kind::Question
        | Kind::Exclamation
        | Kind::ParenOpen
        | Kind::ParenClose => true,
        kind if kind.is_dash() => true,
        Kind::Word => {
            (words.is(at, Class::Conjunction)
                && !words.is(at, Class::Preposition)
                && !words.bytes(at).eq_ignore_ascii_case(b"and"))
                || words.bytes(at) == b"said" && !words.is(next, Class::Preposition)
                || words.is(at, Class::Cue)
                    && !words.is(at, Class::Verb)
                    && !is_plural(words.text(at))
        }
        _ => false,
    }
}

/// The head noun of a subject and the modifiers that its prepositions add.
fn subject_between(words: &Words<'_>, start: usize, end: usize) -> Option<Noun> {
    let mut at = start;
    while at < end
        && (words.is_any_of(at, &[Class::Determiner, Class::Cue])
            || words.bytes(at).eq_ignore_ascii_case(b"and"))
    {
        at += 1;
    }
    let (mut first, mut last) = plain_chunk(words, at, end)?;
    // `the number of domain names`: what is counted is the names.
    if words.bytes(last).eq_ignore_ascii_case(b"of") && is_counting_noun(words.text(last - 1)) {
        let mut after = last + 1;
        while words.is(after, Class::Determiner) {
            after += 1;
        }
        (first, last) = plain_chunk(words, after, end)?;
    }
    // `Vale's is 31`: what is left out is counted.
    let text = words.text(last - 1);
    if newsmark_lexer::vocabulary::without_possessive(text).len() < text.len() {
        return None;
    }
    let extra: Vec<Arc<str>> = (last..end)
        .filter(|&at| words.kind(at) == Kind::Word && !is_closed(words, at))
        .map(|at| Arc::from(&*lemma(words.text(at))))
        .collect();
    Some(noun(words, first, last, true, &extra))
}

/// The words from `start` up to a closed-class word, not beyond `end`.
fn plain_chunk(words: &Words<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let mut at = start;
    while at < end {
        match word_end(words, at) {
            Some(next) if next <= end && (next > at + 1 || !is_closed(words, at)) => at = next,
            _ => break,
        }
    }
    (at > start).then_some((start, at))
}

/// Nouns that count other nouns: their `of` phrase says what there is so many of.
fn is_counting_noun(text: &str) -> bool {
    ["number", "total", "amount", "count", "tally", "volume", "sum"]
        .iter()
        .any(|noun| text.eq_ignore_ascii_case(noun))
}
