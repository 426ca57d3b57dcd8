//! Where phrases and clauses begin and end: the words and marks at their edges.
//!
//! All of it looks at one word and the ones beside it, but for a phrase that leads into a sentence, which is passed
//! over as a whole.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Classes, Kind};

use super::FARTHEST;
use crate::facts::quote::layout::Layout;

/// What small words can be. All that are asked for by their letters here are one of these, and nouns and names
/// are not: so one look spares most words the comparing.
pub(in super::super) const SMALL_WORDS: Classes = Classes::FUNCTION_WORDS;

/// What verbs can be that end a phrase.
const VERBS: Classes = Classes::of(&[Class::Verb, Class::Cue]);

pub(super) fn is_relative(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.is_any(item, SMALL_WORDS) && matches!(layout.bytes(item), b"who" | b"that" | b"which")
}

/// What parts one clause from another, besides words.
pub(super) fn is_break(layout: &Layout<'_, '_>, item: usize) -> bool {
    let kind = layout.kind(item);
    kind.is_dash()
        // A hyphen with blanks around it is a dash.
        || kind == Kind::Hyphen && !is_glued(layout, item) && !is_glued(layout, item + 1)
        || matches!(
            kind,
            Kind::Comma
                | Kind::Colon
                | Kind::Semicolon
                | Kind::FullStop
                | Kind::Question
                | Kind::Exclamation
                | Kind::Ellipsis
                | Kind::ParenOpen
                | Kind::ParenClose
                | Kind::BracketOpen
                | Kind::BracketClose
                | Kind::Newline
        ) && !is_abbreviation_stop(layout, item)
}

fn is_glued(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.token(item).is_some_and(|token| layout.words.is_glued(token))
}

fn is_abbreviation_stop(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.kind(item) == Kind::FullStop
        && item > 0
        && (layout.is(item - 1, Class::StopAbbreviation) || layout.text(item - 1).len() == 1)
}

/// Words that begin a clause of their own.
pub(super) fn cuts(layout: &Layout<'_, '_>, item: usize) -> bool {
    if !layout.is_any(item, SMALL_WORDS) || layout.name(item).is_some() {
        return false;
    }
    match layout.bytes(item) {
        b"As" | b"While" => true,
        b"that" => !layout.is(item + 1, Class::Verb) && !layout.is(item + 1, Class::Auxiliary),
        b"and" | b"or" => {
            // "researchers and doctors said" is one subject; "lost and Smith said" is not.
            layout.name(item + 1).is_some()
                || layout.is(item + 1, Class::Determiner)
                || is_pronoun(layout, item + 1)
        }
        b"as" | b"but" | b"while" | b"because" | b"although" | b"though" | b"whereas" | b"when"
        | b"if" | b"after" | b"before" | b"since" | b"so" | b"until" | b"what" | b"where"
        | b"whether" | b"which" => true,
        _ => false,
    }
}

pub(super) fn is_pronoun(layout: &Layout<'_, '_>, item: usize) -> bool {
    if !layout.is_any(item, SMALL_WORDS) {
        return false;
    }
    let text = layout.bytes(item);
    matches!(
        text,
        b"I" | b"it"
            | b"It"
            | b"we"
            | b"We"
            | b"he"
            | b"He"
            | b"she"
            | b"She"
            | b"they"
            | b"They"
            | b"you"
            | b"You"
    ) || matches!(text, b"One" | b"one")
        && layout.bytes(item + 1) != b"of"
        && layout.is(item + 1, Class::Cue)
}

pub(super) fn is_possessive(layout: &Layout<'_, '_>, item: usize) -> bool {
    let text = layout.text(item);
    text.ends_with("'s")
        || text.ends_with("’s")
        || text.ends_with('s')
            && matches!(layout.kind(item + 1), Kind::CurlySingleClose | Kind::StraightSingle)
}

/// Words that say nothing about who is meant.
pub(super) fn is_filler(layout: &Layout<'_, '_>, item: usize) -> bool {
    let kind = layout.kind(item);
    if kind != Kind::Word
        && (layout.quote(item).is_some() || is_break(layout, item) || kind == Kind::Asterisk)
    {
        return true;
    }
    if layout.name(item).is_some()
        || is_pronoun(layout, item)
        || layout.is(item, Class::Preposition)
    {
        return false;
    }
    let text = layout.bytes(item);
    layout.is_any(item, SMALL_WORDS)
        && matches!(
            text,
            b"and"
                | b"And"
                | b"but"
                | b"But"
                | b"or"
                | b"Or"
                | b"so"
                | b"So"
                | b"yet"
                | b"Yet"
                | b"that"
                | b"Still"
        )
        || layout.is(item, Class::Adverb) && !layout.is(item, Class::Determiner)
        || layout.is(item, Class::Weekday)
        || text.len() > 4 && text.ends_with(b"ly")
}

