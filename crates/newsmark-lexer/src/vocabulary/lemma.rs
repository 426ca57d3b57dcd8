//! The singular of a noun.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{entries, language};

/// The dictionary form of a noun: lower case, singular, without a possessive. Irregular plurals come
/// from `data/en/irregular-nouns.txt`; the rest follows the spelling rules of English.
pub fn lemma(word: &str) -> Cow<'static, str> {
    static IRREGULAR: LazyLock<FxHashMap<&'static str, &'static str>> =
        LazyLock::new(|| entries(language::ENGLISH.irregular_nouns).collect());
    let word = super::without_possessive(word).to_lowercase();
    if let Some(&singular) = IRREGULAR.get(word.as_str()) {
        return Cow::Borrowed(singular);
    }
    Cow::Owned(regular(word))
}

fn regular(mut word: String) -> String {
    let cut = |word: &mut String, ending: usize, by: &str| {
        word.truncate(word.len() - ending);
        word.push_str(by);
    };
    if word.len() > 4 && word.ends_with("ies") {
        cut(&mut word, 3, "y");
    } else if ["ches", "shes", "sses", "xes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        cut(&mut word, 2, "");
    } else if word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending))
    {
        cut(&mut word, 1, "");
    }
    word
}

#[cfg(test)]
mod tests {
    use super::lemma;

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
        }
    }
}
