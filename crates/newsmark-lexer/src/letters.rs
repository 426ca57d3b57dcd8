//! The letters that a text begins with, sixteen at once.
//!
//! Nine words in ten are short, plain ASCII, and end at a blank or a comma. Their letters fit into one number:
//! it tells by arithmetic where the word ends, and is the key under which the vocabulary finds it.

/// How many letters are one number.
pub(crate) const MOST: usize = size_of::<u128>();

/// How many letters are told apart by one sum.
const HALF: usize = MOST / 2;

/// The bit that makes a capital small. Whatever else stands in words of ASCII has it already: apostrophes,
/// stops, hyphens, digits.
const TO_LOWER: u128 = each(b'a' ^ b'A');

/// The bit that no ASCII has.
const HIGH: u128 = each(0x80);

/// The first bytes of a text; zeros after its end.
#[derive(Clone, Copy)]
pub(crate) struct Letters(u128);

impl Letters {
    #[inline]
    pub(crate) fn of(text: &[u8]) -> Letters {
        let bytes = text.first_chunk().copied();
        Letters(u128::from_le_bytes(bytes.unwrap_or_else(|| filled_up(text))))
    }

    /// How many letters of ASCII come before something else, and these in lower case as one number; nothing if
    /// they are more than can be seen from here.
    ///
    /// Most words end within the first half, so the second is looked at only if they do not.
    #[inline]
    pub(crate) fn word(self) -> Option<(usize, u128)> {
        let (first, second) = (self.0 as u64, (self.0 >> 64) as u64);
        if let Some(length) = letters_in(first) {
            return Some((length, u128::from(lower(first, length))));
        }
        let length = letters_in(second)?;
        let key = u128::from(lower(second, length)) << 64 | u128::from(first | TO_LOWER as u64);
        Some((HALF + length, key))
    }

    /// The first `length` of them as one number in lower case, if they are no more than fit and all ASCII.
    #[inline]
    pub(crate) fn key(self, length: usize) -> Option<u128> {
        let mask = *MASKS.get(length)?;
        if length == 0 {
            return None;
        }
        let letters = self.0 & mask;
        (letters & HIGH == 0).then_some(letters | (TO_LOWER & mask))
    }
}

/// The bytes of a text that is shorter than all that is looked at.
#[cold]
fn filled_up(text: &[u8]) -> [u8; MOST] {
    let mut bytes = [0; MOST];
    if let Some(start) = bytes.get_mut(..text.len()) {
        start.copy_from_slice(text);
    }
    bytes
}

/// How many of eight bytes are letters of ASCII before something else comes, if it comes.
#[inline]
fn letters_in(bytes: u64) -> Option<usize> {
    let (to_lower, high) = (TO_LOWER as u64, HIGH as u64);
    // Adding to the low seven bits of each byte sets its high bit from some byte on; none runs over.
    let lower = (bytes | to_lower) & !high;
    let from_a = lower + each(0x80 - b'a') as u64;
    let beyond_z = lower + each(0x7F - b'z') as u64;
    let other = (bytes | !from_a | beyond_z) & high;
    (other != 0).then(|| other.trailing_zeros() as usize / 8)
}

/// The first letters of eight in lower case. There are fewer than eight.
#[inline]
fn lower(bytes: u64, length: usize) -> u64 {
    (bytes | TO_LOWER as u64) & ((1 << (8 * length)) - 1)
}

/// What is left of the letters if only so many count.
const MASKS: [u128; MOST + 1] = {
    let mut masks = [0; MOST + 1];
    let mut length = 1;
    while length <= MOST {
        masks[length] = u128::MAX >> (8 * (MOST - length));
        length += 1;
    }
    masks
};

/// This byte sixteen times.
const fn each(byte: u8) -> u128 {
    u128::from_le_bytes([byte; MOST])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_goes_up_to_any_other_byte_and_is_its_key() {
        for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic()) {
            for count in 0..MOST {
                let mut text = b"MoreLettersThanFitzAZaz"[..count].to_vec();
                text.push(other);
                text.extend(b"more");
                let letters = Letters::of(&text);
                let key = letters.key(count).unwrap_or(0);
                assert_eq!(letters.word(), Some((count, key)), "{text:?}");
            }
        }
        let letters = Letters::of(b"abc");
        assert_eq!(letters.word(), letters.key(3).map(|key| (3, key)));
        assert_eq!(Letters::of(b"sixteenletterssoandso").word(), None);
    }

    #[test]
    fn a_key_ignores_case_and_what_comes_after() {
        let key = |text: &str, length| Letters::of(text.as_bytes()).key(length);
        assert_eq!(key("Council, the", 7), key("cOUNCIL", 7));
        assert_ne!(key("councils", 7), key("councils", 8));
        assert_eq!(key("é", 2), None);
        assert_eq!(key("", 0), None);
        assert_eq!(key("more letters than fit", 17), None);
    }
}
