//! From the tree of a source to a layer; what does not fit is reported where it stands.

use std::path::PathBuf;

use super::layer::Layer;
use super::node::{Entry, Node, Value, shortened};
use super::{PlaceForm, Stet};
use crate::checks::{Code, Severity};
use crate::language::Language;
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;
use crate::text::near::nearest;
use crate::units::{Currency, System};

/// A fault in a source of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// Where in the tree: `checks.place-style`, `stet[0].code`; empty for the whole.
    pub key: String,
    /// Where in the TOML.
    pub span: Option<Span>,
    pub message: Message,
}

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<SettingsProblem>);

impl Problems {
    pub fn push(&mut self, key: &str, span: Option<Span>, message: Message) {
        self.0.push(SettingsProblem { key: key.to_owned(), span, message });
    }

    pub fn in_order(mut self) -> Vec<SettingsProblem> {
        self.0.sort_by_key(|p| p.span);
        self.0
    }
}

pub(super) const TOP: [&str; 9] =
    ["language", "files", "checks", "currency", "units", "style", "places", "story", "stet"];

/// Reads the whole tree.
pub fn layer(entries: &[Entry], problems: &mut Problems) -> Layer {
    let mut layer = Layer::default();
    let root = Table { path: String::new(), entries };
    root.each(problems, |key, at, p| {
        match key {
            "language" => layer.language = at.text(p).and_then(|text| at.language(text, p)),
            "files" => layer.files = at.list(p, |item, p| item.text(p).and_then(|text| item.glob(text, p))),
            "checks" => checks(at, &mut layer, p),
            "currency" => currency(at, &mut layer, p),
            "units" => at.table(p, |key, at, p| {
                match key {
                    "into" => layer.units_into = at.list(p, |item, p| item.choice(SYSTEMS, p)),
                    _ => return Some(vec!["into"]),
                }
                None
            }),
            "style" => style(at, &mut layer, p),
            "places" => at.table(p, |key, at, p| {
                match key {
                    "prefer" => at.table(p, |name, at, p| {
                        if let Some(form) = at.text(p) {
                            layer.prefer.insert(name.to_owned(), form.to_owned());
                        }
                        None
                    }),
                    "own" => layer.own_places = at.text(p).map(PathBuf::from),
                    _ => return Some(vec!["prefer", "own"]),
                }
                None
            }),
            "story" => at.table(p, |key, at, p| {
                match key {
                    "versions" => {
                        layer.versions = at.list(p, |item, p| item.text(p).and_then(|t| item.version_pattern(t, p)));
                    }
                    "original" => layer.original = at.text(p).and_then(|text| at.language(text, p)),
                    "apart" => {
                        let pairs = at.list(p, |item, p| item.list(p, |path, p| path.text(p).map(in_settings)));
                        let two = |pair: Vec<PathBuf>| <[PathBuf; 2]>::try_from(pair).ok();
                        layer.apart.extend(pairs.unwrap_or_default().into_iter().filter_map(two));
                    }
                    _ => return Some(vec!["versions", "original", "apart"]),
                }
                None
            }),
            "stet" => stets(at, &mut layer, p),
            _ => return Some(TOP.to_vec()),
        }
        None
    });
    layer
}

const SYSTEMS: &[(&str, System)] = &[("metric", System::Metric), ("imperial", System::Imperial)];

fn checks(at: At<'_>, layer: &mut Layer, problems: &mut Problems) {
    let severities: Vec<(&str, Option<Severity>)> =
        std::iter::once(("off", None)).chain(Severity::ALL.map(|s| (s.as_str(), Some(s)))).collect();
    at.table(problems, |key, at, p| {
        let Ok(code) = key.parse::<Code>() else { return Some(Code::ALL.iter().map(|c| c.as_str()).collect()) };
        if let Some(severity) = at.choice(&severities, p) {
            layer.checks.insert(code, severity);
        }
        None
    });
}

