//! Works out the figures and comparisons of a ledger, one after the other.

use newsmark_lexer::TextRange;
use newsmark_lexer::vocabulary::units::{self, Dimension};
use rustc_hash::FxHashMap;

use super::{Assertion, Ledger, LedgerFigure, LedgerProblem, LedgerProblemKind, Quantity};
use crate::document::ledger::{Comparison, Expression, Function, Node, Operator};
use crate::facts::AsOf;
use crate::facts::figure::{Figure, Noun, Role, Unit};
use crate::interval::Interval;
use crate::paragraph;
use crate::settings::DecimalSign;

/// What is worked out so far.
pub(super) struct Solver<'t> {
    text: &'t str,
    decimal: DecimalSign,
    pub(super) ledger: Ledger,
    by_name: FxHashMap<&'t str, usize>,
}

impl<'t> Solver<'t> {
    pub(super) fn new(text: &'t str, decimal: DecimalSign) -> Solver<'t> {
        Solver { text, decimal, ledger: Ledger::default(), by_name: FxHashMap::default() }
    }

    pub(super) fn problem(&mut self, range: TextRange, kind: LedgerProblemKind, message: String) {
        self.ledger.problems.push(LedgerProblem { range, kind, message });
    }

    /// Adds a figure. The first of a name is the one that is meant by it.
    pub(super) fn define(&mut self, figure: LedgerFigure) -> usize {
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
    pub(super) fn value(
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
    pub(super) fn expressions(&mut self, expressions: &[(usize, &Expression)]) {
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

    pub(super) fn assertion(
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
        let holds = is_same.then(|| can_hold(&left.1.loose(), comparison, &right.1.loose()));
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
            Some(&index) => Some(self.ledger.figures[index].quantity.clone()),
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
                    (true, true) | (false, true) => (left.clone(), right.fraction()),
                    (true, false) => (left.fraction(), right.clone()),
                    (false, false) => (left.clone(), right.clone()),
                };
                let unit = match (left.unit, right.unit) {
                    (unit, None) | (None, unit) => unit,
                    _ => None,
                };
                left.with(&right, unit, Interval::times)
            }
            Operator::Over => {
                let is_share_of = right.has(Dimension::Share) && !left.has(Dimension::Share);
                let right = if is_share_of { right.fraction() } else { right.clone() };
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
                let mut sum = first.clone();
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
pub(super) fn names_in(expression: &Expression, names: &mut Vec<TextRange>) {
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
