//! What a change is measured from: whether a value is the base of a percentage beside it, or of something
//! else.
//!
//! "Up 3 points to 48 percent, against 40 percent for its rival" compares two parties, and "up 3 percent
//! since Monday, compared with $31 a year ago" names one day and compares with another. Where the words
//! name another thing or another time, the value is no base, and nothing is worked out from it.

use newsmark_lexer::vocabulary::units::{Dimension, all};
use newsmark_lexer::{Class, Kind};

use crate::facts::Change;
use crate::facts::figure::{Figure, FigureId, Role};
use crate::paragraph::{ParagraphFacts, Words};

/// How many figures before one are looked at.
const MOST_BEFORE: usize = 12;
/// How many words behind a value say when, or of what, it was.
const TAIL: usize = 8;

/// A time that a change is measured from, as far as it can be told from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// `on Tuesday`, `overnight`
    Day,
    /// `on the month`, `over the past week`: an index into the units
    Of(u32),
    /// `since May`, `from April`
    Named,
}

/// Whether the words behind a value say that it is of somebody or something else: `for its rival`, `in the
/// south`. Times are fine: `in the same period of 2023`, `a year ago`.
pub(super) fn is_of_another(words: &Words<'_>, end: usize) -> bool {
    tail(words, end).any(|at| {
        let opens = words.is(at, Class::Preposition) && !words.is(at, Class::Conjunction);
        opens && !is_time_phrase(words, at + 1)
    })
}

/// Whether a change that was told between two tokens has a base of another kind than the value whose words end
/// at a third: `rose 3 percent on Tuesday to $46, from $31 in March`.
pub(super) fn is_measured_from_other(
    words: &Words<'_>,
    measure: std::ops::Range<usize>,
    end: usize,
) -> bool {
    let Some(base) = measure.clone().find_map(|at| base(words, at)) else { return false };
    let other = tail(words, end).find_map(|at| time_of(words, at));
    match (base, other) {
        (Base::Named, _) => true,
        (_, None) => false,
        (base, Some(other)) => base != other,
    }
}

/// The words behind a value, as far as they belong to it.
fn tail<'w>(words: &'w Words<'_>, end: usize) -> impl Iterator<Item = usize> + 'w {
    (end..words.len().min(end + TAIL)).take_while(|&at| {
        words.kind(at) == Kind::Word && !matches!(words.bytes(at), b"and" | b"or" | b"to" | b"when")
            || words.kind(at).is_number()
            || words.kind(at) == Kind::Hyphen
    })
}

/// Whether words after a preposition are a time: `the same period`, `last year`, `June`, `2023`.
pub(super) fn is_time_phrase(words: &Words<'_>, start: usize) -> bool {
    const LONGEST: usize = 5;
    for at in start..start + LONGEST {
        if is_time(words, at) {
            return true;
        }
        let leads_on = words.is_any_of(
            at,
            &[
                Class::Determiner,
                Class::Ordinal,
                Class::Preposition,
                Class::Elsewhere,
                Class::YearCue,
                Class::NumberWord,
                Class::BeforeTime,
            ],
        ) || words.kind(at).is_number()
            || words.kind(at) == Kind::Hyphen;
        if !leads_on {
            return false;
        }
    }
    false
}

/// `year`, `June`, `Monday`, `2023`, `summer`, `half`
pub(super) fn is_time(words: &Words<'_>, at: usize) -> bool {
    let is_year = words.kind(at).is_number()
        && words.text(at).len() == 4
        && matches!(words.text(at).as_bytes().first(), Some(b'1' | b'2'));
    is_year
        || words.is_any_of(at, &[Class::Month, Class::Weekday, Class::Season])
        || unit_of_time(words, at).is_some()
        || matches!(
            words.bytes(at),
            b"period" | b"season" | b"half" | b"today" | b"yesterday" | b"time" | b"term"
        )
}

/// The unit of time that a word names.
pub(super) fn unit_of_time(words: &Words<'_>, at: usize) -> Option<u32> {
    let unit = words.value(at, Class::Unit)?;
    let is_time = all().get(unit as usize).is_some_and(|unit| unit.dimension == Dimension::Time);
    is_time.then_some(unit)
}

