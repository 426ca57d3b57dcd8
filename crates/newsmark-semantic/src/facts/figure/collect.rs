//! Makes figures of the numbers of a paragraph, by the words around them.

use newsmark_lexer::{Class, Kind, TextRange, TextSize};
use rust_decimal::Decimal;

use super::quantity::Quantity;
use super::reader::{self, Draft, DraftKind};
use super::{
    Figure, Hedge, Noun, Per, Role, Unit, as_of, context, hedge, measure, noun, precision,
};
use crate::interval::Interval;
use crate::paragraph::{ParagraphFacts, Words};

/// Finds the figures of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut drafts = reader::read(words, &facts.dates);
    share_units(words, &mut drafts);
    let mut sentences = SentenceCursor::new(words, &facts.sentences);
    for draft in drafts {
        let sentence = sentences.at(words.range(draft.first).start());
        facts.figures.push(finish(words, draft, sentence));
    }
    as_of::collect(words, facts);
}

/// The sentence that each figure stands in, for figures in order.
struct SentenceCursor<'a> {
    sentences: &'a [TextRange],
    index: usize,
    first_token: usize,
    words: &'a Words<'a>,
}

/// A sentence by its place and its first token.
#[derive(Clone, Copy)]
struct Sentence {
    index: u32,
    first_token: usize,
}

impl<'a> SentenceCursor<'a> {
    fn new(words: &'a Words<'a>, sentences: &'a [TextRange]) -> SentenceCursor<'a> {
        SentenceCursor { sentences, index: 0, first_token: 0, words }
    }

    fn at(&mut self, offset: TextSize) -> Sentence {
        while self.sentences.get(self.index + 1).is_some_and(|next| next.start() <= offset) {
            self.index += 1;
            self.first_token = self.words.index_at(self.sentences[self.index].start());
        }
        Sentence { index: self.index as u32, first_token: self.first_token }
    }
}

/// `12, 14 and 19 percent`: a bare number before others takes their unit.
fn share_units(words: &Words<'_>, drafts: &mut [Draft]) {
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(left), Some(right)) = (before.last_mut(), rest.first()) else { continue };
        let is_listed = is_listed(words, left.end, right.first);
        let (DraftKind::Quantity(left), DraftKind::Quantity(right)) = (&mut left.kind, &right.kind)
        else {
            continue;
        };
        let is_bare = left.unit.is_none() && left.per.is_none() && left.role == Role::Level;
        let is_measure = matches!(right.unit, Some(Unit::Of(_)));
        if is_listed && is_bare && is_measure && are_alike(left.value, right.value) {
            left.unit = right.unit;
            left.role = right.role;
        }
    }
}

/// Whether a list goes on between two numbers: `12, 14`, `14 and 19`, `7- or 8-inch`. What follows `, or`
/// says the number before it in another way.
fn is_listed(words: &Words<'_>, end: usize, first: usize) -> bool {
    let joins = |at: usize| {
        matches!(words.kind(at), Kind::Comma | Kind::Hyphen)
            || matches!(words.text(at), "and" | "or")
    };
    let restates = words.kind(end) == Kind::Comma && words.text(end + 1) == "or";
    (1..=2).contains(&first.saturating_sub(end)) && (end..first).all(joins) && !restates
}

/// Whether two numbers are of a size that lets them share a unit.
fn are_alike(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    const MOST_TIMES: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
    let Some((a, b)) = a.zip(b) else { return true };
    let within = |small: Decimal, large: Decimal| {
        small.checked_mul(MOST_TIMES).is_some_and(|most| large <= most)
    };
    within(a.abs(), b.abs()) && within(b.abs(), a.abs())
}

