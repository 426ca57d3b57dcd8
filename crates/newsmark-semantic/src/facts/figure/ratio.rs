//! Ratios, multipliers and fractions: `one in five`, `doubled`, `two-thirds of`.

use std::ops::Range;

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::numeral::{self, Form, Numeral};
use super::precision::{self, Readings};
use super::quantity::{self, Quantity};
use super::{Role, hedge, measure};
use crate::interval::Interval;
use crate::paragraph::Words;

/// `one in five`, `three out of four`, `1 in 5`, `4-to-1`, `1:5`.
pub(super) fn ratio(words: &Words<'_>, index: usize, first: &Numeral) -> Option<Quantity> {
    if first.scale > 0 || !matches!(first.form, Form::Words | Form::PlainDigits) {
        return None;
    }
    let at = first.end + usize::from(is_one_in_several(words, first));
    let hyphen = |at: usize| usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at));
    let odds = at + hyphen(at);
    let is_tied = words.bytes(odds) == b"to" && hyphen(at) == 1 && hyphen(odds + 1) == 1;
    // `outnumbered 10 to 1`, `3:1`
    let is_one = |at: usize| matches!(words.bytes(at), b"1" | b"one");
    let is_loose = words.bytes(at) == b"to" && is_one(at + 1);
    let is_colon = words.kind(at) == Kind::Colon
        && words.is_glued(at)
        && words.is_glued(at + 1)
        && words.text(at + 1).len() == 1;
    let is_odds = is_tied || is_loose || is_colon;
    let second_at = match words.text(at) {
        "in" => at + 1 + usize::from(words.bytes(at + 1) == b"every"),
        "out" if words.bytes(at + 1) == b"of" => {
            at + 2 + usize::from(words.bytes(at + 2) == b"every")
        }
        // `one over three`, read out
        "over" if ends_after_number(words, at + 1) => at + 1,
        _ if is_tied => odds + 2,
        _ if is_odds => at + 1,
        _ => return None,
    };
    let second = numeral::read(words, second_at)?;
    let (part, whole) = (first.value?, second.value?);
    if second.form == Form::Digits && second.scale == 0 && !whole.fract().is_zero()
        || whole.is_zero()
    {
        return None;
    }
    let value = part.checked_div(whole)?;
    // `10 to 1 million` and `2 to 1,5` are something else.
    if is_loose
        && (second.scale > 0 || measure::unit_after(words, second.end, second.form).is_some())
    {
        return None;
    }
    if is_odds {
        return Some(plain_ratio(index, second.end, value, Interval::exactly(value)));
    }
    // `5 in 2024`, `12 in 30 minutes`: a count in a year or a time is no ratio.
    let is_share = value < Decimal::ONE
        && measure::unit_after(words, second.end, second.form).is_none()
        && !(second.form == Form::PlainDigits
            && whole >= Decimal::from(1900)
            && whole <= Decimal::from(2100))
        && (words.bytes(at) != b"in" || second_at > at + 1 || is_small_ratio(part, whole));
    if !is_share {
        return None;
    }
    let mut quantity = plain_ratio(index, second.end, value, numeral::around_fraction(value));
    quantity.role = Role::Share;
    Some(quantity)
}

/// `one field in eight was`: a noun between `one` and `in`, and none behind the second number.
fn is_one_in_several(words: &Words<'_>, first: &Numeral) -> bool {
    const OTHERS: &[Class] = &[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Verb,
        Class::Cue,
        Class::Change,
        Class::Adverb,
        Class::Comparative,
        Class::Unit,
        Class::Scale,
    ];
    let noun = first.end;
    let is_noun = first.value == Some(Decimal::ONE)
        && first.form == Form::Words
        && words.bytes(noun + 1) == b"in"
        && words.kind(noun) == Kind::Word
        && !words.is_capitalised(noun)
        && !words.is_any_of(noun, OTHERS);
    is_noun
        && numeral::read(words, noun + 2).is_some_and(|whole| {
            const GOES_ON: &[Class] = &[
                Class::Auxiliary,
                Class::Linking,
                Class::Cue,
                Class::Conjunction,
                Class::Verb,
                Class::Change,
            ];
            whole.value.is_some_and(|value| value > Decimal::ONE)
                && (words.is_any_of(whole.end, GOES_ON)
                    || words.text(whole.end).ends_with("ed")
                    || words.kind(whole.end) != Kind::Word && ends_after_number(words, noun + 2))
        })
}

