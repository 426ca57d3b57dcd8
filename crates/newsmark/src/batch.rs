//! `newsmark batch`: JSON Lines in, JSON Lines out, for those who read articles by the million.
//!
//! One line, one text, one answer, in order. A line that cannot be read is answered with its number
//! and the reason, and the run goes on. Memory does not grow with the input: a chunk of lines is
//! drawn only when earlier answers have been written, and a line longer than any article is passed
//! over without being kept.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

use jiff::civil::Date;
use newsmark_semantic::Settings;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::contract::{Answer, BadLine, Edge};
use crate::json::{Json, Output, Raw, Sink, Spare};
use crate::positions::OffsetUnit;
use crate::terminal::Progress;
use crate::{in_order, reading};

/// Bytes asked for at a time. A pipe gives this much at most, a person at a terminal one line.
const READ_AT_ONCE: usize = 64 * 1024;

/// Reads all lines of `input` and writes the answers. An error is one of input or output as a whole.
pub(crate) fn run(
    input: impl Read + Send,
    mut output: impl Write,
    unit: OffsetUnit,
    settings: &Settings,
    progress: &Progress,
) -> io::Result<()> {
    let spare = Spare::default();
    let broke = in_order::run_in_parts(
        Chunks::new(input, reading::LARGEST),
        |chunk, give| match chunk {
            Ok(chunk) => {
                answer_all(&chunk, unit, settings, spare.take(), &mut |answers| {
                    give(Ok(Answered { answers, n_read: 0 }));
                    spare.take()
                });
                give(Ok(Answered { answers: Vec::new(), n_read: chunk.lines.len() }));
            }
            Err(error) => give(Err(error)),
        },
        |answered| match answered.and_then(|Answered { answers, n_read }| {
            progress.advance(n_read as u64);
            output.write_all(&answers)?;
            spare.give(answers);
            Ok(())
        }) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error),
        },
    );
    match broke {
        Some(error) => Err(error),
        None => output.flush(),
    }
}

/// A line of input. Keys besides these are passed over.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    date: Option<Cow<'a, str>>,
}

/// Some of the answers to a chunk, and how much of the input is done with them.
struct Answered {
    answers: Vec<u8>,
    n_read: usize,
}

/// Writes the answers to all lines of a chunk.
fn answer_all<'s>(
    chunk: &Chunk,
    unit: OffsetUnit,
    settings: &Settings,
    place: Vec<u8>,
    send: &'s mut Sink<'s>,
) {
    let mut answers = Output::new(place, send);
    for (number, line) in (chunk.first_line..).zip(lines(&chunk.lines)) {
        let error = match line.trim_ascii() {
            b"" if chunk.too_long => "longer than 1 GiB".to_owned(),
            b"" => continue,
            line => match answer(line, unit, settings, &mut answers) {
                Ok(()) => continue,
                Err(error) => error,
            },
        };
        write_line(&BadLine { id: (), line: number, error }, &mut answers);
    }
    answers.send();
}

/// The lines, and what stands behind the last line's end.
fn lines(lines: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', lines).chain([lines.len()]);
    ends.map(move |end| &lines[std::mem::replace(&mut start, end + 1)..end])
}

/// Appends the answer to one line; nothing when the line cannot be read.
fn answer(
    line: &[u8],
    unit: OffsetUnit,
    settings: &Settings,
    answers: &mut Output<'_>,
) -> Result<(), String> {
    let record = record(line)?;
    let own = Settings { date: date(record.date.as_deref())?, ..Settings::default() };
    let settings = own.over(settings);
    let analysis = reading::analyze(&record.text, &settings)
        .map_err(|reason| format!("this text {reason}"))?;
    let edge = Edge::new(&analysis, unit);
    let id = record.id.map(|id| Raw(id.get()));
    let answer = Answer { id, articles: edge.articles(), findings: edge.findings() };
    write_line(&answer, answers);
    Ok(())
}

