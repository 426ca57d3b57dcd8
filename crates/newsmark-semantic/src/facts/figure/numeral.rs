//! Numerals: digits and number words with their scale, and what they are worth.
//!
//! Only the number itself: `4.191 million`, `12,34,567`, `twenty-three thousand`, `half a million`,
//! `3½`, `hundreds of thousands`. Signs, units, hedges and ranges are for whoever calls.

use newsmark_lexer::{Class, Kind};
use rust_decimal::Decimal;

use crate::interval::Interval;
use crate::paragraph::Words;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// The first token after it.
    pub(crate) end: usize,
    /// Its worth; none where the words name no exact number (`thousands`).
    pub(crate) value: Option<Decimal>,
    /// One unit of its last digit, trailing zeros too: 1 for 815,000; a million for 974 million.
    pub(crate) unit_step: Decimal,
    /// One unit of its last digit that is not a trailing zero: 1000 for 815,000.
    pub(crate) step: Decimal,
    /// The power of ten of its scale word; 0 without one.
    pub(crate) scale: u32,
    /// How it is written.
    pub(crate) form: Form,
    /// What a vague plural or a fraction word allows.
    pub(crate) allows: Option<Interval>,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits without separators, decimals or scale: what may be a year or part of a name.
    PlainDigits,
    /// Any other digits.
    Digits,
    /// Number words.
    Words,
    /// A fraction of something: `two-thirds`, `half`.
    Fraction,
    /// `dozens`, `hundreds of thousands`.
    Vague,
}

/// The number that starts at a token, with everything that belongs to it.
pub(crate) fn read(words: &Words<'_>, index: usize) -> Option<Numeral> {
    if words.kind(index).is_number() {
        return digits(words, index);
    }
    if words.kind(index) != Kind::Word {
        return None;
    }
    // `One's` is somebody's.
    if words.text(index).ends_with("'s") || words.text(index).ends_with("’s") {
        return None;
    }
    vague(words, index).or_else(|| fraction_of_scale(words, index)).or_else(|| spelt(words, index))
}

/// The scale that stands at a token: how many tokens, and its power of ten. `thousand million` and
/// `lakh crore` multiply.
pub(crate) fn scale(words: &Words<'_>, index: usize) -> Option<(usize, u32)> {
    let mut total = 0;
    let mut count = 0;
    while let Some(power) = words.value(index + count, Class::Scale)
        && total + power <= 18
    {
        total += power;
        count += 1;
    }
    (count > 0).then_some((count, total))
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
        "T" | "B" | "K" | "M" | "k" | "b" => glued.then_some(power),
        "m" => (glued && !is_metre(words, index)).then_some(power),
        _ => (glued || spelt_out).then_some(power),
    }
}

/// Whether the `m` of `100m` means metres: a length is what the words around it speak of.
fn is_metre(words: &Words<'_>, index: usize) -> bool {
    let before = index.checked_sub(2);
    let money = before.is_some_and(|before| {
        words.kind(before) == Kind::CurrencySign || words.is(before, Class::Currency)
    });
    if money {
        return false;
    }
    let next = index + 1;
    match words.kind(next) {
        // `2.7m users`, `12.3m tonnes`: something is counted. `1.8m tall`: something is measured.
        Kind::Word => {
            matches!(
                words.text(next),
                "tall"
                    | "long"
                    | "wide"
                    | "high"
                    | "deep"
                    | "away"
                    | "below"
                    | "above"
                    | "from"
                    | "in"
                    | "of"
                    | "x"
            ) && words.kind(index - 1) != Kind::Decimal
                || matches!(words.text(next), "tall" | "long" | "wide" | "high" | "deep")
        }
        Kind::ParenOpen => {
            words.kind(next + 1).is_number() && words.is(next + 2, Class::UnitSymbol)
        }
        Kind::Hyphen => words.is_glued(next),
        _ => words.kind(index - 1) == Kind::Integer,
    }
}

fn digits(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let (mantissa, mut end, mut plain) = mantissa(words, index)?;
    let mut value = mantissa.value;
    let mut unit_step = mantissa.step;
    // 2 1/2, 10½
    if let Some((fraction, after)) = fraction_after(words, end) {
        value = value.checked_add(fraction)?;
        unit_step = unit_step.min(Decimal::new(1, 1));
        (end, plain) = (after, false);
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
    let form = if plain { Form::PlainDigits } else { Form::Digits };
    Some(Numeral {
        end,
        value: Some(value),
        unit_step,
        step: last_digit(value, unit_step),
        scale: power,
        form,
        allows: None,
    })
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
    let mut digits: String = text.chars().filter(|character| *character != ',').collect();
    let mut end = index + 1;
    if matches!(words.kind(index), Kind::Integer) && text.len() <= 3 {
        end = groups(words, index, &mut digits);
    }
    if digits.starts_with('.') {
        digits.insert(0, '0');
    }
    let value: Decimal = digits.parse().ok()?;
    let plain = words.kind(index) == Kind::Integer && end == index + 1;
    Some((Mantissa { value, step: Decimal::new(1, value.scale()) }, end, plain))
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
        (Some(' '), None) => words.text(index) == "000" || is_group_gap_after(words, index),
        _ => false,
    }
}

