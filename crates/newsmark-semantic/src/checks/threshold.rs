//! `threshold`: a number that was passed, and a value that did not pass it.

use crate::check::{Report, Severity, check};
use crate::facts::figure::Direction;
use crate::facts::{Article, Facts};
use crate::interval::Interval;

check! {
    /// A value that did not pass what it is said to have passed.
    ///
    /// "Passed 10,000, reaching 9,870" and "fell below 5 percent, to 5.2 percent" cannot both be. Only where
    /// one sentence gives both, in one unit; targets, forecasts and denials are left alone. A vote that carried with
    /// fewer votes than it is said to need is another.
    ///
    /// # Reported
    ///
    /// ```news
    /// Membership passed 10,000 last year, reaching 9,870.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Membership passed 10,000 last year, reaching 10,420.
    /// ```
    pub(super) THRESHOLD {
        code: "threshold",
        severity: Severity::Warning,
        article: threshold,
    }
}

fn threshold(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for one in &article.claims.requirements {
        let (needed, got) = (article.figure(one.needed), article.figure(one.got));
        if got.strict().is_below(&needed.strict()) {
            let message = format!(
                "{} is less than the {} that it needed, but it passed",
                facts.words(got.range),
                facts.words(needed.range),
            );
            report.at(got.range, message).related(needed.range, "what it needed");
        }
    }
    for crossing in &article.claims.crossings {
        let (mark, level) = (article.figure(crossing.threshold), article.figure(crossing.level));
        let Some(value) = mark.value else { continue };
        let mark_at = Interval::exactly(value);
        let (is_short, relation) = match crossing.direction {
            Direction::Up => (level.loose().is_below(&mark_at), "not above"),
            Direction::Down => (mark_at.is_below(&level.loose()), "not below"),
        };
        if is_short {
            let message = format!(
                "{} is {relation} {}, which it is said to have passed",
                facts.words(level.range),
                facts.words(mark.range),
            );
            report
                .at(level.range, message)
                .related(crossing.verb.cover(mark.range), "said to have been passed");
        }
    }
}
