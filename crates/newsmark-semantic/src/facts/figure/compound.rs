//! Compound measures: one figure in several units, `6ft 2in`, `3 hours 20 minutes`, `five dollars and thirty cents`, `a day and
//! a half`.
//!
//! The same dimension goes on in a smaller unit, and by less than one of the larger; all of it is counted in
//! the smaller unit, for money in the larger. Months and days do not add up exactly and stay apart.

use newsmark_lexer::vocabulary::currencies;
use newsmark_lexer::vocabulary::units::{self, UnitId};
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::precision::Readings;
use super::quantity::{self, Quantity};
use super::{Unit, measure, numeral};
use crate::interval::Interval;
use crate::paragraph::Words;

/// Units that go on in a smaller one, and how many of the smaller make one of the larger.
const PAIRS: &[(&str, &str, u32)] = &[
    ("foot", "inch", 12),
    ("mile", "yard", 1760),
    ("kilometre", "metre", 1000),
    ("metre", "centimetre", 100),
    ("week", "day", 7),
    ("day", "hour", 24),
    ("hour", "minute", 60),
    ("minute", "second", 60),
    ("year", "month", 12),
    ("stone", "pound", 14),
    ("pound", "ounce", 16),
    ("ton", "pound", 2000),
    ("tonne", "kilogram", 1000),
    ("kilogram", "gram", 1000),
];

/// The most parts that one figure has: hours, minutes, seconds, and one to spare.
const MOST_PARTS: usize = 4;

/// Takes in what goes on in a smaller unit.
pub(super) fn go_on(words: &Words<'_>, quantity: &mut Quantity) {
    for _ in 1..MOST_PARTS {
        let goes_on = add_inches(words, quantity)
            || add_money(words, quantity)
            || add_measure(words, quantity)
            || add_half(words, quantity);
        if !goes_on {
            break;
        }
    }
}

/// The number and the unit after a quantity, and the token after both: `, 20 minutes`, `and thirty cents`, `. 3 in` after `ft`.
fn next_part(words: &Words<'_>, quantity: &Quantity) -> Option<(Decimal, UnitId, usize)> {
    let is_short =
        |at: usize| matches!(words.bytes(at), b"ft" | b"lb" | b"lbs" | b"hr" | b"hrs" | b"min");
    let joined = match words.kind(quantity.end) {
        Kind::Comma => true,
        Kind::FullStop => is_short(quantity.end - 1),
        _ => matches!(words.bytes(quantity.end), b"and" | b"&"),
    };
    let numeral = numeral::read(words, quantity.end + usize::from(joined))?;
    match measure::unit_after(words, numeral.end, numeral.form)? {
        (Unit::Of(unit), end) => Some((numeral.value?, unit, end)),
        _ => None,
    }
}

fn add_measure(words: &Words<'_>, quantity: &mut Quantity) -> bool {
    let (Some(Unit::Of(larger)), Some(value)) = (quantity.unit, quantity.value) else {
        return false;
    };
    let larger = larger.unit().name;
    if !PAIRS.iter().any(|(large, ..)| *large == larger) {
        return false;
    }
    // `to 4.9 metres, 40 cm below the top`: what has decimals does not go on in a smaller unit.
    if !value.fract().is_zero() {
        return false;
    }
    let Some((more, smaller, end)) = next_part(words, quantity) else { return false };
    let is_apart = words.kind(quantity.end) == Kind::Comma
        && words.is_any_of(end, &[Class::Comparative, Class::Preposition])
        && matches!(
            words.bytes(end),
            b"above" | b"below" | b"more" | b"less" | b"short" | b"under" | b"over"
        );
    if is_apart {
        return false;
    }
    let Some(ratio) = PAIRS
        .iter()
        .find(|(large, small, _)| *large == larger && *small == smaller.unit().name)
        .map(|&(.., ratio)| Decimal::from(ratio))
        .filter(|ratio| more < *ratio && more >= Decimal::ZERO)
    else {
        return false;
    };
    let Some(sum) = value.checked_mul(ratio).and_then(|value| value.checked_add(more)) else {
        return false;
    };
    let sum = sum.normalize();
    let interval = Interval::rounded(sum, Decimal::ONE);
    quantity.readings = Readings { strict: interval, loose: interval };
    quantity.unit = Some(Unit::Of(smaller));
    (quantity.value, quantity.step, quantity.end) = (Some(sum), Decimal::ONE, end);
    true
}

