//! `percent-range`: more than all of them, or a fall by more than all there was.

use crate::check::{Report, Severity, check};
use crate::facts::bounded::BoundedBy;
use crate::facts::{Article, Facts};

check! {
    /// More than 100 percent where there cannot be more.
    ///
    /// A share of people, a turnout or a jobless rate ends at 100 percent, and nothing falls by more than
    /// all of it. Mostly a decimal point is missing. A profit that falls by more is a loss, so that is
    /// information only; growth, capacity and targets may be any percentage.
    ///
    /// # Reported
    ///
    /// ```news
    /// Some 120 percent of respondents said they would move.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The hospital is at 120 percent of its capacity.
    /// ```
    pub(super) PERCENT_RANGE {
        code: "percent-range",
        severity: Severity::Warning,
        article: percent_range,
    }
}

fn percent_range(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for bounded in &article.bounded {
        let figure = article.figure(bounded.figure);
        if figure.context.negated {
            continue;
        }
        let words = facts.words(figure.range);
        let message = match bounded.by {
            BoundedBy::People => format!("{words} is more than all of them"),
            BoundedBy::Rate => format!("{words} is more than such a rate can be"),
            BoundedBy::Fall => format!("a fall of {words} is more than there was"),
            BoundedBy::FallOfBalance => {
                format!("a fall of {words} turns the sum into its opposite; say so")
            }
        };
        let remark = report.at(figure.range, message);
        if bounded.by == BoundedBy::FallOfBalance || figure.in_quote {
            remark.softened(Severity::Information);
        }
    }
}
