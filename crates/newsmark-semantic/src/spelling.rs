//! Which name is meant by one that is not there.
//!
//! A slip of the finger is one character added, lost, changed or swapped with its neighbour. Where two
//! names are as near, none is meant: a wrong suggestion is worse than none.

use crate::wording::lowered;

/// More names than this are not searched for the one that is meant.
const MOST_SEARCHED: usize = 200;

/// In shorter names a slip would make anything of anything, in characters.
const SHORTEST: usize = 3;

/// The one name that differs from a word by a slip of the finger.
pub(crate) fn meant<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if word.len() < SHORTEST {
        return None;
    }
    let word = lowered(word);
    let mut close = names.take(MOST_SEARCHED).filter(|name| is_slip(&word, &lowered(name)));
    let first = close.next()?;
    close.all(|other| other == first).then_some(first)
}

/// Whether one character was added, lost, changed or swapped with its neighbour, in names that are not too short.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return is_one_off(a.as_bytes(), b.as_bytes());
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    is_one_off(&a, &b)
}

fn is_one_off<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    if a.len().min(b.len()) < SHORTEST || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([a, b, rest @ ..], [c, d, other @ ..]) if a == d && b == c && rest == other => true,
        ([_, rest @ ..], other) | (other, [_, rest @ ..]) if rest == other => true,
        (long, [_, rest @ ..]) => long == rest,
        _ => false,
    }
}

/// Whether two longer words that begin alike are two characters apart: Stephen and Steven.
pub(crate) fn is_double_slip(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return are_two_off(a.as_bytes(), b.as_bytes());
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    are_two_off(&a, &b)
}

fn are_two_off<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    if a.len().min(b.len()) < 6 || a.len().abs_diff(b.len()) > 2 || a[..2] != b[..2] {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let kept = corner + usize::from(from != to);
            corner = row[j + 1];
            row[j + 1] = kept.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()] <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_character() {
        for (a, b) in [("prot", "port"), ("pot", "port"), ("porrt", "port"), ("pork", "port")] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("a", "b"), ("port", "dock"), ("port", "ports2"), ("trop", "port")] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }

    #[test]
    fn a_double_slip_is_two_characters() {
        for (a, b) in [("stephen", "steven"), ("jürgensen", "jürgenssn"), ("marlowe", "marlow")] {
            assert!(is_double_slip(a, b) && is_double_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("anna", "anne"),
            ("stephen", "marlowe"),
            ("stephen", "stefan"),
            ("björnsen", "bkörnsen"),
        ] {
            assert!(!is_double_slip(a, b) && !is_double_slip(b, a), "{a} {b}");
        }
    }

    #[test]
    fn one_name_is_meant_or_none() {
        assert_eq!(meant("prot", ["dock", "port"].into_iter()), Some("port"));
        assert_eq!(meant("poet", ["port", "poem"].into_iter()), None);
    }
}
