//! Whose word a figure is, where no quotation says it: "the union said", "according to the port", "data from
//! the council show".
//!
//! A claim reaches over the sentence that has it, up to a clause that sets something against it. What a
//! document says stands for the rest of its paragraph, until somebody else speaks: "The report said ... It
//! counted ...". What a person says ends with the sentence. People in a survey ("62 percent said") are
//! counted and are no source, and where the words leave a doubt there is none.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Kind, TextRange};

use super::frames::{self, Order, Strength};
use super::layout::Layout;
use super::phrase::{self, Subject, SubjectKind};
use crate::document::BlockKind;
use crate::facts::{Extent, Figure};

/// What the list says of verbs that anybody states a figure by, and of those of documents alone.
const ANYBODY: u32 = 1;
const DOCUMENTS_ONLY: u32 = 2;
/// Of verbs that state something only before "that", or at the end of a sentence.
const BEFORE_THAT: u32 = 4;
/// How many items may stand between such a verb and "that": "told reporters on Monday that".
const LONGEST_OBJECT: usize = 12;
/// What the list says of documents that a paragraph goes on to report.
const STANDING: u32 = 1;
/// How many sentences without a source of their own go on with what a document says.
const LONGEST_STANDING: u32 = 3;

/// How many nouns may follow a name: "Port police officials".
const MOST_NOUNS: usize = 3;

/// How many claims of a sentence are read, and how many items one reaches over; nobody writes more.
const MOST_CLAIMS: usize = 32;
const REACH: usize = 160;

/// How many items may follow "data from" up to the verb.
const LONGEST_REST: usize = 10;

/// A statement of somebody, with the stretch of its sentence that it vouches for.
struct Claim {
    /// Items before the verb that it covers: from here up to the verb.
    before: Option<usize>,
    /// Its verb.
    verb: usize,
    /// The first item behind the verb that it covers.
    from: usize,
    /// The first item that it no longer covers.
    end: usize,
    /// The words that name the source; none where nobody can be named.
    source: Option<TextRange>,
    /// Whether the paragraph goes on to tell what it says.
    stands: bool,
}

/// Gives the figures of a paragraph outside quotations the words that name their source.
pub(super) fn attribute(layout: &Layout<'_, '_>, figures: &mut [Figure]) {
    let Some(last) = figures.iter().rposition(Figure::is_quantity) else { return };
    if layout.words.kind == BlockKind::Table {
        return;
    }
    let end = figures[last].range.end();
    let mut next = 0;
    let mut reader = Reader { layout, speaker: None, document: None };
    let mut n_standing = 0;
    for (index, sentence) in layout.sentences.iter().enumerate() {
        if layout.start_of(sentence.start) >= end {
            break;
        }
        let first = next;
        let after = layout.start_of(sentence.end);
        next += figures[first..].partition_point(|figure| figure.range.start() < after);
        let claims = reader.claims(index, &figures[first..next]);
        for figure in figures[first..next].iter_mut().filter(|figure| figure.is_quantity()) {
            let item = layout.item_at(figure.range.start());
            if layout.quote(item).is_none() {
                let source =
                    if claims.is_empty() { reader.document } else { covering(&claims, item) };
                figure.source = source.and_then(Extent::new);
            }
        }
        n_standing = if claims.is_empty() { n_standing + 1 } else { 0 };
        match claims.last() {
            Some(last) => reader.document = last.source.filter(|_| last.stands),
            None if n_standing >= LONGEST_STANDING => reader.document = None,
            None => {}
        }
    }
}

/// The source of an item: the claim that leads up to it goes before one that closes the sentence.
fn covering(claims: &[Claim], item: usize) -> Option<TextRange> {
    let behind = claims.partition_point(|claim| claim.verb < item);
    let leads = claims[..behind].iter().rev().find(|claim| (claim.from..claim.end).contains(&item));
    let closes =
        || claims[behind..].iter().find(|claim| claim.before.is_some_and(|from| from <= item));
    leads.or_else(closes)?.source
}

struct Reader<'l, 'w, 't> {
    layout: &'l Layout<'w, 't>,
    /// Who or what spoke last in the paragraph, for pronouns.
    speaker: Option<TextRange>,
    /// The document that the paragraph goes on to report.
    document: Option<TextRange>,
}

