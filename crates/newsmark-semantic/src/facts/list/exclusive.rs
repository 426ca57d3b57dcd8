//! Whether parts of a whole exclude each other: `190 are taken and 60 are free`, `5,500 online and 3,500 at the
//! gate`, `34 went to the Liberals and 30 to the Greens`.
//!
//! `190 had a fever and 120 a cough` counts some twice. So each part must say another place on one axis, another
//! day, or leave out a verb of place that the first one has.

use std::ops::Range;

use newsmark_lexer::{Class, Kind};

use crate::facts::figure::Figure;
use crate::paragraph::Words;

/// How many words behind a part say which one it is.
const TAIL: usize = 6;
/// The most parts that are compared.
const MOST: usize = 12;

/// Whether no two of the parts can count the same thing.
pub(super) fn are_exclusive(words: &Words<'_>, parts: &[Figure]) -> bool {
    let tails: Vec<Range<usize>> = parts.iter().take(MOST).map(|part| tail(words, part)).collect();
    // `30 of them to foreigners`
    let is_part_of_part = tails.iter().skip(1).any(|tail| {
        tail.clone()
            .any(|at| words.is(at, Class::Partial) || matches!(words.bytes(at), b"them" | b"whom"))
            && !tails
                .first()
                .is_some_and(|first| first.clone().any(|at| words.bytes(at) == b"them"))
    });
    parts.len() >= 2
        && parts.len() <= MOST
        && !is_part_of_part
        && (are_apart(words, &tails) || are_placed(words, &tails))
}

/// Whether each part names another place of one axis, or another day.
fn are_apart(words: &Words<'_>, tails: &[Range<usize>]) -> bool {
    let place = |tail: &Range<usize>| {
        tail.clone().find_map(|at| {
            let day = words.value(at, Class::Weekday).map(|day| DAYS * 100 + day);
            words.value(at, Class::Exclusive).or(day)
        })
    };
    let places: Option<Vec<u32>> = tails.iter().map(place).collect();
    let Some(mut places) = places else { return false };
    let n = places.len();
    let same_axis = places.iter().all(|place| place / 100 == places[0] / 100);
    places.sort_unstable();
    places.dedup();
    same_axis && places.len() == n
}

/// The axis of the days of the week.
const DAYS: u32 = 1000;

/// Whether the first part has a verb of place and the others leave it out: `34 went to the Liberals and 30 to
/// the Greens`.
fn are_placed(words: &Words<'_>, tails: &[Range<usize>]) -> bool {
    let Some((first, others)) = tails.split_first() else { return false };
    let verbs = first.clone().take_while(|&at| is_verb_of_place(words, at)).count();
    let link = first.start + verbs;
    let word = words.text(link);
    let is_link = matches!(word, "to" | "from" | "in" | "at");
    // `34 to men and 30 to people over 65` count some twice; names do not, and no money is given twice.
    let is_named = |tail: &Range<usize>, link: usize| {
        let at = link + 1 + usize::from(words.is(link + 1, Class::Determiner));
        words.is_capitalised(at) && at < tail.end.max(link + 3)
    };
    let is_money = word == "to"
        && first.start > 0
        && (words.is(first.start - 1, Class::Scale) || words.is(first.start - 1, Class::Currency));
    verbs > 0
        && is_link
        && (is_money || is_named(first, link))
        && others
            .iter()
            .all(|tail| words.text(tail.start) == word && (is_money || is_named(tail, tail.start)))
}

fn is_verb_of_place(words: &Words<'_>, at: usize) -> bool {
    matches!(
        words.bytes(at),
        b"went"
            | b"go"
            | b"goes"
            | b"came"
            | b"come"
            | b"comes"
            | b"live"
            | b"lived"
            | b"sit"
            | b"stand"
    ) || words.is(at, Class::Auxiliary)
}

/// The words behind a part, up to the next one.
fn tail(words: &Words<'_>, part: &Figure) -> Range<usize> {
    let start = words.index_at(part.phrase_end());
    // `11 Ukrainians`, `8 men`: the noun says it too.
    let from = words.index_at(part.range.end());
    let end = (start..start + TAIL)
        .find(|&at| {
            !matches!(words.kind(at), Kind::Word | Kind::Hyphen)
                || matches!(words.bytes(at), b"and" | b"plus")
        })
        .unwrap_or(start + TAIL);
    from..end
}
