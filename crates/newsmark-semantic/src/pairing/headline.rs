//! What the body says of a headline's number: the same, something else, or nothing.
//!
//! A headline knows no more than its article. Its number may stand in the body in other words, rounded or cut;
//! then all is well, whatever it counts there. Where it does not, another number of the body is its
//! counterpart if both speak of one thing, or if a usual slip makes one of the other: then it need
//! not be said to count the same. A number without any counterpart may have been worked out.

use newsmark_lexer::{Class, TextRange};
use rust_decimal::Decimal;

use super::gate::{Apart, compare, reasons, same_head, units_may_match};
use crate::agreement::{self, Agreement, Slip, agreement, slip, telling_digits};
use crate::derive::{Reading, claimed, derive};
use crate::facts::casualty::Harm;
use crate::facts::figure::{Leeway, Role, Unit};
use crate::facts::{Article, Facts, Figure};

/// What stands in the body in place of a headline's number.
#[derive(Clone, Debug)]
pub enum Counterpart<'a> {
    /// Figures that differ from it; never empty.
    Figures(Vec<&'a Figure>),
    /// Years that are a tenth of it apart; the later one may be that of the article.
    Years {
        /// The earlier year.
        from: &'a Figure,
        /// The later one, where the body names it.
        to: Option<&'a Figure>,
        /// How many years lie between them.
        apart: Decimal,
    },
}

/// What the body has where it does not have the number of the headline; none where it does, or where
/// nothing in it is plainly meant.
pub fn counterpart<'a>(
    facts: &Facts,
    article: &'a Article,
    figure: &Figure,
) -> Option<Counterpart<'a>> {
    if !is_checked(figure) || is_of_so_many(facts, article, figure) {
        return None;
    }
    let body = || article.figures.iter().filter(|figure| !figure.in_headline);
    let mut best = None;
    for other in body() {
        match support(figure, other) {
            Some(Support::Exact) => return None,
            so_far => best = best.max(so_far),
        }
    }
    let is_slip = |other: &&Figure| is_likely_slip(figure, other);
    // What merely rounds to it does not count beside the same digits at another scale.
    let is_rescaled = |other: &&Figure| is_slip(other) && agreement::same_digits(figure, other);
    let mut found: Vec<&Figure> = match best {
        _ if is_in_score(facts, article, figure) => return None,
        // `310 years later`, between 1706 and 2016.
        _ if is_years(figure) && span(article, figure, Decimal::ONE).is_some() => return None,
        Some(Support::Near) => {
            body().filter(|other| same_head(figure, other) && is_rescaled(other)).collect()
        }
        Some(_) => body().filter(is_rescaled).collect(),
        None => body().filter(is_slip).collect(),
    };
    // Where one of them is plainly what was meant, others for the same thing are other things.
    if found.is_empty() && best.is_none() && !is_one_of_several(article, figure) {
        found.extend(body().filter(|other| is_same_thing(facts, article, figure, other)));
    }
    match (found.is_empty(), best) {
        (false, _) => Some(Counterpart::Figures(found)),
        (true, None) => years(article, figure),
        (true, Some(_)) => None,
    }
}

/// Whether the body has several changes in percent where the headline has one, or values that give its own: the headline may mean
/// any of them, or what they make together.
fn is_one_of_several(article: &Article, headline: &Figure) -> bool {
    if headline.role != Role::Change || !headline.is_percent() {
        return false;
    }
    // Of which it is not said what changed, it may be the same.
    let mut others = article.figures.iter().filter(|figure| {
        figure.role == Role::Change
            && figure.is_percent()
            && !figure.in_headline
            && (figure.noun.is_none() || same_head(headline, figure))
    });
    let first = others.next().and_then(|figure| figure.value);
    let is_given = article.changes.iter().any(|change| {
        let percent = derive(article, change, Reading::Printed).and_then(|it| it.percent.low);
        percent.is_some_and(|percent| claimed(headline, Reading::Loose).contains(percent.abs()))
    });
    is_given || others.any(|figure| figure.value != first)
}

/// Whether the number can be looked for in the body.
fn is_checked(figure: &Figure) -> bool {
    figure.is_quantity() && figure.role != Role::Ratio && figure.value.is_some()
}

