//! Where sentences end.

use newsmark_lexer::TextRange;

use super::Words;

/// The sentences of a paragraph, in order.
pub(crate) fn split(words: &Words<'_>) -> Vec<TextRange> {
    if words.len() == 0 { Vec::new() } else { vec![words.span(0, words.len() - 1)] }
}
