//! Whether words stand in a text as they are quoted.
//!
//! Marks, case and the way an apostrophe is typed say nothing; neither do brackets and dots inside a
//! quotation, which stand for words that were put in or left out. What is left must follow word for
//! word. Where it does not, the nearest stretch of the text is found, to show the difference. Looking is
//! bounded: a quotation is compared with a few places, each about its own length.

use newsmark_lexer::{TextRange, TextSize};
use rustc_hash::FxHashMap;

use crate::paragraph::Lazily;

/// A text to look words up in.
#[derive(Debug)]
pub(crate) struct Text {
    words: Vec<Word>,
    places: FxHashMap<Box<str>, Vec<u32>>,
}

/// A word as it is compared, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) folded: Box<str>,
    pub(crate) range: TextRange,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// Word for word, there.
    Found(TextRange),
    /// Much the same words are there.
    Differs(TextRange),
    Missing,
}

/// The words of a paragraph, each by how it begins and its place there, for whoever looks for some of them.
pub(crate) type Heads = Box<[(u32, TextRange)]>;

fn heads(paragraph: &str) -> Heads {
    let mut heads = Vec::with_capacity(paragraph.len() / 5);
    each_word(paragraph, |range| {
        let word = &paragraph[range];
        let head = if word.is_ascii() { head(word) } else { head(&folded(word)) };
        heads.push((head, range));
    });
    heads.into()
}

/// How a word begins, whatever the case of its Latin letters: forms of a word begin with the same four bytes.
fn head(word: &str) -> u32 {
    let bytes = word.bytes().take(4).map(|byte| u32::from(byte.to_ascii_lowercase()));
    bytes.fold(0, |head, byte| head << 8 | byte)
}

/// Words in more places than this tell nothing about where to look.
const MOST_PLACES: usize = 32;
/// How many words of a quotation are compared where it is not there word for word.
const MOST_COMPARED: usize = 80;

impl Text {
    pub(crate) fn new(text: &str) -> Text {
        Text::from_words(words(text))
    }

    /// Some parts of a text, as if they followed each other, to look up only these words and their forms in: what
    /// other words there are is not known, but for their places. How the words of a part begin may be known of some.
    pub(crate) fn about<'h>(
        wanted: &[Box<str>],
        text: &str,
        parts: impl Iterator<Item = (TextRange, Option<&'h Lazily<Heads>>)>,
    ) -> Text {
        let mut known: Vec<u32> = wanted.iter().map(|word| head(word)).collect();
        known.sort_unstable();
        // A bit for some of all heads: hardly any word needs more than a look at it.
        let bit = |head: u32| 1_u64 << (head.wrapping_mul(0x9E37_79B1) >> 26);
        let bits = known.iter().fold(0, |bits, &head| bits | bit(head));
        let mut all = Vec::new();
        for (part, own) in parts {
            let unknown = Lazily::default();
            let own = own.unwrap_or(&unknown);
            let words = own.get(|| heads(&text[part])).iter().map(|&(head, range)| {
                let range = range + part.start();
                let is_wanted = bits & bit(head) != 0 && known.binary_search(&head).is_ok();
                Word {
                    folded: if is_wanted { folded(&text[range]) } else { Box::default() },
                    range,
                }
            });
            all.extend(words);
        }
        Text::from_words(all)
    }

    fn from_words(words: Vec<Word>) -> Text {
        let mut places: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for (index, word) in words.iter().enumerate().filter(|(_, word)| !word.folded.is_empty()) {
            match places.get_mut(&word.folded) {
                Some(places) => places.push(index as u32),
                None => {
                    places.insert(word.folded.clone(), vec![index as u32]);
                }
            }
        }
        Text { words, places }
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word, folded, stands anywhere.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.places.contains_key(word)
    }

    /// The first places of a word, in the singular or in the plural.
    pub(crate) fn places_of(&self, word: &str, most: usize) -> Vec<TextRange> {
        let forms = numbers(word);
        let mut places: Vec<u32> =
            forms.iter().filter_map(|form| self.places.get(form)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.iter().take(most).map(|&place| self.words[place as usize].range).collect()
    }

    /// Whether a word stands anywhere, also with another ending.
    pub(crate) fn has_stem(&self, word: &str) -> bool {
        self.has(word) || self.places.keys().any(|other| is_form(word, other))
    }

    /// Looks quoted words up.
    pub(crate) fn look_up(&self, quoted: &str) -> Lookup {
        let parts = parts(quoted);
        let mut from = 0;
        let mut found: Option<TextRange> = None;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            match self.find(part, from) {
                Some((start, range)) => {
                    from = start + part.len();
                    found = Some(found.map_or(range, |found| found.cover(range)));
                }
                None => return self.nearest(&parts.concat()),
            }
        }
        found.map_or(Lookup::Missing, Lookup::Found)
    }

