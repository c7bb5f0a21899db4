//! What an article is read with: settings, and with later rooms house style and tables.

use std::sync::Arc;

use crate::settings::Settings;

/// Settings and tables. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    pub settings: Arc<Settings>,
    /// The language that copydesk speaks to the writer: a code of the catalogue.
    pub speaks: &'static str,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl Desk {
    pub fn new(settings: Settings) -> Self {
        Self { settings: Arc::new(settings), speaks: "en" }
    }
}
