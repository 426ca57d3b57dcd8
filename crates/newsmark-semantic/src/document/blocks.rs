//! Blocks: which lines belong together.
//!
//! A blank line ends a block, except inside code between fences and inside a comment, and there only
//! if the closing mark is found: an unclosed one ends at the blank line, so that a forgotten mark
//! stays where it was forgotten. Indented text is text: pasted copy indents its paragraphs.

use newsmark_lexer::{TextRange, TextSize};

use super::lines::{Line, Opening};
use super::{Block, BlockKind, Layout, NoteKind, articles};
use layout::{Breaks, first_word, layout, widest, width};

mod layout;

/// Sorts lines into blocks, and decides how paragraphs are told apart.
pub(super) fn read(text: &str, lines: &[Line]) -> (Layout, Vec<Block>) {
    let runs = Runs::read(text, lines);
    let layout = layout(text, lines, &runs);
    (layout, blocks(text, lines, &runs, layout))
}

/// Some lines that belong together before the layout is known: running text is still in one piece.
struct Run {
    kind: BlockKind,
    first: usize,
    /// One past its last line.
    end: usize,
    content: TextRange,
}

/// Reads runs, one after the other.
struct Runs<'a> {
    text: &'a str,
    lines: &'a [Line],
    fences: Fences,
    comments: Comments,
    runs: Vec<Run>,
}

impl<'a> Runs<'a> {
    fn read(text: &'a str, lines: &'a [Line]) -> Vec<Run> {
        let fences = Fences::find(lines);
        let (comments, n_most) = (Comments::default(), lines.len() + 1);
        let mut runs = Runs { text, lines, fences, comments, runs: Vec::with_capacity(n_most) };
        let mut index = 0;
        while index < lines.len() {
            index = runs.next(index);
        }
        runs.runs
    }

    /// Reads the run that begins at a line; gives the line after it.
    fn next(&mut self, first: usize) -> usize {
        let line = &self.lines[first];
        match line.opening {
            Opening::Heading { level, marks } => {
                let (kind, content) = heading(self.text, line.words, level, marks);
                self.push(kind, first, first + 1, content)
            }
            Opening::EndMark { .. } => self.push(BlockKind::EndMark, first, first + 1, line.words),
            Opening::LinkDefinition => {
                self.push(BlockKind::LinkDefinition, first, first + 1, line.words)
            }
            Opening::Footnote => {
                let end = self.continued(first + 1);
                self.push(BlockKind::FootnoteDefinition, first, end, self.words(first, end))
            }
            Opening::Item { marks, .. } => {
                let end = self.continued(first + 1);
                let (kind, content) = item(self.words(first, end), marks);
                self.push(kind, first, end, content)
            }
            Opening::Quote => self.quote(first),
            Opening::Comment => self.comment(first),
            Opening::Fence { tilde, length, .. } => {
                let Some(close) = self.fences.close(first, tilde, length) else {
                    return self.text(first);
                };
                self.push(BlockKind::Code, first, close + 1, self.words(first, close + 1))
            }
            Opening::Html => {
                let end = self.while_joined(first + 1, |_| true);
                self.push(BlockKind::Html, first, end, self.words(first, end))
            }
            Opening::Text | Opening::Delimiter | Opening::Underline => self.text(first),
        }
    }

    fn push(&mut self, kind: BlockKind, first: usize, end: usize, content: TextRange) -> usize {
        self.runs.push(Run { kind, first, end, content });
        end
    }

    /// From the first words of one line to the last words before another.
    fn words(&self, first: usize, end: usize) -> TextRange {
        self.lines[first].words.cover(self.lines[end - 1].words)
    }

    /// The first line from `index` on that stands after a blank line or does not fit.
    fn while_joined(&self, index: usize, fits: impl Fn(&Line) -> bool) -> usize {
        let lines = &self.lines[index..];
        let ends = |line: &Line| line.after_blank || !fits(line);
        index + lines.iter().position(ends).unwrap_or(lines.len())
    }

    /// The end of an item or footnote: lines that are indented or go on in lower case belong to it.
    fn continued(&self, index: usize) -> usize {
        self.while_joined(index, |line| {
            let goes_on =
                || self.text[line.words].starts_with(|c: char| c.is_lowercase() || c == '<');
            line.opening == Opening::Text && (line.is_indented() || goes_on())
        })
    }

