//! Reads the files that footnotes name, for whoever has an article with a place on disk.
//!
//! Only files inside the workspace are read: not through `..`, not through a link that leads out, not a file that is
//! very large, and nothing is ever fetched. A file that may not be read says so in the article; it stops nothing.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use newsmark_semantic::{SourceFile, Sources};

/// The largest file that is read. A long transcript has a tenth of it.
pub const LARGEST: u64 = 8 << 20;

/// The folder that an article may take its sources from: `around`, if the article lies in it, else the article's own.
pub fn workspace_of(article: &Path, around: &Path) -> Option<PathBuf> {
    let folder = match article.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().ok()?;
    let around = around.canonicalize().ok().filter(|around| around.parent().is_some());
    Some(around.filter(|around| folder.starts_with(around)).unwrap_or(folder))
}

/// Reads the files that an article names, beside it or else at the top of the workspace.
pub fn read<'n>(
    article: &Path,
    workspace: &Path,
    names: impl IntoIterator<Item = &'n str>,
) -> Sources {
    let mut sources = Sources::default();
    for name in names {
        sources.insert(name, Arc::new(load(find(article, workspace, name))));
    }
    sources
}

/// Looks through a file that was found, or says why there is none.
pub(crate) fn load(found: Result<PathBuf, &'static str>) -> SourceFile {
    match found.and_then(|path| content(&path)) {
        Ok(content) => SourceFile::new(&content),
        Err(reason) => SourceFile::unreadable(reason),
    }
}

/// Whether a name may mean one of these files: the last part of both is the same. A link may lead there from another folder,
/// so no more is asked.
pub(crate) fn may_be(name: &str, files: &[PathBuf]) -> bool {
    let last = Path::new(name).file_name();
    files.iter().any(|file| file.file_name() == last)
}

/// Where a file that an article names is, or why it is not read.
pub(crate) fn find(article: &Path, workspace: &Path, name: &str) -> Result<PathBuf, &'static str> {
    let relative = Path::new(name);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err("it is not inside the workspace");
    }
    let workspace = workspace.canonicalize().map_err(|error| why(&error))?;
    let folder = article.parent().unwrap_or(Path::new(""));
    let beside = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A link is followed before it is asked where the file lies.
    let found = beside.join(relative).canonicalize();
    let path = found.or_else(|_| workspace.join(relative).canonicalize()).map_err(|e| why(&e))?;
    if !path.starts_with(&workspace) {
        return Err("it is not inside the workspace");
    }
    // A pipe or a device could be waited for without an end.
    if path.is_file() { Ok(path) } else { Err("it is no file") }
}

/// The text of a file, or why it is not read.
fn content(path: &Path) -> Result<String, &'static str> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| why(&error))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| why(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err("it is larger than 8 MiB");
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text")
}

fn why(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file",
        io::ErrorKind::PermissionDenied => "permission denied",
        _ => "it cannot be opened",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder of this test's own, with an article in a folder of it.
    fn workspace(name: &str) -> (PathBuf, PathBuf) {
        let root = std::env::temp_dir().join(format!("newsmark-{name}-{}", std::process::id()));
        let workspace = root.join("desk");
        fs::create_dir_all(workspace.join("stories/sources")).expect("folders are made");
        fs::write(root.join("secret.txt"), "outside").expect("a file is written");
        fs::write(workspace.join("stories/sources/log.txt"), "beside").expect("a file is written");
        fs::write(workspace.join("shared.txt"), "at the top").expect("a file is written");
        (workspace.join("stories/ferry.news"), workspace)
    }

    #[test]
    fn files_are_read_beside_the_article_and_at_the_top() {
        let (article, workspace) = workspace("beside");
        let read = |name| find(&article, &workspace, name).and_then(|path| content(&path));
        assert_eq!(read("sources/log.txt").as_deref(), Ok("beside"));
        assert_eq!(read("shared.txt").as_deref(), Ok("at the top"));
        assert_eq!(read("sources/none.txt"), Err("there is no such file"));
        assert_eq!(read("sources"), Err("it is no file"));
        fs::write(workspace.join("latin.txt"), b"caf\xE9").expect("a file is written");
        assert_eq!(read("latin.txt"), Err("it is not UTF-8 text"));
        let large = vec![b'x'; LARGEST as usize + 1];
        fs::write(workspace.join("large.txt"), large).expect("a file is written");
        assert_eq!(read("large.txt"), Err("it is larger than 8 MiB"));
    }

    #[test]
    fn nothing_outside_the_workspace_is_read() {
        let (article, workspace) = workspace("outside");
        let outside = Err("it is not inside the workspace");
        for name in
            ["../secret.txt", "../../secret.txt", "sources/../../../secret.txt", "/etc/hosts"]
        {
            assert_eq!(find(&article, &workspace, name).map(drop), outside, "{name}");
        }
        #[cfg(unix)]
        {
            let link = workspace.join("stories/sources/link.txt");
            let _ = fs::remove_file(&link);
            std::os::unix::fs::symlink(workspace.join("../secret.txt"), link).expect("a link");
            assert_eq!(find(&article, &workspace, "sources/link.txt").map(drop), outside);
        }
    }

    #[test]
    fn an_article_elsewhere_has_its_own_folder() {
        let (article, workspace) = workspace("elsewhere");
        let stories = workspace.join("stories").canonicalize().ok();
        assert_eq!(workspace_of(&article, &workspace), workspace.canonicalize().ok());
        assert_eq!(workspace_of(&article, &workspace.join("stories/sources")), stories);
        assert_eq!(workspace_of(&article, Path::new("/")), stories);
    }
}
