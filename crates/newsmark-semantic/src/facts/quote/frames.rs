//! Frames of speech: a verb such as *said* with whoever says it.
//!
//! There is no parser here. A frame is found from its verb: the subject is the noun phrase that opens
//! the verb's clause, or the one behind the verb where the order is inverted after a quotation. What
//! only looks like a verb (*a report*, *in comments*), is passive, or is not meant (*no captain came
//! back to say*) makes a frame without a speaker, which keeps its words from being given to anyone.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Kind, TextRange};

use super::layout::Layout;
use super::phrase::{self, Subject};

/// A verb of speech with its subject.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// From the first item of verb and subject to the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Its verb, as an item.
    pub(super) verb: usize,
    /// The verb's words.
    pub(super) cue: TextRange,
    /// Who says it; none for a passive and for what is not meant.
    pub(super) subject: Option<Subject>,
    pub(super) strength: Strength,
    pub(super) order: Order,
    /// Whether it is said not to be said, or only as if.
    pub(super) unsaid: bool,
    /// Whether it is a verb that has somebody told: *told*.
    pub(super) tells: bool,
}

/// How surely a verb is one of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// *showed*, *smiled*: only beside a whole sentence.
    Weak,
    /// *called*, *described as*: gives part of a sentence.
    Naming,
    /// *said*
    Strong,
}

/// Where the subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// *she said*
    SubjectFirst,
    /// *said Arnesen*
    Inverted,
    /// *according to the ministry*
    Source,
}

/// What the list says of "according to".
const SOURCE: u32 = 8;

/// The frames of a sentence, in order of their verbs. [`Layout::frames`] finds them once for all who ask.
pub(super) fn find(layout: &Layout<'_, '_>, sentence: &std::ops::Range<usize>) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut next = sentence.start;
    for &item in layout.verbs(sentence) {
        if item < next {
            continue;
        }
        if let Some(frame) = frame_at(layout, sentence, item, frames.last()) {
            next = frame.verb_end(layout) + 1;
            frames.push(frame);
        }
    }
    frames
}

impl Frame {
    fn verb_end(&self, layout: &Layout<'_, '_>) -> usize {
        let mut end = self.verb;
        while layout
            .token(end + 1)
            .is_some_and(|token| layout.words.range(token).end() <= self.cue.end())
        {
            end += 1;
        }
        end
    }
}

