//! Values of a change that other figures stand between, or that another figure only says again: which of those before belong to
//! it, and which are left aside.

use newsmark_lexer::{Class, Kind};

use super::{Group, Tokens, are_comparable, is_from_to, since};
use crate::facts::figure::{Figure, Role};
use crate::paragraph::{ParagraphFacts, Words};

impl Group {
    /// Whether its new value is not the only one in its sentence that a next one can go on from: `£5.1m comes from rents and
    /// £3.3m from grants. That is`, `has 9,400 members in 31 towns. That is`.
    pub(super) fn is_one_of_several(&self, facts: &ParagraphFacts) -> bool {
        const MOST_OTHERS: usize = 8;
        let Some(new) = self.new else { return false };
        let value = &facts.figures[new];
        let before = (0..new).rev().take(MOST_OTHERS).filter(|&index| Some(index) != self.old);
        before.map(|index| &facts.figures[index]).any(|other| {
            other.sentence == value.sentence
                && other.role == Role::Level
                && other.value.is_some()
                && other.unit == value.unit
        })
    }

    /// Leaves its new value, where that says a count again as a rate, and what comes next is in the count's terms:
    /// `6,830, or 19 a day, 420 fewer than the 7,250`.
    pub(in super::super) fn leave_rate(
        &mut self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
    ) {
        let figure = &facts.figures[index];
        let is_told_again = self.new_start.is_some_and(|at| at > 0 && words.bytes(at - 1) == b"or");
        let is_rate = self.new.is_some_and(|new| facts.figures[new].per.is_some());
        if is_rate && is_told_again && figure.per.is_none() && !figure.is_percent() {
            self.new = None;
        }
    }

