//! The settings of every layer, and the desk that each document is read with.
//!
//! The files' settings come first, the client's stand over them: what it started with, what it sent since, what it
//! answered when asked, for all or for one document. An open `copydesk.toml` counts as it stands in the editor.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::ls_types::Uri;

use super::message::Configured;
use crate::desk::Desk;
use crate::messages::Message;
use crate::settings::{Layer, Settings, SettingsProblem, discovery};
use crate::text::Document;

/// Where a client's settings stand in what it sends.
const SECTION: &str = "copydesk";

/// A settings file as it was read.
pub struct Sheet {
    pub document: Document,
    pub layer: Layer,
    pub problems: Vec<SettingsProblem>,
}

/// All settings that are known.
#[derive(Default)]
pub struct Desks {
    folders: Vec<PathBuf>,
    /// Settings files, as read; forgotten when one may have changed.
    sheets: HashMap<PathBuf, Arc<Sheet>>,
    /// Settings files that are open in the editor.
    open: HashMap<PathBuf, (Uri, Document)>,
    initial: Option<Layer>,
    pushed: Option<Layer>,
    asked: HashMap<Option<Uri>, (u64, Option<Layer>)>,
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

    /// Takes what came with `initialize`; returns what is wrong with it.
    pub fn set_initial(&mut self, value: &Value) -> Vec<SettingsProblem> {
        take(&mut self.initial, value)
    }

    /// Takes what came with `workspace/didChangeConfiguration`; returns what is wrong with it.
    pub fn set_pushed(&mut self, value: &Value) -> Vec<SettingsProblem> {
        take(&mut self.pushed, value)
    }

    /// Takes what the client answered when asked; returns what is wrong with it.
    pub fn set_asked(&mut self, answer: Configured) -> Vec<SettingsProblem> {
        let mut problems: Vec<SettingsProblem> = Vec::new();
        for (scope, value) in answer.scopes.into_iter().zip(&answer.values) {
            if self.asked.get(&scope).is_some_and(|(round, _)| *round > answer.round) {
                continue;
            }
            let mut layer = None;
            for problem in take(&mut layer, value) {
                // Each document is answered with the same fault.
                if !problems.iter().any(|known| known.key == problem.key && known.message == problem.message) {
                    problems.push(problem);
                }
            }
            self.asked.insert(scope, (answer.round, layer));
        }
        problems
    }

    /// Takes the text of a settings file that is open.
    pub fn open(&mut self, uri: Uri, path: PathBuf, document: Document) {
        self.open.insert(path, (uri, document));
    }

    /// An open settings file.
    pub fn opened(&mut self, path: &Path) -> Option<&mut Document> {
        self.open.get_mut(path).map(|(_, document)| document)
    }

    /// A settings file was closed: the one on the disk counts again.
    pub fn close(&mut self, path: &Path) {
        self.open.remove(path);
    }

    /// A document was closed: nobody asks for its settings any more.
    pub fn forget_scope(&mut self, uri: &Uri) {
        self.asked.remove(&Some(uri.clone()));
    }

    /// Settings files may have changed.
    pub fn forget_files(&mut self) {
        self.sheets.clear();
        let open: Vec<PathBuf> = self.open.keys().cloned().collect();
        open.iter().for_each(|path| drop(self.sheet(path)));
    }

    /// The desk for a document, its settings looked for from `place`.
    pub fn desk(&mut self, uri: &Uri, place: Option<&Path>) -> Arc<Desk> {
        let file = place.and_then(|place| discovery::find(place, &self.folders));
        let sheet = file.and_then(|file| self.sheet(&file));
        let asked = |scope: &Option<Uri>| self.asked.get(scope).and_then(|(_, layer)| layer.as_ref());
        let scope = Some(uri.clone());
        let layers: Vec<&Layer> = [
            sheet.as_ref().map(|sheet| &sheet.layer),
            self.initial.as_ref(),
            self.pushed.as_ref(),
            asked(&scope).or_else(|| asked(&None)),
        ]
        .into_iter()
        .flatten()
        .collect();
        Arc::new(Desk::new(Settings::merged(&layers)))
    }

    /// The settings files that are in use or open, each with the address the client knows it by.
    pub fn sheets(&self) -> impl Iterator<Item = (Uri, Arc<Sheet>, bool)> {
        self.sheets.iter().filter_map(|(path, sheet)| match self.open.get(path) {
            Some((uri, _)) => Some((uri.clone(), Arc::clone(sheet), true)),
            None => Some((Uri::from_file_path(path)?, Arc::clone(sheet), false)),
        })
    }

    fn sheet(&mut self, path: &Path) -> Option<Arc<Sheet>> {
        if let Some(sheet) = self.sheets.get(path) {
            return Some(Arc::clone(sheet));
        }
        let sheet = match self.open.get(path) {
            Some((_, document)) => Sheet::read(document.clone()),
            None => match fs::read(path).map(String::from_utf8) {
                Ok(Ok(text)) => Sheet::read(Document::new(&text, 0)),
                // It went away between being found and being read: then there is none.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
                Ok(Err(_)) => Sheet::unreadable("not UTF-8".to_owned()),
                Err(error) => Sheet::unreadable(error.to_string()),
            },
        };
        let sheet = Arc::new(sheet);
        self.sheets.insert(path.to_owned(), Arc::clone(&sheet));
        Some(sheet)
    }
}

impl Sheet {
    fn read(document: Document) -> Self {
        let (layer, problems) = Layer::from_toml(&document.text());
        Self { document, layer, problems }
    }

    fn unreadable(why: String) -> Self {
        let message = Message::new("server-settings-unreadable").with("why", why);
        let problem = SettingsProblem { key: String::new(), span: None, message };
        Self { document: Document::new("", 0), layer: Layer::from_toml("").0, problems: vec![problem] }
    }
}

/// Puts the settings of `value` in the place of `layer`. Some clients send the section alone, some what it stands in.
fn take(layer: &mut Option<Layer>, value: &Value) -> Vec<SettingsProblem> {
    let value = value.get(SECTION).filter(|inner| inner.is_object()).unwrap_or(value);
    if value.is_null() {
        *layer = None;
        return Vec::new();
    }
    let (read, problems) = Layer::from_json(value);
    *layer = Some(read);
    problems
}
