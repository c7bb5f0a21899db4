//! Words that stand where a place stands, are none that the table knows, and are nearly one.

use super::gazetteer::{PlaceId, PlaceKind};
use super::mention::{Found, Scan, is_capitals, is_upper, likely};
use super::words::Cue;
use super::{fold, spelling};
use crate::language::{Gap, Shape};
use crate::text::Span;

/// A misspelled place, as it seems: the name that it nearly is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    pub span: Span,
    pub place: PlaceId,
    /// The place's name as the table spells it.
    pub name: String,
}

/// Letters of the shortest name that is looked for with a slip in it.
const SHORTEST: usize = 6;
/// Letters from which two slips are borne.
const LONG: usize = 10;

/// The place that the unknown word at token `first` was to be, where there is one convincing answer.
pub(super) fn stranger(scan: &Scan<'_>, first: usize, found: &[Found]) -> Option<Stranger> {
    let page = scan.page;
    if scan.titled || scan.capitals || scan.starts_sentence(first) || page.glued(first, '.') {
        return None;
    }
    let cues = scan.words.before(page, first);
    let unit = cues.iter().find_map(|c| if let Cue::Unit(kind) = c { Some(*kind) } else { None });
    let stands = unit.is_some() || cues.contains(&Cue::In);
    if !stands || cues.contains(&Cue::Person) {
        return None;
    }
    let end = end_of_name(scan, first);
    if found.iter().any(|f| f.kept.is_some() && f.first < end && f.end > first) {
        return None;
    }
    let span = page.span(first, end);
    let text = span.of(page.text);
    let key = fold(text);
    let letters = key.chars().filter(|c| c.is_alphabetic()).count();
    if letters < SHORTEST || is_capitals(text) || page.glued(end, '-') || !key.is_ascii() {
        return None;
    }
    // The table knows it, if only as a place of no note.
    if scan.table.probe(&key).places.is_some() {
        return None;
    }
    let behind = scan.words.after(page, end);
    let unit = unit.or_else(|| behind.iter().find_map(|c| if let Cue::Unit(kind) = c { Some(*kind) } else { None }));
    let most = if letters >= LONG { 2 } else { 1 };
    let mut best: Vec<(i64, String, PlaceId)> = Vec::new();
    for (other, slips, places) in scan.table.near(&key, most) {
        for id in places {
            let Some(place) = scan.table.place(id) else { continue };
            if matches!(place.kind, PlaceKind::Ward | PlaceKind::District) {
                continue;
            }
            let Some(name) = place.names.iter().find(|n| fold(n.text) == other && !n.is_alternate() && !n.is_former())
            else {
                continue;
            };
            let size = i64::from(likely(&place));
            // Names from other scripts come with other vowels: Twifo, Twifu. That is no slip.
            if size < 7 && other_vowel(&key, &other) {
                continue;
            }
            // A small place is worth a guess only where little else is so spelled.
            let enough = match place.kind {
                PlaceKind::Division => 6,
                _ if letters >= 12 => 3,
                _ => 5,
            };
            if size < enough {
                continue;
            }
            let own = i64::from(name.is_of(scan.language)) * 2;
            let fits = i64::from(unit == Some(place.kind)) * 3;
            let here = i64::from(place.country == "VN" && scan.language == "vi") * 3;
            let score =
                size * 2 + own + fits + here - 12 * (slips as i64 - 1) + (place.population / 2_000_000).min(4) as i64;
            let form = place.exonym(scan.language).filter(|own| fold(own) == other).unwrap_or(name.text);
            best.push((score, form.to_owned(), id));
        }
    }
    best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let (score, name, place) = best.first()?.clone();
    // Another place that is as likely: who knows.
    let rival = best.iter().find(|b| spelling(&b.1) != spelling(&name));
    let enough = if letters >= 12 { 8 } else { 10 };
    if score < enough || rival.is_some_and(|r| r.0 + 1 > score) {
        return None;
    }
    Some(Stranger { span, place, name })
}

/// Whether the two differ in one vowel alone.
fn other_vowel(a: &str, b: &str) -> bool {
    let vowel = |c: char| "aeiouy".contains(c);
    let mut pairs = a.chars().zip(b.chars()).filter(|(c, d)| c != d);
    a.len() == b.len() && pairs.next().is_some_and(|(c, d)| vowel(c) && vowel(d)) && pairs.next().is_none()
}

/// The end of a run of words with capitals, hyphens and short words within ("Chalon-en-Champagne").
fn end_of_name(scan: &Scan<'_>, first: usize) -> usize {
    let page = scan.page;
    let mut end = first + 1;
    while end - first < 9 {
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
            && scan.table.probe(&format!("{} {}", fold(page.span(first, end).of(page.text)), fold(page.word(end)))).more
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, Page};

    fn meant(code: &str, text: &str) -> Vec<String> {
        let language = Language::of_code(code).unwrap();
        let page = Page::new(text, language.pack());
        let sentences = page.sentences();
        super::super::mentions(&page, language, &sentences).1.into_iter().map(|s| s.name).collect()
    }

    #[test]
    fn a_slip_where_a_place_stands() {
        assert_eq!(meant("en", "The firm is based in Johannesberg."), ["Johannesburg"]);
        assert_eq!(meant("en", "A plant near Birmingam will close."), ["Birmingham"]);
        assert_eq!(meant("fr", "Le marché de la ville de Chalon-en-Champagne rouvre."), ["Châlons-en-Champagne"]);
    }

    #[test]
    fn words_that_stand_elsewhere_and_other_spellings_are_let_be() {
        for text in [
            "Johannesberg said so.",
            "The mine at Twifo Praso reopened.",
            "He works in Parliament and in Marketing.",
            "She met Mr Londen in Septembre.",
        ] {
            assert_eq!(meant("en", text), [""; 0], "{text}");
        }
    }
}
