//! The articles of the workspace that are not open, as far as versions of a story are found among them by what is in
//! them. Only folders with settings of their own are looked through.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::article::{Origin, read_once};
use crate::desk::Desk;
use crate::markup::Format;
use crate::settings::discovery::FILE_NAME;
use crate::story::{Digest, Index, Mark};

/// A longer file is no article.
const LONGEST: u64 = 1 << 20;
/// Articles that a document may be like, at most.
const MOST: usize = 8;

/// What is known of the files of some folders. It never changes.
#[derive(Debug, Default)]
pub struct Shelf {
    files: Vec<(PathBuf, Option<SystemTime>, Arc<Mark>)>,
    index: Index,
}

impl Shelf {
    /// Looks through `folders`, each with what its articles are read with; what `before` knows of a file that was not
    /// written since is taken over.
    pub fn renewed(before: &Shelf, folders: &[(PathBuf, Arc<Desk>)]) -> Self {
        let known: HashMap<&Path, (&Option<SystemTime>, &Arc<Mark>)> =
            before.files.iter().map(|(path, written, mark)| (path.as_path(), (written, mark))).collect();
        let mut seen: HashSet<PathBuf> = HashSet::new();
        let mut files = Vec::new();
        for (folder, desk) in folders.iter().filter(|(folder, _)| folder.join(FILE_NAME).is_file()) {
            let Some(wanted) = patterns(&desk.settings.files) else { continue };
            let walk = WalkBuilder::new(folder).ignore(false).require_git(false).build();
            for entry in walk.filter_map(Result::ok) {
                let inside = entry.path().strip_prefix(folder).is_ok_and(|rest| wanted.is_match(rest));
                let Some(meta) = entry.metadata().ok().filter(|m| inside && m.is_file() && m.len() <= LONGEST) else {
                    continue;
                };
                let (path, written) = (entry.into_path(), meta.modified().ok());
                if !seen.insert(path.clone()) {
                    continue;
                }
                let mark = match known.get(path.as_path()) {
                    Some((moment, mark)) if **moment == written && written.is_some() => Some(Arc::clone(mark)),
                    _ => mark(&path, desk),
                };
                files.extend(mark.map(|mark| (path, written, mark)));
            }
        }
        let index = Index::of(files.iter().map(|(.., mark)| &**mark));
        Self { files, index }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that are known.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, ..)| path.as_path())
    }

    /// Files that may be versions of the article `mark` is of, which is `own`.
    pub fn like(&self, mark: &Mark, own: &Path) -> Vec<PathBuf> {
        let found = self.index.like(mark, MOST + 1).into_iter();
        let paths = found.filter_map(|at| self.files.get(at)).map(|(path, ..)| path.clone());
        paths.filter(|path| path != own).take(MOST).collect()
    }
}

fn patterns(files: &[String]) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in files {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().ok()?);
    }
    set.build().ok()
}

fn mark(path: &Path, desk: &Desk) -> Option<Arc<Mark>> {
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let name = path.to_string_lossy().into_owned();
    let origin = Origin { format: Format::of_name(&name), name: name.clone(), ..Origin::default() };
    let read = || {
        let article = read_once(text.into(), &origin, desk);
        Mark::of(&name, &article, &Digest::of(&article), &desk.settings.versions)
    };
    catch_unwind(AssertUnwindSafe(read)).ok().map(Arc::new)
}
