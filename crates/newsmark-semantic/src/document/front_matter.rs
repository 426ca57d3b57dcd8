//! Front matter: `key: value` lines between `---` at the very top.
//!
//! A strict reader of our own: YAML refuses a headline with a colon and turns 78.60 into 78.6. Every
//! scalar is a string with a place. No body line is ever a key: without the closing `---` front matter
//! ends at the first line that is none of its own, and after a blank line only keys that we know count.
//! One line with a slip in it, among others that are right, does not end it.

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashSet;

use super::ledger::{self, LedgerEntry};
use super::lines::{Line, trimmed};
use super::yaml;

/// The front matter of a text.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its lines, with the `---`.
    pub range: TextRange,
    /// Whether a second `---` ends it.
    pub is_closed: bool,
    /// Its keys, in order.
    pub entries: Vec<Entry>,
    /// `figures:` and `assert:`, taken apart.
    pub ledger: Vec<LedgerEntry>,
    /// What could not be read, or would be read differently by other tools, in order.
    pub problems: Vec<Problem>,
}

/// A key with its value, or with the entries nested under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, without the colon.
    pub key: TextRange,
    /// The value, trimmed and without enclosing quotes; empty where entries or items follow.
    pub value: TextRange,
    /// Nested `key: value` lines.
    pub children: Vec<Entry>,
    /// Nested `- item` lines.
    pub items: Vec<TextRange>,
}

/// Something in front matter that an editor should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place.
    pub range: TextRange,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is wrong with a place in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The second `---` is missing.
    Unclosed,
    /// A key that means nothing here.
    UnknownKey,
    /// A key that stands there already.
    RepeatedKey,
    /// A value that goes on over the next lines, as YAML has them.
    ManyLines,
    /// A value behind a key whose values have names and stand below it.
    NeedsNames,
    /// A line that is no `key: value`, and no item where items may stand.
    NotAnEntry,
    /// A figure's name that is not of the form `[a-z][a-z0-9_]*`.
    BadName,
    /// A value that a YAML reader would refuse.
    YamlRefuses,
    /// A value that a YAML reader would change.
    YamlChanges,
}

/// The keys that mean something.
pub const KEYS: &[&str] = &[
    "slug", "headline", "deck", "byline", "dateline", "date", "updated", "language", "embargo",
    "status", "desk", "keywords", "figures", "people", "sources", "assert", "checks", "profile",
];

/// The keys that only Newsmark has. Front matter without any of them may be for another tool.
const OWN_KEYS: &[&str] = &[
    "headline", "deck", "byline", "dateline", "embargo", "desk", "figures", "people", "sources",
    "assert", "checks",
];

/// The keys whose values have names and stand below them.
const NAMED: &[&str] = &["figures", "sources", "checks"];

impl FrontMatter {
    /// Whether it has a key that only Newsmark has: other tools have front matter too, with keys and
    /// values of their own.
    pub fn is_newsmark(&self, text: &str) -> bool {
        self.entries.iter().any(|entry| OWN_KEYS.contains(&&text[entry.key]))
    }

    /// The entry that a place belongs to: the last one that begins at or before it.
    pub fn entry_at(&self, place: TextSize) -> Option<&Entry> {
        let index = self.entries.partition_point(|entry| entry.key.start() <= place);
        self.entries.get(index.checked_sub(1)?)
    }

    /// The entry with this key.
    pub fn entry<'a>(&'a self, text: &str, key: &str) -> Option<&'a Entry> {
        self.entry_where(|own| &text[own] == key)
    }

    /// The entry with the key that is found to be the right one, in whatever text it stands.
    pub(crate) fn entry_where(&self, is_key: impl Fn(TextRange) -> bool) -> Option<&Entry> {
        self.entries.iter().find(|entry| is_key(entry.key))
    }

    /// The value of this key, if it has one.
    pub fn value<'t>(&self, text: &'t str, key: &str) -> Option<(TextRange, &'t str)> {
        let range = self.entry(text, key)?.value;
        (!range.is_empty()).then(|| (range, &text[range]))
    }
}

