//! `--fix`: applies what is certain.
//!
//! A finding with one fix says what to do; one with several leaves the choice to a person and is left
//! alone. Fixes that touch the same words are not both applied: the first wins, and the text is
//! checked again afterwards. A file is replaced in one step, so that a crash leaves the old or the
//! new article, never half of one.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use newsmark_semantic::Finding;
use newsmark_semantic::check::{Edit, Fix};

use crate::positions::Lines;

/// A text with its fixes applied.
pub(super) struct Fixed {
    pub(super) text: String,
    pub(super) applied: Vec<Applied>,
}

/// A fix that was applied.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Applied {
    /// The line of the finding before the fixes, counted from 1.
    pub(super) line: usize,
    /// What was done, as the fix says it.
    pub(super) title: String,
}

/// Applies the fixes of all findings that have exactly one; none when there is nothing to apply.
pub(super) fn apply(text: &str, findings: &[Finding]) -> Option<Fixed> {
    let lines = Lines::new(text);
    let mut edits = Edits::default();
    let mut applied = Vec::new();
    for finding in findings {
        if let [fix] = finding.fixes.as_slice()
            && edits.add(fix)
        {
            let line = lines.position(finding.range.start()).line;
            applied.push(Applied { line, title: fix.title.clone() });
        }
    }
    (!applied.is_empty()).then(|| Fixed { text: edits.apply(text), applied })
}

/// Replaces a file in one step. A link is followed, and permissions stay.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.newsmark-{}", std::process::id()));
    let written =
        OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.set_permissions(fs::metadata(&path)?.permissions())?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Edits that touch no words twice, by where they start.
#[derive(Default)]
struct Edits<'a>(BTreeMap<u32, &'a Edit>);

impl<'a> Edits<'a> {
    /// Takes all edits of a fix, or none.
    fn add(&mut self, fix: &'a Fix) -> bool {
        let free = !fix.edits.is_empty() && fix.edits.iter().all(|edit| self.is_free(edit));
        if free {
            self.0.extend(fix.edits.iter().map(|edit| (edit.range.start().into(), edit)));
        }
        free
    }

    /// Whether no edit touches these words. Edits that only meet are apart, except where one inserts.
    fn is_free(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.range.start().into(), edit.range.end().into());
        let before = self.0.range(..=start).next_back();
        let after = self.0.range(start..).next();
        before.is_none_or(|(&other, before)| {
            other < start && before.range.end() <= edit.range.start()
        }) && after.is_none_or(|(&other, _)| other >= end && other > start)
    }

    fn apply(&self, text: &str) -> String {
        let mut fixed = String::with_capacity(text.len());
        let mut done = 0;
        for edit in self.0.values() {
            fixed.push_str(&text[done..edit.range.start().into()]);
            fixed.push_str(&edit.text);
            done = edit.range.end().into();
        }
        fixed.push_str(&text[done..]);
        fixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsmark_semantic::{Severity, TextRange};

    const TEXT: &str = "one two three four";

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edit = |&(start, end, text): &(u32, u32, &str)| Edit {
            range: TextRange::new(start.into(), end.into()),
            text: text.to_owned(),
        };
        Fix { title: format!("{edits:?}"), edits: edits.iter().map(edit).collect() }
    }

    fn check(fixes: Vec<Vec<Fix>>, expected: &str, n_applied: usize) {
        let finding = |fixes| Finding {
            rule: "a-rule",
            severity: Severity::Warning,
            range: TextRange::default(),
            message: String::new(),
            related: Vec::new(),
            fixes,
        };
        let findings: Vec<_> = fixes.into_iter().map(finding).collect();
        let fixed = apply(TEXT, &findings);
        let found = fixed.as_ref().map_or((TEXT, 0), |fixed| (&fixed.text, fixed.applied.len()));
        assert_eq!(found, (expected, n_applied));
    }

    #[test]
    fn a_single_fix_is_applied_with_all_its_edits() {
        check(vec![vec![fix(&[(0, 3, "1"), (8, 13, "3")])]], "1 two 3 four", 1);
    }

    #[test]
    fn a_choice_is_left_to_a_person() {
        check(vec![vec![fix(&[(0, 3, "1")]), fix(&[(0, 3, "I")])]], TEXT, 0);
        check(vec![vec![]], TEXT, 0);
    }

    #[test]
    fn of_two_fixes_for_the_same_words_the_first_is_applied() {
        check(vec![vec![fix(&[(4, 7, "2")])], vec![fix(&[(0, 5, "x")])]], "one 2 three four", 1);
        check(vec![vec![fix(&[(4, 7, "2")])], vec![fix(&[(5, 6, "x")])]], "one 2 three four", 1);
        check(vec![vec![fix(&[(4, 7, "2")])], vec![fix(&[(0, 18, "x")])]], "one 2 three four", 1);
        check(
            vec![vec![fix(&[(4, 4, "a ")])], vec![fix(&[(4, 4, "b ")])]],
            "one a two three four",
            1,
        );
        check(
            vec![vec![fix(&[(4, 7, "2")])], vec![fix(&[(0, 3, "1"), (6, 9, "x")])]],
            "one 2 three four",
            1,
        );
    }

    #[test]
    fn fixes_that_only_meet_are_both_applied() {
        check(
            vec![vec![fix(&[(4, 7, "2")])], vec![fix(&[(3, 4, "-")])], vec![fix(&[(7, 8, "-")])]],
            "one-2-three four",
            3,
        );
    }
}
