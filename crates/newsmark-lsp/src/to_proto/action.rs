//! What can be done at a place, as code actions with the edits in them.

use newsmark_semantic::features::{self, Action, ActionKind};
use newsmark_semantic::{Analysis, TextRange};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, Diagnostic,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Range, ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::diagnostic;
use crate::capabilities::Abilities;
use crate::line_index::LineIndex;
use crate::settings_file;
use crate::view::View;
use crate::workspace::{Project, names};

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

/// What other articles make of names at a place.
pub(crate) fn remarks_at(
    view: &View<'_>,
    range: TextRange,
    mut remarks: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    remarks.retain(|remark| view.text_range(remark.range).intersect(range).is_some());
    remarks
}

/// What keeps silent what other articles make of names, if such actions are wanted.
pub(crate) fn about_remarks(
    view: &View<'_>,
    remarks: &[Diagnostic],
    wanted: Option<&[CodeActionKind]>,
) -> Vec<CodeActionOrCommand> {
    let Some(remark) = remarks.first().filter(|_| wants_quick_fix(wanted)) else {
        return Vec::new();
    };
    let actions = features::silencing(view.analysis, names::RULE, view.text_range(remark.range));
    let about = |action: &Action| CodeAction {
        diagnostics: Some(vec![remark.clone()]),
        ..convert(view, action)
    };
    actions.iter().map(about).map(CodeActionOrCommand::CodeAction).collect()
}

/// The rules that have found something at a place, if such actions are wanted.
pub(crate) fn rules_at(
    view: &View<'_>,
    range: TextRange,
    remarks: Vec<Diagnostic>,
    wanted: Option<&[CodeActionKind]>,
) -> Vec<(&'static str, Diagnostic)> {
    if !wants_quick_fix(wanted) {
        return Vec::new();
    }
    let mut rules: Vec<(&'static str, Diagnostic)> = Vec::new();
    for finding in &view.analysis.findings {
        let is_here = finding.range.intersect(range).is_some();
        if is_here && !rules.iter().any(|(rule, _)| *rule == finding.rule) {
            rules.push((finding.rule, diagnostic::diagnostic(view, finding)));
        }
    }
    rules.extend(remarks.into_iter().take(1).map(|remark| (names::RULE, remark)));
    rules
}

fn wants_quick_fix(wanted: Option<&[CodeActionKind]>) -> bool {
    let is_it = |outer: &CodeActionKind| includes(outer, &CodeActionKind::QUICKFIX);
    wanted.is_none_or(|kinds| kinds.iter().any(is_it))
}

/// Keeps a rule silent in all articles of the folder, with a line in its settings file, which is made
/// if there is none.
pub(crate) fn silence_in_project(
    project: &Project,
    (rule, found): &(&'static str, Diagnostic),
    abilities: Abilities,
) -> Option<CodeActionOrCommand> {
    let text = project.text.as_deref().unwrap_or_default();
    let (place, new_text) = settings_file::silencing(text, rule)?;
    let place = LineIndex::new(text, abilities.encoding).position(text, place);
    let range = Range { start: place, end: place };
    let uri = project.uri.clone();
    let line = DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None },
        edits: vec![OneOf::Left(TextEdit { range, new_text })],
    });
    let create = DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
        uri,
        options: None,
        annotation_id: None,
    }));
    let operations = match project.text {
        Some(_) => vec![line],
        None if abilities.creates_files => vec![create, line],
        None => return None,
    };
    let edit = WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: format!("keep {rule} silent in the project"),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![found.clone()]),
        edit: Some(edit),
        is_preferred: Some(false),
        ..CodeAction::default()
    }))
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
