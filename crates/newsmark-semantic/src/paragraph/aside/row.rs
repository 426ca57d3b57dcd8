//! A row of a table, read by itself.
//!
//! That says as much as reading it among others only where no mark and no word of it reaches into another row, and none of
//! another into it.

use std::mem::take;

use newsmark_lexer::{Class, Kind, TextRange, TextSize, Token};

use crate::document::BlockKind;
use crate::facts::{
    DateMention, Figure, Link, MalformedNumber, NameMention, Occupied, SourceReference,
};
use crate::paragraph::{ParagraphFacts, Trigger, Words, add_facts_with};
use crate::settings::DecimalSign;

/// What a row says by itself.
pub(super) struct Row {
    pub(super) dates: Vec<DateMention>,
    pub(super) malformed: Vec<MalformedNumber>,
    pub(super) figures: Vec<Figure>,
    pub(super) names: Vec<NameMention>,
    pub(super) references: Vec<SourceReference>,
    pub(super) links: Vec<Link>,
    pub(super) is_total: bool,
}

/// Words that say something of a number in the row before or behind.
const REACHING: Trigger = Trigger::words(&[Class::Earlier, Class::Update, Class::Negation]);

fn is_reaching(word: &str) -> bool {
    matches!(word, "no" | "each" | "apiece")
}

impl Row {
    /// What a row says by itself; none where that is more than numbers, dates and names, or where it has marks or words
    /// in which another row may have a part.
    pub(super) fn read(text: &str, decimal: DecimalSign) -> Option<Row> {
        let words = Words::read(text, BlockKind::Table).with_decimals(decimal);
        if !stands_alone(&words) {
            return None;
        }
        // A row by itself is no table: nothing is its head.
        let mut facts = ParagraphFacts::default();
        add_facts_with(&mut facts, &words, |_| ());
        let sentences = take(&mut facts.sentences);
        let row = Row {
            dates: take(&mut facts.dates),
            malformed: take(&mut facts.malformed),
            figures: take(&mut facts.figures),
            names: take(&mut facts.names),
            references: take(&mut facts.references),
            links: take(&mut facts.links),
            is_total: words.is(1, Class::Total),
        };
        let says_more = !Occupied::of(&facts).is_none()
            || !facts.quotes.is_empty()
            || !facts.comments.is_empty();
        let is_sentence = sentences == [TextRange::up_to(TextSize::of(text))];
        (is_sentence && !says_more).then_some(row)
    }
}

/// Whether the marks and the words of a row have nothing to do with those of other rows: it is the same behind marks
/// that are still open, and leaves them open.
fn stands_alone(words: &Words<'_>) -> bool {
    const OPEN: &str = "[a *b **c ***d _e __f ~~g\n";
    let is_quote = |kind: Kind| (Kind::StraightDouble..=Kind::CornerClose).contains(&kind);
    let reaches_out = |token: &Token| {
        is_quote(token.kind)
            || matches!(token.kind, Kind::Backslash | Kind::CommentClose | Kind::BraceClose)
            || is_reaching(&words.text[token.range])
    };
    if words.place(0..words.len(), REACHING).is_some()
        || words.tokens.iter().any(reaches_out)
        || words.text.contains('\\')
        || !are_paired(words.text)
    {
        return false;
    }
    let before = Words::read(OPEN, BlockKind::Table);
    let text = format!("{OPEN}{}", words.text);
    let both = Words::read(&text, BlockKind::Table);
    let offset = TextSize::of(OPEN);
    let own = words.tokens.iter().map(|token| Token { range: token.range + offset, ..*token });
    let same = before.tokens.iter().copied().chain(own).eq(both.tokens.iter().copied());
    same && both.marks.len() == words.marks.len()
}

/// Whether every bracket of a row closes in it.
fn are_paired(text: &str) -> bool {
    let mut open: i32 = 0;
    let mut pairs = |byte: u8| {
        open += i32::from(byte == b'(') - i32::from(byte == b')');
        open >= 0
    };
    text.bytes().all(&mut pairs) && open == 0
}