fn frame_at(
    layout: &Layout<'_, '_>,
    sentence: &std::ops::Range<usize>,
    item: usize,
    before: Option<&Frame>,
) -> Option<Frame> {
    let token = layout.token(item)?;
    let words = layout.words;
    if words.kind(token) != Kind::Word {
        return None;
    }
    let (length, class) = words.phrase(token, Class::Cue)?;
    if class == SOURCE {
        return source(layout, sentence, item, length);
    }
    if layout.name(item).is_some() && words.is_capitalised(token) {
        return None;
    }
    if matches!(layout.bytes(item), b"quoted" | b"cited") && is_carrier(layout, sentence, item) {
        return None;
    }
    let cue = words.span(token, token + length - 1);
    let last = item + length - 1;
    let strength = match class {
        6 => Strength::Naming,
        7 => Strength::Weak,
        _ => Strength::Strong,
    };
    let frame = |subject, first: usize, end: usize, order| {
        let (unsaid, tells) = (false, class == 3);
        Some(Frame { first, last: end, verb: item, cue, subject, strength, order, unsaid, tells })
    };
    let unsaid = || {
        frame(None, item, last, Order::SubjectFirst).map(|frame| Frame { unsaid: true, ..frame })
    };
    if let Some(subject) = carried(layout, sentence, item) {
        // All of the clause belongs to it: "the paper quoted Hult as saying".
        let lowest = sentence.start.max(item.saturating_sub(24));
        let first =
            (lowest..item).rev().find(|&i| layout.quote(i).is_some()).map_or(lowest, |i| i + 1);
        return frame(subject, first, last, Order::SubjectFirst);
    }
    let previous = item.checked_sub(1).filter(|&previous| previous >= sentence.start);
    let (aux, left) = skip_adverbs_left(layout, sentence.start, item);
    if let Some(previous) = previous {
        if is_noun_use(layout, previous, item) {
            return None;
        }
        if layout.bytes(previous) == b"to" {
            if is_unsaid_infinitive(layout, sentence, previous) {
                return unsaid();
            }
            let subject = before
                .and_then(|frame| frame.subject.clone())
                .or_else(|| phrase::opening(layout, sentence.start, previous));
            return frame(subject, item, last, Order::SubjectFirst);
        }
    }
    let participle = layout.text(item).ends_with("ing");
    // "posted by the mayor", but not "said by telephone"
    let has_agent = layout.bytes(last + 1) == b"by" && phrase::starts_phrase(layout, last + 2);
    if !participle && (aux == Auxiliary::Be || has_agent) {
        let agent = by_agent(layout, sentence, last);
        return frame(agent, item, last, Order::SubjectFirst);
    }
    if aux == Auxiliary::Doubtful {
        return unsaid();
    }
    let after_quote = previous.is_some_and(|previous| {
        layout.quote(previous).is_some()
            || layout.kind(previous) == Kind::Comma
                && previous.checked_sub(1).is_some_and(|p| layout.quote(p).is_some())
    });
    let opens_sentence = left == sentence.start;
    let after_comma = previous.is_some_and(|previous| {
        layout.kind(previous) == Kind::Comma || layout.kind(previous).is_dash()
    });
    let may_invert = after_quote || opens_sentence || after_comma;
    if may_invert
        && !participle
        && class != 3
        && strength != Strength::Naming
        && let Some(subject) = phrase::after_verb(layout, last + 1, sentence.end, after_quote)
        && (after_quote
            || subject.ends_clause(layout)
            || after_comma && subject.is_named_of(layout))
    {
        let end = subject.last;
        return frame(Some(subject), item, end, Order::Inverted);
    }
    let subject = phrase::before_verb(layout, sentence.start, left, item)
        .or_else(|| before.and_then(|frame| frame.subject.clone()))
        .or_else(|| phrase::opening(layout, sentence.start, item));
    let first = subject.as_ref().map_or(item, |subject| subject.first.min(item));
    if subject.as_ref().is_some_and(|subject| phrase::is_nobody(layout, subject)) {
        return unsaid();
    }
    frame(subject, first, last, Order::SubjectFirst)
}

/// The first of the adverbs and auxiliaries before a verb; none for a passive and for what is doubtful.
pub(super) fn without_auxiliaries(
    layout: &Layout<'_, '_>,
    lowest: usize,
    verb: usize,
) -> Option<usize> {
    let (auxiliary, left) = skip_adverbs_left(layout, lowest, verb);
    (auxiliary == Auxiliary::None).then_some(left)
}

/// *according to the ministry*, *in the words of the ministry*: so many words before whoever says it.
fn source(
    layout: &Layout<'_, '_>,
    sentence: &std::ops::Range<usize>,
    item: usize,
    length: usize,
) -> Option<Frame> {
    let subject = phrase::noun_phrase(layout, item + length, sentence.end)?;
    let cue = layout.words.span(layout.token(item)?, layout.token(item + length - 1)?);
    Some(Frame {
        first: item,
        last: subject.last,
        verb: item,
        cue,
        subject: Some(subject),
        strength: Strength::Strong,
        order: Order::Source,
        unsaid: false,
        tells: false,
    })
}

/// *was quoted as saying*, *the paper quoted Hult as saying*: none where the verb is not carried.
fn carried(
    layout: &Layout<'_, '_>,
    sentence: &std::ops::Range<usize>,
    item: usize,
) -> Option<Option<Subject>> {
    let as_ = item.checked_sub(1).filter(|&as_| layout.bytes(as_) == b"as")?;
    if !layout.text(item).ends_with("ing") {
        return None;
    }
    let lowest = sentence.start.max(as_.saturating_sub(12));
    let quoted = (lowest..as_).rev().find(|&i| matches!(layout.bytes(i), b"quoted" | b"cited"))?;
    let (aux, left) = skip_adverbs_left(layout, sentence.start, quoted);
    if aux == Auxiliary::Be || quoted + 1 == as_ {
        return Some(phrase::before_verb(layout, sentence.start, left, quoted));
    }
    Some(phrase::noun_phrase(layout, quoted + 1, as_))
}

/// Whether *as saying* follows, which takes the speaker.
fn is_carrier(layout: &Layout<'_, '_>, sentence: &std::ops::Range<usize>, item: usize) -> bool {
    (item + 1..sentence.end.min(item + 12))
        .any(|i| layout.bytes(i) == b"as" && layout.text(i + 1).ends_with("ing"))
}

