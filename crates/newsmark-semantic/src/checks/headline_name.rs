//! `headline-name`: a name that the headline spells differently than the body.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// A name in the headline that is one letter away from somebody's in the body.
    ///
    /// A misspelt name is the mistake that is remembered, and the headline is where everybody sees it. It is
    /// reported where the body has no such name but one that is a slip of the finger away. Plurals
    /// of a family name and accents are no slips.
    ///
    /// # Reported
    ///
    /// ```news
    /// # Arnesan opens new pier
    ///
    /// Mayor Tove Arnesen opened the new pier on Friday.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # Arnesen opens new pier
    ///
    /// Mayor Tove Arnesen opened the new pier on Friday.
    /// ```
    pub(super) HEADLINE_NAME {
        code: "headline-name",
        severity: Severity::Warning,
        article: headline_name,
    }
}

fn headline_name(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for variant in article.variants().filter(|variant| variant.in_headline) {
        let (word, meant) = (facts.words(variant.range), &variant.meant);
        let person = article.person(variant.person);
        let after = article.headline.as_ref().map(|headline| headline.range.end());
        let in_body = person.mentions.iter().find(|at| Some(at.start()) >= after);
        let message = format!("headline says {word}, the body says {}", person.name);
        let mut remark = report.at(variant.range, message);
        if let Some(&place) = in_body {
            remark = remark.related(place, "the body");
        }
        if variant.is_sure {
            remark.fix(format!("change the headline to {meant}"), variant.range, &**meant);
        } else {
            remark.softened(Severity::Information);
        }
    }
}
