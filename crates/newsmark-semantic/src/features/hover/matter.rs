//! What is only written down: a figure of the ledger where it is defined or named, a listed person, a key of the front matter,
//! a rule where its level is set or where it is kept silent.

use newsmark_lexer::{TextRange, TextSize};

use super::{Hover, at_offset, person, plain};
use crate::facts::ledger::LedgerFigure;
use crate::facts::{Article, Facts, PersonId};
use crate::features::complete::key_detail;
use crate::features::subject::{folded, listed_people};
use crate::{checks, wording};

/// In the front matter.
pub(super) fn hover(facts: &Facts, offset: TextSize) -> Option<Hover> {
    let matter = facts.document.front_matter.as_ref()?;
    if !matter.range.contains_inclusive(offset) {
        return None;
    }
    let is_here = |range: &TextRange| range.contains_inclusive(offset);
    if let Some(&range) = facts.ledger.uses.iter().find(|range| is_here(range)) {
        return named(facts, range);
    }
    let ours = |figure: &&LedgerFigure| is_here(&figure.name.cover(figure.definition));
    if let Some(figure) = facts.ledger.figures.iter().find(ours) {
        let range = figure.name.cover(figure.definition);
        return Some(Hover { range, markdown: of_ledger(facts, figure) });
    }
    let entry = matter.entry_at(offset)?;
    if is_here(&entry.key) {
        let detail = key_detail(facts.words(entry.key))?;
        return Some(Hover { range: entry.key, markdown: detail.to_owned() });
    }
    match facts.words(entry.key) {
        "people" => listed(facts, offset),
        "checks" => {
            let rule = entry.children.iter().map(|child| child.key).find(is_here)?;
            of_rule(facts, rule)
        }
        _ => None,
    }
}

/// In the text: the name that a link leads to, the rule of a switch-off.
pub(super) fn in_text(facts: &Facts, article: &Article, offset: TextSize) -> Option<Hover> {
    let link = at_offset(&article.links, |link| link.range, offset);
    let fragment = link.and_then(|(_, link)| link.fragment(&facts.text));
    if let Some(name) = fragment.filter(|name| name.contains_inclusive(offset)) {
        return named(facts, name);
    }
    let mut rules = facts.switch_offs.iter().map(|switch| switch.rule);
    of_rule(facts, rules.find(|rule| rule.contains_inclusive(offset))?)
}

fn named(facts: &Facts, range: TextRange) -> Option<Hover> {
    let figure = facts.ledger.figure(&facts.text, facts.words(range))?;
    Some(Hover { range, markdown: of_ledger(facts, figure) })
}

/// `**riders**: 4.2 million riders · 2024`, what that allows, and how often it is named.
fn of_ledger(facts: &Facts, figure: &LedgerFigure) -> String {
    let name = facts.words(figure.name);
    let mut title = format!("**{}**: {}", plain(name), plain(facts.words(figure.definition)));
    if let Some(as_of) = figure.as_of {
        title += &format!(" · {}", super::figure::time(as_of));
    }
    let mut lines = vec![title];
    lines.push(match figure.words {
        Some(_) => format!("the words allow {}", wording::quantity(&figure.quantity)),
        None => format!("comes to {}", wording::quantity(&figure.quantity)),
    });
    if let Some(source) = figure.source {
        lines.push(format!("source: {}", plain(facts.words(source))));
    }
    let links = facts.articles.iter().flat_map(|article| &article.links);
    let links = links.filter_map(|link| link.fragment(&facts.text));
    let n_links = links.filter(|&range| facts.words(range) == name).count();
    lines.push(match n_links {
        0 => "not linked in the text".to_owned(),
        1 => "linked once in the text".to_owned(),
        n => format!("linked {n} times in the text"),
    });
    lines.join("  \n")
}

fn listed(facts: &Facts, offset: TextSize) -> Option<Hover> {
    let mut listed = listed_people(facts).into_iter();
    let (range, _) = listed.find(|(name, _)| name.contains_inclusive(offset))?;
    let wanted = folded(facts.words(range));
    let markdown = facts.articles.iter().find_map(|article| {
        let is_it = |person: &crate::facts::Person| folded(&person.name) == wanted;
        let id = article.people.iter().position(is_it)?;
        Some(person::describe(facts, article, PersonId(id as u32)))
    });
    Some(Hover { range, markdown: markdown? })
}

/// What a rule finds and why that matters; the examples are in the manual.
fn of_rule(facts: &Facts, range: TextRange) -> Option<Hover> {
    let check = checks::by_code(facts.words(range))?;
    let page = check.manual.split("# Reported").next().unwrap_or_default();
    let lines: Vec<&str> = page.trim().lines().map(str::trim).collect();
    let markdown =
        format!("**{}** · {}\n\n{}", check.code, check.severity.word(), lines.join("\n"));
    Some(Hover { range, markdown })
}