fn record(line: &[u8]) -> Result<Record<'_>, String> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let byte = line.get(error.valid_up_to()).copied().unwrap_or_default();
        format!("not UTF-8: byte {byte:#04X} at byte {}", error.valid_up_to() + 1)
    })?;
    // A byte order mark stands before the first line of some files.
    let line = line.trim_start_matches('\u{FEFF}');
    // An array would pass for a record otherwise.
    if !line.starts_with('{') {
        return Err("not a JSON object with \"text\"".to_owned());
    }
    let record: Record<'_> = serde_json::from_str(line).map_err(|error| explain(&error))?;
    if let Some(id) = record.id.filter(|id| id.get().contains("\\u")) {
        // What is passed on unread must be sound too: an unpaired surrogate escape is not.
        serde_json::from_str::<serde_json::Value>(id.get())
            .map_err(|_| "not JSON: \"id\" has an unpaired surrogate escape")?;
    }
    Ok(record)
}

fn date(date: Option<&str>) -> Result<Option<Date>, String> {
    date.map(|date| {
        date.parse::<Date>()
            .map_err(|_| format!("\"date\" is {date:?}, not a calendar day such as \"2025-01-17\""))
    })
    .transpose()
}

/// The parser's words without its line number, which is always 1.
fn explain(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let kind = if error.is_data() { "not a record" } else { "not JSON" };
    format!("{kind}: {words} at byte {}", error.column())
}

fn write_line(answer: &impl Json, answers: &mut Output<'_>) {
    answer.write(answers);
    answers.push(b'\n');
}

/// Some whole lines of input.
#[derive(Debug, PartialEq, Eq)]
struct Chunk {
    /// Counted from 1.
    first_line: u64,
    lines: Vec<u8>,
    /// Whether this stands for one line that was passed over; then `lines` is empty.
    too_long: bool,
}

/// Takes input apart into chunks of whole lines, without waiting for more than there is.
struct Chunks<R> {
    input: R,
    /// What is read goes here first, so that no more than that is ever added to what is kept.
    place: Box<[u8]>,
    /// The longest line to keep.
    longest: usize,
    /// The start of a line whose end has not come yet.
    pending: Vec<u8>,
    /// Whether the pending line is too long already, and is being passed over.
    passing_over: bool,
    next_line: u64,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    fn new(input: R, longest: usize) -> Self {
        Self {
            input,
            place: vec![0; READ_AT_ONCE].into(),
            longest,
            pending: Vec::new(),
            passing_over: false,
            next_line: 1,
            ended: false,
        }
    }