/// Whether a phrase begins here that leads into the sentence and is not its subject.
pub(super) fn leads_in(layout: &Layout<'_, '_>, item: usize) -> bool {
    if layout.name(item).is_some() && !is_opening_participle(layout, item) {
        return false;
    }
    const OPENERS: [&str; 12] = [
        "when", "while", "if", "because", "although", "though", "asked", "where", "once",
        "pressed", "to", "as",
    ];
    let text = layout.bytes(item);
    let ending = text.last_chunk::<3>().filter(|_| text.len() > 4);
    layout.is(item, Class::Preposition)
        || OPENERS.iter().any(|opener| text.eq_ignore_ascii_case(opener.as_bytes()))
        || ending.is_some_and(|ending| ending.eq_ignore_ascii_case(b"ing"))
            && !layout.is(item, Class::Title)
            && !layout.is(item + 1, Class::Verb)
            && !layout.is(item + 1, Class::Auxiliary)
}

/// *Speaking after the vote*: a lone capital that opens a sentence may look like a name.
fn is_opening_participle(layout: &Layout<'_, '_>, item: usize) -> bool {
    const NEXT: Classes =
        Classes::of(&[Class::Preposition, Class::Determiner, Class::Pronoun, Class::Adverb]);
    layout.text(item).ends_with("ing")
        && layout.sentences[layout.sentence_of(item)].start == item
        && layout.is_any(item + 1, NEXT)
        && layout.bytes(item + 1) != b"of"
}

/// The first item behind a phrase that leads in.
pub(super) fn behind_lead_in(layout: &Layout<'_, '_>, item: usize, end: usize) -> Option<usize> {
    let comma = |from: usize| {
        (from..end.min(from + FARTHEST))
            .find(|&i| layout.kind(i) == Kind::Comma || layout.kind(i).is_dash())
    };
    if let Some(first) = comma(item) {
        // "In Dayton, Ohio, the mayor said": a place is no subject if another phrase follows.
        if let Some(second) = comma(first + 1)
            && layout.name(first + 1).is_some_and(|name| name.last + 1 == second)
            && second + 1 < end
            && starts_phrase(layout, second + 1)
            // "In an interview, Max Weil, a carpenter, said": what stands between the name and the verb tells who that is.
            && comma(second + 1) != Some(end - 1)
        {
            return Some(second + 1);
        }
        return Some(first + 1).filter(|&next| next < end);
    }
    (item + 2..end).find(|&i| {
        starts_phrase(layout, i)
            && !layout.is(i - 1, Class::Preposition)
            && !layout.is(i - 1, Class::Determiner)
            && layout.name(i).is_none_or(|name| name.first == i)
    })
}

pub(in super::super) fn starts_phrase(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.name(item).is_some() || is_pronoun(layout, item) || layout.is(item, Class::Determiner)
}

/// Whether a word cannot go on a phrase: a verb, a relative, a new clause.
pub(super) fn ends_phrase(layout: &Layout<'_, '_>, start: usize, item: usize) -> bool {
    if item == start {
        let small = !layout.words.is_capitalised(layout.token(item).unwrap_or(0));
        return layout.is(item, Class::Auxiliary)
            || small && (layout.is(item, Class::Verb) || layout.is(item, Class::Cue));
    }
    if !layout.is_any(item, SMALL_WORDS.with(VERBS))
        || layout.is_any(item - 1, Classes::of(&[Class::Determiner, Class::Preposition]))
    {
        return false;
    }
    matches!(
        layout.bytes(item),
        b"who" | b"that" | b"which" | b"whose" | b"when" | b"while" | b"but" | b"as" | b"not"
    ) || layout.is(item, Class::Auxiliary)
        || layout.is(item, Class::Cue)
            && !layout.words.is_capitalised(layout.token(item).unwrap_or(0))
        || layout.is(item, Class::Verb)
        || is_pronoun(layout, item)
}
