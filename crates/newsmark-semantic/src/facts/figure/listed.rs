//! What figures take from each other where they stand in a list, in brackets or behind one verb: `12, 14 and 19 percent`, `100
//! kilometres (60 miles)`, `one fell 2 percent, another by 3`.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::precision::{self, Readings};
use super::quantity::Quantity;
use super::reader::{Draft, DraftKind};
use super::{Figure, Hedge, Leeway, Noun, Role, Unit, age, numeral};
use crate::interval::Interval;
use crate::paragraph::Words;

/// What a figure takes from the one before it: a conversion in brackets is as exact and as much of a change
/// (`more than 100 kilometres (60 miles)`); `by` alone and a list go on with a verb (`one fell 2%, another
/// by 3%`, `rose 12, 14 and 19 percent`).
pub(super) fn carry_over(words: &Words<'_>, before: &Figure, figure: &mut Figure, first: usize) {
    let Some(token) = first.checked_sub(1) else { return };
    let converts = words.kind(token) == Kind::ParenOpen
        && words.index_at(before.phrase_end()) == token
        && are_convertible(before.unit, figure.unit);
    if converts && figure.hedge.is_none() {
        figure.hedge = before.hedge;
        if let Some(hedge) = before.hedge.filter(|_| figure.value.is_some()) {
            let hedged = precision::hedged(figure.readings(), figure.value, hedge);
            figure.leeway = Leeway::new(figure.value, hedged, figure.step());
        }
    }
    let is_next =
        is_listed(words, words.index_at(before.phrase_end()), first) || words.bytes(token) == b"or";
    let goes_on =
        (words.bytes(token) == b"by" || is_next) && is_same_kind(before.unit, figure.unit);
    if (converts || goes_on) && before.role == Role::Change && figure.direction.is_none() {
        (figure.direction, figure.role) = (before.direction, Role::Change);
    }
    // `ages 7, 9 and 10`
    let is_bare = figure.unit.is_none() && figure.noun.is_none() && figure.role == Role::Level;
    if is_next
        && is_bare
        && before.role == Role::Age
        && age::is_plausible(figure.value, figure.step())
    {
        (figure.unit, figure.role) = (before.unit, Role::Age);
    }
}

/// `10, 12 and 15 percent higher` are all higher. `first` is the figure's first token.
pub(super) fn share_direction(
    words: &Words<'_>,
    before: &mut [Figure],
    figure: &Figure,
    first: usize,
) {
    const MOST: usize = 8;
    share_comparison(words, before, figure);
    // `$84 million, $12 million less` is no list: only `and` or `or` ends one.
    let ends_list =
        first.checked_sub(1).is_some_and(|before| matches!(words.bytes(before), b"and" | b"or"));
    if figure.role != Role::Change || figure.unit.is_none() || !ends_list {
        return;
    }
    let mut first = first;
    for other in before.iter_mut().rev().take(MOST) {
        let is_of_list = is_listed(words, words.index_at(other.range.end()), first)
            && other.unit == figure.unit
            && matches!(other.role, Role::Level | Role::Share);
        if !is_of_list {
            return;
        }
        (other.direction, other.role) = (figure.direction, Role::Change);
        first = words.index_at(other.range_with_hedge().start());
    }
}

/// `$140 million or nearly 13 percent more than the $1.1 billion`: both are more.
fn share_comparison(words: &Words<'_>, before: &mut [Figure], figure: &Figure) {
    let Some(other) = before.last_mut() else { return };
    let first = words.index_at(figure.range_with_hedge().start());
    let (or, end) = (first.wrapping_sub(1), words.index_at(figure.range.end()));
    let gap = words.index_at(other.phrase_end())..first;
    let is_next = words.bytes(or) == b"or"
        && (gap.len() == 1 || gap.len() == 2 && words.kind(gap.start) == Kind::Comma);
    let is_compared = words.is(end, Class::Comparative) && words.bytes(end + 1) == b"than";
    let is_told = figure.role == Role::Change && figure.is_percent() && !other.is_percent();
    if is_next && is_compared && is_told && other.role == Role::Level && other.unit.is_some() {
        (other.direction, other.role) = (figure.direction, Role::Change);
    }
}

/// What a figure takes from the one after it: `two or three jobs` are both jobs.
pub(super) fn carry_back(
    words: &Words<'_>,
    before: &mut Figure,
    figure: &mut Figure,
    first: usize,
) {
    let end = words.index_at(before.range.end());
    if !is_listed(words, end, first) {
        return;
    }
    let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject);
    let is_bare =
        before.unit.is_none() && before.noun.as_ref().is_none_or(|noun| noun.from_subject);
    let are_alternatives = words.bytes(first - 1) == b"or" && before.role == Role::Level;
    if let Some(noun) = noun.filter(|_| is_bare && are_alternatives && figure.unit.is_none()) {
        // Either is said, so neither stands against another figure.
        before.context.partial = true;
        figure.context.partial = true;
        before.noun = Some(Noun { from_subject: true, ..noun.clone() });
    }
}

