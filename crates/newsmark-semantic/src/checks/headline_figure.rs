//! `headline-figure`: a number in the headline that the body gives differently.

use rust_decimal::Decimal;

use crate::agreement::{self, Agreement, agreement};
use crate::check::{Report, Severity, check};
use crate::facts::figure::Role;
use crate::facts::{Article, Facts, Figure};
use crate::pairing;
use crate::wording;

check! {
    /// A headline number that stands in the body with another value.
    ///
    /// The headline is the line that is read most, and it is written last. The number may be rounded, cut,
    /// spelt out or shortened to 1.2M. There is a warning only where the body has another number for
    /// the same thing, or one that a usual slip turns into the headline's: another scale, swapped
    /// digits, one wrong digit. A number that the body does not have at all may have been worked out, and
    /// nothing is said.
    ///
    /// # Reported
    ///
    /// ```news
    /// # Storm leaves 14,100 homes dark
    ///
    /// The utility said that 11,400 homes lost power overnight.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # Storm leaves 11,000 homes dark
    ///
    /// The utility said that 11,400 homes lost power overnight.
    /// ```
    pub(super) HEADLINE_FIGURE {
        code: "headline-figure",
        severity: Severity::Warning,
        run: headline_figure,
    }
}

fn headline_figure(facts: &Facts, report: &mut Report<'_>) {
    for article in &facts.articles {
        let headline =
            article.figures.iter().filter(|figure| figure.in_headline && is_checked(figure));
        for figure in headline {
            let Some(differing) = differing(facts, article, figure) else { continue };
            let Some(first) = differing.first() else { continue };
            let message = format!(
                "headline says {}, the body says {}",
                wording::phrase(facts, figure),
                wording::phrase(facts, first),
            );
            let remark =
                differing.iter().fold(report.at(figure.range, message), |remark, other| {
                    remark.related(other.range, "the body")
                });
            if figure.in_quote || differing.iter().all(|other| other.in_quote) {
                remark.softened(Severity::Information);
            } else if differing.iter().all(|other| other.value == first.value) {
                let words = facts.words(first.range);
                remark.fix(format!("change the headline to {words}"), figure.range, words);
            }
        }
    }
}

/// The numbers of the body that the headline's should be and is not; none where the body has it.
fn differing<'a>(facts: &Facts, article: &'a Article, figure: &Figure) -> Option<Vec<&'a Figure>> {
    let body = || article.figures.iter().filter(|figure| !figure.in_headline);
    let support = body().filter_map(|other| support(figure, other)).max();
    let is_slip = |other: &&Figure| pairing::is_likely_slip(figure, other);
    // What merely rounds to it does not count beside the same digits at another scale.
    let is_rescaled = |other: &&Figure| is_slip(other) && agreement::same_digits(figure, other);
    let slips: Vec<&Figure> = match support {
        Some(Support::Firm) => return None,
        Some(Support::Coarse) => body().filter(is_rescaled).collect(),
        None => body().filter(is_slip).collect(),
    };
    // Where one of them is plainly what was meant, the others are other things.
    if !slips.is_empty() || support.is_some() {
        return Some(slips);
    }
    Some(body().filter(|other| is_same_thing(facts, article, figure, other)).collect())
}

/// Whether the number can be looked for in the body.
fn is_checked(figure: &Figure) -> bool {
    figure.is_quantity() && figure.role != Role::Ratio && figure.value.is_some()
}

/// How well a number of the body says what the headline says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    /// It rounds to it, far off and of a thing that is counted otherwise: 170 miles for 200 dead.
    Coarse,
    /// It is that number, or near it.
    Firm,
}

/// Whether a number of the body says what the headline says, whatever it counts. A headline knows no more
/// than its article: neither "1 billion" nor "more than 1 billion" says 1.2 billion, nor "hundreds" 600.
fn support(headline: &Figure, body: &Figure) -> Option<Support> {
    if body.role == Role::Identifier || !pairing::units_may_match(headline, body) {
        return None;
    }
    if headline.value == body.value {
        return Some(Support::Firm);
    }
    let is_finer = headline.step < body.step;
    let is_said = match (headline.hedge, body.hedge) {
        _ if !body.is_quantity() => false,
        (None, None) if is_finer => false,
        (None, Some(_)) if is_finer => agreement::is_close(headline, body),
        (None, _) if body.value.is_some() => agreement::is_restated(headline, body),
        _ => agreement(headline, body) == Agreement::Agrees && is_told(body),
    };
    let is_alike = agreement::is_near(headline, body) || headline.unit.is_some();
    is_said.then_some(if is_alike { Support::Firm } else { Support::Coarse })
}

/// Whether a figure without a value is a range whose ends are not far apart.
fn is_told(body: &Figure) -> bool {
    let is_narrow =
        |low: Decimal, high: Decimal| low.checked_add(low).is_some_and(|double| high <= double);
    body.value.is_some()
        || body.loose.low.zip(body.loose.high).is_some_and(|(low, high)| is_narrow(low, high))
}

/// Whether a number of the body is for what the headline's is for, but another.
fn is_same_thing(facts: &Facts, article: &Article, headline: &Figure, body: &Figure) -> bool {
    agreement(headline, body) == Agreement::Conflicts
        && pairing::compare(facts, article, headline, body).is_ok()
}
