//! One source of settings, read: what it sets and nothing else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::node::{self, Value};
use super::read::{self, Problems};
use super::{PlaceForm, Settings, SettingsProblem, Stet};
use crate::checks::{Code, Severity};
use crate::number::Number;
use crate::units::{Currency, System};

/// What one source of settings says; `None` and absent keys leave what lies below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    pub language: Option<String>,
    pub files: Option<Vec<String>>,
    pub checks: BTreeMap<Code, Option<Severity>>,
    pub tolerance: Option<Number>,
    pub currency_into: Option<Vec<Currency>>,
    pub rates: Option<PathBuf>,
    pub units_into: Option<Vec<System>>,
    pub profile: Option<String>,
    pub places: BTreeMap<String, PlaceForm>,
    pub prefer: BTreeMap<String, String>,
    pub own_places: Option<PathBuf>,
    pub versions: Option<Vec<String>>,
    pub original: Option<String>,
    pub apart: Vec<[PathBuf; 2]>,
    pub stet: Vec<Stet>,
}

impl Layer {
    /// Reads the text of a `copydesk.toml`. What can be read applies, whatever stands beside it; the problems hold spans
    /// of `text` and are in its order.
    pub fn from_toml(text: &str) -> (Self, Vec<SettingsProblem>) {
        let mut problems = Problems::default();
        let entries = node::of_toml(text, &mut problems);
        let layer = read::layer(&entries, &mut problems);
        (layer, problems.in_order())
    }

    /// Reads what a client sends: the same keys, `null` for one that is not set. `null` for the whole is an empty layer.
    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<SettingsProblem>) {
        let mut problems = Problems::default();
        let layer = match node::of_json(value).value {
            Value::Null => Layer::default(),
            Value::Table(mut entries) => {
                // Editors keep their own settings of the client in the same section.
                entries.retain(|e| !matches!(e.key.as_str(), "server" | "trace"));
                read::layer(&entries, &mut problems)
            }
            _ => {
                problems.push("", None, crate::messages::Message::new("settings-wants-object"));
                Layer::default()
            }
        };
        (layer, problems.in_order())
    }

    /// Says in which folder the settings stand: relative paths in them count from there.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.rates = self.rates.map(|rates| folder.join(rates));
        self.own_places = self.own_places.map(|places| folder.join(places));
        for path in self.apart.iter_mut().flatten() {
            *path = folder.join(&*path);
        }
        for stet in &mut self.stet {
            stet.path = folder.join(&stet.path);
        }
        self
    }

    pub(super) fn put_on(&self, settings: &mut Settings) {
        fn put<T: Clone>(from: &Option<T>, to: &mut T) {
            if let Some(value) = from {
                to.clone_from(value);
            }
        }
        fn put_option<T: Clone>(from: &Option<T>, to: &mut Option<T>) {
            if from.is_some() {
                to.clone_from(from);
            }
        }
        put_option(&self.language, &mut settings.language);
        put(&self.files, &mut settings.files);
        settings.checks.extend(&self.checks);
        put(&self.tolerance, &mut settings.currency.tolerance);
        put(&self.currency_into, &mut settings.currency.into);
        put_option(&self.rates, &mut settings.currency.rates);
        put(&self.units_into, &mut settings.units_into);
        put_option(&self.profile, &mut settings.profile);
        settings.places.extend(self.places.iter().map(|(k, v)| (k.clone(), *v)));
        settings.prefer.extend(self.prefer.iter().map(|(k, v)| (k.clone(), v.clone())));
        put_option(&self.own_places, &mut settings.own_places);
        put(&self.versions, &mut settings.versions);
        put_option(&self.original, &mut settings.original);
        settings.apart.extend(self.apart.iter().cloned());
        settings.stet.extend(self.stet.iter().cloned());
    }
}
