//! Numbers in digits: grouping, decimals, fractions behind them, scales and their suffixes.

use newsmark_lexer::{Class, Kind, TextRange};
use rust_decimal::Decimal;

use super::fraction::{slashed, vulgar};
use super::{Form, Numeral, last_digit, scale, ten_to};
use crate::facts::figure::measure;
use crate::paragraph::Words;
use crate::settings::DecimalSign;

/// The number in digits that starts at a token, with its scale.
pub(super) fn read(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let (mantissa, mut end, mut plain) = mantissa(words, index)?;
    let mut value = mantissa.value;
    let mut unit_step = mantissa.step;
    // 2 1/2, 10½
    if let Some((fraction, after)) = fraction_after(words, end) {
        value = value.checked_add(fraction)?;
        unit_step = unit_step.min(Decimal::new(1, 1));
        (end, plain) = (after, false);
    }
    if let Some((power, after)) = power_of_ten(words, end) {
        value = times_ten_to(value, power)?;
        unit_step = times_ten_to(unit_step, power)?;
        return Some(Numeral { unit_step, step: unit_step, ..digits(after, value) });
    }
    let mut power = 0;
    if let Some(found) = suffix(words, end) {
        power = found;
        end += 1;
    } else {
        // `$2-million`, `2.5 million`, `3 hundred`
        let skip = usize::from(
            words.kind(end) == Kind::Hyphen && words.is_glued(end) && words.is_glued(end + 1),
        );
        if let Some((count, found)) = scale(words, end + skip) {
            power = found;
            end += skip + count;
        }
    }
    if power > 0 {
        let factor = ten_to(power)?;
        value = value.checked_mul(factor)?;
        unit_step = unit_step.checked_mul(factor)?;
        plain = false;
    }
    if let Some((more, step, after)) = and_more(words, end, &mut power) {
        value = value.checked_mul(more.factor)?.checked_add(more.sum)?;
        (unit_step, end, plain) = (step, after, false);
    }
    let form = if plain { Form::PlainDigits } else { Form::Digits };
    let step = last_digit(value, unit_step);
    Some(Numeral { unit_step, step, scale: power, form, ..digits(end, value) })
}

fn digits(end: usize, value: Decimal) -> Numeral {
    Numeral { form: Form::Digits, ..super::exact_words(end, value) }
}

/// What `and` adds to a number in digits.
struct More {
    /// What the digits are multiplied by: the scale of `5 and a half million`.
    factor: Decimal,
    sum: Decimal,
}

/// `3 hundred and 21`, `3 million and a quarter`, `5 and a half million`: what is added, one unit of its last digit, and the
/// token after it.
fn and_more(words: &Words<'_>, end: usize, power: &mut u32) -> Option<(More, Decimal, usize)> {
    if !matches!(words.kind(end), Kind::Word | Kind::Hyphen) {
        return None;
    }
    let below_hundred = || match words.kind(end + 1) {
        Kind::Integer if words.text(end + 1).len() <= 2 => words.text(end + 1).parse().ok(),
        _ => words.value(end + 1, Class::NumberWord).map(Decimal::from),
    };
    if *power == 2
        && words.bytes(end) == b"and"
        && !words.is_any_of(end + 2, &[Class::Scale, Class::NumberWord])
        && words.kind(end + 2) != Kind::Hyphen
        && let Some(sum) = below_hundred()
    {
        return Some((More { factor: Decimal::ONE, sum }, Decimal::ONE, end + 2));
    }
    let (part, own, after) = super::fraction::and_part(words, end)?;
    let factor = if own == 0 { ten_to(*power)? } else { ten_to(own)? };
    let sum = part.checked_mul(factor)?;
    let whole = match (*power, own) {
        (0, 1..) => factor,
        (power, own) if own > power => return None,
        _ => Decimal::ONE,
    };
    *power = (*power).max(own);
    Some((More { factor: whole, sum }, factor.checked_mul(Decimal::new(1, 1))?, after))
}

