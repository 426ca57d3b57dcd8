//! `age-repeated`: one person with two ages.

use rust_decimal::Decimal;

use crate::agreement;
use crate::check::{Report, Severity, check};
use crate::facts::life::{AgeMention, AgeTime, Holder, LifeEvent};
use crate::facts::{Article, Facts};

check! {
    /// An age that the article gives another time with another number.
    ///
    /// Somebody who is 34 in the first paragraph is not 43 in the fifth; mostly two digits changed places. People who
    /// share a name are left alone. A year more or less is information: there may have been a birthday. An age at
    /// another time ("was 19 when") is counted back from the one now, where its year is named right behind it.
    ///
    /// # Reported
    ///
    /// ```news
    /// Dara Finch, 34, won the race. Finch, 43, had never run before.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// Dara Finch, 34, won the race. The 34-year-old was 19 when she first ran.
    /// ```
    pub(super) AGE_REPEATED {
        code: "age-repeated",
        severity: Severity::Warning,
        article: age_repeated,
    }
}

/// Ages further apart are more likely to be two people's where no name stands beside one.
const MOST_APART: i64 = 15;
/// How many ages before it one is compared with.
const MOST_COMPARED: usize = 12;

fn age_repeated(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    let ages: Vec<&AgeMention> =
        article.ages.iter().filter(|age| is_present(article, age)).collect();
    for (index, age) in ages.iter().enumerate() {
        let before = &ages[index.saturating_sub(MOST_COMPARED)..index];
        let Some((other, severity)) = contradicted(facts, article, before, age, &ages) else {
            continue;
        };
        let name = age.person.or(other.person).map_or("this person", |name| facts.words(name));
        let message = format!("{name} is {} here and {} before", age.years, other.years);
        report
            .at(age.range, message)
            .related(other.range, "the age given before")
            .softened(severity);
    }
    for age in article.ages.iter().filter(|age| age.when == AgeTime::Then) {
        at_another_time(facts, article, age, report);
    }
}

/// How many ages are looked at for the one now, and how many births.
const MOST_AGES: usize = 64;
/// The year of an age stands no further behind it, in bytes: `was 41 when she joined the board in 2009`.
const FARTHEST_YEAR: u32 = 60;

/// Reports an age in another year that somebody who is as old now cannot have had.
fn at_another_time(
    facts: &Facts,
    article: &Article,
    age: &AgeMention,
    report: &mut Report<'_>,
) -> Option<()> {
    let [Some((at, year)), None] = age.years_beside else { return None };
    let this_year = i64::from(article.date?.year());
    let person = age.person?;
    let is_now = |other: &&AgeMention| {
        other.when == AgeTime::Now
            && other.person == Some(person)
            && other.years_beside == [None, None]
            && matches!(other.holder, Holder::Name(_))
    };
    let now = article.ages.iter().take(MOST_AGES).find(is_now)?;
    // Where the birth is told, the age is held against that.
    let is_birth =
        |event: &LifeEvent| event.is_birth && event.at.is_some() && event.person == Some(person);
    if article.life_events.iter().take(MOST_AGES).any(is_birth) {
        return None;
    }
    let makes = now.years - (this_year - i64::from(at.year));
    let gap = u32::from(year.start()).checked_sub(age.range.end().into())?;
    // A birthday may lie between, in either year.
    if gap > FARTHEST_YEAR || (makes - age.years).abs() <= 1 || makes < 1 {
        return None;
    }
    let message = format!(
        "{} is {} in {this_year}, which makes about {makes} in {}, not {}",
        facts.words(person),
        now.years,
        at.year,
        age.years
    );
    let remark = report
        .at(age.range, message)
        .both([(now.range, "the age now"), (year, "when this was the age")]);
    if age.in_quote || now.in_quote {
        remark.softened(Severity::Information);
    }
    Some(())
}

/// Whether an age is the one that somebody has now.
fn is_present(article: &Article, age: &AgeMention) -> bool {
    let this_year = article.date.map(|date| date.year());
    let mut years = age.years_beside.iter().flatten();
    match age.when {
        AgeTime::Now => years.all(|(at, _)| Some(at.year) == this_year),
        AgeTime::AtDeath => true,
        AgeTime::Then | AgeTime::Turned => false,
    }
}

