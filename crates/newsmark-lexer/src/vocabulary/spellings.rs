//! Signs, symbols and codes: short spellings whose case matters.
//!
//! Whatever stands beside a number is looked up here, and hardly anything of it is found: most words are longer
//! than any sign, so that is asked first.

use rustc_hash::FxHashMap;

/// What each spelling stands for.
pub(super) struct Spellings<T> {
    known: FxHashMap<&'static str, T>,
    /// The bytes of the longest.
    longest: usize,
}

impl<T: Copy> Spellings<T> {
    /// What a spelling stands for.
    #[inline]
    pub(super) fn get(&self, spelling: &str) -> Option<T> {
        if spelling.len() > self.longest {
            return None;
        }
        self.known.get(spelling).copied()
    }
}

impl<T> FromIterator<(&'static str, T)> for Spellings<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(spellings: I) -> Spellings<T> {
        let known: FxHashMap<&'static str, T> = spellings.into_iter().collect();
        let longest = known.keys().map(|spelling| spelling.len()).max().unwrap_or(0);
        Spellings { known, longest }
    }
}
