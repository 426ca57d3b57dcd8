//! A stretch between two times of day or two days, with its length: `from 9:40 to 11:10, an hour and a half`.
//!
//! As with years, the words must tie the length to the stretch. Times with a weekday or a zone of their own
//! beside them may be further apart than they look and are left alone.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::DateMention;
use super::figure::{Hedge, Role, Unit};
use super::timespan::{are_fillers, is_one_clause};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Trigger, Words};

mod clock;

/// How many words may stand between a stretch and its length.
const REACH: usize = 9;
/// A day in minutes.
const DAY: i64 = 24 * 60;

/// A length and the two times that it lies between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// The first time.
    pub start: TextRange,
    /// The second.
    pub end: TextRange,
    /// The words of the length.
    pub length: TextRange,
    /// How many minutes there may be between the two: several where it is not said which half of the day is
    /// meant, or whether both ends count.
    pub took: Vec<i64>,
    /// How many minutes the words say.
    pub said: i64,
    /// How exact they are.
    pub hedge: Option<Hedge>,
    /// Whether the length is in days or weeks.
    pub in_days: bool,
    /// Whether it stands between quotation marks.
    pub in_quote: bool,
}

impl Placed for Elapsed {
    fn place(&self) -> Place {
        self.start.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.start, &mut self.end, &mut self.length]);
    }
}

/// A length of time in a sentence.
#[derive(Clone, Debug)]
struct Length {
    first: usize,
    end: usize,
    range: TextRange,
    minutes: i64,
    hedge: Option<Hedge>,
    in_days: bool,
    in_quote: bool,
}

/// Two times with the tokens that they cover.
#[derive(Clone, Debug)]
struct Stretch {
    first: usize,
    end: usize,
    start: TextRange,
    stop: TextRange,
    took: Vec<i64>,
    in_days: bool,
    /// Whether `from ... to` or the like makes it one; else a length must say more.
    is_one: bool,
}

/// Finds the stretches of a paragraph that have a length.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut found = Vec::new();
    let lengths = lengths(words, facts);
    if lengths.is_empty() {
        return;
    }
    let tokens =
        |sentence: TextRange| words.index_at(sentence.start())..words.index_at(sentence.end());
    for (index, &sentence) in facts.sentences.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| facts.sentences[before]);
        let both = before.map_or(sentence, |before| before.cover(sentence));
        if inside(&lengths, both).is_empty() {
            continue;
        }
        let mut stretches = clock::stretches(words, tokens(sentence));
        stretches.extend(days(words, facts, sentence));
        tie(words, &stretches, inside(&lengths, sentence), &mut found);
        // `It began at 9. It was over at 11, after two hours.`
        if let Some(before) = before.filter(|_| stretches.is_empty()) {
            let mut told = clock::stretches(words, tokens(both));
            told.retain(|told| {
                before.contains_range(told.start) && sentence.contains_range(told.stop)
            });
            tie(words, &told, inside(&lengths, both), &mut found);
        }
    }
    facts.elapsed = found;
}

/// The lengths inside some words.
fn inside(lengths: &[Length], range: TextRange) -> &[Length] {
    let first = lengths.partition_point(|length| length.range.start() < range.start());
    let count =
        lengths[first..].iter().take_while(|length| range.contains_range(length.range)).count();
    &lengths[first..first + count]
}

/// Finds the length of each stretch.
fn tie(words: &Words<'_>, stretches: &[Stretch], lengths: &[Length], found: &mut Vec<Elapsed>) {
    for stretch in stretches {
        // No length is tied from further away, and none is longer.
        let reach = 2 * REACH;
        let near = lengths.partition_point(|length| length.first + reach < stretch.first);
        let mut near =
            lengths[near..].iter().take_while(|length| length.first <= stretch.end + reach);
        let tied = near.find(|length| {
            // A night that is a day longer than it looks is not told by its hours.
            let is_long = !length.in_days && length.minutes > 20 * 60;
            length.in_days == stretch.in_days
                && !is_long
                && is_tied(words, stretch, length, lengths.len())
        });
        found.extend(tied.map(|length| Elapsed {
            start: stretch.start,
            end: stretch.stop,
            length: length.range,
            took: stretch.took.clone(),
            said: length.minutes,
            hedge: length.hedge,
            in_days: length.in_days,
            in_quote: length.in_quote,
        }));
    }
}

