//! Runs without a break: `the third straight year`, `five titles in a row`, with the time since they began.

use newsmark_lexer::vocabulary::lemma;
use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::sync::Arc;

use super::frame::Frame;
use crate::facts::AsOf;
use crate::facts::figure::{FigureId, Role};
use crate::facts::{Place, Placed, Shift};

/// A run without a break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Streak {
    /// The number and the words that make it a run.
    pub range: TextRange,
    /// The number.
    pub count: FigureId,
    /// How many.
    pub n: i32,
    /// The lemma of what is counted: `year`, `title`.
    pub noun: Arc<str>,
    /// When it began, and the words of it.
    pub since: Option<(AsOf, TextRange)>,
    /// Whether "since" stands right after what is counted.
    pub is_since_attached: bool,
    /// When it was so long, where the sentence says it.
    pub until: Option<(AsOf, TextRange)>,
    /// The years that are listed as the ones before, one after the other: `after wins in 2021, 2022 and 2023`.
    pub listed: Option<(i32, TextRange)>,
    /// Whether it is told of another time than the article's: `had been`, `last year`.
    pub is_earlier: bool,
}

impl Placed for Streak {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        let times = [&mut self.since, &mut self.until].into_iter().flatten();
        let listed = self.listed.iter_mut().map(|(_, range)| range);
        by.ranges(times.map(|(_, range)| range).chain(listed).chain([&mut self.range]));
        by.figures([&mut self.count]);
    }
}

/// The longest run that is counted.
const LONGEST: i32 = 200;
/// How far, in tokens, the start of a run may stand after it.
const REACH: usize = 14;
/// How many dates of a sentence are looked at.
const MOST_DATES: usize = 12;

pub(super) fn collect(frame: &Frame<'_>) -> Vec<Streak> {
    frame.figures_beside(Class::Streak).filter_map(|index| read(frame, index)).collect()
}

fn read(frame: &Frame<'_>, index: usize) -> Option<Streak> {
    let figure = frame.figure(index);
    let is_count = matches!(figure.role, Role::Rank | Role::Level | Role::Duration);
    if !is_count || figure.hedge.is_some() {
        return None;
    }
    let n = figure.value.filter(|value| value.fract().is_zero())?.to_i32()?;
    if !(2..=LONGEST).contains(&n) {
        return None;
    }
    let (noun, end) = counted(frame, index)?;
    let sentence = frame.sentence(index);
    let noun_lemma = Arc::from(&*lemma(frame.words.text(noun)));
    let mut streak = Streak {
        range: frame.place(frame.number(index)..end),
        count: FigureId(index as u32),
        n,
        noun: noun_lemma,
        since: None,
        is_since_attached: false,
        until: None,
        listed: None,
        is_earlier: figure.context.earlier
            || frame.has(sentence.start..frame.number(index), Class::Earlier),
    };
    dates(frame, index, end, &mut streak);
    streak.listed = listed(frame, index, end).or_else(|| named(frame, &streak, end));
    if streak.since.is_none() {
        streak.since = every_since(frame, index);
        streak.is_since_attached = streak.since.is_some();
    }
    Some(streak)
}

/// What a run counts, and the end of the words that make it a run: `fifth straight year`, `five years in a row`.
fn counted(frame: &Frame<'_>, index: usize) -> Option<(usize, usize)> {
    let end = frame.number_end(index);
    let hyphen = usize::from(frame.words.kind(end) == Kind::Hyphen);
    if let Some((length, 1)) = frame.words.phrase(end + hyphen, Class::Streak) {
        let mut noun = end + hyphen + length;
        // `third straight monthly rise`, `fifth straight league title`
        while noun < end + 6
            && frame.words.kind(noun + 1) == Kind::Word
            && !is_noun_end(frame, noun + 1)
            && !is_period(frame, noun)
        {
            noun += 1;
        }
        return (frame.words.kind(noun) == Kind::Word).then_some((noun, noun + 1));
    }
    // `seventh year running`, `five wins in a row`; a duration has its unit inside.
    let from = if frame.figure(index).role == Role::Duration { end - 1 } else { end };
    let at = (from + 1..from + 5)
        .find(|&at| matches!(frame.words.phrase(at, Class::Streak), Some((_, 2))))?;
    let (length, _) = frame.words.phrase(at, Class::Streak)?;
    let is_running = frame.is(at, "running") && !is_period(frame, at - 1);
    (frame.words.kind(at - 1) == Kind::Word && !is_running).then_some((at - 1, at + length))
}

fn is_noun_end(frame: &Frame<'_>, at: usize) -> bool {
    frame.words.is_any_of(
        at,
        &[
            Class::Preposition,
            Class::Conjunction,
            Class::Determiner,
            Class::Auxiliary,
            Class::Verb,
            Class::Pronoun,
            Class::Adverb,
            Class::Linking,
            Class::Change,
            Class::Month,
            Class::Weekday,
        ],
    )
}

