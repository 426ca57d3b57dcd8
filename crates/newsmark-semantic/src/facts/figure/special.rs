//! Numbers that are no amounts: names, dates, times of day, scores, ranks; and those with a form of
//! their own: ages, ratios, multipliers.
//!
//! A name with a number in it must never be taken for a quantity, so names come first.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use super::Role;
use super::numeral::{self, Form};
use crate::paragraph::Words;

/// What was recognised, and the first token after it.
pub(crate) struct Special {
    pub(crate) end: usize,
    pub(crate) role: Role,
    pub(crate) value: Option<Decimal>,
}

fn found(end: usize, role: Role, value: Option<Decimal>) -> Option<Special> {
    Some(Special { end, role, value })
}

/// A number that is a name, a date, a time, a score or a rank.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Special> {
    if words.kind(index) == Kind::Integer || words.kind(index) == Kind::Decimal {
        return clock(words, index)
            .or_else(|| chain(words, index))
            .or_else(|| glued_name(words, index))
            .or_else(|| ordinal_digits(words, index))
            .or_else(|| numbered_name(words, index))
            .or_else(|| year(words, index))
            .or_else(|| score(words, index))
            .or_else(|| address(words, index));
    }
    if words.kind(index) == Kind::Grouped || words.kind(index) == Kind::Vulgar {
        return None;
    }
    ordinal_word(words, index)
        .or_else(|| one_as_pronoun(words, index))
        .or_else(|| numbered_name_in_words(words, index))
}

/// `8:30 p.m.`, `11:30`, `5am`, `10.45pm`, `4 p.m. local time`.
fn clock(words: &Words<'_>, index: usize) -> Option<Special> {
    let text = words.text(index);
    let hour: u32 = text.split('.').next()?.parse().ok()?;
    let mut end = index + 1;
    let mut is_clock = false;
    while words.kind(end) == Kind::Colon
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && matches!(words.kind(end + 1), Kind::Integer | Kind::Decimal)
        && words.text(end + 1).len() >= 2
    {
        end += 2;
        is_clock = true;
    }
    if hour > 24 {
        // `2:0:45` and `90:00` are times of another kind; only the first is left to others.
        return is_clock.then(|| found(end, Role::Time, None)).flatten();
    }
    let half = |at: usize| {
        ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"]
            .iter()
            .any(|half| words.text(at).eq_ignore_ascii_case(half))
    };
    if half(end) && (words.kind(end) == Kind::Abbreviation || words.kind(end) == Kind::Word) {
        return found(end + 1, Role::Time, None);
    }
    if words.text(end) == "o'clock" || words.text(end) == "o’clock" {
        return found(end + 1, Role::Time, None);
    }
    is_clock.then(|| found(end, Role::Time, None)).flatten()
}

/// Chains of digits and letters: `1-800-555-0199`, `23-cv-0456`, `2025-03-14`, `24/7`, `9/11`, `192.168.1.2`,
/// `978-0-306-40615-7`.
fn chain(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut end = index + 1;
    let mut links = 0;
    let mut letters = false;
    let mut slashes = 0;
    let mut last_digits = words.text(index);
    while matches!(words.kind(end), Kind::Hyphen | Kind::Slash | Kind::FullStop | Kind::EnDash)
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && matches!(words.kind(end + 1), Kind::Integer | Kind::Decimal | Kind::Word)
    {
        if words.kind(end + 1) == Kind::Word {
            // `34-year-old` and `three-day` are no chains; `23-cv-0456` goes on in digits.
            let goes_on = words.kind(end + 2) == Kind::Hyphen
                && words.is_glued(end + 2)
                && words.kind(end + 3) == Kind::Integer
                && words.is_glued(end + 3);
            if !goes_on || words.is(end + 1, Class::Unit) || words.text(end + 1) == "to" {
                break;
            }
            letters = true;
        } else {
            last_digits = words.text(end + 1);
        }
        slashes += usize::from(words.kind(end) == Kind::Slash);
        links += 1;
        end += 2;
    }
    if words.kind(index) == Kind::Decimal && links == 1 && words.kind(index + 2) == Kind::Decimal {
        return None;
    }
    let first = words.text(index);
    let is_name = match links {
        0 => false,
        1 if slashes == 1 => numeral::slashed(words, index).is_none(),
        // `555-0142`
        1 => {
            first.len() == 3 && last_digits.len() == 4 && last_digits.starts_with('0')
                || last_digits.len() > 1
                    && last_digits.starts_with('0')
                    && !last_digits.contains('.')
                    && first.len() != 4
        }
        _ => true,
    };
    // `2023-24`, `2024/25`, `2019-2021`
    if links == 1
        && is_year(first)
        && (last_digits.len() == 2 || is_year(last_digits))
        && !last_digits.contains('.')
    {
        return found(end, Role::Date, first.parse().ok());
    }
    if is_name || letters { found(end, Role::Identifier, None) } else { None }
}

