//! What is in the files that footnotes name: `<sources/council.txt>`.
//!
//! Nothing is opened here. Whoever reads an article hands in what is in the files that it names, by the path
//! as the footnote has it; see [`Facts::local_files`](crate::Facts::local_files). Each file is looked
//! through once and kept, so that a keystroke in the article costs nothing here. Text, CSV, JSON and Markdown are read
//! alike: words as words, and every number in a line or a cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use newsmark_lexer::{TextRange, TextSize};
use rust_decimal::Decimal;

use crate::facts::Figure;
use crate::facts::figure::{Hedge, Role};
use crate::paragraph;
use crate::settings::DecimalSign;
use crate::verbatim::{Lookup, Text};

/// The files that footnotes name, by the path as it stands there.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Arc<SourceFile>>,
}

/// A file that was looked through, or why it could not be.
#[derive(Debug)]
pub struct SourceFile {
    content: String,
    words: Text,
    numbers: Vec<Number>,
    /// Powers of ten in which its tables may be: *in thousands*.
    scales: Vec<Decimal>,
    unreadable: Option<String>,
}

/// A number in a file.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: Decimal,
    /// One unit of its last telling digit.
    step: Decimal,
    range: TextRange,
}

/// Longer lines are read up to here for numbers.
const LONGEST_LINE: usize = 20_000;

impl Sources {
    /// Takes in what a file holds.
    pub fn insert(&mut self, path: impl Into<String>, file: Arc<SourceFile>) {
        self.files.insert(path.into(), file);
    }

    /// Whether no file was handed in.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(crate) fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path).map(|file| &**file)
    }
}

impl SourceFile {
    /// Looks a file through.
    pub fn new(content: &str) -> SourceFile {
        let content = content.replace("\\\"", "\"").replace("\\n", " ").replace("\\t", " ");
        SourceFile {
            words: Text::new(&content),
            numbers: numbers(&content),
            scales: scales(&content),
            content,
            unreadable: None,
        }
    }

    /// A file that could not be read, and why: `there is no such file`.
    pub fn unreadable(reason: impl Into<String>) -> SourceFile {
        SourceFile {
            words: Text::new(""),
            numbers: Vec::new(),
            scales: Vec::new(),
            content: String::new(),
            unreadable: Some(reason.into()),
        }
    }

    /// Why it could not be read.
    pub fn problem(&self) -> Option<&str> {
        self.unreadable.as_deref()
    }

    /// Looks quoted words up: nothing where they are there, else the words that are nearest.
    pub(crate) fn difference(&self, quoted: &str) -> Option<Option<String>> {
        match self.words.look_up(quoted) {
            Lookup::Found(_) => None,
            Lookup::Differs(range) => Some(Some(one_line(&self.content[range]))),
            Lookup::Missing => Some(None),
        }
    }

    /// Looks a figure up: nothing where its number is there, else the number that is nearest.
    pub(crate) fn missing(&self, figure: &Figure) -> Option<Option<String>> {
        let scaled = || {
            let scales = std::iter::once(Decimal::ONE).chain(self.scales.iter().copied());
            let share = matches!(figure.role, Role::Share).then_some(Decimal::ONE_HUNDRED);
            let scales: Vec<Decimal> = scales.chain(share).collect();
            self.numbers.iter().flat_map(move |number| {
                scales.clone().into_iter().filter_map(move |scale| {
                    let value = number.value.checked_mul(scale)?;
                    Some((number, value, number.step.checked_mul(scale)?))
                })
            })
        };
        if scaled().any(|(_, value, step)| is_number_of(figure, value, step)) {
            return None;
        }
        let printed = figure.value?;
        let off = |value: Decimal| {
            let apart = (value - printed).abs().checked_div(printed.abs())?;
            (apart < Decimal::new(3, 1)).then_some(apart)
        };
        let near = scaled().filter_map(|(number, value, _)| Some((off(value)?, number)));
        let nearest = near.min_by(|(a, _), (b, _)| a.cmp(b)).map(|(_, number)| number);
        Some(nearest.map(|number| one_line(&self.content[number.range])))
    }
}

