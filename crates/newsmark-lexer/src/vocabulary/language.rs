//! Languages: what of the vocabulary belongs to one of them, as data.
//!
//! A language is a row of [`LANGUAGES`] and a folder of lists; nothing else names a list. So a second language begins as data:
//! the same classes, filled from another folder. What is still written for English alone is the lemma of a regular
//! noun and the order of words in the readers; a language with another order needs readers of its own.

use super::class::{Class, LISTS};

/// One language and its lists.
#[derive(Debug)]
pub struct Language {
    /// Its tag in BCP 47, without a country: `en`.
    pub tag: &'static str,
    /// Each class with the list that fills it.
    pub lists: &'static [(Class, &'static str)],
    /// Units of measure with their names.
    pub units: &'static str,
    /// Currencies with their names and signs.
    pub currencies: &'static str,
    /// Irregular plurals with their singulars.
    pub irregular_nouns: &'static str,
}

/// English.
pub const ENGLISH: Language = Language {
    tag: "en",
    lists: LISTS,
    units: include_str!("../../data/units.txt"),
    currencies: include_str!("../../data/en/currencies.txt"),
    irregular_nouns: include_str!("../../data/en/irregular-nouns.txt"),
};

/// The languages that articles can be in; the first is read where nothing else is said.
pub const LANGUAGES: &[Language] = &[ENGLISH];

impl Language {
    /// The language of a tag with or without a country: `en`, `en-IN`.
    pub fn tagged(tag: &str) -> Option<&'static Language> {
        let own = tag.split(['-', '_']).next().unwrap_or(tag);
        LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_may_have_a_country() {
        assert_eq!(Language::tagged("en-GB").map(|language| language.tag), Some("en"));
        assert_eq!(Language::tagged("EN").map(|language| language.tag), Some("en"));
        assert!(Language::tagged("xx").is_none());
    }

    #[test]
    fn every_language_fills_every_class_once() {
        for language in LANGUAGES {
            let mut classes: Vec<u8> =
                language.lists.iter().map(|(class, _)| *class as u8).collect();
            classes.sort_unstable();
            assert!(classes.windows(2).all(|pair| pair[0] != pair[1]), "{}", language.tag);
            assert_eq!(classes.len(), LISTS.len(), "{}", language.tag);
        }
    }
}
