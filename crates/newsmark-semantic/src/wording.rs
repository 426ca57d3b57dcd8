//! How messages write what was worked out: numbers as a newspaper prints them.
//!
//! What stands in the article is always quoted in its own words; only results are written here. They
//! have four telling digits at most, because nobody printed more.

use std::borrow::Cow;

use newsmark_lexer::TextRange;
use newsmark_lexer::vocabulary::units::{Dimension, UnitId};
use newsmark_lexer::vocabulary::{Class, vocabulary};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::derive::Derived;
use crate::facts::figure::{Direction, Unit};
use crate::facts::ledger::Quantity;
use crate::facts::{Article, Change, Facts, Figure, FigureId};

/// A result in the unit of a figure: `3.376 million`, `$1.5 billion`, `24.1%`.
pub fn result(value: Decimal, like: &Figure) -> String {
    let number = match like.unit {
        Some(Unit::Money(_)) => money(value),
        _ => number(value),
    };
    match like.unit {
        None => number,
        Some(Unit::Money(id)) => match id.currency().signs().next() {
            Some(sign) if sign.chars().all(char::is_alphabetic) => format!("{sign} {number}"),
            Some(sign) => format!("{sign}{number}"),
            None => format!("{number} {}", id.currency().code),
        },
        Some(Unit::Of(id)) if id.unit().dimension == Dimension::Share => format!("{number}%"),
        Some(Unit::Of(id) | Unit::OfAge(id)) => {
            let is_one = value.normalize() == Decimal::ONE;
            let names = id.unit().names().find(|_| !is_one);
            format!("{number} {}", names.unwrap_or(id.unit().name))
        }
    }
}

/// How far two amounts are apart, as an editor would print it: two shares in percentage points.
pub fn difference(value: Decimal, like: &Figure) -> String {
    match like.unit {
        Some(Unit::Of(id)) if id.unit().dimension == Dimension::Share => {
            let plural = if value.normalize() == Decimal::ONE { "" } else { "s" };
            format!("{} percentage point{plural}", number(value))
        }
        _ => result(value, like),
    }
}

/// A sum without its sign: `4.50`, `12`, `1.5 million`.
fn money(value: Decimal) -> String {
    let cents = to_places(value, 2);
    let has_cents = !cents.is_integer() && value.abs() < Decimal::ONE_HUNDRED;
    if has_cents { format!("{cents:.2}") } else { number(value) }
}

/// An amount in a unit: `62 miles`, `68 degrees Fahrenheit`. Of units that share a name it says which.
pub fn measure(value: Decimal, id: UnitId) -> String {
    let number = number(value).replace('-', "−");
    let which = match id.unit().name {
        "gallon" => "US ",
        "ton" => "short ",
        _ => "",
    };
    format!("{number} {which}{}", unit(Unit::Of(id), value))
}

/// The name of a unit behind a number: `kilometres`, `years of age`, `USD`.
pub fn unit(unit: Unit, value: Decimal) -> String {
    let is_one = value.normalize() == Decimal::ONE;
    let named = |id: UnitId| match id.unit() {
        // Names are looked up in small letters.
        unit if unit.dimension == Dimension::Temperature && !is_one => {
            unit.name.replacen("degree", "degrees", 1)
        }
        unit => unit.names().find(|_| !is_one).unwrap_or(unit.name).to_owned(),
    };
    match unit {
        Unit::Of(id) if id.unit().dimension == Dimension::Share => id.unit().name.to_owned(),
        Unit::Of(id) => named(id),
        Unit::OfAge(id) => format!("{} of age", named(id)),
        Unit::Money(id) => id.currency().code.to_owned(),
    }
}

/// A number as a newspaper prints it: `3.376 million`, `46,000`, `24.1`.
pub fn number(value: Decimal) -> String {
    let scales = [(12, "trillion"), (9, "billion"), (6, "million")];
    for (power, name) in scales {
        if value.abs() >= Decimal::from(10u64.pow(power)) {
            let scaled = value / Decimal::from(10u64.pow(power));
            return format!("{} {name}", grouped(telling(scaled)));
        }
    }
    grouped(if value.abs() >= Decimal::from(1000) { to_places(value, 0) } else { telling(value) })
}

/// A number written out in full: `4,191,000`, `78.6`.
pub fn exact(value: Decimal) -> String {
    grouped(value)
}

/// A number rounded to the place that a figure shows: 24.13 is `24.1` beside `19.4`.
pub fn to_step(value: Decimal, step: Decimal) -> Decimal {
    to_places(value, step.normalize().scale())
}

