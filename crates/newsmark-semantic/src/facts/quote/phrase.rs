//! Noun phrases: whoever may be the subject of a verb of speech.
//!
//! A phrase is read from its first word to the first thing that cannot belong to it. Phrases behind a
//! preposition are no subjects, so what leads into a sentence (*In a speech on Monday, ...*) is passed
//! over. Reading is bounded: a phrase is at most [`LONGEST`] items.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Kind, TextRange};

use super::layout::Layout;
use crate::facts::figure::noun;
use edges::{
    behind_lead_in, cuts, ends_phrase, is_break, is_filler, is_possessive, is_pronoun, is_relative,
    leads_in,
};

use named::{behind_number, is_noun, name_in_commas, named, named_group};

pub(super) use edges::{SMALL_WORDS, starts_phrase};
pub(super) use owner::{is_nobody, owner_of_words};

mod edges;
mod named;
mod owner;
mod time;

/// How far a phrase is read, in items.
const LONGEST: usize = 32;
/// How far the subject may stand before its verb, in items.
const FARTHEST: usize = 80;

/// Whoever a sentence says it of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Subject {
    /// Its first and last item.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The words that name them.
    pub(super) range: TextRange,
    pub(super) kind: SubjectKind,
}

/// What names the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubjectKind {
    /// A name, by its index in the paragraph.
    Name(usize),
    /// Several names.
    Names,
    /// *she*
    Pronoun,
    /// *the ministry*
    Description,
}

impl Subject {
    /// Whether it is a name that a preposition follows: *Max Weil of Hansa Bank*.
    pub(super) fn is_named_of(&self, layout: &Layout<'_, '_>) -> bool {
        matches!(self.kind, SubjectKind::Name(_)) && layout.is(self.last + 1, Class::Preposition)
    }

    /// Whether a comma, a stop or nothing follows.
    pub(super) fn ends_clause(&self, layout: &Layout<'_, '_>) -> bool {
        let next = self.last + 1;
        next >= layout.len() || layout.quote(next).is_none() && is_break(layout, next)
    }
}

/// The subject of the verb at `verb`, whose adverbs and auxiliaries begin at `left`.
pub(super) fn before_verb(
    layout: &Layout<'_, '_>,
    sentence_start: usize,
    left: usize,
    verb: usize,
) -> Option<Subject> {
    let lowest = sentence_start.max(verb.saturating_sub(FARTHEST));
    let previous = left.checked_sub(1).filter(|&previous| previous >= lowest)?;
    // Behind a quotation a new clause begins.
    let lowest =
        (lowest..left).rev().find(|&i| layout.quote(i).is_some()).map_or(lowest, |i| i + 1);
    if lowest >= left {
        return None;
    }
    if is_relative(layout, previous) {
        return antecedent(layout, lowest, previous);
    }
    // "in the harbour today she said"
    if is_pronoun(layout, previous) && layout.name(previous).is_none() {
        return noun_phrase(layout, previous, left);
    }
    // "with Clara Hult tweeting that"
    if let Some(name) = layout.name(previous)
        && name.first > lowest
        && layout.bytes(name.first - 1) == b"with"
    {
        return Some(named(layout, name.first, name, left));
    }
    if is_break(layout, previous) {
        return opening(layout, lowest, left);
    }
    if layout.is(previous, Class::Conjunction) && layout.name(previous).is_none() {
        return first_of_clause(layout, lowest, previous);
    }
    if !layout.text(verb).ends_with("ing")
        && let Some(subject) = of_reported_clause(layout, lowest, left)
    {
        return Some(subject);
    }
    let segment = (lowest..left).rev().find(|&i| is_break(layout, i)).map_or(lowest, |i| i + 1);
    let piece =
        (segment..left).rev().find(|&i| i + 1 < left && cuts(layout, i)).map_or(segment, |i| i + 1);
    let subject = joint(layout, segment, piece, left)
        .or_else(|| opening(layout, piece, left))
        .or_else(|| opening(layout, segment, left));
    subject.or_else(|| opening(layout, lowest, left))
}

/// The subject of a clause that is reported without *that*: *the mayor* of *Hult said the mayor had called it*.
fn of_reported_clause(layout: &Layout<'_, '_>, lowest: usize, left: usize) -> Option<Subject> {
    /// What the list of cues says of verbs that a clause may follow without *that*.
    const REPORTING: [u32; 3] = [1, 2, 7];
    /// How far before the verb they may stand.
    const REACH: usize = 8;
    let is_reporting = |i: usize| {
        let value = layout.token(i).and_then(|token| layout.words.value(token, Class::Cue));
        value.is_some_and(|value| REPORTING.contains(&value)) && layout.name(i).is_none()
    };
    let nearest = (lowest + 1..left.checked_sub(1)?).rev().take(REACH);
    let reporting = nearest.take_while(|&i| !is_break(layout, i)).find(|&i| is_reporting(i))?;
    let first = reporting + 1;
    if !starts_phrase(layout, first) || cuts(layout, first) {
        return None;
    }
    let subject = noun_phrase(layout, first, left)?;
    (subject.first == first && subject.last + 1 == left).then_some(subject)
}

