//! The time that a figure is stated for.
//!
//! A date in the same sentence counts for the figures around it; where there are several, the nearest one
//! that follows in the clause, else the nearest before.

use std::cmp::Ordering;

use newsmark_lexer::{Class, Kind, TextRange, TextSize};

use super::{FigureId, Role};
use crate::document::dateline;
use crate::facts::{Article, AsOf};
use crate::paragraph::{ParagraphFacts, Words};

/// A time in a sentence.
#[derive(Clone, Copy)]
struct Stated {
    range: TextRange,
    as_of: AsOf,
}

/// Gives each figure the time that its sentence states, where the sentence names the year.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut times: Vec<Stated> = facts
        .dates
        .iter()
        .filter_map(|date| {
            let as_of = AsOf { year: date.year?, month: date.month, day: date.day };
            Some(Stated { range: date.range, as_of })
        })
        .collect();
    let years = facts.figures.iter().filter(|figure| figure.role == Role::Date);
    times.extend(years.filter_map(|figure| {
        let year = i16::try_from(figure.value?.trunc().mantissa()).ok()?;
        Some(Stated { range: figure.range, as_of: AsOf { year, month: None, day: None } })
    }));
    if times.is_empty() {
        return;
    }
    // The day of a dateline is when the story was filed.
    let may_be_of_dateline = |time: &Stated| time.range.start() < TextSize::new(dateline::LONGEST);
    if times.iter().any(may_be_of_dateline)
        && let Some(dateline) = dateline::read(words.text)
    {
        times.retain(|time| !dateline.range.contains_range(time.range));
    }
    // `the lowest since 2014`: what came since is not of that year.
    times.retain(|time| !follows_since(words, time.range) && !is_of_norm(words, time.range));
    times.sort_by_key(|time| time.range.start());
    times.dedup_by(|later, earlier| {
        earlier.range.contains_range(later.range)
            || earlier.range.intersect(later.range).is_some_and(|both| !both.is_empty())
    });
    for figure in &mut facts.figures {
        let Some(&sentence) = facts.sentences.get(figure.sentence as usize) else { continue };
        if figure.is_quantity() {
            figure.as_of = nearest(words, &times, sentence, figure.range);
        }
    }
}

/// Gives months without a year the year that the article's own date suggests.
pub(crate) fn resolve(article: &mut Article) {
    let Some(date) = article.date else { return };
    let filed = article.dateline.as_ref().map(|dateline| dateline.range);
    let mut dates = article
        .dates
        .iter()
        .filter(|mention| mention.year.is_none() && mention.month.is_some())
        .filter(|mention| filed.is_none_or(|filed| !filed.contains_range(mention.range)))
        .peekable();
    for (id, figure) in (0..).zip(&mut article.figures) {
        let Some(&sentence) = article.sentences.get(figure.sentence as usize) else { continue };
        while dates.next_if(|mention| mention.range.end() <= sentence.start()).is_some() {}
        let Some(mention) = dates.peek().filter(|mention| sentence.contains_range(mention.range))
        else {
            continue;
        };
        if figure.as_of.is_none() && figure.is_quantity() {
            let month = mention.month.unwrap_or(1);
            // A month later than the article's own is last year's, and in a forecast an earlier one is next year's.
            let year =
                match (figure.context.irrealis, i16::from(month).cmp(&i16::from(date.month()))) {
                    (false, Ordering::Greater) => date.year() - 1,
                    (true, Ordering::Less) => date.year() + 1,
                    _ => date.year(),
                };
            figure.as_of = Some(AsOf { year, month: mention.month, day: mention.day });
            article.given.times.push(FigureId(id));
        }
    }
}

/// The time of the sentence that belongs to a figure.
fn nearest(
    words: &Words<'_>,
    times: &[Stated],
    sentence: TextRange,
    figure: TextRange,
) -> Option<AsOf> {
    let following = times.partition_point(|time| time.range.start() < figure.end());
    let preceding = times.partition_point(|time| time.range.end() <= figure.start());
    let inside = |time: &&Stated| sentence.contains_range(time.range);
    let after = times.get(following).filter(inside);
    let before = preceding.checked_sub(1).and_then(|index| times.get(index)).filter(inside);
    // `82 percent have had it; in 2019 it was 89`
    let is_further = |after: &&Stated| {
        words.text[TextRange::new(figure.end(), after.range.start())].contains(';')
    };
    let after = after.filter(|after| !is_further(after));
    let after = after.filter(|after| {
        !is_of_compared(words, figure.end(), after.range.start())
            && !is_likened(words, after.range.start())
    });
    let is_quoted_apart = |time: &&Stated| {
        let (from, to) = match time.range.end() <= figure.start() {
            true => (time.range.end(), figure.start()),
            false => (figure.end(), time.range.start()),
        };
        from <= to && words.text[TextRange::new(from, to)].contains(['"', '“', '”'])
    };
    // `"They gave us $5,000," said Ann Lee, who left in 2022`
    let (before, after) =
        (before.filter(|it| !is_quoted_apart(it)), after.filter(|it| !is_quoted_apart(it)));
    let before = before.filter(|before| {
        !is_now(words, before.range.end(), figure.start())
            && !is_of_old_value(words, before.range.end(), figure.start())
            && !is_in_aside(words, before.range)
    });
    let chosen = match (before, after) {
        (Some(before), Some(after)) if is_separated(words, figure.end(), after.range.start()) => {
            before
        }
        (before, after) => after.or(before)?,
    };
    Some(chosen.as_of)
}

