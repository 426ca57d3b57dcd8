//! Changes: figures that together say how something went from one value to another.

use newsmark_lexer::{Class, Kind, TextRange};

use super::Article;
use super::figure::{Direction, Figure, FigureId, Role};
use crate::derive;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

mod base;
mod group;
mod pair;
mod sentences;
mod slot;
mod verb;

use group::{Group, Slot, Tokens};
use sentences::Sentences;
use slot::slot as read_slot;
use verb::{direction_before, is_after_change};

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
    /// Whether the clause of the new value has a subject of its own: "the school had 300 pupils and the college had 420". Then
    /// no value before it in its sentence is taken for the old one, if no words say so.
    pub has_own_subject: bool,
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
        if let Some(open) = &mut group {
            if open.is_said_again(facts, index) {
                open.end = tokens.end + usize::from(words.kind(tokens.end) == Kind::ParenClose);
                continue;
            }
            if open.is_told_as_rate(words, facts, index, tokens) {
                open.end = tokens.end;
                continue;
            }
            if open.is_compared_with_another(words, facts, index, tokens) {
                continue;
            }
        }
        match pair::told_apart(words, facts, index, tokens) {
            Some(pair) if group.as_ref().is_some_and(|open| open.is_of_pair(&pair)) => {}
            Some(pair) => {
                changes.extend(group.take().and_then(Group::finish));
                group = Some(Group::of_pair(words, facts, pair));
            }
            None => {
                if let Some(open) = &group
                    && !open.reaches(words, facts, index, tokens)
                {
                    changes.extend(group.take().and_then(Group::finish));
                }
            }
        }
        if let Some(open) = &mut group {
            open.bring(words, facts, tokens.first);
            open.go_on_since(words, facts, tokens.first);
            open.leave_other(words, facts, index, tokens.first);
            open.leave_rate(words, facts, index);
        }
        if let Some(open) = &mut group
            && open.is_rate_of_value(words, facts, index, tokens)
        {
            continue;
        }
        let mut slot = read_slot(words, facts, index, tokens, group.as_ref());
        let mut current = match group.take() {
            Some(open) if open.has_room(words, slot, facts, index) => open,
            Some(full) => {
                changes.extend(full.finish());
                // What says a change again says nothing without it.
                slot = read_slot(words, facts, index, tokens, None);
                let is_old = slot == Slot::Old;
                let level = is_old.then(|| Group::of_level_before(words, facts, index, tokens));
                level.flatten().unwrap_or_default()
            }
            None => Group::default(),
        };
        current.take(slot, index, tokens, facts);
        current.end += usize::from(slot == Slot::Amount && pair::says_more(words, tokens.end));
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
        if base::is_of_several_counts(facts, change) {
            (change.new, change.is_of_level) = (None, false);
        }
        if let Some(new) = change.new.filter(|_| change.old.is_none() && change.is_of_level) {
            change.has_own_subject = pair::has_own_subject(words, facts, new)
                || pair::is_of_another_thing(words, facts, change);
            let id = |index: usize| FigureId(index as u32);
            let old = base::before_now(words, facts, new.0 as usize)
                .or_else(|| pair::with_times(words, facts, change))
                .or_else(|| pair::multiplied(words, facts, change));
            change.old = old.map(id);
            if let Some(pair) = pair::compared(words, facts, change) {
                (change.old, change.new) = (Some(id(pair.old)), Some(id(pair.new)));
            }
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
        let is_own = |measure: &&Figure| {
            // `a season in which it lost 5 percent of its income`: of something else.
            let is_of_other = measure.noun.as_ref().is_some_and(|noun| !noun.from_subject);
            measure.sentence == new.sentence && !(measure.is_percent() && is_of_other)
        };
        figure(measure).filter(is_own)?;
        let before = (1..=MOST_BEFORE).filter_map(|back| id.0.checked_sub(back).map(FigureId));
        before.into_iter().find(|&id| {
            figure(id).is_some_and(|old| {
                let heads = old.noun.as_ref().zip(new.noun.as_ref());
                let years = old.as_of.map_or(0, |as_of| year - as_of.year);
                let is_near = old.sentence == new.sentence && years > 0 && !change.has_own_subject
                    || old.sentence + 1 == new.sentence && years == 1;
                is_near
                    && old.role == Role::Level
                    && old.value.is_some()
                    && (old.unit, &old.per) == (new.unit, &new.per)
                    && (old.noun.is_some() || old.unit.is_some())
                    && heads.is_none_or(|(a, b)| a.lemmas.head == b.lemmas.head)
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

/// `lost 2.4 million litres of water in 2023`: what is lost in a year is a value of that year, and no change of another one.
fn is_of_a_year(figure: &Figure) -> bool {
    figure.role == Role::Change
        && !figure.is_percent()
        && figure.unit.is_some()
        && figure.noun.is_some()
        && figure.as_of.is_some()
}

/// Whether a figure can be in a change. A time only where it is one of the ends: `from 14 weeks to 18`, or is compared: `310 days,
/// 22 more than the 288`.
fn is_part_of_changes(words: &Words<'_>, figure: &Figure) -> bool {
    let has_role = match figure.role {
        Role::Level | Role::Change | Role::Share | Role::Ratio => true,
        Role::Duration => {
            let tokens = Tokens::of(words, figure);
            let before = tokens.first.checked_sub(1);
            before.is_some_and(|before| {
                matches!(words.bytes(before), b"from" | b"to") && is_after_change(words, before)
            }) || is_compared_next(words, tokens.end)
        }
        _ => false,
    };
    // `8 percent a year` is not by how much it changed in all.
    let is_pace = figure.is_percent() && figure.per.is_some();
    has_role && figure.value.is_some() && !is_pace && !is_size_of_place(words, figure)
}

/// `in 2023, 22 more than`: whether the words behind a value say by how much it differs from another, in its unit.
fn is_compared_next(words: &Words<'_>, end: usize) -> bool {
    const LONGEST: usize = 4;
    let is_time = |at: usize| words.kind(at) == Kind::Word || base::is_time(words, at);
    let comma = (end..end + LONGEST).find(|&at| !is_time(at));
    let is_number = |at: usize| words.kind(at).is_number() || words.is(at, Class::NumberWord);
    comma.is_some_and(|comma| {
        words.kind(comma) == Kind::Comma
            && is_number(comma + 1)
            && words.is(comma + 2, Class::Comparative)
            && words.bytes(comma + 3) == b"than"
    })
}

/// `crimes in the city of 1.9 million`: how many live where something is counted.
fn is_size_of_place(words: &Words<'_>, figure: &Figure) -> bool {
    let of = Tokens::of(words, figure).first.checked_sub(1);
    figure.unit.is_none()
        && of.is_some_and(|of| {
            of > 0
                && words.bytes(of) == b"of"
                && matches!(
                    words.bytes(of - 1),
                    b"city" | b"town" | b"village" | b"country" | b"nation" | b"island" | b"county"
                )
        })
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
