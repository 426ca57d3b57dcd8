//! `name-variant`: one person under two spellings.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// A name that is one letter away from that of somebody in the article.
    ///
    /// Readers take it for another person, and searches do not find it. It is reported where the first name is
    /// the same, or where a surname that belongs to nobody speaks or has a title. Where only the first
    /// names differ it is information, since sisters have names alike; a swap of letters is not. The rarer
    /// spelling is taken for the slip.
    ///
    /// # Reported
    ///
    /// ```news
    /// Mayor Tove Arnesen opened the new pier on Friday. “It will hold,” Arnesan said.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Mayor Tove Arnesen opened the new pier on Friday. “It will hold,” Arnesen said.
    /// ```
    pub(super) NAME_VARIANT {
        code: "name-variant",
        severity: Severity::Warning,
        article: name_variant,
    }
}

fn name_variant(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for variant in article.name_variants.iter().filter(|variant| !variant.in_headline) {
        let (word, meant) = (facts.words(variant.range), &variant.meant);
        let person = article.person(variant.person);
        let message = format!("{word} is spelt {meant} elsewhere: {}", person.name);
        let mut remark = report.at(variant.range, message);
        if let Some(&first) = person.mentions.first() {
            remark = remark.related(first, "spelt like this");
        }
        if variant.is_sure {
            remark.fix(format!("change to {meant}"), variant.range, &**meant);
        } else {
            remark.softened(Severity::Information);
        }
    }
}
