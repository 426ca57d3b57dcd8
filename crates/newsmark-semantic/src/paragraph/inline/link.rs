//! Links and images: words in brackets, and where they lead.

use newsmark_lexer::{Case, Kind, TextRange, TextSize, Token, WordId};

use super::{Mark, MarkKind, Pass};

/// An open square bracket.
pub(super) struct Bracket {
    /// Its place among the tokens that are kept.
    out: usize,
    start: TextSize,
    is_image: bool,
}

impl Pass<'_> {
    pub(super) fn open_bracket(&mut self, index: usize) -> Option<usize> {
        let is_image = index > 0
            && self.kind(index - 1) == Some(Kind::Exclamation)
            && self.out.last().is_some_and(|out| out.token == self.tokens[index - 1]);
        let start = self.tokens[index].range.start();
        self.brackets.push(Bracket { out: self.out.len(), start, is_image });
        None
    }

    /// The end of words in brackets, or `][id]`, which makes them a link.
    pub(super) fn close_bracket(&mut self, index: usize) -> Option<usize> {
        let bracket = self.brackets.pop()?;
        if self.kind(index + 1) != Some(Kind::BracketOpen) {
            return None;
        }
        let close = self.simple_id(index + 2)?;
        let target = self.tokens[index + 2].range.cover(self.tokens[close - 1].range);
        self.finish_link(&bracket, index, target, close);
        Some(close + 1)
    }

    /// `](target)`, or a bracket and a parenthesis.
    pub(super) fn link(&mut self, index: usize) -> usize {
        if let Some(bracket) = self.brackets.pop()
            && let Some((target, close)) = self.target(index)
        {
            self.finish_link(&bracket, index, target, close);
            return close + 1;
        }
        let range = self.tokens[index].range;
        let middle = range.start() + TextSize::of(']');
        let bracket = TextRange::new(range.start(), middle);
        let parenthesis = TextRange::new(middle, range.end());
        for (kind, range) in [(Kind::BracketClose, bracket), (Kind::ParenOpen, parenthesis)] {
            self.keep(Token { kind, word: WordId::UNKNOWN, case: Case::Small, range });
        }
        index + 1
    }

    /// The target that begins after a link's middle, and the parenthesis that ends it. After a blank
    /// only a title in quotation marks may follow.
    fn target(&mut self, middle: usize) -> Option<(TextRange, usize)> {
        let close = *self.closers.parentheses.get(&middle)?;
        self.next_blank = self.next_blank.max(middle);
        while self.next_blank < self.tokens.len() && !self.is_blank(self.next_blank) {
            self.next_blank += 1;
        }
        let start = self.tokens[middle].range.end();
        if self.next_blank > close {
            return Some((TextRange::new(start, self.tokens[close].range.start()), close));
        }
        let is_mark = |kind| matches!(kind, Some(Kind::StraightDouble | Kind::StraightSingle));
        let title = self.kind(self.next_blank + 1);
        let has_title =
            is_mark(title) && self.next_blank + 2 < close && self.kind(close - 1) == title;
        let end = self.tokens[self.next_blank].range.start();
        has_title.then(|| (TextRange::new(start, end.max(start)), close))
    }

    /// Takes out the marks of a link and leaves its words; of an image it leaves nothing.
    fn finish_link(&mut self, bracket: &Bracket, middle: usize, target: TextRange, close: usize) {
        let range = TextRange::new(bracket.start, self.tokens[close].range.end());
        if bracket.is_image {
            self.out.truncate(bracket.out - 1);
            for waiting in &mut self.emphasis {
                while waiting.last().is_some_and(|&(out, _)| out >= self.out.len()) {
                    waiting.pop();
                }
            }
            return;
        }
        self.out[bracket.out].is_kept = false;
        let words_start = bracket.start + TextSize::of('[');
        let words = TextRange::new(words_start, self.tokens[middle].range.start());
        self.marks.push(Mark { kind: MarkKind::Link, range, words, target });
    }
}
