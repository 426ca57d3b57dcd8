//! Quantities: a number with its sign, currency, unit, rate and range.

use newsmark_lexer::vocabulary::units;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::measure;
use super::numeral::{self, Form, Numeral};
use super::precision::{self, Grain, Readings};
use super::{Per, Role, Unit};
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
    ratio(words, index)
        .or_else(|| multiplier(words, index))
        .or_else(|| amount(words, index))
        .or_else(|| fraction(words, index))
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
    if currency.is_none()
        && fraction(words, number)
            .is_some_and(|fraction| is_fraction_of_something(words, &fraction))
    {
        return None;
    }
    let mut numeral = numeral::read(words, number)?;
    if negative {
        numeral.value = numeral.value.map(|value| -value);
    }
    let mut range = if negative { None } else { range_end(words, &numeral, currency.is_some()) };
    if let Some((second, _)) = &mut range {
        share_scale(&mut numeral, second);
    }
    let last = range.as_ref().map_or(&numeral, |(second, _)| second);
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
    if let Some((second, _)) = &range {
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
        Kind::Hyphen if next_is_number && words.is_glued(index + 1) && !words.is_glued(index) => {
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

/// The second number of a range that the first begins: `5-10 million`, `2 to 3 million`, `between 2 and 3`,
/// `$62 and $68`.
fn range_end(words: &Words<'_>, first: &Numeral, has_currency: bool) -> Option<(Numeral, bool)> {
    let at = first.end;
    // `1 per cent to 1.5 per cent`, `208 pounds to 193`: a unit may stand between.
    let (connector, unit) = match measure::unit_after(words, at, first.form) {
        Some((unit, after)) if !is_connector(words, at) => (after, Some(unit)),
        _ => (at, None),
    };
    let is_dash = matches!(
        words.kind(connector),
        Kind::Hyphen | Kind::EnDash | Kind::EmDash | Kind::TypedDash
    );
    let is_to = words.text(connector) == "to";
    let is_and = words.text(connector) == "and" && follows_between(words, first);
    if !(is_dash || is_to || is_and) {
        return None;
    }
    let mut next = connector + 1;
    if is_to && words.kind(next) == Kind::Hyphen {
        next += 1;
    }
    if let Some((_, number)) = measure::currency_before(words, next)
        && has_currency
    {
        next = number;
    }
    let second = numeral::read(words, next)?;
    // `10 - 5` may be anything; a dash with blanks around it joins only what could be a range.
    let (low, high) = (first.value?, second.value?);
    if is_dash && low >= high && second.scale == 0 {
        return None;
    }
    if is_dash
        && !words.is_glued(connector)
        && words.kind(connector) != Kind::Hyphen
        && words.kind(connector) != Kind::EnDash
    {
        return None;
    }
    if is_to && is_change_from(words, first, has_currency)
        || is_to && low > high && second.scale == 0 && unit.is_none()
    {
        return None;
    }
    // `rose 5% to 105 tonnes`: two different things.
    if let Some(unit) = unit {
        let same = measure::unit_after(words, second.end, second.form)
            .is_some_and(|(other, _)| other == unit);
        if !same && !(is_and || has_currency) && !follows_from(words, first) {
            return None;
        }
        if is_to && !same {
            return None;
        }
    }
    Some((second, is_to))
}

fn is_connector(words: &Words<'_>, index: usize) -> bool {
    words.text(index) == "to" || words.kind(index).is_dash()
}

/// The token before a number, its currency sign skipped.
fn token_before(words: &Words<'_>, numeral_end: usize, steps: usize) -> Option<usize> {
    let mut at = numeral_end.checked_sub(1)?;
    // Back over the number's own tokens.
    while at > 0
        && (words.kind(at).is_number()
            || words.is(at, Class::Scale)
            || words.is(at, Class::NumberWord)
            || words.kind(at) == Kind::CurrencySign
            || words.is(at, Class::ScaleSuffix) && words.is_glued(at)
            || words.kind(at) == Kind::Hyphen && words.is_glued(at))
    {
        at -= 1;
    }
    at.checked_sub(steps)
}

fn follows_between(words: &Words<'_>, first: &Numeral) -> bool {
    token_before(words, first.end, 0).is_some_and(|at| {
        words.text(at).eq_ignore_ascii_case("between")
            || at > 0 && words.text(at - 1).eq_ignore_ascii_case("between")
    })
}

fn follows_from(words: &Words<'_>, first: &Numeral) -> bool {
    token_before(words, first.end, 0).is_some_and(|at| words.text(at).eq_ignore_ascii_case("from"))
}

/// `rose from 40,000 to 46,000`: two values, no range; `ranges from 5 to 10` is one. `rose 5 to 10`: a
/// change and a level.
fn is_change_from(words: &Words<'_>, first: &Numeral, _: bool) -> bool {
    let Some(before) = token_before(words, first.end, 0) else { return false };
    if words.word(before).is(Class::Change) {
        return true;
    }
    if !words.text(before).eq_ignore_ascii_case("from")
        && !words.text(before).eq_ignore_ascii_case("by")
    {
        return false;
    }
    (before.saturating_sub(8)..before)
        .rev()
        .take_while(|&at| !matches!(words.kind(at), Kind::FullStop | Kind::Semicolon))
        .any(|at| words.word(at).is(Class::Change) || words.is(at, Class::Multiplier))
}

/// `2 to 3 million`: the scale of the second number is the first one's too, unless it has its own or is
/// already as large.
fn share_scale(first: &mut Numeral, second: &Numeral) {
    if first.scale != 0 || second.scale == 0 {
        return;
    }
    let (Some(low), Some(factor)) = (first.value, numeral::ten_to(second.scale)) else { return };
    if low.abs() >= Decimal::ONE_THOUSAND {
        return;
    }
    first.value = low.checked_mul(factor);
    first.unit_step = first.unit_step.checked_mul(factor).unwrap_or(first.unit_step);
    first.step = first.step.checked_mul(factor).unwrap_or(first.step);
    first.scale = second.scale;
}

/// `6ft 2in`, `3 hours 20 minutes`, `5 feet, 4 inches`: the same dimension in a smaller unit goes on.
fn compound(words: &Words<'_>, quantity: &mut Quantity) {
    let Some(Unit::Of(larger)) = quantity.unit else { return };
    let Some(value) = quantity.value else { return };
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

/// Whether a bare number is somebody's age: after `aged` or `age`, or alone between commas after a name.
fn is_age_context(words: &Words<'_>, quantity: &Quantity) -> bool {
    let Some(before) = quantity.first.checked_sub(1) else { return false };
    let plausible =
        quantity.value.is_none_or(|value| value > Decimal::ZERO && value < Decimal::from(120))
            && quantity.step <= Decimal::TEN;
    if !plausible {
        return false;
    }
    let text = words.text(before).to_ascii_lowercase();
    if text == "aged" || text == "ages" || text == "age" {
        return true;
    }
    if text == "of" || text == "at" || text == "to" {
        return before > 0 && matches!(words.text(before - 1), "age" | "ages");
    }
    let after = words.kind(quantity.end);
    words.kind(before) == Kind::Comma
        && matches!(after, Kind::Comma | Kind::FullStop | Kind::ParenClose)
        && before > 0
        && words.is_capitalised(before - 1)
        && words.kind(before - 1) == Kind::Word
        && !words.word(before - 1).is_any(&[Class::Month, Class::Weekday])
        && quantity.value.is_some_and(|value| value.fract().is_zero() && value >= Decimal::TWO)
        && words.kind(quantity.first) == Kind::Integer
}

/// `one in five`, `three out of four`, `1 in 5`, `4-to-1`, `1:5`.
fn ratio(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let first = numeral::read(words, index)?;
    if first.scale > 0 || !matches!(first.form, Form::Words | Form::PlainDigits) {
        return None;
    }
    let at = first.end;
    let hyphen = |at: usize| usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at));
    let odds = at + hyphen(at);
    let is_odds = words.text(odds) == "to" && hyphen(at) == 1 && hyphen(odds + 1) == 1;
    let second_at = match words.text(at) {
        "in" => at + 1 + usize::from(words.text(at + 1) == "every"),
        "out" if words.text(at + 1) == "of" => at + 2 + usize::from(words.text(at + 2) == "every"),
        "of" if is_one(&first) => at + 1,
        _ if is_odds => odds + 2,
        _ => return None,
    };
    let second = numeral::read(words, second_at)?;
    let (part, whole) = (first.value?, second.value?);
    if second.form == Form::Digits && second.scale == 0 && !whole.fract().is_zero()
        || whole.is_zero()
    {
        return None;
    }
    let value = part.checked_div(whole)?;
    if is_odds {
        return Some(plain_ratio(index, second.end, value, Interval::exactly(value)));
    }
    // `5 in 2024`, `12 in 30 minutes`: a count in a year or a time is no ratio.
    let is_share = value < Decimal::ONE
        && measure::unit_after(words, second.end, second.form).is_none()
        && !(second.form == Form::PlainDigits
            && whole >= Decimal::from(1900)
            && whole <= Decimal::from(2100))
        && (words.text(at) != "in" || is_small_ratio(part, whole));
    if !is_share {
        return None;
    }
    let mut quantity = plain_ratio(index, second.end, value, numeral::around_fraction(value));
    quantity.role = Role::Share;
    Some(quantity)
}

/// Numbers that people use for ratios: `one in five`, `three in four`, `one in 10,000`.
fn is_small_ratio(part: Decimal, whole: Decimal) -> bool {
    part <= Decimal::from(10)
        && (part == Decimal::ONE || whole <= Decimal::from(20) || whole == Decimal::ONE_HUNDRED)
}

fn is_one(numeral: &Numeral) -> bool {
    numeral.value == Some(Decimal::ONE)
}

fn plain_ratio(first: usize, end: usize, value: Decimal, interval: Interval) -> Quantity {
    Quantity {
        first,
        end,
        value: Some(value),
        readings: Readings { strict: interval, loose: interval },
        step: Decimal::new(1, 2),
        unit: None,
        per: None,
        role: Role::Ratio,
        is_range: false,
        is_adjective: false,
    }
}

/// `doubled`, `twice as many`, `fourfold`.
fn multiplier(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let hundredths = words.value(index, Class::Multiplier)?;
    let text = words.text(index);
    let next = words.text(index + 1);
    let is_verb = text.ends_with("ed") || text.ends_with("ing");
    let is_fold = text.ends_with("fold");
    let compares =
        matches!(text.to_ascii_lowercase().as_str(), "twice" | "thrice" | "double" | "triple")
            && (next == "as" || next == "the" && words.text(index + 2) != "first");
    if !(is_verb || is_fold || compares)
        || words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1)
    {
        return None;
    }
    let factor = Decimal::new(i64::from(hundredths), 2).normalize();
    let interval = precision::multiplier(factor);
    Some(Quantity { role: Role::Ratio, ..plain_ratio(index, index + 1, factor, interval) })
}

