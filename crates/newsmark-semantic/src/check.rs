//! What a check is, and how it speaks.
//!
//! A check reads [`Facts`] and reports places; it sees no text, no tokens and no other check. Its
//! code, its severity and its manual page stand once, in its declaration; see [`check!`].

use std::borrow::Cow;

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::facts::Article;
use crate::settings::Level;
use crate::{Facts, checks, wording};

mod stay;

pub use stay::Forerunners;

/// How sure and how grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of taste, or something that could be better.
    Hint,
    /// Worth knowing; perhaps right as it stands.
    Information,
    /// A likely contradiction.
    Warning,
    /// A certain contradiction.
    Error,
}

impl Severity {
    /// The word that machine output uses: `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One thing that cannot be right, or that an editor should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule that found it.
    pub rule: &'static str,
    /// How sure and how grave it is.
    pub severity: Severity,
    /// The place.
    pub range: TextRange,
    /// One sentence for an editor at a desk, in the article's own words, without a full stop.
    pub message: String,
    /// The other places that the message speaks of.
    pub related: Vec<Related>,
    /// Edits that would settle it; only where it is certain what they should be.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// By what findings are put in order.
    pub fn place(&self) -> (TextSize, TextSize, &'static str) {
        (self.range.start(), self.range.end(), self.rule)
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub range: TextRange,
    /// What is there.
    pub message: Cow<'static, str>,
}

/// A way to settle a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it will do: `change the headline to 1.1 billion`.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// New text for a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

/// A rule: its name, its manual page and its logic.
#[derive(Debug)]
pub struct Check {
    /// Its code, as in `newsmark explain <code>`. Codes are kept for ever and never change meaning.
    pub code: &'static str,
    /// How loudly it speaks when it is sure.
    pub severity: Severity,
    /// Its manual page, in Markdown: what, why, a reported and a fine example.
    pub manual: &'static str,
    /// Whether it speaks only where settings or front matter give it a level.
    pub is_off: bool,
    /// Whether it is about several articles: it says nothing of one alone, see [`crate::features::beside`].
    pub is_across: bool,
    pub(crate) run: Run,
}

/// What a check looks at.
#[derive(Debug)]
pub(crate) enum Run {
    /// One article at a time, and of the rest of the text at front matter and settings only. It is not asked again of an article
    /// that an edit leaves as it was.
    Article(fn(&Facts, &Article, &mut Report<'_>)),
    /// The whole text.
    Text(fn(&Facts, &mut Report<'_>)),
}

/// Declares a check, of one `article` or of the whole `text`. The doc comment is its manual page; the fenced examples under
/// `# Reported` and `# Fine` run as tests.
macro_rules! check {
    (
        $(#[doc = $manual:literal])+
        pub(super) $name:ident {
            code: $code:literal, severity: $severity:expr, $scope:ident: $run:path $(, off: $off:literal)? $(, across: $across:literal)? $(,)?
        }
    ) => {
        $(#[doc = $manual])+
        pub(super) static $name: $crate::check::Check = $crate::check::Check {
            code: $code,
            severity: $severity,
            manual: concat!($($manual, "\n"),+),
            is_off: false $(|| $off)?,
            is_across: false $(|| $across)?,
            run: $crate::check::check!(@$scope $run),
        };
    };
    (@article $run:path) => { $crate::check::Run::Article($run) };
    (@text $run:path) => { $crate::check::Run::Text($run) };
}
pub(crate) use check;

/// Takes the findings of one check. It knows the check, so code and severity are never repeated.
pub struct Report<'a> {
    check: &'static Check,
    findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    /// Reports a place at the check's own severity. The message may quote the article with its marks of links, which are
    /// left out.
    pub fn at(&mut self, range: TextRange, message: impl Into<String>) -> Remark<'_> {
        let message = quoting(message.into());
        self.findings.push(Finding {
            rule: self.check.code,
            severity: self.check.severity,
            range,
            message,
            related: Vec::new(),
            fixes: Vec::new(),
        });
        Remark { findings: self.findings }
    }
}

/// The finding just reported, to say more about it.
pub struct Remark<'a> {
    /// Never empty: the last one is meant.
    findings: &'a mut Vec<Finding>,
}

impl Remark<'_> {
    /// Speaks less loudly than the check does when it is sure.
    pub fn softened(self, severity: Severity) -> Self {
        if let Some(finding) = self.findings.last_mut() {
            finding.severity = finding.severity.min(severity);
        }
        self
    }

    /// Names another place.
    pub fn related(self, range: TextRange, message: impl Into<Cow<'static, str>>) -> Self {
        if let Some(finding) = self.findings.last_mut() {
            // Most name one, and there may be a hundred thousand of them: no room is made for more.
            finding.related.reserve_exact(1);
            finding.related.push(Related { range, message: message.into() });
        }
        self
    }

    /// Names two other places: a value before and after, a sum and its part.
    pub fn both(self, places: [(TextRange, &'static str); 2]) -> Self {
        if let Some(finding) = self.findings.last_mut() {
            let related = |(range, message)| Related { range, message: Cow::Borrowed(message) };
            finding.related.reserve_exact(places.len());
            finding.related.extend(places.map(related));
        }
        self
    }

    /// Offers to make several edits at once, which do not overlap.
    pub fn fix_all(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        if let Some(finding) = self.findings.last_mut() {
            finding.fixes.push(Fix { title: quoting(title.into()), edits });
        }
        self
    }

    /// Offers to replace one stretch of text.
    pub fn fix(self, title: impl Into<String>, range: TextRange, text: impl Into<String>) -> Self {
        if let Some(finding) = self.findings.last_mut() {
            let edits = vec![Edit { range, text: text.into() }];
            finding.fixes.push(Fix { title: quoting(title.into()), edits });
        }
        self
    }
}

/// A sentence that quotes the article, without the marks of links.
fn quoting(sentence: String) -> String {
    match wording::without_marks(&sentence) {
        Cow::Borrowed(_) => sentence,
        Cow::Owned(bare) => bare,
    }
}

/// Runs all checks over the facts: findings by place, then by rule. What switch-offs silence is not among
/// them; how much each of them silences is added to the facts. What was found `before` is taken over for articles that stay.
pub(crate) fn run(facts: &mut Facts, before: Vec<Finding>) -> (Vec<Finding>, Forerunners) {
    let (stay, mut forerunners) = Forerunners::part(facts, before);
    let mut findings = Vec::new();
    let mut switches = Switches::read(facts);
    // One check speaks of what the others found.
    for check in checks::all().iter().filter(|check| !checks::is_last(check)) {
        let level = level(facts, check);
        // A switch-off for a rule that is off is judged like others.
        if level == Some(Level::Off) && !switches.name(check) {
            continue;
        }
        let first = findings.len();
        say(check, facts, level, &mut findings);
        findings.extract_if(first.., |finding| switches.silence(finding)).for_each(drop);
        if level == Some(Level::Off) {
            findings.truncate(first);
        }
    }
    for (switch, n_silenced) in facts.switch_offs.iter_mut().zip(switches.n_silenced) {
        switch.n_silenced = n_silenced;
    }
    for check in checks::all().iter().filter(|check| checks::is_last(check)) {
        let level = level(facts, check);
        if level != Some(Level::Off) {
            say(check, facts, level, &mut findings);
        }
    }
    findings.sort_by_key(Finding::place);
    let findings = forerunners.merge(stay, findings);
    (findings, forerunners)
}

/// Adds what one check says at a level.
fn say(check: &'static Check, facts: &Facts, level: Option<Level>, findings: &mut Vec<Finding>) {
    let first = findings.len();
    let mut report = Report { check, findings };
    match check.run {
        Run::Article(run) => {
            facts.changed_articles().for_each(|article| run(facts, article, &mut report));
        }
        Run::Text(run) => run(facts, &mut report),
    }
    if let Some(Level::At(severity)) = level {
        for finding in &mut findings[first..] {
            // A level moves the rule's loudest findings to itself and leaves softer ones where they are.
            finding.severity = if finding.severity == check.severity {
                severity
            } else {
                finding.severity.min(severity)
            };
        }
    }
}

/// The level that the settings of this text give a rule.
fn level(facts: &Facts, check: &Check) -> Option<Level> {
    let decided = facts.settings.levels.get(check.code).copied();
    decided.or(check.is_off.then_some(Level::Off))
}

/// How loudly a check that is about several articles may speak of a place of this one; none where settings, front matter or a
/// switch-off keep it silent.
pub(crate) fn loudness(
    facts: &Facts,
    check: &'static Check,
) -> impl Fn(TextRange) -> Option<Severity> {
    let switches = Switches::read(facts);
    let severity = match level(facts, check) {
        Some(Level::Off) => None,
        Some(Level::At(severity)) => Some(severity),
        None => Some(check.severity),
    };
    move |range| severity.filter(|_| switches.at(check.code, range.start()).is_none())
}

/// The switch-offs of a text, by rule, and how many findings each has silenced.
struct Switches {
    by_rule: FxHashMap<String, Vec<Switch>>,
    n_silenced: Vec<u32>,
}

struct Switch {
    index: usize,
    covers: TextRange,
}

impl Switches {
    fn read(facts: &Facts) -> Switches {
        let mut by_rule: FxHashMap<String, Vec<Switch>> = FxHashMap::default();
        for (index, switch) in facts.switch_offs.iter().enumerate() {
            if switch.reason.is_some() {
                let own = by_rule.entry(facts.words(switch.rule).to_owned()).or_default();
                // What is covered already needs no second one: blocks do not overlap, nor do sentences.
                if own.last().is_none_or(|last| last.covers.end() <= switch.covers.start()) {
                    own.push(Switch { index, covers: switch.covers });
                }
            }
        }
        Switches { by_rule, n_silenced: vec![0; facts.switch_offs.len()] }
    }

    /// Whether there is one for this rule.
    fn name(&self, check: &Check) -> bool {
        self.by_rule.contains_key(check.code)
    }

    /// Whether a finding is to be kept back, which is counted.
    fn silence(&mut self, finding: &Finding) -> bool {
        let Some(index) = self.at(finding.rule, finding.range.start()) else { return false };
        self.n_silenced[index] += 1;
        true
    }

    /// The one that covers a place for a rule.
    fn at(&self, rule: &str, place: TextSize) -> Option<usize> {
        let own = self.by_rule.get(rule)?;
        let next = own.partition_point(|switch| switch.covers.end() <= place);
        let switch = own.get(next).filter(|switch| switch.covers.start() <= place)?;
        Some(switch.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    #[test]
    fn front_matter_stands_over_the_settings() {
        let body = "The ferry carried 40 people.[^port]\n";
        let severity = |matter: &str| {
            let text = format!("---\nslug: ferry\n{matter}---\n\n{body}");
            let levels = [("undefined-source".to_owned(), Level::At(Severity::Hint))].into();
            let findings =
                crate::analyze(&text, &Settings { levels, ..Settings::default() }).findings;
            let own = findings.iter().find(|finding| finding.rule == "undefined-source");
            own.map(|finding| finding.severity)
        };
        assert_eq!(severity(""), Some(Severity::Hint));
        assert_eq!(severity("checks:\n  undefined-source: error\n"), Some(Severity::Error));
        assert_eq!(severity("checks:\n  undefined-source: off, no notes here\n"), None);
        assert_eq!(severity("checks:\n  undefined-source: loud\n"), Some(Severity::Hint));
    }

    #[test]
    fn a_switch_off_silences_its_rule_in_what_it_covers() {
        let found = |before: &str, inside: &str| {
            let text = format!(
                "# Ferry\n\n{before}It has 40 decks.[^port] {inside}It has 3 more.[^port]\n\nEnd.[^port]\n"
            );
            let findings = crate::analyze(&text, &Settings::default()).findings;
            let found = findings.iter().map(|finding| {
                let place = usize::from(finding.range.start());
                format!("{} {}", finding.rule, text[..place].matches("[^port]").count())
            });
            found.collect::<Vec<String>>().join(", ")
        };
        let none = "undefined-source 0, undefined-source 1, undefined-source 2";
        assert_eq!(found("", ""), none);
        let ok = "<!-- ok: undefined-source \"the notes come later\" -->";
        assert_eq!(found(&format!("{ok}\n"), ""), "undefined-source 2");
        assert_eq!(found("", &format!("{ok} ")), "undefined-source 1, undefined-source 2");
        assert_eq!(
            found(&format!("{ok}\n"), &format!("{ok} ")),
            "unused-switch-off 1, undefined-source 2"
        );
        let bare = found("<!-- ok: undefined-source -->\n", "");
        assert_eq!(bare, format!("bad-switch-off 0, {none}"));
    }
}