/// `five dollars and thirty cents`, `2 pounds 50 pence`.
fn add_money(words: &Words<'_>, quantity: &mut Quantity) -> bool {
    let is_pound = matches!(quantity.unit, Some(Unit::Of(unit)) if unit.unit().name == "pound");
    if !is_pound && !matches!(quantity.unit, Some(Unit::Money(_))) {
        return false;
    }
    let is_whole =
        |value: &Decimal| value.fract().is_zero() && quantity.step <= Decimal::ONE_THOUSAND;
    let Some(value) = quantity.value.filter(is_whole) else { return false };
    if let Some(cents) = bare_cents(words, quantity) {
        *quantity = Quantity { end: quantity.end + 1, ..cents_added(quantity, value, cents) };
        return true;
    }
    let Some((more, small, end)) = next_part(words, quantity) else { return false };
    let small = small.unit().name;
    let sterling = currencies::by_sign("£").map(Unit::Money);
    let fits = match small {
        "penny" => is_pound || quantity.unit == sterling,
        "cent" => !is_pound && quantity.unit != sterling,
        _ => false,
    };
    if !fits || more >= Decimal::ONE_HUNDRED {
        return false;
    }
    let unit = if is_pound { sterling } else { quantity.unit };
    *quantity = Quantity { unit, end, ..cents_added(quantity, value, more) };
    true
}

/// `15 dollars 50`: two digits alone behind the name of the money, at the end of the clause.
fn bare_cents(words: &Words<'_>, quantity: &Quantity) -> Option<Decimal> {
    let at = quantity.end;
    let is_alone = words.kind(at) == Kind::Integer
        && words.text(at).len() == 2
        && matches!(words.kind(at + 1), Kind::FullStop | Kind::Comma | Kind::Newline)
        && matches!(quantity.unit, Some(Unit::Money(_)))
        && at > 0
        && words.kind(at - 1) == Kind::Word;
    is_alone.then(|| words.text(at).parse().ok()).flatten()
}

/// A sum of money with its hundredths.
fn cents_added(quantity: &Quantity, value: Decimal, cents: Decimal) -> Quantity {
    let cents = cents.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
    let sum = value.checked_add(cents).unwrap_or(value);
    let exactly = Interval::exactly(sum);
    Quantity {
        value: Some(sum),
        readings: Readings { strict: exactly, loose: exactly },
        step: Decimal::new(1, 2),
        ..quantity.clone()
    }
}

/// `6-foot-2`, `5-foot-10-inch`: what follows the feet are inches.
fn add_inches(words: &Words<'_>, quantity: &mut Quantity) -> bool {
    let at = quantity.end;
    let is_foot = matches!(quantity.unit, Some(Unit::Of(unit)) if unit.unit().name == "foot");
    let is_hyphenated = words.kind(at) == Kind::Hyphen
        && words.is_glued(at)
        && words.is_glued(at + 1)
        && words.kind(at + 1) == Kind::Integer;
    if !is_foot || !is_hyphenated {
        return false;
    }
    let is_number = words.kind(at + 1).is_number();
    let inches = is_number.then(|| words.text(at + 1).parse::<Decimal>().ok()).flatten();
    let inches = inches.filter(|inches| *inches < Decimal::from(12));
    let (Some(feet), Some(inches), Some(inch)) = (quantity.value, inches, units::by_name("inch"))
    else {
        return false;
    };
    let sum = feet.checked_mul(Decimal::from(12)).and_then(|feet| feet.checked_add(inches));
    let Some(sum) = sum else { return false };
    let is_named = words.kind(at + 2) == Kind::Hyphen && words.text(at + 3).starts_with("inch");
    let end = at + 2 + 2 * usize::from(is_named);
    *quantity = quantity::measured(quantity.first, end, sum, Decimal::ONE, Unit::Of(inch));
    true
}

/// `two years and a half`: a half of the unit before it.
fn add_half(words: &Words<'_>, quantity: &mut Quantity) -> bool {
    let is_spelt = quantity.end > 0 && words.is(quantity.end - 1, Class::Unit);
    if !is_spelt || words.bytes(quantity.end) != b"and" {
        return false;
    }
    let Some(part) = half_or_quarter(words, quantity.end + 1) else { return false };
    let Some((whole, unit)) = quantity.value.zip(quantity.unit) else { return false };
    let Some(sum) = part.value.and_then(|part| whole.checked_add(part)) else { return false };
    let first = quantity.first;
    *quantity = quantity::measured(first, part.end, sum, Decimal::new(1, 1), unit);
    true
}

