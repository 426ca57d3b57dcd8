//! Where and of whom a figure is stated: the names around it.
//!
//! "Alder Lines carried 214,000 riders" is of Alder Lines, "214,000 riders in Northport" is for that place.
//! Only what stands plainly in the sentence is taken; a figure without a name may be of any.

use std::ops::Range;

use newsmark_lexer::{Class, Kind, TextRange};

use crate::facts::Extent;
use crate::paragraph::Words;

/// The names that a figure is stated with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The place: `Northport`.
    pub place: Option<Extent>,
    /// Whose it is, by the subject of its clause: `Alder Lines`.
    pub owner: Option<Extent>,
}

/// How far from a figure its names are looked for, in tokens.
const REACH: usize = 24;

/// Reads the names around a figure, which takes some tokens of a sentence.
pub(super) fn read(words: &Words<'_>, figure: Range<usize>, sentence: Range<usize>) -> Scope {
    let before = figure.start.saturating_sub(REACH).max(sentence.start)..figure.start;
    let after = figure.end..(figure.end + REACH).min(sentence.end).max(figure.end);
    // Where every word has a capital, a capital says nothing.
    if words.is_title_case {
        return Scope::default();
    }
    Scope {
        place: place(words, before.clone(), after).and_then(Extent::new),
        owner: owner(words, before, sentence.start).and_then(Extent::new),
    }
}

/// `214,000 riders in Northport`, `in Northport, 214,000 riders`: the nearest, after the figure first.
fn place(words: &Words<'_>, before: Range<usize>, after: Range<usize>) -> Option<TextRange> {
    let end = after.end;
    let opens = |at: &usize| words.is(*at, Class::Preposition);
    let behind = after.take_while(|&at| words.kind(at) == Kind::Word);
    behind.filter(opens).find_map(|at| place_at(words, at, end)).or_else(|| {
        let end = before.end;
        before.rev().filter(opens).find_map(|at| place_at(words, at, end))
    })
}

/// A preposition of place with a name after it.
fn place_at(words: &Words<'_>, at: usize, end: usize) -> Option<TextRange> {
    const OF_PLACE: u32 = 1;
    if words.value(at, Class::Preposition) != Some(OF_PLACE) {
        return None;
    }
    let first = at + 1 + usize::from(words.is(at + 1, Class::Determiner));
    let last = name_from(words, first, end)?;
    Some(words.span(first, last))
}

/// The subject of the clause, where it is a name: the one before the nearest verb.
fn owner(words: &Words<'_>, before: Range<usize>, sentence_start: usize) -> Option<TextRange> {
    const VERBS: &[Class] =
        &[Class::Verb, Class::Change, Class::Auxiliary, Class::ParticleVerb, Class::Linking];
    let first = before.start;
    let verb = before.rev().find(|&at| at > first && words.is_any_of(at, VERBS))?;
    let mut last = verb - 1;
    // `The Greens, who lost three of their seats`
    if last > first + 1 && words.bytes(last) == b"who" && words.kind(last - 1) == Kind::Comma {
        last -= 2;
    }
    // `Alder Lines last year carried`, `Alder Lines has never carried`
    while last > first
        && words.is_any_of(last, &[Class::Adverb, Class::Auxiliary])
        && !words.is_capitalised(last)
    {
        last -= 1;
    }
    let mut start = last;
    while start > first && is_name(words, start) && is_name(words, start - 1) {
        start -= 1;
    }
    let is_alone = start == last && start == sentence_start;
    // The first word of a sentence has its capital anyway.
    let is_word = is_alone && is_common(words, start);
    (is_name(words, start) && !is_word).then(|| words.span(start, last))
}

/// The last token of a name that starts at a token.
fn name_from(words: &Words<'_>, first: usize, end: usize) -> Option<usize> {
    let last = (first..end).take_while(|&at| is_name(words, at)).last()?;
    let is_time = words.is_any_of(first, &[Class::Month, Class::Weekday, Class::Season]);
    (!is_time).then_some(last)
}

fn is_name(words: &Words<'_>, at: usize) -> bool {
    words.kind(at) == Kind::Word
        && words.is_capitalised(at)
        && !words.is_any_of(
            at,
            &[
                Class::Determiner,
                Class::Pronoun,
                Class::Conjunction,
                Class::Preposition,
                Class::Weekday,
                Class::Hedge,
                Class::NumberWord,
                Class::NotAName,
            ],
        )
}

/// Whether the vocabulary or an ending says that a word is no name.
fn is_common(words: &Words<'_>, at: usize) -> bool {
    let text = words.text(at);
    words.word(at) != newsmark_lexer::WordId::UNKNOWN
        || text.ends_with("ing")
        || text.ends_with("ship")
        || text.ends_with("ment")
        || text.ends_with('s')
}
