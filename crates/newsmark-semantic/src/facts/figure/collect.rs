//! Makes figures of the numbers of a paragraph, by the words around them.

use newsmark_lexer::vocabulary::units::{self, Dimension};
use newsmark_lexer::{Class, Kind, TextRange, TextSize};
use rust_decimal::Decimal;

use super::numeral::Numeral;
use super::precision::Grain;
use super::quantity::Quantity;
use super::reader::{self, Draft, DraftKind};
use super::{
    Figure, Hedge, Leeway, Noun, Per, Role, Unit, age, as_of, borrowed, context, hedge, listed,
    measure, noun, precision, scope,
};
use crate::facts::Extent;
use crate::paragraph::{ParagraphFacts, Words};

/// Finds the figures of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut drafts = reader::read(words, &facts.dates);
    listed::share_units(words, &mut drafts);
    let mut sentences = SentenceCursor::new(words, &facts.sentences);
    facts.figures.reserve_exact(drafts.len());
    for draft in drafts {
        let first = draft.first;
        let sentence = sentences.at(words.range(first).start());
        let mut figure = finish(words, draft, sentence);
        // `300 per 100,000 people`: the base is no figure of its own.
        let is_base = facts
            .figures
            .last()
            .is_some_and(|before| matches!(before.per.as_deref(), Some(Per::Base(..))))
            && first
                .checked_sub(1)
                .is_some_and(|before| matches!(words.bytes(before), b"per" | b"every" | b"each"));
        if is_base {
            continue;
        }
        if let Some(before) =
            facts.figures.last_mut().filter(|before| before.sentence == sentence.index)
        {
            listed::carry_over(words, before, &mut figure, first);
            listed::carry_back(words, before, &mut figure, first);
            if listed::close_bounds(words, before, &figure) {
                continue;
            }
        }
        listed::share_direction(words, &mut facts.figures, &figure, first);
        facts.figures.push(figure);
    }
    as_of::collect(words, facts);
    borrowed::collect(words, facts);
}

/// The sentence that each figure stands in, for figures in order.
struct SentenceCursor<'a> {
    sentences: &'a [TextRange],
    index: usize,
    first_token: usize,
    end_token: usize,
    words: &'a Words<'a>,
}

/// A sentence by its place and its first token.
#[derive(Clone, Copy)]
struct Sentence {
    index: u32,
    first_token: usize,
    end_token: usize,
}

impl Sentence {
    fn tokens(self) -> std::ops::Range<usize> {
        self.first_token..self.end_token
    }
}

