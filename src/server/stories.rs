//! The other versions of an open article: open themselves, or on the disk beside it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;

use tower_lsp_server::ls_types::Uri;

use crate::article::{Article, Origin, Reader};
use crate::desk::Desk;
use crate::markup::Format;
use crate::story::{Digest, Mark, link, siblings};

/// An article as its versions need it; what is costly is made when first asked for.
#[derive(Debug)]
pub struct Told {
    pub uri: Uri,
    /// The file, links followed, or what the text is called.
    pub file: PathBuf,
    pub article: Article,
    patterns: Vec<String>,
    digest: OnceLock<Digest>,
    mark: OnceLock<Mark>,
}

impl Told {
    pub fn new(uri: Uri, file: &Path, article: Article, desk: &Desk) -> Self {
        let patterns = desk.settings.versions.clone();
        Self { uri, file: file.to_owned(), article, patterns, digest: OnceLock::new(), mark: OnceLock::new() }
    }

    pub fn digest(&self) -> &Digest {
        self.digest.get_or_init(|| Digest::of(&self.article))
    }

    fn mark(&self) -> &Mark {
        let path = self.file.to_string_lossy();
        self.mark.get_or_init(|| Mark::of(&path, &self.article, self.digest(), &self.patterns))
    }
}

/// Articles on the disk that were read, by path, with the moment they were written.
type Kept = HashMap<PathBuf, (Option<SystemTime>, Arc<Told>)>;

/// The versions of `own` among the open articles and on the disk.
pub fn versions(own: &Told, open: &[Arc<Told>], desk: &Desk) -> Vec<Arc<Told>> {
    let mut all: Vec<Arc<Told>> = open.iter().filter(|told| told.uri != own.uri).cloned().collect();
    let path = own.file.to_string_lossy().replace('\\', "/");
    for path in siblings(&path, &desk.settings.versions) {
        let path = PathBuf::from(path);
        if !all.iter().any(|told| told.file == path) {
            all.extend(on_disk(&path, desk));
        }
    }
    if all.is_empty() {
        return all;
    }
    let mut marks = vec![own.mark().clone()];
    marks.extend(all.iter().map(|told| told.mark().clone()));
    let file = |at: usize| if at == 0 { Some(&own.file) } else { all.get(at - 1).map(|told| &told.file) };
    let apart = |a: usize, b: usize| file(a).zip(file(b)).is_some_and(|(a, b)| desk.settings.are_apart(a, b));
    let story = link(&marks, &apart).into_iter().find(|link| link.members.contains(&0));
    let members = story.map(|link| link.members).unwrap_or_default();
    members.into_iter().filter_map(|at| all.get(at.checked_sub(1)?).cloned()).collect()
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
    let origin = Origin { format: Format::of_name(&name), name, ..Origin::default() };
    let article = Reader::default().read(text.into(), &origin, desk);
    let told = Arc::new(Told::new(Uri::from_file_path(path)?, path, article, desk));
    if let Ok(mut kept) = kept.lock() {
        kept.insert(path.to_owned(), (written, Arc::clone(&told)));
    }
    Some(told)
}
