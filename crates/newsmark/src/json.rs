//! Compact JSON, for the machine output.
//!
//! Half of an answer is keys, and of a number in a table most of what could be said is null. Here an object knows its keys
//! with the marks around them, and with the null that may follow, as pieces to be copied: that takes a third of the
//! time of putting them together. Only what the contract has can be written: no maps, no numbers but natural ones.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

pub(crate) use digits::write_number;
use escaped::push_escaped;
pub(crate) use output::{Output, Sink, Spare};

mod digits;
mod escaped;
mod output;

/// Something that can be written.
pub(crate) trait Json {
    /// Appends it.
    fn write(&self, output: &mut Output<'_>);

    /// Appends it behind its key.
    #[inline(always)]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        output.extend(key.plain.as_bytes());
        self.write(output);
    }
}

/// A key with all that is known to stand around it.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    /// `,"text":`
    pub(crate) plain: &'static str,
    /// With the mark that opens a string: `,"text":"`
    pub(crate) opening: &'static str,
    /// With a null: `,"text":null`
    pub(crate) null: &'static str,
}

/// A value on a line of its own.
pub(crate) fn line(value: &impl Json) -> Vec<u8> {
    let mut line = written(value);
    line.push(b'\n');
    line
}

fn written(value: &impl Json) -> Vec<u8> {
    let mut all = Vec::new();
    let mut send = |piece: Vec<u8>| {
        all.extend_from_slice(&piece);
        piece
    };
    let mut output = Output::new(Vec::new(), &mut send);
    value.write(&mut output);
    output.send();
    all
}

/// The key of a field, behind what stands before it.
macro_rules! key {
    ($before:literal, $field:ident) => {
        $crate::json::Key {
            plain: concat!($before, "\"", stringify!($field), "\":"),
            opening: concat!($before, "\"", stringify!($field), "\":\""),
            null: concat!($before, "\"", stringify!($field), "\":null"),
        }
    };
}
pub(crate) use key;

/// Declares an object of the output. Its keys are its fields, in their order.
macro_rules! object {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident $(<$lifetime:lifetime>)? {
            $(#[$first_meta:meta])* $first_visibility:vis $first:ident: $first_type:ty,
            $($(#[$field_meta:meta])* $field_visibility:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name $(<$lifetime>)? {
            $(#[$first_meta])* $first_visibility $first: $first_type,
            $($(#[$field_meta])* $field_visibility $field: $type,)*
        }

        impl $(<$lifetime>)? $crate::json::Json for $name $(<$lifetime>)? {
            fn write(&self, output: &mut Output<'_>) {
                let first = $crate::json::key!("{", $first);
                $crate::json::Json::write_field(&self.$first, first, output);
                $(
                    let key = $crate::json::key!(",", $field);
                    $crate::json::Json::write_field(&self.$field, key, output);
                )*
                output.push(b'}');
            }
        }
    };
}
pub(crate) use object;

/// Declares what stands in an object behind other fields of it, as a field without a key of its own.
macro_rules! members {
    (
        $(#[$meta:meta])*
        struct $name:ident $(<$lifetime:lifetime>)? {
            $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        struct $name $(<$lifetime>)? {
            $($(#[$field_meta])* $field: $type,)*
        }

        impl $(<$lifetime>)? $crate::json::Json for $name $(<$lifetime>)? {
            fn write(&self, output: &mut Output<'_>) {
                $(
                    let key = $crate::json::key!(",", $field);
                    $crate::json::Json::write_field(&self.$field, key, output);
                )*
            }

            fn write_field(&self, _: $crate::json::Key, output: &mut Output<'_>) {
                $crate::json::Json::write(self, output);
            }
        }
    };
}
pub(crate) use members;

/// One of our own words, in which nothing has to be escaped.
pub(crate) struct Word(pub(crate) &'static str);

impl Json for Word {
    fn write(&self, output: &mut Output<'_>) {
        output.push(b'"');
        output.extend(self.0.as_bytes());
        output.push(b'"');
    }

    #[inline(always)]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        output.extend(key.opening.as_bytes());
        output.extend(self.0.as_bytes());
        output.push(b'"');
    }
}

/// JSON that is passed on as it came in.
pub(crate) struct Raw<'a>(pub(crate) &'a str);

impl Json for Raw<'_> {
    fn write(&self, output: &mut Output<'_>) {
        output.extend(self.0.as_bytes());
    }
}

impl<T: Json> Json for Option<T> {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        match self {
            Some(value) => value.write(output),
            None => output.extend(b"null"),
        }
    }

    #[inline(always)]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        match self {
            Some(value) => value.write_field(key, output),
            None => output.extend(key.null.as_bytes()),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, output: &mut Output<'_>) {
        write_list(self, output);
    }
}

/// A list of things, each of which is made when it is written: there may be a hundred thousand.
pub(crate) struct Made<'a>(Box<dyn Fn(&mut Output<'_>) + 'a>);

impl<'a> Made<'a> {
    /// Made of these, one by one.
    pub(crate) fn of<T, J: Json>(items: &'a [T], make: impl Fn(&'a T) -> J + 'a) -> Made<'a> {
        Made(Box::new(move |output| write_list(items.iter().map(&make), output)))
    }
}

impl Json for Made<'_> {
    fn write(&self, output: &mut Output<'_>) {
        (self.0)(output);
    }
}

fn write_list(items: impl IntoIterator<Item: Json>, output: &mut Output<'_>) {
    output.push(b'[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            output.push(b',');
        }
        item.write(output);
        output.relieve();
    }
    output.push(b']');
}

impl<T: Json + ?Sized> Json for &T {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        (**self).write(output);
    }

    #[inline(always)]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        (**self).write_field(key, output);
    }
}

