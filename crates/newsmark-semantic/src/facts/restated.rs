//! Figures that say again what a figure before them says: "62 percent, or 830", "830 (62 percent)",
//! "a third of the flats, 40 percent".
//!
//! Only the words between are looked at; what the two have to do with each other is for the rules to say.

use newsmark_lexer::{Class, Kind};

use super::figure::{Figure, FigureId, Role};
use super::part;
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// A figure and those before it of which it may say one again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// The figure that says it again.
    pub figure: FigureId,
    /// The figures before it, nearest first; at most [`MOST_BEFORE`].
    pub before: Vec<FigureId>,
    /// What joins it to them.
    pub link: RestatedBy,
    /// Whether the sentence offers a choice, as between two prices.
    pub is_offer: bool,
}

/// The words or signs that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestatedBy {
    /// `, or`, `that is`, `equal to`
    Words,
    /// `a turnout of`
    ShareNoun,
    /// `(62 percent)`
    Brackets,
    /// Between dashes.
    Dashes,
    /// Behind a colon.
    Colon,
    /// Between commas.
    Commas,
    /// `That is` at the start of the next sentence.
    Sentence,
    /// `Turnout was 68 percent. About 3.1 million of the 4.5 million voters cast ballots`
    Turnout,
}

/// How many figures before one it may say again.
const MOST_BEFORE: usize = 3;
/// How far, in tokens, they may stand from it.
const REACH: usize = 16;

impl Placed for Restated {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures(self.before.iter_mut().chain([&mut self.figure]));
    }
}

/// Finds them in a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut found = Vec::new();
    for (index, figure) in facts.figures.iter().enumerate() {
        if !matches!(figure.role, Role::Level | Role::Share | Role::Change) {
            continue;
        }
        let first = words.index_at(figure.range_with_hedge().start());
        if let Some(share) = turnout(words, facts, index) {
            let before = vec![FigureId(share as u32)];
            let figure = FigureId(index as u32);
            found.push(Restated { figure, before, link: RestatedBy::Turnout, is_offer: false });
            continue;
        }
        // `17 percent, or barely half as much`
        if compares(words, figure) {
            continue;
        }
        let Some(link) = link(words, facts, figure, first) else { continue };
        // `at 40 percent, half of what it was`: a part of something else.
        let end = words.index_at(figure.phrase_end());
        let is_of = figure.unit.is_none()
            && link == RestatedBy::Commas
            && (words.bytes(end) == b"of" || part::is_half_of_known(words, figure));
        let before: Vec<FigureId> = (0..index)
            .rev()
            .take_while(|&other| is_in_reach(words, facts, other, figure, first, link))
            .filter(|&other| !compares(words, &facts.figures[other]))
            .filter(|&other| !(is_of && facts.figures[other].is_percent()))
            .take(MOST_BEFORE)
            .map(|other| FigureId(other as u32))
            .collect();
        if !before.is_empty() {
            let is_offer = is_offer(words, facts, figure);
            found.push(Restated { figure: FigureId(index as u32), before, link, is_offer });
        }
    }
    facts.restated = found;
}

/// The turnout before a count of those who voted, in its sentence or the one before, where there is one.
fn turnout(words: &Words<'_>, facts: &ParagraphFacts, index: usize) -> Option<usize> {
    const NEAR: usize = 6;
    let (count, whole) = (facts.figures.get(index)?, facts.figures.get(index + 1)?);
    let voters =
        whole.noun.as_ref().filter(|noun| matches!(&*noun.lemmas.head, "voter" | "elector"))?;
    let is_voting = count.role == Role::Level
        && words.bytes(words.index_at(count.range.end())) == b"of"
        && voted(words, words.index_at(voters.range.end()));
    let mut shares = (index.saturating_sub(NEAR)..index).rev().filter(|&at| {
        let figure = &facts.figures[at];
        figure.sentence + 1 >= count.sentence
            && figure.is_percent()
            && figure.role == Role::Share
            && !figure.context.earlier
            // `68 percent by noon`
            && words.kind(words.index_at(figure.phrase_end())) != Kind::Word
            && figure.noun.as_ref().is_some_and(|noun| {
                &*noun.lemmas.head == "turnout" && noun.lemmas.modifiers.is_empty()
            })
    });
    shares.next().filter(|_| is_voting && shares.next().is_none())
}

/// `cast ballots`, `voted`, `turned out`, and no more: not `voted by post`, `cast ballots early`.
fn voted(words: &Words<'_>, verb: usize) -> bool {
    let end = match words.text(verb) {
        "voted" => verb + 1,
        "turned" if words.bytes(verb + 1) == b"out" => verb + 2,
        "cast" => {
            let noun = verb + 1 + usize::from(words.is(verb + 1, Class::Determiner));
            match words.text(noun) {
                "ballot" | "ballots" | "vote" | "votes" => noun + 1,
                _ => return false,
            }
        }
        _ => return false,
    };
    words.kind(end) != Kind::Word || words.bytes(end) == b"at"
}

