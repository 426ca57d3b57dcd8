//! The Newsmark language server: what the semantic crate knows about an article, in any editor.
//!
//! The server converts, asks and converts back. Lines and columns exist here and nowhere to the left
//! of here; nothing here reads an article. It keeps the open documents, the editor's settings and what is
//! in the files of the folder, so no answer depends on an earlier question. Everything that has to do with the process
//! and its pipes is in `transport`, everything that has to do with the protocol's types in
//! `from_proto`, `to_proto`, `view`, `position`, `line_index` and
//! `capabilities`.

mod capabilities;
mod configuration;
mod documents;
mod folder_check;
mod folders;
mod from_proto;
mod line_index;
mod log;
mod parallel;
mod position;
mod publish;
mod sent_tokens;
mod server;
pub mod settings_file;
mod settings_files;
mod shelf;
pub mod source_files;
mod to_proto;
mod transport;
mod typing;
mod view;
mod workspace;

use std::process::ExitCode;

pub use transport::{Ending, serve};

/// Serves one client on standard input and output until it leaves. The exit code is the protocol's:
/// 0 if the client said `shutdown` first, else 1.
pub fn serve_stdio() -> ExitCode {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build();
    let Ok(runtime) = runtime else { return ExitCode::FAILURE };
    let Ok(output) = transport::stdout() else { return ExitCode::FAILURE };
    let ending = runtime.block_on(serve(std::io::stdin(), output));
    // An analysis may still be running, and nobody is left to wait for it.
    runtime.shutdown_background();
    ending.into()
}
