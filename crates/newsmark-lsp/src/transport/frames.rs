//! Messages as they come through a pipe: some header lines, a blank line, a body of stated length.
//!
//! We read what we can: headers in any case and order, headers nobody knows, blank lines between
//! messages. After a header without a usable length we look for the next one that has it. Whether a
//! body means anything is not decided here.

use std::io::{self, BufRead, Read};

/// No article and no editor needs more; a longer message is skipped.
const LONGEST_BODY: u64 = 256 << 20;

/// Where a header line is cut.
const LONGEST_HEADER: u64 = 8 << 10;

/// How much room a body gets before its bytes arrive.
const FIRST_ROOM: u64 = 1 << 20;

/// What came through the pipe.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// Something that is no message, and what is wrong with it.
    Unreadable(&'static str),
}

/// Reads the next message; none at the end of the input.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let length = match headers(input)? {
        Header::Length(length) => length,
        Header::None => return Ok(Some(Frame::Unreadable("a header without Content-Length"))),
        Header::EndOfInput => return Ok(None),
    };
    let mut body = input.take(length);
    if length > LONGEST_BODY {
        io::copy(&mut body, &mut io::sink())?;
        return Ok(Some(Frame::Unreadable("a message of more than 256 MiB")));
    }
    let mut bytes = Vec::with_capacity(length.min(FIRST_ROOM) as usize);
    body.read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 == length).then_some(Frame::Body(bytes)))
}

/// A body with the header that the framework expects.
pub(super) fn framed(body: &[u8]) -> Vec<u8> {
    let mut message = header(body.len()).into_bytes();
    message.reserve_exact(body.len());
    message.extend_from_slice(body);
    message
}

/// The header of a body of this length.
pub(super) fn header(length: usize) -> String {
    format!("Content-Length: {length}\r\n\r\n")
}

enum Header {
    Length(u64),
    None,
    EndOfInput,
}

fn headers(input: &mut impl BufRead) -> io::Result<Header> {
    let mut length = None;
    let mut anything = false;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(Header::EndOfInput);
        }
        match (line.trim_ascii(), length) {
            ([], Some(length)) => return Ok(Header::Length(length)),
            ([], None) if anything => return Ok(Header::None),
            ([], None) => {}
            (header, _) => {
                anything = true;
                length = content_length(header).or(length);
            }
        }
    }
}

/// The length that a header line states. The rest of a broken message may stand before it in its line.
fn content_length(line: &[u8]) -> Option<u64> {
    let line = line.to_ascii_lowercase();
    let line = String::from_utf8_lossy(&line);
    line.rsplit_once("content-length:")?.1.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(input: &str, expected: Expect) {
        let mut input = input.as_bytes();
        let mut frames = String::new();
        while let Some(frame) = read(&mut input).unwrap() {
            frames += &match frame {
                Frame::Body(body) => format!("body {}\n", String::from_utf8(body).unwrap()),
                Frame::Unreadable(why) => format!("unreadable: {why}\n"),
            };
        }
        expected.assert_eq(&frames);
    }

    #[test]
    fn bodies_have_the_stated_length() {
        check(
            "Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]",
            expect![[r#"
                body {}
                body [1]
            "#]],
        );
    }

    #[test]
    fn headers_may_be_in_any_case_and_company() {
        check(
            "content-length:2\r\n\r\n{}\r\n\nContent-Type: x\r\nX-Y: z\r\nCONTENT-LENGTH: 2 \n\n[]",
            expect![[r#"
                body {}
                body []
            "#]],
        );
    }

    #[test]
    fn reading_goes_on_after_a_broken_header() {
        check(
            "Content-Length: two\r\n\r\n{}Content-Length: 2\r\n\r\n[]",
            expect![[r#"
                unreadable: a header without Content-Length
                body []
            "#]],
        );
    }

    #[test]
    fn a_huge_message_is_skipped_and_never_allocated() {
        let mut input = "Content-Length: 999999999999\r\n\r\n{}".as_bytes();
        let frame = read(&mut input).unwrap();
        assert_eq!(frame, Some(Frame::Unreadable("a message of more than 256 MiB")));
    }

    #[test]
    fn a_message_cut_short_is_the_end() {
        check("Content-Length: 20\r\n\r\n{", expect![[""]]);
        check("Content-Le", expect![[""]]);
    }
}