impl Reader<'_, '_, '_> {
    /// What is claimed in a sentence, in order of the verbs.
    fn claims(&mut self, sentence: usize, figures: &[Figure]) -> Vec<Claim> {
        let layout = self.layout;
        let mut claims = Vec::new();
        let frames = layout.frames(sentence);
        let Some(sentence) = layout.sentences.get(sentence) else { return claims };
        for frame in frames.iter().take(MOST_CLAIMS) {
            let is_statement = frame.strength == Strength::Strong
                && (frame.order == Order::Source || self.is_statement(frame.verb));
            if let Some(subject) = frame.subject.as_ref().filter(|_| is_statement) {
                claims.extend(self.claim(
                    sentence,
                    subject,
                    (frame.verb, frame.last),
                    frame.order,
                    figures,
                ));
            }
        }
        let n_frames = claims.len();
        for &verb in layout.verbs(sentence) {
            if claims.len() >= MOST_CLAIMS {
                break;
            }
            let is_told = |claim: &Claim| claim.verb;
            if claims[..n_frames].binary_search_by_key(&verb, is_told).is_ok() {
                continue;
            }
            if let Some(subject) = self.stater(sentence, verb) {
                claims.extend(self.claim(
                    sentence,
                    &subject,
                    (verb, verb),
                    Order::SubjectFirst,
                    figures,
                ));
            }
        }
        claims.sort_by_key(|claim| claim.verb);
        claims
    }

    /// Whether a verb of speech states something: not one that asks, orders or names, and none that is only meant.
    fn is_statement(&self, verb: usize) -> bool {
        let value = self
            .layout
            .token(verb)
            .and_then(|token| self.layout.words.value(token, Class::StatingVerb));
        let is_meant = verb > 0 && self.layout.bytes(verb - 1) == b"to";
        value.is_some_and(|value| value != DOCUMENTS_ONLY) && !is_meant
    }

    /// The subject of a verb that states figures: of most such verbs, a document.
    fn stater(&self, sentence: &std::ops::Range<usize>, verb: usize) -> Option<Subject> {
        let layout = self.layout;
        let token = layout.token(verb).filter(|_| verb > sentence.start)?;
        let class = layout.words.value(token, Class::StatingVerb)?;
        // `an estimated 40`, `by counted votes`, `official estimates show`: no verbs.
        let previous = verb - 1;
        let is_attribute = layout.is(previous, Class::Determiner)
            || layout.is(previous, Class::Preposition)
            || layout.bytes(previous) == b"to";
        let is_noun = layout.is(verb + 1, Class::StatingVerb)
            || layout.is(verb + 1, Class::Cue)
            || layout.is(verb + 1, Class::Auxiliary)
            || layout.bytes(verb + 1) == b"of";
        if is_attribute || is_noun {
            return None;
        }
        let left = frames::without_auxiliaries(layout, sentence.start, verb)?;
        let subject = phrase::before_verb(layout, sentence.start, left, verb)?;
        match class {
            ANYBODY => Some(subject),
            DOCUMENTS_ONLY => {
                Some(subject).filter(|subject| self.document(subject, verb).is_some())
            }
            _ => None,
        }
    }

    fn claim(
        &mut self,
        sentence: &std::ops::Range<usize>,
        subject: &Subject,
        (verb, last): (usize, usize),
        order: Order,
        figures: &[Figure],
    ) -> Option<Claim> {
        let range = self.named(sentence, subject, verb);
        // "Some 62 percent said": they are counted.
        let first = figures.partition_point(|figure| figure.range.start() < range.start());
        let mut inside = figures[first..].iter().take_while(|one| range.contains_range(one.range));
        if inside.any(Figure::is_quantity) {
            return None;
        }
        let source = match subject.kind {
            SubjectKind::Pronoun => self.speaker.filter(|_| self.is_third_person(subject)),
            _ => Some(range),
        };
        self.speaker = source;
        let closes = order != Order::SubjectFirst || self.follows_break(sentence, subject.first);
        Some(Claim {
            before: closes.then(|| self.clause_start(sentence, verb.min(subject.first))),
            verb,
            from: self.behind(verb, last),
            end: self.clause_end(sentence, last.max(subject.last)),
            source,
            stands: self.stands(subject, verb),
        })
    }

    /// The words that name a subject. "Port data" is more than the name that it begins with, and so is "Data
    /// from the port", where a capital makes a name of the first word.
    fn named(
        &self,
        sentence: &std::ops::Range<usize>,
        subject: &Subject,
        verb: usize,
    ) -> TextRange {
        let layout = self.layout;
        let is_behind = |item: &usize| layout.is(*item, Class::Preposition);
        let rest = self.own_word(subject).map(|item| item + 1).filter(is_behind);
        let left = frames::without_auxiliaries(layout, sentence.start, verb).unwrap_or(verb);
        let is_noun =
            |item| layout.kind(item) == Kind::Word && !layout.is(item, Class::Preposition);
        let behind = subject.last + 1..left;
        let is_name = matches!(subject.kind, SubjectKind::Name(_));
        let last = match rest {
            Some(rest) if rest < left && left - rest <= LONGEST_REST => left.checked_sub(1),
            // "Port officials": a name in front of what they are.
            _ if is_name && behind.len() <= MOST_NOUNS && behind.clone().all(is_noun) => {
                behind.last()
            }
            _ => self.document_after(subject, verb),
        };
        match last.and_then(|item| layout.token(item)) {
            Some(token) => subject.range.cover(layout.words.range(token)),
            None => subject.range,
        }
    }

    /// The word for a document at the end of a subject that was taken for a name.
    fn own_word(&self, subject: &Subject) -> Option<usize> {
        let is_name = matches!(subject.kind, SubjectKind::Name(_));
        Some(subject.last).filter(|&last| is_name && self.layout.is(last, Class::Document))
    }

    /// The word for a document between a name and the verb.
    fn document_after(&self, subject: &Subject, verb: usize) -> Option<usize> {
        const FARTHEST: usize = 4;
        let layout = self.layout;
        let items = subject.last + 1..verb.min(subject.last + 1 + FARTHEST);
        let is_word =
            |&item: &usize| layout.kind(item) == Kind::Word && !layout.is(item, Class::Preposition);
        items.take_while(is_word).find(|&item| layout.is(item, Class::Document))
    }

    /// The word for a document in a subject, if it is one.
    fn document(&self, subject: &Subject, verb: usize) -> Option<usize> {
        let layout = self.layout;
        let own = || (subject.first..=subject.last).find(|&item| layout.is(item, Class::Document));
        match subject.kind {
            SubjectKind::Description => own().or_else(|| self.document_after(subject, verb)),
            SubjectKind::Name(_) => {
                self.own_word(subject).or_else(|| self.document_after(subject, verb))
            }
            SubjectKind::Pronoun | SubjectKind::Names => None,
        }
    }

    /// Whether a paragraph goes on to report what a subject says: a report, or "it" right after one.
    fn stands(&self, subject: &Subject, verb: usize) -> bool {
        let document = self.document(subject, verb).and_then(|item| self.layout.token(item));
        let value = document.and_then(|token| self.layout.words.value(token, Class::Document));
        let goes_on =
            self.document.is_some() && self.layout.bytes(subject.first).eq_ignore_ascii_case(b"it");
        value == Some(STANDING) || subject.kind == SubjectKind::Pronoun && goes_on
    }

    /// Where what is stated begins behind a verb: right there, or at "that" where the verb may have an object of its
    /// own ("claimed 40 lives").
    fn behind(&self, verb: usize, last: usize) -> usize {
        let layout = self.layout;
        let value =
            layout.token(verb).and_then(|token| layout.words.value(token, Class::StatingVerb));
        if value != Some(BEFORE_THAT) {
            return verb;
        }
        let mut items = last + 1..layout.len().min(last + 1 + LONGEST_OBJECT);
        items.find(|&item| layout.bytes(item) == b"that").unwrap_or(usize::MAX)
    }

    fn is_third_person(&self, subject: &Subject) -> bool {
        ["he", "she", "it"]
            .iter()
            .any(|one| self.layout.text(subject.first).eq_ignore_ascii_case(one))
    }

    /// Whether a comma or a dash stands before an item: "..., the union said".
    fn follows_break(&self, sentence: &std::ops::Range<usize>, item: usize) -> bool {
        item > sentence.start
            && (matches!(self.layout.kind(item - 1), Kind::Comma)
                || self.layout.kind(item - 1).is_dash())
    }

    /// Where the clause begins that a statement closes.
    fn clause_start(&self, sentence: &std::ops::Range<usize>, item: usize) -> usize {
        let lowest = sentence.start.max(item.saturating_sub(REACH));
        let breaks = (lowest..item).rev().find(|&i| self.layout.kind(i) == Kind::Semicolon);
        breaks.map_or(lowest, |at| at + 1)
    }

    /// Where the clause ends that a statement opens: at a semicolon, and where something is set against it.
    fn clause_end(&self, sentence: &std::ops::Range<usize>, item: usize) -> usize {
        let layout = self.layout;
        let ends = |&i: &usize| match layout.kind(i) {
            Kind::Semicolon => true,
            Kind::Comma => {
                matches!(
                    layout.bytes(i + 1),
                    b"but" | b"while" | b"whereas" | b"though" | b"although"
                )
            }
            _ => false,
        };
        let end = sentence.end.min(item.saturating_add(REACH));
        (item + 1..end).find(ends).unwrap_or(end)
    }
}