/// Whether a number at a token has nothing behind it that it could count.
fn ends_after_number(words: &Words<'_>, index: usize) -> bool {
    numeral::read(words, index).is_some_and(|number| {
        let kind = words.kind(number.end);
        !matches!(kind, Kind::Word | Kind::Percent | Kind::Hyphen | Kind::CurrencySign)
    })
}

/// Numbers that people use for ratios: `one in five`, `three in four`, `one in 10,000`.
fn is_small_ratio(part: Decimal, whole: Decimal) -> bool {
    part <= Decimal::from(10)
        && (part == Decimal::ONE || whole <= Decimal::from(20) || whole == Decimal::ONE_HUNDRED)
}

fn plain_ratio(first: usize, end: usize, value: Decimal, interval: Interval) -> Quantity {
    Quantity {
        first,
        end,
        value: Some(value),
        readings: Readings { strict: interval, loose: interval },
        step: Decimal::new(1, 2),
        scale: 0,
        tied_hedge: None,
        unit: None,
        per: None,
        role: Role::Ratio,
        is_range: false,
        is_adjective: false,
    }
}

/// `doubled`, `twice as many`, `fourfold`.
pub(super) fn multiplier(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let hundredths = words.value(index, Class::Multiplier)?;
    let text = words.text(index);
    let next = words.text(index + 1);
    let is_verb = text.ends_with("ed") || text.ends_with("ing");
    let is_fold = text.ends_with("fold");
    let compares = matches!(
        text.to_ascii_lowercase().as_str(),
        "twice" | "thrice" | "double" | "triple" | "treble" | "quadruple"
    ) && (matches!(next, "as" | "its")
        || next == "the" && words.bytes(index + 2) != b"first");
    if !(is_verb || is_fold || compares)
        || words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1)
    {
        return None;
    }
    let factor = Decimal::new(i64::from(hundredths), 2).normalize();
    let interval = precision::multiplier(factor);
    Some(Quantity { role: Role::Ratio, ..plain_ratio(index, index + 1, factor, interval) })
}

/// `three times as many`, `3.5 times the`, `ten times more`: how many times, where something is compared.
pub(super) fn times(words: &Words<'_>, index: usize, numeral: &Numeral) -> Option<Quantity> {
    let at = numeral.end;
    let (value, next) = (numeral.value?, words.text(at + 1));
    let compares = matches!(next, "as" | "the" | "that" | "those" | "what" | "its" | "last")
        || words.is(at + 1, Class::Comparative);
    // `3.4 million times that of the Sun`, not `played two million times the day`
    let is_scaled = numeral.scale > 0 && !matches!(next, "that" | "those" | "as");
    if words.bytes(at) != b"times" || !compares || value <= Decimal::ONE || is_scaled {
        return None;
    }
    let half = numeral.step / Decimal::TWO;
    let interval = precision::multiplier(value).hull(
        &Interval::closed(value, value).widened(if numeral.step < Decimal::ONE {
            half
        } else {
            Decimal::ZERO
        }),
    );
    Some(Quantity { role: Role::Ratio, ..plain_ratio(index, at + 1, value, interval) })
}

/// `two-thirds`, `a third of`, `half of`.
pub(super) fn fraction(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let (is_negative, start) = quantity::sign(words, index);
    let in_digits = numeral::slashed(words, start).or_else(|| odd_part(words, start));
    let (end, value, allows) = match in_digits {
        Some((value, end)) if is_fraction_of_something(words, &(start..end)) => {
            (end, value, numeral::around_fraction(value))
        }
        Some(_) => return None,
        None => {
            let in_words = numeral::over_and_under(words, start)?;
            if !is_fraction_of_something(words, &(start..in_words.end)) {
                return None;
            }
            let Numeral { end, value, allows, .. } = in_words.numeral()?;
            (end, value?, allows?)
        }
    };
    let mut quantity = plain_ratio(start, end, value, allows);
    quantity.role = Role::Share;
    if is_negative {
        let value = -value;
        let exactly = Interval::exactly(value);
        quantity.value = Some(value);
        quantity.readings = Readings { strict: exactly, loose: exactly };
        quantity.first = index;
    }
    Some(quantity)
}