fn is_group_gap_after(words: &Words<'_>, index: usize) -> bool {
    let next = index + 1;
    words.kind(next) == Kind::Integer
        && words.text(next) == "000"
        && words.range(next).start() > words.range(index).end()
}

/// `1/2` or `½` after whole digits: the fraction, and the token after it.
fn fraction_after(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    if words.kind(index) == Kind::Vulgar {
        return Some((vulgar(words.text(index).chars().next()?)?, index + 1));
    }
    let hyphen = usize::from(words.kind(index) == Kind::Hyphen && words.is_glued(index));
    slashed(words, index + hyphen)
}

/// `1/2`: a fraction in digits with a usual denominator, and the token after it.
pub(crate) fn slashed(words: &Words<'_>, index: usize) -> Option<(Decimal, usize)> {
    let slashed = words.kind(index) == Kind::Integer
        && words.kind(index + 1) == Kind::Slash
        && words.kind(index + 2) == Kind::Integer
        && words.kind(index + 3) != Kind::Slash;
    if !slashed {
        return None;
    }
    let numerator: u32 = words.text(index).parse().ok()?;
    let denominator: u32 = words.text(index + 2).parse().ok()?;
    let usual = matches!(denominator, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64 | 100 | 128);
    if !usual || numerator == 0 || numerator >= denominator {
        return None;
    }
    Some((Decimal::from(numerator) / Decimal::from(denominator), index + 3))
}

/// Number words of any length: `one hundred and six`, `two million three hundred thousand`.
fn spelt(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let mut number = SpeltNumber::start(words, index);
    while number.take_word(words) || number.take_scale(words)? || number.take_joint(words) {}
    if !number.seen {
        return None;
    }
    if let Some(numeral) = and_a_half(words, &number) {
        return Some(numeral);
    }
    let value = number.total.checked_add(Decimal::from(number.group))?;
    // `two dozen`
    if let Some(group) = words.value(number.at, Class::Group)
        && !words.text(number.at).eq_ignore_ascii_case("couple")
    {
        return Some(exact_words(number.at + 1, value.checked_mul(Decimal::from(group))?));
    }
    let is_round = number.power > 2 && number.group == 0;
    let unit_step = if is_round { number.step } else { Decimal::ONE };
    Some(Numeral {
        unit_step,
        step: last_digit(value, unit_step),
        scale: if number.power > 2 { number.power } else { 0 },
        ..exact_words(number.at, value)
    })
}

/// A number in words while it is read: `two million | three hundred`.
struct SpeltNumber {
    /// The token to read next.
    at: usize,
    /// What stands before the last scale word.
    total: Decimal,
    /// What stands after it, below a thousand.
    group: u32,
    /// The largest power of ten read.
    power: u32,
    /// The worth of one of the last scale word.
    step: Decimal,
    /// Whether anything was read.
    seen: bool,
}

impl SpeltNumber {
    /// Nothing yet, or the article of `a hundred`.
    fn start(words: &Words<'_>, index: usize) -> SpeltNumber {
        let article = is_article_before_scale(words, index);
        let (group, at) = if article { (1, index + 1) } else { (0, index) };
        SpeltNumber { at, total: Decimal::ZERO, group, power: 0, step: Decimal::ONE, seen: article }
    }

    /// `seven`, `forty`; after a ten only a unit: `twenty thirty` are two numbers.
    fn take_word(&mut self, words: &Words<'_>) -> bool {
        let Some(value) = words.value(self.at, Class::NumberWord) else { return false };
        if self.seen && (value == 0 || !self.fits(value)) {
            return false;
        }
        self.group += value;
        self.step = Decimal::ONE;
        self.seen = true;
        self.at += 1;
        true
    }

    /// `hundred`, `million`, `hundred thousand million`. None if the number grows beyond what is kept.
    fn take_scale(&mut self, words: &Words<'_>) -> Option<bool> {
        let Some(power) = words.value(self.at, Class::Scale).filter(|_| self.seen) else {
            return Some(false);
        };
        self.at += 1;
        if power == 2 && (1..100).contains(&self.group) {
            self.group *= 100;
            return Some(true);
        }
        let (mut factor, mut power) = (ten_to(power)?, power);
        self.total = self.total.checked_add(Decimal::from(self.group).checked_mul(factor)?)?;
        while let Some(more) = words.value(self.at, Class::Scale) {
            self.total = self.total.checked_mul(ten_to(more)?)?;
            factor = factor.checked_mul(ten_to(more)?)?;
            power += more;
            self.at += 1;
        }
        self.power = self.power.max(power);
        self.group = 0;
        self.step = factor;
        Some(true)
    }

