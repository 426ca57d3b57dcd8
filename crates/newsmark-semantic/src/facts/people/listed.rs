//! People who are listed under `people:` in the front matter.
//!
//! A line may be `Ines Marlow: port director`, `marlow: Ines Marlow, port director`, an item of a list, or an
//! id with `name:` and `role:` under it. What has no name in it is passed over.

use std::borrow::Cow;

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{TextRange, TextSize};

use super::forms::Names;
use super::name::Name;
use crate::document::Document;
use crate::document::front_matter::Entry;
use crate::version::Earlier;

/// Somebody who is listed.
pub(super) struct Listed {
    pub(super) name: Name,
    /// The name.
    pub(super) range: TextRange,
    pub(super) role: Option<TextRange>,
}

/// Whether an earlier text listed the same people at the same places: nobody, or all in the same front matter.
pub(crate) fn is_same(old: (&Document, Earlier<'_>), new: (&Document, &str)) -> bool {
    list(old) == list((new.0, Earlier::Whole(new.1)))
}

/// The words of front matter that lists people.
fn list<'t>((document, text): (&Document, Earlier<'t>)) -> Option<Cow<'t, str>> {
    let matter = document.front_matter.as_ref()?;
    matter.entry_where(|key| text.words(key) == "people")?;
    Some(text.words(TextRange::up_to(matter.range.end())))
}

/// Reads the list.
pub(super) fn read(document: &Document, text: &str) -> Vec<Listed> {
    let entry = document.front_matter.as_ref().and_then(|matter| matter.entry(text, "people"));
    let Some(entry) = entry else { return Vec::new() };
    let value = Some(entry.value).filter(|value| !value.is_empty());
    let items = value.into_iter().chain(entry.items.iter().copied());
    let items = items.map(|item| name_and_role(text, item));
    let people = entry.children.iter().filter_map(|person| person_of(text, person));
    let mut names = Names::default();
    let read = |place| read_name(text, place, &mut names);
    let mut listed: Vec<Listed> = items.chain(people).filter_map(read).collect();
    names.share(listed.iter_mut().map(|one| &mut one.name));
    listed
}

/// A name and a role.
type Place = (TextRange, Option<TextRange>);

fn person_of(text: &str, entry: &Entry) -> Option<Place> {
    let child = |key: &str| {
        let child = entry.children.iter().find(|child| &text[child.key] == key)?;
        Some(child.value).filter(|value| !value.is_empty())
    };
    if let Some(name) = child("name") {
        return Some((name, child("role")));
    }
    let key = &text[entry.key];
    let is_name = key.contains(' ') || key.starts_with(char::is_uppercase);
    let value = Some(entry.value).filter(|value| !value.is_empty());
    match is_name {
        true => Some((entry.key, value.or(child("role")))),
        false => Some(name_and_role(text, entry.value)),
    }
}

/// *Ines Marlow, port director*
fn name_and_role(text: &str, range: TextRange) -> Place {
    let words = &text[range];
    let Some((name, role)) = words.split_once(',') else { return (range, None) };
    let name = TextRange::at(range.start(), TextSize::of(name.trim_end()));
    let start = range.end() - TextSize::of(role.trim_start());
    (name, Some(TextRange::at(start, TextSize::of(role.trim()))))
}

fn read_name<'t>(text: &'t str, (range, role): Place, names: &mut Names<'t>) -> Option<Listed> {
    if !text[range].trim_start().starts_with(char::is_alphabetic) {
        return None;
    }
    for word in text[range].split_whitespace() {
        names.push(word, vocabulary().look_up(word));
    }
    Some(Listed {
        name: names.read(None, false),
        range,
        role: role.filter(|role| !role.is_empty()),
    })
}