/// What a change is said to be measured from at a token.
fn base(words: &Words<'_>, at: usize) -> Option<Base> {
    if words.is(at, Class::Weekday)
        || matches!(words.bytes(at), b"overnight" | b"today" | b"yesterday")
    {
        return Some(Base::Day);
    }
    let is_figure = |at: usize| words.kind(at).is_number() || words.kind(at) == Kind::CurrencySign;
    match words.text(at) {
        "since" => Some(Base::Named),
        "from" if !is_figure(at + 1) => Some(Base::Named),
        "on" | "over" | "past" => {
            (at + 1..at + 4).find_map(|at| unit_of_time(words, at)).map(Base::Of)
        }
        _ => None,
    }
}

/// The time of a value, at a token behind it.
fn time_of(words: &Words<'_>, at: usize) -> Option<Base> {
    if words.is(at, Class::Weekday) || matches!(words.bytes(at), b"yesterday") {
        return Some(Base::Day);
    }
    if words.is(at, Class::Month) {
        return Some(Base::Named);
    }
    unit_of_time(words, at).map(|unit| match all().get(unit as usize) {
        Some(unit) if unit.name == "day" => Base::Day,
        _ => Base::Of(unit),
    })
}

/// Whether a difference that a second clause goes on from is only one of several in its sentence: `gained
/// 1,200 members and lost 300, bringing the total from 8,400 to 9,300`.
pub(super) fn is_one_of_several(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    change: &Change,
) -> bool {
    let (Some(FigureId(amount)), Some(FigureId(first))) =
        (change.amount, [change.old, change.new].into_iter().flatten().min())
    else {
        return false;
    };
    let figure = |index: u32| facts.figures.get(index as usize);
    let (Some(own), Some(side)) = (figure(amount), figure(first)) else { return false };
    let end = words.index_at(own.phrase_end());
    let goes_on = amount < first
        && (end..words.index_at(side.range.start())).any(|at| words.kind(at) == Kind::Comma);
    if !goes_on {
        return false;
    }
    // `gained nine seats in the north, taking them from 41 to 46`: only some of them; `from 96 kilos to 71 since
    // the operation`: in another time.
    let last = [change.old, change.new].into_iter().flatten().max().and_then(|id| figure(id.0));
    let is_longer = last.is_some_and(|last| {
        tail(words, words.index_at(last.phrase_end()))
            .any(|at| matches!(words.bytes(at), b"since" | b"by" | b"overall"))
    });
    if is_longer || is_of_another(words, end) {
        return true;
    }
    let Some(before) = amount.checked_sub(1).and_then(figure) else { return false };
    before.sentence == own.sentence
        && matches!(before.role, Role::Level | Role::Change)
        && before.unit == own.unit
}

/// Whether a difference without a noun may be that of another count of its sentence: `1,034 cases in 31 states, 46 more than a
/// week earlier`.
pub(super) fn is_of_several_counts(facts: &ParagraphFacts, change: &Change) -> bool {
    const NEAR: usize = 4;
    let figure = |id: FigureId| facts.figures.get(id.0 as usize);
    let (Some(new), Some(amount)) = (change.new, change.amount.and_then(figure)) else {
        return false;
    };
    let Some(level) = figure(new).filter(|_| change.is_of_level && change.old.is_none()) else {
        return false;
    };
    let is_open = amount.noun.is_none() && amount.unit.is_none() && level.unit.is_none();
    let first = (new.0 as usize).saturating_sub(NEAR);
    let others = facts.figures.get(first..new.0 as usize).unwrap_or_default();
    is_open
        && others.iter().any(|other| {
            other.sentence == level.sentence
                && other.role == Role::Level
                && other.unit.is_none()
                && other.noun.is_some()
        })
}

