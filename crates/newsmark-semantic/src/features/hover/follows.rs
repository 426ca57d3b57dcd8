//! What follows from a figure: the level before a change, the amount in other units, a year of birth, how long
//! ago something was, a sum for each inhabitant.
//!
//! The arithmetic is [`derive`]'s; here it is put into words, for a hover and for a table of facts. Each line is one
//! result, and where the article does not say enough there is none.

use rust_decimal::Decimal;

use super::{paragraph_name, plain};
use crate::derive::{self, Reading};
use crate::facts::figure::Direction;
use crate::facts::{Article, AsOf, Change, Facts, Figure, FigureId};
use crate::share::{self, Implied};
use crate::wording;

/// How lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Results in bold, the article's words with their marks escaped.
    Markdown,
    /// As they are.
    Plain,
}

impl Look {
    fn strong(self, result: &str) -> String {
        match self {
            Look::Markdown => format!("**{result}**"),
            Look::Plain => result.to_owned(),
        }
    }

    fn words(self, facts: &Facts, figure: &Figure) -> String {
        match self {
            Look::Markdown => plain(facts.words(figure.range)),
            Look::Plain => {
                facts.words(figure.range).split_whitespace().collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// What follows from a figure, a line for each result.
pub(super) fn lines(facts: &Facts, article: &Article, id: FigureId, look: Look) -> Vec<String> {
    let figure = article.figure(id);
    let concerned = article.changes.iter().filter(|change| {
        [change.old, change.new, change.amount, change.percent, change.ratio].contains(&Some(id))
    });
    let mut lines: Vec<String> =
        concerned.filter_map(|change| of_change(facts, article, change, look)).collect();
    lines.extend(
        share::implied(article, id).iter().filter_map(|one| of_share(facts, article, one, look)),
    );
    lines.extend(in_other_units(figure, look));
    lines.extend(of_age(article, figure, look));
    lines.extend(of_date(article, figure, look));
    lines.extend(for_each(facts, article, figure, look));
    lines
}

/// `after an increase of 815,000: about 3.376 million before, +24.1%`
fn of_change(facts: &Facts, article: &Article, change: &Change, look: Look) -> Option<String> {
    let derived = derive::derive(article, change, Reading::Printed)?;
    let percent = derived.percent.low?;
    let sign = if percent.is_sign_negative() { "−" } else { "+" };
    let percent = wording::number(wording::to_step(percent.abs(), Decimal::new(1, 1)));
    let percent = look.strong(&format!("{sign}{percent}%"));
    let figure = |id: Option<FigureId>| id.map(|id| article.figure(id));
    match (figure(change.old), figure(change.new), figure(change.amount)) {
        (Some(old), Some(new), _) => {
            let difference = look.strong(&wording::difference(derived.amount.low?.abs(), new));
            let (old, new) = (look.words(facts, old), look.words(facts, new));
            Some(format!("from {old} to {new}: a difference of {difference}, {percent}"))
        }
        (None, Some(new), Some(amount)) => {
            let before = look.strong(&wording::result(derived.old.low?, new));
            let amount = look.words(facts, amount);
            Some(format!("{} {amount}: about {before} before, {percent}", after(change.direction)))
        }
        (Some(old), None, Some(amount)) => {
            let now = look.strong(&wording::result(derived.new.low?, old));
            let amount = look.words(facts, amount);
            Some(format!("{} {amount}: about {now} now, {percent}", after(change.direction)))
        }
        _ => None,
    }
}

fn after(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Down) => "after a decrease of",
        _ => "after an increase of",
    }
}

/// `51 is 12 percent of about 430`
fn of_share(facts: &Facts, article: &Article, implied: &Implied, look: Look) -> Option<String> {
    let words = |id: FigureId| look.words(facts, article.figure(id));
    let result =
        |value: Decimal, like: FigureId| look.strong(&wording::result(value, article.figure(like)));
    Some(match *implied {
        Implied::Whole { count, share, value } => {
            format!("{} is {} of about {}", words(count), words(share), result(value, count))
        }
        Implied::Count { share, whole, value } => {
            format!("{} of {}: about {}", words(share), words(whole), result(value, whole))
        }
        Implied::Share { count, whole, value } => {
            let percent = look.strong(&format!("{}%", wording::number(value)));
            format!("{} of {}: {percent}", words(count), words(whole))
        }
    })
}

/// `about 62 miles`
fn in_other_units(figure: &Figure, look: Look) -> Option<String> {
    let converted = derive::converted(figure)?;
    let per = figure.per.as_ref().map_or(String::new(), |per| format!(" {per}"));
    let amount = wording::measure(converted.value, converted.unit);
    let amount = match converted.high {
        Some(high) => {
            format!(
                "{} to {}",
                wording::number(converted.value),
                wording::measure(high, converted.unit)
            )
        }
        None => amount,
    };
    let difference = converted.as_difference.map(|difference| {
        let amount = wording::measure(difference, converted.unit);
        format!("; as a difference {}", look.strong(&amount))
    });
    Some(format!(
        "about {}{}",
        look.strong(&format!("{amount}{per}")),
        difference.unwrap_or_default()
    ))
}

/// `born in 1942 or 1943`
fn of_age(article: &Article, figure: &Figure, look: Look) -> Option<String> {
    let birth = derive::birth(article, figure)?;
    let [earlier, later] = [birth.earlier, birth.later].map(|year| look.strong(&year.to_string()));
    Some(format!("born in {earlier} or {later}"))
}

/// `27 years before 2025`, `a Tuesday, 3 days before the article's own date`
fn of_date(article: &Article, figure: &Figure, look: Look) -> Option<String> {
    if let Some(day) = derive::day(article, figure) {
        let is_far = day.days_after.is_none_or(|days| days.abs() > FARTHEST_DAYS);
        let distance = match day.days_after {
            Some(0) => ", the article's own date".to_owned(),
            Some(days) if !is_far => {
                format!(", {} the article's own date", apart(i64::from(days), "day", look))
            }
            _ => String::new(),
        };
        let weekday =
            look.strong(WEEKDAYS[usize::from(day.weekday.to_monday_zero_offset().unsigned_abs())]);
        return Some(format!("{}: a {weekday}{distance}", super::figure::time(AsOf::from(day))));
    }
    let years = derive::years_after(article, figure).filter(|years| *years != 0)?;
    let own = article.date?.year();
    Some(format!("{} {own}", apart(i64::from(years), "year", look)))
}

/// Days further apart than this are counted by nobody.
const FARTHEST_DAYS: i32 = 400;

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `27 years before`
fn apart(units: i64, unit: &str, look: Look) -> String {
    let plural = if units.abs() == 1 { "" } else { "s" };
    let side = if units < 0 { "before" } else { "after" };
    format!("{} {side}", look.strong(&format!("{} {unit}{plural}", units.abs())))
}

/// `$104 for each of the 48,000 in paragraph 2`
fn for_each(facts: &Facts, article: &Article, figure: &Figure, look: Look) -> Option<String> {
    let per_head = derive::per_head(article, figure)?;
    let population = article.figure(per_head.population);
    let each = look.strong(&wording::result(per_head.value, figure));
    let heads = look.words(facts, population);
    Some(format!(
        "{each} for each of the {heads} in {}",
        paragraph_name(article, population.paragraph)
    ))
}
