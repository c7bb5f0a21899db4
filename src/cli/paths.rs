//! Paths as they are shown, and as they are compared.

use std::path::{Component, Path, PathBuf};

/// A path for people and scripts: as it was reached, without `.` in it, with `/` between its parts.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                out.push('/');
                continue;
            }
            _ => {}
        }
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        // Windows puts `\\?\` before a path whose links were followed.
        out.push_str(part.as_os_str().to_string_lossy().trim_start_matches(r"\\?\"));
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// The way from `folder` to `target`, both absolute and without `..`; `target` itself where there is none (another
/// drive).
pub fn from(folder: &Path, target: &Path) -> PathBuf {
    let common = folder.components().zip(target.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return target.to_owned();
    }
    let mut way: PathBuf = folder.components().skip(common).map(|_| Component::ParentDir).collect();
    way.extend(target.components().skip(common));
    way
}

/// The one name of a file or folder that all its names lead to: links followed. What is not there keeps its name.
pub fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The folder that a file's name stands in, links of the folder followed but not the file's own.
pub fn real_folder(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => real(parent),
        _ => real(Path::new(".")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_reached_without_dots() {
        for (path, want) in [
            ("./a.md", "a.md"),
            ("a/./b.md", "a/b.md"),
            ("../a.md", "../a.md"),
            ("a/../b.md", "a/../b.md"),
            ("/x/y.md", "/x/y.md"),
            (".", "."),
            ("a//b.md", "a/b.md"),
        ] {
            assert_eq!(shown(Path::new(path)), want);
        }
    }

    #[test]
    fn the_way_goes_up_and_down() {
        let from = |a: &str, b: &str| shown(&from(Path::new(a), Path::new(b)));
        assert_eq!(from("/n/a", "/n/a/x.toml"), "x.toml");
        assert_eq!(from("/n/a/b", "/n/x.toml"), "../../x.toml");
        assert_eq!(from("/n/a", "/n/c/x.toml"), "../c/x.toml");
    }
}
