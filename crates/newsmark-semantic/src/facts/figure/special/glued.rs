//! Names in which a number touches letters, signs or other numbers: `5G`, `B-52`, `23-cv-0456`, telephone numbers.

use newsmark_lexer::{Class, Kind};

use super::{Special, found};
use crate::facts::figure::numeral::{self, Form};
use crate::facts::figure::{Role, measure, noun};
use crate::paragraph::Words;

/// Chains of digits and letters: `1-800-555-0199`, `23-cv-0456`, `2025-03-14`, `24/7`, `9/11`, `192.168.1.2`,
/// `978-0-306-40615-7`.
pub(super) fn chain(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut end = index + 1;
    // `7-Eleven`
    if words.kind(end) == Kind::Hyphen
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && words.is(end + 1, Class::NumberWord)
        && words.is_capitalised(end + 1)
    {
        return found(end + 2, Role::Identifier, None);
    }
    if numeral::is_continental(words, index) {
        return None;
    }
    // `192.168.1.2`, `2.3.1`
    while words.kind(end) == Kind::Decimal
        && words.is_glued(end)
        && words.text(end).starts_with('.')
    {
        end += 1;
    }
    if end > index + 1 {
        return found(end, Role::Identifier, None);
    }
    let mut links = 0;
    let mut letters = false;
    let mut slashes = 0;
    let mut last_digits = words.text(index);
    while matches!(words.kind(end), Kind::Hyphen | Kind::Slash | Kind::FullStop | Kind::EnDash)
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && matches!(words.kind(end + 1), Kind::Integer | Kind::Decimal | Kind::Word)
    {
        if words.kind(end + 1) == Kind::Word {
            // `34-year-old` and `three-day` are no chains; `23-cv-0456` goes on in digits.
            let goes_on = words.kind(end + 2) == Kind::Hyphen
                && words.is_glued(end + 2)
                && words.kind(end + 3) == Kind::Integer
                && words.is_glued(end + 3);
            if !goes_on || words.is(end + 1, Class::Unit) || words.bytes(end + 1) == b"to" {
                break;
            }
            letters = true;
        } else {
            last_digits = words.text(end + 1);
        }
        slashes += usize::from(words.kind(end) == Kind::Slash);
        links += 1;
        end += 2;
    }
    if words.kind(index) == Kind::Decimal && links == 1 && words.kind(index + 2) == Kind::Decimal {
        return None;
    }
    let first = words.text(index);
    let is_name = match links {
        0 => false,
        1 if slashes == 1 => numeral::slashed(words, index).is_none() && words.bytes(end) != b"of",
        // `555-0142`, `50-50`
        1 => {
            first == "50" && last_digits == "50"
                || first.len() == 3 && last_digits.len() == 4 && last_digits.starts_with('0')
                || last_digits.len() > 1
                    && last_digits.starts_with('0')
                    && !last_digits.contains('.')
                    && first.len() != 4
        }
        _ => true,
    };
    // `2023-24`, `2024/25`, `2019-2021`
    if links == 1
        && super::year::is_year(first)
        && (last_digits.len() == 2 || super::year::is_year(last_digits))
        && !last_digits.contains('.')
    {
        return found(end, Role::Date, first.parse().ok());
    }
    if is_name || letters { found(end, Role::Identifier, None) } else { None }
}

/// `1.1^23`, `-1.1^+23`: a power, from its sign or its base on.
pub(super) fn formula(words: &Words<'_>, index: usize) -> Option<Special> {
    let base = index + usize::from(!words.kind(index).is_number());
    let is_formula = words.kind(base).is_number()
        && words.kind(base + 1) == Kind::Caret
        && words.is_glued(base + 1);
    let mut end = base + 2;
    while words.is_glued(end)
        && matches!(words.kind(end), Kind::Plus | Kind::Hyphen | Kind::TypedDash | Kind::Integer)
    {
        end += 1;
    }
    is_formula.then(|| found(end, Role::Identifier, None)).flatten()
}

