//! What may be meant by what is being typed: figures, sources, keys and values of front matter, people,
//! rules, units.
//!
//! The text around a cursor is half typed, so it is no fact yet: the line up to the cursor says what is
//! wanted. Prose is left in peace: a name is offered after two of its letters, a unit after a number.

use newsmark_lexer::vocabulary::units::{self, Dimension};
use newsmark_lexer::{TextRange, TextSize};

use super::subject::{folded, listed_people};
use super::{article_at, hover};
use crate::check::Check;
use crate::document::front_matter::KEYS;
use crate::facts::Facts;
use crate::{Analysis, Finding, checks, wording};

mod context;
mod template;

use context::Wanted;
use template::Place;

/// Something to write at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and how it is found again by [`explain`].
    pub label: String,
    /// What stands beside it in small type.
    pub detail: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What is replaced: what has been typed of it.
    pub range: TextRange,
    /// What is written there.
    pub insert: String,
    /// The parts of that which are to be typed over, in order; those with the same words are one.
    pub fields: Vec<TextRange>,
}

/// What a completion stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A figure of the ledger.
    Figure,
    /// A source.
    Source,
    /// A key of the front matter.
    Key,
    /// A value of such a key.
    Value,
    /// A person.
    Person,
    /// A rule.
    Rule,
    /// A unit.
    Unit,
    /// A function of the ledger.
    Function,
    /// Markup to fill in.
    Template,
}

/// What may be meant at an offset, the likeliest first.
pub fn complete(analysis: &Analysis, offset: TextSize) -> Vec<Completion> {
    let facts = &analysis.facts;
    let Some((wanted, range)) = context::at(facts, offset) else { return Vec::new() };
    let typed = facts.words(TextRange::new(range.start(), offset)).to_owned();
    let offer = Offer { analysis, range, typed };
    let mut offered = match wanted {
        Wanted::Key => [offer.keys(), offer.templates(Place::Matter, offset)].concat(),
        Wanted::Figure => offer.figures(),
        Wanted::Expression => [offer.figures(), offer.functions()].concat(),
        Wanted::Source => offer.sources(),
        Wanted::Rule { with_reason: false } => offer.rules("", ": off, "),
        Wanted::Rule { with_reason: true } => offer.rules("", " \"\""),
        Wanted::Comment => offer.comments(),
        Wanted::Level => offer.words(CompletionKind::Value, LEVELS),
        Wanted::Language => offer.words(CompletionKind::Value, LANGUAGES),
        Wanted::Profile => offer.words(CompletionKind::Value, PROFILES),
        Wanted::ListedPerson => offer.people_to_list(),
        Wanted::Person => offer.people(offset),
        Wanted::Unit => offer.units(),
        Wanted::Template(place) => offer.templates(place, offset),
    };
    offered.sort_by_key(|completion| !completion.label.starts_with(&offer.typed));
    offered
}

/// What one of them is, at length, in Markdown.
pub fn explain(analysis: &Analysis, kind: CompletionKind, label: &str) -> Option<String> {
    let facts = &analysis.facts;
    match kind {
        CompletionKind::Rule => checks::by_code(label).map(manual),
        CompletionKind::Figure => {
            let figure = facts.ledger.figure(&facts.text, label)?;
            let words = hover::plain(facts.words(figure.name.cover(figure.definition)));
            Some(format!("**{words}**  \n{}", wording::quantity(&figure.quantity)))
        }
        CompletionKind::Source => {
            let is_it = |range: TextRange| facts.words(range) == label;
            let source = facts.sources.iter().find(|source| is_it(source.id))?;
            Some(hover::cited(facts.words(source.text)))
        }
        CompletionKind::Key => key_detail(label).map(str::to_owned),
        CompletionKind::Function => {
            FUNCTIONS.iter().find(|(name, _)| *name == label).map(|(_, what)| (*what).to_owned())
        }
        CompletionKind::Template => {
            let template = template::all().iter().find(|template| template.word == label)?;
            Some(format!("```news\n{}\n```", template.filled(None).0))
        }
        CompletionKind::Value | CompletionKind::Person | CompletionKind::Unit => None,
    }
}

/// The page of a rule, without the blank that each line of a comment begins with.
fn manual(check: &Check) -> String {
    let line = |line: &'static str| line.strip_prefix(' ').unwrap_or(line);
    check.manual.lines().map(line).collect::<Vec<_>>().join("\n")
}

const LEVELS: &[(&str, &str)] = &[
    ("off", "say nothing"),
    ("hint", "could be better"),
    ("information", "worth knowing"),
    ("warning", "a likely contradiction"),
    ("error", "a certain contradiction"),
];

const LANGUAGES: &[(&str, &str)] =
    &[("en", "English"), ("en-GB", "British English"), ("en-US", "American English")];

