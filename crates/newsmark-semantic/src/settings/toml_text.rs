//! Settings from the text of a `newsmark.toml`.
//!
//! A slip in one line does not cost the others: the parser goes on after an error, and what is wrong has
//! its place in the text.

use newsmark_lexer::{TextRange, TextSize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::written::{self, Entry, Problem, Read, Value};

/// Reads settings from TOML.
pub fn from_toml(text: &str) -> Read {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut read = written::read(&entries(text, table.get_ref()));
    // One slip can be several errors to the parser, of which the first says most.
    let mut line = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let at = text.get(..span.start).map(|before| before.matches('\n').count());
        if line.is_none() || line != at {
            read.problems.push(Problem {
                range: range(text, span),
                message: error.message().to_owned(),
                meant: None,
            });
        }
        line = at;
    }
    read.problems.sort_by_key(|problem| problem.range.start());
    read
}

fn entries(text: &str, table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_range: range(text, key.span()),
            value: self::value(text, value),
            range: range(text, value.span()),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_range.start());
    entries
}

fn value(text: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(words) => Value::Words(words.to_string()),
        DeValue::Datetime(date) => Value::Words(date.to_string()),
        DeValue::Table(table) => Value::Entries(entries(text, table)),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
        DeValue::Boolean(_) => Value::Other("true or false"),
        DeValue::Array(_) => Value::Other("a list"),
    }
}

