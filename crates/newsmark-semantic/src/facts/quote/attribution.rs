//! Which of a paragraph's quotations are somebody's words, and which words of it say whose.
//!
//! The nearest frame of speech in the same sentence decides; a frame right behind the quotation goes
//! first. Part of a sentence without a frame is left alone: writers put marks around words that they
//! merely hold at arm's length. Whole sentences without a frame belong to the quotation before them
//! or to whom the sentence before is about.

use newsmark_lexer::{Class, Kind, TextRange, TextSize};

use super::claims;
use super::frames::Strength;
use super::layout::{Layout, VERBS};
use super::marks::{self, Mark, Marks, Pair};
use super::nearest::nearest;
use super::phrase::{self, Subject, SubjectKind};
use super::shape::{self, Said, Shape};
use super::{Found, LeadIn, NestedMarks, Quote, QuoteKind, Speaker, StrayMark};
use crate::document::BlockKind;
use crate::facts::{Figure, NameMention};
use crate::paragraph::Words;

/// What a paragraph says about who speaks.
#[derive(Default)]
pub(super) struct Collected {
    pub(super) quotes: Vec<Quote>,
    pub(super) lead_in: Option<LeadIn>,
    pub(super) nested: Vec<NestedMarks>,
    pub(super) strays: Vec<StrayMark>,
}

/// The quotes of a paragraph and whose words follow it; notes which of its names open a sentence, and whose
/// word its figures are.
pub(super) fn collect(
    words: &Words<'_>,
    names: &mut [NameMention],
    figures: &mut [Figure],
    sentences: &[TextRange],
) -> Collected {
    let Marks { mut pairs, nested, strays } = marks::pair(words);
    let nested = nested.iter().map(|pair| NestedMarks {
        opening: words.range(pair.open),
        closing: words.range(pair.last),
        mark: pair.mark,
    });
    let strays = strays.iter().map(|&(index, mark)| StrayMark {
        range: words.range(index),
        mark,
        comes_first: pairs.first().is_none_or(|pair| pair.open > index),
        paragraph: 0,
    });
    let (nested, strays) = (nested.collect(), strays.collect());
    if words.kind == BlockKind::BlockQuote && pairs.is_empty() {
        let quotes = block_quote(words, names).into_iter().collect();
        return Collected { quotes, strays, ..Collected::default() };
    }
    drop_nicknames(words, names, &mut pairs);
    let missing: Vec<Option<TextSize>> =
        pairs.iter_mut().map(|pair| end_before_attribution(words, names, pair)).collect();
    if pairs.is_empty() && names.is_empty() && words.place(0..words.len(), VERBS).is_none() {
        // Nobody is named, and nothing is anybody's.
        return Collected { strays, ..Collected::default() };
    }
    let layout = Layout::new(words, &pairs, names, sentences);
    mark_subjects(&layout, names);
    claims::attribute(&layout, figures);
    let mut reading = Reading::new(&layout);
    let lead_in = reading.lead_in();
    if pairs.is_empty() {
        return Collected { lead_in, strays, ..Collected::default() };
    }
    for &item in &layout.quotes {
        reading.read(item);
    }
    reading.share_backwards(&layout.quotes);
    let mut quotes = reading.quotes;
    for ((quote, pair), missing) in quotes.iter_mut().zip(&pairs).zip(missing) {
        quote.missing_mark = missing;
        quote.opens_paragraph = pair.open == 0;
    }
    Collected { quotes, lead_in, nested, strays }
}

struct Reading<'l, 'w, 't> {
    layout: &'l Layout<'w, 't>,
    quotes: Vec<Quote>,
    /// For each quote, its item.
    items: Vec<usize>,
}

impl<'l, 'w, 't> Reading<'l, 'w, 't> {
    fn new(layout: &'l Layout<'w, 't>) -> Self {
        Reading { layout, quotes: Vec::new(), items: Vec::new() }
    }

