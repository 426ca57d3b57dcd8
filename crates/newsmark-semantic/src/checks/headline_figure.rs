//! `headline-figure`: a number in the headline that the body gives differently.

use crate::agreement;
use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts, Figure};
use crate::pairing::headline::{self, Counterpart};
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
        article: headline_figure,
    }
}

fn headline_figure(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (_, figure) in article.headline_figures() {
        match headline::counterpart(facts, article, figure) {
            Some(Counterpart::Figures(figures)) => differs(facts, figure, &figures, report),
            Some(Counterpart::Years { from, to, apart }) => {
                let message = format!(
                    "headline says {}, the years in the body are {apart} apart",
                    wording::phrase(facts, figure),
                );
                let remark = report.at(figure.range, message).related(from.range, "the body");
                if let Some(to) = to {
                    remark.related(to.range, "the body");
                }
            }
            None => {}
        }
    }
}

fn differs(facts: &Facts, figure: &Figure, body: &[&Figure], report: &mut Report<'_>) {
    let Some(first) = body.first() else { return };
    let message = format!(
        "headline says {}, the body says {}",
        wording::phrase(facts, figure),
        wording::phrase(facts, first),
    );
    let remark = body.iter().fold(report.at(figure.range, message), |remark, other| {
        remark.related(other.range, "the body")
    });
    // What somebody says may be wrong; the same digits at another scale are no matter of opinion.
    let is_rescaled = body.iter().all(|other| agreement::same_digits(figure, other));
    let is_quoted = figure.in_quote || body.iter().all(|other| other.in_quote);
    if is_quoted && !is_rescaled {
        remark.softened(Severity::Information);
    } else if !is_quoted
        && body.iter().all(|other| other.value == first.value && first.role == figure.role)
    {
        let words = facts.words(first.range);
        remark.fix(format!("change the headline to {words}"), figure.range, words);
    }
}
