//! From our types to the protocol's.

use std::collections::HashMap;

use newsmark_semantic::features::{self, Symbol};
use newsmark_semantic::{Analysis, Finding, Fix, Severity};
use tower_lsp::lsp_types::{
    self, CodeAction, CodeActionKind, CodeActionOrCommand, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DocumentChanges, DocumentSymbol,
    DocumentSymbolResponse, HoverContents, Location, MarkupContent, MarkupKind, NumberOrString,
    OneOf, OptionalVersionedTextDocumentIdentifier, SymbolInformation, SymbolKind,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use crate::capabilities::Abilities;
use crate::documents::OpenDocument;
use crate::position::Encoding;

/// The name under which an editor shows our findings.
const SOURCE: &str = "newsmark";

/// All findings.
pub(crate) fn diagnostics(
    document: &OpenDocument,
    analysis: &Analysis,
    uri: &Url,
    abilities: Abilities,
) -> Vec<Diagnostic> {
    let one = |finding| diagnostic(document, finding, uri, abilities);
    analysis.findings.iter().map(one).collect()
}

fn diagnostic(
    document: &OpenDocument,
    finding: &Finding,
    uri: &Url,
    abilities: Abilities,
) -> Diagnostic {
    let place = |place| document.text.positions(place, abilities.encoding);
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: place(related.range) },
        message: related.message.clone(),
    });
    let shows_related = abilities.related_information && !finding.related.is_empty();
    Diagnostic {
        range: place(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: shows_related.then(|| related.collect()),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// The fixes of a finding, each as an edit that the user may accept.
pub(crate) fn quick_fixes(
    document: &OpenDocument,
    finding: &Finding,
    uri: &Url,
    abilities: Abilities,
) -> Vec<CodeActionOrCommand> {
    let one = |fix: &Fix| CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(document, finding, uri, abilities)]),
        edit: Some(workspace_edit(document, fix, uri, abilities)),
        // Of several ways an editor must not take one unasked.
        is_preferred: Some(finding.fixes.len() == 1),
        ..CodeAction::default()
    };
    finding.fixes.iter().map(one).map(CodeActionOrCommand::CodeAction).collect()
}

fn workspace_edit(
    document: &OpenDocument,
    fix: &Fix,
    uri: &Url,
    abilities: Abilities,
) -> WorkspaceEdit {
    let edits = fix.edits.iter().map(|edit| TextEdit {
        range: document.text.positions(edit.range, abilities.encoding),
        new_text: edit.text.clone(),
    });
    if !abilities.versioned_edits {
        return WorkspaceEdit::new(HashMap::from([(uri.clone(), edits.collect())]));
    }
    let version = Some(document.version);
    let changes = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version },
        edits: edits.map(OneOf::Left).collect(),
    };
    let document_changes = Some(DocumentChanges::Edits(vec![changes]));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}

/// What was understood at a place.
pub(crate) fn hover(
    document: &OpenDocument,
    hover: features::Hover,
    abilities: Abilities,
) -> lsp_types::Hover {
    let contents = match abilities.markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: hover.markdown },
        false => MarkupContent {
            kind: MarkupKind::PlainText,
            value: hover.markdown.replace("**", "").replace(['`', '\\'], ""),
        },
    };
    lsp_types::Hover {
        contents: HoverContents::Markup(contents),
        range: Some(document.text.positions(hover.range, abilities.encoding)),
    }
}

/// The outline, with levels if the client shows them.
pub(crate) fn outline(
    document: &OpenDocument,
    symbols: Vec<Symbol>,
    uri: &Url,
    abilities: Abilities,
) -> DocumentSymbolResponse {
    if abilities.nested_symbols {
        return DocumentSymbolResponse::Nested(nested(document, symbols, abilities.encoding));
    }
    let mut flat = Vec::new();
    flatten(document, symbols, None, uri, abilities.encoding, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

fn nested(
    document: &OpenDocument,
    symbols: Vec<Symbol>,
    encoding: Encoding,
) -> Vec<DocumentSymbol> {
    let one = |symbol: Symbol| {
        #[expect(deprecated, reason = "the protocol's type still has the field it deprecates")]
        DocumentSymbol {
            name: symbol.name,
            detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: document.text.positions(symbol.range, encoding),
            selection_range: document.text.positions(symbol.selection, encoding),
            children: (!symbol.children.is_empty())
                .then(|| nested(document, symbol.children, encoding)),
        }
    };
    symbols.into_iter().map(one).collect()
}

fn flatten(
    document: &OpenDocument,
    symbols: Vec<Symbol>,
    container: Option<&str>,
    uri: &Url,
    encoding: Encoding,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let place = document.text.positions(symbol.selection, encoding);
        #[expect(deprecated, reason = "the protocol's type still has the field it deprecates")]
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: place },
            container_name: container.map(str::to_owned),
        });
        flatten(document, symbol.children, Some(&symbol.name), uri, encoding, flat);
    }
}

fn symbol_kind(kind: features::SymbolKind) -> SymbolKind {
    match kind {
        features::SymbolKind::Article => SymbolKind::FILE,
        features::SymbolKind::Section => SymbolKind::NAMESPACE,
        features::SymbolKind::Figure => SymbolKind::NUMBER,
        features::SymbolKind::Quote => SymbolKind::STRING,
        features::SymbolKind::Source => SymbolKind::KEY,
        features::SymbolKind::Person => SymbolKind::OBJECT,
    }
}
