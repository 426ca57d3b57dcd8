//! `consecutive-count`: a run of years that does not fit the time since it began.

use crate::check::{Report, Severity, check};
use crate::derive::claims::run_length;
use crate::facts::claim::Streak;
use crate::facts::{Article, AsOf, Facts};

check! {
    /// A run without a break that is longer or shorter than the time since it began.
    ///
    /// "The tenth straight year since 2018" cannot be in 2024: that is the sixth or seventh, whether or not the
    /// first is counted. Where no other year is named, the article's own date counts. What happens several times
    /// a year, or not every year, is not counted.
    ///
    /// # Reported
    ///
    /// ```news
    /// In 2024 the harvest grew for the tenth consecutive year since 2018.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// In 2024 the harvest grew for the sixth consecutive year since 2018.
    /// ```
    pub(super) CONSECUTIVE_COUNT {
        code: "consecutive-count",
        severity: Severity::Warning,
        article: consecutive_count,
    }
}

fn consecutive_count(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for streak in &article.claims.streaks {
        since_start(facts, article, streak, report);
        after_list(facts, streak, report);
    }
    restated(facts, article, report);
}

/// The run against the time since it began.
fn since_start(facts: &Facts, article: &Article, streak: &Streak, report: &mut Report<'_>) {
    let Some((since, place)) = streak.since else { return };
    let date = article.date.map(|date| AsOf {
        year: date.year(),
        month: Some(date.month().unsigned_abs()),
        day: None,
    });
    let Some(until) = streak.until.map(|(time, _)| time).or(date) else { return };
    let is_monthly = matches!(&*streak.noun, "month" | "quarter");
    let fill = |time: AsOf| AsOf {
        year: if time.year == 0 { date.map_or(0, |date| date.year) } else { time.year },
        ..time
    };
    let until = fill(until);
    let mut since = AsOf { year: if since.year == 0 { until.year } else { since.year }, ..since };
    // `since November`, told in March: of the year before.
    if is_monthly
        && streak.since.is_some_and(|(time, _)| time.year == 0)
        && since.month > until.month
    {
        since.year -= 1;
    }
    if since.year <= 0 || until.year <= 0 {
        return;
    }
    let Some((least, most)) = run_length(streak, since, until) else { return };
    let is_periodic =
        is_monthly || matches!(&*streak.noun, "year" | "season" | "summer" | "winter" | "annual");
    let is_yearly = matches!(
        &*streak.noun,
        "title"
            | "championship"
            | "crown"
            | "edition"
            | "election"
            | "deficit"
            | "surplus"
            | "budget"
            | "loss"
            | "profit"
            | "harvest"
    );
    let off = match streak.n {
        n if n > most => n - most,
        n if n < least && is_periodic && streak.is_since_attached => least - n,
        _ => return,
    };
    let is_explicit = streak.until.is_some();
    let severity = match (off, is_periodic || is_yearly) {
        (2.., true) if !streak.is_earlier => Severity::Warning,
        (1, true) if is_explicit => Severity::Information,
        (2.., _) if is_periodic || is_yearly => Severity::Information,
        _ => return,
    };
    let unit = if is_monthly { &*streak.noun } else { "year" };
    let message = format!(
        "from {} to {} it is {least} or {most} {unit}s, not {}",
        facts.words(place),
        streak.until.map_or_else(
            || format!("the article's date in {}", until.year),
            |(_, range)| facts.words(range).to_owned()
        ),
        streak.n,
    );
    report.at(streak.range, message).softened(severity).related(place, "since then");
}

/// The run against the years that are listed before it.
fn after_list(facts: &Facts, streak: &Streak, report: &mut Report<'_>) {
    let Some((listed, place)) = streak.listed else { return };
    if streak.n == listed || streak.n == listed + 1 {
        return;
    }
    let message =
        format!("{} makes {listed}, this one {}, not {}", facts.words(place), listed + 1, streak.n);
    let severity =
        if listed >= 3 || streak.n < listed { Severity::Warning } else { Severity::Information };
    report.at(streak.range, message).softened(severity).related(place, "the ones before");
}

/// The headline's run against the body's.
fn restated(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let is_in_headline = |streak: &&Streak| article.figure(streak.count).in_headline;
    for headline in article.claims.streaks.iter().filter(is_in_headline).take(2) {
        let is_year = |streak: &Streak| matches!(&*streak.noun, "year" | "season" | "time");
        let mut same = article.claims.streaks.iter().filter(|streak| {
            let may_be_same = streak.noun == headline.noun || is_year(streak) != is_year(headline);
            !is_in_headline(streak) && !streak.is_earlier && may_be_same
        });
        let Some(body) = same.next() else { continue };
        if body.n != headline.n && same.all(|other| other.n != headline.n) {
            let message = format!(
                "{} in the headline, {} in the body",
                facts.words(headline.range),
                facts.words(body.range)
            );
            // `a sixth straight prize`, `for the fifth straight year`: most likely one run.
            let severity = match body.noun == headline.noun {
                true => Severity::Warning,
                false => Severity::Information,
            };
            let remark = report.at(headline.range, message).softened(severity);
            remark.related(body.range, "what the body says");
        }
    }
}
