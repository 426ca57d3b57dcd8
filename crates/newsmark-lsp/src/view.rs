//! One version of one document, for one client: all that a conversion needs to know.
//!
//! Everything that leaves the server goes through one of these, so that ranges, edits and places are
//! made in one way, from a text and an analysis that belong together.

use std::collections::HashMap;

use newsmark_semantic::check::Edit;
use newsmark_semantic::{Analysis, TextRange, TextSize};
use tower_lsp::lsp_types::{
    DocumentChanges, Location, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};

use crate::capabilities::Abilities;
use crate::documents::OpenDocument;

/// A document that has been read, and who it is shown to.
#[derive(Clone, Copy)]
pub(crate) struct View<'d> {
    pub(crate) uri: &'d Url,
    pub(crate) document: &'d OpenDocument,
    pub(crate) analysis: &'d Analysis,
    pub(crate) abilities: Abilities,
}

impl View<'_> {
    /// The offset of a position; a place that is gone becomes the nearest one.
    pub(crate) fn offset(&self, position: Position) -> TextSize {
        self.document.text.offset(position, self.abilities.encoding)
    }

    /// The stretch of text between two positions.
    pub(crate) fn text_range(&self, range: Range) -> TextRange {
        self.document.text.range(range, self.abilities.encoding)
    }

    /// The positions of a stretch of text.
    pub(crate) fn range(&self, range: TextRange) -> Range {
        let text = &self.analysis.facts.text;
        self.document.lines(text, self.abilities.encoding).range(text, range)
    }

    /// A stretch of this document.
    pub(crate) fn location(&self, range: TextRange) -> Location {
        Location { uri: self.uri.clone(), range: self.range(range) }
    }

    /// Edits of this document.
    pub(crate) fn edits(&self, edits: &[Edit]) -> Vec<TextEdit> {
        let one =
            |edit: &Edit| TextEdit { range: self.range(edit.range), new_text: edit.text.clone() };
        edits.iter().map(one).collect()
    }

    /// The same as an edit of the workspace, meant for this version where the client checks that.
    pub(crate) fn workspace_edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = self.edits(edits);
        if !self.abilities.versioned_edits {
            return WorkspaceEdit::new(HashMap::from([(self.uri.clone(), edits)]));
        }
        let (uri, version) = (self.uri.clone(), Some(self.document.version));
        let changes = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let document_changes = Some(DocumentChanges::Edits(vec![changes]));
        WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
    }
}
