//! How a text tells its paragraphs apart: by blank lines, or a line each.

use super::{Run, ends_sentence};
use crate::document::lines::Line;
use crate::document::{BlockKind, Layout, articles};

/// Wire copy has one paragraph a line; other copy puts blank lines between paragraphs and may wrap its
/// lines. Two things tell them apart: wrapped lines seldom end with a sentence, and they break only
/// where the next word would not have fitted.
pub(super) fn layout(text: &str, lines: &[Line], runs: &[Run]) -> Layout {
    let mut breaks = Breaks::default();
    for run in runs.iter().filter(|run| run.kind == BlockKind::Paragraph) {
        if run.end - run.first > 1 {
            breaks.add(text, &lines[run.first..run.end]);
        }
    }
    if breaks.is_wire() { Layout::LineByLine } else { Layout::BlankLines }
}

/// The line breaks inside running text.
#[derive(Default)]
pub(super) struct Breaks {
    n_runs: usize,
    n_breaks: usize,
    /// After a line that ends a sentence, before one that can begin one.
    whole: usize,
    /// After a short line without a stop, where more would have fitted: a headline, a subhead.
    short: usize,
    /// Among `whole`, those where the next word would have fitted.
    fitting: usize,
    longest: usize,
}

impl Breaks {
    /// Longer lines are not wrapped by hand.
    const WIDEST_WRAP: usize = 100;
    /// Nobody wraps as narrowly as this.
    pub(super) const NARROWEST_WRAP: usize = 60;

    fn add(&mut self, text: &str, lines: &[Line]) {
        let longest = widest(text, lines);
        self.n_runs += 1;
        self.longest = self.longest.max(longest);
        for pair in lines.windows(2) {
            let (line, next) = (pair[0].words(text), pair[1].words(text));
            let fits = width(line) + 1 + first_word(next) <= longest;
            let begins = !next.starts_with(char::is_lowercase);
            self.n_breaks += 1;
            if begins && ends_sentence(line) {
                self.whole += 1;
                self.fitting += usize::from(fits);
            } else if begins && fits && articles::is_short(line) {
                self.short += 1;
            }
        }
    }

    fn is_wire(&self) -> bool {
        if self.n_breaks == 0 {
            return false;
        }
        // One sentence a line with blank lines between paragraphs looks alike, but in many small runs.
        if self.n_runs > 2 && self.n_breaks < 5 * self.n_runs {
            return false;
        }
        let rest = self.n_breaks - self.whole - self.short;
        let is_mostly_whole = 5 * rest <= self.n_breaks && self.short <= self.whole.max(1);
        let is_unwrapped = self.longest > Breaks::WIDEST_WRAP
            || self.longest < Breaks::NARROWEST_WRAP
            || self.whole >= 4
            || 2 * self.fitting >= self.whole;
        is_mostly_whole && is_unwrapped
    }
}

/// How wide a line looks: its characters, since a wrapped line is measured by eye.
pub(super) fn width(line: &str) -> usize {
    line.chars().count()
}

/// The width of the widest line.
pub(super) fn widest(text: &str, lines: &[Line]) -> usize {
    lines.iter().map(|line| width(line.words(text))).max().unwrap_or(0)
}

/// The width of a line's first word.
pub(super) fn first_word(line: &str) -> usize {
    let start = &line[..line.floor_char_boundary(40)];
    width(start.split(char::is_whitespace).next().unwrap_or(start))
}
