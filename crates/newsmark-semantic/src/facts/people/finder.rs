//! Names in a paragraph: capitalised words in a row, with particles, initials and suffixes.
//!
//! A capital says little at the start of a sentence, so a lone word there becomes somebody only where
//! the article knows them. Words of the vocabulary's list of other names make a run a body: *Coastal
//! Ferry Safety Board*. Runs end after [`LONGEST`] tokens, whatever follows.

use newsmark_lexer::vocabulary::{Class, lemma, vocabulary, without_possessive};
use newsmark_lexer::{Classes, Kind, TextRange};

use super::forms::Names;
use super::name::Gender;
use super::{NameMention, WordBefore};
use crate::paragraph::{Trigger, Words};
use around::{acronym, aged, apposition, ends_as_role, has_age, is_role, role_start};

mod around;
#[cfg(test)]
mod tests;

/// The most tokens that a name may have.
const LONGEST: usize = 14;

/// How many tokens of news there are for one name, about.
const TOKENS_A_NAME: usize = 12;

/// What a name may begin with besides a capital.
const PARTICLES: Trigger = Trigger::words(&[Class::NameParticle]);

/// The names of a paragraph, in order.
pub(super) fn find(words: &Words<'_>) -> Vec<NameMention> {
    let mut mentions = Vec::new();
    let mut pieces = Vec::new();
    let mut names = Names::default();
    let mut next = 0;
    let mut particles = words.places(0..words.len(), PARTICLES).peekable();
    loop {
        while particles.next_if(|&particle| particle < next).is_some() {}
        let particle = particles.peek().copied().unwrap_or(words.len());
        let index = words.capital(next..particle).unwrap_or(particle);
        if index >= words.len() {
            break;
        }
        next = index + 1;
        if !matches!(words.kind(index), Kind::Word | Kind::Abbreviation) || !starts(words, index) {
            continue;
        }
        read_run(words, index, &mut pieces);
        if let Some(last) = pieces.last() {
            next = last.last + 1;
            if mentions.is_empty() {
                names.reserve(words.text.len());
                mentions.reserve(words.len() / TOKENS_A_NAME);
            }
            if let Some(mention) = mention(words, index, &pieces, &mut names) {
                mentions.push(mention);
            }
        }
    }
    if !mentions.is_empty() {
        names.share(mentions.iter_mut().map(|mention| &mut mention.name));
    }
    mentions
}

/// Whether a name may begin at a word.
fn starts(words: &Words<'_>, index: usize) -> bool {
    if !words.is_capitalised(index) {
        return words.is(index, Class::NameParticle) && is_opening_particle(words, index);
    }
    if is_noise(words, index) {
        return false;
    }
    let doubtful = is_function_word(words, index)
        && (opens_sentence(words, index)
            || !is_name_word(words, index + 1) && !may_be_name(words, index));
    !doubtful && words.bytes(index) != b"I"
}

/// Function words that are surnames too: *May said*, *Will Falk*.
fn may_be_name(words: &Words<'_>, index: usize) -> bool {
    matches!(words.bytes(index), b"May" | b"Will" | b"Long" | b"Said" | b"Hope")
        && !matches!(
            words.bytes(index.saturating_sub(1)),
            b"in" | b"on" | b"since" | b"by" | b"last" | b"next" | b"of" | b"until"
        )
        && !words.kind(index + 1).is_number()
}

/// Days and months, and numbers written with a capital.
fn is_noise(words: &Words<'_>, index: usize) -> bool {
    words.is(index, Class::Weekday)
        || words.is(index, Class::Month)
            && (words.text(index).len() > 6
                || words.kind(index + 1).is_number()
                || !is_name_word(words, index + 1) && !may_be_name(words, index))
}

/// Words that are no names by themselves.
const NO_NAMES: Classes = Classes::FUNCTION_WORDS.with(Classes::of(&[Class::Verb]));

fn is_function_word(words: &Words<'_>, index: usize) -> bool {
    words.is_any(index, NO_NAMES)
        // "Will"
        && !(words.is(index, Class::GivenName) && words.is_capitalised(index))
        && words.bytes(index) != b"US"
}