/// `more than 30 and less than 40`, `at least 5 but no more than 9`: two bounds of one figure are a range. Whether they
/// were made one.
pub(super) fn close_bounds(words: &Words<'_>, before: &mut Figure, figure: &Figure) -> bool {
    let is_low = matches!(before.hedge, Some(Hedge::MoreThan | Hedge::AtLeast));
    let is_high = matches!(figure.hedge, Some(Hedge::LessThan | Hedge::AtMost));
    let end = words.index_at(before.range.end());
    let joins = matches!(words.bytes(end), b"and" | b"but")
        && words.index_at(figure.range_with_hedge().start()) == end + 1;
    let fits = before.unit.is_none() || before.unit == figure.unit;
    let Some((low, high)) = before.value.zip(figure.value).filter(|(low, high)| low < high) else {
        return false;
    };
    if !(is_low && is_high && joins && fits) {
        return false;
    }
    let interval = Interval {
        low: Some(low),
        high: Some(high),
        low_included: before.hedge == Some(Hedge::AtLeast),
        high_included: figure.hedge == Some(Hedge::AtMost),
    };
    let noun = figure.noun.clone().or_else(|| before.noun.clone());
    let range = before.range.cover(figure.range);
    let readings = Readings { strict: interval, loose: interval };
    (before.value, before.leeway) = (None, Leeway::new(None, readings, before.step()));
    (before.range, before.noun, before.unit, before.role) = (range, noun, figure.unit, figure.role);
    (before.hedge, before.hedge_range) = (None, None);
    true
}

/// Whether two units are one, or both of shares: percent and points.
fn is_same_kind(a: Option<Unit>, b: Option<Unit>) -> bool {
    let is_of_shares = |unit: Option<Unit>| {
        matches!(unit.and_then(Unit::dimension), Some(Dimension::Share | Dimension::Points))
    };
    a.is_some() && (a == b || is_of_shares(a) && is_of_shares(b))
}

/// Whether one unit can be converted into another.
fn are_convertible(a: Option<Unit>, b: Option<Unit>) -> bool {
    match (a, b) {
        (Some(Unit::Money(a)), Some(Unit::Money(b))) => a != b,
        (Some(Unit::Of(a)), Some(Unit::Of(b))) => {
            a != b && a.unit().dimension == b.unit().dimension
        }
        _ => false,
    }
}

/// `12, 14 and 19 percent`: a bare number before others takes their unit.
pub(super) fn share_units(words: &Words<'_>, drafts: &mut [Draft]) {
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(left), Some(right)) = (before.last_mut(), rest.first()) else { continue };
        let is_listed = is_listed(words, left.end, right.first);
        let first = right.first;
        let (DraftKind::Quantity(left), DraftKind::Quantity(right)) = (&mut left.kind, &right.kind)
        else {
            continue;
        };
        let is_bare = left.unit.is_none() && left.per.is_none() && left.role == Role::Level;
        let is_joined = matches!(words.bytes(first - 1), b"or" | b"and");
        if is_listed && is_joined && is_bare {
            share_scale(left, right);
        }
        // `15- and 16-year-olds`
        let is_age = matches!(right.unit, Some(Unit::OfAge(_)))
            && words.kind(left.end) == Kind::Hyphen
            && words.is_glued(left.end);
        let is_measure = is_age || matches!(right.unit, Some(Unit::Of(_) | Unit::Money(_)));
        if is_listed && is_bare && is_measure && are_alike(left.value, right.value) {
            left.unit = right.unit;
            left.role = right.role;
        }
    }
}

/// `seven or eight thousand`, `3.2 and 4.1 billion`: a small bare number before one with a scale word is of that
/// scale too, where both are of one size then.
fn share_scale(left: &mut Quantity, right: &Quantity) {
    const SMALL: Decimal = Decimal::ONE_THOUSAND;
    let Some((value, factor)) = left.value.zip(numeral::ten_to(right.scale)) else { return };
    let scaled = value.checked_mul(factor).filter(|_| value < SMALL && left.scale == 0);
    let Some(scaled) = scaled.filter(|_| right.scale > 2) else { return };
    if right.value.is_none_or(|right| !are_alike(Some(scaled), Some(right))) {
        return;
    }
    left.value = Some(scaled);
    left.scale = right.scale;
    left.step = left.step.checked_mul(factor).unwrap_or(left.step);
    left.readings = precision::around(scaled, left.step);
}

/// Whether a list goes on between two numbers: `12, 14`, `14 and 19`, `7- or 8-inch`. What follows `, or`
/// says the number before it in another way.
fn is_listed(words: &Words<'_>, end: usize, first: usize) -> bool {
    let joins = |at: usize| {
        matches!(words.kind(at), Kind::Comma | Kind::Hyphen)
            || matches!(words.bytes(at), b"and" | b"or")
    };
    let restates = words.kind(end) == Kind::Comma && words.bytes(end + 1) == b"or";
    (1..=2).contains(&first.saturating_sub(end)) && (end..first).all(joins) && !restates
}

/// Whether two numbers are of a size that lets them share a unit.
fn are_alike(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    const MOST_TIMES: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
    let Some((a, b)) = a.zip(b) else { return true };
    let within = |small: Decimal, large: Decimal| {
        small.checked_mul(MOST_TIMES).is_some_and(|most| large <= most)
    };
    within(a.abs(), b.abs()) && within(b.abs(), a.abs())
}
