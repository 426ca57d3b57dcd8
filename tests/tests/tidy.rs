//! What a reader of the code may rely on in every file.

use std::path::Path;

use newsmark_tests::files;

fn for_each(extensions: &[&str], mut examine: impl FnMut(&Path, &str)) {
    let mut seen = 0;
    for extension in extensions {
        for path in files::below(&files::root(), extension) {
            examine(&path, &files::read(&path));
            seen += 1;
        }
    }
    assert!(seen > 0, "no files with {extensions:?}");
}

#[test]
fn every_source_file_says_what_it_is() {
    for_each(&["rs"], |path, text| {
        assert!(text.starts_with("//! "), "{} has no header", path.display());
    });
}

#[test]
fn no_line_ends_in_blanks() {
    for_each(&["rs", "toml", "txt", "news", "expect"], |path, text| {
        for (index, line) in text.lines().enumerate() {
            let is_tidy = line.trim_end_matches([' ', '\t']) == line;
            assert!(is_tidy, "{}:{} ends in blanks", path.display(), index + 1);
        }
    });
}

#[test]
fn every_file_ends_with_its_last_line() {
    for_each(&["rs", "toml", "txt"], |path, text| {
        let is_tidy = text.ends_with('\n') && !text.ends_with("\n\n");
        assert!(is_tidy, "{} does not end with one line end", path.display());
    });
}

#[test]
fn word_lists_are_sorted_and_say_where_they_come_from() {
    let data = files::root().join("crates/newsmark-lexer/data");
    for path in files::below(&data, "txt") {
        let text = files::read(&path);
        for field in ["# Origin: ", "# Licence: "] {
            assert!(text.contains(field), "{} has no {field}", path.display());
        }
        if path.parent().is_some_and(|folder| folder.ends_with("en")) {
            let words: Vec<&str> = text
                .lines()
                .filter(|line| !line.starts_with('#'))
                .map(|line| line.split('=').next().unwrap_or_default().trim())
                .collect();
            for pair in words.windows(2) {
                assert!(pair[0] < pair[1], "{}: {pair:?}", path.display());
            }
        }
    }
}
