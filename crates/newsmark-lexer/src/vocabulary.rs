//! The words of a language, read from the lists in `data/en/`; see [`language`].
//!
//! A list is a text file: `#` lines say what it holds, where it comes from and under which licence;
//! every other line is one entry, `words = value` or `words` alone, sorted by words. Entries may have
//! several words ("more than"); they are matched as phrases. A word that stands in several lists
//! belongs to several classes.
//!
//! Look-up ignores case and a possessive `'s`. Symbols whose case matters (`mW`, `MW`) are looked up
//! by [`units::by_symbol`] once a word is known to be of class [`Class::UnitSymbol`].

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

pub mod currencies;
mod index;
pub mod language;
mod lemma;
mod spellings;
pub mod units;

pub use lemma::{is_inflected, lemma};

/// What a word can be. The value that goes with each class is given in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// `seven`, `forty` [its value]
    NumberWord,
    /// `hundred`, `million`, `crore` [its power of ten]
    Scale,
    /// Scales written as letters after digits: `bn`, `m`, `k` [their power of ten]
    ScaleSuffix,
    /// `dozen`, `pair` [its value]
    Group,
    /// `dozens`, `thousands` [the least it stands for]
    VaguePlural,
    /// `first`, `twentieth` [its value]
    Ordinal,
    /// `half`, `quarters` [its denominator]
    Fraction,
    /// `doubled`, `twice`, `fourfold`, `halved` [a hundred times the factor]
    Multiplier,
    /// `January`, `Jan` [1 to 12]
    Month,
    /// `Monday`, `Mon` [1, Monday, to 7, Sunday]
    Weekday,
    /// A unit spelt out: `kilometres`, `percentage points` [an index into [`units::all`]]
    Unit,
    /// A unit's symbol: `km`, `MW` [nothing: see [`units::by_symbol`]]
    UnitSymbol,
    /// A currency's name: `dollars`, `Swiss francs` [an index into [`currencies::all`]]
    Currency,
    /// `about`, `more than` [see the list]
    Hedge,
    /// Verbs and nouns of change: `rose`, `drop`, `down` [odd up, even down, 5 either; see the list]
    Change,
    /// Verbs that put words in somebody's mouth: `said`, `told` [1 say, 2 write, 3 tell, 4 ask, 5 deny, 6 name,
    /// 7 weak: see the list]
    Cue,
    /// Titles and offices that stand before a name: `Mr`, `Vice Foreign Minister` [1 he, 2 she]
    Title,
    /// Nouns whose next number is a name, not a quantity: `Resolution`, `Flight`
    IdentifierNoun,
    /// Words that set one group against another of the same thing [its axis times 100 plus its place]
    Contrast,
    /// `the`, `its`, `each`
    Determiner,
    /// `of`, `in`, `after` [1 of a place]
    Preposition,
    /// `and`, `while`, `that`
    Conjunction,
    /// `he`, `they`, `who`
    Pronoun,
    /// Forms of be, have and do, and the modals
    Auxiliary,
    /// `also`, `already`, `globally`
    Adverb,
    /// Finite verbs common in news that are neither cues nor changes: `reached`, `became`
    Verb,
    /// Words that a full stop may follow without ending the sentence: `Mr`, `Jan`, `No` [1 only before a
    /// number]
    StopAbbreviation,
    /// Particles inside names: `van`, `de`, `bin` [1 a name may begin with it]
    NameParticle,
    /// Capitalised words that open no name: days, months apart, `God`, `Internet`
    NotAName,
    /// Nouns that add up kinds: `total`, `altogether`
    Total,
    /// Words that say a list is only part of the whole: `including`, `among them`
    Partial,
    /// Words of what may or will be: `would`, `forecast`, `target` [1 forecast, 2 target, 3 condition]
    Irrealis,
    /// Words of an earlier state of knowledge: `initially`, `revised`
    Earlier,
    /// Words that say that a count has gone on since: `by Tuesday`, `had risen`
    Update,
    /// `not`, `never`, `denied`
    Negation,
    /// Words that close a headline as its source: `report`, `analyst`, `police`
    HeadlineSource,
    /// `spring`, `summer`
    Season,
    /// `children`, `adults`: `under 15` after them is an age
    Aged,
    /// `aged`, `died`: a bare number after them, also after `at`, is an age
    AgeCue,
    /// `reached`, `was`, `totalled`: the number after them is of their subject
    Linking,
    /// `other`, `another`, `remaining`
    Other,
    /// `index`: the number before it belongs to its name
    IndexNoun,
    /// `set`, `made`: after them `up` is no rise
    ParticleVerb,
    /// `won`, `vote`: beside them `3-2` is a score
    Contest,
    /// `Street`, `Avenue`
    Street,
    /// Words that may stand right before a year: `in`, `fiscal`
    YearCue,
    /// Words that measure a change in another way: `annualised`, `in real terms`
    OtherBase,
    /// Words that open a line of credits: `reporting by`, `photo credit`
    Credit,
    /// First names: `Hilary` [1 he, 2 she, 3 either]
    GivenName,
    /// Words that tell in what order a name stands: `Nguyen` [see the list]
    FamilyFirst,
    /// Names that are shortened to another word than the last: `Thaksin` [which of the words]
    CalledBy,
    /// Family names of two words: `Bonham Carter`
    DoubleSurname,
    /// Spanish and Portuguese family names: `Ruiz`
    IberianSurname,
    /// `average`, `median` [1 mean, 2 median, 3 mean on either side]
    Average,
    /// Bodies that decide by vote: `council`, `senate`
    Body,
    /// One of them: `seat`, `judge`
    BodyMember,
    /// `passed`, `fell below`: the number after them was left behind [1 up, 2 down]
    Crossing,
    /// `national`, `previous`: of another place, time or group
    Elsewhere,
    /// `highest`, `low`, `record` [1 greatest, 2 least, 3 either]
    Extreme,
    /// People as rates count them: `head`, `resident`
    Inhabitant,
    /// Things that rates name one by one: `a page`, `a share`, `a game`
    Piece,
    /// `margin`, `lead`: how far one side is before another
    Lead,
    /// `passed`, `rejected` [1 carried, 2 rejected, 3 unanimous]
    Outcome,
    /// `raised`, `a total of`: the number after them is all that came of something
    Proceeds,
    /// `ranged`, `varied`
    Ranging,
    /// `above`, `previous record` [1 the first is greater, 2 less, 3 either]
    Rival,
    /// `gap`, `choose`: between two in either order
    SidesApart,
    /// `consecutive`, `in a row` [1 before what is counted, 2 after it]
    Streak,
    /// `needed`, `quorum`: what a vote needs
    Supermajority,
    /// `vote`, `ballot`
    Voting,
    /// `rank`, `average`: heads of columns that nobody adds up
    Unsummed,
    /// Words before a title or a word as a word: `novel`, `term`
    /// Words before a title, a word as a word, or what is to be read on something: `novel`, `term`, `banner` [1, 2, 3]
    Naming,
    /// What states figures without being anybody: `report`, `data` [1 a paragraph goes on to tell what it says]
    Document,
    /// `show`, `estimates` [1 whoever the subject is, 2 only of a document, 3 where it is a verb of speech, 4 before "that"]
    StatingVerb,
    /// Words between an amount and the same amount in another unit: `equivalent to` [1 they say so alone]
    Restating,
    /// Words by which degrees are a difference: `warmer` [1 before them, 2 after, 3 either, 4 after a few]
    DegreesApart,
    /// Words for one person: `man`, `driver`
    Person,
    /// `GMT`, `local time`
    TimeZone,
    /// Acronyms that need no explanation: `NATO`
    Acronym,
    /// `more`, `cheaper`: after a percentage or a number of times [1 more, 2 less]
    Comparative,
    /// Words beside which a smaller number can be a rise: `in the table`, `per dollar`
    Inverted,
    /// Words that say the number before them again: `or`, `equal to`
    Restates,
    /// Nouns of a share: `a turnout of 62 percent`
    ShareNoun,
    /// `voter`, `household`: lemmas of nouns for people
    PeopleNoun,
    /// What cannot be more than 100 percent: `turnout`
    BoundedRate,
    /// Words of answers that exclude each other, and of having a share [see the list]
    Answer,
    /// Words that say shares may overlap: `both`, `several answers`
    Overlapping,
    /// `killed`, `hurt`, `casualties` [1 killed, 2 hurt, 3 both, 4 missing, 5 victims]
    Casualty,
    /// Words that turn a comparison round: `in other words`, `back to`
    Converse,
    /// Words for a whole of two groups: `nationally`, `overall`
    Overall,
    /// What a correction says: `an earlier version` [1 the old number, 2 the right one]
    CorrectionCue,
    /// Words of offers, where two prices are a choice: `subscription`
    Alternative,
    /// Sums that can be less than nothing: `profit`
    Balance,
    /// Words for the beginning of a thing: `built`, `founded`
    Founding,
    /// Words between the ends of a stretch of time and its length: `a total of`
    SpanFiller,
    /// Things whose length is agreed on: `contract`, `term`
    FixedTerm,
    /// `mother`, `son`
    Relative,
    /// `began`, `opened`: before the time at which something begins
    Beginning,
    /// `ended`, `restored`: before the time at which it ends
    Ending,
    /// `bringing`, `taking`: what follows says where a total has come to
    Bringing,
    /// `same`, `end of`: between a preposition and a time
    BeforeTime,
    /// `taken`, `free`: of parts that exclude each other [its axis times 100 plus its place]
    Exclusive,
    /// `born`, `died`
    LifeEvent,
    /// `noon`, `midnight` [minutes since midnight]
    NamedHour,
    /// `centenary`, `bicentennial` [its years]
    Jubilee,
}

