//! Words that stand where a place stands, are none that the table knows, and are nearly one.

use std::collections::HashSet;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::fold::fold_onto;
use super::gazetteer::{Gazetteer, Name, Place, PlaceId, PlaceKind};
use super::likely::likely;
use super::looks::{is_capitals, is_upper};
use super::mention::{Found, Scan};
use super::rules::{bare_abroad, has_family_towns, has_names_in_syllables};
use super::words::{Cue, Cues};
use super::{fold, spelling};
use crate::language::{Gap, Sense, Shape};
use crate::text::Span;

/// A misspelled place, as it seems: the name that it nearly is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    pub span: Span,
    pub place: PlaceId,
    /// The place's name as the table spells it.
    pub name: String,
    /// It is meant only if the article names its country.
    pub waits: bool,
}

/// Letters of the shortest name that is looked for with a slip in it.
const SHORTEST: usize = 5;
/// Letters from which two slips are borne.
const LONG: usize = 10;
/// People of a place that is meant where its name has a slip and is short, or where little says that a place stands.
const GREAT: u64 = 1_000_000;

/// How surely a place stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Surely,
    /// It stands in a row with a place, or with what it lies in.
    Beside,
    /// A place or something else.
    Maybe,
    /// A country, a province, or something else.
    Land,
}

