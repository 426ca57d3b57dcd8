//! The dead, the hurt, and all casualties together.
//!
//! A toll rises and is revised, and several attacks have several tolls. So only one number of dead, one of
//! hurt and one of both are put together, none of them hedged, from another time or of another group.

use newsmark_lexer::{Class, Kind};

use super::Article;
use super::figure::{Figure, FigureId, Role};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// Dead and hurt, and what is said to be both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Casualties {
    /// The dead.
    pub killed: FigureId,
    /// The hurt.
    pub injured: FigureId,
    /// All of them.
    pub all: FigureId,
    /// Whether somebody is named for one of them and not for all, so that two people may be counting.
    pub has_voices: bool,
}

/// What harm a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Toll {
    pub(crate) figure: FigureId,
    pub(crate) harm: Harm,
    /// Whether its sentence speaks of another time, or only of some.
    pub(crate) is_doubtful: bool,
    /// Whether its sentence says who says so.
    pub(crate) has_voice: bool,
    /// Whether somebody else is counted beside it: `five shoppers and a guard`.
    pub(crate) is_joined: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Harm {
    Killed,
    Injured,
    /// Both together.
    All,
    Missing,
    /// `victims`, who may be the dead alone.
    Victims,
}

/// How far from a figure its harm is looked for, in tokens.
const REACH: usize = 6;

impl Placed for Toll {
    fn place(&self) -> Place {
        self.figure.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.figure]);
    }
}

/// Finds what the figures of a paragraph say about the dead and the hurt.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut tolls: Vec<Toll> = Vec::new();
    let counts = facts.figures.iter().enumerate().filter(|(_, figure)| {
        figure.role == Role::Level && figure.unit.is_none() && figure.value.is_some()
    });
    for (index, figure) in counts {
        let Some(harm) = harm(words, facts, index, figure) else { continue };
        let sentence = facts.sentences.get(figure.sentence as usize).copied().unwrap_or_default();
        let at = words.index_at(figure.range.start());
        let first = words.index_at(sentence.start()).max(at.saturating_sub(40));
        let end = words.index_at(sentence.end()).min(at + 40);
        let has = |class| (first..end).any(|at| words.phrase(at, class).is_some());
        let is_doubtful = has(Class::Earlier)
            || has(Class::Partial) && harm != Harm::All
            || has(Class::Change)
            || has(Class::Irrealis)
            || figure.hedge.is_some()
            || figure.context.negated;
        let has_voice = has(Class::Cue) || (first..end).any(|at| words.bytes(at) == b"put");
        let is_joined = is_joined(words, figure);
        tolls.push(Toll {
            figure: FigureId(index as u32),
            harm,
            is_doubtful,
            has_voice,
            is_joined,
        });
    }
    facts.tolls = tolls;
}

/// `five shoppers and a guard`, `a guard and five shoppers`
fn is_joined(words: &Words<'_>, figure: &Figure) -> bool {
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.phrase_end());
    let and =
        |at: usize| matches!(words.bytes(at), b"and" | b"plus") || words.kind(at) == Kind::Comma;
    let is_after = and(end)
        && (words.is(end + 1, Class::Determiner)
            || words.is(end + 1, Class::NumberWord)
            || words.kind(end + 1).is_number()
            || words.is_capitalised(end + 1));
    is_after || first > 0 && words.bytes(first - 1) == b"and"
}

