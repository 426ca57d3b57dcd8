//! `cargo xtask install`: the program onto the PATH, the extension into VS Code, the plugin into Neovim.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Install Newsmark for the editors of this machine
///
/// Builds the program and puts it where cargo puts programs (cargo install --path crates/newsmark). With --code it
/// also builds the extension and installs it in VS Code; that needs Node 20 or newer. With --nvim it links
/// the plugin's folder into Neovim's own package folder, so that it is up to date whenever this folder is, and builds
/// the tree-sitter grammar into it where there is a C compiler.
/// Run it again after an update.
#[derive(Debug, clap::Args)]
pub(crate) struct Install {
    /// Build the extension for VS Code and install it by this command
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, require_equals = true, default_missing_value = "code")]
    code: Option<String>,
    /// Link the plugin for Neovim, which this command starts
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, require_equals = true, default_missing_value = "nvim")]
    nvim: Option<String>,
}

impl Install {
    pub(crate) fn run(&self) -> Result<(), String> {
        let root = root();
        install_program(&root)?;
        if let Some(code) = &self.code {
            install_extension(&root, code)?;
        }
        if let Some(nvim) = &self.nvim {
            link_plugin(&root, nvim)?;
        }
        if self.code.is_none() && self.nvim.is_none() {
            say("for editors, add --code or --nvim, or see docs/editors.md");
        }
        Ok(())
    }
}

fn install_program(root: &Path) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["install", "--locked", "--path", "crates/newsmark"]).current_dir(root);
    run(&mut cargo)?;
    match output(Command::new("newsmark").arg("--version")) {
        Ok(version) => say(&format!("{} is on the PATH", version.trim())),
        Err(_) => say("newsmark is not on the PATH yet: add the folder that cargo names above"),
    }
    Ok(())
}

fn install_extension(root: &Path, code: &str) -> Result<(), String> {
    let folder = root.join("editors/vscode");
    // On Windows these are scripts, which have to be called by their full names.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if output(Command::new(npm).arg("--version")).is_err() {
        return Err("the extension is built by npm, which is not there; install Node 20 or newer"
            .to_owned());
    }
    let without_scripts = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(Command::new(npm).args(without_scripts).current_dir(&folder))?;
    run(Command::new(npm).args(["run", "--silent", "package"]).current_dir(&folder))?;
    let code = if cfg!(windows) && code == "code" { "code.cmd" } else { code };
    if output(Command::new(code).arg("--version")).is_err() {
        return Err(format!(
            "there is no command {code}; run “Shell Command: Install 'code' command in PATH” in VS Code, or name \
             another one: --code=codium"
        ));
    }
    run(Command::new(code)
        .args(["--install-extension", "newsmark.vsix", "--force"])
        .current_dir(&folder))
}

fn link_plugin(root: &Path, nvim: &str) -> Result<(), String> {
    let ask = ["--headless", "-u", "NONE", "-i", "NONE"];
    let question = r#"lua io.stdout:write(vim.fn.has("nvim-0.10"), " ", vim.fn.stdpath("data"))"#;
    let answer = output(Command::new(nvim).args(ask).args(["-c", question, "-c", "qall!"]))
        .map_err(|why| format!("{nvim} cannot be run: {why}"))?;
    let (is_new, data) = answer.split_once(' ').ok_or("Neovim does not say where its data is")?;
    if is_new.trim() != "1" {
        return Err("Neovim 0.10 or newer is needed".to_owned());
    }
    let packages = Path::new(data.trim()).join("site/pack/newsmark/start");
    let link = packages.join("newsmark");
    fs::create_dir_all(&packages).map_err(|error| format!("{}: {error}", packages.display()))?;
    if fs::symlink_metadata(&link).is_ok_and(|it| it.is_symlink()) {
        fs::remove_file(&link).map_err(|error| format!("{}: {error}", link.display()))?;
    } else if link.exists() {
        return Err(format!("{} is there and is not a link; remove it first", link.display()));
    }
    let plugin = root.join("editors/neovim");
    symlink(&plugin, &link).map_err(|error| format!("{}: {error}", link.display()))?;
    say(&format!("linked {}", link.display()));
    build_grammar(root, &plugin.join("parser/newsmark.so"));
    run(Command::new(nvim).args([
        "--headless",
        "-i",
        "NONE",
        "-c",
        "silent! helptags ALL",
        "-c",
        "qall!",
    ]))
}

/// Builds the grammar. Without it Neovim takes the colours of the plugin's syntax file.
fn build_grammar(root: &Path, library: &Path) {
    let source = root.join("editors/tree-sitter-newsmark/src");
    let folder = library.parent().map(fs::create_dir_all);
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O2", "-I"]).arg(&source);
    compiler.args([source.join("parser.c"), source.join("scanner.c")]).arg("-o").arg(library);
    match (folder, output(&mut compiler)) {
        (Some(Ok(())), Ok(_)) => say(&format!("built {}", library.display())),
        _ => say(
            "the tree-sitter grammar was not built, as there is no C compiler: colours come from the syntax file",
        ),
    }
}

#[cfg(unix)]
fn symlink(original: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(original, link)
}

#[cfg(windows)]
fn symlink(original: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(original, link)
}

/// Runs a command that speaks for itself.
fn run(command: &mut Command) -> Result<(), String> {
    say(&format!("$ {}", words_of(command)));
    let status = command.status().map_err(|error| format!("{}: {error}", words_of(command)))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{} failed with {status}", words_of(command))),
    }
}

/// What a command says.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

fn words_of(command: &Command) -> String {
    let words: Vec<_> = [command.get_program()]
        .into_iter()
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[expect(clippy::print_stdout, reason = "this is where it says what it does")]
fn say(text: &str) {
    println!("{text}");
}

fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.to_path_buf(), Path::to_path_buf)
}
