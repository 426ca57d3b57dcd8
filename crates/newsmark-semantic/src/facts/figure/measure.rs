//! Units, currencies and rates around a number.

use std::sync::Arc;

use newsmark_lexer::vocabulary::currencies::{self, CurrencyId};
use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::vocabulary::units::{self, Dimension, UnitId};
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::numeral::{self, Form};
use super::{Per, Unit};
use crate::paragraph::Words;

/// The currency that stands before a number: `$`, `US$`, `A$`, `USD`, `Rs`, `RM`. Gives the first token
/// of the number as well.
pub(crate) fn currency_before(words: &Words<'_>, index: usize) -> Option<(CurrencyId, usize)> {
    let number_at = |at: usize| words.kind(at).is_number();
    match words.kind(index) {
        Kind::CurrencySign => {
            // `Y=` and other house styles of wire services are left alone; `$ 5` is not.
            let next = index + 1;
            number_at(next).then(|| currencies::by_sign(words.text(index)).map(|id| (id, next)))?
        }
        // `Y=590 billion`, as some wires write yen.
        Kind::Word if words.bytes(index) == b"Y" && words.kind(index + 1) == Kind::Equals => {
            let next = index + 2;
            let is_glued = words.is_glued(index + 1) && words.is_glued(next);
            (is_glued && number_at(next)).then(|| currencies::by_sign("¥").map(|id| (id, next)))?
        }
        // `R1.2bn`, `R500,000`, not the `R61` of a road.
        Kind::Word if words.bytes(index) == b"R" => {
            let next = index + 1;
            let is_amount = matches!(words.kind(next), Kind::Grouped | Kind::Decimal)
                || words.is_any_of(next + 1, &[Class::Scale, Class::ScaleSuffix]);
            (number_at(next) && words.is_glued(next) && is_amount)
                .then(|| currencies::by_sign("R").map(|id| (id, next)))?
        }
        Kind::Word | Kind::Abbreviation => {
            let signed = words.kind(index + 1) == Kind::CurrencySign && words.is_glued(index + 1);
            if signed && number_at(index + 2) {
                let sign = &words.text[words.span(index, index + 1)];
                let id = currencies::by_sign(sign).or_else(|| code(words, index))?;
                return Some((id, index + 2));
            }
            let stop = usize::from(
                words.kind(index + 1) == Kind::FullStop && words.text(index).len() <= 3,
            );
            if !number_at(index + 1 + stop) {
                return None;
            }
            let id = currencies::by_sign(words.text(index))
                .or_else(|| code(words, index))
                .or_else(|| name_before(words, index))?;
            Some((id, index + 1 + stop))
        }
        _ => None,
    }
}

/// A currency's name before a large number: `rupees 500 crore`, `euros 1,500`. Not `the dollar 0.5 percent`.
fn name_before(words: &Words<'_>, index: usize) -> Option<CurrencyId> {
    let id = words.value(index, Class::Currency)?;
    let is_large = words.kind(index + 1) == Kind::Grouped || words.is(index + 2, Class::Scale);
    let is_taken = index > 0
        && (words.kind(index - 1).is_number()
            || words.is_any_of(index - 1, &[Class::Scale, Class::NumberWord, Class::Determiner]));
    let is_name = words.text(index).len() > 3 && !words.is(index, Class::Verb);
    (is_large && !is_taken && is_name).then_some(CurrencyId(id as u16))
}

/// A currency code in capitals before a number: `CHF 20`, `USD10m`. One that is a word too (`COP`, `TOP`) needs an
/// amount that no name has.
fn code(words: &Words<'_>, index: usize) -> Option<CurrencyId> {
    let is_amount = || {
        matches!(words.kind(index + 1), Kind::Grouped | Kind::Decimal)
            || words.is_any_of(index + 2, &[Class::Scale, Class::ScaleSuffix])
    };
    code_at(words, index).filter(|id| !id.currency().is_word || is_amount())
}

/// A currency code at a token.
pub(crate) fn code_at(words: &Words<'_>, index: usize) -> Option<CurrencyId> {
    if !words.is_shouted(index) {
        return None;
    }
    let text = words.text(index);
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then(|| currencies::by_code(text))?
}

