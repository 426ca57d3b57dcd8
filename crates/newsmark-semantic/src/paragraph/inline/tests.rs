//! What a paragraph says without its markup: text in, words with a bar between them and marks out.

use expect_test::{Expect, expect};

use super::*;

fn check(text: &str, expect: Expect) {
    check_in(text, BlockKind::Paragraph, expect);
}

/// The words with a bar between tokens, then the marks.
fn check_in(text: &str, kind: BlockKind, expect: Expect) {
    let (tokens, marks) = read(text, kind, &[]);
    let words: Vec<&str> = tokens.iter().map(|token| &text[token.range]).collect();
    let mut dump = words.join("|");
    for mark in marks {
        let (words, target) = (&text[mark.words], &text[mark.target]);
        dump += &format!("\n{:?} {:?}: {words:?} {target:?}", mark.kind, mark.range);
    }
    expect.assert_eq(&dump);
}

#[test]
fn links_keep_their_words() {
    check(
        "carried [1.24 million](#riders) people",
        expect![[r##"
        carried|1.24|million|people
        Link 8..31: "1.24 million" "#riders""##]],
    );
    check(
        "see [the *annual* report](https://example.org/a_(b) \"Title\").",
        expect![[r#"
        see|the|annual|report|.
        Link 4..60: "the *annual* report" "https://example.org/a_(b)""#]],
    );
    check(
        "carried [1.24 million][riders] people",
        expect![[r#"
        carried|1.24|million|people
        Link 8..30: "1.24 million" "riders""#]],
    );
}

#[test]
fn brackets_that_are_no_links_stay() {
    check(
        "\"It [the port] were [sic] (closed)\"",
        expect![[r#""|It|[|the|port|]|were|[|sic|]|(|closed|)|""#]],
    );
    check("he [sic](never mind the gap) left", expect!["he|[|sic|]|(|never|mind|the|gap|)|left"]);
    check("[open and ](shut", expect!["[|open|and|]|(|shut"]);
}

#[test]
fn what_is_opaque_is_taken_out() {
    check(
        "the port said.[^port] More <!-- note: 5 --> text `1,000` {--400--} end",
        expect![[r#"
            the|port|said|.|More|text|end
            FootnoteReference 14..21: "port" ""
            Comment 27..43: " note: 5 " ""
            Code 49..56: "1,000" ""
            CriticMarkup 57..66: "400" """#]],
    );
    check(
        "![a map of 3 ports](map.png) A <b>bold</b> <a href=\"x\">word</a> <br/>",
        expect!["A|bold|word"],
    );
    check(
        "<https://example.org> fewer <5 and x < y > z",
        expect!["https://example.org|fewer|<|5|and|x|<|y|>|z"],
    );
}

#[test]
fn marks_of_emphasis_go_in_pairs() {
    check(
        "**5** *percent* of __it__ and ***all***, ~~not~~ _so_",
        expect!["5|percent|of|it|and|all|,|not|so"],
    );
    check(
        "5*4*3 snake_case_word **open and * alone ~100",
        expect!["5|*|4|*|3|snake|_|case|_|word|**|open|and|*|alone|~|100"],
    );
}

#[test]
fn a_backslash_makes_a_mark_a_character() {
    check(
        r"1986\. \*not\* C:\dir \[no](#link) end\",
        expect![[r#"1986|.|*|not|*|C|:|\|dir|[|no|]|(|#|link|)|end|\"#]],
    );
}

#[test]
fn an_unclosed_construct_is_text_but_a_comment_hides_the_rest() {
    check("a `b {++c [^d ![e <f", expect!["a|`|b|{++|c|[^|d|!|[|e|<|f"]);
    check(
        "a <!-- b",
        expect![[r#"
        a
        Comment 2..8: " b" """#]],
    );
}

#[test]
fn marks_at_line_starts_of_quotes_and_tables_are_taken_out() {
    check_in("one > 0\n> > two\n>\n> — Ann", BlockKind::BlockQuote, expect!["one|>|0|two|—|Ann"]);
    check_in("| a | b |\n|---|--:|\n| 1 | - |", BlockKind::Table, expect!["||a|||b|||||1|||-||"]);
}
