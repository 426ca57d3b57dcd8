//! Lines: where they stand, and what their first characters open.
//!
//! Only the first and last characters of a line are looked at, so that sorting a long text into lines
//! costs little more than finding their ends. LF, CRLF and a lone CR end a line; the separators of
//! Unicode do not, since editors do not count them. Blank lines are not kept, only remembered.

use memchr::{memchr, memchr2, memrchr};
use newsmark_lexer::{TextRange, TextSize};

use crate::version::Kept;

/// A line that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its start and its end, without the characters that end it.
    pub(super) range: TextRange,
    /// The same without blanks at start and end.
    pub(super) words: TextRange,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
    /// What it opens.
    pub(super) opening: Opening,
}

/// What the first characters of a line open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Running text.
    Text,
    /// `# ` to `###### `: the level, and the bytes before the words.
    Heading { level: u8, marks: u32 },
    /// `> `
    Quote,
    /// `- `, `* `, `+ `, `• `, `1. `: the bytes before the words, and whether it may follow running
    /// text without a blank line.
    Item { marks: u32, interrupts: bool },
    /// `[^id]:`
    Footnote,
    /// `[id]: target`
    LinkDefinition,
    /// `<!--`
    Comment,
    /// A tag of raw HTML.
    Html,
    /// A run of backticks or tildes: its length, and whether nothing follows.
    Fence { tilde: bool, length: u32, bare: bool },
    /// `|---|---:|`, which makes the line before it the head of a table.
    Delimiter,
    /// `===`, which makes the line before it a heading.
    Underline,
    /// `###`, `-30-`, `ENDS`, `* * *`; final where it says that the article is over.
    EndMark { is_final: bool },
}

impl Line {
    /// The words of the line.
    pub(super) fn words<'t>(&self, text: &'t str) -> &'t str {
        &text[self.words]
    }

    /// Whether no other line belongs to it, and it to no other; `joined` is what stands right behind it. Items need no
    /// blank lines between them.
    fn stands_alone(&self, joined: Option<Opening>) -> bool {
        match (self.opening, joined) {
            (Opening::Item { .. }, None | Some(Opening::Item { .. })) => true,
            (_, joined) => self.after_blank && joined.is_none(),
        }
    }

    /// Whether blanks stand before the words.
    pub(super) fn is_indented(&self) -> bool {
        self.words.start() > self.range.start()
    }
}

/// The lines of a text, without blank ones.
pub(super) fn scan(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 64 + 1);
    scan_on(text, beginning(text), false, &mut lines);
    lines
}

/// The lines of a text, from those of the text before. A line begins after a line feed whatever stands around it, so
/// those up to one at the start, which stays, are the same, and those behind one at the end have moved with it.
///
/// Gives the line that opens what it opened and stands by itself as it did, if no other line has changed.
pub(super) fn rescan(lines: &mut Vec<Line>, text: &str, kept: Kept) -> Option<Retyped> {
    let bytes = text.as_bytes();
    let [old_end, end] = kept.ends();
    let start = memrchr(b'\n', &bytes[..kept.before]).map_or(0, |feed| feed + 1);
    let stop = memchr(b'\n', &bytes[end..]).map_or(text.len(), |feed| end + feed + 1);
    let first = lines.partition_point(|line| usize::from(line.range.end()) < start);
    let behind = stop - end + old_end;
    let last = lines.partition_point(|line| usize::from(line.range.start()) < behind);
    let mut between = Vec::new();
    let after_blank = match lines[..first].last() {
        Some(line) => !matches!(&text[usize::from(line.range.end())..start], "\n" | "\r\n"),
        None => start > 0,
    };
    let from = if start == 0 { beginning(text) } else { start };
    let after_blank = scan_on(&text[..stop], from, after_blank, &mut between);
    let was_before = before_what(&lines[last..]);
    for line in &mut lines[last..] {
        if usize::from(line.range.start()) == behind {
            line.after_blank = after_blank;
        }
        line.range = kept.moved(line.range);
        line.words = kept.moved(line.words);
    }
    let retyped = match (&lines[first..last], &between[..]) {
        (&[old], &[new]) => {
            let is_before = before_what(&lines[last..]);
            let is_same = old.opening == new.opening && old.after_blank == new.after_blank;
            let stands_alone = old.stands_alone(was_before) && new.stands_alone(is_before);
            (is_same && stands_alone).then_some(Retyped { old, new })
        }
        _ => None,
    };
    lines.splice(first..last, between);
    retyped
}

/// What stands right behind a line, without a blank one between.
fn before_what(following: &[Line]) -> Option<Opening> {
    following.first().filter(|line| !line.after_blank).map(|line| line.opening)
}

/// A line with other words than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Retyped {
    pub(super) old: Line,
    pub(super) new: Line,
}

