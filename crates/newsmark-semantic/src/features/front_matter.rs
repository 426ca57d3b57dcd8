//! Edits of front matter: a line under a key, which is made where there is none.
//!
//! Only what is added is written; nothing that stands there is moved. Front matter without its second
//! `---` is left alone, since nobody knows where it was meant to end.

use newsmark_lexer::{TextRange, TextSize};

use crate::check::Edit;
use crate::document::front_matter::{Entry, FrontMatter};
use crate::facts::Facts;

/// The edit that puts a line under a key.
pub(super) fn add_under(facts: &Facts, key: &str, line: &str) -> Option<Edit> {
    let end = line_end(&facts.text);
    let Some(matter) = &facts.document.front_matter else {
        let bom = facts.text.len() - facts.text.trim_start_matches('\u{FEFF}').len();
        let text = format!("---{end}{key}:{end}  {line}{end}---{end}{end}");
        return Some(insert(TextSize::new(bom as u32), text));
    };
    if !matter.is_closed {
        return None;
    }
    match matter.entry(&facts.text, key) {
        Some(entry) => under(facts, entry, line, end),
        None => {
            let text = format!("{key}:{end}  {line}{end}");
            Some(insert(last_line(facts, matter), text))
        }
    }
}

/// The line end that a text uses.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

fn under(facts: &Facts, entry: &Entry, line: &str, end: &str) -> Option<Edit> {
    let is_list = !entry.value.is_empty() || !entry.items.is_empty();
    if is_list {
        return None;
    }
    let last = extent(entry).end();
    let rest = &facts.text[usize::from(last)..];
    let place = last + TextSize::new(rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32);
    let indent = entry.children.first().map_or("  ", |child| blanks_before(facts, child.key));
    Some(insert(place, format!("{end}{indent}{line}")))
}

fn extent(entry: &Entry) -> TextRange {
    let own = entry.key.cover(entry.value);
    entry.children.iter().fold(own, |range, child| range.cover(extent(child)))
}

fn blanks_before(facts: &Facts, range: TextRange) -> &str {
    let before = &facts.text[..usize::from(range.start())];
    &before[before.trim_end_matches([' ', '\t']).len()..]
}

/// The start of the line that closes the front matter.
fn last_line(facts: &Facts, matter: &FrontMatter) -> TextSize {
    let words = facts.words(matter.range);
    let start = words.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    matter.range.start() + TextSize::new(start as u32)
}

fn insert(place: TextSize, text: String) -> Edit {
    Edit { range: TextRange::empty(place), text }
}