const PROFILES: &[(&str, &str)] = &[
    ("ap", "The Associated Press"),
    ("bbc", "BBC News"),
    ("guardian", "The Guardian"),
    ("reuters", "Reuters"),
    ("xinhua", "Xinhua"),
];

const FUNCTIONS: &[(&str, &str)] = &[
    ("pct", "the change from the second to the first, in percent: pct(new, old)"),
    ("points", "the first less the second, in percentage points: points(a, b)"),
    ("sum", "the sum of all: sum(a, b, c)"),
];

pub(super) fn key_detail(key: &str) -> Option<&'static str> {
    Some(match key {
        "slug" => "the short name of the story",
        "headline" => "the headline, with whatever is in it",
        "deck" => "the line under the headline",
        "byline" => "who wrote it",
        "dateline" => "where and when it was filed",
        "date" => "the day the article is for, such as 2025-03-04",
        "updated" => "when it was last changed",
        "language" => "the language it is written in",
        "embargo" => "not to be published before",
        "status" => "how far it has come",
        "desk" => "the desk it belongs to",
        "keywords" => "what it is about",
        "figures" => "the ledger: figures with names",
        "people" => "who appears, with their roles",
        "sources" => "where things come from",
        "assert" => "what must hold between figures",
        "checks" => "levels of rules for this file",
        "profile" => "the house whose style is kept",
        _ => return None,
    })
}

/// What completions have in common.
struct Offer<'a> {
    analysis: &'a Analysis,
    range: TextRange,
    /// What stands of it before the cursor.
    typed: String,
}

