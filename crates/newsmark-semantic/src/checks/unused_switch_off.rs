//! `unused-switch-off`: a switch-off that silences nothing.

use crate::check::{Report, Severity, check};
use crate::checks;
use crate::facts::Facts;

check! {
    /// A switch-off whose rule finds nothing there.
    ///
    /// Mostly the words were corrected since. A switch-off that stays behind would keep the rule silent
    /// when it is needed again.
    ///
    /// # Reported
    ///
    /// ```news
    /// <!-- ok: weekday-date "as printed on the ticket" -->
    /// The council votes on Friday, April 4, 2025.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// <!-- ok: weekday-date "as printed on the ticket" -->
    /// The council votes on Thursday, April 4, 2025.
    /// ```
    pub(super) UNUSED_SWITCH_OFF {
        code: "unused-switch-off",
        severity: Severity::Hint,
        text: unused_switch_off,
    }
}

fn unused_switch_off(facts: &Facts, report: &mut Report<'_>) {
    for switch in &facts.switch_offs {
        let rule = facts.words(switch.rule);
        // What is said of several articles is not known here.
        let is_judged = checks::by_code(rule).is_some_and(|check| !check.is_across);
        if switch.n_silenced == 0 && switch.reason.is_some() && is_judged {
            report
                .at(switch.range, format!("{rule} finds nothing here that could be silenced"))
                .fix("take the switch-off out", switch.with_its_space, "");
        }
    }
}