/// Each class with the list that fills it, in English.
const LISTS: &[(Class, &str)] = &[
    (Class::NumberWord, include_str!("../data/en/number-words.txt")),
    (Class::Scale, include_str!("../data/en/scales.txt")),
    (Class::ScaleSuffix, include_str!("../data/en/scale-suffixes.txt")),
    (Class::Group, include_str!("../data/en/groups.txt")),
    (Class::VaguePlural, include_str!("../data/en/vague-plurals.txt")),
    (Class::Ordinal, include_str!("../data/en/ordinals.txt")),
    (Class::Fraction, include_str!("../data/en/fractions.txt")),
    (Class::Multiplier, include_str!("../data/en/multipliers.txt")),
    (Class::Month, include_str!("../data/en/months.txt")),
    (Class::Weekday, include_str!("../data/en/weekdays.txt")),
    (Class::Hedge, include_str!("../data/en/hedges.txt")),
    (Class::Change, include_str!("../data/en/changes.txt")),
    (Class::Cue, include_str!("../data/en/cues.txt")),
    (Class::Title, include_str!("../data/en/titles.txt")),
    (Class::IdentifierNoun, include_str!("../data/en/identifier-nouns.txt")),
    (Class::Contrast, include_str!("../data/en/contrasts.txt")),
    (Class::Determiner, include_str!("../data/en/determiners.txt")),
    (Class::Preposition, include_str!("../data/en/prepositions.txt")),
    (Class::Conjunction, include_str!("../data/en/conjunctions.txt")),
    (Class::Pronoun, include_str!("../data/en/pronouns.txt")),
    (Class::Auxiliary, include_str!("../data/en/auxiliaries.txt")),
    (Class::Adverb, include_str!("../data/en/adverbs.txt")),
    (Class::Verb, include_str!("../data/en/verbs.txt")),
    (Class::StopAbbreviation, include_str!("../data/en/stop-abbreviations.txt")),
    (Class::NameParticle, include_str!("../data/en/name-particles.txt")),
    (Class::NotAName, include_str!("../data/en/not-names.txt")),
    (Class::Total, include_str!("../data/en/totals.txt")),
    (Class::Partial, include_str!("../data/en/partials.txt")),
    (Class::Irrealis, include_str!("../data/en/irrealis.txt")),
    (Class::Earlier, include_str!("../data/en/earlier.txt")),
    (Class::Update, include_str!("../data/en/updates.txt")),
    (Class::Negation, include_str!("../data/en/negations.txt")),
    (Class::HeadlineSource, include_str!("../data/en/headline-sources.txt")),
    (Class::Season, include_str!("../data/en/seasons.txt")),
    (Class::Aged, include_str!("../data/en/aged.txt")),
    (Class::AgeCue, include_str!("../data/en/age-cues.txt")),
    (Class::Linking, include_str!("../data/en/linking.txt")),
    (Class::Other, include_str!("../data/en/others.txt")),
    (Class::IndexNoun, include_str!("../data/en/index-nouns.txt")),
    (Class::ParticleVerb, include_str!("../data/en/particle-verbs.txt")),
    (Class::Contest, include_str!("../data/en/contests.txt")),
    (Class::Street, include_str!("../data/en/streets.txt")),
    (Class::YearCue, include_str!("../data/en/year-cues.txt")),
    (Class::OtherBase, include_str!("../data/en/other-bases.txt")),
    (Class::GivenName, include_str!("../data/en/given-names.txt")),
    (Class::FamilyFirst, include_str!("../data/en/family-first.txt")),
    (Class::CalledBy, include_str!("../data/en/called-by.txt")),
    (Class::DoubleSurname, include_str!("../data/en/double-surnames.txt")),
    (Class::IberianSurname, include_str!("../data/en/iberian-surnames.txt")),
    (Class::Naming, include_str!("../data/en/naming.txt")),
    (Class::Document, include_str!("../data/en/documents.txt")),
    (Class::StatingVerb, include_str!("../data/en/stating-verbs.txt")),
    (Class::Restating, include_str!("../data/en/restating.txt")),
    (Class::Founding, include_str!("../data/en/foundings.txt")),
    (Class::SpanFiller, include_str!("../data/en/span-fillers.txt")),
    (Class::Relative, include_str!("../data/en/relatives.txt")),
    (Class::Beginning, include_str!("../data/en/beginnings.txt")),
    (Class::Ending, include_str!("../data/en/endings.txt")),
    (Class::FixedTerm, include_str!("../data/en/fixed-terms.txt")),
    (Class::DegreesApart, include_str!("../data/en/degrees-apart.txt")),
    (Class::Person, include_str!("../data/en/persons.txt")),
    (Class::TimeZone, include_str!("../data/en/time-zones.txt")),
    (Class::Average, include_str!("../data/en/averages.txt")),
    (Class::Body, include_str!("../data/en/bodies.txt")),
    (Class::BodyMember, include_str!("../data/en/body-members.txt")),
    (Class::Crossing, include_str!("../data/en/crossings.txt")),
    (Class::Elsewhere, include_str!("../data/en/elsewhere.txt")),
    (Class::Extreme, include_str!("../data/en/extremes.txt")),
    (Class::Inhabitant, include_str!("../data/en/inhabitants.txt")),
    (Class::Piece, include_str!("../data/en/pieces.txt")),
    (Class::Lead, include_str!("../data/en/leads.txt")),
    (Class::Outcome, include_str!("../data/en/outcomes.txt")),
    (Class::Proceeds, include_str!("../data/en/proceeds.txt")),
    (Class::Ranging, include_str!("../data/en/ranging.txt")),
    (Class::Rival, include_str!("../data/en/rivals.txt")),
    (Class::SidesApart, include_str!("../data/en/sides-apart.txt")),
    (Class::Streak, include_str!("../data/en/streaks.txt")),
    (Class::Supermajority, include_str!("../data/en/supermajorities.txt")),
    (Class::Voting, include_str!("../data/en/votings.txt")),
    (Class::Unsummed, include_str!("../data/en/unsummed.txt")),
    (Class::Acronym, include_str!("../data/en/acronyms.txt")),
    (Class::Credit, include_str!("../data/en/credits.txt")),
    (Class::Comparative, include_str!("../data/en/comparatives.txt")),
    (Class::Inverted, include_str!("../data/en/inverted.txt")),
    (Class::Restates, include_str!("../data/en/restaters.txt")),
    (Class::ShareNoun, include_str!("../data/en/shares.txt")),
    (Class::PeopleNoun, include_str!("../data/en/people-nouns.txt")),
    (Class::BoundedRate, include_str!("../data/en/bounded-rates.txt")),
    (Class::Answer, include_str!("../data/en/answers.txt")),
    (Class::Overlapping, include_str!("../data/en/overlapping.txt")),
    (Class::Casualty, include_str!("../data/en/casualties.txt")),
    (Class::Converse, include_str!("../data/en/converses.txt")),
    (Class::Overall, include_str!("../data/en/overalls.txt")),
    (Class::CorrectionCue, include_str!("../data/en/corrections.txt")),
    (Class::Alternative, include_str!("../data/en/alternatives.txt")),
    (Class::Balance, include_str!("../data/en/balances.txt")),
    (Class::Bringing, include_str!("../data/en/bringings.txt")),
    (Class::BeforeTime, include_str!("../data/en/before-times.txt")),
    (Class::Exclusive, include_str!("../data/en/exclusives.txt")),
    (Class::LifeEvent, include_str!("../data/en/life-events.txt")),
    (Class::NamedHour, include_str!("../data/en/named-hours.txt")),
    (Class::Jubilee, include_str!("../data/en/jubilees.txt")),
];

