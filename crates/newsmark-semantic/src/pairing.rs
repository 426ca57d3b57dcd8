//! The pairing gate: whether two figures speak of the same thing.
//!
//! Arithmetic is easy; knowing that two numbers speak of one thing is not. Every check that compares
//! figures from different places asks here, and stays silent on a no.

use crate::facts::{Article, Figure};

/// Why two figures do not speak of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Apart {
    /// Percent against people, dollars against euros, a rate against a count.
    Unit,
    /// One is no quantity at all.
    Role,
}

/// Whether two figures of an article speak of the same thing, or what keeps them apart.
pub fn compare(article: &Article, a: &Figure, b: &Figure) -> Result<(), Apart> {
    let _ = article;
    if !a.is_quantity() || !b.is_quantity() {
        return Err(Apart::Role);
    }
    if a.unit != b.unit || a.per != b.per {
        return Err(Apart::Unit);
    }
    Ok(())
}