    /// The first place at or after a word where some words follow each other, or the first anywhere.
    fn find(&self, part: &[Word], from: usize) -> Option<(usize, TextRange)> {
        let (offset, places) = self.rarest(part)?;
        let stands_at = |&place: &u32| {
            let start = (place as usize).checked_sub(offset)?;
            let stretch = self.words.get(start..start + part.len())?;
            let same = stretch.iter().zip(part).all(|(a, b)| a.folded == b.folded);
            same.then(|| (start, stretch[0].range.cover(stretch[part.len() - 1].range)))
        };
        let mut first = None;
        for found in places.iter().filter_map(stands_at) {
            if found.0 >= from {
                return Some(found);
            }
            first = first.or(Some(found));
        }
        first
    }

    /// The word of a stretch that stands in the fewest places; none if one stands nowhere.
    fn rarest(&self, part: &[Word]) -> Option<(usize, &[u32])> {
        let mut rarest: Option<(usize, &[u32])> = None;
        for (offset, word) in part.iter().enumerate() {
            let places = self.places.get(&word.folded)?;
            if rarest.is_none_or(|(_, fewest)| places.len() < fewest.len()) {
                rarest = Some((offset, places));
            }
        }
        rarest
    }

    /// The place with the most of some words in their order, if that is most of them.
    fn nearest(&self, quoted: &[Word]) -> Lookup {
        let quoted = &quoted[..quoted.len().min(MOST_COMPARED)];
        let mut starts: Vec<usize> = Vec::new();
        for (offset, word) in quoted.iter().enumerate() {
            let Some(places) = self.places.get(&word.folded) else { continue };
            if places.len() <= MOST_PLACES && word.folded.len() > 2 {
                starts.extend(places.iter().map(|&place| (place as usize).saturating_sub(offset)));
            }
        }
        starts.sort_unstable();
        starts.dedup_by(|a, b| *a <= *b + 2);
        let scored = starts.iter().take(MOST_PLACES).map(|&start| {
            let start = start.saturating_sub(3);
            let end = (start + quoted.len() + 6).min(self.words.len());
            let (n_same, first, last) = common(quoted, &self.words[start..end]);
            (n_same, start + first, start + last)
        });
        match scored.max_by_key(|&(n_same, start, _)| (n_same, std::cmp::Reverse(start))) {
            Some((n_same, first, last)) if n_same >= 2 && n_same * 2 > quoted.len() => {
                Lookup::Differs(self.words[first].range.cover(self.words[last].range))
            }
            _ => Lookup::Missing,
        }
    }
}

/// The words of a text as they are compared.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 5);
    each_word(text, |range| words.push(Word { folded: folded(&text[range]), range }));
    words
}

/// A word in the singular, in the plural, and as it is.
pub(crate) fn numbers(word: &str) -> [Box<str>; 3] {
    let singular = word.strip_suffix('s').unwrap_or(word);
    [singular.into(), format!("{singular}s").into(), word.into()]
}

/// A factor that spreads what is multiplied by it over all bits.
pub(crate) const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A word as a number, whatever the case of its Latin letters: hardly ever the same for two words.
pub(crate) fn key(word: &[u8]) -> u64 {
    // Digits and the signs of words have the bit that tells small letters from capitals, as small letters do.
    let few =
        |letters: &[u8]| letters.iter().fold(0, |few, letter| few << 8 | u64::from(letter | 0x20));
    let letters = word.chunks(size_of::<u64>());
    letters.fold(ODD, |key, letters| (key ^ few(letters)).wrapping_mul(ODD).rotate_left(29))
}

/// Adds a number for each of the words that [`parts`] has in all; words that are compared alike have the same.
pub(crate) fn keys(quoted: &str, keys: &mut Vec<u64>) {
    if quoted.contains('[') || quoted.contains(']') {
        keys.extend(parts(quoted).iter().flatten().map(|word| key(word.folded.as_bytes())));
        return;
    }
    each_word(quoted, |range| {
        let word = &quoted[range];
        keys.push(match word.is_ascii() {
            true => key(word.as_bytes()),
            false => key(folded(word).as_bytes()),
        });
    });
}

