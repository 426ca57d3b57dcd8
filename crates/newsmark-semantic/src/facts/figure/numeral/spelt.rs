//! Numbers in words.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Numeral, exact_words, last_digit, scale, ten_to};
use crate::paragraph::Words;

/// The most decimals in words that are read, in digits.
const MOST_DIGITS: usize = 12;

/// Number words of any length: `one hundred and six`, `two million three hundred thousand`.
pub(super) fn read(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let mut number = SpeltNumber::start(words, index);
    while number.take_word(words) || number.take_scale(words)? || number.take_joint(words) {}
    if !number.seen {
        return None;
    }
    if let Some(numeral) = and_a_fraction(words, &number).or_else(|| with_point(words, &number)) {
        return Some(numeral);
    }
    let value = number.total.checked_add(Decimal::from(number.group))?;
    // `two dozen`, `three dozens`
    let dozens = words.bytes(number.at).eq_ignore_ascii_case(b"dozens").then_some(12);
    if let Some(group) = words.value(number.at, Class::Group).or(dozens)
        && !words.bytes(number.at).eq_ignore_ascii_case(b"couple")
    {
        return Some(exact_words(number.at + 1, value.checked_mul(Decimal::from(group))?));
    }
    let is_round = number.power > 2 && number.group == 0;
    let unit_step = if is_round { number.step } else { Decimal::ONE };
    Some(Numeral {
        unit_step,
        step: last_digit(value, unit_step),
        scale: if number.power > 2 { number.power } else { 0 },
        ..exact_words(number.at, value)
    })
}

/// A number in words while it is read: `two million | three hundred`.
struct SpeltNumber {
    /// The token to read next.
    at: usize,
    /// What stands before the last scale word.
    total: Decimal,
    /// What stands after it, below a thousand.
    group: u32,
    /// The largest power of ten read.
    power: u32,
    /// The worth of one of the last scale word.
    step: Decimal,
    /// Whether anything was read.
    seen: bool,
}

impl SpeltNumber {
    /// Nothing yet, or the article of `a hundred`.
    fn start(words: &Words<'_>, index: usize) -> SpeltNumber {
        let article = is_article_before_scale(words, index);
        let article_or_none = article || is_bare_hundred(words, index);
        let (group, at) =
            if article_or_none { (1, index + usize::from(article)) } else { (0, index) };
        SpeltNumber {
            at,
            total: Decimal::ZERO,
            group,
            power: 0,
            step: Decimal::ONE,
            seen: article_or_none,
        }
    }

    /// `seven`, `forty`; after a ten only a unit: `twenty thirty` are two numbers.
    fn take_word(&mut self, words: &Words<'_>) -> bool {
        let Some(value) = words.value(self.at, Class::NumberWord) else { return false };
        if self.seen && (value == 0 || !self.fits(value)) {
            return false;
        }
        self.group += value;
        self.step = Decimal::ONE;
        self.seen = true;
        self.at += 1;
        true
    }

    /// `hundred`, `million`, `hundred thousand million`. None if the number grows beyond what is kept.
    fn take_scale(&mut self, words: &Words<'_>) -> Option<bool> {
        let Some(power) = words.value(self.at, Class::Scale).filter(|_| self.seen) else {
            return Some(false);
        };
        self.at += 1;
        if power == 2 && (1..100).contains(&self.group) {
            self.group *= 100;
            return Some(true);
        }
        let (mut factor, mut power) = (ten_to(power)?, power);
        self.total = self.total.checked_add(Decimal::from(self.group).checked_mul(factor)?)?;
        while let Some(more) = words.value(self.at, Class::Scale) {
            self.total = self.total.checked_mul(ten_to(more)?)?;
            factor = factor.checked_mul(ten_to(more)?)?;
            power += more;
            self.at += 1;
        }
        self.power = self.power.max(power);
        self.group = 0;
        self.step = factor;
        Some(true)
    }

    /// The hyphen of `twenty-three` and the `and` of `two hundred and six`, `two hundred & six`.
    fn take_joint(&mut self, words: &Words<'_>) -> bool {
        let next = words.value(self.at + 1, Class::NumberWord);
        let is_hyphen = words.kind(self.at) == Kind::Hyphen
            && words.is_glued(self.at)
            && words.is_glued(self.at + 1)
            && (next.is_some_and(|value| self.fits(value)) || words.is(self.at + 1, Class::Scale));
        let is_and = (words.bytes(self.at).eq_ignore_ascii_case(b"and")
            || words.kind(self.at) == Kind::Ampersand)
            && self.at > 0
            && words.is(self.at - 1, Class::Scale)
            && self.group.is_multiple_of(100)
            && next.is_some_and(|value| value > 0)
            && !words.is_any_of(self.at + 2, &[Class::Scale, Class::Fraction]);
        let joins = self.seen && (is_hyphen || is_and);
        self.at += usize::from(joins);
        joins
    }

