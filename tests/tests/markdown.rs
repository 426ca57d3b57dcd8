//! Newsmark and Markdown: an article looks right in a Markdown viewer, and what is plain Markdown is no mistake.
//!
//! The examples of the CommonMark specification come out of the package of pulldown-cmark, which is a
//! dependency for that alone: cargo says where it lies.

use std::path::PathBuf;
use std::process::Command;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use newsmark_semantic::{Finding, Settings, analyze};
use newsmark_tests::{corpus, files, findings, targets};

/// The Markdown of GitHub, with front matter.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options
}

/// What a reader sees of a page: its text, a line for each block, without what stands in comments.
fn visible(markdown: &str) -> String {
    let arena = Arena::new();
    let mut text = String::new();
    for node in parse_document(&arena, markdown, &options()).descendants() {
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

/// Whether a viewer shows a headline at the top of a page.
fn begins_with_heading(markdown: &str) -> bool {
    let arena = Arena::new();
    let document = parse_document(&arena, markdown, &options());
    let first = document.first_child();
    first.is_some_and(|node| match &node.data.borrow().value {
        NodeValue::Heading(heading) => heading.level == 1 && node.first_child().is_some(),
        _ => false,
    })
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
    for text in corpus::articles().into_iter().chain(corpus::honest()) {
        let page = visible(&text);
        for litter in LITTER.iter().chain(KEYS) {
            assert!(!page.contains(litter), "{litter} is on this page:\n{page}");
        }
    }
}

#[test]
fn nothing_is_lost_on_the_page_of_a_markdown_viewer() {
    for text in corpus::articles().into_iter().chain(corpus::honest()) {
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
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        let output = command.current_dir(files::root()).args(arguments).output();
        String::from_utf8(output.expect("cargo runs").stdout).expect("cargo writes UTF-8")
    };
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let only = ["--locked", "--offline", "--filter-platform", host];
    let metadata = cargo(&[&["metadata", "--format-version", "1"], &only[..]].concat());
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let package = packages.iter().find(|package| package["name"] == name);
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    PathBuf::from(manifest.expect("the package is there")).with_file_name("")
}

/// The examples of a file of pulldown-cmark's tests.
fn examples(file: &str) -> Vec<String> {
    let suite = files::read(&package("pulldown-cmark").join("tests/suite").join(file));
    let examples = suite.split("let original = r##\"").skip(1);
    examples.filter_map(|rest| Some(rest.split_once("\"##;")?.0.to_owned())).collect()
}

fn findings_of(text: &str, is_meant: impl Fn(&Finding) -> bool) -> String {
    let mut analysis = analyze(text, &Settings::default());
    analysis.findings.retain(is_meant);
    findings::listed(text, &analysis)
}

#[test]
fn the_examples_of_the_commonmark_specification_are_no_mistakes() {
    let examples = examples("spec.rs");
    assert!(examples.len() > 600, "{}", examples.len());
    for text in examples {
        targets::lexer(&text);
        targets::document(&text);
        // That these few lines have no headline may be said, where that is true.
        let has_heading = begins_with_heading(&text);
        let is_wrong = |finding: &Finding| finding.rule != "missing-headline" || has_heading;
        assert_eq!(findings_of(&text, is_wrong), "", "in this example:\n{text}");
    }
}

#[test]
fn the_examples_of_common_extensions_can_be_read() {
    let files = [
        "footnotes.rs",
        "gfm_strikethrough.rs",
        "gfm_table.rs",
        "gfm_tasklist.rs",
        "metadata_blocks.rs",
        "regression.rs",
    ];
    for text in files.into_iter().flat_map(examples) {
        targets::lexer(&text);
        targets::document(&text);
    }
}

#[test]
fn articles_in_markdown_are_no_mistakes() {
    let articles = files::with_extension(&files::root().join("fixtures/markdown"), "md");
    assert!(!articles.is_empty());
    for path in articles {
        let text = files::read(&path);
        assert_eq!(findings_of(&text, |_| true), "", "in {}", path.display());
        targets::document(&text);
    }
}
