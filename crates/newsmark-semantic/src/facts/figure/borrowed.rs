//! What a number takes from the one before it where words are left out: `2.4 million litres of water in 2023 and 1.8
//! million in 2024`, `exports at 870,000 tonnes and sales at home at 520,000`.
//!
//! Only a number that nothing follows which it could count, and that is about as large, takes unit and noun from another;
//! and only where both have their time, or stand behind the same preposition with no verb between.

use std::ops::Range;

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Figure, Noun, Role, Unit, measure};
use crate::paragraph::{ParagraphFacts, Words};

/// The most tokens between the two numbers.
const REACH: usize = 16;
/// How many figures before one are looked at; years are among them.
const MOST_BEFORE: usize = 3;
/// The most times that one of the two is as large as the other.
const MOST_TIMES: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

pub(super) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let (mut last_of_money, mut last_borrower) = (0, 0);
    for index in 1..facts.figures.len() {
        if !is_bare(words, &facts.figures[index]) {
            continue;
        }
        if let Some(unit) = of_same_money(words, &facts.figures, index, last_of_money) {
            facts.figures[index].unit = Some(unit);
            last_of_money = index;
            continue;
        }
        let Some((unit, noun)) = lender(words, &facts.figures, index, last_borrower) else {
            continue;
        };
        last_borrower = index;
        let figure = &mut facts.figures[index];
        figure.unit = unit;
        figure.noun = figure.noun.take().or(noun);
    }
}

/// Whether a figure is a number alone: no unit, and nothing behind it that it could count.
fn is_bare(words: &Words<'_>, figure: &Figure) -> bool {
    let end = words.index_at(figure.range.end());
    let is_closed = match words.kind(end) {
        Kind::Word => {
            words.is_any_of(end, &[Class::Preposition, Class::Conjunction, Class::Auxiliary])
        }
        kind => !kind.is_number() && kind != Kind::Hyphen && kind != Kind::Percent,
    };
    figure.role == Role::Level
        && figure.unit.is_none()
        && figure.per.is_none()
        && figure.value.is_some_and(|value| value > Decimal::ONE)
        && figure.noun.as_ref().is_none_or(|noun| noun.from_subject)
        && is_closed
        && words.bytes(end) != b"of"
}

/// The unit and the noun of the figure that one goes on from.
fn lender(
    words: &Words<'_>,
    figures: &[Figure],
    index: usize,
    last_borrower: usize,
) -> Option<(Option<Unit>, Option<Noun>)> {
    let figure = &figures[index];
    let first = words.index_at(figure.range_with_hedge().start());
    let before = figures[..index].iter().rev().take(MOST_BEFORE);
    let other = before
        .take_while(|other| other.sentence == figure.sentence)
        .find(|other| other.role != Role::Date)?;
    let end = words.index_at(other.range.end());
    let start = words.index_at(other.range_with_hedge().start());
    let is_measured = match other.unit {
        Some(Unit::Money(_)) => true,
        Some(unit @ Unit::Of(_)) => !measure::is_time(unit) && !other.is_percent(),
        _ => false,
    };
    let is_lent = last_borrower > 0 && last_borrower + 1 == index;
    let own = other.noun.as_ref().filter(|noun| !noun.from_subject || is_lent);
    let counts = other.unit.is_none() && own.is_some();
    let is_value = matches!(other.role, Role::Level | Role::Change) && other.per.is_none();
    if !is_value
        || !(is_measured || counts)
        || first.checked_sub(end)? > REACH
        || is_measured && !are_alike(other, figure)
    {
        return None;
    }
    let noun = own.map(|noun| Noun { from_subject: true, ..noun.clone() });
    if elided(words, words.index_at(other.phrase_end())..first).is_some() {
        return Some((other.unit, noun));
    }
    if words.bytes(first - 1) == b"and" && are_timed(words, end..first - 1, figure) {
        return Some((other.unit, noun));
    }
    let preposition = first - 1;
    let is_parallel = is_measured
        && matches!(words.bytes(preposition), b"with" | b"at" | b"for" | b"to")
        && start > 0
        && words.bytes(start - 1) == words.bytes(preposition)
        && is_gap(words, end..preposition);
    is_parallel.then_some((other.unit, None))
}

