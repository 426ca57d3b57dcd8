//! `ratio-word`: doubled, halved, three times as many, beside values of another ratio.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading};
use crate::facts::figure::{Direction, Hedge};
use crate::facts::{Article, Change, Facts, Figure};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A word such as "doubled" that the values beside it do not bear out.
    ///
    /// "Doubled" is rounded: from 1.9 to 2.1 times passes unremarked, from 1.75 to 2.25 times is
    /// information, anything else a warning. "More than doubled" must be more, "nearly tripled" a little
    /// less. "By half" and "by a third" are looked at in the same way.
    ///
    /// # Reported
    ///
    /// ```news
    /// Sales doubled to 3.4 million from 2.1 million.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Sales doubled to 4.1 million from 2.1 million.
    /// ```
    pub(super) RATIO_WORD {
        code: "ratio-word",
        severity: Severity::Warning,
        article: ratio_word,
    }
}

fn ratio_word(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let of_ratio =
        article.changes.iter().filter(|change| change.ratio.or(change.fraction).is_some());
    for change in of_ratio.filter(|change| !derive::is_denied(article, change)) {
        examine(facts, article, change, report);
    }
}

fn examine(
    facts: &Facts,
    article: &Article,
    change: &Change,
    report: &mut Report<'_>,
) -> Option<()> {
    let claim = article.figure(change.ratio.or(change.fraction)?);
    let (Some(old), Some(new)) = (change.old, change.new) else {
        return fraction(facts, article, change, claim, report);
    };
    let (old, new) = (article.figure(old), article.figure(new));
    if old.unit != new.unit {
        return None;
    }
    let [close, wide] = claimed(change, claim)?;
    let ratio = Reading::Loose.of(new).over(&Reading::Loose.of(old));
    let is_times_more = change.ratio.is_some_and(|id| article.multiple(id).is_some());
    if is_times_more || ratio.overlaps(&close) {
        return None;
    }
    let printed = Reading::Printed.of(new).over(&Reading::Printed.of(old)).low?;
    let [before, after] = [old, new].map(|figure| facts.words(figure.range));
    let claimed = wording::inside(facts.words(claim.range_with_hedge()));
    let message = match change.ratio {
        Some(_) => {
            let times = wording::to_step(printed, Decimal::new(1, 2)).normalize();
            format!("{after} is {times} times {before}, not {claimed}")
        }
        None => {
            let more = if printed > Decimal::ONE { "more" } else { "less" };
            format!("from {before} to {after} is {}% {more}, not {claimed}", percent(printed))
        }
    };
    let remark = report
        .at(claim.range, message)
        .both([(old.range, "the old figure"), (new.range, "the new figure")]);
    // An estimate that is named is measured on like any number.
    let is_supposed = new.context.irrealis || claim.context.irrealis;
    if ratio.overlaps(&wide) || is_supposed {
        remark.softened(Severity::Information);
    }
    Some(())
}

/// The same for a part that a difference and one of the two values give: `a drop of £5.5 million to £16.9 million, or a third`.
fn fraction(
    facts: &Facts,
    article: &Article,
    change: &Change,
    claim: &Figure,
    report: &mut Report<'_>,
) -> Option<()> {
    change.fraction?;
    let [close, wide] = claimed(change, claim)?;
    let ratio = |reading| derive::derive(article, change, reading).map(|d| d.new.over(&d.old));
    let loose = ratio(Reading::Loose)?;
    if loose.overlaps(&close) {
        return None;
    }
    let printed = derive::derive(article, change, Reading::Printed)?;
    let part = percent(ratio(Reading::Printed)?.low?);
    let claimed = wording::inside(facts.words(claim.range_with_hedge()));
    let message =
        format!("{} is {part}%, not {claimed}", wording::change(facts, article, change, &printed));
    let remark = report.at(claim.range, message);
    let remark = derive::grounds(article, change)
        .fold(remark, |remark, (figure, part)| remark.related(figure.range, part));
    let is_supposed = derive::is_supposed(article, change);
    if loose.overlaps(&wide) || is_supposed {
        remark.softened(Severity::Information);
    }
    Some(())
}

/// By how many percent a ratio is more than one, or less: whole ones, but where they are few.
fn percent(ratio: Decimal) -> Decimal {
    let percent = (ratio - Decimal::ONE).abs().saturating_mul(Decimal::ONE_HUNDRED);
    let step = if percent < Decimal::TEN { Decimal::new(1, 1) } else { Decimal::ONE };
    wording::to_step(percent, step).normalize()
}

/// What the word allows for the ratio of new to old, closely and in a wide sense.
fn claimed(change: &Change, claim: &Figure) -> Option<[Interval; 2]> {
    let value = claim.value?;
    let one = Interval::exactly(Decimal::ONE);
    if change.ratio.is_none() {
        let part = claim.loose();
        let close = match change.direction? {
            Direction::Up => one.plus(&part),
            Direction::Down => one.minus(&part),
        };
        return Some([close, close.widened(Decimal::new(5, 2))]);
    }
    let around = |part: i64| {
        Interval::exactly(value).widened(value.checked_mul(Decimal::new(part, 3)).unwrap_or(value))
    };
    let [close, wide] = match claim.hedge {
        None => [claim.loose(), around(125)],
        Some(Hedge::About) => [claim.loose().hull(&around(125)), around(200)],
        // `nearly halved`
        Some(Hedge::Nearly) if value < Decimal::ONE => {
            [claim.loose(), claim.loose().hull(&around(50))]
        }
        Some(Hedge::Nearly) => {
            let nearly = around(125).hull(&claim.loose());
            [Interval { high: Some(value), high_included: true, ..nearly }, nearly]
        }
        Some(_) => [claim.loose(), claim.loose().hull(&around(25))],
    };
    Some([close, wide])
}
