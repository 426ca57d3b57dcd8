//! Bare numbers: digits that are all of a cell, or of a paragraph. There is nothing beside them that could make anything
//! else of them, so no word need be looked at.
//!
//! What may be a year, what is written without a digit before the point, or in groups of two, is left to those who read
//! words.

use newsmark_lexer::TextRange;
use rust_decimal::Decimal;

use super::numeral::{Form, Numeral, last_digit};
use super::precision::{self, Grain};
use super::{Figure, Leeway, Role};
use crate::settings::DecimalSign;

/// Longer digits are left to others.
const LONGEST: usize = 16;

/// So many digits may be a year.
pub(super) const DIGITS_OF_YEAR: usize = 4;

/// A number as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BareNumber {
    /// All of its digits as a whole number.
    digits: u32,
    n_decimals: u32,
    is_plain: bool,
}

impl BareNumber {
    /// The number that these characters are, if they are one: `7`, `1,234`, `0.5`.
    #[inline]
    pub(crate) fn read(bytes: &[u8], decimal: DecimalSign) -> Option<BareNumber> {
        if bytes.len() > LONGEST {
            return None;
        }
        let mut number = BareNumber { digits: 0, n_decimals: 0, is_plain: true };
        let lead = number.take(bytes)?;
        let mut at = lead;
        // Where the comma is the mark of decimals, marks are left to others.
        let has_marks = decimal == DecimalSign::Point;
        while has_marks && lead <= 3 && bytes.get(at) == Some(&b',') {
            number.is_plain = false;
            at += 1;
            if number.take(&bytes[at..])? != 3 {
                return None;
            }
            at += 3;
        }
        if has_marks && bytes.get(at) == Some(&b'.') {
            number.is_plain = false;
            let length = number.take(&bytes[at + 1..])?;
            number.n_decimals = length as u32;
            at += 1 + length;
        }
        let may_be_year = number.is_plain && lead == DIGITS_OF_YEAR;
        (at == bytes.len() && !may_be_year).then_some(number)
    }

    /// Takes in the digits at the start: how many there are.
    fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit());
        let mut length = 0;
        for digit in digits {
            self.digits = self.digits.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            length += 1;
        }
        (length > 0).then_some(length)
    }

    /// The figure of a number at its place.
    pub(crate) fn figure(self, range: TextRange, sentence: u32) -> Figure {
        let value = Decimal::new(self.digits.into(), self.n_decimals);
        let unit_step = Decimal::new(1, self.n_decimals);
        let is_exact = self.n_decimals == 0 && !self.digits.is_multiple_of(10);
        let leeway = if is_exact {
            Leeway::NONE
        } else {
            let step = last_digit(value, unit_step);
            let form = if self.is_plain { Form::PlainDigits } else { Form::Digits };
            let (end, scale, allows) = (0, 0, None);
            let value = Some(value);
            let numeral = Numeral { end, value, unit_step, step, scale, form, allows };
            Leeway::new(value, precision::bare(&numeral, Grain::Counted), step)
        };
        Figure { value: Some(value), leeway, ..Figure::new(range, Role::Level, sentence) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value and the step of a bare number.
    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        let range = TextRange::up_to(newsmark_lexer::TextSize::of(words));
        let figure =
            BareNumber::read(words.as_bytes(), DecimalSign::Point).map(|one| one.figure(range, 0));
        let shown = figure
            .map(|figure| format!("{} {} {}", figure.strict(), figure.loose(), figure.step()));
        assert_eq!(shown.as_deref(), expected, "{words}");
    }

    #[test]
    fn digits_are_worth_what_they_say() {
        check("7", Some("7 7 1"));
        check("0", Some("0 0 1"));
        check("40", Some("40 39.5 to 40.5 10"));
        check("1,234", Some("1234 1234 1"));
        check("0.50", Some("0.495 to 0.505 0.495 to 0.505 0.10"));
    }

    #[test]
    fn what_may_be_more_is_left_to_others() {
        for words in [
            "",
            "-7",
            "2019",
            "12,34",
            "1,2345",
            ".5",
            "5.",
            "7%",
            "a",
            "1 234",
            "½",
            "12345678901234567",
        ] {
            check(words, None);
        }
    }
}
