//! An amount given twice, in two units or two currencies: `12 miles (19 km)`, `$1 billion, or 7.2 billion
//! yuan`.
//!
//! Only the form is read here: the second amount stands in brackets behind the first, between dashes, or
//! behind words that say it is the same. Two amounts side by side without such a sign are a list. Whether
//! the numbers fit is for the checks.

use newsmark_lexer::vocabulary::currencies;
use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{Class, Kind};

use super::Article;
use super::figure::{Figure, FigureId, Hedge, Role, Unit};
use crate::facts::{Extent, Place, Placed, Shift};
use crate::paragraph::{ParagraphFacts, Words};

/// How many words may stand between the first amount and the bracket: `12 miles of new track (19 km)`.
const MOST_BETWEEN: usize = 6;
/// How many words may lead up to the second amount: `(which is the equivalent of`.
const LONGEST_LEAD: usize = 6;
/// How far a word that makes degrees a difference may stand, in tokens.
const REACH: usize = 7;
/// More degrees are no goal for the climate.
const FEW_DEGREES: i64 = 6;

/// Two amounts of which the second says the first again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The amount given first.
    pub first: FigureId,
    /// The same in another unit.
    pub second: FigureId,
    /// How surely it is the same.
    pub joint: Joint,
    /// Of temperatures: whether they are a difference. None: the words do not say.
    pub is_difference: Option<bool>,
}

/// What says that two amounts are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Brackets or dashes around the second, or words such as "equivalent to".
    Certain,
    /// A bare "or", or more words inside the brackets: it may be another amount.
    Likely,
}

impl Placed for Conversion {
    fn place(&self) -> Place {
        self.first.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.figures([&mut self.first, &mut self.second]);
    }
}

impl Conversion {
    /// The two amounts.
    pub fn figures<'a>(&self, article: &'a Article) -> (&'a Figure, &'a Figure) {
        (article.figure(self.first), article.figure(self.second))
    }
}

/// Finds the conversions of a paragraph.
pub(crate) fn collect(words: &Words<'_>, facts: &mut ParagraphFacts) {
    let mut found: Vec<Conversion> = Vec::new();
    for index in 1..facts.figures.len() {
        let [first, second] = [index - 1, index].map(|index| &facts.figures[index]);
        // Of two amounts that say the same both have a unit.
        if second.unit.is_none() {
            continue;
        }
        let chained = found
            .last()
            .filter(|last| last.second.0 as usize == index - 1 && goes_on(words, first, second))
            .map(|last| last.first.0 as usize);
        let start = chained.unwrap_or(index - 1);
        let first = &facts.figures[start];
        if !are_convertible(first, second) {
            continue;
        }
        let joint = match chained {
            Some(_) => Some(Joint::Certain),
            None => joint(words, first, second),
        };
        let Some(joint) = joint else { continue };
        let is_money = [first, second].iter().any(|f| matches!(f.unit, Some(Unit::Money(_))));
        let is_difference = is_temperature(first).then(|| is_difference(words, first, second));
        for index in [start, index] {
            // `200,000 pounds ($254,000)` weigh nothing.
            if pounds_as_money(facts.figures[index].unit, is_money).is_some() {
                facts.figures[index].unit = pounds_as_money(facts.figures[index].unit, is_money);
            }
        }
        found.push(Conversion {
            first: FigureId(start as u32),
            second: FigureId(index as u32),
            joint,
            is_difference: is_difference.flatten(),
        });
    }
    facts.conversions = found;
}

