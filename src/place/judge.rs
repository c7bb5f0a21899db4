//! Which of the names that were found are places: what stands around each, and what it stands in a row with.

use super::form::has_home_letters;
use super::gazetteer::{PlaceId, PlaceKind};
use super::likely::{SURE, likely};
use super::looks::{is_capitals, is_upper};
use super::mention::{Found, Scan};
use super::rules::home_of;
use super::words::Cue;
use crate::language::{Gap, Sense, Shape};

impl Scan<'_> {
    /// Decides which names are places.
    pub(super) fn judge(&self, found: &mut [Found]) {
        for at in 0..found.len() {
            let adjacent = self.adjacent(found, at);
            let name = &mut found[at];
            name.inside = adjacent;
            if !adjacent {
                name.kept = self.alone(name);
            }
        }
        // What a place stands in a row with is a place: "Hai Ha, Dam Ha and Tien Yen"; "Nice, France".
        for at in 1..found.len() {
            self.row(found, at - 1, at);
        }
        for at in (1..found.len()).rev() {
            self.row(found, at, at - 1);
        }
    }

    /// Whether the name is part of a longer one.
    fn adjacent(&self, found: &[Found], at: usize) -> bool {
        let (page, name) = (self.page, &found[at]);
        if name.cues.has(Cue::Person) && name.unit.is_none() && !name.cues.has(Cue::In) {
            return true;
        }
        // "Rue de Rennes", "sông Đồng Nai": the longest phrase before the name says what it is.
        let thing = name.cues.telling == Some(Cue::Thing);
        if thing && name.unit.is_none() && name.kind != PlaceKind::Country && !self.is_route(name) {
            return true;
        }
        if (self.titled || self.capitals || self.words.nouns) && !name.stray {
            return false;
        }
        if name.stray && self.in_foreign_phrase(name) {
            return true;
        }
        if self.words.nouns {
            return false;
        }
        let unit = name.unit.is_some();
        let before = name.first.checked_sub(1).filter(|b| {
            page.gap(name.first) == Gap::Space && page.shape(*b) == Some(Shape::Word) && is_upper(page.word(*b))
        });
        if let Some(before) = before {
            let beside = unit || [Cue::Beside, Cue::In, Cue::Of].into_iter().any(|cue| name.cues.has(cue));
            let of_place = found[..at].last().is_some_and(|f| f.end == name.first && f.kept.is_some());
            // A word that the language knows has its capital from the sentence; a first name has its own.
            let plain = if self.words.syllables { !name.cues.has(Cue::Surname) } else { page.is_known(before) };
            let opens = self.starts_sentence(before)
                && plain
                && !name.doubtful
                && !name.stray
                && page.word(before).chars().count() > 2;
            // "Le Quang Tri" in the middle of a sentence is a person.
            let beside = beside && (unit || page.word(before).chars().count() > 2 || self.starts_sentence(before));
            let capitals = is_capitals(page.word(before)) && page.word(before).chars().count() > 1 && !name.stray;
            if !beside && !of_place && !opens && !capitals {
                return true;
            }
        }
        // "J. Paris", "Paris H."
        if name.first >= 2
            && page.glued(name.first - 1, '.')
            && page.word(name.first - 2).chars().count() == 1
            && !self.starts_sentence(name.first)
        {
            return true;
        }
        // Vietnamese puts the place before the person: "Thủ tướng Campuchia Hun Manet".
        let follows = page.gap(name.end) == Gap::Space
            && page.shape(name.end) == Some(Shape::Word)
            && is_upper(page.word(name.end))
            // "Dam Ha B": the second of two parks.
            && page.word(name.end).chars().count() > 1;
        // "Sân Mỹ Đình": a country's short name begins another name, unless a person's follows.
        if follows
            && self.words.syllables
            && name.kind == PlaceKind::Country
            && name.end == name.first + 1
            && !page.word(name.end).is_ascii()
            && !self.words.before(page, name.end + 1).has(Cue::Surname)
        {
            return true;
        }
        // What stands there without its accents is foreign: "Hanoi Open".
        let stands = name.cues.has(Cue::In) && name.kind == PlaceKind::Country;
        let foreign = name.stray && !stands && follows && page.word(name.end).is_ascii();
        if follows && (!self.words.syllables || name.doubtful && !stands || foreign) {
            // "Marco Reus" is no town in Brazil with one in Spain behind it.
            let next = found.get(at + 1).filter(|f| f.first == name.end && f.country == name.country);
            let starts_place = !name.doubtful && next.is_some();
            let beside = name.behind.has(Cue::Beside);
            let unit_behind = name.behind.unit.is_some();
            let capitals = is_capitals(page.word(name.end)) && page.word(name.end).chars().count() > 1;
            // "Le président des États-Unis Joe Biden": the office's land, then who holds it.
            let office = name.kind == PlaceKind::Country && !name.doubtful && name.cues.has(Cue::Article);
            if !starts_place && !beside && !unit_behind && !office && (!capitals || name.doubtful || name.stray) {
                return true;
            }
        }
        // "Paris-Nice", "Vietnam-based" is one; "Washington-style" too.
        name.doubtful && page.glued(name.end, '-') && page.gap(name.end + 1) == Gap::None
    }

    /// Whether a name is part of a phrase in its own language: "bún bò Huế".
    fn in_foreign_phrase(&self, name: &Found) -> bool {
        let page = self.page;
        let foreign = |at: usize| page.shape(at) == Some(Shape::Word) && has_home_letters(page.word(at), self.language);
        let before = name.first > 0 && page.gap(name.first) == Gap::Space && foreign(name.first - 1);
        before || page.gap(name.end) == Gap::Space && foreign(name.end)
    }

    /// How sure a name is a place for what stands right beside it.
    fn alone(&self, name: &Found) -> Option<u8> {
        let has = |cue: Cue| name.cues.has(cue);
        let unit = name.unit.is_some();
        let starts = self.starts_sentence(name.first);
        let likely = name.likely;
        let sum = if matches!(name.kind, PlaceKind::Ward | PlaceKind::District) {
            match name.unit {
                Some(PlaceKind::Ward | PlaceKind::District | PlaceKind::City) => 95,
                _ => return None,
            }
        } else if name.doubtful {
            let country = name.kind == PlaceKind::Country && !starts && !has(Cue::Acts) && !self.titled;
            match () {
                () if unit && !starts => 95,
                () if has(Cue::In) && !has(Cue::Acts) && !self.titled => 88,
                () if country && has(Cue::Article) => 88,
                () if country && (has(Cue::Of) || has(Cue::Toward)) => 80,
                // "Du Cap au Caire": the article is the name's.
                () if has(Cue::Article) && self.has_article(name) => 85,
                () => return None,
            }
        } else if name.alien && !(unit || has(Cue::In) || has(Cue::Of)) {
            // The name of another language, and nothing says that a place stands here.
            return None;
        } else if likely >= SURE {
            match () {
                () if unit => 98,
                () if has(Cue::In) => 97,
                () if has(Cue::Acts) => 80,
                () => 92,
            }
        } else {
            let text = self.page.span(name.first, name.end).of(self.page.text);
            match () {
                () if unit => 95,
                () if has(Cue::In) && !self.titled => 85,
                () if name.kind == PlaceKind::Division && has(Cue::Article) && !self.titled => 85,
                () if has(Cue::Article) && self.has_article(name) => 85,
                () if name.kind == PlaceKind::Other => 80,
                // A long name of several words is hardly anything else.
                () if name.end > name.first + 2 && text.len() >= 12 && name.in_use => 85,
                () if has(Cue::Of) && likely == 5 && name.in_use && !starts && text.len() >= 5 => 75,
                // A larger town of the language's own country.
                () if self.words.syllables
                    && likely == 5
                    && name.in_use
                    && name.end > name.first + 1
                    && self.is_home(name) =>
                {
                    85
                }
                () => return None,
            }
        };
        Some(if name.in_use { sum } else { sum.min(70) })
    }

    /// Whether the likeliest place of a name is in the country whose language this is.
    fn is_home(&self, name: &Found) -> bool {
        let place = name.places.first().and_then(|id| self.table.site(*id));
        place.is_some_and(|place| home_of(place.country) == Some(self.language))
    }

    /// Whether the name is one end of a way: "đường Hà Nội - Hải Phòng".
    fn is_route(&self, name: &Found) -> bool {
        let page = self.page;
        let dash = |at: usize| ['-', '–', '—'].iter().any(|dash| page.is(at, *dash));
        let upper = |at: usize| page.shape(at) == Some(Shape::Word) && is_upper(page.word(at));
        dash(name.end) && upper(name.end + 1)
    }

    /// Whether the language's name for the place has an article, which is drawn together with the word before it.
    fn has_article(&self, name: &Found) -> bool {
        let text = self.page.span(name.first, name.end).of(self.page.text);
        let place = name.places.first().and_then(|id| self.table.place(*id));
        let own = place.and_then(|place| place.exonym(self.language));
        own.and_then(|own| own.split_once(' ')).is_some_and(|(_, rest)| rest == text)
    }

    /// Keeps `other` where it stands in a row with `one`, which is kept.
    fn row(&self, found: &mut [Found], one: usize, other: usize) {
        let Some(sure) = found[one].kept else { return };
        let country = found[one].country;
        if found[other].kept.is_some() || found[other].inside {
            return;
        }
        let (left, right) = if one < other { (one, other) } else { (other, one) };
        let (from, to) = (found[left].end, found[right].first);
        if to <= from || to > self.page.len() || (from..=to).any(|i| self.page.gap(i) == Gap::Line) {
            return;
        }
        // "Split, en Croatie"; "Hamburg, Đức"; "Springfield (Illinois)": a place and what it lies in.
        let whole = matches!(found[right].kind, PlaceKind::Country | PlaceKind::Division);
        if whole && found[right].kind < found[left].kind && self.is_apposed(&found[right], from) {
            if found[left].country != found[right].country && one == right {
                self.move_to(&mut found[left], country);
            }
            if found[left].country == found[right].country {
                found[other].kept = Some(if sure >= 85 { 95 } else { sure });
                return;
            }
        }
        if to - from > 2 {
            return;
        }
        let comma = (from..to).any(|i| self.page.is(i, ',') || self.page.is(i, ';'));
        // "Lyon et de Macon": the word before a name belongs to it.
        let led = to - from == 2 && (found[right].cues.has(Cue::Of) || found[right].cues.has(Cue::In));
        let linked = (from..to - usize::from(led)).all(|i| {
            self.page.is(i, ',')
                || self.page.is(i, ';')
                || i == from && self.page.shape(i) == Some(Shape::Word) && is_letter(self.page.word(i))
                || self.page.find(i, |s| (s == Sense::And).then_some(())).is_some()
        });
        if !linked {
            return;
        }
        if found[one].country != found[other].country {
            self.move_to(&mut found[other], country);
        }
        let same_country = found[other].country == country;
        // "Nice, France" says what Nice is; "Turkey and Nice" does not.
        let holds = comma && one > other && to - from == 1 && found[one].kind < found[other].kind && same_country;
        let (kind, unit) = (found[one].kind, found[one].unit);
        // A row behind a unit's word: what may be such a unit is one.
        if let Some(unit) = unit.filter(|u| matches!(u, PlaceKind::Ward | PlaceKind::District))
            && same_country
            && !found[other].doubtful
        {
            found[other].unit = found[other].unit.or(Some(unit));
            found[other].kept = Some(sure.min(88));
            return;
        }
        // A name of several words that a district has is hardly anything else there.
        let known = found[other].in_use && found[other].end > found[other].first + 1 && self.words.syllables;
        let ward = match found[other].kind {
            PlaceKind::Ward => true,
            PlaceKind::District => !known,
            _ => false,
        };
        let equals = found[other].kind == kind && !ward && (kind == PlaceKind::Country || same_country);
        let alike = (same_country || found[other].alien) && !ward && !found[other].doubtful;
        if holds || equals || alike {
            found[other].kept = Some(sure.min(85));
        }
    }

    /// Whether a name stands behind a comma or a bracket at token `from`, with nothing but what leads to it between.
    pub(super) fn is_apposed(&self, name: &Found, from: usize) -> bool {
        let page = self.page;
        let between = from + 1..name.first;
        let led = between.is_empty()
            || between.len() <= 4
                && (name.cues.has(Cue::In) || name.cues.has(Cue::Article))
                && between.into_iter().all(|i| {
                    page.is(i, '\'') || page.is(i, '’') || page.shape(i) == Some(Shape::Word) && !is_upper(page.word(i))
                });
        led && (page.is(from, ',') || page.is(from, '('))
    }

    /// Puts the place of a name that lies in a country, if there is one, before its others.
    fn move_to(&self, name: &mut Found, country: &'static str) {
        let lies =
            |id: &PlaceId| self.table.site(*id).is_some_and(|p| p.country == country && p.kind == PlaceKind::City);
        let at = name.places.iter().position(lies);
        if let Some((at, place)) = at.and_then(|at| Some((at, self.table.place(*name.places.get(at)?)?))) {
            name.places.swap(0, at);
            (name.kind, name.country, name.likely) = (place.kind, place.country, likely(&place));
        }
    }
}

/// A single letter, as parks and blocks of one name are told apart by.
fn is_letter(word: &str) -> bool {
    word.len() == 1 && is_capitals(word)
}
