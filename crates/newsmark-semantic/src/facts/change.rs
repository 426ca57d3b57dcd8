//! Changes: figures that together say how something went from one value to another.

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::Article;
use super::figure::{Direction, Figure, FigureId, Role, Unit};
use crate::derive;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

mod base;

/// "rose from OLD to NEW, up AMOUNT, or PERCENT": whatever of it the words say.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// From its first figure to its last.
    pub range: TextRange,
    /// Which way the words say it went.
    pub direction: Option<Direction>,
    /// The value before.
    pub old: Option<FigureId>,
    /// The value after.
    pub new: Option<FigureId>,
    /// The difference, in the unit of the values; for shares in percentage points.
    pub amount: Option<FigureId>,
    /// The difference in percent.
    pub percent: Option<FigureId>,
    /// The factor: doubled, threefold.
    pub ratio: Option<FigureId>,
    /// The part of the old value that it went up or down by: by half, by a third.
    pub fraction: Option<FigureId>,
    /// Whether the new value is given as what there is, and the change told of it: "312 animals, down 48".
    pub is_of_level: bool,
    /// Which way the verb went, where no other word of the sentence turns it round: ranks, exchange rates
    /// and frost do, and so does a second verb.
    pub verb: Option<Direction>,
    /// Whether its sentence begins by going on from the one before: "That is 230 more".
    pub goes_on: bool,
    /// What of it is right by its own numbers, as is seen at once.
    pub seen: Seen,
}

/// What of a change is right by its own numbers, where that is seen without exact arithmetic: nearly all are, and
/// nobody has to look at them again while they stay the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The percentage follows from the old value and the new one.
    pub percent_is_right: bool,
    /// The new value lies where the verb went.
    pub verb_is_right: bool,
}

impl Placed for Change {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        let Change { old, new, amount, percent, ratio, fraction, .. } = self;
        by.figures([old, new, amount, percent, ratio, fraction].into_iter().flatten());
    }
}

/// How far apart, in tokens, two figures of one change may stand.
const REACH: usize = 14;

/// Finds the changes of a paragraph among its figures, and tells their figures what they are.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut changes = Vec::new();
    let mut group: Option<Group> = None;
    for index in 0..facts.figures.len() {
        let figure = &facts.figures[index];
        if !is_part_of_changes(words, figure) {
            continue;
        }
        let tokens = Tokens::of(words, figure);
        if let Some(open) = &group
            && !open.reaches(words, facts, index, tokens)
        {
            changes.extend(group.take().and_then(Group::finish));
        }
        if let Some(open) = &mut group {
            open.bring(words, facts, tokens.first);
        }
        let slot = slot(words, facts, index, tokens, group.as_ref());
        let mut current = match group.take() {
            Some(open) if open.has_room(slot, facts, index) => open,
            Some(full) => {
                changes.extend(full.finish());
                Group::default()
            }
            None => Group::default(),
        };
        current.take(slot, index, tokens, facts);
        if matches!(slot, Slot::Old | Slot::New | Slot::Now) && current.direction.is_none() {
            current.direction = direction_before(words, tokens.first);
        }
        group = Some(current);
    }
    changes.extend(group.and_then(Group::finish));
    let mut sentences = Sentences::new(words, facts);
    changes.retain(|change: &Change| !sentences.of(change).is_measured_otherwise);
    for change in &mut changes {
        if base::is_one_of_several(words, facts, change) {
            change.amount = None;
        }
        if let Some(new) = change.new.filter(|_| change.old.is_none() && change.is_of_level) {
            let old = base::before_now(words, facts, new.0 as usize);
            change.old = old.map(|old| FigureId(old as u32));
        }
        change.goes_on = sentences.of(change).goes_on;
        change.verb = change.direction.filter(|&direction| !sentences.turns(change, direction));
        change.seen = derive::seen(&facts.figures, change);
    }
    facts.changes = changes;
}