/// `46 million kroner, of which 30 million`, `55 million euros of the 90 million`, `and the remaining 35 million`: the money that a
/// number in millions is of, where it goes on from one before it.
fn of_same_money(
    words: &Words<'_>,
    figures: &[Figure],
    index: usize,
    last_of_money: usize,
) -> Option<Unit> {
    let (other, figure) = (&figures[index - 1], &figures[index]);
    let unit = other.unit.filter(|unit| matches!(unit, Unit::Money(_)))?;
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.range.end());
    let is_scaled = end > 0 && words.is(end - 1, Class::Scale);
    let text = |back: usize| first.checked_sub(back).map_or(&b""[..], |at| words.bytes(at));
    let gap = words.index_at(other.range.end())..first;
    let goes_on = matches!((text(2), text(1)), (b"of", b"which" | b"the" | b"its" | b"that"))
        || matches!((text(2), text(1)), (b"the", b"remaining" | b"other"))
        || text(2) == b"rest" && words.kind(first - 1) == Kind::Comma
        || text(1) == b"and" && last_of_money + 1 == index;
    let is_near = other.sentence == figure.sentence && gap.len() <= REACH + 8;
    (is_scaled && is_near && goes_on && other.per.is_none()).then_some(unit)
}

/// Who or what a number is of in a list that leaves out the verb, between two of its numbers: `Italy took 5,100 tonnes, Germany
/// 2,400 and other countries 1,800`.
pub(crate) fn elided(words: &Words<'_>, gap: Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 5;
    const OTHERS: &[Class] = &[
        Class::Verb,
        Class::Change,
        Class::Linking,
        Class::Auxiliary,
        Class::Cue,
        Class::Pronoun,
        Class::Preposition,
        Class::Conjunction,
        Class::Adverb,
        Class::Comparative,
        Class::NumberWord,
        Class::Earlier,
    ];
    let comma = usize::from(words.kind(gap.start) == Kind::Comma);
    let and = usize::from(words.bytes(gap.start + comma) == b"and");
    let subject = gap.start + comma + and..gap.end;
    let is_plain = |at: usize| {
        let is_named = words.is_capitalised(at)
            || words.bytes(at) == b"others"
            || !words.is_any_of(at, OTHERS);
        words.kind(at) == Kind::Word && is_named && !matches!(words.bytes(at), b"plus" | b"total")
    };
    let is_subject = (1..=LONGEST).contains(&subject.len()) && subject.clone().all(is_plain);
    (comma + and > 0 && is_subject).then_some(subject)
}

/// `in 2023 and 1.8 million in 2024`: whether a year stands right before the joint, and another behind the number.
fn are_timed(words: &Words<'_>, between: Range<usize>, figure: &Figure) -> bool {
    let is_year = |at: usize| words.kind(at) == Kind::Integer && words.text(at).len() == 4;
    let is_time = |at: usize| is_year(at) || words.is(at, Class::Month);
    let end = words.index_at(figure.range.end());
    let last = between.end.checked_sub(1);
    let is_next = words.bytes(end) == b"in" && is_time(end + 1);
    let is_past = matches!(words.bytes(end), b"last" | b"this")
        && matches!(words.bytes(end + 1), b"year" | b"month" | b"season" | b"week");
    last.is_some_and(|last| last > between.start && is_time(last)) && (is_next || is_past)
}

/// Whether one `and` or semicolon stands among some words, and no verb, so that they go on with the verb before.
fn is_gap(words: &Words<'_>, between: Range<usize>) -> bool {
    const VERBS: &[Class] =
        &[Class::Verb, Class::Change, Class::Linking, Class::Auxiliary, Class::Cue, Class::Pronoun];
    let is_joint = |at: usize| words.bytes(at) == b"and" || words.kind(at) == Kind::Semicolon;
    let mut joints = between.clone().filter(|&at| is_joint(at));
    let Some(joint) = joints.next().filter(|_| joints.next().is_none()) else { return false };
    let is_verb = |at: usize| words.is_any_of(at, VERBS) || words.text(at).ends_with("ed");
    joint + 1 < between.end && !(joint + 1..between.end).any(is_verb)
}

/// Whether two numbers are of one size.
fn are_alike(a: &Figure, b: &Figure) -> bool {
    let Some((a, b)) = a.value.zip(b.value) else { return false };
    let within = |small: Decimal, large: Decimal| {
        small.checked_mul(MOST_TIMES).is_some_and(|most| large <= most)
    };
    within(a.abs(), b.abs()) && within(b.abs(), a.abs())
}
