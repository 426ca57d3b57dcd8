//! `headline-figure`: a number in the headline that the body gives differently.

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
        let body = || article.figures.iter().filter(|figure| !figure.in_headline);
        let headline =
            article.figures.iter().filter(|figure| figure.in_headline && is_checked(figure));
        for figure in headline {
            if body().any(|other| supports(figure, other)) {
                continue;
            }
            let mut differing: Vec<&Figure> =
                body().filter(|other| is_same_thing(facts, article, figure, other)).collect();
            // Where one of them is plainly what was meant, the others are other things.
            if differing.iter().any(|other| pairing::is_likely_slip(figure, other)) {
                differing.retain(|other| pairing::is_likely_slip(figure, other));
            }
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

/// Whether the number can be looked for in the body.
fn is_checked(figure: &Figure) -> bool {
    figure.is_quantity() && figure.role != Role::Ratio && figure.value.is_some()
}

/// Whether a number of the body says what the headline says, whatever it counts. A headline knows no more
/// than its article: neither "1 billion" nor "more than 1 billion" says 1.2 billion.
fn supports(headline: &Figure, body: &Figure) -> bool {
    let is_finer = headline.step < body.step;
    let is_said = match (headline.hedge, body.hedge) {
        (None, None) if is_finer => headline.value == body.value,
        (None, Some(_)) if is_finer => agreement::is_close(headline, body),
        (None, _) if body.value.is_some() => agreement::is_restated(headline, body),
        _ => agreement(headline, body) == Agreement::Agrees,
    };
    body.role != Role::Identifier && pairing::units_may_match(headline, body) && is_said
}

/// Whether a number of the body is for what the headline's is for, but another.
fn is_same_thing(facts: &Facts, article: &Article, headline: &Figure, body: &Figure) -> bool {
    let is_named = || pairing::compare(facts, article, headline, body).is_ok();
    (agreement(headline, body) == Agreement::Conflicts && is_named())
        || pairing::is_likely_slip(headline, body)
}
