//! A sum or a count for each of the people who live there.
//!
//! Only where the article has one population and the figure stands beside it: whose head it is per must not be
//! guessed.

use rust_decimal::Decimal;

use crate::facts::figure::{Role, Unit};
use crate::facts::{Article, Figure, FigureId};

/// A figure divided by a population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerHead {
    /// How much there is for each.
    pub value: Decimal,
    /// The population.
    pub population: FigureId,
}

/// Nouns that count all who live somewhere.
const INHABITANTS: &[&str] = &["inhabitant", "population", "resident"];

/// What a sum of money comes to for each who lives there, if the article says in the same paragraph how many
/// do, and says it of one place only.
pub fn per_head(article: &Article, figure: &Figure) -> Option<PerHead> {
    let is_sum = matches!(figure.unit, Some(Unit::Money(_))) && figure.role == Role::Level;
    let value = figure.value.filter(|_| is_sum && figure.per.is_none())?;
    let first = article.figures.partition_point(|other| other.paragraph < figure.paragraph);
    let own = article.figures[first..].iter().take_while(|one| one.paragraph == figure.paragraph);
    let index = first + own.take(MOST_BESIDE).position(is_population)?;
    let heads = article.figures[index].value.filter(|heads| *heads > Decimal::ONE)?;
    let mut populations = article.figures.iter().filter(|one| is_population(one));
    let is_one = populations.all(|other| other.value == Some(heads));
    let exact = value.checked_div(heads).filter(|_| is_one)?;
    let value = if exact >= Decimal::ONE_HUNDRED { exact.round() } else { exact };
    (value >= Decimal::ONE).then_some(PerHead { value, population: FigureId(index as u32) })
}

/// How many figures of a paragraph are looked at for a population.
const MOST_BESIDE: usize = 64;

fn is_population(figure: &Figure) -> bool {
    let counts = figure.noun.as_ref().is_some_and(|noun| INHABITANTS.contains(&&*noun.lemmas.head));
    counts && figure.role == Role::Level && figure.unit.is_none() && !figure.context.partial
}
