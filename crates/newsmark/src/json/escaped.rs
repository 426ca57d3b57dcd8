//! The inside of a string: what must not stand in it is escaped.
//!
//! Nearly no string of an article has a mark or the end of a line in it, so they are looked for in many bytes at a time.

use super::Output;

/// Appends the inside of a string.
#[inline]
pub(super) fn push_escaped(text: &str, output: &mut Output<'_>) {
    let bytes = text.as_bytes();
    match first_escaped(bytes) {
        Some(at) => push_some_escaped(bytes, at, output),
        None => output.extend(bytes),
    }
}

/// The first byte that has to be escaped. Eight are looked at together.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    let (eights, _) = bytes.as_chunks::<8>();
    let n_clean = eights.iter().take_while(|&&eight| !is_any_escaped(eight)).count();
    let start = 8 * n_clean;
    let at = bytes[start..].iter().position(|&byte| IS_ESCAPED[usize::from(byte)]);
    at.map(|at| start + at)
}

/// Whether one of eight bytes has to be escaped. Taking a number from a byte that is less than it sets the highest bit,
/// which no byte that is looked for has.
fn is_any_escaped(eight: [u8; 8]) -> bool {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let eight = u64::from_ne_bytes(eight);
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(each(limit)) & !bytes;
    let is = |byte: u8| below(eight ^ each(byte), 1);
    (below(eight, b' ') | is(b'"') | is(b'\\')) & each(0x80) != 0
}

/// The same, where something has to be escaped: first at this place.
fn push_some_escaped(bytes: &[u8], first: usize, output: &mut Output<'_>) {
    let mut rest = bytes;
    let mut next = Some(first);
    while let Some((before, from)) = next.and_then(|at| rest.split_at_checked(at)) {
        output.extend(before);
        let Some((&byte, after)) = from.split_first() else { break };
        push_escape(byte, output);
        rest = after;
        next = first_escaped(rest);
    }
    output.extend(rest);
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

fn push_escape(byte: u8, output: &mut Output<'_>) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            let digit = |value: u8| b"0123456789abcdef"[usize::from(value & 0xF)];
            output.extend(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]);
            return;
        }
    };
    output.extend(&[b'\\', letter]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_to_escape_is_found_wherever_it_stands() {
        for around in ["a", "!", "é", "\u{7F}", "🚢"] {
            for byte in (0..b' ').chain([b'"', b'\\']).map(char::from) {
                for before in 0..18 {
                    let text = format!("{}{byte}{around}{byte}", around.repeat(before));
                    assert_eq!(first_escaped(text.as_bytes()), text.find(byte), "{text:?}");
                }
            }
            assert_eq!(first_escaped(around.repeat(9).as_bytes()), None);
        }
    }
}
