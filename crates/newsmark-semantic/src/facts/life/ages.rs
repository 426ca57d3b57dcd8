//! The ages in a paragraph.

use newsmark_lexer::{Class, Kind, TextRange, TextSize};

use super::{
    AgeMention, AgeTime, Holder, ends_clause, is_near_relative, name_at, name_before, years,
    years_of_age,
};
use crate::document::BlockKind;
use crate::facts::Figure;
use crate::facts::figure::Role;
use crate::paragraph::{ParagraphFacts, Words};

/// Words of these classes are part of no name and of no noun.
const NO_MODIFIER: &[Class] = &[
    Class::Verb,
    Class::Auxiliary,
    Class::Cue,
    Class::Preposition,
    Class::Conjunction,
    Class::Pronoun,
    Class::Determiner,
];

/// How many words may stand between an age and the name: `34-year-old maths teacher Ann Lee`.
const MOST_BETWEEN: usize = 5;
/// How far back, in tokens, a mother or a son may be meant by a pronoun.
const LONGEST_SENTENCES: usize = 40;
/// How far back, in tokens, a word of dying makes an age the one at death.
const REACH: usize = 12;

pub(super) fn collect(words: &Words<'_>, facts: &ParagraphFacts) -> Vec<AgeMention> {
    // The first two years of the sentence last asked about.
    let mut beside = (u32::MAX, [None; 2]);
    let ages = facts.figures.iter().filter_map(|figure| {
        let number = years_of_age(figure)?;
        let place = Place {
            words,
            facts,
            first: words.index_at(figure.range.start()),
            end: words.index_at(figure.range.end()),
            is_age: figure.unit.is_some(),
            is_old: words.text[figure.range].ends_with("old"),
        };
        let (holder, when) = place.read(figure)?;
        let behind = place.year_before();
        if beside.0 != figure.sentence {
            let all = TextRange::up_to(TextSize::of(words.text));
            let mut years = years(words, facts, figure.sentence, all);
            beside = (figure.sentence, [years.next(), years.next()]);
        }
        Some(AgeMention {
            range: figure.range,
            years: number,
            holder,
            person: None,
            when,
            years_beside: beside
                .1
                .map(|year| year.map(|year| (year.at, year.range)))
                .map(|year| year.filter(|&(_, range)| !place.is_of_another_clause(range)))
                // `elected in 1971, at 40, and made a dame in 1994`: the year that it stands behind.
                .map(|year| {
                    year.filter(|(_, range)| behind.is_none_or(|own| range.contains_range(own)))
                }),
            sentence: figure.sentence,
            in_quote: figure.in_quote,
        })
    });
    ages.collect()
}

/// A number with the words around it.
struct Place<'a> {
    words: &'a Words<'a>,
    facts: &'a ParagraphFacts,
    first: usize,
    end: usize,
    is_age: bool,
    /// `34-year-old`, `34 years old`
    is_old: bool,
}

