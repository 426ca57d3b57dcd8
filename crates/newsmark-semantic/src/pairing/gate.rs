//! The gate itself: each reason that keeps two figures apart, one function each.
//!
//! [`compare`] stops at the first reason, [`reasons`] names them all. A reason needs both figures to say
//! something: a figure without a place may be of any place.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::vocabulary::{lemma, vocabulary};
use newsmark_lexer::{Class, TextRange};

use crate::facts::figure::{Context, Noun, Role, Supposed, Unit};
use crate::facts::{Article, Extent, Facts, Figure, Quote};

/// Why two figures do not speak of the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// One is no quantity, or one is a level and the other a change.
    Role,
    /// Percent against people, dollars against euros, a rate against a count.
    Unit,
    /// They count different things, or it is not said what one of them counts.
    Noun,
    /// Words set one against the other: rural and urban, men and women.
    Contrast,
    /// Each is described by a word that the other lacks.
    Modifiers,
    /// They are for different places.
    Place,
    /// They are of different firms, teams or offices.
    Organisation,
    /// They are for different times.
    Time,
    /// One is of an earlier state of things.
    Earlier,
    /// One has gone on since.
    Updated,
    /// One is a forecast.
    Forecast,
    /// One is a target or a plan.
    Target,
    /// One is so under a condition.
    Condition,
    /// One is denied.
    Negated,
    /// One is only a part of what is counted.
    Partial,
    /// Two people say them.
    Voices,
}

/// Two figures of an article, side by side.
#[derive(Clone, Copy)]
struct Two<'a> {
    text: &'a str,
    a: &'a Figure,
    b: &'a Figure,
}

