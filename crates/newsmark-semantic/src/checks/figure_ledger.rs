//! `figure-ledger`: words, comparisons and definitions that the figures ledger does not bear out.

use newsmark_lexer::TextRange;
use rustc_hash::FxHashMap;

use crate::check::{Report, Severity, check};
use crate::facts::ledger::{LedgerProblemKind, Quantity};
use crate::facts::{Facts, Figure, LedgerFigure};
use crate::{tally, wording};

check! {
    /// A number in the text that is not the ledger's, or a ledger that contradicts itself.
    ///
    /// A number that is linked to the ledger must be a rounding of the value there, cut or with a hedge
    /// perhaps. A comparison under `assert:` must be able to hold. A definition must be readable, its names
    /// must be there, and its units must go together.
    ///
    /// # Reported
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried [1.42 million](#riders) people in 2024.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// ---
    /// figures:
    ///   riders: 1.24 million riders; 2024; port
    /// ---
    ///
    /// The ferry carried [over 1.2 million](#riders) people in 2024.
    /// ```
    pub(super) FIGURE_LEDGER {
        code: "figure-ledger",
        severity: Severity::Error,
        text: figure_ledger,
    }
}

/// The ledger's figures by name; the first of a name is the one that is meant.
type ByName<'f> = FxHashMap<&'f str, &'f LedgerFigure>;

fn figure_ledger(facts: &Facts, report: &mut Report<'_>) {
    let mut by_name = ByName::default();
    for entry in &facts.ledger.figures {
        by_name.entry(facts.words(entry.name)).or_insert(entry);
    }
    definitions(facts, report);
    comparisons(facts, &by_name, report);
    if by_name.is_empty() {
        return;
    }
    for article in &facts.articles {
        for figure in &article.figures {
            let entry = figure.name.and_then(|name| by_name.get(facts.words(name.range())));
            if let Some(entry) = entry {
                words(facts, figure, entry, report);
            }
        }
    }
}

fn definitions(facts: &Facts, report: &mut Report<'_>) {
    // What is defined by itself has a rule of its own.
    let is_ours = |kind| kind != LedgerProblemKind::Circular;
    for problem in facts.ledger.problems.iter().filter(|problem| is_ours(problem.kind)) {
        report.at(problem.range, &problem.message);
    }
}

fn comparisons(facts: &Facts, by_name: &ByName<'_>, report: &mut Report<'_>) {
    for assertion in facts.ledger.assertions.iter().filter(|one| one.holds == Some(false)) {
        let [left, right] = [&assertion.left, &assertion.right]
            .map(|(range, value)| side(facts, by_name, *range, value));
        let words = facts.words(assertion.range);
        let remark = report.at(assertion.range, format!("{words} does not hold: {left}, {right}"));
        [&assertion.left, &assertion.right].into_iter().fold(remark, |remark, (range, _)| {
            match by_name.get(facts.words(*range)) {
                Some(entry) => remark.related(entry.definition, "defined here"),
                None => remark,
            }
        });
    }
}

/// One side of a comparison with what it comes to: `riders is 1.24 million`.
fn side(facts: &Facts, by_name: &ByName<'_>, range: TextRange, value: &Quantity) -> String {
    let words = facts.words(range);
    match by_name.get(words).and_then(|entry| entry.words) {
        Some(value) => format!("{words} is {}", facts.words(value)),
        None => format!("{words} is {}", wording::quantity(value)),
    }
}

/// A number in the text beside the ledger's.
fn words(facts: &Facts, figure: &Figure, entry: &LedgerFigure, report: &mut Report<'_>) {
    if entry.quantity.is_unknown() || tally::agrees(figure, &entry.quantity) {
        return;
    }
    let said = Some(facts.words(figure.range_with_hedge())).filter(|words| !words.contains('['));
    let said = said.unwrap_or(facts.words(figure.range));
    let name = facts.words(entry.name);
    let value = entry.words.map(|words| facts.words(words));
    let message = match value {
        Some(value) => format!("the words say {said}, the ledger has {name} at {value}"),
        None => {
            let value = wording::quantity(&entry.quantity);
            format!("the words say {said}, the ledger works out {name} at {value}")
        }
    };
    let remark = report.at(figure.range, message);
    let remark = remark.related(entry.definition, format!("{name} is defined here"));
    // A hedge may no longer fit, and a number that the link cuts in two would lose it.
    let is_whole = figure.hedge.is_none() && !facts.words(figure.range).contains("](");
    if let Some(value) = value.filter(|_| is_whole) {
        remark.fix(format!("change to {value}"), figure.range, value);
    }
}
