//! The sentences of a paragraph around its quotations.
//!
//! Seen from outside, a quotation is one item of the sentence that carries it, whatever it holds. A
//! stop inside a quotation ends the outer sentence only where nothing goes on after the mark.

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Kind, TextRange, TextSize};

use super::marks::Pair;
use crate::facts::NameMention;
use crate::paragraph::Words;

/// A word outside all quotations, or a whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// An index of a token.
    Word(usize),
    /// An index of a pair.
    Quote(usize),
}

/// A paragraph laid out for whoever looks for speakers.
pub(super) struct Layout<'w, 't> {
    pub(super) words: &'w Words<'t>,
    pub(super) pairs: &'w [Pair],
    pub(super) items: Vec<Item>,
    /// Ranges of items.
    pub(super) sentences: Vec<std::ops::Range<usize>>,
    /// For each token, the name it belongs to.
    names: Vec<Option<u32>>,
    /// For each name, its first and last token.
    name_spans: Vec<(usize, usize)>,
}

impl<'w, 't> Layout<'w, 't> {
    pub(super) fn new(
        words: &'w Words<'t>,
        pairs: &'w [Pair],
        names: &[NameMention],
        sentences: &[TextRange],
    ) -> Self {
        let mut layout = Layout {
            words,
            pairs,
            items: items(words, pairs),
            sentences: Vec::new(),
            names: vec![None; words.len()],
            name_spans: Vec::new(),
        };
        for (id, name) in names.iter().enumerate() {
            let first = words.index_at(name.range.start());
            let last = words.index_at(name.range.end()).saturating_sub(1).max(first);
            layout.name_spans.push((first, last));
            for token in first..=last {
                if let Some(slot) = layout.names.get_mut(token) {
                    *slot = Some(id as u32);
                }
            }
        }
        layout.split(sentences);
        layout
    }

