//! The forms of a place's name: which one a text has, which one a language or a house wants.

use std::cell::RefCell;

use unicode_normalization::UnicodeNormalization;

use super::fold::fold_onto;
use super::gazetteer::{LANGUAGES, MOST_KNOWN, Name, Place, PlaceId, PlaceKind};
use super::rules::{bare_abroad, is_home, is_spoken};
use super::words::has_half_accents;
use super::{ascii, fold, has_tone, keyboard, spelling};
use crate::language::Language;
use crate::text::memo::{Memo, remembered, tag};

/// The forms that houses choose from; the names are those of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The language's own name for the place: Londres.
    Exonym,
    /// The native name without accents: Ha Noi.
    Ascii,
    /// The native name: Hà Nội.
    Native,
    /// The native name with those accents that a French keyboard has: Thai Nguyên.
    Keyboard,
}

/// What a text's form of a name is to the place.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The name of the table that it is a form of.
    pub name: Name<'a>,
    /// As the table has it but for the place of a tone, i for y, hyphens.
    pub exact: bool,
    /// The name without any accent.
    pub ascii: bool,
    /// The name as a French keyboard has it.
    pub keyboard: bool,
}

impl Written<'_> {
    /// Whether it is a form in use at all.
    pub fn in_use(&self) -> bool {
        self.exact || self.ascii || self.keyboard
    }
}

thread_local! {
    static WRITTEN: RefCell<Memo<Option<Nearest>>> = RefCell::new(Memo::new(MOST_KNOWN));
    static STYLED: RefCell<Memo<bool>> = RefCell::new(Memo::new(MOST_KNOWN));
}

/// [`styled`] for the table's place `id`, whose form [`written_of`] told.
pub fn styled_of(id: PlaceId, place: &Place<'_>, w: &Written<'_>, text: &str, language: &str) -> bool {
    if place.is_of_desk() {
        return styled(place, w, text, language);
    }
    remembered(&STYLED, (id.0, tag(language)), text, || styled(place, w, text, language))
}

/// Which of the names of the table's place `id` a text is a form of: as [`written`], which says it of any place.
pub fn written_of<'a>(id: PlaceId, place: &Place<'a>, text: &str, language: &str) -> Option<Written<'a>> {
    let look = || nearest(place, text, language);
    let known = if place.is_of_desk() { look() } else { remembered(&WRITTEN, (id.0, tag(language)), text, look) };
    known?.of(place)
}

/// [`Written`] by the index of the name.
#[derive(Clone, Copy, Debug)]
struct Nearest {
    name: usize,
    exact: bool,
    ascii: bool,
    keyboard: bool,
}

impl Nearest {
    fn of<'a>(self, place: &Place<'a>) -> Option<Written<'a>> {
        let Self { name, exact, ascii, keyboard } = self;
        Some(Written { name: *place.names.get(name)?, exact, ascii, keyboard })
    }
}

/// Which of a place's names `text` is a form of: the nearest; nothing where none has its key.
pub(super) fn written<'a>(place: &Place<'a>, text: &str, language: &str) -> Option<Written<'a>> {
    nearest(place, text, language)?.of(place)
}

fn nearest(place: &Place<'_>, text: &str, language: &str) -> Option<Nearest> {
    let (key, own) = (fold(text), spelling(text));
    let plain = text.is_ascii() || spelling(&ascii(text)) == own;
    let home = bare_abroad(place);
    let mut room = String::new();
    let mut same = |name: &str| name == text || same_key(name, &key, &mut room);
    let forms = place.names.iter().enumerate().filter(|(_, n)| same(n.text)).map(|(at, name)| {
        let bare = home.is_some_and(|home| home != language);
        let right = if name.text == text { own.clone() } else { spelling(name.text) };
        let keyboard = bare && spelling(&keyboard(name.text)) == own;
        let nearest = Nearest { name: at, exact: right == own, ascii: plain, keyboard };
        (Written { name: *name, exact: nearest.exact, ascii: plain, keyboard }, right, nearest)
    });
    let best = forms.max_by_key(|(w, right, _)| {
        let settled = !w.name.is_former() && !w.name.is_alternate();
        let same = right.split(' ').zip(own.split(' ')).filter(|(a, b)| a == b).count();
        // A language's own name is none that is gone, whatever others call the place: Bombay, in French.
        let state = if w.name.is_of(language) { 3 } else { u8::from(w.name.is_former()) * 2 + u8::from(settled) };
        (w.exact, w.in_use(), state, same, w.name.is_main())
    });
    best.map(|(.., nearest)| nearest)
}

/// Whether a name has this key; i and y at the end of a Vietnamese syllable are one. `room` is for the name's own.
fn same_key(name: &str, key: &str, room: &mut String) -> bool {
    // Most names of a place begin otherwise, which needs no key.
    let same = |a: u8, b: u8| {
        a.to_ascii_lowercase() == b || matches!(a, b'i' | b'y' | b'I' | b'Y') && matches!(b, b'i' | b'y')
    };
    if let (Some(a), Some(b)) = (name.bytes().next(), key.bytes().next())
        && a.is_ascii_alphabetic()
        && !same(a, b)
    {
        return false;
    }
    room.clear();
    fold_onto(name, room);
    let own = room.trim_end_matches(' ');
    let one = |byte: u8| if byte == b'y' { b'i' } else { byte };
    own.len() == key.len() && own.bytes().zip(key.bytes()).all(|(a, b)| one(a) == one(b))
}

