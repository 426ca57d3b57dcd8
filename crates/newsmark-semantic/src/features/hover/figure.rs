//! A figure: what was read, what the words allow, and what follows from it.

use std::fmt::Write as _;

use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;

use super::follows::{self, Look};
use super::{Hover, at_offset, cited, paragraph_name, plain};
use crate::agreement::{Agreement, agreement};
use crate::facts::figure::{Direction, Noun, Role};
use crate::facts::{Article, AsOf, Extent, Facts, Figure, FigureId};
use crate::interval::Interval;
use crate::wording::without_marks;
use crate::{pairing, wording};

/// How many other places are named that say the same.
const MOST_PLACES: usize = 3;

pub(super) fn hover(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let (index, figure) = at_offset(&article.figures, |figure| figure.range, offset)?;
    let id = FigureId(index as u32);
    let mut lines = vec![title(facts, article, id)];
    if figure.role == Role::Identifier {
        lines.push("part of a name, not a quantity".to_owned());
    } else if figure.is_quantity() {
        lines.extend(value(figure));
        lines.extend(follows::lines(facts, article, id, Look::Markdown));
        lines.extend(elsewhere(facts, article, figure, id));
        lines.extend(ledger(facts, figure));
        lines.extend(source(facts, article, figure));
    } else {
        lines.extend(follows::lines(facts, article, id, Look::Markdown));
    }
    Some(Hover { range: figure.range, markdown: lines.join("  \n") })
}

/// `**4.191 million** 5G base stations · level · November 2024`
fn title(facts: &Facts, article: &Article, id: FigureId) -> String {
    let figure = article.figure(id);
    let mut line = format!("**{}**", plain(facts.words(figure.range_with_hedge())));
    if let Some(noun) = &figure.noun {
        line.push_str(&counted(facts, figure, noun));
    }
    let tables = article.tables.iter();
    let place = tables.filter_map(|table| table.place_of(id).map(|place| (table, place))).next();
    if let Some((table, (row, column))) = place {
        let label = table.cells(row).first();
        let label = label.filter(|label| !label.range.contains_range(figure.range));
        let heads = label.map(|label| label.range).into_iter().chain(column.map(|one| one.head));
        for head in heads.filter(|head| !head.is_empty()) {
            let _ = write!(line, " · {}", plain(facts.words(head)));
        }
    }
    let _ = write!(line, " · {}", role(figure));
    if let Some(as_of) = figure.as_of {
        let _ = write!(line, " · {}", time(as_of));
    }
    if figure.in_quote {
        line.push_str(" · in a quotation");
    }
    line
}

/// What is counted: ` goods`, ` in cash` as the article has it, or apart where it does not follow the number: ` · rent`.
fn counted(facts: &Facts, figure: &Figure, noun: &Noun) -> String {
    let words = plain(facts.words(noun.range));
    let end = figure.range_with_hedge().end();
    if noun.from_subject || noun.range.start() < end {
        return format!(" · {words}");
    }
    let between = without_marks(facts.words(TextRange::new(end, noun.range.start())));
    let between = between.trim();
    let is_link = ["of", "of the", "in", "of its", "of their"].contains(&between);
    if is_link { format!(" {between} {words}") } else { format!(" {words}") }
}

fn role(figure: &Figure) -> &'static str {
    match (figure.role, figure.direction) {
        (Role::Change, Some(Direction::Up)) => "increase",
        (Role::Change, Some(Direction::Down)) => "decrease",
        (role, _) => role.word(),
    }
}

/// `4,191,000 (the words allow 4,190,500 to 4,191,500)`
fn value(figure: &Figure) -> Option<String> {
    let unit = |value| {
        figure.unit.map_or(String::new(), |unit| format!(" {}", wording::unit(unit, value)))
    };
    let per = figure.per.as_ref().map_or(String::new(), |per| format!(" {per}"));
    let allowed = allowed(&figure.loose());
    match figure.value {
        Some(value) => {
            let exact = wording::exact(value);
            let range = if figure.loose() == Interval::exactly(value) {
                "exactly".to_owned()
            } else {
                format!("the words allow {allowed}")
            };
            Some(format!("{exact}{}{per} ({range})", unit(value)))
        }
        None if figure.loose() == Interval::EVERYTHING => None,
        None => Some(format!("{allowed}{}{per}", unit(Decimal::TWO))),
    }
}

fn allowed(interval: &Interval) -> String {
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => wording::exact(low),
        (Some(low), Some(high)) => format!("{} to {}", wording::exact(low), wording::exact(high)),
        (Some(low), None) if interval.low_included => format!("{} or more", wording::exact(low)),
        (Some(low), None) => format!("more than {}", wording::exact(low)),
        (None, Some(high)) if interval.high_included => format!("{} or less", wording::exact(high)),
        (None, Some(high)) => format!("less than {}", wording::exact(high)),
        (None, None) => "anything".to_owned(),
    }
}

/// Where else the article says the same.
fn elsewhere(facts: &Facts, article: &Article, figure: &Figure, id: FigureId) -> Option<String> {
    let mut places: Vec<String> = article
        .figures_with_ids()
        .filter(|&(other, _)| other != id)
        .filter(|(_, other)| pairing::compare(facts, article, figure, other).is_ok())
        .filter(|(_, other)| agreement(figure, other) == Agreement::Agrees)
        .map(|(_, other)| {
            if other.in_headline {
                "the headline".to_owned()
            } else {
                paragraph_name(article, other.paragraph)
            }
        })
        .take(MOST_PLACES)
        .collect();
    places.dedup();
    (!places.is_empty()).then(|| format!("said again in {}", places.join(", ")))
}

/// `the ledger's riders: 4.191 million riders`
fn ledger(facts: &Facts, figure: &Figure) -> Option<String> {
    let name = facts.words(figure.name?.range());
    let entry = facts.ledger.figure(&facts.text, name);
    let definition = entry.map(|entry| format!(": {}", plain(facts.words(entry.definition))));
    Some(format!("the ledger's {}{}", plain(name), definition.unwrap_or_default()))
}

/// Whose word it is. A headline need not say, and what is in the ledger has its source there.
fn source(facts: &Facts, article: &Article, figure: &Figure) -> Option<String> {
    let source = figure.source.map(Extent::range);
    let footnote = source.and_then(|range| {
        let reference = article.references.iter().find(|reference| reference.range == range)?;
        article.sources.get(reference.source?.0 as usize)
    });
    match (footnote, source) {
        (Some(footnote), _) => Some(format!("source: {}", cited(facts.words(footnote.text)))),
        (None, Some(source)) => Some(format!("source: {}", plain(facts.words(source)))),
        (None, None) if figure.in_headline || figure.name.is_some() => None,
        (None, None) => Some("no source cited".to_owned()),
    }
}

/// `November 2024`, `17 January 2025`
pub(super) fn time(as_of: AsOf) -> String {
    let month = as_of.month.and_then(wording::month);
    match (month, as_of.day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", as_of.year),
        (Some(month), None) => format!("{month} {}", as_of.year),
        _ => as_of.year.to_string(),
    }
}
