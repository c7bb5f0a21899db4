//! The desk's own places: those that no source has, a line each in a file between tabs, looked up beside the table.
//!
//! The first line names the columns: `name` and `country`, and what else is there of `kind`, `in`, `people`, `since`,
//! `until`, `into`, `also` and the codes of languages.

use std::collections::BTreeMap;

use super::fold;
use super::gazetteer::{Gazetteer, LANGUAGES, Month, Name, OF_DESK, Place, PlaceId, PlaceKind, Probe};
use crate::text::Span;

/// Places of the desk; their indices lie above the table's.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OwnPlaces {
    places: Vec<Row>,
    keys: BTreeMap<String, Vec<PlaceId>>,
    /// How many places the table has.
    above: u32,
}

/// A line.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    kind: PlaceKind,
    country: &'static str,
    parent: Option<PlaceId>,
    population: u64,
    since: Month,
    until: Month,
    merged: Option<PlaceId>,
    /// Each with the bits of its languages and what it is.
    names: Vec<(String, u8, u8)>,
}

/// What cannot be used of the desk's file, and where it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFault {
    pub span: Span,
    /// The column.
    pub column: String,
    pub wrong: OwnWrong,
}

/// What is wrong there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnWrong {
    /// No column of this name is known.
    Column,
    /// The line or the head lacks it.
    Missing,
    /// More cells than the head has columns.
    Cells,
    /// No code of a country.
    Country,
    Kind,
    /// Neither year nor year and month.
    Month,
    /// No whole number.
    People,
    /// A name that no place there has.
    Place,
}

/// What a place of the desk may be.
pub const OWN_KINDS: [PlaceKind; 5] =
    [PlaceKind::Division, PlaceKind::City, PlaceKind::District, PlaceKind::Ward, PlaceKind::Other];

/// The columns beside those of languages.
pub const OWN_COLUMNS: [&str; 9] = ["name", "country", "kind", "in", "people", "since", "until", "into", "also"];

/// A cell: its column, where it stands, what it says.
type Cell<'a> = (&'a str, Span, &'a str);

