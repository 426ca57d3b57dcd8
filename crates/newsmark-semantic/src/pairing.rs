//! The pairing gate: whether two figures speak of the same thing.
//!
//! Arithmetic is easy; knowing that two numbers speak of one thing is not. Every check that compares
//! figures from different places asks here, and stays silent on a no. The gate never looks at the
//! values: that two numbers are alike is no reason to think they mean the same.

use newsmark_lexer::vocabulary::{lemma, vocabulary};
use newsmark_lexer::{Class, TextRange};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::agreement::{Agreement, Slip, agreement, slip, telling_digits};
use crate::check::Remark;
use crate::facts::figure::{Noun, Role, Unit};
use crate::facts::{Article, Facts, Figure, FigureId, Quote, Restatement};

/// Why two figures do not speak of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// One is no quantity, or one is a level and the other a change.
    Role,
    /// Percent against people, dollars against euros, a rate against a count.
    Unit,
    /// They count different things, or it is not said what one of them counts.
    Noun,
    /// Words set one against the other: rural and urban, men and women.
    Contrast,
    /// Each is described by a word that the other lacks.
    Modifiers,
    /// They are for different times.
    Time,
    /// One is of an earlier state of things.
    Earlier,
    /// One is a forecast, a target or a condition.
    Irrealis,
    /// One is denied.
    Negated,
    /// One is only a part of what is counted.
    Partial,
    /// Two people say them.
    Voices,
}

/// Whether two figures of an article speak of the same thing, or what keeps them apart.
pub fn compare(facts: &Facts, article: &Article, a: &Figure, b: &Figure) -> Result<(), Apart> {
    same_kind(a, b)?;
    let (Some(noun_a), Some(noun_b)) = (&a.noun, &b.noun) else { return Err(Apart::Noun) };
    if noun_a.head != noun_b.head {
        return Err(Apart::Noun);
    }
    same_description(&facts.text, noun_a, noun_b)?;
    same_state(a, b)?;
    let speakers = speaker(article, a).zip(speaker(article, b));
    match speakers {
        Some((a, b)) if a != b => Err(Apart::Voices),
        _ => Ok(()),
    }
}

/// Whether unit and role let two figures be compared, whatever they count.
pub fn same_kind(a: &Figure, b: &Figure) -> Result<(), Apart> {
    let is_stock = |figure: &Figure| matches!(figure.role, Role::Level | Role::Share);
    let same_role = a.role == b.role || (is_stock(a) && is_stock(b));
    if !a.is_quantity() || !b.is_quantity() || !same_role {
        return Err(Apart::Role);
    }
    if a.unit != b.unit || a.per != b.per {
        return Err(Apart::Unit);
    }
    Ok(())
}

/// Whether nothing in the units of two figures keeps them apart. A figure without a unit may have left it
/// out, and an age may be written as a duration.
pub fn units_may_match(a: &Figure, b: &Figure) -> bool {
    let plain = |unit: Unit| match unit {
        Unit::OfAge(id) => Unit::Of(id),
        other => other,
    };
    a.unit.zip(b.unit).is_none_or(|(a, b)| plain(a) == plain(b))
}

/// Whether what is said about two figures lets both be about one state of things.
pub fn same_state(a: &Figure, b: &Figure) -> Result<(), Apart> {
    let differ = |flag: fn(&Figure) -> bool| flag(a) || flag(b);
    if a.as_of.zip(b.as_of).is_some_and(|(a, b)| !a.is_compatible(&b)) {
        Err(Apart::Time)
    } else if differ(|figure| figure.context.earlier) {
        Err(Apart::Earlier)
    } else if differ(|figure| figure.context.irrealis) {
        Err(Apart::Irrealis)
    } else if differ(|figure| figure.context.negated) {
        Err(Apart::Negated)
    } else if differ(|figure| figure.context.partial) {
        Err(Apart::Partial)
    } else {
        Ok(())
    }
}

