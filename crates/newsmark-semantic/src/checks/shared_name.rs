//! `shared-name`: a name that means something else in another article.
//!
//! One article alone cannot show it. Whoever has several puts their names side by side with
//! [`features::beside`](crate::features::beside); what stands here is its manual page and its level.

use crate::check::{Report, Severity, check};
use crate::facts::Facts;

check! {
    /// A figure or a source that has one name and two meanings in two articles.
    ///
    /// Articles of one folder often tell one story, and their ledgers and footnotes are copied from each other. When the port
    /// corrects a number, one of them keeps the old one. Values that agree as far as their words allow are fine, and so are other
    /// times, other units and values that are worked out; a source is the same where its address is, else where its words are.
    ///
    /// Editors say it of all articles that are open, and of all of the folder once it is checked. `newsmark check`
    /// reads each article by itself and does not. The examples stand beside an article with
    /// `riders: 1.42 million riders; 2024; port` in its ledger.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried [1.24 million](#riders) people in 2024.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.08 million riders; 2023; port
    /// ---
    ///
    /// The ferry carried [1.08 million](#riders) people in 2023.
    /// ```
    pub(super) SHARED_NAME {
        code: "shared-name",
        severity: Severity::Information,
        text: nothing,
        across: true,
    }
}

fn nothing(_: &Facts, _: &mut Report<'_>) {}
