//! Ages of people, and when they were born and died.
//!
//! An age belongs to the name beside it, or to the one person that the sentence or the one before it speaks
//! of; where there are two, or a mother or a son is near, it stays open. An age at another time ("was 19
//! when") is kept apart from the one that somebody has now.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::figure::{Figure, Role, Unit};
use super::people::NameMention;
use super::{Article, AsOf};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

mod ages;
mod bearers;
mod events;

/// Somebody's age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeMention {
    /// The words of the number: `34`, `34-year-old`.
    pub range: TextRange,
    /// How many years.
    pub years: i64,
    /// Whose it is, by the words.
    pub holder: Holder,
    /// Whose it is, where that is known: the place where they are named first.
    pub person: Option<TextRange>,
    /// When it is the age.
    pub when: AgeTime,
    /// The years of the sentence, with their words: the first two.
    pub years_beside: [Option<(AsOf, TextRange)>; 2],
    /// Its sentence, an index into [`Article::sentences`].
    pub sentence: u32,
    /// Whether it stands between quotation marks.
    pub in_quote: bool,
}

/// Whose age or birth something is, going by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The name at a place.
    Name(TextRange),
    /// `the 34-year-old`: somebody who is known; with the noun that follows.
    Known(Option<TextRange>),
    /// `a 34-year-old man`: somebody new, with the noun.
    New(Option<TextRange>),
    /// Whoever the sentence is about: `she`, `who`.
    Subject,
}

/// When somebody has an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeTime {
    /// When the article is written, or what it tells of happens.
    Now,
    /// At another time: `was 19 when`, `at 19`.
    Then,
    /// At death.
    AtDeath,
    /// On a birthday: `turned 70`.
    Turned,
}

/// When somebody was born or died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeEvent {
    /// The words: `born in 1950`.
    pub range: TextRange,
    /// Birth or death.
    pub is_birth: bool,
    /// When; none: not said.
    pub at: Option<AsOf>,
    /// Whose it is, by the words.
    pub holder: Holder,
    /// Whose it is, where that is known: the place where they are named first.
    pub person: Option<TextRange>,
    /// Its sentence, an index into [`Article::sentences`].
    pub sentence: u32,
}

impl Holder {
    /// The words that say whose it is.
    fn range(&mut self) -> Option<&mut TextRange> {
        match self {
            Holder::Name(range) => Some(range),
            Holder::Known(noun) | Holder::New(noun) => noun.as_mut(),
            Holder::Subject => None,
        }
    }
}

impl Placed for AgeMention {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        let years = self.years_beside.iter_mut().flatten().map(|(_, range)| range);
        by.ranges(years.chain([&mut self.range]).chain(self.holder.range()));
        by.sentence(&mut self.sentence);
    }
}

impl Placed for LifeEvent {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges(self.holder.range().into_iter().chain([&mut self.range]));
        by.sentence(&mut self.sentence);
    }
}

/// Finds the ages, births and deaths of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    facts.ages = ages::collect(words, facts);
    facts.life_events = events::collect(words, facts);
}

/// A year in a sentence.
#[derive(Clone, Copy)]
struct Year {
    first: usize,
    end: usize,
    range: TextRange,
    at: AsOf,
}

/// The years of a sentence that begin within some words, with month and day where they stand there.
fn years<'a>(
    words: &'a Words<'_>,
    facts: &'a ParagraphFacts,
    sentence: u32,
    within: TextRange,
) -> impl Iterator<Item = Year> + 'a {
    let is_before =
        |figure: &Figure| figure.sentence < sentence || figure.range.start() < within.start();
    let first = facts.figures.partition_point(is_before);
    let own = facts.figures[first..].iter().take_while(move |figure| {
        figure.sentence == sentence && figure.range.start() < within.end()
    });
    own.filter_map(move |figure| {
        if figure.role != Role::Date {
            return None;
        }
        let year = i16::try_from(figure.value?.trunc().mantissa()).ok()?;
        let date = facts.dates.partition_point(|date| date.range.end() <= figure.range.start());
        let date = facts.dates.get(date).filter(|date| date.range == figure.range);
        let at = AsOf { year, month: date.and_then(|d| d.month), day: date.and_then(|d| d.day) };
        let (first, end) =
            (words.index_at(figure.range.start()), words.index_at(figure.range.end()));
        Some(Year { first, end, range: figure.range, at })
    })
}

/// The name that ends right before a token.
fn name_before<'a>(
    words: &Words<'_>,
    names: &'a [NameMention],
    token: usize,
) -> Option<&'a NameMention> {
    let end = words.range(token.checked_sub(1)?).end();
    let next = names.partition_point(|name| name.range.start() < end);
    let name = names[..next].last().filter(|name| !name.name.is_body)?;
    let last = words.index_at(name.range.end());
    // A possessive is not part of the name's range.
    (last == token && name.range.end() == end).then_some(name)
}