/// Whether nobody says it: *no captain came back to say*, *as if to say*, *declined to say*.
fn is_unsaid_infinitive(
    layout: &Layout<'_, '_>,
    sentence: &std::ops::Range<usize>,
    to: usize,
) -> bool {
    let lowest = sentence.start.max(to.saturating_sub(24));
    let as_if = to > lowest && matches!(layout.bytes(to - 1), b"if" | b"though");
    let is_declined = to > lowest
        && matches!(
            layout.bytes(to - 1),
            b"declined"
                | b"declines"
                | b"declining"
                | b"refused"
                | b"refuses"
                | b"refusing"
                | b"failed"
        );
    as_if
        || is_declined
        || (lowest..to).any(|i| layout.is(i, Class::Negation) || layout.bytes(i) == b"No")
}

/// *by the judge*, after a passive.
fn by_agent(
    layout: &Layout<'_, '_>,
    sentence: &std::ops::Range<usize>,
    verb: usize,
) -> Option<Subject> {
    let beside = (verb + 1..sentence.end.min(verb + 3)).find(|&i| layout.bytes(i) == b"by");
    // "was called “a gift” by the board"
    let behind_quote = || {
        let quote = (verb + 1..sentence.end.min(verb + 6)).find(|&i| layout.quote(i).is_some())?;
        (layout.bytes(quote + 1) == b"by").then_some(quote + 1)
    };
    let by = beside.or_else(behind_quote)?;
    phrase::noun_phrase(layout, by + 1, sentence.end)
}

/// *a report*, *his claims*, *in comments*: the word is a noun.
fn is_noun_use(layout: &Layout<'_, '_>, previous: usize, item: usize) -> bool {
    let text = layout.text(previous);
    if layout.name(previous).is_some() {
        return text.ends_with("'s") || text.ends_with("’s");
    }
    let participle = layout.text(item).ends_with("ing");
    if layout.is(previous, Class::Determiner) {
        // "all said", "both said", "this suggests": these stand alone as well.
        const STAND_ALONE: [&str; 11] = [
            "all", "both", "this", "that", "each", "many", "some", "which", "these", "those",
            "another",
        ];
        return !STAND_ALONE.iter().any(|one| text.eq_ignore_ascii_case(one))
            || layout.text(item).ends_with('s') && text.eq_ignore_ascii_case("these");
    }
    layout.is(previous, Class::Preposition)
        && !participle
        && !text.eq_ignore_ascii_case("to")
        && !matches!(
            text,
            "as" | "than"
                | "since"
                | "before"
                | "after"
                | "on"
                | "off"
                | "over"
                | "out"
                | "in"
                | "up"
                | "down"
        )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Auxiliary {
    None,
    /// A form of *be*.
    Be,
    /// *could*, *might*, *never*
    Doubtful,
}

/// Passes over adverbs and auxiliaries to the left of a verb: what they were, and the first of them.
fn skip_adverbs_left(layout: &Layout<'_, '_>, lowest: usize, verb: usize) -> (Auxiliary, usize) {
    let mut kind = Auxiliary::None;
    let mut left = verb;
    while left > lowest && verb - left < 6 {
        let text = layout.bytes(left - 1);
        if layout.name(left - 1).is_some() {
            break;
        }
        match text {
            _ if text.len() > 4 && text.ends_with(b"ly") => {}
            _ if !layout.is_any(left - 1, phrase::SMALL_WORDS) => break,
            b"was" | b"were" | b"is" | b"are" | b"been" | b"be" | b"being" | b"am" => {
                if kind == Auxiliary::None {
                    kind = Auxiliary::Be;
                }
            }
            b"could" | b"might" | b"should" => kind = Auxiliary::Doubtful,
            // "did not say", "never said", but not "denied having said"
            _ if layout.is(left - 1, Class::Negation) && !layout.is(left - 1, Class::Cue) => {
                kind = Auxiliary::Doubtful;
            }
            _ if layout.is(left - 1, Class::Auxiliary) => {}
            // "at the back"
            _ if left > lowest + 1 && layout.is(left - 2, Class::Determiner) => break,
            _ if layout.is(left - 1, Class::Adverb) && !layout.is(left - 1, Class::Pronoun) => {}
            _ => break,
        }
        left -= 1;
    }
    (kind, left)
}
