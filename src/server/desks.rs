//! The settings of every layer, and the desk that each document is read with.
//!
//! The files' settings come first, the client's stand over them. A client has three ways to give its own: what it
//! starts with, what it sends, what it answers when asked. They are never mixed, or what a writer takes back in one
//! would live on in another: as soon as a later way says anything, the earlier ones no longer count. An open
//! `copydesk.toml` counts as it stands in the editor.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use serde_json::Value;
use tower_lsp_server::ls_types::Uri;

use super::message::Configured;
use super::sight::MOST_SHOWN;
use crate::checks::{Code, Severity};
use crate::desk::Desk;
use crate::messages::Message;
use crate::settings::{Layer, Settings, SettingsProblem, discovery};
use crate::text::Document;

/// Where a client's settings stand in what it sends.
const SECTION: &str = "copydesk";

/// A settings file as it was read, or a file of places that one names.
pub struct Sheet {
    /// The file as the client's addresses spell it, links not followed.
    path: PathBuf,
    pub document: Document,
    layer: Layer,
    pub problems: Vec<SettingsProblem>,
}

/// Whose settings changed.
pub enum Affected {
    Every,
    These(Vec<Uri>),
}

/// How a client gives its settings, the later standing for the earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    #[default]
    Initial,
    Pushed,
    Asked,
}

/// All settings that are known.
#[derive(Default)]
pub struct Desks {
    /// The language that the writer is spoken to in; English where none was set.
    language: Option<&'static str>,
    folders: Vec<PathBuf>,
    /// Settings files, as read, by their path with links followed; forgotten when one may have changed.
    sheets: HashMap<PathBuf, Arc<Sheet>>,
    /// Settings files that are open in the editor, by the same.
    open: HashMap<PathBuf, (Uri, Document)>,
    way: Way,
    initial: Option<Layer>,
    pushed: Option<Layer>,
    asked: HashMap<Option<Uri>, (u64, Option<Layer>)>,
    /// Desks that documents have; those with the same settings share one.
    shared: Vec<Weak<Desk>>,
}