/// Finds the words: letters and digits, with apostrophes in front of letters and signs between digits.
fn each_word(text: &str, mut found: impl FnMut(TextRange)) {
    let bytes = text.as_bytes();
    let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    let character = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let letter = |at: usize| character(at).is_some_and(char::is_alphabetic);
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut start: Option<usize> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Nearly all of a text: plain letters in a row, and a blank behind them.
        if byte.is_ascii_alphanumeric() {
            let first = start.unwrap_or(at);
            let rest = bytes.get(at..).unwrap_or_default();
            let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
            at += end.unwrap_or(rest.len());
            start = Some(first);
            if bytes.get(at) == Some(&b' ') {
                found(TextRange::new(size(first), size(at)));
                (start, at) = (None, at + 1);
            }
            continue;
        }
        let (length, belongs) = match byte {
            b'\'' => (1, start.is_some() && letter(at + 1)),
            b',' | b'.' => (1, start.is_some() && digit(at - 1) && digit(at + 1)),
            _ if byte.is_ascii() => (1, false),
            _ => {
                let own = character(at).unwrap_or(' ');
                let next = at + own.len_utf8();
                (
                    own.len_utf8(),
                    own.is_alphanumeric() || own == '’' && start.is_some() && letter(next),
                )
            }
        };
        match start {
            None if belongs => start = Some(at),
            Some(first) if !belongs => {
                found(TextRange::new(size(first), size(at)));
                start = None;
            }
            _ => {}
        }
        at += length;
    }
    if let Some(first) = start {
        found(TextRange::new(size(first), size(text.len())));
    }
}

fn folded(word: &str) -> Box<str> {
    if word.is_ascii() {
        return word.to_ascii_lowercase().into();
    }
    let fold = |c: char| if c == '’' { '\'' } else { c };
    word.chars().flat_map(char::to_lowercase).map(fold).collect()
}

/// Quoted words in the stretches that must follow word for word: parted by dots and by brackets.
pub(crate) fn parts(quoted: &str) -> Vec<Vec<Word>> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0_u32;
    let mut end = TextSize::new(0);
    for word in words(quoted) {
        let between = &quoted[TextRange::new(end, word.range.start())];
        end = word.range.end();
        let opened = between.matches('[').count() as u32;
        let closed = between.matches(']').count() as u32;
        let omitted = between.contains('…')
            || between.chars().filter(|&character| character == '.').count() > 1;
        if (opened > 0 || closed > 0 || omitted)
            && parts.last().is_some_and(|last| !last.is_empty())
        {
            parts.push(Vec::new());
        }
        depth = (depth + opened).saturating_sub(closed);
        if depth == 0
            && let Some(last) = parts.last_mut()
        {
            last.push(word);
        }
    }
    parts
}

/// How many words two stretches have in common, in order, and the first and last place in the second.
pub(crate) fn common(a: &[Word], b: &[Word]) -> (usize, usize, usize) {
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; (a.len() + 1) * width];
    for (i, first) in a.iter().enumerate().rev() {
        for (j, second) in b.iter().enumerate().rev() {
            lengths[i * width + j] = if first.folded == second.folded {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut first, mut last) = (0, 0, None, 0);
    while i < a.len() && j < b.len() {
        if a[i].folded == b[j].folded {
            first = first.or(Some(j));
            last = j;
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (lengths[0] as usize, first.unwrap_or(0), last)
}

/// Whether two words are forms of one: delay, delays, delaying.
fn is_form(a: &str, b: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["", "'s", "d", "e", "ed", "er", "es", "ied", "ies", "ing", "s", "y"];
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let is_ending = |word: &str| word.get(same..).is_some_and(|rest| ENDINGS.contains(&rest));
    same > 3 && is_ending(a) && is_ending(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "We will never close the pier, she said. “We’ll sail at noon on 1,200 boats.”";

    #[track_caller]
    fn check(quoted: &str, expected: &str) {
        let wanted: Vec<Box<str>> = words(quoted).into_iter().map(|word| word.folded).collect();
        let (sought, upto) = (Lazily::default(), TextSize::of(TEXT));
        let parts = [(TextRange::up_to(upto), Some(&sought))];
        let about = Text::about(&wanted, TEXT, parts.into_iter());
        assert_eq!(about.look_up(quoted), Text::new(TEXT).look_up(quoted), "{quoted}");
        let found = match about.look_up(quoted) {
            Lookup::Found(range) => format!("found {}", &TEXT[range]),
            Lookup::Differs(range) => format!("differs {}", &TEXT[range]),
            Lookup::Missing => "missing".to_owned(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_found_whatever_marks_and_case_they_have() {
        check("We will never close the pier", "found We will never close the pier");
        check("we'll sail at noon", "found We’ll sail at noon");
        check("1,200 boats", "found 1,200 boats");
    }

    #[test]
    fn brackets_and_dots_stand_for_other_words() {
        check(
            "We will never close … at noon",
            "found We will never close the pier, she said. “We’ll sail at noon",
        );
        check("[They] will never close the [old] pier", "found will never close the pier");
        check("We will . . . close the pier", "found We will never close the pier");
    }

    #[test]
    fn the_nearest_words_are_shown() {
        check("We would never close the pier", "differs We will never close the pier");
        check("We will never shut the pier", "differs We will never close the pier");
        check("We did not expect the winter", "missing");
    }
}
