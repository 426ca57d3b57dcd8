//! A name taken apart: its words, and by which of them its bearer is called later.
//!
//! English copy calls people by the family name, which is not always the last word: Chinese, Korean
//! and Hungarian names put it first, Spanish names have two, Vietnamese people are called by the last
//! given name, Thai and Ethiopian ones by the first. Where the lists in the vocabulary say nothing,
//! the name is Western: the last word, with the particles before it. Words are compared folded:
//! lower case, without accents.

use newsmark_lexer::vocabulary::{Class, WordId, vocabulary, without_possessive};

/// A name as it stands in one place.
///
/// An article has hundreds, which are compared far more often than shown; so words and forms are not kept
/// one by one, but as stretches of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its words, folded, without title, nickname and suffix, with a blank between them: to compare with.
    pub(crate) key: Box<str>,
    /// The same words as written.
    written: Box<str>,
    /// How many words that is.
    n_words: usize,
    /// `jr`, `sr`, `iii`
    pub(crate) suffix: Option<Box<str>>,
    /// Where in the key stands what its bearer may be called later; the usual one first.
    short: [Option<Stretch>; 2],
    /// Where the family name stands as written; all of the name where there is none.
    family: Stretch,
    pub(crate) gender: Option<Gender>,
    /// A body or place, not a person.
    pub(crate) is_body: bool,
    /// The words between it and the first bracket behind it: `CGTN`.
    pub(crate) acronym: Option<Box<str>>,
    /// All in capitals, and short.
    pub(crate) is_acronym: bool,
    /// Whether a title, an age or a common first name says that it is surely a person.
    pub(crate) surely_person: bool,
}

/// Part of a name, in bytes: from here up to there.
type Stretch = (u32, u32);

/// What pronoun fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    He,
    She,
}

impl Gender {
    pub(super) fn from_value(value: u32) -> Option<Gender> {
        match value {
            1 => Some(Gender::He),
            2 => Some(Gender::She),
            _ => None,
        }
    }
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

impl Name {
    /// Takes the words of a name apart; `title` is the gender that a title gives.
    pub(super) fn new<'t>(
        written: impl Iterator<Item = &'t str> + Clone,
        title: Option<Gender>,
    ) -> Name {
        let mut words = written.clone();
        if let (Some(only), None) = (words.next(), words.next()) {
            let name = Name::of_one(without_possessive(only));
            return Name { gender: title, ..name };
        }
        let mut n_words = written.clone().count();
        let last = written.clone().last().map(without_possessive);
        let suffix = last.filter(|last| n_words > 1 && is_suffix(last));
        n_words -= usize::from(suffix.is_some());
        let words = written.take(n_words).map(without_possessive);
        let mut name = match n_words {
            0 | 1 => Name::of_one(words.last().unwrap_or_default()),
            _ => Name::of_several(Several::read(words)),
        };
        name.gender = title.or(name.gender);
        name.suffix = suffix.map(|suffix| fold(suffix.trim_end_matches('.')));
        name
    }

    fn of_one(word: &str) -> Name {
        let key = fold(word);
        Name {
            n_words: 1,
            short: [Some((0, size(&key))), None],
            family: (0, size(word)),
            written: word.into(),
            key,
            suffix: None,
            gender: None,
            is_body: false,
            acronym: None,
            is_acronym: is_acronym(word),
            surely_person: false,
        }
    }

    fn of_several(words: Several) -> Name {
        let short = words.short_forms();
        Name {
            n_words: words.len(),
            short,
            family: words.family(short[0]),
            suffix: None,
            gender: words.given_gender(),
            is_body: false,
            acronym: None,
            is_acronym: false,
            surely_person: words.written_id(0).is(Class::GivenName)
                || is_patronymic(words.word(words.len() - 1)),
            key: words.key.into(),
            written: words.written.into(),
        }
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.n_words
    }

    /// Its words, folded.
    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.key.split(' ')
    }

    /// The first of them.
    pub(crate) fn first_word(&self) -> &str {
        if self.is_full() { self.words().next().unwrap_or_default() } else { &self.key }
    }

    /// What its bearer may be called later, folded; the usual one first.
    pub(crate) fn short(&self) -> impl Iterator<Item = &str> {
        self.short.iter().flatten().map(|&stretch| part(&self.key, stretch))
    }

    /// The family name as written; all of the name where there is none.
    pub(crate) fn family(&self) -> &str {
        part(&self.written, self.family)
    }

    /// The last two of more than two words.
    pub(super) fn tail(&self) -> Option<&str> {
        let (front, _) = self.key.rsplit_once(' ').filter(|_| self.len() > 2 && !self.is_body)?;
        let from = front.rfind(' ')? + 1;
        self.key.get(from..)
    }

    /// Whether a word is a first name that many people have.
    pub(super) fn is_given(&self, index: usize) -> bool {
        self.words().nth(index).is_some_and(|word| look_up(word).is(Class::GivenName))
    }

    /// Whether it is one word that is no name by itself.
    pub(super) fn is_common(&self) -> bool {
        !self.is_full()
            && look_up(&self.key).is_any(&[
                Class::NotAName,
                Class::Determiner,
                Class::Pronoun,
                Class::Preposition,
                Class::Conjunction,
                Class::Adverb,
                Class::NumberWord,
                Class::Weekday,
                Class::Unit,
                Class::Title,
            ])
    }

    /// Whether it names its bearer in full.
    pub(crate) fn is_full(&self) -> bool {
        self.n_words > 1
    }
}