    fn fits(&self, value: u32) -> bool {
        let after_ten = self.group.is_multiple_of(10) && self.group % 100 >= 20;
        self.group.is_multiple_of(100) || after_ten && (1..10).contains(&value)
    }
}

/// `a hundred`, `a million`: the article counts. `a dozen` is a group.
fn is_article_before_scale(words: &Words<'_>, index: usize) -> bool {
    matches!(words.bytes(index), b"a" | b"A" | b"an" | b"An")
        && words.is(index + 1, Class::Scale)
        && words.kind(index + 1) == Kind::Word
}

/// `Hundred and fifty people came`: one hundred, where nothing before it says how many; not `several hundred and fifty`.
fn is_bare_hundred(words: &Words<'_>, index: usize) -> bool {
    let opens =
        index == 0 || words.kind(index - 1) != Kind::Word || words.bytes(index - 1) == b"the";
    let is_counted = index > 0 && words.kind(index - 1).is_number();
    words.value(index, Class::Scale) == Some(2)
        && words.bytes(index + 1) == b"and"
        && words.is(index + 2, Class::NumberWord)
        && opens
        && !is_counted
        && !(index > 0 && words.kind(index - 1) == Kind::Hyphen)
}

/// The whole number in words at a token, without what may follow it, and the token after it.
pub(super) fn whole(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let mut number = SpeltNumber::start(words, index);
    while number.take_word(words) || number.take_scale(words)? || number.take_joint(words) {}
    let value = number.total.checked_add(Decimal::from(number.group))?;
    number.seen.then_some((value, number.at))
}

/// `one and a half million`, `two and a quarter`, `twenty and three fifths`: a fraction after a whole number.
fn and_a_fraction(words: &Words<'_>, number: &SpeltNumber) -> Option<Numeral> {
    let (part, power, end) = super::fraction::and_part(words, number.at)?;
    let whole = number.total.checked_add(Decimal::from(number.group))?;
    // `a million and a half`: the half is of the million. `a billion and a half million`: it has a scale of its own.
    let (value, factor) = match (number.group, number.power) {
        (0, own @ 1..) if power == 0 => (whole, ten_to(own)?),
        (0, own @ 1..) if power < own => (whole, ten_to(power)?),
        (0, 1..) => return None,
        _ => (whole.checked_mul(ten_to(power)?)?, ten_to(power)?),
    };
    let value = value.checked_add(part.checked_mul(factor)?)?;
    let step = factor.checked_mul(Decimal::new(1, 1))?;
    let scale = number.power.max(power);
    Some(Numeral { unit_step: step, step, scale, ..exact_words(end, value.normalize()) })
}

/// `two point five million`, `zero point zero eight`.
fn with_point(words: &Words<'_>, number: &SpeltNumber) -> Option<Numeral> {
    let is_digit = |at: usize| words.value(at, Class::NumberWord).filter(|digit| *digit < 100);
    let is_round = !number.total.is_zero() && number.group == 0;
    if !words.bytes(number.at).eq_ignore_ascii_case(b"point") || is_round {
        return None;
    }
    let whole = number.total.checked_add(Decimal::from(number.group))?.normalize();
    let mut digits = format!("{whole}.");
    let mut end = number.at + 1;
    let most = digits.len() + MOST_DIGITS;
    while let Some(digit) = is_digit(end).filter(|_| digits.len() < most) {
        digits.push_str(&digit.to_string());
        end += 1;
    }
    let value: Decimal = if end > number.at + 1 { digits.parse().ok()? } else { return None };
    let (end, power) = match scale(words, end) {
        Some((count, power)) => (end + count, power),
        None => (end, 0),
    };
    let step = Decimal::new(1, value.scale()).checked_mul(ten_to(power)?)?;
    let value = value.checked_mul(ten_to(power)?)?.normalize();
    Some(Numeral { unit_step: step, step, scale: power, ..exact_words(end, value) })
}
