//! Whose dollars and pesos an article tells of: "$850,000" in a report from Sydney is Australian money, "200 pesos" in one
//! from Manila are Philippine ones.
//!
//! A block's reading takes a bare `$` for the United States', and a word that several countries share for the money that
//! its pack names first. Here, where the whole article is known, another country's takes its place if the article is
//! surely written there, or tells of that country and not of the first.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::contents::undecided;
use super::{Article, Contents, Passage, Reading};
use crate::claim::Role;
use crate::figure::{Figure, Kind};
use crate::language::Pack;
use crate::markup::BlockKind;
use crate::place::{Gazetteer, PlaceId};
use crate::units::{Currency, Unit, dollar_of, namesake_of};

/// Money whose country the article tells.
const UNDECIDED: Contents = Contents::DOLLARS.and(Contents::NAMESAKES);
/// Blocks in which a dateline is looked for, the headline with them.
const FIRST: usize = 4;
/// Bytes that a dateline has at most.
const DATELINE: usize = 120;

/// Readings whose bare dollars were given to a currency, by the address of what was read: both are kept, so that the
/// same block has the same reading in the next version of the article.
pub(super) type Localised = HashMap<usize, (Arc<Reading>, Home, Arc<Reading>), FixedState>;

/// Where an article's money is at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Whose the bare dollars are, where that is sure.
    dollars: Option<Currency>,
    /// The money of the country of the dateline, where its word is shared.
    own: Option<Currency>,
    /// The same of the countries that the article names.
    named: Vec<Currency>,
}

impl Home {
    fn of(blocks: &[Passage], places: &Gazetteer) -> Self {
        let first =
            blocks.iter().filter(|passage| !matches!(passage.block.kind, BlockKind::Heading { .. })).take(FIRST);
        let own =
            first.filter_map(|passage| dateline(passage, places)).next().and_then(|(country, _)| namesake_of(country));
        // Only words that are no dollars ask for them.
        let asked = blocks.iter().any(|passage| passage.contents.any(Contents::NAMESAKES));
        let named = || countries(blocks, places).into_iter().filter_map(namesake_of).collect();
        let named = if asked { named() } else { Vec::new() };
        Self { dollars: local(blocks, places), own, named }
    }

    /// The currency that a figure's money is, if not the one that was read.
    fn currency(&self, figure: &Figure) -> Option<Currency> {
        if figure.shared {
            return self.dollars;
        }
        let first = figure.unit.and_then(Unit::currency)?;
        let can_be = |currency: &Currency| figure.unit_or.iter().any(|unit| unit.currency() == Some(*currency));
        match self.own {
            Some(own) if own == first || can_be(&own) => Some(own).filter(|own| *own != first),
            _ => {
                let mut named = self.named.iter().copied().filter(|named| *named == first || can_be(named));
                let only = named.next()?;
                (only != first && named.all(|other| other == only)).then_some(only)
            }
        }
    }
}

/// The blocks of an article with its dollars and pesos given to the country that it is written in; nothing where that is
/// not sure. What was read of the blocks stays as it is: those with such money get a reading of their own.
pub(super) fn localised(blocks: &[Passage], known: &mut Localised, places: &Gazetteer) -> Option<Vec<Passage>> {
    let before = std::mem::take(known);
    if !blocks.iter().any(|passage| passage.contents.any(UNDECIDED)) {
        return None;
    }
    let home = Home::of(blocks, places);
    let moves = |passage: &Passage| {
        if !passage.contents.any(UNDECIDED) {
            return false;
        }
        let mut figures = passage.reading.figures.iter();
        figures.any(|figure| undecided(figure) && home.currency(figure).is_some())
    };
    if !blocks.iter().any(moves) {
        return None;
    }
    let mut blocks = blocks.to_vec();
    for passage in blocks.iter_mut().filter(|passage| moves(passage)) {
        let at = Arc::as_ptr(&passage.reading) as usize;
        let (read, _, given) = known.entry(at).or_insert_with(|| match before.get(&at) {
            Some(same) if same.1 == home => same.clone(),
            _ => {
                let mut reading = Reading::clone(&passage.reading);
                for figure in reading.figures.iter_mut().filter(|figure| undecided(figure)) {
                    if let Some(currency) = home.currency(figure) {
                        give(figure, currency);
                    }
                }
                (Arc::clone(&passage.reading), home.clone(), Arc::new(reading))
            }
        });
        debug_assert!(Arc::ptr_eq(read, &passage.reading));
        passage.reading = Arc::clone(given);
    }
    Some(blocks)
}

