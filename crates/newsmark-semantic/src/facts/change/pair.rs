//! Two values of one thing that a sentence names side by side, and a change told behind them: `€780 when it was
//! signed and €1,092 in October, a rise of 30 percent`, `9,400 in spring and 8,300 in autumn. That is 1,100 fewer`.
//!
//! No verb of change ties such values, so they are taken for old and new only where nothing else can be: they are the
//! only two of their kind, and each has its time, or their difference is the one that is told.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::base::{is_of_another, is_time, is_time_phrase, unit_of_time};
use super::group::Tokens;
use super::is_of_a_year;
use crate::facts::Change;
use crate::facts::figure::{Direction, Figure, FigureId, Role};
use crate::paragraph::{ParagraphFacts, Words};

/// How many tokens one of the two clauses has at most.
const LONGEST_CLAUSE: usize = 24;
/// How many tokens of the second clause may stand before its value: `and it now pays for`.
const LONGEST_LEAD: usize = 6;
/// How many figures of a sentence are looked at.
const MOST_FIGURES: usize = 8;

/// Two figures that are the values of one thing at two times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Which way it went.
    pub(super) way: Direction,
}

/// Whether a figure is said to be so many more or fewer, and of what is not said any more: `1,100 fewer,`. What follows the
/// figure's noun is at `end`.
pub(super) fn says_more(words: &Words<'_>, end: usize) -> bool {
    words.is(end, Class::Comparative) && words.kind(end + 1) != Kind::Word
}

/// The two values right before a figure that says how many more or fewer the second is, if it is that.
pub(super) fn told_apart(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    tokens: Tokens,
) -> Option<Pair> {
    if !says_more(words, tokens.end) {
        return None;
    }
    let way = words.value(tokens.end, Class::Comparative).and_then(Direction::of_change)?;
    let [old, new] = [index.checked_sub(2)?, index - 1];
    let [before, after, told] = [old, new, index].map(|index| &facts.figures[index]);
    let is_near = before.sentence == after.sentence && told.sentence - after.sentence <= 1;
    let fits = told.unit.is_none_or(|unit| Some(unit) == after.unit);
    if !is_near || !fits || told.hedge.is_some() || !are_alike(before, after) {
        return None;
    }
    let (from, to) = before.value.zip(after.value)?;
    let difference = to.checked_sub(from)?;
    let went = if difference.is_sign_negative() { Direction::Down } else { Direction::Up };
    let rounding = before.step().max(after.step()).checked_div(Decimal::TWO)?;
    let off = difference.abs().checked_sub(told.value?)?.abs();
    let is_it = if rounding >= Decimal::ONE { off <= rounding } else { off.is_zero() };
    (went == way && is_it).then_some(Pair { old, new, way })
}

/// The old value of a change told in apposition to the second of two values, each with its time.
pub(super) fn with_times(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    change: &Change,
) -> Option<usize> {
    let measure = change.percent.or(change.amount).or(change.fraction)?.0 as usize;
    let new = change.new.filter(|_| change.old.is_none() && change.is_of_level)?.0 as usize;
    let (after, told) = (facts.figures.get(new)?, facts.figures.get(measure)?);
    if told.sentence != after.sentence || measure < new {
        return None;
    }
    let sentence = facts.sentences.get(after.sentence as usize)?;
    let old = sole_other(facts, new, change)?;
    let before = &facts.figures[old];
    let [first, second, measure] = [before, after, told].map(|figure| Tokens::of(words, figure));
    let joint = joint(words, first.end, second.first)?;
    let start = words.index_at(sentence.start()).max(first.first.saturating_sub(LONGEST_CLAUSE));
    let comma = apposition(words, second.end, measure)?;
    let times = [
        time(words, start..first.first, first.end..joint)?,
        time(words, joint..second.first, second.end..comma)?,
    ];
    let went = before.value.zip(after.value).map(|(old, new)| new.cmp(&old).is_gt());
    let is_so = went == change.direction.map(|direction| direction == Direction::Up);
    // What is lost in each of two years may be lost of a total that is told: `a fall of 12 percent in two years`.
    let is_flow = is_of_a_year(before);
    let is_of_total = is_flow
        && (words.kind(measure.end) == Kind::Word
            || told.noun.as_ref().is_some_and(|noun| !noun.from_subject));
    let is_of_others = is_of_another(words, first.end) && !is_flow
        || is_of_another(words, second.end)
        || is_of_total;
    (is_so && times[0].goes_with(times[1]) && !is_of_others).then_some(old)
}

