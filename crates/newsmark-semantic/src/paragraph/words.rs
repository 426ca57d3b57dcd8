//! The words of a paragraph as its readers see them: tokens without blanks and without what is
//! opaque, and the marks that were taken out.
//!
//! Comments, code, link targets, footnote references, emphasis marks and the `>` of block quotes say
//! nothing in a sentence; they are taken out here, once, and kept as [`Mark`]s.

use std::ops::Range;

use newsmark_lexer::vocabulary::vocabulary;
use newsmark_lexer::{Case, Class, Classes, Kind, TextRange, Token, WordId};

use super::index::{Index, Trigger};
use super::{Aside, inline};
use crate::document::BlockKind;
use crate::settings::DecimalSign;

/// A paragraph's words. Indices count tokens; offsets count bytes from the paragraph's start.
pub(crate) struct Words<'t> {
    /// The paragraph's text.
    pub(crate) text: &'t str,
    /// What kind of block it is.
    pub(crate) kind: BlockKind,
    /// The tokens that say something.
    pub(crate) tokens: Vec<Token>,
    /// What each of them can be, and where something can be found at all.
    index: Index,
    /// Those that begin with two capitals or more, by their indices.
    pub(crate) shouted: Vec<usize>,
    /// What was taken out, in order.
    pub(crate) marks: Vec<Mark>,
    /// What of a table is not read with it, in order: each stands among the tokens as a bar.
    pub(crate) asides: Vec<Aside>,
    /// Whether it is a heading in title case, where a capital says nothing.
    pub(crate) is_title_case: bool,
    /// Which sign stands before the decimals of its numbers.
    pub(crate) decimal: DecimalSign,
}

/// Something inline that is no word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    /// All of it.
    pub(crate) range: TextRange,
    /// A link's words, a reference's id, a comment's inside.
    pub(crate) words: TextRange,
    /// A link's target, without the brackets; empty for other kinds.
    pub(crate) target: TextRange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `[words](target)`; the words stay among the tokens.
    Link,
    /// `[^id]`
    FootnoteReference,
    /// `<!-- ... -->`, or one without an end.
    Comment,
    /// `` `code` ``
    Code,
    /// `{++ ... ++}` and its kin.
    CriticMarkup,
}

impl<'t> Words<'t> {
    /// Reads a paragraph.
    pub(crate) fn read(text: &'t str, kind: BlockKind) -> Words<'t> {
        Words::read_without(text, kind, Vec::new())
    }

    /// Reads a paragraph but for some stretches of it, each of which takes the place of one token.
    pub(super) fn read_without(text: &'t str, kind: BlockKind, asides: Vec<Aside>) -> Words<'t> {
        let (tokens, marks) = inline::read(text, kind, &asides);
        let index = Index::new(text, &tokens);
        let each = tokens.iter().enumerate();
        let shouted = each.filter(|(_, token)| token.case == Case::Shouted).map(|(at, _)| at);
        let mut words = Words {
            text,
            kind,
            index,
            shouted: shouted.collect(),
            tokens,
            marks,
            asides,
            is_title_case: false,
            decimal: DecimalSign::Point,
        };
        words.is_title_case = words.is_written_in_title_case();
        words
    }

    /// The same words with another sign before decimals.
    pub(crate) fn with_decimals(self, decimal: DecimalSign) -> Words<'t> {
        Words { decimal, ..self }
    }

    /// Whether a heading writes most of its longer words with a capital.
    fn is_written_in_title_case(&self) -> bool {
        if !matches!(self.kind, BlockKind::Headline | BlockKind::Deck | BlockKind::Subhead(_)) {
            return false;
        }
        let long = |at: &usize| self.kind(*at) == Kind::Word && self.text(*at).len() > 3;
        let total = (1..self.len()).filter(long).count();
        let capitalised =
            (1..self.len()).filter(long).filter(|&at| self.is_capitalised(at)).count();
        total > 0 && capitalised * 3 >= total * 2
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The kind of a token; [`Kind::Newline`] past the ends.
    pub(crate) fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).map_or(Kind::Newline, |token| token.kind)
    }

