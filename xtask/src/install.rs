//! `cargo xtask install`: the program onto the PATH, the extension into VS Code, the plugin into Neovim.
//!
//! All that is needed is looked for before anything is built, since building takes minutes. Whatever is missing is
//! said in one sentence that tells what to do about it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{find, output, run, say};

/// The commands by which VS Code and its kin install an extension, in the order in which they are looked for.
const CODES: [&str; 5] = ["code", "code-insiders", "codium", "code-oss", "code-server"];

/// The oldest Node that can build the extension.
const OLDEST_NODE: u32 = 20;

/// Install Newsmark for the editors of this machine
///
/// Builds the program and puts it where cargo puts programs (cargo install --path crates/newsmark). With --code it
/// also builds the extension and installs it in VS Code; that needs Node 20 or newer. With --nvim it links
/// the plugin's folder into Neovim's own package folder, so that it is up to date whenever this folder is, and builds
/// the tree-sitter grammar into it where there is a C compiler.
/// Run it again after an update.
#[derive(Debug, clap::Args)]
pub(crate) struct Install {
    /// Build the extension for VS Code and install it by this command; without a name, by the first of code,
    /// code-insiders, codium, code-oss and code-server that there is
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    code: Option<String>,
    /// Link the plugin for Neovim, which this command starts
    #[arg(long, value_name = "COMMAND", num_args = 0..=1, require_equals = true, default_missing_value = "nvim")]
    nvim: Option<String>,
    /// Build the program in a hurry; it will be slow
    #[arg(long)]
    debug: bool,
}

impl Install {
    pub(crate) fn run(&self) -> Result<(), String> {
        let root = root();
        let code = self.code.as_deref().map(find_code).transpose()?;
        let npm = code.as_ref().map(|_| find_npm()).transpose()?;
        let data = self.nvim.as_deref().map(find_neovim_data).transpose()?;
        install_program(&root, self.debug)?;
        if let (Some(code), Some(npm)) = (&code, &npm) {
            install_extension(&root, code, npm)?;
        }
        if let Some(data) = &data {
            link_plugin(&root, data)?;
        }
        if code.is_none() && data.is_none() {
            say("for editors, add --code or --nvim, or see docs/editors.md");
        }
        // Last, so that it is not lost among what the builders say.
        say_where_program_is();
        Ok(())
    }
}

fn install_program(root: &Path, in_a_hurry: bool) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["install", "--locked", "--path", "crates/newsmark"]).current_dir(root);
    if in_a_hurry {
        cargo.arg("--debug");
    }
    run(&mut cargo)
}

/// Says whether editors will find the program that was just installed, and if not, what to do.
fn say_where_program_is() {
    let folder = cargo_bin();
    let installed = folder.as_ref().and_then(|it| find(&it.join("newsmark").to_string_lossy()));
    let first = find("newsmark");
    match (installed, first) {
        (Some(installed), Some(first)) if is_same_file(&installed, &first) => {
            let version = output(Command::new(&first).arg("--version")).unwrap_or_default();
            say(&format!("{} is on the PATH: {}", version.trim(), first.display()));
        }
        (Some(installed), Some(first)) => say(&format!(
            "editors will run another newsmark, {}, as it comes first on the PATH; {}",
            first.display(),
            how_to_put_first(&installed)
        )),
        (Some(installed), None) => say(&format!(
            "newsmark is not on the PATH yet, so that editors do not find it; {}",
            how_to_put_first(&installed)
        )),
        (None, Some(first)) => say(&format!("newsmark on the PATH is {}", first.display())),
        (None, None) => {
            say("newsmark is not on the PATH yet: add the folder that cargo names above")
        }
    }
}

fn how_to_put_first(program: &Path) -> String {
    let folder = program.parent().unwrap_or(program).display();
    if cfg!(windows) {
        return format!("put {folder} first in the variable Path of your account");
    }
    format!(
        "run `export PATH=\"{folder}:$PATH\"` and put that line into the start file of your shell as well"
    )
}

