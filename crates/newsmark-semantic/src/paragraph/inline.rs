//! The inline pass: takes out of a paragraph what says nothing in a sentence.
//!
//! A construct whose end is missing is plain text, except a comment, which hides the rest of its
//! paragraph. Each token is looked at a fixed number of times: before anything is searched for, it is
//! known whether it is there, and what a search has gone over is not gone over again.

use newsmark_lexer::{Kind, TextRange, TextSize, Token};

use super::Aside;
use super::words::{Mark, MarkKind};
use crate::document::BlockKind;
use closers::{Closers, critic_closer, critic_opener};
use link::Bracket;
use tokens::{prose, tokens};

mod closers;
mod link;
mod tokens;

/// The tokens of a paragraph that say something, and what was taken out; one token for each stretch that is set aside.
pub(super) fn read(text: &str, kind: BlockKind, asides: &[Aside]) -> (Vec<Token>, Vec<Mark>) {
    let has_line_marks =
        matches!(kind, BlockKind::BlockQuote | BlockKind::Note(_) | BlockKind::Table);
    if !has_line_marks && let Some(tokens) = prose(text) {
        return (tokens, Vec::new());
    }
    let tokens = tokens(text, asides);
    let closers = Closers::find(text, &tokens);
    let mut pass = Pass {
        text,
        kind,
        tokens: &tokens,
        closers,
        out: Vec::with_capacity(tokens.len()),
        marks: Vec::new(),
        brackets: Vec::new(),
        emphasis: Default::default(),
        next_blank: 0,
        is_line_start: true,
    };
    let mut index = 0;
    while index < tokens.len() {
        index = pass.next(index);
    }
    let Pass { out, mut marks, .. } = pass;
    marks.sort_by_key(|mark| mark.range.start());
    (out.into_iter().filter(|word| word.is_kept).map(|word| word.token).collect(), marks)
}

struct Pass<'t> {
    text: &'t str,
    kind: BlockKind,
    tokens: &'t [Token],
    closers: Closers,
    out: Vec<Out>,
    marks: Vec<Mark>,
    /// Open square brackets.
    brackets: Vec<Bracket>,
    /// Marks of emphasis that wait for their partners, by kind: where they stand in `out`, how long.
    emphasis: [Vec<(usize, u32)>; 3],
    /// A blank at or after the place last asked for; moves forward only.
    next_blank: usize,
    /// Whether only blanks and `>` stand before on this line.
    is_line_start: bool,
}

struct Out {
    token: Token,
    is_kept: bool,
}