/// Reads the front matter at the top of a text, and says how many of its lines it takes.
pub(super) fn read(text: &str, lines: &[Line]) -> Option<(FrontMatter, usize)> {
    let first = lines.first().filter(|line| is_fence(text, line))?;
    let is_top = text[..usize::from(first.range.start())].trim_start_matches('\u{FEFF}').is_empty();
    if !is_top || first.after_blank {
        return None;
    }
    let (end, is_closed) = extent(text, lines)?;
    let range = first.range.cover(lines[end - 1].range);
    let matter = FrontMatter { range, is_closed, ..FrontMatter::default() };
    let mut reader =
        Reader { text, matter, keys: FxHashSet::default(), nested_indent: None, many_lines: None };
    if !is_closed {
        reader.problem(first.words, ProblemKind::Unclosed);
    }
    for line in &lines[1..end] {
        reader.line(line);
    }
    let mut matter = reader.matter;
    matter.ledger = ledger::read(text, &matter.entries);
    Some((matter, end))
}

/// What a line looks like, as a line of front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Fence,
    Entry { is_known: bool },
    Nested,
    Comment,
    Other,
}

/// Whether a line is the `---` that opens front matter and ends it.
pub(super) fn is_fence(text: &str, line: &Line) -> bool {
    !line.is_indented() && line.words(text) == "---"
}

fn shape(text: &str, line: &Line) -> Shape {
    let words = line.words(text);
    if is_fence(text, line) {
        return Shape::Fence;
    }
    if line.is_indented() || words == "-" || words.starts_with("- ") {
        return Shape::Nested;
    }
    if words.starts_with('#') {
        return Shape::Comment;
    }
    match key(words) {
        Some(key) => Shape::Entry { is_known: KEYS.contains(&key) },
        None => Shape::Other,
    }
}

/// `key:`, then a blank or nothing.
fn key(words: &str) -> Option<&str> {
    let end = words.floor_char_boundary(40);
    let (key, _) = words[..end].split_once(':')?;
    let rest = &words[key.len() + 1..];
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

/// How many lines the front matter takes with its marks, and whether it is closed.
fn extent(text: &str, lines: &[Line]) -> Option<(usize, bool)> {
    let has_close = lines[1..].iter().any(|line| is_fence(text, line));
    let mut has_entry = false;
    let mut end = 1;
    while let Some(line) = lines.get(end) {
        let belongs = match shape(text, line) {
            Shape::Fence => return (has_entry || end == 1).then_some((end + 1, true)),
            Shape::Entry { is_known } => is_known || !line.after_blank,
            Shape::Nested => has_entry && !line.after_blank,
            Shape::Comment | Shape::Other => false,
        };
        // A doubtful line counts if the next one vouches for it.
        let next = lines.get(end + 1).filter(|_| has_close);
        if !belongs && !next.is_some_and(|next| vouches(text, next, line)) {
            break;
        }
        has_entry |= matches!(shape(text, line), Shape::Entry { .. });
        end += 1;
    }
    has_entry.then_some((end, false))
}

/// Whether a line shows that the doubtful one before it is front matter too, and not prose above a rule.
fn vouches(text: &str, line: &Line, doubtful: &Line) -> bool {
    let doubt = shape(text, doubtful);
    let is_prose = doubtful.after_blank && matches!(doubt, Shape::Comment | Shape::Other);
    match shape(text, line) {
        Shape::Fence if line.after_blank => {
            doubt == Shape::Nested && nested_key(doubtful.words(text)).is_some()
        }
        Shape::Fence | Shape::Nested => !line.after_blank && !is_prose,
        Shape::Entry { is_known } => !line.after_blank && (is_known || !is_prose),
        Shape::Comment | Shape::Other => false,
    }
}

struct Reader<'t> {
    text: &'t str,
    matter: FrontMatter,
    keys: FxHashSet<&'t str>,
    /// How far the first line under the last key is indented.
    nested_indent: Option<TextSize>,
    /// How far the key is indented whose value goes on over the next lines: those indented more are its own.
    many_lines: Option<TextSize>,
}

