//! The figures ledger with its values worked out.
//!
//! A value is read as prose is, so its precision is kept; an expression is worked out on what the
//! words allow, and units go along: a share of a count is a count, a quotient of two counts has no
//! unit. What cannot be worked out is a problem at its own place; a figure that depends on it allows
//! everything and says nothing more.

use newsmark_lexer::TextRange;
use rustc_hash::FxHashSet;

use self::solver::{Solver, names_in};
use super::AsOf;
use super::figure::Noun;
use crate::document::Document;
use crate::document::ledger::{Comparison, Definition};
use crate::settings::DecimalSign;

pub use quantity::Quantity;

mod quantity;
mod solver;

/// The ledger of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Its figures, in order.
    pub figures: Vec<LedgerFigure>,
    /// Its comparisons, in order.
    pub assertions: Vec<Assertion>,
    /// The places where its expressions and comparisons name figures.
    pub uses: Vec<TextRange>,
    /// What could not be worked out.
    pub problems: Vec<LedgerProblem>,
}

/// A named figure.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerFigure {
    /// Its name, where it is defined.
    pub name: TextRange,
    /// What it is defined as: a value's words, or the whole expression.
    pub definition: TextRange,
    /// The words of the number, with its unit; none for an expression.
    pub words: Option<TextRange>,
    /// What its value allows; everything where it could not be worked out.
    pub quantity: Quantity,
    /// What it counts.
    pub noun: Option<Noun>,
    /// The time it is for.
    pub as_of: Option<AsOf>,
    /// The words of its source.
    pub source: Option<TextRange>,
}

/// A comparison that must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// All of it.
    pub range: TextRange,
    /// The words of the left side, and what they come to.
    pub left: (TextRange, Quantity),
    /// How they compare.
    pub comparison: Comparison,
    /// The words of the right side, and what they come to.
    pub right: (TextRange, Quantity),
    /// Whether it can hold; none where a side could not be worked out.
    pub holds: Option<bool>,
}

/// Something in the ledger that could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerProblem {
    /// The place.
    pub range: TextRange,
    /// What kind of problem it is.
    pub kind: LedgerProblemKind,
    /// What is wrong, for an editor.
    pub message: String,
}

/// Kinds of problems in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LedgerProblemKind {
    /// Neither a value nor an expression.
    Unreadable,
    /// A name that the ledger does not define.
    UnknownName,
    /// A name that is defined twice.
    RepeatedName,
    /// A figure that is defined by itself.
    Circular,
    /// Units that cannot be added or compared.
    Units,
}

impl Ledger {
    /// The figure with this name.
    pub fn figure<'a>(&'a self, text: &str, name: &str) -> Option<&'a LedgerFigure> {
        self.figures.iter().find(|figure| &text[figure.name] == name)
    }

    /// All names, for looking up many.
    pub(crate) fn names<'t>(&self, text: &'t str) -> FxHashSet<&'t str> {
        self.figures.iter().map(|figure| &text[figure.name]).collect()
    }
}