/// How well a number of the body says what the headline says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    /// It rounds to it, far off and of a thing that is counted otherwise: 170 miles for 200 dead.
    Coarse,
    /// It rounds to it, and is near it or in the same unit.
    Near,
    /// It is that number.
    Exact,
}

/// Whether a number of the body says what the headline says, whatever it counts. A headline knows no more
/// than its article: neither "1 billion" nor "more than 1 billion" says 1.2 billion, nor "hundreds" 600.
fn support(headline: &Figure, body: &Figure) -> Option<Support> {
    if body.role == Role::Identifier || !units_may_match(headline, body) {
        return None;
    }
    if headline.value == body.value {
        return Some(Support::Exact);
    }
    let is_finer = headline.step() < body.step();
    let is_said = match (headline.hedge, body.hedge) {
        _ if !body.is_quantity() => false,
        (None, None) if is_finer => false,
        (None, Some(_)) if is_finer => agreement::is_close(headline, body),
        (None, _) if body.value.is_some() => agreement::is_restated(headline, body),
        _ => agreement(headline, body) == Agreement::Agrees && is_told(body),
    };
    let is_alike = agreement::is_near(headline, body) || headline.unit.is_some();
    is_said.then_some(if is_alike { Support::Near } else { Support::Coarse })
}

/// `one ward in eight closes`: whether a one may be a share of the next number of the headline, and no count.
fn is_of_so_many(facts: &Facts, article: &Article, figure: &Figure) -> bool {
    let Some(noun) = figure.noun.as_ref().filter(|_| figure.value == Some(Decimal::ONE)) else {
        return false;
    };
    let mut headline = article.headline_figures().map(|(_, figure)| figure);
    let next = headline.find(|next| next.range.start() > noun.range.end());
    next.is_some_and(|next| {
        facts.words(TextRange::new(noun.range.end(), next.range.start())).trim() == "in"
    })
}

/// Whether a whole number of the headline is what one side has in a score of the body: `scores 108 points`, `beat the Falcons 108-97`.
fn is_in_score(facts: &Facts, article: &Article, headline: &Figure) -> bool {
    let sides = |score: &Figure| -> [Option<Decimal>; 2] {
        let (one, other) = facts.words(score.range).split_once(['-', '–']).unwrap_or_default();
        [one, other].map(|side| side.trim().parse().ok())
    };
    let mut scores =
        article.figures.iter().filter(|figure| figure.role == Role::Score && !figure.in_headline);
    headline.unit.is_none() && scores.any(|score| sides(score).contains(&headline.value))
}

/// Whether a figure without a value is a range whose ends are not far apart.
fn is_told(body: &Figure) -> bool {
    let is_narrow =
        |low: Decimal, high: Decimal| low.checked_add(low).is_some_and(|double| high <= double);
    body.value.is_some()
        || body.loose().low.zip(body.loose().high).is_some_and(|(low, high)| is_narrow(low, high))
}

/// Whether a number of the body is for what the headline's is for, but another.
fn is_same_thing(facts: &Facts, article: &Article, headline: &Figure, body: &Figure) -> bool {
    agreement(headline, body) == Agreement::Conflicts
        && (compare(facts, article, headline, body).is_ok()
            || is_of_named(facts, article, headline, body)
            || is_same_toll(article, headline, body))
}

/// Whether the headline says by name whose it is, and the body in its sentence: `Tarrant Foods profit climbs 18 percent`, `Tarrant
/// Foods said that its fourth-quarter profit rose`.
fn is_of_named(facts: &Facts, article: &Article, headline: &Figure, body: &Figure) -> bool {
    const LONGEST: usize = 400;
    let Some((ours, theirs)) = headline.noun.as_ref().zip(body.noun.as_ref()) else { return false };
    if reasons(facts, article, headline, body)[..] != [Apart::Modifiers] {
        return false;
    }
    let sentence = article.sentences.get(body.sentence as usize);
    let said = sentence.map_or("", |&sentence| facts.words(sentence));
    let said = said.get(..LONGEST).unwrap_or(said).to_lowercase();
    let mut owners =
        ours.lemmas.modifiers.iter().filter(|own| !theirs.lemmas.modifiers.contains(own));
    let is_name = facts.words(ours.range).starts_with(char::is_uppercase);
    is_name && said.len() <= LONGEST && owners.all(|own| said.contains(&**own))
}