/// Where the first line begins.
fn beginning(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// Adds the lines from a place on, where one begins; says whether the last one was blank.
fn scan_on(text: &str, mut start: usize, mut after_blank: bool, lines: &mut Vec<Line>) -> bool {
    let bytes = text.as_bytes();
    while start < text.len() {
        let end =
            memchr2(b'\n', b'\r', &bytes[start..]).map_or(text.len(), |length| start + length);
        let line = &text[start..end];
        let words = line.trim();
        if words.is_empty() {
            after_blank = true;
        } else {
            let words_start = start + (line.len() - line.trim_start().len());
            lines.push(Line {
                range: range(start, end),
                words: range(words_start, words_start + words.len()),
                after_blank,
                opening: opening(words),
            });
            after_blank = false;
        }
        let is_pair = bytes[end..].starts_with(b"\r\n");
        start = (end + if is_pair { 2 } else { 1 }).min(text.len());
    }
    after_blank
}

/// A range without blanks at its ends.
pub(crate) fn trimmed(text: &str, range: TextRange) -> TextRange {
    let words = &text[range];
    let is_visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = words.as_bytes();
    if is_visible(bytes.first()) && is_visible(bytes.last()) {
        return range;
    }
    if let [b' ', first, ..] = bytes
        && let [.., last, b' '] = bytes
        && is_visible(Some(first))
        && is_visible(Some(last))
    {
        let blank = TextSize::of(' ');
        return TextRange::new(range.start() + blank, range.end() - blank);
    }
    let start = range.end() - TextSize::of(words.trim_start());
    TextRange::at(start, TextSize::of(words.trim()))
}

pub(super) fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

/// What a line's words open.
fn opening(words: &str) -> Opening {
    let Some(&first) = words.as_bytes().first() else { return Opening::Text };
    let special = match first {
        b'a'..=b'z' => None,
        b'#' => heading(words),
        b'>' => Some(Opening::Quote),
        b'[' => definition(words),
        b'<' => markup(words),
        b'`' | b'~' => fence(words),
        b'=' => is_run_of(words, '=').then_some(Opening::Underline),
        b'|' | b':' => is_delimiter(words).then_some(Opening::Delimiter),
        b'-' | b'*' | b'_' | b'+' => dashes(words),
        b'0'..=b'9' => numbered(words),
        _ => words.strip_prefix("• ").map(|_| bullet("• ".len())),
    };
    special.or_else(|| end_mark(words)).unwrap_or(Opening::Text)
}

/// `# Words`, or `###` alone, which ends an article.
fn heading(words: &str) -> Option<Opening> {
    let rest = words.trim_start_matches('#');
    let level = words.len() - rest.len();
    if rest.is_empty() {
        return Some(Opening::EndMark { is_final: true });
    }
    if level > 6 || !rest.starts_with([' ', '\t']) {
        return None;
    }
    if rest.trim_matches(['#', ' ', '\t']).is_empty() {
        return Some(Opening::EndMark { is_final: true });
    }
    let marks = words.len() - rest.trim_start().len();
    Some(Opening::Heading { level: level as u8, marks: marks as u32 })
}

/// `[^id]: words` or `[id]: target`.
fn definition(words: &str) -> Option<Opening> {
    // An id is short; looking no further keeps a line of brackets cheap.
    let end = words.floor_char_boundary(200);
    let close = words[..end].find("]:")?;
    let id = &words[1..close];
    if let Some(id) = id.strip_prefix('^') {
        return is_id(id).then_some(Opening::Footnote);
    }
    let target = words[close + 2..].trim_start();
    let (target, title) = target.split_once([' ', '\t']).unwrap_or((target, ""));
    let is_target = target.starts_with(['#', '<', '/']) || target.contains("://");
    let is_title = title.is_empty() || title.trim_start().starts_with(['"', '\'', '(']);
    (!id.is_empty() && !id.contains(['[', ']']) && is_target && is_title)
        .then_some(Opening::LinkDefinition)
}

/// Whether these characters can name a footnote.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(['[', ']', '^', ' ', '\t'])
}

/// The tags that open a block of HTML wherever they stand; others are inline.
const BLOCK_TAGS: &[&str] = &[
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "object",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "source",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
];

/// `<!--` or the tag of a block.
fn markup(words: &str) -> Option<Opening> {
    if words.starts_with("<!--") {
        return Some(Opening::Comment);
    }
    if words.starts_with("<!") || words.starts_with("<?") {
        return words[2..].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(Opening::Html);
    }
    let tag = words[1..].strip_prefix('/').unwrap_or(&words[1..]);
    let length = tag.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = tag.split_at(length);
    let is_whole = rest.is_empty() || rest.starts_with([' ', '\t', '>', '/']);
    let is_block = BLOCK_TAGS.iter().any(|block| block.eq_ignore_ascii_case(name));
    (is_whole && is_block).then_some(Opening::Html)
}

/// Three backticks or tildes, or more.
fn fence(words: &str) -> Option<Opening> {
    let mark = if words.starts_with('~') { '~' } else { '`' };
    let rest = words.trim_start_matches(mark);
    let length = words.len() - rest.len();
    let is_fence = length >= 3 && (mark == '~' || !rest.contains('`'));
    is_fence.then_some(Opening::Fence {
        tilde: mark == '~',
        length: length as u32,
        bare: rest.is_empty(),
    })
}

