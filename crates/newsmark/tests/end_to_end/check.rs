//! `newsmark check` from the outside: what it reads, what it says, what it exits with.

use crate::support::{Folder, Run};

/// Nothing is wrong with it.
const FINE: &str = "# Night ferry returns to Gull Quay\n\nThe night ferry sailed on Friday.\n";
/// One finding, with one fix: 815,000 on 3.376 million is 24.1 percent.
const WRONG: &str =
    "# Ferry riders rise\n\nRidership rose 19.4 percent from 3.376 million to 4.191 million.\n";
const MESSAGE: &str = "from 3.376 million to 4.191 million is 24.1%";
/// One finding, with two fixes: it was a Friday.
const CHOICE: &str =
    "# Council votes on the quay\n\nThe council met on Thursday, March 14, 2025.\n";

#[track_caller]
fn expect(run: &Run, code: i32, stdout: &[&str], stderr: &[&str]) {
    assert_eq!(run.code, code, "{run:#?}");
    for (found, wanted) in [(&run.stdout, stdout), (&run.stderr, stderr)] {
        match wanted {
            [] => assert_eq!(found, "", "{run:#?}"),
            _ => wanted
                .iter()
                .for_each(|words| assert!(found.contains(words), "no {words:?} in {run:#?}")),
        }
    }
}

#[test]
fn exit_codes_tell_clean_from_wrong() {
    let folder = Folder::new("exit_codes");
    folder.write("fine.news", FINE).write("wrong.news", WRONG);
    expect(&folder.run(&["check", "fine.news"]), 0, &["no findings in 1 article"], &[]);
    expect(&folder.run(&["check", "wrong.news"]), 1, &[MESSAGE, "1 error in 1 article"], &[]);
    expect(
        &folder.run(&["check", "fine.news", "wrong.news"]),
        1,
        &["1 error in 1 of 2 articles"],
        &[],
    );
    expect(&folder.run(&["check", "--colour"]), 2, &[], &["unexpected argument"]);
    expect(&folder.run(&[]), 2, &[], &["Usage: newsmark"]);
}