/// Whether the token is the first of its sentence, or of what stands between marks.
fn opens_sentence(words: &Words<'_>, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return true };
    let kind = words.kind(before);
    let closes_quotation = before > 0
        && words.is_glued(before)
        && words.kind(before - 1) == Kind::Comma
        && matches!(
            kind,
            Kind::CurlyDoubleClose
                | Kind::StraightDouble
                | Kind::CurlySingleClose
                | Kind::StraightSingle
        );
    match kind {
        _ if closes_quotation => false,
        Kind::FullStop => {
            !(words.is(before.saturating_sub(1), Class::StopAbbreviation)
                || words.kind(before.saturating_sub(1)) == Kind::Word
                    && words.text(before.saturating_sub(1)).chars().count() == 1)
        }
        Kind::Word | Kind::Abbreviation | Kind::Comma | Kind::Semicolon | Kind::Hyphen => false,
        Kind::ParenOpen | Kind::ParenClose => false,
        kind if kind.is_number() => false,
        _ => true,
    }
}

fn is_opening_particle(words: &Words<'_>, index: usize) -> bool {
    if words.value(index, Class::NameParticle) != Some(1) || words.is_capitalised(index) {
        return false;
    }
    let next = if words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1) {
        index + 2
    } else {
        index + 1
    };
    let next = if words.is(next, Class::NameParticle) && !words.is_capitalised(next) {
        next + 1
    } else {
        next
    };
    words.kind(next) == Kind::Word && words.is_capitalised(next)
}

fn is_name_word(words: &Words<'_>, index: usize) -> bool {
    matches!(words.kind(index), Kind::Word | Kind::Abbreviation)
        && words.is_capitalised(index)
        && !words.is(index, Class::Weekday)
        && !(words.is(index, Class::Month) && words.kind(index + 1).is_number())
}

/// A piece of a name: a word with what is glued to it.
struct Piece {
    /// Its tokens.
    first: usize,
    last: usize,
    /// Between marks or in brackets: no part of the name.
    nickname: bool,
}

/// The mention that a run of capitalised words makes, if it is one.
fn mention<'t>(
    words: &Words<'t>,
    start: usize,
    pieces: &[Piece],
    names: &mut Names<'t>,
) -> Option<NameMention> {
    let last = pieces.last()?.last;
    let next = last + 1;
    // What stands before the last title of the run is a role: "Harbour College President".
    let title_end = last_title(words, pieces);
    let name_start = strip_modifiers(words, pieces, title_end);
    let name = &pieces[name_start..];
    let first = name.first()?;
    let role_start = role_start(words, start);
    let title =
        (name_start > 0 || role_start < start).then(|| words.span(role_start, first.first - 1));
    let titled = title_end > 0 || role_start < start && is_role(words, start - 1);
    let alone = name.iter().filter(|piece| !piece.nickname).take(2).count() < 2 && !titled;
    let is_word = || is_function_word(words, first.first) && !may_be_name(words, first.first);
    // "Mr and Mrs Weil"
    let is_title =
        || words.is(first.first, Class::Title) && words.is(first.first, Class::StopAbbreviation);
    if alone && (is_other_name(words, first.first) || is_title() || is_word()) {
        return None;
    }
    if alone && is_of_a_trade(words, first.first) {
        return None;
    }
    let title_gender = (role_start..first.first)
        .rev()
        .take(6)
        .find_map(|token| words.value(token, Class::Title).and_then(Gender::from_value));
    for piece in name.iter().filter(|piece| !piece.nickname) {
        let text = &words.text[words.span(piece.first, piece.last)];
        let is_token = piece.first == piece.last;
        let id = if is_token { words.word(piece.first) } else { vocabulary().look_up(text) };
        names.push(text, id);
    }
    let is_body = !titled
        && (is_body(words, name) || is_lettered(words, name) || is_told_a_body(words, first.first));
    let mut parsed = names.read(title_gender, is_body);
    if let Some(acronym) = acronym(words, next) {
        names.add_acronym(&mut parsed, acronym);
    }
    let range = words.span(first.first, last);
    let end = range.start() + newsmark_lexer::TextSize::of(without_possessive(&words.text[range]));
    let apposition = apposition(words, next, start);
    parsed.surely_person |= titled
        || aged(words, next)
        || has_age(words, role_start, next)
        || words.kind(next) == Kind::Comma
            && (words.bytes(next + 1) == b"who" || does_something(words, next + 1));
    let dash_line = role_start <= 1 && words.kind(0).is_dash() && ends_line(words, next);
    Some(NameMention {
        range: TextRange::new(range.start(), end),
        title,
        apposition,
        before: WordBefore::read(&words.text[..usize::from(range.start())]),
        name: parsed,
        is_subject: false,
        dash_line,
        in_headline: false,
        person: None,
        candidates: Box::default(),
        paragraph: 0,
    })
}

fn ends_line(words: &Words<'_>, next: usize) -> bool {
    next >= words.len() || words.kind(next) == Kind::Comma
}