/// Whether the words that describe two nouns let both stand for one thing.
pub fn same_description(text: &str, a: &Noun, b: &Noun) -> Result<(), Apart> {
    let (words_a, words_b) = (&text[a.range], &text[b.range]);
    let clash = |axis_a: u32, place_a: u32| {
        contrasts(words_b).any(|(axis, place)| axis == axis_a && place != place_a)
    };
    if contrasts(words_a).any(|(axis, place)| clash(axis, place)) {
        return Err(Apart::Contrast);
    }
    let lacks = |one: &Noun, other: &Noun| {
        one.modifiers.iter().any(|modifier| !other.modifiers.contains(modifier))
    };
    if lacks(a, b) && lacks(b, a) { Err(Apart::Modifiers) } else { Ok(()) }
}

/// Whether one figure stands in a quote and the other in the article's own words: then the article may
/// only be reporting a mistake.
pub fn is_quote_against_narration(a: &Figure, b: &Figure) -> bool {
    a.in_quote != b.in_quote
}

/// How many earlier figures a figure is compared with.
const MOST_COMPARED: usize = 8;

/// Pairs of figures of an article with the same unit and noun, the earlier one first. A figure is
/// paired with a few figures before it at most, so that the work grows with the article and not with
/// its square.
pub fn candidates(article: &Article) -> Vec<(FigureId, FigureId)> {
    let mut pairs = Vec::new();
    let mut seen: FxHashMap<(Option<Unit>, &str), Vec<FigureId>> = FxHashMap::default();
    for (later, figure) in article.figures_with_ids() {
        let Some(noun) = figure.noun.as_ref().filter(|_| figure.is_quantity()) else { continue };
        let bucket = seen.entry((figure.unit, &noun.head)).or_default();
        let nearest = bucket.iter().rev().take(MOST_COMPARED);
        pairs.extend(nearest.map(|&earlier| (earlier, later)));
        bucket.push(later);
    }
    pairs
}

/// Finds in each article the figures that say again, with another number, what an earlier one says.
pub(crate) fn resolve(facts: &mut Facts) {
    let conflicts: Vec<_> =
        facts.articles.iter().map(|article| conflicts(facts, article)).collect();
    for (article, conflicts) in facts.articles.iter_mut().zip(conflicts) {
        article.restatements = conflicts;
    }
}

/// Pairs of figures of which the later one says again what the earlier one says, going by the words, with
/// a number that cannot be the same. A later figure that agrees with any before it is in none.
fn conflicts(facts: &Facts, article: &Article) -> Vec<Restatement> {
    let mut conflicts = Vec::new();
    let candidates = candidates(article);
    for pairs in candidates.chunk_by(|a, b| a.1 == b.1) {
        let restated = pairs.iter().copied().filter(|&(earlier, later)| {
            let (earlier, later) = (article.figure(earlier), article.figure(later));
            is_restatement(earlier, later) && compare(facts, article, earlier, later).is_ok()
        });
        let agreements: Vec<(FigureId, FigureId, Agreement)> = restated
            .map(|(earlier, later)| {
                (earlier, later, agreement(article.figure(earlier), article.figure(later)))
            })
            .collect();
        if agreements.iter().all(|&(.., agreement)| agreement == Agreement::Conflicts) {
            conflicts.extend(
                agreements.first().map(|&(earlier, later, _)| Restatement { earlier, later }),
            );
        }
    }
    conflicts
}

/// Whether the later figure is given as one that the reader knows already: "the 421 registered boats", or
/// the same description with a number that is a slip of the first.
fn is_restatement(earlier: &Figure, later: &Figure) -> bool {
    let (Some(first), Some(again)) = (&earlier.noun, &later.noun) else { return false };
    let in_body = !earlier.in_headline && !later.in_headline;
    if !in_body || earlier.sentence == later.sentence || later.value.is_none() {
        return false;
    }
    let is_repeated = again.modifiers.iter().all(|modifier| first.modifiers.contains(modifier));
    let is_described = is_repeated && !again.modifiers.is_empty();
    // Asked last, because there are many pairs and the arithmetic takes its time.
    let is_slip = || {
        later.value.is_some_and(|value| telling_digits(value) >= 2)
            && matches!(slip(earlier, later), Some(Slip::PowerOfTen(_) | Slip::SwappedDigits))
    };
    match again.is_definite {
        true => is_described || (is_repeated && is_slip()),
        false => is_described && is_slip(),
    }
}