impl Pass<'_> {
    /// Reads what begins at a token; gives the token after it.
    fn next(&mut self, index: usize) -> usize {
        let token = self.tokens[index];
        if token.kind.is_blank() {
            self.is_line_start |= token.kind == Kind::Newline;
            return index + 1;
        }
        if self.is_line_start
            && let Some(next) = self.line_start(index)
        {
            return next;
        }
        self.is_line_start = false;
        let next = match token.kind {
            Kind::Backslash => self.escape(index),
            Kind::CommentOpen => Some(self.comment(index)),
            Kind::Backtick => self.code(index),
            Kind::BraceOpen => self.critic(index),
            Kind::FootnoteOpen => self.footnote(index),
            Kind::BracketOpen => self.open_bracket(index),
            Kind::BracketClose => self.close_bracket(index),
            Kind::LinkMiddle => Some(self.link(index)),
            Kind::Less => self.tag(index),
            Kind::Asterisk | Kind::Underscore | Kind::Tilde => self.emphasis(index),
            _ => None,
        };
        next.unwrap_or_else(|| {
            self.keep(token);
            index + 1
        })
    }

    fn keep(&mut self, token: Token) {
        self.out.push(Out { token, is_kept: true });
    }

    fn kind(&self, index: usize) -> Option<Kind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn is_blank(&self, index: usize) -> bool {
        self.kind(index).is_none_or(Kind::is_blank)
    }

    /// The first token of a kind from `index` on; asked only where there is one.
    fn find(&self, index: usize, fits: impl Fn(&Token) -> bool) -> Option<usize> {
        self.tokens[index..].iter().position(fits).map(|offset| index + offset)
    }

    /// Takes out everything from one token to another.
    fn mark(&mut self, kind: MarkKind, first: usize, last: usize) -> usize {
        let (first, last) = (self.tokens[first].range, self.tokens[last].range);
        let words = TextRange::new(first.end(), last.start().max(first.end()));
        let target = TextRange::empty(words.end());
        self.marks.push(Mark { kind, range: first.cover(last), words, target });
        self.tokens.partition_point(|token| token.range.start() < last.end())
    }

    /// `>` in block quotes; the second line of a table.
    fn line_start(&mut self, index: usize) -> Option<usize> {
        match self.kind {
            BlockKind::BlockQuote | BlockKind::Note(_)
                if self.kind(index) == Some(Kind::Greater) =>
            {
                Some(index + 1)
            }
            BlockKind::Table => {
                let is_rule = |token: &Token| {
                    matches!(token.kind, Kind::Pipe | Kind::Hyphen | Kind::TypedDash | Kind::Colon)
                };
                let rest = &self.tokens[index..];
                let ends = |token: &Token| !is_rule(token) && token.kind != Kind::Space;
                let length = rest.iter().position(ends).unwrap_or(rest.len());
                let is_whole = rest.get(length).is_none_or(|token| token.kind == Kind::Newline);
                let has_dash = |token: &Token| !matches!(token.kind, Kind::Pipe | Kind::Space);
                let is_delimiter = is_whole && rest[..length].iter().any(has_dash);
                is_delimiter.then_some(index + length)
            }
            _ => None,
        }
    }

    /// `\*`: the mark stays as a character, the backslash goes. At the end of a line it breaks it.
    fn escape(&mut self, index: usize) -> Option<usize> {
        let next = *self.tokens.get(index + 1)?;
        match next.kind {
            Kind::Newline => Some(index + 1),
            Kind::Word | Kind::Abbreviation | Kind::Address | Kind::Other => None,
            kind if kind.is_blank() || kind.is_number() => None,
            _ => {
                self.keep(next);
                Some(index + 2)
            }
        }
    }

    fn comment(&mut self, index: usize) -> usize {
        let is_closed = self.closers.last_comment.is_some_and(|last| last > index);
        match self.find(index, |token| is_closed && token.kind == Kind::CommentClose) {
            Some(close) => self.mark(MarkKind::Comment, index, close),
            None => {
                let start = self.tokens[index].range;
                let range = TextRange::new(start.start(), TextSize::of(self.text));
                let words = TextRange::new(start.end(), range.end());
                let target = TextRange::empty(range.end());
                self.marks.push(Mark { kind: MarkKind::Comment, range, words, target });
                self.tokens.len()
            }
        }
    }

    fn code(&mut self, index: usize) -> Option<usize> {
        let length = self.tokens[index].range.len();
        self.closers.last_backticks.get(&length).filter(|&&last| last > index)?;
        let closes = |token: &Token| token.kind == Kind::Backtick && token.range.len() == length;
        let close = self.find(index + 1, closes)?;
        Some(self.mark(MarkKind::Code, index, close))
    }

    fn critic(&mut self, index: usize) -> Option<usize> {
        let kind = critic_opener(&self.text[self.tokens[index].range])?;
        self.closers.last_brace[kind].filter(|&last| last > index)?;
        let closes = |token: &Token| {
            token.kind == Kind::BraceClose && critic_closer(&self.text[token.range]) == Some(kind)
        };
        let close = self.find(index + 1, closes)?;
        Some(self.mark(MarkKind::CriticMarkup, index, close))
    }

    /// `[^id]`. The search ends at the next bracket or blank.
    fn footnote(&mut self, index: usize) -> Option<usize> {
        let close = self.simple_id(index + 1)?;
        Some(self.mark(MarkKind::FootnoteReference, index, close))
    }

    /// The bracket that closes an id without blanks and brackets.
    fn simple_id(&self, start: usize) -> Option<usize> {
        let ends = |token: &Token| {
            token.kind.is_blank()
                || matches!(
                    token.kind,
                    Kind::BracketOpen | Kind::FootnoteOpen | Kind::BracketClose | Kind::LinkMiddle
                )
        };
        let end = self.find(start, ends)?;
        (end > start && self.kind(end) == Some(Kind::BracketClose)).then_some(end)
    }

    /// `<b>`, `</b>`, `<a href="...">`, `<https://example.org>`. The search ends at the next `<`.
    fn tag(&mut self, index: usize) -> Option<usize> {
        if self.kind(index + 1) == Some(Kind::Address) {
            let is_closed = self.kind(index + 2) == Some(Kind::Greater);
            return is_closed.then(|| {
                self.keep(self.tokens[index + 1]);
                index + 3
            });
        }
        let slash = usize::from(self.kind(index + 1) == Some(Kind::Slash));
        let name = self.tokens.get(index + 1 + slash)?;
        let is_name = name.kind == Kind::Word && self.text[name.range].is_ascii();
        let ends = |token: &Token| matches!(token.kind, Kind::Less | Kind::Greater);
        let end = self.find(index + 1, ends)?;
        let rest = &self.tokens[(index + 2 + slash).min(end)..end];
        let is_short = rest.iter().all(|token| matches!(token.kind, Kind::Space | Kind::Slash));
        let has_attribute = slash == 0
            && rest.first().is_some_and(|token| token.kind.is_blank())
            && rest.iter().any(|token| token.kind == Kind::Equals);
        let is_tag = is_name && self.kind(end) == Some(Kind::Greater);
        (is_tag && (is_short || has_attribute)).then_some(end + 1)
    }

    /// Marks of emphasis, in pairs of one kind: the inner pair closes first.
    fn emphasis(&mut self, index: usize) -> Option<usize> {
        let token = self.tokens[index];
        let length = u32::from(token.range.len());
        let (before, after) =
            (index.checked_sub(1).and_then(|before| self.kind(before)), self.kind(index + 1));
        let is_blank = |kind: Option<Kind>| kind.is_none_or(Kind::is_blank);
        let is_word =
            |kind: Option<Kind>| kind.is_some_and(|kind| kind == Kind::Word || kind.is_number());
        let is_number = |kind: Option<Kind>| kind.is_some_and(Kind::is_number);
        let (waiting, inside_word) = match token.kind {
            Kind::Asterisk => (0, is_number(before) && is_number(after)),
            Kind::Underscore => (1, is_word(before) && is_word(after)),
            _ => (2, length != 2),
        };
        if inside_word {
            return None;
        }
        let mut rest = length;
        while !is_blank(before)
            && let Some(&(out, own)) = self.emphasis[waiting].last()
            && own <= rest
        {
            self.emphasis[waiting].pop();
            self.out[out].is_kept = false;
            rest -= own;
        }
        if rest < length {
            return Some(index + 1);
        }
        if !is_blank(after) {
            self.emphasis[waiting].push((self.out.len(), length));
        }
        None
    }
}

#[cfg(test)]
mod tests;
