//! Fractions: `two-thirds`, `1/2`, `½`, `half a million`.

use std::sync::LazyLock;

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Form, Numeral, exact_words, last_digit, scale, ten_to};
use crate::interval::Interval;
use crate::paragraph::Words;

/// A fraction in words: `two-thirds`, `a third`, `half`, `three quarters`: its worth, what it allows and
/// the token after it.
pub(crate) fn fraction(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let (numerator, at) = if let Some(value) = words.value(index, Class::NumberWord) {
        let hyphen =
            usize::from(words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1));
        (value, index + 1 + hyphen)
    } else if words.text(index).eq_ignore_ascii_case("a")
        || words.text(index).eq_ignore_ascii_case("an")
    {
        (1, index + 1)
    } else {
        (1, index)
    };
    let denominator = words.value(at, Class::Fraction)?;
    let is_half = denominator == 2;
    // `a second`, `third` alone and `two seconds` are no fractions; `half` alone is.
    if (at == index && !is_half) || numerator == 0 || numerator >= denominator {
        return None;
    }
    let value = Decimal::from(numerator) / Decimal::from(denominator);
    Some(Numeral {
        end: at + 1,
        value: Some(value),
        unit_step: Decimal::new(1, 2),
        step: Decimal::new(1, 2),
        scale: 0,
        form: Form::Fraction,
        allows: Some(around_fraction(value)),
    })
}

/// What a fraction word allows: half the way to its neighbours among the fractions that people use.
pub(crate) fn around_fraction(value: Decimal) -> Interval {
    static USUAL: LazyLock<Vec<Decimal>> = LazyLock::new(|| {
        let fractions = [
            (1, 10),
            (1, 8),
            (1, 6),
            (1, 5),
            (1, 4),
            (1, 3),
            (2, 5),
            (1, 2),
            (3, 5),
            (2, 3),
            (3, 4),
            (4, 5),
            (9, 10),
        ];
        fractions.iter().map(|&(a, b)| Decimal::from(a) / Decimal::from(b)).collect()
    });
    let usual = || USUAL.iter().copied();
    let below = usual().filter(|other| *other < value).max().unwrap_or(Decimal::ZERO);
    let above = usual().filter(|other| *other > value).min().unwrap_or(Decimal::ONE);
    Interval::half_open((below + value) / Decimal::TWO, (value + above) / Decimal::TWO)
}

/// `1/2`: a fraction in digits with a usual denominator, and the token after it.
pub(crate) fn slashed(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let slashed = words.kind(index) == Kind::Integer
        && words.kind(index + 1) == Kind::Slash
        && words.kind(index + 2) == Kind::Integer
        && words.kind(index + 3) != Kind::Slash;
    if !slashed {
        return None;
    }
    let numerator: u32 = words.text(index).parse().ok()?;
    let denominator: u32 = words.text(index + 2).parse().ok()?;
    let usual = matches!(denominator, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64 | 100 | 128);
    if !usual || numerator == 0 || numerator >= denominator {
        return None;
    }
    Some((Decimal::from(numerator) / Decimal::from(denominator), index + 3))
}

/// `half a million`, `a quarter of a million`, `half a dozen`, `a dozen`.
pub(super) fn of_scale(words: &Words<'_>, index: usize) -> Option<Numeral> {
    if let Some(numeral) = worded_of_scale(words, index) {
        return Some(numeral);
    }
    let is = |at: usize, word: &str| words.text(at).eq_ignore_ascii_case(word);
    let mut at = index;
    if is(at, "a") || is(at, "an") {
        at += 1;
    }
    if let Some(value) = words.value(at, Class::Group)
        && (at > index || value == 6)
        && !is(at, "couple")
        && !is(at, "pair")
        && !is(at, "score")
    {
        return Some(exact_words(at + 1, Decimal::from(value)));
    }
    let denominator =
        words.value(at, Class::Fraction).filter(|denominator| matches!(denominator, 2 | 4))?;
    at += 1;
    let after_fraction = at;
    if is(at, "of") {
        at += 1;
    }
    if is(at, "a") || is(at, "an") {
        at += 1;
    }
    let whole = if let Some(value) = words.value(at, Class::Group).filter(|_| at > after_fraction) {
        (at, _) = (at + 1, ());
        Decimal::from(value)
    } else {
        let (count, power) = scale(words, at)?;
        at += count;
        ten_to(power)?
    };
    let value = (whole / Decimal::from(denominator)).normalize();
    Some(Numeral {
        end: at,
        value: Some(value),
        unit_step: last_digit(value, Decimal::ONE),
        step: last_digit(value, Decimal::ONE),
        scale: if whole >= Decimal::from(1000) {
            whole.normalize().to_string().len() as u32 - 1
        } else {
            0
        },
        form: Form::Words,
        allows: None,
    })
}

/// `two thirds of a million`: a number, not a share of something.
fn worded_of_scale(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let share = fraction(words, index)?;
    let is_of_one =
        words.text(share.end) == "of" && matches!(words.text(share.end + 1), "a" | "an");
    let (count, power) = scale(words, share.end + 2).filter(|_| is_of_one)?;
    let value = share.value?.checked_mul(ten_to(power)?)?.round_dp(0);
    let step = ten_to(power)?.checked_div(Decimal::TEN)?;
    let end = share.end + 2 + count;
    Some(Numeral { unit_step: step, step, scale: power, ..exact_words(end, value) })
}

/// What a one-character fraction is worth.
pub(super) fn vulgar(character: char) -> Option<Decimal> {
    let (numerator, denominator) = match character {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(Decimal::from(numerator) / Decimal::from(denominator))
}
