//! The digits of numbers: offsets and amounts, of which machine output has many.

use super::{Json, Output};

/// The most that a number of 128 bits takes, with a point in it, a minus before it and marks around it.
const MOST_DIGITS: usize = 43;

/// The digits of all numbers below a hundred.
const TWO_DIGITS: [[u8; 2]; 100] = {
    let mut digits = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < 100 {
        digits[number] = [b'0' + number as u8 / 10, b'0' + number as u8 % 10];
        number += 1;
    }
    digits
};

/// A number that is written from its end.
#[derive(Clone, Copy)]
pub(crate) struct Digits {
    place: [u8; MOST_DIGITS],
    /// It stands at the end of the place, from here on.
    start: usize,
}

impl Json for Digits {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        output.extend(self.as_bytes());
    }
}

impl Digits {
    fn new() -> Digits {
        Digits { place: [b'0'; MOST_DIGITS], start: MOST_DIGITS }
    }

    /// A whole number.
    #[inline]
    pub(super) fn whole(number: u64) -> Digits {
        let mut digits = Digits::new();
        digits.push_whole(number);
        digits
    }

    /// A number as a string of plain digits, of which the last few are behind the point.
    pub(crate) fn in_marks(number: u128, n_decimals: usize, is_negative: bool) -> Digits {
        let mut digits = Digits::new();
        digits.push(b'"');
        match u64::try_from(number) {
            Ok(small) if n_decimals == 0 => digits.push_whole(small),
            _ => digits.push_decimal(number, n_decimals),
        }
        if is_negative {
            digits.push(b'-');
        }
        digits.push(b'"');
        digits
    }

    /// A whole number, small enough for the division that is quick, as nearly every one is.
    #[inline]
    fn push_whole(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 100 {
            self.push_two(rest % 100);
            rest /= 100;
        }
        match rest {
            10.. => self.push_two(rest),
            _ => self.push(b'0' + rest as u8),
        }
    }

    /// A number of two digits, for one division.
    #[inline]
    fn push_two(&mut self, number: u64) {
        let [tens, ones] = TWO_DIGITS[number as usize % 100];
        self.push(ones);
        self.push(tens);
    }

    /// A number of any size.
    fn push_decimal(&mut self, number: u128, n_decimals: usize) {
        let mut rest = number;
        for n_written in 0.. {
            if rest == 0 && n_written > n_decimals || self.start == 0 {
                break;
            }
            if n_written == n_decimals && n_decimals > 0 {
                self.push(b'.');
            }
            let (quotient, digit) = match u64::try_from(rest) {
                Ok(small) => (u128::from(small / 10), small % 10),
                Err(_) => (rest / 10, (rest % 10) as u64),
            };
            self.push(b'0' + digit as u8);
            rest = quotient;
        }
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        self.place[self.start] = byte;
    }

    fn as_bytes(&self) -> &[u8] {
        &self.place[self.start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::written;

    #[test]
    fn numbers_of_any_length_have_their_digits() {
        let digits = |number, n_decimals, is_negative| {
            let written = written(&Digits::in_marks(number, n_decimals, is_negative));
            String::from_utf8(written).expect("digits")
        };
        let large = [u128::from(u64::MAX), u128::from(u64::MAX) + 1, u128::MAX];
        for number in (0..1200).chain([98_765, 100_000]).chain(large) {
            assert_eq!(digits(number, 0, false), format!("\"{number}\""));
        }
        assert_eq!(digits(7855, 2, false), "\"78.55\"");
        assert_eq!(digits(5, 1, true), "\"-0.5\"");
        assert_eq!(digits(5, 3, false), "\"0.005\"");
        assert_eq!(digits(u128::MAX, 1, true).len(), MOST_DIGITS);
    }
}
