//! Cases: short texts with marks under the words.
//!
//! ```text
//! --- four announced, three named
//! Four towns voted no: Ashby, Brill and Corton.
//! ^^^^ Four announced, three named
//!                      ~~~~~~~~~~~~~~~~~~~~~~~ these are three
//! ```
//!
//! A line whose first mark is `^`, `~` or `=` speaks of the text line above it: what was found, another
//! place that the finding names, and a fix that it offers. Marks stand under the words and count
//! characters. A case without marks promises silence.

use newsmark_lexer::{TextRange, TextSize};

/// One case of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its name: a sentence about what happens.
    pub name: String,
    /// The text, without marks.
    pub text: String,
    /// The text with its marks, as in the file.
    pub marked: String,
}

impl Case {
    /// Whether something is found in it.
    pub fn is_reported(&self) -> bool {
        self.marked.lines().any(|line| line.trim_start_matches(' ').starts_with('^'))
    }
}

/// Something to show under the words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub range: TextRange,
    /// What it is drawn with.
    pub sign: Sign,
    /// What stands after it.
    pub message: String,
}

/// What a mark is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `^`, under each character.
    Found,
    /// `~`, under each character.
    Related,
    /// `=`, once.
    Fix,
}

const HEAD: &str = "--- ";

/// The cases of a file, and what stands before the first.
pub fn parse(file: &str) -> (String, Vec<Case>) {
    let mut preamble = String::new();
    let mut cases: Vec<Case> = Vec::new();
    for line in file.lines() {
        match (line.strip_prefix(HEAD), cases.last_mut()) {
            (Some(name), _) => cases.push(Case {
                name: name.trim().to_owned(),
                text: String::new(),
                marked: String::new(),
            }),
            (None, Some(case)) => {
                push_line(&mut case.marked, line);
                if !is_mark(line) {
                    push_line(&mut case.text, line);
                }
            }
            (None, None) => push_line(&mut preamble, line),
        }
    }
    for case in &mut cases {
        case.text.truncate(case.text.trim_end().len());
        case.marked.truncate(case.marked.trim_end().len());
    }
    (preamble, cases)
}

/// A file of cases with other marks.
pub fn write(preamble: &str, cases: &[Case]) -> String {
    let mut file = String::from(preamble);
    for (index, case) in cases.iter().enumerate() {
        let blank = if index == 0 { "" } else { "\n" };
        file.push_str(&format!("{blank}{HEAD}{}\n{}\n", case.name, case.marked));
    }
    file
}

/// The text with marks under its lines, in the order given.
pub fn mark(text: &str, marks: &[Mark]) -> String {
    let mut marked = String::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        push_line(&mut marked, line);
        for mark in marks {
            let from = usize::from(mark.range.start());
            if (start..=end).contains(&from) {
                let to = usize::from(mark.range.end()).clamp(from, end);
                push_line(&mut marked, &mark_line(line, from - start, to - start, mark));
            }
        }
        start = end + 1;
    }
    marked.truncate(marked.trim_end().len());
    marked
}

/// A range of the text given by its bytes.
pub fn range(start: usize, end: usize) -> TextRange {
    let size = |offset| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(start), size(end))
}

fn mark_line(line: &str, from: usize, to: usize, mark: &Mark) -> String {
    let column = line[..from].chars().count();
    let length = line[from..to].chars().count().max(1);
    let signs = match mark.sign {
        Sign::Found => "^".repeat(length),
        Sign::Related => "~".repeat(length),
        Sign::Fix => String::from("="),
    };
    format!("{}{signs} {}", " ".repeat(column), mark.message)
}

fn is_mark(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(['^', '~', '='])
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
About towns.

--- one is marked
Le café: “four” and more.
         ^^^^^^ four
         = say five
                    ~~~~ more

--- silence
---
date: 2025-03-10
---

Nothing.
";

    #[test]
    fn cases_are_read_with_their_marks() {
        let (preamble, cases) = parse(FILE);
        assert_eq!(preamble, "About towns.\n\n");
        let texts: Vec<(&str, &str)> =
            cases.iter().map(|case| (case.name.as_str(), case.text.as_str())).collect();
        let silent = "---\ndate: 2025-03-10\n---\n\nNothing.";
        assert_eq!(texts, [("one is marked", "Le café: “four” and more."), ("silence", silent)]);
    }

    #[test]
    fn what_is_read_is_written_again() {
        let (preamble, cases) = parse(FILE);
        assert_eq!(write(&preamble, &cases), FILE);
    }

    #[test]
    fn marks_count_characters() {
        let (_, cases) = parse(FILE);
        let text = &cases[0].text;
        let place = |words: &str| {
            let start = text.find(words).unwrap();
            range(start, start + words.len())
        };
        let marks = [
            Mark { range: place("“four”"), sign: Sign::Found, message: "four".into() },
            Mark { range: place("“four”"), sign: Sign::Fix, message: "say five".into() },
            Mark { range: place("more"), sign: Sign::Related, message: "more".into() },
        ];
        assert_eq!(mark(text, &marks), cases[0].marked);
    }
}