/// The unit that a number is of, and the token after it; `billions of pounds` and `hundreds of miles` are measured as well.
pub(crate) fn unit_of(words: &Words<'_>, index: usize, form: Form) -> Option<(Unit, usize)> {
    if form != Form::Vague {
        return unit_after(words, index, form);
    }
    let of = index + usize::from(words.bytes(index) == b"of");
    let (unit, end) = unit_after(words, of, form)?;
    // `thousands of pounds`: money more often than weight, as `millions of pounds` are.
    let is_pound = matches!(unit, Unit::Of(id) if id.unit().name == "pound");
    let is_money = is_pound && of > index && words.bytes(end) != b"of";
    let sterling = is_money.then(|| currencies::by_sign("£").map(Unit::Money)).flatten();
    Some((sterling.unwrap_or(unit), end))
}

/// Whether a unit is a degree of some scale.
pub(crate) fn is_temperature(unit: Option<Unit>) -> bool {
    unit.and_then(Unit::dimension) == Some(Dimension::Temperature)
}

/// A unit's name at a token, its words parted by blanks or by hyphens: `kilowatt hours`, `acre-feet`.
fn unit_phrase(words: &Words<'_>, index: usize) -> Option<(usize, u32)> {
    let is_tied =
        |at: usize| words.kind(at) == Kind::Hyphen && words.is_glued(at) && words.is_glued(at + 1);
    if is_tied(index + 1) {
        let following = |i: usize| match is_tied(index + 2 * i - 1) {
            true => words.word(index + 2 * i),
            false => newsmark_lexer::WordId::UNKNOWN,
        };
        let found = words.word(index).phrase(Class::Unit, following);
        if let Some((count, id)) = found.filter(|(count, _)| *count > 1) {
            return Some((2 * count - 1, id));
        }
    }
    // `12 sq. ft.`
    if matches!(words.bytes(index), b"sq" | b"cu" | b"fl")
        && words.kind(index + 1) == Kind::FullStop
    {
        let following = |i: usize| words.word(index + 1 + i);
        let found = words.word(index).phrase(Class::Unit, following);
        return found.filter(|(count, _)| *count > 1).map(|(count, id)| (count + 1, id));
    }
    words.phrase(index, Class::Unit)
}

/// The unit after a number, and the token after it. `number` is the number's last token.
pub(crate) fn unit_after(
    words: &Words<'_>,
    index: usize,
    numeral_form: Form,
) -> Option<(Unit, usize)> {
    // `40-mile`, `2.4-litre`
    let hyphen = usize::from(
        words.kind(index) == Kind::Hyphen && words.is_glued(index) && words.is_glued(index + 1),
    );
    let at = index + hyphen;
    if let Some(found) = sign(words, at) {
        return Some(found);
    }
    if let Some((length, id)) = words.phrase(at, Class::Currency)
        && (length > 1 || is_currency_name(words, at))
    {
        // `20 euro cents`
        if matches!(words.bytes(at + length), b"cent" | b"cents") {
            return units::by_name("cent").map(|cent| (Unit::Of(cent), at + length + 1));
        }
        return Some((Unit::Money(CurrencyId(id as u16)), at + length));
    }
    if let Some(id) = code_after(words, at) {
        return Some((Unit::Money(id), at + 1));
    }
    if let Some((length, id)) = unit_phrase(words, at).filter(|_| !is_ordinal_second(words, at)) {
        let unit = Unit::Of(UnitId(id as u16));
        return Some((money_in_millions(words, at, unit).unwrap_or(unit), at + length));
    }
    match numeral_form {
        Form::Words => symbol(words, at).filter(|_| is_no_word(words.text(at))),
        Form::Vague => None,
        _ => symbol(words, at),
    }
}

/// `14 second-hand coaches`: the second in an order, tied to another word.
fn is_ordinal_second(words: &Words<'_>, at: usize) -> bool {
    words.bytes(at) == b"second"
        && words.kind(at + 1) == Kind::Hyphen
        && words.is_glued(at + 1)
        && words.is_glued(at + 2)
        && words.kind(at + 2) == Kind::Word
        && words.bytes(at + 2) != b"long"
}

/// Whether a symbol can be nothing else where the number before it is a word: `ten km` is, `two in` and `six PB` may be.
fn is_no_word(symbol: &str) -> bool {
    matches!(
        symbol,
        "mm" | "cm"
            | "km"
            | "kms"
            | "ft"
            | "yd"
            | "yds"
            | "mg"
            | "kg"
            | "kgs"
            | "lb"
            | "lbs"
            | "oz"
            | "ml"
            | "kb"
            | "kW"
            | "kWh"
            | "MW"
            | "MWh"
            | "GW"
            | "GWh"
            | "sqm"
            | "mph"
            | "kph"
            | "kmh"
    )
}

