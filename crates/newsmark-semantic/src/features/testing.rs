//! Texts for tests of features: `$0` is the cursor, edits are shown as what they make of a text.

use newsmark_lexer::{TextRange, TextSize};

use crate::check::Edit;
use crate::{Analysis, Settings, analyze};

/// Reads a text with a cursor in it.
pub(super) fn at_cursor(marked: &str) -> (Analysis, TextSize) {
    let offset = marked.find("$0").unwrap();
    let text = marked.replacen("$0", "", 1);
    (analyze(&text, &Settings::default()), TextSize::new(offset as u32))
}

/// Reads a text with a stretch between two cursors, or with one cursor.
pub(super) fn at_range(marked: &str) -> (Analysis, TextRange) {
    let (_, start) = at_cursor(marked);
    let rest = marked.replacen("$0", "", 1);
    if !rest.contains("$0") {
        let (analysis, _) = at_cursor(marked);
        return (analysis, TextRange::empty(start));
    }
    let (analysis, end) = at_cursor(&rest);
    (analysis, TextRange::new(start, end))
}

/// The text after edits that do not overlap.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    for pair in sorted.windows(2) {
        assert!(pair[0].range.end() <= pair[1].range.start(), "{pair:?} overlap");
    }
    let mut text = text.to_owned();
    for edit in sorted.into_iter().rev() {
        text.replace_range(std::ops::Range::<usize>::from(edit.range), &edit.text);
    }
    text
}

/// A text with brackets around ranges.
pub(super) fn marked(text: &str, ranges: impl IntoIterator<Item = TextRange>) -> String {
    let mark = |range: TextRange| {
        [
            Edit { range: TextRange::empty(range.start()), text: "⟦".to_owned() },
            Edit { range: TextRange::empty(range.end()), text: "⟧".to_owned() },
        ]
    };
    edited(text, &ranges.into_iter().flat_map(mark).collect::<Vec<_>>())
}
