//! Which figures near a rate can be its total, and which can be how many it is divided among.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Class, Kind};

use super::{RateKind, has_more_besides, has_other_periods, is_summed, kind as kind_of};
use crate::facts::claim::frame::Frame;
use crate::facts::figure::{Figure, Per, Role, Unit};

/// Whether a figure can be how many share the total.
pub(super) fn is_count(frame: &Frame<'_>, other: usize, index: usize, kind: RateKind) -> bool {
    let (count, each) = (frame.figure(other), frame.figure(index));
    let is_plain = count.value.is_some_and(|value| value > rust_decimal::Decimal::ONE)
        && !count.context.negated;
    if !is_plain {
        return false;
    }
    if kind == RateKind::Speed {
        return count.dimension() == Some(Dimension::Time) && count.role == Role::Duration;
    }
    let is_people = is_population(frame, other);
    // `in six days, or 7,000 a day`
    let end = frame.number_end(index);
    let is_timed = count.role == Role::Duration
        && frame.is_one_of(end, &["a", "per", "each", "every"])
        && matches!(count.unit, Some(Unit::Of(id)) if frame.is(end + 1, id.unit().name));
    if is_timed {
        return true;
    }
    let noun = count.noun.as_ref().filter(|noun| !noun.from_subject);
    let heads = || noun.map(|noun| &*noun.lemmas.head);
    if count.unit.is_some() || count.role != Role::Level || count.per.is_some() {
        // `40 tonnes at $300 a tonne`
        return match (each.per.as_deref(), count.unit) {
            (Some(Per::Unit(per)), Some(Unit::Of(unit))) => *per == unit,
            _ => false,
        };
    }
    match each.per.as_deref() {
        Some(Per::Base(_, Some(of))) if !is_anybody(of) => heads() == Some(&**of),
        Some(Per::Base(_, _)) => is_people || heads().is_some_and(is_inhabitant),
        Some(Per::Noun(per)) if is_anybody(per) => is_people && heads().is_none_or(is_anybody),
        Some(Per::Noun(per)) => count.noun.as_ref().is_some_and(|noun| noun.lemmas.head == *per),
        // `40 clerks at $50,000 a year`, but nothing of another sentence
        Some(Per::Unit(_)) if count.sentence != each.sentence => false,
        _ => {
            noun.is_some()
                && (kind == RateKind::PerHead
                    || heads() != each.noun.as_ref().map(|noun| &*noun.lemmas.head))
        }
    }
}

/// `a city of 400,000`, `400,000 residents`, `a population of 400,000`
fn is_population(frame: &Frame<'_>, index: usize) -> bool {
    let figure = frame.figure(index);
    let start = frame.back_over_small_words(frame.first(index));
    let is_titled = start > 0 && frame.is(start - 1, "population");
    let is_of = is_titled
        || start > 1
            && (frame.is(start - 1, "of") || frame.is_one_of(start - 1, &["is", "was"]))
            && frame.has_word(
                start.saturating_sub(4)..start,
                &[
                    "city",
                    "town",
                    "population",
                    "village",
                    "county",
                    "country",
                    "region",
                    "district",
                    "island",
                    "state",
                    "community",
                    "province",
                    "area",
                    "borough",
                    "nation",
                ],
            );
    let is_named = figure
        .noun
        .as_ref()
        .is_some_and(|noun| is_inhabitant(&noun.lemmas.head) || &*noun.lemmas.head == "population");
    is_named || is_of && figure.noun.is_none()
}

/// Whether a noun stands for everybody who lives somewhere.
pub(super) fn is_anybody(noun: &str) -> bool {
    matches!(
        noun,
        "head"
            | "person"
            | "people"
            | "capita"
            | "population"
            | "resident"
            | "inhabitant"
            | "citizen"
            | "islander"
            | "villager"
    )
}

pub(super) fn is_inhabitant(noun: &str) -> bool {
    vocabulary().look_up(noun).is(Class::Inhabitant)
}

