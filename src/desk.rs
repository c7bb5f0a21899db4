//! What an article is read with: settings, and with later rooms house style and tables.

use std::sync::Arc;

use crate::settings::Settings;

/// Settings and tables. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub settings: Arc<Settings>,
}

impl Desk {
    pub fn new(settings: Settings) -> Self {
        Self { settings: Arc::new(settings) }
    }
}