/// Whether one amount can be written as the other: two units of one kind, or two currencies.
fn are_convertible(a: &Figure, b: &Figure) -> bool {
    let has_number = |figure: &Figure| {
        figure.value.is_some_and(|value| !value.is_zero()) || figure.value.is_none()
    };
    let is_amount = |figure: &Figure| figure.is_quantity() && !matches!(figure.role, Role::Ratio);
    let is_money = |figure: &Figure| matches!(figure.unit, Some(Unit::Money(_)));
    let unit =
        |own: &Figure, other: &Figure| pounds_as_money(own.unit, is_money(other)).or(own.unit);
    let same_kind = match (unit(a, b), unit(b, a)) {
        (Some(Unit::Money(a)), Some(Unit::Money(b))) => a != b,
        (Some(Unit::Of(a)), Some(Unit::Of(b))) => {
            let dimension = a.unit().dimension;
            let is_of_kind = !matches!(dimension, Dimension::Other | Dimension::Share);
            a != b && is_of_kind && dimension == b.unit().dimension
        }
        _ => false,
    };
    same_kind
        && a.sentence == b.sentence
        && a.per == b.per
        && (has_number(a) && has_number(b) || is_temperature(a))
        && is_amount(a)
        && is_amount(b)
}

/// Pounds beside other money are money.
fn pounds_as_money(unit: Option<Unit>, is_beside_money: bool) -> Option<Unit> {
    let is_pound = matches!(unit, Some(Unit::Of(id)) if id.unit().name == "pound");
    (is_pound && is_beside_money).then(|| currencies::by_sign("£").map(Unit::Money))?
}

fn is_temperature(figure: &Figure) -> bool {
    figure.dimension() == Some(Dimension::Temperature)
}

fn is_time(figure: &Figure) -> bool {
    figure.dimension() == Some(Dimension::Time)
}

/// `($110 million; £86 million)`: another amount in the same brackets.
fn goes_on(words: &Words<'_>, before: &Figure, next: &Figure) -> bool {
    let (end, first) = gap(words, before, next);
    let is_joint = |at: usize| {
        matches!(words.kind(at), Kind::Semicolon | Kind::Comma | Kind::Slash)
            || matches!(words.text(at), "or" | "and")
    };
    (1..=2).contains(&(first.saturating_sub(end)))
        && (end..first).all(is_joint)
        && closes(words, words.index_at(next.range.end()))
}

/// The tokens between two figures: the first after the one, and the first of the other with its hedge.
fn gap(words: &Words<'_>, first: &Figure, second: &Figure) -> (usize, usize) {
    let start =
        second.hedge_range.map(Extent::range).filter(|hedge| hedge.start() >= first.range.end());
    let start = start.map_or(second.range.start(), |hedge| hedge.start().min(second.range.start()));
    (words.index_at(first.range.end()), words.index_at(start))
}

/// What stands between two amounts, if it says that they are one.
fn joint(words: &Words<'_>, first: &Figure, second: &Figure) -> Option<Joint> {
    let (end, start) = gap(words, first, second);
    // `6.2 tonnes, or 10 kilograms for each tree`: what comes to each is another amount.
    let behind = words.index_at(second.range.end());
    let is_rate = |at: usize| {
        matches!(words.bytes(at), b"a" | b"an" | b"per" | b"each" | b"every" | b"apiece")
            || words.bytes(at) == b"for" && matches!(words.bytes(at + 1), b"each" | b"every")
    };
    if is_rate(behind) && second.per.is_none() {
        return None;
    }
    let lead = lead(words, end, start);
    let opening = lead.start.checked_sub(1).filter(|&at| at >= end);
    let after = words.index_at(second.range.end());
    let is_bracketed =
        opening.is_some_and(|at| matches!(words.kind(at), Kind::ParenOpen | Kind::BracketOpen));
    if is_bracketed {
        let opening = opening?;
        if !is_plain(words, end, opening) {
            return None;
        }
        let is_joint = closes(words, after) || lead.says_so;
        // `(3 metres deep)`: another amount of the same kind has words of its own.
        let is_closed_soon = (after..after + 3).any(|at| closes(words, at));
        return match is_joint {
            true => Some(Joint::Certain),
            false if is_closed_soon && !is_time(first) => Some(Joint::Likely),
            false => None,
        };
    }
    // `58 degrees Fahrenheit, or 1.1 degrees above average`
    let is_plain_degree =
        |figure: &Figure| matches!(figure.unit, Some(Unit::Of(id)) if id.unit().name == "degree");
    if is_plain_degree(first) || is_plain_degree(second) {
        return None;
    }
    let gap = lead.start - end;
    // `30 metres tall, which is 98 feet`
    let is_next = |at: usize| gap == 1 || lead.says_so && is_plain(words, end, at);
    let punctuation = opening.filter(|&at| is_next(at)).map(|at| words.kind(at));
    let follows_words = gap == 0;
    let is_time = is_time(first);
    match punctuation {
        Some(Kind::Comma) if lead.says_so => {
            let is_or = words.text(lead.start) == "or";
            // `three days, or two weeks at most` are two lengths.
            Some(if is_or && is_time { Joint::Likely } else { Joint::Certain })
        }
        Some(Kind::Comma) if second.hedge == Some(Hedge::About) && !is_time => Some(Joint::Likely),
        Some(kind) if kind.is_dash() && words.kind(after).is_dash() => Some(Joint::Certain),
        Some(Kind::Slash) if !is_time => Some(Joint::Certain),
        // `($1 = 7.2 yuan)`
        Some(Kind::Equals) => Some(Joint::Certain),
        None if follows_words && lead.says_so => {
            let is_or = words.text(lead.start) == "or" && lead.length == 1;
            match is_or && (is_time || matches!(second.unit, Some(Unit::Money(_)))) {
                true => None,
                false if is_or => Some(Joint::Likely),
                false => Some(Joint::Certain),
            }
        }
        _ => None,
    }
}

