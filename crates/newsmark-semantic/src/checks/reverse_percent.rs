//! `reverse-percent`: the same percentage up as down.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::figure::Direction;
use crate::facts::{Article, Facts, Figure};
use crate::wording;

check! {
    /// A percentage that is used one way and then the other.
    ///
    /// What costs 25 percent more makes the other 20 percent cheaper, not 25, because the base is another.
    /// And a price that falls by 40 percent must rise by 67 percent to be back where it was. Small
    /// percentages for which this makes no difference are left alone.
    ///
    /// # Reported
    ///
    /// ```news
    /// Rents in Ashby are 50 percent higher than in Brill, which means that Brill is 50 percent cheaper.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Rents in Ashby are 50 percent higher than in Brill, which means that Brill is 33 percent cheaper.
    /// ```
    pub(super) REVERSE_PERCENT {
        code: "reverse-percent",
        severity: Severity::Warning,
        article: reverse_percent,
    }
}

fn reverse_percent(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for reversal in &article.reversals {
        let (first, second) = (article.figure(reversal.first), article.figure(reversal.second));
        let Some(right) = right(first, second) else { continue };
        let way = |figure: &Figure| match figure.direction {
            Some(Direction::Down) => "down",
            _ => "up",
        };
        let message = format!(
            "{} {} is {} {} the other way, not {}",
            facts.words(first.range),
            way(first),
            wording::result(right, second),
            way(second),
            facts.words(second.range),
        );
        let remark = report.at(second.range, message).related(first.range, "the other percentage");
        let text = wording::replaced(facts, second, right).filter(|_| !second.in_quote);
        if let Some(text) = text {
            let title = format!("change {} to {text}", facts.words(second.range));
            remark.fix(title, second.range, text);
        }
    }
}

/// What the second percentage should be, where it is the first again and rounding does not explain it.
fn right(first: &Figure, second: &Figure) -> Option<Decimal> {
    let (percent, again) = (first.value?.abs(), second.value?.abs());
    let hundred = Decimal::ONE_HUNDRED;
    let base = match first.direction? {
        Direction::Up => hundred.checked_add(percent)?,
        Direction::Down => hundred.checked_sub(percent)?,
    };
    if percent != again || base <= Decimal::ZERO {
        return None;
    }
    let right = percent.checked_mul(hundred)?.checked_div(base)?;
    let rounded = wording::to_step(right, second.step().min(Decimal::ONE));
    let is_off = rounded.checked_sub(again)?.abs()
        >= Decimal::TWO.checked_mul(second.step().min(Decimal::ONE))?;
    is_off.then_some(rounded)
}
