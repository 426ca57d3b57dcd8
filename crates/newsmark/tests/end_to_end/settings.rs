//! Settings from the outside: which file counts, over what, and what is said of a wrong one.

use crate::support::Folder;

/// One finding: it was a Friday.
const WRONG: &str = "# Council votes on the quay\n\nThe council met on Thursday, March 14, 2025.\n";

#[test]
fn the_nearest_file_counts_and_front_matter_stands_over_it() {
    let folder = Folder::new("nearest_settings");
    folder.write("newsmark.toml", "[checks]\nweekday-date = \"hint\"\n");
    folder.write("a.news", WRONG).write("city/b.news", WRONG).write("sport/deep/c.news", WRONG);
    folder.write("sport/newsmark.toml", "[checks]\nweekday-date = \"off\"\n");
    let run = |arguments: &[&str]| {
        let run = folder.run(arguments);
        (run.code, run.stdout.lines().last().unwrap_or_default().to_owned())
    };
    assert_eq!(run(&["check"]), (0, "2 hints in 2 of 3 articles".to_owned()));
    assert_eq!(run(&["check", "sport/deep/c.news"]), (0, "no findings in 1 article".to_owned()));
    let named = ["check", "--config", "sport/newsmark.toml"];
    assert_eq!(run(&named), (0, "no findings in 3 articles".to_owned()));
    folder
        .write("sport/own.news", format!("---\nchecks:\n  weekday-date: warning\n---\n\n{WRONG}"));
    assert_eq!(run(&["check", "sport/own.news"]), (1, "1 warning in 1 article".to_owned()));
    let piped = folder.run_with(&["check", "--stdin-name", "sport/new.news"], WRONG);
    assert_eq!((piped.code, piped.stdout.as_str()), (0, "no findings in 1 article\n"));
}

#[test]
fn what_is_wrong_with_a_file_is_said_once_with_its_place() {
    let folder = Folder::new("wrong_settings");
    folder.write(
        "newsmark.toml",
        "profil = \"bbc\"\n\n[checks]\nweekday-date = \"hint\"\npart-sums = \"off\"\ncount-list = \"loud\"\n",
    );
    folder.write("a.news", WRONG).write("b.news", WRONG);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.stdout.ends_with("2 hints in 2 of 2 articles\n"), "what is right counts: {run:#?}");
    expect_test::expect![[r#"
        error: newsmark.toml:1:1: there is no setting profil; it is one of checks, date, decimal, language and profile; did you mean profile?
          |
        1 | profil = "bbc"
          | ^^^^^^
        error: newsmark.toml:5:1: there is no rule part-sums; did you mean part-sum?
          |
        5 | part-sums = "off"
          | ^^^^^^^^^
        error: newsmark.toml:6:14: count-list cannot be loud; it is one of off, hint, information, warning and error
          |
        6 | count-list = "loud"
          |              ^^^^^^

    "#]].assert_eq(&run.stderr);
}

#[test]
fn a_file_that_is_named_and_not_there_stops_the_run() {
    let folder = Folder::new("missing_settings");
    folder.write("a.news", WRONG);
    for command in ["check", "facts", "batch"] {
        let run = folder.run(&[command, "--config", "desk.toml"]);
        assert_eq!(run.code, 2, "{run:#?}");
        assert_eq!(run.stdout, "");
        assert_eq!(run.stderr, "error: desk.toml: there is no such file or folder\n");
    }
}

#[test]
fn batch_reads_with_the_settings_that_are_named() {
    let folder = Folder::new("batch_settings");
    folder.write("newsmark.toml", "[checks]\nweekday-date = \"off\"\n");
    let line = format!("{{\"text\": {:?}}}\n", WRONG);
    let count = |arguments: &[&str]| {
        folder.run_with(arguments, &line).stdout.matches("\"weekday-date\"").count()
    };
    assert_eq!(count(&["batch"]), 1, "no file is looked for");
    assert_eq!(count(&["batch", "--config", "newsmark.toml"]), 0);
}