impl Place<'_> {
    /// `was 31 when she won, and came back in 1990`: whether a year belongs to another clause than that of the age.
    fn is_of_another_clause(&self, year: TextRange) -> bool {
        const LONGEST: usize = 40;
        let at = self.words.index_at(year.start()).min(self.end + LONGEST);
        self.text(self.end) == "when"
            && (self.end..at).any(|at| {
                let is_joint = matches!(self.text(at + 1), "and" | "but" | "before" | "who");
                self.words.kind(at) == Kind::Semicolon
                    || self.words.kind(at) == Kind::Comma && is_joint
            })
    }

    fn text(&self, at: usize) -> &str {
        self.words.text(at)
    }

    fn back(&self, n: usize) -> &str {
        self.first.checked_sub(n).map_or("", |at| self.words.text(at))
    }

    fn read(&self, figure: &Figure) -> Option<(Holder, AgeTime)> {
        let is_adjective = self.is_old && self.words.kind(self.first + 1) == Kind::Hyphen;
        if is_adjective {
            return self.adjective();
        }
        // `celebrated her 70th birthday`: no other place in an order is an age.
        if figure.role == Role::Rank {
            let is_own = matches!(self.back(1), "his" | "her" | "their");
            let is_birthday = is_own && self.text(self.end) == "birthday";
            return is_birthday.then_some((Holder::Subject, AgeTime::Turned));
        }
        if let Some(found) = self.beside_name() {
            return Some(found);
        }
        self.after_verb(figure)
    }

    /// `Finch, 34,`, `Finch, aged 34,`, `Finch, now 34,`, `Finch (34)`
    fn beside_name(&self) -> Option<(Holder, AgeTime)> {
        let cue = matches!(self.back(1), "aged" | "age" | "now" | "then" | "is" | "was");
        let who = cue && self.back(2) == "who";
        let mark = self.first.checked_sub(1 + usize::from(cue) + usize::from(who))?;
        let is_bracket = self.words.kind(mark) == Kind::ParenOpen;
        let closes = match is_bracket {
            true => self.words.kind(self.end) == Kind::ParenClose,
            false => ends_clause(self.words, self.end) || self.text(self.end) == "years",
        };
        let is_mark = is_bracket || self.words.kind(mark) == Kind::Comma;
        // `Man, 34, held after fire`
        let noun = mark.checked_sub(1)?;
        let is_headline = self.words.kind == BlockKind::Headline;
        if is_headline && self.words.is(noun, Class::Person) && is_mark && closes {
            return Some((Holder::New(Some(self.words.range(noun))), AgeTime::Now));
        }
        let name =
            name_before(self.words, &self.facts.names, mark).filter(|_| is_mark && closes)?;
        // `Hull, 34 km away` has no name of a person; `Paris, 43,` may be a list of places.
        let is_of_one = is_bracket || cue || self.is_age;
        let when = match self.back(1) {
            "then" => AgeTime::Then,
            "was" if !ends_clause(self.words, self.end) => AgeTime::Then,
            _ => self.time(AgeTime::Now),
        };
        is_of_one.then_some((Holder::Name(name.range), when))
    }

    /// `the 34-year-old`, `34-year-old teacher Ann Lee`, `Ann Lee, a 34-year-old teacher`
    fn adjective(&self) -> Option<(Holder, AgeTime)> {
        for at in self.end..self.end + MOST_BETWEEN {
            if let Some(name) = name_at(self.words, &self.facts.names, at) {
                return Some((Holder::Name(name.range), self.time(AgeTime::Now)));
            }
            let is_modifier = matches!(self.words.kind(at), Kind::Word | Kind::Hyphen)
                && !self.words.is_any_of(at, NO_MODIFIER);
            if !is_modifier {
                break;
            }
        }
        let noun = self.noun();
        let article = self.back(1).to_lowercase();
        if matches!(article.as_str(), "a" | "an") {
            if self.back(2).eq_ignore_ascii_case("as") {
                return Some((Holder::Subject, AgeTime::Then));
            }
            let comma = self.first.checked_sub(2);
            let comma = comma.filter(|&comma| self.words.kind(comma) == Kind::Comma);
            let name = comma.and_then(|at| name_before(self.words, &self.facts.names, at));
            return Some(match name {
                Some(name) => (Holder::Name(name.range), self.time(AgeTime::Now)),
                None => (Holder::New(noun), self.time(AgeTime::Now)),
            });
        }
        let holder = if article == "the" { Holder::Known(noun) } else { Holder::New(noun) };
        Some((holder, self.time(AgeTime::Now)))
    }

    /// The noun after `34-year-old`, if one stands there.
    fn noun(&self) -> Option<TextRange> {
        let is_noun = self.words.kind(self.end) == Kind::Word
            && !self.words.is_any_of(self.end, NO_MODIFIER)
            && !self.words.is_any_of(
                self.end,
                &[Class::Adverb, Class::Linking, Class::Change, Class::Irrealis],
            )
            && !self.text(self.end).ends_with("ed");
        is_noun.then(|| self.words.range(self.end))
    }

    /// `she is 34`, `Weil turned 70`, `died at 64`, `at the age of 19`, `when she was 19`
    fn after_verb(&self, figure: &Figure) -> Option<(Holder, AgeTime)> {
        let sentence = self.facts.sentences.get(figure.sentence as usize)?;
        let start = self.words.index_at(sentence.start());
        let from = self.first.saturating_sub(REACH).max(start);
        let before = figure.sentence.checked_sub(1);
        let before = before.and_then(|before| self.facts.sentences.get(before as usize));
        let before = before.map_or(start, |before| self.words.index_at(before.start()));
        let family = before.max(self.first.saturating_sub(LONGEST_SENTENCES));
        if is_near_relative(self.words, family, self.first) {
            return None;
        }
        let ends = ends_clause(self.words, self.end)
            || self.is_old
            || matches!(
                self.text(self.end),
                "when" | "and" | "at" | "in" | "on" | "as" | "years" | "this" | "last"
            );
        let is_death = (from..self.first).any(|at| {
            matches!(self.text(at), "died" | "dies" | "dead" | "death" | "dying" | "passed")
        });
        if self.back(1) == "be" && self.back(3) == "lived" && ends {
            return Some((Holder::Subject, AgeTime::AtDeath));
        }
        let at_age = matches!(self.back(1), "at" | "At" | "aged" | "Aged" | "age")
            || self.back(1) == "of" && self.back(2) == "age";
        if at_age && ends {
            let is_said =
                self.is_age || is_death || self.back(1) != "at" || self.year_before().is_some();
            let is_followed = matches!(self.text(self.end), "and" | "in" | "on" | "at")
                && self.back(1).eq_ignore_ascii_case("at");
            // `At 34, Finch is the oldest`
            let is_present = self.first == start + 1
                && (self.end..self.end + REACH)
                    .any(|at| matches!(self.text(at), "is" | "has" | "remains"));
            let when = match (is_death, is_present) {
                (true, _) => AgeTime::AtDeath,
                (false, true) => AgeTime::Now,
                (false, false) => AgeTime::Then,
            };
            // `At 34, Dara Finch, who`
            let name = (self.first == start + 1)
                .then(|| name_at(self.words, &self.facts.names, self.end + 1));
            let holder = name.flatten().map_or(Holder::Subject, |name| Holder::Name(name.range));
            return (is_said && (!is_followed || is_death)).then_some((holder, when));
        }
        let verb = self.first.checked_sub(1)?;
        let when = match self.text(verb) {
            "is" => AgeTime::Now,
            "was" if self.text(self.end) == "when" || self.is_in_a_time_clause(verb) => {
                AgeTime::Then
            }
            "was" => self.time(AgeTime::Now),
            "turned" | "turns" | "turning" => AgeTime::Turned,
            _ => return None,
        };
        if !ends {
            return None;
        }
        let subject = verb.checked_sub(1)?;
        let is_person = ["he", "she", "who"]
            .iter()
            .any(|pronoun| self.text(subject).eq_ignore_ascii_case(pronoun));
        match name_before(self.words, &self.facts.names, verb) {
            Some(name)
                if self.is_old
                    || when == AgeTime::Turned
                    || ends_clause(self.words, self.end)
                    || self.text(self.end) == "when" =>
            {
                Some((Holder::Name(name.range), when))
            }
            // `Ann Lee, born in 1985, was 25 when`
            _ => (is_person || self.follows_birth(subject)).then_some((Holder::Subject, when)),
        }
    }

    /// The year right before an age: `was elected in 1971, at 40, and`.
    fn year_before(&self) -> Option<TextRange> {
        let year = self.first.checked_sub(3)?;
        let is_year = self.words.kind(year) == Kind::Integer
            && self.words.text(year).len() == 4
            && self.words.kind(year + 1) == Kind::Comma
            && matches!(self.back(1), "at" | "aged")
            && ends_clause(self.words, self.end);
        is_year.then(|| self.words.range(year))
    }

    /// `until he was 5`, `when she was still 17`
    fn is_in_a_time_clause(&self, verb: usize) -> bool {
        (verb.saturating_sub(4)..verb).any(|at| {
            ["when", "until", "till", "since", "before", "after", "while", "by", "as", "because"]
                .iter()
                .any(|word| self.text(at).eq_ignore_ascii_case(word))
        })
    }

    /// Whether the words set off before a token say when somebody was born.
    fn follows_birth(&self, mark: usize) -> bool {
        matches!(self.words.kind(mark), Kind::Comma | Kind::ParenClose)
            && (mark.saturating_sub(REACH)..mark).any(|at| self.text(at) == "born")
    }

    /// The age at another time, where words of the sentence before it say so: `when`, `in 2010`, `then`.
    fn time(&self, otherwise: AgeTime) -> AgeTime {
        let next = self.text(self.end);
        let later = self.text(self.end + 1);
        let is_then = next == "at" && later == "the" || matches!(next, "when") || later == "when";
        let from = self.first.saturating_sub(REACH);
        let is_dying =
            self.back(1) == "was" && (from..self.first).any(|at| self.text(at) == "died");
        if is_then {
            AgeTime::Then
        } else if is_dying {
            AgeTime::AtDeath
        } else {
            otherwise
        }
    }
}