/// `1/40 of the length`: any denominator, where `of` says what it is a part of.
fn odd_part(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let is_part = words.kind(index) == Kind::Integer
        && words.kind(index + 1) == Kind::Slash
        && words.kind(index + 2) == Kind::Integer
        && words.bytes(index + 3) == b"of";
    let numerator: u32 = words.text(index).parse().ok().filter(|_| is_part)?;
    let denominator: u32 = words.text(index + 2).parse().ok()?;
    let is_small = 0 < numerator && numerator < denominator;
    is_small.then(|| (Decimal::from(numerator) / Decimal::from(denominator), index + 3))
}

/// Whether a fraction word is a share: `a third of`, `two-thirds`, `half the`; not `half an hour later`,
/// `the second half`, `a quarter` of a year.
fn is_fraction_of_something(words: &Words<'_>, fraction: &Range<usize>) -> bool {
    let last = words.text(fraction.end - 1).to_ascii_lowercase();
    let next = words.text(fraction.end);
    let one_token = fraction.end == fraction.start + 1;
    let before =
        fraction.start.checked_sub(1).map_or("", |before| words.text(before)).to_ascii_lowercase();
    let ranks = words.is_any_of(fraction.start.wrapping_sub(1), &[Class::Ordinal])
        || before == "this"
        || before == "last";
    if ranks
        || words.kind(fraction.end) == Kind::Hyphen && words.is_glued(fraction.end) && one_token
    {
        return false;
    }
    match last.as_str() {
        "half" if one_token => {
            next == "of"
                || next == "the"
                || words.is(fraction.end, Class::Determiner) && next != "a" && next != "an"
                || words.is(fraction.end, Class::Preposition) && before != "the"
                || words.kind(fraction.end) != Kind::Word
                    && (before == "by" || is_by_about(words, fraction.start))
        }
        "quarter" => next == "of" || says_how_much(words, fraction),
        "second" => next == "of",
        // `a third man`: an ordinal.
        last if last != "half" && !last.ends_with('s') => {
            next == "of"
                || says_how_much(words, fraction)
                || words.kind(fraction.end) != Kind::Word
                || before == "by"
                || words.kind(fraction.start + 1) == Kind::Hyphen
                || words.is(fraction.start, Class::NumberWord)
        }
        _ => true,
    }
}

/// `by nearly half`, `by more than half`
fn is_by_about(words: &Words<'_>, index: usize) -> bool {
    let by = hedge::before(words, index).and_then(|(first, _)| first.checked_sub(1));
    by.is_some_and(|by| words.bytes(by) == b"by")
}

/// Whether a fraction says how much more there is, or less: `a third less`, `a fifth fewer pupils`, `rose a quarter from`.
fn says_how_much(words: &Words<'_>, fraction: &Range<usize>) -> bool {
    let end = fraction.end;
    if end == fraction.start + 1 {
        return false;
    }
    let Some(before) = fraction.start.checked_sub(1) else {
        return words.is(end, Class::Comparative);
    };
    // `added a third in the second half`: another one.
    let is_after_change = words.bytes(before) == b"by"
        || words.value(before, Class::Change).is_some_and(|value| value <= 2);
    let is_closed = words.kind(end) != Kind::Word
        || matches!(
            words.bytes(end),
            b"from"
                | b"to"
                | b"in"
                | b"since"
                | b"on"
                | b"over"
                | b"last"
                | b"this"
                | b"compared"
                | b"between"
                | b"and"
                | b"after"
                | b"within"
        );
    let is_again = words.bytes(end) == b"as" && words.bytes(end + 2) == b"again";
    words.is(end, Class::Comparative) || is_again || is_after_change && is_closed
}
