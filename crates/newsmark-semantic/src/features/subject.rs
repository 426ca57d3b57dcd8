//! What a place names: a figure of the ledger, a source, a person; and every other place that names it.
//!
//! Figures and sources are named by their ids. A person is named by whatever the article was understood
//! to mean them by; a surname that fits two people names neither, so nothing is done to it.

use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};

use super::{article_at, at_offset};
use crate::document::front_matter::Entry;
use crate::facts::people::fold;
use crate::facts::{Article, Facts, Person};

/// Something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A figure of the ledger, by its name.
    Figure(String),
    /// A source, by its id in lower case.
    Source(String),
    /// A person, by the full name as first given.
    Person(Arc<str>),
}

/// A place, and what it names.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// All that was meant: of a link its words too.
    pub(super) range: TextRange,
    /// The words that are the name; none where it is only referred to, as by *he*.
    pub(super) name: Option<TextRange>,
    pub(super) subject: Subject,
}

/// One of the places that name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The name.
    pub(super) range: TextRange,
    /// What it stands in: of a definition all of it.
    pub(super) whole: TextRange,
    pub(super) is_definition: bool,
}

impl Mention {
    fn of(range: TextRange) -> Mention {
        Mention { range, whole: range, is_definition: false }
    }

    fn definition(range: TextRange, whole: TextRange) -> Mention {
        Mention { range, whole, is_definition: true }
    }
}

/// What the place at an offset names.
pub(super) fn at(facts: &Facts, offset: TextSize) -> Option<Place> {
    ledger_at(facts, offset).or_else(|| {
        let article = article_at(facts, offset)?;
        link_at(facts, article, offset)
            .or_else(|| source_at(facts, article, offset))
            .or_else(|| person_at(facts, article, offset))
    })
}

/// Every place that names it, in the order of the text.
pub(super) fn mentions(facts: &Facts, subject: &Subject) -> Vec<Mention> {
    let mut mentions = match subject {
        Subject::Figure(name) => of_figure(facts, name),
        Subject::Source(id) => of_source(facts, id),
        Subject::Person(name) => of_person(facts, name),
    };
    mentions.sort_by_key(|mention| (mention.range.start(), mention.range.end()));
    mentions.dedup_by_key(|mention| mention.range);
    mentions
}

/// The names under `people:` in the front matter, each with its entry.
pub(super) fn listed_people(facts: &Facts) -> Vec<(TextRange, TextRange)> {
    let matter = facts.document.front_matter.as_ref();
    let Some(people) = matter.and_then(|matter| matter.entry(&facts.text, "people")) else {
        return Vec::new();
    };
    let items = people.items.iter().map(|&item| {
        let name = facts.words(item).split(',').next().unwrap_or_default().trim_end();
        (TextRange::at(item.start(), TextSize::of(name)), item)
    });
    let child = |entry: &Entry| {
        let given = entry.children.iter().find(|child| facts.words(child.key) == "name");
        let name = given.map_or(entry.key, |child| child.value);
        (name, entry.key.cover(entry.value))
    };
    items.chain(people.children.iter().map(child)).collect()
}

/// A name to compare by.
pub(super) fn folded(name: &str) -> String {
    name.split_whitespace().map(fold).collect::<Vec<_>>().join(" ")
}

fn ledger_at(facts: &Facts, offset: TextSize) -> Option<Place> {
    let figures = facts.ledger.figures.iter().map(|figure| figure.name);
    let mut names = figures.chain(facts.ledger.uses.iter().copied());
    if let Some(name) = names.find(|name| name.contains_inclusive(offset)) {
        return Some(figure(facts, name, name));
    }
    let mut sources = facts.ledger.figures.iter().filter_map(|figure| figure.source);
    let source = sources.find(|source| source.contains_inclusive(offset))?;
    is_source(facts, facts.words(source)).then(|| cited(facts, source, source))
}

fn link_at(facts: &Facts, article: &Article, offset: TextSize) -> Option<Place> {
    let (_, link) = at_offset(&article.links, |link| link.range, offset)?;
    let name = link.fragment(&facts.text)?;
    facts.ledger.figure(&facts.text, facts.words(name))?;
    let is_in = name.contains_inclusive(offset);
    let place = figure(facts, link.range, name);
    Some(Place { name: place.name.filter(|_| is_in), ..place })
}

