//! The other versions of an open article: open themselves, or on the disk beside it.

use std::collections::HashMap;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::SystemTime;

use foldhash::fast::FixedState;
use tower_lsp_server::ls_types::Uri;

use super::shelf::Shelf;
use super::sight::{LARGEST as LONGEST, Snapshot};
use crate::article::{Article, Origin, Reader};
use crate::desk::Desk;
use crate::markup::Format;
use crate::story::{Digest, Found, Mark, Standing, link, nearest, siblings};
use crate::text::Document;

/// An article as its versions need it; what is costly is made when first asked for. The article itself may be left out
/// to save memory ([`Told::slim`]), and is then read again when a version needs it.
#[derive(Debug)]
pub struct Told {
    pub uri: Uri,
    /// The file, links followed, or what the text is called.
    pub file: PathBuf,
    /// The code of its language.
    pub language: Option<&'static str>,
    /// Tells one text from another.
    pub stamp: u64,
    document: Document,
    origin: Arc<Origin>,
    desk: Arc<Desk>,
    article: OnceLock<Article>,
    digest: OnceLock<Digest>,
    mark: OnceLock<Mark>,
}

impl Told {
    /// What `article` is to its versions, as it was read in `snapshot`; `before` is what it was before an edit.
    pub fn new(snapshot: &Snapshot, article: Article, before: Option<&Self>) -> Self {
        // Where its versions asked before, they will again.
        let digest = before
            .and_then(|before| Some(Digest::renewed(&article, before.article.get()?, before.digest.get()?)))
            .map_or_else(OnceLock::new, OnceLock::from);
        let told = Self::of(
            snapshot.uri.clone(),
            &snapshot.file,
            snapshot.document.clone(),
            Arc::clone(&snapshot.origin),
            Arc::clone(&snapshot.desk),
            article,
        );
        Self { digest, ..told }
    }

    fn of(uri: Uri, file: &Path, document: Document, origin: Arc<Origin>, desk: Arc<Desk>, article: Article) -> Self {
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(article.text.as_bytes());
        Self {
            uri,
            file: file.to_owned(),
            language: article.language.map(|language| language.code()),
            stamp: hasher.finish(),
            document,
            origin,
            desk,
            article: OnceLock::from(article),
            digest: OnceLock::new(),
            mark: OnceLock::new(),
        }
    }

    /// The same without what takes room.
    pub fn slim(&self) -> Self {
        Self {
            uri: self.uri.clone(),
            file: self.file.clone(),
            language: self.language,
            stamp: self.stamp,
            document: self.document.clone(),
            origin: Arc::clone(&self.origin),
            desk: Arc::clone(&self.desk),
            article: OnceLock::new(),
            digest: OnceLock::new(),
            mark: self.mark.clone(),
        }
    }

    /// Which version of the document it is of; nothing of a file that is not open has one.
    pub fn version(&self) -> i32 {
        self.document.version()
    }

    /// How its text is marked up.
    pub fn format(&self) -> Format {
        self.origin.format
    }

    pub fn article(&self) -> &Article {
        self.article.get_or_init(|| {
            let text = if self.document.len() > LONGEST { Arc::from("") } else { self.document.text() };
            Reader::default().read(text, &self.origin, &self.desk)
        })
    }

    pub fn digest(&self) -> &Digest {
        self.digest.get_or_init(|| Digest::of(self.article()))
    }

    /// Whether files that are not open are like it, or may be: to find out can take a reading.
    pub fn may_have_versions(&self, shelf: &Shelf) -> bool {
        let like = |mark| !shelf.like(mark, &self.file).is_empty();
        !shelf.is_empty() && self.mark.get().is_none_or(like)
    }

    /// Whether the two may be of one story, as far as that is known without reading: two articles in one language are not.
    pub fn may_tell_with(&self, other: &Told) -> bool {
        let known = self.mark.get().zip(other.mark.get());
        self.language != other.language && known.is_none_or(|(own, theirs)| own.may_tell_with(theirs))
    }

