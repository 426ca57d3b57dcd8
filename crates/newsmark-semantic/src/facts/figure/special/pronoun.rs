//! `one` where it stands for somebody or something.

use newsmark_lexer::{Class, Kind};

use super::{Special, found};
use crate::facts::figure::Role;
use crate::paragraph::Words;

/// What cannot follow `one` the number.
const AFTER_PRONOUN: &[Class] =
    &[Class::Auxiliary, Class::Cue, Class::Pronoun, Class::Verb, Class::Conjunction];

/// `one of the four banks`, `no one`, `one another`, `this one`, `One said`.
pub(super) fn one(words: &Words<'_>, index: usize) -> Option<Special> {
    if !words.bytes(index).eq_ignore_ascii_case(b"one") {
        return None;
    }
    let is_pronoun = follows_determiner(words, index) || is_followed_as_pronoun(words, index + 1);
    is_pronoun.then(|| found(index + 1, Role::Identifier, None)).flatten()
}

/// `no one`, `this one is`: a determiner before, and no noun after.
fn follows_determiner(words: &Words<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    // `no one`, `no-one`
    let no = before - usize::from(before > 0 && words.kind(before) == Kind::Hyphen);
    if words.bytes(no).eq_ignore_ascii_case(b"no") {
        return true;
    }
    // `Only one in four`, not `the only one in four`
    let is_share = words.bytes(before).eq_ignore_ascii_case(b"only")
        && !before.checked_sub(1).is_some_and(|at| words.is(at, Class::Determiner))
        && words.bytes(index + 1) == b"in"
        && (words.kind(index + 2).is_number() || words.is(index + 2, Class::NumberWord));
    if is_share {
        return false;
    }
    let determined =
        words.is(before, Class::Determiner) || words.bytes(before).eq_ignore_ascii_case(b"only");
    // `this one focused on`, `the only one punished`
    let is_participle = words.text(index + 1).ends_with("ed");
    determined
        && (is_participle
            || words.is_any_of(index + 1, AFTER_PRONOUN)
            || words.is(index + 1, Class::Preposition))
}

fn is_followed_as_pronoun(words: &Words<'_>, next: usize) -> bool {
    // `a one-off`, `one-on-one`
    if words.kind(next) == Kind::Hyphen && matches!(words.bytes(next + 1), b"off" | b"on") {
        return true;
    }
    if words.kind(next) != Kind::Word {
        return !matches!(words.kind(next), Kind::Hyphen | Kind::Percent | Kind::Slash) && next > 1;
    }
    if matches!(words.bytes(next), b"of" | b"another" | b"day" | b"more" | b"thing") {
        return true;
    }
    let joins = matches!(words.bytes(next), b"and" | b"or");
    words.is_any_of(next, AFTER_PRONOUN) && !words.is(next, Class::Unit) && !joins
}
