//! Pairs of quotation marks.
//!
//! Marks are paired by kind and by what stands beside them, never by counting from the top: a
//! forgotten mark costs its paragraph at most, and often only itself. The outermost pair counts; what
//! is quoted inside a quotation belongs to it. Marks that are none (inches, feet, apostrophes, the
//! values of HTML attributes) are passed over.

use newsmark_lexer::Kind;

use crate::paragraph::{Trigger, Words};

/// A kind of quotation mark: opening and closing mark belong to one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `"`
    Straight,
    /// `“ ”`
    Curly,
    /// `„ “`
    Low,
    /// `« »`, also turned around
    Guillemet,
    /// `「 」`
    Corner,
    /// `‘ ’`, `‚ ‘`, `‹ ›`, `'`
    Single,
}

/// A stretch between marks. Indices count tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The opening mark.
    pub(super) open: usize,
    /// The closing mark, or the last token where there is none.
    pub(super) last: usize,
    /// Whether `last` is a closing mark.
    pub(super) closed: bool,
    pub(super) mark: Mark,
}

impl Mark {
    /// The closing mark, as a writer would type it.
    pub(crate) fn closing(self) -> &'static str {
        match self {
            Mark::Straight => "\"",
            Mark::Curly => "”",
            Mark::Low => "“",
            Mark::Guillemet => "»",
            Mark::Corner => "」",
            Mark::Single => "’",
        }
    }
}

/// The quotation marks of a paragraph.
#[derive(Default)]
pub(super) struct Marks {
    /// The outermost pairs, in order.
    pub(super) pairs: Vec<Pair>,
    /// Pairs inside another pair of the same kind, in order of their ends.
    pub(super) nested: Vec<Pair>,
    /// Marks that close what was never opened, with their kind.
    pub(super) strays: Vec<(usize, Mark)>,
}

/// Tokens that may be marks, or be counted with them.
const MARKS: Trigger = Trigger::kinds(&[
    Kind::StraightDouble,
    Kind::CurlyDoubleOpen,
    Kind::CurlyDoubleClose,
    Kind::LowDouble,
    Kind::GuillemetOpen,
    Kind::GuillemetClose,
    Kind::CornerOpen,
    Kind::CornerClose,
    Kind::StraightSingle,
    Kind::CurlySingleOpen,
    Kind::CurlySingleClose,
    Kind::LowSingle,
    Kind::AngleOpen,
    Kind::AngleClose,
]);

/// Pairs the marks of a paragraph.
pub(super) fn pair(words: &Words<'_>) -> Marks {
    let Some(first) = words.place(0..words.len(), MARKS) else { return Marks::default() };
    // Where there is one there are more.
    let rest = words.tokens.iter().enumerate().skip(first);
    let marks = rest.filter(|(_, token)| MARKS.looks_for(token.kind)).map(|(index, _)| index);
    let marks: Vec<usize> = marks.collect();
    let mut pairing = Pairing::new(words, &marks);
    for index in marks {
        pairing.step(index);
    }
    pairing.end_unclosed(words.len());
    let Pairing { pairs, nested, strays, .. } = pairing;
    Marks { pairs, nested, strays }
}

struct Pairing<'w, 't> {
    words: &'w Words<'t>,
    pairs: Vec<Pair>,
    nested: Vec<Pair>,
    strays: Vec<(usize, Mark)>,
    /// Opening marks inside the open pair, of its own kind.
    inner: Vec<usize>,
    open: Option<Open>,
    /// How many curly marks still follow.
    curly_opens: usize,
    curly_closes: usize,
    /// How many straight marks still follow that are not inches.
    straights: usize,
    /// A straight mark opened the value of an HTML attribute.
    in_attribute: bool,
}

#[derive(Clone, Copy)]
struct Open {
    index: usize,
    mark: Mark,
    /// Where a single mark closes; looked up when it opens, because apostrophes look the same.
    close: Option<usize>,
}