/// The other of two values of which a factor tells how many times the one is the other: `14 kg a passenger, the plane 198 kg, or
/// 14 times as much`.
pub(super) fn multiplied(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    change: &Change,
) -> Option<usize> {
    let ratio = facts.figures.get(change.ratio?.0 as usize)?;
    let new = change.new.filter(|_| change.old.is_none() && change.is_of_level)?.0 as usize;
    let after = facts.figures.get(new)?;
    let [value, times] = [after, ratio].map(|figure| Tokens::of(words, figure));
    let end = times.end;
    // `as much as in 2020`: compared with what is not told, or elsewhere.
    let is_closed = words.bytes(end) == b"as"
        && matches!(words.bytes(end + 1), b"much" | b"many" | b"long" | b"high" | b"fast")
        && words.bytes(end + 2) != b"as"
        && words.bytes(end + 2) != b"again";
    let or = times.first.checked_sub(1)?;
    let is_restated = words.bytes(or) == b"or" && or >= value.end && or - value.end <= 1;
    let old = sole_other(facts, new, change).filter(|_| is_closed && is_restated)?;
    let is_more = facts.figures[old].value < after.value;
    (is_more && after.unit.is_some() && ratio.sentence == after.sentence).then_some(old)
}

/// The new and the old value where the second of two is what the first is compared with, and the change stands in apposition:
/// `fetched 238 euros, compared with 205 euros last month, a gain of 16 percent`, `32 tonnes instead of 40, a cut of a fifth`.
pub(super) fn compared(words: &Words<'_>, facts: &ParagraphFacts, change: &Change) -> Option<Pair> {
    // `a fall of 28 metres or 15 percent`: what is told first.
    let told = [change.percent, change.amount, change.fraction];
    let measure = told.into_iter().flatten().min()?.0 as usize;
    let old = change.new.filter(|_| change.old.is_none() && change.is_of_level)?.0 as usize;
    let (before, told) = (facts.figures.get(old)?, facts.figures.get(measure)?);
    if told.sentence != before.sentence || measure < old {
        return None;
    }
    let new = sole_other(facts, old, change)?;
    let after = &facts.figures[new];
    let [first, second, measure] = [after, before, told].map(|figure| Tokens::of(words, figure));
    let link = second.first.checked_sub(1)?;
    let is_compared = words.bytes(link) == b"against"
        || matches!(words.bytes(link), b"with" | b"to")
            && link > 0
            && words.bytes(link - 1) == b"compared";
    let is_instead = words.bytes(link) == b"of" && link > 0 && words.bytes(link - 1) == b"instead";
    if !(is_compared || is_instead) || second.first.checked_sub(first.end)? > LONGEST_CLAUSE {
        return None;
    }
    let comma = apposition(words, second.end, measure)?;
    let is_other = |at: usize| {
        words.is(at, Class::Conjunction) && !words.is(at, Class::Preposition)
            || matches!(words.kind(at), Kind::Semicolon | Kind::Colon)
    };
    let is_timed =
        is_instead || time(words, second.first..second.first, second.end..comma).is_some();
    let way = match before.value?.cmp(&after.value?) {
        std::cmp::Ordering::Less => Direction::Up,
        _ => Direction::Down,
    };
    let is_so = change.direction == Some(way) && is_timed;
    let is_of_others = is_of_another(words, second.end) || (first.end..link).any(is_other);
    (is_so && !is_of_others).then_some(Pair { old, new, way })
}

