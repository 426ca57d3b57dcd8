//! The pairing gate: whether two figures speak of the same thing.
//!
//! Arithmetic is easy; knowing that two numbers speak of one thing is not. Every check that compares
//! figures from different places asks here, and stays silent on a no. The gate never looks at the
//! values: that two numbers are alike is no reason to think they mean the same.
//!
//! `gate` holds its reasons, one function each; `explain` tells an editor what it says of each pair.

mod chain;
mod explain;
mod gate;
pub mod headline;
mod kin;

use crate::agreement::{Slip, is_misplaced, slip, telling_digits};
use crate::check::Remark;
use crate::facts::claim::SizedThing;
use crate::facts::{Article, Facts, Figure, Restatement};

pub use explain::{Pair, Verdict, pairs};
use gate::same_in_article;
pub use gate::{
    Apart, compare, is_quote_against_narration, reasons, same_description, same_head, same_kind,
    same_state, units_may_match,
};
use kin::MOST_COMPARED;
pub(crate) use kin::{Kin, bounds, bounds_side_by_side, same_digits};

/// Finds in each article the figures that say again, with another number, what an earlier one says.
pub(crate) fn resolve(facts: &mut Facts) {
    let Facts { text, articles, standing, .. } = facts;
    for &index in &standing.changed {
        let Article { figures, kin, renewed, .. } = &mut articles[index];
        kin.follow(text, figures, &std::mem::take(renewed));
    }
    let conflicts: Vec<_> = facts
        .changed_articles()
        .map(|article| {
            let mut all = conflicts(facts, article);
            all.extend(resized(facts, article));
            all.sort_by_key(|pair| pair.later);
            all.dedup_by_key(|pair| pair.later);
            all
        })
        .collect();
    for (&index, conflicts) in facts.standing.changed.iter().zip(conflicts) {
        facts.articles[index].restatements = conflicts;
    }
}

/// Pairs of figures of which the later one says again what the earlier one says, going by the words, with
/// a number that cannot be the same. A later figure that agrees with any before it is in none.
fn conflicts(facts: &Facts, article: &Article) -> Vec<Restatement> {
    let contradicting = article.kin.contradicting();
    let conflicts = contradicting.filter_map(|(later, restated)| {
        let mut same = restated.filter(|&(earlier, _)| {
            let (earlier, later) = (article.figure(earlier), article.figure(later));
            same_in_article(facts, article, earlier, later).is_ok()
        });
        let (earlier, conflicts) = same.next()?;
        let all_conflict = conflicts && same.all(|(_, conflicts)| conflicts);
        all_conflict.then_some(Restatement { earlier, later })
    });
    conflicts.collect()
}

/// Things that are named again by their size with two of its digits swapped: "a 13-kilometre line", "the
/// 31-kilometre line". What is planned has its size already.
fn resized(facts: &Facts, article: &Article) -> Vec<Restatement> {
    let things = &article.claims.sized;
    let mut found = Vec::new();
    for (index, thing) in things.iter().enumerate().filter(|(_, thing)| thing.is_definite) {
        let later = article.figure(thing.figure);
        let before = things[..index].iter().rev().take(MOST_COMPARED);
        let same: Vec<&SizedThing> = before
            .filter(|other| {
                other.head == thing.head && article.figure(other.figure).unit == later.unit
            })
            .collect();
        let agrees = same.iter().any(|other| article.figure(other.figure).value == later.value);
        let Some(other) = same.first().filter(|_| !agrees) else { continue };
        let earlier = article.figure(other.figure);
        let is_tied_alike = other.tie.as_ref().zip(thing.tie.as_ref()).is_none_or(|(a, b)| a == b);
        const FINE: &[Apart] = &[Apart::Noun, Apart::Forecast, Apart::Target, Apart::Condition];
        let is_one = earlier.sentence != later.sentence
            && !earlier.in_headline
            && is_tied_alike
            && !is_quote_against_narration(earlier, later)
            && slip(earlier, later) == Some(Slip::SwappedDigits)
            && reasons(facts, article, earlier, later).iter().all(|apart| FINE.contains(apart));
        if is_one {
            found.push(Restatement { earlier: other.figure, later: thing.figure });
        }
    }
    found
}

