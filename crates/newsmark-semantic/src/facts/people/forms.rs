//! How a name is taken apart: which word is the family name, and what its bearer may be called later.
//!
//! English copy calls people by the family name, which is not always the last word: Chinese, Korean
//! and Hungarian names put it first, Spanish names have two, Vietnamese people are called by the last
//! given name, Thai and Ethiopian ones by the first. Where the lists in the vocabulary say nothing,
//! the name is Western: the last word, with the particles before it.

use std::sync::Arc;

use newsmark_lexer::vocabulary::{Class, WordId, vocabulary, without_possessive};

use super::name::{Gender, Name, Stretch, Suffix, part, push_folded, size};

/// Of how many bytes of news one goes into names, which are kept folded and as written.
const BYTES_A_LETTER: usize = 4;

/// Reads names, one after the other, into the text that they share.
#[derive(Default)]
pub(super) struct Names<'t> {
    text: String,
    /// The words of the name that is being read.
    words: Vec<Word<'t>>,
}

struct Word<'t> {
    /// As written, without possessive.
    written: &'t str,
    /// The vocabulary's entry for it with its accents.
    written_id: WordId,
    /// The same without its accents.
    id: WordId,
    /// Where it stands folded.
    key: Stretch,
}

/// How names that begin with a word are put together: values of [`Class::FamilyFirst`].
mod order {
    pub(super) const CHINESE: u32 = 1;
    pub(super) const KOREAN: u32 = 2;
    pub(super) const VIETNAMESE: u32 = 3;
    pub(super) const FAMILY_FIRST: u32 = 4;
    pub(super) const WHOLE: u32 = 5;
    pub(super) const BURMESE: u32 = 6;
}