/// What asks for one reason.
type Reason = fn(Two<'_>) -> Result<(), Apart>;

/// The reasons that the words around two figures give, whatever the rest of the article says; in the order in which
/// they are asked for.
const OF_WORDS: &[Reason] = &[
    |two| same_kind(two.a, two.b),
    same_noun,
    same_words,
    same_place,
    same_owner,
    |two| same_context(two.a, two.b),
];

/// Whether two figures of an article speak of the same thing, or the first reason why not.
pub fn compare(facts: &Facts, article: &Article, a: &Figure, b: &Figure) -> Result<(), Apart> {
    of_words(Two { text: &facts.text, a, b }).next().map_or(Ok(()), Err)?;
    same_in_article(facts, article, a, b)
}

/// Whether two figures that [`may_be_one`] speak of the same thing, by what the rest of the article says.
pub(super) fn same_in_article(
    facts: &Facts,
    article: &Article,
    a: &Figure,
    b: &Figure,
) -> Result<(), Apart> {
    same_time(a, b)?;
    same_voice(facts, article, a, b)
}

/// Whether the words around two figures let them speak of the same thing: without this, [`compare`] never does.
pub(super) fn may_be_one(text: &str, a: &Figure, b: &Figure) -> bool {
    of_words(Two { text, a, b }).next().is_none()
}

fn of_words(two: Two<'_>) -> impl Iterator<Item = Apart> {
    OF_WORDS.iter().filter_map(move |reason| reason(two).err())
}

/// All reasons why two figures of an article do not speak of the same thing; none where they do.
pub fn reasons(facts: &Facts, article: &Article, a: &Figure, b: &Figure) -> Vec<Apart> {
    let mut reasons: Vec<Apart> = of_words(Two { text: &facts.text, a, b }).collect();
    reasons.extend(contexts(a, b));
    reasons.extend(same_time(a, b).err());
    reasons.extend(same_voice(facts, article, a, b).err());
    reasons.sort();
    reasons.dedup();
    reasons
}

/// Whether unit and role let two figures be compared, whatever they count.
pub fn same_kind(a: &Figure, b: &Figure) -> Result<(), Apart> {
    let is_stock = |figure: &Figure| matches!(figure.role, Role::Level | Role::Share);
    // `9 in 10 pupils` is no number of pupils.
    let are_stocks = is_stock(a) && is_stock(b) && a.is_fraction() == b.is_fraction();
    let same_role = a.role == b.role || are_stocks;
    if !a.is_quantity() || !b.is_quantity() || !same_role {
        return Err(Apart::Role);
    }
    if a.unit != b.unit || a.per != b.per {
        return Err(Apart::Unit);
    }
    Ok(())
}

/// Whether nothing in the units of two figures keeps them apart. A figure without a unit may have left it
/// out, unless it counts something; an age may be written as a duration, and a degree is one of the scale
/// that is not named.
pub fn units_may_match(a: &Figure, b: &Figure) -> bool {
    let plain = |unit: Unit| match unit {
        Unit::OfAge(id) => Unit::Of(id),
        other => other,
    };
    match (a.unit.map(plain), b.unit.map(plain)) {
        (Some(one), Some(other)) => one == other || is_bare_degree(one, other),
        (Some(unit), None) => !counts_otherwise(b, unit),
        (None, Some(unit)) => !counts_otherwise(a, unit),
        (None, None) => true,
    }
}

/// Whether a figure counts things that are no money, no share and no measure: "19 schools" are no 19 percent.
fn counts_otherwise(figure: &Figure, unit: Unit) -> bool {
    let is_measured = match unit.dimension() {
        None => matches!(unit, Unit::Money(_)),
        Some(dimension) => !matches!(dimension, Dimension::Time | Dimension::Points),
    };
    let counts = figure.noun.as_ref().is_some_and(|noun| !noun.from_subject);
    is_measured && counts
}

/// Whether two units of temperature are one, where one of them does not name its scale.
fn is_bare_degree(a: Unit, b: Unit) -> bool {
    let is_degree = |unit: Unit| matches!(unit, Unit::Of(id) if id.unit().name == "degree");
    let dimensions = a.dimension().zip(b.dimension());
    (is_degree(a) || is_degree(b))
        && dimensions == Some((Dimension::Temperature, Dimension::Temperature))
}

/// Whether two figures are said to count things of one name.
pub fn same_head(a: &Figure, b: &Figure) -> bool {
    a.noun.as_ref().zip(b.noun.as_ref()).is_some_and(|(a, b)| a.lemmas.head == b.lemmas.head)
}

/// Whether what is said about two figures lets both be about one state of things.
pub fn same_state(a: &Figure, b: &Figure) -> Result<(), Apart> {
    same_time(a, b)?;
    same_context(a, b)
}

fn same_time(a: &Figure, b: &Figure) -> Result<(), Apart> {
    let differ = a.as_of.zip(b.as_of).is_some_and(|(a, b)| !a.is_compatible(&b));
    if differ { Err(Apart::Time) } else { Ok(()) }
}

fn same_context(a: &Figure, b: &Figure) -> Result<(), Apart> {
    contexts(a, b).next().map_or(Ok(()), Err)
}

/// What the words of two figures' clauses say about how firmly they are stated, and keeps them apart.
fn contexts(a: &Figure, b: &Figure) -> impl Iterator<Item = Apart> {
    let one = |is: fn(&Context) -> bool| is(&a.context) || is(&b.context);
    let supposed = |kind: Supposed| {
        [a, b].into_iter().any(|figure| {
            figure.context.irrealis && figure.context.supposed.unwrap_or(Supposed::Forecast) == kind
        })
    };
    let contexts = [
        (Apart::Earlier, one(|context| context.earlier)),
        // Both may be the newest count.
        (Apart::Updated, a.context.updated != b.context.updated),
        (Apart::Forecast, supposed(Supposed::Forecast)),
        (Apart::Target, supposed(Supposed::Target)),
        (Apart::Condition, supposed(Supposed::Condition)),
        (Apart::Negated, one(|context| context.negated)),
        (Apart::Partial, one(|context| context.partial)),
    ];
    contexts.into_iter().filter(|(_, holds)| *holds).map(|(apart, _)| apart)
}

/// Whether the words that describe two nouns let both stand for one thing.
pub fn same_description(text: &str, a: &Noun, b: &Noun) -> Result<(), Apart> {
    let (words_a, words_b) = (&text[a.range], &text[b.range]);
    if contrast(words_a, words_b).is_some() {
        return Err(Apart::Contrast);
    }
    let lacks = |one: &Noun, other: &Noun| {
        one.lemmas.modifiers.iter().any(|modifier| !other.lemmas.modifiers.contains(modifier))
    };
    if lacks(a, b) && lacks(b, a) { Err(Apart::Modifiers) } else { Ok(()) }
}

/// Whether one figure stands in a quote and the other in the article's own words: then the article may
/// only be reporting a mistake.
pub fn is_quote_against_narration(a: &Figure, b: &Figure) -> bool {
    a.in_quote != b.in_quote
}

/// Both are said to count the same.
fn same_noun(two: Two<'_>) -> Result<(), Apart> {
    match (&two.a.noun, &two.b.noun) {
        (Some(a), Some(b)) if a.lemmas.head == b.lemmas.head => Ok(()),
        _ => Err(Apart::Noun),
    }
}

fn same_words(two: Two<'_>) -> Result<(), Apart> {
    match (&two.a.noun, &two.b.noun) {
        (Some(a), Some(b)) => same_description(two.text, a, b),
        _ => Ok(()),
    }
}

fn same_place(two: Two<'_>) -> Result<(), Apart> {
    same_name(two, two.a.scope.place, two.b.scope.place).map_or(Ok(()), |_| Err(Apart::Place))
}

fn same_owner(two: Two<'_>) -> Result<(), Apart> {
    same_name(two, two.a.scope.owner, two.b.scope.owner)
        .map_or(Ok(()), |_| Err(Apart::Organisation))
}

fn same_voice(facts: &Facts, article: &Article, a: &Figure, b: &Figure) -> Result<(), Apart> {
    match voices(facts, article, a, b) {
        Some(_) => Err(Apart::Voices),
        None => Ok(()),
    }
}

/// The two names, where both figures have one and neither is a part of the other. A headline names things
/// in its own way: the country for the town, the short name for the long one.
fn same_name(two: Two<'_>, a: Option<Extent>, b: Option<Extent>) -> Option<(TextRange, TextRange)> {
    let (a, b) = (a?.range(), b?.range());
    let in_headline = two.a.in_headline || two.b.in_headline;
    let same = is_one_name(&two.text[a], &two.text[b]);
    (!in_headline && !same).then_some((a, b))
}

/// Whether one name may be the other, shortened: `police` and `Northport police`.
fn is_one_name(a: &str, b: &str) -> bool {
    let is_part = |one: &str, other: &str| {
        let mut telling = one.split_whitespace().filter(|word| !is_determiner(word));
        telling.all(|word| other.split_whitespace().any(|known| known.eq_ignore_ascii_case(word)))
    };
    is_part(a, b) || is_part(b, a)
}

fn is_determiner(word: &str) -> bool {
    vocabulary().look_up(word).is(Class::Determiner)
}

/// The two who say the figures, where they are not one.
pub(super) fn voices<'a>(
    facts: &'a Facts,
    article: &'a Article,
    a: &Figure,
    b: &Figure,
) -> Option<(&'a str, &'a str)> {
    if let Some((a, b)) = speaker(article, a).zip(speaker(article, b)) {
        return (a != b).then_some((a, b));
    }
    let in_headline = a.in_headline || b.in_headline;
    // `the $7 million dam came too late, the farmers say`: what is known already is not their claim.
    let is_known = |figure: &Figure| figure.noun.as_ref().is_some_and(|noun| noun.is_definite);
    let voice = |figure: &Figure| {
        let source = figure.source.map(Extent::range);
        source.filter(|_| !figure.in_quote && !in_headline && !is_known(figure))
    };
    let (a, b) = voice(a).zip(voice(b))?;
    let (a, b) = (facts.words(a), facts.words(b));
    (!is_one_name(a, b)).then_some((a, b))
}