impl Offer<'_> {
    fn facts(&self) -> &Facts {
        &self.analysis.facts
    }

    fn one(&self, kind: CompletionKind, label: &str, detail: &str, insert: String) -> Completion {
        let (label, detail) = (label.to_owned(), detail.to_owned());
        Completion { label, detail, kind, range: self.range, insert, fields: Vec::new() }
    }

    fn words(&self, kind: CompletionKind, words: &[(&str, &str)]) -> Vec<Completion> {
        let one = |&(word, detail): &(&str, &str)| self.one(kind, word, detail, word.to_owned());
        words.iter().map(one).collect()
    }

    fn keys(&self) -> Vec<Completion> {
        let facts = self.facts();
        let matter = facts.document.front_matter.as_ref();
        let is_given = |key: &str| {
            let mut entries = matter.into_iter().flat_map(|matter| &matter.entries);
            entries.any(|entry| entry.key != self.range && facts.words(entry.key) == key)
        };
        let rest = &facts.text[usize::from(self.range.end())..];
        let has_colon = rest.starts_with(':');
        let insert = |key: &str| match key {
            _ if has_colon => key.to_owned(),
            "figures" | "people" | "sources" | "checks" | "keywords" | "assert" => {
                format!("{key}:")
            }
            _ => format!("{key}: "),
        };
        let new = KEYS.iter().filter(|key| !is_given(key));
        new.map(|key| {
            let detail = key_detail(key).unwrap_or_default();
            self.one(CompletionKind::Key, key, detail, insert(key))
        })
        .collect()
    }

    fn figures(&self) -> Vec<Completion> {
        let facts = self.facts();
        let figures = facts.ledger.figures.iter().filter(|figure| figure.name != self.range);
        figures
            .map(|figure| {
                let name = facts.words(figure.name);
                let detail = facts.words(figure.definition);
                self.one(CompletionKind::Figure, name, detail, name.to_owned())
            })
            .collect()
    }

    fn functions(&self) -> Vec<Completion> {
        let one = |&(name, detail): &(&str, &str)| {
            self.one(CompletionKind::Function, name, detail, format!("{name}("))
        };
        FUNCTIONS.iter().map(one).collect()
    }

    fn sources(&self) -> Vec<Completion> {
        let facts = self.facts();
        let one = |source: &crate::facts::Source| {
            let id = facts.words(source.id);
            self.one(CompletionKind::Source, id, facts.words(source.text), id.to_owned())
        };
        facts.sources.iter().map(one).collect()
    }

    /// Rules; those that have something to say about the text first.
    fn rules(&self, before: &str, after: &str) -> Vec<Completion> {
        // What is half typed is itself a finding, but not one to be switched off.
        let is_elsewhere = |finding: &&Finding| finding.range.intersect(self.range).is_none();
        let others = self.analysis.findings.iter().filter(is_elsewhere);
        let found: Vec<&str> = others.map(|finding| finding.rule).collect();
        let is_switch = |code: &str| code.ends_with("switch-off");
        let is_likely = |code: &str| found.contains(&code) && !is_switch(code);
        let rest = &self.facts().text[usize::from(self.range.end())..];
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        // What stands behind the word already is not written a second time.
        let is_alone = line.trim().is_empty() || line.trim_start().starts_with("-->");
        let after = if is_alone { after } else { "" };
        let mut all: Vec<_> = checks::all().iter().collect();
        all.sort_by_key(|check| (!is_likely(check.code), check.code));
        all.into_iter()
            .map(|check| {
                let summary = check.manual.trim().lines().next().unwrap_or_default().trim();
                let insert = format!("{before}{}{after}", check.code);
                // The reason goes between the marks.
                let reason = TextSize::of(&*insert) - TextSize::of('"');
                let fields = match after.ends_with('"') {
                    true => vec![TextRange::empty(reason)],
                    false => Vec::new(),
                };
                let offered = self.one(CompletionKind::Rule, check.code, summary, insert);
                Completion { fields, ..offered }
            })
            .collect()
    }

    /// Markup to fill in of which the word has been begun.
    fn templates(&self, place: Place, offset: TextSize) -> Vec<Completion> {
        let facts = self.facts();
        let day = article_at(facts, offset).and_then(|article| article.date);
        let day = day.or(facts.settings.date);
        let is_given = |word: &str| {
            let matter = facts.document.front_matter.as_ref();
            word == "figure" && matter.is_some_and(|it| it.entry(&facts.text, "figures").is_some())
        };
        let begun = |word: &str| word.starts_with(&*self.typed) && !is_given(word);
        let fitting = template::all().iter().filter(|it| it.fits(place) && begun(it.word));
        fitting
            .map(|template| {
                let (insert, fields) = template.filled(day);
                let offered =
                    self.one(CompletionKind::Template, template.word, template.what, insert);
                Completion { fields, ..offered }
            })
            .collect()
    }

    fn comments(&self) -> Vec<Completion> {
        let rest = &self.facts().text[usize::from(self.range.end())..];
        let blank = if rest.starts_with(' ') { "" } else { " " };
        let one =
            |word, detail| self.one(CompletionKind::Value, word, detail, format!("{word}{blank}"));
        vec![one("ok:", "keeps a rule silent, and says why"), one("note:", "for colleagues")]
    }

    /// People of the articles that the front matter does not have yet, with their roles.
    fn people_to_list(&self) -> Vec<Completion> {
        let facts = self.facts();
        let listed = listed_people(facts).into_iter().filter(|(name, _)| *name != self.range);
        let mut known: Vec<String> = listed.map(|(name, _)| folded(facts.words(name))).collect();
        let mut offered = Vec::new();
        for person in facts.articles.iter().flat_map(|article| &article.people) {
            let key = folded(&person.name);
            if known.contains(&key) || offered.len() == MOST_PEOPLE {
                continue;
            }
            known.push(key);
            let role = person.role.as_deref().unwrap_or_default();
            let insert = format!("{}: {role}", person.name);
            offered.push(self.one(CompletionKind::Person, &person.name, role, insert));
        }
        offered
    }

    /// People of the article of whom a name begins with what is typed.
    fn people(&self, offset: TextSize) -> Vec<Completion> {
        let Some(article) = article_at(self.facts(), offset) else { return Vec::new() };
        let typed = folded(&self.typed);
        let mut offered: Vec<Completion> = Vec::new();
        for person in &article.people {
            // What is being typed is no mention yet.
            let is_known =
                person.mentions.iter().any(|mention| !mention.contains_inclusive(offset));
            for name in [&person.name, &person.family_name] {
                let begins = |name: &str| folded(name).starts_with(&typed);
                let is_new = !offered.iter().any(|other| other.label == **name);
                if is_known && is_new && begins(name) && offered.len() < MOST_PEOPLE {
                    let role = person.role.as_deref().unwrap_or_default();
                    offered.push(self.one(CompletionKind::Person, name, role, name.to_string()));
                }
            }
        }
        offered
    }

    fn units(&self) -> Vec<Completion> {
        let typed = self.typed.to_lowercase();
        let mut offered = Vec::new();
        for unit in units::all() {
            // A percentage has no plural; of any other the plural stands first.
            let has_plural = unit.dimension != Dimension::Share;
            let best = unit.names().next().filter(|_| has_plural).unwrap_or(unit.name);
            let fits = |name: &&str| name.starts_with(&typed);
            let is_plural = |name: &&str| fits(name) && name.ends_with('s');
            let plural = Some(best).filter(fits).or_else(|| unit.names().find(is_plural));
            let name = plural.or_else(|| std::iter::once(unit.name).chain(unit.names()).find(fits));
            offered.extend(
                name.map(|name| self.one(CompletionKind::Unit, name, unit.name, name.to_owned())),
            );
        }
        offered
    }
}

/// More names than this are not read.
const MOST_PEOPLE: usize = 100;

#[cfg(test)]
mod tests;