    fn read(&mut self, item: usize) {
        let layout = self.layout;
        let Some(index) = layout.quote(item) else { return };
        let pair = layout.pairs[index];
        let sentence = layout.sentence_of(item);
        let frames = layout.frames(sentence);
        let shape = Shape::of(layout, item, pair);
        let mut quote = Quote {
            range: layout.words.span(pair.open, pair.last),
            kind: if shape.whole { QuoteKind::Direct } else { QuoteKind::Partial },
            mark: Some(pair.mark),
            closed: pair.closed,
            mismatched: false,
            missing_mark: None,
            opens_paragraph: false,
            speaker: None,
            cue: None,
            paragraph: 0,
        };
        let frame = nearest(layout, frames, item, &shape);
        // "told “Harbour Watch,” adding": a show has been told.
        let told = frame.is_some_and(|(frame, _)| frame.tells && frame.verb + 1 == item);
        let said = match told && shape.title_case && shape.words > 1 {
            true => Some(Said::Title),
            false => shape::said_to_be(layout, item, &shape),
        };
        let titled = shape.title_case && shape.words > 1 && !shape.whole;
        // On “Harbour Watch,” Arnesen said
        let in_title = titled && (said.is_some() || shape::stands_in_title_place(layout, item));
        let frame = frame.filter(|(_, beside)| *beside || !shape::is_epithet(layout, item, &shape));
        let is_read = frame
            .and_then(|(frame, _)| frame.subject.as_ref())
            .is_some_and(|subject| shape::is_thing_to_read(layout, subject));
        match frame {
            _ if is_read || said == Some(Said::Placard) => quote.kind = QuoteKind::Placard,
            _ if said == Some(Said::Title) && shape.title_case => quote.kind = QuoteKind::Title,
            Some((frame, beside))
                if shape.is_given(frame, beside, said, titled, in_title, item) =>
            {
                quote.cue = Some(frame.cue);
                quote.speaker = frame.subject.as_ref().map(|subject| self.speaker(subject));
                if quote.speaker.is_none() && frame.unsaid {
                    quote.kind = QuoteKind::Unsaid;
                } else if quote.speaker.is_none() && !shape.whole && shape.words <= 3 {
                    quote.kind = QuoteKind::Scare;
                }
            }
            _ if said.is_some() && shape.title_case => quote.kind = QuoteKind::Title,
            _ if said.is_some() => quote.kind = QuoteKind::Word,
            _ if shape.whole => quote.speaker = self.speaker_nearby(item),
            _ => {
                if let Some(subject) = self.signed(item) {
                    quote.speaker = Some(self.speaker(&subject));
                } else if titled {
                    quote.kind = QuoteKind::Title;
                } else if shape.words <= 3 || pair.mark == Mark::Single {
                    quote.kind = QuoteKind::Scare;
                }
            }
        }
        self.quotes.push(quote);
        self.items.push(item);
    }

    /// The speaker of whole sentences without a frame, if the words nearby tell.
    fn speaker_nearby(&self, item: usize) -> Option<Speaker> {
        let layout = self.layout;
        let sentence = layout.sentence_of(item);
        let start = layout.sentences[sentence].start;
        if let Some(subject) = self.signed(item) {
            return Some(self.speaker(&subject));
        }
        if item > start && !layout.only_led_in(item) {
            // "Hult: “I do.”"
            let introduced = layout.kind(item - 1) == Kind::Colon;
            let subject = phrase::before_colon(layout, start, item - 1).filter(|_| introduced)?;
            // "Hult's answer: “I do.”"
            let owner = phrase::owner_of_words(layout, &subject);
            return Some(self.speaker(&owner.unwrap_or(subject)));
        }
        let before = sentence.checked_sub(1).map(|before| layout.sentences[before].clone())?;
        let last = self.items.last().copied();
        let quoted_before = last.is_some_and(|last| last >= before.start);
        if !quoted_before && let Some(subject) = phrase::opening(layout, before.start, before.end) {
            match subject.kind {
                SubjectKind::Name(_) => {
                    let speaker = self.speaker(&subject);
                    return Some(Speaker { found: Found::SentenceBefore, ..speaker });
                }
                SubjectKind::Pronoun if last.is_none() && is_personal(layout, &subject) => {
                    return Some(self.speaker(&subject));
                }
                _ => {}
            }
        }
        self.quotes.iter().rev().take(8).find(|quote| quote.kind.is_speech())?.speaker.clone()
    }

