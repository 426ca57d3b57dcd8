//! What concerns more than one document: reports on closed articles, edits of several files.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::lsp_types::{
    DocumentChanges, FullDocumentDiagnosticReport, OneOf, OptionalVersionedTextDocumentIdentifier,
    PreviousResultId, TextDocumentEdit, TextEdit, Url, WorkspaceDocumentDiagnosticReport,
    WorkspaceEdit, WorkspaceFullDocumentDiagnosticReport,
};

use super::diagnostic::result_id;
use crate::capabilities::Abilities;
use crate::workspace::{Digest, Workspace};

/// Reports on those of some closed articles of which the client does not know the newest already, and on those that it
/// knows of and that are not among them.
pub(crate) fn reports(
    workspace: &Workspace,
    digests: Vec<(Url, Arc<Digest>)>,
    known: &[PreviousResultId],
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let known: HashMap<&Url, &str> = known.iter().map(|it| (&it.uri, it.value.as_str())).collect();
    let report = |uri, result_id, items| {
        WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
        })
    };
    let mut reports = Vec::new();
    for (uri, digest) in &digests {
        let id = result_id(digest.stamp, &workspace.names.remarks(uri));
        if known.get(uri) != Some(&id.as_str()) {
            let items = workspace.diagnostics(uri, digest);
            reports.push(report(uri.clone(), Some(id), items));
        }
    }
    let mut gone: Vec<&Url> = known.into_keys().collect();
    gone.retain(|uri| !digests.iter().any(|(other, _)| other == *uri) && !workspace.is_open(uri));
    gone.sort();
    reports.extend(gone.into_iter().map(|uri| report(uri.clone(), None, Vec::new())));
    reports
}

/// Edits of several documents, each meant for a version if the document is open.
pub(crate) fn edit(
    edits: Vec<(Url, Option<i32>, Vec<TextEdit>)>,
    abilities: Abilities,
) -> Option<WorkspaceEdit> {
    if edits.is_empty() {
        return None;
    }
    if !abilities.versioned_edits {
        let changes = edits.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit::new(changes));
    }
    let one = |(uri, version, edits): (Url, Option<i32>, Vec<TextEdit>)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    let changes = DocumentChanges::Edits(edits.into_iter().map(one).collect());
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}
