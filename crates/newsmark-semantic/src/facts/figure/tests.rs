//! One dump a kind of number: the common forms first, odd ones last.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use rust_decimal::Decimal;

use crate::settings::DecimalSign;
use crate::{Settings, analyze};

/// One line a figure: its words, what they are worth, what they count, and what else is known.
fn dump(text: &str) -> String {
    dump_with(text, &Settings::default())
}

fn dump_with(text: &str, settings: &Settings) -> String {
    let analysis = analyze(text, settings);
    let mut out = String::new();
    for article in &analysis.facts.articles {
        for figure in &article.figures {
            let words = &text[figure.range];
            let value = figure.value.map_or_else(
                || format!("[{}]", figure.loose()),
                |value| value.normalize().to_string(),
            );
            let _ = write!(out, "{words} | {value} {}", figure.role.word());
            if let Some(unit) = &figure.unit {
                let _ = write!(out, " {unit}");
            }
            if let Some(per) = &figure.per {
                let _ = write!(out, " {per}");
            }
            if let Some(noun) = &figure.noun {
                let _ =
                    write!(out, " {{{}: {}}}", noun.lemmas.modifiers.join(" "), noun.lemmas.head);
            }
            if let Some(hedge) = figure.hedge {
                let _ = write!(out, " {}", hedge.word());
            }
            if let Some(direction) = figure.direction {
                let _ = write!(out, " {}", direction.word());
            }
            if let Some(as_of) = figure.as_of {
                let _ = write!(out, " @{as_of}");
            }
            out.push('\n');
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&dump(text));
}

#[test]
fn decimals_behind_a_comma() {
    let text = "Sales: 1.234.567,89 euros, 2,5 million tonnes, 1.200 people, 7,25 percent and 1.5 litres in 2019, 12 more.";
    let comma = Settings { decimal: Some(DecimalSign::Comma), ..Settings::default() };
    expect![[r#"
        1.234.567,89 euros | 1234567.89 level EUR @2019
        2,5 million tonnes | 2500000 level tonne @2019
        1.200 | 1200 level {: person} @2019
        7,25 percent | 7.25 share percent @2019
        1.5 litres | 1.5 level litre @2019
        2019 | 2019 date
        12 | 12 level @2019
    "#]]
    .assert_eq(&dump_with(text, &comma));
    let german = Settings { language: Some("de-AT".to_owned()), ..Settings::default() };
    assert_eq!(dump_with(text, &german), dump_with(text, &comma));
    let swiss = Settings { language: Some("de-CH".to_owned()), ..Settings::default() };
    assert_eq!(dump_with(text, &swiss), dump(text));
}

#[test]
fn another_sign_before_decimals_is_not_taken_from_memory() {
    let text = "The lake holds 1,234 litres.";
    let comma = Settings { decimal: Some(DecimalSign::Comma), ..Settings::default() };
    let mut reader = crate::Reader::default();
    let mut value = |settings: &Settings| {
        reader
            .read(text, settings)
            .facts
            .articles
            .first()
            .and_then(|article| article.figures.first()?.value)
    };
    assert_eq!(value(&Settings::default()), Some(Decimal::from(1234)));
    assert_eq!(value(&comma), Some(Decimal::new(1234, 3)));
    assert_eq!(value(&Settings::default()), Some(Decimal::from(1234)));
}

#[test]
fn digits_and_scales() {
    check(
        "The port handled 4.191 million boxes, 12k parcels, $1.2bn of cargo and 12,34,567 letters.",
        expect![[r#"
            4.191 million | 4191000 level {: box}
            12k | 12000 level {: parcel}
            $1.2bn | 1200000000 level USD {: cargo}
            12,34,567 | 1234567 level {: letter}
        "#]],
    );
}
#[test]
fn words() {
    check(
        "Twenty-three thousand four hundred voters, half a million others, a dozen judges, two hundred and six clerks and one and a half million tonnes.",
        expect![[r#"
            Twenty-three thousand four hundred | 23400 level {: voter}
            half a million | 500000 level
            a dozen | 12 level {: judge}
            two hundred and six | 206 level {: clerk}
            one and a half million tonnes | 1500000 level tonne
        "#]],
    );
}
#[test]
fn ranges() {
    check(
        "It will cost $5-10 million and take 2 to 3 years; between 2 and 3 million people and 18-24 schools are affected. Sales rose from 40,000 to 46,000 a day.",
        expect![[r#"
            $5-10 million | [4500000 to 10500000] level USD
            2 to 3 years | [1.5 to 3.5] duration year
            2 and 3 million | [1500000 to 3500000] level {: person}
            18-24 | [18 to 24] level {: school}
            40,000 | 40000 level per day
            46,000 a day | 46000 level per day
        "#]],
    );
}
#[test]
fn names_are_no_quantities() {
    check(
        "Under Resolution 2231 the G20 left 5G alone. Flight 370 and a Boeing 747 passed Highway 61. Call 555-0142, staffed 24/7, since 9/11. The S&P 500 and the iPhone 16.",
        expect![[r#"
            2231 | [anything] identifier
            20 | [anything] identifier
            5G | [anything] identifier
            370 | [anything] identifier
            747 | [anything] identifier
            61 | [anything] identifier
            555-0142 | [anything] identifier
            24/7 | [anything] identifier
            9/11 | [anything] identifier
            500 | [anything] identifier
            16 | [anything] identifier
        "#]],
    );
}
#[test]
fn hedges_and_bounds() {
    check(
        "More than 4,500 firms, nearly 300 people, about 70 percent, no fewer than 12 ships, up to 5% and 40 or more boats.",
        expect![[r#"
            4,500 | 4500 level {: firm} more_than
            300 | 300 level {: person} nearly
            70 percent | 70 share percent about
            12 | 12 level {: ship} at_least
            5% | 5 share percent at_most
            40 | 40 level {: boat} at_least
        "#]],
    );
}
#[test]
fn shares_and_ratios() {
    check(
        "Two-thirds of the 90 members, one in five nurses, a third of the crew and 78.6 percent of adults agreed, a ratio of 4-to-1.",
        expect![[r#"
            Two-thirds | 0.6666666666666666666666666667 share {: member}
            90 | 90 level {: member}
            one in five | 0.2 share {: nurse}
            a third | 0.3333333333333333333333333333 share {: crew}
            78.6 percent | 78.6 share percent {: adult}
            4-to-1 | 4 ratio
        "#]],
    );
}
#[test]
fn changes() {
    check(
        "Output rose 5% to 105 tonnes, up 16.08 million on the year after a net gain of 815,000; prices fell by 3 points, a 13 percent drop.",
        expect![[r#"
            5% | 5 change percent {: output} up
            105 tonnes | 105 level tonne
            16.08 million | 16080000 change up
            815,000 | 815000 change up
            3 | 3 change {: point} down
            13 percent | 13 change percent down
        "#]],
    );
}
#[test]
fn ages_durations_times() {
    check(
        "A 34-year-old man and two 12-year-olds waited 3 hours 20 minutes until 8:30 p.m.; Ann Lee, 66, is 6ft 2in tall.",
        expect![[r#"
            34-year-old | 34 age year of age
            two | 2 level
            12-year-olds | 12 age year of age
            3 hours 20 minutes | 200 duration minute
            8:30 p.m. | [anything] time
            66 | 66 age year of age
            6ft 2in | 74 level inch
        "#]],
    );
}
#[test]
fn subjects_give_the_noun() {
    check(
        "Internet penetration in rural areas reached 65.6 percent. The number of .cn domain names had reached 20.82 million by December 2024.",
        expect![[r#"
            65.6 percent | 65.6 share percent {internet rural area: penetration}
            20.82 million | 20820000 level {cn domain: name} @2024-12
            December 2024 | 2024 date
        "#]],
    );
}

#[test]
fn ages_without_a_unit() {
    check(
        "She died at 81. Lena Voss, 43, said her son was 12. He was 34. The score was 34.",
        expect![[r#"
            81 | 81 age year of age
            43 | 43 age year of age
            12 | 12 level {: son}
            34 | 34 age year of age
            34 | 34 level {: score}
        "#]],
    );
}

#[test]
fn units_are_shared_in_lists_only() {
    check(
        "It rose 12, 14 and 19 percent. A gain of 815,000, or 24.1 percent.",
        expect![[r#"
            12 | 12 change percent up
            14 | 14 change percent up
            19 percent | 19 change percent up
            815,000 | 815000 change up
            24.1 percent | 24.1 change percent up
        "#]],
    );
}

#[test]
fn money_may_describe_a_thing() {
    check(
        "The council approved the $84 million footbridge. It paid 3.8 billion euros in student loans.",
        expect![[r#"
            $84 million | 84000000 level USD {: footbridge}
            3.8 billion euros | 3800000000 level EUR {student: loan}
        "#]],
    );
}

#[test]
fn parts_stand_beside_others() {
    check(
        "Another 22 people left, and 16 other states paid $200 each.",
        expect![[r#"
            22 | 22 level {: person}
            16 | 16 level {other: state}
            $200 | 200 level USD
        "#]],
    );
}

#[test]
fn numbers_in_words_go_on() {
    check(
        "Two point five million letters, twenty and three fifths, two thirds of a million votes, three dozens, one hundred and twenty-fifth.",
        expect![[r#"
            Two point five million | 2500000 level {: letter}
            twenty and three fifths | 20.6 level
            two thirds of a million | 666667 level {: vote}
            three dozens | 36 level
            one hundred and twenty-fifth | 125 rank
        "#]],
    );
}

#[test]
fn versions_and_addresses_are_names() {
    check(
        "Release 2.3.1 runs on 192.168.1.2 with part 24703 m212.",
        expect![[r#"
            2.3.1 | [anything] identifier
            192.168.1.2 | [anything] identifier
            24703 | [anything] identifier
            212 | [anything] identifier
        "#]],
    );
}
