//! Changes: figures that together say how something went from one value to another.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind, TextRange};

use super::Base;
use super::figure::{Direction, Figure, FigureId, Role};
use crate::paragraph::{ParagraphFacts, Words};

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
}

impl Change {
    pub(crate) fn at(&self, base: &Base) -> Change {
        let shift = |id: Option<FigureId>| id.map(|id| FigureId(id.0 + base.figure));
        Change {
            range: self.range + base.offset,
            direction: self.direction,
            old: shift(self.old),
            new: shift(self.new),
            amount: shift(self.amount),
            percent: shift(self.percent),
            ratio: shift(self.ratio),
        }
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
        if !is_part_of_changes(figure) {
            continue;
        }
        let tokens = Tokens::of(words, figure);
        if let Some(open) = &group
            && !open.reaches(words, facts, index, tokens)
        {
            changes.extend(group.take().and_then(Group::finish));
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
        if matches!(slot, Slot::Old | Slot::New) && current.direction.is_none() {
            current.direction = direction_before(words, tokens.first);
        }
        group = Some(current);
    }
    changes.extend(group.and_then(Group::finish));
    let mut otherwise = MeasuredOtherwise::new(words, facts);
    changes.retain(|change: &Change| !otherwise.includes(change));
    facts.changes = changes;
}

/// The part a figure plays in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Old,
    New,
    Amount,
    Percent,
    Ratio,
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
    direction: Option<Direction>,
    /// Whether a word of change has been seen; a level alone has none.
    is_change: bool,
    range: Option<TextRange>,
    end: usize,
    sentence: u32,
}

impl Group {
    /// Whether a figure still belongs to the sentence and clause of the group.
    fn reaches(
        &self,
        words: &Words<'_>,
        facts: &ParagraphFacts,
        index: usize,
        tokens: Tokens,
    ) -> bool {
        facts.figures[index].sentence == self.sentence
            && tokens.first >= self.end
            && tokens.first - self.end <= REACH
            && !(self.end..tokens.first).any(|at| self.ends_at(words, at))
    }

    /// Whether a token ends what the group speaks of: another clause, or another period.
    fn ends_at(&self, words: &Words<'_>, at: usize) -> bool {
        let stop = matches!(
            words.kind(at),
            Kind::Semicolon | Kind::Colon | Kind::FullStop | Kind::Question
        );
        let word = words.word(at);
        let other_clause = word.is(Class::Conjunction)
            && !word.is(Class::Preposition)
            && !matches!(words.text(at), "or" | "than" | "that")
            || word.is(Class::Partial)
            || words.text(at) == "as" && !matches!(words.text(at + 1), "much" | "many" | "of");
        // `up 5 percent after a rise of 4 percent the year before`
        let other_period =
            self.is_change && matches!(words.text(at), "after" | "following" | "compared");
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
            Slot::New => self.new.is_none() && fits(self.old),
            Slot::Amount => {
                self.amount.is_none() && (is_points(figure) || fits(self.new.or(self.old)))
            }
            Slot::Percent => self.percent.is_none(),
            Slot::Ratio => self.ratio.is_none(),
            Slot::Level => false,
        }
    }

    fn take(&mut self, slot: Slot, index: usize, tokens: Tokens, facts: &mut ParagraphFacts) {
        let place = match slot {
            Slot::Old => &mut self.old,
            Slot::New | Slot::Level => &mut self.new,
            Slot::Amount => &mut self.amount,
            Slot::Percent => &mut self.percent,
            Slot::Ratio => &mut self.ratio,
        };
        *place = Some(index);
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
        let filled =
            [self.old, self.new, self.amount, self.percent, self.ratio].iter().flatten().count();
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
        })
    }
}

fn is_part_of_changes(figure: &Figure) -> bool {
    matches!(figure.role, Role::Level | Role::Change | Role::Share | Role::Ratio)
        && figure.value.is_some()
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
    if before == "from" && is_after_change(words, tokens.first - 1)
        || is_high_or_low(words, tokens.first)
    {
        return Slot::Old;
    }
    let follows_old = group.is_some_and(|group| group.old.is_some() && group.new.is_none());
    if before == "to"
        && (follows_old || figure.direction.is_some() || is_after_change(words, tokens.first - 1))
    {
        return Slot::New;
    }
    // Only a figure with a unit says a change again; bare numbers begin a list.
    let continues = figure.unit.is_some()
        && group
            .is_some_and(|group| group.is_change && is_restated(words, group.end, tokens.first));
    if figure.role == Role::Change || continues {
        return if figure.is_percent() { Slot::Percent } else { Slot::Amount };
    }
    Slot::Level
}

/// Whether a word of change stands shortly before a token, in the same clause.
fn is_after_change(words: &Words<'_>, index: usize) -> bool {
    clause_before(words, index)
        .any(|at| words.is(at, Class::Change) || words.is(at, Class::Multiplier))
}

/// Which way the nearest word of change before a token points.
fn direction_before(words: &Words<'_>, index: usize) -> Option<Direction> {
    clause_before(words, index).find_map(|at| match words.value(at, Class::Multiplier) {
        Some(factor) => Some(if factor < 100 { Direction::Down } else { Direction::Up }),
        None => words.value(at, Class::Change).and_then(Direction::of_change),
    })
}

/// The tokens shortly before one, nearest first, as far as the clause goes.
fn clause_before<'w>(words: &'w Words<'_>, index: usize) -> impl Iterator<Item = usize> + 'w {
    let near = (index.saturating_sub(10)..index).rev();
    near.take_while(|&at| !matches!(words.kind(at), Kind::Semicolon | Kind::FullStop | Kind::Colon))
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
                || matches!(words.text(at), "or" | "a" | "about" | "some")
        })
}

/// Whether two figures can be the old and the new value of one thing.
fn are_comparable(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit || a.unit.is_none() && a.noun.is_none() || b.unit.is_none() && b.noun.is_none()
}

fn is_points(figure: &Figure) -> bool {
    figure.dimension() == Some(Dimension::Points)
}

/// `from 40,000 to 46,000 riders a day`: both are riders a day.
fn share_terms(facts: &mut ParagraphFacts, old: usize, new: usize) {
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

/// The sentences that measure their changes in another way: annualised, in real terms. Asked for changes
/// in order; each sentence is looked at once.
struct MeasuredOtherwise<'a> {
    words: &'a Words<'a>,
    facts: &'a ParagraphFacts,
    /// The sentence asked for last, and the answer.
    last: Option<(usize, bool)>,
}

impl<'a> MeasuredOtherwise<'a> {
    fn new(words: &'a Words<'a>, facts: &'a ParagraphFacts) -> MeasuredOtherwise<'a> {
        MeasuredOtherwise { words, facts, last: None }
    }

    fn includes(&mut self, change: &Change) -> bool {
        let start = change.range.start();
        let next = self.facts.sentences.partition_point(|sentence| sentence.start() <= start);
        let Some(index) = next.checked_sub(1) else { return false };
        match self.last {
            Some((last, answer)) if last == index => answer,
            _ => {
                let sentence = self.facts.sentences[index];
                let tokens =
                    self.words.index_at(sentence.start())..self.words.index_at(sentence.end());
                let answer =
                    tokens.into_iter().any(|at| self.words.phrase(at, Class::OtherBase).is_some());
                self.last = Some((index, answer));
                answer
            }
        }
    }
}

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
