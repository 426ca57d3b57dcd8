//! What few ask of a paragraph's words: worked out when somebody asks first, and kept with the paragraph.

use std::fmt;
use std::sync::OnceLock;

/// Something that follows from the words of a paragraph alone, once somebody has asked for it.
#[derive(Clone, Default)]
pub(crate) struct Lazily<T>(OnceLock<T>);

impl<T> Lazily<T> {
    /// What it is; `read` says so, the same each time.
    pub(crate) fn get(&self, read: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(read)
    }
}

impl<T> fmt::Debug for Lazily<T> {
    /// Whether somebody has asked says nothing about the paragraph.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
