//! The texts of the fixtures, to start from.

use crate::{cases, files};

/// Every text of the fixtures: cases without their marks, and whole pieces.
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

/// The whole pieces.
pub fn articles() -> Vec<String> {
    let folder = files::root().join("fixtures/articles");
    files::with_extension(&folder, "news").iter().map(|path| files::read(path)).collect()
}