fn source_at(facts: &Facts, article: &Article, offset: TextSize) -> Option<Place> {
    let reference = at_offset(&article.references, |reference| reference.range, offset);
    if let Some((_, reference)) = reference {
        return Some(cited(facts, reference.range, reference.id));
    }
    let ids = facts
        .sources
        .iter()
        .flat_map(|source| [source.id].into_iter().chain(source.references.iter().copied()));
    let mut ids = ids.filter(|id| id.contains_inclusive(offset));
    ids.next().map(|id| cited(facts, id, id))
}

fn person_at(facts: &Facts, article: &Article, offset: TextSize) -> Option<Place> {
    let place = |person: &Person, range, name| Place {
        range,
        name,
        subject: Subject::Person(Arc::clone(&person.name)),
    };
    for person in &article.people {
        let named = at_offset(&person.mentions, |mention| *mention, offset);
        if let Some((_, &range)) = named {
            return Some(place(person, range, Some(range)));
        }
    }
    let mut listed = listed_people(facts).into_iter();
    if let Some((name, _)) = listed.find(|(name, _)| name.contains_inclusive(offset)) {
        let wanted = folded(facts.words(name));
        let mut people = facts.articles.iter().flat_map(|article| &article.people);
        let person = people.find(|person| folded(&person.name) == wanted)?;
        return Some(place(person, name, Some(name)));
    }
    article.quotes.iter().find_map(|quote| {
        let speaker = quote.speaker.as_ref()?;
        let range = speaker.mention.filter(|range| range.contains_inclusive(offset))?;
        Some(place(article.person(speaker.person?), range, None))
    })
}

fn figure(facts: &Facts, range: TextRange, name: TextRange) -> Place {
    let subject = Subject::Figure(facts.words(name).to_owned());
    Place { range, name: Some(name), subject }
}

fn cited(facts: &Facts, range: TextRange, id: TextRange) -> Place {
    let subject = Subject::Source(facts.words(id).to_lowercase());
    Place { range, name: Some(id), subject }
}

fn is_source(facts: &Facts, id: &str) -> bool {
    let id = id.to_lowercase();
    facts.sources.iter().any(|source| facts.words(source.id).to_lowercase() == id)
}

fn of_figure(facts: &Facts, name: &str) -> Vec<Mention> {
    let is_it = |range: &TextRange| facts.words(*range) == name;
    let own = facts.ledger.figures.iter().filter(|figure| is_it(&figure.name));
    let mut mentions: Vec<Mention> = own
        .map(|figure| Mention::definition(figure.name, figure.name.cover(figure.definition)))
        .collect();
    mentions.extend(facts.ledger.uses.iter().copied().filter(is_it).map(Mention::of));
    let links = facts.articles.iter().flat_map(|article| &article.links);
    let links = links.filter_map(|link| link.fragment(&facts.text)).filter(is_it);
    mentions.extend(links.map(Mention::of));
    mentions
}

fn of_source(facts: &Facts, id: &str) -> Vec<Mention> {
    let is_it = |range: &TextRange| facts.words(*range).to_lowercase() == id;
    let own = facts.sources.iter().filter(|source| is_it(&source.id));
    let mut mentions: Vec<Mention> =
        own.map(|source| Mention::definition(source.id, source.range)).collect();
    let inside = facts.sources.iter().flat_map(|source| source.references.iter().copied());
    let references = facts.articles.iter().flat_map(|article| &article.references);
    let ledger = facts.ledger.figures.iter().filter_map(|figure| figure.source);
    let all = inside.chain(references.map(|reference| reference.id)).chain(ledger);
    mentions.extend(all.filter(is_it).map(Mention::of));
    mentions
}

fn of_person(facts: &Facts, name: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let wanted = folded(name);
    for (range, whole) in listed_people(facts) {
        if folded(facts.words(range)) == wanted {
            mentions.push(Mention::definition(range, whole));
        }
    }
    let people = facts.articles.iter().flat_map(|article| &article.people);
    for person in people.filter(|person| &*person.name == name) {
        // The first one is the introduction, where the front matter has none.
        let is_listed = mentions.iter().any(|mention| mention.is_definition);
        let own = person.mentions.iter().enumerate();
        mentions.extend(own.map(|(index, &range)| Mention {
            is_definition: index == 0 && !is_listed,
            ..Mention::of(range)
        }));
    }
    mentions
}
