//! The figures ledger with its values worked out.
//!
//! A value is read as prose is, so its precision is kept; an expression is worked out on what the
//! words allow, and units go along: a share of a count is a count, a quotient of two counts has no
//! unit. What cannot be worked out is a problem at its own place; a figure that depends on it allows
//! everything and says nothing more.

use newsmark_lexer::TextRange;
use newsmark_lexer::vocabulary::units::{self, Dimension};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::AsOf;
use super::figure::{Figure, Noun, Readings, Role, Unit};
use crate::document::Document;
use crate::document::ledger::{Comparison, Definition, Expression, Function, Node, Operator};
use crate::interval::Interval;
use crate::paragraph;
use crate::settings::DecimalSign;

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

/// What is known of a number in the ledger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// The number as printed; none for a range and for what was worked out.
    pub printed: Option<Decimal>,
    /// What the words allow, read strictly.
    pub strict: Interval,
    /// What the words allow if trailing zeros may be rounding.
    pub loose: Interval,
    /// Its unit.
    pub unit: Option<Unit>,
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

impl Quantity {
    /// A number of which nothing is known.
    pub const UNKNOWN: Quantity = Quantity {
        printed: None,
        strict: Interval::EVERYTHING,
        loose: Interval::EVERYTHING,
        unit: None,
    };

    /// A number in words.
    fn of(figure: &Figure) -> Quantity {
        let Readings { strict, loose } = figure.readings();
        Quantity { printed: figure.value, strict, loose, unit: figure.unit }
    }

    fn exactly(value: Decimal) -> Quantity {
        let exactly = Interval::exactly(value);
        Quantity { printed: Some(value), strict: exactly, loose: exactly, unit: None }
    }

    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        self.strict == Interval::EVERYTHING
    }

    fn map(&self, operation: impl Fn(&Interval) -> Interval) -> Quantity {
        let (strict, loose) = (operation(&self.strict), operation(&self.loose));
        Quantity { printed: None, strict, loose, unit: self.unit }
    }

    fn with(
        &self,
        other: &Quantity,
        unit: Option<Unit>,
        operation: impl Fn(&Interval, &Interval) -> Interval,
    ) -> Quantity {
        let strict = operation(&self.strict, &other.strict);
        Quantity { printed: None, strict, loose: operation(&self.loose, &other.loose), unit }
    }

    fn has(&self, dimension: Dimension) -> bool {
        self.unit.and_then(Unit::dimension) == Some(dimension)
    }

    /// The number as a fraction of one, if it is a share.
    fn fraction(&self) -> Quantity {
        let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
        match self.has(Dimension::Share) {
            true => Quantity { unit: None, ..self.map(|interval| interval.over(&hundred)) },
            false => *self,
        }
    }
}

/// Works out the ledger.
pub(crate) fn collect(text: &str, document: &Document, decimal: DecimalSign) -> Ledger {
    let Some(matter) = &document.front_matter else { return Ledger::default() };
    let mut solver =
        Solver { text, decimal, ledger: Ledger::default(), by_name: FxHashMap::default() };
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

struct Solver<'t> {
    text: &'t str,
    decimal: DecimalSign,
    ledger: Ledger,
    by_name: FxHashMap<&'t str, usize>,
}

impl<'t> Solver<'t> {
    fn problem(&mut self, range: TextRange, kind: LedgerProblemKind, message: String) {
        self.ledger.problems.push(LedgerProblem { range, kind, message });
    }

    /// Adds a figure. The first of a name is the one that is meant by it.
    fn define(&mut self, figure: LedgerFigure) -> usize {
        let index = self.ledger.figures.len();
        let (name, range) = (&self.text[figure.name], figure.name);
        self.ledger.figures.push(figure);
        if self.by_name.contains_key(name) {
            let message = format!("{name} is defined twice");
            self.problem(range, LedgerProblemKind::RepeatedName, message);
        } else {
            self.by_name.insert(name, index);
        }
        index
    }

    /// A figure given by its value.
    fn value(
        &mut self,
        name: TextRange,
        value: TextRange,
        as_of: Option<TextRange>,
        source: Option<TextRange>,
    ) -> LedgerFigure {
        let phrase = paragraph::read_phrase(&self.text[value], self.decimal);
        let mut figures =
            phrase.figures.into_iter().filter(|figure| figure.role != Role::Identifier);
        let figure = figures.next();
        let is_second = |other: &Figure| {
            other.is_quantity() && figure.as_ref().is_some_and(|first| first.unit == other.unit)
        };
        if figures.any(|other| is_second(&other)) {
            let message = format!("`{}` holds more than one number", &self.text[value]);
            self.problem(value, LedgerProblemKind::Unreadable, message);
        }
        let offset = value.start();
        let mut read = LedgerFigure {
            name,
            definition: value,
            words: figure.as_ref().map(|figure| figure.range + offset),
            quantity: Quantity::UNKNOWN,
            noun: None,
            as_of: as_of.and_then(|range| time(&self.text[range])),
            source,
        };
        if let Some(range) = as_of.filter(|range| read.as_of.is_none() && !range.is_empty()) {
            let message = format!("`{}` is no year, month or day", &self.text[range]);
            self.problem(range, LedgerProblemKind::Unreadable, message);
        }
        match figure {
            Some(figure) => {
                read.quantity = Quantity::of(&figure);
                read.as_of = read.as_of.or(figure.as_of);
                read.noun = figure.noun.map(|noun| Noun { range: noun.range + offset, ..noun });
            }
            None => {
                let message = format!("no number was found in `{}`", &self.text[value]);
                self.problem(value, LedgerProblemKind::Unreadable, message);
            }
        }
        read
    }

