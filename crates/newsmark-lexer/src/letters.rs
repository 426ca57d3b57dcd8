//! The letters that a text begins with, sixteen at once.
//!
//! Nine words in ten are short, plain ASCII, and end at a blank or a comma. Their letters fit into one number:
//! it tells by arithmetic where the word ends, and is the key under which the vocabulary finds it.

/// How many letters are one number.
pub(crate) const MOST: usize = size_of::<u128>();

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
        let bytes = text.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; MOST];
            bytes.iter_mut().zip(text).for_each(|(byte, &letter)| *byte = letter);
            bytes
        });
        Letters(u128::from_le_bytes(bytes))
    }

    /// How many of them are letters of ASCII before something else comes.
    #[inline]
    pub(crate) fn count(self) -> usize {
        // Adding to the low seven bits of each byte sets its high bit from some byte on; none runs over.
        let lower = (self.0 | TO_LOWER) & !HIGH;
        let from_a = lower + each(0x80 - b'a');
        let beyond_z = lower + each(0x7F - b'z');
        let other = (self.0 | !from_a | beyond_z) & HIGH;
        other.trailing_zeros() as usize / 8
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
    fn counts_letters_up_to_any_other_byte() {
        for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic()) {
            for count in 0..MOST {
                let mut text = b"MoreLettersThanFitzAZaz"[..count].to_vec();
                text.push(other);
                text.extend(b"more");
                assert_eq!(Letters::of(&text).count(), count, "{text:?}");
            }
        }
        assert_eq!(Letters::of(b"abc").count(), 3);
        assert_eq!(Letters::of(b"sixteenletterssoandso").count(), MOST);
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