fn currency(at: At<'_>, layer: &mut Layer, problems: &mut Problems) {
    at.table(problems, |key, at, p| {
        match key {
            "tolerance" => layer.tolerance = at.share(p),
            "into" => layer.currency_into = at.list(p, |item, p| item.text(p).and_then(|text| item.currency(text, p))),
            "rates" => layer.rates = at.text(p).map(PathBuf::from),
            _ => return Some(vec!["tolerance", "into", "rates"]),
        }
        None
    });
}

fn style(at: At<'_>, layer: &mut Layer, problems: &mut Problems) {
    let forms = PlaceForm::ALL.map(|form| (form.as_str(), form));
    at.table(problems, |key, at, p| {
        // Every other key of the section is a language; only a table tells it from a mistyped `profile`.
        match &at.node.value {
            _ if key == "profile" => {
                let houses: Vec<(&str, &str)> = super::house::names().map(|name| (name, name)).collect();
                layer.profile = at.choice(&houses, p).map(str::to_owned);
            }
            Value::Table(_) if is_language(key) => at.table(p, |inner, at, p| {
                match inner {
                    "places" => {
                        if let Some(form) = at.choice(&forms, p) {
                            layer.places.insert(key.to_owned(), form);
                        }
                    }
                    _ => return Some(vec!["places"]),
                }
                None
            }),
            _ => return Some(vec!["profile"]),
        }
        None
    });
}

/// A path as settings write it. They are shared between systems: `\` means `/`.
fn in_settings(path: &str) -> PathBuf {
    PathBuf::from(path.replace('\\', "/").trim_start_matches("./"))
}

fn stets(at: At<'_>, layer: &mut Layer, problems: &mut Problems) {
    let read = at.list(problems, |item, p| {
        let (mut path, mut code, mut quote, mut note) = (None, None, None, None);
        let mut named = Vec::new();
        let codes: Vec<(&str, Code)> = Code::ALL.iter().map(|c| (c.as_str(), *c)).collect();
        let span = item.node.span;
        let here = item.path.clone();
        let is_table = matches!(item.node.value, Value::Table(_));
        item.table(p, |key, at, p| {
            match key {
                // Settings are shared between systems: `\` in a path means `/`.
                "path" => path = at.text(p).map(in_settings),
                "code" => code = at.choice(&codes, p),
                "quote" => quote = at.text(p).map(str::to_owned),
                "note" => note = at.text(p).map(str::to_owned),
                _ => return Some(vec!["path", "code", "quote", "note"]),
            }
            named.push(key.to_owned());
            None
        });
        for key in ["path", "code", "quote"] {
            if is_table && !named.iter().any(|n| n == key) {
                p.push(&here, span, Message::new("settings-missing").with("key", key));
            }
        }
        Some(Stet { path: path?, code: code?, quote: quote?, note })
    });
    layer.stet.extend(read.unwrap_or_default());
}

/// A table and its place in the tree.
struct Table<'a> {
    path: String,
    entries: &'a [Entry],
}

impl<'a> Table<'a> {
    /// Calls `take` for each key that is set; it returns what the table may hold where it knows no such key.
    fn each(
        &self,
        problems: &mut Problems,
        mut take: impl FnMut(&'a str, At<'a>, &mut Problems) -> Option<Vec<&'static str>>,
    ) {
        for entry in self.entries {
            let at = At { path: joined(&self.path, &entry.key), node: &entry.node };
            let path = at.path.clone();
            if let Some(known) = take(&entry.key, at, problems) {
                let message = match nearest(&entry.key, known) {
                    Some(near) => Message::new("settings-unknown-key-near").with("near", joined(&self.path, near)),
                    None => Message::new("settings-unknown-key"),
                };
                problems.push(&path, entry.key_span, message.with("key", shortened(&path)));
            }
        }
    }
}

/// A value and its place in the tree.
struct At<'a> {
    path: String,
    node: &'a Node,
}

impl<'a> At<'a> {
    fn say(&self, id: &'static str, problems: &mut Problems) {
        let message = Message::new(id).with("key", shortened(&self.path)).with("got", self.node.shown());
        problems.push(&self.path, self.node.span, message);
    }

    fn is_null(&self) -> bool {
        matches!(self.node.value, Value::Null)
    }

