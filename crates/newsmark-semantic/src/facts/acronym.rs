//! Acronyms: words in capitals that stand for longer names, and where an article says what for.
//!
//! Nobody can spell out what an article does not, so a definition is only recognised by its shape: the
//! name with the acronym in brackets, the other way round, or a name whose initials they are. What
//! is no acronym is passed over: numerals, codes of currencies, units, designations such as F-16, and
//! lines that are all capitals.

use std::sync::Arc;

use newsmark_lexer::{Class, Kind, TextRange, TextSize};
use rustc_hash::FxHashMap;

use super::Article;
use crate::document::BlockKind;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::Words;

/// One acronym as it stands in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcronymUse {
    /// Its letters, without a possessive or plural ending.
    pub range: TextRange,
    /// Whether the words beside it say what it stands for.
    pub defined: bool,
    /// Whether everybody knows it.
    pub known: bool,
    /// Its paragraph, an index into [`Article::paragraphs`].
    pub paragraph: u32,
}

/// An acronym of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Its letters.
    pub letters: Arc<str>,
    /// Every place in running text, in order.
    pub uses: Vec<TextRange>,
    /// The first place that says what it stands for: the name, or the acronym beside it.
    pub defined: Option<TextRange>,
    /// Whether everybody knows it.
    pub known: bool,
}

impl Acronym {
    /// Moves its places.
    pub(super) fn shift(&mut self, by: &Shift) {
        by.ranges(&mut self.uses);
        by.any(&mut self.defined);
    }
}

impl Placed for AcronymUse {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
        by.paragraph(&mut self.paragraph);
    }
}

/// Classes of ordinary words: whoever writes one in capitals stresses it.
const ORDINARY: &[Class] = &[
    Class::Determiner,
    Class::Preposition,
    Class::Conjunction,
    Class::Pronoun,
    Class::Auxiliary,
    Class::Adverb,
    Class::Verb,
    Class::NumberWord,
    Class::Negation,
    Class::Cue,
    Class::Change,
];
/// The fewest and the most letters of an acronym.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=6;
/// How far behind an acronym its name may begin, in words.
const FARTHEST: usize = 12;

/// Finds the acronyms of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<AcronymUse> {
    if !matches!(words.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote) {
        return Vec::new();
    }
    let shouted = words.shouted.iter().filter(|&&index| words.kind(index) == Kind::Word);
    shouted.filter_map(|&index| acronym(words, index)).collect()
}

fn acronym(words: &Words<'_>, index: usize) -> Option<AcronymUse> {
    let letters = letters(words.text(index))?;
    if !is_acronym(words, index, letters) {
        return None;
    }
    let start = words.range(index).start();
    Some(AcronymUse {
        range: TextRange::at(start, TextSize::of(letters)),
        defined: is_defined(words, index, letters),
        known: words.is(index, Class::Acronym) || words.is(index, Class::Month),
        paragraph: 0,
    })
}

/// The capitals of a word that has nothing else but an ending: `CGTN's`, `NGOs`.
fn letters(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(word.len());
    let (letters, ending) = word.split_at(end);
    (LENGTH.contains(&letters.len()) && matches!(ending, "" | "s" | "'s" | "’s")).then_some(letters)
}

fn is_acronym(words: &Words<'_>, index: usize, letters: &str) -> bool {
    let numeral = letters.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    let part =
        words.is_glued(index) && !is_bracket(words.kind(index - 1)) && !is_mark(words, index - 1)
            || words.is_glued(index + 1)
                && (words.kind(index + 1).is_number()
                    || matches!(
                        words.kind(index + 1),
                        Kind::Hyphen
                            | Kind::Ampersand
                            | Kind::Slash
                            | Kind::BracketOpen
                            | Kind::Equals
                            | Kind::Greater
                    )
                    || words.kind(index + 1) == Kind::FullStop && words.is_glued(index + 2));
    let code = words.is(index, Class::Currency)
        || words.is(index, Class::UnitSymbol) && words.kind(index.wrapping_sub(1)).is_number();
    let shouted = |at: usize| {
        words.kind(at) == Kind::Word
            && words.text(at).len() > 1
            && words.text(at).chars().all(char::is_uppercase)
            && !words.is(at, Class::Acronym)
    };
    let is_shouted = shouted(index + 1) || index > 0 && shouted(index - 1);
    // `BT Sport`: a name that begins so needs no other.
    let is_of_name = words.kind(index + 1) == Kind::Word && words.is_capitalised(index + 1);
    // `THAT goal`: a word that somebody stresses.
    let is_stressed = words.is_any_of(index, ORDINARY);
    !(numeral || part || code || is_shouted || is_of_name || is_stressed)
}

