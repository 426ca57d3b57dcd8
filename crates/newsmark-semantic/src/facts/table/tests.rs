//! Tables as they are read: their columns, then the figures of their cells, row by row.

use expect_test::{Expect, expect};

use super::*;

/// The columns of the first table, then the figures of its cells.
fn check(text: &str, expect: Expect) {
    let facts = crate::analyze(text, &crate::Settings::default()).facts;
    let article = &facts.articles[0];
    let table = &article.tables[0];
    let mut lines = Vec::new();
    for column in &table.columns {
        let unit = column.unit.map_or(String::new(), |unit| format!(" {unit}"));
        let scale = column.scale.normalize();
        lines.push(format!("{}: {} x{scale}{unit}", facts.words(column.head), column.kind.word()));
    }
    for row in &table.rows {
        let cell = |cell: &Cell| match cell.figure.map(|id| article.figure(id)) {
            Some(figure) => {
                let unit = figure.unit.map_or(String::new(), |unit| format!(" {unit}"));
                let time = figure.as_of.map_or(String::new(), |time| format!(" in {time}"));
                format!("{}{unit}{time}", figure.strict())
            }
            None => format!("“{}”", facts.words(cell.range)),
        };
        let cells: Vec<String> = table.cells(row).iter().map(cell).collect();
        let total = if row.is_total { "total: " } else { "" };
        lines.push(format!("{total}{}", cells.join(" | ")));
    }
    expect.assert_eq(&lines.join("\n"));
}

