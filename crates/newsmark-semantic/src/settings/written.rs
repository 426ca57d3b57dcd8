//! Settings as they are written: keys with values, wherever they come from, and what is wrong with them.
//!
//! A file and an editor write the same keys. Whatever cannot be used is said, with its place, what may
//! stand there and what was probably meant; the rest is used all the same.

use newsmark_lexer::TextRange;

use super::{DecimalSign, Level, Profile, Settings, first_word};
use crate::{checks, spelling};

/// The keys that mean something.
pub const KEYS: &[&str] = &["checks", "date", "decimal", "language", "profile"];

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands; empty where settings have no text.
    pub key_range: TextRange,
    /// The value.
    pub value: Value,
    /// Where the value stands; empty where settings have no text.
    pub range: TextRange,
}

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string, or a date.
    Words(String),
    /// Keys with values of their own.
    Entries(Vec<Entry>),
    /// Anything else, by the name that its users know: `number`, `boolean`, `list`.
    Other(&'static str),
}

/// Settings, and what could not be used of what was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// What was decided.
    pub settings: Settings,
    /// What is wrong, in the order of the places.
    pub problems: Vec<Problem>,
}

/// Something in written settings that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place; empty where settings have no text.
    pub range: TextRange,
    /// One sentence: what is wrong, and what may stand there.
    pub message: String,
    /// What was probably meant, to stand in the place instead.
    pub meant: Option<&'static str>,
}

/// Reads settings that somebody wrote.
pub fn read(entries: &[Entry]) -> Read {
    let mut read = Read::default();
    for entry in entries {
        read.entry(entry);
    }
    read.problems.sort_by_key(|problem| problem.range.start());
    read
}

impl Read {
    fn entry(&mut self, entry: &Entry) {
        match entry.key.as_str() {
            "checks" => match &entry.value {
                Value::Entries(levels) => levels.iter().for_each(|level| self.level(level)),
                _ => self.wrong_kind(entry, "a table of rules with their levels"),
            },
            "date" => self.settings.date = self.one_of(entry, |words| words.parse().ok(), DATE),
            "decimal" => {
                let names =
                    Allowed::Names(DecimalSign::ALL.iter().map(|sign| sign.name()).collect());
                self.settings.decimal = self.one_of(entry, DecimalSign::named, names);
            }
            "language" => self.settings.language = self.one_of(entry, language, LANGUAGE),
            "profile" => {
                let names = Allowed::Names(Profile::ALL.iter().map(|house| house.name()).collect());
                self.settings.profile = self.one_of(entry, Profile::named, names);
            }
            key => {
                let meant = spelling::meant(key, KEYS.iter().copied()).or_else(|| elsewhere(key));
                let message = format!("there is no setting {key}");
                self.problem(entry.key_range, message, Allowed::Names(KEYS.to_vec()), meant);
            }
        }
    }

    /// The level of one rule.
    fn level(&mut self, entry: &Entry) {
        let rule = entry.key.as_str();
        let Some(check) = checks::by_code(rule) else {
            let meant = spelling::meant(rule, checks::all().iter().map(|check| check.code));
            let all = Allowed::Words("`newsmark explain` lists the rules");
            return self.problem(entry.key_range, format!("there is no rule {rule}"), all, meant);
        };
        let names = Allowed::Names(Level::NAMES.to_vec());
        if let Some(level) = self.one_of(entry, Level::given, names) {
            self.settings.levels.insert(check.code.to_owned(), level);
        }
    }

    /// The value of an entry as what it must be, or a problem.
    fn one_of<T>(
        &mut self,
        entry: &Entry,
        read: impl Fn(&str) -> Option<T>,
        allowed: Allowed,
    ) -> Option<T> {
        let Value::Words(words) = &entry.value else {
            self.wrong_kind(entry, "words in quotation marks");
            return None;
        };
        let found = read(words);
        if found.is_none() {
            let meant = match &allowed {
                Allowed::Names(names) => {
                    let word = first_word(words);
                    spelling::meant(word, names.iter().copied()).or_else(|| {
                        elsewhere(&word.to_lowercase()).filter(|meant| names.contains(meant))
                    })
                }
                Allowed::Words(_) => None,
            };
            let message = match words.is_empty() {
                true => format!("{} is empty", entry.key),
                false => format!("{} cannot be {words}", entry.key),
            };
            self.problem(entry.range, message, allowed, meant);
        }
        found
    }

    fn wrong_kind(&mut self, entry: &Entry, wanted: &str) {
        let found = match &entry.value {
            Value::Words(_) => "words",
            Value::Entries(_) => "a table",
            Value::Other(kind) => kind,
        };
        let message = format!("{} takes {wanted}, not {found}", entry.key);
        self.problems.push(Problem { range: entry.range, message, meant: None });
    }

    fn problem(
        &mut self,
        range: TextRange,
        what: String,
        allowed: Allowed,
        meant: Option<&'static str>,
    ) {
        let message = match (meant, allowed) {
            (Some(meant), Allowed::Names(names)) => {
                format!("{what}; {}; did you mean {meant}?", listed(&names))
            }
            (Some(meant), Allowed::Words(_)) => format!("{what}; did you mean {meant}?"),
            (None, Allowed::Names(names)) => format!("{what}; {}", listed(&names)),
            (None, Allowed::Words(words)) => format!("{what}; {words}"),
        };
        self.problems.push(Problem { range, message, meant });
    }
}

/// What may stand in a place.
enum Allowed {
    /// One of these.
    Names(Vec<&'static str>),
    /// What these words say.
    Words(&'static str),
}

const DATE: Allowed = Allowed::Words("a date is written 2025-01-17");
const LANGUAGE: Allowed = Allowed::Words("a language is written en, or en-GB with its country");

/// A language tag: letters, then what is set off by hyphens.
fn language(words: &str) -> Option<String> {
    let mut parts = words.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_language && parts.all(is_part)).then(|| words.to_owned())
}

/// Our word for what other tools call so.
fn elsewhere(word: &str) -> Option<&'static str> {
    Some(match word {
        "rules" | "levels" | "lint" => "checks",
        "lang" | "locale" => "language",
        "house" | "style" => "profile",
        "none" | "ignore" | "allow" | "false" | "disabled" => "off",
        "info" | "note" | "notice" => "information",
        "warn" => "warning",
        "deny" | "critical" => "error",
        "dot" | "period" | "." => "point",
        "," => "comma",
        _ => return None,
    })
}

/// `it is one of a, b and c`
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("it is {one}"),
        [one, other] => format!("it is {one} or {other}"),
        [most @ .., last] => format!("it is one of {} and {last}", most.join(", ")),
    }
}
