//! Figures: every number of an article, with what it means.

use std::fmt;
use std::sync::Arc;

use newsmark_lexer::vocabulary::currencies::CurrencyId;
use newsmark_lexer::vocabulary::units::{Dimension, UnitId};
use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;

use super::AsOf;
use crate::facts::{Extent, Place, Placed, Shift};
use crate::interval::Interval;

pub(crate) use as_of::resolve;
pub(crate) use bare::BareNumber;
pub(crate) use borrowed::elided;
pub(crate) use collect::collect;
pub(crate) use leeway::Leeway;
pub(crate) use precision::Readings;
pub use scope::Scope;

mod age;
mod as_of;
mod bare;
mod borrowed;
mod collect;
mod compound;
mod context;
mod hedge;
mod leeway;
mod listed;
pub(crate) mod measure;
pub(crate) mod noun;
pub(crate) mod numeral;
mod precision;
mod quantity;
mod range;
mod ratio;
mod reader;
mod scope;
mod special;
mod tolerance;

/// A place in [`super::Article::figures`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId(pub u32);

/// A number with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its words: number, currency sign, scale and unit, without hedge and noun: `4.191 million`, `$5-10 million`.
    pub range: TextRange,
    /// Its value, exactly; none for a range and for a number without one ("thousands").
    pub value: Option<Decimal>,
    /// What its words allow beside the value: see [`Figure::strict`], [`Figure::loose`] and [`Figure::step`].
    pub(crate) leeway: Leeway,
    /// How exact its hedge makes it.
    pub hedge: Option<Hedge>,
    /// The words of the hedge.
    pub hedge_range: Option<Extent>,
    /// What kind of number it is.
    pub role: Role,
    /// Its unit.
    pub unit: Option<Unit>,
    /// What it is measured against: `an hour`, `per 100,000`. Few figures are, and a long row of them is the shorter.
    pub per: Option<Box<Per>>,
    /// What it counts.
    pub noun: Option<Noun>,
    /// Which way the thing went.
    pub direction: Option<Direction>,
    /// The time it is stated for.
    pub as_of: Option<AsOf>,
    /// What the words around it say about how firmly it is stated.
    pub context: Context,
    /// Where and of whom it is stated.
    pub scope: Scope,
    /// The name of the ledger's figure it is linked to: `#riders`.
    pub name: Option<Extent>,
    /// Where the article says it comes from: a footnote's reference, or words such as "the report said".
    pub source: Option<Extent>,
    /// Whether it stands between quotation marks.
    pub in_quote: bool,
    /// Whether it stands in the headline.
    pub in_headline: bool,
    /// Its sentence, an index into [`super::Article::sentences`].
    pub sentence: u32,
    /// Its paragraph, an index into [`super::Article::paragraphs`].
    pub paragraph: u32,
}

/// How a hedge changes what a number allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// `about`, `some`
    About,
    /// `more than`, `over`
    MoreThan,
    /// `at least`
    AtLeast,
    /// `less than`, `under`
    LessThan,
    /// `at most`, `up to`
    AtMost,
    /// `nearly`, `almost`
    Nearly,
}

/// What kind of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// How much or many there is.
    Level,
    /// By how much it changed.
    Change,
    /// A part of a whole: percent, two-thirds.
    Share,
    /// A place in an order: second, No. 1.
    Rank,
    /// How many times: doubled, 4-to-1, one in five.
    Ratio,
    /// How old somebody is.
    Age,
    /// How long.
    Duration,
    /// A day, month or year.
    Date,
    /// A time of day.
    Time,
    /// The score of a match.
    Score,
    /// A name with a number in it: 5G, Resolution 2231. No quantity.
    Identifier,
}

/// The unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Of the table of units.
    Of(UnitId),
    /// Money.
    Money(CurrencyId),
    /// An age, in the given unit of time.
    OfAge(UnitId),
}

/// What a rate is measured against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// `an hour`
    Unit(UnitId),
    /// `per 100,000 people`: the base, and its noun
    Base(Decimal, Option<Arc<str>>),
    /// `per head`, `a share`
    Noun(Arc<str>),
}

/// What a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The words, with modifiers: `registered AI products`.
    pub range: TextRange,
    /// The lemmas of the words.
    pub lemmas: Arc<Lemmas>,
    /// The same for two figures with the same head, and hardly ever for others.
    pub(crate) head_key: u32,
    /// Whether it was taken from the subject ("internet penetration reached 78.6 percent") and not from
    /// the words after the number.
    pub from_subject: bool,
    /// Whether "the", "these", "its" or "all" before the number says that it is known already.
    pub is_definite: bool,
}

/// The words of a noun, each as a dictionary has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Lemmas {
    /// That of the head: `product`.
    pub head: Arc<str>,
    /// Those of the modifiers, in order: `registered`, `ai`.
    pub modifiers: Box<[Arc<str>]>,
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// More than before.
    Up,
    /// Less than before.
    Down,
}

/// How firmly a figure is stated: what the words of its clause say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// A forecast, a target, a condition.
    pub irrealis: bool,
    /// Which of them, where it is one.
    pub supposed: Option<Supposed>,
    /// An earlier state of knowledge or of the world: "had been", "last year", "initially".
    pub earlier: bool,
    /// A later state: "by Tuesday", "had risen".
    pub updated: bool,
    /// Denied.
    pub negated: bool,
    /// One of several: "including", "of them".
    pub partial: bool,
}

