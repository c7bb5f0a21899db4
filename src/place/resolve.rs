//! The mentions of an article, each with the one place that it means.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::fold;
use super::gazetteer::{Gazetteer, PlaceId, PlaceKind, Site};
use super::mention::Mention;
use super::rules::{has_family_towns, is_seat};
use crate::text::Span;

/// A mention with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sited {
    /// The block it stands in.
    pub block: usize,
    /// Its index among the block's mentions.
    pub mention: usize,
    /// In the block's prose.
    pub span: Span,
    pub place: PlaceId,
    /// In hundredths.
    pub confidence: u8,
}

/// Settles what each mention of an article means. `blocks` gives each block's prose and mentions, in order.
///
/// A name of several places means the one whose province or country the article names near it, else the likeliest. A
/// name that is a person's somewhere and stands for a place nowhere is none at all.
pub fn resolve(blocks: &[(&str, &[Mention])], table: &Gazetteer) -> Vec<Sited> {
    let all = || blocks.iter().flat_map(|(prose, list)| list.iter().map(move |m| (m, m.span.of(prose))));
    let mut keys = Keys::default();
    let mut people: HashSet<u32, FixedState> = HashSet::default();
    let mut lands: HashSet<&'static str, FixedState> = HashSet::default();
    let mut countries: HashMap<&'static str, usize, FixedState> = HashMap::default();
    // What the text below a headline has as part of longer names, and as places.
    let mut parts: HashSet<u32, FixedState> = HashSet::default();
    let mut plain: HashSet<u32, FixedState> = HashSet::default();
    // Few articles have a headline of capitals: only for them the two are asked.
    let titled = all().any(|(mention, _)| mention.titled);
    // Places that are the first of a name's, as often as they are, and those that are the second: the first is one beyond
    // doubt.
    let (mut firsts, mut seconds): (Vec<PlaceId>, Vec<PlaceId>) = (Vec::new(), Vec::new());
    for (mention, text) in all() {
        if mention.inside && mention.doubtful {
            people.insert(keys.of(text));
        }
        if titled && mention.inside {
            parts.insert(keys.of(text));
        }
        if mention.confidence == 0 {
            continue;
        }
        if titled && !mention.titled {
            plain.insert(keys.of(text));
        }
        firsts.extend(mention.places.first());
        seconds.extend(mention.places.get(1));
    }
    firsts.sort_unstable();
    seconds.sort_unstable();
    let is_first = |id: &PlaceId| firsts.binary_search(id).is_ok();
    for alike in firsts.chunk_by(PlaceId::eq) {
        let Some(place) = alike.first().and_then(|id| table.site(*id)) else { continue };
        if matches!(place.kind, PlaceKind::Country | PlaceKind::Division) {
            lands.insert(place.country);
        }
        *countries.entry(place.country).or_default() += alike.len();
    }
    let holds = |id: &PlaceId| {
        let kind = table.site(*id).map(|place| place.kind);
        matches!(kind, Some(PlaceKind::Division | PlaceKind::Country | PlaceKind::City))
    };
    let around = |id: &PlaceId| (is_first(id) || seconds.binary_search(id).is_ok()) && holds(id);
    // What each list of places means is one thing in an article.
    let mut chosen: HashMap<&[PlaceId], Option<PlaceId>, FixedState> = HashMap::default();
    let mut out = Vec::new();
    for (block, (prose, list)) in blocks.iter().enumerate() {
        for (index, mention) in list.iter().enumerate().filter(|(_, m)| !m.inside) {
            let waits = mention.confidence == 0;
            // Most names are nobody's, and sure.
            let key = if mention.doubtful || mention.titled { keys.of(mention.span.of(prose)) } else { NO_KEY };
            if mention.doubtful && mention.confidence < 95 && people.contains(&key) {
                continue;
            }
            // A headline names what the text does: "Bristol Lad Wins".
            if mention.titled && parts.contains(&key) && !plain.contains(&key) {
                continue;
            }
            let known = |id: &PlaceId| {
                // "Washington" where the article is of America, unless a person there is called so.
                let place = table.place(*id).filter(|_| mention.doubtful && !people.contains(&key));
                let at_home = place.as_ref().is_some_and(|p| match p.kind {
                    PlaceKind::City | PlaceKind::Division => lands.contains(p.country),
                    // "Nga" where Moscow is named.
                    PlaceKind::Country => countries.contains_key(p.country),
                    _ => false,
                });
                let seat = place.is_some_and(|p| is_seat(&p)) && countries.len() >= 2;
                is_first(id) || at_home || seat
            };
            let place = match mention.places.first() {
                Some(first) if waits && !known(first) => {
                    let of_country = |id: &&PlaceId| {
                        let hinted = |p: Site| is_hinted(p, mention.hint, &countries, &lands);
                        table.site(**id).is_some_and(hinted) || known(id)
                    };
                    mention.places.iter().find(of_country).copied()
                }
                // Most names have one place.
                Some(only) if mention.places.len() == 1 => Some(*only),
                _ => *chosen
                    .entry(mention.places.as_slice())
                    .or_insert_with(|| choose(table, &mention.places, around, &countries)),
            };
            let Some(place) = place else { continue };
            let confidence = if waits { 80 } else { mention.confidence };
            out.push(Sited { block, mention: index, span: mention.span, place, confidence });
        }
    }
    out
}

