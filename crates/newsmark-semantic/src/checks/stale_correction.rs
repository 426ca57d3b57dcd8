//! `stale-correction`: a number that the article itself has corrected, still in the text.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Correction, Facts, Figure};
use crate::wording;

check! {
    /// A number that the correction calls wrong, still in the text.
    ///
    /// A correction was added and the text was not, or not everywhere. Only a number of the same unit and of
    /// the same thing is meant.
    ///
    /// # Reported
    ///
    /// ```news
    /// # School sends pupils home
    ///
    /// All 421 pupils were sent home on Monday.
    ///
    /// > **Correction:** An earlier version of this article said 421 pupils; it is 412.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # School sends pupils home
    ///
    /// All 412 pupils were sent home on Monday.
    ///
    /// > **Correction:** An earlier version of this article said 421 pupils; it is 412.
    /// ```
    pub(super) STALE_CORRECTION {
        code: "stale-correction",
        severity: Severity::Warning,
        article: stale_correction,
    }
}

/// How many corrections of one article are followed up.
const MOST_CORRECTIONS: usize = 10;

fn stale_correction(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let corrections = &article.corrections[..article.corrections.len().min(MOST_CORRECTIONS)];
    if corrections.is_empty() {
        return;
    }
    for figure in &article.figures {
        let calls_it_wrong = |correction: &&Correction| {
            let right = correction.right.map(|id| article.figure(id));
            is_still(figure, article.figure(correction.wrong), right)
        };
        if let Some(correction) = corrections.iter().find(calls_it_wrong) {
            say(facts, article, correction, figure, report);
        }
    }
}

/// Whether a figure is the wrong one again: of one value, unit and thing, outside the note. The note may say
/// only with the right number what is counted.
fn is_still(figure: &Figure, wrong: &Figure, right: Option<&Figure>) -> bool {
    let noun = wrong.noun.as_ref().or_else(|| right?.noun.as_ref());
    let heads = figure.noun.as_ref().zip(noun);
    let same_thing = match heads {
        Some((a, b)) => a.lemmas.head == b.lemmas.head || a.from_subject || b.from_subject,
        None => wrong.unit.is_some() || figure.noun.is_none() && wrong.noun.is_none(),
    };
    figure.paragraph != wrong.paragraph
        && figure.is_quantity()
        && figure.value == wrong.value
        && figure.unit == wrong.unit
        && !figure.in_quote
        && !figure.context.earlier
        && same_thing
}

fn say(
    facts: &Facts,
    article: &Article,
    correction: &Correction,
    figure: &Figure,
    report: &mut Report<'_>,
) {
    let wrong = article.figure(correction.wrong);
    let right = correction.right.map(|id| article.figure(id));
    let words = facts.words(figure.range);
    let message = match right {
        Some(right) => {
            format!("the correction says that {words} is {}", facts.words(right.range))
        }
        None => format!("the correction says that {words} is wrong"),
    };
    let remark = report.at(figure.range, message).related(wrong.range, "the correction");
    let text = right.and_then(|right| match right.unit == figure.unit {
        true if facts.words(wrong.range) == words => Some(facts.words(right.range).to_owned()),
        _ => wording::scaled(facts, figure, right.value?),
    });
    if let Some(text) = text {
        remark.fix(format!("change {words} to {text}"), figure.range, text);
    }
}