/// Works out the ledger.
pub(crate) fn collect(text: &str, document: &Document, decimal: DecimalSign) -> Ledger {
    let Some(matter) = &document.front_matter else { return Ledger::default() };
    let mut solver = Solver::new(text, decimal);
    let mut expressions = Vec::new();
    for entry in &matter.ledger {
        match (&entry.definition, entry.name) {
            (Definition::Unreadable { range, problem }, _) => {
                solver.problem(*range, LedgerProblemKind::Unreadable, (*problem).to_owned());
            }
            (Definition::Value { value, as_of, source }, Some(name)) => {
                let figure = solver.value(name, *value, *as_of, *source);
                solver.define(figure);
            }
            (Definition::Expression(expression), Some(name)) => {
                let index = solver.define(LedgerFigure {
                    name,
                    definition: expression.range,
                    words: None,
                    quantity: Quantity::UNKNOWN,
                    noun: None,
                    as_of: None,
                    source: None,
                });
                expressions.push((index, expression));
            }
            _ => {}
        }
    }
    for (_, expression) in &expressions {
        names_in(expression, &mut solver.ledger.uses);
    }
    solver.expressions(&expressions);
    for entry in &matter.ledger {
        if let Definition::Assertion { left, comparison, right, range } = &entry.definition {
            names_in(left, &mut solver.ledger.uses);
            names_in(right, &mut solver.ledger.uses);
            solver.assertion(left, *comparison, right, *range);
        }
    }
    solver.ledger.problems.sort_by_key(|problem| problem.range.start());
    solver.ledger
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::settings::Settings;

    /// Each figure with what it allows, then comparisons, then problems.
    fn check(lines: &str, expect: Expect) {
        let text = format!("---\n{lines}\n---\n");
        let ledger = crate::analyze(&text, &Settings::default()).facts.ledger;
        let mut dump = String::new();
        for figure in &ledger.figures {
            let unit = figure.quantity.unit.map_or(String::new(), |unit| format!(" {unit}"));
            let noun = figure
                .noun
                .as_ref()
                .map_or(String::new(), |noun| format!(" {}", &text[noun.range]));
            let as_of = figure.as_of.map_or(String::new(), |as_of| format!(" ({as_of})"));
            dump += &format!(
                "{}: {}{unit}{noun}{as_of}\n",
                &text[figure.name],
                figure.quantity.strict()
            );
        }
        for assertion in &ledger.assertions {
            dump += &format!("{} {:?}\n", &text[assertion.range], assertion.holds);
        }
        for problem in &ledger.problems {
            dump += &format!("{:?} {}: {}\n", problem.kind, &text[problem.range], problem.message);
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn values_are_read_as_prose() {
        check(
            "figures:\n  riders: 1.24 million riders; 2024; port\n  share: 78.6 percent; December 2024\n  price: over $4.50; 2024-12\n  odd: many; 2024",
            expect![[r#"
                riders: 1235000 to 1245000 riders (2024)
                share: 78.55 to 78.65 percent (2024-12)
                price: 4.5 or more USD (2024-12)
                odd: anything (2024)
                Unreadable many: no number was found in `many`
            "#]],
        );
    }

    #[test]
    fn expressions_are_worked_out_on_what_the_words_allow() {
        check(
            "figures:\n  growth: = pct(riders, before)\n  riders: 1.24 million\n  before: 1.08 million\n  rise: = points(new, old)\n  new: 14 percent\n  old: 12.5 percent\n  month: = riders / 12\n  part: = riders * new\n  whole: = part / new\n  all: = sum(riders, before, 1,000)\n  ratio: = (riders - before) / before",
            expect![[r#"
                growth: 13.824884792626728110599078206 to 15.813953488372093023255814096 percent
                riders: 1235000 to 1245000
                before: 1075000 to 1085000
                rise: 0.95 to 2.05 percentage point
                new: 13.5 to 14.5 percent
                old: 12.45 to 12.55 percent
                month: 102916.66666666666666666666657 to 103750
                part: 166725 to 180525
                whole: 1149827.5862068965517241379299 to 1337222.2222222222222222222235
                all: 2311000 to 2331000
                ratio: 0.1382488479262672811059907832 to 0.1581395348837209302325581398
            "#]],
        );
    }

    #[test]
    fn comparisons_fail_only_where_they_cannot_hold() {
        check(
            "figures:\n  users: 1.1 billion\n  shoppers: 974 million\n  more: 1.2 billion\nassert:\n  - shoppers <= users\n  - more <= users\n  - users = 1.14 billion\n  - users > 1.05 billion\n  - nobody < users",
            expect![[r#"
                users: 1050000000 to 1150000000
                shoppers: 973500000 to 974500000
                more: 1150000000 to 1250000000
                shoppers <= users Some(true)
                more <= users Some(false)
                users = 1.14 billion Some(true)
                users > 1.05 billion Some(true)
                nobody < users None
                UnknownName nobody: the ledger has no figure named nobody
            "#]],
        );
    }

    #[test]
    fn problems_have_a_place_and_stay_there() {
        check(
            "figures:\n  a: = b + 1\n  b: = a\n  c: = c\n  d: = a * 2\n  e: = nobody / 2\n  f: = e + 1\n  g: 5 km\n  h: $4\n  i: = g + h\n  g: 6 km\n  j: = (1",
            expect![[r#"
                a: anything
                b: anything
                c: anything
                d: anything
                e: anything
                f: anything
                g: 4.5 to 5.5 kilometre
                h: 4 USD
                i: anything
                g: 5.5 to 6.5 kilometre
                Circular b + 1: a depends on itself
                Circular a: b depends on itself
                Circular c: c depends on itself
                UnknownName nobody: the ledger has no figure named nobody
                Units g + h: kilometre and USD cannot be added
                RepeatedName g: g is defined twice
                Unreadable = (1: a parenthesis is not closed
            "#]],
        );
    }
}