/// Whether a count and `, bringing the total from` lead up to a value: the count is the difference.
pub(super) fn is_brought(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    end: usize,
    first: usize,
) -> bool {
    const LONGEST: usize = 7;
    let participle = (end..first).find(|&at| {
        words.kind(at) == Kind::Comma
            && (words.is(at + 1, Class::Bringing)
                || words.is(at + 1, Class::Change) && words.text(at + 1).ends_with("ing"))
    });
    let Some(comma) = participle.filter(|&at| first - at <= LONGEST) else { return false };
    if is_of_another(words, end) || !is_own_total(words, comma + 2, first - 1) {
        return false;
    }
    // Whoever else came or went is in the total too.
    let own = &facts.figures[index];
    let is_alone = facts.figures[..index]
        .iter()
        .rev()
        .take(MOST_BEFORE)
        .take_while(|other| other.sentence == own.sentence)
        .all(|other| !matches!(other.role, Role::Level | Role::Change) || other.unit != own.unit);
    let is_more = (comma..first).any(|at| {
        words.is_any_of(at, &[Class::Irrealis, Class::Preposition]) && words.bytes(at) != b"from"
    });
    let is_of_others = words.bytes(end) == b"others"
        || own.noun.as_ref().is_some_and(|noun| &*noun.lemmas.head == "other");
    is_alone && !is_more && !is_of_others && own.role == Role::Level && own.hedge.is_none()
}

/// Whether what is brought to another number is the whole of what came or went: `its staff`, `the total`; not
/// `his average`, `the month's total` or `calls`.
fn is_own_total(words: &Words<'_>, start: usize, end: usize) -> bool {
    let is_time = |at: usize| {
        unit_of_time(words, at).is_some() || matches!(words.bytes(at), b"season" | b"game")
    };
    let is_owned =
        words.is(start, Class::Determiner) || matches!(words.bytes(start), b"them" | b"it");
    is_owned && !(start..end).any(|at| words.is(at, Class::Average) || is_time(at))
}

/// `, pushing inflation`: a comma and a participle by which something else is said to have changed.
pub(super) fn opens_result(words: &Words<'_>, at: usize) -> bool {
    words.kind(at) == Kind::Comma
        && (words.is(at + 1, Class::Bringing)
            || words.is(at + 1, Class::Change) && words.text(at + 1).ends_with("ing"))
}

/// Whether a value is of a month or a day, and nothing before it names another one: `to $1.08, against $1.12 in July`.
pub(super) fn is_of_other_day(
    words: &Words<'_>,
    measure: std::ops::Range<usize>,
    end: usize,
) -> bool {
    if measure.is_empty() {
        return false;
    }
    let of = |at: usize| match () {
        () if words.is(at, Class::Month) => Some(Class::Month),
        () if words.is(at, Class::Weekday) || words.bytes(at) == b"weekend" => Some(Class::Weekday),
        () => None,
    };
    let Some(class) = tail(words, end).find_map(of) else { return false };
    !measure.clone().any(|at| words.is(at, class))
}

/// The old value where the sentence before opens with the time before, and this one with the time now: `Last
/// year it lent 80,000 books. This year it lent 100,000, an increase of 25 percent`.
pub(super) fn before_now(words: &Words<'_>, facts: &ParagraphFacts, new: usize) -> Option<usize> {
    let figure = facts.figures.get(new)?;
    let start = |sentence: u32| {
        facts.sentences.get(sentence as usize).map(|range| words.index_at(range.start()))
    };
    let now = start(figure.sentence)?;
    let is_now = words.bytes(now).eq_ignore_ascii_case(b"this") && is_time(words, now + 1)
        || words.bytes(now).eq_ignore_ascii_case(b"now");
    let before = figure.sentence.checked_sub(1)?;
    let opening = start(before)?;
    let end = super::slot::opens_earlier_state(words, opening)?;
    let is_same_unit = words.text(now + 1) == words.text(opening + 1)
        || words.text(end - 1) == words.text(now + 1);
    if !is_now || !is_same_unit {
        return None;
    }
    let is_value = |figure: &Figure| figure.role == Role::Level && figure.value.is_some();
    let mut olds = (0..new)
        .rev()
        .take(MOST_BEFORE)
        .take_while(|&at| facts.figures[at].sentence >= before)
        .filter(|&at| facts.figures[at].sentence == before && is_value(&facts.figures[at]));
    let old = olds.next().filter(|_| olds.next().is_none())?;
    let (old_figure, heads) = {
        let old = &facts.figures[old];
        (old, old.noun.as_ref().zip(figure.noun.as_ref()))
    };
    let is_same = old_figure.unit == figure.unit
        && old_figure.per == figure.per
        && heads.is_none_or(|(a, b)| a.lemmas.head == b.lemmas.head || b.from_subject);
    (is_same && is_value(figure)).then_some(old)
}