impl<'a> SentenceCursor<'a> {
    fn new(words: &'a Words<'a>, sentences: &'a [TextRange]) -> SentenceCursor<'a> {
        let mut cursor =
            SentenceCursor { sentences, index: 0, first_token: 0, end_token: 0, words };
        cursor.end_token = cursor.end();
        cursor
    }

    /// The token after the sentence.
    fn end(&self) -> usize {
        let sentence = self.sentences.get(self.index);
        sentence.map_or(self.words.len(), |sentence| self.words.index_at(sentence.end()))
    }

    fn at(&mut self, offset: TextSize) -> Sentence {
        while self.sentences.get(self.index + 1).is_some_and(|next| next.start() <= offset) {
            self.index += 1;
            self.first_token = self.words.index_at(self.sentences[self.index].start());
            self.end_token = self.end();
        }
        Sentence {
            index: self.index as u32,
            first_token: self.first_token,
            end_token: self.end_token,
        }
    }
}

/// Makes a figure of what was read, by the words around it.
fn finish(words: &Words<'_>, draft: Draft, sentence: Sentence) -> Figure {
    let range = words.span(draft.first, draft.end.max(draft.first + 1) - 1);
    let quantity = match draft.kind {
        DraftKind::Quantity(quantity) => quantity,
        DraftKind::Special { role, value } => return special_figure(range, role, value, sentence),
        DraftKind::Cell(numeral) => return cell_figure(words, draft.first, &numeral, sentence),
    };
    let (hedges, phrase) = hedges(words, &quantity);
    let is_fall = words.value(quantity.first, Class::Multiplier).is_some_and(|times| times < 100);
    let hedge = hedges.hedge.filter(|_| !quantity.is_range);
    let readings = match hedge {
        Some(hedge) if is_fall => precision::hedged_fall(quantity.readings, quantity.value, hedge),
        Some(hedge) => precision::hedged(quantity.readings, quantity.value, hedge),
        None => quantity.readings,
    };
    let can_change = !matches!(quantity.role, Role::Age | Role::Duration);
    // `rose above 50 percent`: where it has come to, not by how much.
    let is_passed = hedges.start < quantity.first
        && ["above", "below"]
            .iter()
            .any(|word| words.bytes(quantity.first - 1).eq_ignore_ascii_case(word.as_bytes()));
    // `growth of minus 5 percent` went neither way for certain.
    let is_negative = quantity.value.is_some_and(|value| value.is_sign_negative());
    let direction = context::change(words, hedges.start, &quantity)
        .filter(|_| can_change && !is_passed && !is_negative);
    let is_change = direction.is_some() && quantity.role != Role::Ratio;
    let role = if is_change { Role::Change } else { quantity.role };
    let end = phrase.as_ref().map_or(quantity.end, |phrase| phrase.end);
    let mut context = context::firmness(words, hedges.start, end, sentence.first_token);
    context.partial |= phrase.as_ref().is_some_and(|phrase| phrase.is_part)
        || context::is_beside_others(words, hedges.start, quantity.end);
    let per = quantity.per.clone().or_else(|| phrase.as_ref().and_then(|_| rate_after(words, end)));
    // `Profit rose 16 percent`: that of the profit.
    let is_percent =
        matches!(quantity.unit, Some(Unit::Of(id)) if id.unit().dimension == Dimension::Share);
    let has_subject =
        matches!(role, Role::Level | Role::Share) || role == Role::Change && is_percent;
    let counts = has_subject && !quantity.is_adjective;
    let noun = match phrase {
        Some(phrase) => Some(Noun { is_definite: is_definite(words, hedges.start), ..phrase.noun }),
        None => noun::before_or(words, quantity.first)
            .or_else(|| noun::subject(words, hedges.start).filter(|_| counts)),
    };
    // `the average age is 43`, `life expectancy rose to 78`
    let is_age = noun.as_ref().is_some_and(|noun| noun.from_subject && noun.is_of_age())
        && (quantity.unit.is_none() && age::is_plausible(quantity.value, quantity.step));
    let year = is_age.then(|| units::by_name("year")).flatten();
    let (unit, role) = match year {
        Some(year) => (Some(Unit::OfAge(year)), Role::Age),
        None => (quantity.unit, role),
    };
    Figure {
        value: quantity.value,
        leeway: Leeway::new(quantity.value, readings, quantity.step),
        hedge: hedges.hedge,
        hedge_range: hedges.range.and_then(Extent::new),
        role,
        unit,
        per,
        noun: noun.map(|noun| noun::in_scope(words, noun, end)),
        direction,
        context,
        scope: scope::read(words, hedges.start..end, sentence.tokens()),
        ..Figure::new(range, role, sentence.index)
    }
}

/// The hedge of a quantity, wherever it stands.
struct Hedges {
    /// The first token of the quantity, a hedge before it included.
    start: usize,
    hedge: Option<Hedge>,
    range: Option<TextRange>,
}

/// The hedge before or after a quantity, or after its noun, and the noun itself.
fn hedges(words: &Words<'_>, quantity: &Quantity) -> (Hedges, Option<noun::Phrase>) {
    let before = hedge::before(words, quantity.first)
        .filter(|&(start, hedge)| !is_duration_over(words, start, hedge, quantity))
        .filter(|&(start, _)| {
            !is_compared_over(words, start)
                && !is_spread_over(words, start)
                && !is_apart_from(words, start, quantity)
        });
    let right_after = hedge::after(words, quantity.end);
    let phrase = noun_after(words, quantity, right_after.map_or(quantity.end, |(end, _)| end));
    // `about five hundred or less` is a bound.
    let is_bounded = right_after.is_some() && matches!(before, Some((_, Hedge::About)));
    if let Some((hedge, last)) = quantity.tied_hedge {
        let range = Some(words.span(last - 1, last));
        let start = before.map_or(quantity.first, |(start, _)| start);
        return (Hedges { start, hedge: Some(hedge), range }, phrase);
    }
    if let Some((start, hedge)) = before.filter(|_| !is_bounded) {
        let range = Some(words.span(start, quantity.first - 1));
        return (Hedges { start, hedge: Some(hedge), range }, phrase);
    }
    let after = right_after.map(|after| (quantity.end, after)).or_else(|| {
        let end = phrase.as_ref()?.end;
        Some((end, hedge::after(words, end)?))
    });
    let hedge = after.map(|(_, (_, hedge))| hedge);
    let range = after.map(|(from, (end, _))| words.span(from, end - 1));
    (Hedges { start: quantity.first, hedge, range }, phrase)
}

/// What a noun is measured against: `three thousand tests per day`.
fn rate_after(words: &Words<'_>, end: usize) -> Option<Box<Per>> {
    let (per, _) = measure::per_after(words, end)?;
    matches!(per, Per::Unit(_) | Per::Base(..)).then(|| Box::new(per))
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
    // `a third cheaper`, `a fifth fewer pupils`
    if quantity.role == Role::Share
        && quantity.unit.is_none()
        && words.is(index, Class::Comparative)
        && !matches!(words.bytes(index), b"more" | b"less" | b"fewer")
    {
        return None;
    }
    let is_money = matches!(quantity.unit, Some(Unit::Money(_)));
    if quantity.is_adjective && !is_money || matches!(quantity.role, Role::Age | Role::Duration) {
        return None;
    }
    let is_one = quantity.value == Some(Decimal::ONE) || quantity.unit.is_some();
    let of = words.bytes(index) == b"of";
    match quantity.unit {
        Some(Unit::Money(_)) if !of => noun::after_money(words, quantity.first, index),
        // `the 46.2 percent turnout`; not `the 5 percent increase`
        Some(Unit::Of(id)) if !of && id.unit().dimension == Dimension::Share => {
            const CHANGES: &[Class] = &[Class::Change, Class::Comparative];
            let is_change = words.is_any_of(index, CHANGES) || words.bytes(index) == b"in";
            let phrase = noun::after_money(words, quantity.first, index);
            phrase.filter(|_| !is_change)
        }
        Some(_) if !of => None,
        _ => noun::hyphenated(words, index).or_else(|| noun::after(words, index, is_one && !of)),
    }
}

/// Whether the word before a figure says that the thing is known: `the 31 seats`.
fn is_definite(words: &Words<'_>, start: usize) -> bool {
    let known =
        ["the", "these", "those", "its", "their", "his", "her", "all", "both", "our", "that"];
    let before = start.checked_sub(1).map(|before| words.bytes(before));
    before
        .is_some_and(|before| known.iter().any(|word| before.eq_ignore_ascii_case(word.as_bytes())))
}

/// `a 12 percent increase over $80 million`: what the change is measured from, and no more than it.
fn is_compared_over(words: &Words<'_>, start: usize) -> bool {
    let is_noun = |at: usize| {
        words.value(at, Class::Change).is_some_and(|value| value <= 2)
            && !context::is_verb_form(words.text(at))
    };
    words.bytes(start) == b"over"
        && start > 1
        && is_noun(start - 1)
        && (words.is(start - 2, Class::Unit) || words.kind(start - 2) == Kind::Percent)
}

/// `163,800 over 20 home games`: what a number is spread over, and no more than that.
fn is_spread_over(words: &Words<'_>, start: usize) -> bool {
    let is_number = |at: usize| {
        words.kind(at).is_number() || words.is_any_of(at, &[Class::Scale, Class::NumberWord])
    };
    words.bytes(start) == b"over" && start > 0 && is_number(start - 1)
}

/// `£43 more than three months ago`, `7.6 points less than four years ago`: it is the amount before that is more.
fn is_apart_from(words: &Words<'_>, start: usize, quantity: &Quantity) -> bool {
    let is_past = quantity.role == Role::Duration
        && matches!(words.bytes(quantity.end), b"ago" | b"earlier" | b"before");
    let is_amount = |at: usize| {
        words.kind(at).is_number()
            || matches!(words.kind(at), Kind::Percent)
            || words.is_any_of(at, &[Class::Unit, Class::Scale, Class::Currency])
            || matches!(words.bytes(at), b"points" | b"seats" | b"votes")
    };
    is_past && start > 0 && is_amount(start - 1)
}

/// `over three years` lasts so long; `over 4,500 firms` are more.
fn is_duration_over(words: &Words<'_>, start: usize, hedge: Hedge, quantity: &Quantity) -> bool {
    hedge == Hedge::MoreThan
        && quantity.role == Role::Duration
        && words.bytes(start).eq_ignore_ascii_case(b"over")
        && !words.is(start.wrapping_sub(1), Class::Auxiliary)
}

/// A number alone in its cell. Of the words around it only those of its row matter, which may say where it is stated for
/// and that it is no more than expected.
fn cell_figure(words: &Words<'_>, at: usize, numeral: &Numeral, sentence: Sentence) -> Figure {
    let readings = precision::bare(numeral, Grain::Counted);
    let mut context = context::firmness(words, at, at + 1, sentence.first_token);
    context.partial |= context::is_beside_others(words, at, at + 1);
    Figure {
        value: numeral.value,
        leeway: Leeway::new(numeral.value, readings, numeral.step),
        context,
        scope: scope::read(words, at..at + 1, sentence.tokens()),
        ..Figure::new(words.range(at), Role::Level, sentence.index)
    }
}

fn special_figure(
    range: TextRange,
    role: Role,
    value: Option<Decimal>,
    sentence: Sentence,
) -> Figure {
    Figure { value, ..Figure::new(range, role, sentence.index) }
}
