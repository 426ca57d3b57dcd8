//! `remainder`: the rest of a whole that is not what its parts leave.

use rust_decimal::Decimal;

use crate::agreement;
use crate::check::{Report, Severity, check};
use crate::derive::{self, Reading};
use crate::facts::{Article, Facts, Figure, Rest};
use crate::interval::Interval;
use crate::wording;

check! {
    /// A rest that is not what the other parts leave of the whole.
    ///
    /// "Of 20 flats, 12 were sold; the remaining nine are let" is one flat too many. Percentages are taken
    /// to be of a hundred. Rounded parts may miss by half a unit of their last digit each.
    ///
    /// # Reported
    ///
    /// ```news
    /// Of 20 flats, 12 were sold; the remaining nine are let.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Of 20 flats, 12 were sold; the remaining eight are let.
    /// ```
    pub(super) REMAINDER {
        code: "remainder",
        severity: Severity::Error,
        article: remainder,
    }
}

fn remainder(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for rest in &article.rests {
        examine(facts, article, rest, report);
    }
}

fn examine(facts: &Facts, article: &Article, rest: &Rest, report: &mut Report<'_>) -> Option<()> {
    let left = article.figure(rest.rest);
    let parts: Vec<&Figure> = rest.parts.iter().map(|&id| article.figure(id)).collect();
    let right = right(article, rest, left, &parts)?;
    let words: Vec<&str> = parts.iter().map(|part| facts.words(part.range)).collect();
    let whole = rest.whole.map(|id| article.figure(id));
    let explanation = match agreement::slip_of_result(left, right) {
        Some(slip) => format!(": {}", slip.explanation()),
        None => String::new(),
    };
    let message = format!(
        "{} less {} leaves {}, not {}{explanation}",
        whole.map_or("100%", |whole| facts.words(whole.range)),
        words.join(" and "),
        wording::result(right, left),
        facts.words(left.range_with_hedge()),
    );
    let remark = report.at(left.range, message);
    let remark =
        whole.into_iter().fold(remark, |remark, whole| remark.related(whole.range, "the whole"));
    let remark = parts.iter().fold(remark, |remark, part| remark.related(part.range, "a part"));
    let figures = parts.iter().copied().chain(whole).chain([left]);
    let is_certain = figures
        .into_iter()
        .all(|figure| figure.sentence == left.sentence && figure.hedge.is_none());
    let remark = if is_certain { remark } else { remark.softened(Severity::Warning) };
    if let Some(text) = wording::scaled(facts, left, right).filter(|_| is_certain && !left.in_quote)
    {
        remark.fix(format!("change {} to {text}", facts.words(left.range)), left.range, text);
    }
    Some(())
}

/// What is left, where it is not what is said to be.
fn right(article: &Article, rest: &Rest, left: &Figure, parts: &[&Figure]) -> Option<Decimal> {
    let all: Vec<&Figure> = parts.iter().copied().chain([left]).collect();
    let given = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?))?;
    let Some(whole) = rest.whole.map(|id| article.figure(id)) else {
        return right_of_hundred(left, parts, given);
    };
    let sum = derive::sum(whole, &all)?;
    let right = whole.value?.checked_sub(given)?;
    let is_off = !sum.all.overlaps(&sum.whole) || !fits_usually(whole, &all)?;
    // Where the parts alone are more than the whole, something else was read wrongly.
    (is_off && right > Decimal::ZERO).then_some(right)
}

/// Whether parts make up the whole without all of them being rounded by most of what they could be.
fn fits_usually(whole: &Figure, parts: &[&Figure]) -> Option<bool> {
    if whole.hedge.is_some() || parts.iter().any(|part| part.hedge.is_some()) {
        return Some(true);
    }
    let nothing = Interval::exactly(Decimal::ZERO);
    let all = parts.iter().fold(nothing, |sum, part| sum.plus(&Reading::Usual.of(part)));
    Some(all.overlaps(&Reading::Usual.of(whole)))
}

/// The same for percentages. The first of them may be of something else, such as the turnout.
fn right_of_hundred(left: &Figure, parts: &[&Figure], given: Decimal) -> Option<Decimal> {
    let slack = |n: usize| {
        let steps = parts.iter().chain([&left]).map(|part| part.step().min(Decimal::ONE));
        let coarsest = steps.max()?;
        coarsest.checked_mul(Decimal::from(n))?.checked_div(Decimal::TWO)
    };
    let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
    let fits = |start: usize| {
        let own = parts.get(start..).unwrap_or_default();
        let sum = own
            .iter()
            .fold(left.loose(), |sum, part| sum.plus(&part.loose()))
            .widened(slack(own.len()).unwrap_or_default());
        sum.overlaps(&hundred)
    };
    let right = Decimal::ONE_HUNDRED.checked_sub(given)?;
    ((0..parts.len()).all(|start| !fits(start)) && right > Decimal::ZERO).then_some(right)
}