#[test]
fn both_places_are_underlined_and_the_fix_stands_beside_them() {
    let folder = Folder::new("underlined");
    folder.write("wrong.news", WRONG);
    let run = folder.run(&["check", "wrong.news"]);
    for words in [
        "error[change-percent]: ",
        " --> wrong.news:3:16",
        "3 | Ridership rose 19.4 percent from 3.376 million to 4.191 million.",
        "^^^^^^^^^^^^",
        "-------------",
        "= help: change 19.4 percent to 24.1 percent",
    ] {
        assert!(run.stdout.contains(words), "no {words:?} in {}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "colour where there is no terminal: {}", run.stdout);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_checked() {
    let folder = Folder::new("unreadable");
    folder.write("wrong.news", WRONG);
    let check = |name: &str, bytes: &[u8], complaint: &str| {
        if !bytes.is_empty() {
            folder.write(name, bytes);
        }
        let run = folder.run(&["check", name, "wrong.news"]);
        expect(&run, 2, &[MESSAGE, "; 1 file could not be checked"], &[complaint]);
        let run = folder.run(&["facts", name]);
        expect(&run, 2, &[], &[complaint]);
    };
    check("gone.news", b"", "error: gone.news: there is no such file or folder\n");
    check("gone/", b"", "error: gone/: there is no such file or folder\n");
    check(
        "caf.news",
        b"# Caf\xE9\n",
        "error: caf.news: is not UTF-8 text: byte 0xE9 in line 1, column 6; save it as UTF-8\n",
    );
    check("wide.txt", b"\xFF\xFE#\0", "error: wide.txt: is UTF-16 text; save it as UTF-8\n");
    check(
        "picture.png",
        b"\x89PNG\r\n\0\0",
        "error: picture.png: looks like a binary file; export the article as plain text\n",
    );
}

#[test]
fn an_empty_file_is_clean_and_said_to_be_empty() {
    let folder = Folder::new("empty");
    folder.write("empty.news", "").write("blank.news", "\n\n\n").write("mark.news", "\u{FEFF}");
    expect(&folder.run(&["check", "empty.news"]), 0, &["in 1 article"], &["empty.news: is empty"]);
    assert_eq!(folder.run(&["check", "blank.news", "mark.news"]).code, 0);
    assert_eq!(folder.run(&["facts", "empty.news", "blank.news", "mark.news"]).code, 0);
}

#[test]
fn a_folder_is_searched_for_articles_that_are_not_ignored() {
    let folder = Folder::new("search");
    folder
        .write("a.news", WRONG)
        .write("deep/b.md", WRONG)
        .write("deep/c.TXT", WRONG)
        .write("deep/d.rst", WRONG)
        .write("drafts/e.news", WRONG)
        .write("deep/f-old.news", WRONG)
        .write(".gitignore", "drafts/\n*-old.news\n");
    let found = |run: Run| -> Vec<String> {
        let arrows = run.stdout.lines().filter_map(|line| line.trim().strip_prefix("--> "));
        arrows.map(|place| place.split(':').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(found(folder.run(&["check"])), ["a.news", "deep/b.md", "deep/c.TXT"]);
    assert_eq!(found(folder.run(&["check", "deep"])), ["deep/b.md", "deep/c.TXT"]);
    assert_eq!(
        found(folder.run(&["check", "deep/d.rst", "drafts/e.news"])),
        ["deep/d.rst", "drafts/e.news"]
    );
    assert_eq!(found(folder.run(&["check", "a.news", "./a.news"])), ["a.news"]);
    let run = folder.write("none/x.rst", "").run(&["check", "none"]);
    expect(&run, 0, &["nothing was checked"], &["none: no articles here"]);
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = Folder::new("stdin");
    expect(&folder.run_with(&["check", "-"], WRONG), 1, &["--> <stdin>:3:16"], &[]);
    let named = ["check", "-", "--stdin-name", "desk/ferry.news"];
    expect(&folder.run_with(&named, WRONG), 1, &["--> desk/ferry.news:3:16"], &[]);
    expect(
        &folder.run_with(&["check", "--stdin-name", "a.news"], WRONG),
        1,
        &["--> a.news:3:16"],
        &[],
    );
    expect(
        &folder.run_with(&["check", "-"], b"\xC3("),
        2,
        &["1 file"],
        &["error: <stdin>: is not UTF-8"],
    );
}

#[test]
fn a_certain_fix_is_applied_and_a_choice_is_left() {
    let folder = Folder::new("fix");
    let both = format!("{WRONG}\nThe council met on Thursday, March 14, 2025.\r\n");
    folder.write("both.news", &both).write("fine.news", FINE);
    let run = folder.run(&["check", "--fix", "both.news", "fine.news"]);
    let done = "fixed both.news:3: change 19.4 percent to 24.1 percent\n";
    expect(&run, 1, &["weekday-date", "1 error in 1 of 2 articles"], &[done]);
    assert_eq!(folder.read("both.news"), both.replace("19.4", "24.1"));
    assert_eq!(folder.read("fine.news"), FINE);
    let names = std::fs::read_dir(folder.path("")).expect("readable");
    assert_eq!(names.count(), 2, "nothing is left behind");

    let again = folder.run(&["check", "--fix", "both.news"]);
    expect(&again, 1, &["weekday-date"], &[]);
}

#[cfg(unix)]
#[test]
fn a_fixed_file_keeps_its_permissions_and_its_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("fix_links");
    folder.write("real.news", WRONG);
    let mode = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(folder.path("real.news"), mode).expect("settable");
    symlink("real.news", folder.path("link.news")).expect("links can be made");
    assert_eq!(folder.run(&["check", "--fix", "link.news"]).code, 0);
    assert!(folder.path("link.news").is_symlink());
    assert!(folder.read("real.news").contains("24.1 percent"));
    let mode = std::fs::metadata(folder.path("real.news")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_fix_on_standard_input_writes_the_text_out() {
    let folder = Folder::new("fix_stdin");
    let run = folder.run_with(&["check", "--fix", "-"], WRONG);
    assert_eq!(run.code, 0, "{run:#?}");
    assert_eq!(run.stdout, WRONG.replace("19.4", "24.1"));
    assert!(run.stderr.contains("fixed <stdin>:3:"), "{run:#?}");
    assert_eq!(folder.run_with(&["check", "--fix", "-"], FINE).stdout, FINE);
}

#[test]
fn json_is_one_object_a_file() {
    let folder = Folder::new("json");
    folder.write("a.news", WRONG).write("b.news", FINE).write("c.news", CHOICE);
    let run = folder.run(&["check", "--format", "json"]);
    let files: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    let shape = |file: &serde_json::Value| {
        let findings = file["findings"].as_array().expect("findings are a list");
        let rules: Vec<_> =
            findings.iter().map(|finding| finding["rule"].as_str().unwrap_or("?")).collect();
        format!("{}: {}", file["path"].as_str().unwrap_or("?"), rules.join(" "))
    };
    let shapes: Vec<_> = files.iter().map(shape).collect();
    assert_eq!(shapes, ["a.news: change-percent", "b.news: ", "c.news: weekday-date"]);
    let finding = &files[0]["findings"][0];
    let start = WRONG.find("19.4").expect("there");
    assert_eq!(finding["start"], start);
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(3), Some(16)));
    assert_eq!(finding["fixes"][0]["edits"][0]["text"], "24.1 percent");
    assert_eq!(run.code, 1);
}

#[test]
fn github_gets_one_command_a_finding() {
    let folder = Folder::new("github");
    folder.write("a, b.news", WRONG);
    let run = folder.run(&["check", "--format", "github"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{run:#?}");
    assert!(
        lines[0].starts_with("::error file=a%2C b.news,line=3,col=16::from 3.376 million"),
        "{run:#?}"
    );
    assert!(lines[0].contains("is 24.1%25;"), "a percent sign is escaped: {run:#?}");
    assert!(lines[0].contains("%0Ahelp: change 19.4 percent to 24.1 percent"), "{run:#?}");
    assert_eq!(run.code, 1);
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let folder = Folder::new("sarif");
    let wrong = WRONG.replace("Ferry riders", "“Férry” 🚢 riders\r\n");
    folder.write("day one/a.news", &wrong).write("bad.txt", b"\xE9").write("b.news", FINE);
    let run = folder.run(&["check", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON document");
    assert_eq!(log["version"], "2.1.0");
    let part = &log["runs"][0];
    assert_eq!(part["columnKind"], "unicodeCodePoints");
    assert_eq!(part["invocations"][0]["executionSuccessful"], false);
    let results = part["results"].as_array().expect("results");
    let result = results.iter().find(|result| result["ruleId"] == "change-percent");
    let result = result.expect("the percentage is reported");
    assert_eq!(result["level"], "error");
    let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
    let rule = &part["tool"]["driver"]["rules"][rule];
    assert_eq!(rule["id"], "change-percent");
    assert!(rule["help"]["markdown"].as_str().is_some_and(|manual| manual.contains("# Reported")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "day%20one/a.news");
    let characters: Vec<char> = wrong.chars().collect();
    let region = &place["region"];
    let offset = region["charOffset"].as_u64().expect("an offset") as usize;
    let length = region["charLength"].as_u64().expect("a length") as usize;
    assert_eq!(characters[offset..offset + length].iter().collect::<String>(), "19.4 percent");
    assert_eq!(region["startLine"], 4);
    assert_eq!(
        (region["startColumn"].as_u64(), region["endColumn"].as_u64()),
        (Some(16), Some(28))
    );
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "24.1 percent");
    assert_eq!(result["relatedLocations"].as_array().map(Vec::len), Some(2));
    assert_eq!(run.code, 2, "a file could not be read");
}

#[test]
fn a_reader_who_has_seen_enough_does_not_change_the_verdict() {
    let folder = Folder::new("closed");
    for index in 0..30 {
        folder.write(&format!("{index}.news"), WRONG);
    }
    let mut child = folder.command(&["check"]).spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_quotation_is_looked_up_in_the_file_that_it_cites() {
    let folder = Folder::new("sources");
    let article = "# Pier stays\n\n“We will never close it,” Mayor Tove Arnesen said.[^log]\n\n\
                   [^log]: Council, minutes, 4 March 2025, <sources/log.txt>\n";
    folder.write("stories/pier.news", article);
    let missing = folder.run(&["check", "stories"]);
    expect(&missing, 0, &["sources/log.txt could not be read: there is no such file"], &[]);
    folder.write("stories/sources/log.txt", "ARNESEN: We would never close it.");
    let wrong = folder.run(&["check", "stories/pier.news"]);
    expect(&wrong, 1, &["quote-not-in-source", "which has “We would never close it”"], &[]);
    folder.write("stories/sources/log.txt", "ARNESEN: We will never close it.");
    expect(&folder.run(&["check", "stories/pier.news"]), 0, &["no findings"], &[]);
}
