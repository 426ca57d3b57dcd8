//! What the head of a column says about the numbers under it: `Length (km)`, `Cost, $m`, `Tonnes ('000)`.
//!
//! A unit or a scale stands in brackets at the end, after the last comma, or after "in"; alone only where it
//! can be nothing else: percent, a sign of money, the plural of a measure. Other words in a head name what is
//! counted. Whether words are a unit is found out by putting a number beside them, so that heads know
//! whatever prose knows. A single letter counts only where what is measured is named too.

use newsmark_lexer::vocabulary::units::Dimension;
use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::facts::Figure;
use crate::facts::figure::{Role, Unit};
use crate::paragraph;
use crate::settings::DecimalSign;

/// How the numbers of a column are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// What stands before the number as if it were written there: `$`.
    before: String,
    /// What stands after it: ` million tonnes`.
    after: String,
    /// The unit that this gives.
    pub(super) unit: Option<Unit>,
    /// The number that each cell is multiplied by.
    pub(super) scale: Decimal,
}

/// A longer head is a sentence.
const LONGEST: usize = 80;

/// So many numbers are remembered with what they are under a head; most tables have fewer.
const MOST_AMOUNTS: usize = 10_000;

/// What the heads of a table say.
pub(super) struct Readings<'t> {
    /// For each column, what its head says: a place in the list of all.
    columns: Vec<Option<usize>>,
    /// Heads of the same words say the same.
    all: Vec<Reading>,
    /// What numbers are with them, where that was asked.
    amounts: FxHashMap<(usize, &'t str), Option<Amount>>,
    decimal: DecimalSign,
}

/// What a head makes of a number: a count is exact, a length is not.
#[derive(Clone)]
pub(super) struct Amount(Figure);

impl<'t> Readings<'t> {
    /// What heads say, if they say anything about units.
    pub(super) fn of_heads(text: &str, heads: &[TextRange], decimal: DecimalSign) -> Self {
        let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        let mut all = Vec::new();
        let mut reading = |&head: &TextRange| {
            let words = &text[head];
            *known.entry(words).or_insert_with(|| {
                all.push(Reading::of_head(words)?);
                Some(all.len() - 1)
            })
        };
        let columns = heads.iter().map(&mut reading).collect();
        Readings { columns, all, amounts: FxHashMap::default(), decimal }
    }

    /// What the head of a column says.
    pub(super) fn of_column(&self, column: usize) -> Option<&Reading> {
        self.all.get((*self.columns.get(column)?)?)
    }

    /// What a number is in a column.
    pub(super) fn amount(&mut self, column: usize, number: &'t str) -> Option<Amount> {
        let at = (*self.columns.get(column)?)?;
        let read = || self.all[at].amount(number, self.decimal).map(Amount);
        if self.amounts.len() < MOST_AMOUNTS {
            return self.amounts.entry((at, number)).or_insert_with(read).clone();
        }
        self.amounts.get(&(at, number)).cloned().unwrap_or_else(read)
    }
}

impl Amount {
    /// Gives a figure that is a bare number what the head makes of it.
    pub(super) fn give(self, figure: &mut Figure) {
        let Figure { value, leeway, unit, per, role, .. } = self.0;
        (figure.value, figure.leeway) = (value, leeway);
        (figure.unit, figure.per, figure.role) = (unit, per, role);
    }
}

impl Reading {
    /// What a head says, if it says anything about units.
    pub(super) fn of_head(head: &str) -> Option<Reading> {
        if head.len() > LONGEST {
            return None;
        }
        let bracket = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
        let split = bracket.or_else(|| head.rsplit_once(',')).or_else(|| head.rsplit_once(" in "));
        match split {
            Some((subject, words)) => Reading::beside(subject.trim(), words.trim()),
            None => Reading::alone(head),
        }
    }

    /// A number as if all of this stood beside it.
    pub(super) fn amount(&self, number: &str, decimal: DecimalSign) -> Option<Figure> {
        let phrase = format!("{}{number}{}", self.before, self.after);
        let mut figures = paragraph::read_phrase(&phrase, decimal).figures;
        let figure = figures.pop().filter(|_| figures.is_empty())?;
        let is_whole = figure.range == TextRange::up_to(TextSize::of(phrase.as_str()));
        is_whole.then_some(figure)
    }

    /// `Tonnes ('000)`: the words in brackets, and what they stand beside.
    fn beside(subject: &str, words: &str) -> Option<Reading> {
        let words = words.strip_prefix("in ").unwrap_or(words);
        if is_doubtful(words, subject) {
            return None;
        }
        let reading = Reading::named(words)?;
        if reading.unit.is_some() {
            return Some(reading);
        }
        // The scale stands apart from the unit, which is what the column is called: `Fish, tonnes ('000)`.
        let unit = subject.rsplit([',', '(']).next().unwrap_or(subject).trim();
        let after = format!("{} {}", reading.after, unit.to_lowercase());
        let with_unit = Reading::tried(String::new(), after);
        with_unit.filter(|reading| is_measure(reading.unit)).or(Some(reading))
    }