fn is_period(frame: &Frame<'_>, at: usize) -> bool {
    matches!(
        &*lemma(frame.words.text(at)),
        "year" | "season" | "month" | "week" | "day" | "quarter" | "summer" | "winter"
    )
}

/// A time of the sentence: where it stands, and when it is.
fn times(frame: &Frame<'_>, index: usize) -> Vec<(usize, usize, AsOf, TextRange)> {
    let sentence = frame.sentence(index);
    let mut times: Vec<(usize, usize, AsOf, TextRange)> = frame
        .figures_of(frame.figure(index).sentence)
        .filter_map(|at| {
            let figure = frame.figure(at);
            let year = figure.value.filter(|_| figure.role == Role::Date)?.to_i16()?;
            let as_of = AsOf { year, month: None, day: None };
            Some((frame.number(at), frame.number_end(at), as_of, figure.range))
        })
        .collect();
    let dates = &frame.facts.dates;
    let start = frame.words.range(sentence.start).start();
    let from = dates.partition_point(|date| date.range.start() < start);
    for date in dates[from..].iter().take(MOST_DATES) {
        let at = frame.words.index_at(date.range.start());
        if !sentence.contains(&at) || date.month.is_none() {
            continue;
        }
        let year = date.year.unwrap_or(0);
        let as_of = AsOf { year, month: date.month, day: date.day };
        let end = frame.words.index_at(date.range.end());
        times.retain(|time| !(at..end).contains(&time.0));
        times.push((at, end, as_of, date.range));
    }
    times.sort_by_key(|time| time.0);
    times
}

/// When the run began and when it was told.
fn dates(frame: &Frame<'_>, index: usize, end: usize, streak: &mut Streak) {
    let times = times(frame, index);
    let number = frame.first(index);
    let sentence = frame.sentence(index);
    for &(at, time_end, as_of, range) in &times {
        let begins = is_start(frame, at, sentence.start);
        match begins {
            Some(cue) if streak.since.is_none() && cue >= end => {
                let gap = end..cue;
                let is_clear = gap.len() <= REACH
                    && !gap.clone().any(|at| frame.is_stop(at))
                    && !frame.has(gap.clone(), Class::Extreme)
                    && !frame.has_word(
                        gap.clone(),
                        &[
                            "best", "worst", "time", "first", "lowest", "record", "fastest",
                            "slowest",
                        ],
                    )
                    && !gap.clone().any(|at| frame.words.text(at).ends_with("est"))
                    && !frame.figures_of(frame.figure(index).sentence).any(|other| {
                        frame.figure(other).role != Role::Date && gap.contains(&frame.number(other))
                    });
                if is_clear {
                    streak.since = Some((as_of, range));
                    streak.is_since_attached = true;
                }
            }
            Some(cue)
                if streak.since.is_none() && time_end <= number && number - cue <= REACH + 8 =>
            {
                streak.since = Some((as_of, range));
            }
            Some(_) => {}
            None if frame.is_one_of(
                at.wrapping_sub(1),
                &["in", "of", "for", "to", "until", "through", "by", "and", "this"],
            ) || at == sentence.start =>
            {
                streak.until.get_or_insert((as_of, range));
            }
            None => {}
        }
    }
}

/// `It has fallen every month since May.`: the next sentence says when it began.
fn every_since(frame: &Frame<'_>, index: usize) -> Option<(AsOf, TextRange)> {
    let next = frame.figure(index).sentence as usize + 1;
    let sentence = frame.facts.sentences.get(next)?;
    let start = frame.words.index_at(sentence.start());
    let end = frame.words.index_at(sentence.end()).min(start + 30);
    let every = (start..end).find(|&at| frame.is(at, "every") && is_period(frame, at + 1))?;
    let since = (every + 2..end.min(every + 4)).find(|&at| frame.is(at, "since"))?;
    let at = frame.words.range(since + 1).start();
    let dates = &frame.facts.dates;
    let month = dates.get(dates.partition_point(|date| date.range.start() < at));
    if let Some(date) = month.filter(|date| date.range.start() == at && date.month.is_some()) {
        let as_of = AsOf { year: date.year.unwrap_or(0), month: date.month, day: date.day };
        return Some((as_of, date.range));
    }
    let first = frame.figures().partition_point(|figure| figure.range.start() < at);
    let figure = frame.figures().get(first).filter(|figure| figure.range.start() == at)?;
    let year = figure.value.filter(|_| figure.role == Role::Date)?.to_i16()?;
    Some((AsOf { year, month: None, day: None }, figure.range))
}

