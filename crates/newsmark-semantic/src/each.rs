//! What comes to each where that is not the total by the count: what two rules find and say, of which one looks at averages and
//! the other at rates.

use crate::check::{Report, Severity};
use crate::derive::claims;
use crate::facts::claim::Rate;
use crate::facts::{Article, Facts};
use crate::wording;

/// Reports what comes to each; `of` says what that is, from the words of the article for it: ` on average`.
pub(crate) fn report<'f>(
    facts: &'f Facts,
    article: &Article,
    rate: &Rate,
    of: impl FnOnce(&'f str) -> &'f str,
    report: &mut Report<'_>,
) -> Option<()> {
    let right = claims::missed(article, rate)?;
    let [total, count, each] = [rate.total, rate.count, rate.each].map(|id| article.figure(id));
    let words = facts.words(each.range);
    let message = format!(
        "{} for {} is {}{}, not {words}",
        facts.words(total.range),
        wording::phrase(facts, count),
        wording::result(right, each),
        of(words),
    );
    let severity = if rate.is_explicit { Severity::Warning } else { Severity::Information };
    report
        .at(each.range, message)
        .softened(severity)
        .related(total.range, "in all")
        .related(count.range, "how many");
    Some(())
}
