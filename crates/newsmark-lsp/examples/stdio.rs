//! The server alone, to drive and measure it without the rest of the command.

fn main() -> std::process::ExitCode {
    newsmark_lsp::serve_stdio()
}
