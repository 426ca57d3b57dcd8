//! Two numbers that are given as the ends of something: `between 10 and 20`, `from a low of 9 to a high of
//! 14`, `the lowest mark was 41 and the highest 78`.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};

/// The ends of something, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// From the first number to the last.
    pub range: TextRange,
    /// The figure that is given as the lower end, or the range that is both.
    pub low: FigureId,
    /// The figure that is given as the upper end; the same one for a range.
    pub high: FigureId,
    /// The number at the lower end, going by the words.
    pub low_value: Decimal,
    /// The number at the upper end, going by the words.
    pub high_value: Decimal,
    /// How the words make it one.
    pub form: SpanForm,
}

impl Placed for Span {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.figures([&mut self.low, &mut self.high]);
    }
}

/// How words give the ends of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanForm {
    /// `between 10 and 20`
    Between,
    /// The same with bare numbers that may be hours.
    BetweenBare,
    /// Two things side by side: `a choice between 5 and 3`.
    SideBySide,
    /// `ranged from 10 to 20`
    Ranging,
    /// `10-20 km`, `aged 12-17`
    Joined,
    /// `from 10 to 20`, where it is not said whether it is a range.
    Plain,
    /// `a low of 10 and a high of 20`, close together
    LowAndHigh,
    /// The same with more words between.
    LowAndHighApart,
}

/// How far, in tokens, the word that makes a number an extreme may stand before it.
const REACH_OF_EXTREME: usize = 6;
/// How far apart, in tokens, two extremes may stand.
const BETWEEN_EXTREMES: usize = 14;
/// The same where nothing but the other extreme stands between.
const CLOSE: usize = 5;
/// The greatest hour of a day.
const LAST_HOUR: Decimal = Decimal::from_parts(24, 0, 0, false, 0);

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    for index in 0..frame.figures().len() {
        spans.extend(written_as_one(frame, index));
        spans.extend(two_values(frame, index));
        spans.extend(years(frame, index));
        spans.extend(extremes(frame, index));
    }
    spans
}

/// A range that was read as one figure, or `aged 12-7`, which has the form of a score.
fn written_as_one(frame: &Frame<'_>, index: usize) -> Option<Span> {
    let figure = frame.figure(index);
    let is_score = figure.role == Role::Score;
    if is_score && !frame.is(frame.number(index).checked_sub(1)?, "aged") {
        return None;
    }
    let (low_value, high_value) = frame.ends_as_written(index)?;
    let (start, end) = (frame.number(index), frame.number_end(index));
    let is_joined = (start..end)
        .any(|at| matches!(frame.words.kind(at), Kind::Hyphen | Kind::EnDash | Kind::TypedDash));
    let form = if is_joined { SpanForm::Joined } else { form_before(frame, index)? };
    let is_clear = figure.unit.is_some() || figure.noun.is_some() || low_value > LAST_HOUR;
    let form = if form == SpanForm::Between && !is_clear { SpanForm::BetweenBare } else { form };
    Some(span(frame, (index, index), (low_value, high_value), form))
}

/// What the words before a number make of it and the next one.
fn form_before(frame: &Frame<'_>, index: usize) -> Option<SpanForm> {
    let at = frame.back_over_small_words(frame.first(index)).checked_sub(1)?;
    let near = || at.saturating_sub(4)..at;
    match frame.words.text(at) {
        "between" | "Between" if frame.has(near(), Class::SidesApart) => Some(SpanForm::SideBySide),
        "between" | "Between" => Some(SpanForm::Between),
        _ if frame.words.is(at, Class::Ranging) => Some(SpanForm::Ranging),
        "from" | "of" if frame.has(near(), Class::Ranging) => Some(SpanForm::Ranging),
        "from" | "From" if frame.has(near(), Class::Change) => None,
        _ => Some(SpanForm::Plain),
    }
}

