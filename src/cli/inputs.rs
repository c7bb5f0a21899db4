//! From the paths of the command line to the articles that are meant.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use super::args::ReadArgs;
use super::desks::{DeskOf, Desks};
use super::{paths, source};
use crate::messages::Message;
use crate::report::Problem;
use crate::text::near::nearest;

/// Names of a folder that are looked through for one that was perhaps meant.
const MANY: usize = 10_000;

/// An article that is meant.
#[derive(Debug)]
pub struct Input {
    /// As reached from the arguments, with `/`.
    pub path: String,
    pub from: Origin,
    /// Where it is, whatever it was called.
    pub real: PathBuf,
    pub desk: Arc<DeskOf>,
}

/// Where an article's text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    File(PathBuf),
    Stdin,
}

/// The articles that `args` means, each once, by path; what could not be found or entered becomes a problem of `desks`.
///
/// A file that is named is taken whatever it is called and whatever git ignores; a folder gives those of its files that
/// the settings' `files` take and git does not ignore. Links in a folder are not followed: what they lead to is found
/// where it is, or is no part of the folder.
pub fn of(args: &ReadArgs, desks: &mut Desks) -> Vec<Input> {
    let mut found = Found { inputs: Vec::new(), seen: HashSet::new(), desks };
    // What is on standard input stands for the file whose name it has, which may be named as well.
    if args.paths.iter().any(|p| is_stdin(p)) {
        found.stdin(args.stdin_filename.as_deref());
    }
    for path in args.paths.iter().filter(|p| !is_stdin(p)) {
        match std::fs::metadata(path) {
            Err(error) => {
                let near = (error.kind() == std::io::ErrorKind::NotFound).then(|| near(path)).flatten();
                let message = near.map(|near| Message::new("cli-not-found-near").with("near", near));
                found.problem(path, message.unwrap_or_else(|| source::unreadable(&error)));
            }
            Ok(meta) if meta.is_dir() => found.folder(path),
            Ok(_) => found.file(path),
        }
    }
    let mut inputs = found.inputs;
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// What stands in the folder of a path that leads nowhere, and is called nearly so.
fn near(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).ok()?;
    let mut names: Vec<String> =
        entries.flatten().filter_map(|e| e.file_name().into_string().ok()).take(MANY).collect();
    names.sort();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(paths::shown(&path.with_file_name(near)))
}

/// Whether a path of the command line means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

struct Found<'a> {
    inputs: Vec<Input>,
    seen: HashSet<PathBuf>,
    desks: &'a mut Desks,
}

impl Found<'_> {
    fn problem(&mut self, path: &Path, message: Message) {
        let path = paths::shown(path);
        if !self.desks.problems.iter().any(|p| p.path == path && p.message == message) {
            self.desks.problems.push(Problem { path, message });
        }
    }

    fn stdin(&mut self, name: Option<&Path>) {
        let name = name.unwrap_or(Path::new("-"));
        let folder = paths::real_folder(name);
        let real = folder.join(name.file_name().unwrap_or_default());
        let desk = self.desks.of_folder(&folder, name.is_relative());
        self.seen.insert(real.clone());
        self.inputs.push(Input { path: paths::shown(name), from: Origin::Stdin, real, desk });
    }

    fn file(&mut self, path: &Path) {
        let real = paths::real(path);
        if self.seen.insert(real.clone()) {
            // Settings are looked for where the article's name stands, not where a link leads.
            let desk = self.desks.of_folder(&paths::real_folder(path), path.is_relative());
            self.inputs.push(Input { path: paths::shown(path), from: Origin::File(path.to_owned()), real, desk });
        }
    }

    fn folder(&mut self, root: &Path) {
        let real_root = paths::real(root);
        // A fault in the settings of a folder without articles is worth a word too.
        self.desks.of_folder(&real_root, root.is_relative());
        let walk = WalkBuilder::new(root).ignore(false).require_git(false).build();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.walk_error(root, &error);
                    continue;
                }
            };
            if !entry.file_type().is_some_and(|t| t.is_file()) {
                continue;
            }
            let path = entry.path();
            // The walk follows no links, so what lies below the root is where its name says.
            let real = path.strip_prefix(root).map_or_else(|_| paths::real(path), |rest| real_root.join(rest));
            let folder = real.parent().unwrap_or(&real_root);
            let desk = self.desks.of_folder(folder, root.is_relative());
            if desk.takes(&real, &real_root) && self.seen.insert(real.clone()) {
                let from = Origin::File(path.to_owned());
                self.inputs.push(Input { path: paths::shown(path), from, real, desk });
            }
        }
    }

    fn walk_error(&mut self, root: &Path, error: &ignore::Error) {
        let path = path_of(error).unwrap_or(root).to_owned();
        let message = match error.io_error() {
            Some(error) => source::unreadable(error),
            None => Message::new("cli-unreadable").with("detail", error.to_string()),
        };
        self.problem(&path, message);
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}
