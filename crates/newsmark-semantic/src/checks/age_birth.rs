//! `age-birth`: an age that does not follow from the year of birth.

use jiff::ToSpan;
use jiff::civil::Date;
use newsmark_lexer::TextRange;

use crate::check::{Report, Severity, check};
use crate::facts::life::{AgeMention, AgeTime, Holder, LifeEvent};
use crate::facts::{Article, AsOf, Facts};

check! {
    /// An age that somebody born in that year does not have.
    ///
    /// Whoever was born in 1950 and died in 2024 was 73 or 74. An age is counted to the death, to the year
    /// that the sentence names, or to the day of the article; without any of them it is left alone. With full
    /// dates the age is exact.
    ///
    /// # Reported
    ///
    /// ```news
    /// Born in 1950, the composer died in 2024 at the age of 64.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Born in 1950, the composer died in 2024 at the age of 73.
    /// ```
    pub(super) AGE_BIRTH {
        code: "age-birth",
        severity: Severity::Error,
        article: age_birth,
    }
}

/// An article may tell of what happened so many days before.
const DAYS_BEFORE: i64 = 30;

fn age_birth(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for age in &article.ages {
        let Some(birth) = birth(article, age) else { continue };
        let Some(time) = reference(article, age, birth) else { continue };
        let Some((low, high)) = birth.at.and_then(|born| ages(born, &time)) else { continue };
        let off = (low - age.years).max(age.years - high);
        if off <= 0 {
            continue;
        }
        let allowed = if low == high { low.to_string() } else { format!("{low} or {high}") };
        let message = format!(
            "{} makes {allowed} in {}, not {}",
            facts.words(birth.range),
            time.at.year,
            age.years
        );
        let remark = report.at(age.range, message).related(birth.range, "the birth");
        let remark = match time.range {
            Some(range) => remark.related(range, "when this is the age"),
            None => remark,
        };
        remark.softened(match off {
            _ if age.in_quote => Severity::Information,
            1 if time.range.is_none() && low != high => Severity::Information,
            1 => Severity::Warning,
            _ => Severity::Error,
        });
    }
}

/// The birth that belongs to an age: of the same person, or in the same sentence where nobody is named.
fn birth<'a>(article: &'a Article, age: &AgeMention) -> Option<&'a LifeEvent> {
    life_event(article, age, true).find(|birth| birth.at.is_some())
}

/// How many births and deaths are looked at.
const MOST_EVENTS: usize = 64;

fn life_event<'a>(
    article: &'a Article,
    age: &AgeMention,
    is_birth: bool,
) -> impl Iterator<Item = &'a LifeEvent> {
    let (person, sentence) = (age.person, age.sentence);
    let is_pronoun = age.holder == Holder::Subject;
    article.life_events.iter().take(MOST_EVENTS).filter(move |event| {
        let is_same = match (event.person, person) {
            (Some(a), Some(b)) => a == b,
            (None, None) if is_pronoun => {
                event.sentence == sentence || event.sentence + 1 == sentence
            }
            _ => event.sentence == sentence,
        };
        event.is_birth == is_birth && is_same
    })
}

/// The time to which an age is counted, and its words if it has any.
struct Reference {
    at: AsOf,
    range: Option<TextRange>,
}

fn reference(article: &Article, age: &AgeMention, birth: &LifeEvent) -> Option<Reference> {
    let mut others =
        age.years_beside.iter().flatten().filter(|(_, range)| !birth.range.contains_range(*range));
    let other = others.next().filter(|_| others.next().is_none());
    let told = other.map(|&(at, range)| Reference { at, range: Some(range) });
    let n_years = age.years_beside.iter().flatten().count();
    match age.when {
        AgeTime::AtDeath => {
            let death =
                life_event(article, age, false).find_map(|death| Some((death.at?, death.range)));
            death.map(|(at, range)| Reference { at, range: Some(range) }).or_else(|| today(article))
        }
        AgeTime::Then => told,
        AgeTime::Turned => told.or_else(|| today(article)),
        AgeTime::Now if other.is_some() || n_years > 1 => {
            // `born in 1950, ... died in 2024 at 64`: what it tells of is the death.
            let death =
                life_event(article, age, false).find(|death| death.sentence == age.sentence);
            told.filter(|_| death.is_some_and(|death| death.at.is_some()))
        }
        AgeTime::Now => {
            let is_dead =
                life_event(article, age, false).find_map(|death| Some((death.at?, death.range)));
            is_dead
                .map(|(at, range)| Reference { at, range: Some(range) })
                .or_else(|| today(article))
        }
    }
}

fn today(article: &Article) -> Option<Reference> {
    let date = article.date?;
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).ok());
    Some(Reference { at: AsOf { year: date.year(), month, day }, range: None })
}

/// The least and the greatest age that somebody can have.
fn ages(born: AsOf, time: &Reference) -> Option<(i64, i64)> {
    let years = i64::from(time.at.year) - i64::from(born.year);
    if years < 0 {
        return None;
    }
    let (Some(birth), Some(end)) = (day(born), day(time.at)) else {
        return Some(((years - 1).max(0), years));
    };
    let at = |day: Date| years_between(birth, day);
    let start = match time.range {
        Some(_) => end,
        None => end.checked_sub(DAYS_BEFORE.days()).unwrap_or(end),
    };
    Some((at(start), at(end)))
}

fn years_between(birth: Date, day: Date) -> i64 {
    let years = i64::from(day.year()) - i64::from(birth.year());
    years - i64::from((day.month(), day.day()) < (birth.month(), birth.day()))
}

fn day(at: AsOf) -> Option<Date> {
    Date::new(at.year, at.month? as i8, at.day? as i8).ok()
}
