//! What an article is read with: settings, and the tables that a desk adds to ours.

use std::sync::Arc;

use crate::messages::Message;
use crate::place::{Gazetteer, OWN_COLUMNS, OWN_KINDS, OwnFault, OwnPlaces, OwnWrong, PlaceKind};
use crate::settings::{Settings, SettingsProblem};
use crate::units::OwnRates;

/// Settings and tables. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    pub settings: Arc<Settings>,
    /// The desk's own rates of exchange.
    pub rates: Arc<OwnRates>,
    /// The places that are known, the desk's own among them.
    pub places: Gazetteer,
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
        let places = Gazetteer::get().clone();
        Self { settings: Arc::new(settings), rates: Arc::default(), places, speaks: "en" }
    }

    /// Whether articles are read and checked alike with the two.
    pub fn is(&self, other: &Self) -> bool {
        self.settings == other.settings && self.rates == other.rates && self.places.is(&other.places)
    }

    /// The same with the rates of the settings' file of rates, whose text this is. Answers the lines that cannot be used.
    #[must_use]
    pub fn with_rates(mut self, text: &str) -> (Self, Vec<usize>) {
        let (rates, faulty) = OwnRates::read(text);
        self.rates = Arc::new(rates);
        (self, faulty)
    }

    /// The same with the places of the settings' file of places, whose text this is. Answers what cannot be used of it.
    #[must_use]
    pub fn with_places(mut self, text: &str) -> (Self, Vec<SettingsProblem>) {
        let (own, faults) = OwnPlaces::read(text, Gazetteer::get());
        self.places = Gazetteer::with(own);
        (self, faults.iter().map(|fault| problem(fault, text)).collect())
    }
}

/// A fault of the file of places in words.
fn problem(fault: &OwnFault, text: &str) -> SettingsProblem {
    let got = fault.span.of(text);
    let message = match fault.wrong {
        OwnWrong::Column => Message::new("places-column").with("known", OWN_COLUMNS.join(", ")),
        OwnWrong::Missing => Message::new("places-missing"),
        OwnWrong::Cells => Message::new("places-cells"),
        OwnWrong::Country => Message::new("places-country"),
        OwnWrong::Kind => Message::new("places-kind").with("known", OWN_KINDS.map(PlaceKind::as_str).join(", ")),
        OwnWrong::Month => Message::new("places-month"),
        OwnWrong::People => Message::new("places-people"),
        OwnWrong::Place => Message::new("places-place"),
    };
    let message = message.with("got", got).with("column", &*fault.column);
    SettingsProblem { key: fault.column.clone(), span: Some(fault.span), message }
}
