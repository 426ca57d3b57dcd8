//! The figures that may belong to one change, while a sentence is read.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::pair::{Pair, says_more};
use super::slot::opens_earlier_state;
use super::verb::is_copula;
use super::{Change, REACH, Seen, base};
use crate::derive;
use crate::facts::conversion::Joint;
use crate::facts::figure::{Direction, Figure, FigureId, Leeway, Noun, Readings, Role, Unit};
use crate::interval::Interval;
use crate::paragraph::{ParagraphFacts, Words};

mod apart;

/// The part a figure plays in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Old,
    New,
    /// The new value, where it is said to be what there is now.
    Now,
    Amount,
    Percent,
    Ratio,
    Fraction,
    /// A value that no word of change points at; it may be the one that a change follows.
    Level,
}

/// The tokens of a figure.
#[derive(Clone, Copy)]
pub(super) struct Tokens {
    pub(super) first: usize,
    pub(super) end: usize,
}

impl Tokens {
    pub(super) fn of(words: &Words<'_>, figure: &Figure) -> Tokens {
        let range = figure.range_with_hedge();
        Tokens { first: words.index_at(range.start()), end: words.index_at(figure.phrase_end()) }
    }
}

/// Figures that may belong to one change, while the sentence is read.
#[derive(Default)]
pub(super) struct Group {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) percent: Option<usize>,
    pub(super) ratio: Option<usize>,
    pub(super) fraction: Option<usize>,
    pub(super) is_of_level: bool,
    pub(super) direction: Option<Direction>,
    /// Whether a word of change has been seen; a level alone has none.
    pub(super) is_change: bool,
    pub(super) range: Option<TextRange>,
    pub(super) end: usize,
    /// Where the first difference or percentage ends.
    pub(super) measure_end: Option<usize>,
    /// Where the new value begins.
    pub(super) new_start: Option<usize>,
    pub(super) sentence: u32,
}

impl Group {
    /// Two values, old and new, that stand side by side; what tells them apart comes next.
    pub(super) fn of_pair(words: &Words<'_>, facts: &mut ParagraphFacts, pair: Pair) -> Group {
        let Pair { old, new, way } = pair;
        facts.figures[old].context.earlier = true;
        let [before, after] = [old, new].map(|index| &facts.figures[index]);
        let tokens = Tokens::of(words, after);
        Group {
            old: Some(old),
            new: Some(new),
            is_of_level: true,
            is_change: true,
            direction: Some(way),
            range: Some(before.range.cover(after.range)),
            end: tokens.end,
            new_start: Some(tokens.first),
            sentence: after.sentence,
            ..Group::default()
        }
    }

    /// Whether its values are those of a pair.
    pub(super) fn is_of_pair(&self, pair: &Pair) -> bool {
        (self.old, self.new) == (Some(pair.old), Some(pair.new))
    }

    /// Whether a figure is one of its own, said again in another unit: `to 7.2 billion yuan ($1 billion)`.
    pub(super) fn is_said_again(&self, facts: &ParagraphFacts, index: usize) -> bool {
        let second = FigureId(index as u32);
        let found = facts.conversions.binary_search_by_key(&second, |one| one.second);
        found.ok().and_then(|at| facts.conversions.get(at)).is_some_and(|conversion| {
            let first = Some(conversion.first.0 as usize);
            conversion.joint == Joint::Certain && [self.old, self.new, self.amount].contains(&first)
        })
    }

