//! Things that are told by their size: `the 13-kilometre line`, `a $4.2 million fund`, `the 21-year sentence`.

use std::sync::Arc;

use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::{Class, Kind};

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role, Unit};
use crate::facts::{Place, Placed, Shift};

/// A thing with the size that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizedThing {
    /// The size.
    pub figure: FigureId,
    /// The lemma of the thing: `line`.
    pub head: Arc<str>,
    /// Whether `the` or `its` says that it is known.
    pub is_definite: bool,
    /// The name or noun that a preposition right behind ties it to: `to the port`.
    pub tie: Option<Arc<str>>,
}

impl Placed for SizedThing {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.figure]);
    }
}

pub(super) fn collect(frame: &Frame<'_>) -> Vec<SizedThing> {
    (0..frame.figures().len()).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<SizedThing> {
    let figure = frame.figure(index);
    let (start, end) = (frame.number(index), frame.number_end(index));
    let is_measure = matches!(figure.role, Role::Level | Role::Duration) && figure.unit.is_some();
    let is_money = matches!(figure.unit, Some(Unit::Money(_)));
    let is_tied = is_money || (start..end).any(|at| frame.words.kind(at) == Kind::Hyphen);
    let is_noun = frame.words.kind(end) == Kind::Word
        && !frame.words.is_any_of(
            end,
            &[
                Class::Preposition,
                Class::Conjunction,
                Class::Auxiliary,
                Class::Verb,
                Class::Adverb,
                Class::Change,
            ],
        );
    if !is_measure || !is_tied || !is_noun || figure.value.is_none() || figure.hedge.is_some() {
        return None;
    }
    let determiner = start.checked_sub(1)?;
    let is_definite = frame.is_one_of(determiner, &["the", "its", "their", "this", "his", "her"]);
    let is_one = is_definite || frame.is_one_of(determiner, &["a", "an"]);
    let tie = frame.words.is(end + 1, Class::Preposition).then(|| {
        let first = (end + 2..end + 5).find(|&at| !frame.words.is(at, Class::Determiner))?;
        Some(Arc::from(&*lemma(frame.words.text(first))))
    });
    is_one.then(|| SizedThing {
        figure: FigureId(index as u32),
        head: Arc::from(&*lemma(frame.words.text(end))),
        is_definite,
        tie: tie.flatten(),
    })
}