/// The folder of programs that cargo installs.
fn cargo_bin() -> Option<PathBuf> {
    let given =
        env::var_os("CARGO_INSTALL_ROOT").or_else(|| env::var_os("CARGO_HOME")).map(PathBuf::from);
    let folder = given.or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    Some(folder.join("bin"))
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}

/// The command that installs an extension: the one that was asked for, else the first of the usual ones.
fn find_code(asked: &str) -> Result<PathBuf, String> {
    if !asked.is_empty() {
        return find(asked)
            .ok_or_else(|| format!("there is no command {asked}; {}", how_to_have_code()));
    }
    let (name, path) = CODES
        .into_iter()
        .find_map(|name| Some((name, find(name)?)))
        .ok_or_else(|| format!("there is no command code; {}", how_to_have_code()))?;
    if name != CODES[0] {
        say(&format!("there is no command code, so the extension goes to {name}"));
    }
    Ok(path)
}

fn how_to_have_code() -> String {
    "run “Shell Command: Install 'code' command in PATH” from the Command Palette of VS Code, or name the command: \
     `cargo xtask install --code=/path/to/code`"
        .to_owned()
}

/// npm, where the Node beside it is new enough.
fn find_npm() -> Result<PathBuf, String> {
    let get = format!("get Node {OLDEST_NODE} or newer from https://nodejs.org and run this again");
    let version = find("node").and_then(|node| output(Command::new(node).arg("--version")).ok());
    let (Some(version), Some(npm)) = (version, find("npm")) else {
        return Err(format!(
            "the extension is built by Node and its npm, which are not there; {get}"
        ));
    };
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok());
    match major.is_none_or(|major: u32| major >= OLDEST_NODE) {
        true => Ok(npm),
        false => Err(format!("the extension cannot be built by Node {version}; {get}")),
    }
}

fn install_extension(root: &Path, code: &Path, npm: &Path) -> Result<(), String> {
    let folder = root.join("editors/vscode");
    let without_scripts = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(Command::new(npm).args(without_scripts).current_dir(&folder))?;
    run(Command::new(npm).args(["run", "--silent", "package"]).current_dir(&folder))?;
    run(Command::new(code)
        .args(["--install-extension", "newsmark.vsix", "--force"])
        .current_dir(&folder))
}

/// Where Neovim keeps packages, if it is new enough.
fn find_neovim_data(asked: &str) -> Result<PathBuf, String> {
    let get = "get Neovim 0.10 or newer from https://neovim.io, or name it: \
                   `cargo xtask install --nvim=/path/to/nvim`";
    let command = find(asked).ok_or_else(|| format!("there is no command {asked}; {get}"))?;
    let ask = ["--headless", "-u", "NONE", "-i", "NONE"];
    let question = r#"lua io.stdout:write(vim.fn.has("nvim-0.10"), " ", vim.fn.stdpath("data"))"#;
    let answer = output(Command::new(command).args(ask).args(["-c", question, "-c", "qall!"]))
        .map_err(|why| format!("{asked} does not run ({why}); {get}"))?;
    match answer.split_once(' ') {
        Some(("1", data)) => Ok(PathBuf::from(data.trim())),
        _ => Err(format!("{asked} is older than Neovim 0.10; {get}")),
    }
}

fn link_plugin(root: &Path, data: &Path) -> Result<(), String> {
    let packages = data.join("site/pack/newsmark/start");
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
    Ok(())
}

/// Builds the grammar. Without it Neovim takes the colours of the plugin's syntax file.
fn build_grammar(root: &Path, library: &Path) {
    let build = root.join("editors/tree-sitter-newsmark/build");
    match output(Command::new("sh").arg(build).arg(library)) {
        Ok(_) => say(&format!("built {}", library.display())),
        Err(why) => say(&format!(
            "the tree-sitter grammar was not built, so colours come from the syntax file; \
             get a C compiler and run this again for it ({})",
            why.lines().last().unwrap_or_default()
        )),
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

fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.to_path_buf(), Path::to_path_buf)
}
