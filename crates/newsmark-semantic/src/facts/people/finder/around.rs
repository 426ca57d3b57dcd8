//! What stands around a name and says whose it is: a role, an age, words between commas, letters in brackets.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Classes, Kind, TextRange};

use super::is_function_word;
use crate::paragraph::Words;

/// Where the role in front of a name begins: *former North Korean leader*.
pub(super) fn role_start(words: &Words<'_>, name: usize) -> usize {
    let Some(mut start) = name.checked_sub(1).filter(|&before| is_role(words, before)) else {
        return name;
    };
    while start > 0 && name - start < 6 {
        let before = start - 1;
        let modifier = words.kind(before) == Kind::Hyphen
            || words.kind(before) == Kind::Word
                && !is_function_word(words, before)
                && !words.is(before, Class::Cue);
        // "The board named skipper Max Weil": what somebody did, and not "a retired skipper".
        let is_done = || {
            words.text(before).ends_with("ed")
                && before > 0
                && words.kind(before - 1) == Kind::Word
                && !is_function_word(words, before - 1)
        };
        if !modifier || is_done() {
            break;
        }
        start = before;
    }
    // "17-time winner", "under-fire manager"
    let is_tied = start > 0 && words.kind(start) == Kind::Hyphen && words.is_glued(start);
    if is_tied { start - 1 } else { start }
}

/// Whether a lower-case word says what somebody is: *leader*, *cellist*, *analyst*.
pub(super) fn is_role(words: &Words<'_>, index: usize) -> bool {
    if words.kind(index) != Kind::Word || words.is_capitalised(index) {
        return false;
    }
    let text = words.text(index);
    !is_function_word(words, index)
        && !words.is(index, Class::Cue)
        && (words.is(index, Class::Title) && text != "miss"
            || ends_as_role(text)
                && !matches!(
                    text,
                    "together" | "number" | "whether" | "longer" | "former" | "better" | "later"
                ))
}

/// Whether a word ends as words for people do: *shipbuilder*, *cellist*.
pub(super) fn ends_as_role(text: &str) -> bool {
    const ENDINGS: [&str; 7] = ["er", "or", "ist", "man", "woman", "ian", "ee"];
    text.len() > 5 && ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether an age follows in brackets or behind a word, or stands before the name: *(34)*, *, aged 34*,
/// *34-year-old Ann Lee*.
pub(super) fn has_age(words: &Words<'_>, first: usize, next: usize) -> bool {
    let is_number = |at: usize| words.kind(at) == Kind::Integer && words.text(at).len() <= 2;
    let in_brackets = words.kind(next) == Kind::ParenOpen
        && is_number(next + 1)
        && words.kind(next + 2) == Kind::ParenClose;
    let is_aged = words.kind(next) == Kind::Comma
        && matches!(words.bytes(next + 1), b"aged" | b"age")
        && is_number(next + 2);
    let is_old =
        first >= 2 && words.bytes(first - 1) == b"old" && words.kind(first - 2) == Kind::Hyphen;
    in_brackets || is_aged || is_old
}

/// Whether an age follows: *, 34,*
pub(super) fn aged(words: &Words<'_>, next: usize) -> bool {
    words.kind(next) == Kind::Comma
        && words.kind(next + 1) == Kind::Integer
        && words.text(next + 1).len() <= 2
        && matches!(words.kind(next + 2), Kind::Comma | Kind::FullStop)
}

/// *pictured in May*, *subdued the man*: what was done, and not who somebody is; but *a retired nurse* is.
fn is_participle(words: &Words<'_>, index: usize) -> bool {
    const NEXT: Classes = Classes::of(&[Class::Preposition, Class::Determiner, Class::Pronoun]);
    words.text(index).ends_with("ed") && words.is_any(index + 1, NEXT)
}

/// The role behind a name, between commas, or before it: *Foad Izadi, an analyst in Tehran*.
pub(super) fn apposition(words: &Words<'_>, next: usize, first: usize) -> Option<TextRange> {
    let mut start = next;
    if aged(words, next) {
        start = next + 2;
    }
    if words.kind(start) == Kind::Comma {
        let open = start + 1;
        let fits = matches!(
            words.bytes(open),
            b"a" | b"an" | b"the" | b"who" | b"its" | b"their" | b"his" | b"her"
        ) || words.kind(open) == Kind::Word
            && !words.is_capitalised(open)
            && !is_function_word(words, open)
            && !words.is(open, Class::Cue)
            && !is_participle(words, open);
        if fits && words.bytes(open) != b"who" {
            let end = (open..(open + 24).min(words.len())).find(|&i| {
                matches!(
                    words.kind(i),
                    Kind::Comma | Kind::FullStop | Kind::Semicolon | Kind::ParenClose
                ) || words.kind(i).is_dash()
                    || words.bytes(i) == b"who"
                    || words.is(i, Class::Cue) && !words.is(i - 1, Class::Determiner)
            });
            let end = end.unwrap_or(words.len()).saturating_sub(1);
            // `Two members, Ann Lee and Bo Sand, abstained.`: what they did, and not who they are.
            let is_verb = end == open && words.text(open).ends_with("ed");
            return (end >= open && !is_verb).then(|| words.span(open, end));
        }
    }
    // "the mayor, Olga Brandt"
    let comma = first.checked_sub(1).filter(|&comma| words.kind(comma) == Kind::Comma)?;
    let start = (comma.saturating_sub(8)..comma)
        .rev()
        .take_while(|&i| words.kind(i) == Kind::Word)
        .find(|&i| words.is(i, Class::Determiner))?;
    let role = (start..comma).any(|i| words.is(i, Class::Title) || is_role(words, i));
    role.then(|| words.span(start, comma - 1))
}

/// *(CGTN)* behind a name.
pub(super) fn acronym<'t>(words: &Words<'t>, next: usize) -> Option<&'t str> {
    (words.kind(next) == Kind::ParenOpen && words.kind(next + 2) == Kind::ParenClose)
        .then(|| words.text(next + 1))
        .filter(|text| text.len() > 1 && text.chars().all(char::is_uppercase))
}