/// `× 10^6`, `x10⁻³`, `e-3` after a number: the power, and the token after it.
pub(super) fn power_of_ten(words: &Words<'_>, index: usize) -> Option<(i32, usize)> {
    let sign_at = |at: usize| match words.kind(at) {
        Kind::Hyphen | Kind::Minus => (-1, at + 1),
        Kind::Plus => (1, at + 1),
        _ => (1, at),
    };
    let (sign, at) = match words.kind(index) {
        Kind::Times => times_ten(words, index)?,
        Kind::Word if matches!(words.bytes(index), b"x" | b"X") => times_ten(words, index)?,
        Kind::Word if matches!(words.bytes(index), b"e" | b"E") && words.is_glued(index) => {
            let (sign, at) = sign_at(index + 1);
            // `1E5` may be a name.
            let is_signed = at > index + 1 || words.bytes(index) == b"e";
            let fits = is_signed && words.is_glued(index + 1) && words.is_glued(at);
            fits.then_some((sign, at))?
        }
        _ => return None,
    };
    if words.kind(at) == Kind::Superscript {
        let mut power: i32 = 0;
        let mut sign = sign;
        for character in words.text(at).chars() {
            match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == character) {
                Some(digit) => power = power.checked_mul(10)?.checked_add(digit as i32)?,
                None => sign = -1,
            }
        }
        return Some((sign * power, at + 1));
    }
    let (own, at) = if sign == 1 { sign_at(at) } else { (sign, at) };
    let power: i32 = words.text(at).parse().ok().filter(|_| words.kind(at) == Kind::Integer)?;
    Some((own * power, at + 1))
}

/// `× 10^`, `× 10` before a raised number: the place of the power.
fn times_ten(words: &Words<'_>, index: usize) -> Option<(i32, usize)> {
    let is_ten = words.kind(index + 1) == Kind::Integer && words.bytes(index + 1) == b"10";
    let at = match words.kind(index + 2) {
        Kind::Caret => index + 3,
        Kind::Superscript => index + 2,
        _ => return None,
    };
    (is_ten && words.is_glued(index + 2)).then_some((1, at))
}

/// The number times a power of ten, where that can be held.
fn times_ten_to(value: Decimal, power: i32) -> Option<Decimal> {
    let factor = ten_to(power.unsigned_abs())?;
    if power < 0 { value.checked_div(factor) } else { value.checked_mul(factor) }
}

struct Mantissa {
    value: Decimal,
    step: Decimal,
}

/// Digits with their grouping: the number, the token after it, and whether it was plain digits.
fn mantissa(words: &Words<'_>, index: usize) -> Option<(Mantissa, usize, bool)> {
    let text = words.text(index);
    if words.kind(index) == Kind::Vulgar {
        let value = vulgar(text.chars().next()?)?;
        return Some((Mantissa { value, step: Decimal::new(1, 1) }, index + 1, false));
    }
    if let Some((value, end)) = continental(words, index) {
        return Some((Mantissa { value, step: Decimal::new(1, value.scale()) }, end, false));
    }
    let mut more = String::new();
    let mut end = index + 1;
    if matches!(words.kind(index), Kind::Integer) && text.len() <= 3 {
        end = groups(words, index, &mut more);
    }
    let plain = words.kind(index) == Kind::Integer && end == index + 1;
    if plain && let Ok(value) = text.parse::<u64>() {
        let value = Decimal::from(value);
        return Some((Mantissa { value, step: Decimal::ONE }, end, plain));
    }
    let mut digits: String = text.chars().filter(|character| *character != ',').collect();
    digits += &more;
    if digits.starts_with('.') {
        digits.insert(0, '0');
    }
    let value: Decimal = digits.parse().ok()?;
    Some((Mantissa { value, step: Decimal::new(1, value.scale()) }, end, plain))
}