/// Letters right before or after the digits: `5G`, `G20`, `B-52`, `4x4`, `iPhone16`, `XC40`.
fn glued_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_letter =
        |at: usize| matches!(words.kind(at), Kind::Word | Kind::Abbreviation | Kind::Underscore);
    let before = index > 0 && words.is_glued(index) && is_letter(index - 1);
    let hyphenated = index > 1
        && words.kind(index - 1) == Kind::Hyphen
        && words.is_glued(index)
        && words.is_glued(index - 1)
        && is_letter(index - 2)
        && words.text(index - 2).chars().any(char::is_uppercase);
    let mut end = index + 1;
    while words.is_glued(end) && (is_letter(end) || words.kind(end) == Kind::Integer) {
        end += 1;
    }
    if before || hyphenated {
        return found(end, Role::Identifier, None);
    }
    if end == index + 1 || words.is(index + 1, Class::ScaleSuffix) && end == index + 2 {
        return None;
    }
    let after = words.text(index + 1);
    if after == "s" && end == index + 2 {
        // `the 1990s`, `in their 60s`
        return found(end, Role::Date, None);
    }
    let is_unit = super::measure::unit_after(words, index + 1, Form::Digits)
        .is_some_and(|(_, after)| after >= end)
        || words.is(index + 1, Class::Currency);
    let is_ordinal = matches!(after, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH");
    if is_unit || is_ordinal { None } else { found(end, Role::Identifier, None) }
}

/// `34th`, `1st`, `2nd`.
fn ordinal_digits(words: &Words<'_>, index: usize) -> Option<Special> {
    let is_ordinal = words.is_glued(index + 1)
        && matches!(words.text(index + 1).to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    is_ordinal.then(|| found(index + 2, Role::Rank, words.text(index).parse().ok())).flatten()
}

/// `first`, `twenty-first`, `two hundredth`.
fn ordinal_word(words: &Words<'_>, index: usize) -> Option<Special> {
    let (value, end) = if let Some(value) = words.value(index, Class::Ordinal) {
        (value, index + 1)
    } else {
        let tens =
            words.value(index, Class::NumberWord).filter(|tens| tens % 10 == 0 && *tens >= 20)?;
        let hyphen =
            usize::from(words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1));
        let ones = words.value(index + 1 + hyphen, Class::Ordinal).filter(|ones| *ones < 10)?;
        (tens + ones, index + 2 + hyphen)
    };
    // `a second longer`, `per second`: a unit of time; `first` as in `at first` ranks nothing.
    let before = index.checked_sub(1).map_or("", |before| words.text(before));
    let is_unit = words.text(index).eq_ignore_ascii_case("second")
        && (before.eq_ignore_ascii_case("per")
            || (before == "a" && words.text(index + 1) == "longer"));
    if is_unit || before.eq_ignore_ascii_case("at") {
        return None;
    }
    found(end, Role::Rank, Some(Decimal::from(value)))
}

