//! `acronym-undefined`: an acronym that the article does not explain.

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts};

check! {
    /// An acronym that the article does not explain, or explains only later.
    ///
    /// Not every reader knows what it stands for. The name in full counts, with or without the acronym in
    /// brackets behind it; acronyms that every newspaper uses alone are left out, and so are those that the house
    /// knows, and what stands there only once. It is said once, where the acronym first stands in running text.
    ///
    /// # Reported
    ///
    /// ```news
    /// The CFSB closed the pier on Friday. Ferries may dock again when the CFSB has seen the piles.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The Coastal Ferry Safety Board closed the pier on Friday. Ferries may dock again when the CFSB has
    /// seen the piles.
    /// ```
    pub(super) ACRONYM_UNDEFINED {
        code: "acronym-undefined",
        severity: Severity::Hint,
        article: acronym_undefined,
    }
}

/// How often an acronym stands in an article that should explain it.
const FEWEST_USES: usize = 2;

fn acronym_undefined(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    // What stands there once is in passing, whatever it stands for.
    let unknown = article
        .acronyms
        .iter()
        .filter(|acronym| !acronym.known && acronym.uses.len() >= FEWEST_USES);
    for acronym in unknown.filter(|acronym| !facts.house.knows(&acronym.letters)) {
        let Some(&first) = acronym.uses.first() else { continue };
        let letters = &acronym.letters;
        match acronym.defined {
            None => {
                report.at(first, format!("{letters} is not explained in this article"));
            }
            Some(place) if place.start() > first.start() => {
                let message = format!("{letters} is explained only later");
                report.at(first, message).related(place, "explained here");
            }
            Some(_) => {}
        }
    }
}