/// Whether a word after a number names a currency: `won` is a verb unless the number is large.
fn is_currency_name(words: &Words<'_>, index: usize) -> bool {
    !words.is(index, Class::Verb) || is_large(words, index)
}

/// A currency code behind a number: `500 CHF`, `3.2bn TRY`; one that is a word too only where the number is large.
fn code_after(words: &Words<'_>, index: usize) -> Option<CurrencyId> {
    code_at(words, index).filter(|id| !id.currency().is_word || is_large(words, index))
}

/// Millions of a currency in one word, as Nordic companies write: `30 MUSD`, `450 MSEK`.
pub(crate) fn millions_after(words: &Words<'_>, index: usize) -> Option<CurrencyId> {
    let code = words.text(index).strip_prefix('M').filter(|code| code.len() == 3)?;
    currencies::by_code(code)
}

/// Whether the number before a token has groups or a scale.
fn is_large(words: &Words<'_>, index: usize) -> bool {
    words.kind(index - 1) == Kind::Grouped
        || words.is_any_of(index - 1, &[Class::Scale, Class::ScaleSuffix])
}

/// Nobody weighs in millions of pounds, unless of something: `20 million pounds` are money, `20 million
/// pounds of beef` are not.
fn money_in_millions(words: &Words<'_>, index: usize, unit: Unit) -> Option<Unit> {
    let is_pound = matches!(unit, Unit::Of(id) if id.unit().name == "pound");
    let is_money = is_pound
        && index > 0
        && words.is(index - 1, Class::Scale)
        && words.bytes(index + 1) != b"of";
    is_money.then(|| currencies::by_sign("£").map(Unit::Money))?
}

/// `%`, `°C`, `$` after the number.
fn sign(words: &Words<'_>, index: usize) -> Option<(Unit, usize)> {
    match words.kind(index) {
        Kind::Percent => {
            let points = matches!(words.bytes(index + 1), b"points" | b"point" | b"pts");
            let name = if points { "percentage point" } else { "percent" };
            Some((Unit::Of(units::by_name(name)?), index + 1 + usize::from(points)))
        }
        Kind::Degree => {
            let both = words
                .is_glued(index + 1)
                .then(|| units::by_symbol(&words.text[words.span(index, index + 1)]))
                .flatten();
            match both {
                Some(id) => Some((Unit::Of(id), index + 2)),
                None => Some((Unit::Of(units::by_name("degree")?), index + 1)),
            }
        }
        Kind::CurrencySign if words.text(index) == "¢" => {
            Some((Unit::Of(units::by_name("cent")?), index + 1))
        }
        // `10 $ 30 cents`: set off from both numbers, it belongs to the first.
        Kind::CurrencySign if !(words.kind(index + 1).is_number() && words.is_glued(index + 1)) => {
            currencies::by_sign(words.text(index)).map(|id| (Unit::Money(id), index + 1))
        }
        // `100 US$`
        Kind::Word
            if words.kind(index + 1) == Kind::CurrencySign
                && words.is_glued(index + 1)
                && !words.kind(index + 2).is_number() =>
        {
            let sign = &words.text[words.span(index, index + 1)];
            currencies::by_sign(sign).map(|id| (Unit::Money(id), index + 2))
        }
        // `150 kn`, `200 Kč`: signs of letters that stand after the number.
        Kind::Word if matches!(words.text(index), "kn" | "Kč" | "zł" | "kr" | "元") => {
            currencies::by_sign(words.text(index)).map(|id| (Unit::Money(id), index + 1))
        }
        Kind::DoublePrime => Some((Unit::Of(units::by_name("inch")?), index + 1)),
        Kind::Prime => Some((Unit::Of(units::by_name("foot")?), index + 1)),
        _ => None,
    }
}