/// `Resolution 2231`, `Boeing 747`, `Highway 61`, `No. 10`, `Category 5`, `iPhone 16`, `S&P 500`.
fn numbered_name(words: &Words<'_>, index: usize) -> Option<Special> {
    let mut before = index.checked_sub(1)?;
    if words.kind(before) == Kind::Hash {
        return found(index + 1, Role::Identifier, None);
    }
    if words.kind(before) == Kind::FullStop
        && before > 0
        && words.is(before - 1, Class::StopAbbreviation)
    {
        before -= 1;
    }
    // `Covid-19`
    if words.kind(before) == Kind::Hyphen && words.is_glued(before) && words.is_glued(index) {
        before = before.checked_sub(1)?;
        return words
            .is(before, Class::IdentifierNoun)
            .then(|| found(index + 1, Role::Identifier, None))
            .flatten();
    }
    let text = words.text(before);
    if matches!(text, "No" | "no" | "Nos" | "nos" | "number" | "Number") && before < index {
        let is_rank = before + 1 < index || words.is_capitalised(before);
        return is_rank
            .then(|| found(index + 1, Role::Rank, words.text(index).parse().ok()))
            .flatten();
    }
    if words.is(before, Class::IdentifierNoun) && is_name_like(words, before, index) {
        return found(name_end(words, index), Role::Identifier, None);
    }
    if is_capital_name(words, before, index) {
        return found(name_end(words, index), Role::Identifier, None);
    }
    None
}

/// `Article Five`, `Phase Two`: only after a capitalised noun of the list.
fn numbered_name_in_words(words: &Words<'_>, index: usize) -> Option<Special> {
    let before = index.checked_sub(1)?;
    let value = words.value(index, Class::NumberWord)?;
    let named = words.is(before, Class::IdentifierNoun)
        && words.is_capitalised(before)
        && words.is_capitalised(index);
    named.then(|| found(index + 1, Role::Identifier, Some(Decimal::from(value)))).flatten()
}

/// Whether a noun of the list gives the number as a name: capitalised, or followed by no noun of its own.
fn is_name_like(words: &Words<'_>, noun: usize, index: usize) -> bool {
    if super::measure::unit_after(words, index + 1, Form::Digits).is_some() {
        return false;
    }
    if words.is(index + 1, Class::Scale) {
        return false;
    }
    words.is_capitalised(noun) || super::noun::after(words, index + 1, false).is_none()
}

/// Whether a capitalised word and a number make a name together: `Nikkei 225`, `Note 20 Ultra`. Not at
/// the start of a sentence, not where the number counts something.
fn is_capital_name(words: &Words<'_>, before: usize, index: usize) -> bool {
    let kind = words.kind(before);
    let is_word = kind == Kind::Word && words.is_capitalised(before)
        || kind == Kind::Abbreviation && words.is_capitalised(before);
    let opens = before == 0
        || matches!(
            words.kind(before - 1),
            Kind::FullStop | Kind::Question | Kind::Exclamation | Kind::Colon
        )
        || words.kind(before - 1) >= Kind::StraightDouble
            && words.kind(before - 1) <= Kind::CornerClose;
    let word = words.word(before);
    let closed = word.is_any(&[
        Class::Month,
        Class::Weekday,
        Class::Preposition,
        Class::Determiner,
        Class::Conjunction,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Verb,
        Class::Cue,
        Class::Change,
        Class::Adverb,
        Class::NumberWord,
        Class::Ordinal,
    ]);
    if !is_word || opens || closed || words.kind(index) != Kind::Integer {
        return false;
    }
    let counts = super::noun::after(words, index + 1, false).is_some()
        || super::measure::unit_after(words, index + 1, Form::Digits).is_some()
        || numeral::read(words, index).is_some_and(|numeral| numeral.form != Form::PlainDigits)
        || words.text(index + 1).eq_ignore_ascii_case("of");
    let is_index_like =
        words.text(before).len() == 1 && words.kind(before.wrapping_sub(1)) == Kind::Ampersand;
    !counts || is_index_like
}