/// The place that the unknown word at token `first` was to be, where there is one convincing answer.
pub(super) fn stranger(scan: &Scan<'_>, first: usize, found: &[Found]) -> Option<Stranger> {
    let page = scan.page;
    if scan.starts_sentence(first) || page.glued(first, '.') {
        return None;
    }
    let cues = scan.words.before(page, first);
    let unit = cues.unit;
    if cues.has(Cue::Person) || cues.has(Cue::Surname) || unit.is_none() && cues.has(Cue::Thing) {
        return None;
    }
    // Where every noun has a capital, only a word for what it is makes one a name.
    let said = |cue: Cue| cues.has(cue) && !scan.words.nouns;
    let leads = unit.is_some() || said(Cue::In) || said(Cue::Toward) || said(Cue::Article);
    // Most words with a capital have nothing beside them that makes them places.
    if !leads && !has_near(first, found) {
        return None;
    }
    let end = end_of_name(scan, first);
    // Names stand in order: none but the nearest is looked at.
    let near = found.get(found.partition_point(|f| f.end < first)..).unwrap_or_default();
    let mut over = near.iter().take_while(|f| f.first < end);
    if over.any(|f| f.kept.is_some() && f.end > first) {
        return None;
    }
    let lies = lies_in(scan, end, found);
    let row = if lies.is_none() { beside(scan, first, end, found, cues) } else { None };
    let stands = match () {
        () if unit.is_some() || said(Cue::In) => Stands::Surely,
        () if lies.is_some() || row.is_some() => Stands::Beside,
        () if said(Cue::Toward) => Stands::Maybe,
        // "Le Radjasthan": countries and what they are made of have an article.
        () if said(Cue::Article) => Stands::Land,
        () => return None,
    };
    let span = page.span(first, end);
    let text = span.of(page.text);
    if text.len() < SHORTEST || page.glued(end, '-') || is_capitals(text) {
        return None;
    }
    let key = fold(text);
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    let maybe = matches!(stands, Stands::Maybe | Stands::Land);
    // A short name in a row, or behind a word that leads to other things as well, is no slip of a place's.
    let short = letters < SHORTEST || letters < 6 && (maybe || stands == Stands::Beside && lies.is_none());
    if short || !key.is_ascii() {
        return None;
    }
    // The table knows it, if only as a place of no note; in another country than the text says it is none.
    let there = |places: &[PlaceId]| {
        places
            .iter()
            .filter_map(|id| scan.table.place(*id))
            .any(|p| lies.is_none_or(|(country, _)| p.country == country))
    };
    if scan.table.places_of(&key).is_some_and(|places| lies.is_none() || letters < 8 || there(&places)) {
        return None;
    }
    let most = if letters >= LONG { 2 } else { 1 };
    let nearly = scan.table.near(&key, most);
    if nearly.is_empty() || page.gap(end) == Gap::Space && scan.words.says_what(page, end) {
        return None;
    }
    // What it is said to be stands before it: no adjective.
    let called = unit.is_some();
    if !called && scan.words.endings.iter().any(|ending| is_people(scan, &key, ending)) {
        return None;
    }
    let unit = unit.or_else(|| scan.words.after(page, end).unit);
    let mut best: Vec<(i64, String, PlaceId, bool)> = Vec::new();
    for (other, slips, places) in nearly.iter() {
        // A letter doubled for another that is not is one slip: "Cincinatti".
        let slips = if squeezed(&key) == squeezed(other) { 1 } else { *slips };
        // No people of "Novi Sad" has an e more.
        let one = !key.contains(' ');
        let ended = |ending: &&String| (one || ending.len() > 1 || *ending == "n") && inflected(&key, other, ending);
        let genitive = scan.words.genitives.iter().any(|ending| inflected(&key, other, ending));
        let inflected = genitive || !called && scan.words.endings.iter().any(|ending| ended(&ending));
        // "Los Palos", "Lospalos": both are written.
        if key.len() > other.len() && key.replace(' ', "") == *other {
            return None;
        }
        // "German" in a row is no Germany that lost a letter.
        if stands != Stands::Surely && *other != key && other.starts_with(&key) && (one || !scan.words.syllables) {
            return None;
        }
        for id in places.iter().copied() {
            let Some(place) = scan.table.place(id) else { continue };
            if matches!(place.kind, PlaceKind::Ward | PlaceKind::District) {
                continue;
            }
            // What it is called in this language, by itself or everywhere; not in a third language: Servië.
            let here = |n: &&Name<'_>| n.is_of(scan.language) || n.is_main() || n.is_native() || n.is_open();
            let known = |n: &&Name<'_>| fold(n.text) == *other && !n.is_alternate() && !n.is_former();
            // "Ludwigshafen" is short for "Ludwigshafen am Rhein".
            let short = |n: &&Name<'_>| fold(n.text) == *other && n.is_alternate() && begins(&place, other);
            let own = place.names.iter().filter(here).find(known);
            let Some(name) = own.or_else(|| place.names.iter().find(short)) else {
                continue;
            };
            // Of a name that the language has.
            if inflected {
                return None;
            }
            let size = i64::from(likely(&place));
            // Names from other scripts come with other vowels: Twifo, Twifu. That is no slip.
            if size < 7 && other_vowel(&key, other) {
                continue;
            }
            let great = place.kind == PlaceKind::Country || place.population >= GREAT;
            let of_kind = unit == Some(place.kind);
            // "Cái Lân" is a port, and no slip in Cai Lậy.
            if size < 7 && has_names_in_syllables(place.country) && in_syllables(&key) {
                continue;
            }
            if letters < 6 && (!(great || of_kind) || other.len() <= key.len() || slips > 1) {
                continue;
            }
            let mut waits = false;
            if let Some((country, _)) = lies {
                if place.country != country {
                    continue;
                }
            } else if let Some((country, kind)) = row.filter(|_| stands == Stands::Beside) {
                let same = place.country == country || place.kind == PlaceKind::Country && kind == PlaceKind::Country;
                if !(same && letters >= 6 || size >= 7 && letters >= 7) || slips > 1 && letters < 12 {
                    continue;
                }
            }
            if stands == Stands::Land && !matches!(place.kind, PlaceKind::Country | PlaceKind::Division) {
                continue;
            }
            if maybe && (size < 7 || letters < 9 && !great || letters < 8 || slips > 1) {
                // What little stands there is enough where the article is of that country.
                let family = has_family_towns(place.country) && size < 7 && letters < 10;
                if slips > 1 || size < 5 || letters < if great { 6 } else { 8 } || family {
                    continue;
                }
                waits = true;
            }
            // A small place is worth a guess only where little else is so spelled.
            let enough = match place.kind {
                _ if lies.is_some() => 3,
                PlaceKind::Division => 6,
                _ if letters >= 12 => 3,
                _ => 5,
            };
            if size < enough {
                // But where a place surely stands, and the article is of its country.
                if stands != Stands::Surely || slips > 1 || letters < 7 || size < 3 || has_family_towns(place.country) {
                    continue;
                }
                waits = true;
            }
            let own = i64::from(name.is_of(scan.language)) * 2;
            let fits = i64::from(of_kind) * 3;
            let here = i64::from(bare_abroad(&place) == Some(scan.language)) * 3;
            let score =
                size * 2 + own + fits + here - 12 * (slips as i64 - 1) + (place.population / 2_000_000).min(4) as i64;
            let form = place.exonym(scan.language).filter(|own| fold(own) == *other).unwrap_or(name.text);
            best.push((score, form.to_owned(), id, waits));
        }
    }
    best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (score, name, place, waits) = best.first()?.clone();
    // Another place that is as likely: who knows.
    let rival = best.iter().find(|b| spelling(&b.1) != spelling(&name) && b.2 != place);
    let enough = if letters >= 12 || lies.is_some() || waits { 8 } else { 10 };
    if score < enough || rival.is_some_and(|r| r.0 + 1 > score) {
        return None;
    }
    Some(Stranger { span, place, name, waits })
}

