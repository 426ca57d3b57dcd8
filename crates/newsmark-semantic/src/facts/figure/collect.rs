//! Makes figures of the numbers of a paragraph, by the words around them.

use newsmark_lexer::vocabulary::units::{self, Dimension};
use newsmark_lexer::{Class, Kind, TextRange, TextSize};
use rust_decimal::Decimal;

use super::numeral::Numeral;
use super::precision::{Grain, Readings};
use super::quantity::Quantity;
use super::reader::{self, Draft, DraftKind};
use super::{
    Figure, Hedge, Leeway, Noun, Per, Role, Unit, age, as_of, borrowed, context, hedge, measure,
    noun, numeral, precision, scope,
};
use crate::facts::Extent;
use crate::interval::Interval;
use crate::paragraph::{ParagraphFacts, Words};

/// Finds the figures of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut drafts = reader::read(words, &facts.dates);
    share_units(words, &mut drafts);
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
            carry_over(words, before, &mut figure, first);
            carry_back(words, before, &mut figure, first);
            if close_bounds(words, before, &figure) {
                continue;
            }
        }
        share_direction(words, &mut facts.figures, &figure, first);
        facts.figures.push(figure);
    }
    as_of::collect(words, facts);
    borrowed::collect(words, facts);
}

/// What a figure takes from the one before it: a conversion in brackets is as exact and as much of a change
/// (`more than 100 kilometres (60 miles)`); `by` alone and a list go on with a verb (`one fell 2%, another
/// by 3%`, `rose 12, 14 and 19 percent`).
fn carry_over(words: &Words<'_>, before: &Figure, figure: &mut Figure, first: usize) {
    let Some(token) = first.checked_sub(1) else { return };
    let converts = words.kind(token) == Kind::ParenOpen
        && words.index_at(before.phrase_end()) == token
        && are_convertible(before.unit, figure.unit);
    if converts && figure.hedge.is_none() {
        figure.hedge = before.hedge;
        if let Some(hedge) = before.hedge.filter(|_| figure.value.is_some()) {
            let hedged = precision::hedged(figure.readings(), figure.value, hedge);
            figure.leeway = Leeway::new(figure.value, hedged, figure.step());
        }
    }
    let is_next =
        is_listed(words, words.index_at(before.phrase_end()), first) || words.bytes(token) == b"or";
    let goes_on =
        (words.bytes(token) == b"by" || is_next) && is_same_kind(before.unit, figure.unit);
    if (converts || goes_on) && before.role == Role::Change && figure.direction.is_none() {
        (figure.direction, figure.role) = (before.direction, Role::Change);
    }
    // `ages 7, 9 and 10`
    let is_bare = figure.unit.is_none() && figure.noun.is_none() && figure.role == Role::Level;
    if is_next
        && is_bare
        && before.role == Role::Age
        && age::is_plausible(figure.value, figure.step())
    {
        (figure.unit, figure.role) = (before.unit, Role::Age);
    }
}

/// `10, 12 and 15 percent higher` are all higher. `first` is the figure's first token.
fn share_direction(words: &Words<'_>, before: &mut [Figure], figure: &Figure, first: usize) {
    const MOST: usize = 8;
    // `$84 million, $12 million less` is no list: only `and` or `or` ends one.
    let ends_list =
        first.checked_sub(1).is_some_and(|before| matches!(words.bytes(before), b"and" | b"or"));
    if figure.role != Role::Change || figure.unit.is_none() || !ends_list {
        return;
    }
    let mut first = first;
    for other in before.iter_mut().rev().take(MOST) {
        let is_of_list = is_listed(words, words.index_at(other.range.end()), first)
            && other.unit == figure.unit
            && matches!(other.role, Role::Level | Role::Share);
        if !is_of_list {
            return;
        }
        (other.direction, other.role) = (figure.direction, Role::Change);
        first = words.index_at(other.range_with_hedge().start());
    }
}

/// What a figure takes from the one after it: `two or three jobs` are both jobs.
fn carry_back(words: &Words<'_>, before: &mut Figure, figure: &mut Figure, first: usize) {
    let end = words.index_at(before.range.end());
    if !is_listed(words, end, first) {
        return;
    }
    let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject);
    let is_bare =
        before.unit.is_none() && before.noun.as_ref().is_none_or(|noun| noun.from_subject);
    let are_alternatives = words.bytes(first - 1) == b"or" && before.role == Role::Level;
    if let Some(noun) = noun.filter(|_| is_bare && are_alternatives && figure.unit.is_none()) {
        // Either is said, so neither stands against another figure.
        before.context.partial = true;
        figure.context.partial = true;
        before.noun = Some(Noun { from_subject: true, ..noun.clone() });
    }
}