    /// Works out expressions, each after the figures that it needs. Those that are left need each other.
    fn expressions(&mut self, expressions: &[(usize, &Expression)]) {
        let place: FxHashMap<usize, usize> =
            expressions.iter().enumerate().map(|(place, &(index, _))| (index, place)).collect();
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); expressions.len()];
        let mut missing = vec![0; expressions.len()];
        for (user, (_, expression)) in expressions.iter().enumerate() {
            let mut names = Vec::new();
            names_in(expression, &mut names);
            for name in names {
                let figure = self.by_name.get(&self.text[name]);
                if let Some(&needed) = figure.and_then(|index| place.get(index)) {
                    needed_by[needed].push(user);
                    missing[user] += 1;
                }
            }
        }
        let mut ready: Vec<usize> = (0..expressions.len()).filter(|&i| missing[i] == 0).collect();
        while let Some(next) = ready.pop() {
            let (index, expression) = expressions[next];
            let quantity = self.quantity(expression).unwrap_or(Quantity::UNKNOWN);
            self.ledger.figures[index].quantity = quantity;
            for &user in &needed_by[next] {
                missing[user] -= 1;
                if missing[user] == 0 {
                    ready.push(user);
                }
            }
        }
        let left: Vec<bool> = missing.iter().map(|&missing| missing > 0).collect();
        for (place, is_circular) in circular(&needed_by, left).into_iter().enumerate() {
            if is_circular {
                let figure = &self.ledger.figures[expressions[place].0];
                let (range, name) = (figure.definition, &self.text[figure.name]);
                let message = format!("{name} depends on itself");
                self.problem(range, LedgerProblemKind::Circular, message);
            }
        }
    }

    fn assertion(
        &mut self,
        left: &Expression,
        comparison: Comparison,
        right: &Expression,
        range: TextRange,
    ) {
        let [left, right] = [left, right]
            .map(|side| (side.range, self.quantity(side).unwrap_or(Quantity::UNKNOWN)));
        let is_known = !left.1.is_unknown() && !right.1.is_unknown();
        let is_same = is_known && self.common_unit(range, &left.1, &right.1, "compared").is_some();
        let holds = is_same.then(|| can_hold(&left.1.loose, comparison, &right.1.loose));
        self.ledger.assertions.push(Assertion { range, left, comparison, right, holds });
    }

    /// What an expression comes to; none where it has a problem of its own.
    fn quantity(&mut self, expression: &Expression) -> Option<Quantity> {
        match &expression.node {
            Node::Name => self.named(expression.range),
            Node::Number => Some(self.number(expression.range)),
            Node::Minus(inner) => Some(self.quantity(inner)?.map(Interval::negated)),
            Node::Binary(operator, left, right) => {
                let (left, right) = (self.quantity(left)?, self.quantity(right)?);
                self.binary(expression.range, *operator, &left, &right)
            }
            Node::Call(function, arguments) => {
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    values.push(self.quantity(argument)?);
                }
                self.call(expression.range, *function, &values)
            }
        }
    }

    fn named(&mut self, range: TextRange) -> Option<Quantity> {
        let name = &self.text[range];
        match self.by_name.get(name) {
            Some(&index) => Some(self.ledger.figures[index].quantity),
            None => {
                let message = format!("the ledger has no figure named {name}");
                self.problem(range, LedgerProblemKind::UnknownName, message);
                None
            }
        }
    }

    /// A number in an expression. Digits alone are exact: twelve months, a hundred percent.
    fn number(&mut self, range: TextRange) -> Quantity {
        let words = &self.text[range];
        if self.decimal == DecimalSign::Point
            && let Ok(value) = words.replace(',', "").parse()
        {
            return Quantity::exactly(value);
        }
        let figure = paragraph::read_phrase(words, self.decimal).figures.into_iter().next();
        match figure {
            Some(figure) => Quantity::of(&figure),
            None => {
                let message = format!("no number was found in `{words}`");
                self.problem(range, LedgerProblemKind::Unreadable, message);
                Quantity::UNKNOWN
            }
        }
    }

    fn binary(
        &mut self,
        range: TextRange,
        operator: Operator,
        left: &Quantity,
        right: &Quantity,
    ) -> Option<Quantity> {
        Some(match operator {
            Operator::Plus => {
                let unit = self.common_unit(range, left, right, "added")?;
                left.with(right, unit, Interval::plus)
            }
            Operator::Minus => {
                let unit = self.common_unit(range, left, right, "subtracted")?;
                left.with(right, unit, Interval::minus)
            }
            Operator::Times => {
                // A share of something is that thing; a share of a share is a share.
                let (left, right) = match (left.has(Dimension::Share), right.has(Dimension::Share))
                {
                    (true, true) | (false, true) => (*left, right.fraction()),
                    (true, false) => (left.fraction(), *right),
                    (false, false) => (*left, *right),
                };
                let unit = match (left.unit, right.unit) {
                    (unit, None) | (None, unit) => unit,
                    _ => None,
                };
                left.with(&right, unit, Interval::times)
            }
            Operator::Over => {
                let is_share_of = right.has(Dimension::Share) && !left.has(Dimension::Share);
                let right = if is_share_of { right.fraction() } else { *right };
                let unit = if right.unit.is_none() { left.unit } else { None };
                left.with(&right, unit, Interval::over)
            }
        })
    }

    fn call(
        &mut self,
        range: TextRange,
        function: Function,
        values: &[Quantity],
    ) -> Option<Quantity> {
        match (function, values) {
            (Function::Sum, [first, rest @ ..]) => {
                let mut sum = *first;
                for value in rest {
                    sum = self.binary(range, Operator::Plus, &sum, value)?;
                }
                Some(sum)
            }
            (Function::Pct, [new, old]) => {
                self.common_unit(range, new, old, "compared")?;
                let percent = units::by_name("percent").map(Unit::Of);
                Some(new.with(old, percent, Interval::change_percent))
            }
            (Function::Points, [new, old]) => {
                self.common_unit(range, new, old, "compared")?;
                let points = units::by_name("percentage point").map(Unit::Of);
                Some(new.with(old, points, Interval::minus))
            }
            _ => None,
        }
    }

    /// The unit of a sum or difference: that of both sides. A side without a unit takes the other's,
    /// and points may be added to a share.
    fn common_unit(
        &mut self,
        range: TextRange,
        left: &Quantity,
        right: &Quantity,
        done: &str,
    ) -> Option<Option<Unit>> {
        let share_and_points = left.has(Dimension::Share) && right.has(Dimension::Points);
        match (left.unit, right.unit) {
            (unit, None) | (None, unit) => Some(unit),
            (Some(a), Some(b)) if a == b || share_and_points => Some(Some(a)),
            (Some(a), Some(b)) => {
                let message = format!("{a} and {b} cannot be {done}");
                self.problem(range, LedgerProblemKind::Units, message);
                None
            }
        }
    }
}

