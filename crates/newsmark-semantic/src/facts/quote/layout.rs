//! The sentences of a paragraph around its quotations.
//!
//! Seen from outside, a quotation is one item of the sentence that carries it, whatever it holds. A
//! stop inside a quotation ends the outer sentence only where nothing goes on after the mark.

use std::cell::OnceCell;

use newsmark_lexer::vocabulary::Class;
use newsmark_lexer::{Classes, Kind, TextRange, TextSize};

use super::frames::{self, Frame};
use super::marks::Pair;
use crate::facts::NameMention;
use crate::paragraph::{Trigger, Words};

/// A paragraph laid out for whoever looks for speakers.
pub(super) struct Layout<'w, 't> {
    pub(super) words: &'w Words<'t>,
    pub(super) pairs: &'w [Pair],
    /// Words outside all quotations, by their tokens, and whole quotations: [`QUOTE`] and the pair. No token has
    /// so high an index, so that a quotation that is asked for as a token says nothing.
    items: Vec<u32>,
    /// For each pair its item.
    pub(super) quotes: Vec<usize>,
    /// Ranges of items.
    pub(super) sentences: Vec<std::ops::Range<usize>>,
    /// For each token, the name it belongs to, or [`NO_NAME`]; empty where there are no names.
    names: Vec<u32>,
    /// For each name, its first and last token.
    name_spans: Vec<(usize, usize)>,
    /// The items outside quotations at which a verb may stand that gives words or figures to somebody.
    verbs: Vec<usize>,
    /// The frames of each sentence, once somebody has asked for them.
    frames: Vec<OnceCell<Vec<Frame>>>,
}

/// Verbs that may give words or figures to somebody.
pub(super) const VERBS: Trigger = Trigger::words(&[Class::Cue, Class::StatingVerb]);