/// Whether both count the dead, or the hurt, and the body has one number of them: "Fire kills 14", "killed
/// 12 people". Where it has two, the toll rose or was revised.
fn is_same_toll(article: &Article, headline: &Figure, body: &Figure) -> bool {
    if article.tolls.len() > MOST_TOLLS {
        return false;
    }
    let of = |figure: &Figure| {
        article.tolls.iter().find(|toll| article.figure(toll.figure).range == figure.range)
    };
    let Some((ours, theirs)) = of(headline).zip(of(body)) else { return false };
    // `26 hurt or missing`: the dead and the hurt, or the missing, may be counted together.
    let is_sum = |figure: &Figure| {
        let both = figure.value.zip(body.value).and_then(|(a, b)| a.checked_add(b));
        both.is_some() && both == headline.value
    };
    let is_only = article.tolls.iter().all(|toll| {
        let figure = article.figure(toll.figure);
        let is_same = toll.harm == theirs.harm && figure.value == body.value;
        let is_other = toll.harm != theirs.harm && toll.harm != Harm::Missing && !is_sum(figure);
        figure.in_headline || !toll.is_doubtful && (is_same || is_other)
    });
    // `Two others died` adds to it.
    let n_of_people = article.figures.iter().filter(|figure| {
        let is_person = figure.noun.as_ref().is_some_and(|noun| {
            newsmark_lexer::vocabulary::vocabulary()
                .look_up(&noun.lemmas.head)
                .is(Class::PeopleNoun)
        });
        let is_count = figure.role == Role::Level && figure.unit.is_none() && !figure.in_headline;
        is_count && (is_person || figure.context.partial) && figure.value != body.value
    });
    let is_firm = |figure: &Figure| !figure.context.irrealis && !figure.context.negated;
    let is_plain = headline.hedge.is_none() && body.hedge.is_none() && !headline.context.updated;
    ours.harm == theirs.harm
        && !theirs.is_joined
        && !ours.is_joined
        && matches!(ours.harm, Harm::Killed | Harm::Injured)
        && is_only
        && n_of_people.count() == 0
        && is_plain
        && is_firm(headline)
        && is_firm(body)
}

/// An article with more numbers of dead and hurt tells of more than one thing.
const MOST_TOLLS: usize = 24;

/// Whether a number without support is so plainly a slip of another one that it need not be said to count
/// the same: of many digits, with a unit, or large. Chance makes small numbers look like slips.
fn is_likely_slip(a: &Figure, b: &Figure) -> bool {
    if let Some(b) = in_terms_of(a, b) {
        return matches!(slip(a, &b), Some(Slip::PowerOfTen(_)));
    }
    let (Some(value_a), Some(value_b)) = (a.value, b.value) else { return false };
    let is_bare = |figure: &Figure| {
        figure.unit.is_none() && figure.noun.as_ref().is_none_or(|noun| noun.from_subject)
    };
    // `Teen, 16, wins`: an age is often a number and nothing else.
    let may_be_age = |figure: &Figure| {
        figure.unit.is_none()
            && figure.noun.is_none()
            && figure.hedge.is_none()
            && figure.value.is_some_and(|value| value < OLDEST)
    };
    let same_unit = units_may_match(a, b)
        && (a.unit.is_some() == b.unit.is_some() || is_bare(a) || is_years(a) && may_be_age(b));
    let is_plain = |figure: &Figure| figure.is_quantity() && !figure.is_fraction();
    if !is_plain(a) || !is_plain(b) || !same_unit {
        return false;
    }
    let has_unit = a.unit.is_some();
    // What a number is of by its subject, "the toll", is often called otherwise elsewhere.
    let counted = |figure: &'_ Figure| figure.noun.clone().filter(|noun| !noun.from_subject);
    let heads = counted(a).zip(counted(b)).map(|(a, b)| a.lemmas.head == b.lemmas.head);
    let digits = telling_digits(value_a).min(telling_digits(value_b));
    let least = value_a.min(value_b);
    let is_large = least >= LARGE;
    match slip(a, b) {
        Some(Slip::PowerOfTen(_)) => {
            digits >= 2 || has_unit || least >= SELDOM || heads == Some(true)
        }
        Some(Slip::SwappedDigits) => digits >= 3 || has_unit || heads != Some(false),
        Some(Slip::Neighbour) => digits >= 3 || is_large,
        Some(Slip::OneDigit) => digits >= 3,
        None => false,
    }
}

