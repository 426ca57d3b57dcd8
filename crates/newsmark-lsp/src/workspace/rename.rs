//! Links to files that are given another name or place.
//!
//! A link keeps leading where it led: links to the file are rewritten, from wherever an article is. Links
//! in an article that moves itself are counted from its new place.

use std::path::{Component, Path, PathBuf};

use newsmark_semantic::features;
use tower_lsp::lsp_types::{Range, TextEdit, Url};

use crate::view::View;

/// The links of a document to files: where the path stands, and the file.
pub(crate) fn links(view: &View<'_>) -> Vec<(Range, Url)> {
    let links = features::links(view.analysis).into_iter().filter(|link| link.is_path);
    links
        .filter_map(|link| {
            let target = view.uri.join(view.analysis.facts.words(link.range)).ok()?;
            (target.scheme() == "file").then(|| (view.range(link.range), target))
        })
        .collect()
}

/// The edits of a document after files have moved; `moves` is from where to where.
pub(crate) fn edits(
    document: &Url,
    links: &[(Range, Url)],
    moves: &[(PathBuf, PathBuf)],
) -> Vec<TextEdit> {
    let Ok(old_place) = document.to_file_path() else { return Vec::new() };
    let new_place = moved(&old_place, moves).unwrap_or_else(|| old_place.clone());
    let Some(folder) = new_place.parent() else { return Vec::new() };
    let edit = |(range, target): &(Range, Url)| {
        let mut bare = target.clone();
        bare.set_fragment(None);
        bare.set_query(None);
        let old = bare.to_file_path().ok()?;
        let new = moved(&old, moves);
        if new.is_none() && new_place == old_place {
            return None;
        }
        let mut path = relative(folder, &new.unwrap_or(old))?;
        if let Some(fragment) = target.fragment() {
            path = format!("{path}#{fragment}");
        }
        Some(TextEdit { range: *range, new_text: path })
    };
    links.iter().filter_map(edit).collect()
}

/// Where a path is after the moves; none where it stays. A folder takes along what is in it.
fn moved(path: &Path, moves: &[(PathBuf, PathBuf)]) -> Option<PathBuf> {
    moves.iter().find_map(|(from, to)| {
        let rest = path.strip_prefix(from).ok()?;
        Some(if rest.as_os_str().is_empty() { to.clone() } else { to.join(rest) })
    })
}

/// A path as an article in a folder writes it: with `/`, and with what a link cannot hold escaped.
fn relative(folder: &Path, path: &Path) -> Option<String> {
    let own: Vec<Component<'_>> = folder.components().collect();
    let other: Vec<Component<'_>> = path.components().collect();
    let common = own.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), own.len() - common);
    let down = other[common..].iter().map(|part| part.as_os_str().to_str().map(escaped));
    let parts: Option<Vec<String>> = up.map(Some).chain(down).collect();
    Some(parts?.join("/"))
}

fn escaped(part: &str) -> String {
    part.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, link: &str, from: &str, to: &str, expected: Option<&str>) {
        let document = Url::parse(document).unwrap();
        let links = [(Range::default(), document.join(link).unwrap())];
        let moves = [(PathBuf::from(from), PathBuf::from(to))];
        let edits = edits(&document, &links, &moves);
        assert_eq!(edits.first().map(|edit| edit.new_text.as_str()), expected, "{link}");
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_where_they_led() {
        let here = "file:///desk/news/ferry.news";
        check(
            here,
            "log.csv",
            "/desk/news/log.csv",
            "/desk/data/the log.csv",
            Some("../data/the%20log.csv"),
        );
        check(here, "../data/log.csv#a", "/desk/data", "/desk/tables", Some("../tables/log.csv#a"));
        check(here, "log.csv", "/desk/news/other.csv", "/desk/data/other.csv", None);
        check(here, "log.csv", "/desk/news/ferry.news", "/desk/ferry.news", Some("news/log.csv"));
        check("untitled:ferry", "file:///log.csv", "/log.csv", "/a.csv", None);
    }
}
