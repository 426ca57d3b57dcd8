//! Numbers that are called the greatest or the least, and the number that they are set against.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::prelude::ToPrimitive;

use super::frame::Frame;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::Trigger;

/// `a record 412`, `the highest since 2015`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Superlative {
    /// The number.
    pub figure: FigureId,
    /// The words that call it so.
    pub cue: TextRange,
    /// Whether it is called the greatest, or the least; none where the words do not say which.
    pub is_greatest: Option<bool>,
    /// The year since when it is; none where it is so of all times, or where it is not said.
    pub since: Option<i16>,
    /// Whether it is said to be so of all times: a record, the highest ever.
    pub is_of_all_times: bool,
    /// The number that it is set against.
    pub rival: Option<Rival>,
}

impl Placed for Superlative {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.cue]);
        let rival = self.rival.iter_mut().map(|rival| &mut rival.figure);
        by.figures(rival.chain([&mut self.figure]));
    }
}

/// The number that a superlative is set against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// The number.
    pub figure: FigureId,
    /// Whether the words between say that the first is greater, or less; none where they do not.
    pub first_is_greater: Option<bool>,
    /// Whether the other is the mark of the year since when the first is the greatest: `since 2015, when it was`.
    pub is_mark: bool,
}

/// How far, in tokens, the cue may stand from its number.
const REACH: usize = 5;
/// How far, in tokens, the number may stand that it is set against.
const REACH_OF_RIVAL: usize = 16;

