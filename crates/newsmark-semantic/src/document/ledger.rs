//! The grammar of the figures ledger: `name: VALUE UNIT; as-of; source`, `name: = expression`, and
//! comparisons after `assert:`.
//!
//! Only the grammar: what a value means is for [`crate::facts::ledger`], which reads it as prose.

use newsmark_lexer::TextRange;

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
