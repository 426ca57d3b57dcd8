//! `bound-conflict`: "more than N", and a number for the same thing that is not more.

use crate::agreement::{Agreement, agreement};
use crate::check::{Report, Severity, check};
use crate::facts::claim::SpanForm;
use crate::facts::figure::Hedge;
use crate::facts::{Article, Facts, Figure};
use crate::pairing;
use crate::wording;
use rust_decimal::Decimal;

check! {
    /// A bound, and a number for the same thing that lies beyond it.
    ///
    /// The body says "more than 500" in one place and 480 in another, of a thing that is described in the same
    /// words. A number that is only coarser is fine, and so are other things, groups, times and speakers. Also
    /// a lower and an upper bound side by side that leave no room between them.
    ///
    /// # Reported
    ///
    /// ```news
    /// More than 500 volunteer firefighters were at work.
    ///
    /// The 480 volunteer firefighters came from six counties.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// More than 500 volunteer firefighters were at work.
    ///
    /// The 512 volunteer firefighters came from six counties.
    /// ```
    pub(super) BOUND_CONFLICT {
        code: "bound-conflict",
        severity: Severity::Warning,
        article: bound_conflict,
    }
}

fn bound_conflict(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (earlier, later) in pairing::bounds_side_by_side(article) {
        let is_low_and_high = || {
            let spans = &article.claims.spans;
            let after = spans.partition_point(|span| span.range.start() < later.range.start());
            let near = after.saturating_sub(2)..after;
            spans[near].iter().any(|span| {
                span.form == SpanForm::LowAndHigh && span.range.contains_range(later.range)
            })
        };
        if leaves_no_room(article, earlier, later) && !is_low_and_high() {
            let message = format!(
                "{} and {} leave no room between them",
                facts.words(earlier.range_with_hedge()),
                facts.words(later.range_with_hedge())
            );
            report.at(later.range, message).related(earlier.range, "the other bound");
        }
    }
    for (earlier, later) in pairing::bounds(article) {
        let Some(severity) = severity(facts, article, earlier, later) else { continue };
        let message = format!(
            "{} here, {} earlier",
            wording::phrase(facts, later),
            wording::phrase(facts, earlier),
        );
        report
            .at(later.range, message)
            .softened(severity)
            .related(earlier.range, "the other figure");
    }
}

/// Whether a figure bounds from below, or from above.
fn side(figure: &Figure) -> Option<bool> {
    match figure.hedge? {
        Hedge::MoreThan | Hedge::AtLeast => Some(true),
        Hedge::LessThan | Hedge::AtMost => Some(false),
        Hedge::About | Hedge::Nearly => None,
    }
}

/// How grave it is, where two figures of one thing conflict and one of them is a bound.
fn severity(
    facts: &Facts,
    article: &Article,
    earlier: &Figure,
    later: &Figure,
) -> Option<Severity> {
    let is_pair = !earlier.in_headline
        && earlier.sentence != later.sentence
        && earlier.value.is_some()
        && later.value.is_some();
    if !is_pair || agreement(earlier, later) != Agreement::Conflicts {
        return None;
    }
    pairing::compare(facts, article, earlier, later).ok()?;
    let (first, again) = (earlier.noun.as_ref()?, later.noun.as_ref()?);
    let is_repeated =
        again.lemmas.modifiers.iter().all(|modifier| first.lemmas.modifiers.contains(modifier));
    let is_described = !again.lemmas.modifiers.is_empty()
        && again.lemmas.modifiers.len() == first.lemmas.modifiers.len();
    let is_own = again.is_definite || is_described && earlier.paragraph == later.paragraph;
    let is_heard = pairing::is_quote_against_narration(earlier, later);
    match is_repeated && is_own && !is_heard && are_near(earlier, later, FARTHEST_OF_ONE_THING) {
        true => Some(Severity::Warning),
        false if (is_repeated || again.is_definite) && are_near(earlier, later, FARTHEST) => {
            Some(Severity::Information)
        }
        false => None,
    }
}

/// What is far beyond a bound is another thing, even where it is called the same: by this part.
const FARTHEST_OF_ONE_THING: Decimal = Decimal::from_parts(4, 0, 0, false, 1);
/// The same where it is not said to be the same thing.
const FARTHEST: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Whether two figures differ by no more than a part of the greater.
fn are_near(a: &Figure, b: &Figure, part: Decimal) -> bool {
    let near = |a: Decimal, b: Decimal| {
        Some((a.checked_sub(b)?).abs() <= a.abs().max(b.abs()).checked_mul(part)?)
    };
    a.value.zip(b.value).and_then(|(a, b)| near(a, b)).unwrap_or(false)
}

/// `at least 60 but no more than 40`
fn leaves_no_room(article: &Article, earlier: &Figure, later: &Figure) -> bool {
    /// Between them stand the noun and a conjunction, no more.
    const FARTHEST: u32 = 40;
    let sides = side(earlier).zip(side(later));
    let same_noun = earlier
        .noun
        .as_ref()
        .zip(later.noun.as_ref())
        .is_none_or(|(a, b)| a.lemmas.head == b.lemmas.head);
    let start = later.range_with_hedge().start();
    let gap = u32::from(start).saturating_sub(u32::from(earlier.range.end()));
    let is_same = article.sentences.get(earlier.sentence as usize).is_some()
        && earlier.sentence == later.sentence
        && (earlier.unit == later.unit || earlier.unit.is_none() && earlier.noun.is_none())
        && earlier.per == later.per
        && same_noun;
    sides.is_some_and(|(a, b)| a != b)
        && is_same
        && gap <= FARTHEST
        && !earlier.loose().overlaps(&later.loose())
}
