//! `unknown-speaker`: a speaker who is only given by a surname.

use std::collections::BTreeSet;

use newsmark_lexer::TextRange;

use crate::check::{Report, Severity, check};
use crate::facts::people::Reference;
use crate::facts::{Article, Facts};

check! {
    /// A speaker who is named by surname and never in full, or in full only later.
    ///
    /// Readers meet a stranger and look for the sentence that was cut. The first reference has the full name; people who
    /// are known by one name can be listed under `people:` in front matter. It is a warning where the
    /// name is surely a person's, because of a title or of a pronoun that follows; else a company or a place may be
    /// meant, and it is information.
    ///
    /// # Reported
    ///
    /// ```news
    /// The pier opened on Friday. “It will hold,” Mr. Arnesen said.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Tove Arnesen opened the pier on Friday. “It will hold,” Mr. Arnesen said.
    /// ```
    pub(super) UNKNOWN_SPEAKER {
        code: "unknown-speaker",
        severity: Severity::Warning,
        article: unknown_speaker,
    }
}

fn unknown_speaker(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let misspelt: BTreeSet<_> = article.variants().map(|variant| variant.range.start()).collect();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for speaker in article.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
        let (Some(mention), Some(reference)) = (speaker.mention, speaker.reference) else {
            continue;
        };
        let word = facts.words(mention);
        if misspelt.contains(&mention.start()) || !reported.insert(word) {
            continue;
        }
        match reference {
            Reference::Never { is_person } => {
                let message = format!("{word} is not named in full in this article");
                let remark = report.at(mention, message);
                if !is_person {
                    remark.softened(Severity::Information);
                }
            }
            Reference::Later(full) => later(facts, report, mention, full),
        }
    }
}

fn later(facts: &Facts, report: &mut Report<'_>, mention: TextRange, full: TextRange) {
    let message = format!("{} is named in full only later", facts.words(mention));
    report.at(mention, message).softened(Severity::Information).related(full, "named in full");
}
