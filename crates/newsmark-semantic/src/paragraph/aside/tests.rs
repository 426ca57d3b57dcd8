//! Whatever is set aside, a table says the same.

use proptest::prelude::*;

use super::*;
use crate::document::BlockKind;
use crate::paragraph::facts_of;

const HEAD: &str = "| Route | Riders |\n|---|--:|\n";

/// Rows that are bare numbers, rows that are more, and rows that reach into others.
const ROWS: &[&str] = &[
    "| 1 | 2 |",
    "|1|40|",
    "| 1,234 | 0.50 | 7 |",
    "|  | 5 |",
    "| | |",
    "| |",
    "  | 3 | 4 |  ",
    "1 | 2",
    "| 7 | 8",
    "| 2019 | 5 |",
    "| -3 | −4 |",
    "| 5% | $7 |",
    "| USD 5 | 7 km |",
    "| 12 boats | 3 |",
    "| **12** | *3* |",
    "| 12[^a] | [3](#b) |",
    "| n/a | — |",
    "| 5-6 | 7 to 8 |",
    "| May 3, 2024 | 4 |",
    "| Ann Lee | 34 |",
    "| Total | 9 |",
    "| Mr Bo Park | \"no\" |",
    "| 5 (3 miles) | 8 km (5 miles) |",
    "| had been | each |",
    "| each | 5% |",
    "| no | 3 May |",
    "| 3 May 2024 | 5 km |",
    "| were | 7 apiece |",
    "| percent | $5 |",
    "| Mayor | Ann Lee |",
    "| It rose. He left. | 5 |",
    "| expected in Northport | 1,5 |",
    "| 10,00 people | 1.000 |",
    "| a \\| b | 5 |",
    "|---|---|",
    "| TK | 2 times more |",
    "| “open | 3 |",
    "| shut” | 3 |",
    "| * a | (b |",
    "| *a | b) |",
    "| **5*** | 3 |",
    "| [5 | 3](#a) |",
    "| million | 3 |",
    "| 1 234 | 2½ |",
    "| 555 | 911 |",
];

/// What a table says, but for how its names lie in memory.
fn dump(words: &Words<'_>) -> String {
    let mut facts = facts_of(words);
    let names: Vec<String> = take(&mut facts.names)
        .into_iter()
        .map(|name| format!("{:?} {:?} {:?}", name.range, name.title, name.is_subject))
        .collect();
    format!("{facts:#?}\n{names:#?}")
}

/// How many stretches are set aside, all of it being read as if none were.
#[track_caller]
fn check(text: &str, decimal: DecimalSign) -> usize {
    let asides = find(text, decimal);
    let n_asides = asides.len();
    let words = |asides| Words::read_without(text, BlockKind::Table, asides).with_decimals(decimal);
    assert_eq!(dump(&words(asides)), dump(&words(Vec::new())), "{text}");
    n_asides
}

fn table(rows: &[(&str, usize)]) -> String {
    let rows = rows.iter().map(|(row, times)| format!("{row}\n").repeat(*times));
    format!("{HEAD}{}", rows.collect::<String>())
}

#[test]
fn bare_numbers_and_known_rows_are_set_aside() {
    let n_asides = |row: &str| check(&table(&[(row, 100)]), DecimalSign::Point);
    assert_eq!(n_asides("| 1 | 2 |"), 72);
    assert_eq!(n_asides("| Ann Lee | May 3, 2024 |"), 70);
    assert_eq!(n_asides("1 | 2"), 20);
    assert_eq!(n_asides("| 1 | 2"), 60);
    assert_eq!(n_asides("Ann Lee | 5"), 0);
    assert_eq!(n_asides("| **1** | 2[^a] |"), 70);
    assert_eq!(n_asides("| “1” | 2 |"), 0);
    assert_eq!(check(&table(&[("| 1 | 2 |", 20)]), DecimalSign::Point), 0);
    let long = format!("|{}", "1|".repeat(300));
    assert_eq!(check(&table(&[(&long, 3)]), DecimalSign::Point), 3);
    assert_eq!(check(&table(&[(&long, 3), ("| <!-- a | 2 |", 1)]), DecimalSign::Point), 0);
}

#[test]
fn rows_that_a_quotation_runs_over_are_read() {
    let rows =
        |opening| [(opening, 2), ("| 1 | 2 |", 40), ("| million | 3 |", 3), ("|  | 5 |", 40)];
    for open in
        ["| “open | 3 |", "| „open | 3 |", "| «open | 3 |", "| ‘open | 3 |", "| \"open | 3 |"]
    {
        assert_eq!(check(&table(&rows(open)), DecimalSign::Point), 0, "{open}");
    }
    for closed in ["| “shut” | 3 |", "| “it’s” | 3 |", "| \"shut\" | 3 |", "| é | 3 |"] {
        assert!(check(&table(&rows(closed)), DecimalSign::Point) > 0, "{closed}");
    }
}

proptest! {
    #[test]
    fn what_is_set_aside_says_the_same(
        rows in proptest::collection::vec((proptest::sample::select(ROWS), 1..40_usize), 1..12),
        is_comma in any::<bool>(),
    ) {
        let decimal = if is_comma { DecimalSign::Comma } else { DecimalSign::Point };
        check(&table(&rows), decimal);
    }

    #[test]
    fn cells_in_any_order_say_the_same(
        cells in proptest::collection::vec(proptest::sample::select(&["1", "40", "1,234", "0.5", "", "2019", "5%"][..]), 300),
    ) {
        for [start, end] in [["| ", " |"], ["", ""], ["| ", ""]] {
            let row = |row: &[&str]| format!("{start}{}{end}\n", row.join(" | "));
            let rows: String = cells.chunks(3).map(row).collect();
            check(&format!("{HEAD}{rows}"), DecimalSign::Point);
        }
    }
}
