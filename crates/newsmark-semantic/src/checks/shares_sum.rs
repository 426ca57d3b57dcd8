//! `shares-sum`: shares of one whole that are more than a hundred percent together.

use rust_decimal::Decimal;

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Facts, Figure};
use crate::wording;

check! {
    /// Shares that exclude each other and make more than 100 percent.
    ///
    /// The answers to one question, or the owners of one firm, cannot be more than all. Rounded shares may
    /// miss: 99 and 101 are normal, and every share more widens it. A sum below 100 is fine, because
    /// lists leave out the smallest.
    ///
    /// # Reported
    ///
    /// ```news
    /// In the poll 46 percent said yes, 38 percent said no and 21 percent had no view.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// In the poll 46 percent said yes, 38 percent said no and 17 percent had no view.
    /// ```
    pub(super) SHARES_SUM {
        code: "shares-sum",
        severity: Severity::Warning,
        article: shares_sum,
    }
}

fn shares_sum(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for list in &article.shares {
        let shares: Vec<&Figure> = list.shares.iter().map(|&id| article.figure(id)).collect();
        let Some(sum) = too_much(&shares) else { continue };
        let words: Vec<&str> = shares.iter().map(|share| facts.words(share.range)).collect();
        let message =
            format!("{} make {}%, more than all", words.join(", "), wording::number(sum),);
        let Some((last, others)) = shares.split_last() else { continue };
        let remark = report.at(last.range, message);
        others.iter().fold(remark, |remark, share| remark.related(share.range, "a share"));
    }
}

/// The sum of the shares, where it is more than rounding explains.
fn too_much(shares: &[&Figure]) -> Option<Decimal> {
    let zero = Decimal::ZERO;
    let is_firm = |share: &&Figure| share.hedge.is_none();
    let sum = shares.iter().try_fold(zero, |sum, share| sum.checked_add(share.value?))?;
    let slack = shares.iter().try_fold(zero, |sum, share| {
        sum.checked_add(share.step().min(Decimal::ONE).checked_div(Decimal::TWO)?)
    })?;
    let most = Decimal::ONE_HUNDRED.checked_add(slack)?;
    (shares.iter().all(is_firm) && sum > most).then_some(sum)
}
