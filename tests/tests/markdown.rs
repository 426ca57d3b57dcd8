//! Newsmark and Markdown: an article looks right in a Markdown viewer, and what is plain Markdown is no mistake.
//!
//! The examples of the CommonMark specification come out of the package of pulldown-cmark, which is a
//! dependency for that alone: cargo says where it lies.

use std::path::PathBuf;
use std::process::Command;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use newsmark_semantic::{Settings, Severity, analyze};
use newsmark_tests::{corpus, files, findings, targets};

/// What a reader sees of a page: its text, a line for each block, without what stands in comments.
fn visible(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    let arena = Arena::new();
    let mut text = String::new();
    for node in parse_document(&arena, markdown, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(block) => text.push_str(&block.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::HtmlBlock(block) => text.push_str(&without_comment(&block.literal)),
            NodeValue::HtmlInline(html) => text.push_str(&without_comment(html)),
            value if value.block() => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// What a browser shows of raw HTML is not asked here, unless it is a comment, of which it shows nothing.
fn without_comment(html: &str) -> String {
    let html = html.trim();
    let is_comment = html.starts_with("<!--") && html.ends_with("-->");
    if is_comment { String::new() } else { html.to_owned() }
}

#[test]
fn no_construct_leaves_litter_on_the_page_of_a_markdown_viewer() {
    const LITTER: &[&str] =
        &["](", "][", "]:", "[^", "<!", "-->", "---", "**", "{", "}", "#", "`", "|"];
    const KEYS: &[&str] =
        &["slug:", "headline:", "figures:", "people:", "sources:", "assert:", "checks:"];
    for text in corpus::articles() {
        let page = visible(&text);
        for litter in LITTER.iter().chain(KEYS) {
            assert!(!page.contains(litter), "{litter} is on this page:\n{page}");
        }
    }
}

#[test]
fn nothing_is_lost_on_the_page_of_a_markdown_viewer() {
    for text in corpus::articles() {
        let page = visible(&text);
        let facts = analyze(&text, &Settings::default()).facts;
        let matter = facts.document.front_matter.as_ref().map(|matter| matter.range);
        for article in &facts.articles {
            for figure in article.figures.iter().filter(|figure| !figure.in_headline) {
                assert!(!matter.is_some_and(|matter| matter.contains_range(figure.range)));
                let words = visible(facts.words(figure.range));
                assert!(page.contains(words.trim()), "{words} is not on this page:\n{page}");
            }
        }
    }
}

/// The folder of a package that the tests depend on.
fn package(name: &str) -> PathBuf {
    let cargo = || Command::new(env!("CARGO"));
    let version = cargo().arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = cargo()
        .current_dir(files::root())
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == name).unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}

/// The examples of the CommonMark specification.
fn specification() -> Vec<String> {
    let suite = files::read(&package("pulldown-cmark").join("tests/suite/spec.rs"));
    let examples = suite.split("let original = r##\"").skip(1);
    let examples: Vec<String> = examples
        .map(|rest| rest.split_once("\"##;").map_or("", |(example, _)| example).to_owned())
        .collect();
    assert!(examples.len() > 600, "{}", examples.len());
    examples
}

#[test]
fn the_examples_of_the_commonmark_specification_are_no_mistakes() {
    for text in specification() {
        targets::lexer(&text);
        targets::document(&text);
        let analysis = analyze(&text, &Settings::default());
        let is_grave = |severity| severity >= Severity::Warning;
        assert!(
            !analysis.findings.iter().any(|finding| is_grave(finding.severity)),
            "{}of:\n{text}",
            findings::listed(&text, &analysis)
        );
    }
}
