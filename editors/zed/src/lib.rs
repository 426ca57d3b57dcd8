//! Newsmark in Zed: says which program serves articles. It refuses to fetch one, because Newsmark uses no network;
//! a missing program is answered with the command that installs it.

use zed_extension_api::{
    self as zed, Command, LanguageServerId, Result, Worktree, settings::LspSettings,
};

struct Newsmark;

impl zed::Extension for Newsmark {
    fn new() -> Self {
        Newsmark
    }

    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let program = worktree.which("newsmark").ok_or(
            "there is no newsmark on the PATH; install it with `cargo install --path crates/newsmark`",
        )?;
        Ok(Command { command: program, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }

    fn language_server_workspace_configuration(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        let settings = LspSettings::for_worktree("newsmark", worktree)?.settings;
        Ok(Some(zed::serde_json::json!({ "newsmark": settings })))
    }
}

zed::register_extension!(Newsmark);
