//! `percent-style`: percentages that are not written as the house writes them.

use newsmark_lexer::{TextRange, TextSize};

use crate::check::{Edit, Report, Severity, check};
use crate::document::BlockKind;
use crate::facts::{Article, Facts, Figure};

check! {
    /// A percentage that is not written in the house's way.
    ///
    /// Houses write `5%`, `5 percent` or `5 per cent`, and one article should keep to one. Only numbers in digits
    /// count, and only in running text: a headline may be shorter, a table has its own heads, and words in
    /// quotation marks are left to whoever set them. The first one is reported, and the fix changes all. Without a
    /// `profile` there is nothing to keep to.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// profile: ap
    /// ---
    ///
    /// Fares rose by 5 percent in May.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// profile: ap
    /// ---
    ///
    /// Fares rose by 5% in May.
    /// ```
    pub(super) PERCENT_STYLE {
        code: "percent-style",
        severity: Severity::Hint,
        article: percent_style,
    }
}

/// The ways to write it.
const SIGNS: &[&str] = &["%", "percent", "per cent"];

fn percent_style(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let Some(wanted) = facts.house.percent.as_deref() else { return };
    let figures = article.figures.iter().filter(|figure| is_of_running_text(article, figure));
    let others: Vec<(&Figure, TextRange)> = figures
        .filter_map(|figure| Some((figure, sign_to_change(facts, figure, wanted)?)))
        .collect();
    let Some(&(first, _)) = others.first() else { return };
    let new = if wanted == "%" { "%".to_owned() } else { format!(" {wanted}") };
    let edits: Vec<Edit> =
        others.iter().map(|&(_, range)| Edit { range, text: new.clone() }).collect();
    let message = format!("the house style writes {wanted} behind a number");
    report.at(first.range, message).fix_all(format!("write {wanted} everywhere"), edits);
}

fn is_of_running_text(article: &Article, figure: &Figure) -> bool {
    let paragraph = article.paragraphs.get(figure.paragraph as usize);
    let is_running = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    figure.is_percent() && !figure.in_quote && paragraph.is_some_and(|span| is_running(span.kind))
}

/// The sign of a percentage in digits with the blank before it, where it is another than the house's.
fn sign_to_change(facts: &Facts, figure: &Figure, wanted: &str) -> Option<TextRange> {
    let words = facts.words(figure.range);
    let sign = SIGNS.iter().find(|sign| words.ends_with(*sign))?;
    let number = words[..words.len() - sign.len()].trim_end_matches([' ', '\u{A0}']);
    let is_plain = number.ends_with(|last: char| last.is_ascii_digit()) && !number.contains('%');
    let start = figure.range.start() + TextSize::of(number);
    (is_plain && *sign != wanted).then(|| TextRange::new(start, figure.range.end()))
}
