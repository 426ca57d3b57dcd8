//! `figure-ledger`: words, comparisons and definitions that the figures ledger does not bear out.

use newsmark_lexer::TextRange;
use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::check::{Report, Severity, check};
use crate::facts::figure::{Hedge, Role, Unit};
use crate::facts::ledger::{LedgerProblemKind, Quantity};
use crate::facts::{Facts, Figure, LedgerFigure};
use crate::interval::Interval;
use crate::wording;

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
        run: figure_ledger,
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
    for article in &facts.articles {
        for figure in &article.figures {
            let entry = figure.name.and_then(|name| by_name.get(facts.words(name)));
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
        let [left, right] = [assertion.left, assertion.right]
            .map(|(range, value)| side(facts, by_name, range, &value));
        let words = facts.words(assertion.range);
        let remark = report.at(assertion.range, format!("{words} does not hold: {left}, {right}"));
        [assertion.left, assertion.right].into_iter().fold(remark, |remark, (range, _)| {
            match by_name.get(facts.words(range)) {
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
        None => format!("{words} is {}", worked_out(value)),
    }
}

/// What a number comes to, as far as it is known.
fn worked_out(value: &Quantity) -> String {
    let number = wording::number;
    let unit = match value.unit {
        Some(Unit::Of(id)) if id.unit().dimension != Dimension::Share => {
            format!(" {}", id.unit().names().next().unwrap_or(id.unit().name))
        }
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    match (value.strict.low, value.strict.high) {
        (Some(low), Some(high)) if number(low) == number(high) => format!("{}{unit}", number(low)),
        (Some(low), Some(high)) => format!("{} to {}{unit}", number(low), number(high)),
        (Some(low), None) => format!("{}{unit} or more", number(low)),
        (None, Some(high)) => format!("{}{unit} or less", number(high)),
        (None, None) => "not known".to_owned(),
    }
}

/// A number in the text beside the ledger's.
fn words(facts: &Facts, figure: &Figure, entry: &LedgerFigure, report: &mut Report<'_>) {
    if entry.quantity.is_unknown() || agrees(figure, &entry.quantity) {
        return;
    }
    let said = Some(facts.words(figure.range_with_hedge())).filter(|words| !words.contains('['));
    let said = said.unwrap_or(facts.words(figure.range));
    let name = facts.words(entry.name);
    let value = entry.words.map(|words| facts.words(words));
    let message = match value {
        Some(value) => format!("the words say {said}, the ledger has {name} at {value}"),
        None => {
            let value = worked_out(&entry.quantity);
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

/// Whether the words can stand for the ledger's value: rounded, cut or hedged; a fall of 3 percent is
/// a change of -3.
fn agrees(figure: &Figure, value: &Quantity) -> bool {
    let Some(scales) = scales(figure, value) else { return true };
    let is_plain = matches!(figure.hedge, None | Some(Hedge::About));
    let cut = figure.value.filter(|_| is_plain);
    let cut = cut.map(|value| Interval::half_open(value, value + figure.step));
    let readings = [Some(figure.strict), Some(figure.loose), cut];
    let may_fall = value.loose.low.is_none_or(|low| low < Decimal::ZERO);
    scales.iter().any(|&scale| {
        let scale = Interval::exactly(Decimal::from(scale));
        readings.iter().flatten().map(|reading| reading.times(&scale)).any(|reading| {
            reading.overlaps(&value.loose) || (may_fall && reading.overlaps(&value.loose.negated()))
        })
    })
}

/// By what to multiply the number in the text before it is compared; nothing where its unit rules the
/// ledger's out; none where the two cannot be compared here.
fn scales(figure: &Figure, value: &Quantity) -> Option<&'static [i64]> {
    let dimension = |unit| match unit {
        Unit::Of(id) => Some(id.unit().dimension),
        Unit::Money(_) | Unit::OfAge(_) => None,
    };
    match (figure.unit, value.unit) {
        // "Doubled" is no growth of 2 percent, and "a third" may be one of 33.
        (None, Some(_)) if figure.role == Role::Ratio => None,
        (None, Some(unit)) if dimension(unit) == Some(Dimension::Share) => Some(&[1, 100]),
        (Some(unit), None) if dimension(unit) == Some(Dimension::Share) => None,
        (Some(a), Some(b)) if a == b => Some(&[1]),
        (Some(a), Some(b)) => {
            let [a, b] = [a, b].map(dimension);
            // Kilometres and miles may well be the same; percent and percentage points are not.
            (a != b || a == Some(Dimension::Points)).then_some(&[])
        }
        _ => Some(&[1]),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::settings::Settings;

    /// The findings of this rule in a text with this ledger.
    fn check(ledger: &str, body: &str, expect: Expect) {
        let text = format!("---\nfigures:\n{ledger}\n---\n\n{body}\n");
        let analysis = crate::analyze(&text, &Settings::default());
        let findings = analysis.findings.iter().filter(|finding| finding.rule == "figure-ledger");
        let lines: Vec<String> = findings
            .map(|finding| {
                let fixes: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
                format!("{}: {} {fixes:?}", &text[finding.range], finding.message)
            })
            .collect();
        expect.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn words_may_round_cut_and_hedge_the_value() {
        let ledger = "  riders: 1.27 million\n  fall: = pct(970, 1,000)\n  share: 33.4 percent";
        for body in [
            "It carried [1.3 million](#riders), [1.2 million](#riders), [over 1.2 million](#riders).",
            "It carried [about 1.3 million](#riders) or [1,272,000](#riders).",
            "It fell [3 percent](#fall). It was [a third](#share) of all. See [riders](#riders).",
        ] {
            check(ledger, body, expect![""]);
        }
    }

    #[test]
    fn other_words_are_reported() {
        let ledger = "  riders: 1.24 million\n  growth: = pct(riders, 1.08 million)\n  rise: = points(14%, 12%)";
        check(
            ledger,
            "It carried [1.42 million](#riders), [less than 1.2 million](#riders), up [18 percent](#growth).",
            expect![[r#"
                1.42 million: the words say 1.42 million, the ledger has riders at 1.24 million ["change to 1.24 million"]
                1.2 million: the words say less than 1.2 million, the ledger has riders at 1.24 million []
                18 percent: the words say 18 percent, the ledger works out growth at 13.82 to 15.81 percent []"#]],
        );
        check(
            ledger,
            "The share rose [2 percent](#rise). It has [1.24](#riders) million.",
            expect![
                "2 percent: the words say 2 percent, the ledger works out rise at 1 to 3 percentage points []"
            ],
        );
    }

    #[test]
    fn comparisons_and_definitions_are_checked() {
        check(
            "  users: 1.1 billion\n  shoppers: 1.2 billion\n  open: = (users\nassert:\n  - shoppers <= users\n  - shoppers * 2 < users",
            "Body.",
            expect![[r#"
                = (users: a parenthesis is not closed []
                shoppers <= users: shoppers <= users does not hold: shoppers is 1.2 billion, users is 1.1 billion []
                shoppers * 2 < users: shoppers * 2 < users does not hold: shoppers * 2 is 2.3 billion to 2.5 billion, users is 1.1 billion []"#]],
        );
    }
}