impl<'w, 't> Pairing<'w, 't> {
    fn new(words: &'w Words<'t>, marks: &[usize]) -> Self {
        let mut pairing = Pairing {
            words,
            pairs: Vec::new(),
            nested: Vec::new(),
            strays: Vec::new(),
            inner: Vec::new(),
            open: None,
            curly_opens: 0,
            curly_closes: 0,
            straights: 0,
            in_attribute: false,
        };
        for &index in marks {
            match words.kind(index) {
                Kind::CurlyDoubleOpen => pairing.curly_opens += 1,
                Kind::CurlyDoubleClose => pairing.curly_closes += 1,
                Kind::StraightDouble if !follows_number(words, index) => pairing.straights += 1,
                _ => {}
            }
        }
        pairing
    }

    fn step(&mut self, index: usize) {
        if let Some(Open { close: Some(close), .. }) = self.open {
            if index == close {
                self.close(index);
            }
            // What stands between single marks was looked through when they opened, but is counted.
            self.count(index);
            return;
        }
        match self.words.kind(index) {
            Kind::StraightDouble => self.straight(index),
            Kind::CurlyDoubleOpen => self.curly_open(index),
            Kind::CurlyDoubleClose => self.curly_close(index),
            Kind::LowDouble => self.open_if_none(index, Mark::Low),
            Kind::GuillemetOpen | Kind::GuillemetClose => match self.open_mark() {
                Some(Mark::Guillemet) => self.close(index),
                Some(_) => {}
                None => self.open_if_none(index, Mark::Guillemet),
            },
            Kind::CornerOpen => self.open_if_none(index, Mark::Corner),
            Kind::CornerClose if self.open_mark() == Some(Mark::Corner) => self.close(index),
            Kind::CurlySingleOpen | Kind::StraightSingle | Kind::LowSingle | Kind::AngleOpen => {
                self.single(index);
            }
            _ => {}
        }
        self.count(index);
    }

    fn count(&mut self, index: usize) {
        match self.words.kind(index) {
            Kind::CurlyDoubleOpen => self.curly_opens -= 1,
            Kind::CurlyDoubleClose => self.curly_closes -= 1,
            Kind::StraightDouble if !follows_number(self.words, index) => self.straights -= 1,
            _ => {}
        }
    }

    fn open_mark(&self) -> Option<Mark> {
        self.open.map(|open| open.mark)
    }

    fn open_if_none(&mut self, index: usize, mark: Mark) {
        if self.open.is_none() && index + 1 < self.words.len() {
            self.open = Some(Open { index, mark, close: None });
        }
    }

    fn close(&mut self, index: usize) {
        self.inner.clear();
        // Nobody quotes marks alone: `"""`.
        let says_something = |at: usize| !MARKS.looks_for(self.words.kind(at));
        if let Some(open) = self.open.take()
            && (open.index + 1..index).any(says_something)
        {
            let Open { index: start, mark, .. } = open;
            self.pairs.push(Pair { open: start, last: index, closed: true, mark });
        }
    }

    /// Ends the open mark, if any, before the token: it has no closing mark. Without a word behind it, it was
    /// none that opens a quotation.
    fn end_unclosed(&mut self, index: usize) {
        self.inner.clear();
        let is_word = |at: usize| {
            let kind = self.words.kind(at);
            kind.is_number() || matches!(kind, Kind::Word | Kind::Abbreviation)
        };
        if let Some(open) = self.open.take()
            && (open.index + 1..index).any(is_word)
        {
            let Open { index: start, mark, .. } = open;
            self.pairs.push(Pair { open: start, last: index - 1, closed: false, mark });
        }
    }

    fn curly_open(&mut self, index: usize) {
        match self.open {
            None if opens(self.words, index) || !self.words.is_glued(index) => {
                self.open_if_none(index, Mark::Curly);
            }
            None => {}
            Some(Open { mark: Mark::Low, .. }) => self.close(index),
            // Doubled by accident.
            Some(open) if open.index + 1 == index => {}
            Some(Open { mark: Mark::Curly, .. }) => {
                if closes(self.words, index) && !opens(self.words, index) {
                    // A closing mark turned the wrong way.
                    self.close(index);
                } else if self.curly_closes > self.inner.len() + self.curly_opens {
                    // Enough closing marks follow for all: one quotation inside another.
                    self.inner.push(index);
                } else {
                    self.end_unclosed(index);
                    self.open_if_none(index, Mark::Curly);
                }
            }
            Some(_) => {}
        }
    }

