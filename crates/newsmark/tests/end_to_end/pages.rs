//! Pages and pictures that are made from what the command says. `UPDATE_EXPECT=1` makes them anew.

use std::path::Path;
use std::process::Command;

use annotate_snippets::renderer::{AnsiColor, Color, RgbColor};
use anstyle_svg::{Term, WIN10_CONSOLE};
use expect_test::expect_file;

const ARTICLE: &str = "fixtures/articles/ferry.news";

#[test]
fn the_picture_of_a_check_shows_what_a_terminal_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .args(["check", ARTICLE])
        .current_dir(root)
        // As if this were a terminal.
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .output()
        .expect("the command starts");
    assert_eq!(output.status.code(), Some(1), "the article has findings");
    let report = String::from_utf8(output.stdout).expect("text");
    let screen = format!("\u{1b}[2m$\u{1b}[0m newsmark check {ARTICLE}\n{report}");
    let picture = Term::new()
        .palette(WIN10_CONSOLE)
        .fg_color(Color::Ansi(AnsiColor::White))
        .bg_color(Color::Rgb(RgbColor(0x16, 0x1B, 0x22)))
        .min_width_px(860)
        .render_svg(&screen);
    expect_file!["../../../../docs/images/check.svg"].assert_eq(&picture);
}