/// Whether a name stands so near that the word at token `first` may be said to lie in it ([`lies_in`]), or be in a row
/// with it ([`beside`]).
fn has_near(first: usize, found: &[Found]) -> bool {
    let near = found.get(found.partition_point(|f| f.end + 3 < first)..).unwrap_or_default();
    near.iter().take_while(|f| f.first <= first + LONGEST_NAME + 5).any(|f| f.first != first)
}

/// What a name is said to lie in right behind it, where that is a place: "X, in southern France", "X (Illinois)".
fn lies_in(scan: &Scan<'_>, end: usize, found: &[Found]) -> Option<(&'static str, PlaceKind)> {
    let around = found.get(found.partition_point(|f| f.first <= end)).filter(|f| f.first <= end + 5)?;
    let whole = matches!(around.kind, PlaceKind::Country | PlaceKind::Division) && !around.inside;
    let kept = around.kept.is_some() || !around.doubtful;
    (whole && kept && scan.is_apposed(around, end)).then_some((around.country, around.kind))
}

/// The place that a name stands in a row with: "Uganda and X", "X, Lyon".
fn beside(scan: &Scan<'_>, first: usize, end: usize, found: &[Found], cues: Cues) -> Option<(&'static str, PlaceKind)> {
    let page = scan.page;
    let linked = |from: usize, to: usize| {
        from < to
            && to - from <= 2
            && (from..=to).all(|i| page.gap(i) != Gap::Line)
            && (from..to).all(|i| page.is(i, ',') || page.find(i, |s| (s == Sense::And).then_some(())).is_some())
    };
    let last = found.partition_point(|f| f.end < first).checked_sub(1);
    // "Genève et de X": the word before a name belongs to it.
    let led = [Cue::Of, Cue::In, Cue::Toward].into_iter().any(|cue| cues.has(cue));
    let linked_to = |end: usize| linked(end, first) || led && first > 1 && end + 3 >= first && linked(end, first - 1);
    let before = last.and_then(|at| found.get(at)).filter(|f| linked_to(f.end));
    let behind = || found.get(found.partition_point(|f| f.first <= end)).filter(|f| linked(end, f.first));
    let kept = |f: &&Found| f.kept.is_some_and(|sure| sure >= 75);
    before.filter(kept).or_else(|| behind().filter(kept)).map(|f| (f.country, f.kind))
}

/// Whether a key is nothing but syllables of such names.
fn in_syllables(key: &str) -> bool {
    static KNOWN: OnceLock<HashSet<String, FixedState>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = HashSet::default();
        let table = Gazetteer::get();
        let home = |id: &PlaceId| table.place(*id).is_some_and(|place| has_names_in_syllables(place.country));
        table.beginning("", |key, places| {
            if key.contains(' ') && places.iter().take(2).any(home) {
                known.extend(key.split(' ').map(str::to_owned));
            }
            true
        });
        known
    });
    key.contains(' ') && key.split(' ').all(|syllable| known.contains(syllable))
}

/// A key with each doubled letter once.
fn squeezed(key: &str) -> String {
    let mut out: Vec<char> = key.chars().collect();
    out.dedup();
    out.into_iter().collect()
}

/// Whether a key is a name with an ending, some of the name's last letters gone: "indonesian", "argentinian".
fn inflected(key: &str, name: &str, ending: &str) -> bool {
    let Some(stem) = key.strip_suffix(ending).filter(|stem| stem.len() >= 3) else { return false };
    // A last letter that is doubled is a slip of the hand.
    let doubled = stem == name && ending.len() == 1 && stem.ends_with(ending);
    // "Italian", but "Niamei" is no word for those of Niamey.
    let vowels = |rest: &str| rest.len() <= 3 && rest.chars().all(|c| is_vowel(c) && (c != 'y' || ending.len() > 1));
    !doubled && name.strip_prefix(stem).is_some_and(vowels)
}

