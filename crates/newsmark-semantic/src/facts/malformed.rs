//! Numbers that are written as no number is: `10,00`, `1.1. billion`, `£5m million`, `21th`.
//!
//! Digits that touch, with their commas and points, are looked at as one stretch. What is a date, a version,
//! a list without blanks or a number in lakhs is none of these; where a stretch may be one of them, nothing
//! is found.

use newsmark_lexer::{Class, Kind, TextRange};

use super::figure::Unit;
use super::figure::measure;
use super::figure::numeral::{self, Form};
use crate::facts::{Place, Placed, Shift};
use crate::paragraph::{Trigger, Words};
use crate::settings::DecimalSign;

mod digits;

/// A number that is written wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedNumber {
    /// Its words, as far as they are wrong.
    pub range: TextRange,
    /// What is wrong.
    pub what: Malformation,
    /// What was surely meant.
    pub meant: Option<Box<str>>,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformation {
    /// `1,2345`, `1,000,00`: a group that has not three digits.
    Groups,
    /// `2,5 million`, `1.234,56`: a comma where English has a point.
    DecimalComma,
    /// `12.000 people`, `1.200.000`: a point where English has a comma.
    ThousandsPoint,
    /// `1.1. billion`, `1,,200`, `3..5 percent`: a stop or a comma too many.
    StrayMark,
    /// `15, 000`: a blank inside.
    Blank,
    /// `£5m million`: the scale twice.
    ScaleTwice,
    /// `5 percent percent`: the unit twice.
    UnitTwice,
    /// `$5 million dollars`: the currency twice.
    CurrencyTwice,
    /// `$5 million euros`: two currencies.
    TwoCurrencies,
    /// `1O0`: a letter for a digit.
    Letter,
    /// `21th`: the wrong ending.
    Ending,
    /// `9:75 p.m.`: minutes that no hour has.
    Minutes,
    /// `$1,50,000`: groups of two digits beside a currency that is not counted in lakhs.
    Lakhs,
}

impl Placed for MalformedNumber {
    fn place(&self) -> Place {
        self.range.into()
    }

    fn shift(&mut self, by: &Shift) {
        by.ranges([&mut self.range]);
    }
}

const DIGITS: Trigger = Trigger::kinds(&[Kind::Integer, Kind::Grouped, Kind::Decimal]);

/// Finds the malformed numbers of a paragraph.
pub(crate) fn collect(words: &Words<'_>) -> Vec<MalformedNumber> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words.place(from..words.len(), DIGITS) {
        let end = stretch_end(words, at);
        let number = ending(words, at)
            .or_else(|| letter(words, at, end))
            .or_else(|| minutes(words, at))
            .or_else(|| digits(words, at, end))
            .or_else(|| stray_stop(words, at, end))
            .or_else(|| blank(words, at, end))
            .or_else(|| twice(words, at));
        found.extend(number);
        from = end;
    }
    found
}

/// What is wrong with the commas and points between digits, where they are those of English.
fn digits(words: &Words<'_>, first: usize, end: usize) -> Option<MalformedNumber> {
    let is_english = words.decimal == DecimalSign::Point;
    is_english.then(|| digits::read(words, first, end)).flatten()
}

/// The first token after digits with the commas and points inside them.
fn stretch_end(words: &Words<'_>, first: usize) -> usize {
    let mut end = first + 1;
    loop {
        let is_mark = matches!(words.kind(end), Kind::Comma | Kind::FullStop | Kind::Ellipsis);
        if words.is_glued(end) && words.kind(end).is_number() {
            end += 1;
        } else if words.is_glued(end) && is_mark && words.is_glued(end + 1) {
            match (words.kind(end + 1), words.kind(end + 2)) {
                (kind, _) if kind.is_number() => end += 2,
                (Kind::Comma, kind) if kind.is_number() && words.is_glued(end + 2) => end += 3,
                _ => return end,
            }
        } else {
            return end;
        }
    }
}

fn number(words: &Words<'_>, first: usize, last: usize, what: Malformation) -> MalformedNumber {
    MalformedNumber { range: words.span(first, last), what, meant: None }
}

/// `21th`, `2th`, `113rd`
fn ending(words: &Words<'_>, at: usize) -> Option<MalformedNumber> {
    if words.kind(at) != Kind::Integer || !words.is_glued(at + 1) || words.is_glued(at) {
        return None;
    }
    let ending = words.text(at + 1);
    let is_ending = matches!(ending, "st" | "nd" | "rd" | "th");
    let value: u64 = is_ending.then(|| words.text(at).parse().ok())??;
    let right = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let meant = (ending != right).then(|| format!("{}{right}", words.text(at)).into())?;
    Some(MalformedNumber { meant: Some(meant), ..number(words, at, at + 1, Malformation::Ending) })
}

