//! `ambiguous-surname`: a surname that two people of the article have.

use std::collections::BTreeSet;

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts, NameMention};

check! {
    /// A surname that stands alone where two people of the article have it.
    ///
    /// Readers cannot tell who speaks or acts. It is a warning where the surname is the speaker of a
    /// quotation, unless a sentence before it in the paragraph is about one of the two alone, and
    /// information elsewhere, once a surname. A surname that has been one person's all along stays theirs
    /// until the other one is spoken of.
    ///
    /// # Reported
    ///
    /// ```news
    /// Nils Falk and Nora Falk run the ferry. “We are full until May,” Falk said.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Nils Falk and Nora Falk run the ferry. “We are full until May,” Nora Falk said.
    /// ```
    pub(super) AMBIGUOUS_SURNAME {
        code: "ambiguous-surname",
        severity: Severity::Warning,
        article: ambiguous_surname,
    }
}

fn ambiguous_surname(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    if !article.has_doubtful_names {
        return;
    }
    let doubtful =
        article.names.iter().filter(|name| name.candidates.len() > 1 && !name.in_headline);
    let doubtful: Vec<&NameMention> = doubtful.collect();
    let speakers: BTreeSet<_> = article
        .quotes
        .iter()
        .filter_map(|quote| quote.speaker.as_ref()?.mention.map(|mention| mention.start()))
        .collect();
    let speaks = |name: &NameMention| speakers.contains(&name.range.start());
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    // Where the surname speaks it is said first, then where it only stands.
    for wants_speaker in [true, false] {
        for &name in doubtful.iter().filter(|name| speaks(name) == wants_speaker) {
            let word = facts.words(name.range);
            if reported.insert(word) || wants_speaker {
                report_one(facts, article, report, name, wants_speaker);
            }
        }
    }
}

fn report_one(
    facts: &Facts,
    article: &Article,
    report: &mut Report<'_>,
    name: &NameMention,
    speaks: bool,
) {
    let people = name.candidates.iter().take(3).map(|&id| article.person(id));
    let names: Vec<&str> = people.clone().map(|person| &*person.name).collect();
    let message = format!("{} may be {}", facts.words(name.range), names.join(" or "));
    let remark = report.at(name.range, message);
    let remark = people
        .filter_map(|person| person.mentions.first())
        .fold(remark, |remark, &first| remark.related(first, "one of them"));
    // "assistant manager Falk": a role may tell who is meant.
    let title = name.title.and_then(|title| facts.words(title).rsplit(' ').next());
    let has_role = title.is_some_and(|last| last.starts_with(char::is_lowercase));
    if !speaks || has_role || is_about_one(facts, article, name) {
        remark.softened(Severity::Information);
    }
}

/// How many names before a surname are looked at.
const MOST_NAMES: usize = 32;

/// Whether the last sentence of the paragraph that names one of those who may be meant is about that one and names none of
/// the others, who have not gone by the surname so far.
fn is_about_one(facts: &Facts, article: &Article, name: &NameMention) -> bool {
    let end = article.names.partition_point(|other| other.range.start() < name.range.start());
    let before = article.names[..end].iter().rev().take(MOST_NAMES);
    let person = |other: &NameMention| other.person.filter(|one| name.candidates.contains(one));
    let mut named = before.filter_map(|other| Some((other, person(other)?)));
    let Some((latest, one)) = named.next() else { return false };
    let next = article.sentences.partition_point(|own| own.start() <= latest.range.start());
    let sentence = next.checked_sub(1).map(|own| article.sentences[own]);
    let surname = facts.words(name.range);
    let may_be_meant = |other: &NameMention| {
        facts.words(other.range) == surname
            || sentence.is_some_and(|own| own.contains_range(other.range))
    };
    latest.paragraph == name.paragraph
        && latest.is_subject
        && named.all(|(other, two)| two == one || !may_be_meant(other))
}