/// Whether the words say that the length is that of the stretch.
fn is_tied(words: &Words<'_>, stretch: &Stretch, length: &Length, n_lengths: usize) -> bool {
    let next = words.text(length.end);
    let is_relative = matches!(
        next,
        "after"
            | "before"
            | "earlier"
            | "longer"
            | "shorter"
            | "more"
            | "less"
            | "into"
            | "of"
            | "from"
            | "early"
            | "ahead"
            | "behind"
            | "apart"
    );
    let is_fixed = (length.end..length.end + 2).any(|at| words.is(at, Class::FixedTerm));
    if is_relative && !(next == "from" && length.end == stretch.first) || is_fixed {
        return false;
    }
    let before = length.first.checked_sub(1).map_or("", |before| words.text(before));
    // `after a four-hour journey`
    let before = match before {
        "a" | "an" | "the" => length.first.checked_sub(2).map_or("", |at| words.text(at)),
        other => other,
    };
    let lasts = matches!(
        before,
        "lasted"
            | "lasts"
            | "lasting"
            | "took"
            | "taking"
            | "after"
            | "for"
            | "of"
            | "some"
            | "ran"
            | "spent"
    );
    if !stretch.is_one {
        // `began at 9 and ended at 11, after two hours`, `two hours later, at 11`
        let follows = (stretch.end..stretch.end + 3).contains(&length.first);
        let is_inside = length.first > stretch.first && length.end < stretch.end;
        let is_adjective = words.kind(length.end.saturating_sub(2)) == Kind::Hyphen;
        let says_so = lasts
            || next == "later" && (is_inside || follows)
            || is_adjective && length.end <= stretch.first;
        let is_near = length.first < stretch.end + REACH && length.end + REACH > stretch.first;
        return n_lengths == 1 && says_so && is_near && next != "ago";
    }
    if matches!(next, "later" | "ago") {
        return false;
    }
    if length.first >= stretch.end {
        return length.first > stretch.end
            && (are_fillers(words, stretch.end, length.first, REACH)
                || lasts && is_one_clause(words, stretch.end, length.first - 1, REACH));
    }
    length.end <= stretch.first && is_one_clause(words, length.end, stretch.first, REACH)
}