    fn curly_close(&mut self, index: usize) {
        if self.is_doubled_close(index) || self.is_inches(index) {
            return;
        }
        match self.open {
            Some(Open { mark: Mark::Curly, .. }) => self.close_inner(index),
            Some(Open { mark: Mark::Low, .. }) => self.close(index),
            // Opened with a straight mark, closed with a curly one.
            Some(Open { mark: Mark::Straight, .. })
                if self.curly_opens == 0
                    && self.curly_closes == 1
                    && self.straights.is_multiple_of(2) =>
            {
                self.close(index);
            }
            Some(_) => {}
            // An opening mark turned the wrong way.
            None if opens(self.words, index) && self.curly_closes > 1 => {
                self.open_if_none(index, Mark::Curly);
            }
            None => self.strays.push((index, Mark::Curly)),
        }
    }

    /// Closes the innermost pair.
    fn close_inner(&mut self, index: usize) {
        let Some(open) = self.inner.pop() else { return self.close(index) };
        if let Some(mark) = self.open_mark() {
            self.nested.push(Pair { open, last: index, closed: true, mark });
        }
    }

    /// Takes a second closing mark, doubled by accident, into the pair.
    fn is_doubled_close(&mut self, index: usize) -> bool {
        let follows = self.open.is_none() && self.words.is_glued(index);
        let spaced = !self.words.is_glued(index + 1) || self.words.kind(index + 1) == Kind::Comma;
        match self.pairs.last_mut() {
            Some(pair) if follows && spaced && pair.closed && pair.last + 1 == index => {
                pair.last = index;
                true
            }
            _ => false,
        }
    }

    /// Whether a curly mark stands for inches behind feet, `6’2”`, and another one closes the quotation.
    fn is_inches(&self, index: usize) -> bool {
        let words = self.words;
        let feet = index > 2
            && follows_number(words, index)
            && words.is_glued(index - 1)
            && matches!(words.kind(index - 2), Kind::CurlySingleClose | Kind::StraightSingle)
            && words.kind(index - 3).is_number();
        feet && self.open.is_some() && self.curly_closes > self.curly_opens + 1
    }

    fn straight(&mut self, index: usize) {
        let words = self.words;
        if std::mem::take(&mut self.in_attribute) {
            return;
        }
        if words.is_glued(index) && index > 0 && words.kind(index - 1) == Kind::Equals {
            self.in_attribute = true;
            return;
        }
        if self.is_doubled_close(index) {
            return;
        }
        let inches = follows_number(words, index);
        match self.open {
            None if inches => {}
            None if opens(words, index) || !closes(words, index) => {
                self.open_if_none(index, Mark::Straight);
            }
            None => self.strays.push((index, Mark::Straight)),
            // Doubled by accident.
            Some(open) if open.index + 1 == index => {}
            Some(Open { mark: Mark::Straight, .. }) => {
                if inches && self.straights % 2 == 1 {
                    // The marks that follow pair up only if this one is a measure.
                } else if opens(words, index) && !closes(words, index) {
                    if self.two_closes_follow(index) {
                        self.inner.push(index);
                    } else {
                        self.end_unclosed(index);
                        self.open_if_none(index, Mark::Straight);
                    }
                } else {
                    self.close_inner(index);
                }
            }
            // Opened with a curly mark, closed with a straight one.
            Some(Open { mark: Mark::Curly, .. })
                if self.inner.is_empty()
                    && self.curly_closes <= self.curly_opens
                    && closes(words, index)
                    && !words.is_glued(index + 1) =>
            {
                self.close(index);
            }
            Some(_) => {}
        }
    }