/// Whether a number without support is so plainly a slip of another one that it need not be said to count
/// the same: of many digits, with a unit, or large. Chance makes small numbers look like slips.
pub fn is_likely_slip(a: &Figure, b: &Figure) -> bool {
    let (Some(value_a), Some(value_b)) = (a.value, b.value) else { return false };
    let is_bare = a.unit.is_none() && a.noun.as_ref().is_none_or(|noun| noun.from_subject);
    let same_unit = units_may_match(a, b) && (a.unit.is_some() == b.unit.is_some() || is_bare);
    let is_fraction = |figure: &Figure| figure.role == Role::Share && figure.unit.is_none();
    let is_plain = |figure: &Figure| figure.is_quantity() && !is_fraction(figure);
    if !is_plain(a) || !is_plain(b) || !same_unit {
        return false;
    }
    let has_unit = a.unit.is_some();
    let heads = a.noun.as_ref().zip(b.noun.as_ref()).map(|(a, b)| a.head == b.head);
    let digits = telling_digits(value_a).min(telling_digits(value_b));
    let least = value_a.min(value_b);
    let is_large = least >= LARGE;
    match slip(a, b) {
        Some(Slip::PowerOfTen(_)) => {
            digits >= 2 || has_unit || least >= SELDOM || heads == Some(true)
        }
        Some(Slip::SwappedDigits) => digits >= 3 || has_unit || heads != Some(false),
        Some(Slip::Neighbour) => digits >= 3 || is_large,
        Some(Slip::OneDigit) => digits >= 3,
        None => false,
    }
}

/// From here on a number is seldom ten times another by chance.
const SELDOM: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// From here on a number seldom looks like another by chance.
const LARGE: Decimal = Decimal::ONE_HUNDRED;

/// Offers to give two figures one number: which of them is right is for the writer to say. Words in
/// quotation marks are left as they were spoken.
pub(crate) fn offer_either(facts: &Facts, remark: Remark<'_>, earlier: &Figure, later: &Figure) {
    if earlier.in_quote || later.in_quote {
        return;
    }
    let (first, second) = (facts.words(earlier.range), facts.words(later.range));
    remark.fix(format!("change {second} to {first}"), later.range, first).fix(
        format!("change the earlier {first} to {second}"),
        earlier.range,
        second,
    );
}

impl Apart {
    /// The reason, for an editor.
    pub fn reason(self) -> &'static str {
        match self {
            Apart::Role => "one is a level and the other is not",
            Apart::Unit => "different units",
            Apart::Noun => "not said to count the same",
            Apart::Contrast => "different groups",
            Apart::Modifiers => "described differently",
            Apart::Time => "different times",
            Apart::Earlier => "one is an earlier state",
            Apart::Irrealis => "one is a forecast, a target or a condition",
            Apart::Negated => "one is denied",
            Apart::Partial => "one is only a part",
            Apart::Voices => "different speakers",
        }
    }
}

/// The places on axes of contrast that the words of a noun name.
fn contrasts(words: &str) -> impl Iterator<Item = (u32, u32)> {
    words.split(|c: char| c.is_whitespace() || c == ',').filter_map(|word| {
        let value = vocabulary()
            .look_up(word)
            .value(Class::Contrast)
            .or_else(|| vocabulary().look_up(&lemma(word)).value(Class::Contrast))?;
        Some((value / 100, value % 100))
    })
}