    /// The hyphen of `twenty-three` and the `and` of `two hundred and six`.
    fn take_joint(&mut self, words: &Words<'_>) -> bool {
        let next = words.value(self.at + 1, Class::NumberWord);
        let is_hyphen = words.kind(self.at) == Kind::Hyphen
            && words.is_glued(self.at)
            && words.is_glued(self.at + 1)
            && (next.is_some_and(|value| self.fits(value)) || words.is(self.at + 1, Class::Scale));
        let is_and = words.text(self.at).eq_ignore_ascii_case("and")
            && self.at > 0
            && words.is(self.at - 1, Class::Scale)
            && self.group.is_multiple_of(100)
            && next.is_some_and(|value| value > 0)
            && !words.is(self.at + 2, Class::Scale);
        let joins = self.seen && (is_hyphen || is_and);
        self.at += usize::from(joins);
        joins
    }

    fn fits(&self, value: u32) -> bool {
        let after_ten = self.group.is_multiple_of(10) && self.group % 100 >= 20;
        self.group.is_multiple_of(100) || after_ten && (1..10).contains(&value)
    }
}

/// `a hundred`, `a million`: the article counts. `a dozen` is a group.
fn is_article_before_scale(words: &Words<'_>, index: usize) -> bool {
    matches!(words.text(index), "a" | "A" | "an" | "An")
        && words.is(index + 1, Class::Scale)
        && words.kind(index + 1) == Kind::Word
}

/// `one and a half million`, `two and a quarter`: a fraction after whole number words.
fn and_a_half(words: &Words<'_>, number: &SpeltNumber) -> Option<Numeral> {
    let is = |offset: usize, word: &str| words.text(number.at + offset).eq_ignore_ascii_case(word);
    if !(is(0, "and") && (is(1, "a") || is(1, "one"))) {
        return None;
    }
    let fraction = Decimal::ONE / Decimal::from(words.value(number.at + 2, Class::Fraction)?);
    let mut end = number.at + 3;
    let mut power = 0;
    if let Some((count, found)) = scale(words, end) {
        (end, power) = (end + count, found);
    }
    // `a million and a half`: the half is of the million.
    let (whole, factor) = match (number.group, number.power) {
        (0, 1..) => (number.total, ten_to(number.power)?),
        (group, _) => (number.total.checked_add(Decimal::from(group))?, Decimal::ONE),
    };
    let value = whole.checked_add(fraction.checked_mul(factor)?)?.checked_mul(ten_to(power)?)?;
    let step = factor.checked_mul(ten_to(power)?)?.checked_mul(Decimal::new(1, 1))?;
    let scale = number.power.max(power);
    Some(Numeral { unit_step: step, step, scale, ..exact_words(end, value.normalize()) })
}

/// `half a million`, `a quarter of a million`, `half a dozen`, `a dozen`.
fn fraction_of_scale(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let is = |at: usize, word: &str| words.text(at).eq_ignore_ascii_case(word);
    let mut at = index;
    if is(at, "a") || is(at, "an") {
        at += 1;
    }
    if let Some(value) = words.value(at, Class::Group)
        && (at > index || value == 6)
        && !is(at, "couple")
        && !is(at, "pair")
        && !is(at, "score")
    {
        return Some(exact_words(at + 1, Decimal::from(value)));
    }
    let denominator =
        words.value(at, Class::Fraction).filter(|denominator| matches!(denominator, 2 | 4))?;
    at += 1;
    let after_fraction = at;
    if is(at, "of") {
        at += 1;
    }
    if is(at, "a") || is(at, "an") {
        at += 1;
    }
    let whole = if let Some(value) = words.value(at, Class::Group).filter(|_| at > after_fraction) {
        (at, _) = (at + 1, ());
        Decimal::from(value)
    } else {
        let (count, power) = scale(words, at)?;
        at += count;
        ten_to(power)?
    };
    let value = (whole / Decimal::from(denominator)).normalize();
    Some(Numeral {
        end: at,
        value: Some(value),
        unit_step: last_digit(value, Decimal::ONE),
        step: last_digit(value, Decimal::ONE),
        scale: if whole >= Decimal::from(1000) {
            whole.normalize().to_string().len() as u32 - 1
        } else {
            0
        },
        form: Form::Words,
        allows: None,
    })
}

