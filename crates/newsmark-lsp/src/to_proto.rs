//! From our types to the protocol's.

use newsmark_semantic::features::{self, Definition, Highlight};
use tower_lsp::lsp_types::{
    self, DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, HoverContents,
    Location, LocationLink, MarkupContent, MarkupKind,
};

use crate::view::View;

pub(crate) mod action;
pub(crate) mod beside;
pub(crate) mod completion;
pub(crate) mod diagnostic;
mod outline;
mod structure;
pub(crate) mod tokens;
pub(crate) mod workspace;
pub(crate) mod written;

pub(crate) use outline::{flat_outline, outline};
pub(crate) use structure::{folds, selection};

/// What was understood at a place.
pub(crate) fn hover(view: &View<'_>, hover: features::Hover) -> lsp_types::Hover {
    lsp_types::Hover {
        contents: HoverContents::Markup(markup(view, hover.markdown)),
        range: Some(view.range(hover.range)),
    }
}

/// Markdown as the client shows it.
pub(crate) fn markup(view: &View<'_>, markdown: String) -> MarkupContent {
    match view.abilities.markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: markdown },
        false => MarkupContent { kind: MarkupKind::PlainText, value: without_marks(&markdown) },
    }
}

/// The words of our Markdown: without fences, stars and code marks, and what was escaped as it is.
fn without_marks(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.trim_start().starts_with("```"));
    let words = |line: &str| {
        let mut out = String::with_capacity(line.len());
        let mut characters = line.trim_end().chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\\' => out.extend(characters.next()),
                // Multiplied, not set in italics.
                '*' if out.ends_with(' ') && characters.peek() == Some(&' ') => out.push('*'),
                '*' | '`' => {}
                _ => out.push(character),
            }
        }
        out
    };
    lines.map(words).collect::<Vec<_>>().join("\n")
}

/// Where a name leads: with the words that lead there, if the client shows them.
pub(crate) fn definition(view: &View<'_>, definition: &Definition) -> GotoDefinitionResponse {
    let origin = view.range(definition.origin);
    if view.abilities.definition_links {
        let link = |&(name, whole)| LocationLink {
            origin_selection_range: Some(origin),
            target_uri: view.uri.clone(),
            target_range: view.range(whole),
            target_selection_range: view.range(name),
        };
        return GotoDefinitionResponse::Link(definition.targets.iter().map(link).collect());
    }
    let places = definition.targets.iter().map(|&(name, _)| view.location(name));
    GotoDefinitionResponse::Array(places.collect())
}

/// Places of a name.
pub(crate) fn references(
    view: &View<'_>,
    found: &[Highlight],
    include_declaration: bool,
) -> Vec<Location> {
    let wanted = found.iter().filter(|place| include_declaration || !place.is_definition);
    wanted.map(|place| view.location(place.range)).collect()
}

/// Places to be highlighted.
pub(crate) fn highlights(view: &View<'_>, found: &[Highlight]) -> Vec<DocumentHighlight> {
    let kind = |place: &Highlight| match place.is_definition {
        true => DocumentHighlightKind::WRITE,
        false => DocumentHighlightKind::READ,
    };
    let one = |place: &Highlight| DocumentHighlight {
        range: view.range(place.range),
        kind: Some(kind(place)),
    };
    found.iter().map(one).collect()
}