    fn text(&self, problems: &mut Problems) -> Option<&'a str> {
        match &self.node.value {
            Value::Text(text) => return Some(text),
            Value::Null => {}
            _ => self.say("settings-wants-text", problems),
        }
        None
    }

    /// The items that fit; nothing where the list has some and none does.
    fn list<T>(
        &self,
        problems: &mut Problems,
        mut take: impl FnMut(At<'a>, &mut Problems) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::List(items) = &self.node.value else {
            if !self.is_null() {
                self.say("settings-wants-list", problems);
            }
            return None;
        };
        let taken: Vec<T> = items
            .iter()
            .enumerate()
            .filter_map(|(i, node)| take(At { path: format!("{}[{i}]", self.path), node }, problems))
            .collect();
        (items.is_empty() || !taken.is_empty()).then_some(taken)
    }

    fn table(
        &self,
        problems: &mut Problems,
        take: impl FnMut(&'a str, At<'a>, &mut Problems) -> Option<Vec<&'static str>>,
    ) {
        match &self.node.value {
            Value::Table(entries) => Table { path: self.path.clone(), entries }.each(problems, take),
            Value::Null => {}
            _ => self.say("settings-wants-table", problems),
        }
    }

    fn choice<T: Clone>(&self, choices: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let text = self.text(problems)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| value.clone());
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let message = match nearest(text, words.iter().copied()) {
                Some(near) => Message::new("settings-one-of-near").with("near", near),
                None => Message::new("settings-one-of").with("choices", words.join(", ")),
            };
            let message = message.with("key", shortened(&self.path)).with("got", self.node.shown());
            problems.push(&self.path, self.node.span, message);
        }
        found
    }

    fn language(&self, text: &str, problems: &mut Problems) -> Option<String> {
        if !is_language(text) {
            self.say("settings-language", problems);
            return None;
        }
        if Language::of_code(text).is_none() {
            let known: Vec<&str> = Language::all().map(Language::code).collect();
            let message = Message::new("settings-language-unread").with("got", self.node.shown());
            problems.push(&self.path, self.node.span, message.with("known", known.join(", ")));
            return None;
        }
        Some(text.to_owned())
    }

    fn currency(&self, text: &str, problems: &mut Problems) -> Option<Currency> {
        let currency = Currency::of_code(text);
        if currency.is_none() {
            self.say("settings-currency", problems);
        }
        currency
    }

    fn glob(&self, text: &str, problems: &mut Problems) -> Option<String> {
        match globset::Glob::new(text) {
            Ok(_) => Some(text.to_owned()),
            Err(error) => {
                let message = Message::new("settings-glob").with("got", self.node.shown());
                problems.push(&self.path, self.node.span, message.with("detail", error.kind().to_string()));
                None
            }
        }
    }

    /// A pattern needs the slug and the language, and knows no other word in braces than these and `{ext}`.
    fn version_pattern(&self, text: &str, problems: &mut Problems) -> Option<String> {
        let bare = text.replace("{slug}", "").replace("{lang}", "").replace("{ext}", "");
        if !text.contains("{slug}") || !text.contains("{lang}") || bare.contains(['{', '}']) {
            self.say("settings-version-pattern", problems);
            return None;
        }
        Some(text.to_owned())
    }

    /// A number from 0 to 1.
    fn share(&self, problems: &mut Problems) -> Option<Number> {
        let number = match &self.node.value {
            Value::Null => return None,
            Value::Number(text) => number(text).filter(|n| *n >= Number::ZERO && *n <= Number::ONE),
            _ => None,
        };
        if number.is_none() {
            self.say("settings-wants-share", problems);
        }
        number
    }
}

/// `parent.key`, the key in quotation marks where TOML needs them.
fn joined(parent: &str, key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let key = if bare { key.to_owned() } else { format!("{key:?}") };
    if parent.is_empty() { key } else { format!("{parent}.{key}") }
}

fn is_language(text: &str) -> bool {
    let primary = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len()) && text.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

/// A number of a settings source, exactly: `0.07`, `7e-2`.
fn number(text: &str) -> Option<Number> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.abs() <= 30)?;
    Some(&Number::decimal(mantissa).ok()? * &Number::ten_to(exponent))
}
