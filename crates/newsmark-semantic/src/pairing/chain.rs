//! Things in a row that are chained to the last one before them that is like them.
//!
//! A chain is mended where some things of the row are replaced: the links of all others are counted backwards, so
//! that nothing else has to be written. Few new things are looked for one by one, which reads the row and asks for no
//! table; where there are many, the whole row is chained anew.

use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHashMap;

/// More new or lost things than this are not looked for one by one.
const FEW: usize = 32;

/// What makes two things alike.
pub(crate) type Key = NonZeroU32;

/// A row of things, each with how far back the last one like it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// None: like no other.
    keys: Vec<Option<Key>>,
    /// Zero where there is none before.
    back: Vec<u32>,
}

impl Chain {
    /// The things before one that are like it, the last one first.
    pub(crate) fn backwards(&self, from: usize) -> impl Iterator<Item = usize> {
        let mut at = from;
        std::iter::from_fn(move || {
            let back = *self.back.get(at)? as usize;
            at -= back;
            (back > 0).then_some(at)
        })
    }

    /// Whether something can be like another.
    pub(crate) fn has_key(&self, at: usize) -> bool {
        self.keys.get(at).is_some_and(Option::is_some)
    }

    /// The things that have another one like them before them.
    pub(crate) fn again(&self) -> impl Iterator<Item = usize> {
        (0..).zip(&self.back).filter(|&(_, &back)| back > 0).map(|(at, _)| at)
    }

    /// Puts new things in the place of some; the places behind the new ones, to so many of a kind, before which
    /// something came or went. None: anything may have.
    pub(crate) fn splice(
        &mut self,
        old: Range<usize>,
        keys: Vec<Option<Key>>,
        n_behind: usize,
    ) -> Option<Vec<usize>> {
        let (start, end) = (old.start, old.start + keys.len());
        let n_others = old.len() + keys.len();
        let mut touched = Vec::new();
        if n_others <= FEW {
            touched.extend(self.keys[old.clone()].iter().chain(&keys).flatten().copied());
            touched.sort_unstable();
            touched.dedup();
        }
        let grown = (keys.len() as u32).wrapping_sub(old.len() as u32);
        if old.len() == self.keys.len() {
            (self.back, self.keys) = (vec![0; keys.len()], keys);
        } else {
            self.back.splice(old.clone(), keys.iter().map(|_| 0));
            self.keys.splice(old, keys);
        }
        if n_others > FEW {
            self.link_all();
            return None;
        }
        if grown != 0 {
            // Those behind the new things that reach across them.
            for (gap, back) in (0..).zip(&mut self.back[end..]) {
                *back = back.wrapping_add(if *back > gap { grown } else { 0 });
            }
        }
        for at in start..end {
            self.link(at, at);
        }
        let mut behind = Vec::new();
        for key in touched {
            let alike = self.keys[end..].iter().enumerate().filter(|(_, own)| **own == Some(key));
            let mut alike = alike.map(|(gap, _)| end + gap);
            let first = alike.next();
            behind.extend(first.into_iter().chain(alike).take(n_behind));
            if let Some(at) = first {
                self.link(at, end);
            }
        }
        Some(behind)
    }

    /// Links something to the last one like it before a place.
    fn link(&mut self, at: usize, end: usize) {
        let key = self.keys[at];
        let last = self.keys[..end].iter().rposition(|own| *own == key);
        let last = last.filter(|_| key.is_some());
        self.back[at] = last.map_or(0, |last| (at - last) as u32);
    }

    fn link_all(&mut self) {
        let mut last: FxHashMap<Key, usize> = FxHashMap::default();
        for (at, (key, back)) in self.keys.iter().zip(&mut self.back).enumerate() {
            let before = key.and_then(|key| last.insert(key, at));
            *back = before.map_or(0, |before| (at - before) as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_mended_chain_is_a_new_one(
            n_behind in 0..3usize,
            splices in prop::collection::vec((0..60usize, 0..4usize, prop::collection::vec(0..5u32, 0..40)), 1..8),
        ) {
            let mut mended = Chain::default();
            for (start, length, keys) in splices {
                let keys: Vec<Option<Key>> = keys.into_iter().map(Key::new).collect();
                let start = start.min(mended.keys.len());
                let end = (start + length).min(mended.keys.len());
                let n_new = keys.len();
                let before = mended.clone();
                let behind = mended.splice(start..end, keys, n_behind);
                let mut fresh = Chain::default();
                fresh.splice(0..0, mended.keys.clone(), n_behind);
                fresh.link_all();
                prop_assert_eq!(&mended.back, &fresh.back);
                let Some(behind) = behind else { continue };
                // Whatever is not named has those before it that it had.
                for at in (start + n_new..mended.keys.len()).filter(|at| !behind.contains(at)) {
                    let old_at = at + end - start - n_new;
                    let now: Vec<usize> = mended.backwards(at).take(n_behind).map(|other| at - other).collect();
                    let then: Vec<usize> = before.backwards(old_at).take(n_behind).map(|other| old_at - other).collect();
                    let is_same = |(now, then): (&usize, &usize)| now == then || *now + end - start == *then + n_new;
                    prop_assert!(now.len() == then.len() && now.iter().zip(&then).all(is_same));
                }
            }
        }
    }
}