/// The words of a figure with another number in them, rounded to the place that it shows; none where its
/// words do not begin with digits.
pub fn replaced(facts: &Facts, figure: &Figure, value: Decimal) -> Option<String> {
    let words = facts.words(figure.range);
    let end =
        words.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(words.len());
    let (digits, rest) = words.split_at(end);
    // `1 234` goes on behind its blank: another number cannot be put in the place of its first digits.
    let goes_on = rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit()) && !goes_on;
    is_plain.then(|| format!("{}{rest}", grouped(to_step(value, figure.step()))))
}

/// A number in the words of a figure, as far as they are a number and a unit: `19.3 kilometers`; else as
/// [`result`] writes it.
pub fn in_words_of(facts: &Facts, figure: &Figure, value: Decimal) -> String {
    let words = facts.words(figure.range);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (number, unit) = words.split_at(words.find(|c| !is_digit(c)).unwrap_or(words.len()));
    match !is_written_out(figure, number) || unit.is_empty() || value.is_sign_negative() {
        true => result(value, figure),
        false => format!("{}{unit}", grouped(value)),
    }
}

/// The words of a figure with a result rounded as it is, or as a newspaper prints it where a scale stands there.
pub fn corrected(facts: &Facts, figure: &Figure, value: Decimal) -> Option<String> {
    let words = facts.words(figure.range);
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let number = words.split(|c| !is_digit(c)).next().unwrap_or_default();
    match is_written_out(figure, number) {
        true => replaced(facts, figure, value),
        false => Some(in_words_of(facts, figure, value)),
    }
}

/// Whether the digits alone are the number: `19`, not `19 million`.
fn is_written_out(figure: &Figure, digits: &str) -> bool {
    let digits = digits.replace(',', "").parse::<Decimal>();
    figure.value.is_some_and(|value| digits.is_ok_and(|digits| digits == value))
}

/// The words of a figure with another number in them, in the scale and the form that it has: `$80` becomes
/// `$140`, `3.1 million` `3.4 million`, `nine` `eight`; none where the number does not go into them.
pub fn scaled(facts: &Facts, figure: &Figure, value: Decimal) -> Option<String> {
    let words = facts.words(figure.range);
    let Some(start) = words.find(|c: char| c.is_ascii_digit()) else {
        return spelt(words, value);
    };
    let (before, rest) = words.split_at(start);
    let end =
        rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let shown: Decimal = digits.replace(',', "").parse().ok()?;
    let scale = figure.value?.abs().checked_div(shown)?;
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let number = to_places(value.checked_div(scale)?, u32::try_from(places).ok()?);
    let is_plain = number > Decimal::ZERO && !after.contains(|c: char| c.is_ascii_digit());
    is_plain.then(|| format!("{before}{}{after}", grouped(number)))
}

/// A small whole number in words, with a capital where the old words had one.
fn spelt(words: &str, value: Decimal) -> Option<String> {
    const NAMES: [&str; 13] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let is_old = NAMES.iter().any(|name| words.eq_ignore_ascii_case(name));
    let index = (0..NAMES.len()).find(|&index| Decimal::from(index) == value).filter(|_| is_old)?;
    let name = NAMES.get(index)?;
    let is_capital = words.starts_with(|c: char| c.is_ascii_uppercase());
    let (first, rest) = name.split_at(1);
    Some(if is_capital { first.to_ascii_uppercase() + rest } else { (*name).to_owned() })
}

/// What a number comes to, as far as it is known.
pub fn quantity(value: &Quantity) -> String {
    let unit = match value.unit {
        Some(Unit::Of(id)) if id.unit().dimension != Dimension::Share => {
            format!(" {}", id.unit().names().next().unwrap_or(id.unit().name))
        }
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    match (value.strict().low, value.strict().high) {
        (Some(low), Some(high)) if number(low) == number(high) => format!("{}{unit}", number(low)),
        (Some(low), Some(high)) => format!("{} to {}{unit}", number(low), number(high)),
        (Some(low), None) => format!("{}{unit} or more", number(low)),
        (None, Some(high)) => format!("{}{unit} or less", number(high)),
        (None, None) => "not known".to_owned(),
    }
}

/// The name of a month, counted from 1.
pub fn month(month: u8) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

/// A number of percentage points.
pub fn points(value: Decimal) -> String {
    let unit =
        if value.normalize() == Decimal::ONE { "percentage point" } else { "percentage points" };
    format!("{} {unit}", grouped(value))
}

/// The change that the article gives, in its own words, for the start of a sentence about its percentage:
/// `from 40,000 to 46,000`, `815,000 more than 3.376 million`.
pub fn change(facts: &Facts, article: &Article, change: &Change, derived: &Derived) -> String {
    let words = |id: Option<FigureId>| id.map(|id| facts.words(article.figure(id).range));
    let relation = match change.direction {
        Some(Direction::Down) => "less than",
        _ => "more than",
    };
    match (words(change.old), words(change.new), words(change.amount)) {
        (Some(old), Some(new), _) => format!("from {old} to {new}"),
        (Some(old), None, Some(amount)) => format!("{amount} {relation} {old}"),
        (None, Some(_), Some(amount)) => {
            let like = change.new.map(|id| article.figure(id));
            let old = derived.old.low.zip(like).map(|(old, like)| result(old, like));
            format!("{amount} {relation} {}", old.unwrap_or_default())
        }
        _ => String::from("the change"),
    }
}

/// The words of a figure inside a sentence of ours, with hedge and with the noun where it follows, and without the marks of links
/// and references among them.
pub fn phrase<'f>(facts: &'f Facts, figure: &Figure) -> Cow<'f, str> {
    match without_marks(facts.words(phrase_range(figure))) {
        Cow::Borrowed(words) => inside(words),
        Cow::Owned(words) => Cow::Owned(inside(&words).into_owned()),
    }
}