/// Whether a time is where something began or ended, or what is compared with, and not when it is stated for: `since
/// 2014`, `than at the end of 2023`.
fn follows_since(words: &Words<'_>, time: TextRange) -> bool {
    const FARTHEST: usize = 5;
    let end = words.index_at(time.start());
    let leads_on = |at: usize| {
        words.is(at, Class::Determiner)
            || matches!(words.bytes(at), b"in" | b"at" | b"of" | b"on" | b"end" | b"start")
    };
    let Some(mut at) = end.checked_sub(1) else { return false };
    while at > 0 && end - at < FARTHEST && leads_on(at) {
        at -= 1;
    }
    let is_next = at + 1 == end;
    match () {
        () if is_next => ["since", "until", "before", "after", "than"]
            .iter()
            .any(|word| words.bytes(at).eq_ignore_ascii_case(word.as_bytes())),
        () => matches!(words.bytes(at), b"than" | b"since"),
    }
}

/// `above the 1991-2020 average`: the years that a norm is taken from.
fn is_of_norm(words: &Words<'_>, time: TextRange) -> bool {
    let at = words.index_at(time.end());
    words.is(at, Class::Average) || matches!(words.bytes(at), b"norm" | b"baseline")
}

/// `half as much again as in 1750`: the time of what a figure is likened to.
fn is_likened(words: &Words<'_>, time: TextSize) -> bool {
    let at = words.index_at(time);
    at > 1 && words.bytes(at - 1) == b"in" && words.bytes(at - 2) == b"as"
}

/// `peaked at 14.6 percent in 2023 and now stands at 5.2`: whether what follows a time is said of now.
fn is_now(words: &Words<'_>, from: TextSize, to: TextSize) -> bool {
    const REACH: usize = 12;
    let (from, to) = (words.index_at(from), words.index_at(to));
    (from.max(to.saturating_sub(REACH))..to).any(|at| {
        matches!(words.bytes(at), b"now" | b"today" | b"tonight" | b"currently")
            || words.bytes(at) == b"since"
                && at > 0
                && matches!(words.bytes(at - 1), b"has" | b"have")
    })
}

/// `from €8.90 in 2018 to €10.20`: whether a time is that of the value which another one came from.
fn is_of_old_value(words: &Words<'_>, from: TextSize, to: TextSize) -> bool {
    let (from, to) = (words.index_at(from), words.index_at(to));
    words.bytes(from) == b"to" && to >= from && to - from <= 2
}

/// `Verhaegen, a Green who took office in 2023, wants`: whether a time is told of somebody between commas.
fn is_in_aside(words: &Words<'_>, time: TextRange) -> bool {
    const LONGEST: usize = 14;
    let end = words.index_at(time.end());
    let first = words.index_at(time.start());
    let mut clause = (first.saturating_sub(LONGEST)..first)
        .rev()
        .take_while(|&at| !matches!(words.kind(at), Kind::Comma | Kind::FullStop));
    words.kind(end) == Kind::Comma && clause.any(|at| matches!(words.bytes(at), b"who" | b"whose"))
}

/// Whether a time behind a figure is that of another one, which the figure is compared with: `200 billion, compared with
/// 175 billion in 2024`.
fn is_of_compared(words: &Words<'_>, from: TextSize, to: TextSize) -> bool {
    const REACH: usize = 12;
    let (from, to) = (words.index_at(from), words.index_at(to));
    let first = from.max(to.saturating_sub(REACH));
    let is_number = |at: usize| {
        words.kind(at).is_number()
            || words.kind(at) == Kind::CurrencySign
            || words.is(at, Class::NumberWord)
    };
    (first..to).any(|at| {
        let is_link = match words.text(at) {
            "with" | "to" => at > 0 && words.bytes(at - 1) == b"compared",
            "against" | "versus" | "from" | "than" | "below" | "above" => true,
            _ => false,
        };
        is_link && (at + 1..to.min(at + 5)).any(is_number)
    })
}

/// Whether a clause ends between two places.
fn is_separated(words: &Words<'_>, from: TextSize, to: TextSize) -> bool {
    words.text[TextRange::new(from, to)].contains([',', ';', ':', '(', '—', '–'])
}

#[cfg(test)]
mod tests {
    /// The year and the month of the first quantity of an article of 14 March 2025.
    fn check(sentence: &str) -> Option<(i16, Option<u8>)> {
        let text = format!("---\ndate: 2025-03-14\n---\n\n# Ferry\n\n{sentence}\n");
        let facts = crate::analyze(&text, &crate::Settings::default()).facts;
        let figure = facts.articles[0].figures.iter().find(|figure| figure.is_quantity())?;
        figure.as_of.map(|as_of| (as_of.year, as_of.month))
    }

    #[test]
    fn a_month_without_a_year_is_the_last_one_or_the_next_in_a_forecast() {
        assert_eq!(check("It carried 300 riders in May."), Some((2024, Some(5))));
        assert_eq!(check("It carried 300 riders in February."), Some((2025, Some(2))));
        assert_eq!(check("It will carry 300 riders in May."), Some((2025, Some(5))));
        assert_eq!(check("It will carry 300 riders from January."), Some((2026, Some(1))));
    }
}