impl Desks {
    /// The folders of the workspace.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Takes the folders of the workspace; settings are never looked for above them.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
    }

    /// Takes the language that the writer is spoken to in.
    pub fn set_language(&mut self, language: &'static str) {
        self.language = Some(language);
    }

    /// Takes what came with `initialize`; returns what is wrong with it.
    pub fn set_initial(&mut self, value: &Value) -> Vec<SettingsProblem> {
        take(&mut self.initial, value)
    }

    /// Takes what came with `workspace/didChangeConfiguration`; returns what is wrong with it.
    pub fn set_pushed(&mut self, value: &Value) -> Vec<SettingsProblem> {
        if says_something(value) {
            self.way = self.way.max(Way::Pushed);
        }
        take(&mut self.pushed, value)
    }

    /// Takes what the client answered when asked; returns what is wrong with it, and whose settings changed by it.
    pub fn set_asked(&mut self, answer: Configured) -> (Vec<SettingsProblem>, Affected) {
        let mut problems: Vec<SettingsProblem> = Vec::new();
        let mut affected = Affected::These(Vec::new());
        for (scope, value) in answer.scopes.into_iter().zip(&answer.values) {
            if self.asked.get(&scope).is_some_and(|(round, _)| *round > answer.round) {
                continue;
            }
            if says_something(value) && self.way != Way::Asked {
                self.way = Way::Asked;
                affected = Affected::Every;
            }
            let mut layer = None;
            for problem in take(&mut layer, value) {
                // Each document is answered with the same fault.
                if !problems.iter().any(|known| known.key == problem.key && known.message == problem.message) {
                    problems.push(problem);
                }
            }
            let known = self.asked.get(&scope);
            // What was not asked yet has the settings of the client as a whole.
            let whole = || self.asked.get(&None).and_then(|(_, layer)| layer.as_ref());
            let before = known.map_or_else(whole, |(_, layer)| layer.as_ref().or_else(whole));
            if before != layer.as_ref().or_else(whole) {
                match (&scope, &mut affected) {
                    (Some(uri), Affected::These(uris)) => uris.push(uri.clone()),
                    _ => affected = Affected::Every,
                }
            }
            self.asked.insert(scope, (answer.round, layer));
        }
        (problems, affected)
    }

    /// Takes the text of a settings file that is open.
    pub fn open(&mut self, uri: Uri, path: &Path, document: Document) {
        self.open.insert(real(path), (uri, document));
    }

    /// An open settings file.
    pub fn opened(&mut self, path: &Path) -> Option<&mut Document> {
        self.open.get_mut(&real(path)).map(|(_, document)| document)
    }

    /// A settings file was closed: the one on the disk counts again.
    pub fn close(&mut self, path: &Path) {
        self.open.remove(&real(path));
    }

    /// A document was closed: nobody asks for its settings any more.
    pub fn forget_scope(&mut self, uri: &Uri) {
        self.asked.remove(&Some(uri.clone()));
    }

    /// Settings files may have changed.
    pub fn forget_files(&mut self) {
        self.sheets.clear();
        let open: Vec<PathBuf> = self.open.keys().cloned().collect();
        open.iter().for_each(|file| drop(self.sheet(file, file)));
    }

    /// The desk for a document, its settings looked for from `place`.
    pub fn desk(&mut self, uri: &Uri, place: Option<&Path>) -> Arc<Desk> {
        let sheet = place.and_then(|place| {
            let file = discovery::find(place, &self.folders)?;
            self.sheet(&file, place)
        });
        let layers: Vec<&Layer> = sheet.iter().map(|sheet| &sheet.layer).chain(self.of_client(uri)).collect();
        let settings = Settings::merged(&layers);
        let speaks = self.language.unwrap_or(Desk::default().speaks);
        if settings.currency.rates.is_none() && settings.own_places.is_none() {
            self.shared.retain(|desk| desk.strong_count() > 0);
            let mut known = self.shared.iter().filter_map(Weak::upgrade);
            if let Some(desk) = known.find(|desk| desk.speaks == speaks && *desk.settings == settings) {
                return desk;
            }
            let desk = Arc::new(Desk { speaks, ..Desk::new(settings) });
            self.shared.push(Arc::downgrade(&desk));
            return desk;
        }
        let mut desk = Desk::new(settings);
        desk.speaks = speaks;
        // What cannot be used of the file is said by `check`.
        let rates = desk.settings.currency.rates.as_ref().and_then(|file| text(file).ok());
        if let Some(text) = rates {
            desk = desk.with_rates(&text).0;
        }
        if let Some(file) = desk.settings.own_places.clone() {
            desk = self.with_places(desk, &file);
        }
        Arc::new(desk)
    }

    /// The desk with its own places; what is wrong with them is kept as of a settings file.
    fn with_places(&mut self, desk: Desk, file: &Path) -> Desk {
        let layer = Layer { checks: desk.settings.checks.clone(), ..Layer::default() };
        let (path, key) = (file.to_owned(), real(file));
        let (desk, document, problems) = match read(file) {
            Ok(document) => {
                let (desk, problems) = desk.with_places(&document.text());
                (desk, document, problems)
            }
            Err(message) => {
                (desk, Document::new("", 0), vec![SettingsProblem { key: String::new(), span: None, message }])
            }
        };
        self.sheets.entry(key).or_insert_with(|| Arc::new(Sheet { path, document, layer, problems }));
        desk
    }

    /// Whether settings are read from a file, or it could be one that they name.
    pub fn reads(&self, path: &Path) -> bool {
        let table = |file: &Option<PathBuf>| file.as_ref().is_some_and(|file| real(file) == real(path));
        let names = |layer: &Layer| table(&layer.own_places) || table(&layer.rates);
        let clients =
            self.initial.iter().chain(&self.pushed).chain(self.asked.values().filter_map(|(_, l)| l.as_ref()));
        self.sheets.values().map(|sheet| &sheet.layer).chain(clients).any(names)
    }

    /// The client's settings for a document.
    fn of_client(&self, uri: &Uri) -> Option<&Layer> {
        let asked = |scope: &Option<Uri>| self.asked.get(scope).and_then(|(_, layer)| layer.as_ref());
        match self.way {
            Way::Initial => self.initial.as_ref(),
            Way::Pushed => self.pushed.as_ref(),
            Way::Asked => asked(&Some(uri.clone())).or_else(|| asked(&None)),
        }
    }

    /// The settings files that are in use or open, each with the address the client knows it by.
    pub fn sheets(&self) -> impl Iterator<Item = (Uri, Arc<Sheet>, bool)> {
        self.sheets.iter().filter_map(|(file, sheet)| match self.open.get(file) {
            Some((uri, _)) => Some((uri.clone(), Arc::clone(sheet), true)),
            None => Some((Uri::from_file_path(&sheet.path)?, Arc::clone(sheet), false)),
        })
    }

    /// The settings file `file`, which was found from `place`.
    fn sheet(&mut self, file: &Path, place: &Path) -> Option<Arc<Sheet>> {
        if let Some(sheet) = self.sheets.get(file) {
            return Some(Arc::clone(sheet));
        }
        let text = match self.open.get(file) {
            Some((_, document)) if document.len() as u64 > discovery::LARGEST => Err(discovery::too_large()),
            Some((_, document)) => Ok(document.clone()),
            // It went away between being found and being read: then there is none.
            None if !file.exists() => return None,
            None => read(file),
        };
        let spelled = place.ancestors().skip(1).map(|folder| folder.join(discovery::FILE_NAME));
        let path = spelled.into_iter().find(|path| real(path) == file).unwrap_or_else(|| file.to_owned());
        let sheet = Arc::new(Sheet::new(path, file, text));
        self.sheets.insert(file.to_owned(), Arc::clone(&sheet));
        Some(sheet)
    }
}