const NO_NAME: u32 = u32::MAX;
/// The bit that tells a quotation from a word.
const QUOTE: u32 = 1 << 31;

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
            items: Vec::new(),
            quotes: Vec::with_capacity(pairs.len()),
            sentences: Vec::new(),
            names: if names.is_empty() { Vec::new() } else { vec![NO_NAME; words.len()] },
            name_spans: Vec::with_capacity(names.len()),
            verbs: Vec::new(),
            frames: Vec::new(),
        };
        layout.lay_out();
        for (id, name) in (0..).zip(names) {
            let first = words.index_at(name.range.start());
            let last = words.index_at(name.range.end()).saturating_sub(1).max(first);
            layout.name_spans.push((first, last));
            if let Some(tokens) = layout.names.get_mut(first..=last) {
                tokens.fill(id);
            }
        }
        layout.split(sentences);
        layout.pass_over_dateline();
        layout.verbs = layout.places(VERBS);
        layout.frames.resize_with(layout.sentences.len(), OnceCell::new);
        layout
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The token of an item; one past the end for a quotation and past the last item.
    fn place(&self, item: usize) -> usize {
        self.items.get(item).map_or(usize::MAX, |&item| item as usize)
    }

    /// The token of an item; none for a quotation.
    pub(super) fn token(&self, item: usize) -> Option<usize> {
        self.items.get(item).filter(|&&item| item < QUOTE).map(|&item| item as usize)
    }

    /// The items outside quotations that can be what is looked for, in order.
    fn places(&self, trigger: Trigger) -> Vec<usize> {
        let mut pairs = self.pairs.iter().peekable();
        let mut n_inside = 0;
        let outside = self.words.places(0..self.words.len(), trigger).filter_map(|token| {
            while let Some(pair) = pairs.next_if(|pair| pair.last < token) {
                n_inside += pair.last - pair.open;
            }
            pairs.peek().is_none_or(|pair| token < pair.open).then(|| token - n_inside)
        });
        outside.collect()
    }

    /// The items of a sentence at which a verb may stand that gives words or figures to somebody.
    pub(super) fn verbs(&self, sentence: &std::ops::Range<usize>) -> &[usize] {
        let first = self.verbs.partition_point(|&item| item < sentence.start);
        let verbs = self.verbs.get(first..).unwrap_or_default();
        let n_verbs = verbs.iter().take_while(|&&item| item < sentence.end).count();
        &verbs[..n_verbs]
    }

    /// The frames of speech of a sentence.
    pub(super) fn frames(&self, sentence: usize) -> &[Frame] {
        let find =
            || self.sentences.get(sentence).map_or(Vec::new(), |own| frames::find(self, own));
        self.frames.get(sentence).map_or(&[], |frames| frames.get_or_init(find))
    }

    pub(super) fn kind(&self, item: usize) -> Kind {
        self.words.kind(self.place(item))
    }

    pub(super) fn text(&self, item: usize) -> &'t str {
        self.words.text(self.place(item))
    }

    pub(super) fn bytes(&self, item: usize) -> &'t [u8] {
        self.words.bytes(self.place(item))
    }

    pub(super) fn is(&self, item: usize, class: Class) -> bool {
        self.words.is(self.place(item), class)
    }

    pub(super) fn is_any(&self, item: usize, classes: Classes) -> bool {
        self.words.is_any(self.place(item), classes)
    }

    pub(super) fn quote(&self, item: usize) -> Option<usize> {
        self.items.get(item).filter(|&&item| item >= QUOTE).map(|&item| (item & !QUOTE) as usize)
    }

    /// The name that the item belongs to: its index, its first and its last item.
    pub(super) fn name(&self, item: usize) -> Option<Name> {
        let token = self.token(item)?;
        let id = *self.names.get(token)?;
        let (first, last) = *self.name_spans.get(id as usize)?;
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
        if self.pairs.is_empty() {
            return self.words.index_at(offset + TextSize::new(1)).saturating_sub(1);
        }
        let after = self.items.partition_point(|&item| {
            let token = match item & QUOTE {
                0 => item as usize,
                _ => self.pairs[(item & !QUOTE) as usize].open,
            };
            self.words.range(token).start() <= offset
        });
        after.saturating_sub(1)
    }

    fn lay_out(&mut self) {
        self.items.reserve(self.words.len());
        let mut token = 0;
        for (quote, pair) in (0_u32..).zip(self.pairs) {
            self.items.extend(token as u32..pair.open as u32);
            self.quotes.push(self.items.len());
            self.items.push(QUOTE | quote);
            token = pair.last + 1;
        }
        self.items.extend(token as u32..self.words.len() as u32);
    }

    /// A sentence of the paragraph ends one here, unless it ends inside a quotation; and so may a quotation.
    fn split(&mut self, sentences: &[TextRange]) {
        let mut ends = sentences.iter().map(|range| self.words.index_at(range.end())).peekable();
        let mut found = Vec::with_capacity(sentences.len());
        let mut start = 0;
        let mut end_at = |end: usize| {
            if end > start {
                found.push(start..end);
                start = end;
            }
        };
        let mut n_inside = 0;
        for (quote, pair) in self.pairs.iter().enumerate() {
            while let Some(end) = ends.next_if(|&end| end <= pair.open) {
                if self.is_end(end) {
                    end_at(end - n_inside);
                }
            }
            while ends.next_if(|&end| end <= pair.last + 1).is_some() {}
            n_inside += pair.last - pair.open;
            let item = self.quotes[quote];
            if self.quote_ends_sentence(item, quote) {
                end_at(item + 1);
            }
        }
        for end in ends {
            if self.is_end(end) {
                end_at(end - n_inside);
            }
        }
        end_at(self.len());
        self.sentences = found;
    }

    /// Whether a sentence may end before a token.
    fn is_end(&self, end: usize) -> bool {
        end > 0 && self.words.kind(end - 1) != Kind::Comma
    }

    fn pass_over_dateline(&mut self) {
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
        self.quote(item).map(|quote| self.pairs[quote].open).or_else(|| self.token(item))
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
        match self.token(next) {
            None => true,
            Some(token) => {
                let kind = self.words.kind(token);
                if kind != Kind::Word && kind != Kind::Abbreviation {
                    return !(matches!(
                        kind,
                        Kind::Comma | Kind::Semicolon | Kind::FullStop | Kind::ParenOpen
                    ) || kind.is_dash());
                }
                if !self.words.is_capitalised(token) {
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
