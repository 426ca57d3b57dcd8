//! Names with a number in them: `Resolution 2231`, `Flight 370`, addresses.
//!
//! Such a number must never be taken for a quantity. What tells is the word before it, or a kind of street behind it.

use newsmark_lexer::vocabulary::{lemma, vocabulary, without_possessive};
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::{Special, found};
use crate::facts::figure::numeral::{self, Form};
use crate::facts::figure::{Role, measure, noun};
use crate::paragraph::{Trigger, Words};

/// `Resolution 2231`, `Boeing 747`, `Highway 61`, `No. 10`, `Category 5`, `iPhone 16`, `S&P 500`.
pub(super) fn numbered_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut before = index.checked_sub(1)?;
    if words.kind(before) == Kind::Hash {
        return found(index + 1, Role::Identifier, None);
    }
    // `Core i7 860`: behind a name that ends in digits.
    let is_behind_name = before > 0
        && words.kind(before) == Kind::Integer
        && words.kind(before - 1) == Kind::Word
        && words.is_glued(before)
        && !words.is(before - 1, Class::UnitSymbol);
    if is_behind_name && words.kind(index) == Kind::Integer && is_no_count(words, index) {
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
    // `Games 3 and 4`
    let is_second = before > 1
        && matches!(words.bytes(before), b"and" | b"or" | b"to")
        && words.kind(before - 1) == Kind::Integer
        && words.is_capitalised(before - 2)
        && words.text(before - 2).ends_with('s')
        && vocabulary().look_up(&lemma(words.text(before - 2))).is(Class::IdentifierNoun);
    if is_second && is_no_count(words, index) {
        return found(index + 1, Role::Identifier, None);
    }
    let text = words.text(before);
    if matches!(text, "No" | "no" | "Nos" | "nos" | "number" | "Number") && before < index {
        // `Case No. 22-1234`
        let end = name_end(words, index);
        let role = if end > index + 1 { Role::Identifier } else { Role::Rank };
        let is_rank = before + 1 < index
            || words.is_capitalised(before)
            || text == "number" && is_no_count(words, index);
        return is_rank.then(|| found(end, role, words.text(index).parse().ok())).flatten();
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

/// `Article Five`, `Phase Two`, `the Gang of Eight`, `One Nation`: capitals inside a sentence; `on day one`: a
/// noun of the list behind a preposition; `number nine`.
pub(super) fn numbered_name_in_words(words: &Words<'_>, index: usize) -> Option<Special> {
    let before = index.checked_sub(1)?;
    let value = words.value(index, Class::NumberWord)?;
    let name = || found(index + 1, Role::Identifier, Some(Decimal::from(value)));
    let has_list_noun = words.is(before, Class::IdentifierNoun);
    if words.is_capitalised(index) && !words.is_title_case {
        let goes_on = words.kind(index + 1) == Kind::Word
            && words.is_capitalised(index + 1)
            && words.kind(before) == Kind::Word
            && !words.is(index + 1, Class::NotAName);
        let is_behind_name = words.is_capitalised(before) && words.kind(before) == Kind::Word;
        let is_of_group =
            words.bytes(before) == b"of" && before > 0 && words.is_capitalised(before - 1);
        return (goes_on || is_behind_name || is_of_group).then(name).flatten();
    }
    if words.bytes(before).eq_ignore_ascii_case(b"number") && is_no_count(words, index) {
        return found(index + 1, Role::Rank, Some(Decimal::from(value)));
    }
    let is_placed = before > 0 && words.is(before - 1, Class::Preposition);
    let is_tied = words.kind(index + 1) == Kind::Hyphen;
    (has_list_noun && is_placed && !is_tied && is_no_count(words, index)).then(name).flatten()
}

/// `737 Max jets`, `own 787 Dreamliner`, `HIV 2 drugs`, `a .38 revolver`: digits that tell one model from another.
pub(super) fn model(words: &Words<'_>, index: usize) -> Option<Special> {
    let next = index + 1;
    let before = index.checked_sub(1)?;
    let is_calibre = words.text(index).starts_with('.')
        && words.text(index).len() <= 4
        && (matches!(words.bytes(before), b"a" | b"an" | b"the")
            || words.kind(next) == Kind::Hyphen && words.is_glued(next))
        && (words.kind(next) == Kind::Word || words.kind(next + 1) == Kind::Word)
        && measure::unit_after(words, next, Form::Digits).is_none();
    if is_calibre {
        return found(index + 1, Role::Identifier, None);
    }
    let is_three_digits = words.kind(index) == Kind::Integer && words.text(index).len() == 3;
    let is_named = words.kind(next) == Kind::Word
        && words.is_capitalised(next)
        && !words.is_title_case
        && !words.is_any_of(next, &[Class::Currency, Class::Unit, Class::Scale, Class::NotAName]);
    if !is_three_digits || !is_named {
        return None;
    }
    // `300 Republicans` and `250 Chinese workers` are counted, unless a number before them counts already: `two new 737 Max
    // jets`.
    let counts = noun::after(words, next, false)
        .is_some_and(|phrase| noun::is_plural(words.text(phrase.end - 1)));
    let is_determined = words.is_any_of(before, &[Class::Determiner])
        || words.bytes(before) == b"own"
        || without_possessive(words.text(before)).len() < words.text(before).len();
    let is_name = is_determined && !counts || is_counted(words, before);
    is_name.then(|| found(index + 1, Role::Identifier, None)).flatten()
}

/// Whether a number counts already what stands at a token or right after it: `two`, `two new`.
fn is_counted(words: &Words<'_>, at: usize) -> bool {
    let is_number = |at: usize| words.is(at, Class::NumberWord) || words.kind(at).is_number();
    let is_adjective = words.kind(at) == Kind::Word
        && !noun::is_plural(words.text(at))
        && !words.is_any_of(
            at,
            &[
                Class::Preposition,
                Class::Conjunction,
                Class::Determiner,
                Class::Verb,
                Class::Cue,
                Class::Change,
                Class::Auxiliary,
                Class::Unit,
                Class::Scale,
            ],
        );
    is_number(at) || at > 0 && is_adjective && is_number(at - 1)
}

/// Whether no plural, unit or scale follows a number.
fn is_no_count(words: &Words<'_>, index: usize) -> bool {
    let counted = noun::after(words, index + 1, false);
    !counted.is_some_and(|own| noun::is_plural(words.text(own.end - 1)))
        && measure::unit_after(words, index + 1, Form::Digits).is_none()
        && !words.is(index + 1, Class::Scale)
        && words.bytes(index + 1) != b"of"
}

/// A kind of street.
const STREET: Trigger = Trigger::words(&[Class::Street]);

/// No unit has more tokens.
const LONGEST_UNIT: usize = 16;

/// `1450 Oak Street`, `29km Road`, `Springfield 62704`, `18 U.S.C. 1343`.
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
    let is_street = |at: usize| words.is(at, Class::Street) && words.is_capitalised(at);
    if !words.is_title_case
        && words.place(index + 2..index + LONGEST_UNIT, STREET).is_some()
        && let Some((_, end)) = measure::unit_after(words, index + 1, Form::Digits)
        && is_street(end)
    {
        return found(end, Role::Identifier, None);
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
    let counts = counted.as_ref().is_some_and(|own| noun::is_plural(words.text(own.end - 1)));
    // `iPhone 12`
    let has_capital = words.text(noun).contains(char::is_uppercase);
    if has_capital || counts {
        return has_capital;
    }
    let Some(before) = noun.checked_sub(1) else { return true };
    // `that day 12 died`, `last week 300 were hurt`
    let points = words.is_any_of(before, &[Class::Other, Class::Adverb])
        || ["that", "this", "last", "next", "each", "every", "one", "same", "past"]
            .iter()
            .any(|word| words.bytes(before).eq_ignore_ascii_case(word.as_bytes()));
    let is_placed = words.kind(before) != Kind::Word
        || words.is(before, Class::Preposition)
        || matches!(words.bytes(before), b"a" | b"an" | b"A" | b"An" | b"and" | b"or");
    !points && (is_placed || counted.is_some())
}

/// `Labour holds 33, the Conservatives 18 and the Green Party seven`: whether a number is what a name has, the verb left out.
fn leaves_out_verb(words: &Words<'_>, before: usize, index: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    const REACH: usize = 8;
    let text = words.text(before);
    let is_group = noun::is_plural(text) && !matches!(text, "Airlines" | "Airways")
        || matches!(
            text,
            "Party" | "Front" | "Alliance" | "Union" | "Movement" | "Coalition" | "Bloc"
        );
    let is_closed = matches!(words.kind(index + 1), Kind::Comma | Kind::FullStop | Kind::Semicolon)
        || words.bytes(index + 1) == b"and";
    let mut start = before;
    while start > 0 && before - start < LONGEST_NAME && words.is_capitalised(start - 1) {
        start -= 1;
    }
    start -= usize::from(start > 0 && words.bytes(start - 1) == b"the");
    let Some(joint) = start.checked_sub(1) else { return false };
    let is_joined = words.kind(joint) == Kind::Comma || words.bytes(joint) == b"and";
    let is_number = |at: usize| words.kind(at).is_number() || words.is(at, Class::NumberWord);
    is_group && is_closed && is_joined && (joint.saturating_sub(REACH)..joint).any(is_number)
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
    let closed = words.is_any_of(
        before,
        &[
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
        ],
    ) && words.bytes(before) != b"US";
    // `Web 2.0` and `Python 3.11` are versions, `Ghana 3-2` is a score.
    let is_name_of_number = words.kind(index) == Kind::Integer
        || words.kind(index) == Kind::Decimal && words.text(index).len() <= 4;
    let is_score = matches!(words.kind(index + 1), Kind::Hyphen | Kind::EnDash)
        && words.is_glued(index + 1)
        && words.kind(index + 2) == Kind::Integer;
    // `Voss's 3-point lead`
    let is_owner = without_possessive(words.text(before)).len() < words.text(before).len();
    let is_tied = words.kind(index + 1) == Kind::Hyphen
        && words.is_glued(index + 1)
        && words.kind(index + 2) == Kind::Word;
    if !is_word || opens || closed || words.is_title_case || !is_name_of_number || is_score {
        return false;
    }
    if is_owner || is_tied || leaves_out_verb(words, before, index) {
        return false;
    }
    // `in Gaza 12 police` counts; `an HIV 2 treatment` does not.
    let is_acronym = words.text(before).len() > 1
        && words.text(before).bytes().all(|byte| byte.is_ascii_uppercase());
    let counts = noun::after(words, index + 1, false).is_some_and(|phrase| {
        !is_acronym || phrase.is_part || noun::is_plural(words.text(phrase.end - 1))
    }) || measure::unit_after(words, index + 1, Form::Digits).is_some()
        || words.kind(index) == Kind::Integer
            && numeral::read(words, index).is_some_and(|own| own.form != Form::PlainDigits)
        || words.bytes(index + 1).eq_ignore_ascii_case(b"of");
    let is_index_like =
        words.text(before).len() == 1 && words.kind(before.wrapping_sub(1)) == Kind::Ampersand;
    !counts || is_index_like
}

/// A name goes on in letters that touch it, and in digits behind a hyphen: `Article 5a`, `docket 45-678`.
fn name_end(words: &Words<'_>, index: usize) -> usize {
    let mut end = index + 1;
    while words.kind(end) == Kind::Hyphen
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && words.kind(end + 1) == Kind::Integer
    {
        end += 2;
    }
    while words.is_glued(end) && matches!(words.kind(end), Kind::Word | Kind::Integer) {
        end += 1;
    }
    end
}