    /// Whose words follow the paragraph: announced by a colon, or going on from what it reports at its end.
    fn lead_in(&self) -> Option<LeadIn> {
        let layout = self.layout;
        let sentence = layout.sentences.last()?;
        let last = sentence.end.checked_sub(1)?;
        let colon = layout.kind(last) == Kind::Colon;
        let quoted =
            !layout.pairs.is_empty() && sentence.clone().any(|item| layout.quote(item).is_some());
        if !colon && (quoted || layout.words.kind != BlockKind::Paragraph) {
            return None;
        }
        let frames = layout.frames(layout.sentences.len() - 1);
        let frame = match colon {
            true => frames.iter().rev().take(4).find(|frame| frame.subject.is_some()),
            false => frames.first().filter(|frame| frame.strength == Strength::Strong),
        };
        let subject = match frame {
            Some(frame) => frame.subject.clone(),
            None if colon => phrase::before_colon(layout, sentence.start, last)
                .filter(|subject| matches!(subject.kind, SubjectKind::Name(_))),
            None => None,
        };
        let mut speaker = self.speaker(&subject?);
        if !colon && speaker.found == Found::FullName {
            speaker.found = Found::SentenceBefore;
        }
        Some(LeadIn { speaker, cue: frame.map(|frame| frame.cue).filter(|_| colon), paragraph: 0 })
    }

    /// "— Olga Brandt" behind the quotation, at the end of its sentence.
    fn signed(&self, item: usize) -> Option<Subject> {
        let layout = self.layout;
        if !layout.kind(item + 1).is_dash() {
            return None;
        }
        let end = layout.sentences[layout.sentence_of(item + 1)].end;
        phrase::noun_phrase(layout, item + 2, end).filter(|subject| {
            matches!(subject.kind, SubjectKind::Name(_)) && subject.ends_clause(layout)
        })
    }

    fn speaker(&self, subject: &Subject) -> Speaker {
        let found = match subject.kind {
            SubjectKind::Name(_) => Found::FullName,
            SubjectKind::Names => Found::Joint,
            SubjectKind::Pronoun => Found::Pronoun,
            SubjectKind::Description => Found::Description,
        };
        Speaker {
            mention: Some(subject.range),
            person: None,
            name: None,
            found,
            reference: None,
            antecedent: self.antecedent(subject),
        }
    }

    /// What *it* stands for: whatever the sentence before is about.
    fn antecedent(&self, subject: &Subject) -> Option<TextRange> {
        let layout = self.layout;
        let token = layout.token(subject.first)?;
        if subject.kind != SubjectKind::Pronoun
            || !layout.words.bytes(token).eq_ignore_ascii_case(b"it")
        {
            return None;
        }
        let sentence = layout.sentence_of(subject.first);
        let before = layout.sentences[sentence.checked_sub(1)?].clone();
        let opening = phrase::opening(layout, before.start, before.end)?;
        (opening.kind != SubjectKind::Pronoun).then_some(opening.range)
    }

    /// “One sentence.” “Another,” she said: both are hers.
    fn share_backwards(&mut self, items: &[usize]) {
        for index in (1..self.quotes.len()).rev() {
            let (before, after) = (items[index - 1], items[index]);
            let [first, second] = &mut self.quotes[index - 1..=index] else { continue };
            let open =
                first.kind == QuoteKind::Direct && first.speaker.is_none() && first.cue.is_none();
            if open && after == before + 1 {
                first.speaker.clone_from(&second.speaker);
                first.cue = second.cue;
            }
        }
    }
}

fn is_personal(layout: &Layout<'_, '_>, subject: &Subject) -> bool {
    matches!(layout.bytes(subject.first), b"He" | b"She" | b"he" | b"she")
}

/// Notes which names are what their sentence is about.
fn mark_subjects(layout: &Layout<'_, '_>, names: &mut [NameMention]) {
    let mut next = 0;
    for sentence in &layout.sentences {
        let (start, end) = (layout.start_of(sentence.start), layout.start_of(sentence.end));
        while names.get(next).is_some_and(|name| name.range.end() <= start) {
            next += 1;
        }
        if names.get(next).is_none_or(|name| name.range.start() >= end) {
            continue;
        }
        let opening = phrase::opening(layout, sentence.start, sentence.end);
        let named = match opening {
            Some(Subject { kind: SubjectKind::Name(id), .. }) => Some(id),
            _ => None,
        };
        let is_person = |id: usize| names.get(id).is_some_and(|name| !name.name.is_body);
        let subject = match named {
            Some(id) if is_person(id) => Some(id),
            _ => introduced(layout, names, next, end).or(named),
        };
        if let Some(name) = subject.and_then(|id| names.get_mut(id)) {
            name.is_subject = true;
        }
    }
}