/// A unit's symbol, of up to five tokens: `km`, `m²`, `km/h`, `m/s^2`.
fn symbol(words: &Words<'_>, index: usize) -> Option<(Unit, usize)> {
    let glued = words.is_glued(index);
    let n_tied = (1..MOST_OF_SYMBOL).take_while(|n| words.is_glued(index + n)).count();
    for length in (1..=1 + n_tied).rev() {
        let last = index + length - 1;
        // `1080p` is no money.
        let is_taken =
            |text: &str| text == "p" && (!glued || RESOLUTIONS.contains(&words.text(index - 1)));
        let Some((text, id)) = symbol_of(words, index, last) else { continue };
        if !is_taken(text) && (glued || may_stand_apart(words, index, text)) {
            return Some((Unit::Of(id), last + 1));
        }
    }
    None
}

/// Lines of a picture: `1080p`.
const RESOLUTIONS: &[&str] =
    &["144", "240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"];

/// The most tokens that a symbol has.
const MOST_OF_SYMBOL: usize = 5;

/// The symbol that some tokens are, if they touch and it ends with them: `m212` is no metre, and `m³` none either.
fn symbol_of<'w>(words: &Words<'w>, first: usize, last: usize) -> Option<(&'w str, UnitId)> {
    if last >= words.len() || !(first + 1..=last).all(|at| words.is_glued(at)) {
        return None;
    }
    let goes_on = matches!(words.kind(last + 1), Kind::Integer | Kind::Superscript | Kind::Caret)
        && words.is_glued(last + 1);
    let text = &words.text[words.span(first, last)];
    // Of a plain word it is known whether it is one.
    let is_word = first == last && words.kind(first) == Kind::Word && text.is_ascii();
    if is_word && !words.is(first, Class::UnitSymbol) {
        return None;
    }
    units::by_symbol(text).filter(|_| !goes_on).map(|id| (text, id))
}

/// Whether a symbol that a blank sets off from the number is one: `5 km` is, `5 in` is a preposition.
fn may_stand_apart(words: &Words<'_>, index: usize, text: &str) -> bool {
    match text {
        "in" => is_across(words, index) || is_behind_feet(words, index),
        "s" | "h" | "K" | "V" | "J" | "l" | "A" | "d" | "p" | "mb" | "mm" if text != "mm" => false,
        "C" | "F" | "m" | "g" | "W" | "L" | "t" => {
            // `12 C` at the end of a clause or before small letters, not `12 C Company`.
            !words.is_capitalised(index + 1) && words.kind(index + 1) != Kind::FullStop
                || words.kind(index + 1) == Kind::FullStop && words.kind(index + 2) != Kind::Word
                || words.kind(index + 1) == Kind::FullStop && index + 2 >= words.len()
                || words.kind(index + 1) == Kind::FullStop
        }
        _ => true,
    }
}

/// `5 in thick`, `2 1/2 in wide and`: how far something reaches in one direction; not `5 in deep trouble`.
fn is_across(words: &Words<'_>, index: usize) -> bool {
    const GOES_ON: &[Class] = &[Class::Preposition, Class::Conjunction, Class::Auxiliary];
    matches!(words.bytes(index + 1), b"thick" | b"wide" | b"deep" | b"long" | b"tall" | b"high")
        && (words.kind(index + 2) != Kind::Word || words.is_any_of(index + 2, GOES_ON))
}

/// `4 ft 3 in`, `4 ft. 3 in.`
fn is_behind_feet(words: &Words<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(2) else { return false };
    let foot = before - usize::from(words.kind(before) == Kind::FullStop && before > 0);
    words.kind(index - 1) == Kind::Integer && matches!(words.bytes(foot), b"ft" | b"feet" | b"foot")
}