impl Sheet {
    fn new(path: PathBuf, file: &Path, text: Result<Document, Message>) -> Self {
        let (document, (layer, problems)) = match text {
            Ok(document) => {
                let read = Layer::from_toml(&document.text());
                (document, read)
            }
            Err(message) => {
                let problem = SettingsProblem { key: String::new(), span: None, message };
                (Document::new("", 0), (Layer::default(), vec![problem]))
            }
        };
        let folder = file.parent().unwrap_or(file);
        Self { path, document, layer: layer.in_folder(folder), problems }
    }

    /// What is wrong with it as far as an editor shows it, with a note where that is not all.
    pub fn told(&self) -> (&[SettingsProblem], Option<Message>) {
        let found = self.problems.len();
        let Some(shown) = self.problems.get(..MOST_SHOWN) else { return (&self.problems, None) };
        let note = Message::new("server-capped").with("shown", MOST_SHOWN.to_string());
        (shown, (found > MOST_SHOWN).then(|| note.with("found", found.to_string())))
    }

    /// How much its own faults weigh; nothing where it says that they do not.
    pub fn severity(&self) -> Option<Severity> {
        Settings::merged(&[&self.layer]).severity(Code::Settings).unwrap_or(Some(Severity::Warning))
    }
}

/// A file that settings are read from.
fn read(file: &Path) -> Result<Document, Message> {
    Ok(Document::new(&text(file)?, 0))
}

/// The text of a settings file, or of one that settings name.
fn text(file: &Path) -> Result<String, Message> {
    String::from_utf8(discovery::read(file)?)
        .map_err(|error| Message::new("cli-not-utf8").with("byte", error.utf8_error().valid_up_to().to_string()))
}

/// A path without links, as settings name and find files; its folder's where it is not there itself.
pub fn real(path: &Path) -> PathBuf {
    let in_folder = || Some(fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Whether a client speaks of copydesk's settings, be it to say that there are none: `{"copydesk": {}}`. An empty
/// object does not: some clients send it to every server, whatever they started with.
fn says_something(value: &Value) -> bool {
    value.as_object().is_some_and(|object| !object.is_empty())
}

/// Puts the settings of `value` in the place of `layer`. Some clients send the section alone, some what it stands in;
/// Lua, which has no other, sends an empty list where it means an empty table.
fn take(layer: &mut Option<Layer>, value: &Value) -> Vec<SettingsProblem> {
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    let value = value.get(SECTION).filter(|inner| inner.is_object() || empty(inner)).unwrap_or(value);
    let (read, problems) = match value {
        Value::Null => (None, Vec::new()),
        list if empty(list) => (Some(Layer::default()), Vec::new()),
        value => {
            let (read, problems) = Layer::from_json(value);
            (Some(read), problems)
        }
    };
    *layer = read;
    problems
}