/// The one person in a sentence about something else who is introduced and does something: `The charity was pleased, though its
/// director, Ann Lee, warned`.
fn introduced(
    layout: &Layout<'_, '_>,
    names: &[NameMention],
    first: usize,
    end: TextSize,
) -> Option<usize> {
    const MOST: usize = 8;
    const DOES: &[Class] = &[Class::Cue, Class::Verb, Class::Change, Class::Auxiliary];
    let near = names.iter().enumerate().skip(first).take(MOST);
    let mut people = near
        .take_while(|(_, name)| name.range.start() < end)
        .filter(|(_, name)| !name.name.is_body && name.name.is_full());
    let (id, name) = people.next().filter(|_| people.next().is_none())?;
    let words = layout.words;
    let comma = words.index_at(name.range.end());
    let is_introduced = name.apposition.is_some_and(|role| role.end() <= name.range.start());
    let does = words.kind(comma) == Kind::Comma && words.is_any_of(comma + 1, DOES);
    (is_introduced && does).then_some(id)
}

/// A pair inside a name is a nickname: Marta “Blue” Novotny.
fn drop_nicknames(words: &Words<'_>, names: &[NameMention], pairs: &mut Vec<Pair>) {
    let mut names = names.iter().peekable();
    pairs.retain(|pair| {
        let range = words.span(pair.open, pair.last);
        while names.next_if(|name| name.range.end() <= range.start()).is_some() {}
        !names.peek().is_some_and(|name| {
            name.range.start() < range.start() && name.range.contains_range(range)
        })
    });
}

/// Where the closing mark is missing right before "X said.", ends the pair there.
fn end_before_attribution(
    words: &Words<'_>,
    names: &[NameMention],
    pair: &mut Pair,
) -> Option<TextSize> {
    if pair.closed || pair.mark == Mark::Single {
        return None;
    }
    let comma = (pair.open + 2..pair.last).find(|&i| {
        matches!(words.kind(i), Kind::Comma | Kind::Question | Kind::Exclamation)
            && words.is_glued(i)
            && is_attribution(words, names, i + 1, pair.last)
    })?;
    pair.last = comma;
    Some(words.range(comma).end())
}

/// Whether "X said" and a stop, or "said X" and a stop, stand here.
fn is_attribution(words: &Words<'_>, names: &[NameMention], token: usize, last: usize) -> bool {
    let name_end = |token: usize| {
        let start = words.range(token).start();
        let index = names.binary_search_by_key(&start, |name| name.range.start()).ok()?;
        Some(words.index_at(names[index].range.end()))
    };
    let is_said =
        |token: usize| matches!(words.bytes(token), b"said" | b"says" | b"added" | b"told");
    let ends =
        |token: usize| token > last || matches!(words.kind(token), Kind::FullStop | Kind::Comma);
    let subject_end = if matches!(words.bytes(token), b"he" | b"she") {
        Some(token + 1)
    } else {
        name_end(token)
    };
    match subject_end {
        Some(verb) => is_said(verb) && ends(verb + 1),
        None => is_said(token) && name_end(token + 1).is_some_and(ends),
    }
}

/// A block quote without marks: its words, and the dash line at its end.
fn block_quote(words: &Words<'_>, names: &[NameMention]) -> Option<Quote> {
    let last = words.len().checked_sub(1)?;
    let dash = (1..last).rev().find(|&i| {
        let between = TextRange::new(words.range(i - 1).end(), words.range(i).start());
        words.kind(i).is_dash() && words.text[between].contains('\n')
    });
    let end = dash.map_or(last, |dash| dash - 1);
    let speaker = dash.map(|dash| {
        let after = words.range(dash).end();
        let name = names.iter().find(|name| name.range.start() >= after);
        let comma = (dash + 1..=last).find(|&i| words.kind(i) == Kind::Comma).unwrap_or(last + 1);
        let line = words.span(dash + 1, (comma - 1).max(dash + 1));
        Speaker {
            mention: Some(name.map_or(line, |name| name.range)),
            person: None,
            name: None,
            found: Found::DashLine,
            reference: None,
            antecedent: None,
        }
    });
    Some(Quote {
        range: words.span(0, end),
        kind: QuoteKind::Block,
        mark: None,
        closed: true,
        mismatched: false,
        missing_mark: None,
        opens_paragraph: true,
        speaker,
        cue: None,
        paragraph: 0,
    })
}