fn is_bracket(kind: Kind) -> bool {
    kind == Kind::ParenOpen
}

fn is_mark(words: &Words<'_>, index: usize) -> bool {
    matches!(
        words.kind(index),
        Kind::CurlyDoubleOpen
            | Kind::StraightDouble
            | Kind::CurlySingleOpen
            | Kind::StraightSingle
            | Kind::EmDash
            | Kind::EnDash
            | Kind::TypedDash
    )
}

/// Whether the words beside an acronym say what it stands for.
fn is_defined(words: &Words<'_>, index: usize, letters: &str) -> bool {
    let before = |n: usize| index.checked_sub(n).map_or("", |at| words.text(at));
    let kind_before = index.checked_sub(1).map_or(Kind::Newline, |at| words.kind(at));
    // "Coastal Ferry Safety Board (CFSB)", also "(CFSB, since 2012)"
    if kind_before == Kind::ParenOpen && index > 1 && words.kind(index - 2) == Kind::Word {
        return true;
    }
    // ", or CFSB," "known as the CFSB"
    let at = if before(1) == "the" { 2 } else { 1 };
    if before(at) == "or" && before(at + 1) == ","
        || before(at) == "as" && matches!(before(at + 1), "known" | "abbreviated")
        || matches!(before(at), "abbreviated" | "called")
    {
        return true;
    }
    let next = words.kind(index + 1);
    if words.bytes(index + 1) == b"stands" && words.bytes(index + 2) == b"for" {
        return true;
    }
    // "CFSB (Coastal Ferry Safety Board)", "CFSB, the Coastal Ferry Safety Board,"
    let opens = next == Kind::ParenOpen || next == Kind::Comma || next.is_dash();
    opens && (0..3).any(|skip| have_initials(words, index + 2 + skip, letters))
}

/// Whether words from here on have these initials; small words need not count.
fn have_initials(words: &Words<'_>, start: usize, letters: &str) -> bool {
    let mut wanted = letters.chars().map(|letter| letter.to_ascii_lowercase()).peekable();
    for index in start..(start + FARTHEST).min(words.len()) {
        let Some(&letter) = wanted.peek() else { break };
        if words.kind(index) == Kind::Hyphen {
            continue;
        }
        if words.kind(index) != Kind::Word {
            return false;
        }
        let first = words.text(index).chars().next().map(|c| c.to_ascii_lowercase());
        if first == Some(letter) {
            wanted.next();
        } else if !is_small(words.text(index)) {
            return false;
        }
    }
    wanted.peek().is_none()
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de" | "a")
}

/// Joins the uses of an article to acronyms, and looks for names with their initials.
pub(crate) fn resolve(article: &mut Article, text: &str) {
    let mut acronyms: Vec<Acronym> = Vec::new();
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    // `TEHRAN, Jan. 17 (Agency) —`
    let filed = article.dateline.as_ref().map(|dateline| dateline.range);
    let uses = article.acronym_uses.iter();
    let uses = uses.filter(|one| filed.is_none_or(|filed| !filed.contains_range(one.range)));
    for one in uses {
        let letters = &text[one.range];
        let at = *index.entry(letters).or_insert_with(|| {
            let (letters, known) = (letters.into(), one.known);
            acronyms.push(Acronym { letters, uses: Vec::new(), defined: None, known });
            acronyms.len() - 1
        });
        acronyms[at].uses.push(one.range);
        if one.defined && acronyms[at].defined.is_none() {
            acronyms[at].defined = Some(one.range);
        }
    }
    if acronyms.iter().any(|acronym| !acronym.known) {
        // What the initials of a name are, with and without its small words.
        let mut initials = [String::new(), String::new()];
        for name in article.names.iter().filter(|name| name.name.is_full()) {
            read_initials(&text[name.range], &mut initials);
            for letters in &initials {
                if let Some(&at) = index.get(letters.as_str()) {
                    let defined = acronyms[at].defined.filter(|at| at.start() < name.range.start());
                    acronyms[at].defined = defined.or(Some(name.range));
                }
            }
        }
    }
    article.acronyms = acronyms;
}

/// Reads what the initials of a name may be: all, and those of its words that are not small.
fn read_initials(name: &str, [all, large]: &mut [String; 2]) {
    all.clear();
    large.clear();
    for word in name.split([' ', '-', '\n']) {
        let Some(first) = word.chars().next().map(|c| c.to_ascii_uppercase()) else { continue };
        all.push(first);
        if !is_small(word) {
            large.push(first);
        }
    }
}
