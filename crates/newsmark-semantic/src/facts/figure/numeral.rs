//! Numerals: digits and number words with their scale, and what they are worth.
//!
//! Only the number itself: `4.191 million`, `12,34,567`, `twenty-three thousand`, `half a million`,
//! `3½`, `hundreds of thousands`. Signs, units, hedges and ranges are for whoever calls.

use newsmark_lexer::{Class, Classes, Kind};
use rust_decimal::Decimal;

use crate::interval::Interval;
use crate::paragraph::Words;

mod digits;
mod fraction;
mod spelt;

pub(crate) use fraction::{around_fraction, fraction, is_before_part, over_and_under, slashed};

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// The first token after it.
    pub(crate) end: usize,
    /// Its worth; none where the words name no exact number (`thousands`).
    pub(crate) value: Option<Decimal>,
    /// One unit of its last digit, trailing zeros too: 1 for 815,000; a million for 974 million.
    pub(crate) unit_step: Decimal,
    /// One unit of its last digit that is not a trailing zero: 1000 for 815,000.
    pub(crate) step: Decimal,
    /// The power of ten of its scale word; 0 without one.
    pub(crate) scale: u32,
    /// How it is written.
    pub(crate) form: Form,
    /// What a vague plural or a fraction word allows.
    pub(crate) allows: Option<Interval>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits without separators, decimals or scale: what may be a year or part of a name.
    PlainDigits,
    /// Any other digits.
    Digits,
    /// Number words.
    Words,
    /// A fraction of something: `two-thirds`, `half`.
    Fraction,
    /// `dozens`, `hundreds of thousands`.
    Vague,
}

/// The number that starts at a token, with everything that belongs to it.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Numeral> {
    if words.kind(index).is_number() {
        return digits::read(words, index);
    }
    if words.kind(index) != Kind::Word || !may_begin(words, index) {
        return None;
    }
    // `One's` is somebody's.
    if newsmark_lexer::vocabulary::without_possessive(words.text(index)).len()
        != words.text(index).len()
    {
        return None;
    }
    vague(words, index)
        .or_else(|| fraction::of_scale(words, index))
        .or_else(|| spelt::read(words, index))
}

/// Whether a number in words can begin at a token, an article before it included: a cheap look before a careful
/// one.
pub(crate) fn may_begin(words: &Words<'_>, index: usize) -> bool {
    const BEGINNINGS: Classes = Classes::of(&[
        Class::NumberWord,
        Class::Fraction,
        Class::VaguePlural,
        Class::Group,
        Class::Scale,
    ]);
    // `a half`, `a-half`
    let after_article = || {
        let next = index + 1 + usize::from(words.kind(index + 1) == Kind::Hyphen);
        is_article(words, index) && words.is_any(next, BEGINNINGS)
    };
    words.is_any(index, BEGINNINGS) || after_article()
}

/// `a`, `an`
pub(crate) fn is_article(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    text.eq_ignore_ascii_case("a") || text.eq_ignore_ascii_case("an")
}

impl Numeral {
    /// The same number with a scale behind it; none if it is too large to be kept.
    pub(crate) fn scaled(self, power: u32) -> Option<Numeral> {
        let factor = ten_to(power)?;
        let value = self.value?.checked_mul(factor)?;
        let unit_step = self.unit_step.checked_mul(factor)?;
        let step = self.step.checked_mul(factor)?;
        Some(Numeral { value: Some(value), unit_step, step, scale: self.scale + power, ..self })
    }
}

/// Whether a number is grouped by points and has a decimal comma, so that it can be nothing else: `1.234.567,89`.
pub(crate) fn is_continental(words: &Words<'_>, index: usize) -> bool {
    digits::continental(words, index).is_some()
}

/// Whether a power of ten in digits follows: `1.3 × 10^6`, `9.8e-3`.
pub(crate) fn is_scientific(words: &Words<'_>, index: usize) -> bool {
    digits::power_of_ten(words, index + 1).is_some()
}

/// The scale that stands at a token: how many tokens, and its power of ten. `thousand million` and
/// `lakh crore` multiply.
pub(crate) fn scale(words: &Words<'_>, index: usize) -> Option<(usize, u32)> {
    let mut total = 0;
    let mut count = 0;
    while let Some(power) = words.value(index + count, Class::Scale)
        && total + power <= 18
    {
        total += power;
        count += 1;
    }
    (count > 0).then_some((count, total))
}

fn exact_words(end: usize, value: Decimal) -> Numeral {
    Numeral {
        end,
        value: Some(value),
        unit_step: Decimal::ONE,
        step: Decimal::ONE,
        scale: 0,
        form: Form::Words,
        allows: None,
    }
}

/// `dozens`, `hundreds of thousands`, `tens of millions`.
fn vague(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let least = words.value(index, Class::VaguePlural)?;
    let is_of = words.bytes(index + 1).eq_ignore_ascii_case(b"of");
    let (mut low, mut end) = (Decimal::from(least), index + 1);
    let mut top = match least {
        20 => Some(Decimal::from(100)),
        200 => Some(Decimal::from(1000)),
        2000 => Some(Decimal::from(1_000_000)),
        2_000_000 => Some(Decimal::from(1_000_000_000)),
        _ => None,
    };
    if is_of && let Some(more) = words.value(index + 2, Class::VaguePlural) {
        let factor = Decimal::from(more) / Decimal::TWO;
        low = low.checked_mul(factor)?;
        top = top.and_then(|top| top.checked_mul(factor));
        end = index + 3;
    }
    // `tens` alone is `tens of`, and only before another scale a number.
    if least == 20 && end == index + 1 {
        return None;
    }
    // `scores 2-1` and `thousands` in `two thousands` are not it; `scores of people` is.
    if least == 40 && !is_of {
        return None;
    }
    let allows = Interval { low: Some(low), high: top, low_included: true, high_included: false };
    Some(Numeral {
        end,
        value: None,
        unit_step: Decimal::ONE,
        step: Decimal::ONE,
        scale: 0,
        form: Form::Vague,
        allows: Some(allows),
    })
}

/// Ten to a power; none beyond what a decimal holds.
pub(crate) fn ten_to(power: u32) -> Option<Decimal> {
    10_i128.checked_pow(power).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// One unit of the last digit that is not a trailing zero, at least `unit`.
pub(crate) fn last_digit(value: Decimal, unit: Decimal) -> Decimal {
    if value.is_zero() || unit.is_zero() {
        return unit;
    }
    // Most numbers are short and do not end in a zero.
    let is_one = unit.scale() == value.scale() && unit.mantissa() == 1;
    if is_one && u64::try_from(value.mantissa()).is_ok_and(|digits| digits % 10 != 0) {
        return unit;
    }
    // Both as whole numbers of the smaller place of the two.
    let places = value.scale().max(unit.scale());
    let whole = |number: Decimal| {
        let factor = 10_u128.checked_pow(places - number.scale())?;
        number.mantissa().unsigned_abs().checked_mul(factor)
    };
    let Some((value, step)) = whole(value).zip(whole(unit)) else { return unit };
    let mut times = 1;
    while step.checked_mul(times * 10).is_some_and(|next| value.is_multiple_of(next)) {
        times *= 10;
    }
    let step = i128::try_from(times).ok().and_then(|times| unit.mantissa().checked_mul(times));
    let step = step.and_then(|step| Decimal::try_from_i128_with_scale(step, unit.scale()).ok());
    step.unwrap_or(unit)
}
