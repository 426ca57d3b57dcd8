//! Half an emoji: a client that keeps its text in UTF-16 can type one, and JSON lets it through.
//!
//! Rust's strings cannot hold it, so the whole message would be refused and the edit in it lost, and
//! every later one would go to the wrong place. The replacement character is as long as the half in
//! all that such a client counts.

/// U+FFFD, as it stands in an escape.
const REPLACEMENT: &[u8; 4] = b"fffd";

/// The body with each half replaced; none if there is none.
pub(super) fn repaired(body: &[u8]) -> Option<Vec<u8>> {
    let mut repaired: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = body.get(at..)?.iter().position(|&byte| byte == b'\\') {
        at += found;
        at += match (unit(body, at), unit(body, at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => {
                let repaired = repaired.get_or_insert_with(|| body.to_vec());
                repaired[at + 2..at + 6].copy_from_slice(REPLACEMENT);
                6
            }
            // An escaped backslash is two bytes, and the second one escapes nothing.
            _ => 2,
        };
    }
    repaired
}

/// The code unit of the escape at this place.
fn unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<&str>) {
        let repaired = repaired(body.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(repaired.as_deref(), expected);
    }

    #[test]
    fn halves_are_replaced() {
        check(r#"{"text":"a\ud83d"}"#, Some(r#"{"text":"a\ufffd"}"#));
        check(r#"["\uDE00b"]"#, Some(r#"["\ufffdb"]"#));
        check(r#"["\ud83d\ud83d\ude00"]"#, Some(r#"["\ufffd\ud83d\ude00"]"#));
    }

    #[test]
    fn whole_characters_are_left_alone() {
        check(r#"["\ud83d\ude00 \u00e9"]"#, None);
        check(r#"["\\ud83d is how it is written"]"#, None);
        check(r#"["\"#, None);
        check(r#"["\ud8"#, None);
        check("", None);
    }
}
