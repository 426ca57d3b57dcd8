//! What a word can be, and the lists that say so: a new class of words is added here and nowhere else.

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
    /// `answer`, `verdict`: what somebody says
    SpeechNoun,
    /// `KC`, `MP`: letters behind a name
    PostNominal,
}

/// Each class with the list that fills it, in English.
pub(super) const LISTS: &[(Class, &str)] = &[
    (Class::NumberWord, include_str!("../../data/en/number-words.txt")),
    (Class::Scale, include_str!("../../data/en/scales.txt")),
    (Class::ScaleSuffix, include_str!("../../data/en/scale-suffixes.txt")),
    (Class::Group, include_str!("../../data/en/groups.txt")),
    (Class::VaguePlural, include_str!("../../data/en/vague-plurals.txt")),
    (Class::Ordinal, include_str!("../../data/en/ordinals.txt")),
    (Class::Fraction, include_str!("../../data/en/fractions.txt")),
    (Class::Multiplier, include_str!("../../data/en/multipliers.txt")),
    (Class::Month, include_str!("../../data/en/months.txt")),
    (Class::Weekday, include_str!("../../data/en/weekdays.txt")),
    (Class::Hedge, include_str!("../../data/en/hedges.txt")),
    (Class::Change, include_str!("../../data/en/changes.txt")),
    (Class::Cue, include_str!("../../data/en/cues.txt")),
    (Class::Title, include_str!("../../data/en/titles.txt")),
    (Class::IdentifierNoun, include_str!("../../data/en/identifier-nouns.txt")),
    (Class::Contrast, include_str!("../../data/en/contrasts.txt")),
    (Class::Determiner, include_str!("../../data/en/determiners.txt")),
    (Class::Preposition, include_str!("../../data/en/prepositions.txt")),
    (Class::Conjunction, include_str!("../../data/en/conjunctions.txt")),
    (Class::Pronoun, include_str!("../../data/en/pronouns.txt")),
    (Class::Auxiliary, include_str!("../../data/en/auxiliaries.txt")),
    (Class::Adverb, include_str!("../../data/en/adverbs.txt")),
    (Class::Verb, include_str!("../../data/en/verbs.txt")),
    (Class::StopAbbreviation, include_str!("../../data/en/stop-abbreviations.txt")),
    (Class::NameParticle, include_str!("../../data/en/name-particles.txt")),
    (Class::NotAName, include_str!("../../data/en/not-names.txt")),
    (Class::Total, include_str!("../../data/en/totals.txt")),
    (Class::Partial, include_str!("../../data/en/partials.txt")),
    (Class::Irrealis, include_str!("../../data/en/irrealis.txt")),
    (Class::Earlier, include_str!("../../data/en/earlier.txt")),
    (Class::Update, include_str!("../../data/en/updates.txt")),
    (Class::Negation, include_str!("../../data/en/negations.txt")),
    (Class::HeadlineSource, include_str!("../../data/en/headline-sources.txt")),
    (Class::Season, include_str!("../../data/en/seasons.txt")),
    (Class::Aged, include_str!("../../data/en/aged.txt")),
    (Class::AgeCue, include_str!("../../data/en/age-cues.txt")),
    (Class::Linking, include_str!("../../data/en/linking.txt")),
    (Class::Other, include_str!("../../data/en/others.txt")),
    (Class::IndexNoun, include_str!("../../data/en/index-nouns.txt")),
    (Class::ParticleVerb, include_str!("../../data/en/particle-verbs.txt")),
    (Class::Contest, include_str!("../../data/en/contests.txt")),
    (Class::Street, include_str!("../../data/en/streets.txt")),
    (Class::YearCue, include_str!("../../data/en/year-cues.txt")),
    (Class::OtherBase, include_str!("../../data/en/other-bases.txt")),
    (Class::GivenName, include_str!("../../data/en/given-names.txt")),
    (Class::FamilyFirst, include_str!("../../data/en/family-first.txt")),
    (Class::CalledBy, include_str!("../../data/en/called-by.txt")),
    (Class::DoubleSurname, include_str!("../../data/en/double-surnames.txt")),
    (Class::IberianSurname, include_str!("../../data/en/iberian-surnames.txt")),
    (Class::Naming, include_str!("../../data/en/naming.txt")),
    (Class::Document, include_str!("../../data/en/documents.txt")),
    (Class::StatingVerb, include_str!("../../data/en/stating-verbs.txt")),
    (Class::Restating, include_str!("../../data/en/restating.txt")),
    (Class::Founding, include_str!("../../data/en/foundings.txt")),
    (Class::SpanFiller, include_str!("../../data/en/span-fillers.txt")),
    (Class::Relative, include_str!("../../data/en/relatives.txt")),
    (Class::Beginning, include_str!("../../data/en/beginnings.txt")),
    (Class::Ending, include_str!("../../data/en/endings.txt")),
    (Class::FixedTerm, include_str!("../../data/en/fixed-terms.txt")),
    (Class::DegreesApart, include_str!("../../data/en/degrees-apart.txt")),
    (Class::Person, include_str!("../../data/en/persons.txt")),
    (Class::TimeZone, include_str!("../../data/en/time-zones.txt")),
    (Class::Average, include_str!("../../data/en/averages.txt")),
    (Class::Body, include_str!("../../data/en/bodies.txt")),
    (Class::BodyMember, include_str!("../../data/en/body-members.txt")),
    (Class::Crossing, include_str!("../../data/en/crossings.txt")),
    (Class::Elsewhere, include_str!("../../data/en/elsewhere.txt")),
    (Class::Extreme, include_str!("../../data/en/extremes.txt")),
    (Class::Inhabitant, include_str!("../../data/en/inhabitants.txt")),
    (Class::Piece, include_str!("../../data/en/pieces.txt")),
    (Class::Lead, include_str!("../../data/en/leads.txt")),
    (Class::Outcome, include_str!("../../data/en/outcomes.txt")),
    (Class::Proceeds, include_str!("../../data/en/proceeds.txt")),
    (Class::Ranging, include_str!("../../data/en/ranging.txt")),
    (Class::Rival, include_str!("../../data/en/rivals.txt")),
    (Class::SidesApart, include_str!("../../data/en/sides-apart.txt")),
    (Class::Streak, include_str!("../../data/en/streaks.txt")),
    (Class::Supermajority, include_str!("../../data/en/supermajorities.txt")),
    (Class::Voting, include_str!("../../data/en/votings.txt")),
    (Class::Unsummed, include_str!("../../data/en/unsummed.txt")),
    (Class::Acronym, include_str!("../../data/en/acronyms.txt")),
    (Class::Credit, include_str!("../../data/en/credits.txt")),
    (Class::Comparative, include_str!("../../data/en/comparatives.txt")),
    (Class::Inverted, include_str!("../../data/en/inverted.txt")),
    (Class::Restates, include_str!("../../data/en/restaters.txt")),
    (Class::ShareNoun, include_str!("../../data/en/shares.txt")),
    (Class::PeopleNoun, include_str!("../../data/en/people-nouns.txt")),
    (Class::BoundedRate, include_str!("../../data/en/bounded-rates.txt")),
    (Class::Answer, include_str!("../../data/en/answers.txt")),
    (Class::Overlapping, include_str!("../../data/en/overlapping.txt")),
    (Class::Casualty, include_str!("../../data/en/casualties.txt")),
    (Class::Converse, include_str!("../../data/en/converses.txt")),
    (Class::Overall, include_str!("../../data/en/overalls.txt")),
    (Class::CorrectionCue, include_str!("../../data/en/corrections.txt")),
    (Class::Alternative, include_str!("../../data/en/alternatives.txt")),
    (Class::Balance, include_str!("../../data/en/balances.txt")),
    (Class::Bringing, include_str!("../../data/en/bringings.txt")),
    (Class::BeforeTime, include_str!("../../data/en/before-times.txt")),
    (Class::Exclusive, include_str!("../../data/en/exclusives.txt")),
    (Class::LifeEvent, include_str!("../../data/en/life-events.txt")),
    (Class::NamedHour, include_str!("../../data/en/named-hours.txt")),
    (Class::Jubilee, include_str!("../../data/en/jubilees.txt")),
    (Class::SpeechNoun, include_str!("../../data/en/speech-nouns.txt")),
    (Class::PostNominal, include_str!("../../data/en/post-nominals.txt")),
];

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
    /// Words that hold a sentence together and name nothing: linguists' function words, but that verbs are not among
    /// them, nor are letters and signs.
    pub const FUNCTION_WORDS: Classes = Classes::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Adverb,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Negation,
        Class::NumberWord,
    ]);

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