    /// The token of an item; none for a quotation.
    pub(super) fn token(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Word(token) => Some(*token),
            Item::Quote(_) => None,
        }
    }

    pub(super) fn kind(&self, item: usize) -> Kind {
        self.token(item).map_or(Kind::Newline, |token| self.words.kind(token))
    }

    pub(super) fn text(&self, item: usize) -> &'t str {
        self.token(item).map_or("", |token| self.words.text(token))
    }

    pub(super) fn is(&self, item: usize, class: Class) -> bool {
        self.token(item).is_some_and(|token| self.words.is(token, class))
    }

    pub(super) fn quote(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Quote(quote) => Some(*quote),
            Item::Word(_) => None,
        }
    }

    /// The name that the item belongs to: its index, its first and its last item.
    pub(super) fn name(&self, item: usize) -> Option<Name> {
        let token = self.token(item)?;
        let id = (*self.names.get(token)?)?;
        let (first, last) = self.name_spans[id as usize];
        let name = Name {
            id: id as usize,
            first: item - (token - first).min(item),
            last: item + (last - token),
        };
        Some(name)
    }

    /// The last token of a quotation before its closing mark.
    pub(super) fn last_inside(&self, quote: usize) -> Kind {
        let pair = self.pairs[quote];
        let last = if pair.closed { pair.last - 1 } else { pair.last };
        // Marks of inner quotations may stand between the stop and the outer mark, and doubled ones.
        let last = (last.saturating_sub(2)..=last)
            .rev()
            .find(|&i| i > pair.open && !is_closing_mark(self.words.kind(i)))
            .unwrap_or(last);
        self.words.kind(last)
    }

    /// The sentence that holds an item.
    pub(super) fn sentence_of(&self, item: usize) -> usize {
        self.sentences.partition_point(|range| range.end <= item)
    }

    /// Whether its sentence has nothing but a quotation and a word or two that lead into it: *Instead, “...”*
    pub(super) fn stands_alone(&self, item: usize) -> bool {
        let sentence = &self.sentences[self.sentence_of(item)];
        sentence.len() <= 4
            && sentence.clone().all(|i| {
                i == item
                    || !matches!(self.kind(i), Kind::Word | Kind::Newline)
                    || self.is(i, Class::Adverb)
                    || self.is(i, Class::Conjunction)
            })
    }

    /// Whether nothing stands before it in its sentence but words that lead in: *Indeed, “...”*
    pub(super) fn only_led_in(&self, item: usize) -> bool {
        let start = self.sentences[self.sentence_of(item)].start;
        item - start <= 4
            && (start..item).all(|i| {
                self.kind(i) == Kind::Comma
                    || self.is(i, Class::Adverb)
                    || self.is(i, Class::Conjunction)
            })
    }

    /// Where an item begins; the end of the text past the last.
    pub(super) fn start_of(&self, item: usize) -> TextSize {
        self.first_token(item)
            .map_or(TextSize::of(self.words.text), |token| self.words.range(token).start())
    }

    /// The item that holds an offset: the last one that begins at or before it.
    pub(super) fn item_at(&self, offset: TextSize) -> usize {
        let after = self.items.partition_point(|item| {
            let token = match item {
                Item::Word(token) => *token,
                Item::Quote(quote) => self.pairs[*quote].open,
            };
            self.words.range(token).start() <= offset
        });
        after.saturating_sub(1)
    }

    fn split(&mut self, sentences: &[TextRange]) {
        let mut start = 0;
        let mut ends = sentences.iter().map(|range| range.end()).peekable();
        for item in 0..self.items.len() {
            let ends_here = match self.items[item] {
                Item::Word(token) => {
                    let range = self.words.range(token);
                    let next = self.first_token(item + 1).map(|token| self.words.range(token));
                    while ends.peek().is_some_and(|&end| end < range.end()) {
                        ends.next();
                    }
                    ends.peek().is_some_and(|&end| next.is_none_or(|next| end <= next.start()))
                        && !self.words.kind(token).eq(&Kind::Comma)
                }
                Item::Quote(quote) => self.quote_ends_sentence(item, quote),
            };
            if ends_here {
                self.sentences.push(start..item + 1);
                start = item + 1;
            }
        }
        if start < self.items.len() {
            self.sentences.push(start..self.items.len());
        }
        if let Some(dateline) = self.dateline()
            && let Some(first) = self.sentences.first_mut()
            && dateline < first.end
        {
            first.start = dateline;
        }
    }

    /// The item behind a dateline: *BEIJING, Jan. 17 (Agency) —*
    fn dateline(&self) -> Option<usize> {
        let capitals = |item: usize| {
            let text = self.text(item);
            text.len() > 2 && text.chars().all(char::is_uppercase)
        };
        if !capitals(0) {
            return None;
        }
        let dash = (1..16).find(|&i| {
            self.kind(i).is_dash()
                || self.kind(i) == Kind::Hyphen && self.kind(i - 1) == Kind::ParenClose
        })?;
        let outside = (1..dash).all(|i| {
            !matches!(self.kind(i), Kind::Word | Kind::Newline)
                || self.token(i).is_some_and(|token| self.words.is_capitalised(token))
        });
        outside.then_some(dash + 1)
    }

    fn first_token(&self, item: usize) -> Option<usize> {
        match self.items.get(item)? {
            Item::Word(token) => Some(*token),
            Item::Quote(quote) => Some(self.pairs[*quote].open),
        }
    }

    /// Whether nothing goes on after a quotation that ends in a stop.
    fn quote_ends_sentence(&self, item: usize, quote: usize) -> bool {
        let last = self.last_inside(quote);
        let stops =
            matches!(last, Kind::FullStop | Kind::Question | Kind::Exclamation | Kind::Ellipsis);
        if !stops {
            return false;
        }
        let next = item + 1;
        match self.items.get(next) {
            None => true,
            Some(Item::Quote(_)) => true,
            Some(Item::Word(token)) => {
                let kind = self.words.kind(*token);
                if kind != Kind::Word && kind != Kind::Abbreviation {
                    return !(matches!(
                        kind,
                        Kind::Comma | Kind::Semicolon | Kind::FullStop | Kind::ParenOpen
                    ) || kind.is_dash());
                }
                if !self.words.is_capitalised(*token) {
                    return false;
                }
                // “Why?” Smith asked.
                last == Kind::FullStop || !self.leads_to_cue(next)
            }
        }
    }

    /// Whether a short stretch without punctuation leads from here to a verb of speech.
    fn leads_to_cue(&self, item: usize) -> bool {
        (item..item + 8)
            .take_while(|&i| matches!(self.kind(i), Kind::Word | Kind::Abbreviation | Kind::Hyphen))
            .any(|i| {
                self.is(i, Class::Cue) && !self.words.is_capitalised(self.token(i).unwrap_or(0))
            })
    }
}

/// A name among the items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Its index among the paragraph's names.
    pub(super) id: usize,
    /// Its first item.
    pub(super) first: usize,
    /// Its last item.
    pub(super) last: usize,
}

fn is_closing_mark(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CurlySingleClose
            | Kind::StraightSingle
            | Kind::CurlyDoubleClose
            | Kind::StraightDouble
    )
}

fn items(words: &Words<'_>, pairs: &[Pair]) -> Vec<Item> {
    let mut items = Vec::with_capacity(words.len());
    let mut token = 0;
    for (quote, pair) in pairs.iter().enumerate() {
        items.extend((token..pair.open).map(Item::Word));
        items.push(Item::Quote(quote));
        token = pair.last + 1;
    }
    items.extend((token..words.len()).map(Item::Word));
    items
}
