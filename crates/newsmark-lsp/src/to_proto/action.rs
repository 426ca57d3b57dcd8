//! What can be done at a place, as code actions with the edits in them.

use newsmark_semantic::features::{self, Action, ActionKind};
use newsmark_semantic::{Analysis, TextRange};
use tower_lsp::lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand};

use super::diagnostic;
use crate::view::View;

/// The kind under which an editor finds all certain fixes, on saving perhaps.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.newsmark");

/// The kinds of actions there are.
pub(crate) fn kinds() -> Vec<CodeActionKind> {
    vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, FIX_ALL]
}

/// What can be done at a place that is of one of the kinds wanted; all kinds where none is named.
pub(crate) fn actions(
    view: &View<'_>,
    range: TextRange,
    wanted: Option<&[CodeActionKind]>,
) -> Vec<CodeActionOrCommand> {
    let is_wanted = |kind: &CodeActionKind| {
        wanted.is_none_or(|kinds| kinds.iter().any(|outer| includes(outer, kind)))
    };
    let analysis = view.analysis;
    let mut actions: Vec<CodeAction> = Vec::new();
    if is_wanted(&CodeActionKind::QUICKFIX) || is_wanted(&CodeActionKind::REFACTOR_REWRITE) {
        let here = features::actions(analysis, range);
        actions.extend(here.iter().map(|action| convert(view, action)));
    }
    if is_wanted(&FIX_ALL) {
        let here = features::fix_all(analysis).filter(|_| wanted.is_some() || is_several(analysis));
        actions.extend(here.iter().map(|action| convert(view, action)));
    }
    let is_wanted = |action: &CodeAction| action.kind.as_ref().is_none_or(is_wanted);
    actions.into_iter().filter(is_wanted).map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether there is more than one thing to settle at once.
fn is_several(analysis: &Analysis) -> bool {
    analysis.findings.iter().filter(|finding| finding.fixes.len() == 1).count() > 1
}

fn convert(view: &View<'_>, action: &Action) -> CodeAction {
    let finding = action.finding.and_then(|id| view.analysis.findings.get(id));
    CodeAction {
        title: action.title.clone(),
        kind: Some(kind(action.kind)),
        diagnostics: finding.map(|finding| vec![diagnostic::diagnostic(view, finding)]),
        edit: Some(view.workspace_edit(&action.edits)),
        is_preferred: Some(action.is_preferred),
        ..CodeAction::default()
    }
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix | ActionKind::Silence => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => FIX_ALL,
        ActionKind::Markup | ActionKind::Layout => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Whether a client that asks for one kind means the other too: `source` means `source.fixAll.newsmark`.
fn includes(outer: &CodeActionKind, inner: &CodeActionKind) -> bool {
    let rest = inner.as_str().strip_prefix(outer.as_str());
    *outer == CodeActionKind::EMPTY
        || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