    fn standing(&self) -> Standing<'_> {
        Standing { path: self.uri.as_str(), language: self.language, text: self.stamp }
    }

    fn mark(&self) -> &Mark {
        let path = self.file.to_string_lossy();
        let patterns = &self.desk.settings.versions;
        self.mark.get_or_init(|| Mark::of(&path, self.article(), self.digest(), patterns))
    }
}

/// The most articles on the disk that are kept as they were read, and how many bytes one of them may have.
const MOST_KEPT: usize = 64;
const LARGEST: u64 = 4 << 20;

/// Articles on the disk that were read, by path, with the moment they were written and what they were read with.
type Kept = HashMap<PathBuf, (Option<SystemTime>, Arc<Desk>, Arc<Told>)>;

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
pub fn versions(own: &Told, open: &[Arc<Told>], shelf: &Shelf, desk: &Arc<Desk>) -> Story {
    let others = open.iter().filter(|told| told.uri != own.uri);
    let mut all: Vec<Arc<Told>> = Vec::new();
    let path = own.file.to_string_lossy().replace('\\', "/");
    for path in siblings(&path, &desk.settings.versions) {
        let path = PathBuf::from(path);
        if !others.clone().any(|told| told.file == path) {
            all.extend(on_disk(&path, desk));
        }
    }
    let like = if shelf.is_empty() { Vec::new() } else { shelf.like(own.mark(), &own.file) };
    for path in like {
        if !others.clone().any(|told| told.file == path) && !all.iter().any(|told| told.file == path) {
            all.extend(on_disk(&path, desk));
        }
    }
    if all.is_empty() && others.clone().next().is_none() {
        return Story::default();
    }
    // Of a thousand open articles few can be of this story: only those, and what could be of theirs, are linked.
    let near = |to: &Told, told: &Arc<Told>| told.uri != to.uri && told.mark().may_tell_with(to.mark());
    let first: Vec<&Arc<Told>> = others.clone().filter(|told| near(own, told)).collect();
    let of_theirs = |told: &&Arc<Told>| first.iter().take(MOST_NEAR).any(|other| near(other, told));
    let second: Vec<&Arc<Told>> =
        if first.is_empty() { Vec::new() } else { others.clone().filter(|told| of_theirs(told)).collect() };
    for told in first.iter().chain(&second) {
        if !all.iter().any(|known| known.uri == told.uri) {
            all.push(Arc::clone(told));
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
    let versions: Vec<Arc<Told>> =
        story.members.into_iter().filter_map(|at| all.get(at.checked_sub(1)?).cloned()).collect();
    // A story may be open many times; no edit is to go over them all.
    let standing: Vec<Standing<'_>> = versions.iter().map(|told| told.standing()).collect();
    let near = nearest(own.uri.as_str(), &standing);
    Story { versions: near.into_iter().filter_map(|at| versions.get(at).cloned()).collect(), found: story.found }
}

/// Articles that are near another whose own neighbours are looked at as well.
const MOST_NEAR: usize = 16;

/// An article on the disk, read anew where it was written since.
fn on_disk(path: &Path, desk: &Arc<Desk>) -> Option<Arc<Told>> {
    static KEPT: OnceLock<Mutex<Kept>> = OnceLock::new();
    let meta = fs::metadata(path).ok().filter(|meta| meta.is_file() && meta.len() <= LARGEST)?;
    let written = meta.modified().ok();
    let kept = KEPT.get_or_init(Mutex::default);
    if let Ok(kept) = kept.lock()
        && let Some((moment, with, told)) = kept.get(path)
        && *moment == written
        && with.is(desk)
    {
        return Some(Arc::clone(told));
    }
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let name = path.to_string_lossy().into_owned();
    let origin = Arc::new(Origin { format: Format::of_name(&name), name, ..Origin::default() });
    let document = Document::new(&text, 0);
    let article = Reader::default().read(text.into(), &origin, desk);
    let told = Told::of(Uri::from_file_path(path)?, path, document, origin, Arc::clone(desk), article);
    let told = Arc::new(told);
    if let Ok(mut kept) = kept.lock() {
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(path.to_owned(), (written, Arc::clone(desk), Arc::clone(&told)));
    }
    Some(told)
}
