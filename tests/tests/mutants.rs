//! Honest pieces with one slip put in: each must be found, and be all that is found.
//!
//! The pieces themselves are fixtures that promise silence. Each slip is one that newspapers have had
//! to correct: a digit, a million for a billion, a count that does not match its list, a percentage on
//! the wrong base, a weekday. A few are shown with all that is said of them; the others stand in
//! `fixtures/mutants`.

use expect_test::{Expect, expect};
use newsmark_semantic::{Finding, Settings, Severity, analyze};
use newsmark_tests::mutants::{self, Piece};
use newsmark_tests::{files, findings};

/// The first warning or error about a text.
fn loud(text: &str) -> Option<Finding> {
    let mut findings = analyze(text, &Settings::default()).findings.into_iter();
    findings.find(|finding| finding.severity >= Severity::Warning)
}

/// Puts a slip into a piece.
fn check(piece: &str, right: &str, slip: &str, expected: Expect) {
    let path = files::root().join(format!("fixtures/articles/{piece}.news"));
    let honest = files::read(&path);
    assert_eq!(honest.matches(right).count(), 1, "{piece}: {right}");
    assert_eq!(loud(&honest), None, "{piece}");
    let text = honest.replace(right, slip);
    expected.assert_eq(&findings::listed(&text, &analyze(&text, &Settings::default())));
}

#[test]
fn another_number_in_the_headline() {
    let (right, slip) = ("users number 1.1 billion", "users number 1.2 billion");
    check(
        "china-online-wire",
        right,
        slip,
        expect![[r#"
        11:31 warning headline-figure: headline says 1.2 billion, the body says 1.1 billion
            1:83 the body: 1.1 billion
            = change the headline to 1.1 billion
    "#]],
    );
    check(
        "china-online",
        right,
        slip,
        expect![[r#"
        3:42 warning headline-figure: headline says 1.2 billion, the body says 1.1 billion
            23:53 the body: 1.1 billion
            = change the headline to 1.1 billion
    "#]],
    );
}

#[test]
fn more_new_users_than_users() {
    check(
        "china-online-wire",
        "16.08 million",
        "16.08 billion",
        expect![[r#"
            1:128 error level-change: 16.08 billion more cannot have led to 1.1 billion, which is less
                1:83 the new figure: 1.1 billion
        "#]],
    );
    check(
        "china-online",
        "[16.08 million](#gain)",
        "16.08 billion",
        expect![[r#"
            23:115 error level-change: 16.08 billion more cannot have led to 1.1 billion, which is less
                23:53 the new figure: 1.1 billion
        "#]],
    );
    check(
        "china-online",
        "[16.08 million]",
        "[16.08 billion]",
        expect![[r#"
            23:116 error figure-ledger: the words say 16.08 billion, the ledger has gain at 16.08 million
                8:9 gain is defined here: 16.08 million internet users
                = change to 16.08 million
            23:116 error level-change: 16.08 billion more cannot have led to 1.1 billion, which is less
                23:53 the new figure: 1.1 billion
        "#]],
    );
}

#[test]
fn four_countries_announced_and_three_named() {
    check(
        "beijing-talks-wire",
        "three major",
        "four major",
        expect![[r#"
            2:41 warning count-list: four announced, three named
                2:63 these are three: Iran; China; Russia: Iran, China, and Russia
        "#]],
    );
    check(
        "beijing-talks",
        "[three](#countries) major",
        "four major",
        expect![[r#"
            6:3 hint unused-figure: nothing refers to countries
            18:41 warning count-list: four announced, three named
                18:63 these are three: Iran; China; Russia: Iran, China, and Russia
        "#]],
    );
}

#[test]
fn a_percentage_measured_on_the_new_figure() {
    let slip = "815,000, up 19.4 percent, from";
    check(
        "china-online-wire",
        "815,000 from",
        slip,
        expect![[r#"
            3:171 warning change-percent: 815,000 more than 3.376 million is 24.1%; 19.4 percent is the change measured on the new figure
                3:107 the new figure: 4.191 million
                3:159 the difference: 815,000
                = change 19.4 percent to 24.1 percent
        "#]],
    );
    let right = "[815,000](#masts_gain), or [24.1 percent](#masts_growth), from";
    check(
        "china-online",
        right,
        slip,
        expect![[r#"
            12:3 hint unused-figure: nothing refers to masts_growth
            27:181 warning change-percent: 815,000 more than 3.376 million is 24.1%; 19.4 percent is the change measured on the new figure
                27:108 the new figure: 4.191 million
                27:169 the difference: 815,000
                = change 19.4 percent to 24.1 percent
        "#]],
    );
    check(
        "china-online",
        "[24.1 percent]",
        "[19.4 percent]",
        expect![[r#"
            27:197 warning change-percent: 815,000 more than 3.376 million is 24.1%; 19.4 percent is the change measured on the new figure
                27:108 the new figure: 4.191 million
                27:170 the difference: 815,000
                = change 19.4 percent to 24.1 percent
            27:197 error figure-ledger: the words say 19.4 percent, the ledger works out masts_growth at 24.11 to 24.17 percent
                12:19 masts_growth is defined here: pct(masts, masts_before)
        "#]],
    );
}

#[test]
fn a_weekday_that_the_calendar_does_not_have() {
    let slip = "though they are in touch since Thursday, March 14, 2025";
    check(
        "beijing-talks-wire",
        "though no date was given",
        slip,
        expect![[r#"
            9:120 error weekday-date: March 14, 2025 is a Friday
                = change Thursday to Friday
                = change the day to 13
        "#]],
    );
    check(
        "beijing-talks",
        "though no date was given",
        slip,
        expect![[r#"
            33:120 error weekday-date: March 14, 2025 is a Friday
                = change Thursday to Friday
                = change the day to 13
        "#]],
    );
}

#[test]
fn every_honest_piece_has_two_slips_that_are_found() {
    let pieces = mutants::honest_pieces();
    let mut problems: Vec<String> = Vec::new();
    for Piece { name, text, slips } in &pieces {
        if slips.len() < 2 {
            problems.push(format!("{name} has {} slips", slips.len()));
        }
        let missed = slips.iter().filter_map(|slip| mutants::missed(text, slip));
        problems.extend(missed.map(|why| format!("{name}: {why}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(pieces.len() >= 40, "{} pieces", pieces.len());
}

#[test]
fn an_honest_piece_has_no_warnings() {
    for Piece { name, text, .. } in mutants::honest_pieces() {
        assert_eq!(loud(&text), None, "{name}");
    }
}
