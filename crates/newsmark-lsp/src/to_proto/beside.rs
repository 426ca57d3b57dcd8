//! What stands beside the text: inlay hints, lines above headlines, links.

use newsmark_semantic::TextRange;
use newsmark_semantic::features::{self, Inlay, InlayKind, LinkKind, LinkTarget};
use tower_lsp::lsp_types::{
    CodeLens, Command, DocumentLink, InlayHint, InlayHintKind, InlayHintLabel, InlayHintTooltip,
    Url,
};

use crate::configuration::Preferences;
use crate::view::View;

/// The hints in a stretch of text that the user wants to see.
pub(crate) fn hints(view: &View<'_>, range: TextRange, preferences: Preferences) -> Vec<InlayHint> {
    let is_wanted = |inlay: &&Inlay| match inlay.kind {
        InlayKind::PercentChange => preferences.percent_hints,
        InlayKind::PreviousLevel => preferences.previous_hints,
        InlayKind::Speaker => preferences.speaker_hints,
    };
    let found = features::inlays(view.analysis, range);
    found.iter().filter(is_wanted).map(|inlay| hint(view, inlay)).collect()
}

fn hint(view: &View<'_>, inlay: &Inlay) -> InlayHint {
    let is_before = inlay.kind == InlayKind::Speaker;
    InlayHint {
        position: view.range(TextRange::empty(inlay.place)).start,
        label: InlayHintLabel::String(inlay.label.clone()),
        kind: is_before.then_some(InlayHintKind::PARAMETER),
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(inlay.explanation.clone())),
        padding_left: Some(!is_before),
        padding_right: Some(is_before),
        data: None,
    }
}

/// The lines above headlines. They say something and do nothing.
pub(crate) fn lenses(view: &View<'_>) -> Vec<CodeLens> {
    let lenses = features::lenses(view.analysis).into_iter();
    let command = |title| Command { title, command: String::new(), arguments: None };
    lenses
        .map(|lens| CodeLens {
            range: view.range(lens.range),
            command: Some(command(lens.title)),
            data: None,
        })
        .collect()
}

/// What leads out of the text. A path is counted from where the document is, and must stay on its side of a
/// scheme: a document that is no file has none.
pub(crate) fn links(view: &View<'_>) -> Vec<DocumentLink> {
    let links = features::links(view.analysis).into_iter();
    links
        .filter_map(|link| {
            Some(DocumentLink {
                range: view.range(link.range),
                target: Some(target(view, link)?),
                tooltip: None,
                data: None,
            })
        })
        .collect()
}

pub(crate) fn target(view: &View<'_>, link: LinkTarget) -> Option<Url> {
    let words = view.analysis.facts.words(link.range);
    match link.kind {
        LinkKind::Address => Url::parse(words).ok(),
        LinkKind::Path => view.uri.join(words).ok(),
        LinkKind::SourceFile => Url::from_file_path(view.document.source_file(words)?).ok(),
    }
}