/// A place by its index, the names of what it lies in and of what it became a part of.
type Around<'a> = (usize, Option<(Span, &'a str)>, Option<(Span, &'a str)>);

/// Places of the longest list that is read.
const MOST: usize = 50_000;

impl OwnPlaces {
    /// Reads the file. What can be used of it counts: a line without a name or a country is left out, of another the
    /// cells that cannot be read. `table` is the one that is built in.
    pub fn read(text: &str, table: &Gazetteer) -> (Self, Vec<OwnFault>) {
        let mut faults = Vec::new();
        let mut own = Self { above: u32::try_from(table.len()).unwrap_or(u32::MAX), ..Self::default() };
        let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((at, line)) = lines.next() else { return (own, faults) };
        let head: Vec<(Span, &str)> = cells(at, line).collect();
        let known = |column: &str| OWN_COLUMNS.contains(&column) || LANGUAGES.contains(&column);
        for (span, column) in head.iter().filter(|(_, column)| !known(column)) {
            faults.push(OwnFault { span: *span, column: (*column).to_owned(), wrong: OwnWrong::Column });
        }
        for column in ["name", "country"].into_iter().filter(|c| head.iter().all(|(_, own)| own != c)) {
            let span = Span::new(at, at + line.len());
            faults.push(OwnFault { span, column: column.to_owned(), wrong: OwnWrong::Missing });
        }
        if !faults.iter().all(|fault| fault.wrong == OwnWrong::Column) {
            return (own, faults);
        }
        let mut around: Vec<Around<'_>> = Vec::new();
        for (at, line) in lines.take(MOST) {
            let mut row: Vec<Cell<'_>> = Vec::new();
            for (n, (span, text)) in cells(at, line).enumerate() {
                match head.get(n) {
                    Some((_, column)) if !text.is_empty() => row.push((*column, span, text)),
                    None if !text.is_empty() => {
                        faults.push(OwnFault { span, column: String::new(), wrong: OwnWrong::Cells });
                    }
                    _ => {}
                }
            }
            let cell = |column: &str| row.iter().find(|cell| cell.0 == column).map(|cell| (cell.1, cell.2));
            if let Some(place) = place(&row, Span::new(at, at + line.len()), table, &mut faults) {
                around.push((own.places.len(), cell("in"), cell("into")));
                own.take(place);
            }
        }
        // What a place lies in may stand in a later line.
        for (at, inside, into) in around {
            let country = own.places.get(at).map_or("", |row| row.country);
            let mut find = |column: &str, cell: Option<(Span, &str)>| {
                let (span, name) = cell?;
                let found = own.named(name, country, at, table);
                if found.is_none() {
                    faults.push(OwnFault { span, column: column.to_owned(), wrong: OwnWrong::Place });
                }
                found
            };
            let (parent, merged) = (find("in", inside), find("into", into));
            if let Some(row) = own.places.get_mut(at) {
                (row.parent, row.merged) = (parent, merged);
            }
        }
        faults.sort_by_key(|fault| fault.span);
        (own, faults)
    }

    fn take(&mut self, row: Row) {
        let id = PlaceId(self.above.saturating_add(u32::try_from(self.places.len()).unwrap_or(u32::MAX)));
        for (name, ..) in &row.names {
            let places = self.keys.entry(fold(name)).or_default();
            if !places.contains(&id) {
                places.push(id);
            }
        }
        self.places.push(row);
    }

    /// The place of a country that a name in the file means, the greatest unit first; never the line's own.
    fn named(&self, name: &str, country: &str, line: usize, table: &Gazetteer) -> Option<PlaceId> {
        let key = fold(name);
        let own = self.keys.get(&key).into_iter().flatten().copied();
        let all = own.chain(table.probe(&key).places.iter().flat_map(|ids| ids.iter().copied()).collect::<Vec<_>>());
        let here = all.filter(|id| id.0.checked_sub(self.above) != u32::try_from(line).ok());
        let place = |id: PlaceId| self.place(id).or_else(|| table.place(id));
        let of_country = here.filter_map(|id| Some((id, place(id).filter(|p| p.country == country)?)));
        of_country
            .min_by_key(|(_, place)| {
                let accents = place.names.iter().all(|n| super::spelling(n.text) != super::spelling(name));
                (accents, place.kind, std::cmp::Reverse(place.population))
            })
            .map(|(id, _)| id)
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub(super) fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        let at = id.0.checked_sub(self.above)?;
        let row = self.places.get(at as usize)?;
        let names = row.names.iter().map(|(text, languages, flags)| Name::new(text, *languages, *flags));
        Some(Place {
            kind: row.kind,
            source: OF_DESK,
            number: u64::from(at) + 1,
            capital: false,
            country: row.country,
            parent: row.parent,
            population: row.population,
            since: row.since,
            until: row.until,
            merged: row.merged,
            names: names.collect(),
        })
    }

    /// Whether a place here has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Whether longer keys here begin with it.
    pub(super) fn has_longer(&self, key: &str) -> bool {
        self.beginning(key).any(|(own, _)| own != key)
    }

    /// Adds what is known of a key here to what the table knows.
    pub(super) fn add_to(&self, key: &str, probe: &mut Probe) {
        if let Some(own) = self.keys.get(key) {
            let all = own.iter().chain(probe.places.iter().flat_map(|ids| ids.iter()));
            probe.places = Some(all.copied().collect());
        }
        probe.more = probe.more || self.has_longer(key);
    }

    /// Keys that begin with `prefix`, in order, each with its places.
    pub(super) fn beginning(&self, prefix: &str) -> impl Iterator<Item = (&str, &[PlaceId])> {
        let prefix = prefix.to_owned();
        let all = self.keys.range(prefix.clone()..).map(|(key, places)| (key.as_str(), places.as_slice()));
        all.take_while(move |(key, _)| key.starts_with(&prefix))
    }
}

/// The place of a line, but for what it lies in.
fn place(row: &[Cell<'_>], line: Span, table: &Gazetteer, faults: &mut Vec<OwnFault>) -> Option<Row> {
    let cell = |column: &str| row.iter().find(|cell| cell.0 == column);
    let mut fault = |span: Span, column: &str, wrong: OwnWrong| {
        faults.push(OwnFault { span, column: column.to_owned(), wrong });
    };
    let mut needed = |column: &'static str| {
        if cell(column).is_none() {
            fault(line, column, OwnWrong::Missing);
        }
        cell(column)
    };
    let (name, country) = (needed("name"), needed("country"));
    let (&(_, _, name), &(_, span, code)) = (name?, country?);
    let Some(country) = table.country(code).map(|place| place.country) else {
        fault(span, "country", OwnWrong::Country);
        return None;
    };
    let mut kind = PlaceKind::Other;
    if let Some((_, span, text)) = cell("kind") {
        match OWN_KINDS.into_iter().find(|kind| kind.as_str() == *text) {
            Some(known) => kind = known,
            None => fault(*span, "kind", OwnWrong::Kind),
        }
    }
    let population = match cell("people").map(|(_, span, text)| (span, text.parse::<u64>())) {
        Some((_, Ok(people))) => people,
        Some((span, Err(_))) => {
            fault(*span, "people", OwnWrong::People);
            0
        }
        None => 0,
    };
    let mut date = |column: &str| {
        let Some((_, span, text)) = cell(column) else { return 0 };
        month(text).unwrap_or_else(|| {
            fault(*span, column, OwnWrong::Month);
            0
        })
    };
    let (since, until) = (date("since"), date("until"));
    let mut names: Vec<(String, u8, u8)> = vec![(name.to_owned(), 0, MAIN_AND_NATIVE)];
    for (column, _, text) in row {
        if let Some(bit) = LANGUAGES.iter().position(|language| language == column) {
            match names.iter_mut().find(|known| known.0 == *text) {
                Some(known) => known.1 |= 1 << bit,
                None => names.push(((*text).to_owned(), 1 << bit, 0)),
            }
        }
    }
    let also = cell("also").map_or("", |cell| cell.2).split('|').map(str::trim).filter(|name| !name.is_empty());
    for name in also {
        if names.iter().all(|known| known.0 != name) {
            names.push((name.to_owned(), 0, 0));
        }
    }
    Some(Row { kind, country, parent: None, population, since, until, merged: None, names })
}

/// The table's flags of a name that is the source's first one and of the country's language.
const MAIN_AND_NATIVE: u8 = 3;

/// `2025` or `2025-07`, a year by its first month.
fn month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-').unwrap_or((text, "1"));
    let digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    let month: Month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(year.parse::<Month>().ok()? * 12 + month - 1)
}

