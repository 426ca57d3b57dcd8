//! `margin`: a lead that is not the difference between the sides.

use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading, claims};
use crate::facts::{Article, Facts};
use crate::wording;

check! {
    /// A margin that the two sides do not have between them.
    ///
    /// "52 percent to 46 percent, a margin of 8 points" is 6. Shares may be rounded, so that a point more or less
    /// is fine; votes and goals are counted. A margin of error is something else, and so is a majority in
    /// percent.
    ///
    /// # Reported
    ///
    /// ```news
    /// Holm won by 1,204 votes, 15,310 to 14,206.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Holm won by 1,104 votes, 15,310 to 14,206.
    /// ```
    pub(super) MARGIN {
        code: "margin",
        severity: Severity::Error,
        article: margin,
    }
}

fn margin(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for lead in &article.claims.leads {
        let margin = article.figure(lead.margin);
        let Some((printed, allowed)) = claims::difference(article, lead) else { continue };
        if derive::claimed(margin, Reading::Loose).overlaps(&allowed) {
            continue;
        }
        let words = facts.words(margin.range);
        let sides: Vec<&str> =
            lead.sides.iter().map(|&side| facts.words(article.figure(side).range)).collect();
        let message = format!(
            "the difference between {} is {}, not {words}",
            sides.join(" and "),
            wording::number(printed),
        );
        let severity = if lead.is_close { Severity::Error } else { Severity::Warning };
        let is_plain = margin.hedge.is_none();
        let severity = if is_plain { severity } else { Severity::Warning };
        let remark = report.at(margin.range, message).softened(severity);
        let remark = remark.related(lead.range, "the sides");
        if let Some(text) =
            wording::replaced(facts, margin, printed).filter(|_| is_plain && !margin.in_quote)
        {
            remark.fix(format!("change {words} to {text}"), margin.range, text);
        }
    }
}