/// A word of the vocabulary, or [`WordId::UNKNOWN`]. Ids differ between builds; do not store them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u16);

impl WordId {
    /// The id of every word that stands in no list.
    pub const UNKNOWN: WordId = WordId(0);

    /// Whether the word stands in the list of this class, alone.
    #[inline]
    pub fn is(self, class: Class) -> bool {
        vocabulary().words[self.0 as usize].classes.has(class)
    }

    /// Whether the word stands alone in the list of any of these classes.
    #[inline]
    pub fn is_any(self, classes: &[Class]) -> bool {
        vocabulary().words[self.0 as usize].classes.meet(Classes::of(classes))
    }

    /// The value that the list of this class gives the word.
    #[inline]
    pub fn value(self, class: Class) -> Option<u32> {
        self.is(class).then(|| vocabulary().value(self, class))
    }

    /// One of 64 heaps that all words are put on.
    #[inline]
    const fn heap(self) -> u64 {
        1 << (self.0 % 64)
    }

    /// The longest entry of the class that begins with this word: how many words it has, and its
    /// value. `following` gives the words after this one, from 1.
    #[inline]
    pub fn phrase(self, class: Class, following: impl Fn(usize) -> WordId) -> Option<(usize, u32)> {
        let vocabulary = vocabulary();
        let second = following(1);
        if vocabulary.words[self.0 as usize].seconds & second.heap() != 0 {
            let phrases = vocabulary.phrases_of(self);
            let first = phrases.partition_point(|phrase| (phrase.class as u8) < class as u8);
            let mut own = phrases[first..].iter().take_while(|phrase| phrase.class == class);
            let fits = |phrase: &&Phrase| {
                let rest = &vocabulary.rests[phrase.rest()];
                phrase.second == second
                    && rest.iter().enumerate().all(|(i, &word)| following(i + 2) == word)
            };
            if let Some(phrase) = own.find(fits) {
                return Some((phrase.n_rest as usize + 2, phrase.value));
            }
        }
        self.value(class).map(|value| (1, value))
    }
}

