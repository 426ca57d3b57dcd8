//! Honest pieces, and slips to put into them: `fixtures/articles/*.news` with `fixtures/mutants/<piece>.txt`.
//!
//! A line of such a list is `words => other words => rule`: the words stand once in the piece, and with the
//! other words in their place the rule must warn about them. `\n` is a line break.

use newsmark_semantic::{Settings, Severity, analyze};

use crate::{cases, files};

/// A whole piece in which nothing is wrong.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its name: that of its file.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What to put into it.
    pub slips: Vec<Slip>,
}

/// Words to change, and the rule that must find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The words as they are.
    pub right: String,
    /// What to put in their place.
    pub wrong: String,
    /// The code of the rule.
    pub rule: String,
}

/// The pieces that have a list of slips.
pub fn honest_pieces() -> Vec<Piece> {
    let root = files::root();
    let lists = files::with_extension(&root.join("fixtures/mutants"), "txt");
    let piece = |list: &std::path::PathBuf| {
        let name = files::stem(list);
        let text = files::read(&root.join(format!("fixtures/articles/{name}.news")));
        let lines = files::read(list);
        let slips = lines.lines().filter(|line| !line.is_empty()).map(slip).collect();
        Piece { name, text, slips }
    };
    lists.iter().map(piece).collect()
}

/// Why a slip in a piece is not found; none where a warning of the rule points at the words.
pub fn missed(honest: &str, slip: &Slip) -> Option<String> {
    let Slip { right, wrong, rule } = slip;
    let [before, _] = &honest.split(right.as_str()).collect::<Vec<&str>>()[..] else {
        return Some(format!("{right:?} does not stand there once"));
    };
    let text = honest.replacen(right.as_str(), wrong, 1);
    let changed = cases::range(before.len(), before.len() + wrong.len());
    let findings = analyze(&text, &Settings::default()).findings;
    let points_there = findings.iter().any(|finding| {
        let related = finding.related.iter().map(|related| related.range);
        let mut places = related.chain([finding.range]);
        finding.rule == rule.as_str()
            && finding.severity >= Severity::Warning
            && places.any(|place| place.intersect(changed).is_some_and(|both| !both.is_empty()))
    });
    (!points_there).then(|| format!("{right:?} => {wrong:?} is not found by {rule}"))
}

fn slip(line: &str) -> Slip {
    let parts: Vec<String> = line.split(" => ").map(|part| part.replace("\\n", "\n")).collect();
    let [right, wrong, rule] = &parts[..] else {
        panic!("no words => other words => rule: {line}")
    };
    Slip { right: right.clone(), wrong: wrong.clone(), rule: rule.clone() }
}