/// The words right before an amount that lead up to it.
struct Lead {
    start: usize,
    length: usize,
    says_so: bool,
}

fn lead(words: &Words<'_>, end: usize, start: usize) -> Lead {
    let mut lead = Lead { start, length: 0, says_so: false };
    // Where it can begin: the tokens nearest to the amount, all of them of the list or of its phrases.
    let first = start.saturating_sub(LONGEST_LEAD).max(end);
    for from in (first..start).rev() {
        let mut at = from;
        let mut says_so = false;
        while at < start {
            let Some((length, value)) = words.phrase(at, Class::Restating) else { break };
            says_so |= value == 1;
            at += length;
        }
        if at == start {
            lead = Lead { start: from, length: start - from, says_so };
        }
    }
    lead
}

/// Whether the words between an amount and a bracket belong to the amount: no other clause, no figure.
fn is_plain(words: &Words<'_>, from: usize, to: usize) -> bool {
    to - from <= MOST_BETWEEN
        && (from..to).all(|at| {
            matches!(words.kind(at), Kind::Word | Kind::Hyphen | Kind::Abbreviation)
                && !words.is_any_of(at, &[Class::Auxiliary, Class::Verb, Class::Pronoun])
                && !matches!(words.text(at), "and" | "or" | "but" | "to" | "from")
        })
}

/// Whether a bracket closes at a token, or an amount goes on in a list of conversions.
fn closes(words: &Words<'_>, at: usize) -> bool {
    matches!(
        words.kind(at),
        Kind::ParenClose | Kind::BracketClose | Kind::Semicolon | Kind::Comma | Kind::Slash
    )
}

/// Whether degrees are said to be a difference (`warmed by`, `above normal`) or a reading (`rose to`).
fn is_difference(words: &Words<'_>, first: &Figure, second: &Figure) -> Option<bool> {
    if is_difference_after(words, first, second) {
        return Some(true);
    }
    // `fall as low as 2C (36F)`: how far down it goes, and no difference.
    let start = words.index_at(first.range_with_hedge().start());
    if words.bytes(start) == b"as" && matches!(words.bytes(start + 1), b"low" | b"high") {
        return Some(false);
    }
    let before = words.index_at(first.range_with_hedge().start()).checked_sub(1)?;
    let is = |at: usize, values: &[u32]| {
        words.value(at, Class::DegreesApart).is_some_and(|value| values.contains(&value))
    };
    let reach = before.saturating_sub(REACH);
    let found = |from: usize| (reach..=from).rev().find(|&at| is(at, &[1, 3]));
    match words.text(before) {
        "to" | "at" | "below" | "under" | "within" => {
            let limits = ["limit", "keep", "hold", "cap", "restrict", "contain", "curb", "confine"];
            let is_limited = (reach..before).any(|at| {
                limits.iter().any(|limit| words.text(at).to_lowercase().starts_with(limit))
            });
            let is_warming = (reach..before).any(|at| is(at, &[3]));
            Some(is_limited && is_warming && first.loose().low < Some(FEW_DEGREES.into()))
        }
        "from" => Some(false),
        "of" => Some(found(before).is_some_and(|at| before - at <= 2)),
        "is" | "was" | "be" | "were" | "are" => {
            found(before).map(|at| words.value(at, Class::DegreesApart) == Some(3))
        }
        _ if first.role == Role::Change => Some(true),
        _ if is(before, &[1, 3]) => Some(true),
        // `hit 40C`, `a high near 30C`: a reading is what most words speak of, but they do not say so.
        _ => None,
    }
}

