//! Claims, as a reader of the text would list them.

use expect_test::{Expect, expect};

use crate::facts::FigureId;
use crate::{Settings, analyze};

/// One line a claim: its kind, its figures in their words, and what the words add.
#[track_caller]
fn check(text: &str, expect: Expect) {
    let facts = analyze(text, &Settings::default()).facts;
    let mut out = String::new();
    for article in &facts.articles {
        let words = |id: FigureId| facts.words(article.figure(id).range);
        let claims = &article.claims;
        for span in &claims.spans {
            let (low, high) = (span.low_value.normalize(), span.high_value.normalize());
            out += &format!("span {:?}: {low} to {high}\n", span.form);
        }
        for found in &claims.averages {
            let kind = if found.average.is_median { "median" } else { "mean" };
            let average = words(found.average.figure);
            out += &format!("{kind} {average} of {}\n", facts.words(found.span.range));
        }
        for rate in &claims.rates {
            let [total, count, each] = [rate.total, rate.count, rate.each].map(words);
            let sure = if rate.is_explicit { "" } else { "?" };
            out += &format!("{:?}{sure}: {total} / {count} = {each}\n", rate.kind);
        }
        for crossing in &claims.crossings {
            let (mark, level) = (words(crossing.threshold), words(crossing.level));
            out += &format!("crossed {mark} {} at {level}\n", crossing.direction.word());
        }
        for streak in &claims.streaks {
            let time = |time: Option<(crate::facts::AsOf, crate::TextRange)>| {
                time.map_or("-", |(_, range)| facts.words(range))
            };
            let (since, until) = (time(streak.since), time(streak.until));
            out += &format!("{} {}s in a row from {since} to {until}\n", streak.n, streak.noun);
        }
        for superlative in &claims.superlatives {
            let rival = superlative.rival.map_or("nothing", |rival| words(rival.figure));
            let (cue, figure) = (facts.words(superlative.cue), words(superlative.figure));
            out += &format!("{cue}: {figure} against {rival}\n");
        }
        for vote in &claims.votes {
            let tally = &vote.tally;
            out += &format!("vote {} to {}", tally.first, tally.second);
            out += &vote
                .others
                .iter()
                .map(|&id| format!(", {} for neither", words(id)))
                .collect::<String>();
            out += vote
                .outcome
                .map_or("", |(_, carried)| if carried { ", carried" } else { ", rejected" });
            out += &vote
                .members
                .map_or(String::new(), |members| format!(", of {}", words(members.figure)));
            out.push('\n');
        }
        for lead in &claims.leads {
            out += &format!(
                "lead {} of {} over {}\n",
                words(lead.margin),
                lead.values.0,
                lead.values.1
            );
        }
        for total in &claims.table_totals {
            let parts: Vec<&str> = total.parts.iter().map(|&part| words(part)).collect();
            out += &format!("total {} of {}\n", words(total.total), parts.join(" + "));
        }
    }
    expect.assert_eq(&out);
}

