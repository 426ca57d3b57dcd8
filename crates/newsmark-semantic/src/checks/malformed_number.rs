//! `malformed-number`: digits, marks and words that make no number.

use crate::check::{Report, Severity, check};
use crate::facts::malformed::Malformation;
use crate::facts::{Article, Facts};

check! {
    /// A number that is written as no number is.
    ///
    /// A digit too few behind a comma, a scale said twice, a stop inside: the reader cannot tell what was
    /// meant. Groups of two as in 12,34,567 are right where people count in lakhs. A currency named twice is
    /// information.
    ///
    /// # Reported
    ///
    /// ```news
    /// The fund holds £5m million, and 10,00 people pay into it.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The fund holds £5 million, and 12,34,567 people pay into it.
    /// ```
    pub(super) MALFORMED_NUMBER {
        code: "malformed-number",
        severity: Severity::Warning,
        article: malformed_number,
    }
}

fn malformed_number(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for number in &article.malformed {
        let words = facts.words(number.range);
        let remark = report.at(number.range, format!("{words}: {}", reason(number.what)));
        let remark = match &number.meant {
            Some(meant) => remark.fix(format!("change {words} to {meant}"), number.range, &**meant),
            None => remark,
        };
        if matches!(number.what, Malformation::CurrencyTwice | Malformation::Lakhs) {
            remark.softened(Severity::Information);
        }
    }
}

/// What is wrong, for an editor.
fn reason(what: Malformation) -> &'static str {
    match what {
        Malformation::Groups => "three digits belong behind each comma",
        Malformation::DecimalComma => "decimals stand behind a point",
        Malformation::ThousandsPoint => "thousands stand behind a comma",
        Malformation::StrayMark => "there is a mark too many",
        Malformation::Blank => "there is a blank inside",
        Malformation::ScaleTwice => "the scale stands there twice",
        Malformation::UnitTwice => "the unit stands there twice",
        Malformation::CurrencyTwice => "the currency stands there twice",
        Malformation::TwoCurrencies => "sign and name are of two currencies",
        Malformation::Letter => "there is a letter for a digit",
        Malformation::Ending => "the ending is not that of the number",
        Malformation::Minutes => "an hour has 60 minutes",
        Malformation::Lakhs => "the digits are grouped in lakhs",
    }
}