impl<'t> Names<'t> {
    /// Makes room for the names of a text of so many bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        self.text.reserve(length / BYTES_A_LETTER);
    }

    /// Adds a word to the name that is to be read next, with the vocabulary's entry for it.
    pub(super) fn push(&mut self, word: &'t str, id: WordId) {
        let written = without_possessive(word);
        self.words.push(Word { written, written_id: id, id, key: (0, 0) });
    }

    /// Takes the words apart that were added since the last name; `title` is the gender that a title gives. Bodies
    /// are not called by a part of their names.
    pub(super) fn read(&mut self, title: Option<Gender>, is_body: bool) -> Name {
        let suffix = match self.words.as_slice() {
            [_, .., last] => Suffix::of(last.written),
            _ => None,
        };
        if suffix.is_some() {
            self.words.pop();
        }
        let key = self.write_key();
        let written = self.write();
        let one = Name {
            text: Arc::default(),
            key,
            n_words: size(self.len().max(1)),
            short: [Some(key), None],
            family: written,
            acronym: None,
            suffix,
            gender: title,
            is_body,
            is_acronym: false,
            surely_person: false,
        };
        let name = match self.words.as_slice() {
            [] => one,
            [word] => Name { is_acronym: is_acronym(word.written), ..one },
            [first, .., last] => {
                let short = if is_body { [None, None] } else { self.short_forms() };
                Name {
                    short,
                    family: self.family(short[0], written),
                    gender: title.or_else(|| self.given_gender()),
                    surely_person: first.written_id.is(Class::GivenName)
                        || is_patronymic(self.folded(last)),
                    ..one
                }
            }
        };
        self.words.clear();
        name
    }

    /// Notes what a name is called for short in a bracket behind it.
    pub(super) fn add_acronym(&mut self, name: &mut Name, acronym: &str) {
        let start = size(self.text.len());
        push_folded(acronym, &mut self.text);
        name.acronym = Some((start, size(self.text.len())));
    }

    /// Gives their text to the names that were read.
    pub(super) fn share<'n>(self, names: impl Iterator<Item = &'n mut Name>) {
        let text: Arc<str> = self.text.into();
        for name in names {
            name.text = Arc::clone(&text);
        }
    }

    fn write_key(&mut self) -> Stretch {
        let start = size(self.text.len());
        for (index, word) in self.words.iter_mut().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            let from = self.text.len();
            push_folded(word.written, &mut self.text);
            word.key = (size(from), size(self.text.len()));
            if !word.written.is_ascii() {
                word.id = look_up(&self.text[from..]);
            }
        }
        (start, size(self.text.len()))
    }

    fn write(&mut self) -> Stretch {
        let start = size(self.text.len());
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word.written);
        }
        (start, size(self.text.len()))
    }

    fn len(&self) -> usize {
        self.words.len()
    }

    fn folded(&self, word: &Word<'_>) -> &str {
        part(&self.text, word.key)
    }

    /// A word, folded.
    fn word(&self, index: usize) -> &str {
        self.folded(&self.words[index])
    }

    fn written(&self, index: usize) -> &str {
        self.words[index].written
    }

    fn id(&self, index: usize) -> WordId {
        self.words.get(index).map_or(WordId::UNKNOWN, |word| word.id)
    }

    fn given_gender(&self) -> Option<Gender> {
        let is_long =
            |&index: &usize| self.written(index).trim_end_matches('.').chars().count() > 1;
        let first = (0..self.len()).find(is_long)?;
        let id = match self.written(first).split_once('-') {
            Some((before, _)) => look_up(before),
            None => self.words[first].written_id,
        };
        id.value(Class::GivenName).and_then(Gender::from_value)
    }

    fn one(&self, index: usize) -> [Option<Stretch>; 2] {
        [self.words.get(index).map(|word| word.key), None]
    }

    fn tail(&self, from: usize) -> [Option<Stretch>; 2] {
        [Some((self.words[from].key.0, self.words[self.len() - 1].key.1)), None]
    }

    /// The family name as written, if somebody is called by it: where it stands first.
    fn family(&self, short: Option<Stretch>, written: Stretch) -> Stretch {
        let Some(short) = short.map(|short| part(&self.text, short)) else { return written };
        let length = short.bytes().filter(|&byte| byte == b' ').count() + 1;
        let is_short = |words: &[Word<'_>]| match words {
            [first, ..] => part(&self.text, (first.key.0, words[length - 1].key.1)) == short,
            [] => false,
        };
        let Some(first) = self.words.windows(length).position(is_short) else { return written };
        // Behind the words before it, each with a blank.
        let length_of = |words: &[Word<'_>]| -> u32 {
            words.iter().map(|word| size(word.written.len()) + 1).sum()
        };
        let start = written.0 + length_of(&self.words[..first]);
        (start, start + length_of(&self.words[first..first + length]) - 1)
    }

    /// What somebody of this name may be called later, the usual form first.
    fn short_forms(&self) -> [Option<Stretch>; 2] {
        let n = self.len();
        let following = |from: usize| move |i: usize| self.id(from + i);
        for (index, word) in self.words.iter().enumerate() {
            if let Some((length, called)) = word.id.phrase(Class::CalledBy, following(index)) {
                let called = (called as usize).clamp(1, length) - 1;
                return self.one(index + called);
            }
        }
        let double = (1..n).find(|&index| {
            let surname = self.id(index).phrase(Class::DoubleSurname, following(index));
            surname.is_some_and(|(length, _)| length > 1 && index + length == n)
        });
        if let Some(forms) = double.map(|from| self.tail(from)).or_else(|| self.eastern()) {
            return forms;
        }
        let last = self.word(n - 1);
        if n >= 3 && is_patronymic(last) {
            // Family name, given name, patronymic; or the patronymic in the middle and the family name last.
            return self.one(0);
        }
        let [family, _] = self.one(n - 1);
        let is_icelandic = || n == 2 && last.ends_with("sson") && self.id(0).is(Class::GivenName);
        if last.ends_with("dottir") || is_icelandic() {
            return [family, self.one(0)[0]];
        }
        if let Some(from) = self.particles() {
            return self.tail(from);
        }
        if last.starts_with("al-") || last.starts_with("el-") {
            return [family, family.map(|(from, to)| (from + 3, to))];
        }
        let is_iberian = |index: usize| self.id(index).is(Class::IberianSurname);
        if n >= 3
            && (is_iberian(n - 1) || is_iberian(n - 2))
            && !self.id(n - 2).is(Class::GivenName)
            && self.word(n - 2).chars().count() > 2
        {
            return [self.tail(n - 2)[0], self.one(n - 2)[0]];
        }
        [family, None]
    }

    /// Names that put the family name first, by their first word.
    fn eastern(&self) -> Option<[Option<Stretch>; 2]> {
        let n = self.len();
        let order = |index: usize| self.id(index).value(Class::FamilyFirst);
        if (0..n).any(|index| order(index) == Some(order::BURMESE)) {
            return Some(self.tail(if n == 4 { 2 } else { 0 }));
        }
        let own = order(0)?;
        match own {
            order::CHINESE | order::KOREAN => {
                let is_family = match n {
                    2 => {
                        let given = self.written(1);
                        is_hyphenated_given(given)
                            || !given.contains('-') && is_syllables(self.word(1), own)
                    }
                    3 => is_syllable(self.written(1)) && is_syllable(self.written(2)),
                    _ => false,
                };
                is_family.then(|| self.one(0))
            }
            order::VIETNAMESE => {
                let is_short = |index: usize| self.word(index).chars().count() <= 6;
                (1..n).all(is_short).then(|| self.one(n - 1))
            }
            order::FAMILY_FIRST => order(n - 1).is_none().then(|| self.one(0)),
            order::WHOLE => Some(self.tail(0)),
            _ => None,
        }
    }

    /// Where the family name begins if it has particles: `van den Broek`, `el-Sissi` written apart.
    fn particles(&self) -> Option<usize> {
        let last = self.len() - 1;
        let mut from = last;
        while from > 1 && self.id(from - 1).is(Class::NameParticle) {
            from -= 1;
        }
        (from < last).then_some(from)
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().count() < 7
}