/// The subject of *and said*: of the last clause before it that opens with one. None where clauses only
/// lead in, which leaves it to the verb before.
fn first_of_clause(layout: &Layout<'_, '_>, lowest: usize, and: usize) -> Option<Subject> {
    let mut end = and;
    for _ in 0..6 {
        let start = (lowest..end).rev().find(|&i| is_break(layout, i)).map_or(lowest, |i| i + 1);
        let personal =
            matches!(layout.bytes(start), b"he" | b"she" | b"they" | b"He" | b"She" | b"They");
        if personal && layout.name(start).is_none() {
            return noun_phrase(layout, start, and);
        }
        end = start.checked_sub(1).filter(|&end| end > lowest)?;
    }
    None
}

/// Whoever is named right before a colon: *Fleets agree - Max Weil:*
pub(super) fn before_colon(layout: &Layout<'_, '_>, start: usize, colon: usize) -> Option<Subject> {
    let lowest = start.max(colon.saturating_sub(FARTHEST));
    let piece = (lowest..colon).rev().find(|&i| is_break(layout, i)).map_or(lowest, |i| i + 1);
    noun_phrase(layout, piece, colon)
        .filter(|subject| subject.last + 1 == colon && subject.kind != SubjectKind::Description)
        .or_else(|| opening(layout, lowest, colon))
}

/// The subject behind an inverted verb, after a quotation or elsewhere: *said the minister*.
pub(super) fn after_verb(
    layout: &Layout<'_, '_>,
    start: usize,
    end: usize,
    after_quote: bool,
) -> Option<Subject> {
    let first = layout.token(start)?;
    let words = layout.words;
    if layout.name(start).is_some() {
        return noun_phrase(layout, start, end);
    }
    // "said 81-year-old Clara Hult", "said 3M engineer Max Weil"
    if words.kind(first).is_number() && words.is_glued(first + 1) {
        return noun_phrase(layout, start, end)
            .filter(|subject| matches!(subject.kind, SubjectKind::Name(_)));
    }
    if !matches!(words.kind(first), Kind::Word | Kind::Abbreviation) {
        return None;
    }
    let pronoun = matches!(layout.bytes(start), b"he" | b"she" | b"they" | b"one");
    let opens = layout.is(start, Class::Determiner) || layout.is(start, Class::Title);
    let closed =
        [Class::Preposition, Class::Conjunction, Class::Adverb, Class::Pronoun, Class::Verb]
            .iter()
            .any(|&class| layout.is(start, class));
    if pronoun || opens && !matches!(layout.bytes(start), b"that" | b"what" | b"which") {
        return noun_phrase(layout, start, end);
    }
    if closed || layout.is(start, Class::Weekday) || layout.is(start, Class::Month) {
        return None;
    }
    // "said officials", but not "said yes": something must follow to be sure, or end the clause, or there are several.
    noun_phrase(layout, start, end).filter(|subject| {
        matches!(subject.kind, SubjectKind::Name(_))
            || subject.ends_clause(layout)
            || after_quote && noun::is_plural(layout.text(subject.last))
    })
}

/// The first noun phrase of a stretch, behind what leads into it.
pub(super) fn opening(layout: &Layout<'_, '_>, start: usize, end: usize) -> Option<Subject> {
    let mut item = start;
    for _ in 0..8 {
        // "More than 40 residents said"
        while item < end && behind_hedge(layout, item).is_none() && is_filler(layout, item) {
            item += 1;
        }
        if let Some(number) = behind_hedge(layout, item) {
            return noun_phrase(layout, number, end);
        }
        if item >= end {
            return None;
        }
        if let Some(next) = time::behind(layout, item, end)
            && (layout.kind(next) == Kind::Comma || starts_phrase(layout, next))
        {
            item = next;
            continue;
        }
        if !leads_in(layout, item) {
            return noun_phrase(layout, item, end);
        }
        item = behind_lead_in(layout, item, end)?;
    }
    None
}

/// The number that a hedge begins at an item for: *more than 40*.
fn behind_hedge(layout: &Layout<'_, '_>, item: usize) -> Option<usize> {
    let (length, _) = layout.words.phrase(layout.token(item)?, Class::Hedge)?;
    Some(item + length).filter(|&number| is_number(layout, number))
}

fn is_number(layout: &Layout<'_, '_>, item: usize) -> bool {
    layout.kind(item).is_number() || layout.is(item, Class::NumberWord)
}