    /// Whether the next two straight marks both close: one quotation inside another.
    fn two_closes_follow(&self, index: usize) -> bool {
        let words = self.words;
        let marks = (index + 1..words.len()).filter(|&i| words.kind(i) == Kind::StraightDouble);
        let mut n_closing = 0;
        for mark in marks.take(2) {
            if !closes(words, mark) || opens(words, mark) || follows_number(words, mark) {
                return false;
            }
            n_closing += 1;
        }
        n_closing == 2
    }

    fn single(&mut self, index: usize) {
        if self.open.is_some() || !opens(self.words, index) || is_elision(self.words, index) {
            return;
        }
        if let Some(close) = single_close(self.words, index) {
            self.open = Some(Open { index, mark: Mark::Single, close: Some(close) });
        }
    }
}

/// Whether a mark stands where an opening one does: glued to what follows, not to what precedes.
fn opens(words: &Words<'_>, index: usize) -> bool {
    let free_before = !words.is_glued(index)
        || index == 0
        || words.kind(index - 1).is_dash()
        || matches!(
            words.kind(index - 1),
            Kind::ParenOpen
                | Kind::BracketOpen
                | Kind::Slash
                | Kind::Colon
                | Kind::CurlyDoubleOpen
                | Kind::CurlySingleOpen
                | Kind::StraightDouble
                | Kind::StraightSingle
        );
    let nothing_to_quote = matches!(
        words.kind(index + 1),
        Kind::Comma
            | Kind::FullStop
            | Kind::Semicolon
            | Kind::Colon
            | Kind::Greater
            | Kind::Slash
            | Kind::ParenClose
            | Kind::BracketClose
    );
    free_before && words.is_glued(index + 1) && !nothing_to_quote
}

/// Whether a mark stands where a closing one does: glued to what precedes.
fn closes(words: &Words<'_>, index: usize) -> bool {
    words.is_glued(index)
        && !words.kind(index.saturating_sub(1)).is_dash()
        && !matches!(words.kind(index.saturating_sub(1)), Kind::ParenOpen | Kind::BracketOpen)
}

/// Whether the mark is glued to a number: `12"`.
fn follows_number(words: &Words<'_>, index: usize) -> bool {
    index > 0 && words.is_glued(index) && words.kind(index - 1).is_number()
}

/// Whether a single mark is an apostrophe in front of a word: `’90s`, `'em`.
fn is_elision(words: &Words<'_>, index: usize) -> bool {
    const ELISIONS: [&str; 8] = ["bout", "cause", "cuz", "em", "n", "til", "tis", "twas"];
    words.kind(index + 1).is_number()
        || ELISIONS.iter().any(|elision| words.text(index + 1).eq_ignore_ascii_case(elision))
}

/// Where a single mark closes, up to the next one that opens. A mark after a plural (`the boys’ club`) is an
/// apostrophe if another one follows.
fn single_close(words: &Words<'_>, open: usize) -> Option<usize> {
    let mut after_plural = None;
    let mut doubles = 0_usize;
    for index in open + 2..words.len() {
        match words.kind(index) {
            Kind::CurlyDoubleOpen | Kind::CurlyDoubleClose | Kind::StraightDouble => doubles += 1,
            Kind::LowSingle | Kind::AngleOpen => break,
            Kind::CurlySingleOpen if opens(words, index) && words.kind(open) != Kind::LowSingle => {
                break;
            }
            Kind::StraightSingle
                if opens(words, index) && !closes(words, index) && !is_elision(words, index) =>
            {
                break;
            }
            Kind::CurlySingleClose
            | Kind::StraightSingle
            | Kind::AngleClose
            | Kind::CurlySingleOpen
                if closes(words, index) && words.kind(index + 1) != Kind::Word
                    || !words.is_glued(index + 1) && words.is_glued(index) =>
            {
                let before = words.text(index - 1);
                let plural = words.kind(index - 1) == Kind::Word && before.ends_with(['s', 'S']);
                if plural {
                    after_plural = after_plural.or(Some((index, doubles)));
                } else {
                    return doubles.is_multiple_of(2).then_some(index);
                }
            }
            _ => {}
        }
    }
    after_plural.filter(|(_, doubles)| doubles.is_multiple_of(2)).map(|(index, _)| index)
}