impl Class {
    #[inline]
    const fn bit(self) -> u128 {
        1 << self as u8
    }
}

/// A set of classes: all that a word can be, or all that is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

impl Classes {
    /// The set of some classes.
    #[inline]
    pub const fn of(classes: &[Class]) -> Classes {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= classes[index].bit();
            index += 1;
        }
        Classes(bits)
    }

    /// Whether a class belongs to it.
    #[inline]
    pub const fn has(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }

    /// Whether both have a class in common.
    #[inline]
    pub const fn meet(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// All that belongs to one of the two.
    #[inline]
    #[must_use]
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// All lists, read once.
pub struct Vocabulary {
    index: index::Index,
    /// What every word of an article is asked for, by id, and an empty one behind the last.
    words: Vec<Entry>,
    /// The values of all words but those that are 0, by their words.
    values: Vec<Value>,
    /// All phrases, by their first word and by class, the longest of a class first.
    phrases: Vec<Phrase>,
    /// The words of all phrases from the third on.
    rests: Vec<WordId>,
    /// For the first two words of phrases, where the classes of all that begin so stand.
    pairs: FxHashMap<(WordId, WordId), u32>,
    pair_classes: Vec<Classes>,
}

/// What there is to know of a word. All of it lies together: it takes longer to reach for it than to read it.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// The classes that it is in alone.
    classes: Classes,
    /// Which of 64 heaps of words the second words of its phrases are in: hardly any other word is.
    seconds: u64,
    /// The place of its first value; they end where those of the next word begin.
    first_value: u32,
    /// The place of the first phrase that begins with it; they end where those of the next word begin.
    first_phrase: u32,
}