/// `1.234.567,89`: groups set off by points, and a decimal comma. Where the comma is the mark of decimals, groups
/// and decimals stand alone as well: `1.234`, `2,5`.
pub(super) fn continental(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let is_comma = words.decimal == DecimalSign::Comma;
    let is_group = |text: &str| text.rsplit_once('.').is_some_and(|(_, group)| group.len() == 3);
    let kind = words.kind(index);
    if kind == Kind::Grouped {
        // `1,234` is no thousand.
        if !is_comma {
            return None;
        }
        let (whole, decimals) = words.text(index).split_once(',')?;
        let value = || format!("{whole}.{decimals}").parse().ok();
        return (!decimals.contains(',')).then(value).flatten().zip(Some(index + 1));
    }
    // `€5,50`
    let is_price = kind == Kind::Integer
        && index > 0
        && words.kind(index - 1) == Kind::CurrencySign
        && words.text(index + 2).len() == 2;
    let opens = is_price
        || kind == Kind::Decimal
            && is_group(words.text(index))
            && words.text(index).find('.') <= Some(3)
        || kind == Kind::Integer && is_comma;
    if !opens || words.text(index).starts_with('.') {
        return None;
    }
    let mut end = index + 1;
    let goes_on = |at: usize| {
        words.kind(at) == Kind::Decimal && words.is_glued(at) && words.text(at).starts_with('.')
    };
    while kind == Kind::Decimal && goes_on(end) && is_group(words.text(end)) {
        end += 1;
    }
    let has_decimals = words.kind(end) == Kind::Comma
        && words.is_glued(end)
        && words.is_glued(end + 1)
        && words.kind(end + 1) == Kind::Integer
        && !(words.is_glued(end + 2)
            && matches!(words.kind(end + 2), Kind::Comma | Kind::Integer)
            && words.is_glued(end + 3)
            && words.kind(end + 3) == Kind::Integer);
    if !has_decimals && (!is_comma || kind == Kind::Integer) || goes_on(end) {
        return None;
    }
    let last = if has_decimals { end + 1 } else { end - 1 };
    let digits: String = words.text[words.span(index, last)]
        .chars()
        .filter(|character| *character != '.')
        .map(|character| if character == ',' { '.' } else { character })
        .collect();
    Some((digits.parse().ok()?, last + 1))
}

