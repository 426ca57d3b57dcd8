//! What a newsroom decides, and what day it is.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Everything besides the text that an analysis depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The day the article is for, where the article itself does not say.
    pub date: Option<Date>,
    /// Rules whose level differs from their own; front matter stands over these.
    pub levels: BTreeMap<String, Level>,
}

/// What becomes of a rule's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Off,
    /// They are reported, at most this loudly.
    At(crate::Severity),
}

impl Level {
    /// The level with this name: `off`, or a severity's word.
    pub fn named(name: &str) -> Option<Level> {
        use crate::Severity::{Error, Hint, Information, Warning};
        if name == "off" {
            return Some(Level::Off);
        }
        let mut severities = [Hint, Information, Warning, Error].into_iter();
        severities.find(|severity| severity.word() == name).map(Level::At)
    }
}
