//! A name taken apart: its words, and by which of them its bearer is called later.
//!
//! Names are compared by their words, folded: lower case, without accents. How one is taken apart is the
//! matter of [`super::forms`].

use std::sync::Arc;

use newsmark_lexer::vocabulary::{Class, WordId, vocabulary, without_possessive};

/// A name as it stands in one place.
///
/// An article has hundreds, which are compared far more often than shown. So words and forms are no strings of
/// their own: all names of a paragraph share one text, and are stretches of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Every name that was read together with it, folded and as written.
    pub(super) text: Arc<str>,
    /// Its words, folded, without title, nickname and suffix, with a blank between them: to compare with.
    pub(super) key: Stretch,
    /// How many words that is.
    pub(super) n_words: u32,
    /// What its bearer may be called later, folded; the usual one first.
    pub(super) short: [Option<Stretch>; 2],
    /// The family name as written; all of the name where there is none.
    pub(super) family: Stretch,
    /// The words between it and the first bracket behind it, folded: `CGTN`.
    pub(super) acronym: Option<Stretch>,
    pub(super) suffix: Option<Suffix>,
    pub(crate) gender: Option<Gender>,
    /// A body or place, not a person.
    pub(crate) is_body: bool,
    /// All in capitals, and short.
    pub(crate) is_acronym: bool,
    /// Whether a title, an age or a common first name says that it is surely a person.
    pub(crate) surely_person: bool,
}

/// Part of a text, in bytes: from here up to there.
pub(super) type Stretch = (u32, u32);

/// What tells people of one name apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    Junior,
    Senior,
    Second,
    Third,
    Fourth,
}

impl Suffix {
    pub(super) fn of(word: &str) -> Option<Suffix> {
        match word.trim_end_matches('.') {
            "Jr" => Some(Suffix::Junior),
            "Sr" => Some(Suffix::Senior),
            "II" => Some(Suffix::Second),
            "III" => Some(Suffix::Third),
            "IV" => Some(Suffix::Fourth),
            _ => None,
        }
    }
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

impl Name {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.n_words as usize
    }

    /// Its words, folded, with a blank between them: the same for two mentions in full.
    pub(crate) fn key(&self) -> &str {
        part(&self.text, self.key)
    }

    /// Its words, folded.
    pub(crate) fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.key().split(' ')
    }

    /// The first of them.
    pub(crate) fn first_word(&self) -> &str {
        let key = self.key();
        let blank = key.bytes().position(|byte| byte == b' ').filter(|_| self.is_full());
        blank.map_or(key, |blank| &key[..blank])
    }

    /// What its bearer may be called later, folded; the usual one first.
    pub(crate) fn short(&self) -> impl Iterator<Item = &str> {
        self.short.iter().flatten().map(|&stretch| part(&self.text, stretch))
    }

    /// The family name as written; all of the name where there is none.
    pub(crate) fn family(&self) -> &str {
        part(&self.text, self.family)
    }

    /// Whether another name of the same key is the same in all else, however it shares its text with others.
    pub(super) fn is_same(&self, other: &Name) -> bool {
        let kind = |name: &Name| {
            let Name { n_words, suffix, gender, is_body, is_acronym, surely_person, .. } = *name;
            (n_words, suffix, gender, [is_body, is_acronym, surely_person])
        };
        let short = |name: &Name| {
            let from_key = |(start, end): Stretch| (start.wrapping_sub(name.key.0), end - start);
            name.short.map(|short| short.map(from_key))
        };
        let bytes = |(from, to): Stretch| from as usize..to as usize;
        kind(self) == kind(other)
            && short(self) == short(other)
            && self.text.as_bytes().get(bytes(self.family))
                == other.text.as_bytes().get(bytes(other.family))
            && self.acronym() == other.acronym()
    }

    /// What a bracket behind it says that it is called for short, folded.
    pub(super) fn acronym(&self) -> Option<&str> {
        self.acronym.map(|acronym| part(&self.text, acronym))
    }

    /// The last two of more than two words.
    pub(super) fn tail(&self) -> Option<&str> {
        if self.len() < 3 || self.is_body {
            return None;
        }
        let key = self.key();
        let (front, _) = key.rsplit_once(' ')?;
        key.get(front.rfind(' ')? + 1..)
    }

    /// Whether a word is a first name that many people have.
    pub(super) fn is_given(&self, index: usize) -> bool {
        self.words().nth(index).is_some_and(|word| look_up(word).is(Class::GivenName))
    }

    /// Whether it is one word that is no name by itself.
    pub(super) fn is_common(&self) -> bool {
        !self.is_full()
            && look_up(self.key()).is_any(&[
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

/// Adds a word to a text, folded.
pub(super) fn push_folded(word: &str, text: &mut String) {
    if word.is_ascii() {
        let start = text.len();
        text.push_str(word);
        text[start..].make_ascii_lowercase();
    } else {
        text.extend(folded(word));
    }
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

fn look_up(word: &str) -> WordId {
    vocabulary().look_up(word)
}

pub(super) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

pub(super) fn part(text: &str, (from, to): Stretch) -> &str {
    text.get(from as usize..to as usize).unwrap_or_default()
}