/// The earlier age that an age contradicts, and how surely.
fn contradicted<'a>(
    facts: &Facts,
    article: &Article,
    before: &[&'a AgeMention],
    age: &AgeMention,
    all: &[&AgeMention],
) -> Option<(&'a AgeMention, Severity)> {
    let is_by_name = matches!(age.holder, Holder::Name(_));
    let severity = |other: &AgeMention| match (age.years - other.years).abs() {
        _ if age.in_quote || other.in_quote => Severity::Information,
        1 => Severity::Information,
        _ => Severity::Warning,
    };
    // A pronoun, or "the 14-year-old", may be a child's.
    let is_near = |other: &AgeMention| {
        (age.years - other.years).abs() <= MOST_APART || are_swapped(age, other)
    };
    let n_known = all
        .iter()
        .filter(|other| other.sentence == age.sentence && matches!(other.holder, Holder::Known(_)));
    if matches!(age.holder, Holder::Known(_)) && n_known.count() > 1 {
        return None;
    }
    let same = |other: &&&AgeMention| {
        let is_named = matches!(other.holder, Holder::Name(_));
        let is_likely = is_named && is_by_name
            || is_near(other) && (is_named || is_by_name && other.when == AgeTime::AtDeath);
        is_likely && other.person.is_some() && other.person == age.person
    };
    if let Some(first) = before.iter().find(same) {
        let is_said = before.iter().filter(same).any(|other| other.years == age.years);
        let noun = match age.holder {
            Holder::Known(noun) => noun,
            _ => None,
        };
        // `The 43-year-old striker` may be somebody else.
        let is_sure = noun.is_none() || are_swapped(age, first);
        let is_elsewhere =
            all.iter().any(|other| other.years == age.years && other.person != age.person);
        let is_known = matches!(age.holder, Holder::Known(_));
        if is_said || is_known && is_elsewhere {
            return None;
        }
        return Some((*first, if is_sure { severity(first) } else { Severity::Information }));
    }
    match age.holder {
        Holder::Known(noun) => {
            // The only age so far, whoever has it.
            let (first, rest) = before.split_first()?;
            let is_only = rest.iter().all(|other| other.years == first.years);
            let is_elsewhere = all.iter().filter(|other| other.years == age.years).count() > 1;
            let is_another = age.person.is_some() && age.person != first.person;
            let is_named = noun.is_some_and(|noun| !is_same_noun(facts, noun, first));
            let is_strong = matches!(first.holder, Holder::Name(_) | Holder::New(_));
            let fits =
                is_only && is_strong && is_near(first) && !is_elsewhere && first.years != age.years;
            if !fits
                || is_another && !are_swapped(age, first)
                || is_named && !are_swapped(age, first)
            {
                return None;
            }
            Some((*first, severity(first)))
        }
        Holder::New(Some(noun)) => {
            // `Man, 34, held` above `a 43-year-old man`.
            let head = before.iter().find(|other| {
                matches!(other.holder, Holder::New(_)) && is_same_noun(facts, noun, other)
            })?;
            let headline = article.headline.as_ref();
            let in_headline =
                headline.is_some_and(|headline| headline.range.contains_range(head.range));
            let n_like = all.iter().filter(|other| is_same_noun(facts, noun, other)).count();
            let is_elsewhere = all.iter().filter(|other| other.years == head.years).count() > 1;
            (in_headline && n_like == 2 && !is_elsewhere && head.years != age.years)
                .then(|| (*head, severity(head)))
        }
        _ => None,
    }
}

fn is_same_noun(facts: &Facts, noun: newsmark_lexer::TextRange, other: &AgeMention) -> bool {
    match other.holder {
        Holder::New(Some(own)) | Holder::Known(Some(own)) => {
            facts.words(own).eq_ignore_ascii_case(facts.words(noun))
        }
        _ => false,
    }
}

fn are_swapped(a: &AgeMention, b: &AgeMention) -> bool {
    agreement::are_swapped(Decimal::from(a.years), Decimal::from(b.years))
}