/// Reads the pieces of a run of capitalised words.
fn read_run(words: &Words<'_>, start: usize, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut index = start;
    while index < words.len() && index < start + LONGEST {
        let Some(last) = piece(words, index, pieces.is_empty()) else { break };
        pieces.push(Piece { first: index, last, nickname: false });
        let bytes = words.bytes(last);
        if bytes.ends_with(b"'s") || bytes.ends_with("’s".as_bytes()) {
            break;
        }
        index = last + 1;
        if let Some(end) = nickname(words, index) {
            pieces.push(Piece { first: index, last: end, nickname: true });
            index = end + 1;
        } else if let Some(next) = joined(words, pieces, index) {
            index = next;
        }
    }
    let is_behind_name = |pieces: &[Piece]| {
        let last = pieces.last();
        pieces.len() > 2 && last.is_some_and(|piece| words.is(piece.first, Class::PostNominal))
    };
    while pieces.last().is_some_and(|piece| piece.nickname || dangling(words, piece))
        || is_behind_name(pieces)
    {
        pieces.pop();
    }
}

/// A lower-case particle at the end belongs to the sentence.
fn dangling(words: &Words<'_>, piece: &Piece) -> bool {
    piece.first == piece.last && !words.is_capitalised(piece.first)
}

/// The last token of the piece that begins at a token, if one does.
fn piece(words: &Words<'_>, index: usize, first: bool) -> Option<usize> {
    if words.kind(index) == Kind::Comma {
        return None;
    }
    let capital = is_name_word(words, index);
    let particle = words.kind(index) == Kind::Word
        && words.is(index, Class::NameParticle)
        && (is_opening_particle(words, index) || !first && is_inner_particle(words, index));
    if !capital && !particle {
        return None;
    }
    if capital && !first && words.bytes(index) == b"I" {
        return None;
    }
    let mut last = index;
    // Ing-wen, Day-Lewis, el-Sissi
    while words.kind(last + 1) == Kind::Hyphen
        && words.is_glued(last + 1)
        && words.is_glued(last + 2)
        && words.kind(last + 2) == Kind::Word
        && last < index + 4
    {
        last += 2;
    }
    if last > index && !words.is_capitalised(last) && words.text(last).len() > 5 {
        // "Tehran-based" is no name.
        return None;
    }
    // Initials and abbreviated titles: J., Gov., Jr.
    let single = || words.text(index).chars().count() == 1;
    if last == index
        && words.kind(index + 1) == Kind::FullStop
        && words.kind(index) == Kind::Word
        && (words.is(index, Class::StopAbbreviation) || single())
        && words.is_glued(index + 1)
        && (is_name_word(words, index + 2) || matches!(words.bytes(index), b"Jr" | b"Sr"))
    {
        last += 1;
    }
    Some(last)
}

fn is_inner_particle(words: &Words<'_>, index: usize) -> bool {
    !matches!(words.bytes(index), b"st" | b"ten") && is_name_word(words, index + 1)
}

/// “Blue”, inside a name.
fn nickname(words: &Words<'_>, index: usize) -> Option<usize> {
    let close = match words.kind(index) {
        Kind::CurlyDoubleOpen => Kind::CurlyDoubleClose,
        Kind::StraightDouble => Kind::StraightDouble,
        Kind::CurlySingleOpen => Kind::CurlySingleClose,
        Kind::StraightSingle => Kind::StraightSingle,
        Kind::ParenOpen => Kind::ParenClose,
        _ => return None,
    };
    if !words.is_capitalised(index + 1) || words.is_glued(index) {
        return None;
    }
    let end = (index + 2..index + 5).find(|&i| words.kind(i) == close)?;
    let inside = (index + 1..end).all(|i| words.kind(i) == Kind::Word);
    (inside && is_name_word(words, end + 1) && !words.is_glued(end + 1)).then_some(end)
}

/// Words that join a body's name: *Department of Justice*; and a suffix behind a comma.
fn joined(words: &Words<'_>, pieces: &[Piece], index: usize) -> Option<usize> {
    if words.kind(index) == Kind::Comma && matches!(words.bytes(index + 1), b"Jr" | b"Sr") {
        return Some(index + 1);
    }
    let first = pieces.first()?;
    let is_joint = match words.kind(index) {
        Kind::Word => {
            // "House Speaker Max Weil of Lund": only what stands behind the titles can be a body.
            matches!(words.bytes(index), b"of" | b"for" | b"and")
                && is_body(words, &pieces[last_title(words, pieces)..])
        }
        Kind::Ampersand => !words.is_glued(index),
        _ => false,
    };
    if !is_joint || first.first >= index {
        return None;
    }
    let next = if words.bytes(index + 1) == b"the" { index + 2 } else { index + 1 };
    (is_name_word(words, next)
        && !words.is_any(next, Classes::of(&[Class::Title, Class::GivenName])))
    .then_some(next)
}

