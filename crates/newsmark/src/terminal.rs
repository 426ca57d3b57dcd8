//! What depends on where output goes: colour, width, progress, and complaints.
//!
//! Colour only where somebody looks at a terminal, and not when `NO_COLOR` is set. Results go to
//! standard output; everything about the run itself goes to standard error.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The width where there is no terminal to ask.
const USUAL_WIDTH: usize = 100;

/// How to write on standard output, or on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) styled: bool,
    pub(crate) width: usize,
}

impl Look {
    /// As suits whatever standard output is.
    pub(crate) fn of_stdout() -> Look {
        let columns = Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
        Look {
            styled: AutoStream::choice(&io::stdout()) != ColorChoice::Never,
            width: columns.unwrap_or(USUAL_WIDTH).clamp(60, 140),
        }
    }

    /// As suits whatever standard error is.
    pub(crate) fn of_stderr() -> Look {
        let styled = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        Look { styled, ..Look::of_stdout() }
    }
}

/// Words without characters that would move the cursor or change the colour: file names and articles
/// come from anywhere.
pub(crate) fn printable(words: &str) -> Cow<'_, str> {
    match words.contains(char::is_control) {
        true => Cow::Owned(words.replace(char::is_control, "\u{FFFD}")),
        false => Cow::Borrowed(words),
    }
}

/// Tells of something that could not be done.
pub(crate) fn complain(complaint: impl Display) {
    let _ = writeln!(io::stderr(), "error: {}", printable(&complaint.to_string()));
}

/// Tells of something that was done, or that is worth knowing.
pub(crate) fn note(note: impl Display) {
    let _ = writeln!(io::stderr(), "{}", printable(&note.to_string()));
}

/// Writes a report about the run, whose lines are fit to print.
pub(crate) fn tell(report: impl Display) {
    let _ = writeln!(io::stderr(), "{report}");
}

/// Standard output that goes silent when its reader goes away, as `head` does.
pub(crate) struct UntilClosed<W> {
    output: W,
    closed: bool,
}

impl<W: Write> UntilClosed<W> {
    pub(crate) fn new(output: W) -> Self {
        Self { output, closed: false }
    }

    fn attempt<T>(
        &mut self,
        otherwise: T,
        write: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed {
            return Ok(otherwise);
        }
        match write(&mut self.output) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(otherwise)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(bytes.len(), |output| output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt((), |output| output.flush())
    }
}

/// A bar on the terminal that appears when a run takes longer than a moment.
pub(crate) struct Progress(ProgressBar);

/// What a bar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Articles,
    Bytes,
}

impl Progress {
    /// A bar for so much work; without an end when that is not known.
    pub(crate) fn new(counted: Counted, total: Option<u64>) -> Progress {
        let template = match (counted, total) {
            (Counted::Articles, _) => "{bar:30} {pos} of {len} articles, {eta} left",
            (Counted::Bytes, Some(_)) => {
                "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"
            }
            (Counted::Bytes, None) => "{spinner} {bytes}, {bytes_per_sec}",
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        Progress(bar.with_style(style))
    }

    /// So much more is done.
    pub(crate) fn advance(&self, more: u64) {
        let is_late = self.0.elapsed() > Duration::from_secs(1);
        if self.0.is_hidden() && is_late && io::stderr().is_terminal() {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.0.inc(more);
    }

    /// Writes something else without tearing the bar.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closing(usize);

    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += 1;
            if self.0 > 1 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(bytes.len()) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error_and_is_left_alone() {
        let mut output = UntilClosed::new(Closing(0));
        for _ in 0..5 {
            output.write_all(b"line\n").expect("no error");
        }
        assert_eq!(output.output.0, 2);
    }
}