impl Json for () {
    fn write(&self, output: &mut Output<'_>) {
        output.extend(b"null");
    }
}

impl Json for bool {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        match self {
            true => output.extend(b"true"),
            false => output.extend(b"false"),
        }
    }
}

impl Json for u64 {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        digits::write_whole(*self, output);
    }
}

impl Json for u32 {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        u64::from(*self).write(output);
    }
}

impl Json for usize {
    #[inline]
    fn write(&self, output: &mut Output<'_>) {
        (*self as u64).write(output);
    }
}

impl Json for str {
    fn write(&self, output: &mut Output<'_>) {
        output.push(b'"');
        push_escaped(self, output);
        output.push(b'"');
    }

    #[inline(always)]
    fn write_field(&self, key: Key, output: &mut Output<'_>) {
        output.extend(key.opening.as_bytes());
        push_escaped(self, output);
        output.push(b'"');
    }
}

impl Json for String {
    fn write(&self, output: &mut Output<'_>) {
        self.as_str().write(output);
    }
}

impl Json for Cow<'_, str> {
    fn write(&self, output: &mut Output<'_>) {
        (**self).write(output);
    }
}

/// Appends a string that displays itself, perhaps in pieces.
pub(crate) fn write_shown(value: &impl Display, output: &mut Output<'_>) {
    output.push(b'"');
    // To append to a list of bytes cannot fail, so nothing is lost.
    let _ = write!(Inside(output), "{value}");
    output.push(b'"');
}

/// The inside of a string that displays itself in pieces.
struct Inside<'o, 's>(&'o mut Output<'s>);

impl Write for Inside<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        push_escaped(text, self.0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    object! {
        struct Sample<'a> {
            text: &'a str,
            shown: Shown<'a>,
            numbers: Vec<u64>,
            none: Option<u32>,
            some: Option<bool>,
            unit: (),
            nested: Vec<Nested>,
        }
    }

    object! {
        struct Nested {
            is_empty: bool,
        }
    }

    struct Shown<'a>(&'a str);

    impl Json for Shown<'_> {
        fn write(&self, output: &mut Output<'_>) {
            write_shown(&format_args!("{0} {0}", self.0), output);
        }
    }

    fn written(value: &impl Json) -> String {
        String::from_utf8(super::written(value)).expect("JSON is UTF-8")
    }

    #[test]
    fn what_is_written_is_what_serde_json_writes() {
        let every_ascii: String = (0..=127).map(char::from).collect();
        for text in ["", "plain", "“naïve” 🚢", "\"", "\\\"\\", "a\nb\u{1}", &every_ascii] {
            assert_eq!(written(&text), serde_json::to_string(text).expect("JSON"));
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
                let expected = json!({
                    "text": text,
                    "shown": format!("{text} {text}"),
                    "numbers": [0, 9, 10, 4_294_967_296_u64, u64::MAX],
                    "none": null,
                    "some": nested == 1,
                    "unit": null,
                    "nested": (0..nested).map(|_| json!({"is_empty": nested > 1})).collect::<Vec<_>>(),
                });
                let value: serde_json::Value =
                    serde_json::from_str(&written(&sample)).expect("JSON");
                assert_eq!(value, expected);
            }
        }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_fields() {
        let sample = Sample {
            text: "a",
            shown: Shown("b"),
            numbers: vec![1, 20],
            none: None,
            some: Some(true),
            unit: (),
            nested: vec![Nested { is_empty: false }],
        };
        assert_eq!(
            written(&sample),
            "{\"text\":\"a\",\"shown\":\"b b\",\"numbers\":[1,20],\"none\":null,\"some\":true,\"unit\":null,\
             \"nested\":[{\"is_empty\":false}]}"
        );
    }

    #[test]
    fn a_long_list_leaves_in_pieces() {
        let numbers: Vec<u64> = (0..100_000).collect();
        let mut pieces: Vec<Vec<u8>> = Vec::new();
        let mut send = |piece: Vec<u8>| {
            pieces.push(piece);
            b"what was written before".to_vec()
        };
        let mut output = Output::new(b"and before that".to_vec(), &mut send);
        Made::of(&numbers, |number| number).write(&mut output);
        output.send();
        assert!(pieces.len() > 2);
        assert_eq!(pieces.concat(), serde_json::to_vec(&numbers).expect("JSON"));
    }

    #[test]
    fn json_is_passed_on_as_it_came() {
        assert_eq!(written(&Raw("{\"a\": 1.50}")), "{\"a\": 1.50}");
    }
}
