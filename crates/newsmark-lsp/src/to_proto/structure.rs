//! Folds and selections.

use newsmark_semantic::TextSize;
use newsmark_semantic::features::{self, Fold, FoldKind};
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, SelectionRange};

use crate::view::View;

/// What can be folded, by whole lines.
pub(crate) fn folds(view: &View<'_>) -> Vec<FoldingRange> {
    let one = |fold: &Fold| {
        let range = view.range(fold.range);
        FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: Some(match fold.kind {
                FoldKind::Comment => FoldingRangeKind::Comment,
                FoldKind::FrontMatter | FoldKind::Section | FoldKind::Block | FoldKind::Sources => {
                    FoldingRangeKind::Region
                }
            }),
            ..FoldingRange::default()
        }
    };
    features::folds(view.analysis).iter().map(one).collect()
}

/// The selections around a place, the narrowest with the wider ones as its parents.
pub(crate) fn selection(view: &View<'_>, offset: TextSize) -> SelectionRange {
    let mut around = features::selections(view.analysis, offset).into_iter().rev();
    let widest = around.next().unwrap_or_default();
    let widest = SelectionRange { range: view.range(widest), parent: None };
    around.fold(widest, |parent, range| SelectionRange {
        range: view.range(range),
        parent: Some(Box::new(parent)),
    })
}