/// Whether a time is given as the start of something; where the words for it begin.
fn is_start(frame: &Frame<'_>, at: usize, sentence: usize) -> Option<usize> {
    let mut from = at;
    while from > sentence
        && at - from < 3
        && frame.is_one_of(
            from - 1,
            &["the", "in", "with", "at", "back", "to", "on", "winning", "early", "late", "about"],
        )
    {
        from -= 1;
    }
    let cue = from.checked_sub(1)?;
    let begins = frame.is_one_of(
        cue,
        &[
            "since",
            "began",
            "begun",
            "started",
            "starting",
            "beginning",
            "dating",
            "stretching",
            "from",
            "between",
            "goes",
            "going",
            "stretches",
            "dates",
        ],
    );
    (begins && cue >= sentence).then_some(cue)
}

/// The ones before, listed by name: `third straight win after victories over Ash and Elm`, `the third rise in a row,
/// after rises in January and February`.
fn named(frame: &Frame<'_>, streak: &Streak, end: usize) -> Option<(i32, TextRange)> {
    const LONGEST: usize = 40;
    let index = streak.count.0 as usize;
    let sentence = frame.sentence(index);
    let after = (end..sentence.end.min(end + 4))
        .find(|&at| frame.is_one_of(at, &["after", "following"]))?;
    let link =
        (after + 2..after + 4).find(|&at| frame.is_one_of(at, &["over", "against", "in", "to"]))?;
    let is_same = *lemma(frame.words.text(link - 1)) == *streak.noun
        || is_kin(frame, link - 1, streak, sentence.start..frame.number(index));
    let is_name = |at: usize| frame.words.kind(at) == Kind::Word && frame.words.is_capitalised(at);
    let joins = |at: usize| frame.words.kind(at) == Kind::Comma || frame.is(at, "and");
    let mut at = link + 1;
    let (mut n, mut is_closed) = (0, false);
    while at < sentence.end.min(link + LONGEST) && is_name(at) && !is_closed {
        n += 1;
        while is_name(at) {
            at += 1;
        }
        is_closed = frame.is(at.wrapping_sub(1), "and");
        let is_last = joins(at) && (frame.is(at, "and") || frame.is(at + 1, "and"));
        while joins(at) {
            at += 1;
        }
        if is_last {
            n += i32::from(is_name(at));
            is_closed = true;
        }
    }
    // Fewer may be only some of them.
    let is_more = n > streak.n && is_closed && is_same;
    is_more.then(|| (n, frame.place(link + 1..at + 1)))
}

/// Whether a plural before a list says again what the run is of: victories after a win, rises after rates that were
/// raised.
fn is_kin(frame: &Frame<'_>, at: usize, streak: &Streak, before: std::ops::Range<usize>) -> bool {
    const WON: &[&str] = &["win", "victory", "triumph", "success"];
    const LOST: &[&str] = &["loss", "defeat"];
    let noun = lemma(frame.words.text(at));
    let both = |kin: &[&str]| kin.contains(&&*noun) && kin.contains(&&*streak.noun);
    let way = |at: usize| frame.words.value(at, Class::Change).map(|value| value % 2);
    let is_time = matches!(&*streak.noun, "time" | "month" | "year" | "quarter" | "week");
    let mut said = before.filter_map(way);
    both(WON)
        || both(LOST)
        || is_time && way(at).is_some() && said.any(|way_said| Some(way_said) == way(at))
}

/// The years before, listed one after the other.
fn listed(frame: &Frame<'_>, index: usize, end: usize) -> Option<(i32, TextRange)> {
    let figures = frame.figures_of(frame.figure(index).sentence);
    let mut run: Vec<usize> = Vec::new();
    for at in figures.filter(|&at| frame.number(at) >= end) {
        let figure = frame.figure(at);
        let is_year = figure.role == Role::Date
            && figure.value.is_some_and(|year| year > Decimal::from(1500));
        let goes_on = match run.last() {
            None => true,
            Some(&last) => {
                let gap = frame.number_end(last)..frame.number(at);
                figure.value == frame.figure(last).value.map(|year| year + Decimal::ONE)
                    && gap.len() <= 2
                    && gap
                        .clone()
                        .all(|at| frame.words.kind(at) == Kind::Comma || frame.is(at, "and"))
            }
        };
        if !is_year || !goes_on {
            break;
        }
        run.push(at);
    }
    let (&first, &last) = run.first().zip(run.last())?;
    let before = end..frame.number(first);
    let is_list = run.len() >= 2
        && before.len() <= 8
        && frame.has_word(before, &["after", "following", "having", "adding"]);
    let range = frame.figure(first).range.cover(frame.figure(last).range);
    is_list.then_some((run.len() as i32, range))
}