/// `1O0`, `2,0OO`: the letter for the digit.
fn letter(words: &Words<'_>, first: usize, end: usize) -> Option<MalformedNumber> {
    if !words.is_glued(end) || words.kind(end) != Kind::Word || words.is_glued(first) {
        return None;
    }
    let text = words.text(end);
    if !text.bytes().all(|letter| matches!(letter, b'O' | b'o')) {
        return None;
    }
    let goes_on = words.is_glued(end + 1) && words.kind(end + 1).is_number();
    let last = if goes_on { end + 1 } else { end };
    let ends = !words.is_glued(last + 1)
        || matches!(words.kind(last + 1), Kind::Comma | Kind::FullStop | Kind::ParenClose);
    let is_long = goes_on || text.len() > 1;
    (is_long && ends).then(|| {
        let range = words.span(first, last);
        let meant = words.text[range].replace(['O', 'o'], "0").into();
        MalformedNumber { meant: Some(meant), ..number(words, first, last, Malformation::Letter) }
    })
}

/// `9:75 p.m.`
fn minutes(words: &Words<'_>, at: usize) -> Option<MalformedNumber> {
    let glued = words.kind(at + 1) == Kind::Colon
        && words.is_glued(at + 1)
        && words.is_glued(at + 2)
        && words.text(at + 2).len() == 2;
    if !glued {
        return None;
    }
    let hour: u32 = words.text(at).parse().ok()?;
    let minute: u32 = words.text(at + 2).parse().ok()?;
    let half = words.text(at + 3).to_lowercase().replace('.', "");
    let is_clock = matches!(half.as_str(), "am" | "pm");
    (is_clock && minute >= 60 && (1..=12).contains(&hour))
        .then(|| number(words, at, at + 3, Malformation::Minutes))
}

/// `1.1. billion`, `7.5. percent`: a stop before a word that cannot begin a sentence.
fn stray_stop(words: &Words<'_>, first: usize, end: usize) -> Option<MalformedNumber> {
    let is_stop = words.kind(end) == Kind::FullStop
        && words.is_glued(end)
        && (!words.is_glued(end + 1) || words.kind(end + 1) == Kind::Percent);
    if !is_stop {
        return None;
    }
    let next = end + 1;
    let goes_on = !words.is_capitalised(next)
        && (words.is(next, Class::Scale)
            || words.kind(next) == Kind::Percent
            || matches!(words.bytes(next), b"percent" | b"per" if words.bytes(next) == b"percent" || words.bytes(next + 1) == b"cent"));
    goes_on.then(|| MalformedNumber {
        meant: Some(words.text[words.span(first, end - 1)].into()),
        ..number(words, first, end, Malformation::StrayMark)
    })
}

/// `15, 000 people`, `15 ,000`: no number begins with three zeros.
fn blank(words: &Words<'_>, first: usize, end: usize) -> Option<MalformedNumber> {
    let comma = words.kind(end) == Kind::Comma;
    let is_rest = words.kind(end + 1) == Kind::Integer && words.bytes(end + 1) == b"000";
    let is_torn = !words.is_glued(end) || !words.is_glued(end + 1);
    let starts = || words.text[words.span(first, end - 1)].split(',').next().map_or(0, str::len);
    (comma && is_rest && is_torn && starts() <= 3).then(|| MalformedNumber {
        meant: Some(format!("{},000", &words.text[words.span(first, end - 1)]).into()),
        ..number(words, first, end + 1, Malformation::Blank)
    })
}

