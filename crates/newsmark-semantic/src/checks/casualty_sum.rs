//! `casualty-sum`: dead and hurt that do not make all the casualties.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::derive;
use crate::facts::{Article, Casualties, Facts};
use crate::wording;

check! {
    /// Killed and injured that do not add up to the casualties.
    ///
    /// "Killed 12 and injured 31" are 43 casualties. A toll that rose, a bound such as "at least", people
    /// missing, and counts by two parties are left alone.
    ///
    /// # Reported
    ///
    /// ```news
    /// The blast killed 12 people and injured 31. The 45 casualties were taken to three hospitals.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The blast killed 12 people and injured 31. The 43 casualties were taken to three hospitals.
    /// ```
    pub(super) CASUALTY_SUM {
        code: "casualty-sum",
        severity: Severity::Warning,
        article: casualty_sum,
    }
}

fn casualty_sum(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for &Casualties { killed, injured, all, has_voices } in &article.casualties {
        let [killed, injured, all] = [killed, injured, all].map(|id| article.figure(id));
        let Some(sum) = derive::sum(all, &[killed, injured]) else { continue };
        if sum.all.overlaps(&sum.whole) {
            continue;
        }
        let message = format!(
            "{} dead and {} hurt are {}, not {}",
            facts.words(killed.range),
            facts.words(injured.range),
            wording::number(sum.printed.max(Decimal::ZERO)),
            facts.words(all.range),
        );
        let remark = report
            .at(all.range, message)
            .related(killed.range, "the dead")
            .related(injured.range, "the hurt");
        if has_voices {
            remark.softened(Severity::Information);
        }
    }
}
