//! A count and the closed list of what it counts.
//!
//! Only lists that say themselves where they begin and end: after a colon, or between dashes, with items
//! that are all names. An item with `and` inside, or an aside between the items, leaves the list unread.

use newsmark_lexer::{Class, Kind, TextRange};

use super::Enumeration;
use crate::facts::figure::{Figure, FigureId, Role};
use crate::paragraph::{ParagraphFacts, Words};

/// The largest count that anybody spells out item by item.
const MOST_ITEMS: u32 = 20;
/// The longest name in a list, in tokens.
const LONGEST_NAME: usize = 8;
/// The longest item that is no name, in tokens.
const LONGEST_NOUN: usize = 4;
/// How far, in tokens, the colon may stand from the count's noun.
const REACH: usize = 12;

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Enumeration> {
    let counts = facts.figures.iter().enumerate().filter(|(_, figure)| is_count(figure));
    counts
        .filter_map(|(index, figure)| {
            read(words, facts, index, figure).or_else(|| read_before(words, facts, index, figure))
        })
        .collect()
}

/// `Norway, Sweden and Finland, the three countries that signed`: names that open the sentence, and then
/// the count. Places with their countries are counted twice over, so half as many things are no list.
fn read_before(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    figure: &Figure,
) -> Option<Enumeration> {
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let start = words.index_at(sentence.start());
    let first = words.index_at(figure.range_with_hedge().start());
    let is_known = matches!(words.bytes(first.checked_sub(1)?), b"the" | b"these" | b"those");
    let joint = first.checked_sub(2).filter(|&joint| joint > start)?;
    let closing = words.kind(joint);
    let is_name = ItemStyle::of(words, start) == ItemStyle::Name;
    if !is_known || !is_name || !matches!(closing, Kind::Comma | Kind::Colon) {
        return None;
    }
    let (items, end) = items(words, start, joint, Some(closing))?;
    let is_half = figure.value == Some(rust_decimal::Decimal::from(items.len() / 2));
    let is_list = items.len() >= 3 && end == joint && !is_half;
    let range = words.span(start, joint).cover(figure.range);
    is_list.then_some(Enumeration { range, count: FigureId(index as u32), items })
}

/// Whether a figure can announce a list: an exact small count of something in the plural.
fn is_count(figure: &Figure) -> bool {
    let small = figure.value.is_some_and(|value| {
        value.fract().is_zero()
            && value >= 2.into()
            && value <= rust_decimal::Decimal::from(MOST_ITEMS)
    });
    figure.role == Role::Level
        && small
        && figure.unit.is_none()
        && figure.hedge.is_none()
        && !figure.context.partial
        && figure.noun.as_ref().is_some_and(|noun| !noun.from_subject)
}

fn read(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    index: usize,
    figure: &Figure,
) -> Option<Enumeration> {
    let noun = figure.noun.as_ref()?;
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let limit = words.index_at(sentence.end());
    let (start, closing) =
        opening(words, words.index_at(noun.range.end()), limit, noun.is_definite)?;
    // The last count before the list announces it.
    let list = words.range(start).start();
    let mut later =
        facts.figures[index + 1..].iter().take_while(|other| other.range.start() < list);
    if later.any(is_count) {
        return None;
    }
    let (items, end) = items(words, start, limit, closing)?;
    let range = figure.range.cover(words.range(end - 1));
    (items.len() >= 2).then_some(Enumeration { range, count: FigureId(index as u32), items })
}

/// Where a list begins after the noun that it counts, and what closes it: a colon at the end of the clause,
/// a dash right after the noun, `namely`.
fn opening(
    words: &Words<'_>,
    noun_end: usize,
    limit: usize,
    is_definite: bool,
) -> Option<(usize, Option<Kind>)> {
    if words.kind(noun_end).is_dash() {
        return Some((noun_end + 1, Some(words.kind(noun_end))));
    }
    // `The three winners are Anna Holm, Karl Berg and Ines Ruiz`
    let is_named = matches!(words.bytes(noun_end), b"are" | b"were")
        && is_definite
        && ItemStyle::of(words, noun_end + 1) == ItemStyle::Name;
    if is_named {
        return Some((noun_end + 1, None));
    }
    if words.kind(noun_end) == Kind::ParenOpen {
        return Some((noun_end + 1, Some(Kind::ParenClose)));
    }
    if words.kind(noun_end) == Kind::Comma && words.bytes(noun_end + 1) == b"namely" {
        return Some((noun_end + 2, Some(Kind::Comma)));
    }
    let mut clause = noun_end..limit.min(noun_end + REACH);
    let colon = clause.find(|&at| !matches!(words.kind(at), Kind::Word | Kind::Integer))?;
    (words.kind(colon) == Kind::Colon).then_some((colon + 1, None))
}