struct Value {
    word: WordId,
    class: Class,
    value: u32,
}

struct Phrase {
    /// The place of its third word, and how many there are from that on.
    first_rest: u32,
    n_rest: u8,
    class: Class,
    first: WordId,
    /// Its second word, by which nearly all others are told from it.
    second: WordId,
    value: u32,
}

impl Phrase {
    fn rest(&self) -> Range<usize> {
        self.first_rest as usize..self.first_rest as usize + usize::from(self.n_rest)
    }
}

/// The vocabulary, read at first use.
#[inline]
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);
    &VOCABULARY
}

/// The entries of a list: words and the text of the value, which may be empty.
pub fn entries(list: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let entries = lines.map(|line| {
        let (words, value) = line.split_once('=').unwrap_or((line, ""));
        (words.trim_ascii(), value.trim_ascii())
    });
    entries.filter(|(words, _)| !words.is_empty())
}

/// Every list with the class it fills, for whoever checks or documents them.
pub fn lists() -> impl Iterator<Item = (Class, &'static str)> {
    language::ENGLISH.lists.iter().copied()
}

impl Vocabulary {
    fn read() -> Vocabulary {
        let mut words = Vec::with_capacity(index::ROOM);
        words.push(Entry::default());
        let mut vocabulary = Vocabulary {
            index: index::Index::new(),
            words,
            values: Vec::with_capacity(index::ROOM),
            phrases: Vec::with_capacity(index::ROOM / 2),
            rests: Vec::with_capacity(index::ROOM / 4),
            pairs: FxHashMap::with_capacity_and_hasher(index::ROOM / 2, FxBuildHasher),
            pair_classes: Vec::with_capacity(index::ROOM / 2),
        };
        for (class, list) in lists() {
            for (words, value) in entries(list) {
                vocabulary.add(class, words, value.parse().unwrap_or(0));
            }
        }
        for (index, unit) in units::all().iter().enumerate() {
            for name in unit.names() {
                vocabulary.add(Class::Unit, name, index as u32);
            }
            for symbol in unit.symbols() {
                vocabulary.add(Class::UnitSymbol, symbol, 0);
            }
        }
        for (index, currency) in currencies::all().iter().enumerate() {
            for name in currency.names() {
                vocabulary.add(Class::Currency, &name, index as u32);
            }
        }
        vocabulary.sort();
        vocabulary
    }