/// No bare number from here on is somebody's age.
const OLDEST: Decimal = Decimal::from_parts(120, 0, 0, false, 0);
/// From here on a number is seldom ten times another by chance.
const SELDOM: Decimal = Decimal::from_parts(20, 0, 0, false, 0);
/// From here on a number seldom looks like another by chance.
const LARGE: Decimal = Decimal::ONE_HUNDRED;

/// A figure of the body in the terms of the headline, where it says the same in another way: decades for
/// years, a fraction for a percentage, the 25th anniversary for 25 years.
fn in_terms_of(headline: &Figure, body: &Figure) -> Option<Figure> {
    let value = body.value?;
    let is_bare = headline.unit.is_none() && headline.noun.is_none();
    let factor = match body.unit {
        Some(Unit::Of(id)) if is_years(headline) && id.unit().name == "decade" => Decimal::TEN,
        Some(Unit::Of(id)) if is_years(headline) && id.unit().name == "century" => {
            Decimal::ONE_HUNDRED
        }
        None if headline.is_percent() && body.role == Role::Share => Decimal::ONE_HUNDRED,
        None if body.role == Role::Rank && value >= FIRST_TELLING_RANK => {
            let counts_time = headline.role == Role::Duration || headline.role == Role::Age;
            (counts_time || is_bare).then_some(Decimal::ONE)?
        }
        _ => return None,
    };
    let value = Some(value.checked_mul(factor)?);
    Some(Figure {
        value,
        leeway: Leeway::new(value, body.readings(), body.step().checked_mul(factor)?),
        unit: headline.unit,
        role: headline.role,
        ..body.clone()
    })
}

/// Ranks below this are everywhere.
const FIRST_TELLING_RANK: Decimal = Decimal::from_parts(13, 0, 0, false, 0);

fn is_years(figure: &Figure) -> bool {
    matches!(figure.unit, Some(Unit::Of(id) | Unit::OfAge(id)) if id.unit().name == "year")
}

/// How many years of the body are looked at.
const MOST_YEARS: usize = 16;
/// Below this many years a tenth of them is so short that some pair of years is always so far apart.
const FEWEST_YEARS: Decimal = Decimal::from_parts(130, 0, 0, false, 0);

/// Years of the body that are a tenth of the headline's number apart.
fn years<'a>(article: &'a Article, figure: &Figure) -> Option<Counterpart<'a>> {
    let speaks_of_centuries = article
        .figures
        .iter()
        .any(|figure| matches!(figure.unit, Some(Unit::Of(id)) if id.unit().name == "century"));
    let is_long = figure.value.is_some_and(|number| number >= FEWEST_YEARS) && is_years(figure);
    if !is_long || speaks_of_centuries {
        return None;
    }
    span(article, figure, Decimal::TEN)
}

/// Two years that are a part of the headline's number apart, give or take one; the later one may be the
/// article's own.
fn span<'a>(article: &'a Article, figure: &Figure, part: Decimal) -> Option<Counterpart<'a>> {
    let wanted = figure.value?.checked_div(part)?;
    let years = article.figures.iter().filter(|year| !year.in_headline && year.role == Role::Date);
    let named: Vec<(Decimal, &Figure)> =
        years.filter_map(|year| Some((year.value?, year))).take(MOST_YEARS).collect();
    let own = article.date.map(|date| (Decimal::from(date.year()), None));
    let later = || named.iter().map(|&(year, figure)| (year, Some(figure))).chain(own);
    named.iter().find_map(|&(start, from)| {
        later().find_map(|(end, to)| {
            let apart = end.checked_sub(start)?;
            let is_meant = apart.checked_sub(wanted)?.abs() <= Decimal::ONE;
            is_meant.then_some(Counterpart::Years { from, to, apart })
        })
    })
}
