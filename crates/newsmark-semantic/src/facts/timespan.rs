//! A stretch of years with its length: `from 1998 to 2004, six years`, `25 years ago, in 1998`.
//!
//! The words must say that the length is that of the stretch; a length and two years in one sentence prove
//! nothing by themselves. An end that is not given is the day of the article. How long a thing went on and
//! how old it is are read alike; the ages of people are in [`super::life`].

use newsmark_lexer::vocabulary::units::{Dimension, UnitId};
use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::figure::{Figure, Hedge, Role, Unit};
use super::{AsOf, DateMention};
use crate::facts::{Place, Placed, Shift};
use crate::interval::Interval;
use crate::paragraph::{ParagraphFacts, Trigger, Words};

mod frames;

/// A length and the two ends that it lies between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    /// When it began.
    pub start: Moment,
    /// When it ended; none: on the article's own day.
    pub end: Option<Moment>,
    /// How long it is said to be.
    pub length: Length,
    /// Whether it stands between quotation marks.
    pub in_quote: bool,
}

/// A time that is given by its year at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its words.
    pub range: TextRange,
    /// When.
    pub at: AsOf,
}

/// A number of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// Its words.
    pub range: TextRange,
    /// What they allow, in years.
    pub years: Interval,
}

impl Placed for TimeSpan {
    fn place(&self) -> Place {
        self.start.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        let end = self.end.iter_mut().map(|end| &mut end.range);
        by.ranges(end.chain([&mut self.start.range, &mut self.length.range]));
    }
}

/// A sentence with more years and lengths than this is a list, and tells of no stretch.
const MOST_ITEMS: usize = 64;

/// Finds the stretches of time of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let items = items(words, facts);
    if !items.iter().any(|item| matches!(item.kind, ItemKind::Length(..))) {
        return;
    }
    let mut spans = Vec::new();
    let mut before: &[Item] = &[];
    for sentence in items.chunk_by(|a, b| a.sentence == b.sentence) {
        if sentence.len() > MOST_ITEMS {
            before = &[];
            continue;
        }
        let is_next = |last: &Item| last.sentence + 1 == sentence[0].sentence;
        let earlier = if before.last().is_some_and(is_next) { before } else { &[] };
        spans.extend(frames::read(words, earlier, sentence));
        before = sentence;
    }
    facts.timespans = spans;
}

/// A year or a length in a sentence.
#[derive(Clone, Debug)]
struct Item {
    first: usize,
    /// The first token after it.
    end: usize,
    sentence: u32,
    in_quote: bool,
    kind: ItemKind,
}

