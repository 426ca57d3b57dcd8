//! Digits with commas and points in places where English has none.

use newsmark_lexer::{Class, Kind};

use super::{Malformation, MalformedNumber, number};
use crate::facts::figure::{measure, noun};
use crate::paragraph::Words;

/// What is wrong with a stretch of digits, commas and points.
pub(super) fn read(words: &Words<'_>, first: usize, end: usize) -> Option<MalformedNumber> {
    let range = words.span(first, end - 1);
    let text = &words.text[range];
    if text.len() < 3 || !text.contains([',', '.']) || is_part_of_more(words, first, end) {
        return None;
    }
    let (what, meant) = fault(words, first, end, text)?;
    Some(MalformedNumber { meant: meant.map(Into::into), ..number(words, first, end - 1, what) })
}

/// Whether letters, dashes, slashes or colons touch the digits: a name, a date, a time, a telephone number.
fn is_part_of_more(words: &Words<'_>, first: usize, end: usize) -> bool {
    let joins = |at: usize| {
        matches!(
            words.kind(at),
            Kind::Hyphen | Kind::EnDash | Kind::Slash | Kind::Colon | Kind::Hash | Kind::Underscore
        )
    };
    let before = first > 0
        && words.is_glued(first)
        && (joins(first - 1) || words.kind(first - 1) == Kind::Word);
    let is_scale = words.is(end, Class::ScaleSuffix) || words.is(end, Class::UnitSymbol);
    let after = words.is_glued(end) && (joins(end) || words.kind(end) == Kind::Word && !is_scale);
    before || after
}

type Fault = (Malformation, Option<String>);

fn fault(words: &Words<'_>, first: usize, end: usize, text: &str) -> Option<Fault> {
    if text.contains(",,") {
        return Some((Malformation::StrayMark, Some(text.replace(",,", ","))));
    }
    let has_amount = has_amount(words, first, end);
    if text.contains("..") {
        return is_scaled(words, end)
            .then(|| (Malformation::StrayMark, Some(text.replace("..", "."))));
    }
    match (text.contains(','), text.contains('.')) {
        (true, false) => commas(words, first, end, text, has_amount),
        (false, true) => points(words, end, text, has_amount),
        _ => mixed(words, first, end, text, has_amount),
    }
}

/// Only commas.
fn commas(
    words: &Words<'_>,
    first: usize,
    end: usize,
    text: &str,
    has_amount: bool,
) -> Option<Fault> {
    let parts: Vec<&str> = text.split(',').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if is_grouped(&lengths) {
        return None;
    }
    if is_in_lakhs(&lengths) {
        return beside_other_money(words, first).then_some((Malformation::Lakhs, None));
    }
    let is_year = |part: &str| {
        part.len() == 4 && part.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year))
    };
    let is_list = parts.len() >= 3 && lengths.iter().all(|&length| length <= 2) && !has_amount;
    if parts.iter().any(|part| is_year(part)) || is_list || follows_name(words, first) {
        return None;
    }
    match lengths[..] {
        [1..=3, 1 | 2] => {
            // `€10,50`, `2,5 million`; of people there are no halves, and a digit is missing.
            let is_measured = has_unit(words, first, end);
            let is_decimal = (is_measured || text.starts_with("0,")) && !text.ends_with(",00");
            match is_decimal {
                true => Some((Malformation::DecimalComma, Some(text.replace(',', ".")))),
                false => has_amount.then_some((Malformation::Groups, None)),
            }
        }
        // `1,2345`, `1,000,00`, `25,0000`: but `555,0142` may be a number to dial.
        // A year is none of these, and no list is written so.
        [1 | 2, 4..=6] => Some((Malformation::Groups, None)),
        [3, second] if second > 3 && !has_amount => None,
        _ => has_amount_or_ends(words, end, has_amount).then_some((Malformation::Groups, None)),
    }
}

/// Only points.
fn points(words: &Words<'_>, end: usize, text: &str, has_amount: bool) -> Option<Fault> {
    let parts: Vec<&str> = text.split('.').collect();
    let groups = parts.get(1..)?;
    let of_three = !groups.is_empty()
        && groups.iter().all(|part| part.len() == 3)
        && parts.first().is_some_and(|first| (1..=3).contains(&first.len()) && *first != "0");
    match groups.len() {
        1 => {
            let counts = of_three && groups[0].ends_with("00") && counts_things(words, end);
            let is_round = counts && groups[0] == "000";
            is_round.then(|| (Malformation::ThousandsPoint, Some(text.replace('.', ","))))
        }
        2.. if of_three && has_amount && groups.len() < 4 => {
            Some((Malformation::ThousandsPoint, Some(text.replace('.', ","))))
        }
        2 => is_scaled(words, end).then_some((Malformation::StrayMark, None)),
        _ => None,
    }
}

