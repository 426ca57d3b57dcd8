//! `superlative`: a record that is none, going by a number beside it.

use crate::check::{Report, Severity, check};
use crate::facts::claim::{Rival, Superlative};
use crate::facts::figure::Role;
use crate::facts::{Article, Facts, Figure};
use crate::pairing;

check! {
    /// The greatest or the least of all, and a number that is greater or less.
    ///
    /// "A record 412, above the 430 seen in 2022" and "the highest since 2015, when it was 4.9 percent" (of 5.2)
    /// contradict themselves. So does a record beside a greater number for the same thing in another year.
    /// Records of one place, month or group are not compared with others, and where less is better nothing is
    /// said.
    ///
    /// # Reported
    ///
    /// ```news
    /// A record 412 boats took part, above the 430 seen in 2022.
    /// ```
    ///
    /// # Fine
    ///
    /// ```news
    /// A record 442 boats took part, above the 430 seen in 2022.
    /// ```
    pub(super) SUPERLATIVE {
        code: "superlative",
        severity: Severity::Warning,
        article: superlative,
    }
}

fn superlative(facts: &Facts, article: &Article, report: &mut Report<'_>) {
    for superlative in &article.claims.superlatives {
        let figure = article.figure(superlative.figure);
        let found = superlative
            .rival
            .and_then(|rival| against_rival(article, superlative, rival))
            .or_else(|| against_other_years(facts, article, superlative));
        let Some((rival, relation, severity)) = found else { continue };
        let is_mark =
            superlative.rival.is_some_and(|mark| mark.is_mark) && superlative.since.is_some();
        let then = if is_mark { " of then" } else { "" };
        let message = format!(
            "{} is {relation} {}{then}, so it is not {}",
            facts.words(figure.range),
            facts.words(rival.range),
            match facts.words(superlative.cue) {
                cue if cue.to_lowercase().contains("record") => "a record".to_owned(),
                cue if is_mark => format!("the {cue} since then"),
                cue => format!("the {cue}"),
            }
        );
        report
            .at(figure.range, message)
            .softened(severity)
            .related(rival.range, "the other figure")
            .related(superlative.cue, "said to be so");
    }
}

type Found<'a> = Option<(&'a Figure, &'static str, Severity)>;

/// Against the number that the words set it against.
fn against_rival<'a>(article: &'a Article, superlative: &Superlative, rival: Rival) -> Found<'a> {
    let (figure, other) = (article.figure(superlative.figure), article.figure(rival.figure));
    let is_less = figure.loose().is_below(&other.loose());
    let is_greater = other.loose().is_below(&figure.loose());
    let greatest = superlative.is_greatest.or(rival.first_is_greater);
    if rival.is_mark {
        // The highest since then: it was as high then.
        let since = superlative.since.is_some();
        return match superlative.is_greatest? {
            true if is_greater && since => Some((other, "more than", Severity::Warning)),
            false if is_less && since => Some((other, "less than", Severity::Warning)),
            _ => None,
        };
    }
    match (greatest, rival.first_is_greater) {
        (Some(true), Some(true)) if is_less => Some((other, "less than", Severity::Warning)),
        (Some(false), Some(false)) if is_greater => Some((other, "more than", Severity::Warning)),
        // `a record low of 12, beating the previous record of 10`
        (Some(false), None) if is_greater => Some((other, "more than", Severity::Warning)),
        (Some(true), None) if is_less => Some((other, "less than", Severity::Warning)),
        // `a record 5,200, beating the previous record of 5,400`: of what is counted more is better.
        (None, None) if is_less && counts(figure) => Some((other, "less than", Severity::Warning)),
        _ => None,
    }
}

/// Whether it counts what there can only be more or less of, and not strokes or seconds.
fn counts(figure: &Figure) -> bool {
    let is_time_or_score = |head: &str| {
        matches!(
            head,
            "stroke" | "shot" | "under" | "hole" | "point" | "round" | "second" | "par" | "minute"
        )
    };
    match figure.unit {
        None => match &figure.noun {
            Some(noun) => !is_time_or_score(&noun.lemmas.head),
            None => figure.value.is_some_and(|value| value >= rust_decimal::Decimal::ONE_THOUSAND),
        },
        Some(crate::facts::figure::Unit::Money(_)) => true,
        _ => false,
    }
}

/// Against what is said of the same thing for another year.
fn against_other_years<'a>(
    facts: &Facts,
    article: &'a Article,
    superlative: &Superlative,
) -> Found<'a> {
    /// How many figures of one noun are looked at.
    const MOST: usize = 200;
    let figure = article.figure(superlative.figure);
    let noun = figure.noun.as_ref()?;
    let is_greatest = superlative.is_greatest.unwrap_or(true);
    if !superlative.is_of_all_times && superlative.since.is_none()
        || superlative.is_greatest.is_none() && !counts(figure)
    {
        return None;
    }
    article.figures.iter().take(MOST).find_map(|other| {
        let other_noun = other.noun.as_ref()?;
        let is_level = matches!(other.role, Role::Level | Role::Share);
        let same = is_level
            && other.unit == figure.unit
            && other.per == figure.per
            && other.value.is_some()
            && other_noun.lemmas.head == noun.lemmas.head;
        let year = other.as_of?.year;
        let own = figure.as_of.map(|time| time.year).or(article.date.map(|date| date.year()))?;
        let is_in_scope =
            year != own && superlative.since.is_none_or(|since| year > since && year < own);
        let context = other.context;
        let is_plain =
            !context.irrealis && !context.negated && !context.partial && other.hedge.is_none();
        let is_beyond = match is_greatest {
            true => figure.loose().is_below(&other.loose()),
            false => other.loose().is_below(&figure.loose()),
        };
        let fits = same && is_in_scope && is_plain && is_beyond;
        let described = fits && pairing::same_description(&facts.text, noun, other_noun).is_ok();
        let relation = if is_greatest { "less than" } else { "more than" };
        described.then_some((other, relation, Severity::Warning))
    })
}
