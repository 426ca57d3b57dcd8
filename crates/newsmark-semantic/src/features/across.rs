//! Names that several articles share: figures of ledgers and sources, and whether they mean the same.
//!
//! Two articles may each have a figure `riders`; a desk wants to know when they are not the same number.
//! Where it is not certain that they differ nothing is said: other times, other units, values that are
//! worked out, a number for a source's id.

use newsmark_lexer::TextRange;
use rustc_hash::FxHashSet;

use crate::check::{self, Finding, Severity};
use crate::facts::AsOf;
use crate::facts::ledger::Quantity;
use crate::wording::lowered;
use crate::{Analysis, checks};

/// A name with what it stands for in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedName {
    /// The name.
    pub name: String,
    /// Where it is defined.
    pub range: TextRange,
    /// What it is defined as, in the writer's words.
    pub words: String,
    /// How loudly it may be said that it means something else elsewhere; none if it may not.
    pub severity: Option<Severity>,
    meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Figure { quantity: Quantity, as_of: Option<AsOf> },
    Source { words: String, url: Option<String> },
}

/// The names that a text defines.
pub fn shared_names(analysis: &Analysis) -> Vec<SharedName> {
    let facts = &analysis.facts;
    let words = |range| facts.words(range).to_owned();
    let severity = check::loudness(facts, checks::of_shared_names());
    let figures = facts.ledger.figures.iter().filter(|figure| figure.words.is_some());
    let figures = figures.map(|figure| SharedName {
        name: words(figure.name),
        range: figure.name,
        words: words(figure.definition),
        severity: severity(figure.name),
        meaning: Meaning::Figure { quantity: figure.quantity.clone(), as_of: figure.as_of },
    });
    let sources = facts.sources.iter().filter(|source| is_telling(facts.words(source.id)));
    let sources = sources.map(|source| (lowered(facts.words(source.id)), source));
    // References lead to the first of a name.
    let mut seen = FxHashSet::default();
    let sources = sources.filter(|(name, _)| seen.insert(name.clone()));
    let sources = sources.map(|(name, source)| SharedName {
        name: name.into_owned(),
        range: source.id,
        words: words(source.text),
        severity: severity(source.id),
        meaning: Meaning::Source {
            words: folded(facts.words(source.text)),
            url: source.url.map(|url| words(url.range())),
        },
    });
    figures.chain(sources).collect()
}

fn there() -> String {
    "there".to_owned()
}

/// What is to be said of a text beside other articles, whose names these are.
pub fn beside(analysis: &Analysis, others: &[SharedName]) -> Vec<Finding> {
    let said = |own: &SharedName| {
        let message = others.iter().find_map(|other| contradicts(own, other, there))?;
        Some(Finding {
            rule: checks::of_shared_names().code,
            severity: own.severity?,
            range: own.range,
            message,
            related: Vec::new(),
            fixes: Vec::new(),
        })
    };
    shared_names(analysis).iter().filter_map(said).collect()
}

/// What is to be said of a name that means something else in another text; none where that is not certain. Only then it is
/// asked which one that is: `there`, `in ferry.news`.
pub fn contradicts(
    here: &SharedName,
    there: &SharedName,
    place: impl FnOnce() -> String,
) -> Option<String> {
    if here.name != there.name {
        return None;
    }
    match (&here.meaning, &there.meaning) {
        (
            Meaning::Figure { quantity: one, as_of: when },
            Meaning::Figure { quantity: other, as_of: then },
        ) => {
            let is_same_time = when.zip(*then).is_none_or(|(a, b)| a.is_compatible(&b));
            let is_other =
                is_same_time && one.unit == other.unit && !one.loose().overlaps(&other.loose());
            is_other.then(|| {
                format!("{} is {} here and {} {}", here.name, here.words, there.words, place())
            })
        }
        (
            Meaning::Source { words: one, url: address },
            Meaning::Source { words: other, url: elsewhere },
        ) => {
            let is_same = match (address, elsewhere) {
                (Some(a), Some(b)) => a == b,
                _ => one == other,
            };
            (!is_same)
                .then(|| format!("{} is another source {}: {}", here.name, place(), there.words))
        }
        _ => None,
    }
}

/// `1` and `a` are anybody's; `port` is somebody's.
fn is_telling(id: &str) -> bool {
    let n_letters = id.chars().filter(|c| c.is_alphabetic()).count();
    n_letters > 1
        && !matches!(
            id.trim_end_matches(|c: char| c.is_ascii_digit()),
            "source" | "note" | "fn" | "ref"
        )
}

fn folded(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::{Settings, analyze};

    fn check(here: &str, there: &str, expected: Expect) {
        let [here, there] =
            [here, there].map(|text| shared_names(&analyze(text, &Settings::default())));
        let mut dump = String::new();
        for one in &here {
            for other in &there {
                dump.extend(contradicts(one, other, super::there).map(|line| line + "\n"));
            }
        }
        expected.assert_eq(&dump);
    }

    fn ledger(line: &str) -> String {
        format!("---\nfigures:\n  {line}\n---\n\nIt sank.\n")
    }

    #[test]
    fn one_name_with_two_values_is_told() {
        check(
            &ledger("riders: 1.24 million riders"),
            &ledger("riders: 1.42 million riders"),
            expect![[r#"
                riders is 1.24 million riders here and 1.42 million riders there
            "#]],
        );
        for fine in [
            "riders: 1.2 million riders",
            "riders: 1.42 million riders; 2023",
            "riders: 12 percent",
            "riders: = 4 * 5",
            "dogs: 40 dogs",
        ] {
            check(&ledger("riders: 1.24 million riders; 2024"), &ledger(fine), expect![[""]]);
        }
    }

    #[test]
    fn one_id_with_two_sources_is_told() {
        let note = |words: &str| format!("It sank.[^port]\n\n[^port]: {words}\n\n[^1]: {words}\n");
        check(
            &note("Harbour log, 2024"),
            &note("Port police, 2023"),
            expect![[r#"
            port is another source there: Port police, 2023
        "#]],
        );
        check(&note("Harbour  log, 2024"), &note("harbour log, 2024"), expect![[""]]);
        let with_url = |words: &str| note(&format!("{words}, <https://port.example/log>"));
        check(&with_url("Harbour log"), &with_url("The harbour's log"), expect![[""]]);
    }
}