/// Whether a key is a country's name with an ending: "chilean". It is no slip of another name.
fn is_people(scan: &Scan<'_>, key: &str, ending: &str) -> bool {
    let Some(stem) = key.strip_suffix(ending).filter(|stem| stem.len() >= 4 && !ending.is_empty()) else {
        return false;
    };
    // The ending may have taken the name's last vowel: Chile, Nicaragua.
    ["", "e", "a", "o", "y"].iter().any(|vowel| scan.table.is_country(stem, vowel))
}

/// Whether one of the place's main names goes on from a key: "Frankfurt am Main".
fn begins(place: &Place<'_>, key: &str) -> bool {
    let whole = place.names.iter().filter(|n| n.is_main() || n.is_native());
    whole.into_iter().any(|n| fold(n.text).strip_prefix(key).is_some_and(|rest| rest.starts_with(' ')))
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// Whether the two differ in one vowel alone.
fn other_vowel(a: &str, b: &str) -> bool {
    let mut pairs = a.chars().zip(b.chars()).filter(|(c, d)| c != d);
    a.len() == b.len() && pairs.next().is_some_and(|(c, d)| is_vowel(c) && is_vowel(d)) && pairs.next().is_none()
}

/// Tokens of the longest name that is looked for.
const LONGEST_NAME: usize = 10;

/// The end of a run of words with capitals, hyphens and short words within ("Chalon-en-Champagne").
fn end_of_name(scan: &Scan<'_>, first: usize) -> usize {
    let page = scan.page;
    let mut end = first + 1;
    while end - first < LONGEST_NAME - 1 {
        let word = |at: usize| page.shape(at) == Some(Shape::Word);
        if page.glued(end, '-') && page.gap(end + 1) == Gap::None && word(end + 1) {
            end += 2;
        } else if page.gap(end) == Gap::Space && word(end) && is_upper(page.word(end)) {
            end += 1;
        } else if page.gap(end) == Gap::Space
            && word(end)
            && page.word(end).chars().count() <= 3
            && page.gap(end + 1) == Gap::Space
            && word(end + 1)
            && is_upper(page.word(end + 1))
            && begin_names(scan, page.span(first, end).of(page.text), page.word(end))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// Whether names of the table begin with a text and the word behind it, and go on.
fn begin_names(scan: &Scan<'_>, text: &str, word: &str) -> bool {
    let mut key = fold(text);
    key.push(' ');
    fold_onto(word, &mut key);
    scan.table.probe(&key).more
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Page};

    fn meant(code: &str, text: &str) -> Vec<String> {
        let language = Language::of_code(code).unwrap();
        let page = Page::new(text, language.pack());
        let sentences = page.sentences();
        super::super::mentions(&page, language, &sentences, super::super::Gazetteer::get())
            .1
            .into_iter()
            .map(|s| s.name)
            .collect()
    }

    #[test]
    fn a_slip_where_a_place_stands() {
        assert_eq!(meant("en", "The firm is based in Johannesberg."), ["Johannesburg"]);
        assert_eq!(meant("en", "A plant near Birmingam will close."), ["Birmingham"]);
        assert_eq!(
            meant("en", "The company has an office in Cincinatti and ships to the Phillipines."),
            ["Cincinnati", "Philippines"]
        );
        assert_eq!(
            meant("vi", "Vải thiều ở tỉnh Bắc Gian chín sớm. Dịch lan rộng ở tỉnh Ngệ An."),
            ["Bắc Giang", "Nghệ An"]
        );
        assert_eq!(meant("fr", "Le marché de la ville de Chalon-en-Champagne rouvre."), ["Châlons-en-Champagne"]);
    }

    #[test]
    fn words_that_stand_elsewhere_and_other_spellings_are_let_be() {
        for text in [
            "Johannesberg said so.",
            "The mine at Twifo Praso reopened.",
            "He works in Parliament and in Marketing.",
            "Ships in Indonesian waters, near Argentinian ports, around Australian farms, across Colombian hills.",
            "In Tunisian and Vietnamese homes, near Brazilian and Philippine shops.",
            "She met Mr Londen in Septembre.",
        ] {
            assert_eq!(meant("en", text), [""; 0], "{text}");
        }
    }
}