/// Scale, unit or currency said twice: `£5m million`, `5% percent`, `$5 million dollars`.
fn twice(words: &Words<'_>, at: usize) -> Option<MalformedNumber> {
    /// No number is longer with its unit, in tokens.
    const LONGEST: usize = 32;
    /// No unit is longer.
    const LONGEST_UNIT: usize = 8;
    /// What the first of two begins with.
    const SAID: Trigger = Trigger::words(&[
        Class::Scale,
        Class::ScaleSuffix,
        Class::Unit,
        Class::UnitSymbol,
        Class::Currency,
    ])
    .or(Trigger::kinds(&[
        Kind::Percent,
        Kind::Degree,
        Kind::Prime,
        Kind::DoublePrime,
        Kind::CurrencySign,
    ]));
    /// What the second of two is.
    const AGAIN: Trigger =
        Trigger::words(&[Class::Scale, Class::Unit]).or(Trigger::kinds(&[Kind::Percent]));
    let first = match at.checked_sub(1) {
        Some(sign) if words.kind(sign) == Kind::CurrencySign && words.is_glued(at) => sign,
        _ => at,
    };
    let mut again = words.places(at + 2..at + LONGEST, AGAIN);
    let is_close = |second: usize| {
        words.place(second.saturating_sub(LONGEST_UNIT).max(at + 1)..second, SAID).is_some()
    };
    if first == at && !again.any(is_close) {
        return None;
    }
    let numeral = numeral::read(words, at)?;
    // Both scales are part of the numeral, or the word follows the letters.
    let scales: Vec<usize> = (at + 1..=numeral.end)
        .filter(|&at| words.is_any_of(at, &[Class::Scale, Class::ScaleSuffix]))
        .filter(|&at| words.is(at, Class::Scale) || words.is_glued(at))
        .collect();
    if let [a, b] = scales[..]
        && a + 1 == b
        && (words.text(a).eq_ignore_ascii_case(words.text(b))
            || !words.is(a, Class::Scale) && words.is_glued(a))
        && words.is(b, Class::Scale)
    {
        let meant = (words.text(a).eq_ignore_ascii_case(words.text(b)))
            .then(|| words.text[words.span(first, a)].into());
        let what = Malformation::ScaleTwice;
        return Some(MalformedNumber { meant, ..number(words, first, b, what) });
    }
    let sign = measure::currency_before(words, first).map(|(id, _)| id);
    let (unit, after) = measure::unit_after(words, numeral.end, numeral.form)?;
    if let (Some(sign), Unit::Money(name)) = (sign, unit) {
        let text = &words.text[words.span(numeral.end, after - 1)];
        // `$5 USD` is how some write it; `$` is the sign of many dollars and pesos.
        let is_name = text.len() > 3 && text.chars().all(|c| c.is_lowercase() || c == ' ');
        let is_dollar =
            words.bytes(first) == b"$" && (text.contains("dollar") || text.contains("peso"));
        let what = match sign == name || is_dollar {
            true => Malformation::CurrencyTwice,
            false => Malformation::TwoCurrencies,
        };
        let meant = (what == Malformation::CurrencyTwice)
            .then(|| words.text[words.span(first, numeral.end - 1)].into());
        return is_name.then(|| MalformedNumber { meant, ..number(words, first, after - 1, what) });
    }
    let (again, end) = measure::unit_after(words, after, Form::Digits)?;
    let is_word = words.is(after, Class::Unit) || words.kind(after) == Kind::Percent;
    (again == unit && is_word && matches!(unit, Unit::Of(_))).then(|| MalformedNumber {
        meant: Some(words.text[words.span(first, after - 1)].into()),
        ..number(words, first, end - 1, Malformation::UnitTwice)
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::document::BlockKind;
    use crate::paragraph::Words;

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let words = Words::read(text, BlockKind::Paragraph);
        let mut out = String::new();
        for number in super::collect(&words) {
            let meant = number.meant.map_or(String::new(), |meant| format!(" -> {meant}"));
            out += &format!("{}: {:?}{meant}\n", &text[number.range], number.what);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn groups_points_and_commas() {
        check(
            "About 10,00 people, 1,2345 more, 1,000,00 votes, 25,0000 cars, 2,5 million, 0,5 percent, €10,50 a \
             head, 1.234,56 euros, 1.200.000 people, 12.000 people, 1,,200 seats, 3..5 percent, 1.1.2 billion.",
            expect![[r#"
                10,00: Groups
                1,2345: Groups
                1,000,00: Groups
                25,0000: Groups
                2,5: DecimalComma -> 2.5
                0,5: DecimalComma -> 0.5
                10,50: DecimalComma -> 10.50
                1.234,56: DecimalComma -> 1,234.56
                1.200.000: ThousandsPoint -> 1,200,000
                12.000: ThousandsPoint -> 12,000
                1,,200: StrayMark -> 1,200
                3..5: StrayMark -> 3.5
                1.1.2: StrayMark
            "#]],
        );
    }

    #[test]
    fn what_is_said_twice() {
        check(
            "It cost $3 million million, £5m million, 5 percent percent, 5%%, $5 million dollars, $5 million \
             euros, the 1.1. billion plan, 15, 000 people, 1O0 people, the 21th, 9:75 p.m.",
            expect![[r#"
                $3 million million: ScaleTwice -> $3 million
                £5m million: ScaleTwice
                5 percent percent: UnitTwice -> 5 percent
                5%%: UnitTwice -> 5%
                $5 million dollars: CurrencyTwice -> $5 million
                $5 million euros: TwoCurrencies
                1.1.: StrayMark -> 1.1
                15, 000: Blank -> 15,000
                1O0: Letter -> 100
                21th: Ending -> 21st
                9:75 p.m.: Minutes
            "#]],
        );
    }

    #[test]
    fn what_is_well_formed() {
        check(
            "12,34,567 voters, 1,50,000 people, Rs 12,34,567, May 5,2024, rooms 10,11 and 12, numbers 1,2,3, \
             version 2.3.1, 192.168.1.2, 12.05.2024, 555,0142, a million million, 2 thousand million, 5 lakh \
             crore, $5 USD, $5 million Canadian dollars, 1.100 seconds, .300, 2022,2023, 112th, 11th, 3-2, 9:45 \
             p.m., H2O, 1,234.5, 12,34,567.50, 3.14159, 5% of 10, Section 3.2.1, in 2000, 000 dialled.",
            expect![[""]],
        );
    }
}
