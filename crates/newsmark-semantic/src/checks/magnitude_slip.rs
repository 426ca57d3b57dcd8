//! `magnitude-slip`: the same digits of the same thing at another scale.

use crate::agreement::{Slip, slip};
use crate::check::{Report, Severity, check};
use crate::facts::{Facts, Figure};
use crate::pairing;
use crate::wording;

check! {
    /// The same digits of the same thing, a thousand times more or less: million and billion.
    ///
    /// No slip with numbers is corrected more often. Ten or a hundred times are a decimal point in the wrong
    /// place and give a warning only. "$3.2 million of the $3.2 billion" is a part of a whole and fine.
    ///
    /// # Reported
    ///
    /// ```news
    /// The regional pension fund holds 3.24 billion listed shares.
    ///
    /// Half of the 3.24 million listed shares were bought in spring.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The regional pension fund holds 3.24 billion listed shares.
    ///
    /// Some 1.6 billion of the 3.24 billion listed shares were bought in spring.
    /// ```
    pub(super) MAGNITUDE_SLIP {
        code: "magnitude-slip",
        severity: Severity::Error,
        run: magnitude_slip,
    }
}

fn magnitude_slip(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        for pair in &article.restatements {
            let (earlier, later) = (article.figure(pair.earlier), article.figure(pair.later));
            let Some(Slip::PowerOfTen(power)) = slip(later, earlier) else { continue };
            let severity = match power.abs() {
                _ if pairing::is_quote_against_narration(earlier, later) => Severity::Information,
                3 | 6 => Severity::Error,
                _ => Severity::Warning,
            };
            let remark = report
                .at(later.range, message(facts, earlier, later, power))
                .softened(severity)
                .related(earlier.range, "the other figure");
            pairing::offer_either(facts, remark, earlier, later);
        }
    }
}

fn message(facts: &Facts, earlier: &Figure, later: &Figure, power: i32) -> String {
    let times = match power.abs() {
        1 => "ten",
        2 => "a hundred",
        3 => "a thousand",
        6 => "a million",
        _ => "many",
    };
    let relation = if power > 0 { "more" } else { "less" };
    format!(
        "{} here, {} earlier: the same digits, {times} times {relation}",
        wording::phrase(facts, later),
        wording::phrase(facts, earlier),
    )
}