/// Two words of which one sets a thing against the other.
pub(super) fn contrast<'t>(words_a: &'t str, words_b: &'t str) -> Option<(&'t str, &'t str)> {
    contrasts(words_a).find_map(|(word_a, axis_a, place_a)| {
        let mut others = contrasts(words_b);
        let (word_b, ..) = others.find(|&(_, axis, place)| axis == axis_a && place != place_a)?;
        Some((word_a, word_b))
    })
}

/// The words of a noun that stand on an axis of contrast, with axis and place.
fn contrasts(words: &str) -> impl Iterator<Item = (&str, u32, u32)> {
    words.split(|c: char| c.is_whitespace() || c == ',').filter_map(|word| {
        let value = vocabulary()
            .look_up(word)
            .value(Class::Contrast)
            .or_else(|| vocabulary().look_up(&lemma(word)).value(Class::Contrast))?;
        Some((word, value / 100, value % 100))
    })
}

/// Who says a figure, where it stands in a quote with a speaker.
fn speaker<'a>(article: &'a Article, figure: &Figure) -> Option<&'a str> {
    figure.in_quote.then_some(())?;
    quote_around(article, figure.range)?.speaker.as_ref()?.name.as_deref()
}

/// The quote that holds a place; quotes are in the order of the text.
fn quote_around(article: &Article, range: TextRange) -> Option<&Quote> {
    let after = article.quotes.partition_point(|quote| quote.range.start() <= range.start());
    let quote = article.quotes.get(after.checked_sub(1)?)?;
    quote.range.contains_range(range).then_some(quote)
}

impl Apart {
    /// The word that machine output uses.
    pub fn word(self) -> &'static str {
        match self {
            Apart::Role => "role",
            Apart::Unit => "unit",
            Apart::Noun => "noun",
            Apart::Contrast => "contrast",
            Apart::Modifiers => "modifiers",
            Apart::Place => "place",
            Apart::Organisation => "organisation",
            Apart::Time => "time",
            Apart::Earlier => "earlier",
            Apart::Updated => "updated",
            Apart::Forecast => "forecast",
            Apart::Target => "target",
            Apart::Condition => "condition",
            Apart::Negated => "negated",
            Apart::Partial => "partial",
            Apart::Voices => "voices",
        }
    }

    /// The reason, for an editor.
    pub fn reason(self) -> &'static str {
        match self {
            Apart::Role => "one is a level and the other is not",
            Apart::Unit => "different units",
            Apart::Noun => "not said to count the same",
            Apart::Contrast => "different groups",
            Apart::Modifiers => "described differently",
            Apart::Place => "different places",
            Apart::Organisation => "of different names",
            Apart::Time => "different times",
            Apart::Earlier => "one is an earlier state",
            Apart::Updated => "one has gone on since",
            Apart::Forecast => "one is a forecast",
            Apart::Target => "one is a target or a plan",
            Apart::Condition => "one is so under a condition",
            Apart::Negated => "one is denied",
            Apart::Partial => "one is only a part",
            Apart::Voices => "different speakers",
        }
    }
}