    /// Whether a factor is of another value than its own two: `from 996 to 951, nearly twice the 24 needed`.
    pub(super) fn is_compared_with_another(
        &self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> bool {
        const REACH: usize = 4;
        let has_both = self.old.is_some() && self.new.is_some();
        let Some(next) = facts.figures.get(index + 1).filter(|_| has_both) else { return false };
        let is_next = Tokens::of(words, next).first <= tokens.end + REACH
            && facts.figures[index].sentence == self.sentence;
        let is_own = [self.old, self.new]
            .into_iter()
            .flatten()
            .any(|own| facts.figures[own].value == next.value);
        facts.figures[index].role == Role::Ratio && next.role == Role::Level && is_next && !is_own
    }

    /// Makes a count the difference that it is said to be: `hired 45 people, bringing its staff` from one number
    /// to another.
    pub(super) fn bring(&mut self, words: &Words<'_>, facts: &ParagraphFacts, first: usize) {
        let is_sole = !self.is_change && self.old.is_none() && self.amount.is_none();
        let Some(count) = self.new.filter(|_| is_sole) else { return };
        let is_from = first > 0 && words.bytes(first - 1) == b"from";
        if is_from && base::is_brought(words, facts, count, self.end, first) {
            (self.amount, self.new) = (Some(count), None);
            (self.is_change, self.is_of_level) = (true, false);
        }
    }

    /// Whether it is told in percent or in money: such things change by the day, and are compared with months.
    pub(super) fn is_of_market(&self, facts: &ParagraphFacts) -> bool {
        let is_money = |index: usize| matches!(facts.figures[index].unit, Some(Unit::Money(_)));
        self.percent.is_some() || self.amount.is_some_and(is_money)
    }

    /// The tokens in which a change may say what it is measured from, up to one.
    pub(super) fn measured(&self, end: usize) -> std::ops::Range<usize> {
        self.measure_end.map_or(end..end, |start| start..end)
    }

    /// Whether a figure still belongs to the sentence and clause of the group, or to a sentence that goes on
    /// with it.
    pub(super) fn reaches(
        &self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> bool {
        let sentence = facts.figures[index].sentence;
        if sentence == self.sentence + 1 {
            let start =
                facts.sentences.get(sentence as usize).map_or(0, |s| words.index_at(s.start()));
            let is_near = tokens.first >= self.end && tokens.first - start <= REACH;
            return is_near
                && self.goes_on(words, start, tokens.first)
                && !self.is_one_of_several(facts);
        }
        sentence == self.sentence
            && tokens.first >= self.end
            && tokens.first - self.end <= REACH
            && (self.is_told_by(words, tokens)
                || self.is_told_behind_rank(words, tokens)
                || self.opens_values(words, tokens)
                || since(words, self.end..tokens.first)
                    .is_some_and(|since| !(since..tokens.first).any(|at| self.ends_at(words, at)))
                || !(self.end..tokens.first).any(|at| self.ends_at(words, at)))
    }

    /// Whether a figure right behind both values says how far apart they are: `from 9,400 to 8,300: 1,100 fewer`.
    fn is_told_by(&self, words: &Words<'_>, tokens: Tokens) -> bool {
        let is_next = tokens.first - self.end <= 1;
        self.old.is_some() && self.new.is_some() && is_next && says_more(words, tokens.end)
    }

    /// `Half as many came as last year: 46,000, against 92,000`: whether a figure behind a factor and a colon is the new value.
    pub(super) fn opens_values(&self, words: &Words<'_>, tokens: Tokens) -> bool {
        let is_factor = self.ratio.is_some() && self.new.is_none() && self.old.is_none();
        let colon = tokens.first.checked_sub(1).filter(|&at| words.kind(at) == Kind::Colon);
        let against = tokens.end + usize::from(words.kind(tokens.end) == Kind::Comma);
        is_factor
            && colon.is_some_and(|colon| (self.end..colon).all(|at| words.kind(at) == Kind::Word))
            && (words.bytes(against) == b"against"
                || words.bytes(against) == b"compared"
                || matches!(words.bytes(against), b"up" | b"down"))
    }

    /// Whether a change is told of a value behind its place in an order: `12,940 thefts, the fewest since 1984 and 13 percent
    /// below`.
    fn is_told_behind_rank(&self, words: &Words<'_>, tokens: Tokens) -> bool {
        const VERBS: &[Class] = &[Class::Verb, Class::Linking, Class::Auxiliary, Class::Change];
        let Some(and) = tokens.first.checked_sub(1) else { return false };
        let is_compared = matches!(words.bytes(tokens.end), b"below" | b"above")
            || words.is(tokens.end, Class::Comparative) && words.bytes(tokens.end + 1) == b"than";
        let comma = (self.end..and).rev().find(|&at| words.kind(at) == Kind::Comma);
        self.is_of_level
            && self.measure_end.is_none()
            && words.bytes(and) == b"and"
            && is_compared
            && comma.is_some_and(|comma| {
                words.bytes(comma + 1) == b"the"
                    && words.is(comma + 2, Class::Extreme)
                    && !(comma + 2..and).any(|at| words.is_any_of(at, VERBS))
            })
    }

    /// Whether a sentence says more of the same change: `That is 180 more`, `A year ago it had 9,300`.
    pub(super) fn goes_on(&self, words: &Words<'_>, start: usize, first: usize) -> bool {
        let has_level = self.new.is_some();
        let opens = matches!(words.bytes(start), b"That" | b"This" | b"It" | b"The")
            && has_level
            && (start + 1..first).any(|at| is_copula(words.text(at)))
            && !(start + 1..first).any(|at| self.ends_at(words, at));
        let is_earlier = self.is_change
            && has_level
            && self.old.is_none()
            // `fell by 14,000 to 281,000. A year ago it was 309,000`: the difference may be to last month.
            && (self.amount.is_none() || (self.end..start).any(|at| words.bytes(at) == b"year"))
            && opens_earlier_state(words, start).is_some();
        opens || is_earlier
    }

    /// Whether a token ends what the group speaks of: another clause, or another period.
    pub(super) fn ends_at(&self, words: &Words<'_>, at: usize) -> bool {
        let stop = matches!(
            words.kind(at),
            Kind::Semicolon | Kind::Colon | Kind::FullStop | Kind::Question
        );
        // `lost 31 seats and now has 94`
        let goes_on =
            words.bytes(at) == b"and" && self.new.is_none() && words.bytes(at + 1) == b"now";
        let other_clause = words.is(at, Class::Conjunction)
            && !words.is(at, Class::Preposition)
            && !matches!(words.bytes(at), b"or" | b"than" | b"that" | b"when")
            && !goes_on
            && !joins_times(words, at)
            && !is_how_often(words, at)
            || words.is(at, Class::Partial)
            || words.bytes(at) == b"as"
                && self.ratio.is_none()
                && self.fraction.is_none()
                && !matches!(words.bytes(at + 1), b"much" | b"many" | b"of");
        // `up 5 percent after a rise of 4 percent the year before`; what a value is compared with may be the
        // old one.
        let is_compared =
            words.bytes(at) == b"compared" && self.new.is_some() && self.old.is_none();
        let other_period = self.is_change
            && matches!(words.bytes(at), b"after" | b"following" | b"compared")
            && !is_compared;
        stop || other_clause || other_period
    }

    /// Whether the slot is free, and the figure in the same terms as the rest.
    pub(super) fn has_room(
        &self,
        words: &Words<'_>,
        slot: Slot,
        facts: &ParagraphFacts,
        index: usize,
    ) -> bool {
        let figure = &facts.figures[index];
        let is_from_to = slot == Slot::Old && is_from_to(words, facts, index);
        let fits = |other: Option<usize>| {
            other.is_none_or(|other| are_comparable(&facts.figures[other], figure))
        };
        match slot {
            // `drew £3m from reserves, which would fall from £14.6m to £11.5m`: what stood before is another thing.
            Slot::Old if self.is_of_level && self.measure_end.is_none() && is_from_to => false,
            Slot::Old => self.old.is_none() && fits(self.new),
            // `The index of 500 firms lost 43 points to 2,357`: what stood before is another thing.
            Slot::New if self.is_of_level && self.is_change && self.old.is_none() => true,
            Slot::New | Slot::Now => self.new.is_none() && fits(self.old),
            Slot::Amount => {
                self.amount.is_none()
                    && (derive::is_points(figure)
                        || is_small_money(figure)
                        || fits(self.new.or(self.old)))
            }
            Slot::Percent => self.percent.is_none(),
            Slot::Ratio => self.ratio.is_none(),
            Slot::Fraction => self.fraction.is_none(),
            Slot::Level => false,
        }
    }

    pub(super) fn take(
        &mut self,
        slot: Slot,
        index: usize,
        tokens: Tokens,
        facts: &mut ParagraphFacts,
    ) {
        let place = match slot {
            Slot::Old => &mut self.old,
            Slot::New | Slot::Now | Slot::Level => &mut self.new,
            Slot::Amount => &mut self.amount,
            Slot::Percent => &mut self.percent,
            Slot::Ratio => &mut self.ratio,
            Slot::Fraction => &mut self.fraction,
        };
        *place = Some(index);
        self.is_of_level |= slot == Slot::Level || slot == Slot::Now;
        self.is_of_level &= slot != Slot::New;
        self.is_change |= slot != Slot::Level;
        let figure = &mut facts.figures[index];
        if self.direction.is_none() {
            self.direction = figure.direction;
        }
        if matches!(slot, Slot::Amount | Slot::Percent) && figure.role != Role::Change {
            // `from 46 to 40 percent, 6 points or 13 percent`: the verb speaks for them too.
            figure.role = Role::Change;
            figure.direction = self.direction;
        }
        if slot == Slot::Old {
            figure.context.earlier = true;
        }
        if matches!(slot, Slot::New | Slot::Now | Slot::Level) {
            self.new_start = Some(tokens.first);
        }
        if matches!(slot, Slot::Amount | Slot::Percent) {
            self.measure_end.get_or_insert(tokens.end);
        }
        self.sentence = figure.sentence;
        self.end = tokens.end;
        self.range = Some(self.range.map_or(figure.range, |range| range.cover(figure.range)));
        // `310 days, 22 more than the 288`: these are days too.
        if let (Some(amount), Some(new)) = (self.amount, self.new) {
            let (unit, is_time) =
                (facts.figures[new].unit, facts.figures[new].role == Role::Duration);
            let amount = &mut facts.figures[amount];
            if is_time && amount.unit.is_none() && amount.noun.is_none() {
                amount.unit = unit;
            }
        }
        if let (Some(old), Some(new)) = (self.old, self.new) {
            share_terms(facts, old, new);
        }
        // `rose 64.06 points to 4,577.10`: these are points too.
        if let (Some(amount), Some(new)) = (self.amount, self.new) {
            let noun = facts.figures[amount].noun.clone();
            let new = &mut facts.figures[new];
            if new.unit.is_none() && new.noun.is_none() {
                new.noun = noun;
            }
        }
    }

    /// The change, if there is enough of it.
    pub(super) fn finish(self) -> Option<Change> {
        let slots = [self.old, self.new, self.amount, self.percent, self.ratio, self.fraction];
        let filled = slots.iter().flatten().count();
        if filled < 2 || !self.is_change {
            return None;
        }
        let id = |index: Option<usize>| index.map(|index| FigureId(index as u32));
        Some(Change {
            range: self.range?,
            direction: self.direction,
            old: id(self.old),
            new: id(self.new),
            amount: id(self.amount),
            percent: id(self.percent),
            ratio: id(self.ratio),
            fraction: id(self.fraction),
            is_of_level: self.is_of_level,
            has_own_subject: false,
            verb: None,
            goes_on: false,
            seen: Seen::default(),
        })
    }
}

/// The word behind `and has since` among some tokens, if a verb of change follows: `in 2019 and has since fallen`.
fn since(words: &Words<'_>, tokens: std::ops::Range<usize>) -> Option<usize> {
    let mut places = tokens.clone();
    let and = places.find(|&at| matches!(words.bytes(at), b"and" | b"but"))?;
    let has = and + 1 + usize::from(matches!(words.bytes(and + 1), b"it" | b"they"));
    let is_since = matches!(words.bytes(has), b"has" | b"have")
        && words.bytes(has + 1) == b"since"
        && words.is(has + 2, Class::Change);
    (is_since && has + 2 < tokens.end).then_some(has + 2)
}

/// `between October and January`, `on Monday and Tuesday`, `in 2019 and 2020`: whether a conjunction stands between two times.
fn joins_times(words: &Words<'_>, at: usize) -> bool {
    matches!(words.bytes(at), b"and" | b"or")
        && at > 0
        && base::is_time(words, at - 1)
        && base::is_time(words, at + 1)
}

/// `once a week`: how often, and no conjunction.
fn is_how_often(words: &Words<'_>, at: usize) -> bool {
    words.bytes(at) == b"once"
        && matches!(words.bytes(at + 1), b"a" | b"an" | b"each" | b"every" | b"per" | b"in")
        && words.is(at + 2, Class::Unit)
}

/// `from £14.6m to £11.5m`: whether the new value stands right behind an old one.
fn is_from_to(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> bool {
    const REACH: usize = 4;
    // `from 412,000 in 2023 to 358,000`: the year is no value.
    let mut rest = facts.figures.iter().skip(index).take(REACH);
    let old = rest.next();
    let new = rest.find(|figure| figure.role != Role::Date);
    let Some((old, new)) = old.zip(new) else { return false };
    let [old, new] = [old, new].map(|figure| Tokens::of(words, figure));
    // `from 800 euros in the east to 1,400 in the west`
    let is_near = new.first >= old.end
        && new.first - old.end <= REACH
        && !base::is_of_another(words, old.end);
    let is_from = old.first.checked_sub(1).is_some_and(|at| words.bytes(at) == b"from");
    is_near && is_from && words.bytes(new.first - 1) == b"to"
}

/// Whether two figures can be the old and the new value of one thing.
fn are_comparable(a: &Figure, b: &Figure) -> bool {
    // A share in words is compared with another one only.
    if a.is_fraction() != b.is_fraction() {
        return false;
    }
    a.unit == b.unit || a.unit.is_none() && a.noun.is_none() || b.unit.is_none() && b.noun.is_none()
}

/// `35 cents`: the difference of two prices.
pub(super) fn is_small_money(figure: &Figure) -> bool {
    derive::hundredth(figure).is_some()
}

/// `from 40,000 to 46,000 riders a day`: both are riders a day. `from 1.2 to 1.4 million`: both are millions.
fn share_terms(facts: &mut ParagraphFacts, old: usize, new: usize) {
    share_scale(facts, old, new);
    let (from, to) = if facts.figures[new].unit.is_none() && facts.figures[old].unit.is_some() {
        (old, new)
    } else {
        (new, old)
    };
    let (unit, per, noun) = {
        let from = &facts.figures[from];
        (from.unit, from.per.clone(), from.noun.clone())
    };
    let given = noun.is_some();
    let to_figure = &mut facts.figures[to];
    to_figure.unit = to_figure.unit.or(unit);
    to_figure.per = to_figure.per.take().or(per);
    to_figure.noun = to_figure.noun.take().or(noun);
    // `from 12,000 pieces to more than 90,000`
    let own = facts.figures[to].noun.clone().filter(|noun| !given && !noun.from_subject);
    let is_same = facts.figures[from].unit == facts.figures[to].unit;
    if let Some(noun) = own.filter(|_| is_same) {
        facts.figures[from].noun = Some(Noun { from_subject: true, ..noun });
    }
}

/// Gives an old value without a scale the scale of the new one behind it, where that makes them alike.
fn share_scale(facts: &mut ParagraphFacts, old: usize, new: usize) {
    let (before, after) = (&facts.figures[old], &facts.figures[new]);
    let Some((small, large)) = before.value.zip(after.value) else { return };
    let is_bare = old < new && small > Decimal::ZERO && small < Decimal::ONE_THOUSAND;
    let scales = [1_000_000_000_000u64, 1_000_000_000, 1_000_000].map(Decimal::from);
    let Some(scale) = scales.into_iter().find(|&scale| large >= scale) else { return };
    let scaled = after.step() >= Decimal::ONE_THOUSAND;
    if !is_bare || !scaled {
        return;
    }
    let before = &mut facts.figures[old];
    let value = small.checked_mul(scale);
    let step = before.step().checked_mul(scale).unwrap_or(before.step());
    let half = step / Decimal::TWO;
    let readings = match value.filter(|_| before.hedge.is_none()) {
        Some(value) => {
            let rounded = Interval::half_open(value - half, value + half);
            Readings { strict: rounded, loose: rounded }
        }
        None => {
            let times = Interval::exactly(scale);
            let Readings { strict, loose } = before.readings();
            Readings { strict: strict.times(&times), loose: loose.times(&times) }
        }
    };
    (before.value, before.leeway) = (value, Leeway::new(value, readings, step));
}