/// Commas and points.
fn mixed(
    words: &Words<'_>,
    first: usize,
    end: usize,
    text: &str,
    has_amount: bool,
) -> Option<Fault> {
    let (comma, point) = (text.rfind(',')?, text.find('.')?);
    if point < comma {
        // `1.234,56`: the other way round.
        let rest = text.len() - comma - 1;
        let is_turned = text.matches(',').count() == 1
            && text[..comma].split('.').skip(1).all(|part| part.len() == 3);
        if !is_turned || rest == 3 && text.matches('.').count() == 1 && !has_amount {
            return None;
        }
        let turned: String = text
            .chars()
            .map(|c| match c {
                ',' => '.',
                '.' => ',',
                other => other,
            })
            .collect();
        return Some((Malformation::DecimalComma, Some(turned)));
    }
    let whole: Vec<usize> = text[..point].split(',').map(str::len).collect();
    let is_fine = is_grouped(&whole) || is_in_lakhs(&whole);
    let is_list = whole.iter().all(|&length| length <= 2) && !has_amount;
    let is_one = text.matches('.').count() == 1;
    (!is_fine && !is_list && is_one && !follows_name(words, first) && has_unit(words, first, end))
        .then_some((Malformation::Groups, None))
}

fn is_grouped(lengths: &[usize]) -> bool {
    lengths.first().is_some_and(|first| (1..=3).contains(first))
        && lengths.iter().skip(1).all(|&length| length == 3)
}

/// `12,34,567`
fn is_in_lakhs(lengths: &[usize]) -> bool {
    let Some((last, rest)) = lengths.split_last() else { return false };
    *last == 3
        && rest.first().is_some_and(|first| (1..=2).contains(first))
        && rest.iter().skip(1).all(|&length| length == 2)
}

/// Whether a currency that nobody counts in lakhs stands before a number.
fn beside_other_money(words: &Words<'_>, first: usize) -> bool {
    first > 0
        && words.kind(first - 1) == Kind::CurrencySign
        && matches!(words.text(first - 1), "$" | "£" | "€" | "¥")
}

/// Whether a unit, a scale or a currency makes a measured amount of the digits.
fn has_unit(words: &Words<'_>, first: usize, end: usize) -> bool {
    let sign = first.checked_sub(1).is_some_and(|sign| words.kind(sign) == Kind::CurrencySign);
    sign || is_scaled(words, end)
        || measure::unit_after(words, end, crate::facts::figure::numeral::Form::Digits).is_some()
}

/// `million`, `bn`, `%`, `percent`
fn is_scaled(words: &Words<'_>, end: usize) -> bool {
    words.is(end, Class::Scale)
        || words.is_glued(end) && words.is(end, Class::ScaleSuffix)
        || words.kind(end) == Kind::Percent
        || matches!(words.bytes(end), b"percent")
        || words.bytes(end) == b"per" && words.bytes(end + 1) == b"cent"
}

/// Whether the digits count or measure something.
fn has_amount(words: &Words<'_>, first: usize, end: usize) -> bool {
    has_unit(words, first, end) || noun::after(words, end, false).is_some()
}

fn has_amount_or_ends(words: &Words<'_>, end: usize, has_amount: bool) -> bool {
    has_amount
        || matches!(words.kind(end), Kind::FullStop | Kind::Comma | Kind::ParenClose)
        || words.is(end, Class::Preposition)
}

/// Whether what follows comes in whole things: `12.000 people`.
fn counts_things(words: &Words<'_>, end: usize) -> bool {
    let is_unit =
        measure::unit_after(words, end, crate::facts::figure::numeral::Form::Digits).is_some();
    !is_unit
        && noun::after(words, end, false)
            .is_some_and(|phrase| noun::is_plural(&words.text[phrase.noun.range]))
}

/// `rooms 10,11`, `Psalm 1,50`: names.
fn follows_name(words: &Words<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    words.is(before, Class::IdentifierNoun)
        || words.is(before, Class::Month)
        || words.kind(before) == Kind::Word
            && words.is_capitalised(before)
            && words.range(before).start() > words.range(0).start()
        || words.text(before).ends_with('s')
            && !words.is(before, Class::Verb)
            && !words.is_any_of(
                before,
                &[
                    Class::Auxiliary,
                    Class::Preposition,
                    Class::Pronoun,
                    Class::Determiner,
                    Class::Change,
                    Class::Linking,
                    Class::Cue,
                ],
            )
}
