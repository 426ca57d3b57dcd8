//! `front-matter-value`: lines of front matter that are not read, or that other tools read differently.

use newsmark_lexer::TextRange;

use crate::check::{Report, Severity, check};
use crate::document::front_matter::{Entry, KEYS, Problem, ProblemKind};
use crate::facts::Facts;
use crate::settings::Profile;

check! {
    /// A line of front matter that cannot be read, or that another tool would read as something else.
    ///
    /// Newsmark takes every value as it stands. Other tools read front matter as YAML, which refuses a
    /// headline with a colon and prints 78.60 as 78.6; quotation marks keep both whole, and a hint
    /// offers them. A key that stands twice, a value over several lines, a
    /// date that is none, a line that is none of a key's, and front matter without its
    /// second `---` are warnings.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// headline: Ferry fares: what riders pay
    /// ---
    ///
    /// The port raised its fares on Monday.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// headline: "Ferry fares: what riders pay"
    /// ---
    ///
    /// The port raised its fares on Monday.
    /// ```
    pub(super) FRONT_MATTER_VALUE {
        code: "front-matter-value",
        severity: Severity::Warning,
        text: front_matter_value,
    }
}

fn front_matter_value(facts: &Facts, report: &mut Report<'_>) {
    let Some(matter) = &facts.document.front_matter else { return };
    let is_known = |entry: &Entry| KEYS.contains(&facts.words(entry.key));
    let is_ours = matter.is_newsmark(&facts.text);
    for problem in &matter.problems {
        let owner = matter.entry_at(problem.range.start()).filter(|owner| is_known(owner));
        match problem.kind {
            ProblemKind::Unclosed if matter.entries.iter().any(is_known) => {
                let end = TextRange::empty(matter.range.end());
                let remark = report.at(problem.range, "the front matter has no second `---`");
                remark.fix("close it where it ends", end, "\n---");
            }
            ProblemKind::RepeatedKey => {
                let key = facts.words(problem.range);
                let message = format!("{key} stands here twice; only the first counts");
                let first = matter.entry(&facts.text, key).map_or(problem.range, |entry| entry.key);
                report.at(problem.range, message).related(first, "the first");
            }
            ProblemKind::ManyLines if is_ours && owner.is_some() => {
                report
                    .at(problem.range, "a value stands on one line; the lines below are not read");
            }
            ProblemKind::NeedsNames if is_ours => {
                let key = owner.map_or("this key", |owner| facts.words(owner.key));
                report.at(
                    problem.range,
                    format!("{key} has its values below it, a name and a value a line"),
                );
            }
            ProblemKind::NotAnEntry if is_ours && owner.is_some() => {
                report.at(problem.range, "this line is no key with a value, and is not read");
            }
            ProblemKind::YamlRefuses => quote(facts, owner, problem, "refuse", report),
            ProblemKind::YamlChanges => quote(facts, owner, problem, "change", report),
            // Unknown keys and bad names of figures have rules of their own.
            _ => {}
        }
    }
    if let Some(range) = facts.unread_date.filter(|_| is_ours) {
        report.at(range, "this is no day that can be read; write 2025-03-04");
    }
    if let Some((range, name)) = matter.value(&facts.text, "profile").filter(|_| is_ours)
        && Profile::named(name).is_none()
    {
        let names: Vec<&str> = Profile::ALL.iter().map(|profile| profile.name()).collect();
        let message = format!("there is no profile {name}; there are {}", names.join(", "));
        report.at(range, message);
    }
}

/// The keys whose values are words of ours or a list, which other tools may read as they like.
const FREE: &[&str] = &["assert", "checks", "keywords"];

fn quote(
    facts: &Facts,
    owner: Option<&Entry>,
    problem: &Problem,
    verb: &str,
    report: &mut Report<'_>,
) {
    if owner.is_none_or(|owner| FREE.contains(&facts.words(owner.key))) {
        return;
    }
    let words = facts.words(problem.range);
    let message = format!("other tools {verb} this value without quotation marks");
    let remark = report.at(problem.range, message).softened(Severity::Hint);
    // Between double marks a backslash means something to YAML.
    let mark = if words.contains(['"', '\\']) { '\'' } else { '"' };
    if !words.contains(mark) {
        remark.fix("put it in quotation marks", problem.range, format!("{mark}{words}{mark}"));
    }
}