/// The one other value of a sentence that is of the same kind, and stands before.
fn sole_other(facts: &ParagraphFacts, new: usize, change: &Change) -> Option<usize> {
    let told = [change.percent, change.amount, change.fraction, change.ratio];
    let after = &facts.figures[new];
    let from = new.saturating_sub(MOST_FIGURES);
    let near = from..facts.figures.len().min(new + MOST_FIGURES);
    let mut others = near.filter(|&at| {
        let figure = &facts.figures[at];
        figure.sentence == after.sentence
            && at != new
            && !told.contains(&Some(FigureId(at as u32)))
            && figure.is_quantity()
            && !matches!(figure.role, Role::Duration | Role::Age)
            && figure.unit == after.unit
    });
    let old = others.next().filter(|&old| old < new && others.next().is_none())?;
    are_alike(&facts.figures[old], after).then_some(old)
}

/// Whether two values can be of one thing: of one unit, and of one noun where both have their own.
fn are_alike(before: &Figure, after: &Figure) -> bool {
    let is_value = |figure: &Figure| {
        (matches!(figure.role, Role::Level | Role::Share) || is_of_a_year(figure))
            && figure.value.is_some()
            && !figure.context.negated
            && !figure.context.partial
    };
    let own = |figure: &Figure| figure.noun.clone().filter(|noun| !noun.from_subject);
    let heads = own(before).zip(own(after));
    is_value(before)
        && is_value(after)
        && before.unit == after.unit
        && before.per == after.per
        && heads.is_none_or(|(before, after)| before.lemmas.head == after.lemmas.head)
}

/// The `and` or the semicolon between two values, where what follows it says nothing of another thing: `and`, `; it now pays
/// for`, `and by October`.
fn joint(words: &Words<'_>, end: usize, first: usize) -> Option<usize> {
    let from = end.max(first.saturating_sub(LONGEST_LEAD + 1));
    let joint = (from..first).rev().find(|&at| {
        words.kind(at) == Kind::Semicolon || matches!(words.bytes(at), b"and" | b"but")
    })?;
    const PLAIN: &[Class] =
        &[Class::Auxiliary, Class::Linking, Class::Adverb, Class::Preposition, Class::Change];
    let is_pronoun = |at: usize| matches!(words.bytes(at), b"it" | b"they" | b"there");
    let is_going_on = |at: usize| {
        is_pronoun(at)
            || words.is_any_of(at, PLAIN)
            || is_time(words, at)
            || words.kind(at) == Kind::Comma
            || matches!(words.bytes(at), b"this" | b"last")
    };
    // Of `it now pays for` one word is the verb.
    let n_verbs = usize::from((joint..first).any(is_pronoun));
    let others = (joint + 1..first).filter(|&at| !is_going_on(at)).count();
    (first - end <= LONGEST_CLAUSE && others <= n_verbs).then_some(joint)
}

/// Whether another clause of its sentence ends before a value, and the value's own begins with a subject: `and the college
/// had`, `while Harle had`; not `and in the next year it had`.
pub(super) fn has_own_subject(words: &Words<'_>, facts: &ParagraphFacts, value: FigureId) -> bool {
    let Some(figure) = facts.figures.get(value.0 as usize) else { return false };
    let Some(sentence) = facts.sentences.get(figure.sentence as usize) else { return false };
    let first = Tokens::of(words, figure).first;
    let start = words.index_at(sentence.start()).max(first.saturating_sub(LONGEST_CLAUSE));
    let is_joint = |&at: &usize| {
        words.kind(at) == Kind::Semicolon
            || matches!(words.bytes(at), b"and" | b"but" | b"while" | b"whereas")
    };
    let Some(joint) = (start..first).rev().find(is_joint) else { return false };
    (joint + 1..first).any(|at| {
        (words.is(at, Class::Determiner) || words.is_capitalised(at))
            && !words.is(at - 1, Class::Preposition)
            && !is_time_phrase(words, at)
    })
}

/// `a rise of 20 percent in floor space`: whether a change is said to be of something else than the value before it.
pub(super) fn is_of_another_thing(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    change: &Change,
) -> bool {
    let measure = change.percent.or(change.amount).or(change.ratio);
    let figure = measure.and_then(|id| facts.figures.get(id.0 as usize));
    let end = figure.map(|figure| words.index_at(figure.phrase_end()));
    end.is_some_and(|end| matches!(words.bytes(end), b"in" | b"of") && is_of_another(words, end))
}