/// Gives a change the value of the year before, where the sentence before states it: `In 2023 it carried
/// 41,200 people. In 2024 it carried 46,900, up 14 percent`.
pub(crate) fn resolve(article: &mut Article) {
    const MOST_BEFORE: u32 = 4;
    let figure = |id: FigureId| article.figures.get(id.0 as usize);
    let old_of = |change: &Change| {
        let id = change.new.filter(|_| change.old.is_none() && change.is_of_level)?;
        let new = figure(id)?;
        let year = new.as_of?.year;
        let measure = change.percent.or(change.amount).or(change.ratio)?;
        figure(measure).filter(|measure| measure.sentence == new.sentence)?;
        let before = (1..=MOST_BEFORE).filter_map(|back| id.0.checked_sub(back).map(FigureId));
        before.into_iter().find(|&id| {
            figure(id).is_some_and(|old| {
                let heads = old.noun.as_ref().zip(new.noun.as_ref());
                let years = old.as_of.map_or(0, |as_of| year - as_of.year);
                let is_near = old.sentence == new.sentence && years > 0
                    || old.sentence + 1 == new.sentence && years == 1;
                is_near
                    && old.role == Role::Level
                    && old.value.is_some()
                    && (old.unit, &old.per) == (new.unit, &new.per)
                    && (old.noun.is_some() || old.unit.is_some())
                    && heads.is_none_or(|(a, b)| a.head == b.head)
            })
        })
    };
    let olds: Vec<Option<FigureId>> = article.changes.iter().map(old_of).collect();
    let news: Vec<Option<FigureId>> =
        article.changes.iter().map(|change| new_before(article, change)).collect();
    for (index, (change, (old, new))) in
        article.changes.iter_mut().zip(olds.into_iter().zip(news)).enumerate()
    {
        if old.is_some() || new.is_some() {
            article.given.changes.push((index, change.clone()));
        }
        if new.is_some() {
            (change.new, change.is_of_level) = (new, true);
        }
        if old.is_some() {
            change.old = old;
        }
        if old.is_some() || new.is_some() {
            change.seen = derive::seen(&article.figures, change);
        }
    }
}

/// The one value in the sentence before that a change goes on from: `That is 230 more than the 1,540`.
fn new_before(article: &Article, change: &Change) -> Option<FigureId> {
    const MOST_BEFORE: u32 = 6;
    let old = change.old.filter(|_| change.goes_on && change.new.is_none())?;
    let figure = |id: FigureId| article.figures.get(id.0 as usize);
    let value = figure(old)?;
    let first = [change.amount, change.percent, change.ratio].into_iter().flatten().min()?.min(old);
    let before = (1..=MOST_BEFORE).filter_map(|back| first.0.checked_sub(back).map(FigureId));
    let mut levels = before.into_iter().filter(|&id| {
        figure(id).is_some_and(|new| {
            let is_level = matches!(new.role, Role::Level | Role::Share) && new.value.is_some();
            is_level
                && new.sentence + 1 == value.sentence
                && new.unit == value.unit
                && !new.in_headline
        })
    });
    let new = levels.next()?;
    levels.next().is_none().then_some(new)
}

/// The part a figure plays in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
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
struct Tokens {
    first: usize,
    end: usize,
}

impl Tokens {
    fn of(words: &Words<'_>, figure: &Figure) -> Tokens {
        let range = figure.range_with_hedge();
        Tokens { first: words.index_at(range.start()), end: words.index_at(figure.phrase_end()) }
    }
}

/// Figures that may belong to one change, while the sentence is read.
#[derive(Default)]
struct Group {
    old: Option<usize>,
    new: Option<usize>,
    amount: Option<usize>,
    percent: Option<usize>,
    ratio: Option<usize>,
    fraction: Option<usize>,
    is_of_level: bool,
    direction: Option<Direction>,
    /// Whether a word of change has been seen; a level alone has none.
    is_change: bool,
    range: Option<TextRange>,
    end: usize,
    /// Where the first difference or percentage ends.
    measure_end: Option<usize>,
    /// Where the new value begins.
    new_start: Option<usize>,
    sentence: u32,
}

impl Group {
    /// Makes a count the difference that it is said to be: `hired 45 people, bringing its staff` from one number
    /// to another.
    fn bring(&mut self, words: &Words<'_>, facts: &ParagraphFacts, first: usize) {
        let is_sole = !self.is_change && self.old.is_none() && self.amount.is_none();
        let Some(count) = self.new.filter(|_| is_sole) else { return };
        let is_from = first > 0 && words.bytes(first - 1) == b"from";
        if is_from && base::is_brought(words, facts, count, self.end, first) {
            (self.amount, self.new) = (Some(count), None);
            (self.is_change, self.is_of_level) = (true, false);
        }
    }