/// A name goes on in capitals: `Note 20 Ultra`, `737 Max`.
fn name_end(words: &Words<'_>, index: usize) -> usize {
    let mut end = index + 1;
    while words.is_glued(end) && matches!(words.kind(end), Kind::Word | Kind::Integer) {
        end += 1;
    }
    end
}

/// A bare year: `in 2024`, `the 2019 season`, `(2015)`, `by 2030`.
fn year(words: &Words<'_>, index: usize) -> Option<Special> {
    let text = words.text(index);
    if !is_year(text) || words.kind(index) != Kind::Integer {
        return None;
    }
    let before = index.checked_sub(1);
    let before_text = before.map_or("", |before| words.text(before));
    let measured = super::measure::unit_after(words, index + 1, Form::Digits).is_some()
        || words.is(index + 1, Class::Scale)
        || before.is_some_and(|before| {
            matches!(words.kind(before), Kind::CurrencySign | Kind::Minus | Kind::Tilde)
        });
    if measured
        || super::hedge::before(words, index).is_some_and(|(start, _)| !is_date_hedge(words, start))
    {
        return None;
    }
    let in_time = matches!(
        before_text.to_ascii_lowercase().as_str(),
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "during"
            | "from"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "of"
            | "fiscal"
            | "year"
            | "circa"
            | "and"
            | "to"
            | "between"
            | "through"
            | "for"
            | "the"
            | "-"
            | "("
            | "summer"
            | "spring"
            | "autumn"
            | "winter"
            | "season"
            | "edition"
            | "end-"
            | "class"
            | "a"
    ) || before
        .is_some_and(|before| words.word(before).is_any(&[Class::Month, Class::Season]));
    let counts = super::noun::after(words, index + 1, false).is_some_and(|phrase| {
        super::noun::is_plural(&words.text[phrase.noun.range]) && phrase.end == index + 2
    });
    let recent = text.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
    let is_year = in_time
        && !(counts
            && matches!(
                before_text,
                "of" | "and" | "to" | "from" | "for" | "the" | "a" | "between"
            ))
        || recent && !counts;
    is_year.then(|| found(index + 1, Role::Date, text.parse().ok())).flatten()
}

/// `around 2010` is still a year.
fn is_date_hedge(words: &Words<'_>, start: usize) -> bool {
    matches!(
        words.text(start).to_ascii_lowercase().as_str(),
        "around" | "circa" | "about" | "early" | "some" | "below" | "above"
    ) && !words.text(start).eq_ignore_ascii_case("some")
        && matches!(words.text(start).to_ascii_lowercase().as_str(), "around" | "circa")
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1500..=2100).contains(&year))
}

/// `3-2`, `2-0`: two small numbers of which the first is not less, or words of contest nearby.
fn score(words: &Words<'_>, index: usize) -> Option<Special> {
    let dash = index + 1;
    let shape = words.kind(index) == Kind::Integer
        && matches!(words.kind(dash), Kind::Hyphen | Kind::EnDash)
        && words.kind(dash + 1) == Kind::Integer
        && words.is_glued(dash)
        && words.is_glued(dash + 1)
        && words.text(index).len() <= 3
        && words.text(dash + 1).len() <= 3;
    if !shape {
        return None;
    }
    let (first, second): (u32, u32) =
        (words.text(index).parse().ok()?, words.text(dash + 1).parse().ok()?);
    let after = dash + 2;
    let signed = index > 0 && words.kind(index - 1) == Kind::CurrencySign;
    let measured = super::measure::unit_after(words, after, Form::Digits).is_some()
        || words.kind(after) == Kind::Hyphen && words.is_glued(after)
        || words.is(after, Class::Scale)
        || words.is_glued(after) && words.is(after, Class::ScaleSuffix);
    if signed || measured {
        return None;
    }
    let contest = (index.saturating_sub(8)..index).chain(after..after + 3).any(|at| {
        matches!(
            words.text(at).to_ascii_lowercase().as_str(),
            "won"
                | "win"
                | "wins"
                | "beat"
                | "beats"
                | "lost"
                | "lose"
                | "drew"
                | "draw"
                | "defeat"
                | "defeated"
                | "victory"
                | "score"
                | "lead"
                | "led"
                | "trailed"
                | "trailing"
                | "vote"
                | "voted"
                | "tie"
                | "tied"
                | "aggregate"
                | "loss"
                | "record"
                | "beaten"
                | "thrashed"
                | "edged"
                | "ruled"
                | "decision"
                | "match"
                | "game"
                | "final"
        )
    });
    let is_score = contest
        || first >= second && super::noun::after(words, after, false).is_none()
        || first > second;
    is_score.then(|| found(after, Role::Score, None)).flatten()
}

