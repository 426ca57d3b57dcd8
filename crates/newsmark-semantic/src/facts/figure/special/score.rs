//! Scores of matches and counts of votes: `3-2`.

use newsmark_lexer::{Class, Kind};

use super::{Special, found};
use crate::facts::figure::numeral::Form;
use crate::facts::figure::{Role, measure, noun};
use crate::paragraph::Words;

/// How far before it, in tokens, a word of contest makes a score of two numbers.
const CONTEST_REACH: usize = 8;

/// `beat City 4-1`: behind the name of a side it is a score and no name, where words of contest stand nearby.
pub(super) fn after_side(words: &Words<'_>, index: usize) -> Option<Special> {
    let before = index.checked_sub(1)?;
    let is_side = words.kind(before) == Kind::Word
        && words.is_capitalised(before)
        && !words.is(before, Class::IdentifierNoun);
    let is_contest =
        (index.saturating_sub(CONTEST_REACH)..index).any(|at| words.is(at, Class::Contest));
    (is_side && is_contest).then(|| score(words, index))?
}

/// `3-2`, `2-0`: two small numbers of which the first is not less, or words of contest nearby.
pub(super) fn score(words: &Words<'_>, index: usize) -> Option<Special> {
    let dash = index + 1;
    let shape = words.kind(index) == Kind::Integer
        && matches!(words.kind(dash), Kind::Hyphen | Kind::EnDash)
        && words.kind(dash + 1) == Kind::Integer
        && words.is_glued(dash)
        && words.is_glued(dash + 1)
        && words.text(index).len() <= 3
        && words.text(dash + 1).len() <= 3;
    if !shape {
        return None;
    }
    let (first, second): (u32, u32) =
        (words.text(index).parse().ok()?, words.text(dash + 1).parse().ok()?);
    let after = dash + 2;
    let signed = index > 0 && words.kind(index - 1) == Kind::CurrencySign;
    let measured = measure::unit_after(words, after, Form::Digits).is_some()
        || words.kind(after) == Kind::Hyphen && words.is_glued(after)
        || words.is(after, Class::Scale)
        || words.is_glued(after) && words.is(after, Class::ScaleSuffix);
    if signed || measured {
        return None;
    }
    let contest = (index.saturating_sub(CONTEST_REACH)..index)
        .chain(after..after + 3)
        .any(|at| words.is(at, Class::Contest));
    let is_score =
        contest || first >= second && noun::after(words, after, false).is_none() || first > second;
    is_score.then(|| found(after, Role::Score, None)).flatten()
}