    /// Whether it is told in percent or in money: such things change by the day, and are compared with months.
    fn is_of_market(&self, facts: &ParagraphFacts) -> bool {
        let is_money = |index: usize| matches!(facts.figures[index].unit, Some(Unit::Money(_)));
        self.percent.is_some() || self.amount.is_some_and(is_money)
    }

    /// The tokens in which a change may say what it is measured from, up to one.
    fn measured(&self, end: usize) -> std::ops::Range<usize> {
        self.measure_end.map_or(end..end, |start| start..end)
    }

    /// Whether a figure still belongs to the sentence and clause of the group, or to a sentence that goes on
    /// with it.
    fn reaches(
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
            return is_near && self.goes_on(words, start, tokens.first);
        }
        sentence == self.sentence
            && tokens.first >= self.end
            && tokens.first - self.end <= REACH
            && !(self.end..tokens.first).any(|at| self.ends_at(words, at))
    }

    /// Whether a sentence says more of the same change: `That is 180 more`, `A year ago it had 9,300`.
    fn goes_on(&self, words: &Words<'_>, start: usize, first: usize) -> bool {
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
    fn ends_at(&self, words: &Words<'_>, at: usize) -> bool {
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
            || words.is(at, Class::Partial)
            || words.bytes(at) == b"as"
                && self.ratio.is_none()
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
    fn has_room(&self, slot: Slot, facts: &ParagraphFacts, index: usize) -> bool {
        let figure = &facts.figures[index];
        let fits = |other: Option<usize>| {
            other.is_none_or(|other| are_comparable(&facts.figures[other], figure))
        };
        match slot {
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

    fn take(&mut self, slot: Slot, index: usize, tokens: Tokens, facts: &mut ParagraphFacts) {
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
    fn finish(self) -> Option<Change> {
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
            verb: None,
            goes_on: false,
            seen: Seen::default(),
        })
    }
}

/// Whether a figure can be in a change. A time only where it is one of the ends: `from 14 weeks to 18`.
fn is_part_of_changes(words: &Words<'_>, figure: &Figure) -> bool {
    let has_role = match figure.role {
        Role::Level | Role::Change | Role::Share | Role::Ratio => true,
        Role::Duration => {
            let before = Tokens::of(words, figure).first.checked_sub(1);
            before.is_some_and(|before| {
                matches!(words.bytes(before), b"from" | b"to") && is_after_change(words, before)
            })
        }
        _ => false,
    };
    // `8 percent a year` is not by how much it changed in all.
    let is_pace = figure.is_percent() && figure.per.is_some();
    has_role && figure.value.is_some() && !is_pace
}

/// What part the words before and in a figure give it.
fn slot(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    tokens: Tokens,
    group: Option<&Group>,
) -> Slot {
    let figure = &facts.figures[index];
    let before = tokens.first.checked_sub(1).map_or("", |before| words.text(before));
    if figure.role == Role::Ratio {
        return Slot::Ratio;
    }
    let is_part = figure.unit.is_none() && figure.value.is_some_and(|value| value < Decimal::ONE);
    if is_part && figure.noun.is_none() && before == "by" {
        return Slot::Fraction;
    }
    // `from last year's 715`
    let mut link = tokens.first;
    while link > 0 && tokens.first - link < 3 && is_determiner_of_old(words, link - 1) {
        link -= 1;
    }
    let linked = link.checked_sub(1).map_or("", |before| words.text(before));
    let is_bare_pair = group.is_none_or(|group| group.measure_end.is_none());
    if linked == "from" && is_from(words, group, link - 1, tokens)
        || before == "From" && is_before_change(words, tokens.end)
        || is_high_or_low(words, tokens.first) && is_bare_pair
        || group.is_some_and(|group| {
            group.old.is_none() && is_compared(words, facts, group, figure, tokens)
        })
    {
        return Slot::Old;
    }
    let follows_old = group.is_some_and(|group| group.old.is_some() && group.new.is_none());
    if before == "to"
        && (follows_old || figure.direction.is_some() || is_after_change(words, tokens.first - 1))
    {
        return Slot::New;
    }
    // `up 15 percent at $46 million`
    let is_stated = group.is_some_and(|group| {
        let is_near = group.end + 1 == tokens.first && group.measure_end == Some(group.end);
        group.new.is_none() && is_near && group.direction.is_some()
    });
    if before == "at" && is_stated && figure.role == Role::Level {
        return Slot::Now;
    }
    // `lost 31 seats and now has 94`
    if follows_now(words, tokens.first) && group.is_some_and(|group| group.new.is_none()) {
        return Slot::Now;
    }
    // Only a figure with a unit says a change again; bare numbers begin a list.
    let continues = figure.unit.is_some()
        && group.and_then(|group| group.new.or(group.old)).is_none_or(|other| {
            // `$46 million, or $1.20 a share`
            facts.figures[other].per == figure.per || figure.is_percent()
        })
        && group
            .is_some_and(|group| group.is_change && is_restated(words, group.end, tokens.first));
    // `from 48,300 to 61,200, 12,900 more`
    let says_more = words.is(tokens.end, Class::Comparative)
        && words.kind(tokens.end + 1) != Kind::Word
        && group.is_some_and(|group| group.old.is_some() && group.new.is_some());
    // `from 12.40 euros to 13.10 euros, or by 70 cents`
    let is_difference = before == "by"
        && is_small_money(figure)
        && group.is_some_and(|group| group.old.is_some() && group.new.is_some());
    if figure.role == Role::Change || continues || says_more || is_difference {
        return if figure.is_percent() { Slot::Percent } else { Slot::Amount };
    }
    Slot::Level
}

/// Whether `from` stands before a figure that a change is measured from: near a word of change, or after a new
/// value that has none other.
fn is_from(words: &Words<'_>, group: Option<&Group>, link: usize, tokens: Tokens) -> bool {
    let Some(group) = group.filter(|group| group.is_change) else {
        return is_after_change(words, link);
    };
    let goes_on = group.old.is_none() && group.new.is_some();
    // `raised by 15 percent to $4.6 million on Wednesday`: the day is that of the raising.
    let end = group.new_start.filter(|&start| group.measure_end.is_some_and(|end| end <= start));
    let measure = group.measured(end.unwrap_or(link));
    let gap = group.measured(link);
    // `rose 2 percent to $84, up from $71 at the start of the month`
    let is_told_anew = group.measure_end.is_some()
        && link > group.end
        && matches!(words.bytes(link - 1), b"up" | b"down")
        && words.kind(tokens.end) == Kind::Word
        && opens_earlier_state(words, tokens.end).is_none();
    // `rose 5 percent, pushing inflation from 2.1 percent`: another thing.
    let is_brought = group.percent.is_some() && gap.clone().any(|at| base::opens_result(words, at));
    let is_other = is_told_anew || is_brought || base::is_of_other_day(words, gap, tokens.end);
    if is_like_a_year(words, tokens) || is_other {
        return false;
    }
    // `slipped 15 percent since 2019, from 24,000`: the year is that of the old value.
    let is_since = measure.clone().any(|at| words.bytes(at) == b"since");
    (goes_on || is_after_change(words, link) || group.amount.is_some())
        && (is_since || !base::is_measured_from_other(words, measure, tokens.end))
}

/// Whether a figure is what the group's change is measured from: `410 more than the 4,800 of last
/// autumn`, `twice as many as the 300`, `to $3.1 billion, compared with $3.4 billion`, `when there were`.
fn is_compared(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    group: &Group,
    figure: &Figure,
    tokens: Tokens,
) -> bool {
    let is_year_before =
        (tokens.end..tokens.end + 2).any(|at| opens_earlier_state(words, at).is_some());
    let is_open = group.is_change || is_year_before;
    if !is_open || figure.role == Role::Change {
        return false;
    }
    let Some(new) = group.new else {
        // `That is 230 more than the 1,540`: the new value stands in the paragraph before.
        return is_than(words, group, tokens);
    };
    let heads = facts.figures[new].noun.as_ref().zip(figure.noun.as_ref());
    // `the 24,000 of the year before`: the time is not what is counted.
    let is_other_thing = heads.is_some_and(|(new, old)| {
        let is_time = vocabulary().look_up(&old.head).is(Class::Unit);
        new.head != old.head && !new.from_subject && !old.from_subject && !is_time
    });
    if is_other_thing || facts.figures[new].unit != figure.unit && figure.unit.is_some() {
        return false;
    }
    let mut at = tokens.first;
    while at > group.end && is_determiner_of_old(words, at - 1) {
        at -= 1;
    }
    let Some(link) = at.checked_sub(1).filter(|&link| link >= group.end) else {
        // `twice the $60`
        return group.ratio.is_some() && at == group.end && at < tokens.first;
    };
    let text = |back: usize| link.checked_sub(back).map_or("", |at| words.text(at));
    let is_near = link - group.end <= 4;
    // What was `a decade ago` is not what a change of this year is measured from.
    let is_long_ago =
        (tokens.end..tokens.end + 3).any(|at| matches!(words.bytes(at), b"decade" | b"years"));
    let is_against = matches!((text(1), text(0)), ("compared", "with" | "to"))
        || matches!(text(0), "against" | "versus" | "vs");
    let is_other = base::is_of_another(words, tokens.end)
        || (at..tokens.first).any(|at| is_others(words, at))
        || base::is_measured_from_other(words, group.measured(link), tokens.end)
        || group.is_of_market(facts)
            && base::is_of_other_day(words, group.measured(link), tokens.end);
    if is_like_a_year(words, tokens)
        || is_other && !matches!(text(0), "than" | "as" | "on" | "over")
    {
        return false;
    }
    match text(0) {
        // `a 12 percent increase on last year's 1,200`, `over $80 million the year before`
        "on" | "over" => {
            is_near
                && link > group.end
                && words.is(link - 1, Class::Change)
                && group.measure_end.is_some()
        }
        "than" => is_near,
        "as" => group.ratio.is_some(),
        "were" | "was" | "had" | "at" => {
            let start = link.saturating_sub(3);
            // `the highest since 2015, when it was 5.4 percent`: a mark, not what it rose from.
            let is_mark = (group.end..link).any(|at| words.bytes(at) == b"since");
            !is_mark && (start..link).any(|at| words.bytes(at) == b"when")
                || opens_earlier_state_before(words, group.end, link)
        }
        _ => is_against && !is_long_ago,
    }
}

/// `more than the 1,540`, right behind a difference.
fn is_than(words: &Words<'_>, group: &Group, tokens: Tokens) -> bool {
    let mut at = tokens.first;
    while at > group.end && is_determiner_of_old(words, at - 1) {
        at -= 1;
    }
    at > group.end && at - group.end <= 3 && words.bytes(at - 1) == b"than"
}

/// `the 4,800`, `its 300`, `last year's 200`
fn is_determiner_of_old(words: &Words<'_>, at: usize) -> bool {
    words.is(at, Class::Determiner)
        || matches!(words.text(at), "last" | "previous" | "only" | "just" | "year's" | "year’s")
        || words.text(at).ends_with("'s")
        || words.text(at).ends_with("’s")
        || words.is(at, Class::Month)
}

/// `2008`: alone it is when, and not how much.
fn is_like_a_year(words: &Words<'_>, tokens: Tokens) -> bool {
    let text = words.text(tokens.first);
    tokens.end == tokens.first + 1
        && text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(text.as_bytes().first(), Some(b'1' | b'2'))
}

/// `Lind's`: somebody else's, where it is no time.
fn is_others(words: &Words<'_>, at: usize) -> bool {
    let text = words.text(at);
    let owner = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
    owner.is_some_and(|owner| {
        let is_time =
            vocabulary().look_up(owner).is_any(&[Class::Unit, Class::Month, Class::Season]);
        !is_time && !owner.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a sentence begins with the time that a change is usually measured from, and where its words
/// end: `A year ago`, `Last year`, `The year before`.
fn opens_earlier_state(words: &Words<'_>, start: usize) -> Option<usize> {
    let lower = |at: usize| words.text(at).to_ascii_lowercase();
    match (lower(start).as_str(), words.text(start + 1), words.text(start + 2)) {
        ("a", "year" | "month" | "week" | "day" | "quarter", "ago" | "earlier" | "before")
        | ("the", "year" | "month" | "week" | "day" | "quarter" | "season", "before" | "earlier")
        | ("the", "previous", "year" | "month" | "week" | "quarter" | "season") => Some(start + 3),
        ("last", "year" | "month" | "week" | "season" | "quarter", _) => Some(start + 2),
        _ => None,
    }
}

/// Whether such a time opens the words between two tokens.
fn opens_earlier_state_before(words: &Words<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| opens_earlier_state(words, at).is_some_and(|end| end <= to))
}

fn follows_now(words: &Words<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    text(2) == "now" && matches!(text(1), "has" | "have" | "holds" | "counts" | "numbers")
}

fn is_copula(text: &str) -> bool {
    matches!(
        text,
        "is" | "was" | "means" | "meant" | "represents" | "represented" | "amounts" | "amounted"
    )
}

/// Whether a word of change stands shortly before a token, in the same clause.
fn is_after_change(words: &Words<'_>, index: usize) -> bool {
    clause_before(words, index)
        .any(|at| words.is(at, Class::Change) || words.is(at, Class::Multiplier))
}

/// `From 1,200 subscribers the paper grew to 1,500`: whether a verb of change and `to` follow.
fn is_before_change(words: &Words<'_>, end: usize) -> bool {
    let near = end..(end + REACH).min(words.len());
    let clause = near.take_while(|&at| {
        !matches!(words.kind(at), Kind::Semicolon | Kind::FullStop | Kind::Colon)
    });
    clause.into_iter().any(|at| words.is(at, Class::Change) && words.bytes(at + 1) == b"to")
}

/// Which way the nearest word of change before a token points.
fn direction_before(words: &Words<'_>, index: usize) -> Option<Direction> {
    let nearest = clause_before(words, index).find_map(|at| direction_of(words, at))?;
    nearest.way
}

/// A word of change, and which way it points if it does.
struct WordOfChange {
    way: Option<Direction>,
}

/// The word of change at a token. Names have capitals: `Niagara Falls`.
fn direction_of(words: &Words<'_>, at: usize) -> Option<WordOfChange> {
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

/// `from a high of`, `from a record`
fn is_high_or_low(words: &Words<'_>, first: usize) -> bool {
    let text = |back: usize| first.checked_sub(back).map_or("", |at| words.text(at));
    text(1) == "of"
        && matches!(text(2), "high" | "low" | "peak" | "record")
        && text(4) == "from"
        && is_after_change(words, first - 4)
}

/// Whether only a comma, `or` and the like stand between two figures: the second says the first again.
fn is_restated(words: &Words<'_>, end: usize, first: usize) -> bool {
    let gap = first - end;
    (1..=3).contains(&gap)
        && (end..first).all(|at| {
            matches!(words.kind(at), Kind::Comma | Kind::ParenOpen)
                || matches!(words.bytes(at), b"or" | b"a" | b"about" | b"some")
        })
}

/// Whether two figures can be the old and the new value of one thing.
fn are_comparable(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit || a.unit.is_none() && a.noun.is_none() || b.unit.is_none() && b.noun.is_none()
}

/// `35 cents`: the difference of two prices.
fn is_small_money(figure: &Figure) -> bool {
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
    let to = &mut facts.figures[to];
    to.unit = to.unit.or(unit);
    to.per = to.per.take().or(per);
    to.noun = to.noun.take().or(noun);
}

/// Gives an old value without a scale the scale of the new one behind it, where that makes them alike.
fn share_scale(facts: &mut ParagraphFacts, old: usize, new: usize) {
    let (before, after) = (&facts.figures[old], &facts.figures[new]);
    let Some((small, large)) = before.value.zip(after.value) else { return };
    let is_bare = old < new && small > Decimal::ZERO && small < Decimal::ONE_THOUSAND;
    let scales = [1_000_000_000_000u64, 1_000_000_000, 1_000_000].map(Decimal::from);
    let Some(scale) = scales.into_iter().find(|&scale| large >= scale) else { return };
    let scaled = after.step >= Decimal::ONE_THOUSAND;
    if !is_bare || !scaled {
        return;
    }
    let times = crate::interval::Interval::exactly(scale);
    let before = &mut facts.figures[old];
    before.value = small.checked_mul(scale);
    before.step = before.step.checked_mul(scale).unwrap_or(before.step);
    let half = before.step / Decimal::TWO;
    before.strict = before.strict.times(&times);
    before.loose = before.loose.times(&times);
    if let Some(value) = before.value.filter(|_| before.hedge.is_none()) {
        let rounded = crate::interval::Interval::half_open(value - half, value + half);
        (before.strict, before.loose) = (rounded, rounded);
    }
}

/// What the words of a sentence say about all its changes. Asked for changes in order; each sentence is
/// looked at once.
struct Sentences<'a> {
    words: &'a Words<'a>,
    facts: &'a ParagraphFacts,
    /// The sentence asked for last, and the answer.
    last: Option<(usize, Wording)>,
}

/// What the words of a sentence say about its changes.
#[derive(Clone, Copy)]
struct Wording {
    /// Annualised, in real terms.
    is_measured_otherwise: bool,
    /// Less may be more in it: ranks, exchange rates, frost.
    is_inverted: bool,
    /// `That is`
    goes_on: bool,
    first: usize,
}

impl<'a> Sentences<'a> {
    fn new(words: &'a Words<'a>, facts: &'a ParagraphFacts) -> Sentences<'a> {
        Sentences { words, facts, last: None }
    }

    fn of(&mut self, change: &Change) -> Wording {
        let start = change.range.start();
        let next = self.facts.sentences.partition_point(|sentence| sentence.start() <= start);
        let index = next.saturating_sub(1);
        if let Some((last, wording)) = self.last
            && last == index
        {
            return wording;
        }
        let sentence = self.facts.sentences.get(index).copied().unwrap_or_default();
        let tokens = self.words.index_at(sentence.start())..self.words.index_at(sentence.end());
        let has = |class| tokens.clone().any(|at| self.words.phrase(at, class).is_some());
        let wording = Wording {
            is_measured_otherwise: has(Class::OtherBase),
            is_inverted: has(Class::Inverted),
            goes_on: matches!(self.words.bytes(tokens.start), b"That" | b"This" | b"It")
                && is_copula(self.words.text(tokens.start + 1)),
            first: tokens.start,
        };
        self.last = Some((index, wording));
        wording
    }

    /// Whether something in the sentence lets a change have gone the other way than its verb says.
    fn turns(&mut self, change: &Change, direction: Direction) -> bool {
        let wording = self.of(change);
        let end = self.words.index_at(change.range.end());
        let first = wording.first.max(end.saturating_sub(LONGEST_SENTENCE));
        let is_other = |at: usize| {
            let way = direction_of(self.words, at).and_then(|word| word.way);
            way.is_some_and(|way| way != direction)
        };
        wording.is_inverted || (first..end).any(is_other)
    }
}

/// How far back a second word of change is looked for, in tokens.
const LONGEST_SENTENCE: usize = 60;

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::facts::FigureId;
    use crate::{Settings, analyze};

    /// One line a change: its slots with their words.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let analysis = analyze(text, &Settings::default());
        let mut out = String::new();
        for article in &analysis.facts.articles {
            for change in &article.changes {
                let slot = |name: &str, id: Option<FigureId>| {
                    id.map_or(String::new(), |id| {
                        format!(" {name} {}", &text[article.figure(id).range])
                    })
                };
                out.push_str(change.direction.map_or("-", |direction| direction.word()));
                out.push_str(&slot("old", change.old));
                out.push_str(&slot("new", change.new));
                out.push_str(&slot("amount", change.amount));
                out.push_str(&slot("percent", change.percent));
                out.push_str(&slot("ratio", change.ratio));
                out.push('\n');
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn from_one_value_to_another() {
        check(
            "Ridership grew from 40,000 to 46,000 a day, a 15 percent increase.",
            expect![[r#"
            up old 40,000 new 46,000 a day percent 15 percent
        "#]],
        );
        check(
            "Support fell from 46% to 40%, 6 percentage points or 13 percent.",
            expect![[r#"
                down old 46% new 40% amount 6 percentage points percent 13 percent
            "#]],
        );
        check(
            "The rate climbed to 6.7 percent from 6.29 percent a week earlier.",
            expect![[r#"
                up old 6.29 percent new 6.7 percent
            "#]],
        );
        check(
            "Sales doubled to 3.4 million from 1.7 million.",
            expect![[r#"
                up old 1.7 million new 3.4 million ratio doubled
            "#]],
        );
    }

    #[test]
    fn a_level_and_what_it_rose_by() {
        check(
            "The country had 4.191 million 5G base stations in November 2024, after a net gain of 815,000, up 24.1 percent.",
            expect![[r#"
                up new 4.191 million amount 815,000 percent 24.1 percent
            "#]],
        );
        check(
            "Rents rose by $180 to $1,380 a month.",
            expect![[r#"
            up new $1,380 a month amount $180
        "#]],
        );
        check(
            "The index lost 190 points, or 0.6 percent, to close at 31,480.",
            expect![[r#"
            down amount 190 percent 0.6 percent
        "#]],
        );
    }

    #[test]
    fn what_is_no_change() {
        check("Prices range from 5 to 10 euros, and 12 shops took part.", expect![[""]]);
        check("Output rose at an annualised 3 percent, from 200 to 220 tonnes.", expect![[""]]);
        check("He was born in 1950 and 12 people came.", expect![[""]]);
    }
}
