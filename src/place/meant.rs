//! What a name that is written somewhere may mean: which places, and how it stands to the language's own names.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use super::form::{written, written_of};
use super::gazetteer::{MOST_KNOWN, Place, PlaceId, PlaceKind};
use super::likely::{SURE, likely};
use super::looks::{bare_key, is_capitals, is_genitive, same_case};
use super::mention::{Places, Scan};
use super::rules::bare_abroad;
use crate::text::memo::{Memo, remembered};

/// Places of one name that are kept.
const MOST_PLACES: usize = 8;

/// What a name means as far as the words right beside it tell.
#[derive(Debug)]
pub(super) struct Meant {
    /// Best first.
    pub places: Places,
    /// What the first of them is.
    pub kind: PlaceKind,
    pub country: &'static str,
    /// How likely it is by its name alone.
    pub likely: u32,
    /// The name is also another word or a person's.
    pub doubtful: bool,
    /// A form of the name that is in use, or an accent of no form.
    pub in_use: bool,
    /// The language has a name of its own for the place, written otherwise.
    pub stray: bool,
    /// And that is another name, not only other accents.
    pub alien: bool,
    /// The name, or the place, is no more.
    pub dated: bool,
}

/// What stands beside a name, as far as it decides what may be meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct With {
    /// The name is one word.
    pub single: bool,
    /// A place stands here.
    pub stands: bool,
    /// Or something else that is called like one.
    pub thing: bool,
    /// What it is said to be.
    pub unit: Option<PlaceKind>,
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    id: PlaceId,
    score: u32,
    likely: u32,
    /// Written in a form that is in use.
    in_use: bool,
    kind: PlaceKind,
    country: &'static str,
    /// The name, or the place, is no more.
    dated: bool,
}

/// How a name stands to the language's own: see [`Meant`].
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    stray: bool,
    alien: bool,
    short: bool,
}

thread_local! {
    static MEANT: RefCell<Memo<Option<Rc<Meant>>>> = RefCell::new(Memo::new(MOST_KNOWN));
}

