//! A name taken apart: its words, and by which of them its bearer is called later.
//!
//! English copy calls people by the family name, which is not always the last word: Chinese, Korean
//! and Hungarian names put it first, Spanish names have two, Vietnamese people are called by the last
//! given name, Thai and Ethiopian ones by the first. Where the lists in the vocabulary say nothing,
//! the name is Western: the last word, with the particles before it. Words are compared folded:
//! lower case, without accents.

use newsmark_lexer::vocabulary::{Class, WordId, vocabulary, without_possessive};

/// A name as it stands in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// All its words in one, folded, to compare with.
    pub(crate) key: Box<str>,
    /// Its words, folded, without title, nickname and suffix.
    pub(crate) words: Box<[Box<str>]>,
    /// `jr`, `sr`, `iii`
    pub(crate) suffix: Option<Box<str>>,
    /// What its bearer may be called later, folded; the usual one first.
    pub(crate) short: Box<[Box<str>]>,
    /// The family name as written; all of the name where there is none.
    pub(crate) family: Box<str>,
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
    pub(super) fn new(written: &[&str], title: Option<Gender>) -> Name {
        let mut written: Vec<&str> = written.iter().map(|word| without_possessive(word)).collect();
        let suffix = match written.last() {
            Some(&last) if written.len() > 1 && is_suffix(last) => {
                written.pop().map(|last| fold(last.trim_end_matches('.')))
            }
            _ => None,
        };
        let words: Vec<Box<str>> = written.iter().map(|word| fold(word)).collect();
        let short = short_forms(&written, &words);
        let gender = title.or_else(|| given_gender(&written));
        let is_known = |word: &&str| look_up(word).is(Class::GivenName);
        let surely_person = words.len() > 1
            && (written.first().is_some_and(is_known)
                || words.last().is_some_and(|last| is_patronymic(last)));
        let family = family(&written, &words, short.first().map_or("", |form| form));
        Name {
            key: words.join(" ").into(),
            words: words.into(),
            suffix,
            short: short.into(),
            family,
            gender,
            is_body: false,
            is_acronym: is_acronym(&written),
            acronym: None,
            surely_person,
        }
    }

    /// The last two of more than two words.
    pub(super) fn tail(&self) -> Option<Box<str>> {
        let [_, .., first, last] = &*self.words else { return None };
        (!self.is_body).then(|| format!("{first} {last}").into())
    }

    /// Whether a word is a first name that many people have.
    pub(super) fn is_given(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| look_up(word).is(Class::GivenName))
    }

    /// Whether it is one word that is no name by itself.
    pub(super) fn is_common(&self) -> bool {
        let [word] = &*self.words else { return false };
        look_up(word).is_any(&[
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
        self.words.len() > 1
    }
}

/// Lower case, without accents and possessive; apostrophes are straight.
pub(crate) fn fold(word: &str) -> Box<str> {
    let word = without_possessive(word);
    if word.is_ascii() {
        return word.to_ascii_lowercase().into();
    }
    word.chars().flat_map(char::to_lowercase).filter_map(fold_char).collect()
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

fn is_acronym(written: &[&str]) -> bool {
    let [word] = written else { return false };
    word.chars().count() < 7 && word.chars().all(char::is_uppercase)
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn look_up(word: &str) -> WordId {
    vocabulary().look_up(word)
}

fn given_gender(written: &[&str]) -> Option<Gender> {
    let first = written.iter().find(|word| word.trim_end_matches('.').chars().count() > 1)?;
    let word = first.split('-').next().unwrap_or(first);
    // A lone word is as likely a surname.
    (written.len() > 1).then(|| look_up(word).value(Class::GivenName))?.and_then(Gender::from_value)
}

/// What somebody of this name may be called later, folded, the usual form first.
fn short_forms(written: &[&str], words: &[Box<str>]) -> Vec<Box<str>> {
    let n = words.len();
    if n < 2 {
        return words.to_vec();
    }
    let tail = |from: usize| words[from..].join(" ").into_boxed_str();
    let ids: Vec<WordId> = words.iter().map(|word| look_up(word)).collect();
    let id_at = |index: usize| ids.get(index).copied().unwrap_or(WordId::UNKNOWN);
    let following = |from: usize| move |i: usize| id_at(from + i);
    for (index, id) in ids.iter().enumerate() {
        if let Some((length, called)) = id.phrase(Class::CalledBy, following(index)) {
            let called = (called as usize).clamp(1, length) - 1;
            return words.get(index + called).cloned().into_iter().collect();
        }
    }
    if let Some((from, length)) = ids.iter().enumerate().skip(1).find_map(|(index, id)| {
        let (length, _) = id.phrase(Class::DoubleSurname, following(index))?;
        (length > 1 && index + length == n).then_some((index, length))
    }) {
        return vec![words[from..from + length].join(" ").into()];
    }
    if let Some(forms) = eastern(written, words, &ids) {
        return forms;
    }
    let last = &*words[n - 1];
    if n >= 3 && is_patronymic(last) {
        // Family name, given name, patronymic; or the patronymic in the middle and the family name last.
        return vec![words[0].clone()];
    }
    if last.ends_with("dottir") || n == 2 && last.ends_with("sson") && ids[0].is(Class::GivenName) {
        return vec![words[n - 1].clone(), words[0].clone()];
    }
    if let Some(from) = particles(words, &ids) {
        return vec![tail(from)];
    }
    if let Some(stem) = last.strip_prefix("al-").or_else(|| last.strip_prefix("el-")) {
        return vec![words[n - 1].clone(), stem.into()];
    }
    if n >= 3
        && (ids[n - 1].is(Class::IberianSurname) || ids[n - 2].is(Class::IberianSurname))
        && !ids[n - 2].is(Class::GivenName)
        && words[n - 2].chars().count() > 2
    {
        return vec![tail(n - 2), words[n - 2].clone()];
    }
    vec![words[n - 1].clone()]
}

/// Names that put the family name first, by their first word.
fn eastern(written: &[&str], words: &[Box<str>], ids: &[WordId]) -> Option<Vec<Box<str>>> {
    let n = words.len();
    if ids.iter().any(|id| id.value(Class::FamilyFirst) == Some(order::BURMESE)) {
        let forms =
            if n == 4 { vec![words[2..].join(" ").into()] } else { vec![words.join(" ").into()] };
        return Some(forms);
    }
    let order = ids[0].value(Class::FamilyFirst)?;
    let family = || vec![words[0].clone()];
    match order {
        order::CHINESE | order::KOREAN => {
            let rest = &written[1..];
            let syllables = match rest {
                [one] => {
                    is_hyphenated_given(one) || !one.contains('-') && is_syllables(&words[1], order)
                }
                [one, two] => is_syllable(one) && is_syllable(two),
                _ => false,
            };
            syllables.then(family)
        }
        order::VIETNAMESE => {
            let short = words[1..].iter().all(|word| word.chars().count() <= 6);
            short.then(|| vec![words[n - 1].clone()])
        }
        order::FAMILY_FIRST => (ids[n - 1].value(Class::FamilyFirst).is_none()).then(family),
        order::WHOLE => Some(vec![words.join(" ").into()]),
        _ => None,
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

/// Where the family name begins if it has particles: `van den Broek`, `el-Sissi` written apart.
fn particles(words: &[Box<str>], ids: &[WordId]) -> Option<usize> {
    let n = words.len();
    let mut from = n - 1;
    while from > 1 && ids[from - 1].is(Class::NameParticle) {
        from -= 1;
    }
    (from < n - 1).then_some(from)
}

/// The family name as written.
fn family(written: &[&str], words: &[Box<str>], short: &str) -> Box<str> {
    let length = short.split(' ').count();
    let is_family = |words: &[Box<str>]| words.iter().map(|word| &**word).eq(short.split(' '));
    match words.windows(length).position(is_family) {
        Some(first) => written[first..first + length].join(" ").into(),
        None => written.join(" ").into(),
    }
}
