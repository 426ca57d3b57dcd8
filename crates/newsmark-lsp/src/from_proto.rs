//! From the protocol's types to ours. A place that no longer exists becomes the nearest one that does.

use newsmark_semantic::{TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent};

use crate::position::{Encoding, LinedText};

/// The offset of a position.
pub(crate) fn offset(text: &LinedText, position: Position, encoding: Encoding) -> TextSize {
    text.offset(position, encoding)
}

/// The range between two positions.
pub(crate) fn range(text: &LinedText, range: Range, encoding: Encoding) -> TextRange {
    text.range(range, encoding)
}

/// Makes the changes of one notification. Each counts from what the one before it left.
pub(crate) fn edit(
    text: &mut LinedText,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) {
    for change in changes {
        match change.range {
            Some(range) => text.replace(text.range(range, encoding), &change.text),
            None => *text = LinedText::new(&change.text),
        }
    }
}