impl Scan<'_> {
    /// What a name with this key means where it is written so; nothing where no place has it, or none may be meant.
    pub(super) fn meant(&self, text: &str, with: With, key: &str) -> Option<Rc<Meant>> {
        // Places of the desk are no matter of others.
        if self.table.own.as_ref().is_some_and(|own| own.has(key)) {
            return self.weighed(text, with, &self.table.probe(key).places?);
        }
        let bits = [with.single, with.stands, with.thing, self.capitals];
        let bits = bits.iter().fold(0, |bits, bit| bits << 1 | u32::from(*bit));
        let unit = with.unit.map_or(0, |unit| unit as u32 + 1);
        remembered(&MEANT, (self.tag, bits << 3 | unit), text, || {
            self.weighed(text, with, &self.table.look_up(key).places?)
        })
    }

    /// A function of the language, the text, what [`Self::meant`] tells apart, and the table.
    fn weighed(&self, text: &str, with: With, ids: &[PlaceId]) -> Option<Rc<Meant>> {
        let With { single, stands, thing, unit } = with;
        let short = text.chars().count() <= 4;
        let mut places = Vec::new();
        // A name that hundreds of wards have is looked at as far as needed.
        for id in ids.iter().copied().take(64) {
            let Some(place) = self.table.place(id) else { continue };
            // The form of a name of few places is asked for again by the checks.
            let form = if ids.len() <= MOST_PLACES {
                written_of(id, &place, text, self.language)
            } else {
                written(&place, text, self.language)
            };
            let Some(form) = form else { continue };
            if !same_case(form.name.text, text) && !is_capitals(text) {
                continue;
            }
            let own = form.name.is_of(self.language);
            // "Peru's" is no Perus.
            if is_genitive(text) && !form.name.text.contains('\'') {
                continue;
            }
            let foreign = !own
                && form.name.languages != 0
                && !form.name.is_main()
                && !form.name.is_native()
                && !form.name.is_open();
            // What Vietnamese calls a city in China is no name in English when its accents are gone.
            if foreign && !form.exact {
                continue;
            }
            if !form.in_use() && (thing || !self.nearly(&place, &form.name, text, stands)) {
                continue;
            }
            if form.name.is_short() && (!is_capitals(text) || self.capitals) {
                continue;
            }
            if single && short && !form.name.is_short() {
                // "My", "Anh", "Nga": a short name only as its own language writes it, or if all the world does.
                let world = form.name.is_native() || form.name.is_main();
                // "Kiev" in English, where a place stands.
                let world = world || stands && place.population >= 1_000_000;
                let known = own || form.name.is_open() || world && place.population >= 300_000;
                if !known || !form.exact {
                    continue;
                }
            }
            if !form.in_use() && matches!(place.kind, PlaceKind::District | PlaceKind::Ward) {
                continue;
            }
            let likely = likely(&place);
            let mut score = likely * 4;
            score += if form.exact { 6 } else { u32::from(form.in_use()) * 4 };
            score = score.saturating_sub(u32::from(foreign) * 6);
            score += u32::from(own) * 2 + u32::from(bare_abroad(&place) == Some(self.language)) * 4;
            score = score.saturating_sub(u32::from(form.name.is_alternate()) * 14);
            if let Some(unit) = unit {
                score += u32::from(unit == place.kind) * 14;
                // A ward or a district is called one.
                score = score.saturating_sub(u32::from(unit != place.kind) * 2);
            }
            places.push(Candidate {
                id,
                score,
                likely,
                in_use: form.in_use(),
                kind: place.kind,
                country: place.country,
                dated: form.name.is_former() || place.until > 0,
            });
        }
        places.sort_unstable_by_key(|c: &Candidate| (Reverse(c.score), c.id));
        places.truncate(MOST_PLACES);
        let Candidate { id, kind, country, likely, in_use, dated, .. } = *places.first()?;
        let Manner { stray, alien, short } = self.manner(id, text);
        Some(Rc::new(Meant {
            places: places.iter().map(|c| c.id).collect(),
            kind,
            country,
            likely,
            // "US" is no "us".
            doubtful: !short && self.words.is_doubtful(text),
            in_use,
            stray: stray || dated,
            alien,
            dated,
        }))
    }

    /// How the name of a place stands to the language's own.
    fn manner(&self, id: PlaceId, text: &str) -> Manner {
        let Some(place) = self.table.place(id) else { return Manner::default() };
        let own = place.exonym(self.language);
        // Short names and those that are open to all stand beside the language's own.
        let form = written_of(id, &place, text, self.language);
        let short = form.is_some_and(|w| w.name.is_short());
        // What a place was called at home is no other language's name.
        let home = bare_abroad(&place) == Some(self.language);
        let past = home && form.is_some_and(|w| w.name.is_former() && w.exact && !w.name.is_alternate());
        let settled = past
            || form.is_none_or(|w| w.name.is_of(self.language) && w.exact || w.name.is_short() || w.name.is_open());
        let bare = bare_abroad(&place).is_some_and(|home| home != self.language);
        let tones = bare && super::has_tone(text);
        let own = own.filter(|own| !settled && super::spelling(own) != super::spelling(text));
        let alien = own.is_some_and(|own| bare_key(own) != bare_key(text));
        Manner { stray: own.is_some() || tones, alien, short }
    }

    /// Whether accents of no form in use are a slip in this name, and not another word: one syllable of a Vietnamese name,
    /// or a large place.
    fn nearly(&self, place: &Place<'_>, name: &super::Name<'_>, text: &str, stands: bool) -> bool {
        let home = bare_abroad(place);
        if !self.words.syllables {
            return home.is_some() || text.chars().count() >= 5 && likely(place) >= 5;
        }
        // People have names much like those of foreign towns: "Hoàng Sơn"; "Bà Lan" is a lady, no Poland.
        let great = stands && likely(place) >= SURE;
        if self.words.is_person(text) {
            return false;
        }
        if home != Some(self.language) && !(great && name.is_of(self.language)) {
            return false;
        }
        let (own, right) = (super::spelling(text), super::spelling(name.text));
        let (own, right): (Vec<&str>, Vec<&str>) = (own.split(' ').collect(), right.split(' ').collect());
        let slips = own.iter().zip(&right).filter(|(a, b)| a != b).count();
        own.len() == right.len() && own.len() > 1 && slips == 1
    }
}