/// The hedge that ends right before a token.
pub(crate) fn hedge_before(words: &crate::paragraph::Words<'_>, index: usize) -> Option<Hedge> {
    hedge::before(words, index).map(|(_, hedge)| hedge)
}

/// What is stated and is not yet so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Supposed {
    /// `would`, `is expected to`
    Forecast,
    /// `aims for`, `plans`
    Target,
    /// `if`, `unless`
    Condition,
}

impl Figure {
    /// A figure about which nothing is known but its place and role.
    fn new(range: TextRange, role: Role, sentence: u32) -> Figure {
        Figure {
            range,
            value: None,
            leeway: Leeway::NONE,
            hedge: None,
            hedge_range: None,
            role,
            unit: None,
            per: None,
            noun: None,
            direction: None,
            as_of: None,
            context: Context::default(),
            scope: Scope::default(),
            name: None,
            source: None,
            in_quote: false,
            in_headline: false,
            sentence,
            paragraph: 0,
        }
    }

    /// What the words allow, read strictly: as written, to the last digit.
    pub fn strict(&self) -> Interval {
        self.readings().strict
    }

    /// What the words allow, read loosely: trailing zeros may be rounding.
    pub fn loose(&self) -> Interval {
        self.readings().loose
    }

    /// Both readings of its words.
    pub(crate) fn readings(&self) -> Readings {
        self.leeway.readings(self.value)
    }

    /// One unit of its last digit that is not a trailing zero: 1000 for 815,000; 0.1 for 78.6.
    pub fn step(&self) -> Decimal {
        self.leeway.step()
    }

    /// Whether it says how much of something there is, so that it can agree or disagree with another.
    pub fn is_quantity(&self) -> bool {
        !matches!(self.role, Role::Date | Role::Time | Role::Identifier | Role::Score | Role::Rank)
    }

    /// What its unit measures; none without a unit, and for money and ages.
    pub fn dimension(&self) -> Option<Dimension> {
        self.unit.and_then(Unit::dimension)
    }

    /// Whether it is in percent.
    pub fn is_percent(&self) -> bool {
        self.dimension() == Some(Dimension::Share)
    }

    /// Whether it is a share that is said without a unit: `a third`, `nine in ten`.
    pub fn is_fraction(&self) -> bool {
        self.role == Role::Share && self.unit.is_none()
    }

    /// The words with the hedge: `more than 4,500`.
    pub fn range_with_hedge(&self) -> TextRange {
        self.hedge_range.map_or(self.range, |hedge| hedge.range().cover(self.range))
    }
}

impl Figure {
    /// Where it ends with the noun after it: `309 registered products`.
    pub(crate) fn phrase_end(&self) -> TextSize {
        let own = self
            .noun
            .as_ref()
            .filter(|noun| !noun.from_subject && noun.range.start() > self.range.start());
        own.map_or(self.range.end(), |noun| noun.range.end())
    }
}

impl Placed for Figure {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.range(&mut self.range);
        let Scope { place, owner } = &mut self.scope;
        let others = [&mut self.hedge_range, &mut self.name, &mut self.source, place, owner];
        others.into_iter().flatten().for_each(|extent| extent.shift(by));
        if let Some(noun) = &mut self.noun {
            by.range(&mut noun.range);
        }
        by.sentence(&mut self.sentence);
        by.paragraph(&mut self.paragraph);
    }
}

impl Hedge {
    /// The word that machine output uses.
    pub fn word(self) -> &'static str {
        match self {
            Hedge::About => "about",
            Hedge::MoreThan => "more_than",
            Hedge::AtLeast => "at_least",
            Hedge::LessThan => "less_than",
            Hedge::AtMost => "at_most",
            Hedge::Nearly => "nearly",
        }
    }
}

impl Role {
    /// The word that machine output uses.
    pub fn word(self) -> &'static str {
        match self {
            Role::Level => "level",
            Role::Change => "change",
            Role::Share => "share",
            Role::Rank => "rank",
            Role::Ratio => "ratio",
            Role::Age => "age",
            Role::Duration => "duration",
            Role::Date => "date",
            Role::Time => "time",
            Role::Score => "score",
            Role::Identifier => "identifier",
        }
    }
}

impl Direction {
    /// What the vocabulary says of a word of change.
    pub(crate) fn of_change(value: u32) -> Option<Direction> {
        match value {
            1 | 3 => Some(Direction::Up),
            2 | 4 => Some(Direction::Down),
            // 5 goes either way.
            _ => None,
        }
    }

    /// The word that machine output uses.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

impl Unit {
    /// What it measures; none for money and ages.
    pub fn dimension(self) -> Option<Dimension> {
        match self {
            Unit::Of(id) => Some(id.unit().dimension),
            Unit::Money(_) | Unit::OfAge(_) => None,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Of(id) => f.write_str(id.unit().name),
            Unit::Money(id) => f.write_str(id.currency().code),
            Unit::OfAge(id) => write!(f, "{} of age", id.unit().name),
        }
    }
}

impl fmt::Display for Per {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Per::Unit(id) => write!(f, "per {}", id.unit().name),
            Per::Base(base, None) => write!(f, "per {base}"),
            Per::Base(base, Some(noun)) => write!(f, "per {base} {noun}"),
            Per::Noun(noun) => write!(f, "per {noun}"),
        }
    }
}

#[cfg(test)]
mod tests;
