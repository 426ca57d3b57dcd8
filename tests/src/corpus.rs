//! The texts of the fixtures, to start from.
//!
//! There are many honest pieces of plain prose, and a walk that reads a text again for each of its places
//! takes the square of its length. Nothing inline crosses a blank line, so those pieces are walked paragraph by
//! paragraph, each under its headline, and from token to token. The pieces with markup of every kind,
//! and the wire dumps, are walked as wholes and from character to character, as the cases are.

use crate::{cases, files, mutants};

/// Texts to walk over: cases without their marks, and pieces with markup.
pub fn texts() -> Vec<String> {
    let fixtures = files::root().join("fixtures");
    let mut texts = Vec::new();
    for folder in ["checks", "facts"] {
        for path in files::with_extension(&fixtures.join(folder), "news") {
            let (_, cases) = cases::parse(&files::read(&path));
            texts.extend(cases.into_iter().map(|case| case.text));
        }
    }
    texts.extend(articles());
    texts
}

/// The whole pieces with markup of every kind.
pub fn articles() -> Vec<String> {
    let honest: Vec<String> =
        mutants::honest_pieces().into_iter().map(|piece| piece.name).collect();
    let folder = files::root().join("fixtures/articles");
    let paths = files::with_extension(&folder, "news").into_iter();
    paths
        .filter(|path| !honest.contains(&files::stem(path)))
        .map(|path| files::read(&path))
        .collect()
}

/// The whole honest pieces.
pub fn honest() -> Vec<String> {
    mutants::honest_pieces().into_iter().map(|piece| piece.text).collect()
}

/// The paragraphs of the honest pieces, each under the headline of its piece.
pub fn honest_paragraphs() -> Vec<String> {
    honest().iter().flat_map(|piece| paragraphs(piece)).collect()
}

fn paragraphs(piece: &str) -> Vec<String> {
    let mut blocks = piece.trim_end().split("\n\n");
    let first = blocks.next().unwrap_or_default();
    let headline = first.lines().last().filter(|line| line.starts_with("# "));
    let under = |block: &str| match headline {
        Some(headline) => format!("{headline}\n\n{block}"),
        None => block.to_owned(),
    };
    std::iter::once(first.to_owned()).chain(blocks.map(under)).collect()
}