fn look_up(word: &str) -> WordId {
    vocabulary().look_up(word)
}

/// `Geun-hye`: the second part is in lower case, as no Western double name is.
fn is_hyphenated_given(word: &str) -> bool {
    word.split_once('-').is_some_and(|(_, second)| second.starts_with(char::is_lowercase))
}

fn is_syllable(word: &str) -> bool {
    let length = word.chars().count();
    (2..=5).contains(&length) && !look_up(word).is(Class::GivenName)
}

/// Whether a given name is one or two syllables of Mandarin, or short enough for a Korean one.
fn is_syllables(word: &str, order: u32) -> bool {
    if look_up(word).is(Class::GivenName) {
        return false;
    }
    let mut rest = word;
    for _ in 0..2 {
        // The longest syllable first; "xian" may be one or two, which does not matter here.
        let Some(length) = (1..=rest.len().min(6)).rev().find(|&length| {
            rest.is_char_boundary(length)
                && is_pinyin(&rest[..length])
                && (length == rest.len() || is_pinyin(&rest[length..]))
        }) else {
            return order == order::KOREAN && word.len() <= 4;
        };
        rest = &rest[length..];
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// Whether a word is one syllable of Mandarin in pinyin: an initial and a final.
fn is_pinyin(syllable: &str) -> bool {
    const INITIALS: [&str; 23] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
        "r", "z", "c", "s", "y", "w",
    ];
    const FINALS: [&str; 34] = [
        "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang",
        "iao", "ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang",
        "ue", "ui", "un", "uo", "v", "ve",
    ];
    let rest = INITIALS.iter().find_map(|initial| syllable.strip_prefix(initial));
    FINALS.contains(&rest.unwrap_or(syllable))
}

fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "ievich", "ovna", "evna", "ichna"]
        .iter()
        .any(|ending| word.ends_with(ending))
}
