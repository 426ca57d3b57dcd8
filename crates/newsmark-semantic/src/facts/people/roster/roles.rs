//! People by what they are: *the mayor*, where the article has only one.
//!
//! Few articles ask, so nothing is taken apart before one does.

use std::cell::OnceCell;

use newsmark_lexer::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::name::fold;
use super::Who;

/// The roles that an article gives to people.
#[derive(Default)]
pub(super) struct Roles {
    given: Vec<(Who, TextRange)>,
    /// By the noun that a role turns on; none where several people have it.
    by_head: OnceCell<FxHashMap<Box<str>, Option<Who>>>,
}

impl Roles {
    pub(super) fn add(&mut self, who: Who, role: TextRange) {
        self.given.push((who, role));
    }

    /// The only one with a role.
    pub(super) fn only(&self, role: &str, text: &str) -> Option<Who> {
        let by_head = self.by_head.get_or_init(|| {
            let mut by_head: FxHashMap<Box<str>, Option<Who>> = FxHashMap::default();
            // Each once: an article may say a hundred times what somebody is.
            let mut known: FxHashSet<(Who, &str)> = FxHashSet::default();
            for &(who, range) in &self.given {
                let is_new = known.insert((who, &text[range]));
                if let Some(head) = is_new.then(|| role_head(&text[range])).flatten() {
                    let only = by_head.entry(head).or_insert(Some(who));
                    *only = only.filter(|&other| other == who);
                }
            }
            by_head
        });
        by_head.get(role).copied().flatten()
    }
}

/// The noun that a role turns on, folded: `mayor` for *the mayor of Lindale*.
pub(crate) fn role_head(role: &str) -> Option<Box<str>> {
    let end = role
        .split(' ')
        .take_while(|word| {
            !matches!(*word, "of" | "for" | "at" | "from" | "in" | "on" | "with" | "who" | "to")
        })
        .last()?;
    Some(fold(end.trim_matches(|c: char| !c.is_alphanumeric())))
}
