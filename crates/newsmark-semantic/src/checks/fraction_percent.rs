//! `fraction-percent`: a fraction and a number said to be the same, which they are not.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::restated::RestatedBy;
use crate::facts::{Article, Facts, Figure};
use crate::share::{self, Triple};
use crate::wording;

check! {
    /// A fraction in words beside a percentage, or a count, that is another share.
    ///
    /// "One in five voters, or 25 percent" cannot be both. Fractions are rounded when people speak: a
    /// third may be anything nearer to a third than to the next common fraction.
    ///
    /// # Reported
    ///
    /// ```news
    /// One in five voters, or 25 percent, had not heard of the plan.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// One in five voters, or 21 percent, had not heard of the plan.
    /// ```
    pub(super) FRACTION_PERCENT {
        code: "fraction-percent",
        severity: Severity::Warning,
        article: fraction_percent,
    }
}

fn fraction_percent(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (fraction, percent, is_percent_last) in pairs(article) {
        if share::percent(fraction).overlaps(&share::percent(percent)) {
            continue;
        }
        let (first, second) =
            if is_percent_last { (fraction, percent) } else { (percent, fraction) };
        let value = in_percent(fraction);
        let message = format!(
            "{} is {}%, not {}",
            facts.words(fraction.range_with_hedge()),
            wording::to_step(value, Decimal::ONE),
            facts.words(percent.range),
        );
        report.at(second.range, message).related(first.range, "the same");
    }
    let triples = share::triples(article);
    for triple in triples.iter().filter(|triple| !triple.share.is_percent()) {
        counted(facts, triple, report);
    }
}

/// Fractions and percentages of which one says the other again.
fn pairs(article: &Article) -> impl Iterator<Item = (&Figure, &Figure, bool)> {
    let pair = |a: &Figure, b: &Figure| share::is_share(a) && share::is_share(b);
    let restated = article.restated.iter().filter(|it| it.link != RestatedBy::Colon);
    restated.filter_map(move |restated| {
        let again = article.figure(restated.figure);
        let first = article.figure(*restated.before.first()?);
        match (again.is_percent(), first.is_percent()) {
            (true, false) if pair(again, first) => Some((first, again, true)),
            (false, true) if pair(again, first) => Some((again, first, false)),
            _ => None,
        }
    })
}

/// Reports a count that is not the fraction of its whole that it is said to be.
fn counted(facts: &Facts, triple: &Triple<'_>, report: &mut Report<'_>) {
    let Some(wrong) = share::wrong(triple) else { return };
    let message = format!(
        "{} of {} is {}%, not {}",
        facts.words(triple.count.range),
        facts.words(triple.whole.range),
        wording::to_step(wrong.percent, Decimal::ONE),
        wording::inside(facts.words(triple.share.range_with_hedge())),
    );
    let claim = if triple.is_share_last { triple.share } else { triple.count };
    let other = if triple.is_share_last { triple.count } else { triple.share };
    report
        .at(claim.range, message)
        .related(other.range, "the same")
        .related(triple.whole.range, "the whole");
}

fn in_percent(fraction: &Figure) -> Decimal {
    let value = fraction.value.unwrap_or_default();
    value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value)
}
