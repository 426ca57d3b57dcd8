//! Quantities: a number with its sign, currency, unit, rate and range.

use std::cell::LazyCell;

use newsmark_lexer::vocabulary::units;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::numeral::{self, Form, Numeral};
use super::precision::{self, Grain, Readings};
use super::{Hedge, Per, Role, Unit, age, compound, hedge, measure, range, ratio, tolerance};
use crate::interval::Interval;
use crate::paragraph::Words;

/// A quantity as read, before anything around it is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Quantity {
    /// The first token, sign and currency included.
    pub(crate) first: usize,
    /// The first token after number and unit.
    pub(crate) end: usize,
    /// Its worth; none for a range.
    pub(crate) value: Option<Decimal>,
    pub(crate) readings: Readings,
    pub(crate) step: Decimal,
    /// The power of ten of its scale word, of the second number of a range; 0 without one.
    pub(crate) scale: u32,
    /// A hedge tied to the number, and its last token: `30-odd`, `60-plus`.
    pub(crate) tied_hedge: Option<(Hedge, usize)>,
    pub(crate) unit: Option<Unit>,
    pub(crate) per: Option<Box<Per>>,
    /// What its form alone says about its role.
    pub(crate) role: Role,
    pub(crate) is_range: bool,
    /// Whether it stands before a noun as an adjective: `three-day`, `40-mile`.
    pub(crate) is_adjective: bool,
}

/// The quantity that starts at a token.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let numeral = numeral::read(words, index);
    compound::feet_and_inches(words, index)
        .or_else(|| compound::stones_and_pounds(words, index))
        .or_else(|| ratio::ratio(words, index, numeral.as_ref()?))
        .or_else(|| ratio::multiplier(words, index))
        .or_else(|| ratio::times(words, index, numeral.as_ref()?))
        .or_else(|| amount(words, index, numeral))
        .or_else(|| compound::part_of_one(words, index))
        .or_else(|| ratio::fraction(words, index))
        .or_else(|| compound::one_and_a_part(words, index))
}

/// A measure as exact as its step.
pub(super) fn measured(
    first: usize,
    end: usize,
    value: Decimal,
    step: Decimal,
    unit: Unit,
) -> Quantity {
    let interval = Interval::rounded(value, step);
    Quantity {
        first,
        end,
        value: Some(value),
        readings: Readings { strict: interval, loose: interval },
        step,
        scale: 0,
        tied_hedge: None,
        unit: Some(unit),
        per: None,
        role: role_of_unit(Some(unit), Role::Level),
        is_range: false,
        is_adjective: false,
    }
}

