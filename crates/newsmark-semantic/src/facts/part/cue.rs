//! What the words around a figure say about its place in a whole: `12 of the 40`, `of whom 12`, `the other 28`.

use newsmark_lexer::{Class, Kind};

use super::{CueKind, PartCue, is_amount, is_taken_away};
use crate::facts::figure::{Figure, FigureId, Role, elided};
use crate::paragraph::{ParagraphFacts, Words};

/// The most words between `of` and the whole: `12 of the city's 40 schools`.
const MOST_BETWEEN: usize = 4;

/// Reads what the words of a paragraph say of its figures.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let cues = (0..facts.figures.len()).filter_map(|index| {
        let kind = cue(words, facts, index)?;
        Some(PartCue { figure: FigureId(index as u32), kind })
    });
    facts.part_cues = cues.collect();
}

fn cue(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> Option<CueKind> {
    let figure = &facts.figures[index];
    if is_taken_away(figure) {
        let is_of_them = |kind: &CueKind| matches!(kind, CueKind::OfThem | CueKind::OfWhom);
        return of_whole(words, facts, index)
            .or_else(|| after(words, figure, false).filter(is_of_them));
    }
    if !is_amount(figure) {
        return None;
    }
    let first = words.index_at(figure.range_with_hedge().start());
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let start = words.index_at(sentence.start());
    rest(words, figure, first)
        .or_else(|| of_whole(words, facts, index))
        .or_else(|| before(words, first, start))
        .map(|kind| match kind {
            CueKind::OfWhom if is_of_beside(words, facts, index, first) => CueKind::OfBeside,
            kind => kind,
        })
        .or_else(|| after(words, figure, first == start))
        .or_else(|| left_out(words, facts, index, first))
}

/// `holds 41 of the 120 seats, the National Party 52`: a bare number of somebody else in a list that leaves out the verb.
fn left_out(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    first: usize,
) -> Option<CueKind> {
    const LONGEST: usize = 8;
    let (before, figure) = (&facts.figures[index.checked_sub(1)?], &facts.figures[index]);
    let from = words.index_at(before.phrase_end()).max(first.saturating_sub(LONGEST));
    let joint = (from..first)
        .rev()
        .find(|&at| words.kind(at) == Kind::Comma || words.bytes(at) == b"and")?;
    let is_bare = figure.noun.as_ref().is_none_or(|noun| noun.from_subject)
        && figure.role == Role::Level
        && figure.hedge.is_none();
    let end = words.index_at(figure.range.end());
    let is_closed = matches!(words.kind(end), Kind::Comma | Kind::Semicolon | Kind::FullStop)
        || words.bytes(end) == b"and";
    let is_next = before.sentence == figure.sentence && is_bare && is_closed;
    (is_next && elided(words, joint..first).is_some()).then_some(CueKind::LeftOut)
}

/// `at $50 each, worth $6 million, of which $4 million`: whether an amount stands right before one of its own unit.
fn is_of_beside(words: &Words<'_>, facts: &ParagraphFacts, index: usize, first: usize) -> bool {
    let figure = &facts.figures[index];
    let Some(whole) = index.checked_sub(1).map(|before| &facts.figures[before]) else {
        return false;
    };
    let comma = words.index_at(whole.range.end());
    whole.role == Role::Level
        && whole.value.is_some()
        && whole.unit.is_some()
        && (whole.unit, &whole.per) == (figure.unit, &figure.per)
        && words.kind(comma) == Kind::Comma
        && words.bytes(comma + 1) == b"of"
        && words.bytes(comma + 2) == b"which"
        && first == comma + 3
}

/// `12 of the 40`, `$30 million of the $84 million`
fn of_whole(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> Option<CueKind> {
    let figure = &facts.figures[index];
    let mut at = words.index_at(figure.range.end());
    at += usize::from(words.bytes(at) == b"out");
    let of = words.bytes(at) == b"of";
    if !of && !is_half_of_known(words, figure) {
        return None;
    }
    let whole = facts.figures.get(index + 1)?;
    let first = words.index_at(whole.range_with_hedge().start());
    let between = at + usize::from(of)..first;
    let is_plain = |at: usize| {
        const ENDS: &[Class] = &[Class::Preposition, Class::Conjunction, Class::Auxiliary];
        const VERBS: &[Class] = &[Class::Verb, Class::Cue, Class::Change];
        words.kind(at) == Kind::Word
            && (!words.is_any_of(at, ENDS) || is_of_measure(words, at))
            && (is_possessive(words, at) || !words.is_any_of(at, VERBS))
    };
    let is_near = between.len() <= MOST_BETWEEN && between.into_iter().all(is_plain);
    let is_whole = is_amount(whole)
        && !whole.is_percent()
        && (whole.unit == figure.unit || figure.role == Role::Share)
        && (whole.noun.is_some()
            || whole.unit.is_some()
            || figure.unit.is_none()
            || is_bare_whole(words, figure, whole)
            // `8 percent of the 80 million outstanding`
            || words.is(words.index_at(whole.range.end()).saturating_sub(1), Class::Scale));
    (is_near && is_whole).then_some(CueKind::OfWhole(FigureId(index as u32 + 1)))
}

/// `410 people, 5 percent of the 8,200 who work there`: whether a whole is a number alone, too large for a year.
fn is_bare_whole(words: &Words<'_>, share: &Figure, whole: &Figure) -> bool {
    const LARGEST_YEAR: u32 = 2999;
    let end = words.index_at(whole.range.end());
    share.role == Role::Share
        && whole.value.is_some_and(|value| value > LARGEST_YEAR.into())
        && (words.kind(end) != Kind::Word
            || matches!(words.bytes(end), b"who" | b"made")
            || words.is(end, Class::Preposition))
}

/// `half the normal 140 mm`: whether a figure is a half, and what it is of begins right behind it.
pub(crate) fn is_half_of_known(words: &Words<'_>, figure: &Figure) -> bool {
    let end = words.index_at(figure.range.end());
    figure.role == Role::Share
        && figure.unit.is_none()
        && end > 0
        && words.bytes(end - 1).eq_ignore_ascii_case(b"half")
        && words.is(end, Class::Determiner)
}

/// The `of` of `half the November average of 131 mm`, of `5 percent of a workforce of 25,000`.
fn is_of_measure(words: &Words<'_>, at: usize) -> bool {
    let is_whole = |at: usize| {
        matches!(
            words.bytes(at),
            b"workforce" | b"electorate" | b"population" | b"membership" | b"fleet" | b"total"
        )
    };
    words.bytes(at) == b"of" && at > 0 && (words.is(at - 1, Class::Average) || is_whole(at - 1))
}

/// The words before a figure that make it a part or a whole.
fn before(words: &Words<'_>, first: usize, start: usize) -> Option<CueKind> {
    let mut at = first;
    while at > start
        && (words.is(at - 1, Class::Determiner)
            || words.kind(at - 1) == Kind::Comma
            || is_possessive(words, at - 1))
    {
        at -= 1;
    }
    let of = at.checked_sub(1).filter(|&of| of >= start)?;
    let is = |at: usize, word: &str| words.bytes(at).eq_ignore_ascii_case(word.as_bytes());
    let opens_clause = |at: usize| {
        at == start || matches!(words.kind(at - 1), Kind::Semicolon | Kind::Colon | Kind::Comma)
    };
    // `Of them, 12`: the determiners were taken for the figure's.
    let is_of = is(of, "of");
    if is_of && at < first {
        let is_pronoun = (is(at, "those") || is(at, "these")) && words.kind(at + 1) == Kind::Comma;
        if is_pronoun && opens_clause(of) {
            return Some(CueKind::OfThem);
        }
        if is(at, "which") {
            return Some(CueKind::OfWhom);
        }
    }
    match () {
        () if of == start && (is_of || is(of, "among")) => Some(CueKind::Opens),
        () if is_of && of == start + 1 && words.bytes(start) == b"Out" => Some(CueKind::Opens),
        // `The survey of 1,200 drivers found that 480`
        () if is_of && of > start && is_survey(words.text(of - 1)) => Some(CueKind::Opens),
        () if of > start
            && (is(of, "them") || is(of, "whom"))
            && (is(of - 1, "of") || is(of - 1, "among")) =>
        {
            let is_next = is(of, "them") && of - 1 == start;
            Some(if is_next { CueKind::OfThem } else { CueKind::OfWhom })
        }
        () if ["including", "include", "included"].iter().any(|word| is(of, word)) => {
            Some(CueKind::Including)
        }
        () => None,
    }
}

fn is_survey(text: &str) -> bool {
    let surveys = ["survey", "poll", "sample", "study", "panel"];
    surveys.iter().any(|survey| text.eq_ignore_ascii_case(survey))
}

/// The words after a figure that say what it is part of.
fn after(words: &Words<'_>, figure: &Figure, opens: bool) -> Option<CueKind> {
    let end = words.index_at(figure.range.end());
    if words.bytes(end) != b"of" {
        return None;
    }
    match words.text(end + 1) {
        // `Fifty of them are over 60.`
        "them" if opens => Some(CueKind::OfThem),
        // `Less than a fifth of that, £590,000, comes from`
        "that" | "this" if figure.role == Role::Share && words.kind(end + 2) == Kind::Comma => {
            Some(CueKind::OfThat)
        }
        // `About 2 percent of the total, 6,800, stand empty`
        "the"
            if opens
                && figure.role == Role::Share
                && words.bytes(end + 2) == b"total"
                && words.kind(end + 3) == Kind::Comma =>
        {
            Some(CueKind::OfTotal)
        }
        "them" | "these" | "whom" | "which" => Some(CueKind::OfWhom),
        "those" if matches!(words.kind(end + 2), Kind::Comma | Kind::FullStop) => {
            Some(CueKind::OfWhom)
        }
        _ => Some(CueKind::OfOther),
    }
}

/// `the other 28`, `the remaining nine`, `the rest, 19,`, `leaving 48`
fn rest(words: &Words<'_>, figure: &Figure, first: usize) -> Option<CueKind> {
    let before = first.checked_sub(1)?;
    let text = |back: usize| before.checked_sub(back).map_or("", |at| words.text(at));
    let is_known = |text: &str| matches!(text, "the" | "The" | "its" | "their" | "those" | "these");
    let is_other = matches!(text(0), "other" | "remaining") && is_known(text(1));
    let is_rest = text(1) == "rest" && matches!(words.kind(before), Kind::Comma | Kind::ParenOpen)
        || matches!(text(0), "rest") && is_known(text(1));
    let end = words.index_at(figure.phrase_end());
    let is_closed = words.kind(end) != Kind::Word || words.is(end, Class::Preposition);
    // `which leaves £18.2 million to find`
    let is_told = text(0) == "leaves" && matches!(text(1), "which" | "That" | "This");
    let is_left = (text(0) == "leaving" || is_told) && is_closed;
    // `the remaining $1.2 million of its road fund`
    let is_of_other = words.bytes(words.index_at(figure.range.end())) == b"of";
    ((is_other || is_rest || is_left) && !is_of_other).then_some(CueKind::Rest)
}

/// `the city's`
fn is_possessive(words: &Words<'_>, at: usize) -> bool {
    words.text(at).ends_with("'s") || words.text(at).ends_with("’s")
}
