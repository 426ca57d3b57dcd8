//! `range-order`: a range whose lower end is above its upper end.

use crate::check::{Report, Severity, check};
use crate::facts::claim::SpanForm;
use crate::facts::{Article, Facts};

check! {
    /// A range that is written the wrong way round.
    ///
    /// "Between 10 and 5" and "from a low of 9 to a high of 7" have their ends swapped, or one of the numbers
    /// is wrong. What fell from 80 to 60 is no range; scores, years and things set side by side are none
    /// either.
    ///
    /// # Reported
    ///
    /// ```news
    /// The repair will cost between $10 million and $5 million.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The repair will cost between $5 million and $10 million.
    ///
    /// The speed limit falls from 80 to 60.
    /// ```
    pub(super) RANGE_ORDER {
        code: "range-order",
        severity: Severity::Warning,
        article: range_order,
    }
}

fn range_order(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for span in &article.claims.spans {
        let (low, high) = (article.figure(span.low), article.figure(span.high));
        let is_backwards = match span.low == span.high {
            true => span.low_value > span.high_value,
            false => high.loose().is_below(&low.loose()),
        };
        let Some(severity) = severity(span.form).filter(|_| is_backwards) else { continue };
        let message = match span.form {
            SpanForm::LowAndHigh | SpanForm::LowAndHighApart => format!(
                "the low of {} is above the high of {}",
                facts.words(low.range),
                facts.words(high.range)
            ),
            SpanForm::Between | SpanForm::BetweenBare => {
                format!("between {} has its greater end first", facts.words(span.range))
            }
            _ => format!("{} has its greater end first", facts.words(span.range)),
        };
        let remark = report.at(span.range, message).softened(severity);
        if span.low != span.high
            && matches!(span.form, SpanForm::LowAndHigh | SpanForm::LowAndHighApart)
        {
            remark.related(low.range, "the low").related(high.range, "the high");
        }
    }
}

/// How likely it is a mistake; none where it may well be meant.
fn severity(form: SpanForm) -> Option<Severity> {
    match form {
        SpanForm::Between | SpanForm::LowAndHigh => Some(Severity::Warning),
        SpanForm::LowAndHighApart
        | SpanForm::Ranging
        | SpanForm::Joined
        | SpanForm::BetweenBare => Some(Severity::Information),
        SpanForm::Plain | SpanForm::SideBySide => None,
    }
}