    /// Whether a figure says the new value again as a rate, and the old one comes next: `to $46 million, or $1.15 a share, from
    /// $40 million`.
    pub(in super::super) fn is_told_as_rate(
        &self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> bool {
        let (Some(new), Some(next)) = (self.new, facts.figures.get(index + 1)) else {
            return false;
        };
        let new = &facts.figures[new];
        let is_before = |at: usize, word: &[u8]| at > 0 && words.bytes(at - 1) == word;
        let is_rate = facts.figures[index].per.is_some() && new.per.is_none();
        is_rate
            && self.old.is_none()
            && is_before(tokens.first, b"or")
            && tokens.first - self.end.min(tokens.first) <= 2
            && next.per.is_none()
            && next.unit == new.unit
            && next.sentence == self.sentence
            && is_before(Tokens::of(words, next).first, b"from")
    }

    /// Whether `from` right behind a percentage and a comma opens both values: `shrank by 35 percent, from 260 hectares to 169`.
    pub(in super::super) fn is_told_of(
        &self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        from: usize,
    ) -> bool {
        let is_alone = self.old.is_none() && self.new.is_none() && self.percent.is_some();
        is_alone
            && from == self.end + 1
            && words.kind(self.end) == Kind::Comma
            && is_from_to(words, facts, index)
    }

    /// Leaves a value of another kind that stands before a percentage, where both values follow: `at 18 sites it shrank by 35 percent,
    /// from 260 hectares to 169`.
    pub(in super::super) fn leave_other(
        &mut self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        first: usize,
    ) {
        let Some(new) = self.new.filter(|_| self.is_of_level && self.percent.is_some()) else {
            return;
        };
        let is_other = !are_comparable(&facts.figures[new], &facts.figures[index]);
        let is_from = first == self.end + 2
            && words.bytes(first - 1) == b"from"
            && words.kind(self.end) == Kind::Comma;
        if is_other && is_from && is_from_to(words, facts, index) {
            (self.new, self.new_start, self.is_of_level) = (None, None, false);
        }
    }

    /// The value that went `, down from` an old one, where other figures stand between: `88 percent had all three doses, down from 92
    /// percent`. It is the only one of its kind before it, and no other clause begins between.
    pub(in super::super) fn of_level_before(
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> Option<Group> {
        const FARTHEST: usize = 20;
        const MOST: usize = 6;
        let [from, way, comma] = [1, 2, 3].map(|back| tokens.first.checked_sub(back));
        let (from, way, comma) = (from?, way?, comma?);
        let is_so = words.bytes(from) == b"from"
            && matches!(words.bytes(way), b"up" | b"down")
            && words.kind(comma) == Kind::Comma;
        let old = facts.figures.get(index).filter(|_| is_so)?;
        let is_of_kind = old.unit.is_some() || old.is_fraction();
        let mut levels = (index.saturating_sub(MOST)..index).rev().filter(|&at| {
            let figure = &facts.figures[at];
            figure.sentence == old.sentence
                && figure.is_quantity()
                && figure.unit == old.unit
                && figure.is_fraction() == old.is_fraction()
                && !matches!(figure.role, Role::Duration | Role::Age)
        });
        let level = levels.next().filter(|_| levels.next().is_none() && is_of_kind)?;
        let value = &facts.figures[level];
        let own = Tokens::of(words, value);
        let is_apart = |at: usize| {
            words.is(at, Class::Conjunction) && !words.is(at, Class::Preposition)
                || matches!(words.kind(at), Kind::Semicolon | Kind::Colon | Kind::Comma)
                || words.kind(at).is_dash()
        };
        let is_value = matches!(value.role, Role::Level | Role::Share)
            && value.per == old.per
            && value.value.is_some()
            && !value.context.partial;
        let is_near = comma >= own.end && comma - own.end <= FARTHEST;
        let is_clear = is_near && !(own.end..comma).any(is_apart);
        (is_value && is_clear).then(|| Group {
            new: Some(level),
            is_of_level: true,
            range: Some(value.range),
            end: own.end,
            new_start: Some(own.first),
            sentence: value.sentence,
            ..Group::default()
        })
    }

    /// Makes the value before `and has since fallen to` the old one.
    pub(in super::super) fn go_on_since(
        &mut self,
        words: &Words<'_>,
        facts: &mut ParagraphFacts,
        first: usize,
    ) {
        let is_sole = !self.is_change && self.old.is_none() && self.amount.is_none();
        let Some(value) = self.new.filter(|_| is_sole) else { return };
        if since(words, self.end..first).is_some() && words.bytes(first - 1) == b"to" {
            (self.old, self.new, self.new_start) = (Some(value), None, None);
            (self.is_change, self.is_of_level) = (true, false);
            facts.figures[value].context.earlier = true;
        }
    }

    /// Whether a figure says as a rate what the group's value is, and an old value stands behind that can be of the value only:
    /// `costs 690 euros, or 23 euros a square metre, up from 630`. The old value has to say it by its size.
    pub(in super::super) fn is_rate_of_value(
        &mut self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> bool {
        const REACH: usize = 6;
        let Some(level) = self.new.filter(|_| !self.is_change && self.old.is_none()) else {
            return false;
        };
        let (value, rate) = (&facts.figures[level], &facts.figures[index]);
        let Some(old) = facts.figures.get(index + 1) else { return false };
        let is_rate = rate.per.is_some()
            && value.per != rate.per
            && value.unit == rate.unit
            && old.unit == rate.unit
            && [value, old].iter().all(|figure| figure.sentence == rate.sentence);
        let start = Tokens::of(words, old).first;
        let is_or = tokens.first > 0 && words.bytes(tokens.first - 1) == b"or";
        let is_from = start > tokens.end
            && start - tokens.end <= REACH
            && matches!(words.bytes(start - 1), b"from" | b"against");
        let apart = |figure: &Figure| {
            let (a, b) = (figure.value?, old.value?);
            a.max(b).checked_div(a.min(b))
        };
        let is_it = is_rate && is_or && is_from && apart(value) < apart(rate);
        if is_it {
            self.end = tokens.end;
        }
        is_it
    }
}