/// A line that begins with `-`, `*`, `_` or `+`: a rule, the second line of a table, an item.
fn dashes(words: &str) -> Option<Opening> {
    if is_delimiter(words) {
        return Some(Opening::Delimiter);
    }
    if is_rule(words) {
        return Some(Opening::EndMark { is_final: false });
    }
    if let Some(mark) = end_mark(words) {
        return Some(mark);
    }
    let rest = words[1..].trim_start();
    let is_item = !words.starts_with('_') && words[1..].starts_with([' ', '\t']);
    is_item.then(|| bullet(words.len() - rest.len()))
}

fn bullet(marks: usize) -> Opening {
    Opening::Item { marks: marks as u32, interrupts: true }
}

/// `1. Words` or `1) Words`. A longer number is a year that opens a sentence.
fn numbered(words: &str) -> Option<Opening> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - rest.len();
    let after = rest.strip_prefix(['.', ')'])?;
    if digits > 2 || !after.starts_with([' ', '\t']) {
        return None;
    }
    let marks = words.len() - after.trim_start().len();
    Some(Opening::Item { marks: marks as u32, interrupts: &words[..digits] == "1" })
}

/// Three or more of one mark, blanks between them perhaps.
fn is_rule(words: &str) -> bool {
    let Some(mark) = words.chars().next() else { return false };
    let mut n_marks = 0;
    for character in words.chars() {
        match character {
            ' ' | '\t' => {}
            _ if character == mark => n_marks += 1,
            _ => return false,
        }
    }
    n_marks >= 3
}

fn is_run_of(words: &str, mark: char) -> bool {
    words.len() >= 3 && words.chars().all(|character| character == mark)
}

/// `|---|:--:|`: nothing but these, with a bar and a dash among them.
pub(super) fn is_delimiter(words: &str) -> bool {
    let mut bytes = words.bytes();
    bytes.all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
        && words.contains('|')
        && words.contains('-')
}

/// Whether an end mark says that the article is over; a rule may stand inside one.
pub(super) fn is_final(words: &str) -> bool {
    matches!(opening(words), Opening::EndMark { is_final: true })
}

/// What newsrooms write under a story: `ENDS`, `-30-`, `(END)`.
fn end_mark(words: &str) -> Option<Opening> {
    // Nearly every line is told by its first letter.
    let is_part = |byte: u8| !byte.is_ascii() || b"-*#/()[]~ endsENDS30".contains(&byte);
    if words.len() > 20 || !words.bytes().all(is_part) {
        return None;
    }
    let decoration = |character: char| "-–—*#/()[]~ ".contains(character);
    let inner = words.trim_matches(decoration);
    let is_framed = words.starts_with(decoration) && words.ends_with(decoration);
    let is_mark = match inner {
        "END" | "ENDS" => true,
        "30" => is_framed && !words.contains(['(', '[', '#']),
        _ => is_framed && (inner.eq_ignore_ascii_case("end") || inner.eq_ignore_ascii_case("ends")),
    };
    is_mark.then_some(Opening::EndMark { is_final: true })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads the lines of one text after those of another.
    fn rescanned(old: &str, new: &str) -> Vec<Line> {
        let mut lines = scan(old);
        rescan(&mut lines, new, Kept::between(old, new));
        lines
    }

    fn check(old: &str, new: &str) {
        assert_eq!(rescanned(old, new), scan(new), "{old:?} {new:?}");
        assert_eq!(rescanned(new, old), scan(old), "{new:?} {old:?}");
    }

    #[test]
    fn lines_around_an_edit_stay() {
        check("one\ntwo\n\nthree\n", "one\ntow\n\nthree\n");
        check("one\n\ntwo\n", "one\ntwo\n");
        check("one\n\ntwo\n", "one\n\n\ntwo\n");
        check("one\r\ntwo\r\n", "one\rtwo\r\n");
        check("one\r\ntwo", "one\r\n\r\ntwo");
        check("\u{FEFF}one\ntwo", "one\ntwo");
        check("", "\n\none\n");
        check("\none\ntwo", "one\ntwo");
        check("one\n\n", "one\n\ntwo");
        check("one\n \ntwo\n", "one\nx \ntwo\n");
    }

    proptest! {
        #[test]
        fn lines_after_an_edit_are_those_of_the_text(old in "[a# \n\r\u{FEFF}]{0,24}", new in "[a# \n\r]{0,24}") {
            prop_assert_eq!(rescanned(&old, &new), scan(&new));
        }

        #[test]
        fn lines_after_a_small_edit_are_those_of_the_text(
            text in "[a\u{FEFF}]{0,1}[ab# \n\r]{0,40}",
            at in 0usize..40,
            length in 0usize..4,
            piece in "[a \n\r]{0,3}",
        ) {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            let mut new = text.clone();
            new.replace_range(start..end, &piece);
            prop_assert_eq!(rescanned(&text, &new), scan(&new));
        }
    }
}