/// Whether a name with no more than a hint beside it is this place, for the countries that the article names: how often
/// each, and which by their own names.
fn is_hinted(
    place: Site,
    hint: u8,
    countries: &HashMap<&'static str, usize, FixedState>,
    lands: &HashSet<&'static str, FixedState>,
) -> bool {
    let count = countries.get(place.country).copied().unwrap_or(0);
    match hint {
        0 => false,
        2 => count >= 1,
        // Families are called like towns.
        _ if place.population < if has_family_towns(place.country) { LARGE } else { TOWN } => false,
        _ if has_family_towns(place.country) => count >= 2 || lands.contains(place.country),
        _ => count >= 1,
    }
}

/// People of a town, and of one that is known for itself.
const TOWN: u64 = 20_000;
const LARGE: u64 = 100_000;

/// The key of a name that was not looked up.
const NO_KEY: u32 = u32::MAX;

/// Names without case and accents, as numbers: an article says few names, and says them often.
#[derive(Default)]
struct Keys<'a> {
    texts: HashMap<&'a str, u32, FixedState>,
    keys: HashMap<String, u32, FixedState>,
}

impl<'a> Keys<'a> {
    fn of(&mut self, text: &'a str) -> u32 {
        *self.texts.entry(text).or_insert_with(|| {
            let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
            *self.keys.entry(fold(text)).or_insert(next)
        })
    }
}

fn choose(
    table: &Gazetteer,
    mentioned: &[PlaceId],
    // What holds other places: divisions, countries, cities that are named.
    around: impl Fn(&PlaceId) -> bool,
    countries: &HashMap<&'static str, usize, FixedState>,
) -> Option<PlaceId> {
    let first = *mentioned.first()?;
    if mentioned.len() == 1 {
        return Some(first);
    }
    let places: Vec<_> = mentioned.iter().filter_map(|id| Some((*id, table.site(*id)?))).collect();
    let kind = places.first().map(|p| p.1.kind)?;
    // A country and a great city are what they are wherever they are named.
    if kind == PlaceKind::Country || places.first().is_some_and(|p| p.1.population >= 1_000_000) {
        return Some(first);
    }
    let held = |place: &Site| {
        let mut at = place.parent;
        for _ in 0..3 {
            let Some(id) = at else { return false };
            if around(&id) {
                return true;
            }
            at = table.site(id).and_then(|p| p.parent);
        }
        false
    };
    // Which of like places: the one whose province is named, then the one in a country that is.
    let rank = |at: usize, place: &Site| {
        // A district and a commune of one name are told apart by where they lie alone.
        let small = |kind| matches!(kind, PlaceKind::Ward | PlaceKind::District);
        let same_kind = place.kind == kind || small(place.kind) && small(kind);
        let near = same_kind && held(place);
        let known = countries.get(place.country).copied().unwrap_or(0) > 1;
        (u8::from(near) * 2 + u8::from(known && same_kind), std::cmp::Reverse(at))
    };
    places.iter().enumerate().max_by_key(|(at, row)| rank(*at, &row.1)).map(|(_, row)| row.0)
}
