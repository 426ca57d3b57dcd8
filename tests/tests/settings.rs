//! The page about settings says what is true: its examples can be read, and it names every key and value.

use newsmark_semantic::settings::{DecimalSign, KEYS, Level, Profile, from_toml};
use newsmark_tests::files;

fn page() -> String {
    files::read(&files::root().join("docs/settings.md"))
}

/// What stands in the fenced blocks of a kind.
fn fenced(page: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn the_example_can_be_read() {
    let examples = fenced(&page(), "toml");
    assert!(!examples.is_empty());
    for example in examples {
        let read = from_toml(&example);
        assert_eq!(read.problems, [], "{example}");
        assert!(read.settings.profile.is_some() && !read.settings.levels.is_empty());
    }
}

#[test]
fn every_key_and_every_value_is_named() {
    let page = page();
    let profiles = Profile::ALL.iter().map(|profile| profile.name());
    let signs = DecimalSign::ALL.iter().map(|sign| sign.name());
    let names = KEYS.iter().chain(Level::NAMES).copied().chain(profiles).chain(signs);
    for name in names {
        assert!(page.contains(&format!("`{name}`")), "{name} is not on the page");
    }
}

#[test]
fn the_report_is_the_one_that_is_shown() {
    let [shown] = &fenced(&page(), "text")[..] else { panic!("one report") };
    let line = shown.lines().nth(2).and_then(|line| line.strip_prefix("1 | ")).expect("a line");
    let [problem] = &from_toml(line).problems[..] else { panic!("one problem") };
    let title = format!("error: newsmark.toml:1:11: {}", problem.message);
    assert_eq!(shown.lines().next(), Some(title.as_str()));
}