/// Whether a number of the source is the one that the article prints, rounded or cut perhaps.
fn is_number_of(figure: &Figure, value: Decimal, step: Decimal) -> bool {
    let Some(printed) = figure.value else {
        return figure.loose().low.is_none_or(|low| value >= low)
            && figure.loose().high.is_none_or(|high| value <= high);
    };
    if value == printed {
        return true;
    }
    // A source that is rounded more than the article did not give it its digits.
    if step > figure.step() && figure.hedge.is_none() {
        return false;
    }
    let share = |percent: i64| printed.checked_mul(Decimal::new(percent, 2)).unwrap_or(printed);
    let within = |low: i64, high: i64| (share(low)..=share(high)).contains(&value);
    let rounds = {
        let half = figure.step() / Decimal::TWO;
        (value - printed).abs() <= half
    };
    let is_cut = value >= printed && value < printed + figure.step();
    rounds
        || is_cut
        || match figure.hedge {
            Some(Hedge::About) => within(92, 108),
            Some(Hedge::MoreThan | Hedge::AtLeast) => within(100, 125),
            Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly) => within(80, 100),
            None => false,
        }
}

/// The numbers of a file, line by line and cell by cell.
fn numbers(content: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut start = 0;
    for line in content.split('\n') {
        let end = (0..=line.len().min(LONGEST_LINE)).rev().find(|&at| line.is_char_boundary(at));
        let read = &line[..end.unwrap_or(0)];
        let place = |range: TextRange, from: usize| range + TextSize::new((start + from) as u32);
        for figure in paragraph::read_phrase(read, DecimalSign::Point).figures {
            if let Some(value) = figure.value {
                numbers.push(Number { value, step: figure.step(), range: place(figure.range, 0) });
            }
        }
        numbers
            .extend(cells(read).map(|number| Number { range: place(number.range, 0), ..number }));
        start += line.len() + 1;
    }
    numbers
}

/// The cells of a line that are plain numbers: `1240000`, `"1,240,000"`, `0.786`, `78.6%`.
fn cells(line: &str) -> impl Iterator<Item = Number> + '_ {
    let is_separator = |c: char| matches!(c, ';' | '\t' | '|' | '"' | ':' | '[' | ']' | '{' | '}');
    let wide = line.split(is_separator);
    let narrow = line.split(move |c: char| is_separator(c) || c == ',');
    wide.chain(narrow).filter_map(move |cell| {
        let trimmed = cell.trim().trim_end_matches('%').trim_start_matches(['$', '€', '£']).trim();
        let plain = trimmed.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
        if trimmed.is_empty() || !plain {
            return None;
        }
        let value: Decimal = trimmed.replace(',', "").parse().ok()?;
        let offset = trimmed.as_ptr() as usize - line.as_ptr() as usize;
        let start = TextSize::new(offset as u32);
        let step = Decimal::ONE.checked_div(Decimal::from(10_u64.checked_pow(value.scale())?))?;
        Some(Number { value, step, range: TextRange::at(start, TextSize::of(trimmed)) })
    })
}

/// The scales that a file names: *in thousands*, `(000s)`.
fn scales(content: &str) -> Vec<Decimal> {
    let lower = content.to_lowercase();
    let names = [
        (3, &["thousands", "in thousand", "000s", "'000", "’000"][..]),
        (6, &["millions", "in million", "(mn)", "(m)"][..]),
        (9, &["billions", "in billion", "(bn)"][..]),
    ];
    names
        .iter()
        .filter(|(_, names)| names.iter().any(|name| lower.contains(name)))
        .map(|&(power, _)| Decimal::from(10_u64.pow(power)))
        .collect()
}

/// Words on one line, cut where they get long.
fn one_line(words: &str) -> String {
    const LONGEST: usize = 160;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