/// What a number or its unit is measured against, and the token after it: `an hour`, `per 100,000 people`,
/// `a share`, `/day`. `has_unit`: only what has a unit of its own, or a count, is measured by `a` and `an`.
pub(crate) fn per_after(words: &Words<'_>, index: usize) -> Option<(Per, usize)> {
    let hyphen = |at: usize| usize::from(words.kind(at) == Kind::Hyphen && words.is_glued(at));
    let mut at = index + hyphen(index);
    if let Some(per) = adverb(words, index) {
        return Some((per, index + 1));
    }
    let is_slash = words.kind(at) == Kind::Slash && words.is_glued(at);
    let text = words.text(at);
    let is_article = matches!(text, "a" | "an" | "each" | "every");
    // `113 crimes for every 1,000 residents`
    let is_for_every = text == "for" && matches!(words.bytes(at + 1), b"every" | b"each");
    let is_per = text.eq_ignore_ascii_case("per") || is_for_every && is_round_base(words, at + 2);
    at += usize::from(is_for_every);
    if !(is_slash || is_article || is_per) {
        return None;
    }
    at += 1;
    at += hyphen(at);
    if is_per && let Some(numeral) = numeral::read(words, at) {
        let noun = noun_of_base(words, numeral.end);
        let end = numeral.end + usize::from(noun.is_some());
        return Some((Per::Base(numeral.value?, noun), end));
    }
    // `500 per million people`
    if is_per && let Some(power) = words.value(at, Class::Scale) {
        let noun = noun_of_base(words, at + 1);
        let end = at + 1 + usize::from(noun.is_some());
        return Some((Per::Base(numeral::ten_to(power)?, noun), end));
    }
    if let Some((length, id)) = words.phrase(at, Class::Unit) {
        let id = UnitId(id as u16);
        // `each second`, `a quarter`: with an article only what is plainly a unit.
        let fits = !is_article
            || !matches!(id.unit().name, "second" | "degree" | "stone" | "foot" | "yard");
        // `6.3 percent a week earlier`: a time, no rate.
        let is_time = ["earlier", "ago", "later", "before", "after", "on", "from", "prior"];
        let fits = fits && !(is_article && is_time.contains(&words.text(at + length)));
        return fits.then_some((Per::Unit(id), at + length));
    }
    if is_slash {
        // `kg/m3`, `g/cm^3`
        return (at..at + 3)
            .rev()
            .find_map(|last| symbol_of(words, at, last).map(|(_, id)| (Per::Unit(id), last + 1)));
    }
    let is_plain = words.kind(at) == Kind::Word
        && !words.is_any_of(
            at,
            &[Class::Determiner, Class::Preposition, Class::Conjunction, Class::Adverb],
        );
    if is_per && is_plain
        || is_article && is_by_the_dozen(words, at)
        || is_article && words.is_any_of(at, &[Class::Inhabitant, Class::Piece])
    {
        return Some((Per::Noun(Arc::from(&*lemma(words.text(at)))), at + 1));
    }
    None
}

/// `100`, `1,000`, `10,000`: what rates are measured against.
fn is_round_base(words: &Words<'_>, at: usize) -> bool {
    let round = [100u32, 1_000, 10_000, 100_000, 1_000_000].map(Decimal::from);
    words.kind(at).is_number()
        && numeral::read(words, at)
            .and_then(|base| base.value)
            .is_some_and(|base| round.contains(&base))
}

/// `a dozen`, `a pair`: what is sold by so many; not `a dozen times`, `a dozen years ago`.
fn is_by_the_dozen(words: &Words<'_>, at: usize) -> bool {
    let next = at + 1;
    is_so_many(words.text(at))
        && !matches!(words.bytes(next), b"of" | b"times" | b"or" | b"more" | b"other")
        && !words.is(next, Class::Unit)
        && words.kind(next) != Kind::Hyphen
}

/// Whether a noun is a number of pieces that things are sold by.
pub(crate) fn is_so_many(noun: &str) -> bool {
    matches!(noun, "dozen" | "score" | "gross" | "pair" | "brace")
}

/// The noun after a round number: `per 100,000 people`.
fn noun_of_base(words: &Words<'_>, at: usize) -> Option<Arc<str>> {
    const OTHERS: &[Class] = &[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Verb,
        Class::Adverb,
    ];
    let is_noun = words.kind(at) == Kind::Word && !words.is_any_of(at, OTHERS);
    is_noun.then(|| Arc::from(&*lemma(words.text(at))))
}

/// `$18,000 monthly`: for a month; not `$18,000 monthly rents`.
fn adverb(words: &Words<'_>, index: usize) -> Option<Per> {
    let name = match words.text(index) {
        "hourly" => "hour",
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "quarterly" => "quarter",
        "annually" | "yearly" => "year",
        _ => return None,
    };
    const GOES_ON: &[Class] = &[Class::Preposition, Class::Conjunction, Class::Auxiliary];
    let is_alone = words.kind(index + 1) != Kind::Word || words.is_any_of(index + 1, GOES_ON);
    is_alone.then(|| units::by_name(name).map(Per::Unit))?
}

/// Whether a unit measures time.
pub(crate) fn is_time(unit: Unit) -> bool {
    unit.dimension() == Some(Dimension::Time)
}
