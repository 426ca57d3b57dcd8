//! Hovers as an editor sees them: `$0` marks the place in the text.

use expect_test::{Expect, expect};

use super::*;
use crate::{Settings, analyze};

#[track_caller]
fn check(marked: &str, expect: Expect) {
    let offset = marked.find("$0").expect("the text marks a place");
    let text = marked.replacen("$0", "", 1);
    let analysis = analyze(&text, &Settings::default());
    let shown = hover(&analysis, TextSize::new(offset as u32));
    expect.assert_eq(&shown.map_or("nothing\n".to_owned(), |hover| {
        format!("{}\n", hover.markdown.replace("  \n", "\n"))
    }));
}

#[test]
fn a_level_shows_what_its_change_implies() {
    check(
        "# Network grows\n\nThe country had 4.19$01 million 5G base stations in November 2024 after a net gain of 815,000.\n",
        expect![[r#"
            **4.191 million** 5G base stations · level · November 2024
            4,191,000 (the words allow 4,190,500 to 4,191,500)
            after an increase of 815,000: about **3.376 million** before, **+24.1%**
            no source cited
        "#]],
    );
}

#[test]
fn two_shares_are_percentage_points_apart() {
    check(
        "# Season tickets\n\nThe share of riders with a season ticket went up from 41 percent to 44 per$0cent.\n",
        expect![[r#"
            **44 percent** · share
            44 percent (the words allow 43.5 to 44.5)
            from 41 percent to 44 percent: a difference of **3 percentage points**, **+7.3%**
            no source cited
        "#]],
    );
}

#[test]
fn what_is_counted_reads_as_in_the_article() {
    check(
        "# Port\n\nThe port handled 9.6 mil$0lion tonnes of goods.\n",
        expect![[r#"
        **9.6 million tonnes** of goods · level
        9,600,000 tonnes (the words allow 9,550,000 to 9,650,000)
        about **10.6 million short tons**
        no source cited
    "#]],
    );
    check(
        "# Rent\n\nRents reached 390 eu$0ros a month in May.\n",
        expect![[r#"
        **390 euros a month** · Rents · level
        390 EUR per month (the words allow 385 to 395)
        no source cited
    "#]],
    );
}

#[test]
fn a_linked_figure_shows_what_the_ledger_has() {
    check(
        "---\nfigures:\n  riders: 4.191 million riders; 2024\n---\n\n# Ferry\n\nIt carried [4.2 mil$0lion](#riders) riders.[^log]\n\n[^log]: Harbour log\n",
        expect![[r#"
            **4.2 million** riders · level
            4,200,000 (the words allow 4,150,000 to 4,250,000)
            the ledger's riders: 4.191 million riders
            source: Harbour log
        "#]],
    );
    check(
        "---\nfigures:\n  riders: 4.191 million riders; 2024\n---\n\n# Ferry\n\nIt carried [4.2 mil$0lion](#riders) riders.\n",
        expect![[r#"
            **4.2 million** riders · level
            4,200,000 (the words allow 4,150,000 to 4,250,000)
            the ledger's riders: 4.191 million riders
        "#]],
    );
}

#[test]
fn a_number_in_a_name_is_no_quantity() {
    check(
        "The board cited Resolution 22$031 twice.\n",
        expect![[r#"
            **2231** · identifier
            part of a name, not a quantity
        "#]],
    );
}

#[test]
fn a_headline_shows_what_supports_it() {
    check(
        "# Ferry carries 1.2 mil$0lion riders: report\n\nThe ferry carried 1.24 million riders in 2024, a report said.\n",
        expect![[r#"
            **1.2 million** riders · level
            1,200,000 (the words allow 1,150,000 to 1,250,000)
            said again in paragraph 1
            source: report
        "#]],
    );
    check(
        "# Ferry carries 1.2 million riders: re$0port\n\nThe ferry carried 1.24 million riders in 2024, a report said.\n",
        expect![[r#"
            40 characters · “1.2 million” agrees with paragraph 1 · “report”: paragraph 1 · read in paragraphs between blank lines
        "#]],
    );
}

#[test]
fn a_quotation_shows_its_speaker() {
    check(
        "Ines Marlow, the port director, opened the pier.\n\n“We did not expect$0 the winter,” Marlow said.\n",
        expect![[r#"
            **Ines Marlow**, port director · named in full in paragraph 1 · “said” · speaker found by surname
        "#]],
    );
    check(
        "The “ex$0press” bus took two hours.\n",
        expect![[r#"
            words held at arm's length, not a quotation
        "#]],
    );
}

#[test]
fn a_reference_shows_its_source() {
    check(
        "It carried 1.24 million riders.[^po$0rt]\n\n[^port]: Northport Harbour, *Annual report* [draft], 2025, <https://example.org/r>\n",
        expect![[r#"
            **port**: Northport Harbour, *Annual report* \[draft\], 2025, <https://example.org/r>
            for 1.24 million
        "#]],
    );
}

#[test]
fn a_figure_names_the_source_it_cites() {
    check(
        "It carried 1.2$04 million riders.[^port]\n\n[^port]: Northport Harbour, annual report, 2025\n",
        expect![[r#"
            **1.24 million** riders · level
            1,240,000 (the words allow 1,235,000 to 1,245,000)
            source: Northport Harbour, annual report, 2025
        "#]],
    );
}

#[test]
fn nothing_is_shown_between_facts() {
    check(
        "The bus was $0late.\n",
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn an_amount_is_shown_in_the_units_of_other_readers() {
    let check = |words: &str, expect: Expect| {
        let analysis = analyze(&format!("{words}\n"), &Settings::default());
        let article = &analysis.facts.articles[0];
        let ids = article.figures_with_ids().map(|(id, _)| id);
        let lines = ids.flat_map(|id| consequences(&analysis.facts, article, id));
        expect.assert_eq(&lines.collect::<Vec<String>>().join("\n"));
    };
    check(
        "The path is 100 km long, the detour 26.2 miles.",
        expect![[r#"
        about 62 miles
        about 42.2 kilometres"#]],
    );
    check(
        "A boat of 12 metres weighs 4.5 tonnes and takes 1,234 litres.",
        expect![[r#"
        about 39 feet
        about 5 short tons
        about 326 US gallons"#]],
    );
    check("The farm has 5 to 10 hectares.", expect!["about 12 to 25 acres"]);
    check(
        "It went at 70 mph, in winds of 120 km/h.",
        expect![[r#"
            about 113 kilometres per hour
            about 75 miles per hour"#]],
    );
    check(
        "It was 20 degrees Celsius at noon and 41 degrees Fahrenheit at night.",
        expect![[r#"
            about 68 degrees Fahrenheit
            about 5 degrees Celsius"#]],
    );
    check("It is -12.5 degrees Celsius.", expect!["about 9.5 degrees Fahrenheit"]);
    check(
        "The sea warmed by 2 degrees Celsius.",
        expect!["about 36 degrees Fahrenheit; as a difference 3.6 degrees Fahrenheit"],
    );
    check(
        "The sea is 1.5 degrees Celsius above normal.",
        expect!["about 34.7 degrees Fahrenheit; as a difference 2.7 degrees Fahrenheit"],
    );
    check("It burns 7 litres per hour.", expect!["about 1.8 US gallons per hour"]);
    check("The haul of 12 tons was sold in 3 hours.", expect![[r#""#]]);
}

#[test]
fn ages_and_dates_are_counted_from_the_day_of_the_article() {
    let check = |words: &str, expect: Expect| {
        let text = format!("---\ndate: 2025-03-04\n---\n\n{words}\n");
        let analysis = analyze(&text, &Settings::default());
        let article = &analysis.facts.articles[0];
        let ids = article.figures_with_ids().map(|(id, _)| id);
        let lines = ids.flat_map(|id| consequences(&analysis.facts, article, id));
        expect.assert_eq(&lines.collect::<Vec<String>>().join("\n"));
    };
    check(
        "Ines Marlow, 82, has been a captain since 1998.",
        expect![[r#"
        born in 1942 or 1943
        27 years before 2025"#]],
    );
    check(
        "An 82-year-old captain and a girl under 6 were aboard.",
        expect!["born in 1942 or 1943"],
    );
    check(
        "The pier closed on February 27, 2025, and opens on March 18.",
        expect![[r#"
        27 February 2025: a Thursday, 5 days before the article's own date
        18 March 2025: a Tuesday, 14 days after the article's own date"#]],
    );
    check(
        "The pier opens in 2026 and was built on May 4, 1871.",
        expect![[r#"
        1 year after 2025
        4 May 1871: a Thursday"#]],
    );
    check(
        "The pier closed on March 4.",
        expect!["4 March 2025: a Tuesday, the article's own date"],
    );
}

#[test]
fn a_date_without_a_day_of_the_article_has_its_weekday() {
    check(
        "The pier was built on May 4, 18$071.\n",
        expect![[r#"
        **May 4, 1871** · date
        4 May 1871: a **Thursday**
    "#]],
    );
    check(
        "She has been a captain since 19$098.\n",
        expect![[r#"
        **1998** · date
    "#]],
    );
}

#[test]
fn a_sum_is_shared_out_among_those_who_live_there() {
    check(
        "Saltmarsh, a town of 48,000 residents, spent $5 mil$0lion on the pier.\n",
        expect![[r#"
            **$5 million** · level
            5,000,000 USD (the words allow 4,500,000 to 5,500,000)
            **$104** for each of the 48,000 in paragraph 1
            no source cited
        "#]],
    );
    check(
        "Saltmarsh has 48,000 residents and Eastholm 31,000 residents. The pier cost $5 mil$0lion.\n",
        expect![[r#"
            **$5 million** · pier · level
            5,000,000 USD (the words allow 4,500,000 to 5,500,000)
            no source cited
        "#]],
    );
}

#[test]
fn a_cell_names_its_row_and_its_column() {
    check(
        "| Route | Length (km) |\n|---|--:|\n| Gull Quay | 1$02 |\n",
        expect![[r#"
            **12** · Gull Quay · Length (km) · level
            12 kilometres (the words allow 11.5 to 12.5)
            about **7.5 miles**
            no source cited
        "#]],
    );
}

#[test]
fn a_figure_names_whose_word_it_is() {
    check(
        "The ferry carried 1.2$04 million riders, according to the Harbour Board.\n",
        expect![[r#"
            **1.24 million** riders · level
            1,240,000 (the words allow 1,235,000 to 1,245,000)
            source: Harbour Board
        "#]],
    );
}

#[test]
fn a_share_shows_of_how_many_it_is_and_how_many_those_are() {
    check(
        "In Saltmarsh 51 boats (12 perc$0ent) are electric.\n",
        expect![[r#"
        **12 percent** · share
        12 percent (the words allow 11.5 to 12.5)
        51 is 12 percent of about **430**
        no source cited
    "#]],
    );
    check(
        "In Saltmarsh 12 percent of boats, or 5$01, are electric.\n",
        expect![[r#"
        **51** · level
        51 (exactly)
        51 is 12 percent of about **430**
        no source cited
    "#]],
    );
    check(
        "The harbour has 425 boats. Of the 425 boats, 12 perc$0ent are electric.\n",
        expect![[r#"
            **12 percent** · share
            12 percent (the words allow 11.5 to 12.5)
            12 percent of 425: about **51**
            no source cited
        "#]],
    );
    check(
        "Some 51 of the 42$05 boats are electric.\n",
        expect![[r#"
        **425** boats · level
        425 (exactly)
        51 of 425: **12%**
        no source cited
    "#]],
    );
    check(
        "Some 51 of the 425 boats, or 12 perc$0ent, are electric.\n",
        expect![[r#"
        **12 percent** · share
        12 percent (the words allow 11.5 to 12.5)
        no source cited
    "#]],
    );
    check(
        "Fares rose by 12 perc$0ent, or 51 cents.\n",
        expect![[r#"
            **12 percent** · Fares · increase
            12 percent (the words allow 11.5 to 12.5)
            no source cited
        "#]],
    );
}

#[test]
fn a_name_shows_who_is_meant_and_what_they_said() {
    check(
        "Ines Marlow, the port director, opened the pier.\n\n“It will hold,” Mar$0low said. “For nine years.”\n\nMarlow left at noon.\n",
        expect![[r#"
            **Ines Marlow**, port director · named in full in paragraph 1 · named 3 times
            paragraph 2: “It will hold,”
            paragraph 2: “For nine years.”
        "#]],
    );
    check(
        "---\npeople:\n  Ines Marlow: port director\n---\n\nMar$0low left at noon.\n",
        expect![[r#"
            **Ines Marlow**, port director · listed in the front matter · named once
        "#]],
    );
    check(
        "Ines Marlow, the port director, opened the pier.\n\n“It will hold,” sh$0e said.\n",
        expect![[r#"
            **Ines Marlow**, port director · named in full in paragraph 1 · named once
            paragraph 2: “It will hold,”
        "#]],
    );
    check(
        "Hilary Grant and Bill Grant run the mill. “It is sold,” Gra$0nt said.\n",
        expect![[r#"
        may be **Hilary Grant** or **Bill Grant**
    "#]],
    );
}

#[test]
fn a_headline_shows_its_quotation_and_whose_word_it_is() {
    check(
        "# ‘It will hold’ for years: rep$0ort\n\nThe port opened the pier. “It will hold,” Ines Marlow said.\n\n\
         A report by the Harbour Safety Board said it would hold for years.\n",
        expect![[r#"
            32 characters · ‘It will hold’ stands in paragraph 1 · “report”: Harbour Safety Board (paragraph 2) · read in paragraphs between blank lines
        "#]],
    );
    check(
        "# Pier is ‘a gift’: anal$0yst\n\nThe pier is a present, said Max Weil, an analyst in Northport.\n",
        expect![[r#"
            25 characters · ‘a gift’ is not in the body · “analyst”: Max Weil (paragraph 1) · read in paragraphs between blank lines
        "#]],
    );
}

#[test]
fn a_quotation_shows_the_source_it_cites() {
    check(
        "“It will h$0old,” Ines Marlow said.[^log]\n\n[^log]: Council, minutes, 2025\n",
        expect![[r#"
            **Ines Marlow** · named in full in paragraph 1 · “said” · speaker named in full · source: Council, minutes, 2025
        "#]],
    );
    check(
        "“It will hold,” Ines Marlow said.[^l$0og]\n\n[^log]: Council, minutes, 2025\n",
        expect![[r#"
            **log**: Council, minutes, 2025
            one quotation is from it
        "#]],
    );
}

const MATTER: &str = "---\nslug: ferry\nfigures:\n  riders: 4.2 million riders; 2024; port\n  before: 3.9 million riders; 2023\n  growth: = pct(riders, before)\npeople:\n  Anna Lind: director of the port\nchecks:\n  part-sum: off, rounded\n---\n\n# Ferries\n\nThey carried [4.2 million](#riders) riders, Anna Lind said.\n";

/// A hover on the first of some words of [`MATTER`], after so many bytes.
#[track_caller]
fn check_matter(words: &str, after: usize, expect: Expect) {
    let at = MATTER.find(words).expect("the words are there") + after;
    check(&format!("{}$0{}", &MATTER[..at], &MATTER[at..]), expect);
}

#[test]
fn a_figure_of_the_ledger_shows_what_it_comes_to() {
    check_matter(
        "riders: 4.2",
        1,
        expect![[r#"
        **riders**: 4.2 million riders · 2024
        the words allow 4.15 million to 4.25 million
        source: port
        linked once in the text
    "#]],
    );
    check_matter(
        "4.2 million riders",
        1,
        expect![[r#"
        **riders**: 4.2 million riders · 2024
        the words allow 4.15 million to 4.25 million
        source: port
        linked once in the text
    "#]],
    );
    check_matter(
        "growth",
        1,
        expect![[r#"
        **growth**: pct(riders, before)
        comes to 5.063 to 10.39 percent
        not linked in the text
    "#]],
    );
    check_matter(
        "before)",
        1,
        expect![[r#"
        **before**: 3.9 million riders · 2023
        the words allow 3.85 million to 3.95 million
        not linked in the text
    "#]],
    );
    check_matter(
        "#riders",
        3,
        expect![[r#"
        **riders**: 4.2 million riders · 2024
        the words allow 4.15 million to 4.25 million
        source: port
        linked once in the text
    "#]],
    );
}

#[test]
fn front_matter_says_what_its_keys_people_and_rules_are() {
    check_matter(
        "slug",
        1,
        expect![[r#"
        the short name of the story
    "#]],
    );
    check_matter(
        "ferry",
        1,
        expect![[r#"
        nothing
    "#]],
    );
    check_matter(
        "Anna Lind: ",
        2,
        expect![[r#"
        **Anna Lind**, director of the port · listed in the front matter · named once
    "#]],
    );
    check_matter(
        "part-sum",
        2,
        expect![[r#"
        **part-sum** · error

        Parts that do not add up to the whole they are parts of.

        Where the words say that these are all the parts, the sum must be the whole; where they are only
        some, it must not be more. Rounded parts may miss the whole by half a unit of the last digit each.
    "#]],
    );
    check(
        "# Ferry\n\nIt sank. <!-- ok: weekday-$0date \"so\" -->\n",
        expect![[r#"
        **weekday-date** · error

        A weekday that the calendar does not give the date beside it.

        Either the weekday or the date is wrong, and a reader who plans by it comes on the wrong day. With
        the year in the text this is an error. A date without a year is taken to be the one nearest to the
        article's own date, or the one that "last year" says, and gives a warning, or information if that is
        months away or the sentence speaks of another year; without a date for the article nothing is said.
        Dates before 1924 may follow another calendar: information only.
    "#]],
    );
}
