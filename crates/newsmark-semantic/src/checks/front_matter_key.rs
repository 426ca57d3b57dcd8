//! `front-matter-key`: a key of front matter that means nothing.

use crate::check::{Report, Severity, check};
use crate::document::front_matter::{FrontMatter, KEYS, ProblemKind};
use crate::facts::Facts;
use crate::spelling;

check! {
    /// A key of front matter that means nothing here.
    ///
    /// What stands behind it is not used: a headline under `headlin:` is no headline. Keys that other tools
    /// use for the same thing are known, and changed by the fix. Front matter with no key of Newsmark's own
    /// is left alone; it is written for another tool.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// headlin: Ferry fares rise
    /// byline: Ines Marlow
    /// ---
    ///
    /// The port raised its fares on Monday.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// headline: Ferry fares rise
    /// byline: Ines Marlow
    /// ---
    ///
    /// The port raised its fares on Monday.
    /// ```
    pub(super) FRONT_MATTER_KEY {
        code: "front-matter-key",
        severity: Severity::Information,
        text: front_matter_key,
    }
}

/// What other tools call our keys.
const ELSEWHERE: &[(&str, &str)] = &[
    ("author", "byline"),
    ("description", "deck"),
    ("lang", "language"),
    ("lastmod", "updated"),
    ("subtitle", "deck"),
    ("tags", "keywords"),
    ("title", "headline"),
];

/// A known key shorter than this is not recognised in another tool's front matter: `desc` is no `desk`.
const SHORTEST_ALONE: usize = 6;

fn front_matter_key(facts: &Facts, report: &mut Report<'_>) {
    let Some(matter) = &facts.document.front_matter else { return };
    let is_ours = matter.is_newsmark(&facts.text);
    let unknown = matter.problems.iter().filter(|one| one.kind == ProblemKind::UnknownKey);
    for problem in unknown {
        let key = facts.words(problem.range);
        let slip = spelling::meant(key, KEYS.iter().copied());
        if !is_ours && slip.is_none_or(|slip| slip.len() < SHORTEST_ALONE) {
            continue;
        }
        let remark = report.at(problem.range, format!("{key} means nothing here"));
        if let Some(meant) = meant(facts, matter, key, slip) {
            remark.fix(format!("change to {meant}"), problem.range, meant);
        }
    }
}

/// The key that was meant, if it does not stand there already.
fn meant(
    facts: &Facts,
    matter: &FrontMatter,
    key: &str,
    slip: Option<&'static str>,
) -> Option<&'static str> {
    let elsewhere = || {
        let key = key.to_lowercase();
        let same = KEYS.iter().find(|known| **known == key).copied();
        let other = || ELSEWHERE.iter().find(|(name, _)| *name == key).map(|&(_, ours)| ours);
        same.or_else(other)
    };
    let meant = elsewhere().or(slip)?;
    matter.entry(&facts.text, meant).is_none().then_some(meant)
}