/// Takes in groups of three that are set off by fixed spaces, by apostrophes, or by plain spaces where
/// nothing else can be meant (`816 000`, `1 200 000`).
fn groups(words: &Words<'_>, index: usize, digits: &mut String) -> usize {
    let is_group = |at: usize| {
        matches!(words.kind(at), Kind::Integer) && words.text(at).len() == 3
            || words.kind(at) == Kind::Decimal && words.text(at).find('.') == Some(3)
    };
    let mut end = index + 1;
    loop {
        if is_group(end) && is_group_gap(words, end) {
            digits.push_str(words.text(end));
            end += 1;
        } else if matches!(words.kind(end), Kind::StraightSingle | Kind::CurlySingleClose)
            && words.is_glued(end)
            && words.is_glued(end + 1)
            && is_group(end + 1)
        {
            digits.push_str(words.text(end + 1));
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether what stands before a group of three digits can separate groups.
fn is_group_gap(words: &Words<'_>, index: usize) -> bool {
    let gap = &words.text
        [usize::from(words.range(index - 1).end())..usize::from(words.range(index).start())];
    let mut characters = gap.chars();
    match (characters.next(), characters.next()) {
        (Some('\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' | '\u{200A}'), None) => true,
        (Some(' '), None) => {
            words.bytes(index) == b"000"
                || is_group_gap_after(words, index)
                || is_one_of_several_groups(words, index)
        }
        _ => false,
    }
}

fn is_group_gap_after(words: &Words<'_>, index: usize) -> bool {
    let next = index + 1;
    words.kind(next) == Kind::Integer
        && words.bytes(next) == b"000"
        && words.range(next).start() > words.range(index).end()
}

/// `1 234 567`: one or two digits, and two groups of three or more, with one blank between all of them.
fn is_one_of_several_groups(words: &Words<'_>, index: usize) -> bool {
    let is_joined = |at: usize| {
        let gap = TextRange::new(words.range(at - 1).end(), words.range(at).start());
        let is_group = words.kind(at) == Kind::Integer && words.text(at).len() == 3;
        is_group && &words.text[gap] == " "
    };
    let lowest = index.saturating_sub(MOST_GROUPS);
    let first = (lowest..index).rev().find(|&at| words.text(at).len() != 3).unwrap_or(index);
    let leads = words.kind(first) == Kind::Integer && words.text(first).len() < 3;
    leads && first < index && (first + 1..first + 3).all(is_joined)
}

/// Nobody writes more groups with blanks between them.
const MOST_GROUPS: usize = 4;

/// `1/2` or `½` after whole digits: the fraction, and the token after it.
fn fraction_after(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    if words.kind(index) == Kind::Vulgar {
        return Some((vulgar(words.text(index).chars().next()?)?, index + 1));
    }
    let hyphen = usize::from(words.kind(index) == Kind::Hyphen && words.is_glued(index));
    slashed(words, index + hyphen)
}

/// The scale suffix at a token: `bn`, `m`, `k`. It must stand right after digits, or be a suffix of
/// more than one letter.
fn suffix(words: &Words<'_>, index: usize) -> Option<u32> {
    let power = words.value(index, Class::ScaleSuffix)?;
    let text = words.text(index);
    let glued = words.is_glued(index);
    let spelt_out = text.len() > 1 && text != "mm" && text != "cr" || matches!(text, "cr");
    // `5 m` is five metres, `5 t` five tonnes, `5 b` nothing; `5M` and `5bn` are numbers.
    match text {
        "mm" | "t" => None,
        // `2.33 k` at the end; `5 k runs` are races.
        "k" if !glued => {
            let is_decimal = index > 0 && words.kind(index - 1) == Kind::Decimal;
            (is_decimal && words.kind(index + 1) != Kind::Word).then_some(power)
        }
        // `300 °C (573.15K)`: kelvins beside other degrees.
        "K" if is_beside_degrees(words, index) => None,
        "T" | "B" | "K" | "M" | "k" | "b" => glued.then_some(power),
        "m" => (glued && !is_metre(words, index)).then_some(power),
        _ => (glued || spelt_out).then_some(power),
    }
}

/// Whether a sign of degrees stands close before a token.
fn is_beside_degrees(words: &Words<'_>, index: usize) -> bool {
    const REACH: usize = 8;
    words.kind(index - 1) == Kind::Decimal
        && (index.saturating_sub(REACH)..index).any(|at| words.kind(at) == Kind::Degree)
}

/// Whether the `m` of `100m` means metres: a length is what the words around it speak of.
fn is_metre(words: &Words<'_>, index: usize) -> bool {
    let before = index.checked_sub(2);
    let money = before.is_some_and(|before| {
        words.kind(before) == Kind::CurrencySign
            || words.is(before, Class::Currency)
            || measure::code_at(words, before).is_some()
    });
    if money {
        return false;
    }
    let next = index + 1;
    match words.kind(next) {
        // `2.7m users`, `12.3m tonnes`: something is counted. `1.8m tall`: something is measured.
        Kind::Word => {
            matches!(
                words.bytes(next),
                b"tall"
                    | b"long"
                    | b"wide"
                    | b"high"
                    | b"deep"
                    | b"away"
                    | b"below"
                    | b"above"
                    | b"from"
                    | b"in"
                    | b"of"
                    | b"x"
            ) && words.kind(index - 1) != Kind::Decimal
                || matches!(words.bytes(next), b"tall" | b"long" | b"wide" | b"high" | b"deep")
        }
        Kind::ParenOpen => {
            words.kind(next + 1).is_number() && words.is(next + 2, Class::UnitSymbol)
        }
        Kind::Hyphen => words.is_glued(next),
        _ => words.kind(index - 1) == Kind::Integer,
    }
}