/// The noun phrase that begins at an item.
pub(super) fn noun_phrase(layout: &Layout<'_, '_>, start: usize, end: usize) -> Option<Subject> {
    let end = end.min(layout.len()).min(start.saturating_add(LONGEST));
    let mut item = start;
    while item < end && layout.is(item, Class::Adverb) && !layout.is(item, Class::Determiner) {
        item += 1;
    }
    let start = item;
    if is_pronoun(layout, start) && layout.name(start).is_none() {
        let range = layout.words.range(layout.token(start)?);
        return Some(Subject { first: start, last: start, range, kind: SubjectKind::Pronoun });
    }
    let mut behind_preposition = false;
    let mut last = None;
    while item < end {
        if let Some(name) = layout.name(item) {
            let name_end = name.last;
            let modifies = layout.is(start, Class::Determiner)
                && start < name.first
                && is_noun(layout, start, behind_number(layout, name_end + 1, end), end);
            if !behind_preposition && !is_possessive(layout, name_end) && !modifies {
                let several = (start == name.first)
                    .then(|| named_group(layout, start, name_end + 1, end))
                    .flatten();
                return Some(several.unwrap_or_else(|| named(layout, start, name, end)));
            }
            last = Some(name_end);
            item = name_end + 1;
            continue;
        }
        match layout.kind(item) {
            Kind::Word | Kind::Abbreviation => {
                if ends_phrase(layout, start, item) {
                    break;
                }
                if layout.is(item, Class::Preposition) && item > start {
                    behind_preposition = true;
                } else {
                    last = Some(item);
                }
            }
            Kind::Hyphen if is_break(layout, item) => break,
            kind if kind.is_number() || matches!(kind, Kind::Hyphen | Kind::Ampersand) => {
                last = Some(item);
            }
            Kind::FullStop
                if layout.words.is_glued(layout.token(item)?)
                    && item + 1 < end
                    && layout.words.is(layout.token(item - 1)?, Class::StopAbbreviation) => {}
            _ => break,
        }
        item += 1;
    }
    let last = last?;
    if let Some(name) = name_in_commas(layout, item, end) {
        return Some(named(layout, start, name, end));
    }
    let range = layout.words.span(layout.token(start)?, layout.token(last)?);
    Some(Subject { first: start, last, range, kind: SubjectKind::Description })
}

/// *Nora Falk and Emil Sand wrote*, *Nora Falk and her crew*: the piece behind "and" is only half of the subject.
fn joint(layout: &Layout<'_, '_>, segment: usize, piece: usize, end: usize) -> Option<Subject> {
    let and = piece.checked_sub(1).filter(|&and| and > segment && layout.bytes(and) == b"and")?;
    let first = layout.name(and - 1)?;
    let is_both = layout.bytes(segment).eq_ignore_ascii_case(b"both");
    let segment = segment + usize::from(is_both);
    if first.first != segment {
        return None;
    }
    if layout.name(piece).is_some() {
        return noun_phrase(layout, segment, end);
    }
    if !matches!(layout.bytes(piece), b"his" | b"her" | b"their") {
        return None;
    }
    let others = noun_phrase(layout, piece, end)?;
    let range = layout.words.span(layout.token(segment)?, layout.token(others.last)?);
    Some(Subject { first: segment, last: others.last, range, kind: SubjectKind::Names })
}

/// Whom *who* or *that* stands for.
fn antecedent(layout: &Layout<'_, '_>, lowest: usize, relative: usize) -> Option<Subject> {
    let mut last = relative.checked_sub(1).filter(|&last| last >= lowest)?;
    if layout.kind(last) == Kind::Comma {
        last = last.checked_sub(1).filter(|&last| last >= lowest)?;
    }
    if let Some(mut name) = layout.name(last) {
        // "Clara Hult of Lund, who"
        while let Some(of) = name.first.checked_sub(1).filter(|&of| of > lowest)
            && layout.is(of, Class::Preposition)
            && let Some(before) = layout.name(of - 1)
        {
            name = before;
        }
        return Some(named(layout, name.first, name, name.last + 1));
    }
    // "Clara Hult of the water board, who"
    if let Some(of) = (lowest + 1..last).rev().take(6).find(|&i| layout.is(i, Class::Preposition))
        && let Some(name) = layout.name(of - 1)
    {
        return Some(named(layout, name.first, name, name.last + 1));
    }
    let start = (lowest..=last)
        .rev()
        .take(12)
        .take_while(|&i| layout.kind(i) != Kind::Comma)
        .find(|&i| layout.is(i, Class::Determiner))?;
    noun_phrase(layout, start, last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::paragraph::Words;

    #[test]
    fn words_that_are_asked_for_by_their_letters_are_small_words() {
        let words = "I it we he she they you one who that which whose when while but as not and or so yet still \
            because although though whereas if after before since until what where whether was were is are been be \
            being am could might should cannot never";
        let words = Words::read(words, BlockKind::Paragraph);
        for index in 0..words.len() {
            assert!(words.is_any(index, SMALL_WORDS), "{}", words.text(index));
        }
    }
}