/// Whether a figure can be what there is in all.
pub(super) fn is_total(frame: &Frame<'_>, other: usize, index: usize, kind: RateKind) -> bool {
    let (total, each) = (frame.figure(other), frame.figure(index));
    let context = total.context;
    let is_amount =
        matches!(total.role, Role::Level | Role::Change | Role::Duration) && total.value.is_some();
    let is_plain = !context.negated && total.per.is_none();
    if !is_amount || !is_plain {
        return false;
    }
    if kind == RateKind::Speed {
        return total.dimension() == Some(Dimension::Length);
    }
    let head = |figure: &Figure| figure.noun.as_ref().map(|noun| noun.lemmas.head.clone());
    let is_rate_of = each.noun.as_ref().is_some_and(|noun| noun.from_subject) && each.per.is_some();
    // What costs so much each is no total.
    let is_price = kind == RateKind::Price && kind_of(frame, other, None).is_some();
    let same_noun = each.unit.is_some()
        || is_rate_of
        || head(total).zip(head(each)).is_none_or(|(a, b)| a == b);
    let is_larger = total.value > each.value
        || total.unit != each.unit
        || matches!(each.per.as_deref(), Some(Per::Base(..)));
    // A bare count needs a noun, or it may be anything.
    let is_named =
        total.unit.is_some() || total.noun.is_some() || is_spread(frame, other, index, kind);
    let same_dimension = total.dimension().is_some() && total.dimension() == each.dimension();
    !is_price
        && (total.unit == each.unit || same_dimension)
        && same_noun
        && is_larger
        && is_named
        && (kind != RateKind::PerHead || !is_population(frame, other))
}

/// `163,800 over 20 home games, an average of 8,190`: whether a number stands before what its average is taken over.
fn is_spread(frame: &Frame<'_>, total: usize, index: usize, kind: RateKind) -> bool {
    let (from, to) = (frame.number_end(total), frame.number(index));
    let Some(count) = frame.figures().get(total + 1).filter(|_| total + 2 == index) else {
        return false;
    };
    let first = frame.first(total + 1);
    kind == RateKind::Average
        && first == from + 1
        && frame.is_one_of(from, &["over", "across", "in", "from", "at", "for"])
        && count.noun.as_ref().is_some_and(|noun| !noun.from_subject)
        && frame.words.kind(frame.end(total + 1)) == Kind::Comma
        && to - frame.end(total + 1) <= 4
}

/// Whether words say that a figure is the whole: `a total of`, `raised`, `in all`; or the rate says it again:
/// `12,000 cases, or 30 per 100,000`.
///
/// 2: words that can be of no other number; 1: a verb of income or cost; 0: neither.
pub(super) fn strength(frame: &Frame<'_>, total: usize, index: usize) -> u8 {
    let start = frame.back_over_small_words(frame.first(total));
    let before = frame.before(total).max(start.saturating_sub(4))..start;
    let is_cued = frame.last_of(before.clone(), Class::Proceeds).is_some_and(|(at, _)| {
        !(at..start).any(|at| {
            frame.words.kind(at) == Kind::Comma
                || frame.is_one_of(at, &["by", "more", "another", "profit"])
        })
    });
    let end = frame.end(total);
    let is_summed = is_summed(frame, total);
    let first = frame.first(index);
    let gap = end.min(first)..first;
    let says_again = total + 1 == index
        && gap.len() <= 6
        && (frame
            .is_one_of(frame.back_over_small_words(first).saturating_sub(1), &["or", "equals"])
            || frame.has_word(
                gap.clone(),
                &["or", "works", "equivalent", "amounts", "about", "average", "averaging", "means"],
            ));
    let is_rate =
        frame.follows(frame.back_over_small_words(first), &["rate", "of"]) && total < index;
    let is_or = is_rate
        || frame.is(frame.back_over_small_words(first).saturating_sub(1), "or") && total < index;
    // `and spent $50,000 on fuel`: for something else.
    let is_spent_on = frame.is_one_of(end, &["on", "in", "of"]) && !is_summed && total > index;
    let is_named = frame.has(before, Class::Total);
    let strength = match () {
        () if is_summed || says_again || is_or || is_named => 2,
        () if is_cued && !is_spent_on => 1,
        () => 0,
    };
    // Only what may say something is worth a look at the whole sentence.
    let is_doubtful = strength > 0
        && (frame.is(end, "with")
            || has_more_besides(frame, index)
            || !matches!(frame.figure(index).per.as_deref(), Some(Per::Unit(_)))
                && total.abs_diff(index) > 1
                && has_other_periods(frame, index));
    if is_doubtful { 0 } else { strength }
}
