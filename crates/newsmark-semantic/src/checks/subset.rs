//! `subset`: a part that is larger than what it is a part of.

use crate::check::{Report, Severity, check};
use crate::facts::part::PartLink;
use crate::facts::{Article, Facts, Part};
use crate::wording;

check! {
    /// A part that is larger than its whole.
    ///
    /// "Of the 40 members, 45 voted" cannot be. Only where the words say that one is a part of the
    /// other: "45 of the 40", "of them", "of whom", or "including" between counts of people.
    ///
    /// # Reported
    ///
    /// ```news
    /// The firm has 420 workers, of whom 460 are women.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The firm has 420 workers, of whom 160 are women.
    /// ```
    pub(super) SUBSET {
        code: "subset",
        severity: Severity::Error,
        article: subset,
    }
}

fn subset(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for part in article.parts.iter().filter(|part| part.exceeds_whole) {
        say(facts, article, part, report);
    }
}

fn say(facts: &Facts, article: &Article, part: &Part, report: &mut Report<'_>) {
    let (inner, whole) = (article.figure(part.part), article.figure(part.whole));
    let message = format!(
        "{} is more than the {} that it is part of",
        facts.words(inner.range_with_hedge()),
        wording::phrase(facts, whole),
    );
    let remark = report.at(inner.range, message).related(whole.range, "the whole");
    let is_certain = inner.sentence == whole.sentence
        && matches!(part.link, PartLink::OfTheWhole | PartLink::OfThem)
        && inner.hedge.is_none()
        && whole.hedge.is_none();
    if !is_certain {
        remark.softened(Severity::Warning);
    }
}
