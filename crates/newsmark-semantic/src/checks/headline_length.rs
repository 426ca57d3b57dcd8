//! `headline-length`: a headline that will be cut.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// A headline with more characters than pages and phones show.
    ///
    /// Search pages, phones and newsletters cut a headline at about 70 characters, often in the middle
    /// of what matters. Houses have their own length.
    ///
    /// # Reported
    ///
    /// ```news
    /// # Harbour board says ferry carried more riders in the first six months than in all of last year
    ///
    /// The ferry carried 620,000 riders in six months.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # Ferry carries more riders in six months than all last year
    ///
    /// The ferry carried 620,000 riders in six months.
    /// ```
    pub(super) HEADLINE_LENGTH {
        code: "headline-length",
        severity: Severity::Hint,
        article: headline_length,
    }
}

fn headline_length(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let most = facts.house.longest_headline();
    if let Some(headline) = &article.headline {
        let length = facts.words(headline.range).chars().count();
        if length > most as usize {
            let message =
                format!("the headline has {length} characters; more than {most} are often cut");
            report.at(headline.range, message);
        }
    }
}
