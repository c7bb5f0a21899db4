//! The other versions of an open article: open themselves, or on the disk beside it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;

use tower_lsp_server::ls_types::Uri;

use super::shelf::Shelf;
use crate::article::{Article, Origin, Reader};
use crate::desk::Desk;
use crate::markup::Format;
use crate::story::{Digest, Found, Mark, link, siblings};

/// An article as its versions need it; what is costly is made when first asked for.
#[derive(Debug)]
pub struct Told {
    pub uri: Uri,
    /// The file, links followed, or what the text is called.
    pub file: PathBuf,
    pub article: Article,
    pub format: Format,
    patterns: Vec<String>,
    digest: OnceLock<Digest>,
    mark: OnceLock<Mark>,
}

impl Told {
    pub fn new(uri: Uri, file: &Path, article: Article, format: Format, desk: &Desk) -> Self {
        let patterns = desk.settings.versions.clone();
        Self { uri, file: file.to_owned(), article, format, patterns, digest: OnceLock::new(), mark: OnceLock::new() }
    }

    pub fn digest(&self) -> &Digest {
        self.digest.get_or_init(|| Digest::of(&self.article))
    }

    /// Whether files that are not open are like it.
    pub fn may_have_versions(&self, shelf: &Shelf) -> bool {
        !shelf.like(self.mark(), &self.file).is_empty()
    }

    fn mark(&self) -> &Mark {
        let path = self.file.to_string_lossy();
        self.mark.get_or_init(|| Mark::of(&path, &self.article, self.digest(), &self.patterns))
    }
}

/// Articles on the disk that were read, by path, with the moment they were written.
type Kept = HashMap<PathBuf, (Option<SystemTime>, Arc<Told>)>;

/// The other versions of an article, and how they were found.
#[derive(Clone, Debug)]
pub struct Story {
    pub versions: Vec<Arc<Told>>,
    pub found: Found,
}

impl Default for Story {
    fn default() -> Self {
        Self { versions: Vec::new(), found: Found::Content }
    }
}

/// The versions of `own` among the open articles and on the disk.
pub fn versions(own: &Told, open: &[Arc<Told>], shelf: &Shelf, desk: &Desk) -> Story {
    let mut all: Vec<Arc<Told>> = open.iter().filter(|told| told.uri != own.uri).cloned().collect();
    let path = own.file.to_string_lossy().replace('\\', "/");
    for path in siblings(&path, &desk.settings.versions) {
        let path = PathBuf::from(path);
        if !all.iter().any(|told| told.file == path) {
            all.extend(on_disk(&path, desk));
        }
    }
    for path in shelf.like(own.mark(), &own.file) {
        if !all.iter().any(|told| told.file == path) {
            all.extend(on_disk(&path, desk));
        }
    }
    if all.is_empty() {
        return Story::default();
    }
    let mut marks = vec![own.mark().clone()];
    marks.extend(all.iter().map(|told| told.mark().clone()));
    let file = |at: usize| if at == 0 { Some(&own.file) } else { all.get(at - 1).map(|told| &told.file) };
    let apart = |a: usize, b: usize| file(a).zip(file(b)).is_some_and(|(a, b)| desk.settings.are_apart(a, b));
    let story = link(&marks, &apart).into_iter().find(|link| link.members.contains(&0));
    let Some(story) = story else { return Story::default() };
    let versions = story.members.into_iter().filter_map(|at| all.get(at.checked_sub(1)?).cloned()).collect();
    Story { versions, found: story.found }
}

/// An article on the disk, read anew where it was written since.
fn on_disk(path: &Path, desk: &Desk) -> Option<Arc<Told>> {
    static KEPT: OnceLock<Mutex<Kept>> = OnceLock::new();
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let written = meta.modified().ok();
    let kept = KEPT.get_or_init(Mutex::default);
    if let Ok(kept) = kept.lock()
        && let Some((moment, told)) = kept.get(path)
        && *moment == written
    {
        return Some(Arc::clone(told));
    }
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let name = path.to_string_lossy().into_owned();
    let format = Format::of_name(&name);
    let origin = Origin { format, name, ..Origin::default() };
    let article = Reader::default().read(text.into(), &origin, desk);
    let told = Arc::new(Told::new(Uri::from_file_path(path)?, path, article, format, desk));
    if let Ok(mut kept) = kept.lock() {
        kept.insert(path.to_owned(), (written, Arc::clone(&told)));
    }
    Some(told)
}