/// `ranged from 80 to 60`: downwards, so that they were read as two values.
fn two_values(frame: &Frame<'_>, index: usize) -> Option<Span> {
    let next = pair_after(frame, index)?;
    let gap = frame.end(index)..frame.first(next);
    let is_to = gap.len() == 1 && frame.is(gap.start, "to");
    let form = form_before(frame, index).filter(|form| *form == SpanForm::Ranging && is_to)?;
    let values = (frame.figure(index).value?, frame.figure(next).value?);
    Some(span(frame, (index, next), values, form))
}

/// `between 1998 and 1989`
fn years(frame: &Frame<'_>, index: usize) -> Option<Span> {
    let next = index + 1;
    let is_year =
        |index: usize| frame.figures().get(index).filter(|figure| figure.role == Role::Date)?.value;
    let (first, second) = (is_year(index)?, is_year(next)?);
    let is_joined = frame.number_end(index) + 1 == frame.number(next)
        && frame.is(frame.number_end(index), "and");
    let are_bare = frame.number_end(index) == frame.number(index) + 1
        && frame.number_end(next) == frame.number(next) + 1;
    let form = form_before(frame, index).filter(|_| is_joined && are_bare)?;
    (form == SpanForm::Between).then(|| span(frame, (index, next), (first, second), form))
}

/// Two figures of which one is called the least and the other the greatest.
fn extremes(frame: &Frame<'_>, index: usize) -> Option<Span> {
    let next = pair_after(frame, index)?;
    let gap = frame.number_end(index)..frame.number(next);
    if gap.len() > BETWEEN_EXTREMES
        || gap.clone().any(|at| frame.is_stop(at) && frame.words.kind(at) != Kind::Semicolon)
    {
        return None;
    }
    let (first, second) = (extreme(frame, index)?, extreme(frame, next)?);
    let values = (frame.figure(index).value?, frame.figure(next).value?);
    let form = match gap.len() <= CLOSE {
        true => SpanForm::LowAndHigh,
        false => SpanForm::LowAndHighApart,
    };
    match (first, second) {
        (2, 1) => Some(span(frame, (index, next), values, form)),
        (1, 2) => Some(span(frame, (next, index), (values.1, values.0), form)),
        _ => None,
    }
}

/// What the words before a figure make it: 1 the greatest, 2 the least.
pub(super) fn extreme(frame: &Frame<'_>, index: usize) -> Option<u32> {
    let end = frame.number(index);
    // `the lowest of the five offers was 310,000 euros`: a count between is passed over.
    let is_count_before = index.checked_sub(1).is_some_and(|before| {
        let (count, own) = (frame.figure(before), frame.figure(index));
        count.unit.is_none()
            && own.unit.is_some()
            && frame.follows(frame.first(before), &["of", "the"])
    });
    let start = match is_count_before {
        true => frame.sentence(index).start.max(end.saturating_sub(REACH_OF_EXTREME + 2)),
        false => frame.before(index).max(end.saturating_sub(REACH_OF_EXTREME)),
    };
    frame.last_of(start..end, Class::Extreme).map(|(_, value)| value).filter(|value| *value <= 2)
}

/// The next figure, if both are amounts in the same terms and sentence.
fn pair_after(frame: &Frame<'_>, index: usize) -> Option<usize> {
    let (one, other) = (frame.figure(index), frame.figures().get(index + 1)?);
    let is_amount =
        |role: Role| matches!(role, Role::Level | Role::Share | Role::Age | Role::Duration);
    let fits = is_amount(one.role)
        && is_amount(other.role)
        && one.sentence == other.sentence
        && one.value.is_some()
        && other.value.is_some()
        && (one.unit == other.unit || one.unit.is_none() && one.noun.is_none());
    fits.then_some(index + 1)
}

fn span(
    frame: &Frame<'_>,
    (low, high): (usize, usize),
    (low_value, high_value): (Decimal, Decimal),
    form: SpanForm,
) -> Span {
    let id = |index: usize| FigureId(index as u32);
    let range = frame.figure(low).range.cover(frame.figure(high).range);
    Span { range, low: id(low), high: id(high), low_value, high_value, form }
}
