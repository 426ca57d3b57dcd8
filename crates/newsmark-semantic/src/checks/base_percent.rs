//! `base-percent`: a number, the whole it is of, and a percentage that does not fit.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};
use crate::share::{self, Triple, Wrong};
use crate::wording;

check! {
    /// A count that is not the percentage of its whole that it is said to be.
    ///
    /// "Of the 1,500 polled, 62 percent, or 830" gives the same thing twice, and readers with a
    /// calculator find out which. The count measured on all the others, a decimal point in another
    /// place and swapped digits are named.
    ///
    /// # Reported
    ///
    /// ```news
    /// Of the 1,500 people polled, 62 percent, or 830, backed it.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Of the 1,500 people polled, 62 percent, or 930, backed it.
    /// ```
    pub(super) BASE_PERCENT {
        code: "base-percent",
        severity: Severity::Error,
        article: base_percent,
    }
}

fn base_percent(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let triples = share::triples(article);
    for triple in triples.iter().filter(|triple| triple.share.is_percent()) {
        if let Some(wrong) = share::wrong(triple) {
            say(facts, triple, &wrong, report);
        }
    }
}

fn say(facts: &Facts, triple: &Triple<'_>, wrong: &Wrong, report: &mut Report<'_>) {
    let (share, count) = (facts.words(triple.share.range), facts.words(triple.count.range));
    let whole = facts.words(triple.whole.range);
    let percent = wording::to_step(wrong.percent, triple.share.step().min(Decimal::ONE));
    let explanation = wrong.slip.map_or(String::new(), |slip| format!(": {}", slip.explanation()));
    let message = match triple.is_share_last {
        true => format!(
            "{count} of {whole} is {}, not {share}{explanation}",
            wording::result(percent, triple.share)
        ),
        false => format!(
            "{share} of {whole} is {}, not {count}{explanation}",
            wording::result(wrong.count.round(), triple.count)
        ),
    };
    let (claim, other) = match triple.is_share_last {
        true => (triple.share, triple.count),
        false => (triple.count, triple.share),
    };
    let remark = report
        .at(claim.range, message)
        .related(other.range, "the same")
        .related(triple.whole.range, "the whole");
    let figures = [triple.share, triple.count, triple.whole];
    let is_certain = figures
        .iter()
        .all(|figure| figure.sentence == triple.whole.sentence && figure.hedge.is_none());
    let remark = if is_certain { remark } else { remark.softened(Severity::Warning) };
    let right = match triple.is_share_last {
        true => wording::replaced(facts, claim, percent),
        false => wording::replaced(facts, claim, wrong.count.round()),
    };
    let is_fixed = wrong.slip.is_some() && !claim.in_quote;
    if let Some(right) = right.filter(|_| is_fixed) {
        remark.fix(format!("change {} to {right}", facts.words(claim.range)), claim.range, right);
    }
}