/// No figure is called so without one of these.
pub(super) const CUES: Trigger = Trigger::words(&[Class::Extreme]);

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Superlative> {
    frame.figures_beside(Class::Extreme).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<Superlative> {
    let figure = frame.figure(index);
    let is_amount = matches!(figure.role, Role::Level | Role::Share | Role::Change);
    let is_firm = !figure.context.irrealis && !figure.context.negated;
    if !is_amount || figure.value.is_none() || !is_firm {
        return None;
    }
    let (cue, value) = before(frame, index).or_else(|| after(frame, index))?;
    let end = cue.end.max(frame.number_end(index));
    let scope = end..frame.after(index).min(end + REACH_OF_RIVAL);
    let is_record = value == 3
        || frame.has(cue.clone(), Class::Extreme) && frame.has_word(cue.clone(), &["record"]);
    let is_ever = frame.has_word(end..frame.sentence(index).end.min(end + 4), &["ever"])
        || frame.starts(end, &["on", "record"]);
    let since = since(frame, index, end);
    let is_scoped = (end..scope.end.min(end + 5)).any(|at| {
        frame.is_one_of(at, &["for", "among", "this", "in"])
            && !frame.is_one_of(at + 1, &["the"])
            && !frame.words.kind(at + 1).is_number()
    }) || frame.has_word(
        cue.start.saturating_sub(2)..cue.start,
        &["personal", "season", "club", "joint", "course"],
    );
    Some(Superlative {
        figure: FigureId(index as u32),
        cue: frame.place(cue.clone()),
        is_greatest: match value {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        },
        since,
        is_of_all_times: (is_record || is_ever) && since.is_none() && !is_scoped,
        rival: rival(frame, index, end),
    })
}

/// `a record 412`, `a record low of 3.1 percent`, `the highest number, 412`: the cue stands before.
fn before(frame: &Frame<'_>, index: usize) -> Option<(std::ops::Range<usize>, u32)> {
    let number = frame.number(index);
    let start = frame.before(index).max(number.saturating_sub(REACH));
    let (at, value) = frame.last_of(start..number, Class::Extreme)?;
    let (length, _) = frame.words.phrase(at, Class::Extreme)?;
    // `record high` is found from its second word.
    let opens = at > start && frame.is(at - 1, "record") && length == 1;
    let from = if opens { at - 1 } else { at };
    let direction = if opens { frame.words.value(at, Class::Extreme)? } else { value };
    let end = at + length;
    // `the previous record of 430` is the one that fell; `at least 40` and `most of the 40` are none.
    let is_former = frame.has_word(
        from.saturating_sub(3)..from,
        &["previous", "old", "former", "last", "from", "existing", "at", "world"],
    ) || frame.has(from.saturating_sub(2)..from, Class::Earlier);
    // `a record crowd of 51,000`, `the lowest level ever, 84 metres`, `the most votes with 4,100`
    let last = number - 1;
    let is_strong = !frame
        .is_one_of(at, &["least", "top", "high", "low", "highs", "lows", "maximum", "minimum"]);
    let is_described = is_strong
        && number - end <= 4
        && number > end + 1
        && (frame.is_one_of(last, &["of", "at", "with"]) || frame.words.kind(last) == Kind::Comma)
        && (end..last).all(|at| {
            frame.words.kind(at) == Kind::Word && !frame.words.is(at, Class::Preposition)
        });
    if frame.is_one_of(at, &["most", "fewest"])
        && is_described
        && frame.is(from.saturating_sub(1), "the")
    {
        return Some((from..end, direction));
    }
    let is_tied = is_described
        || (end..number).all(|at| {
            frame.words.is_any_of(at, &[Class::Adverb, Class::Hedge, Class::Linking])
                || frame.is_one_of(
                    at,
                    &[
                        "of", "a", "the", "new", "at", "to", "with", "number", "total", "level",
                        "figure", "rate",
                    ],
                )
        });
    let is_other = frame.is_one_of(
        at,
        &["least", "most", "top", "maximum", "minimum", "high", "low", "highs", "lows"],
    ) && !opens
        && !frame.is(end, "of")
        && !frame.is(end, "number");
    (is_tied && !is_former && !is_other).then_some((from..end, direction))
}

/// `412 boats, a record`, `5.2 percent, the highest since 2015`: the cue stands after.
fn after(frame: &Frame<'_>, index: usize) -> Option<(std::ops::Range<usize>, u32)> {
    let start = frame.end(index);
    let limit = frame.after(index).min(start + REACH + 3);
    let (at, end, value) = frame.first_of(start..limit, Class::Extreme)?;
    let lead = start..at;
    let opens = lead.clone().all(|at| {
        matches!(
            frame.words.kind(at),
            Kind::Comma | Kind::EmDash | Kind::EnDash | Kind::TypedDash | Kind::ParenOpen
        ) || frame.words.is(at, Class::Adverb)
            || frame.is_one_of(
                at,
                &[
                    "the", "a", "its", "their", "which", "is", "was", "new", "an", "that", "to",
                    "making", "it", "by", "far", "were", "recorded", "seen", "measured", "counted",
                    "in", "all",
                ],
            )
    });
    let is_apposed = lead
        .clone()
        .any(|at| frame.words.kind(at) == Kind::Comma || frame.words.kind(at).is_dash())
        || frame.has_word(lead.clone(), &["its", "the", "a"]);
    let is_ranked = frame.words.kind(at.saturating_sub(1)) == Kind::Hyphen
        || frame.has_word(lead.clone(), &["second", "third", "among", "one"]);
    let next = frame.is_one_of(
        end,
        &[
            "since",
            "in",
            "on",
            "ever",
            "level",
            "of",
            "number",
            "total",
            "rate",
            "figure",
            "for",
            "high",
            "low",
            "reading",
            "monthly",
            "annual",
            "yearly",
            "turnout",
            "score",
            "price",
            "daily",
            "weekly",
            "quarterly",
        ],
    ) || frame.is(at, "record")
        || frame.is_stop(end)
        || frame.words.kind(end) == Kind::Comma;
    let record = frame.is(at, "record") && frame.words.is(end, Class::Extreme);
    let value = if record { frame.words.value(end, Class::Extreme)? } else { value };
    let is_other = frame.is_one_of(at, &["least", "most", "top"])
        && !frame.is_one_of(end, &["since", "in", "on", "ever"]);
    (opens && is_apposed && !is_ranked && next && !is_other).then_some((at..end, value))
}

/// The year of `since 2015`, shortly after.
fn since(frame: &Frame<'_>, index: usize, end: usize) -> Option<i16> {
    let sentence = frame.sentence(index);
    let near = end..(end + 8).min(sentence.end);
    let at = near.clone().find(|&at| frame.is(at, "since"))?;
    let year = frame.figures_of(frame.figure(index).sentence).find_map(|other| {
        let figure = frame.figure(other);
        let number = frame.number(other);
        let year = figure.value.filter(|_| figure.role == Role::Date)?;
        (number > at && number <= at + 3).then(|| year.to_i16())?
    });
    // `since records began`: of all times, as far as anybody knows.
    year.filter(|_| {
        !frame.has_word(
            at..(at + 8).min(sentence.end),
            &["records", "began", "opened", "founded", "launched", "introduced"],
        )
    })
}

/// The number that the words set it against, in the same sentence or at the start of the next.
fn rival(frame: &Frame<'_>, index: usize, end: usize) -> Option<Rival> {
    let figure = frame.figure(index);
    let limit = frame.figures().len().min(index + 5);
    for other in index + 1..limit {
        let rival = frame.figure(other);
        let is_near = rival.sentence <= figure.sentence + 1;
        let number = frame.first(other);
        if !is_near || number < end || number - end > REACH_OF_RIVAL + 6 {
            break;
        }
        let is_amount = matches!(rival.role, Role::Level | Role::Share) && rival.value.is_some();
        let same = rival.unit == figure.unit && rival.per == figure.per && is_amount;
        let heads = figure.noun.as_ref().zip(rival.noun.as_ref());
        let same_noun = heads.is_none_or(|(a, b)| {
            a.lemmas.head == b.lemmas.head || a.from_subject || b.from_subject
        });
        if !same || !same_noun || rival.context.irrealis || rival.context.negated {
            continue;
        }
        return against(frame, other, end).or_else(|| of_another_year(frame, index, other));
    }
    None
}

/// `The 2019 harvest was 340 tonnes.`: the next sentence gives the same thing for another year.
fn of_another_year(frame: &Frame<'_>, index: usize, other: usize) -> Option<Rival> {
    let (figure, rival) = (frame.figure(index), frame.figure(other));
    let verb = frame.back_over_small_words(frame.first(other)).checked_sub(1)?;
    let noun = verb.checked_sub(1).filter(|_| frame.words.is(verb, Class::Linking))?;
    let noun = newsmark_lexer::vocabulary::lemma(frame.words.text(noun));
    let (own, their) = figure.as_of.zip(rival.as_of)?;
    let before = frame.sentence(index).start..frame.number(index);
    let is_named = before.into_iter().any(|at| {
        frame.words.kind(at) == Kind::Word
            && newsmark_lexer::vocabulary::lemma(frame.words.text(at)) == noun
    });
    let is_next = rival.sentence == figure.sentence + 1;
    (is_next && is_named && own.year != their.year).then_some(Rival {
        figure: FigureId(other as u32),
        first_is_greater: None,
        is_mark: false,
    })
}

/// How the words before a number set another against it.
fn against(frame: &Frame<'_>, other: usize, end: usize) -> Option<Rival> {
    let number = frame.number(other);
    let start = frame.before(other).max(end).max(number.saturating_sub(8));
    let gap = start..number;
    let figure = FigureId(other as u32);
    let is_then = number > 0 && frame.is(number - 1, "when");
    if is_then
        || frame.has_word(gap.clone(), &["when", "which", "then"])
            && frame.has_word(
                gap.clone(),
                &[
                    "was",
                    "stood",
                    "hit",
                    "reached",
                    "were",
                    "came",
                    "totalled",
                    "measured",
                    "recorded",
                    "registered",
                    "counted",
                ],
            )
    {
        return Some(Rival { figure, first_is_greater: None, is_mark: true });
    }
    let (at, mut value) = frame.last_of(gap.clone(), Class::Rival)?;
    // `beating the previous record of`: the first word that says which way counts.
    let (_, _, first) = frame.first_of(gap.clone(), Class::Rival)?;
    if value == 3 || first != 3 && at > gap.start {
        value = first;
    }
    // `up 30 from`: from what it was, not from the record.
    let tail = (at..number).filter(|&at| frame.words.kind(at) == Kind::Comma).count();
    (tail == 0).then_some(Rival {
        figure,
        first_is_greater: match value {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        },
        is_mark: false,
    })
}