/// The comma behind which a change is told in apposition to the value that ends at a token, and of nothing else: `, a rise of
/// 30 percent.`, `, a 30 percent rise,`.
fn apposition(words: &Words<'_>, end: usize, measure: Tokens) -> Option<usize> {
    const LONGEST: usize = 5;
    let from = end.max(measure.first.saturating_sub(LONGEST));
    let comma = (from..measure.first).find(|&at| {
        (words.kind(at) == Kind::Comma || words.kind(at).is_dash())
            && matches!(words.bytes(at + 1), b"a" | b"an")
    })?;
    let is_noun = |at: usize| words.value(at, Class::Change).is_some_and(|value| value <= 2);
    let is_named_before = words.bytes(measure.first - 1) == b"of"
        && (is_noun(measure.first - 2) || words.bytes(measure.first - 2) == b"cut");
    let after = measure.end + usize::from(!is_named_before);
    let is_named = is_named_before || is_noun(measure.end);
    // `on a year earlier`, `from June`: measured from something else; `in five months` is how long it took.
    let goes_on = words.kind(after) == Kind::Word
        && !matches!(words.bytes(after), b"or" | b"and")
        && !(matches!(words.bytes(after), b"in" | b"within")
            && (words.kind(after + 1).is_number()
                || words.is(after + 1, Class::NumberWord)
                || matches!(words.bytes(after + 1), b"a" | b"an" | b"just" | b"only")));
    (is_named && !goes_on).then_some(comma)
}

/// What tells when a value was so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// `when it opened`, `at the start`, `now`
    Moment,
    /// `in May`
    Month,
    /// `in 2019`
    Year,
    /// `in the first quarter`: a unit of time
    Span(u32),
    /// `in the half year`
    Half,
}

impl Time {
    /// Whether what is so at the one time can be held against the other: a month and a year, or a quarter and a half of one,
    /// cannot.
    fn goes_with(self, other: Time) -> bool {
        self == other || self == Time::Moment || other == Time::Moment
    }
}

/// The time of a value, from the words before it in its clause or right behind it.
fn time(
    words: &Words<'_>,
    before: std::ops::Range<usize>,
    behind: std::ops::Range<usize>,
) -> Option<Time> {
    let is_moment = |at: usize| {
        matches!(
            words.bytes(at),
            b"when" | b"now" | b"today" | b"ago" | b"yesterday" | b"currently" | b"originally"
        ) || matches!(words.bytes(at), b"start" | b"end" | b"beginning" | b"outset" | b"time")
            && at > 0
            && words.is(at - 1, Class::Determiner)
    };
    let named = |at: usize| {
        // `in May 2019`
        if words.is_any_of(at, &[Class::Month, Class::Season, Class::Weekday]) {
            return Some(Time::Month);
        }
        if let Some(unit) = unit_of_time(words, at) {
            return Some(Time::Span(unit));
        }
        if words.bytes(at) == b"half" {
            return Some(Time::Half);
        }
        is_time(words, at).then_some(Time::Year)
    };
    // `of water in leaks in 2024`
    let is_last = |&at: &usize| {
        at == behind.start
            || words.is(at, Class::Preposition) && at + 2 == behind.end && is_time(words, at + 1)
    };
    let opening = behind.clone().rev().find(is_last).unwrap_or(behind.start);
    let behind = opening..behind.end;
    let is_opened = !behind.is_empty()
        && (is_moment(opening)
            || words.is(opening, Class::Determiner)
            || matches!(words.bytes(opening), b"last" | b"this")
            || words.is(opening, Class::Preposition) && is_time_phrase(words, opening + 1));
    let own = if is_opened { behind } else { 0..0 };
    let mut all = own.chain(before);
    if all.clone().any(is_moment) {
        return Some(Time::Moment);
    }
    all.find_map(named)
}
