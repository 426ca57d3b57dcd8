//! Quantities: a number with its sign, currency, unit, rate and range.

use newsmark_lexer::vocabulary::units;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::numeral;
use super::precision::{self, Grain, Readings};
use super::{Per, Role, Unit, measure, range, ratio};
use crate::interval::Interval;
use crate::paragraph::Words;

/// No age in the news is higher.
const OLDEST: u32 = 120;

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
    pub(crate) unit: Option<Unit>,
    pub(crate) per: Option<Per>,
    /// What its form alone says about its role.
    pub(crate) role: Role,
    pub(crate) is_range: bool,
    /// Whether it stands before a noun as an adjective: `three-day`, `40-mile`.
    pub(crate) is_adjective: bool,
}

/// The quantity that starts at a token.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Quantity> {
    ratio::ratio(words, index)
        .or_else(|| ratio::multiplier(words, index))
        .or_else(|| amount(words, index))
        .or_else(|| ratio::fraction(words, index))
}

/// A number with whatever belongs to it.
fn amount(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let (negative, at) = sign(words, index);
    let (currency, number) = match measure::currency_before(words, at) {
        Some((currency, number)) => (Some(Unit::Money(currency)), number),
        None => (None, at),
    };
    let (negative, number) = match (currency, sign(words, number)) {
        (Some(_), (true, after)) => (true, after),
        _ => (negative, number),
    };
    let mut numeral = numeral::read(words, number)?;
    // `two thirds of the members` is a share, `two thirds of a million` a number.
    let is_share = ratio::fraction(words, number)
        .is_some_and(|fraction| ratio::is_fraction_of_something(words, &fraction));
    if currency.is_none() && numeral.scale == 0 && is_share {
        return None;
    }
    if negative {
        numeral.value = numeral.value.map(|value| -value);
    }
    let range = if negative { None } else { range::second(words, &numeral, currency.is_some()) };
    if let Some(second) = &range {
        range::share_scale(&mut numeral, second);
    }
    let last = range.as_ref().unwrap_or(&numeral);
    let mut end = last.end;
    let mut unit = currency;
    if unit.is_none()
        && let Some((found, after)) = measure::unit_after(words, end, last.form)
    {
        (unit, end) = (Some(found), after);
    }
    let is_adjective = words.kind(last.end) == Kind::Hyphen
        && words.is_glued(last.end)
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
    compound(words, &mut quantity);
    age(words, &mut quantity);
    if let Some((per, after)) = measure::per_after(words, quantity.end)
        && (quantity.unit.is_some() || per_fits_count(&per))
    {
        quantity.per = Some(per);
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
        Per::Noun(_) => true,
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

/// `minus 12`, `-3`, `−3`: whether the number is negative, and where it starts.
fn sign(words: &Words<'_>, index: usize) -> (bool, usize) {
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
        Kind::Word if words.text(index).eq_ignore_ascii_case("minus") => {
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

/// `6ft 2in`, `3 hours 20 minutes`, `5 feet, 4 inches`: the same dimension in a smaller unit goes on.
fn compound(words: &Words<'_>, quantity: &mut Quantity) {
    let Some(Unit::Of(larger)) = quantity.unit else { return };
    let Some(value) = quantity.value else { return };
    if feet_and_inches(words, quantity, larger) {
        return;
    }
    let skip =
        usize::from(words.kind(quantity.end) == Kind::Comma || words.text(quantity.end) == "and");
    let Some(numeral) = numeral::read(words, quantity.end + skip) else { return };
    let Some((Unit::Of(smaller), end)) = measure::unit_after(words, numeral.end, numeral.form)
    else {
        return;
    };
    let (large, small) = (larger.unit(), smaller.unit());
    let goes_on = matches!(
        (large.name, small.name),
        ("foot", "inch")
            | ("hour", "minute")
            | ("minute", "second")
            | ("year", "month")
            | ("stone", "pound")
            | ("pound", "ounce")
    );
    if !goes_on {
        return;
    }
    let ratio = large.factor.parse::<Decimal>().ok().zip(small.factor.parse::<Decimal>().ok());
    let Some(sum) = ratio
        .and_then(|(large, small)| large.checked_div(small))
        .map(|ratio| if small.name == "month" { Decimal::from(12) } else { ratio })
        .and_then(|ratio| value.checked_mul(ratio))
        .and_then(|value| value.checked_add(numeral.value?))
    else {
        return;
    };
    let sum = sum.normalize();
    quantity.value = Some(sum);
    quantity.unit = Some(Unit::Of(smaller));
    quantity.step = Decimal::ONE;
    let half = Decimal::new(5, 1);
    let interval = Interval::half_open(sum - half, sum + half);
    quantity.readings = Readings { strict: interval, loose: interval };
    quantity.end = end;
}

/// `6-foot-2`, `5-foot-10-inch`: what follows the feet are inches.
fn feet_and_inches(words: &Words<'_>, quantity: &mut Quantity, unit: units::UnitId) -> bool {
    let at = quantity.end;
    let is_hyphenated = words.kind(at) == Kind::Hyphen
        && words.is_glued(at)
        && words.is_glued(at + 1)
        && words.kind(at + 1) == Kind::Integer;
    let inches = words.text(at + 1).parse::<Decimal>().ok().filter(|n| *n < Decimal::from(12));
    let (Some(feet), Some(inches), Some(inch)) = (quantity.value, inches, units::by_name("inch"))
    else {
        return false;
    };
    if !is_hyphenated || unit.unit().name != "foot" {
        return false;
    }
    let sum = feet * Decimal::from(12) + inches;
    let interval = Interval::rounded(sum, Decimal::ONE);
    quantity.value = Some(sum);
    quantity.unit = Some(Unit::Of(inch));
    quantity.step = Decimal::ONE;
    quantity.readings = Readings { strict: interval, loose: interval };
    let is_named = words.kind(at + 2) == Kind::Hyphen && words.text(at + 3).starts_with("inch");
    quantity.end = at + 2 + 2 * usize::from(is_named);
    true
}

/// Ages: `34-year-old`, `34 years old`, `aged 34`, `18-24` after `aged`, `Maddon, 66,`.
fn age(words: &Words<'_>, quantity: &mut Quantity) {
    let hyphen = |at: usize| usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at));
    let unit = match quantity.unit {
        Some(Unit::Of(id)) if measure::is_time(Unit::Of(id)) => id,
        None => {
            if is_age_context(words, quantity)
                && let Some(year) = units::by_name("year")
            {
                quantity.unit = Some(Unit::OfAge(year));
                quantity.role = Role::Age;
            }
            return;
        }
        _ => return,
    };
    let at = quantity.end;
    let old = at + hyphen(at);
    if matches!(words.text(old), "old" | "olds") {
        quantity.unit = Some(Unit::OfAge(unit));
        quantity.end = old + 1;
    } else if words.text(at) == "of" && words.text(at + 1) == "age" {
        quantity.unit = Some(Unit::OfAge(unit));
        quantity.end = at + 2;
    } else if quantity
        .first
        .checked_sub(1)
        .is_some_and(|before| words.text(before).eq_ignore_ascii_case("aged"))
    {
        quantity.unit = Some(Unit::OfAge(unit));
    }
}

/// Whether a bare number is somebody's age: after `aged` or `died at`, after `she was`, or alone between
/// commas after a name.
fn is_age_context(words: &Words<'_>, quantity: &Quantity) -> bool {
    let Some(before) = quantity.first.checked_sub(1) else { return false };
    let is_plausible =
        quantity.value.is_none_or(|value| value > Decimal::ZERO && value < Decimal::from(OLDEST));
    if !is_plausible || quantity.step > Decimal::TEN {
        return false;
    }
    let is_linked = matches!(words.text(before), "at" | "of" | "to");
    let cue = if is_linked { before.checked_sub(1) } else { Some(before) };
    if cue.is_some_and(|cue| words.is(cue, Class::AgeCue)) {
        return true;
    }
    let stands_alone = matches!(
        words.kind(quantity.end),
        Kind::Comma | Kind::FullStop | Kind::ParenClose | Kind::Semicolon | Kind::Newline
    ) && words.kind(quantity.first) == Kind::Integer;
    // `children under 15`, `people over 65`
    let bound = super::hedge::before(words, quantity.first).map(|(start, _)| start);
    let is_limit = bound
        .and_then(|start| start.checked_sub(1))
        .is_some_and(|noun| words.is(noun, Class::Aged));
    // `65 or older`
    let is_bounded = matches!(words.text(quantity.end), "or" | "and")
        && matches!(words.text(quantity.end + 1), "older" | "younger");
    // `At 90, Seeger still sings`
    let opens = words.text(before) == "At"
        && words.kind(quantity.end) == Kind::Comma
        && words.is_capitalised(quantity.end + 1);
    let is_somebodys = is_after_person(words, before) || is_after_name(words, before);
    is_bounded || is_limit || opens || stands_alone && is_somebodys
}

/// `She was 81.`, `who is 34,`
fn is_after_person(words: &Words<'_>, verb: usize) -> bool {
    let is_verb =
        ["is", "was", "are", "were"].iter().any(|form| words.text(verb).eq_ignore_ascii_case(form));
    let subject = verb.checked_sub(1).map_or("", |subject| words.text(subject));
    is_verb && ["he", "she", "who"].iter().any(|person| subject.eq_ignore_ascii_case(person))
}

/// `Lena Voss, 43, said`: a comma after a capitalised word that is no month.
fn is_after_name(words: &Words<'_>, comma: usize) -> bool {
    words.kind(comma) == Kind::Comma
        && comma > 0
        && words.kind(comma - 1) == Kind::Word
        && words.is_capitalised(comma - 1)
        && !words.word(comma - 1).is_any(&[Class::Month, Class::Weekday])
}
