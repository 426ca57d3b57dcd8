//! The samples that stand beside each kind of token, and the tokens of whole sentences.

use expect_test::{Expect, expect};
use newsmark_lexer::{Kind, lex};

/// The tokens without blanks, each with its kind.
fn check(text: &str, expect: Expect) {
    let tokens = lex(text).filter(|token| token.kind != Kind::Space);
    let dump: Vec<String> =
        tokens.map(|token| format!("{:?} {:?}", token.kind, &text[token.range])).collect();
    expect.assert_eq(&dump.join("\n"));
}

/// Each kind with the samples of its documentation.
fn documented() -> Vec<(&'static str, Vec<String>)> {
    let source = include_str!("../src/kind.rs");
    let (_, body) = source.split_once("pub enum Kind {").unwrap_or_default();
    let (body, _) = body.split_once("\n}").unwrap_or_default();
    let mut kinds = Vec::new();
    let mut documentation = String::new();
    for line in body.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            documentation.push_str(words);
        } else if !line.starts_with('#') && !line.is_empty() {
            kinds.push((line.trim_end_matches(','), samples(&documentation)));
            documentation.clear();
        }
    }
    kinds
}

/// What stands between backticks: runs of as many, with a blank on either side where the sample has some itself.
fn samples(documentation: &str) -> Vec<String> {
    let runs: Vec<&str> = documentation
        .split_inclusive(|character| character != '`')
        .flat_map(|piece| piece.split_at_checked(piece.trim_end_matches(|c| c != '`').len()))
        .flat_map(|(mark, text)| [mark, text])
        .filter(|piece| !piece.is_empty())
        .collect();
    let mut samples = Vec::new();
    let mut rest = runs.iter();
    while let Some(mark) = rest.find(|piece| piece.starts_with('`')) {
        let sample: String = rest.by_ref().take_while(|piece| *piece != mark).copied().collect();
        let sample = if sample.contains('`') { sample.trim() } else { &sample };
        samples.push(unescaped(sample));
    }
    samples
}

/// `U+000D U+000A` is what it stands for.
fn unescaped(sample: &str) -> String {
    let number = |word: &str| u32::from_str_radix(word.strip_prefix("U+")?, 16).ok();
    let characters = sample.split(' ').map(|word| number(word).and_then(char::from_u32));
    characters.collect::<Option<String>>().unwrap_or_else(|| sample.to_owned())
}

#[test]
fn every_kind_has_samples_and_each_is_one_token_of_it() {
    let documented = documented();
    assert!(documented.len() > 60, "{documented:?}");
    for (kind, samples) in documented {
        assert!(!samples.is_empty(), "{kind} has no sample");
        for sample in samples {
            let kinds: Vec<String> =
                lex(&sample).map(|token| format!("{:?}", token.kind)).collect();
            assert_eq!(kinds, [kind], "{sample:?}");
        }
    }
}

#[test]
fn a_sentence_with_figures() {
    check(
        "Sales rose 5.4% to US$1.2bn, from $974,000 in 2023–24.",
        expect![[r#"
            Word "Sales"
            Word "rose"
            Decimal "5.4"
            Percent "%"
            Word "to"
            Word "US"
            CurrencySign "$"
            Decimal "1.2"
            Word "bn"
            Comma ","
            Word "from"
            CurrencySign "$"
            Grouped "974,000"
            Word "in"
            Integer "2023"
            EnDash "–"
            Integer "24"
            FullStop ".""#]],
    );
}

#[test]
fn a_stop_is_part_of_an_abbreviation_and_of_nothing_else() {
    check(
        "In the U.S. at 7 a.m. he left. 3.",
        expect![[r#"
            Word "In"
            Word "the"
            Abbreviation "U.S."
            Word "at"
            Integer "7"
            Abbreviation "a.m."
            Word "he"
            Word "left"
            FullStop "."
            Integer "3"
            FullStop ".""#]],
    );
}

#[test]
fn an_address_ends_before_the_sentence_does() {
    check(
        "(See https://example.org/a?b=1,2. Or www.example.org/c...) www. http://",
        expect![[r#"
            ParenOpen "("
            Word "See"
            Address "https://example.org/a?b=1,2"
            FullStop "."
            Word "Or"
            Address "www.example.org/c"
            Ellipsis "..."
            ParenClose ")"
            Word "www"
            FullStop "."
            Word "http"
            Colon ":"
            Slash "/"
            Slash "/""#]],
    );
}

#[test]
fn identifiers_are_letters_and_digits_that_touch() {
    check(
        "G20 5G A380-800 v2.1.3 m²",
        expect![[r#"
            Word "G"
            Integer "20"
            Integer "5"
            Word "G"
            Word "A"
            Integer "380"
            Hyphen "-"
            Integer "800"
            Word "v"
            Decimal "2.1"
            Decimal ".3"
            Word "m"
            Superscript "²""#]],
    );
}

#[test]
fn scripts_without_blanks_and_emoji() {
    check(
        "全市5G用户达到1,200万，增长5％。❤️👩‍👧 e\u{301}té",
        expect![[r#"
            Word "全市"
            Integer "5"
            Word "G用户达到"
            Grouped "1,200"
            Word "万"
            Comma "，"
            Word "增长"
            Integer "5"
            Percent "％"
            FullStop "。"
            Other "❤"
            Other "\u{fe0f}"
            Other "👩"
            Other "\u{200d}"
            Other "👧"
            Word "e\u{301}té""#]],
    );
}

#[test]
fn commas_group_digits_only_as_numbers_are_written() {
    check(
        "1,2 1,234 12,34,567 1234,567 1,234,56 1,234.5 .5 5. 1,,2",
        expect![[r#"
            Integer "1"
            Comma ","
            Integer "2"
            Grouped "1,234"
            Grouped "12,34,567"
            Integer "1234"
            Comma ","
            Integer "567"
            Grouped "1,234"
            Comma ","
            Integer "56"
            Decimal "1,234.5"
            Decimal ".5"
            Integer "5"
            FullStop "."
            Integer "1"
            Comma ","
            Comma ","
            Integer "2""#]],
    );
}

#[test]
fn a_number_between_typesetters_blanks() {
    check(
        "1\u{202F}234\u{A0}km\r\n5\r6\u{FEFF}",
        expect![[r#"
            Integer "1"
            FixedSpace "\u{202f}"
            Integer "234"
            FixedSpace "\u{a0}"
            Word "km"
            Newline "\r\n"
            Integer "5"
            Newline "\r"
            Integer "6"
            ByteOrderMark "\u{feff}""#]],
    );
}
