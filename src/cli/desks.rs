//! Which settings each article is read with, and the faults in their files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::{paths, source};
use crate::checks::{Code, Finding, Severity};
use crate::desk::Desk;
use crate::messages::Message;
use crate::report::{Checked, Packed, Problem};
use crate::settings::{Layer, Settings, SettingsProblem, discovery};
use crate::text::{LineIndex, Span};

/// A desk with what the command line needs of its settings.
#[derive(Debug)]
pub struct DeskOf {
    pub desk: Desk,
    /// The settings file's folder, links followed; patterns in it count from there.
    folder: Option<PathBuf>,
    files: GlobSet,
}

impl DeskOf {
    fn new(settings: Settings, folder: Option<PathBuf>) -> Self {
        let mut files = GlobSetBuilder::new();
        for pattern in &settings.files {
            // `*.md` means those of one folder, and STORY.MD is an article too. Faulty patterns were left out and reported.
            if let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).case_insensitive(true).build() {
                files.add(glob);
            }
        }
        let files = files.build().unwrap_or_else(|_| GlobSet::empty());
        Self { desk: Desk::new(settings), folder, files }
    }

    /// Whether a folder scan that began at `root` takes the file at `real`.
    pub fn takes(&self, real: &Path, root: &Path) -> bool {
        let inside = self.folder.as_ref().and_then(|folder| real.strip_prefix(folder).ok());
        let path = inside.or_else(|| real.strip_prefix(root).ok()).unwrap_or(real);
        self.files.is_match(path)
    }
}

/// A settings file, or one of places, that was read, with its faults.
#[derive(Debug)]
pub struct SettingsFile {
    pub path: String,
    pub text: Arc<str>,
    pub problems: Vec<SettingsProblem>,
    /// The settings that say how much its faults weigh.
    layer: Layer,
}

/// Changes that the command line makes to every desk's settings.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub select: Vec<Code>,
    pub ignore: Vec<Code>,
}

impl Choice {
    /// What is selected runs even where the settings turned it off; everything else does not.
    fn put_on(&self, settings: &mut Settings) {
        for code in Code::ALL {
            let chosen = self.select.is_empty() || self.select.contains(code);
            if !chosen || self.ignore.contains(code) {
                settings.checks.insert(*code, None);
            } else if self.select.contains(code) && settings.severity(*code) == Some(None) {
                settings.checks.remove(code);
            }
        }
    }
}

/// The desks of a run, each made once.
#[derive(Debug)]
pub struct Desks {
    choice: Choice,
    /// The desk of `--config`, for every article.
    fixed: Option<Arc<DeskOf>>,
    by_folder: HashMap<PathBuf, Arc<DeskOf>>,
    by_file: HashMap<PathBuf, Arc<DeskOf>>,
    here: PathBuf,
    /// Settings files with faults in them.
    pub faulty: Vec<SettingsFile>,
    pub problems: Vec<Problem>,
}

impl Desks {
    /// Desks with the settings file `config`, or with the one nearest to each article.
    pub fn new(config: Option<&Path>, choice: Choice) -> Self {
        let mut desks = Self {
            choice,
            fixed: None,
            by_folder: HashMap::new(),
            by_file: HashMap::new(),
            here: paths::real(Path::new(".")),
            faulty: Vec::new(),
            problems: Vec::new(),
        };
        if let Some(config) = config {
            desks.fixed = Some(desks.load(&paths::real(config), paths::shown(config)));
        }
        desks
    }

    /// The desk of the articles in a folder, links followed. `relative` tells how a fault in its settings is to be
    /// shown: from here, or from the root.
    pub fn of_folder(&mut self, folder: &Path, relative: bool) -> Arc<DeskOf> {
        if let Some(fixed) = &self.fixed {
            return Arc::clone(fixed);
        }
        if let Some(known) = self.by_folder.get(folder) {
            return Arc::clone(known);
        }
        let found = discovery::find_from(folder, &[]);
        let desk = match found {
            None => match self.by_file.get(Path::new("")) {
                Some(plain) => Arc::clone(plain),
                None => {
                    let plain = self.make(&Layer::default(), None);
                    self.by_file.insert(PathBuf::new(), Arc::clone(&plain));
                    plain
                }
            },
            Some(file) => match self.by_file.get(&file) {
                Some(known) => Arc::clone(known),
                None => {
                    let way = if relative { paths::from(&self.here, &file) } else { file.clone() };
                    self.load(&file, paths::shown(&way))
                }
            },
        };
        self.by_folder.insert(folder.to_owned(), Arc::clone(&desk));
        desk
    }

