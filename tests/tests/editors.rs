//! What several editors have to be told is told to all of them alike. Each has files of its own form, so the same
//! knowledge stands in many places; here they are held together. Whether an editor then works is tried in the editor.

use newsmark_tests::files;

fn read(name: &str) -> String {
    files::read(&files::root().join("editors").join(name))
}

/// What stands between two texts, at the first place of the one before.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("nothing is called {before}"));
    rest.split(after).next().unwrap_or_default()
}

#[test]
fn every_editor_knows_both_endings_of_an_article() {
    for (name, endings) in [
        ("vscode/package.json", r#""extensions": [".news", ".news.md"]"#),
        ("neovim/ftdetect/newsmark.lua", r#"extension = { news = "newsmark" }"#),
        ("neovim/ftdetect/newsmark.lua", r#"[".*%.news%.md"] = "newsmark""#),
        ("helix/languages.toml", r#"file-types = ["news", { glob = "*.news.md" }]"#),
        ("emacs/newsmark-mode.el", r#""\\.news\\(?:\\.md\\)?\\'" . newsmark-mode"#),
        ("kate/newsmark.xml", r#"extensions="*.news;*.news.md""#),
        ("sublime/Newsmark.sublime-syntax", "file_extensions: [news, news.md]"),
        ("zed/languages/newsmark/config.toml", r#"path_suffixes = ["news", "news.md"]"#),
        ("tree-sitter-newsmark/tree-sitter.json", r#""file-types": ["news", "news.md"]"#),
    ] {
        assert!(read(name).contains(endings), "{name} does not have {endings}");
    }
}

#[test]
fn all_that_is_released_with_the_program_has_its_version() {
    let version = env!("CARGO_PKG_VERSION");
    for (name, before) in [
        ("vscode/package.json", "\"version\": \""),
        ("zed/extension.toml", "\nversion = \""),
        ("zed/Cargo.toml", "\nversion = \""),
        ("tree-sitter-newsmark/package.json", "\"version\": \""),
        ("tree-sitter-newsmark/tree-sitter.json", "\"version\": \""),
    ] {
        assert_eq!(between(&read(name), before, "\""), version, "{name}");
    }
    assert_eq!(between(&read("emacs/newsmark-mode.el"), ";; Version: ", "\n"), version);
}

#[test]
fn editors_agree_on_the_oldest_program_that_they_work_with() {
    let oldest = [
        ("vscode/src/program.ts", "OLDEST = '", "'"),
        ("neovim/lua/newsmark/client.lua", "M.oldest = \"", "\""),
        ("emacs/newsmark-mode.el", "defconst newsmark-oldest \"", "\""),
    ]
    .map(|(name, before, after)| between(&read(name), before, after).to_owned());
    assert_eq!(oldest[0], oldest[1]);
    assert_eq!(oldest[0], oldest[2]);
}

#[test]
fn whoever_misses_the_program_is_told_the_command_of_the_manual() {
    let command = "cargo install --path crates/newsmark";
    let manual = files::read(&files::root().join("docs/editors.md"));
    assert!(manual.contains(command));
    for name in [
        "vscode/src/program.ts",
        "neovim/lua/newsmark/client.lua",
        "emacs/newsmark-mode.el",
        "zed/src/lib.rs",
    ] {
        assert_eq!(read(name).matches(command).count(), 1, "{name} has it once");
    }
}

#[test]
fn the_client_of_sublime_text_is_for_its_syntax() {
    let syntax = read("sublime/Newsmark.sublime-syntax");
    let scope = between(&syntax, "\nscope: ", "\n");
    assert!(read("sublime/LSP.sublime-settings").contains(&format!(r#""selector": "{scope}""#)));
}

#[test]
fn the_page_of_the_extension_lists_its_settings_and_snippets() {
    let page = read("vscode/README.md");
    let manifest: serde_json::Value = serde_json::from_str(&read("vscode/package.json")).unwrap();
    let settings = manifest["contributes"]["configuration"]["properties"].as_object().unwrap();
    for name in settings.keys() {
        assert!(page.contains(&format!("\n| `{name}` |")), "README.md does not list {name}");
    }
    let listed = page.lines().filter(|line| line.starts_with("| `newsmark.")).count();
    assert_eq!(listed, settings.len(), "README.md lists settings that there are not");
    let snippets: serde_json::Value =
        serde_json::from_str(&read("vscode/snippets/newsmark.json")).unwrap();
    for snippet in snippets.as_object().unwrap().values() {
        let prefix = snippet["prefix"].as_str().unwrap();
        assert!(
            page.contains(&format!("`{prefix}`")),
            "README.md does not list the snippet {prefix}"
        );
    }
}
