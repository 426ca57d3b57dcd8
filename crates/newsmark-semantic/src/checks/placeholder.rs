//! `placeholder`: something that was left to be filled in.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// TK, TKTK, XX or `[TK ...]`, which stand for what is still to come.
    ///
    /// Every newsroom has printed one. Names, tickers, flights, sizes and Roman numerals that are written
    /// the same way are left alone, and so is what stands in code.
    ///
    /// # Reported
    ///
    /// ```news
    /// The ferry carried TK people in 2024, XX percent more than the year before.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Super Bowl XX was played in 1986, long before TK Maxx opened a shop in the stadium.
    /// ```
    pub(super) PLACEHOLDER {
        code: "placeholder",
        severity: Severity::Warning,
        article: placeholder,
    }
}

fn placeholder(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for place in &article.placeholders {
        let words = facts.words(place.range);
        let message = match words.contains(['\n', '\r']) {
            true => "this is still to be filled in".to_owned(),
            false => format!("{words} is still to be filled in"),
        };
        report.at(place.range, message);
    }
}