/// The lengths of a paragraph in minutes, hours, days or weeks.
fn lengths(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Length> {
    let mut lengths: Vec<Length> = Vec::new();
    for figure in facts.figures.iter().filter(|figure| figure.role == Role::Duration) {
        let Some(Unit::Of(unit)) = figure.unit else { continue };
        let factor = match unit.unit().name {
            "minute" => 1,
            "hour" => 60,
            "day" => DAY,
            "week" => 7 * DAY,
            _ => continue,
        };
        let minutes = figure.value.and_then(|value| value.checked_mul(Decimal::from(factor)));
        let Some(minutes) = minutes.and_then(|minutes| minutes.to_i64()) else { continue };
        lengths.push(Length {
            first: words.index_at(figure.range_with_hedge().start().min(figure.range.start())),
            end: words.index_at(figure.range.end()),
            range: figure.range,
            minutes,
            hedge: figure.hedge,
            in_days: factor >= DAY,
            in_quote: figure.in_quote,
        });
    }
    with_spelt(words, lengths)
}

/// `an hour`, `an hour and a half`, `half an hour`, `an hour and 20 minutes`, `an hour-long`.
/// Each takes the place of what it overlaps. `lengths` are those with numbers, in order.
fn with_spelt(words: &Words<'_>, mut lengths: Vec<Length>) -> Vec<Length> {
    let mut is_covered = vec![false; lengths.len()];
    let mut spelt: Vec<Length> = Vec::new();
    for at in words.places(1..words.len(), Trigger::words(&[Class::Unit])) {
        if words.bytes(at) != b"hour" {
            continue;
        }
        let back = |n: usize| at.checked_sub(n).map_or("", |at| words.text(at));
        let half = |text: &str| text.eq_ignore_ascii_case("half");
        let is_one = back(1).eq_ignore_ascii_case("an");
        let (first, mut minutes, mut end) = match (back(1), back(2)) {
            (_, two) if is_one && half(two) => (at - 2, 30, at + 1),
            (one, _) if half(one) => (at - 1, 30, at + 1),
            ("-", two) if half(two) => (at - 2, 30, at + 1),
            _ if is_one => (at - 1, 60, at + 1),
            _ => continue,
        };
        // `80 km an hour` is a speed.
        let is_rate = first.checked_sub(1).is_some_and(|before| {
            words.kind(before).is_number()
                || words.is_any_of(before, &[Class::Unit, Class::UnitSymbol, Class::Currency])
        });
        if is_rate {
            continue;
        }
        if minutes == 60 && words.bytes(end) == b"and" {
            let next = lengths.partition_point(|length| length.first <= end);
            let rest = lengths
                .get(next)
                .filter(|rest| rest.first == end + 1 && rest.minutes < 60 && !is_covered[next]);
            if words.bytes(end + 1) == b"a" && matches!(words.bytes(end + 2), b"half" | b"quarter")
            {
                minutes += if words.bytes(end + 2) == b"half" { 30 } else { 15 };
                end += 3;
            } else if let Some(rest) = rest {
                minutes += rest.minutes;
                end = rest.end;
            }
        }
        let covered = lengths.partition_point(|length| length.end <= first);
        let n_covered = lengths[covered..].iter().take_while(|length| length.first < end).count();
        is_covered[covered..covered + n_covered].fill(true);
        while spelt.pop_if(|length| length.end > first).is_some() {}
        spelt.push(Length {
            first,
            end,
            range: words.span(first, end - 1),
            minutes,
            hedge: super::figure::hedge_before(words, first),
            in_days: false,
            in_quote: false,
        });
    }
    let mut is_covered = is_covered.into_iter();
    lengths.retain(|_| !is_covered.next().unwrap_or(false));
    lengths.append(&mut spelt);
    lengths.sort_by_key(|length| length.first);
    lengths
}

/// `from March 3 to March 10`, `between 3 and 10 March 2025`, `began on March 3 and ended on March 10`:
/// stretches of days.
fn days(words: &Words<'_>, facts: &ParagraphFacts, sentence: TextRange) -> Vec<Stretch> {
    let first = facts.dates.partition_point(|date| date.range.start() < sentence.start());
    let dates = facts.dates[first..].iter().take_while(|date| sentence.contains_range(date.range));
    let dates: Vec<&DateMention> = dates.collect();
    let is_alone = dates.len() == 2;
    let pairs = dates.windows(2).filter_map(|pair| {
        let [a, b] = [pair[0], pair[1]];
        let (start, end) = (words.index_at(a.range.start()), words.index_at(a.range.end()));
        let next = words.index_at(b.range.start());
        let opener = start.checked_sub(1).map_or("", |before| words.text(before));
        let joint = words.text(end);
        let is_one = next == end + 1
            && match opener {
                "from" | "From" | "(" => {
                    matches!(joint, "to" | "until" | "till" | "through" | "-" | "–")
                }
                "between" | "Between" => joint == "and",
                _ => false,
            };
        let is_told = is_alone
            && (words.index_at(sentence.start())..start).any(|at| words.is(at, Class::Beginning))
            && (end..next).any(|at| words.is(at, Class::Ending));
        let nights = nights(a, b).filter(|_| is_one || is_told)?;
        // Both ends may count, or the first one only.
        let took = nights.iter().flat_map(|days| [days * DAY, (days + 1) * DAY]).collect();
        Some(Stretch {
            first: start - usize::from(is_one),
            end: words.index_at(b.range.end()),
            start: a.range,
            stop: b.range,
            took,
            in_days: true,
            is_one,
        })
    });
    pairs.collect()
}

/// How many days lie between two dates.
fn nights(a: &DateMention, b: &DateMention) -> Option<Vec<i64>> {
    let date = |date: &DateMention, year: i16| {
        jiff::civil::Date::new(year, date.month? as i8, date.day? as i8).ok()
    };
    if let (Some((first, _)), Some((last, _)), None, None) =
        (a.weekday, b.weekday, a.month, b.month)
    {
        // `from Monday to Thursday`, of the same week or the next.
        let days =
            i64::from((last.to_monday_one_offset() - first.to_monday_one_offset()).rem_euclid(7));
        let days = if days == 0 { 7 } else { days };
        return Some(vec![days, days + 7]);
    }
    if a.day.is_none() || b.day.is_none() {
        return None;
    }
    let year = a.year.or(b.year);
    // Without a year a leap day may lie between.
    let years = year.map_or(vec![2023, 2024], |year| vec![year]);
    let nights = years.into_iter().filter_map(|year| {
        let start = date(a, a.year.unwrap_or(year))?;
        let end = date(b, b.year.unwrap_or(year))?;
        let later = || date(b, year.checked_add(1)?);
        let end = if end < start && b.year.is_none() { later()? } else { end };
        let days = i64::from((end - start).get_days());
        (days > 0).then_some(days)
    });
    let nights: Vec<i64> = nights.collect();
    (!nights.is_empty()).then_some(nights)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Settings, analyze};

    /// One line a stretch.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let facts = analyze(text, &Settings::default()).facts;
        let mut out = String::new();
        for span in &facts.articles[0].elapsed {
            let words = |range| facts.words(range);
            out += &format!(
                "{} to {}: {:?}, {} is {}\n",
                words(span.start),
                words(span.end),
                span.took,
                words(span.length),
                span.said
            );
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn between_two_times_of_day() {
        check(
            "It was dark from 9:40 a.m. to 11:10 a.m., a two-hour outage. The two-hour meeting, from 9 to 11 a.m., \
             was calm. It lasted three hours, from 10 p.m. until 1 a.m. It is closed from 9am to noon, three \
             hours. He spoke between 22:00 and 02:30, for four and a half hours. It ran from 9.40am to \
             11.10am, an hour and a half. From 12:15 to 12:45 p.m., half an hour, it rained.",
            expect![[r#"
                9:40 a.m. to 11:10 a.m.: [90], two-hour is 120
                9 to 11 a.m.: [120, 840], two-hour is 120
                10 p.m. to 1 a.m.: [180], three hours is 180
                9am to noon: [180], three hours is 180
                22:00 to 02:30: [270], four and a half hours is 270
                9.40am to 11.10am: [90], an hour and a half is 90
                12:15 to 12:45 p.m.: [30, 750], half an hour is 30
            "#]],
        );
    }

    #[test]
    fn it_began_and_it_ended() {
        check(
            "The talks began at 10 a.m. and ended at 1 p.m., after three hours. It started at 9:00 and, two hours \
             later, at 11:00, was over. The two-hour meeting began at 9 a.m. It ended at noon. The lights \
             went out at 9:40 a.m. They were back at 11:10 a.m., two hours later.",
            expect![[r#"
                10 a.m. to 1 p.m.: [180], three hours is 180
                9:00 to 11:00: [120, 840], two hours is 120
                9 a.m. to noon: [180], two-hour is 120
                9:40 a.m. to 11:10 a.m.: [90], two hours is 120
            "#]],
        );
    }

    #[test]
    fn days() {
        check(
            "They struck from Monday to Thursday, a four-day strike. It began on March 3 and ended on March 10, \
             after eight days. They struck from March 3 to March 10, an eight-day walkout. It is open for 14 days, from 20 December \
             2024 to 2 January 2025. The three-week closure from 1 June to 21 June is over.",
            expect![[r#"
                Monday to Thursday: [4320, 5760, 14400, 15840], four-day is 5760
                March 3 to March 10: [10080, 11520, 10080, 11520], eight days is 11520
                March 3 to March 10: [10080, 11520, 10080, 11520], eight-day is 11520
                20 December 2024 to 2 January 2025: [18720, 20160], 14 days is 20160
                1 June to 21 June: [28800, 30240, 28800, 30240], three-week is 30240
            "#]],
        );
    }

    #[test]
    fn what_is_no_length_of_a_stretch() {
        check(
            "It is open from 9 a.m. to 5 p.m., with a two-hour break. It is open from 9 a.m. to 5 p.m., two hours \
             longer than before. He drove 80 km an hour from 9 a.m. to noon. From 9 a.m. on Friday to noon on \
             Sunday, a three-hour queue formed. It left at 9 a.m. EST and landed at 9 p.m. GMT after seven hours.",
            expect![[""]],
        );
    }
}
