//! Names with a number in them: `Resolution 2231`, `5G`, `Flight 370`, telephone numbers, addresses.
//!
//! Such a number must never be taken for a quantity. What tells is the word before it, the letters that
//! touch it, or a chain of digits and letters.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Special, found};
use crate::facts::figure::numeral::{self, Form};
use crate::facts::figure::{Role, measure, noun};
use crate::paragraph::Words;

/// Chains of digits and letters: `1-800-555-0199`, `23-cv-0456`, `2025-03-14`, `24/7`, `9/11`, `192.168.1.2`,
/// `978-0-306-40615-7`.
pub(super) fn chain(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut end = index + 1;
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
            if !goes_on || words.is(end + 1, Class::Unit) || words.text(end + 1) == "to" {
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
        1 if slashes == 1 => numeral::slashed(words, index).is_none(),
        // `555-0142`
        1 => {
            first.len() == 3 && last_digits.len() == 4 && last_digits.starts_with('0')
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

/// Letters right before or after the digits: `5G`, `G20`, `B-52`, `4x4`, `iPhone16`, `XC40`.
pub(super) fn glued_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_letter =
        |at: usize| matches!(words.kind(at), Kind::Word | Kind::Abbreviation | Kind::Underscore);
    let before = index > 0 && words.is_glued(index) && is_letter(index - 1);
    let hyphenated = index > 1
        && words.kind(index - 1) == Kind::Hyphen
        && words.is_glued(index)
        && words.is_glued(index - 1)
        && is_letter(index - 2)
        && words.text(index - 2).chars().any(char::is_uppercase);
    let mut end = index + 1;
    while words.is_glued(end) && (is_letter(end) || words.kind(end) == Kind::Integer) {
        end += 1;
    }
    if before || hyphenated {
        return found(end, Role::Identifier, None);
    }
    if end == index + 1 || words.is(index + 1, Class::ScaleSuffix) && end == index + 2 {
        return None;
    }
    let after = words.text(index + 1);
    if after == "s" && end == index + 2 {
        // `the 1990s`, `in their 60s`
        return found(end, Role::Date, None);
    }
    let is_unit = measure::unit_after(words, index + 1, Form::Digits)
        .is_some_and(|(_, after)| after >= end)
        || words.is(index + 1, Class::Currency);
    let is_ordinal = super::order::is_ordinal_ending(after);
    if is_unit || is_ordinal { None } else { found(end, Role::Identifier, None) }
}

/// `Resolution 2231`, `Boeing 747`, `Highway 61`, `No. 10`, `Category 5`, `iPhone 16`, `S&P 500`.
pub(super) fn numbered_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut before = index.checked_sub(1)?;
    if words.kind(before) == Kind::Hash {
        return found(index + 1, Role::Identifier, None);
    }
    if words.kind(before) == Kind::FullStop
        && before > 0
        && words.is(before - 1, Class::StopAbbreviation)
    {
        before -= 1;
    }
    // `Covid-19`
    if words.kind(before) == Kind::Hyphen && words.is_glued(index) {
        before = before.checked_sub(1)?;
        return words
            .is(before, Class::IdentifierNoun)
            .then(|| found(index + 1, Role::Identifier, None))
            .flatten();
    }
    let text = words.text(before);
    if matches!(text, "No" | "no" | "Nos" | "nos" | "number" | "Number") && before < index {
        let is_rank = before + 1 < index || words.is_capitalised(before);
        return is_rank
            .then(|| found(index + 1, Role::Rank, words.text(index).parse().ok()))
            .flatten();
    }
    if words.is(before, Class::IdentifierNoun) && is_name_like(words, before, index) {
        return found(name_end(words, index), Role::Identifier, None);
    }
    let is_index = words.is(index + 1, Class::IndexNoun) && words.is_capitalised(before);
    if is_index || is_capital_name(words, before, index) {
        return found(name_end(words, index), Role::Identifier, None);
    }
    None
}

/// `Article Five`, `Phase Two`: only after a capitalised noun of the list.
pub(super) fn numbered_name_in_words(words: &Words<'_>, index: usize) -> Option<Special> {
    let before = index.checked_sub(1)?;
    let value = words.value(index, Class::NumberWord)?;
    let named = words.is(before, Class::IdentifierNoun)
        && words.is_capitalised(before)
        && words.is_capitalised(index);
    named.then(|| found(index + 1, Role::Identifier, Some(Decimal::from(value)))).flatten()
}

/// `1450 Oak Street`, `Springfield 62704`, `18 U.S.C. 1343`.
pub(super) fn address(words: &Words<'_>, index: usize) -> Option<Special> {
    if words.kind(index) != Kind::Integer {
        return None;
    }
    let mut at = index + 1;
    while words.kind(at) == Kind::Word && words.is_capitalised(at) && at < index + 4 {
        if words.is(at, Class::Street) && at > index + 1 {
            return found(index + 1, Role::Identifier, None);
        }
        at += 1;
    }
    let statute = words.kind(index + 1) == Kind::Abbreviation
        && words.is_capitalised(index + 1)
        && words.kind(index + 2) == Kind::Integer;
    statute.then(|| found(index + 3, Role::Identifier, None)).flatten()
}

/// Whether a noun of the list gives the number as a name: capitalised, or followed by no noun of its own.
fn is_name_like(words: &Words<'_>, noun: usize, index: usize) -> bool {
    if measure::unit_after(words, index + 1, Form::Digits).is_some() {
        return false;
    }
    if words.is(index + 1, Class::Scale) {
        return false;
    }
    // `a category 4 hurricane` has one noun after its name; `in section 12 houses` counts.
    let counted = noun::after(words, index + 1, false);
    words.is_capitalised(noun)
        || counted.is_none_or(|phrase| !noun::is_plural(words.text(phrase.end - 1)))
}

/// Whether a capitalised word and a number make a name together: `Nikkei 225`, `Note 20 Ultra`. Not at
/// the start of a sentence, not where the number counts something.
fn is_capital_name(words: &Words<'_>, before: usize, index: usize) -> bool {
    let kind = words.kind(before);
    let is_word = kind == Kind::Word && words.is_capitalised(before)
        || kind == Kind::Abbreviation && words.is_capitalised(before);
    let opens = before == 0
        || matches!(
            words.kind(before - 1),
            Kind::FullStop | Kind::Question | Kind::Exclamation | Kind::Colon
        )
        || words.kind(before - 1) >= Kind::StraightDouble
            && words.kind(before - 1) <= Kind::CornerClose;
    let word = words.word(before);
    let closed = word.is_any(&[
        Class::Month,
        Class::Weekday,
        Class::Preposition,
        Class::Determiner,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Verb,
        Class::Cue,
        Class::Change,
        Class::Adverb,
        Class::NumberWord,
        Class::Ordinal,
    ]);
    if !is_word || opens || closed || words.is_title_case || words.kind(index) != Kind::Integer {
        return false;
    }
    let counts = noun::after(words, index + 1, false).is_some()
        || measure::unit_after(words, index + 1, Form::Digits).is_some()
        || numeral::read(words, index).is_some_and(|numeral| numeral.form != Form::PlainDigits)
        || words.text(index + 1).eq_ignore_ascii_case("of");
    let is_index_like =
        words.text(before).len() == 1 && words.kind(before.wrapping_sub(1)) == Kind::Ampersand;
    !counts || is_index_like
}

/// A name goes on in capitals: `Note 20 Ultra`, `737 Max`.
fn name_end(words: &Words<'_>, index: usize) -> usize {
    let mut end = index + 1;
    while words.is_glued(end) && matches!(words.kind(end), Kind::Word | Kind::Integer) {
        end += 1;
    }
    end
}