/// Letters right before or after the digits: `5G`, `G20`, `B-52`, `4x4`, `iPhone16`, `XC40`.
pub(super) fn glued_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_letter =
        |at: usize| matches!(words.kind(at), Kind::Word | Kind::Abbreviation | Kind::Underscore);
    let before = index > 0 && words.is_glued(index) && is_letter(index - 1);
    let hyphenated = index > 1
        && words.kind(index - 1) == Kind::Hyphen
        && words.is_glued(index)
        && words.is_glued(index - 1)
        && (is_letter(index - 2) && words.text(index - 2).chars().any(char::is_uppercase)
            // `scp2-173`
            || words.kind(index - 2) == Kind::Integer
                && words.is_glued(index - 2)
                && index > 2
                && is_letter(index - 3));
    // `P5+1`, `ASEAN+3`, `UTC+8`
    let is_added = index > 1
        && words.kind(index - 1) == Kind::Plus
        && words.is_glued(index)
        && words.is_glued(index - 1)
        && (is_letter(index - 2) || words.kind(index - 2) == Kind::Integer);
    if numeral::is_scientific(words, index) {
        return None;
    }
    if let Some(formula) = formula(words, index) {
        return Some(formula);
    }
    let mut end = index + 1;
    while words.is_glued(end) && (is_letter(end) || words.kind(end) == Kind::Integer) {
        end += 1;
    }
    if before || hyphenated || is_added {
        return found(end, Role::Identifier, None);
    }
    if end == index + 1 {
        return None;
    }
    if is_form(words, index, end) {
        return found(end, Role::Identifier, None);
    }
    if words.is(index + 1, Class::ScaleSuffix) && end == index + 2 {
        return scale_in_name(words, index, end);
    }
    let after = words.text(index + 1);
    if after == "s" && end == index + 2 {
        // `sales to under-18s`, `the over 65s`: people of an age, and no time.
        let bound = index.checked_sub(1).map(|before| match words.kind(before) {
            Kind::Hyphen => before.saturating_sub(1),
            _ => before,
        });
        let is_group = bound.is_some_and(|bound| {
            ["under", "over"]
                .iter()
                .any(|word| words.bytes(bound).eq_ignore_ascii_case(word.as_bytes()))
        });
        if is_group && words.text(index).len() <= 2 {
            return found(end, Role::Identifier, None);
        }
        // `the 1990s`, `in their 60s`
        let is_age = (index.saturating_sub(2)..index).any(|at| {
            matches!(
                words.bytes(at),
                b"his" | b"her" | b"their" | b"my" | b"your" | b"our" | b"its"
            )
        });
        let role = if is_age && words.text(index).len() == 2 { Role::Age } else { Role::Date };
        return found(end, role, None);
    }
    let is_unit = measure::unit_after(words, index + 1, Form::Digits)
        .is_some_and(|(_, after)| after >= end)
        || words.is(index + 1, Class::Currency);
    let is_ordinal = super::order::is_ordinal_ending(after);
    if is_unit || is_ordinal { None } else { found(end, Role::Identifier, None) }
}

/// `a 13F filing`, `Form 990T`: digits and a letter that tell one form from another, in a word beside them.
fn is_form(words: &Words<'_>, index: usize, end: usize) -> bool {
    let is_form_word = |at: usize| {
        matches!(
            words.bytes(at),
            b"form"
                | b"forms"
                | b"Form"
                | b"Forms"
                | b"filing"
                | b"filings"
                | b"filer"
                | b"filers"
                | b"Schedule"
        )
    };
    words.text(index + 1).len() == 1 && (is_form_word(end) || index > 0 && is_form_word(index - 1))
}

/// `Rule 10b-5`, `a 4K television`, `a 10K race`: what looks like a scale is part of a name.
fn scale_in_name(words: &Words<'_>, index: usize, end: usize) -> Option<Special> {
    let goes_on = words.bytes(index + 1) == b"b"
        && words.kind(end) == Kind::Hyphen
        && words.is_glued(end)
        && words.kind(end + 1) == Kind::Integer
        && words.is_glued(end + 1);
    if goes_on {
        return found(end + 2, Role::Identifier, None);
    }
    let is_kind = words.bytes(index + 1) == b"K"
        && words.text(index).len() <= 2
        && words.kind(end) == Kind::Word
        && noun::after(words, end, true).is_some()
        && noun::after(words, end, false)
            .is_none_or(|phrase| !noun::is_plural(words.text(phrase.end - 1)));
    is_kind.then(|| found(end, Role::Identifier, None)).flatten()
}
