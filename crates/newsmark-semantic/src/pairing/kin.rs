//! What the figures of an article have in common, kept from one version of a text to the next.
//!
//! Most of what pairs ask is asked of a whole article and answered by a few of its figures. These are found here by
//! bits and links beside the figures, which take no look at the figures themselves.

use std::hash::{BuildHasher, Hash};

use rustc_hash::FxBuildHasher;

use super::chain::{Chain, Key};
use super::{gate, is_restatement};
use crate::agreement::{Agreement, Rough, agreement, is_bound, significand};
use crate::facts::figure::{Role, Unit};
use crate::facts::{Article, Figure, FigureId, Renewed};

/// How many earlier figures a figure is compared with; each has a bit of a byte in [`Marks`].
pub(super) const MOST_COMPARED: usize = 8;

/// What the figures of an article have in common with those before them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kin {
    /// Those with the same unit and noun. Nouns are told apart by a key, without a look at their letters: two that
    /// share one are chained, and kept apart by the gate.
    things: Chain,
    /// Amounts of the same unit with the same telling digits, at a scale a thousand times more or less perhaps.
    digits: Chain,
    marks: Vec<Marks>,
}

/// What is asked of a figure again and again.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// Whether it is a bound.
    is_bound: bool,
    /// Which figures before it of the same unit and noun it restates, by the words around both: a bit each, the last one
    /// first.
    restates: u8,
    /// Which of these have a number that cannot be the same.
    conflicts: u8,
    /// With which of them it makes a pair of which one is a bound.
    bounds: u8,
}

impl Marks {
    /// All its bits, side by side.
    fn all(&self) -> u32 {
        let Marks { is_bound, restates, conflicts, bounds } = *self;
        u32::from_ne_bytes([u8::from(is_bound), restates, conflicts, bounds])
    }
}

impl Kin {
    /// For how many figures it is known.
    pub(crate) fn len(&self) -> usize {
        self.marks.len()
    }

    /// Follows the figures of an article, of which some are new. A figure is compared with a few before it at most, so
    /// that the work grows with the article and not with its square.
    pub(super) fn follow(&mut self, text: &str, figures: &[Figure], renewed: &Renewed) {
        let Renewed { old, new } = renewed;
        let [mut things, mut digits] = [(); 2].map(|()| Vec::with_capacity(new.len()));
        let mut marks = Vec::with_capacity(new.len());
        // One look at each: in a long table it takes longer to reach them than to ask.
        for figure in &figures[new.clone()] {
            things.push(thing(figure));
            digits.push(digits_of(figure));
            marks.push(Marks { is_bound: is_bound(figure), ..Marks::default() });
        }
        let behind = self.things.splice(old.clone(), things, MOST_COMPARED);
        self.digits.splice(old.clone(), digits, 0);
        self.marks.splice(old.clone(), marks);
        match behind {
            Some(behind) => {
                let rough = |at: usize| Rough::of(&figures[at]);
                new.clone().chain(behind).for_each(|at| self.compare(text, figures, at, rough));
            }
            None => {
                // Only those that are like another one are compared with any; in a long table there may be none.
                let rough =
                    |at: usize| Rough::of(figures.get(at).filter(|_| self.things.has_key(at))?);
                let all: Vec<Option<Rough>> = match self.things.again().next() {
                    Some(_) => (0..figures.len()).map(rough).collect(),
                    None => Vec::new(),
                };
                let rough = |at: usize| all.get(at).copied().flatten();
                (0..figures.len()).for_each(|at| self.compare(text, figures, at, rough));
            }
        }
    }

    /// Compares a figure with those before it.
    fn compare(
        &mut self,
        text: &str,
        figures: &[Figure],
        at: usize,
        rough: impl Fn(usize) -> Option<Rough>,
    ) {
        let mut marks = Marks { is_bound: self.marks[at].is_bound, ..Marks::default() };
        let (later, own) = (&figures[at], rough(at));
        for (bit, before) in self.things.backwards(at).take(MOST_COMPARED).enumerate() {
            let earlier = &figures[before];
            // Two things may share a key.
            if earlier.unit != later.unit {
                continue;
            }
            let may_be_slip =
                || own.zip(rough(before)).is_some_and(|(own, it)| it.may_be_misplaced(&own));
            let restates_it = is_restatement(earlier, later, may_be_slip())
                && gate::may_be_one(text, earlier, later);
            let conflicts = restates_it && agreement(earlier, later) == Agreement::Conflicts;
            marks.restates |= u8::from(restates_it) << bit;
            marks.conflicts |= u8::from(conflicts) << bit;
            marks.bounds |= u8::from(marks.is_bound || self.marks[before].is_bound) << bit;
        }
        self.marks[at] = marks;
    }

