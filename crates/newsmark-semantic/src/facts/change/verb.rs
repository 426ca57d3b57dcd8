//! Words of change, and which way they point.

use newsmark_lexer::{Class, Kind};

use super::REACH;
use crate::facts::figure::Direction;
use crate::paragraph::Words;

pub(super) fn is_copula(text: &str) -> bool {
    matches!(
        text,
        "is" | "was" | "means" | "meant" | "represents" | "represented" | "amounts" | "amounted"
    )
}

/// Whether a word of change stands shortly before a token, in the same clause.
pub(super) fn is_after_change(words: &Words<'_>, index: usize) -> bool {
    clause_before(words, index)
        .any(|at| words.is(at, Class::Change) || words.is(at, Class::Multiplier))
}

/// `From 1,200 subscribers the paper grew to 1,500`: whether a verb of change and `to` follow.
pub(super) fn is_before_change(words: &Words<'_>, end: usize) -> bool {
    let near = end..(end + REACH).min(words.len());
    let clause = near.take_while(|&at| {
        !matches!(words.kind(at), Kind::Semicolon | Kind::FullStop | Kind::Colon)
    });
    clause.into_iter().any(|at| words.is(at, Class::Change) && words.bytes(at + 1) == b"to")
}

/// Which way the nearest word of change before a token points.
pub(super) fn direction_before(words: &Words<'_>, index: usize) -> Option<Direction> {
    let nearest = clause_before(words, index).find_map(|at| direction_of(words, at))?;
    nearest.way
}

/// A word of change, and which way it points if it does.
pub(super) struct WordOfChange {
    pub(super) way: Option<Direction>,
}

/// The word of change at a token. Names have capitals: `Niagara Falls`.
pub(super) fn direction_of(words: &Words<'_>, at: usize) -> Option<WordOfChange> {
    let is_name = words.is_capitalised(at)
        && at > 0
        && words.kind(at - 1) == Kind::Word
        && !words.is_title_case;
    let is_particle = matches!(words.bytes(at), b"up" | b"down")
        && at > 0
        && words.is(at - 1, Class::ParticleVerb);
    if is_name || is_particle {
        return None;
    }
    // `Growth slowed`: the growth is what changed.
    if words.bytes(at).eq_ignore_ascii_case(b"growth") {
        return Some(WordOfChange { way: None });
    }
    let way = match words.value(at, Class::Multiplier) {
        Some(factor) => Some(if factor < 100 { Direction::Down } else { Direction::Up }),
        None => Direction::of_change(words.value(at, Class::Change)?),
    };
    Some(WordOfChange { way })
}

/// The tokens shortly before one, nearest first, as far as the clause goes.
fn clause_before<'w>(words: &'w Words<'_>, index: usize) -> impl Iterator<Item = usize> + 'w {
    let near = (index.saturating_sub(10)..index).rev();
    // `Rain fell on Friday, bringing the total`: what fell is not what is brought.
    near.take_while(|&at| {
        let ends = matches!(words.kind(at), Kind::Semicolon | Kind::FullStop | Kind::Colon);
        let brings = words.is(at, Class::Bringing) && at > 0 && words.kind(at - 1) == Kind::Comma;
        !ends && !brings
    })
}
