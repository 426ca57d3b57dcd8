//! Compact JSON, for the machine output.
//!
//! Half of an answer is keys. serde_json looks at each of their letters for what must be escaped, and appends
//! every key in three pieces; for an answer about an article that takes a tenth of the time of reading it. Here
//! a key is the name of a field, which needs neither. Only what the contract has is written: no maps, no enums,
//! no numbers but natural ones.

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{Impossible, SerializeSeq, SerializeStruct, Serializer};

/// Appends a value as JSON. The error says what there is no way to write; what came before it has been written.
pub(crate) fn write(value: &impl Serialize, output: &mut Vec<u8>) -> Result<(), Unwritable> {
    value.serialize(Json(output))
}

/// JSON that is passed on as it came in.
pub(crate) struct Raw<'a>(pub(crate) &'a str);

impl Serialize for Raw<'_> {
    /// Bytes have no other use here.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

/// What cannot be written.
#[derive(Debug)]
pub(crate) struct Unwritable(String);

impl Display for Unwritable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: Display>(message: T) -> Self {
        Unwritable(message.to_string())
    }
}

struct Json<'o>(&'o mut Vec<u8>);

/// The items of a list or the fields of an object.
struct Items<'o> {
    output: &'o mut Vec<u8>,
    is_first: bool,
}

impl Items<'_> {
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.output.push(b',');
        }
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    // Where it is known which key it is, a key with its marks is one piece that is known too.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let is_first = std::mem::take(&mut self.is_first);
        push_key(key, is_first, self.output);
        value.serialize(Json(self.output))
    }

    fn end(self) -> Result<(), Unwritable> {
        self.output.push(b'}');
        Ok(())
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.separate();
        value.serialize(Json(self.output))
    }

    fn end(self) -> Result<(), Unwritable> {
        self.output.push(b']');
        Ok(())
    }
}

/// The longest key that is appended in one piece, with its marks.
const LONGEST_PIECE: usize = 20;

/// Appends a key, and the comma before it: `,"key":`.
#[inline(always)]
fn push_key(key: &'static str, is_first: bool, output: &mut Vec<u8>) {
    let mut piece = [0; LONGEST_PIECE];
    let (start, end) = (2, 2 + key.len());
    if end + 2 > LONGEST_PIECE {
        output.extend_from_slice(if is_first { b"\"" } else { b",\"" });
        output.extend_from_slice(key.as_bytes());
        output.extend_from_slice(b"\":");
        return;
    }
    piece[..start].copy_from_slice(b",\"");
    piece[start..end].copy_from_slice(key.as_bytes());
    piece[end..end + 2].copy_from_slice(b"\":");
    output.extend_from_slice(&piece[usize::from(is_first)..end + 2]);
}

/// Methods for what the contract has not.
macro_rules! unwritable {
    ($($method:ident: $value:ty),*) => {$(
        fn $method(self, _value: $value) -> Result<(), Unwritable> {
            Err(Unwritable(stringify!($value).to_owned()))
        }
    )*};
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Items<'o>;
    type SerializeStruct = Items<'o>;
    type SerializeTuple = Impossible<(), Unwritable>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Impossible<(), Unwritable>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    unwritable!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    unwritable!(serialize_f32: f32, serialize_f64: f64, serialize_char: char);
    unwritable!(serialize_unit_struct: &'static str);

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        match value {
            true => self.0.extend_from_slice(b"true"),
            false => self.0.extend_from_slice(b"false"),
        }
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    #[inline]
    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }

    #[inline]
    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.0.extend_from_slice(Digits::of(value.into(), 0, false).as_bytes());
        Ok(())
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.0.reserve(value.len() + 2);
        self.0.push(b'"');
        push_escaped(value, self.0);
        self.0.push(b'"');
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        self.0.push(b'"');
        let written = write!(Inside(self.0), "{value}");
        self.0.push(b'"');
        written.map_err(serde::ser::Error::custom)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Unwritable> {
        self.0.extend_from_slice(value);
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_seq(self, _length: Option<usize>) -> Result<Items<'o>, Unwritable> {
        self.0.push(b'[');
        Ok(Items { output: self.0, is_first: true })
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _length: usize,
    ) -> Result<Items<'o>, Unwritable> {
        self.0.push(b'{');
        Ok(Items { output: self.0, is_first: true })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
    ) -> Result<(), Unwritable> {
        Err(Unwritable(name.to_owned()))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Unwritable> {
        Err(Unwritable(name.to_owned()))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self::SerializeTuple, Unwritable> {
        Err(Unwritable("a tuple".to_owned()))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable(name.to_owned()))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable(name.to_owned()))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap, Unwritable> {
        Err(Unwritable("a map".to_owned()))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable(name.to_owned()))
    }
}

/// The inside of a string that displays itself in pieces.
struct Inside<'o>(&'o mut Vec<u8>);

impl Write for Inside<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        push_escaped(text, self.0);
        Ok(())
    }
}

/// Appends the inside of a string.
#[inline]
fn push_escaped(text: &str, output: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    match bytes.iter().position(|&byte| IS_ESCAPED[usize::from(byte)]) {
        Some(at) => push_some_escaped(bytes, at, output),
        None => output.extend_from_slice(bytes),
    }
}

/// The same, where something has to be escaped: first at this place.
fn push_some_escaped(bytes: &[u8], first: usize, output: &mut Vec<u8>) {
    let mut rest = bytes;
    let mut next = Some(first);
    while let Some((before, from)) = next.and_then(|at| rest.split_at_checked(at)) {
        output.extend_from_slice(before);
        let Some((&byte, after)) = from.split_first() else { break };
        push_escape(byte, output);
        rest = after;
        next = rest.iter().position(|&byte| IS_ESCAPED[usize::from(byte)]);
    }
    output.extend_from_slice(rest);
}

