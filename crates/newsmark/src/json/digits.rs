//! The digits of numbers: offsets and amounts, of which machine output has many.

use super::Output;

/// The most that a number of 128 bits takes, with a point in it.
const MOST_DIGITS: usize = 40;

/// Nearly every number is smaller: its digits are written all at once.
const TOO_LONG: u32 = 100_000_000;

/// Appends a whole number.
#[inline]
pub(super) fn write_whole(number: u64, output: &mut Output<'_>) {
    match u32::try_from(number) {
        Ok(small) if small < TOO_LONG => write_eight(small, output),
        _ => output.extend(Digits::of(number.into(), 0).as_bytes()),
    }
}

/// Appends plain digits of which the last few are behind the point.
#[inline]
pub(crate) fn write_number(
    number: u128,
    n_decimals: usize,
    is_negative: bool,
    output: &mut Output<'_>,
) {
    if is_negative {
        output.push(b'-');
    }
    match u32::try_from(number) {
        Ok(small) if small < TOO_LONG && n_decimals == 0 => write_eight(small, output),
        _ => output.extend(Digits::of(number, n_decimals).as_bytes()),
    }
}

/// Appends a number of at most eight digits.
#[inline]
fn write_eight(number: u32, output: &mut Output<'_>) {
    let digits = eight_digits(number);
    let n_zeros = (digits.trailing_zeros() / 8).min(7);
    // Eight bytes are appended faster than fewer. The zeros before the first digit are left out, and what comes behind the
    // last one instead of them is taken away again.
    output.extend(&((digits | u64::from_ne_bytes([b'0'; 8])) >> (8 * n_zeros)).to_le_bytes());
    output.take_away(n_zeros as usize);
}

/// Eight digits, a byte each, the first one lowest. Halves, quarters and digits are told apart side by side, each pair with one
/// multiplication that stands for a division.
#[inline]
fn eight_digits(number: u32) -> u64 {
    let number = u64::from(number);
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x0000_007F_0000_007F;
    let quarters = hundreds | ((halves - hundreds * 100) << 16);
    let tens = ((quarters * 103) >> 10) & 0x000F_000F_000F_000F;
    tens | ((quarters - tens * 10) << 8)
}

/// A number of any size, that is written from its end.
struct Digits {
    place: [u8; MOST_DIGITS],
    /// It stands at the end of the place, from here on.
    start: usize,
}

impl Digits {
    fn of(number: u128, n_decimals: usize) -> Digits {
        let mut digits = Digits { place: [b'0'; MOST_DIGITS], start: MOST_DIGITS };
        digits.push_decimal(number, n_decimals);
        digits
    }

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
    use crate::json::{Json, written};

    struct Number(u128, usize, bool);

    impl Json for Number {
        fn write(&self, output: &mut Output<'_>) {
            write_number(self.0, self.1, self.2, output);
        }
    }

    #[test]
    fn numbers_of_any_length_have_their_digits() {
        let digits = |number, n_decimals, is_negative| {
            let written = written(&Number(number, n_decimals, is_negative));
            String::from_utf8(written).expect("digits")
        };
        let large = [u128::from(u64::MAX), u128::from(u64::MAX) + 1, u128::MAX];
        let powers = (0..12).map(|power| 10_u128.pow(power));
        let around = powers.flat_map(|power| [power - 1, power, power + 1, power * 7 + 30]);
        for number in (0..12_000).chain(around).chain(large) {
            assert_eq!(digits(number, 0, false), number.to_string());
        }
        assert_eq!(digits(7855, 2, false), "78.55");
        assert_eq!(digits(5, 1, true), "-0.5");
        assert_eq!(digits(5, 3, false), "0.005");
        assert_eq!(digits(u128::MAX, 1, true).len(), MOST_DIGITS + 1);
    }
}