impl Reader<'_> {
    fn problem(&mut self, range: TextRange, kind: ProblemKind) {
        self.matter.problems.push(Problem { range, kind });
    }

    fn line(&mut self, line: &Line) {
        let words = line.words(self.text);
        match shape(self.text, line) {
            Shape::Fence | Shape::Comment => {}
            _ if words.starts_with('#') => {}
            Shape::Entry { is_known } => self.entry(line, is_known),
            Shape::Nested => self.nested(line),
            Shape::Other => self.problem(line.words, ProblemKind::NotAnEntry),
        }
    }

    fn entry(&mut self, line: &Line, is_known: bool) {
        let Some(key) = key(line.words(self.text)) else { return };
        let range = TextRange::at(line.words.start(), TextSize::of(key));
        if !is_known {
            self.problem(range, ProblemKind::UnknownKey);
        } else if !self.keys.insert(key) {
            self.problem(range, ProblemKind::RepeatedKey);
        }
        self.many_lines = None;
        let entry = self.key_and_value(line, TextSize::of(key));
        if NAMED.contains(&key) && !entry.value.is_empty() {
            self.problem(entry.value, ProblemKind::NeedsNames);
        }
        self.matter.entries.push(entry);
        self.nested_indent = None;
    }

    fn key_and_value(&mut self, line: &Line, key: TextSize) -> Entry {
        let key = TextRange::at(line.words.start(), key);
        let value = TextRange::new(key.end() + TextSize::of(':'), line.words.end());
        let is_many_lines =
            matches!(self.text[value].trim(), ">" | "|" | ">-" | "|-" | ">+" | "|+");
        let value = match is_many_lines {
            true => {
                self.problem(trimmed(self.text, value), ProblemKind::ManyLines);
                self.many_lines = Some(line.words.start() - line.range.start());
                TextRange::empty(value.end())
            }
            false => self.scalar(value),
        };
        Entry { key, value, children: Vec::new(), items: Vec::new() }
    }

    /// The place of a scalar without blanks, comment and enclosing quotes.
    fn scalar(&mut self, range: TextRange) -> TextRange {
        let words = &self.text[range];
        let comment = words.as_bytes().windows(3).position(|three| three == b"  #");
        let words = comment.map_or(words, |comment| &words[..comment]);
        let trimmed = words.trim();
        let start = range.start() + TextSize::of(words) - TextSize::of(words.trim_start());
        let range = TextRange::at(start, TextSize::of(trimmed));
        for mark in ['"', '\''] {
            let inner = trimmed.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
            if let Some(inner) = inner.filter(|inner| !inner.contains(mark)) {
                return TextRange::at(start + TextSize::of(mark), TextSize::of(inner));
            }
        }
        match yaml::reads(trimmed) {
            yaml::Reading::Same => {}
            yaml::Reading::Refused => self.problem(range, ProblemKind::YamlRefuses),
            yaml::Reading::Changed => self.problem(range, ProblemKind::YamlChanges),
        }
        range
    }

    /// A line under a key: an item or an entry of it, or of the entry nested last.
    fn nested(&mut self, line: &Line) {
        let indent = line.words.start() - line.range.start();
        if self.many_lines.is_some_and(|own| indent > own) {
            return;
        }
        let words = line.words(self.text);
        let first_indent = *self.nested_indent.get_or_insert(indent);
        let is_item = words == "-" || words.starts_with("- ");
        let item = is_item.then(|| {
            self.scalar(TextRange::new(line.words.start() + TextSize::of('-'), line.words.end()))
        });
        let nested = if is_item { None } else { nested_key(words) };
        let nested = nested.map(|key| self.key_and_value(line, TextSize::of(key)));
        let Some(owner) = self.matter.entries.last_mut() else {
            return self.problem(line.words, ProblemKind::NotAnEntry);
        };
        let is_assert = &self.text[owner.key] == "assert";
        let is_figure = &self.text[owner.key] == "figures";
        // Without a name nothing can refer to it.
        let is_named = NAMED.contains(&&self.text[owner.key]) && !is_figure;
        let mut bad_name = None;
        match (item, nested) {
            (Some(_), _) if is_named => self.problem(line.words, ProblemKind::NotAnEntry),
            (Some(item), _) => owner.items.push(item),
            (None, _) if is_assert => owner.items.push(line.words),
            (None, Some(entry)) if owner.value.is_empty() => {
                let is_deeper = indent > first_indent && !is_figure;
                let deeper = owner.children.last_mut().filter(|_| is_deeper);
                let is_named = !is_figure || ledger::is_name(&self.text[entry.key]);
                bad_name = (!is_named).then_some(entry.key);
                match deeper {
                    Some(child) => child.children.push(entry),
                    None => owner.children.push(entry),
                }
            }
            _ => self.problem(line.words, ProblemKind::NotAnEntry),
        }
        if let Some(name) = bad_name {
            self.problem(name, ProblemKind::BadName);
        }
    }
}

/// The key of a nested line: anything before a colon and a blank; names of people have blanks.
fn nested_key(words: &str) -> Option<&str> {
    // So short a line is looked through byte by byte in less time than any search takes.
    let key = match words.as_bytes().windows(2).position(|two| two == b": ") {
        Some(colon) => &words[..colon],
        None => words.strip_suffix(':')?,
    };
    (!key.is_empty() && key.trim() == key).then_some(key)
}
