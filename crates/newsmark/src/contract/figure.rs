//! A figure in the machine output.

use std::borrow::Cow;

use newsmark_semantic::TextRange;
use newsmark_semantic::facts::{self, figure};
use rust_decimal::Decimal;

use super::{Edge, Shown, Words, footnote, on_one_line};
use crate::json::{self, Json, Key, Output, Word, members, object};

object! {
    pub(super) struct Figure<'a> {
        start: u32,
        end: u32,
        text: &'a str,
        value: Option<Exact>,
        low: Option<Exact>,
        high: Option<Exact>,
        hedge: Option<Word>,
        role: Word,
        around: Around<'a>,
    }
}

/// What is known of a number from the words around it.
struct Around<'a>(Option<Known<'a>>);

members! {
    struct Known<'a> {
        unit: Option<Unit<'a>>,
        noun: Option<Cow<'a, str>>,
        head: Option<&'a str>,
        direction: Option<Word>,
        as_of: Option<Shown<facts::AsOf>>,
        in_quote: bool,
        in_headline: bool,
        name: Option<&'a str>,
        source: Option<FigureSource<'a>>,
    }
}

/// Where nothing is known: so are most numbers of a long table.
const UNKNOWN: &str = concat!(
    ",\"unit\":null,\"noun\":null,\"head\":null,\"direction\":null,\"as_of\":null",
    ",\"in_quote\":false,\"in_headline\":false,\"name\":null,\"source\":null"
);

impl Json for Around<'_> {
    fn write(&self, output: &mut Output<'_>) {
        match &self.0 {
            Some(known) => known.write(output),
            None => output.extend(UNKNOWN.as_bytes()),
        }
    }

    #[inline]
    fn write_field(&self, _: Key, output: &mut Output<'_>) {
        self.write(output);
    }
}

object! {
    struct FigureSource<'a> {
        start: u32,
        end: u32,
        text: &'a str,
        /// The footnote's id; null for a source named in words.
        id: Option<&'a str>,
    }
}

/// `kilometre`, `USD`, `kilometre per hour`.
struct Unit<'a>(figure::Unit, Option<&'a figure::Per>);

impl Json for Unit<'_> {
    fn write(&self, output: &mut Output<'_>) {
        match self.1 {
            Some(per) => json::write_shown(&format_args!("{} {per}", self.0), output),
            None => json::write_shown(&self.0, output),
        }
    }
}

/// An exact number, as a string of plain digits: no exponent, no trailing zeros, no minus zero.
struct Exact(Decimal);

impl Json for Exact {
    fn write(&self, output: &mut Output<'_>) {
        output.push(b'"');
        self.write_inside(output);
        output.push(b'"');
    }

    #[inline]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        output.extend(key.opening.as_bytes());
        self.write_inside(output);
        output.push(b'"');
    }
}

impl Exact {
    #[inline]
    fn write_inside(&self, output: &mut Output<'_>) {
        let number = if self.0.scale() == 0 { self.0 } else { self.0.normalize() };
        let is_negative = number.is_sign_negative() && !number.is_zero();
        let digits = number.mantissa().unsigned_abs();
        json::write_number(digits, number.scale() as usize, is_negative, output);
    }
}

impl<'a> Edge<'a> {
    pub(super) fn figure(&self, figure: &'a facts::Figure, article: &facts::Article) -> Figure<'a> {
        let Words { start, end, text } = self.words(figure.range);
        let strict = figure.strict();
        Figure {
            start,
            end,
            text,
            value: figure.value.map(Exact),
            low: strict.low.map(Exact),
            high: strict.high.map(Exact),
            hedge: figure.hedge.map(|hedge| Word(hedge.word())),
            role: Word(figure.role.word()),
            around: Around(self.known(figure, article)),
        }
    }

    /// What is known of a number from the words around it, if anything is.
    fn known(&self, figure: &'a facts::Figure, article: &facts::Article) -> Option<Known<'a>> {
        let facts::Figure { unit, direction, as_of, in_quote, in_headline, name, source, .. } =
            *figure;
        let noun = figure.noun.as_ref();
        let is_known = unit.is_some()
            || noun.is_some()
            || direction.is_some()
            || as_of.is_some()
            || name.is_some()
            || source.is_some()
            || in_quote
            || in_headline;
        is_known.then(|| Known {
            unit: unit.map(|unit| Unit(unit, figure.per.as_deref())),
            noun: noun.map(|noun| on_one_line(self.facts().words(noun.range))),
            head: noun.map(|noun| &*noun.lemmas.head),
            direction: direction.map(|direction| Word(direction.word())),
            as_of: as_of.map(Shown),
            in_quote,
            in_headline,
            name: name.map(|name| self.facts().words(name.range()).trim_start_matches('#')),
            source: source.map(|source| self.figure_source(source.range(), article)),
        })
    }

    fn figure_source(&self, range: TextRange, article: &facts::Article) -> FigureSource<'a> {
        let Words { start, end, text } = self.words(range);
        FigureSource {
            start,
            end,
            text,
            id: footnote(range, article).map(|id| self.facts().words(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_exact(digits: &str, expected: &str) {
        let decimal = Decimal::from_str_exact(digits).expect("a decimal");
        assert_eq!(json::line(&Exact(decimal)), format!("\"{expected}\"\n").into_bytes());
    }

    #[test]
    fn numbers_are_plain_digits() {
        check_exact("1100000000", "1100000000");
        check_exact("78.60", "78.6");
        check_exact("1000.000", "1000");
        check_exact("-0.0", "0");
        check_exact("-2.50", "-2.5");
        check_exact("0.0000000000000000000000000001", "0.0000000000000000000000000001");
        check_exact("79228162514264337593543950335", "79228162514264337593543950335");
    }

    #[test]
    fn what_is_not_known_is_written_in_one_piece() {
        let nothing = Known {
            unit: None,
            noun: None,
            head: None,
            direction: None,
            as_of: None,
            in_quote: false,
            in_headline: false,
            name: None,
            source: None,
        };
        assert_eq!(json::line(&Around(Some(nothing))), json::line(&Around(None)));
    }
}
