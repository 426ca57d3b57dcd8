//! From the protocol's types to ours. A place that no longer exists becomes the nearest one that does.

use tower_lsp::lsp_types::TextDocumentContentChangeEvent;

use crate::position::{Encoding, LinedText};

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