/// `more than 30 and less than 40`, `at least 5 but no more than 9`: two bounds of one figure are a range. Whether they
/// were made one.
fn close_bounds(words: &Words<'_>, before: &mut Figure, figure: &Figure) -> bool {
    let is_low = matches!(before.hedge, Some(Hedge::MoreThan | Hedge::AtLeast));
    let is_high = matches!(figure.hedge, Some(Hedge::LessThan | Hedge::AtMost));
    let end = words.index_at(before.range.end());
    let joins = matches!(words.bytes(end), b"and" | b"but")
        && words.index_at(figure.range_with_hedge().start()) == end + 1;
    let fits = before.unit.is_none() || before.unit == figure.unit;
    let Some((low, high)) = before.value.zip(figure.value).filter(|(low, high)| low < high) else {
        return false;
    };
    if !(is_low && is_high && joins && fits) {
        return false;
    }
    let interval = Interval {
        low: Some(low),
        high: Some(high),
        low_included: before.hedge == Some(Hedge::AtLeast),
        high_included: figure.hedge == Some(Hedge::AtMost),
    };
    let noun = figure.noun.clone().or_else(|| before.noun.clone());
    let range = before.range.cover(figure.range);
    let readings = Readings { strict: interval, loose: interval };
    (before.value, before.leeway) = (None, Leeway::new(None, readings, before.step()));
    (before.range, before.noun, before.unit, before.role) = (range, noun, figure.unit, figure.role);
    (before.hedge, before.hedge_range) = (None, None);
    true
}

/// Whether two units are one, or both of shares: percent and points.
fn is_same_kind(a: Option<Unit>, b: Option<Unit>) -> bool {
    let is_of_shares = |unit: Option<Unit>| {
        matches!(unit.and_then(Unit::dimension), Some(Dimension::Share | Dimension::Points))
    };
    a.is_some() && (a == b || is_of_shares(a) && is_of_shares(b))
}

/// Whether one unit can be converted into another.
fn are_convertible(a: Option<Unit>, b: Option<Unit>) -> bool {
    match (a, b) {
        (Some(Unit::Money(a)), Some(Unit::Money(b))) => a != b,
        (Some(Unit::Of(a)), Some(Unit::Of(b))) => {
            a != b && a.unit().dimension == b.unit().dimension
        }
        _ => false,
    }
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

/// `12, 14 and 19 percent`: a bare number before others takes their unit.
fn share_units(words: &Words<'_>, drafts: &mut [Draft]) {
    for index in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(index);
        let (Some(left), Some(right)) = (before.last_mut(), rest.first()) else { continue };
        let is_listed = is_listed(words, left.end, right.first);
        let first = right.first;
        let (DraftKind::Quantity(left), DraftKind::Quantity(right)) = (&mut left.kind, &right.kind)
        else {
            continue;
        };
        let is_bare = left.unit.is_none() && left.per.is_none() && left.role == Role::Level;
        let is_joined = matches!(words.bytes(first - 1), b"or" | b"and");
        if is_listed && is_joined && is_bare {
            share_scale(left, right);
        }
        // `15- and 16-year-olds`
        let is_age = matches!(right.unit, Some(Unit::OfAge(_)))
            && words.kind(left.end) == Kind::Hyphen
            && words.is_glued(left.end);
        let is_measure = is_age || matches!(right.unit, Some(Unit::Of(_) | Unit::Money(_)));
        if is_listed && is_bare && is_measure && are_alike(left.value, right.value) {
            left.unit = right.unit;
            left.role = right.role;
        }
    }
}

/// `seven or eight thousand`, `3.2 and 4.1 billion`: a small bare number before one with a scale word is of that
/// scale too, where both are of one size then.
fn share_scale(left: &mut Quantity, right: &Quantity) {
    const SMALL: Decimal = Decimal::ONE_THOUSAND;
    let Some((value, factor)) = left.value.zip(numeral::ten_to(right.scale)) else { return };
    let scaled = value.checked_mul(factor).filter(|_| value < SMALL && left.scale == 0);
    let Some(scaled) = scaled.filter(|_| right.scale > 2) else { return };
    if right.value.is_none_or(|right| !are_alike(Some(scaled), Some(right))) {
        return;
    }
    left.value = Some(scaled);
    left.scale = right.scale;
    left.step = left.step.checked_mul(factor).unwrap_or(left.step);
    left.readings = precision::around(scaled, left.step);
}

/// Whether a list goes on between two numbers: `12, 14`, `14 and 19`, `7- or 8-inch`. What follows `, or`
/// says the number before it in another way.
fn is_listed(words: &Words<'_>, end: usize, first: usize) -> bool {
    let joins = |at: usize| {
        matches!(words.kind(at), Kind::Comma | Kind::Hyphen)
            || matches!(words.bytes(at), b"and" | b"or")
    };
    let restates = words.kind(end) == Kind::Comma && words.bytes(end + 1) == b"or";
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
    let counts = matches!(role, Role::Level | Role::Share) && !quantity.is_adjective;
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
            !is_compared_over(words, start) && !is_apart_from(words, start, quantity)
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