/// The lines of a file, each with where it begins, a mark of byte order and line ends aside.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        match line.strip_prefix('\u{feff}').filter(|_| start == 0) {
            Some(rest) => ('\u{feff}'.len_utf8(), rest.trim_end_matches(['\n', '\r'])),
            None => (start, line.trim_end_matches(['\n', '\r'])),
        }
    })
}

/// The cells of a line, without the spaces around them.
fn cells(start: usize, line: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut at = start;
    line.split('\t').map(move |cell| {
        let from = at + (cell.len() - cell.trim_start().len());
        at += cell.len() + 1;
        let text = cell.trim();
        (Span::new(from, from + text.len()), text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# places of the coast\nname\tcountry\tkind\tin\tsince\tuntil\tinto\ten\tfr\talso\n\
                        Bãi Xép\tVN\tother\tGia Lai\t\t\t\tBai Xep\tBai Xep\tBãi Xép Beach\n\
                        Trại Cá Mới\tVN\tdistrict\tKhu Bến Cũ\t2019-03\t2025-07\tGia Lai\t\t\t\n\
                        Khu Bến Cũ\tVN\tcity\t\t\t\t\t\t\t\n";

    #[test]
    fn lines_are_places_beside_the_table() {
        let (own, faults) = OwnPlaces::read(FILE, Gazetteer::get());
        assert_eq!(faults, []);
        let table = Gazetteer::with(own);
        let one = |name: &str| {
            let places = table.probe(&fold(name)).places.unwrap_or_default();
            places.first().map(|id| table.place(*id).unwrap()).unwrap()
        };
        let place = one("bai xep");
        assert_eq!((place.native(), place.exonym("fr"), place.id()), ("Bãi Xép", Some("Bai Xep"), None));
        assert_eq!(table.place(place.parent.unwrap()).unwrap().native(), "Gia Lai");
        let place = one("Trai Ca Moi");
        assert_eq!((place.kind, place.since, place.until), (PlaceKind::District, 2019 * 12 + 2, 2025 * 12 + 6));
        assert_eq!(table.place(place.parent.unwrap()).unwrap().native(), "Khu Bến Cũ");
        assert_eq!(table.place(place.merged.unwrap()).unwrap().native(), "Gia Lai");
        // The built-in table knows nothing of it.
        assert_eq!(Gazetteer::get().probe("bai xep").places, None);
        assert!(table.probe("bai").more && one("Hanoi").id().is_some());
        assert!(table.near("bai xup", 1).iter().any(|near| near.0 == "bai xep"));
    }

    #[test]
    fn faults_say_where_and_what() {
        let faults = |text: &str| {
            let (own, faults) = OwnPlaces::read(text, Gazetteer::get());
            let told = faults.iter().map(|f| (f.span.of(text).to_owned(), f.column.clone(), f.wrong));
            (own.places.len(), told.collect::<Vec<_>>())
        };
        let one =
            |count: usize, text: &str, column: &str, wrong| (count, vec![(text.to_owned(), column.to_owned(), wrong)]);
        let with = |line: &str| faults(&format!("name\tcountry\tkind\tin\tsince\tpeople\n{line}\n"));
        assert_eq!(faults(""), (0, vec![]));
        assert_eq!(faults("name\tland\n"), {
            let land = ("land".to_owned(), "land".to_owned(), OwnWrong::Column);
            (0, vec![land, ("name\tland".to_owned(), "country".to_owned(), OwnWrong::Missing)])
        });
        assert_eq!(with("Xa\tVN"), (1, vec![]));
        assert_eq!(with("Xa"), one(0, "Xa", "country", OwnWrong::Missing));
        assert_eq!(with("\tVN"), one(0, "\tVN", "name", OwnWrong::Missing));
        assert_eq!(with("Xa\tXX"), one(0, "XX", "country", OwnWrong::Country));
        assert_eq!(with("Xa\tVN\ttown"), one(1, "town", "kind", OwnWrong::Kind));
        assert_eq!(with("Xa\tVN\tcity\tNowhereatall"), one(1, "Nowhereatall", "in", OwnWrong::Place));
        assert_eq!(with("Xa\tVN\tcity\t\t2025-13"), one(1, "2025-13", "since", OwnWrong::Month));
        assert_eq!(with("Xa\tVN\tcity\t\t2025\tmany"), one(1, "many", "people", OwnWrong::People));
        assert_eq!(with("Xa\tVN\tcity\t\t\t\tmore"), one(1, "more", "", OwnWrong::Cells));
        // A mark of byte order and other line ends.
        assert_eq!(faults("\u{feff}name\tcountry\r\nXa\tXX\r\n"), one(0, "XX", "country", OwnWrong::Country));
    }
}