    /// Lines that begin with `>`; others do not belong to the quote, whatever stands on them.
    fn quote(&mut self, first: usize) -> usize {
        let end = self.while_joined(first + 1, |line| line.opening == Opening::Quote);
        let (kind, content) = quoted(self.text, self.words(first, end));
        self.push(kind, first, end, content)
    }

    /// A comment alone on its lines. With words after it, it is part of a paragraph, and so it is without an
    /// end: then the layout says how far it reaches.
    fn comment(&mut self, first: usize) -> usize {
        let start = usize::from(self.lines[first].words.start());
        let Some(close) = self.comments.close(self.text, start) else { return self.text(first) };
        let rest = &self.lines[first..];
        let last = first + rest.partition_point(|line| usize::from(line.words.end()) < close);
        let Some(line) = self.lines.get(last) else { return self.text(first) };
        if usize::from(line.words.end()) == close {
            return self.push(BlockKind::Comment, first, last + 1, self.words(first, last + 1));
        }
        self.text(first)
    }

    /// Running text, up to a blank line or a line that opens something else; or a table.
    fn text(&mut self, first: usize) -> usize {
        let mut end = first + 1;
        while let Some(line) = self.lines.get(end)
            && !line.after_blank
        {
            match line.opening {
                Opening::Text | Opening::LinkDefinition => {}
                Opening::Item { interrupts: false, .. } => {}
                Opening::Underline if end == first + 1 => {
                    return self.push(BlockKind::Headline, first, end + 1, self.lines[first].words);
                }
                Opening::Underline => {}
                Opening::Delimiter if self.text[self.lines[end - 1].words].contains('|') => {
                    return self.table(first, end - 1);
                }
                Opening::Delimiter => {}
                _ => break,
            }
            end += 1;
        }
        self.push(BlockKind::Paragraph, first, end, self.words(first, end))
    }

    /// A table whose head is at `head`, and the running text before it, if there is any.
    fn table(&mut self, first: usize, head: usize) -> usize {
        if head > first {
            self.push(BlockKind::Paragraph, first, head, self.words(first, head));
        }
        let end = self.while_joined(head + 2, |line| {
            matches!(line.opening, Opening::Text | Opening::Delimiter)
        });
        self.push(BlockKind::Table, head, end, self.words(head, end))
    }
}

/// The block of a line, if no other line belongs to it; none of those whose words may say what others are.
pub(super) fn alone(text: &str, line: &Line) -> Option<Block> {
    let (kind, content) = match line.opening {
        Opening::Text if hidden(line.words(text)).is_none() => (BlockKind::Paragraph, line.words),
        Opening::Heading { level, marks } => heading(text, line.words, level, marks),
        Opening::Item { marks, .. } => item(line.words, marks),
        Opening::Quote => quoted(text, line.words),
        _ => return None,
    };
    Some(Block { kind, range: line.range, content })
}

/// A heading of a level, without its marks: those before its words, and those that may stand behind them.
fn heading(text: &str, words: TextRange, level: u8, marks: u32) -> (BlockKind, TextRange) {
    let kind = if level == 1 { BlockKind::Headline } else { BlockKind::Subhead(level) };
    let start = (words.start() + TextSize::new(marks)).min(words.end());
    let inside = &text[TextRange::new(start, words.end())];
    let open = inside.trim_end_matches('#');
    let is_closed = open.is_empty() || open.ends_with([' ', '\t']);
    let words = if is_closed { open.trim_end() } else { inside };
    (kind, TextRange::at(start, TextSize::of(words)))
}

/// An item of a list, without the marks before its words.
fn item(words: TextRange, marks: u32) -> (BlockKind, TextRange) {
    let start = (words.start() + TextSize::new(marks)).min(words.end());
    (BlockKind::ListItem, TextRange::new(start, words.end()))
}

/// Lines that begin with `>`, without the marks before the first words.
fn quoted(text: &str, words: TextRange) -> (BlockKind, TextRange) {
    let inner = text[words].trim_start_matches(['>', ' ', '\t', '\r', '\n']);
    let kind = note(inner).map_or(BlockKind::BlockQuote, BlockKind::Note);
    (kind, TextRange::new(words.end() - TextSize::of(inner), words.end()))
}

