//! What holds for every rule: its code, its manual page, its fixtures, its fixes. No rule is named here.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use newsmark_semantic::check::Check;
use newsmark_semantic::checks;
use newsmark_tests::{cases, files, findings, precision};

/// The fenced examples of a manual page below a heading.
fn examples(check: &Check, heading: &str) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    let (mut is_below, mut is_inside) = (false, false);
    for line in check.manual.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line {
            _ if is_inside && line == "```" => is_inside = false,
            _ if is_inside => {
                if let Some(example) = examples.last_mut().filter(|_| is_below) {
                    example.push_str(line);
                    example.push('\n');
                }
            }
            "```news" => {
                is_inside = true;
                if is_below {
                    examples.push(String::new());
                }
            }
            _ if line.starts_with("# ") => is_below = line == heading,
            _ => {}
        }
    }
    examples
}

fn findings_of(check: &Check, text: &str) -> usize {
    findings::of(check, text).len()
}

#[test]
fn every_reported_example_is_reported() {
    for check in checks::all() {
        let examples = examples(check, "# Reported");
        assert!(!examples.is_empty(), "{} shows nothing that it reports", check.code);
        for example in examples {
            assert!(findings_of(check, &example) > 0, "{} does not report:\n{example}", check.code);
        }
    }
}

#[test]
fn every_fine_example_is_silent() {
    for check in checks::all() {
        let examples = examples(check, "# Fine");
        assert!(!examples.is_empty(), "{} shows nothing that is fine", check.code);
        for example in examples {
            assert_eq!(findings_of(check, &example), 0, "{} reports:\n{example}", check.code);
        }
    }
}

#[test]
fn codes_are_unique_sorted_and_in_kebab_case() {
    let codes: Vec<&str> = checks::all().iter().map(|check| check.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    for code in codes {
        let is_kebab = code.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(is_kebab, "{code}");
    }
}

#[test]
fn folder_list_and_fixtures_have_the_same_rules() {
    let root = files::root();
    let list: BTreeSet<String> = checks::all().iter().map(|check| check.code.to_owned()).collect();
    let folder = root.join("crates/newsmark-semantic/src/checks");
    let files_of_checks: BTreeSet<String> = files::with_extension(&folder, "rs")
        .iter()
        .map(|path| files::stem(path).replace('_', "-"))
        .collect();
    let fixtures: BTreeSet<String> = files::with_extension(&root.join("fixtures/checks"), "news")
        .iter()
        .map(|path| files::stem(path))
        .collect();
    assert_eq!(files_of_checks, list, "the folder and the list");
    assert_eq!(fixtures, list, "the fixtures and the list");
}

/// Rules about marks, sources and words; all others are about numbers.
const NOT_ABOUT_NUMBERS: &[&str] = &[
    "bad-switch-off",
    "duplicate-source",
    "front-matter-key",
    "front-matter-value",
    "ledger-cycle",
    "missing-headline",
    "placeholder",
    "shared-name",
    "source-incomplete",
    "unclosed-comment",
    "unclosed-quote",
    "undefined-figure",
    "undefined-source",
    "unused-figure",
    "unused-source",
    "unused-switch-off",
];

/// What was counted of each rule, once for all tests.
static ROWS: LazyLock<Vec<precision::Row>> = LazyLock::new(precision::measure);

/// How many cases of each kind a rule about numbers has at least.
const FEWEST_CASES: usize = 8;

#[test]
fn a_rule_about_numbers_shows_what_it_finds_and_what_it_leaves_alone() {
    let mut short: Vec<String> = Vec::new();
    for row in ROWS.iter() {
        let code = row.check.code;
        let is_short = row.reported < FEWEST_CASES || row.fine < FEWEST_CASES;
        if is_short && !NOT_ABOUT_NUMBERS.contains(&code) {
            short.push(format!("{code}: {} reported, {} fine", row.reported, row.fine));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

#[test]
fn of_twenty_warnings_nineteen_are_right() {
    for row in ROWS.iter() {
        let precision = row.precision();
        assert!(precision.is_none_or(|percent| percent >= 95), "{row:?}");
    }
}

#[test]
fn a_manual_page_begins_with_a_sentence_and_tells_why() {
    for check in checks::all() {
        let paragraphs: Vec<&str> = check.manual.trim().split("\n\n").collect();
        let first = paragraphs.first().copied().unwrap_or_default().trim();
        assert!(first.ends_with('.'), "{} begins with {first:?}", check.code);
        let reported = check.manual.find("# Reported").unwrap_or(0);
        let why = &check.manual[first.len()..reported];
        assert!(why.trim().len() > 40, "{} does not tell why", check.code);
    }
}

/// The texts of a rule's fixtures.
fn fixture_texts(check: &Check) -> Vec<String> {
    let path = files::root().join(format!("fixtures/checks/{}.news", check.code));
    let file = fs::read_to_string(path).unwrap_or_default();
    cases::parse(&file).1.into_iter().map(|case| case.text).collect()
}

#[test]
fn a_fix_settles_what_it_is_offered_for() {
    for check in checks::all() {
        for text in fixture_texts(check) {
            let findings = findings::read(&text, &findings::only(check.code)).findings;
            for fix in findings.iter().flat_map(|finding| &finding.fixes) {
                let fixed = findings::fixed(&text, fix);
                assert!(
                    findings_of(check, &fixed) < findings.len(),
                    "{}: after \"{}\" this is still reported:\n{fixed}",
                    check.code,
                    fix.title,
                );
            }
        }
    }
}

#[test]
fn places_of_findings_are_inside_the_text_and_messages_are_plain() {
    for check in checks::all() {
        for text in fixture_texts(check) {
            for finding in findings::read(&text, &findings::only(check.code)).findings {
                assert_eq!(finding.rule, check.code);
                let places = finding.related.iter().map(|related| related.range);
                for range in places.chain([finding.range]) {
                    assert!(text.get(std::ops::Range::<usize>::from(range)).is_some());
                }
                let message = &finding.message;
                assert!(!message.is_empty() && !message.contains('\n'), "{message:?}");
                assert!(!message.ends_with('.'), "{message:?}");
                assert!(finding.severity <= check.severity, "{message:?}");
            }
        }
    }
}