/// Whether the later figure is given as one that the reader knows already: "the 421 registered boats", or
/// the same description with a number that is a slip of the first.
fn is_restatement(earlier: &Figure, later: &Figure, may_be_slip: bool) -> bool {
    let (Some(first), Some(again)) = (&earlier.noun, &later.noun) else { return false };
    let in_body = !earlier.in_headline && !later.in_headline;
    let can_be = in_body && earlier.sentence != later.sentence && later.value.is_some();
    if !can_be || !(may_be_slip || again.is_definite) {
        return false;
    }
    let is_described = !again.lemmas.modifiers.is_empty();
    let is_slip = || {
        may_be_slip
            && later.value.is_some_and(|value| telling_digits(value) >= 2)
            && is_misplaced(earlier, later)
    };
    // The words are compared before the arithmetic, which takes its time.
    again.lemmas.modifiers.iter().all(|modifier| first.lemmas.modifiers.contains(modifier))
        && (again.is_definite && is_described || (again.is_definite || is_described) && is_slip())
}

/// Offers to give two figures one number: which of them is right is for the writer to say. Words in
/// quotation marks are left as they were spoken.
pub(crate) fn offer_either(facts: &Facts, remark: Remark<'_>, earlier: &Figure, later: &Figure) {
    if earlier.in_quote || later.in_quote {
        return;
    }
    let (first, second) = (facts.words(earlier.range), facts.words(later.range));
    let change_later = ["change ", second, " to ", first].concat();
    let change_earlier = ["change the earlier ", first, " to ", second].concat();
    remark.fix(change_later, later.range, first).fix(change_earlier, earlier.range, second);
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::settings::Settings;

    /// Every pair of figures that an editor would ask about, and what the gate says of it.
    fn check(text: &str, expect: Expect) {
        let facts = crate::analyze(text, &Settings::default()).facts;
        let mut dump = String::new();
        for article in &facts.articles {
            for pair in pairs(&facts, article) {
                let words = |id| facts.words(article.figure(id).range);
                let why = pair.why(&facts, article);
                dump += &format!("{} and {}: {why}\n", words(pair.earlier), words(pair.later));
            }
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn the_same_description_is_said_again() {
        check(
            "The office counted 412 registered boats. The 421 registered boats pay a fee.",
            expect![[r#"
                412 and 421: one thing, and both numbers cannot be right
            "#]],
        );
    }

    #[test]
    fn a_noun_alone_is_not_said_again() {
        check(
            "The office counted 412 boats. It has seen 80 boats in a day.",
            expect![[r#"
                412 and 80: may be one thing, but nothing says that the first is given again
            "#]],
        );
    }

    #[test]
    fn groups_that_are_set_against_each_other_are_apart() {
        check(
            "Some 30 rural schools closed. Another 12 urban schools followed.",
            expect![[r#"
                30 and 12: different groups: rural and urban; one is only a part
            "#]],
        );
        check(
            "It hired 40 male nurses. It trained 55 female nurses.",
            expect![[r#"
                40 and 55: different groups: male and female
            "#]],
        );
    }

    #[test]
    fn all_that_keeps_two_figures_apart_is_named() {
        check(
            "The office counted 412 registered boats. It will not have 421 registered boats.",
            expect![[r#"
                412 and 421: one is a forecast; one is denied
            "#]],
        );
    }

    #[test]
    fn things_described_differently_are_apart() {
        check(
            "The city has 40 electric buses. It sold 12 diesel buses.",
            expect![[r#"
                40 and 12: described differently: electric buses and diesel buses
            "#]],
        );
    }

    #[test]
    fn times_are_apart() {
        check(
            "In 2019 it had 40 wooden boats. In 2024 it had 31 wooden boats.",
            expect![[r#"
                40 and 31: different times: 2019 and 2024
            "#]],
        );
    }

    #[test]
    fn an_earlier_count_a_forecast_and_a_denial_are_apart() {
        check(
            "It has 40 night trains. It had previously had 52 night trains.",
            expect![[r#"
            40 and 52: one is an earlier state
        "#]],
        );
        check(
            "It has 40 night trains. It could have 60 night trains.",
            expect![[r#"
                40 and 60: one is a forecast
            "#]],
        );
        check(
            "It has 40 night trains. It never had 60 night trains.",
            expect![[r#"
            40 and 60: one is denied
        "#]],
        );
    }

    #[test]
    fn a_part_is_apart() {
        check(
            "It has 40 night trains, including 12 night trains to the coast.",
            expect![[r#"
            40 and 12: one is only a part
        "#]],
        );
    }

    #[test]
    fn speakers_may_disagree() {
        check(
            "\"There are 5,310 primary pupils,\" said Karin Holm, the head. \"I count 4,900 primary pupils,\" said Ole Berg, the auditor.",
            expect![[r#"
                5,310 and 4,900: different speakers: Karin Holm and Ole Berg
            "#]],
        );
    }

    #[test]
    fn places_are_apart() {
        check(
            "It runs 412 yellow trams in Northport. The 421 yellow trams in Gull Quay are older.",
            expect![[r#"
                412 and 421: different places: Northport and Gull Quay
            "#]],
        );
        check(
            "It runs 412 yellow trams in Northport. The 421 yellow trams are old.",
            expect![[r#"
                412 and 421: one thing, and both numbers cannot be right
            "#]],
        );
    }

    #[test]
    fn firms_are_apart() {
        check(
            "Alder Lines sold 214,000 return tickets. Kestrel sold 241,000 return tickets.",
            expect![[r#"
                214,000 and 241,000: of different names: Alder Lines and Kestrel
            "#]],
        );
        check(
            "Alder Lines sold 214,000 return tickets. Of the 241,000 return tickets, Alder sold half online.",
            expect![[r#"
                214,000 and 241,000: one thing, and both numbers cannot be right
            "#]],
        );
    }

    #[test]
    fn a_count_that_went_on_is_apart() {
        check(
            "Police counted 12 injured marchers. By Tuesday it was 21 injured marchers.",
            expect![[r#"
                12 and 21: one has gone on since
            "#]],
        );
    }

    #[test]
    fn two_who_say_so_may_disagree() {
        check(
            "Police said 412 unionised drivers had walked out. The union said 421 unionised drivers had.",
            expect![[r#"
                412 and 421: different speakers: Police and The union
            "#]],
        );
        check(
            "There were 412 unionised drivers, police said. The 421 unionised drivers walked home, police said.",
            expect![[r#"
                412 and 421: one thing, and both numbers cannot be right
            "#]],
        );
    }

    #[test]
    fn what_is_planned_or_depends_is_apart() {
        check(
            "It has 40 night trains. It plans to run 60 night trains.",
            expect![[r#"
                40 and 60: one is a target or a plan
            "#]],
        );
        check(
            "It has 40 night trains. If the line opens, there are 60 night trains.",
            expect![[r#"
                40 and 60: one is so under a condition
            "#]],
        );
    }

    #[test]
    fn numbers_that_are_alike_are_shown_whatever_they_count() {
        check(
            "The port has 1,240 berths. It has 1,420 moorings and 30 cranes.",
            expect![[r#"
            1,240 and 1,420: not said to count the same: berth and mooring
        "#]],
        );
        check(
            "Profit was 1.24 billion euros. Sales were 1.24 billion dollars.",
            expect![[r#"
            1.24 billion euros and 1.24 billion dollars: different units; not said to count the same: profit and sale
        "#]],
        );
        check(
            "It carried 3.2 million riders, up from 2.3 million.",
            expect![[r#"
            3.2 million and 2.3 million: one is an earlier state
        "#]],
        );
        check(
            "# Ferry carries 1,420 riders\n\nThe ferry carried 1,240 riders.",
            expect![[r#"
            1,420 and 1,240: one thing, and both numbers cannot be right
        "#]],
        );
    }

    #[test]
    fn a_figure_is_paired_with_a_few_before_it_only() {
        let text = "It has more than 40 night trains. ".repeat(100);
        let facts = crate::analyze(&text, &Settings::default()).facts;
        let n_pairs = bounds(&facts.articles[0]).count();
        assert_eq!(n_pairs, 100 * MOST_COMPARED - (1..=MOST_COMPARED).sum::<usize>());
    }
}