    /// Reads until the pending bytes hold a line's end: the place after the last one.
    fn read_lines(&mut self) -> io::Result<Option<usize>> {
        loop {
            let before = self.pending.len();
            let n_read = match self.input.read(&mut self.place) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok(0) => return Ok(None),
                read => read?,
            };
            self.pending.extend_from_slice(&self.place[..n_read]);
            // The end of a line passed over comes first, so that it is answered by itself.
            let end = match self.passing_over {
                true => memchr::memchr(b'\n', &self.pending[before..]),
                false => memchr::memrchr(b'\n', &self.pending[before..]),
            };
            if let Some(end) = end {
                return Ok(Some(before + end + 1));
            }
            if self.passing_over || self.pending.len() > self.longest {
                self.passing_over = true;
                self.pending.clear();
            }
        }
    }

    fn chunk(&mut self, lines: Vec<u8>) -> Chunk {
        let first_line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &lines).count() as u64;
        let too_long = std::mem::take(&mut self.passing_over);
        Chunk { first_line, lines: if too_long { Vec::new() } else { lines }, too_long }
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        // What a passed-over line left behind may hold whole lines already.
        let end = match memchr::memrchr(b'\n', &self.pending) {
            Some(end) => Ok(Some(end + 1)),
            None if self.ended => return None,
            None => self.read_lines(),
        };
        match end {
            Ok(Some(end)) => {
                let rest = self.pending.split_off(end);
                let lines = std::mem::replace(&mut self.pending, rest);
                Some(Ok(self.chunk(lines)))
            }
            Ok(None) => {
                self.ended = true;
                let last = std::mem::take(&mut self.pending);
                (!last.is_empty() || self.passing_over).then(|| Ok(self.chunk(last)))
            }
            Err(error) => {
                self.ended = true;
                self.pending.clear();
                let reason = format!("standard input cannot be read: {error}");
                Some(Err(io::Error::new(error.kind(), reason)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes a few at a time, as a pipe may.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    /// Each line with its number, however the input trickles in.
    fn lines(input: &str, step: usize, longest: usize) -> Vec<(u64, String)> {
        let mut lines = Vec::new();
        for chunk in Chunks::new(Trickle(input.as_bytes(), step), longest) {
            let chunk = chunk.expect("memory can be read");
            if chunk.too_long {
                lines.push((chunk.first_line, "(too long)".to_owned()));
                continue;
            }
            let text = String::from_utf8(chunk.lines).expect("whole lines");
            let numbered = (chunk.first_line..).zip(text.lines().map(str::to_owned));
            lines.extend(numbered);
        }
        lines
    }

    fn check(input: &str, longest: usize, expected: &[(u64, &str)]) {
        for step in 1..=input.len().max(1) {
            let found = lines(input, step, longest);
            let found: Vec<_> = found.iter().map(|(line, text)| (*line, text.as_str())).collect();
            assert_eq!(found, expected, "{step} bytes at a time");
        }
    }

    #[test]
    fn every_line_comes_once_with_its_number() {
        check("", 99, &[]);
        check("one", 99, &[(1, "one")]);
        check("one\n\nthree\nfour", 99, &[(1, "one"), (2, ""), (3, "three"), (4, "four")]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_counted() {
        let endless = "x".repeat(300);
        for (input, expected) in [
            (
                format!("a\n{endless}\nb\nc\n"),
                vec![(1, "a"), (2, "(too long)"), (3, "b"), (4, "c")],
            ),
            (format!("{endless}\n"), vec![(1, "(too long)")]),
            (format!("{endless}\n{endless}"), vec![(1, "(too long)"), (2, "(too long)")]),
        ] {
            for step in [1, 7, 50] {
                let found = lines(&input, step, 100);
                let found: Vec<_> =
                    found.iter().map(|(line, text)| (*line, text.as_str())).collect();
                assert_eq!(found, expected, "{step} bytes at a time");
            }
        }
    }

    /// The answer to a line.
    fn answered(line: &str) -> Result<String, String> {
        let mut all = Vec::new();
        let mut send = |piece: Vec<u8>| {
            all.extend_from_slice(&piece);
            piece
        };
        let mut answers = Output::new(Vec::new(), &mut send);
        answer(line.as_bytes(), OffsetUnit::Bytes, &Settings::default(), &mut answers)?;
        answers.send();
        Ok(String::from_utf8(all).expect("JSON is UTF-8"))
    }

    fn check_bad(line: &str, expected: &str) {
        assert_eq!(answered(line).expect_err(line), expected);
    }

    #[test]
    fn a_bad_line_says_what_is_wrong_with_it() {
        check_bad("hello", "not a JSON object with \"text\"");
        check_bad("[\"a\", \"b\"]", "not a JSON object with \"text\"");
        check_bad("{\"id\": 1}", "not a record: missing field `text` at byte 9");
        check_bad(
            "{\"text\": 7}",
            "not a record: invalid type: integer `7`, expected a string at byte 10",
        );
        check_bad("{\"text\": \"a\"", "not JSON: EOF while parsing an object at byte 12");
        check_bad("{\"text\": \"\\ud83d\"}", "not JSON: unexpected end of hex escape at byte 17");
        check_bad(
            "{\"id\": \"\\udea2\", \"text\": \"\"}",
            "not JSON: \"id\" has an unpaired surrogate escape",
        );
        check_bad(
            "{\"text\": \"\", \"date\": \"2025-02-30\"}",
            "\"date\" is \"2025-02-30\", not a calendar day such as \"2025-01-17\"",
        );
    }

    #[test]
    fn an_id_comes_back_as_it_was_written() {
        for id in [
            "7",
            "1.50",
            "null",
            "\"a\\u0041\"",
            "[1, {\"b\": 2}]",
            "123456789012345678901234567890",
        ] {
            let line = format!("{{\"text\": \"\", \"id\": {id}}}");
            let answers = answered(&line).expect("a good line");
            assert!(answers.starts_with(&format!("{{\"id\":{id},\"articles\":")), "{answers}");
        }
    }
}