/// Marks, backslashes and control characters.
const IS_ESCAPED: [bool; 256] = {
    let mut is_escaped = [false; 256];
    let mut control = 0;
    while control < b' ' as usize {
        is_escaped[control] = true;
        control += 1;
    }
    is_escaped[b'"' as usize] = true;
    is_escaped[b'\\' as usize] = true;
    is_escaped
};

fn push_escape(byte: u8, output: &mut Vec<u8>) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            let digit = |value: u8| b"0123456789abcdef"[usize::from(value & 0xF)];
            output.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
    };
    output.extend_from_slice(&[b'\\', letter]);
}

/// The most that a number of 128 bits takes, with a point in it and a minus before it.
const MOST_DIGITS: usize = 41;

/// A number in plain digits.
pub(crate) struct Digits {
    place: [u8; MOST_DIGITS],
    /// They stand at the end of the place, from here on.
    start: usize,
}

impl Digits {
    /// The digits of a number of which the last few are behind the point.
    pub(crate) fn of(number: u128, n_decimals: usize, is_negative: bool) -> Digits {
        let mut digits = Digits { place: [b'0'; MOST_DIGITS], start: MOST_DIGITS };
        match u64::try_from(number) {
            Ok(small) if n_decimals == 0 => digits.push_whole(small),
            Ok(small) => digits.push_decimal(small, n_decimals),
            Err(_) => digits.push_large(number, n_decimals),
        }
        if is_negative {
            digits.push(b'-');
        }
        digits
    }

    /// A whole number, as nearly every one is.
    #[inline]
    fn push_whole(&mut self, number: u64) {
        let mut rest = number;
        for place in self.place.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            self.start -= 1;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
    }

    /// A number with a point, small enough for the division that is quick.
    fn push_decimal(&mut self, number: u64, n_decimals: usize) {
        let mut rest = number;
        for n_written in 0.. {
            if rest == 0 && n_written > n_decimals {
                break;
            }
            self.push_digit((rest % 10) as u8, n_written == n_decimals);
            rest /= 10;
        }
    }

    /// A number of any size.
    fn push_large(&mut self, number: u128, n_decimals: usize) {
        let mut rest = number;
        for n_written in 0.. {
            if rest == 0 && n_written > n_decimals {
                break;
            }
            self.push_digit((rest % 10) as u8, n_written == n_decimals && n_decimals > 0);
            rest /= 10;
        }
    }

    /// A digit, and the point that stands behind it.
    fn push_digit(&mut self, digit: u8, is_before_point: bool) {
        if is_before_point {
            self.push(b'.');
        }
        self.push(b'0' + digit);
    }

    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        self.place[self.start] = byte;
    }

    fn as_bytes(&self) -> &[u8] {
        &self.place[self.start..]
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Sample<'a> {
        text: &'a str,
        shown: Shown<'a>,
        numbers: Vec<u64>,
        none: Option<u32>,
        some: Option<bool>,
        unit: (),
        nested: Vec<Nested>,
    }

    #[derive(Serialize)]
    struct Nested {
        is_empty: bool,
    }

    struct Shown<'a>(&'a str);

    impl Serialize for Shown<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&format_args!("{0} {0}", self.0))
        }
    }

    fn written(value: &impl Serialize) -> String {
        let mut output = Vec::new();
        write(value, &mut output).expect("a value that can be written");
        String::from_utf8(output).expect("JSON is UTF-8")
    }

    #[test]
    fn what_is_written_is_what_serde_json_writes() {
        let every_ascii: String = (0..=127).map(char::from).collect();
        for text in ["", "plain", "“naïve” 🚢", "\"", "\\\"\\", "a\nb\u{1}", &every_ascii] {
            for nested in 0..3 {
                let sample = Sample {
                    text,
                    shown: Shown(text),
                    numbers: vec![0, 9, 10, 4_294_967_296, u64::MAX],
                    none: None,
                    some: Some(nested == 1),
                    unit: (),
                    nested: (0..nested).map(|_| Nested { is_empty: nested > 1 }).collect(),
                };
                let expected = serde_json::to_string(&sample).expect("JSON");
                assert_eq!(written(&sample), expected);
            }
        }
    }

    #[test]
    fn json_is_passed_on_as_it_came() {
        assert_eq!(written(&Raw("{\"a\": 1.50}")), "{\"a\": 1.50}");
    }

    #[test]
    fn what_the_contract_has_not_is_an_error() {
        assert_eq!(write(&1.5, &mut Vec::new()).expect_err("a fraction").to_string(), "f64");
        assert!(write(&('a', 1), &mut Vec::new()).is_err());
    }

    #[test]
    fn numbers_of_any_length_have_their_digits() {
        for number in [0, 7, 10, u128::from(u64::MAX), u128::from(u64::MAX) + 1, u128::MAX] {
            assert_eq!(Digits::of(number, 0, false).as_str(), number.to_string());
        }
        assert_eq!(Digits::of(7855, 2, false).as_str(), "78.55");
        assert_eq!(Digits::of(5, 1, true).as_str(), "-0.5");
        assert_eq!(Digits::of(5, 3, false).as_str(), "0.005");
        assert_eq!(Digits::of(u128::MAX, 1, true).as_str().len(), 41);
    }
}
