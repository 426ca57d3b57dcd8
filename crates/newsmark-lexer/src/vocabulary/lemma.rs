//! The singular of a noun.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{entries, language};

/// The dictionary form of a noun: lower case, singular, without a possessive. Irregular plurals come
/// from `data/en/irregular-nouns.txt`; the rest follows the spelling rules of English.
pub fn lemma(word: &str) -> Cow<'_, str> {
    let word = in_small_letters(super::without_possessive(word));
    if let Some(singular) = irregular(&word) {
        return Cow::Borrowed(singular);
    }
    match (ending(&word), word) {
        (None, word) => word,
        (Some((ending, "")), Cow::Borrowed(word)) => {
            Cow::Borrowed(word.strip_suffix(ending).unwrap_or(word))
        }
        (Some((ending, by)), word) => {
            let stem = word.strip_suffix(ending).unwrap_or(&word);
            Cow::Owned([stem, by].concat())
        }
    }
}

/// Whether a noun without a possessive is another word than its lemma: `users`, `people`.
pub fn is_inflected(word: &str) -> bool {
    let word = in_small_letters(word);
    irregular(&word).map_or_else(|| ending(&word).is_some(), |singular| singular != word)
}

/// Nearly all nouns are written so, and need no copy.
fn in_small_letters(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}

fn irregular(word: &str) -> Option<&'static str> {
    static IRREGULAR: LazyLock<FxHashMap<&'static str, &'static str>> =
        LazyLock::new(|| entries(language::ENGLISH.irregular_nouns).collect());
    IRREGULAR.get(word).copied()
}

/// The ending that a regular plural has, and what its singular has instead.
fn ending(word: &str) -> Option<(&'static str, &'static str)> {
    const IN_ES: [&str; 5] = ["ches", "shes", "sses", "xes", "zzes"];
    if !word.ends_with('s') {
        None
    } else if word.len() > 4 && word.ends_with("ies") {
        Some(("ies", "y"))
    } else if IN_ES.iter().any(|ending| word.ends_with(ending)) {
        Some(("es", ""))
    } else if word.len() > 3 && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        Some(("s", ""))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{is_inflected, lemma};

    #[test]
    fn plurals_become_singular() {
        let pairs = [
            ("users", "user"),
            ("companies", "company"),
            ("Churches", "church"),
            ("people", "person"),
            ("women", "woman"),
            ("buses", "bus"),
            ("bus", "bus"),
            ("series", "series"),
            ("China's", "china"),
        ];
        for (plural, singular) in pairs {
            assert_eq!(lemma(plural), singular);
            let is_own = plural.eq_ignore_ascii_case(singular);
            assert_eq!(is_inflected(plural.trim_end_matches("'s")), !is_own && plural != "China's");
        }
    }
}
