//! Births and deaths in a paragraph.

use newsmark_lexer::{Class, Kind};

use super::{Holder, LifeEvent, Year, is_near_relative, name_before, years};
use crate::facts::AsOf;
use crate::paragraph::{ParagraphFacts, Trigger, Words};

/// How many words may stand between `born` and the year: `born in Hull, Yorkshire, on May 3, 1950`.
const REACH: usize = 10;

/// What each of them is told by: a word, or the bracket of `(1931-2020)`.
const EVENTS: Trigger = Trigger::words(&[Class::LifeEvent]).or(Trigger::kinds(&[Kind::ParenOpen]));

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<LifeEvent> {
    let mut found = Vec::new();
    for at in words.places(0..words.len(), EVENTS) {
        let place = words.range(at).start();
        let next = facts.sentences.partition_point(|sentence| sentence.start() <= place);
        let Some(sentence) = next.checked_sub(1) else { continue };
        let start = words.index_at(facts.sentences[sentence].start());
        let sentence = sentence as u32;
        found.extend(birth(words, facts, sentence, start, at));
        found.extend(death(words, facts, sentence, start, at));
        found.extend(life_dates(words, facts, sentence, at).into_iter().flatten());
    }
    found
}

/// `born in 1950`, `born on May 3, 1950`, `(b. 1950)`
fn birth(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    sentence: u32,
    start: usize,
    at: usize,
) -> Option<LifeEvent> {
    let is_short = words.bytes(at) == b"b" && words.kind(at + 1) == Kind::FullStop;
    if !matches!(words.bytes(at), b"born" | b"Born") && !is_short {
        return None;
    }
    let year = year_after(words, facts, sentence, at)?;
    let before = at.checked_sub(1).map_or("", |before| words.text(before));
    let lead = match before {
        "was" | "were" | "is" | "," | "(" => 1,
        _ => 0,
    };
    let is_other =
        matches!(before, "were" | "are" | "children" | "babies" | "people" | "those" | "-")
            || is_near_relative(words, at.saturating_sub(REACH).max(start), at);
    // `a boy born in 1985`
    let is_of_noun = at > start
        && words.kind(at - 1) == Kind::Word
        && lead == 0
        && !words.is_capitalised(at - 1)
        && !matches!(before, "who" | "be")
        // `a 64-year-old baker born in 1961`
        && at.checked_sub(2).is_none_or(|old| words.bytes(old) != b"old");
    if is_other || is_of_noun {
        return None;
    }
    let who = usize::from(at > lead && words.bytes(at - 1 - lead.min(at - 1)) == b"who") * 2;
    let name = at.checked_sub(lead + who).and_then(|token| name_before(words, &facts.names, token));
    let holder = name.map_or(Holder::Subject, |name| Holder::Name(name.range));
    Some(LifeEvent {
        range: words.span(at, year.end - 1),
        is_birth: true,
        at: Some(year.at),
        holder,
        person: None,
        sentence,
    })
}

/// `died in 2024`, `died on Monday`
fn death(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    sentence: u32,
    start: usize,
    at: usize,
) -> Option<LifeEvent> {
    if !matches!(words.bytes(at), b"died" | b"dies" | b"dead" | b"death") {
        return None;
    }
    if is_near_relative(words, at.saturating_sub(REACH).max(start), at) {
        return None;
    }
    let year = year_after(words, facts, sentence, at);
    let name = name_before(words, &facts.names, at);
    Some(LifeEvent {
        range: words.span(at, year.map_or(at, |year| year.end - 1)),
        is_birth: false,
        at: year.map(|year| year.at),
        holder: name.map_or(Holder::Subject, |name| Holder::Name(name.range)),
        person: None,
        sentence,
    })
}

/// The year that dates what is told at a token.
fn year_after(words: &Words<'_>, facts: &ParagraphFacts, sentence: u32, at: usize) -> Option<Year> {
    let within = words.span(at + 1, at + REACH);
    let next = years(words, facts, sentence, within).next()?;
    is_dated(words, at + 1, next.first).then_some(next)
}

/// Whether what stands before a year is its date and perhaps a place: no other clause.
fn is_dated(words: &Words<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        let is_part = matches!(
            words.kind(at),
            Kind::Word
                | Kind::Comma
                | Kind::Integer
                | Kind::FullStop
                | Kind::Hyphen
                | Kind::Abbreviation
        );
        let is_other = words.is_any_of(
            at,
            &[Class::Verb, Class::Auxiliary, Class::Cue, Class::Conjunction, Class::Pronoun],
        );
        is_part && !is_other
    })
}

/// `Max Weil (1931-2020)`
fn life_dates(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    sentence: u32,
    at: usize,
) -> Option<[LifeEvent; 2]> {
    let shape = words.kind(at) == Kind::ParenOpen
        && matches!(words.kind(at + 2), Kind::Hyphen | Kind::EnDash)
        && words.kind(at + 4) == Kind::ParenClose
        && words.text(at + 1).len() == 4
        && words.text(at + 3).len() == 4;
    if !shape {
        return None;
    }
    let name = name_before(words, &facts.names, at)?;
    let year = |at: usize| {
        let year: i16 = words.text(at).parse().ok()?;
        (1500..=2100).contains(&year).then_some(AsOf { year, month: None, day: None })
    };
    let (born, died) = (year(at + 1)?, year(at + 3)?);
    let event = LifeEvent {
        range: words.span(at + 1, at + 3),
        is_birth: true,
        at: Some(born),
        holder: Holder::Name(name.range),
        person: None,
        sentence,
    };
    Some([event, LifeEvent { is_birth: false, at: Some(died), ..event }])
}
