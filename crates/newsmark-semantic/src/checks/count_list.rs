//! `count-list`: a number of things announced, and another number of them named.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::check::{Report, Severity, check};
use crate::facts::{Article, Enumeration, Facts, Figure};

check! {
    /// A count that does not match the list after it.
    ///
    /// A name is cut from a list and the number before it stays, or the other way round. Readers
    /// count. Only closed lists are looked at: after a colon or between dashes, not after
    /// "including" or "such as". A list with "and" inside a name may be read wrongly, so it is
    /// information only.
    ///
    /// # Reported
    ///
    /// ```news
    /// The vote will be repeated in four towns: Ashby, Brill and Corton.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// The vote will be repeated in three towns: Ashby, Brill and Corton.
    /// ```
    pub(super) COUNT_LIST {
        code: "count-list",
        severity: Severity::Warning,
        article: count_list,
    }
}

fn count_list(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for enumeration in &article.enumerations {
        let count = article.figure(enumeration.count);
        let Some(announced) = announced(count) else { continue };
        let named = enumeration.items.len();
        if announced == named || counts_again(article, enumeration) {
            continue;
        }
        let message =
            format!("{} announced, {} named", facts.words(count.range), spelt_out(named),);
        let remark = report.at(count.range, message);
        let remark = match enumeration.items.as_slice() {
            [first, .., last] => remark.related(first.cover(*last), items(facts, enumeration)),
            _ => remark,
        };
        if enumeration.items.iter().any(|&item| has_and(facts.words(item))) {
            remark.softened(Severity::Information);
        }
    }
}

/// The count, where it is a plain whole number.
fn announced(count: &Figure) -> Option<usize> {
    let value = count.value.filter(|_| count.hedge.is_none())?;
    (value.fract() == Decimal::ZERO).then(|| value.to_usize())?
}

/// Whether an item has a count of its own: "two boys and two girls" are four.
fn counts_again(article: &Article, enumeration: &Enumeration) -> bool {
    enumeration.items.iter().any(|item| {
        let first = article.figures.partition_point(|figure| figure.range.start() < item.start());
        let figure = article.figures.get(first);
        figure.is_some_and(|figure| item.contains_range(figure.range) && figure.is_quantity())
    })
}

fn items(facts: &Facts, enumeration: &Enumeration) -> String {
    let names: Vec<&str> = enumeration.items.iter().map(|&item| facts.words(item)).collect();
    format!("these are {}: {}", spelt_out(names.len()), names.join("; "))
}

fn has_and(words: &str) -> bool {
    words.split_whitespace().any(|word| matches!(word, "and" | "&"))
}

fn spelt_out(number: usize) -> String {
    let words =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or_else(|| number.to_string(), |&word| word.to_owned())
}