    /// A head that is nothing but a unit.
    fn alone(words: &str) -> Option<Reading> {
        let is_plain = |reading: &Reading| match reading.unit {
            Some(Unit::Money(_)) => words.contains(is_sign),
            unit if unit.and_then(Unit::dimension) == Some(Dimension::Share) => true,
            unit => is_measure(unit) && words.len() > 3 && words.ends_with('s'),
        };
        Reading::named(words).or_else(|| Reading::named(&words.to_lowercase())).filter(is_plain)
    }

    /// What these words give to a number: a unit, a scale, or both.
    fn named(words: &str) -> Option<Reading> {
        let sign = words.char_indices().rfind(|&(_, character)| is_sign(character));
        let split = match sign {
            Some((at, sign)) => Some(words.split_at(at + sign.len_utf8())),
            None => words.split_once(' '),
        };
        let plain = ("", words);
        let written_before = split.map(|(sign, rest)| (sign, rest.trim_start()));
        let candidates = [Some(plain), written_before].into_iter().flatten();
        candidates
            .flat_map(|(before, rest)| [(before, scaled(rest)), (before, unscaled(rest))])
            .find_map(|(before, after)| {
                let gap = if before.ends_with(|c: char| c.is_alphabetic()) { " " } else { "" };
                Reading::tried(format!("{before}{gap}"), after?)
            })
    }

    /// Puts a one between two pieces, to see whether they make an amount of it.
    fn tried(before: String, after: String) -> Option<Reading> {
        let pieces = [&before, &after];
        if pieces.iter().any(|piece| piece.contains(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let bare = Reading { before, after, unit: None, scale: Decimal::ONE };
        let one = bare.amount("1", DecimalSign::Point)?;
        let scale = one.value.filter(|scale| is_power_of_ten(*scale))?;
        let says = one.unit.is_some() || (scale > Decimal::ONE && one.per.is_none());
        (says && one.hedge.is_none() && one.role != Role::Identifier).then_some(Reading {
            unit: one.unit,
            scale,
            ..bare
        })
    }
}

/// `'000 tonnes` as ` thousand tonnes`, `millions of euros` as ` million euros`.
fn scaled(words: &str) -> Option<String> {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let digits = first.trim_start_matches(['\'', '’', '‘']).trim_end_matches(['s', '\'', '’']);
    let scale = match first.to_lowercase().as_str() {
        _ if digits == "000" => "thousand",
        "thousand" | "thousands" => "thousand",
        "million" | "millions" => "million",
        "billion" | "billions" => "billion",
        "trillion" | "trillions" => "trillion",
        _ => return None,
    };
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    Some(if rest.is_empty() { format!(" {scale}") } else { format!(" {scale} {rest}") })
}

/// The words as they stand: a suffix touches the number, a unit does not.
fn unscaled(words: &str) -> Option<String> {
    let first = words.split(' ').next().unwrap_or("");
    let is_suffix = matches!(first, "m" | "mn" | "bn" | "tn" | "k" | "M" | "B" | "K");
    Some(match first {
        "" => String::new(),
        _ if is_suffix && words != "m" => words.to_owned(),
        "m" => "m".to_owned(),
        _ => format!(" {words}"),
    })
}

fn is_sign(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₦' | '₪' | '₫' | '฿' | '₴')
}

fn is_power_of_ten(value: Decimal) -> bool {
    let value = value.normalize();
    value.mantissa() == 1 || {
        let digits = value.mantissa().unsigned_abs();
        digits.checked_ilog10().is_some_and(|power| 10u128.pow(power) == digits)
    }
}

/// What is measured with an instrument; a time may as well be when something was.
fn is_measure(unit: Option<Unit>) -> bool {
    use Dimension::{Area, Data, Energy, Length, Mass, Power, Speed, Temperature, Volume};
    let dimension = unit.and_then(Unit::dimension);
    [Area, Data, Energy, Length, Mass, Power, Speed, Temperature, Volume]
        .iter()
        .any(|&measured| dimension == Some(measured))
}

/// Whether letters say too little beside such a head: `(m)` is a million as often as metres, `(C)` a class.
fn is_doubtful(words: &str, subject: &str) -> bool {
    const LENGTHS: &[&str] = &[
        "altitude",
        "beam",
        "deep",
        "depth",
        "distance",
        "draught",
        "elevation",
        "height",
        "high",
        "hurdles",
        "jump",
        "length",
        "level",
        "long",
        "rise",
        "span",
        "tall",
        "throw",
        "wide",
        "width",
    ];
    const DEGREES: &[&str] =
        &["air", "heat", "high", "low", "max", "min", "sea", "temp", "temperature", "water"];
    let vouching = match words {
        "m" => LENGTHS,
        "C" | "F" => DEGREES,
        _ => return false,
    };
    !subject.split(' ').any(|word| vouching.contains(&word.to_lowercase().trim_end_matches('.')))
}