#[derive(Clone, Debug)]
enum ItemKind {
    Year(Moment),
    /// `1998-2004`
    Years(Moment, Moment),
    Length(Length, LengthKind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LengthKind {
    /// `25 years`, `a decade`
    Plain,
    /// `25-year`
    Adjective,
    /// `25-year-old`, `25 years old`
    Age,
    /// `25th anniversary`
    Anniversary,
}

/// The years and lengths of a paragraph, in order.
fn items(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut dates = facts.dates.iter().peekable();
    for figure in &facts.figures {
        while dates.next_if(|date| date.range.end() <= figure.range.start()).is_some() {}
        let date = dates.peek().filter(|date| date.range.start() <= figure.range.start());
        if let Some(kind) = kind(words, figure, date.copied()) {
            let hedged = figure.range_with_hedge();
            let first = words.index_at(hedged.start().min(figure.range.start()));
            let end = words.index_at(figure.range.end());
            let end = if matches!(kind, ItemKind::Length(_, LengthKind::Anniversary)) {
                end + 1
            } else {
                end
            };
            let (sentence, in_quote) = (figure.sentence, figure.in_quote);
            items.push(Item { first, end, sentence, in_quote, kind });
        }
    }
    spelt(words, facts, &mut items);
    items.sort_by_key(|item| item.first);
    items
}

fn kind(words: &Words<'_>, figure: &Figure, date: Option<&DateMention>) -> Option<ItemKind> {
    match figure.role {
        Role::Date => {
            let year = i16::try_from(figure.value?.trunc().mantissa()).ok()?;
            let (month, day) = date.map_or((None, None), |date| (date.month, date.day));
            let moment = Moment { range: figure.range, at: AsOf { year, month, day } };
            Some(match second_year(words, figure.range, year) {
                Some(second) => ItemKind::Years(moment, second),
                None => ItemKind::Year(moment),
            })
        }
        Role::Duration | Role::Age => {
            let (id, kind) = match figure.unit? {
                Unit::OfAge(id) if words.text[figure.range].ends_with("old") => {
                    (id, LengthKind::Age)
                }
                Unit::OfAge(_) => return None,
                Unit::Of(id) => (id, LengthKind::Plain),
                Unit::Money(_) => return None,
            };
            let end = words.index_at(figure.range.end());
            let is_adjective = words.kind(end.checked_sub(2)?) == Kind::Hyphen;
            let kind = match kind {
                LengthKind::Plain if is_adjective => LengthKind::Adjective,
                kind => kind,
            };
            let years = in_years(id, figure)?;
            Some(ItemKind::Length(Length { range: figure.range, years }, kind))
        }
        Role::Rank => {
            let end = words.index_at(figure.range.end());
            let years = Interval::exactly(figure.value?);
            let length = Length { range: figure.range.cover(words.range(end)), years };
            (words.bytes(end) == b"anniversary")
                .then_some(ItemKind::Length(length, LengthKind::Anniversary))
        }
        _ => None,
    }
}

/// What a length allows in years; none for what is not counted in years.
fn in_years(unit: UnitId, figure: &Figure) -> Option<Interval> {
    let factor = match unit.unit().name {
        "year" => Decimal::ONE,
        "decade" => Decimal::TEN,
        "century" => Decimal::ONE_HUNDRED,
        _ => return None,
    };
    debug_assert!(unit.unit().dimension == Dimension::Time);
    let years = match (figure.hedge, figure.value) {
        // `more than 20 years` of what is 19 or 20 years.
        (Some(Hedge::MoreThan | Hedge::AtLeast), Some(value)) => Interval::above(value, true),
        _ => figure.loose(),
    };
    Some(years.times(&Interval::exactly(factor)))
}

/// The second year of `1998-2004` and `2010-11`.
fn second_year(words: &Words<'_>, range: TextRange, first: i16) -> Option<Moment> {
    let at = words.index_at(range.start());
    let is_range = matches!(words.kind(at + 1), Kind::Hyphen | Kind::EnDash)
        && words.range(at + 2).end() == range.end();
    let text = words.text(at + 2);
    let number: i16 = text.parse().ok().filter(|_| is_range)?;
    let year = match text.len() {
        4 => number,
        2 => first - first % 100 + number,
        _ => return None,
    };
    let at = AsOf { year, month: None, day: None };
    (year > first).then_some(Moment { range, at })
}

/// Lengths without a number: `a decade`, `half a century`, `a quarter-century`.
fn spelt(words: &Words<'_>, facts: &ParagraphFacts, items: &mut Vec<Item>) {
    const SPELT: Trigger = Trigger::words(&[Class::Unit, Class::Jubilee]);
    // Those with numbers, in order.
    let n_written = items.len();
    let mut is_covered = vec![false; n_written];
    for at in words.places(0..words.len(), SPELT) {
        let jubilee = words.value(at, Class::Jubilee).filter(|_| !words.is_capitalised(at));
        if let Some(years) = jubilee {
            let range = words.range(at);
            let next =
                facts.sentences.partition_point(|sentence| sentence.start() <= range.start());
            let Some(sentence) = next.checked_sub(1) else { continue };
            let length = Length { range, years: Interval::exactly(Decimal::from(years)) };
            let kind = ItemKind::Length(length, LengthKind::Anniversary);
            let (first, end, sentence) = (at, at + 1, sentence as u32);
            items.push(Item { first, end, sentence, in_quote: false, kind });
            continue;
        }
        let years: i64 = match words.text(at) {
            "decade" => 10,
            "century" => 100,
            _ => continue,
        };
        let back = |n: usize| at.checked_sub(n).map_or("", |at| words.text(at));
        let (first, years, margin) =
            if matches!(back(1), "a" | "A") && back(2) == "of" && back(3) == "quarter" {
                (at - 3, 25, 3)
            } else if matches!(back(1), "a" | "A") && matches!(back(2), "half" | "Half") {
                (at - 2, years / 2, years / 20)
            } else if matches!(back(1), "-") && matches!(back(2), "quarter" | "half") {
                let part = if back(2) == "half" { years / 2 } else { years / 4 };
                (at - 2, part, years / 20)
            } else if matches!(back(1), "a" | "A") {
                (at - 1, years, years / 5)
            } else {
                continue;
            };
        let range = words.span(first, at);
        let next = facts.sentences.partition_point(|sentence| sentence.start() <= range.start());
        let Some(sentence) = next.checked_sub(1) else { continue };
        let (low, high) = (Decimal::from(years - margin), Decimal::from(years + margin));
        let hedge = first.checked_sub(1).map_or("", |before| words.text(before));
        let years = match hedge {
            "than" | "over" | "least" => Interval::above(low, true),
            _ => Interval::closed(low, high),
        };
        let kind = ItemKind::Length(Length { range, years }, LengthKind::Plain);
        let covered = items[..n_written].partition_point(|item| item.end <= first);
        let overlaps = |item: &&Item| item.first <= at;
        let n_covered = items[covered..n_written].iter().take_while(overlaps).count();
        is_covered[covered..covered + n_covered].fill(true);
        while items.len() > n_written && items.pop_if(|item| item.end > first).is_some() {}
        let end = at + 1;
        items.push(Item { first, end, sentence: sentence as u32, in_quote: false, kind });
    }
    let mut is_covered = is_covered.into_iter();
    items.retain(|_| !is_covered.next().unwrap_or(false));
}

/// Whether all tokens between two places may stand between a stretch of time and its length.
pub(super) fn are_fillers(words: &Words<'_>, from: usize, to: usize, most: usize) -> bool {
    (from..to).len() <= most
        && (from..to).all(|at| {
            matches!(words.kind(at), Kind::Comma | Kind::ParenOpen)
                || words.kind(at).is_dash()
                || words.is(at, Class::SpanFiller)
        })
}

/// Whether the tokens between two places hold no other clause.
pub(super) fn is_one_clause(words: &Words<'_>, from: usize, to: usize, most: usize) -> bool {
    let n_marks =
        (from..to).filter(|&at| matches!(words.kind(at), Kind::Comma | Kind::ParenOpen)).count();
    (from..to).len() <= most
        && n_marks <= 1
        && (from..to).all(|at| {
            let is_word = matches!(words.kind(at), Kind::Word | Kind::Hyphen | Kind::Abbreviation);
            let is_mark = matches!(words.kind(at), Kind::Comma | Kind::ParenOpen);
            let is_other = words.is_any_of(
                at,
                &[
                    Class::Conjunction,
                    Class::Verb,
                    Class::Auxiliary,
                    Class::Cue,
                    Class::Partial,
                    Class::FixedTerm,
                ],
            );
            (is_word || is_mark) && !is_other
        })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Settings, analyze};

    /// One line a stretch: its ends and its length.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let facts = analyze(text, &Settings::default()).facts;
        let mut out = String::new();
        for span in &facts.articles[0].timespans {
            let end = span.end.map_or("now".to_owned(), |end| end.at.to_string());
            out += &format!(
                "{} to {end}: {} ({})\n",
                span.start.at, &text[span.length.range], span.length.years
            );
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn between_two_years() {
        check(
            "He was mayor from 1998 to 2004, eight years. He led it for eight years from 1998 to 2004. The war \
             (1998-2004), an eight-year war, ended. In the six years between 1998 and 2004 it grew. Over two \
             decades (1998-2018) it shrank. His eight-year reign, from 1998 to 2006, was calm.",
            expect![[r#"
                1998 to 2004: eight years (7.5 to 8.5)
                1998 to 2004: eight years (7.5 to 8.5)
                1998 to 2004: six years (5.5 to 6.5)
                1998 to 2018: two decades (15 to 25)
                1998 to 2006: eight-year (7.5 to 8.5)
            "#]],
        );
        check(
            "From 1998 to 2004 she signed a two-year contract twice. She spent two years there between 1998 and \
             2004. He worked for 15 years and led it from 1998 to 2004. From 1998 to 2004, two years after the \
             war, it grew.",
            expect![[""]],
        );
    }

    #[test]
    fn until_now() {
        check(
            "In the 12 years since 1998 it grew. He has led it for 12 years, since 1998. Twenty-five years ago, in \
             1998, it fell. In 1998, 25 years ago, it rose. A decade ago, in 2010, it fell. Since it opened in \
             1998, a total of 12 years, it has grown.",
            expect![[r#"
                1998 to now: 12 years (11.5 to 12.5)
                1998 to now: 12 years (11.5 to 12.5)
                1998 to now: Twenty-five years (24.5 to 25.5)
                1998 to now: 25 years (24.5 to 25.5)
                2010 to now: A decade (8 to 12)
                1998 to now: 12 years (11.5 to 12.5)
            "#]],
        );
        check(
            "He has spent 12 years abroad since 1998. In 2010 he said it had begun 20 years ago, in 1990.",
            expect![[""]],
        );
    }

    #[test]
    fn from_one_event_to_another() {
        check(
            "It opened in 1994 and, 25 years later, in 2024, closed. The bridge closed in 2024, 25 years after it \
             opened in 1994. It was sold in 1994, 30 years before it closed in 2024. It opened in 1994. Thirty \
             years later, in 2024, it closed.",
            expect![[r#"
                1994 to 2024: 25 years (24.5 to 25.5)
                1994 to 2024: 25 years (24.5 to 25.5)
                1994 to 2024: 30 years (29.5 to 30.5)
                1994 to 2024: Thirty years (29.5 to 30.5)
            "#]],
        );
    }

    #[test]
    fn the_age_of_a_thing() {
        check(
            "The 60-year-old bridge, built in 1944, is old. Built in 1944, the bridge is 60 years old. The club, \
             founded in 1994, marks its 25th anniversary. The 25th anniversary of the 1994 crash was marked. \
             The mill was built in 1944. The 60-year-old mill will close.",
            expect![[r#"
                1944 to now: 60-year-old (59.5 to 60.5)
                1944 to now: 60 years old (59.5 to 60.5)
                1994 to now: 25th anniversary (25)
                1994 to now: 25th anniversary (25)
                1944 to now: 60-year-old (59.5 to 60.5)
            "#]],
        );
        check("A 34-year-old man died in the mill, built in 1923.", expect![[""]]);
    }
}
