//! What a newsroom decides, and what day it is.
//!
//! Settings come from three places: a file beside the articles, the editor, and the front matter of the
//! article itself. Each says only what it wants to say and is laid over the one before; see
//! [`Settings::over`]. Nothing is read from disk here: text and values come in, settings and what is wrong
//! with them come out.

mod toml_text;
mod written;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::Document;

pub use toml_text::from_toml;
pub use written::{Entry, KEYS, Problem, Read, Value, read};

/// Everything besides the text that an analysis depends on. What nobody decided is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The day the article is for, where the article itself does not say.
    pub date: Option<Date>,
    /// The house whose style is kept.
    pub profile: Option<Profile>,
    /// The language of the articles, as a tag: `en`, `en-GB`, `en-IN`.
    pub language: Option<String>,
    /// Which sign stands before decimals.
    pub decimal: Option<DecimalSign>,
    /// Rules whose level differs from their own.
    pub levels: BTreeMap<String, Level>,
}

/// A house whose style is kept: quotation marks, acronyms, percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// The Associated Press.
    Ap,
    /// Reuters.
    Reuters,
    /// The BBC.
    Bbc,
    /// The Guardian.
    Guardian,
    /// Xinhua.
    Xinhua,
}

/// Which sign stands before decimals; the other one parts thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalSign {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

/// What becomes of a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Off,
    /// They are reported, at most this loudly.
    At(crate::Severity),
}

impl Settings {
    /// These settings, and where they are silent those below.
    pub fn over(self, below: &Settings) -> Settings {
        let mut levels = below.levels.clone();
        levels.extend(self.levels);
        Settings {
            date: self.date.or(below.date),
            profile: self.profile.or(below.profile),
            language: self.language.or_else(|| below.language.clone()),
            decimal: self.decimal.or(below.decimal),
            levels,
        }
    }

    /// Which sign stands before decimals: what was decided, else what the language has.
    pub fn decimal_sign(&self) -> DecimalSign {
        let language = self.language.as_deref().unwrap_or_default();
        self.decimal.unwrap_or_else(|| DecimalSign::of_language(language))
    }

    /// The settings for a text: what its front matter says, over these.
    pub(crate) fn in_force(&self, text: &str, document: &Document) -> Settings {
        let Some(matter) = &document.front_matter else { return self.clone() };
        let language = matter.value(text, "language").map(|(_, words)| words.to_owned());
        let checks = matter.entry(text, "checks").map_or(&[][..], |entry| &entry.children);
        let level = |entry: &crate::document::front_matter::Entry| -> Option<(String, Level)> {
            Some((text[entry.key].to_owned(), Level::given(&text[entry.value])?))
        };
        // Of a rule that stands twice the first counts, as of every key.
        let levels = checks.iter().rev().filter_map(level).collect();
        let profile = matter.value(text, "profile").and_then(|(_, name)| Profile::named(name));
        Settings { profile, language, levels, ..Settings::default() }.over(self)
    }
}

impl Profile {
    /// All of them, in the order of their names.
    pub const ALL: &[Profile] =
        &[Profile::Ap, Profile::Bbc, Profile::Guardian, Profile::Reuters, Profile::Xinhua];

    /// The name in settings: `bbc`.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Ap => "ap",
            Profile::Reuters => "reuters",
            Profile::Bbc => "bbc",
            Profile::Guardian => "guardian",
            Profile::Xinhua => "xinhua",
        }
    }

    /// The profile with this name, in capitals or not.
    pub fn named(name: &str) -> Option<Profile> {
        Profile::ALL.iter().copied().find(|profile| name.eq_ignore_ascii_case(profile.name()))
    }
}

impl DecimalSign {
    /// All of them, in the order of their names.
    pub const ALL: &[DecimalSign] = &[DecimalSign::Comma, DecimalSign::Point];