/// `a half`, `a quarter`, with nothing behind it that the part is of.
fn half_or_quarter(words: &Words<'_>, index: usize) -> Option<numeral::Numeral> {
    let part = numeral::fraction(words, index).filter(|part| part.end == index + 2)?;
    let is_usual = matches!(words.bytes(part.end - 1), b"half" | b"quarter");
    let is_of =
        words.bytes(part.end) == b"of" || words.is_any_of(part.end, &[Class::Scale, Class::Unit]);
    let is_tied = words.kind(part.end) == Kind::Hyphen;
    (is_usual && !is_of && !is_tied).then_some(part)
}

/// `a day and a half`, `an hour and a quarter`: the first number is the article.
pub(super) fn one_and_a_part(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let is_one = matches!(words.bytes(index), b"a" | b"an" | b"A" | b"An");
    if !is_one || !words.is(index + 1, Class::Unit) || words.bytes(index + 2) != b"and" {
        return None;
    }
    let unit = words.value(index + 1, Class::Unit).map(|id| Unit::Of(UnitId(id as u16)))?;
    let part = half_or_quarter(words, index + 3)?;
    let value = part.value?.checked_add(Decimal::ONE)?;
    Some(quantity::measured(index, part.end, value, Decimal::new(1, 1), unit))
}

/// The unit before `or two`: `a day or two`, `a mile or three`.
pub(super) fn unit_before_or(words: &Words<'_>, index: usize) -> Option<Unit> {
    let unit_at = index.checked_sub(2)?;
    let is_one_or = words.bytes(index - 1) == b"or"
        && unit_at > 0
        && matches!(words.bytes(unit_at - 1), b"a" | b"an" | b"another" | b"one");
    let id = words.value(unit_at, Class::Unit).filter(|_| is_one_or)?;
    Some(Unit::Of(UnitId(id as u16)))
}

/// `half an hour`, `a quarter of a mile`, `half of 1 percent`: a part of one unit is a measure, no share.
pub(super) fn part_of_one(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let part = numeral::over_and_under(words, index)?;
    let of = part.end + usize::from(words.bytes(part.end) == b"of");
    let is_one = matches!(words.bytes(of), b"a" | b"an" | b"one" | b"1");
    // `three quarter inches`
    let is_quarter = of == part.end && words.bytes(of - 1) == b"quarter" && of > index + 1;
    let at = match (is_one, is_quarter) {
        (true, _) => of + 1,
        (false, true) => of,
        (false, false) => return None,
    };
    let (unit, end) = measure::unit_after(words, at, numeral::Form::Words)?;
    let part = part.numeral()?;
    // `half an hour` is loose; `four hundredths of a second` were measured.
    let is_decimal =
        part.step < Decimal::new(1, 2) || words.text(part.end - 1).starts_with("hundredth");
    let step = if is_decimal { part.step } else { Decimal::new(1, 1) };
    Some(quantity::measured(index, end, part.value?, step, unit))
}

/// `12st 4lb`: stones and pounds, of people.
pub(super) fn stones_and_pounds(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let is_it = words.kind(index) == Kind::Integer
        && words.kind(index + 2) == Kind::Integer
        && words.bytes(index + 1) == b"st"
        && matches!(words.bytes(index + 3), b"lb" | b"lbs");
    if !is_it {
        return None;
    }
    let stones: u32 = words.text(index).parse().ok().filter(|stones| *stones < 100)?;
    let pounds: u32 = words.text(index + 2).parse().ok().filter(|pounds| *pounds < 14)?;
    let unit = Unit::Of(units::by_name("pound")?);
    let value = Decimal::from(stones * 14 + pounds);
    Some(quantity::measured(index, index + 4, value, Decimal::ONE, unit))
}

/// `6'2"`, `5’ 11”`, `5′2″`: feet and inches by their marks, of people and other things of their size.
pub(super) fn feet_and_inches(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let is_integer = |at: usize| words.kind(at) == Kind::Integer;
    let foot = matches!(
        words.kind(index + 1),
        Kind::StraightSingle | Kind::CurlySingleClose | Kind::Prime
    );
    let inch = matches!(
        words.kind(index + 3),
        Kind::StraightDouble | Kind::CurlyDoubleClose | Kind::DoublePrime
    );
    let is_whole = is_integer(index) && is_integer(index + 2) && foot && inch;
    if !is_whole || !words.is_glued(index + 1) || !words.is_glued(index + 3) {
        return None;
    }
    let feet: u32 = words.text(index).parse().ok().filter(|feet| *feet < 100)?;
    let inches: u32 = words.text(index + 2).parse().ok().filter(|inches| *inches < 12)?;
    let unit = Unit::Of(units::by_name("inch")?);
    let value = Decimal::from(feet * 12 + inches);
    Some(quantity::measured(index, index + 4, value, Decimal::ONE, unit))
}
