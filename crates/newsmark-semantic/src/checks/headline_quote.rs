//! `headline-quote`: quoted words in the headline that the body does not have.

use crate::check::{Report, Severity, check};
use crate::facts::headline::Support;
use crate::facts::{Article, Facts};

check! {
    /// Words in quotation marks in the headline that nobody says in the body.
    ///
    /// Marks promise that somebody used these words. Case, marks, brackets and dots make no difference, nor does
    /// another form of a word or two; a longer quotation whose words are all there in another order or form is
    /// information. Words that the body does not have at all are reported; where
    /// it has much the same ones, those are shown. It is information where nobody is said to say the words, and
    /// in houses whose headlines put claims in marks.
    ///
    /// # Reported
    ///
    /// ```news
    /// # Mayor calls new pier ‘a disgrace’
    ///
    /// Mayor Olga Brandt said on Friday that the new pier was “a waste of money.”
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// # Mayor calls new pier ‘a waste of money’
    ///
    /// Mayor Olga Brandt said on Friday that the new pier was “a waste of money.”
    /// ```
    pub(super) HEADLINE_QUOTE {
        code: "headline-quote",
        severity: Severity::Warning,
        article: headline_quote,
    }
}

fn headline_quote(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let quotes = article.headline.iter().flat_map(|headline| &headline.quotes);
    for own in quotes {
        let range = article.quote(own.quote).range;
        let words = facts.words(range);
        let remark = match own.support {
            Support::Verbatim(_) => continue,
            Support::InOtherForm if words.split_whitespace().count() < 4 => continue,
            Support::InOtherForm => report
                .at(range, format!("{words} is not in the body word for word"))
                .softened(Severity::Information),
            Support::Nearest(other) => report
                .at(range, format!("the headline quotes {words}, the body has other words"))
                .related(other, "the body"),
            Support::Missing => report.at(range, format!("{words} is not in the body")),
        };
        if facts.house.claims_in_headlines || !own.is_said {
            remark.softened(Severity::Information);
        }
    }
}