    /// The figures that restate some before them, by the words around them, of which one at least cannot be the same
    /// number; each with all of these, the last one first, and whether it is such a one.
    pub(super) fn contradicting(
        &self,
    ) -> impl Iterator<Item = (FigureId, impl Iterator<Item = (FigureId, bool)>)> {
        self.marked(|marks| marks.conflicts).map(|(later, conflicts)| {
            let restated = self.before(later, self.marks[later].restates);
            let restated = restated
                .map(move |(earlier, bit)| (FigureId(earlier as u32), conflicts & bit != 0));
            (FigureId(later as u32), restated)
        })
    }

    /// The figures of which some bits are set, with these.
    fn marked(&self, bits: impl Fn(&Marks) -> u8 + Copy) -> impl Iterator<Item = (usize, u8)> {
        /// Most stretches of so many figures have none.
        const STRETCH: usize = 32;
        let any = |stretch: &[Marks]| stretch.iter().fold(0, |all, marks| all | marks.all()) != 0;
        let stretches = self.marks.chunks(STRETCH).enumerate();
        let marked = stretches.filter(move |(_, stretch)| any(stretch));
        let all = marked.flat_map(move |(index, stretch)| {
            let places = index * STRETCH..;
            places.zip(stretch.iter().map(bits))
        });
        all.filter(|&(_, bits)| bits != 0)
    }

    /// The figures before one that some of its bits are for, each with its bit; the last one first.
    fn before(&self, later: usize, bits: u8) -> impl Iterator<Item = (usize, u8)> {
        let compared = self.things.backwards(later).take(MOST_COMPARED).enumerate();
        compared.map(|(place, at)| (at, 1 << place)).filter(move |(_, bit)| bits & bit != 0)
    }
}

/// What figures have in common that are paired: their unit and the key of their noun.
fn thing(figure: &Figure) -> Option<Key> {
    let noun = figure.noun.as_ref().filter(|_| figure.is_quantity())?;
    key((figure.unit, noun.head_key))
}

/// What amounts have in common that may be one at two scales.
fn digits_of(figure: &Figure) -> Option<Key> {
    key(amount(figure)?)
}

fn key(of: impl Hash) -> Option<Key> {
    Key::new((FxBuildHasher.hash_one(of) >> 32) as u32)
}

/// The digits of a number, and where among three places they stand: the same for 3.2 million and for 3.2 billion.
type Digits = (u128, i32);

/// The unit of an amount with its digits, if it is one at least and more than one of them tells something.
fn amount(figure: &Figure) -> Option<(Unit, Digits)> {
    let unit = figure.unit?;
    if figure.role != Role::Level || figure.per.is_some() || figure.in_headline {
        return None;
    }
    let (digits, exponent) = significand(figure.value?);
    let places = digits.checked_ilog10()? as i32;
    (places > 0 && places + exponent >= 0).then_some((unit, (digits, exponent.rem_euclid(3))))
}

/// Pairs of figures with the same unit and noun of which one is a bound.
pub(crate) fn bounds(article: &Article) -> impl Iterator<Item = (&Figure, &Figure)> {
    let kin = &article.kin;
    kin.marked(|marks| marks.bounds).flat_map(move |(later, bits)| {
        let before = kin.before(later, bits);
        before.map(move |(earlier, _)| (&article.figures[earlier], &article.figures[later]))
    })
}

/// Bounds that stand side by side, with nothing counted between them.
pub(crate) fn bounds_side_by_side(article: &Article) -> impl Iterator<Item = (&Figure, &Figure)> {
    let Article { kin, figures, .. } = article;
    let bounds = kin.marked(|marks| u8::from(marks.is_bound)).map(|(at, _)| at);
    let pairs = bounds.filter(|&at| kin.marks.get(at + 1).is_some_and(|next| next.is_bound));
    pairs.map(|at| (&figures[at], &figures[at + 1]))
}

/// Amounts of one unit, each with the first one that has the same telling digits.
pub(crate) fn same_digits(article: &Article) -> impl Iterator<Item = (&Figure, &Figure)> {
    let again = article.kin.digits.again().filter_map(move |at| {
        let first = article.kin.digits.backwards(at).last()?;
        Some((&article.figures[first], &article.figures[at]))
    });
    // Two amounts may share a key.
    again.filter(|(first, later)| amount(first) == amount(later))
}
