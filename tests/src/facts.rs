//! How facts look in fixtures: one line each, under the words.

use newsmark_semantic::facts::{Article, Change, DateMention, Figure, FigureId};
use newsmark_semantic::{Facts, Settings, TextRange, analyze};

use crate::cases::{self, Mark, Sign};

/// The kinds of facts that fixtures can show; each has a file of its name.
pub const KINDS: &[&str] = &["changes", "dates", "figures", "lists", "sources"];

/// A text with the facts of one kind under its words.
pub fn marked(text: &str, kind: &str) -> String {
    let facts = analyze(text, &Settings::default()).facts;
    let mut marks = Vec::new();
    for article in &facts.articles {
        let found: Vec<(TextRange, String)> = match kind {
            "figures" => {
                article.figures.iter().map(|figure| (figure.range, self::figure(figure))).collect()
            }
            "changes" => {
                article.changes.iter().map(|c| (c.range, change(&facts, article, c))).collect()
            }
            "sources" => article.figures.iter().filter_map(|one| sourced(&facts, one)).collect(),
            "dates" => article.dates.iter().map(|date| (date.range, self::date(date))).collect(),
            "lists" => lists(&facts, article),
            _ => Vec::new(),
        };
        marks.extend(found.into_iter().map(|(range, message)| Mark {
            range,
            sign: Sign::Found,
            message,
        }));
    }
    cases::mark(text, &marks)
}

/// `level about 4191000 kilometre of 5g base station, up, as of 2024-11`
pub fn figure(figure: &Figure) -> String {
    let mut words = vec![figure.role.word().to_owned()];
    words.extend(figure.hedge.map(|hedge| hedge.word().to_owned()));
    words.push(match figure.value {
        Some(value) => value.normalize().to_string(),
        None => figure.loose().to_string(),
    });
    words.extend(figure.unit.map(|unit| unit.to_string()));
    words.extend(figure.per.as_ref().map(|per| per.to_string()));
    if let Some(noun) = &figure.noun {
        words.push(if noun.is_definite { "of the" } else { "of" }.to_owned());
        words.extend(noun.lemmas.modifiers.iter().map(|modifier| modifier.to_string()));
        words.push(noun.lemmas.head.to_string());
    }
    let context = figure.context;
    let remarks = [
        figure.direction.map(|direction| direction.word().to_owned()),
        figure.as_of.map(|as_of| format!("as of {as_of}")),
        context.irrealis.then(|| "not real".to_owned()),
        context.earlier.then(|| "earlier".to_owned()),
        context.negated.then(|| "denied".to_owned()),
        context.partial.then(|| "partial".to_owned()),
        figure.in_quote.then(|| "quoted".to_owned()),
    ];
    let remarks: Vec<String> = remarks.into_iter().flatten().collect();
    if remarks.is_empty() {
        words.join(" ")
    } else {
        format!("{}, {}", words.join(" "), remarks.join(", "))
    }
}

/// `up: from 40,000, to 46,000, by 15 percent`
fn change(facts: &Facts, article: &Article, change: &Change) -> String {
    let part = |name: &str, id: Option<FigureId>| {
        id.map(|id| format!("{name} {}", facts.words(article.figure(id).range)))
    };
    let parts = [
        part("from", change.old),
        part("to", change.new),
        part("by", change.amount),
        part("by", change.percent),
        part("times", change.ratio),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let direction = change.direction.map_or("some way", |direction| direction.word());
    format!("{direction}: {}", parts.join(", "))
}

/// `Friday 2025-3-14`, with `?` for what is not said
fn date(date: &DateMention) -> String {
    let part = |part: Option<i16>| part.map_or_else(|| "?".to_owned(), |part| part.to_string());
    let weekday = date.weekday.map(|(weekday, _)| format!("{weekday:?} ")).unwrap_or_default();
    let (month, day) = (date.month.map(i16::from), date.day.map(i16::from));
    format!("{weekday}{}-{}-{}", part(date.year), part(month), part(day))
}

/// The words that name the source of a figure: `the Harbour Board`
fn sourced(facts: &Facts, figure: &Figure) -> Option<(TextRange, String)> {
    Some((figure.range, facts.words(figure.source?.range()).to_owned()))
}

fn lists(facts: &Facts, article: &Article) -> Vec<(TextRange, String)> {
    let words = |id: FigureId| facts.words(article.figure(id).range);
    let breakdowns = article.breakdowns.iter().map(|breakdown| {
        let parts: Vec<&str> = breakdown.parts.iter().map(|&part| words(part)).collect();
        let kind = if breakdown.complete { "all of" } else { "some of" };
        (breakdown.range, format!("{kind} {}: {}", words(breakdown.total), parts.join(", ")))
    });
    let enumerations = article.enumerations.iter().map(|enumeration| {
        let items: Vec<&str> = enumeration.items.iter().map(|&item| facts.words(item)).collect();
        (enumeration.range, format!("{} counted: {}", words(enumeration.count), items.join(" | ")))
    });
    let mut lists: Vec<(TextRange, String)> = breakdowns.chain(enumerations).collect();
    lists.sort_by_key(|(range, _)| (range.start(), range.end()));
    lists
}