#[test]
fn spans_have_their_ends_as_written() {
    check(
        "It costs between $10 million and $5 million.",
        expect![[r#"
        span Between: 10000000 to 5000000
    "#]],
    );
    check(
        "Temperatures ran from a low of 9C to a high of 14C.",
        expect![[r#"
        span LowAndHigh: 9 to 14
        high: 9C against nothing
        high: 14C against nothing
    "#]],
    );
    check(
        "Shares moved between a high of $18 and a low of $21.",
        expect![[r#"
        span LowAndHigh: 21 to 18
        high: $18 against nothing
        low: $21 against nothing
    "#]],
    );
    check(
        "The gap between 9 percent and 4 percent is closing.",
        expect![[r#"
        span SideBySide: 9 to 4
    "#]],
    );
}

#[test]
fn averages_belong_to_the_range_beside_them() {
    check(
        "Marks ran from 41 to 78, averaging 82.",
        expect![[r#"
        span Ranging: 41 to 78
        mean 82 of 41 to 78
    "#]],
    );
    check(
        "The runners were aged 22 to 48, and the median age was 51.",
        expect![[r#"
        span Plain: 22 to 48
        median 51 of 22 to 48
    "#]],
    );
    check(
        "Marks ran from 41 to 78. The national average was 82.",
        expect![[r#"
        span Ranging: 41 to 78
    "#]],
    );
}

#[test]
fn rates_have_a_total_and_a_count() {
    check(
        "Nine houses sold for $4.5 million in all, $450,000 on average.",
        expect![[r#"
        Average: $4.5 million / Nine = $450,000
    "#]],
    );
    check(
        "There were 12,000 cases in a city of 400,000, or 30 per 100,000.",
        expect![[r#"
        PerHead: 12,000 / 400,000 = 30 per 100,000
    "#]],
    );
    check(
        "The club sold 3,000 tickets at $25 each, raising $90,000.",
        expect![[r#"
        Price: $90,000 / 3,000 = $25
    "#]],
    );
    check(
        "The train ran for 3 hours at 80 km/h and covered 300 km.",
        expect![[r#"
        Speed: 300 km / 3 hours = 80 km/h
    "#]],
    );
    check("It made $5 million here and $3 million there, $2 on average.", expect![""]);
}

#[test]
fn marks_are_passed_and_runs_go_on() {
    check(
        "Membership passed 10,000 last year, reaching 9,870.",
        expect![[r#"
        crossed 10,000 up at 9,870
    "#]],
    );
    check("Membership has not passed 10,000, reaching 9,870.", expect![""]);
    check(
        "In 2024 it grew for the tenth straight year since 2018.",
        expect![[r#"
        10 years in a row from 2018 to 2024
    "#]],
    );
    check(
        "Exports rose for the third straight year to their highest since 2008.",
        expect![[r#"
        3 years in a row from - to -
    "#]],
    );
}

#[test]
fn superlatives_have_a_rival() {
    check(
        "A record 412 boats took part, above the 430 seen in 2022.",
        expect![[r#"
        record: 412 against 430
    "#]],
    );
    check(
        "Some 412 boats took part, short of the record 430 of 2022.",
        expect![[r#"
        record: 430 against nothing
    "#]],
    );
    check(
        "It rose to 5.2 percent, the highest since 2015, when it was 4.9 percent.",
        expect![[r#"
        highest: 5.2 percent against 4.9 percent
    "#]],
    );
}

#[test]
fn votes_and_leads() {
    check(
        "The 100-seat chamber passed it by 52 votes to 45 with 3 abstentions.",
        expect![[r#"
        vote 52 to 45, 3 for neither, carried, of 100
    "#]],
    );
    check(
        "The nine-member board rejected it, 4-5.",
        expect![[r#"
        span Joined: 4 to 5
        vote 4 to 5, rejected, of nine
    "#]],
    );
    check(
        "Rovers beat City 4-1 to win by two goals.",
        expect![[r#"
        lead two of 4 over 1
    "#]],
    );
    check("She leads 48 percent to 44 percent with a margin of error of 3 points.", expect![""]);
}

#[test]
fn tables_have_total_rows_and_columns() {
    check(
        "| Team | Rank | Home | Away | Total |\n|---|--:|--:|--:|--:|\n| Rovers | 1 | 14 | 9 | 23 |\n| City | 2 | 12 | 7 | 19 |\n| All teams | | 26 | 16 | 42 |",
        expect![[r#"
            total 26 of 14 + 12
            total 16 of 9 + 7
            total 42 of 23 + 19
            total 23 of 14 + 9
            total 19 of 12 + 7
            total 42 of 26 + 16
        "#]],
    );
}

#[test]
fn a_total_adds_up_no_more_totals_than_anybody_would() {
    let n_parts = |n_rows: usize| -> usize {
        let rows = "| Total | 2 |\n".repeat(n_rows);
        let text = format!("| Route | Riders |\n|---|---|\n{rows}");
        let facts = analyze(&text, &Settings::default()).facts;
        facts.articles[0].claims.table_totals.iter().map(|total| total.parts.len()).sum()
    };
    assert_eq!(n_parts(4), 2 + 3);
    assert_eq!(n_parts(1_000), n_parts(300));
}