/// Who says a figure, where it stands in a quote with a speaker.
fn speaker<'a>(article: &'a Article, figure: &Figure) -> Option<&'a str> {
    figure.in_quote.then_some(())?;
    quote_around(article, figure.range)?.speaker.as_ref()?.name.as_deref()
}

/// The quote that holds a place; quotes are in the order of the text.
fn quote_around(article: &Article, range: TextRange) -> Option<&Quote> {
    let after = article.quotes.partition_point(|quote| quote.range.start() <= range.start());
    let quote = article.quotes.get(after.checked_sub(1)?)?;
    quote.range.contains_range(range).then_some(quote)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::settings::Settings;

    /// Every pair of figures with one unit and noun, and whether they speak of one thing.
    fn check(text: &str, expect: Expect) {
        let facts = crate::analyze(text, &Settings::default()).facts;
        let mut dump = String::new();
        for article in &facts.articles {
            for (earlier, later) in candidates(article) {
                let (earlier, later) = (article.figure(earlier), article.figure(later));
                let verdict = match compare(&facts, article, earlier, later) {
                    Ok(()) if is_restatement(earlier, later) => "said again",
                    Ok(()) => "may be one thing",
                    Err(apart) => apart.reason(),
                };
                let words = |figure: &Figure| facts.words(figure.range);
                dump += &format!("{} and {}: {verdict}\n", words(earlier), words(later));
            }
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn the_same_description_is_said_again() {
        check(
            "The office counted 412 registered boats. The 421 registered boats pay a fee.",
            expect![[r#"
                412 and 421: said again
            "#]],
        );
    }

    #[test]
    fn a_noun_alone_is_not_said_again() {
        check(
            "The office counted 412 boats. It has seen 80 boats in a day.",
            expect![[r#"
            412 and 80: may be one thing
        "#]],
        );
    }

    #[test]
    fn groups_that_are_set_against_each_other_are_apart() {
        check(
            "Some 30 rural schools closed. Another 12 urban schools followed.",
            expect![[r#"
            30 and 12: different groups
        "#]],
        );
        check(
            "It hired 40 male nurses. It trained 55 female nurses.",
            expect![[r#"
                40 and 55: different groups
            "#]],
        );
    }

    #[test]
    fn things_described_differently_are_apart() {
        check(
            "The city has 40 electric buses. It sold 12 diesel buses.",
            expect![[r#"
            40 and 12: described differently
        "#]],
        );
    }

    #[test]
    fn times_are_apart() {
        check(
            "In 2019 it had 40 wooden boats. In 2024 it had 31 wooden boats.",
            expect![[r#"
            40 and 31: different times
        "#]],
        );
    }

    #[test]
    fn an_earlier_count_a_forecast_and_a_denial_are_apart() {
        check(
            "It has 40 night trains. It had previously had 52 night trains.",
            expect![[r#"
            40 and 52: one is an earlier state
        "#]],
        );
        check(
            "It has 40 night trains. It could have 60 night trains.",
            expect![[r#"
            40 and 60: one is a forecast, a target or a condition
        "#]],
        );
        check(
            "It has 40 night trains. It never had 60 night trains.",
            expect![[r#"
            40 and 60: one is denied
        "#]],
        );
    }

    #[test]
    fn a_part_is_apart() {
        check(
            "It has 40 night trains, including 12 night trains to the coast.",
            expect![[r#"
            40 and 12: one is only a part
        "#]],
        );
    }

    #[test]
    fn speakers_may_disagree() {
        check(
            "\"There are 5,310 primary pupils,\" said Karin Holm, the head. \"I count 4,900 primary pupils,\" said Ole Berg, the auditor.",
            expect![[r#"
                5,310 and 4,900: different speakers
            "#]],
        );
    }

    #[test]
    fn a_figure_is_paired_with_a_few_before_it_only() {
        let text = "It has 40 night trains. ".repeat(100);
        let facts = crate::analyze(&text, &Settings::default()).facts;
        assert!(candidates(&facts.articles[0]).len() <= 100 * MOST_COMPARED);
    }
}
