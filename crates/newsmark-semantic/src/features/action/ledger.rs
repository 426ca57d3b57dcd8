//! Naming a figure: a line in the ledger, and a link around the words. The line is one that the ledger reads as the article
//! does; where there is none (`half`, `twice`), nothing is offered.

use newsmark_lexer::TextRange;

use super::{Action, ActionKind, insert, plain};
use crate::check::{Edit, Finding};
use crate::document::ledger::is_name;
use crate::facts::{Article, Facts, Figure};
use crate::features::front_matter::add_under;
use crate::features::{article_at, at_offset};
use crate::{Analysis, Settings, analyze, wording};

pub(super) fn name_figure(analysis: &Analysis, range: TextRange) -> Option<Action> {
    let facts = &analysis.facts;
    let article = article_at(facts, range.start())?;
    let (_, figure) = at_offset(&article.figures, |figure| figure.range, range.start())?;
    if !can_be_named(facts, article, figure) {
        return None;
    }
    let name = free_name(facts, figure);
    let line = definition(facts, article, figure, &name)?;
    let edits = vec![
        add_under(facts, "figures", &line)?,
        insert(figure.range.start(), "[".to_owned()),
        insert(figure.range.end(), format!("](#{name})")),
    ];
    let title = format!("name {} in the ledger: {name}", facts.words(figure.range));
    // Without front matter and at the top of the text, both would be in one place.
    let is_apart = |edits: &[Edit]| edits[0].range.end() < edits[1].range.start();
    is_apart(&edits).then(|| plain(ActionKind::Markup, title, edits))
}

fn can_be_named(facts: &Facts, article: &Article, figure: &Figure) -> bool {
    let is_in_link = || {
        let link = at_offset(&article.links, |link| link.range, figure.range.start());
        link.is_some_and(|(_, link)| link.range.contains_range(figure.range))
    };
    let matter = facts.document.front_matter.as_ref();
    let is_in_matter = matter.is_some_and(|it| it.range.contains_range(figure.range));
    let is_one_line = !facts.words(figure.range).contains(['\n', '\r', '[', ']']);
    figure.is_quantity()
        && figure.value.is_some()
        && figure.name.is_none()
        && is_one_line
        && !is_in_matter
        && !is_in_link()
}

/// `riders: 1.24 million riders; 2024; port`, in the fullest words that have no other number in them.
fn definition(facts: &Facts, article: &Article, figure: &Figure, name: &str) -> Option<String> {
    let as_of = figure.as_of.map_or(String::new(), |as_of| as_of.to_string());
    let reference = figure.source.and_then(|source| {
        article.references.iter().find(|reference| reference.range == source.range())
    });
    let source = reference.map_or("", |reference| facts.words(reference.id));
    let beside = match (as_of.is_empty(), source.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("; {as_of}"),
        (_, false) => format!("; {as_of}; {source}"),
    };
    let bare = facts.words(figure.range_with_hedge());
    let noun = figure.noun.as_ref().filter(|noun| !noun.from_subject);
    let noun = noun.map_or("", |noun| facts.words(noun.range));
    let candidates = [
        wording::without_marks(facts.words(wording::phrase_range(figure))).into_owned(),
        format!("{bare} {noun}"),
        bare.to_owned(),
        facts.words(figure.range).to_owned(),
        // What other tools would take for a number, and write otherwise.
        format!("\"{bare}\""),
    ];
    let on_one_line = |words: &String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    candidates
        .iter()
        .map(|words| format!("{name}: {}{beside}", on_one_line(words)))
        .find(|line| is_understood(facts, line, facts.words(figure.range), name))
}

/// Whether a line of the ledger is read as the words are that are linked to it.
fn is_understood(facts: &Facts, line: &str, words: &str, name: &str) -> bool {
    let text = format!("---\nfigures:\n  {line}\n---\n\nIt was [{words}](#{name}).\n");
    let decimal = Some(facts.settings.decimal_sign());
    let analysis = analyze(&text, &Settings { decimal, ..Settings::default() });
    let is_bad = |finding: &Finding| {
        matches!(finding.rule, "figure-ledger" | "front-matter-value" | "undefined-figure")
    };
    !analysis.findings.iter().any(is_bad)
}

/// What it counts, or its unit, as a name that the ledger does not have.
fn free_name(facts: &Facts, figure: &Figure) -> String {
    let noun = figure.noun.as_ref().map(|noun| noun.lemmas.head.to_string());
    let unit = figure.unit.map(|unit| unit.to_string());
    let words = noun.or(unit).unwrap_or_default().to_lowercase();
    let name: String = words
        .chars()
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '_' })
        .collect();
    let name = name.trim_matches('_');
    let name = if is_name(name) { name } else { "figure" };
    let is_free = |name: &str| facts.ledger.figure(&facts.text, name).is_none();
    let mut numbers = 2..=facts.ledger.figures.len() + 2;
    match is_free(name) {
        true => name.to_owned(),
        false => numbers
            .find_map(|number| Some(format!("{name}_{number}")).filter(|name| is_free(name)))
            .unwrap_or_else(|| name.to_owned()),
    }
}