/// The range of a span, on character boundaries inside the text.
fn range(text: &str, span: std::ops::Range<usize>) -> TextRange {
    let place = |offset: usize| {
        let inside = text.floor_char_boundary(offset.min(text.len()));
        TextSize::new(u32::try_from(inside).unwrap_or(u32::MAX))
    };
    let start = place(span.start);
    TextRange::new(start, place(span.end).max(start))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// What is wrong with a text, each with the words it speaks of, then what was decided all the same.
    fn check(text: &str, expect: Expect) {
        let read = from_toml(text);
        let mut dump = String::new();
        for problem in &read.problems {
            let line = text[..usize::from(problem.range.start())].matches('\n').count() + 1;
            dump += &format!("{line}: {:?}: {}\n", &text[problem.range], problem.message);
        }
        let settings = &read.settings;
        let date = settings.date.map(|date| date.to_string());
        let house = settings.profile.map(|profile| profile.name().to_owned());
        let decimal = settings.decimal.map(|sign| sign.name().to_owned());
        for decided in [date, house, settings.language.clone(), decimal].into_iter().flatten() {
            dump += &format!("{decided}\n");
        }
        for (rule, level) in &settings.levels {
            dump += &format!("{rule} {level:?}\n");
        }
        expect.assert_eq(&dump);
    }

    #[test]
    fn every_setting_can_be_given() {
        check(
            "date = 2025-01-17\nprofile = \"BBC\"\nlanguage = \"en-GB\"\ndecimal = \"point\"\n\n\
             [checks]\nplaceholder = \"error\"\npart-sum = \"off, our tables are rounded\"\n",
            expect![[r#"
                2025-01-17
                bbc
                en-GB
                point
                part-sum Off
                placeholder At(Error)
            "#]],
        );
        check(
            "date = \"2025-01-17\"\nchecks.part-sum = \"hint\"\n",
            expect![[r#"
            2025-01-17
            part-sum At(Hint)
        "#]],
        );
        check("", expect![[r#""#]]);
    }

    #[test]
    fn a_key_that_means_nothing_is_said_with_what_was_meant() {
        check(
            "profil = \"bbc\"\nhouse = \"ap\"\ncolour = \"red\"\n",
            expect![[r#"
                1: "profil": there is no setting profil; it is one of checks, date, decimal, language and profile; did you mean profile?
                2: "house": there is no setting house; it is one of checks, date, decimal, language and profile; did you mean profile?
                3: "colour": there is no setting colour; it is one of checks, date, decimal, language and profile
            "#]],
        );
        check(
            "[checks]\npart-sums = \"off\"\nspelling = \"off\"\nplaceholder = \"hint\"\n",
            expect![[r#"
                2: "part-sums": there is no rule part-sums; did you mean part-sum?
                3: "spelling": there is no rule spelling; `newsmark explain` lists the rules
                placeholder At(Hint)
            "#]],
        );
        check(
            "[rules]\npart-sum = \"off\"\n",
            expect![[r#"
                1: "rules": there is no setting rules; it is one of checks, date, decimal, language and profile; did you mean checks?
            "#]],
        );
    }

    #[test]
    fn a_value_that_cannot_be_is_said_with_what_may_stand_there() {
        check(
            "profile = \"bcc\"\nlanguage = \"English\"\ndecimal = \".\"\ndate = \"17 January\"\n\
             [checks]\npart-sum = \"loud\"\nplaceholder = \"warn\"\nweekday-date = \"eror\"\ncount-list = \"\"\n",
            expect![[r#"
                1: "\"bcc\"": profile cannot be bcc; it is one of ap, bbc, guardian, reuters and xinhua; did you mean bbc?
                2: "\"English\"": language cannot be English; a language is written en, or en-GB with its country
                3: "\".\"": decimal cannot be .; it is comma or point; did you mean point?
                4: "\"17 January\"": date cannot be 17 January; a date is written 2025-01-17
                6: "\"loud\"": part-sum cannot be loud; it is one of off, hint, information, warning and error
                7: "\"warn\"": placeholder cannot be warn; it is one of off, hint, information, warning and error; did you mean warning?
                8: "\"eror\"": weekday-date cannot be eror; it is one of off, hint, information, warning and error; did you mean error?
                9: "\"\"": count-list is empty; it is one of off, hint, information, warning and error
            "#]],
        );
        check(
            "profile = \"times\"\ndecimal = \"dash\"\n",
            expect![[r#"
            1: "\"times\"": profile cannot be times; it is one of ap, bbc, guardian, reuters and xinhua
            2: "\"dash\"": decimal cannot be dash; it is comma or point
        "#]],
        );
        check(
            "profile = 7\nlanguage = true\ndecimal = [\",\"]\nchecks = \"off\"\n",
            expect![[r#"
                1: "7": profile takes words in quotation marks, not a number
                2: "true": language takes words in quotation marks, not true or false
                3: "[\",\"]": decimal takes words in quotation marks, not a list
                4: "\"off\"": checks takes a table of rules with their levels, not words
            "#]],
        );
        check(
            "[checks]\npart-sum = false\n[checks.placeholder]\nlevel = \"off\"\n",
            expect![[r#"
                2: "false": part-sum takes words in quotation marks, not true or false
                3: "[checks.placeholder]": placeholder takes words in quotation marks, not a table
            "#]],
        );
    }

    #[test]
    fn a_slip_in_one_line_does_not_cost_the_others() {
        check(
            "profile = bbc\nlanguage = \"en-GB\"\n",
            expect![[r#"
            1: "bbc": string values must be quoted, expected literal string
            bbc
            en-GB
        "#]],
        );
        check(
            "profile = \"bbc\n[checks]\npart-sum = \"off\"\n",
            expect![[r#"
            1: "": invalid basic string, expected `"`
            bbc
            part-sum Off
        "#]],
        );
        check(
            "profile = \"bbc\"\nprofile = \"ap\"\n",
            expect![[r#"
            2: "profile": duplicate key
            bbc
        "#]],
        );
        check(
            "language = \"en-GB\"\n[checks\npart-sum = \"off\"\n",
            expect![[r#"
            2: "": unclosed table, expected `]`
            3: "part-sum": there is no setting part-sum; it is one of checks, date, decimal, language and profile
            en-GB
        "#]],
        );
        check(
            "é",
            expect![[r#"
            1: "": key with no value, expected `=`
        "#]],
        );
    }
}
