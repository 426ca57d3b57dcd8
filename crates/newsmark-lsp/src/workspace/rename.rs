//! Links to files that are given another name or place.
//!
//! A link keeps leading where it led: links to the file are rewritten, from wherever an article is. Links
//! in an article that moves itself are counted from its new place. A file that a footnote names lies beside the
//! article or at the top of the folder; one that moves elsewhere cannot be named.

use std::path::{Component, Path, PathBuf};

use newsmark_semantic::features::{self, LinkKind};
use tower_lsp::lsp_types::{Range, TextEdit, Url};

use crate::folders::Folders;
use crate::to_proto;
use crate::view::View;

/// A link to a file.
pub(crate) struct FileLink {
    /// Where the path stands, and how it is written.
    range: Range,
    words: String,
    /// The file.
    target: Url,
    /// Whether a footnote names the file as its source.
    is_source: bool,
}

/// The links of a document to files.
pub(crate) fn links(view: &View<'_>) -> Vec<FileLink> {
    let links = features::links(view.analysis).into_iter();
    let links = links.filter(|link| link.kind != LinkKind::Address);
    links
        .filter_map(|link| {
            let target = to_proto::beside::target(view, link)?;
            (target.scheme() == "file").then(|| FileLink {
                range: view.range(link.range),
                words: view.analysis.facts.words(link.range).to_owned(),
                target,
                is_source: link.kind == LinkKind::SourceFile,
            })
        })
        .collect()
}

/// The edits of a document after files have moved; `moves` is from where to where.
pub(crate) fn edits(
    document: &Url,
    links: &[FileLink],
    moves: &[(PathBuf, PathBuf)],
    folders: &Folders,
) -> Vec<TextEdit> {
    let Ok(old_place) = document.to_file_path() else { return Vec::new() };
    let new_place = moved(&old_place, moves).unwrap_or_else(|| old_place.clone());
    let Some(folder) = new_place.parent() else { return Vec::new() };
    let edit = |link: &FileLink| {
        let mut bare = link.target.clone();
        bare.set_fragment(None);
        bare.set_query(None);
        let old = bare.to_file_path().ok()?;
        let new = moved(&old, moves);
        if new.is_none() && new_place == old_place {
            return None;
        }
        let new = new.unwrap_or(old);
        let path = match link.is_source {
            true => named(folder, folders, &new)?,
            false => relative(folder, &new)?,
        };
        let new_text = match link.target.fragment() {
            Some(fragment) if !link.is_source => format!("{path}#{fragment}"),
            _ => path,
        };
        (new_text != link.words).then_some(TextEdit { range: link.range, new_text })
    };
    links.iter().filter_map(edit).collect()
}

/// A path as a footnote in a folder names it; none if it cannot.
fn named(folder: &Path, folders: &Folders, path: &Path) -> Option<String> {
    let below = |folder: &Path| path.strip_prefix(folder).ok();
    let below = below(folder).or_else(|| below(&folders.top_of(folder)?))?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/")).filter(|name| !name.contains(['<', '>']))
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

    fn check_with(
        document: &str,
        link: (&str, bool),
        from: &str,
        to: &str,
        folders: &[&str],
        expected: Option<&str>,
    ) {
        let document = Url::parse(document).unwrap();
        let (words, is_source) = link;
        let target = document.join(words).unwrap();
        let range = Range::default();
        let links = [FileLink { range, words: words.to_owned(), target, is_source }];
        let moves = [(PathBuf::from(from), PathBuf::from(to))];
        let open = Folders::default();
        let folders = folders.iter().filter_map(|folder| Url::from_file_path(folder).ok());
        open.change(&folders.collect::<Vec<_>>(), &[]);
        let edits = edits(&document, &links, &moves, &open);
        assert_eq!(edits.first().map(|edit| edit.new_text.as_str()), expected, "{words}");
    }

    fn check(document: &str, link: &str, from: &str, to: &str, expected: Option<&str>) {
        check_with(document, (link, false), from, to, &[], expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_footnote_names_what_lies_below_it_or_at_the_top() {
        let here = "file:///desk/news/ferry.news";
        let log = ("log.csv", true);
        let from = "/desk/news/log.csv";
        check_with(here, log, from, "/desk/news/the log.csv", &["/desk"], Some("the log.csv"));
        check_with(here, log, from, "/desk/data/log.csv", &["/desk"], Some("data/log.csv"));
        check_with(here, log, from, "/desk/data/log.csv", &[], None);
        check_with(here, log, from, "/elsewhere/log.csv", &["/desk"], None);
        let article = "/desk/news/ferry.news";
        check_with(here, log, article, "/desk/ferry.news", &["/desk"], Some("news/log.csv"));
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
