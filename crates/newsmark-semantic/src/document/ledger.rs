//! The grammar of the figures ledger: `name: VALUE UNIT; as-of; source`, `name: = expression`, and
//! comparisons after `assert:`.
//!
//! Only the grammar: what a value means is for [`crate::facts::ledger`], which reads it as prose. An
//! expression of more than a few hundred parts, or nested more deeply than anybody can read, is
//! refused, so that nothing further on can run out of stack.

use newsmark_lexer::TextRange;

use super::front_matter::Entry;
use super::lines::trimmed;

mod expression;

/// A line of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerEntry {
    /// The figure's name; none for an assertion.
    pub name: Option<TextRange>,
    /// What stands after the colon.
    pub definition: Definition,
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Definition {
    /// A number in the words of prose, with the time it is for and its source.
    Value {
        /// `1.24 million riders`
        value: TextRange,
        /// `2024`
        as_of: Option<TextRange>,
        /// `port`
        source: Option<TextRange>,
    },
    /// `= riders / routes`
    Expression(Expression),
    /// `shoppers <= users`, after `assert:`
    Assertion {
        /// The left side.
        left: Expression,
        /// How they compare.
        comparison: Comparison,
        /// The right side.
        right: Expression,
        /// All of it.
        range: TextRange,
    },
    /// What could not be read.
    Unreadable {
        /// The words.
        range: TextRange,
        /// What is wrong with them, for an editor.
        problem: &'static str,
    },
}

/// `<`, `<=`, `=`, `>=`, `>`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

/// Arithmetic over figures.
#[derive(Clone, Debug)]
pub struct Expression {
    /// Its words.
    pub range: TextRange,
    /// Its operation.
    pub node: Node,
}

/// One step of arithmetic.
#[derive(Clone, Debug)]
pub enum Node {
    /// A figure of the ledger.
    Name,
    /// A number in the words of prose.
    Number,
    /// Two sides and what is done with them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `-x`
    Minus(Box<Expression>),
    /// `sum(a, b)`, `pct(new, old)`, `points(a, b)`
    Call(Function, Vec<Expression>),
}

/// `+`, `-`, `*`, `/`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

/// The functions of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The sum of all arguments.
    Sum,
    /// The change from the second to the first, in percent of the second.
    Pct,
    /// The first less the second, in percentage points.
    Points,
}

/// Whether this can name a figure: `[a-z][a-z0-9_]*`. No hyphen: that is minus.
pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// The ledger among the entries of front matter.
pub(super) fn read(text: &str, entries: &[Entry]) -> Vec<LedgerEntry> {
    let mut ledger = Vec::new();
    for entry in entries {
        match &text[entry.key] {
            "figures" => {
                ledger.extend(entry.children.iter().map(|child| figure(text, child)));
                let nameless = entry.items.iter().map(|&range| LedgerEntry {
                    name: None,
                    definition: unreadable(range, "a figure needs a name: `name: value`"),
                });
                ledger.extend(nameless);
            }
            "assert" => {
                let value = (!entry.value.is_empty()).then_some(entry.value);
                let comparisons = value.into_iter().chain(entry.items.iter().copied());
                ledger.extend(comparisons.map(|range| LedgerEntry {
                    name: None,
                    definition: expression::comparison(text, range),
                }));
            }
            _ => {}
        }
    }
    ledger
}

fn unreadable(range: TextRange, problem: &'static str) -> Definition {
    Definition::Unreadable { range, problem }
}

fn figure(text: &str, entry: &Entry) -> LedgerEntry {
    LedgerEntry { name: Some(entry.key), definition: definition(text, entry) }
}

fn definition(text: &str, entry: &Entry) -> Definition {
    let words = &text[entry.value];
    if !is_name(&text[entry.key]) {
        let problem = "a figure's name is small letters, digits and `_`, and begins with a letter";
        return unreadable(entry.key, problem);
    }
    if words.is_empty() {
        return unreadable(entry.key, "a value is missing");
    }
    if words.starts_with('=') {
        return expression::definition(text, entry.value);
    }
    let mut parts = Parts { text, rest: Some(entry.value) };
    let value = parts.next().unwrap_or(entry.value);
    if value.is_empty() {
        return unreadable(entry.value, "a value is missing before the `;`");
    }
    let given = |part: &TextRange| !part.is_empty();
    let as_of = parts.next().filter(given);
    let source = parts.rest.map(|rest| trimmed(text, rest)).filter(given);
    Definition::Value { value, as_of, source }
}

/// The parts of a definition between semicolons.
struct Parts<'t> {
    text: &'t str,
    rest: Option<TextRange>,
}

impl Iterator for Parts<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let rest = self.rest?;
        let words = &self.text[rest];
        let (part, has_more) =
            words.split_once(';').map_or((words, false), |(part, _)| (part, true));
        let length = newsmark_lexer::TextSize::of(part);
        let after = rest.start() + length + newsmark_lexer::TextSize::of(';');
        self.rest = has_more.then(|| TextRange::new(after, rest.end()));
        Some(trimmed(self.text, TextRange::at(rest.start(), length)))
    }
}