    fn load(&mut self, file: &Path, path: String) -> Arc<DeskOf> {
        let read = discovery::read_any(file).and_then(source::utf8);
        let layer = match read {
            Err(message) => {
                self.problems.push(Problem { path, message });
                Layer::default()
            }
            Ok(text) => {
                let (layer, problems) = Layer::from_toml(&text);
                if !problems.is_empty() {
                    let layer = layer.clone();
                    self.faulty.push(SettingsFile { path, text: text.into(), problems, layer });
                }
                layer
            }
        };
        let desk = self.make(&layer, file.parent());
        let desk = self.with_rates(desk);
        let desk = self.with_places(desk, &layer);
        self.by_file.insert(file.to_owned(), Arc::clone(&desk));
        desk
    }

    /// The desk with its own rates, if its settings name a file of them.
    fn with_rates(&mut self, mut desk: Arc<DeskOf>) -> Arc<DeskOf> {
        let named = desk.desk.settings.currency.rates.clone();
        let Some((path, text)) = self.file_of_its_own(named) else { return desk };
        let Some(own) = Arc::get_mut(&mut desk) else { return desk };
        let (with, faulty) = own.desk.clone().with_rates(&text);
        own.desk = with;
        for line in faulty {
            let message = Message::new("cli-rates-line").with("line", line.to_string());
            self.problems.push(Problem { path: path.clone(), message });
        }
        desk
    }

    /// The desk with its own places, if its settings name a file of them; its faults weigh as `layer` says.
    fn with_places(&mut self, mut desk: Arc<DeskOf>, layer: &Layer) -> Arc<DeskOf> {
        let named = desk.desk.settings.own_places.clone();
        let Some((path, text)) = self.file_of_its_own(named) else { return desk };
        let Some(own) = Arc::get_mut(&mut desk) else { return desk };
        let (with, problems) = own.desk.clone().with_places(&text);
        own.desk = with;
        if !problems.is_empty() {
            self.faulty.push(SettingsFile { path, text: text.into(), problems, layer: layer.clone() });
        }
        desk
    }

    /// A file that settings name, as it is shown and what is in it; that it cannot be read is told.
    fn file_of_its_own(&mut self, named: Option<PathBuf>) -> Option<(String, String)> {
        let file = named?;
        let path = paths::shown(&paths::from(&self.here, &file));
        match discovery::read(&file).and_then(source::utf8) {
            Ok(text) => Some((path, text)),
            Err(message) => {
                self.problems.push(Problem { path, message });
                None
            }
        }
    }

    fn make(&self, layer: &Layer, folder: Option<&Path>) -> Arc<DeskOf> {
        let layer = match folder {
            Some(folder) => layer.clone().in_folder(folder),
            None => layer.clone(),
        };
        let mut settings = Settings::merged(&[&layer]);
        self.choice.put_on(&mut settings);
        Arc::new(DeskOf::new(settings, folder.map(Path::to_owned)))
    }
}

impl SettingsFile {
    /// The faults as findings of code `settings`; none where `choice` leaves that code out.
    pub fn checked(&self, choice: &Choice) -> Checked {
        let mut settings = Settings::merged(&[&self.layer]);
        choice.put_on(&mut settings);
        let severity = settings.severity(Code::Settings).unwrap_or(Some(Severity::Warning));
        let findings = severity.map(|severity| {
            let finding = |problem: &SettingsProblem| Finding {
                code: Code::Settings,
                severity,
                span: problem.span.unwrap_or(Span::new(0, 0)),
                message: problem.message.clone(),
                related: Vec::new(),
                fixes: Vec::new(),
            };
            self.problems.iter().map(finding).collect()
        });
        let findings: Vec<Finding> = findings.unwrap_or_default();
        Checked {
            path: self.path.clone(),
            text: Arc::clone(&self.text),
            article: None,
            reading: None,
            findings: Packed::of(findings),
        }
    }

    /// The faults as problems, each with its line and column in the path.
    pub fn problems(&self) -> Vec<Problem> {
        let lines = LineIndex::new(&self.text);
        let problem = |problem: &SettingsProblem| {
            let place = lines.place(&self.text, problem.span.unwrap_or_default().start);
            let path = format!("{}:{}:{}", self.path, place.line, place.column);
            Problem { path, message: problem.message.clone() }
        };
        self.problems.iter().map(problem).collect()
    }
}
