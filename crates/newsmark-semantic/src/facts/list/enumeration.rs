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
/// The longest item, in tokens.
const LONGEST_ITEM: usize = 8;

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Enumeration> {
    let counts = facts.figures.iter().enumerate().filter(|(_, figure)| is_count(figure));
    counts.filter_map(|(index, figure)| read(words, facts, index, figure)).collect()
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
    let opening = words.index_at(noun.range.end());
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let kind = words.kind(opening);
    let closing = match kind {
        Kind::Colon => None,
        kind if kind.is_dash() => Some(kind),
        _ => return None,
    };
    let limit = words.index_at(sentence.end());
    let (items, end) = items(words, opening + 1, limit, closing)?;
    let range = figure.range.cover(words.range(end - 1));
    (items.len() >= 2).then_some(Enumeration { range, count: FigureId(index as u32), items })
}

/// The items of a list that starts at a token, and the first token after it. None where it is no plain
/// list of names.
fn items(
    words: &Words<'_>,
    start: usize,
    limit: usize,
    closing: Option<Kind>,
) -> Option<(Vec<TextRange>, usize)> {
    let mut items = Vec::new();
    let mut at = start;
    loop {
        let first = at;
        let last_item = is_joint(words, first);
        let first = first + usize::from(last_item);
        let end = item_end(words, first, limit)?;
        items.push(words.span(first, end - 1));
        if items.len() > MOST_ITEMS as usize {
            return None;
        }
        let joint = is_joint(words, end);
        let ends = end >= limit || ends_list(words, end, closing);
        if last_item {
            // `Iran, China and Russia and`: the list is not what it seems.
            return (!joint).then_some((items, end));
        }
        if ends {
            return Some((items, end));
        }
        at = match words.kind(end) {
            Kind::Comma => end + 1,
            _ if joint => end,
            _ => return None,
        };
    }
}

fn is_joint(words: &Words<'_>, index: usize) -> bool {
    matches!(words.text(index), "and" | "or")
        || words.kind(index) == Kind::Ampersand && !words.is_glued(index)
}

fn ends_list(words: &Words<'_>, index: usize, closing: Option<Kind>) -> bool {
    closing == Some(words.kind(index))
        || matches!(
            words.kind(index),
            Kind::FullStop | Kind::Semicolon | Kind::Question | Kind::Exclamation
        )
}

/// The end of an item: capitalised words, with lower-case particles inside (`University of Leeds`).
fn item_end(words: &Words<'_>, start: usize, limit: usize) -> Option<usize> {
    let mut first = start;
    if words.text(first) == "the" {
        first += 1;
    }
    if !words.is_capitalised(first) || words.kind(first) != Kind::Word {
        return None;
    }
    let mut at = first;
    while at < limit && at - start <= LONGEST_ITEM {
        let is_name = matches!(words.kind(at), Kind::Word | Kind::Abbreviation)
            && (words.is_capitalised(at)
                || matches!(
                    words.text(at),
                    "of" | "the" | "de" | "del" | "la" | "al" | "van" | "von"
                ));
        let is_tie = matches!(words.kind(at), Kind::Hyphen | Kind::Ampersand)
            || words.kind(at) == Kind::FullStop
                && words.is(at - 1, Class::StopAbbreviation)
                && at + 1 < limit;
        if !(is_name || is_tie) {
            break;
        }
        at += 1;
    }
    (at > first).then_some(at)
}
