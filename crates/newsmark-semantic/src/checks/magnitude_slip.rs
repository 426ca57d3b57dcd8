//! `magnitude-slip`: the same digits of the same thing at another scale.

use crate::agreement::{self, Slip, slip};
use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts, Figure};
use crate::pairing;
use crate::wording;

check! {
    /// The same digits of the same thing, a thousand times more or less: million and billion.
    ///
    /// No slip with numbers is corrected more often. Ten or a hundred times are a decimal point in the wrong
    /// place and give a warning only. "$3.2 million of the $3.2 billion" is a part of a whole and fine.
    ///
    /// # Reported
    ///
    /// ```news
    /// The regional pension fund holds 3.24 billion listed shares.
    ///
    /// Half of the 3.24 million listed shares were bought in spring.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The regional pension fund holds 3.24 billion listed shares.
    ///
    /// Some 1.6 billion of the 3.24 billion listed shares were bought in spring.
    /// ```
    pub(super) MAGNITUDE_SLIP {
        code: "magnitude-slip",
        severity: Severity::Error,
        article: magnitude_slip,
    }
}

fn magnitude_slip(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for pair in &article.restatements {
        let (earlier, later) = (article.figure(pair.earlier), article.figure(pair.later));
        let Some(Slip::PowerOfTen(power)) = slip(later, earlier) else { continue };
        let severity = match power.abs() {
            _ if pairing::is_quote_against_narration(earlier, later) => Severity::Information,
            3 | 6 => Severity::Error,
            _ => Severity::Warning,
        };
        let remark = report
            .at(later.range, message(facts, earlier, later, power))
            .softened(severity)
            .related(earlier.range, "the other figure");
        pairing::offer_either(facts, remark, earlier, later);
    }
    bare(facts, article, report);
}

/// Amounts of one unit with the same telling digits, a thousand or a million times apart, of which no noun
/// says that they are two things. Three digits are no chance; two may be.
fn bare(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for (earlier, later) in pairing::same_digits(article).take(MOST_SLIPS) {
        let Some(Slip::PowerOfTen(power @ (-6 | -3 | 3 | 6))) = slip(later, earlier) else {
            continue;
        };
        let heads = earlier.noun.as_ref().zip(later.noun.as_ref());
        // `1.24 billion tonnes of wheat fill all stores`: a noun read too far still has the other in it.
        let is_other = heads.is_some_and(|(a, b)| {
            a.lemmas.head != b.lemmas.head
                && !a.lemmas.modifiers.contains(&b.lemmas.head)
                && !b.lemmas.modifiers.contains(&a.lemmas.head)
        });
        let is_part = || {
            article.parts.iter().any(|part| {
                let values = [part.part, part.whole].map(|id| article.figure(id).value);
                values.contains(&earlier.value) && values.contains(&later.value)
            })
        };
        let is_paired = || {
            let mut pairs = article.restatements.iter();
            pairs.any(|pair| article.figure(pair.later).range == later.range)
        };
        let is_apart = is_other || pairing::same_state(earlier, later).is_err();
        if is_apart || is_paired() || is_part() {
            continue;
        }
        let telling = later.value.map_or(0, agreement::telling_digits);
        // A price and a sum: two digits a million times apart are a chance.
        if telling < 3 && power.abs() > 3 {
            continue;
        }
        let severity = match telling {
            3.. if earlier.in_quote == later.in_quote => Severity::Warning,
            _ => Severity::Information,
        };
        report
            .at(later.range, message(facts, earlier, later, power))
            .softened(severity)
            .related(earlier.range, "the other figure");
    }
}

/// How many pairs of one article are looked at.
const MOST_SLIPS: usize = 20;

fn message(facts: &Facts, earlier: &Figure, later: &Figure, power: i32) -> String {
    let times = match power.abs() {
        1 => "ten",
        2 => "a hundred",
        3 => "a thousand",
        6 => "a million",
        _ => "many",
    };
    let relation = if power > 0 { "more" } else { "less" };
    let [first, again] = [earlier, later].map(|figure| wording::phrase(facts, figure));
    let digits = " earlier: the same digits, ";
    [&again, " here, ", &first, digits, times, " times ", relation].concat()
}