/// Words of an article as a message quotes them: `nine](#house) houses` are nine houses, and `[^log]` is nothing. A link
/// may begin before the words or end behind them.
pub(crate) fn without_marks(words: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'[', b']', words.as_bytes()).is_none() {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut open = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(['[', ']']) {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        rest = &mark[1..];
        if let Some((_, after)) = mark.strip_prefix("[^").and_then(|it| it.split_once(']')) {
            rest = after;
        } else if mark.starts_with('[') {
            open.push(out.len());
            out.push('[');
        } else if let Some(target) = mark.strip_prefix("](") {
            rest = target.split_once(')').map_or("", |(_, after)| after);
            if let Some(start) = open.pop() {
                out.remove(start);
            }
        } else {
            open.pop();
            out.push(']');
        }
    }
    out.push_str(rest);
    for start in open.into_iter().rev() {
        out.remove(start);
    }
    Cow::Owned(out)
}

/// The place of those words.
pub fn phrase_range(figure: &Figure) -> TextRange {
    let range = figure.range_with_hedge();
    match &figure.noun {
        Some(noun) if !noun.from_subject && noun.range.start() >= range.start() => {
            range.cover(noun.range)
        }
        _ => range,
    }
}

/// Rounded to four telling digits.
fn telling(value: Decimal) -> Decimal {
    value.round_sf_with_strategy(4, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

fn to_places(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// Words in small letters; those that have no others as they stand.
pub(crate) fn lowered(words: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match words.bytes().all(is_small) {
        true => Cow::Borrowed(words),
        false => Cow::Owned(words.to_lowercase()),
    }
}

/// The words of a number inside a sentence of ours: `Half` opened one of the article's.
pub(crate) fn inside(words: &str) -> Cow<'_, str> {
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let opens = first.len() > 1
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first[1..].bytes().all(|byte| byte.is_ascii_lowercase())
        // `Rs 12,000`
        && !vocabulary().look_up(first).is(Class::Currency);
    match opens {
        true => Cow::Owned(words[..1].to_ascii_lowercase() + &words[1..]),
        false => Cow::Borrowed(words),
    }
}

/// With commas between thousands.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_a_newspaper() {
        let check = |value: &str, expected: &str| {
            assert_eq!(number(value.parse().unwrap()), expected);
        };
        check("3376000", "3.376 million");
        check("1100000000", "1.1 billion");
        check("46000", "46,000");
        check("-1234567890123", "-1.235 trillion");
        check("24.1421", "24.14");
        check("999", "999");
        check("0.05", "0.05");
        check("0", "0");
    }

    #[test]
    fn words_are_quoted_without_their_marks() {
        let check = |words: &str, expected: &str| assert_eq!(without_marks(words), expected);
        check("nine of ten", "nine of ten");
        check("[nine](#house) houses", "nine houses");
        check("nine](#house) houses and [ten](#b", "nine houses and ten");
        check("from 41 to [78", "from 41 to 78");
        check("9 percent[^log] of [the [old]] town", "9 percent of [the [old]] town");
        check("[the mayor] and 9](#a", "[the mayor] and 9");
        check("[[9](#a)]", "[9]");
        check("é[ß](#x)ü", "éßü");
    }

    #[test]
    fn results_have_the_places_that_the_article_shows() {
        let step = |value: &str, step: &str| to_step(value.parse().unwrap(), step.parse().unwrap());
        assert_eq!(step("24.14", "0.1").to_string(), "24.1");
        assert_eq!(step("24.14", "1").to_string(), "24");
        assert_eq!(step("24.14", "10").to_string(), "24");
    }
}
