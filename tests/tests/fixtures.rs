//! Runs the fixtures, each case as a test of its own name.
//!
//! `fixtures/checks/<rule>.news` is run with that rule alone, `fixtures/facts/<kind>.news` and
//! `<kind>-<subject>.news` show facts of one kind, and `fixtures/articles/*.news` are whole pieces run through everything, with the findings
//! beside them in `<name>.expect`; a piece without that file promises silence.
//! `UPDATE_FIXTURES=1` rewrites what is expected; read the difference like code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use newsmark_semantic::{Settings, analyze, checks};
use newsmark_tests::{cases, facts, files, findings};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let fixtures = files::root().join("fixtures");
    let mut trials = Vec::new();
    for path in files::with_extension(&fixtures.join("checks"), "news") {
        let code = files::stem(&path);
        let Some(check) = checks::by_code(&code) else {
            trials.push(failing(format!("checks::{code}"), "there is no such check".to_owned()));
            continue;
        };
        cases_of(&mut trials, &path, "checks", move |text| findings::marked(text, check));
    }
    for path in files::with_extension(&fixtures.join("facts"), "news") {
        // `figures-names` shows figures: the kind stands before the hyphen.
        let stem = files::stem(&path);
        let kind = stem.split('-').next().unwrap_or_default().to_owned();
        cases_of(&mut trials, &path, "facts", move |text| facts::marked(text, &kind));
    }
    for path in files::with_extension(&fixtures.join("articles"), "news") {
        trials.push(article(path));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The cases of a file as tests.
fn cases_of(
    trials: &mut Vec<Trial>,
    path: &Path,
    folder: &str,
    marked: impl Fn(&str) -> String + Clone + Send + 'static,
) {
    let (preamble, mut cases) = cases::parse(&files::read(path));
    if files::is_update() {
        for case in &mut cases {
            case.marked = marked(&case.text);
        }
        write(path, &cases::write(&preamble, &cases));
    }
    let mut names: Vec<String> = Vec::new();
    for case in cases {
        let name = format!("{folder}::{}::{}", files::stem(path), case.name);
        if names.contains(&name) {
            trials.push(failing(name, "another case of the file has this name".to_owned()));
            continue;
        }
        names.push(name.clone());
        let marked = marked.clone();
        trials.push(Trial::test(name, move || same(&case.marked, &marked(&case.text))));
    }
}

/// A whole piece as a test.
fn article(path: PathBuf) -> Trial {
    let name = format!("articles::{}", files::stem(&path));
    Trial::test(name, move || {
        let text = files::read(&path);
        let found = findings::listed(&text, &analyze(&text, &Settings::default()));
        let expectation = path.with_extension("expect");
        if files::is_update() {
            match found.is_empty() {
                true => drop(fs::remove_file(&expectation)),
                false => write(&expectation, &found),
            }
        }
        same(&fs::read_to_string(&expectation).unwrap_or_default(), &found)
    })
}

fn failing(name: String, reason: String) -> Trial {
    Trial::test(name, move || Err(Failed::from(reason)))
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn same(expected: &str, found: &str) -> Result<(), Failed> {
    if expected.trim_end() == found.trim_end() {
        return Ok(());
    }
    Err(Failed::from(format!(
        "expected:\n{expected}\n\nfound:\n{found}\n\n(UPDATE_FIXTURES=1 rewrites what is expected)"
    )))
}