/// What a block quote says to readers, if it begins with one of these words and a colon: `**Correction
/// (2025-03-06):** ...`
fn note(words: &str) -> Option<NoteKind> {
    const KEYWORDS: &[(&str, NoteKind)] = &[
        ("correction", NoteKind::Correction),
        ("corrections", NoteKind::Correction),
        ("corrected", NoteKind::Correction),
        ("clarification", NoteKind::Clarification),
        ("update", NoteKind::Update),
        ("updated", NoteKind::Update),
        ("editor's note", NoteKind::EditorsNote),
        ("editor’s note", NoteKind::EditorsNote),
        ("editors' note", NoteKind::EditorsNote),
        ("editors’ note", NoteKind::EditorsNote),
    ];
    let words = words.trim_start_matches(['*', '_']);
    let label = &words[..words.floor_char_boundary(60)];
    let label = label.lines().next().unwrap_or("");
    let (label, _) = label.split_once(':')?;
    let (label, _) = label.split_once('(').unwrap_or((label, ""));
    let label = label.trim_matches(['*', '_', ' ']).to_lowercase();
    KEYWORDS.iter().find(|(keyword, _)| *keyword == label).map(|&(_, kind)| kind)
}

/// The lines that can close code.
struct Fences {
    closers: Vec<Closer>,
}

/// A line of backticks or tildes alone.
struct Closer {
    line: usize,
    tilde: bool,
    length: u32,
    /// The greatest lengths from here on, of backticks and of tildes: an opening mark that nothing
    /// closes is known without going over the rest.
    greatest: [u32; 2],
}

impl Fences {
    fn find(lines: &[Line]) -> Fences {
        let bare = |(index, line): (usize, &Line)| match line.opening {
            Opening::Fence { tilde, length, bare: true } => {
                Some(Closer { line: index, tilde, length, greatest: [0; 2] })
            }
            _ => None,
        };
        let mut closers: Vec<_> = lines.iter().enumerate().filter_map(bare).collect();
        let mut greatest = [0; 2];
        for closer in closers.iter_mut().rev() {
            let own = &mut greatest[usize::from(closer.tilde)];
            *own = closer.length.max(*own);
            closer.greatest = greatest;
        }
        Fences { closers }
    }

    /// The line that closes the code opened at a line.
    fn close(&self, line: usize, tilde: bool, length: u32) -> Option<usize> {
        let start = self.closers.partition_point(|closer| closer.line <= line);
        let closers = &self.closers[start..];
        if closers.first()?.greatest[usize::from(tilde)] < length {
            return None;
        }
        let closes = |closer: &&Closer| closer.tilde == tilde && closer.length >= length;
        closers.iter().find(closes).map(|closer| closer.line)
    }
}

/// Where the next comment opens and closes. Both places only move forward, so that all searches
/// together go over the text once.
#[derive(Default)]
struct Comments {
    next_open: usize,
    next_close: usize,
}

impl Comments {
    /// The end of the comment that opens at `start`; none if another opens before it closes.
    fn close(&mut self, text: &str, start: usize) -> Option<usize> {
        let inside = start + "<!--".len();
        let from = |next: usize, mark: &str| match next < inside {
            true => text[inside..].find(mark).map_or(text.len(), |offset| inside + offset),
            false => next,
        };
        self.next_open = from(self.next_open, "<!--");
        self.next_close = from(self.next_close, "-->");
        let is_closed = self.next_close < text.len() && self.next_close < self.next_open;
        is_closed.then(|| self.next_close + "-->".len())
    }
}

/// Whether a line ends with a stop, closing marks after it perhaps.
pub(super) fn ends_sentence(line: &str) -> bool {
    end_of_words(line).ends_with(['.', '?', '!', '…', '。', '？', '！'])
}

/// A line up to its last word and the stop behind it: without references and comments, marks that close,
/// and marks that were opened there and forgotten.
pub(super) fn end_of_words(line: &str) -> &str {
    let is_open = |c: char| matches!(c, '“' | '‘' | '«' | '(' | '[' | '^' | '`' | '{' | '+' | ' ');
    let mut words = line;
    // Each round takes something off the end, and looks no further than what it takes.
    while let Some(rest) = without_note(words.trim_end()) {
        words = rest;
    }
    words.trim_end_matches(|c: char| is_closing(c) || is_open(c))
}

/// A line without the reference or comment at its end, or the mark that opens one.
fn without_note(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_suffix("-->") {
        return rest.rfind("<!--").map(|open| &line[..open]);
    }
    if let Some(rest) = line.strip_suffix(']') {
        let open = rest.rfind(['[', ']', ' ', '\t'])?;
        return rest[open..].starts_with("[^").then(|| &line[..open]);
    }
    line.strip_suffix("<!--")
}