fn is_body(words: &Words<'_>, pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| (piece.first..=piece.last).any(|i| is_other_name(words, i)))
}

/// `Band D`, `Vitamin D`, `Group B`: a letter tells one of several from the others; not `Malcolm X`.
fn is_lettered(words: &Words<'_>, pieces: &[Piece]) -> bool {
    let [first, .., last] = pieces else { return false };
    let is_letter = words.text(last.last).len() == 1 && words.kind(last.last) == Kind::Word;
    is_letter && !words.is(first.first, Class::GivenName)
}

/// `The charity Victim Line`, `its airline Nordwing`: whether the word before a name says that it is nobody's.
fn is_told_a_body(words: &Words<'_>, name: usize) -> bool {
    let [noun, determiner] = [1, 2].map(|back| name.checked_sub(back));
    noun.zip(determiner).is_some_and(|(noun, determiner)| {
        words.kind(noun) == Kind::Word
            && !words.is_capitalised(noun)
            // Charity is a given name too.
            && (words.is(noun, Class::NotAName) || words.bytes(noun) == b"charity")
            && words.is(determiner, Class::Determiner)
            && !words.is(name, Class::GivenName)
    })
}

/// `Two members, Ann Lee and Bo Sand, abstained.`
fn does_something(words: &Words<'_>, verb: usize) -> bool {
    words.kind(verb) == Kind::Word
        && !words.is_capitalised(verb)
        && words.text(verb).ends_with("ed")
        && words.kind(verb + 1) == Kind::FullStop
}

/// `Fishermen, who compete`: whether a word alone means people of one trade.
fn is_of_a_trade(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    let singular = lemma(text);
    text.len() > 3
        && *singular != *text
        && opens_sentence(words, index)
        && vocabulary().look_up(&singular.to_lowercase()).is_any(&[Class::Title, Class::PeopleNoun])
}

/// Whether a word belongs to the names of bodies and places. *Un* is no *UN*.
fn is_other_name(words: &Words<'_>, index: usize) -> bool {
    words.is(index, Class::NotAName) && {
        let text = words.text(index);
        text.len() > 2 || text == "Co" || text.chars().all(char::is_uppercase)
    }
}

/// How many pieces the titles at the front have.
fn last_title(words: &Words<'_>, pieces: &[Piece]) -> usize {
    let mut end = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if !words.is_capitalised(piece.first) {
            continue;
        }
        let Some((length, _)) = words.phrase(piece.first, Class::Title) else { continue };
        // "Stephen King III" is a name, "Harbour College President" a role.
        let after_given = index > 0
            && length == 1
            && words.is(pieces[index - 1].first, Class::GivenName)
            && words.text(pieces[index - 1].first).len() > 1;
        let behind = pieces
            .iter()
            .position(|piece| piece.first >= piece_end(words, pieces[index].first, length));
        if let Some(behind) = behind
            && !after_given
            && !pieces[behind..].iter().all(|piece| is_suffix_or_body(words, piece))
        {
            end = end.max(behind);
        }
    }
    end
}

/// The token behind a title of so many words.
fn piece_end(words: &Words<'_>, first: usize, length: usize) -> usize {
    let end = first + length;
    if words.kind(end) == Kind::FullStop && words.is_glued(end) { end + 1 } else { end }
}

fn is_suffix_or_body(words: &Words<'_>, piece: &Piece) -> bool {
    matches!(words.bytes(piece.first), b"Jr" | b"Sr" | b"II" | b"III" | b"IV")
        || is_other_name(words, piece.first)
}

/// Where the name begins: behind titles, and behind adjectives such as *Republican* if two words are left.
fn strip_modifiers(words: &Words<'_>, pieces: &[Piece], title_end: usize) -> usize {
    let mut start = title_end;
    // "Passenger Max Weil said": a capital of the sentence, not of the name.
    if let [role, name, _, ..] = &pieces[start..]
        && opens_sentence(words, role.first)
        && !words.is(role.first, Class::GivenName)
        && (words.is(role.first, Class::Person)
            || words.is(name.first, Class::GivenName) && ends_as_role(words.text(role.first)))
    {
        start += 1;
    }
    while start + 2 < pieces.len() && is_other_name(words, pieces[start].first) {
        start += 1;
    }
    if start > title_end && pieces[start..].iter().any(|piece| is_other_name(words, piece.first)) {
        return title_end;
    }
    start
}