fn exact_words(end: usize, value: Decimal) -> Numeral {
    Numeral {
        end,
        value: Some(value),
        unit_step: Decimal::ONE,
        step: Decimal::ONE,
        scale: 0,
        form: Form::Words,
        allows: None,
    }
}

/// `dozens`, `hundreds of thousands`, `tens of millions`.
fn vague(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let least = words.value(index, Class::VaguePlural)?;
    let is_of = words.text(index + 1).eq_ignore_ascii_case("of");
    let (mut low, mut end) = (Decimal::from(least), index + 1);
    let mut top = match least {
        20 => Some(Decimal::from(100)),
        200 => Some(Decimal::from(1000)),
        2000 => Some(Decimal::from(1_000_000)),
        2_000_000 => Some(Decimal::from(1_000_000_000)),
        _ => None,
    };
    if is_of && let Some(more) = words.value(index + 2, Class::VaguePlural) {
        let factor = Decimal::from(more) / Decimal::TWO;
        low = low.checked_mul(factor)?;
        top = top.and_then(|top| top.checked_mul(factor));
        end = index + 3;
    }
    // `tens` alone is `tens of`, and only before another scale a number.
    if least == 20 && end == index + 1 {
        return None;
    }
    // `scores 2-1` and `thousands` in `two thousands` are not it; `scores of people` is.
    if least == 40 && !is_of {
        return None;
    }
    let allows = Interval { low: Some(low), high: top, low_included: true, high_included: false };
    Some(Numeral {
        end,
        value: None,
        unit_step: Decimal::ONE,
        step: Decimal::ONE,
        scale: 0,
        form: Form::Vague,
        allows: Some(allows),
    })
}

/// A fraction in words: `two-thirds`, `a third`, `half`, `three quarters`: its worth, what it allows and
/// the token after it.
pub(crate) fn fraction(words: &Words<'_>, index: usize) -> Option<Numeral> {
    let (numerator, at) = if let Some(value) = words.value(index, Class::NumberWord) {
        let hyphen =
            usize::from(words.kind(index + 1) == Kind::Hyphen && words.is_glued(index + 1));
        (value, index + 1 + hyphen)
    } else if words.text(index).eq_ignore_ascii_case("a")
        || words.text(index).eq_ignore_ascii_case("an")
    {
        (1, index + 1)
    } else {
        (1, index)
    };
    let denominator = words.value(at, Class::Fraction)?;
    let is_half = denominator == 2;
    // `a second`, `third` alone and `two seconds` are no fractions; `half` alone is.
    if (at == index && !is_half) || numerator == 0 || numerator >= denominator {
        return None;
    }
    let value = Decimal::from(numerator) / Decimal::from(denominator);
    Some(Numeral {
        end: at + 1,
        value: Some(value),
        unit_step: Decimal::new(1, 2),
        step: Decimal::new(1, 2),
        scale: 0,
        form: Form::Fraction,
        allows: Some(around_fraction(value)),
    })
}

/// What a fraction word allows: half the way to its neighbours among the fractions that people use.
pub(crate) fn around_fraction(value: Decimal) -> Interval {
    const USUAL: [(i64, i64); 13] = [
        (1, 10),
        (1, 8),
        (1, 6),
        (1, 5),
        (1, 4),
        (1, 3),
        (2, 5),
        (1, 2),
        (3, 5),
        (2, 3),
        (3, 4),
        (4, 5),
        (9, 10),
    ];
    let usual = || USUAL.iter().map(|&(a, b)| Decimal::from(a) / Decimal::from(b));
    let below = usual().filter(|other| *other < value).max().unwrap_or(Decimal::ZERO);
    let above = usual().filter(|other| *other > value).min().unwrap_or(Decimal::ONE);
    Interval::half_open((below + value) / Decimal::TWO, (value + above) / Decimal::TWO)
}

/// Ten to a power; none beyond what a decimal holds.
pub(crate) fn ten_to(power: u32) -> Option<Decimal> {
    10_i128.checked_pow(power).and_then(|value| Decimal::try_from_i128_with_scale(value, 0).ok())
}

/// One unit of the last digit that is not a trailing zero, at least `unit`.
fn last_digit(value: Decimal, unit: Decimal) -> Decimal {
    let mut step = unit;
    if value.is_zero() || unit.is_zero() {
        return unit;
    }
    loop {
        let Some(next) = step.checked_mul(Decimal::TEN) else { return step };
        match value.checked_rem(next) {
            Some(rest) if rest.is_zero() && next <= value.abs() => step = next,
            _ => return step,
        }
    }
}

fn vulgar(character: char) -> Option<Decimal> {
    let (numerator, denominator) = match character {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(Decimal::from(numerator) / Decimal::from(denominator))
}