/// Makes a figure of what was read, by the words around it.
fn finish(words: &Words<'_>, draft: Draft, sentence: Sentence) -> Figure {
    let range = words.span(draft.first, draft.end.max(draft.first + 1) - 1);
    let quantity = match draft.kind {
        DraftKind::Quantity(quantity) => quantity,
        DraftKind::Special { role, value } => return special_figure(range, role, value, sentence),
    };
    let before = hedge::before(words, draft.first)
        .filter(|&(start, hedge)| !is_duration_over(words, start, hedge, &quantity));
    let right_after = hedge::after(words, quantity.end);
    let phrase = noun_after(words, &quantity, right_after.map_or(quantity.end, |(end, _)| end));
    let after =
        right_after.or_else(|| phrase.as_ref().and_then(|phrase| hedge::after(words, phrase.end)));
    let start = before.map_or(draft.first, |(start, _)| start);
    let hedge = before.map(|(_, hedge)| hedge).or(after.map(|(_, hedge)| hedge));
    let hedge_range = match (before, after) {
        (Some((start, _)), _) => Some(words.span(start, draft.first - 1)),
        (None, Some((end, _))) => Some(words.span(end.saturating_sub(2), end - 1)),
        (None, None) => None,
    };
    let readings = match hedge.filter(|_| !quantity.is_range) {
        Some(hedge) => precision::hedged(quantity.readings, quantity.value, hedge),
        None => quantity.readings,
    };
    let mut role = quantity.role;
    let can_change = !matches!(role, Role::Age | Role::Duration);
    let direction = context::change(words, start, &quantity).filter(|_| can_change);
    if direction.is_some() && role != Role::Ratio {
        role = Role::Change;
    }
    let mut per = quantity.per;
    let noun_end = phrase.as_ref().map_or(quantity.end, |phrase| phrase.end);
    if per.is_none()
        && let Some((found, _)) = phrase.as_ref().and_then(|_| measure::per_after(words, noun_end))
        && matches!(found, Per::Unit(_) | Per::Base(..))
    {
        per = Some(found);
    }
    let mut context = context::firmness(words, start, noun_end, sentence.first_token);
    context.partial |= phrase.as_ref().is_some_and(|phrase| phrase.is_part)
        || context::is_beside_others(words, start, quantity.end);
    let noun = match phrase {
        Some(phrase) => {
            let noun = noun::in_scope(words, phrase.noun, noun_end);
            Some(Noun { is_definite: is_definite(words, start), ..noun })
        }
        None if matches!(role, Role::Level | Role::Share) && !quantity.is_adjective => {
            noun::subject(words, start).map(|noun| noun::in_scope(words, noun, noun_end))
        }
        None => None,
    };
    Figure {
        value: quantity.value,
        strict: readings.strict,
        loose: readings.loose,
        step: quantity.step,
        hedge,
        hedge_range,
        role,
        unit: quantity.unit,
        per,
        noun,
        direction,
        context,
        ..Figure::new(range, role, sentence.index)
    }
}

/// The noun that a quantity counts, looked for at a token after it. Money and measures count none, except for a share, which is of
/// something (`46 percent of adults`).
fn noun_after(words: &Words<'_>, quantity: &Quantity, index: usize) -> Option<noun::Phrase> {
    if quantity.role == Role::Ratio
        && quantity.unit.is_none()
        && quantity.value.is_some_and(|value| value >= Decimal::ONE)
    {
        return None;
    }
    if quantity.is_adjective || matches!(quantity.role, Role::Age | Role::Duration) {
        return None;
    }
    let is_one = quantity.value == Some(Decimal::ONE) || quantity.unit.is_some();
    let of = words.text(index) == "of";
    match quantity.unit {
        Some(Unit::Money(_)) if !of => noun::after_money(words, quantity.first, index),
        Some(_) if !of => None,
        _ => noun::hyphenated(words, index).or_else(|| noun::after(words, index, is_one && !of)),
    }
}

/// Whether the word before a figure says that the thing is known: `the 31 seats`.
fn is_definite(words: &Words<'_>, start: usize) -> bool {
    let known =
        ["the", "these", "those", "its", "their", "his", "her", "all", "both", "our", "that"];
    start > 0 && known.iter().any(|word| words.text(start - 1).eq_ignore_ascii_case(word))
}

/// `over three years` lasts so long; `over 4,500 firms` are more.
fn is_duration_over(words: &Words<'_>, start: usize, hedge: Hedge, quantity: &Quantity) -> bool {
    hedge == Hedge::MoreThan
        && quantity.role == Role::Duration
        && words.text(start).eq_ignore_ascii_case("over")
        && !words.is(start.wrapping_sub(1), Class::Auxiliary)
}

fn special_figure(
    range: TextRange,
    role: Role,
    value: Option<Decimal>,
    sentence: Sentence,
) -> Figure {
    let exactly = value.map_or(Interval::EVERYTHING, Interval::exactly);
    Figure { value, strict: exactly, loose: exactly, ..Figure::new(range, role, sentence.index) }
}
