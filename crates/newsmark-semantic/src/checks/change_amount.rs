//! `change-amount`: a difference that is not the difference of the values beside it.

use crate::check::{Report, Severity, check};
use crate::derive;
use crate::difference;
use crate::facts::{Article, Facts};

check! {
    /// A difference that the values beside it do not have.
    ///
    /// "From X to Y" and "up D" must fit: Y less X is D, as far as the rounding allows. Readers do this
    /// subtraction in their heads. A decimal point in another place and swapped digits are named.
    ///
    /// # Reported
    ///
    /// ```news
    /// Rents rose from $1,240 to $1,380 a month, up $80.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Rents rose from $1,240 to $1,380 a month, up $140.
    /// ```
    pub(super) CHANGE_AMOUNT {
        code: "change-amount",
        severity: Severity::Error,
        article: change_amount,
    }
}

fn change_amount(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let changes =
        article.changes.iter().filter(|change| change.amount.is_some() && !change.is_of_level);
    for change in changes.filter(|change| !derive::is_denied(article, change)) {
        difference::report(facts, article, change, report);
    }
}
