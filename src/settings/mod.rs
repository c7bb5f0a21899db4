//! What a desk can set: `copydesk.toml` and what a client sends, in one shape.

use std::collections::BTreeMap;

use crate::checks::{Code, Severity};

/// The settings of the contract that are in force, every layer applied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The language of every article; else it is found article by article.
    pub language: Option<String>,
    /// The severity a check reports at, or `None` for one that is off.
    pub checks: BTreeMap<Code, Option<Severity>>,
}

impl Settings {
    /// What is set for a check: nothing, off (`Some(None)`) or a severity.
    pub fn severity(&self, code: Code) -> Option<Option<Severity>> {
        self.checks.get(&code).copied()
    }
}

// A stand-in until the settings room lands: enough for the server to be built on.

use std::path::{Path, PathBuf};

use crate::messages::Message;
use crate::text::Span;

pub mod discovery {
    use super::{Path, PathBuf};

    pub fn find(file: &Path, stop: &[PathBuf]) -> Option<PathBuf> {
        let mut folder = file.parent();
        while let Some(here) = folder {
            let candidate = here.join("copydesk.toml");
            if candidate.is_file() {
                return Some(candidate);
            }
            if stop.iter().any(|s| s == here) || here.join(".git").exists() {
                return None;
            }
            folder = here.parent();
        }
        None
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    pub key: String,
    pub span: Option<Span>,
    pub message: Message,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    language: Option<String>,
    checks: BTreeMap<Code, Option<Severity>>,
}

impl Layer {
    pub fn from_toml(text: &str) -> (Self, Vec<SettingsProblem>) {
        match text.parse::<toml::Table>() {
            Ok(table) => {
                let (layer, mut problems) = Self::from_json(&serde_json::to_value(table).unwrap_or_default());
                for problem in &mut problems {
                    let key = problem.key.rsplit('.').next().unwrap_or_default();
                    problem.span = text.find(key).map(|at| Span::new(at, at + key.len()));
                }
                (layer, problems)
            }
            Err(error) => {
                let span = error.span().map(|s| Span::new(s.start, s.end));
                let message = Message::new("settings-syntax");
                (Self::default(), vec![SettingsProblem { key: String::new(), span, message }])
            }
        }
    }

    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<SettingsProblem>) {
        let (mut layer, mut problems) = (Self::default(), Vec::new());
        for (key, value) in value.as_object().into_iter().flatten() {
            match (key.as_str(), value) {
                ("language", serde_json::Value::String(s)) => layer.language = Some(s.clone()),
                ("checks", serde_json::Value::Object(checks)) => {
                    for (code, severity) in checks {
                        let (code, severity) = (code.parse::<Code>(), severity.as_str().unwrap_or_default());
                        match (code, severity, severity.parse::<Severity>()) {
                            (Ok(code), "off", _) => drop(layer.checks.insert(code, None)),
                            (Ok(code), _, Ok(severity)) => drop(layer.checks.insert(code, Some(severity))),
                            (code, ..) => problems.push(SettingsProblem {
                                key: format!("checks.{}", code.map_or_else(|e| e.0, |c| c.to_string())),
                                span: None,
                                message: Message::new("settings-value"),
                            }),
                        }
                    }
                }
                _ => problems.push(SettingsProblem {
                    key: key.clone(),
                    span: None,
                    message: Message::new("settings-unknown-key"),
                }),
            }
        }
        (layer, problems)
    }
}

impl Settings {
    pub fn merged(layers: &[&Layer]) -> Self {
        let mut out = Self::default();
        for layer in layers {
            out.language = layer.language.clone().or(out.language);
            out.checks.extend(layer.checks.iter().map(|(k, v)| (*k, *v)));
        }
        out
    }
}