    /// The sign that a language has, by its tag: `de-AT` a comma, but `de-CH` and whatever is not known a point.
    pub fn of_language(tag: &str) -> DecimalSign {
        const COMMA: &[&str] = &[
            "be", "bg", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
            "hu", "id", "is", "it", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt",
            "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi",
        ];
        const POINT: &[&str] = &["de-CH", "de-LI", "es-419", "es-MX", "es-US", "it-CH"];
        let own = tag.split(['-', '_']).next().unwrap_or_default();
        let is_among =
            |list: &[&str], tag: &str| list.iter().any(|one| one.eq_ignore_ascii_case(tag));
        match is_among(COMMA, own) && !is_among(POINT, &tag.replace('_', "-")) {
            true => DecimalSign::Comma,
            false => DecimalSign::Point,
        }
    }

    /// The name in settings: `comma`.
    pub fn name(self) -> &'static str {
        match self {
            DecimalSign::Point => "point",
            DecimalSign::Comma => "comma",
        }
    }

    /// The sign with this name.
    pub fn named(name: &str) -> Option<DecimalSign> {
        DecimalSign::ALL.iter().copied().find(|sign| sign.name() == name)
    }
}

impl Level {
    /// The words for all levels, from silent to loud.
    pub const NAMES: &[&str] = &["off", "hint", "information", "warning", "error"];

    /// The level with this name: `off`, or a severity's word.
    pub fn named(name: &str) -> Option<Level> {
        use crate::Severity::{Error, Hint, Information, Warning};
        if name == "off" {
            return Some(Level::Off);
        }
        let mut severities = [Hint, Information, Warning, Error].into_iter();
        severities.find(|severity| severity.word() == name).map(Level::At)
    }

    /// The level that some words begin with; a reason may follow: `off, rounded in our tables`.
    pub fn given(words: &str) -> Option<Level> {
        Level::named(first_word(words))
    }
}

/// The words up to a blank or a comma.
fn first_word(words: &str) -> &str {
    words.split([' ', ',', ';']).next().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Severity;

    #[test]
    fn each_place_says_only_what_it_wants_to_say() {
        let file = from_toml(
            "profile = \"bbc\"\nlanguage = \"en-GB\"\n[checks]\npart-sum = \"off\"\nplaceholder = \"hint\"\n",
        );
        let editor = from_toml("profile = \"ap\"\n[checks]\npart-sum = \"error\"\n");
        assert_eq!((&file.problems[..], &editor.problems[..]), (&[][..], &[][..]));
        let both = editor.settings.over(&file.settings);
        assert_eq!(both.profile, Some(Profile::Ap));
        assert_eq!(both.language.as_deref(), Some("en-GB"));
        assert_eq!(both.levels["part-sum"], Level::At(Severity::Error));
        assert_eq!(both.levels["placeholder"], Level::At(Severity::Hint));
    }

    #[test]
    fn front_matter_is_laid_over_them() {
        let below = from_toml("language = \"en-GB\"\nprofile = \"xinhua\"\n").settings;
        let text =
            "---\nlanguage: en-IN\nchecks:\n  part-sum: off, lakhs\n---\n\nThe fleet grew.\n";
        let settings = crate::analyze(text, &below).facts.settings;
        assert_eq!(settings.language.as_deref(), Some("en-IN"));
        assert_eq!(settings.profile, Some(Profile::Xinhua));
        assert_eq!(settings.levels["part-sum"], Level::Off);
    }

    #[test]
    fn names_lead_back_to_what_they_name() {
        for &profile in Profile::ALL {
            assert_eq!(Profile::named(profile.name()), Some(profile));
        }
        for &sign in DecimalSign::ALL {
            assert_eq!(DecimalSign::named(sign.name()), Some(sign));
        }
        assert!(Level::NAMES.iter().all(|name| Level::named(name).is_some()));
        assert_eq!(Profile::named("AP"), Some(Profile::Ap));
    }
}