/// `1.5C (2.7F) warmer`, `a 20C (36F) daily swing`, `the 1.5C (2.7F) goal`
fn is_difference_after(words: &Words<'_>, first: &Figure, second: &Figure) -> bool {
    let mut at = words.index_at(second.range.end());
    at += usize::from(matches!(words.kind(at), Kind::ParenClose | Kind::Comma));
    let few = first.loose().low < Some(FEW_DEGREES.into());
    (at..at + 2).any(|at| {
        words.phrase(at, Class::DegreesApart).is_some_and(|(_, value)| match value {
            4 => few,
            other => other >= 2,
        })
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::{Settings, analyze};

    /// One line a conversion.
    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let analysis = analyze(text, &Settings::default());
        let mut out = String::new();
        for article in &analysis.facts.articles {
            for conversion in &article.conversions {
                let (first, second) = conversion.figures(article);
                let difference = match conversion.is_difference {
                    Some(true) => ", a difference",
                    Some(false) => ", a reading",
                    None => "",
                };
                let (first, second) = (&text[first.range], &text[second.range]);
                out.push_str(&format!("{first} = {second}: {:?}{difference}\n", conversion.joint));
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn an_amount_in_brackets_or_behind_or() {
        check(
            "It is 12 miles (19 km) long, 12 miles, or 19 kilometres, a 12-mile (19-kilometre) road, \
             12 miles of new track (about 19 km), 12 miles – 19 km – and 12 miles/19 km.",
            expect![[r#"
                12 miles = 19 km: Certain
                12 miles = 19 kilometres: Certain
                12-mile = 19-kilometre: Certain
                12 miles = 19 km: Certain
                12 miles = 19 km: Certain
                12 miles = 19 km: Certain
            "#]],
        );
        check(
            "It cost 7.2 billion yuan ($1 billion; €0.9 billion), 100 euros, equivalent to $110, and £5 \
             (which is about $6).",
            expect![[r#"
                7.2 billion yuan = $1 billion: Certain
                7.2 billion yuan = €0.9 billion: Certain
                100 euros = $110: Certain
                £5 = $6: Certain
            "#]],
        );
    }

    #[test]
    fn amounts_side_by_side_are_a_list() {
        check(
            "He ran 5 km, 10 miles and a marathon. It takes 3 days or 2 weeks. Tickets cost £10 or €12. \
             She walked 3 km and swam 500 metres (a record).",
            expect![[""]],
        );
        check(
            "The lake is 5 km long (300 metres deep) and 2 km (900 metres from the road) away.",
            expect![[r#"
                5 km = 300 metres: Likely
            "#]],
        );
    }

    #[test]
    fn degrees_are_readings_or_differences() {
        check(
            "It hit 40C (104F). Seas have warmed by 1.5C (2.7F). It was 5C (9F) above normal, rose to 30C (86F), \
             and fell from 20C (68F). A rise of 2 degrees Celsius (3.6 degrees Fahrenheit) is near. \
             They want to limit warming to 1.5C (2.7F).",
            expect![[r#"
                40C = 104F: Certain
                1.5C = 2.7F: Certain, a difference
                5C = 9F: Certain, a difference
                30C = 86F: Certain, a reading
                20C = 68F: Certain, a reading
                2 degrees Celsius = 3.6 degrees Fahrenheit: Certain, a difference
                1.5C = 2.7F: Certain, a difference
            "#]],
        );
    }
}
