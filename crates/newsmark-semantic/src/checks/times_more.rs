//! `times-more`: "three times more", which has two readings.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading};
use crate::facts::figure::Direction;
use crate::facts::multiple::Multiple;
use crate::facts::{Article, Change, Facts};
use crate::interval::Interval;
use crate::wording;

check! {
    /// "Three times more" may be three times as much or four times.
    ///
    /// Style guides do not agree on it, and "three times less" has no plain reading at all. "Three times as
    /// many" says what is meant. Where the values are given and fit neither reading, it is a warning.
    ///
    /// # Reported
    ///
    /// ```news
    /// Output was three times more than last year.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Output was three times as much as last year.
    /// ```
    pub(super) TIMES_MORE {
        code: "times-more",
        severity: Severity::Warning,
        article: times_more,
    }
}

fn times_more(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let mut changes = article.changes.iter().peekable();
    for multiple in &article.multiples {
        while changes.next_if(|change| change.ratio < Some(multiple.times)).is_some() {}
        let change = changes.peek().filter(|change| change.ratio == Some(multiple.times));
        let words = facts.words(multiple.range);
        match change.and_then(|change| ratio(article, change, multiple)) {
            Some((change, ratio)) => {
                let message = format!("the values beside {words} are {ratio} times one another");
                let remark = report.at(multiple.range, message);
                derive::grounds(article, change)
                    .fold(remark, |remark, (figure, part)| remark.related(figure.range, part));
            }
            None => {
                let advice = match multiple.direction {
                    Direction::Up => "say how many times as much",
                    Direction::Down => "say what part is left",
                };
                let message = format!("{words} can be read in two ways; {advice}");
                report.at(multiple.range, message).softened(Severity::Hint);
            }
        }
    }
}

/// How many times the old value the new one is, where that is neither so many times nor so many more.
fn ratio<'a>(
    article: &Article,
    change: &'a Change,
    multiple: &Multiple,
) -> Option<(&'a Change, Decimal)> {
    let (old, new) = (article.figure(change.old?), article.figure(change.new?));
    let times = article.figure(multiple.times).loose();
    if old.unit != new.unit || !derive::is_firm(article, change) {
        return None;
    }
    let claimed = times.hull(&times.plus(&Interval::exactly(Decimal::ONE)));
    let of = |reading: Reading| match multiple.direction {
        Direction::Up => reading.of(new).over(&reading.of(old)),
        Direction::Down => reading.of(old).over(&reading.of(new)),
    };
    let printed = of(Reading::Printed).low?;
    let is_wrong = !of(Reading::Loose).overlaps(&claimed);
    is_wrong.then(|| (change, wording::to_step(printed, Decimal::new(1, 2)).normalize()))
}