    /// Puts the values of each word, and the phrases that begin with it, side by side, and notes with it where they are.
    fn sort(&mut self) {
        self.values.sort_by_key(|value| value.word);
        // Of two that are the same the one that was read last is meant.
        self.phrases.reverse();
        self.phrases
            .sort_by_key(|phrase| (phrase.first, phrase.class as u8, Reverse(phrase.n_rest)));
        self.words.push(Entry::default());
        let (mut value, mut phrase) = (0, 0);
        for (id, word) in (0..).map(WordId).zip(&mut self.words) {
            (word.first_value, word.first_phrase) = (value as u32, phrase as u32);
            value += self.values[value..].iter().take_while(|own| own.word == id).count();
            phrase += self.phrases[phrase..].iter().take_while(|own| own.first == id).count();
        }
    }

    fn add(&mut self, class: Class, words: &str, value: u32) {
        let Some((first, rest)) = words.split_once(' ') else {
            let word = self.intern(words);
            let entry = &mut self.words[word.0 as usize];
            if !entry.classes.has(class) {
                entry.classes = entry.classes.with(Classes::of(&[class]));
                if value != 0 {
                    self.values.push(Value { word, class, value });
                }
            }
            return;
        };
        let first = self.intern(first);
        let mut rest = rest.split(' ');
        let second = rest.next().map_or(WordId::UNKNOWN, |second| self.intern(second));
        let first_rest = self.rests.len() as u32;
        for word in rest {
            let word = self.intern(word);
            self.rests.push(word);
        }
        let n_rest = (self.rests.len() as u32 - first_rest) as u8;
        self.phrases.push(Phrase { first_rest, n_rest, class, first, second, value });
        self.words[first.0 as usize].seconds |= second.heap();
        let next = self.pair_classes.len() as u32;
        let place = *self.pairs.entry((first, second)).or_insert(next);
        if place == next {
            self.pair_classes.push(Classes::default());
        }
        let classes = &mut self.pair_classes[place as usize];
        *classes = classes.with(Classes::of(&[class]));
    }

    fn intern(&mut self, word: &str) -> WordId {
        let word = without_possessive(word);
        let known = self.index.get(word, word.len());
        if known != WordId::UNKNOWN {
            return known;
        }
        let id = self.index.insert(word);
        if id != WordId::UNKNOWN {
            self.words.push(Entry::default());
        }
        id
    }

    /// The id of a word, regardless of case and without a possessive `'s`.
    pub fn look_up(&self, word: &str) -> WordId {
        self.look_up_first(word, word.len())
    }