#[test]
fn cells_take_the_unit_of_their_column() {
    check(
        "| Route | Length (km) | Share, percent | Fare ($) | % | Riders |\n|---|--:|--:|--:|--:|--:|\n| Gull Quay | 12 | 41 | 3.50 | 7 | 610,000 |\n| Saltmarsh | 9.5 | 59 | 2 | 8 | 402,000 |\n",
        expect![[r#"
            Route: words x1
            Length (km): numbers x1 kilometre
            Share, percent: numbers x1 percent
            Fare ($): numbers x1 USD
            %: numbers x1 percent
            Riders: numbers x1
            “Gull Quay” | 11.5 to 12.5 kilometre | 40.5 to 41.5 percent | 3.495 to 3.505 USD | 6.5 to 7.5 percent | 610000
            “Saltmarsh” | 9.45 to 9.55 kilometre | 58.5 to 59.5 percent | 2 USD | 7.5 to 8.5 percent | 402000"#]],
    );
}

#[test]
fn cells_take_the_scale_of_their_column() {
    check(
        "| Route | Riders (million) | Cost, $m | Tonnes ('000) | Income (€ bn) | Fish in thousands of tonnes | £000s |\n|---|---|---|---|---|---|---|\n| Gull Quay | 1.2 | 3.5 | 40 | 2 | 7 | 12 |\n| **Total** | **2** | 4 | 1\u{202F}234 | 0.25 | 8 | 13.5 |\n",
        expect![[r#"
            Route: words x1
            Riders (million): numbers x1000000
            Cost, $m: numbers x1000000 USD
            Tonnes ('000): numbers x1000 tonne
            Income (€ bn): numbers x1000000000 EUR
            Fish in thousands of tonnes: numbers x1000 tonne
            £000s: numbers x1000 GBP
            “Gull Quay” | 1150000 to 1250000 | 3450000 to 3550000 USD | 39500 to 40500 tonne | 1500000000 to 2500000000 EUR | 6500 to 7500 tonne | 11500 to 12500 GBP
            total: “Total” | 1500000 to 2500000 | 3500000 to 4500000 USD | 1233500 to 1234500 tonne | 245000000 to 255000000 EUR | 7500 to 8500 tonne | 13450 to 13550 GBP"#]],
    );
    check(
        "| Route | Depth (m) | Riders (m) | Tonnes | Boats, thousands | US$ million | Change in % | Cost (USD bn) |\n|---|---|---|---|---|---|---|---|\n| Gull Quay | 12 | 3 | 40 | 2 | 5 | 7 | 8 |\n",
        expect![[r#"
            Route: words x1
            Depth (m): numbers x1 metre
            Riders (m): numbers x1
            Tonnes: numbers x1 tonne
            Boats, thousands: numbers x1000
            US$ million: numbers x1000000 USD
            Change in %: numbers x1 percent
            Cost (USD bn): numbers x1000000000 USD
            “Gull Quay” | 11.5 to 12.5 metre | 3 | 39.5 to 40.5 tonne | 1500 to 2500 | 4500000 to 5500000 USD | 6.5 to 7.5 percent | 7500000000 to 8500000000 USD"#]],
    );
}

#[test]
fn a_column_is_of_the_kind_that_most_of_its_cells_are() {
    check(
        "Route | Opened | Riders | Remark | Day\n---|---|---|---|---\nGull Quay | 2019 | 4,200 | 12 new boats | March 4, 2025\nSaltmarsh | 2024 | n/a | 3 | May 2, 2025\nEastholm | — | 700 | old | June 3, 2025\n",
        expect![[r#"
            Route: words x1
            Opened: dates x1
            Riders: numbers x1
            Remark: words x1
            Day: dates x1
            “Gull Quay” | 2019 | 4200 | “12 new boats” | 2025
            “Saltmarsh” | 2024 | “n/a” | 3 | 2025
            “Eastholm” | “—” | 700 | “old” | 2025"#]],
    );
}

#[test]
fn a_cell_is_for_the_time_of_its_row_or_column() {
    check(
        "Year | Riders | Opened\n---|---|---\n2019 | 4,200 | 12\n2020 | 5,100 | 13\n",
        expect![[r#"
            Year: dates x1
            Riders: numbers x1
            Opened: numbers x1
            2019 | 4200 in 2019 | 12 in 2019
            2020 | 5100 in 2020 | 13 in 2020"#]],
    );
    check(
        "Route | Riders 2019 | Opened\n---|---|---\nGull Quay | 4,200 | 1998\nSaltmarsh | 3,100 | 2001\n",
        expect![[r#"
            Route: words x1
            Riders 2019: numbers x1
            Opened: dates x1
            “Gull Quay” | 4200 | 1998
            “Saltmarsh” | 3100 | 2001"#]],
    );
}

#[test]
fn a_cell_with_words_of_its_own_keeps_them() {
    check(
        "Route | Length (km) | Riders (thousand)\n---|---|---\nGull \\| Quay | 12 miles | 1,950\nSaltmarsh | about 9 | 2019\n",
        expect![[r#"
            Route: words x1
            Length (km): words x1 kilometre
            Riders (thousand): numbers x1000
            “Gull \| Quay” | 11.5 to 12.5 mile | 1949500 to 1950500
            “Saltmarsh” | “about 9” | 2018500 to 2019500"#]],
    );
}

#[test]
fn rows_may_be_shorter_or_longer_than_the_head() {
    check(
        "| Route | Length (km) |\n|---|---|\n| Gull Quay |\n| Saltmarsh | 9 | 4 |\n| 7 | 8 |\n",
        expect![[r#"
            Route: words x1
            Length (km): numbers x1 kilometre
            “Gull Quay”
            “Saltmarsh” | 8.5 to 9.5 kilometre | 4
            7 | 7.5 to 8.5 kilometre"#]],
    );
}

#[test]
fn words_in_a_head_are_no_units() {
    check(
        "| Seat (in) | Age, years ago | Rank (of 40) | Class (C) | Cost (2024) | Trains in service | Days |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
        expect![[r#"
            Seat (in): numbers x1
            Age, years ago: numbers x1
            Rank (of 40): numbers x1
            Class (C): numbers x1
            Cost (2024): numbers x1
            Trains in service: numbers x1
            Days: numbers x1
            1 | 2 | 3 | 4 | 5 in 2024 | 6 | 7"#]],
    );
}

#[test]
fn a_cell_may_be_a_link() {
    check(
        "| Route | Length (km) |\n|---|--:|\n| [Gull Quay](#gull) | [12](#gull) |\n| Saltmarsh | **[9.5](#salt)** |\n",
        expect![[r#"
            Route: words x1
            Length (km): numbers x1 kilometre
            “Gull Quay” | 11.5 to 12.5 kilometre
            “Saltmarsh” | 9.45 to 9.55 kilometre"#]],
    );
}