    /// The vocabulary's entry for a token.
    pub(crate) fn word(&self, index: usize) -> WordId {
        self.tokens.get(index).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// The text of a token; empty past the end.
    pub(crate) fn text(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range])
    }

    /// The same as bytes: to compare with words of ASCII, for which nobody needs to know where characters begin.
    #[inline]
    pub(crate) fn bytes(&self, index: usize) -> &'t [u8] {
        let token = self.tokens.get(index);
        let bytes = token.and_then(|token| self.text.as_bytes().get(Range::from(token.range)));
        bytes.unwrap_or_default()
    }

    /// The place of a token; the end of the text past the end.
    pub(crate) fn range(&self, index: usize) -> TextRange {
        let end = newsmark_lexer::TextSize::of(self.text);
        self.tokens.get(index).map_or(TextRange::empty(end), |token| token.range)
    }

    /// From the start of one token to the end of another, included.
    pub(crate) fn span(&self, first: usize, last: usize) -> TextRange {
        self.range(first).cover(self.range(last))
    }

    /// Whether a token stands right after the one before it.
    pub(crate) fn is_glued(&self, index: usize) -> bool {
        index > 0 && self.range(index - 1).end() == self.range(index).start() && index < self.len()
    }

    /// The tokens in a range that can be what is looked for, in order. Where there are none nearby this costs
    /// next to nothing: a reader should ask for what it cannot do without, and look closely only there.
    #[inline]
    pub(crate) fn places(
        &self,
        mut range: Range<usize>,
        trigger: Trigger,
    ) -> impl Iterator<Item = usize> {
        std::iter::from_fn(move || {
            let found = self.place(range.clone(), trigger)?;
            range.start = found + 1;
            Some(found)
        })
    }

    /// The first token in a range that can be what is looked for.
    #[inline]
    pub(crate) fn place(&self, range: Range<usize>, trigger: Trigger) -> Option<usize> {
        self.index.place(&self.tokens, range, trigger)
    }

    /// Whether the vocabulary has the token in this class, alone.
    #[inline]
    pub(crate) fn is(&self, index: usize, class: Class) -> bool {
        self.index.classes(index).has(class)
    }

    /// Whether the vocabulary has the token in one of these classes, alone.
    #[inline]
    pub(crate) fn is_any(&self, index: usize, classes: Classes) -> bool {
        self.index.classes(index).meet(classes)
    }

    /// The same for classes that are listed where they are asked for.
    #[inline]
    pub(crate) fn is_any_of(&self, index: usize, classes: &[Class]) -> bool {
        self.is_any(index, Classes::of(classes))
    }

    /// The vocabulary's value for the token in this class.
    #[inline]
    pub(crate) fn value(&self, index: usize, class: Class) -> Option<u32> {
        self.is(index, class).then(|| vocabulary().value(self.word(index), class))
    }

    /// The longest phrase of the class that starts at the token: how many tokens, and its value.
    #[inline]
    pub(crate) fn phrase(&self, index: usize, class: Class) -> Option<(usize, u32)> {
        self.index.opens(index).has(class).then(|| self.longest_phrase(index, class)).flatten()
    }

    fn longest_phrase(&self, index: usize, class: Class) -> Option<(usize, u32)> {
        self.word(index).phrase(class, |i| self.word(index + i))
    }

    /// Whether the token begins with a capital letter.
    #[inline]
    pub(crate) fn is_capitalised(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.case != Case::Small)
    }

    /// The first token in a range that begins with a capital. There are so many that they are looked for one by one.
    #[inline]
    pub(crate) fn capital(&self, range: Range<usize>) -> Option<usize> {
        let start = range.start;
        let has_capital = |token: &Token| token.case != Case::Small;
        Some(start + self.tokens.get(range)?.iter().position(has_capital)?)
    }

    /// Whether the token begins with two capitals or more.
    #[inline]
    pub(crate) fn is_shouted(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.case == Case::Shouted)
    }

    /// The index of the first token that starts at or after an offset.
    pub(crate) fn index_at(&self, offset: newsmark_lexer::TextSize) -> usize {
        self.index.at(offset)
    }
}
