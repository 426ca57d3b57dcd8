//! The specification of the format says what is true: every example in docs/format.md stands above its
//! reading, and every reading is what this reader makes of the example.
//!
//! `UPDATE_EXPECT=1` rewrites the readings; read the difference like code.

use expect_test::expect_file;
use newsmark_tests::{files, reading::reading};

/// The page with each reading replaced by what its example is read as, and how many there are.
fn with_readings(page: &str) -> (String, usize) {
    let mut out = String::new();
    let mut example: Option<String> = None;
    let mut n_readings = 0;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        match line {
            "````news" => {
                let text = block(&mut lines);
                out.push_str(&text);
                out.push_str("````\n");
                example = Some(text);
            }
            "````reading" => {
                block(&mut lines);
                let text = example.take().expect("a reading stands below its example");
                out.push_str(&reading(&text));
                out.push_str("````\n");
                n_readings += 1;
            }
            line if line.starts_with('#') => {
                assert!(example.is_none(), "an example has no reading before {line}");
            }
            _ => {}
        }
    }
    assert!(example.is_none(), "the last example has no reading");
    (out, n_readings)
}

/// The lines up to the end of a fenced block.
fn block<'t>(lines: &mut impl Iterator<Item = &'t str>) -> String {
    lines.take_while(|line| *line != "````").map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_example_is_read_as_the_page_says() {
    let path = files::root().join("docs/format.md");
    let (page, n_readings) = with_readings(&files::read(&path));
    assert!(n_readings > 30, "{n_readings}");
    expect_file![path].assert_eq(&page);
}

#[test]
fn sections_are_numbered_in_order() {
    let page = files::read(&files::root().join("docs/format.md"));
    let (mut section, mut part) = (0, 0);
    for line in page.lines().filter(|line| line.starts_with("## ") || line.starts_with("### ")) {
        let (marks, words) = line.split_once(' ').unwrap();
        let number = words.split(' ').next().unwrap();
        // What comes before the first section is an introduction.
        if marks == "##" && number.ends_with('.') {
            (section, part) = (section + 1, 0);
            assert_eq!(number, format!("{section}."), "{line}");
        } else if marks == "###" && section > 0 {
            part += 1;
            assert_eq!(number, format!("{section}.{part}"), "{line}");
        }
    }
    assert!(section > 10, "{section}");
}
