//! Front matter: `key: value` lines between `---` at the very top.
//!
//! A strict reader of our own: YAML refuses a headline with a colon and turns 78.60 into 78.6. Every
//! scalar is a string with a place. No body line is ever a key.

use newsmark_lexer::TextRange;

use super::ledger::LedgerEntry;

/// The front matter of a text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its lines, with the `---`.
    pub range: TextRange,
    /// Its keys, in order.
    pub entries: Vec<Entry>,
    /// `figures:` and `assert:`, taken apart.
    pub ledger: Vec<LedgerEntry>,
}

/// A key with its value, or with the entries nested under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, without the colon.
    pub key: TextRange,
    /// The value, trimmed and without enclosing quotes; empty where entries or items follow.
    pub value: TextRange,
    /// Nested `key: value` lines.
    pub children: Vec<Entry>,
    /// Nested `- item` lines.
    pub items: Vec<TextRange>,
}

impl FrontMatter {
    /// The entry with this key.
    pub fn entry<'a>(&'a self, text: &str, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| &text[entry.key] == key)
    }

    /// The value of this key, if it has one.
    pub fn value<'t>(&self, text: &'t str, key: &str) -> Option<(TextRange, &'t str)> {
        let range = self.entry(text, key)?.value;
        (!range.is_empty()).then(|| (range, &text[range]))
    }
}