/// The first ones stay possible.
fn give(figure: &mut Figure, currency: Currency) {
    let local = match figure.unit {
        Some(Unit::Money(_)) => Unit::Money(currency),
        Some(Unit::MoneyPer(_, per)) => Unit::MoneyPer(currency, per),
        _ => return,
    };
    figure.unit_or.retain(|unit| *unit != local);
    figure.unit_or.extend(figure.unit.replace(local));
}

/// The currency of the article's bare dollars, if it is another country's and that is sure: the dateline says so, or
/// American dollars are told apart ("$3 million (US$2 million)") and one country with such money is named.
fn local(blocks: &[Passage], places: &Gazetteer) -> Option<Currency> {
    let figures = || blocks.iter().flat_map(|passage| passage.reading.figures.iter());
    let dollars = |figure: &&Figure| figure.kind == Kind::Money && !figure.shared;
    let us = Currency::of_code("USD");
    let sums = || figures().filter(dollars).filter_map(|figure| figure.unit?.currency());
    let own = |country: &str, pack: &Pack| {
        let currency = dollar_of(country).filter(|_| pack.dollars.is_local(country))?;
        // "A$" beside "$": the bare ones are American.
        (!sums().any(|other| other == currency)).then_some(currency)
    };
    let first = blocks.iter().filter(|passage| !matches!(passage.block.kind, BlockKind::Heading { .. })).take(FIRST);
    if let Some((country, pack)) = first.filter_map(|passage| dateline(passage, places)).next() {
        return own(country, pack);
    }
    let told_apart = || {
        let mut both =
            blocks.iter().filter(|p| p.contents.any(Contents::EQUIVALENTS) && p.contents.any(Contents::DOLLARS));
        both.any(|passage| {
            let reading = &passage.reading;
            let claims = reading.claims.iter().zip(&reading.figures);
            claims.filter(|(_, figure)| us.is_some() && !figure.shared).any(|(claim, figure)| match claim.role {
                Role::Equivalent { of } => {
                    figure.unit == us.map(Unit::Money) && reading.figures.get(of).is_some_and(|source| source.shared)
                }
                _ => false,
            })
        })
    };
    let pack = blocks.iter().find_map(|passage| passage.language)?.pack();
    if !told_apart() {
        return None;
    }
    let mut local = countries(blocks, places).into_iter().filter(|country| dollar_of(country).is_some());
    let country = local.next()?;
    if local.next().is_some() {
        return None;
    }
    own(country, pack)
}

/// The countries of an article's places, in the order of their codes.
fn countries(blocks: &[Passage], table: &Gazetteer) -> BTreeSet<&'static str> {
    let blocks = blocks.iter().filter(|passage| passage.contents.any(Contents::PLACES));
    let mentions = blocks.flat_map(|passage| passage.reading.places.iter());
    let named = mentions.filter(|m| m.confidence > 0 && !m.inside).filter_map(|m| m.places.first().copied());
    // An article names few places, and each of them often.
    let places: HashSet<PlaceId, FixedState> = named.collect();
    places.into_iter().filter_map(|id| Some(table.place(id)?.country)).collect()
}

/// The country of a dateline: "SYDNEY, March 18 –", "TORONTO —". Nothing where an agency stands there that writes `$`
/// for American dollars.
fn dateline(passage: &Passage, table: &Gazetteer) -> Option<(&'static str, &'static Pack)> {
    let pack = passage.language?.pack();
    let prose = passage.prose();
    let mention = passage.reading.places.first().filter(|mention| mention.span.start == 0)?;
    let mut cut = prose.len().min(DATELINE);
    while !prose.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = prose.get(mention.span.end..cut)?;
    let dash = [" – ", " — ", " - ", " -- ", "—", " _ "].iter().filter_map(|dash| head.find(dash)).min()?;
    let between = head.get(..dash)?;
    let start = mention.span.end;
    // A date, other names, an agency in brackets: no sentence.
    let dated = |at: usize| {
        let figures = &passage.reading.figures;
        figures.iter().any(|figure| figure.kind == Kind::Date && figure.span.holds(start + at))
    };
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let plain = words.clone().all(|word| {
        let at = word.as_ptr() as usize - between.as_ptr() as usize;
        word.chars().next().is_some_and(|c| c.is_uppercase()) || dated(at)
    });
    if !plain || words.any(|word| pack.dollars.is_agency(word)) {
        return None;
    }
    Some((table.place(*mention.places.first()?)?.country, pack))
}

impl Article {
    /// The currencies that a bare `$` may be as well, by the places that the article names.
    pub fn other_dollars(&self) -> Vec<Currency> {
        countries(&self.blocks, &self.gazetteer).into_iter().filter_map(dollar_of).collect()
    }
}