/// What harm the words beside a figure name: right before it (`killed 12`), or after it (`12 people were
/// killed`, `12 dead`).
fn harm(words: &Words<'_>, facts: &ParagraphFacts, index: usize, figure: &Figure) -> Option<Harm> {
    let first = words.index_at(figure.range_with_hedge().start());
    let end = words.index_at(figure.range.end());
    let limit = facts
        .figures
        .get(index + 1)
        .map_or(words.len(), |next| words.index_at(next.range_with_hedge().start()));
    let before = (first.saturating_sub(2)..first).rev().find_map(|at| {
        let (length, value) = words.phrase(at, Class::Casualty)?;
        let is_next = at + length == first
            || at + length + 1 == first && matches!(words.bytes(at + length), b"another" | b"some");
        is_next.then_some(value)
    });
    if let Some(value @ (1 | 2)) = before {
        return of_value(value);
    }
    let mut at = end;
    while at < limit.min(end + REACH) {
        if let Some((_, value)) = words.phrase(at, Class::Casualty) {
            // `12 killed and injured`: both; `killed 12 and injured 31`: the second begins anew.
            let own = of_value(value);
            let is_verb_of_next = at + 1 == limit && matches!(value, 1 | 2);
            return own.filter(|_| !is_verb_of_next);
        }
        let ends = words.kind(at) != Kind::Word
            || matches!(words.bytes(at), b"and" | b"but" | b"while" | b"in" | b"from");
        if ends {
            break;
        }
        at += 1;
    }
    // `The death toll stands at 18`, `the number of casualties to 62`
    let sentence = facts.sentences.get(figure.sentence as usize)?;
    let start = words.index_at(sentence.start()).max(first.saturating_sub(REACH));
    let is_linked = first > 0
        && (matches!(words.bytes(first - 1), b"at" | b"to" | b"is" | b"was" | b"of")
            || words.kind(first - 1) == Kind::Colon);
    let named = (start..first).rev().find_map(|at| {
        let (length, value) = words.phrase(at, Class::Casualty)?;
        let is_noun = value == 3 || matches!(words.bytes(at), b"death" | b"toll" | b"fatalities");
        // Only what says how many they are may stand between.
        const LINKS: &[Class] =
            &[Class::Linking, Class::Auxiliary, Class::Change, Class::Preposition];
        let is_said = (at + length..first)
            .all(|at| words.is_any_of(at, LINKS) || words.kind(at) == Kind::Colon);
        (is_noun && is_said).then_some(value)
    });
    named.filter(|_| is_linked).and_then(of_value)
}

fn of_value(value: u32) -> Option<Harm> {
    Some(match value {
        1 => Harm::Killed,
        2 => Harm::Injured,
        3 => Harm::All,
        4 => Harm::Missing,
        5 => Harm::Victims,
        _ => return None,
    })
}

/// Puts the one number of dead, the one of hurt and those of both together.
pub(crate) fn resolve(article: &mut Article) {
    let tolls = &article.tolls;
    let of = |harm: Harm| tolls.iter().filter(move |toll| toll.harm == harm);
    let only = |harm: Harm| {
        let first = of(harm).find(|toll| !article.figure(toll.figure).in_headline)?;
        let value = article.figure(first.figure).value;
        let same = of(harm).all(|toll| article.figure(toll.figure).value == value);
        (same && !first.is_doubtful).then_some(first)
    };
    let (Some(killed), Some(injured)) = (only(Harm::Killed), only(Harm::Injured)) else { return };
    if of(Harm::Missing).next().is_some() || !are_of_one_group(article, killed, injured) {
        return;
    }
    let [dead, hurt] = [killed, injured].map(|toll| article.figure(toll.figure));
    let fits = |toll: &&Toll| {
        let all = article.figure(toll.figure);
        let is_more = all.value > dead.value.max(hurt.value);
        let is_all = toll.harm == Harm::All || toll.harm == Harm::Victims && is_more;
        is_all && !toll.is_doubtful && all.as_of == dead.as_of && all.in_quote == dead.in_quote
    };
    let found = tolls.iter().filter(fits).map(|toll| Casualties {
        killed: killed.figure,
        injured: injured.figure,
        all: toll.figure,
        has_voices: toll.has_voice && (killed.has_voice || injured.has_voice),
    });
    article.casualties = found.collect();
}

/// Whether dead and hurt are of one group: not soldiers and civilians.
fn are_of_one_group(article: &Article, killed: &Toll, injured: &Toll) -> bool {
    const ANYBODY: &[&str] = &["person", "people", "other", "victim"];
    let noun = |toll: &Toll| {
        let noun = article.figure(toll.figure).noun.as_ref().filter(|noun| !noun.from_subject)?;
        (!ANYBODY.contains(&&*noun.lemmas.head)).then(|| noun.lemmas.head.clone())
    };
    let [dead, hurt] = [killed, injured].map(|toll| article.figure(toll.figure));
    let same_noun = noun(killed).zip(noun(injured)).is_none_or(|(a, b)| a == b);
    same_noun && dead.as_of == hurt.as_of && dead.sentence.abs_diff(hurt.sentence) <= 2
}