/// The form of a place's name that a language's articles use in a house that writes `form`.
pub fn wanted(place: &Place<'_>, language: &str, form: Form) -> String {
    let home = bare_abroad(place);
    let bare = home.is_some_and(|home| home != language);
    let exonym = || match place.exonym(language) {
        Some(own) => own.to_owned(),
        None if bare => ascii(place.native()),
        None => place.names.iter().find(|n| n.is_main()).map_or(place.native(), |n| n.text).to_owned(),
    };
    match form {
        Form::Native => place.native().to_owned(),
        // A name of its own in the language is no matter of accents: Londres stays.
        Form::Ascii if home.is_some() => ascii(place.native()),
        Form::Ascii => ascii(&exonym()),
        Form::Keyboard if home.is_some() => keyboard(place.native()),
        _ => exonym(),
    }
}

/// Whether a word has letters that only a language has whose names others write without them: đ, ơ, ư, hooks, dots below.
pub(super) fn has_home_letters(word: &str, language: &str) -> bool {
    const MARKS: [char; 3] = ['\u{309}', '\u{31b}', '\u{323}'];
    !word.is_ascii() && !is_home(language) && word.nfd().any(|c| MARKS.contains(&c) || matches!(c, 'đ' | 'Đ'))
}

/// Whether `w` is a form that an article of the language may have: a name of the language, one that all use, or, for
/// Vietnamese names, one without accents.
fn styled(place: &Place<'_>, w: &Written<'_>, text: &str, language: &str) -> bool {
    let same = spelling(text);
    if spelling(&wanted(place, language, Form::Exonym)) == same {
        return true;
    }
    let listed = place.names.iter().any(|n| {
        let open = n.languages == 0 && !n.is_main() && !n.is_native() && !n.is_alternate();
        // "Danang" is a name abroad; at home it lacks its accents.
        let bare = bare_abroad(place) == Some(language) && n.text.is_ascii() && !place.native().is_ascii();
        (n.is_of(language) || (n.is_open() || open) && !bare) && spelling(n.text) == same
    });
    if listed {
        return true;
    }
    // Where a language has no name of its own, the world's will do.
    let own = place.exonym(language);
    let home = bare_abroad(place);
    let abroad = home.is_none() && w.name.is_of(LANGUAGES[0]);
    // Vietnamese writes many names of abroad as English does, states and provinces above all.
    let borrows = is_home(language);
    let plain = place.kind == PlaceKind::City && own.is_some_and(str::is_ascii);
    let takes = borrows && (place.kind == PlaceKind::Division || plain || own == Some(place.native()));
    if abroad && (own.is_none() || takes) {
        return true;
    }
    // "Queens" is the borough of Queens.
    let part = |own: &str| own.ends_with(&format!(" {text}")) || own.starts_with(&format!("{text} "));
    if home.is_none() && own.is_some_and(part) {
        return true;
    }
    match home {
        _ if borrows => w.exact && home.is_none() && own.is_none(),
        // Where there is a name of the language's own, a Vietnamese form of another is not it.
        Some(_) if own.is_some_and(|own| fold(own) == fold(text) && ascii(own) != own) => false,
        // The native form with its tones is Vietnamese, even where a French keyboard has them all: Lào Cai.
        Some(_) => {
            let half = || Language::of_code(language).is_some_and(has_half_accents);
            w.ascii || w.keyboard && half() && !(w.exact && has_tone(w.name.text))
        }
        // Accents of other languages may go.
        None => own.is_none_or(|own| {
            // Those of the language itself may not, but on a capital: Mâcon.
            let at_home = is_spoken(language, place.country) && own == place.native() && ascii(own) != own;
            let lacks = || spelling(&plain_capitals(own)) != spelling(&plain_capitals(text));
            fold(own) == fold(text) && !(at_home && lacks())
        }),
    }
}

/// Without the accents that many leave out on a capital: "Etats-Unis".
pub fn plain_capitals(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_uppercase() && c != 'Đ' { ascii(c.encode_utf8(&mut [0; 4])) } else { c.to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Gazetteer;
    use super::*;

    fn place(key: &str) -> Place<'static> {
        let table = Gazetteer::get();
        let found = table.probe(key).places.unwrap_or_default();
        let all = found.iter().filter_map(|p| table.place(*p));
        all.max_by_key(|p| (p.country == "VN", p.population)).unwrap()
    }

    #[test]
    fn the_form_that_each_language_wants() {
        let forms = |key: &str, form| ["en", "fr", "vi"].map(|l| wanted(&place(key), l, form)).join(" ");
        assert_eq!(forms("hanoi", Form::Exonym), "Hanoi Hanoï Hà Nội");
        assert_eq!(forms("london", Form::Exonym), "London Londres London");
        assert_eq!(forms("beijing", Form::Exonym), "Beijing Pékin Bắc Kinh");
        assert_eq!(forms("thai nguyen", Form::Keyboard), "Thai Nguyên Thai Nguyên Thai Nguyên");
        assert_eq!(forms("thai nguyen", Form::Exonym), "Thai Nguyen Thai Nguyen Thái Nguyên");
    }

    #[test]
    fn half_accented_names_are_in_no_use() {
        let fits = |key: &str, text: &str| written(&place(key), text, "fr").is_some_and(|w| w.in_use());
        assert!(fits("thai nguyen", "Thai Nguyên") && fits("thai nguyen", "Thái Nguyên"));
        assert!(fits("thai nguyen", "Thai Nguyen") && fits("quang ngai", "Quảng Ngãi"));
        assert!(!fits("quang ngai", "Quảng Ngai") && !fits("quang nam", "Quãng Nam"));
    }
}
