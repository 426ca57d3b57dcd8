//! What an editor can ask of an [`Analysis`](crate::Analysis): plain data in an editor's words. Nothing
//! here knows a protocol.

use newsmark_lexer::{TextRange, TextSize};

use crate::facts::{Article, Facts};

mod across;
mod action;
mod complete;
mod format;
mod front_matter;
mod hover;
mod inlay;
mod lens;
mod link;
mod linked;
mod navigate;
mod outline;
mod rename;
mod structure;
mod subject;
#[cfg(test)]
mod testing;
mod tokens;

pub use across::{SharedName, beside, contradicts, shared_names};
pub use action::{Action, ActionKind, REASON, actions, fix_all, silencing};
pub use complete::{Completion, CompletionKind, complete, explain};
pub use format::format;
pub use hover::{Hover, consequences, hover};
pub use inlay::{Inlay, InlayKind, inlays};
pub use lens::{Lens, lenses};
pub use link::{LinkKind, LinkTarget, links};
pub use linked::linked_ranges;
pub use navigate::{Definition, Highlight, definition, highlights, references};
pub use outline::{Symbol, SymbolKind, outline};
pub use rename::{prepare_rename, rename};
pub use structure::{Fold, FoldKind, folds, selections};
pub use tokens::{SemanticToken, TokenKind, TokenTraits, semantic_tokens};

/// The article at an offset: also one whose headline stands in the front matter above it.
fn article_at(facts: &Facts, offset: TextSize) -> Option<&Article> {
    let in_headline = |article: &&Article| {
        article.headline.as_ref().is_some_and(|headline| headline.range.contains_inclusive(offset))
    };
    let in_range = |article: &&Article| article.range.contains_inclusive(offset);
    facts.articles.iter().find(in_headline).or_else(|| facts.articles.iter().find(in_range))
}

/// Items in the order of the text that may hold an offset: the last one that starts at or before it.
fn at_offset<T>(
    items: &[T],
    range: impl Fn(&T) -> TextRange,
    offset: TextSize,
) -> Option<(usize, &T)> {
    let after = items.partition_point(|item| range(item).start() <= offset);
    let index = after.checked_sub(1)?;
    let item = &items[index];
    range(item).contains_inclusive(offset).then_some((index, item))
}