/// `two-thirds`, `a third of`, `half of`.
fn fraction(words: &Words<'_>, index: usize) -> Option<Quantity> {
    let numeral = match numeral::slashed(words, index) {
        Some((value, end)) => Numeral {
            end,
            value: Some(value),
            unit_step: Decimal::new(1, 2),
            step: Decimal::new(1, 2),
            scale: 0,
            form: Form::Fraction,
            allows: Some(numeral::around_fraction(value)),
        },
        None => numeral::fraction(words, index)?,
    };
    let interval = numeral.allows?;
    let mut quantity = plain_ratio(index, numeral.end, numeral.value?, interval);
    quantity.role = Role::Share;
    is_fraction_of_something(words, &quantity).then_some(quantity)
}

/// Whether a fraction word is a share: `a third of`, `two-thirds`, `half the`; not `half an hour later`,
/// `the second half`, `a quarter` of a year.
fn is_fraction_of_something(words: &Words<'_>, fraction: &Quantity) -> bool {
    let last = words.text(fraction.end - 1).to_ascii_lowercase();
    let next = words.text(fraction.end);
    let one_token = fraction.end == fraction.first + 1;
    let before =
        fraction.first.checked_sub(1).map_or("", |before| words.text(before)).to_ascii_lowercase();
    let ranks = words.word(fraction.first.wrapping_sub(1)).is_any(&[Class::Ordinal])
        || before == "this"
        || before == "last";
    if ranks
        || words.kind(fraction.end) == Kind::Hyphen && words.is_glued(fraction.end) && one_token
    {
        return false;
    }
    match last.as_str() {
        "half" if one_token => {
            next == "of"
                || next == "the"
                || words.word(fraction.end).is(Class::Determiner) && next != "a" && next != "an"
                || words.word(fraction.end).is(Class::Preposition) && before != "the"
                || words.kind(fraction.end) != Kind::Word && before == "by"
        }
        "quarter" | "second" => next == "of",
        // `a third man`: an ordinal.
        "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth" | "tenth"
        | "twentieth" => {
            next == "of"
                || words.kind(fraction.end) != Kind::Word
                || before == "by"
                || words.kind(fraction.first + 1) == Kind::Hyphen
                || words.is(fraction.first, Class::NumberWord)
        }
        _ => true,
    }
}