/// Which of the expressions that are left need themselves: not those that only use one that does.
fn circular(needed_by: &[Vec<usize>], mut left: Vec<bool>) -> Vec<bool> {
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); left.len()];
    let mut users = vec![0; left.len()];
    for (needed, all) in needed_by.iter().enumerate() {
        for &user in all.iter().filter(|&&user| left[user]) {
            needs[user].push(needed);
            users[needed] += 1;
        }
    }
    let mut unused: Vec<usize> = (0..left.len()).filter(|&i| left[i] && users[i] == 0).collect();
    while let Some(user) = unused.pop() {
        left[user] = false;
        for &needed in &needs[user] {
            users[needed] -= 1;
            if users[needed] == 0 && left[needed] {
                unused.push(needed);
            }
        }
    }
    left
}

/// All names in an expression.
fn names_in(expression: &Expression, names: &mut Vec<TextRange>) {
    match &expression.node {
        Node::Name => names.push(expression.range),
        Node::Number => {}
        Node::Minus(inner) => names_in(inner, names),
        Node::Binary(_, left, right) => {
            names_in(left, names);
            names_in(right, names);
        }
        Node::Call(_, arguments) => {
            for argument in arguments {
                names_in(argument, names);
            }
        }
    }
}

/// Whether some number of the left side can stand in this relation to some number of the right.
fn can_hold(left: &Interval, comparison: Comparison, right: &Interval) -> bool {
    let can_be_less =
        |a: &Interval, b: &Interval| a.low.zip(b.high).is_none_or(|(low, high)| low < high);
    match comparison {
        Comparison::Less => can_be_less(left, right),
        Comparison::AtMost => !right.is_below(left),
        Comparison::Equal => left.overlaps(right),
        Comparison::AtLeast => !left.is_below(right),
        Comparison::More => can_be_less(right, left),
    }
}

/// `2024`, `2024-12`, `2024-12-31`, `December 2024`.
fn time(words: &str) -> Option<AsOf> {
    let mut parts = words.split('-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
    if let Some(year) = year {
        let mut number = || parts.next().and_then(|part| part.parse::<u8>().ok());
        let month = number().filter(|month| (1..=12).contains(month));
        let day = number().filter(|day| month.is_some() && (1..=31).contains(day));
        return Some(AsOf { year, month, day });
    }
    let date = paragraph::read_phrase(words, DecimalSign::Point).dates.into_iter().next()?;
    Some(AsOf { year: date.year?, month: date.month, day: date.day })
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
            dump +=
                &format!("{}: {}{unit}{noun}{as_of}\n", &text[figure.name], figure.quantity.strict);
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