/// A number with whatever belongs to it; `own` is the one that begins at the token itself.
fn amount(words: &Words<'_>, index: usize, own: Option<Numeral>) -> Option<Quantity> {
    let (negative, at) = sign(words, index);
    let (currency, number) = match measure::currency_before(words, at) {
        Some((currency, number)) => (Some(Unit::Money(currency)), number),
        None => (None, at),
    };
    let (negative, number) = match (currency, sign(words, number)) {
        (Some(_), (true, after)) => (true, after),
        _ => (negative, number),
    };
    let mut numeral = if number == index { own? } else { numeral::read(words, number)? };
    // `two thirds of the members` is a share, `two thirds of a million` a number.
    let is_share = || {
        ratio::fraction(words, number).is_some() || compound::part_of_one(words, number).is_some()
    };
    if currency.is_none()
        && numeral.scale == 0
        && (numeral.form == Form::Words
            || words.kind(number + 1) == Kind::Slash
            || numeral::is_before_part(words, number))
        && is_share()
    {
        return None;
    }
    if negative {
        numeral.value = numeral.value.map(|value| -value);
    }
    let (own_end, form) = (numeral.end, numeral.form);
    let unit_after = LazyCell::new(|| measure::unit_after(words, own_end, form));
    let range = range::second(words, &numeral, currency.is_some(), || *unit_after);
    if let Some(second) = &range {
        range::share_scale(&mut numeral, second);
    }
    let last = range.unwrap_or(numeral);
    let tied_hedge = hedge::tied(words, last.end);
    let mut end = tied_hedge.map_or(last.end, |(_, last)| last + 1);
    let number_end = end;
    let mut unit = currency;
    let unit_of = || match end == own_end && last.form == form && form != Form::Vague {
        true => *unit_after,
        false => measure::unit_of(words, end, last.form),
    };
    if unit.is_none()
        && let Some((found, after)) = unit_of()
    {
        (unit, end) = (Some(found), after);
    }
    if unit.is_none()
        && let Some(id) = measure::millions_after(words, end)
    {
        numeral = numeral.scaled(6)?;
        (unit, end) = (Some(Unit::Money(id)), end + 1);
    }
    if measure::is_temperature(unit)
        && words.bytes(end) == b"below"
        && words.bytes(end + 1) == b"zero"
    {
        numeral.value = numeral.value.map(|value| -value.abs());
        end += 2;
    }
    let is_adjective = words.kind(number_end) == Kind::Hyphen
        && words.is_glued(number_end)
        && unit.is_some()
        && currency.is_none();
    let grain = match unit {
        Some(_) => Grain::Measured,
        None => Grain::Counted,
    };
    // Whole amounts of money are counted as well as measured: $84 is 84 dollars.
    let grain = if matches!(unit, Some(Unit::Money(_))) { Grain::Counted } else { grain };
    let mut quantity = Quantity {
        first: index,
        end,
        value: numeral.value,
        readings: precision::bare(&numeral, grain),
        step: numeral.step,
        scale: last.scale,
        tied_hedge,
        unit,
        per: None,
        role: Role::Level,
        is_range: false,
        is_adjective,
    };
    if let Some(second) = &range {
        let both = precision::bare(second, grain);
        quantity.value = None;
        quantity.is_range = true;
        let (low, high) = (numeral.value?, second.value?);
        quantity.readings = Readings {
            strict: Interval::closed(low.min(high), low.max(high)),
            loose: quantity.readings.loose.hull(&both.loose),
        };
    }
    if quantity.unit.is_none() {
        quantity.unit = compound::unit_before_or(words, number);
    }
    tolerance::take_in(words, &mut quantity);
    compound::go_on(words, &mut quantity);
    age::read(words, &mut quantity);
    if let Some((per, after)) = measure::per_after(words, quantity.end)
        && (quantity.unit.is_some() || words.bytes(quantity.end) == b"per" || per_fits_count(&per))
    {
        quantity.per = Some(Box::new(per));
        quantity.end = after;
    }
    quantity.role = role_of_unit(quantity.unit, quantity.role);
    Some(quantity)
}

/// A bare number is measured against a base or a time, not against a noun: `12,000 a day`, `300 per 100,000`.
fn per_fits_count(per: &Per) -> bool {
    match per {
        Per::Unit(id) => id.unit().dimension == units::Dimension::Time,
        Per::Base(..) => true,
        // `200 a dozen` are no price.
        Per::Noun(noun) => !measure::is_so_many(noun),
    }
}

fn role_of_unit(unit: Option<Unit>, otherwise: Role) -> Role {
    match unit {
        Some(Unit::OfAge(_)) => Role::Age,
        Some(Unit::Of(id)) => match id.unit().dimension {
            units::Dimension::Time => Role::Duration,
            units::Dimension::Share => Role::Share,
            _ => otherwise,
        },
        _ => otherwise,
    }
}

/// Whether a word makes the number behind it negative.
pub(super) fn is_minus(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"minus") || word.eq_ignore_ascii_case(b"negative")
}

/// `minus 12`, `negative five`, `-3`, `−3`: whether the number is negative, and where it starts.
pub(super) fn sign(words: &Words<'_>, index: usize) -> (bool, usize) {
    let next_is_number =
        words.kind(index + 1).is_number() || words.kind(index + 1) == Kind::CurrencySign;
    match words.kind(index) {
        Kind::Minus if next_is_number => (true, index + 1),
        Kind::Hyphen
            if next_is_number
                && words.is_glued(index + 1)
                && !words.is_glued(index)
                && !(index > 0 && words.is(index - 1, Class::IdentifierNoun)) =>
        {
            (true, index + 1)
        }
        Kind::Word if is_minus(words.bytes(index)) && !tolerance::is_either(words, index) => {
            let hyphen = usize::from(words.kind(index + 1) == Kind::Hyphen);
            match words.kind(index + 1 + hyphen).is_number()
                || words.is(index + 1, Class::NumberWord)
            {
                true => (true, index + 1 + hyphen),
                false => (false, index),
            }
        }
        _ => (false, index),
    }
}
