//! What the words between the marks look like, and what the words before them say they are.
//!
//! Titles, words as words, and what stands on signs are nobody's speech; a speaker given to one of
//! them is wrong however sure the verb beside it looks.

use newsmark_lexer::Kind;
use newsmark_lexer::vocabulary::Class;

use super::frames::{Frame, Strength};
use super::layout::Layout;
use super::marks::Pair;
use super::phrase::{Subject, SubjectKind};

/// What the words between the marks look like.
pub(super) struct Shape {
    /// Whole sentences, not part of one.
    pub(super) whole: bool,
    /// Ends in a way that lets the sentence go on behind the mark: a comma, a question mark.
    pub(super) goes_on: bool,
    /// Every word of weight begins with a capital.
    pub(super) title_case: bool,
    /// How many words.
    pub(super) words: usize,
}

/// What the words before a quotation say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The name of a work: *her novel “...”*
    Title,
    /// A word as a word, a name, a motto: *the term “...”*
    Word,
    /// What can be read on something: *a banner that read “...”*
    Placard,
}

impl Shape {
    pub(super) fn of(layout: &Layout<'_, '_>, item: usize, pair: Pair) -> Shape {
        let words = layout.words;
        let inside = pair.open + 1..if pair.closed { pair.last } else { pair.last + 1 };
        let last = layout.last_inside(layout.quote(item).unwrap_or(0));
        let stops =
            matches!(last, Kind::FullStop | Kind::Question | Kind::Exclamation | Kind::Ellipsis);
        let goes_on =
            matches!(last, Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Ellipsis)
                || last.is_dash()
                || !pair.closed;
        let first_word = inside.clone().find(|&i| words.kind(i) == Kind::Word);
        let capital = first_word.is_some_and(|i| words.is_capitalised(i) || i > inside.start + 2);
        let start = layout.sentences[layout.sentence_of(item)].start;
        let introduced = item == start
            || matches!(layout.kind(item - 1), Kind::Comma | Kind::Colon)
            || layout.quote(item - 1).is_some()
            || layout.kind(item - 1).is_dash()
            || layout.is(item - 1, Class::Cue);
        let alone = layout.stands_alone(item);
        let long = inside.len() > 2;
        let mut n_words = 0;
        let mut title_case = true;
        for i in inside {
            if words.kind(i) == Kind::Word {
                n_words += 1;
                title_case &= words.is_capitalised(i)
                    || n_words > 1
                        && [Class::Preposition, Class::Determiner, Class::Conjunction]
                            .iter()
                            .any(|&class| words.is(i, class));
            }
        }
        let first_capital = first_word.is_some_and(|i| words.is_capitalised(i));
        Shape {
            whole: (capital && introduced || alone)
                && (stops || goes_on)
                && (long || item == start),
            goes_on,
            title_case: title_case && first_capital && n_words < 12,
            words: n_words,
        }
    }

    /// Whether a frame gives words of this shape to somebody.
    pub(super) fn is_given(
        &self,
        frame: &Frame,
        beside: bool,
        said: Option<Said>,
        titled: bool,
        in_title: bool,
        item: usize,
    ) -> bool {
        if beside {
            return !in_title;
        }
        // "called Hult “Little Captain”": between the verb and the words stands who is called so.
        let names_somebody = frame.strength == Strength::Naming && frame.verb + 1 < item;
        // "called the show “a small miracle”": what it is said to be, and not its title.
        let is_judged = names_somebody && !self.title_case && item - frame.verb <= 4;
        (said.is_none() || is_judged) && (!titled || names_somebody)
    }
}

/// The “silent” ferry: a word or two between an article and its noun.
pub(super) fn is_epithet(layout: &Layout<'_, '_>, item: usize, shape: &Shape) -> bool {
    if shape.whole || shape.goes_on || shape.words > 2 || item == 0 {
        return false;
    }
    let definite = matches!(
        layout.text(item - 1).to_lowercase().as_str(),
        "the" | "this" | "that" | "these" | "those" | "its" | "their" | "such" | "so-called"
    );
    definite
        && layout.kind(item + 1) == Kind::Word
        && !layout.is(item + 1, Class::Auxiliary)
        && !layout.is(item + 1, Class::Verb)
}

/// Where titles stand in a sentence: behind a preposition or a possessive.
pub(super) fn stands_in_title_place(layout: &Layout<'_, '_>, item: usize) -> bool {
    let Some(before) = item.checked_sub(1) else { return false };
    let text = layout.text(before);
    matches!(text, "on" | "On" | "in" | "In" | "of" | "at" | "from" | "for" | "to")
        || text.ends_with("'s")
        || text.ends_with("’s")
}

/// What the words before the quotation say that it is, if they do.
pub(super) fn said_to_be(layout: &Layout<'_, '_>, item: usize, shape: &Shape) -> Option<Said> {
    let mut before = item.checked_sub(1)?;
    if stands_on_something(layout, item) {
        return Some(Said::Placard);
    }
    if layout.kind(before) == Kind::Comma && shape.title_case {
        before = before.checked_sub(1)?;
    }
    let text = layout.text(before);
    if let Some(value) = layout.token(before).and_then(|at| layout.words.value(at, Class::Naming)) {
        return match value {
            1 => Some(Said::Title),
            // "the harbour board said the sign, “...”" is nothing: a thing to read from needs its verb.
            3 => None,
            _ => Some(Said::Word),
        };
    }
    if matches!(text, "called" | "dubbed" | "labeled" | "labelled") {
        // "what she called “a gift”" is hers; "a group called “Gift”" is its name.
        let subject = before.checked_sub(1);
        let what = subject.is_some_and(|subject| {
            let start = layout.name(subject).map_or(subject, |name| name.first);
            start > 0 && layout.bytes(start - 1).eq_ignore_ascii_case(b"what")
        });
        return (!what).then_some(Said::Word);
    }
    let as_ = text == "as" && before > 0;
    let known = as_ && matches!(layout.bytes(before - 1), b"known" | b"such");
    let goes_by =
        text == "by" && before > 0 && matches!(layout.bytes(before - 1), b"goes" | b"went");
    (known || goes_by).then_some(Said::Word)
}

/// *a sign at the station* that says something.
pub(super) fn is_thing_to_read(layout: &Layout<'_, '_>, subject: &Subject) -> bool {
    let mut words =
        (subject.first..=subject.last).take_while(|&item| !layout.is(item, Class::Preposition));
    subject.kind == SubjectKind::Description && words.any(|item| is_thing(layout, item))
}

/// What something can be read on: *banner*, *sign*.
fn is_thing(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.token(item).and_then(|at| layout.words.value(at, Class::Naming)) == Some(3)
}

/// Whether the words are to be read on something: *a banner reading “...”*, *signs that said “...”*
fn stands_on_something(layout: &Layout<'_, '_>, item: usize) -> bool {
    let lowest = item.saturating_sub(8);
    let mut shown = false;
    for i in (lowest..item).rev() {
        if is_thing(layout, i) {
            return shown;
        }
        let text = layout.text(i);
        let plain = layout.kind(i) == Kind::Word || i + 1 == item && layout.kind(i) == Kind::Colon;
        if !plain || layout.quote(i).is_some() || layout.name(i).is_some() {
            return false;
        }
        shown |= matches!(
            text,
            "read"
                | "reads"
                | "reading"
                | "said"
                | "saying"
                | "says"
                | "say"
                | "proclaiming"
                | "declaring"
                | "proclaimed"
                | "bearing"
                | "with"
                | "emblazoned"
                | "announcing"
                | "demanding"
                | "urging"
                | "stating"
        );
    }
    false
}
