//! `bad-switch-off`: a switch-off that silences nothing because it is not complete.

use crate::check::{Report, Severity, check};
use crate::checks;
use crate::facts::Facts;
use crate::settings::Level;
use crate::spelling;

check! {
    /// A switch-off without a rule, without a reason, or for a rule that is not there.
    ///
    /// `<!-- ok: part-sum "rounded in the table" -->` keeps one rule silent in the next block or in its
    /// sentence. The next editor has to know what was found right and why, so both have to be said, and
    /// without them nothing is silenced. Levels under `checks:` in front matter are looked at too.
    ///
    /// # Reported
    ///
    /// ```news
    /// <!-- ok: part-sum -->
    /// The three routes carried 1,251 riders: 610 to Gull Quay, 402 to Saltmarsh and 238 to the airport.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// <!-- ok: part-sum "rounded in the port's table" -->
    /// The three routes carried 1,251 riders: 610 to Gull Quay, 402 to Saltmarsh and 238 to the airport.
    /// ```
    pub(super) BAD_SWITCH_OFF {
        code: "bad-switch-off",
        severity: Severity::Warning,
        text: bad_switch_off,
    }
}

fn bad_switch_off(facts: &Facts, report: &mut Report<'_>) {
    for switch in &facts.switch_offs {
        let rule = facts.words(switch.rule);
        if rule.is_empty() {
            report.at(switch.range, "this switch-off does not name a rule");
        } else if checks::by_code(rule).is_none() {
            unknown(report, switch.rule, rule);
        } else if let Some(stray) = switch.stray {
            let words = facts.words(stray);
            let remark = report.at(stray, "the reason of a switch-off stands in quotation marks");
            if !words.contains(['"', '“', '”']) {
                remark.fix("put it in quotation marks", stray, format!("\"{words}\""));
            }
        } else if switch.reason.is_none() {
            report.at(switch.range, format!("this switch-off does not say why: {rule} \"...\""));
        }
    }
    let matter = facts.document.front_matter.as_ref();
    let levels = matter.and_then(|matter| matter.entry(&facts.text, "checks"));
    for entry in levels.map_or(&[][..], |entry| &entry.children) {
        let (rule, level) = (facts.words(entry.key), facts.words(entry.value));
        if checks::by_code(rule).is_none() {
            unknown(report, entry.key, rule);
        } else if Level::given(level).is_none() {
            let place = if entry.value.is_empty() { entry.key } else { entry.value };
            let levels = "off, hint, information, warning or error";
            report.at(place, format!("the level of a rule is {levels}"));
        }
    }
}

fn unknown(report: &mut Report<'_>, range: newsmark_lexer::TextRange, rule: &str) {
    let remark = report.at(range, format!("there is no rule named {rule}"));
    if let Some(meant) = spelling::meant(rule, checks::all().iter().map(|check| check.code)) {
        remark.fix(format!("change to {meant}"), range, meant);
    }
}