/// Whether a character can close a sentence after its stop.
pub(super) fn is_closing(character: char) -> bool {
    matches!(character, '"' | '”' | '\'' | '’' | '»' | '›' | ')' | ']' | '*' | '_' | '」' | '』')
}

/// The blocks of the runs.
fn blocks(text: &str, lines: &[Line], runs: &[Run], layout: Layout) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(runs.len());
    for run in runs {
        let range = lines[run.first].range.cover(lines[run.end - 1].range);
        let is_joined = !lines[run.first].after_blank;
        match (run.kind, layout) {
            (BlockKind::Paragraph, Layout::LineByLine) => {
                let wire = lines[run.first..run.end].iter().map(|line| Block {
                    kind: BlockKind::Paragraph,
                    range: line.range,
                    content: line.words,
                });
                blocks.extend(wire);
            }
            (BlockKind::Paragraph, Layout::BlankLines)
                if is_joined && blocks.last().is_some_and(takes_more) =>
            {
                if let Some(block) = blocks.last_mut() {
                    block.range = block.range.cover(range);
                    block.content = block.content.cover(run.content);
                }
            }
            (BlockKind::Paragraph, Layout::BlankLines)
                if blocks.is_empty() && hidden(&text[run.content]).is_none() =>
            {
                let own = &lines[run.first..run.end];
                let (header, rest) = own.split_at(n_header_lines(text, own, lines));
                let single = |line: &Line| (line.range, line.words);
                let start = |range: TextRange, start| TextRange::new(start, range.end());
                let rest = rest.first().map(|first| {
                    let content = start(run.content, first.words.start());
                    (start(range, first.range.start()), content)
                });
                let pieces = header.iter().map(single).chain(rest);
                blocks.extend(pieces.map(|(range, content)| Block {
                    kind: run.kind,
                    range,
                    content,
                }));
            }
            _ => blocks.push(Block { kind: run.kind, range, content: run.content }),
        }
    }
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        block.kind = hidden(&text[block.content]).unwrap_or(block.kind);
    }
    blocks
}

/// What a paragraph is that begins with an opening mark which nothing closes.
pub(super) fn hidden(words: &str) -> Option<BlockKind> {
    if words.starts_with("<!--") && !words.contains("-->") {
        return Some(BlockKind::Comment);
    }
    (words.starts_with("```") || words.starts_with("~~~")).then_some(BlockKind::Code)
}

/// How many lines at the top of a paragraph stand by themselves though no blank line follows: a title, and a byline
/// and a date right under it.
fn n_header_lines(text: &str, run: &[Line], lines: &[Line]) -> usize {
    /// A byline, a place, a date.
    const MOST_CREDITS: usize = 3;
    let Some((title, rest)) = run.split_first() else { return 0 };
    let is_credit = |line: &&Line| articles::is_credit(line.words(text));
    let n_credits = rest.iter().take(MOST_CREDITS).take_while(is_credit).count();
    let has_credits = n_credits > 0 && articles::is_short(title.words(text));
    let is_apart = has_credits || has_title(text, run, lines);
    if is_apart { 1 + n_credits } else { 0 }
}

/// Whether the first line of a paragraph does not belong to its wrapped text: a title to which nobody
/// gave a blank line. It is broken off where the next word would have fitted, or it is longer than
/// the text is wide.
fn has_title(text: &str, run: &[Line], lines: &[Line]) -> bool {
    let [title, rest @ ..] = run else { return false };
    let Some(second) = rest.first().map(|line| line.words(text)) else { return false };
    let title = title.words(text);
    if !articles::is_short(title) || !second.starts_with(char::is_uppercase) {
        return false;
    }
    let (own, rest_widest) = (width(title), widest(text, rest));
    if own + 1 + first_word(second) <= rest_widest {
        return rest_widest >= Breaks::NARROWEST_WRAP;
    }
    let would_fit = |pair: &[Line]| {
        let (line, next) = (pair[0].words(text), pair[1].words(text));
        width(line) + 1 + first_word(next) <= own
    };
    // Among many wrapped lines one is about as wide as lines can be.
    let after = &lines[lines.len().min(2)..];
    let is_wider = after.len() >= 10 && own > widest(text, after) + 2;
    rest.windows(2).any(would_fit) || is_wider
}

/// Whether lines that follow without a blank line belong to the block.
fn takes_more(block: &Block) -> bool {
    matches!(block.kind, BlockKind::ListItem | BlockKind::FootnoteDefinition)
}
