//! What the figures and sources of all articles are called, and where one name means two things.
//!
//! That is information and no more: two desks may each have their `riders`. It is said once a name, with
//! the other places beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use newsmark_semantic::features::{self, SharedName};
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, Location, NumberOrString, Range, Url,
};

use crate::capabilities::Abilities;
use crate::to_proto::diagnostic::{self, SOURCE};
use crate::view::View;

/// The rule that is spoken for here. It says nothing of an article by itself.
pub(crate) const RULE: &str = "shared-name";

/// How many other places are named.
const MOST_PLACES: usize = 3;

/// A name and where it is defined.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlacedName {
    shared: SharedName,
    place: Range,
}

/// The names of all articles that are known.
#[derive(Default)]
pub(crate) struct Names {
    state: Mutex<State>,
    /// What the client shows.
    abilities: OnceLock<Abilities>,
}

#[derive(Default)]
struct State {
    by_document: BTreeMap<Url, Vec<PlacedName>>,
    /// The documents that have a name.
    by_name: BTreeMap<String, BTreeSet<Url>>,
}

/// The names that a document defines.
pub(crate) fn of(view: &View<'_>) -> Vec<PlacedName> {
    let names = features::shared_names(view.analysis).into_iter();
    names.map(|shared| PlacedName { place: view.range(shared.range), shared }).collect()
}

impl Names {
    /// Speaks to a client with these abilities.
    pub(crate) fn introduce(&self, abilities: Abilities) {
        self.abilities.get_or_init(|| abilities);
    }

    /// Takes the names of a document; gives the other documents that have one of those that changed.
    pub(crate) fn update(&self, uri: &Url, names: Vec<PlacedName>) -> Vec<Url> {
        let mut state = self.lock();
        let before = match names.is_empty() {
            true => state.by_document.remove(uri).unwrap_or_default(),
            false => state.by_document.insert(uri.clone(), names.clone()).unwrap_or_default(),
        };
        if before == names {
            return Vec::new();
        }
        let (gone, new) = changed(&before, &names);
        for old in gone {
            if let Some(documents) = state.by_name.get_mut(&old.shared.name) {
                documents.remove(uri);
            }
        }
        // One that is gone may stand elsewhere.
        for own in &names {
            state.by_name.entry(own.shared.name.clone()).or_default().insert(uri.clone());
        }
        let changed = gone.iter().chain(new);
        let concerned = changed.filter_map(|name| state.by_name.get(&name.shared.name)).flatten();
        let concerned: BTreeSet<&Url> = concerned.filter(|other| *other != uri).collect();
        concerned.into_iter().cloned().collect()
    }

    /// What is to be said of the names of a document.
    pub(crate) fn remarks(&self, uri: &Url) -> Vec<Diagnostic> {
        let state = self.lock();
        let abilities = self.abilities.get().copied().unwrap_or_default();
        let own = state.by_document.get(uri).into_iter().flatten();
        own.filter_map(|name| state.remark(uri, name, abilities)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is different in two lists between what they have in common at their starts and at their ends.
fn changed<'n, T: PartialEq>(before: &'n [T], now: &'n [T]) -> (&'n [T], &'n [T]) {
    let n_same = before.iter().zip(now).take_while(|(old, new)| old == new).count();
    let (before, now) = (&before[n_same..], &now[n_same..]);
    let both = before.iter().rev().zip(now.iter().rev());
    let n_same = both.take_while(|(old, new)| old == new).count();
    (&before[..before.len() - n_same], &now[..now.len() - n_same])
}

/// What a document is called: so many last parts of its path.
pub(crate) fn called(uri: &Url, n_parts: usize) -> String {
    let path = uri.to_file_path().ok();
    let path = path.as_deref().map_or(uri.path().into(), |path| path.to_string_lossy());
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    parts[parts.len().saturating_sub(n_parts)..].join("/")
}

/// The same in another document: by its name, with its folder if both have the same.
fn called_beside(uri: &Url, other: &Url) -> String {
    let name = called(other, 1);
    if name == called(uri, 1) { called(other, 2) } else { name }
}

impl State {
    fn remark(&self, uri: &Url, name: &PlacedName, abilities: Abilities) -> Option<Diagnostic> {
        let severity = name.shared.severity?;
        let documents = self.by_name.get(&name.shared.name)?;
        let others = documents.iter().filter(|other| *other != uri);
        let places = others.flat_map(|other| {
            let own = self.by_document.get(other).into_iter().flatten();
            own.filter_map(move |there| {
                let place = || format!("in {}", called_beside(uri, other));
                let said = features::contradicts(&name.shared, &there.shared, place)?;
                let location = Location { uri: other.clone(), range: there.place };
                let message = format!("{}: {}", there.shared.name, there.shared.words);
                Some((said, DiagnosticRelatedInformation { location, message }))
            })
        });
        let (said, related): (Vec<_>, Vec<_>) = places.take(MOST_PLACES).unzip();
        let message = said.into_iter().next()?;
        Some(Diagnostic {
            range: name.place,
            severity: Some(diagnostic::severity(severity)),
            code: Some(NumberOrString::String(RULE.to_owned())),
            code_description: abilities
                .code_description
                .then(|| diagnostic::description(RULE))
                .flatten(),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: abilities.related_information.then_some(related),
            ..Diagnostic::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &[u8], now: &[u8], gone: &[u8], new: &[u8]) {
        assert_eq!(changed(before, now), (gone, new), "{before:?} {now:?}");
        assert_eq!(changed(now, before), (new, gone), "{now:?} {before:?}");
    }

    #[test]
    fn what_is_the_same_at_both_ends_has_not_changed() {
        check(&[], &[], &[], &[]);
        check(&[1, 2, 3], &[1, 2, 3], &[], &[]);
        check(&[1, 2, 3], &[1, 9, 3], &[2], &[9]);
        check(&[1, 2, 3], &[1, 3], &[2], &[]);
        check(&[1, 1], &[1, 1, 1], &[], &[1]);
        check(&[], &[4], &[], &[4]);
    }
}