/// `1450 Oak Street`, `Springfield 62704`, `18 U.S.C. 1343`.
fn address(words: &Words<'_>, index: usize) -> Option<Special> {
    if words.kind(index) != Kind::Integer {
        return None;
    }
    let mut at = index + 1;
    while words.kind(at) == Kind::Word && words.is_capitalised(at) && at < index + 4 {
        let street = [
            "street",
            "road",
            "avenue",
            "lane",
            "drive",
            "boulevard",
            "square",
            "terrace",
            "way",
            "place",
            "st",
            "rd",
            "ave",
            "blvd",
            "court",
            "crescent",
            "highway",
        ]
        .iter()
        .any(|street| words.text(at).eq_ignore_ascii_case(street));
        if street && at > index + 1 {
            return found(index + 1, Role::Identifier, None);
        }
        at += 1;
    }
    let statute = words.kind(index + 1) == Kind::Abbreviation
        && words.is_capitalised(index + 1)
        && words.kind(index + 2) == Kind::Integer;
    statute.then(|| found(index + 3, Role::Identifier, None)).flatten()
}

/// `one` where it stands for somebody or something: `one of the four banks`, `no one`, `one another`,
/// `this one`, `One said`.
fn one_as_pronoun(words: &Words<'_>, index: usize) -> Option<Special> {
    if !words.text(index).eq_ignore_ascii_case("one") {
        return None;
    }
    let before = index.checked_sub(1).map_or("", |before| words.text(before)).to_ascii_lowercase();
    let next = words.text(index + 1).to_ascii_lowercase();
    let pronoun = matches!(
        before.as_str(),
        "no" | "this"
            | "that"
            | "which"
            | "any"
            | "every"
            | "another"
            | "each"
            | "some"
            | "everyone"
            | "the"
            | "only"
    ) && words.word(index + 1).is_any(&[
        Class::Preposition,
        Class::Auxiliary,
        Class::Conjunction,
        Class::Pronoun,
        Class::Verb,
        Class::Cue,
    ]) || before == "no"
        || (next == "another" || next == "day" || next == "more" || next == "thing")
        || next == "of" && super::special::ratio_of(words, index).is_none()
        || words.word(index + 1).is_any(&[
            Class::Auxiliary,
            Class::Cue,
            Class::Pronoun,
            Class::Verb,
            Class::Conjunction,
        ]) && !words.word(index + 1).is_any(&[Class::Unit])
            && words.kind(index + 1) == Kind::Word
            && next != "and"
            && next != "or"
        || words.kind(index + 1) != Kind::Word
            && words.kind(index + 1) != Kind::Hyphen
            && words.kind(index + 1) != Kind::Percent
            && index > 0;
    pronoun.then(|| found(index + 1, Role::Identifier, None)).flatten()
}

/// `one of four`: a ratio and no pronoun.
fn ratio_of(words: &Words<'_>, index: usize) -> Option<()> {
    let number = numeral::read(words, index + 2)?;
    (number.form == Form::Words || number.form == Form::PlainDigits).then_some(())
}