/// The items of a list that starts at a token, and the first token after it. None where it is no plain
/// list: all its items are names, or none is and `and` stands before the last.
fn items(
    words: &Words<'_>,
    start: usize,
    limit: usize,
    closing: Option<Kind>,
) -> Option<(Vec<TextRange>, usize)> {
    let mut items = Vec::new();
    let style = ItemStyle::of(words, start);
    let mut at = start;
    loop {
        let first = at;
        let last_item = is_joint(words, first);
        let first = first + usize::from(last_item);
        let end = item_end(words, first, limit, style)?;
        items.push(words.span(first, end - 1));
        if items.len() > MOST_ITEMS as usize {
            return None;
        }
        let joint = is_joint(words, end);
        let ends = end >= limit || ends_list(words, end, closing);
        if last_item {
            // `Iran, China and Russia and`, `Trinidad and Tobago, Malta`: not the end after all.
            let goes_on = words.kind(end) == Kind::Comma
                && closing != Some(Kind::Comma)
                && item_end(words, end + 1, limit, style).is_some();
            return (!joint && !goes_on).then_some((items, end));
        }
        if ends {
            return (style == ItemStyle::Name).then_some((items, end));
        }
        at = match words.kind(end) {
            Kind::Comma => end + 1,
            _ if joint => end,
            _ => return None,
        };
    }
}

fn is_joint(words: &Words<'_>, index: usize) -> bool {
    matches!(words.bytes(index), b"and" | b"or")
        || words.kind(index) == Kind::Ampersand && !words.is_glued(index)
}

fn ends_list(words: &Words<'_>, index: usize, closing: Option<Kind>) -> bool {
    closing == Some(words.kind(index)) && closing != Some(Kind::Comma)
        || matches!(
            words.kind(index),
            Kind::FullStop | Kind::Semicolon | Kind::Question | Kind::Exclamation
        )
}

/// What the items of a list look like; all of them alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ItemStyle {
    /// `Iran`, `the University of Leeds`
    Name,
    /// `butter`, `the port authority`
    Noun,
}

impl ItemStyle {
    fn of(words: &Words<'_>, start: usize) -> ItemStyle {
        let first = start + usize::from(words.bytes(start) == b"the");
        if words.is_capitalised(first) { ItemStyle::Name } else { ItemStyle::Noun }
    }
}

/// The end of an item, if it is of the style. Names have capitals, and particles between them; nouns have
/// at most a few small words and no verb.
fn item_end(words: &Words<'_>, start: usize, limit: usize, style: ItemStyle) -> Option<usize> {
    let first = start + usize::from(matches!(words.bytes(start), b"the" | b"a" | b"an"));
    if words.kind(first) != Kind::Word || ItemStyle::of(words, start) != style {
        return None;
    }
    let belongs = |at: usize| match style {
        ItemStyle::Name => is_in_name(words, at, limit),
        ItemStyle::Noun => is_in_noun(words, at),
    };
    let longest = if style == ItemStyle::Name { LONGEST_NAME } else { LONGEST_NOUN };
    let limit = limit.min(first + longest);
    let end = (first..limit).find(|&at| !belongs(at)).unwrap_or(limit);
    (end > first).then_some(end)
}

fn is_in_name(words: &Words<'_>, at: usize, limit: usize) -> bool {
    let is_particle =
        words.is(at, Class::NameParticle) || matches!(words.bytes(at), b"of" | b"the");
    let is_name = matches!(words.kind(at), Kind::Word | Kind::Abbreviation)
        && (words.is_capitalised(at) || is_particle);
    let is_tie = matches!(words.kind(at), Kind::Hyphen | Kind::Ampersand)
        || words.kind(at) == Kind::FullStop
            && words.is(at - 1, Class::StopAbbreviation)
            && at + 1 < limit;
    is_name || is_tie
}

fn is_in_noun(words: &Words<'_>, at: usize) -> bool {
    const CLOSED: &[Class] = &[
        Class::Preposition,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Determiner,
        Class::Cue,
    ];
    let is_small = words.kind(at) == Kind::Word && !words.is_capitalised(at);
    words.kind(at) == Kind::Hyphen || is_small && !words.is_any_of(at, CLOSED)
}