/// Lower case, without accents and possessive; apostrophes are straight.
pub(crate) fn fold(word: &str) -> Box<str> {
    let word = without_possessive(word);
    if word.is_ascii() {
        return word.to_ascii_lowercase().into();
    }
    folded(word).collect()
}

fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase).filter_map(fold_char)
}

fn fold_char(character: char) -> Option<char> {
    Some(match character {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' => {
            'a'
        }
        'ç' | 'ć' | 'č' | 'ĉ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => {
            'e'
        }
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ị' | 'ĩ' => 'i',
        'ķ' => 'k',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ọ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' => {
            'o'
        }
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ụ' | 'ư' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        '’' | '´' => '\'',
        // Accents that stand by themselves.
        '\u{300}'..='\u{36F}' => return None,
        other => other,
    })
}

fn is_acronym(word: &str) -> bool {
    word.chars().all(char::is_uppercase) && word.chars().count() < 7
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn look_up(word: &str) -> WordId {
    vocabulary().look_up(word)
}

fn size(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

fn part(text: &str, (from, to): Stretch) -> &str {
    text.get(from as usize..to as usize).unwrap_or(text)
}

/// The words of a name of more than one, on the way to it.
struct Several {
    key: String,
    written: String,
    words: Vec<Word>,
}

struct Word {
    key: Stretch,
    written: Stretch,
    /// The vocabulary's entry for it without its accents.
    id: WordId,
}

impl Several {
    fn read<'t>(all: impl Iterator<Item = &'t str> + Clone) -> Several {
        let length = all.clone().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
        let mut words = Vec::with_capacity(all.clone().count());
        let (mut key, mut written) = (String::with_capacity(length), String::with_capacity(length));
        for word in all {
            if !words.is_empty() {
                key.push(' ');
                written.push(' ');
            }
            let [key_start, written_start] = [size(&key), size(&written)];
            written.push_str(word);
            let word = without_possessive(word);
            if word.is_ascii() {
                key.push_str(word);
                key[key_start as usize..].make_ascii_lowercase();
            } else {
                key.extend(folded(word));
            }
            let id = look_up(&key[key_start as usize..]);
            let (key, written) = ((key_start, size(&key)), (written_start, size(&written)));
            words.push(Word { key, written, id });
        }
        Several { key, written, words }
    }

    fn len(&self) -> usize {
        self.words.len()
    }

    /// A word, folded.
    fn word(&self, index: usize) -> &str {
        part(&self.key, self.words[index].key)
    }

    fn written(&self, index: usize) -> &str {
        part(&self.written, self.words[index].written)
    }

    fn id(&self, index: usize) -> WordId {
        self.words.get(index).map_or(WordId::UNKNOWN, |word| word.id)
    }

    /// The vocabulary's entry for a word with its accents.
    fn written_id(&self, index: usize) -> WordId {
        let word = self.written(index);
        if word.is_ascii() { self.id(index) } else { look_up(word) }
    }

    fn given_gender(&self) -> Option<Gender> {
        let is_long =
            |&index: &usize| self.written(index).trim_end_matches('.').chars().count() > 1;
        let first = (0..self.len()).find(is_long)?;
        let id = match self.written(first).split_once('-') {
            Some((before, _)) => look_up(before),
            None => self.written_id(first),
        };
        id.value(Class::GivenName).and_then(Gender::from_value)
    }

    fn one(&self, index: usize) -> [Option<Stretch>; 2] {
        [self.words.get(index).map(|word| word.key), None]
    }

    fn tail(&self, from: usize) -> [Option<Stretch>; 2] {
        [Some((self.words[from].key.0, size(&self.key))), None]
    }

    /// The family name, if somebody is called by it: where it stands first, as written.
    fn family(&self, short: Option<Stretch>) -> Stretch {
        let all = (0, size(&self.written));
        let Some(short) = short.map(|short| part(&self.key, short)) else { return all };
        let length = short.bytes().filter(|&byte| byte == b' ').count() + 1;
        let stretch = |words: &[Word], of: fn(&Word) -> Stretch| {
            Some((of(words.first()?).0, of(words.last()?).1))
        };
        let is_short = |words: &&[Word]| {
            stretch(words, |word| word.key).is_some_and(|own| part(&self.key, own) == short)
        };
        let family = self.words.windows(length).find(is_short);
        family.and_then(|words| stretch(words, |word| word.written)).unwrap_or(all)
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
