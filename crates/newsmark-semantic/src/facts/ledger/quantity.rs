//! What is known of a number of the ledger, and arithmetic with it.

use newsmark_lexer::vocabulary::units::Dimension;
use rust_decimal::Decimal;

use crate::facts::figure::{Figure, Leeway, Readings, Unit};
use crate::interval::Interval;

/// What is known of a number in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number as printed; none for a range and for what was worked out.
    pub printed: Option<Decimal>,
    /// What the words allow beside that: see [`Quantity::strict`] and [`Quantity::loose`].
    leeway: Leeway,
    /// Its unit.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// A number of which nothing is known.
    pub const UNKNOWN: Quantity = Quantity { printed: None, leeway: Leeway::NONE, unit: None };

    /// A number in words.
    pub(super) fn of(figure: &Figure) -> Quantity {
        Quantity { printed: figure.value, leeway: figure.leeway.clone(), unit: figure.unit }
    }

    pub(super) fn exactly(value: Decimal) -> Quantity {
        Quantity { printed: Some(value), ..Quantity::UNKNOWN }
    }

    /// What was worked out.
    fn between(strict: Interval, loose: Interval, unit: Option<Unit>) -> Quantity {
        let leeway = Leeway::new(None, Readings { strict, loose }, Decimal::ONE);
        Quantity { printed: None, leeway, unit }
    }

    /// What the words allow, read strictly.
    pub fn strict(&self) -> Interval {
        self.leeway.readings(self.printed).strict
    }

    /// What the words allow if trailing zeros may be rounding.
    pub fn loose(&self) -> Interval {
        self.leeway.readings(self.printed).loose
    }

    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        self.strict() == Interval::EVERYTHING
    }

    pub(super) fn map(&self, operation: impl Fn(&Interval) -> Interval) -> Quantity {
        Quantity::between(operation(&self.strict()), operation(&self.loose()), self.unit)
    }

    pub(super) fn with(
        &self,
        other: &Quantity,
        unit: Option<Unit>,
        operation: impl Fn(&Interval, &Interval) -> Interval,
    ) -> Quantity {
        let strict = operation(&self.strict(), &other.strict());
        Quantity::between(strict, operation(&self.loose(), &other.loose()), unit)
    }

    pub(super) fn has(&self, dimension: Dimension) -> bool {
        self.unit.and_then(Unit::dimension) == Some(dimension)
    }

    /// The number as a fraction of one, if it is a share.
    pub(super) fn fraction(&self) -> Quantity {
        let hundred = Interval::exactly(Decimal::ONE_HUNDRED);
        match self.has(Dimension::Share) {
            true => Quantity { unit: None, ..self.map(|interval| interval.over(&hundred)) },
            false => self.clone(),
        }
    }
}
