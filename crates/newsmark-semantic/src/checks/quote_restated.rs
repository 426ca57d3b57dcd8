//! `quote-restated`: one quotation in two versions.

use crate::check::{Report, Severity, check};
use crate::facts::quote::Difference;
use crate::facts::{Article, Facts};

check! {
    /// A quotation that stands in the article twice, with a word changed or as the words of two people.
    ///
    /// One of the two is not what was said. The two must have all their words in common but one or two, in
    /// order; words left out with dots or put in brackets make no difference, and neither does one that is
    /// part of the other. Words that stand in more than three quotations, or that more than two people say,
    /// are a refrain: a slogan, a chorus, a form of words.
    ///
    /// # Reported
    ///
    /// ```news
    /// “We will never close the old pier to boats,” Tove Arnesen said.
    ///
    /// Arnesen has promised voters: “We would never close the old pier to boats.”
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// “We will never close the old pier to boats,” Tove Arnesen said.
    ///
    /// Arnesen has promised voters: “We will never close the old pier.”
    /// ```
    pub(super) QUOTE_RESTATED {
        code: "quote-restated",
        severity: Severity::Warning,
        article: quote_restated,
    }
}

fn quote_restated(_: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in &article.restated_quotes {
        let [earlier, later] = [pair.earlier, pair.later].map(|id| article.quote(id));
        let name = |quote: &crate::facts::Quote| {
            let speaker = quote.speaker.as_ref().and_then(|speaker| speaker.name.as_deref());
            speaker.unwrap_or("somebody").to_owned()
        };
        let message = match pair.difference {
            Difference::Words => "this quotation stands earlier with other words".to_owned(),
            Difference::Speaker => {
                format!("the same words are given to {} and to {}", name(earlier), name(later))
            }
        };
        report.at(later.range, message).related(earlier.range, "given like this before");
    }
}