    /// All classes in whose lists a word stands before another: alone; alone or as the first of several, of which
    /// the other is the second.
    #[inline]
    pub fn classes(&self, word: WordId, next: WordId) -> (Classes, Classes) {
        let Entry { classes, seconds, .. } = self.words[word.0 as usize];
        match seconds & next.heap() {
            0 => (classes, classes),
            _ => (classes, classes.with(self.classes_of_pair(word, next))),
        }
    }

    /// The classes of the phrases that begin with two words. Kept apart, so that the usual case is small enough to be
    /// put where it is needed.
    #[inline(never)]
    fn classes_of_pair(&self, word: WordId, next: WordId) -> Classes {
        self.pairs
            .get(&(word, next))
            .map_or(Classes::default(), |&at| self.pair_classes[at as usize])
    }

    /// The same for a word of a few plain letters, by their key.
    #[inline]
    pub(crate) fn look_up_plain(&self, key: u128) -> WordId {
        self.index.get_short(key)
    }

    /// The same for the word that a text begins with, `length` bytes of it.
    #[inline]
    pub(crate) fn look_up_first(&self, text: &str, length: usize) -> WordId {
        let word = without_possessive(&text[..length]);
        self.index.get(text, word.len())
    }

    /// The phrases that begin with a word.
    fn phrases_of(&self, word: WordId) -> &[Phrase] {
        let [own, next] = [0, 1].map(|step| self.words[word.0 as usize + step].first_phrase);
        &self.phrases[own as usize..next as usize]
    }

    /// The value of a word in one of its classes; 0 where it has none.
    pub fn value(&self, word: WordId, class: Class) -> u32 {
        let [own, next] = [0, 1].map(|step| self.words[word.0 as usize + step].first_value);
        let mut values = self.values[own as usize..next as usize].iter();
        values.find(|own| own.class == class).map_or(0, |own| own.value)
    }
}

/// The word without a possessive `'s` or `’s`: `China's` is `China`.
#[inline]
pub fn without_possessive(word: &str) -> &str {
    // Most words show with their last letter that they have none.
    let Some(stem) = word.strip_suffix('s') else { return word };
    let stem = stem.strip_suffix(['\'', '’']);
    stem.filter(|stem| !stem.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_without_duplicates() {
        for (class, list) in lists() {
            let words: Vec<&str> = entries(list).map(|(words, _)| words).collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{class:?}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn lists_state_their_origin() {
        for (class, list) in lists() {
            assert!(list.starts_with("# "), "{class:?} has no header");
            assert!(list.contains("# Origin: "), "{class:?} states no origin");
            assert!(list.contains("# Licence: "), "{class:?} states no licence");
        }
    }

    #[test]
    fn every_word_of_every_list_is_found() {
        for (class, list) in lists() {
            for (words, _) in entries(list) {
                // A possessive is looked up without its end, so a word that only looks like one is not found.
                assert!(words.contains(' ') || without_possessive(words) == words, "{words:?}");
                let ids = words.split(' ').map(|word| vocabulary().look_up(word));
                assert!(ids.clone().all(|id| id != WordId::UNKNOWN), "{class:?}: {words:?}");
                let ids: Vec<WordId> = ids.collect();
                let following = |i: usize| ids.get(i).copied().unwrap_or(WordId::UNKNOWN);
                let (length, _) = ids[0].phrase(class, following).unwrap_or_default();
                assert_eq!(length, ids.len(), "{class:?}: {words:?}");
            }
        }
    }

    #[test]
    fn looks_up_regardless_of_case_and_possessive() {
        let id = |word| vocabulary().look_up(word);
        assert_eq!(id("Million"), id("million"));
        assert_eq!(id("year’s"), id("year"));
        assert_eq!(id("zyzzyva"), WordId::UNKNOWN);
        assert_eq!(id("forty").value(Class::NumberWord), Some(40));
    }

    #[test]
    fn finds_the_longest_phrase() {
        for (class, words) in
            [(Class::Hedge, ["no", "more", "than"]), (Class::Earlier, ["the", "previous", "year"])]
        {
            let ids = words.map(|word| vocabulary().look_up(word));
            let following = |i: usize| ids.get(i).copied().unwrap_or(WordId::UNKNOWN);
            let phrase = ids[0].phrase(class, following);
            assert_eq!(phrase.map(|(length, _)| length), Some(3), "{words:?}");
        }
    }
}
