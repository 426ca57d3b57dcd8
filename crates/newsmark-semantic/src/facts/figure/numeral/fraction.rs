//! Fractions: `two-thirds`, `1/2`, `½`, `half a million`.

use std::sync::LazyLock;

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Form, Numeral, exact_words, last_digit, scale, ten_to};
use crate::interval::Interval;
use crate::paragraph::Words;

/// A fraction in words: `two-thirds`, `a third`, `half`, `fifty-four hundredths`.
pub(crate) fn fraction(words: &Words<'_>, index: usize) -> Option<Numeral> {
    over_and_under(words, index)?.numeral()
}

/// A fraction before it is worked out: what stands over the line and under it, and the token after both.
pub(crate) struct OverAndUnder {
    numerator: Decimal,
    denominator: Decimal,
    pub(crate) end: usize,
}

impl OverAndUnder {
    /// Its worth, and what it allows.
    pub(crate) fn numeral(self) -> Option<Numeral> {
        let OverAndUnder { numerator, denominator, end } = self;
        let value = numerator.checked_div(denominator)?;
        // `four thousandths` are as exact as 0.004.
        let step = Decimal::ONE.checked_div(denominator)?.min(Decimal::new(1, 2));
        Some(Numeral {
            end,
            value: Some(value),
            unit_step: step,
            step,
            scale: 0,
            form: Form::Fraction,
            allows: Some(around_fraction(value)),
        })
    }
}

/// What a fraction in words is made of.
pub(crate) fn over_and_under(words: &Words<'_>, index: usize) -> Option<OverAndUnder> {
    let (numerator, at) = numerator(words, index)?;
    let (numerator, denominator, end) = denominator(words, index, numerator, at)?;
    let is_plural = words.text(end - 1).ends_with('s');
    let is_tied = end > index + 1 && words.kind(end - 2) == Kind::Hyphen;
    // `three quarter inches`
    let is_measuring = words.is(end, Class::Unit) && denominator == Decimal::from(4);
    // `a second`, `third` alone and `two seconds` are no fractions; `half` alone is. `three sixth` is none.
    let is_alone = at == index && denominator != Decimal::TWO;
    let is_mismatched = numerator > Decimal::ONE && !is_plural && !is_tied && !is_measuring;
    // `five quarters` are time.
    let is_too_much = numerator >= denominator && (!is_plural || denominator <= Decimal::from(4));
    if is_alone || is_mismatched || is_too_much || numerator.is_zero() {
        return None;
    }
    Some(OverAndUnder { numerator, denominator, end })
}

/// What stands over the line: `two`, `a`, `fifty-four`; one where nothing does. The second value is the token
/// of the denominator.
fn numerator(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let past_hyphen = |at: usize| {
        at + usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at) && at > index)
    };
    if let Some(value) = words.value(index, Class::NumberWord) {
        let at = past_hyphen(index + 1);
        if words.is_any_of(at, &[Class::NumberWord, Class::Scale]) {
            let (value, end) = super::spelt::whole(words, index)?;
            return Some((value, past_hyphen(end)));
        }
        return Some((Decimal::from(value), at));
    }
    if is_before_part(words, index) {
        return Some((words.text(index).parse().ok()?, index + 1));
    }
    let is_article = matches!(words.bytes(index), b"a" | b"an" | b"A" | b"An");
    Some((Decimal::ONE, if is_article { past_hyphen(index + 1) } else { index }))
}

/// `3 fifths`, `2 thirds`: digits over a plural that is nothing but a part; `3 quarters` may be of a year.
pub(crate) fn is_before_part(words: &Words<'_>, index: usize) -> bool {
    words.kind(index) == Kind::Integer
        && words.text(index).len() <= 3
        && words.value(index + 1, Class::Fraction).is_some_and(|part| part == 3 || part > 4)
        && words.text(index + 1).ends_with('s')
}

/// What stands under the line, `thirds` or `thirty-fifths`, and the token after it. A ten before it was read
/// as the end of the numerator: `one hundred thirty-fifths` are 100 of them.
fn denominator(
    words: &Words<'_>,
    index: usize,
    numerator: Decimal,
    at: usize,
) -> Option<(Decimal, Decimal, usize)> {
    let ten = |at: usize| {
        words.value(at, Class::NumberWord).filter(|ten| (20..100).contains(ten) && ten % 10 == 0)
    };
    let unit = |at: usize| words.value(at, Class::Fraction).filter(|unit| *unit < 10);
    let plural = |at: usize| words.text(at).ends_with('s');
    if let Some(ten) = ten(at) {
        let last = at + 1 + usize::from(words.kind(at + 1) == Kind::Hyphen);
        // `one twenty-fifth of the budget`; without `of`, and of a month, it is the twenty-fifth.
        let is_part = numerator == Decimal::ONE
            && words.bytes(last + 1) == b"of"
            && !words.is(last + 2, Class::Month);
        let unit = unit(last).filter(|_| plural(last) || is_part)?;
        return Some((numerator, Decimal::from(ten + unit), last + 1));
    }
    let denominator = words.value(at, Class::Fraction)?;
    let before = at - usize::from(at > index && words.kind(at - 1) == Kind::Hyphen);
    let split = (before > index + 1 && plural(at) && unit(at).is_some())
        .then(|| ten(before - 1))
        .flatten()
        .map(|ten| (numerator - Decimal::from(ten), Decimal::from(ten + denominator), at + 1))
        .filter(|(numerator, ..)| *numerator > Decimal::ZERO);
    split.or(Some((numerator, Decimal::from(denominator), at + 1)))
}

/// `and a half`, `and three quarters`, also tied by hyphens, with a scale behind it: its worth without the scale, the power
/// of ten of the scale, and the token after all of it.
pub(super) fn and_part(words: &Words<'_>, at: usize) -> Option<(Decimal, u32, usize)> {
    let past_hyphen = |at: usize| {
        let is_tied =
            words.kind(at) == Kind::Hyphen && words.is_glued(at) && words.is_glued(at + 1);
        at + usize::from(is_tied)
    };
    let and = past_hyphen(at);
    if !words.bytes(and).eq_ignore_ascii_case(b"and") {
        return None;
    }
    let first = past_hyphen(and + 1);
    let part = fraction(words, first).filter(|part| part.end > first + 1)?;
    let (end, power) = match scale(words, part.end) {
        Some((count, power)) => (part.end + count, power),
        None => (part.end, 0),
    };
    // `killed two and a third was hurt`: an ordinal, where nothing is measured.
    let last = words.text(part.end - 1);
    let is_ordinal = !last.ends_with('s') && !matches!(last, "half" | "quarter");
    let is_measured = power > 0
        || words.is(end, Class::Unit)
        || words.bytes(end) == b"times"
        || words.kind(end) != Kind::Word;
    (!is_ordinal || is_measured).then_some((part.value?, power, end))
}

/// What a fraction word allows: half the way to its neighbours among the fractions that people use.
pub(crate) fn around_fraction(value: Decimal) -> Interval {
    if value >= Decimal::ONE {
        return Interval::exactly(value);
    }
    // From the least to the greatest.
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
    let (first, after) = (
        USUAL.partition_point(|other| *other < value),
        USUAL.partition_point(|other| *other <= value),
    );
    let below = first.checked_sub(1).map_or(Decimal::ZERO, |before| USUAL[before]);
    let above = USUAL.get(after).copied().unwrap_or(Decimal::ONE);
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
    let is = |at: usize, word: &str| words.bytes(at).eq_ignore_ascii_case(word.as_bytes());
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
        words.bytes(share.end) == b"of" && matches!(words.bytes(share.end + 1), b"a" | b"an");
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