/// The name that begins at a token, its title perhaps before it.
fn name_at<'a>(
    words: &Words<'_>,
    names: &'a [NameMention],
    token: usize,
) -> Option<&'a NameMention> {
    let start = words.range(token).start();
    let next = names.partition_point(|name| name.range.end() <= start);
    let name = names.get(next).filter(|name| !name.name.is_body)?;
    let begins =
        name.range.start() == start || name.title.is_some_and(|title| title.start() <= start);
    (begins && name.range.end() > start).then_some(name)
}

/// Whether a member of a family is near: then a pronoun may be another person's.
fn is_near_relative(words: &Words<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| words.is(at, Class::Relative))
}

/// Finds who is meant by each age, birth and death.
pub(crate) fn resolve(article: &mut Article) {
    if article.ages.is_empty() && article.life_events.is_empty() {
        return;
    }
    let bearers = bearers::Bearers::new(&article.names, &article.sentences);
    for age in &mut article.ages {
        age.person = bearers.find(age.holder, age.range, age.sentence);
    }
    for event in &mut article.life_events {
        event.person = bearers.find(event.holder, event.range, event.sentence);
    }
}

/// A whole number of years that somebody can be old.
fn years_of_age(figure: &Figure) -> Option<i64> {
    let is_age = match (figure.role, figure.unit) {
        (Role::Age, Some(Unit::OfAge(id))) => id.unit().name == "year",
        (Role::Rank, None) => true,
        (Role::Level, None) => figure.per.is_none() && figure.hedge.is_none(),
        _ => false,
    };
    let value = figure.value.filter(|value| is_age && value.fract().is_zero())?;
    (value > Decimal::ZERO && value < Decimal::from(120)).then(|| value.to_i64())?
}

/// Whether a clause ends at a token.
fn ends_clause(words: &Words<'_>, at: usize) -> bool {
    at >= words.len()
        || matches!(
            words.kind(at),
            Kind::Comma
                | Kind::FullStop
                | Kind::Semicolon
                | Kind::Colon
                | Kind::ParenClose
                | Kind::Newline
                | Kind::Question
                | Kind::Exclamation
        )
        || words.kind(at).is_dash()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Settings, analyze};

    /// One line an age, birth or death.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let facts = analyze(text, &Settings::default()).facts;
        let article = &facts.articles[0];
        let name = |person: Option<_>| person.map_or("?", |place| facts.words(place));
        let mut out = String::new();
        for age in &article.ages {
            let years = age.years_beside.iter().flatten().map(|(at, _)| format!(", {at}"));
            let year: String = years.collect();
            let words = facts.words(age.range);
            out += &format!("{words}: {} {:?}{year}\n", name(age.person), age.when);
        }
        for event in &article.life_events {
            let kind = if event.is_birth { "born" } else { "died" };
            let at = event.at.map_or("?".to_owned(), |at| at.to_string());
            out += &format!("{kind} {at}: {}\n", name(event.person));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn an_age_belongs_to_the_name_beside_it() {
        check(
            "Dara Finch, 34, won. Finch, who is 34, smiled. Ann Lee (43) lost. Max Weil, a 51-year-old teacher, came. \
             The coach, 61-year-old Olga Brandt, was glad. Mr Weil is 51. Dara Finch, aged 34, slept.",
            expect![[r#"
                34: Dara Finch Now
                34: Dara Finch Now
                43: Ann Lee Now
                51-year-old: Max Weil Now
                61-year-old: Olga Brandt Now
                51: Max Weil Now
                34: Dara Finch Now
            "#]],
        );
    }

    #[test]
    fn or_to_whom_the_sentence_is_about() {
        check(
            "Dara Finch won. She is 34. The 34-year-old said so. She was 19 when she began in 2009. At 25, she \
             retired. She turned 30 in 2020.",
            expect![[r#"
                34: Dara Finch Now
                34-year-old: Dara Finch Now
                19: Dara Finch Then, 2009
                25: ? Then
                30: ? Turned, 2020
            "#]],
        );
        check(
            "Dara Finch met Ann Lee. She is 34. Her mother was 60.",
            expect![[r#"
                34: ? Now
            "#]],
        );
    }

    #[test]
    fn births_and_deaths() {
        check(
            "Ann Lee, born in Hull in 1950, died on Monday at 74. Max Weil (1931-2020) was a teacher. Olga Brandt \
             was born on May 3, 1961. She died in 2024 aged 62. Dara Finch (born 1990) sings.",
            expect![[r#"
                74: Ann Lee AtDeath, 1950
                62: Olga Brandt AtDeath, 2024
                born 1950: Ann Lee
                died ?: Ann Lee
                born 1931: Max Weil
                died 2020: Max Weil
                born 1961-05-03: Olga Brandt
                died 2024: Olga Brandt
                born 1990: Dara Finch
            "#]],
        );
    }
}
