//! Ages: `34-year-old`, `34 years old`, `aged 34`, `18-24` after `aged`, `Lena Voss, 66,`, `the driver, 34,`.

use newsmark_lexer::vocabulary::units;
use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::quantity::Quantity;
use super::{Role, Unit, hedge, measure};
use crate::paragraph::Words;

/// No age in the news is higher.
const OLDEST: u32 = 120;

/// Makes an age of a quantity where the words around it say that it is one.
pub(super) fn read(words: &Words<'_>, quantity: &mut Quantity) {
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
    if matches!(words.bytes(old), b"old" | b"olds") {
        quantity.unit = Some(Unit::OfAge(unit));
        quantity.end = old + 1;
    } else if words.bytes(at) == b"of" && words.bytes(at + 1) == b"age" {
        quantity.unit = Some(Unit::OfAge(unit));
        quantity.end = at + 2;
    } else if quantity
        .first
        .checked_sub(1)
        .is_some_and(|before| words.bytes(before).eq_ignore_ascii_case(b"aged"))
    {
        quantity.unit = Some(Unit::OfAge(unit));
    }
}

/// Whether somebody can be so old.
pub(super) fn is_plausible(value: Option<Decimal>, step: Decimal) -> bool {
    let fits = value.is_none_or(|value| value > Decimal::ZERO && value < Decimal::from(OLDEST));
    fits && step <= Decimal::TEN
}

/// Whether a bare number is somebody's age: after `aged` or `died at`, after `she was`, or alone between
/// commas after a name or a word for a person.
fn is_age_context(words: &Words<'_>, quantity: &Quantity) -> bool {
    let Some(before) = quantity.first.checked_sub(1) else { return false };
    if !is_plausible(quantity.value, quantity.step) {
        return false;
    }
    let is_linked = matches!(words.bytes(before), b"at" | b"of" | b"to");
    let cue = if is_linked { before.checked_sub(1) } else { Some(before) };
    if cue.is_some_and(|cue| words.is(cue, Class::AgeCue)) {
        return true;
    }
    let is_digits = words.kind(quantity.first) == Kind::Integer;
    let stands_alone = is_digits
        && matches!(
            words.kind(quantity.end),
            Kind::Comma | Kind::FullStop | Kind::ParenClose | Kind::Semicolon | Kind::Newline
        );
    // `children under 15`, `people over 65`
    let bound = hedge::before(words, quantity.first).map(|(start, _)| start);
    let is_limit = bound
        .and_then(|start| start.checked_sub(1))
        .is_some_and(|noun| words.is(noun, Class::Aged));
    // `65 or older`
    let is_bounded = matches!(words.bytes(quantity.end), b"or" | b"and")
        && matches!(words.bytes(quantity.end + 1), b"older" | b"younger");
    // `At 90, Seeger still sings`
    let opens = words.bytes(before) == b"At"
        && words.kind(quantity.end) == Kind::Comma
        && words.is_capitalised(quantity.end + 1);
    // `a boy of 15`
    let is_of_person = is_digits
        && words.bytes(before) == b"of"
        && before > 1
        && words.is(before - 1, Class::Person)
        && matches!(words.bytes(before - 2), b"a" | b"an" | b"A" | b"An" | b"old" | b"young");
    let is_somebodys = is_after_person(words, before)
        || is_after_name(words, before)
        || is_apposition(words, before, quantity.end);
    let is_of_clause = is_digits && is_of_time(words, before, quantity.end);
    let is_at_death = stands_alone && is_at_death(words, before);
    is_bounded
        || is_limit
        || opens
        || is_of_person
        || is_of_clause
        || is_at_death
        || stands_alone && is_somebodys
}

/// `Voss was 24 when she left`, `until he was 88 he walked`: somebody's age at a time that is told.
fn is_of_time(words: &Words<'_>, verb: usize, end: usize) -> bool {
    let is_verb = matches!(words.bytes(verb), b"was" | b"is");
    let is_person = |at: usize| {
        ["he", "she", "who"]
            .iter()
            .any(|word| words.bytes(at).eq_ignore_ascii_case(word.as_bytes()))
    };
    let Some(subject) = verb.checked_sub(1).filter(|_| is_verb) else { return false };
    let is_name = words.is_capitalised(subject) && words.kind(subject) == Kind::Word;
    let is_when = words.bytes(end) == b"when" && (is_person(end + 1) || is_person(subject));
    is_when && (is_name || is_person(subject))
        || is_person(subject)
            && subject > 0
            && words.is(subject - 1, Class::Conjunction)
            && is_person(end)
}

/// `died in 2019 at 91`: the time of a death stands before the age.
fn is_at_death(words: &Words<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    let is_time = |at: usize| {
        words.kind(at) == Kind::Integer
            || words.kind(at) == Kind::Comma
            || words.is_any_of(at, &[Class::Preposition, Class::Month, Class::Weekday])
            || words.bytes(at) == b"last"
    };
    let mut verb = at;
    while verb > 0 && at - verb < REACH && is_time(verb - 1) {
        verb -= 1;
    }
    words.bytes(at) == b"at"
        && verb > 0
        && matches!(words.bytes(verb - 1), b"died" | b"dies" | b"dead")
}

/// `She was 81.`, `who is 34,`
fn is_after_person(words: &Words<'_>, verb: usize) -> bool {
    let is_verb = ["is", "was", "are", "were"]
        .iter()
        .any(|form| words.bytes(verb).eq_ignore_ascii_case(form.as_bytes()));
    let subject = verb.checked_sub(1).map_or("", |subject| words.text(subject));
    is_verb && ["he", "she", "who"].iter().any(|person| subject.eq_ignore_ascii_case(person))
}

/// `Lena Voss, 43, said`: a comma after a capitalised word that is no month.
fn is_after_name(words: &Words<'_>, comma: usize) -> bool {
    words.kind(comma) == Kind::Comma
        && comma > 0
        && words.kind(comma - 1) == Kind::Word
        && words.is_capitalised(comma - 1)
        && !words.is_any_of(comma - 1, &[Class::Month, Class::Weekday])
}

/// `the driver, 34, was unhurt`: a word for one person, and a comma on each side of the number.
fn is_apposition(words: &Words<'_>, comma: usize, end: usize) -> bool {
    words.kind(comma) == Kind::Comma
        && words.kind(end) == Kind::Comma
        && comma > 0
        && words.is_any_of(comma - 1, &[Class::Person, Class::Title])
}