/// `half as many`: a comparison, and no share.
fn compares(words: &Words<'_>, figure: &Figure) -> bool {
    words.bytes(words.index_at(figure.range.end())) == b"as"
}

/// Whether words of an offer stand in the sentence of a figure.
fn is_offer(words: &Words<'_>, facts: &ParagraphFacts, figure: &Figure) -> bool {
    let Some(sentence) = facts.sentences.get(figure.sentence as usize) else { return false };
    let at = words.index_at(figure.range.start());
    let first = words.index_at(sentence.start()).max(at.saturating_sub(2 * REACH));
    let end = words.index_at(sentence.end()).min(at + 2 * REACH);
    (first..end).any(|at| words.phrase(at, Class::Alternative).is_some())
}

/// Whether a figure stands near enough before one, in its sentence or in the one that it goes on from.
fn is_in_reach(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    other: usize,
    figure: &Figure,
    first: usize,
    link: RestatedBy,
) -> bool {
    let other = &facts.figures[other];
    let end = words.index_at(other.range.end());
    let sentences = u32::from(link == RestatedBy::Sentence);
    let near = REACH * (1 + usize::from(link != RestatedBy::Words));
    figure.sentence - other.sentence <= sentences
        && first >= end
        && first - end <= near
        && !(end..first).any(|at| words.kind(at) == Kind::Semicolon)
}

/// What says that a figure restates something before it.
fn link(
    words: &Words<'_>,
    facts: &ParagraphFacts,
    figure: &Figure,
    first: usize,
) -> Option<RestatedBy> {
    let before = first.checked_sub(1)?;
    let after = words.index_at(figure.phrase_end());
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let sentence_start = words.index_at(sentence.start());
    match words.kind(before) {
        Kind::ParenOpen => {
            let closes = (after..after + 6).any(|at| words.kind(at) == Kind::ParenClose);
            return closes.then_some(RestatedBy::Brackets);
        }
        kind if kind.is_dash() => return Some(RestatedBy::Dashes),
        Kind::Colon => return Some(RestatedBy::Colon),
        Kind::Comma => {
            let is_closed = matches!(words.kind(after), Kind::Comma | Kind::FullStop)
                || words.bytes(after) == b"of"
                    && !matches!(words.bytes(after + 1), b"whom" | b"which" | b"them")
                || part::is_half_of_known(words, figure);
            return is_closed.then_some(RestatedBy::Commas);
        }
        _ => {}
    }
    // The longest phrase that ends right before the figure, an article and a hedge between aside.
    let mut end = first;
    while end > sentence_start
        && (matches!(
            words.bytes(end - 1),
            b"a" | b"an" | b"about" | b"some" | b"only" | b"just" | b"another"
        ) && !ends_phrase(words, end, sentence_start))
    {
        end -= 1;
    }
    let Some((start, _)) = phrase_before(words, end, Class::Restates, sentence_start) else {
        return share_noun(words, first, sentence_start);
    };
    // `That is $1,140 a year.`
    if start == sentence_start {
        return Some(RestatedBy::Sentence);
    }
    let is_or = words.bytes(start) == b"or";
    // `a third of the lessons, or 40 percent if they are ill`: another case.
    if is_or
        && matches!(words.bytes(after), b"if" | b"when" | b"where" | b"unless" | b"on" | b"for")
    {
        return None;
    }
    let opens = words.kind(start - 1) == Kind::Comma || words.kind(start - 1).is_dash();
    (opens || !is_or).then_some(RestatedBy::Words)
}

/// `a turnout of`, `an overall pass rate of`
fn share_noun(words: &Words<'_>, first: usize, sentence_start: usize) -> Option<RestatedBy> {
    let of = first.checked_sub(1).filter(|&of| words.bytes(of) == b"of")?;
    phrase_before(words, of, Class::ShareNoun, sentence_start).map(|_| RestatedBy::ShareNoun)
}

fn ends_phrase(words: &Words<'_>, end: usize, limit: usize) -> bool {
    phrase_before(words, end, Class::Restates, limit).is_some()
}

/// The phrase of a class that ends right before a token: its start and its value.
pub(crate) fn phrase_before(
    words: &Words<'_>,
    end: usize,
    class: Class,
    limit: usize,
) -> Option<(usize, u32)> {
    const LONGEST: usize = 5;
    (1..=LONGEST.min(end - limit)).rev().find_map(|length| {
        let start = end - length;
        let (count, value) = words.phrase(start, class)?;
        (count == length).then_some((start, value))
    })
}
