//! What an article is read with: settings, and with later rooms house style and tables.

use std::sync::Arc;

use crate::settings::Settings;
use crate::units::OwnRates;

/// Settings and tables. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    pub settings: Arc<Settings>,
    /// The desk's own rates of exchange.
    pub rates: Arc<OwnRates>,
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
        Self { settings: Arc::new(settings), rates: Arc::default(), speaks: "en" }
    }

    /// The same with the rates of the settings' file of rates, whose text this is. Answers the lines that cannot be used.
    #[must_use]
    pub fn with_rates(mut self, text: &str) -> (Self, Vec<usize>) {
        let (rates, faulty) = OwnRates::read(text);
        self.rates = Arc::new(rates);
        (self, faulty)
    }
}
