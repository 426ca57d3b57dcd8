//! What docs/output.md says is not read as a quantity is shown by a case: each example of the page stands in
//! fixtures/facts/figures-unread.news with its reading under it.

use newsmark_tests::files;

/// The examples of the table, from its first column.
fn examples(page: &str) -> Vec<&str> {
    let (_, table) = page.split_once("What is not, and why:").expect("the page has the table");
    let rows = table.lines().skip_while(|line| !line.starts_with('|')).skip(2);
    let first = rows.map_while(|row| row.strip_prefix("| ")?.split(" | ").next());
    first.flat_map(|column| column.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_example_of_what_is_left_alone_has_a_case() {
    let page = files::read(&files::root().join("docs/output.md"));
    let cases = files::read(&files::root().join("fixtures/facts/figures-unread.news"));
    let examples = examples(&page);
    assert!(examples.len() > 20, "{examples:?}");
    let missing: Vec<&&str> = examples.iter().filter(|it| !cases.contains(**it)).collect();
    assert_eq!(missing, [&""; 0], "no case in figures-unread.news");
}
