//! Addresses in running text: web and mail addresses, file paths, handles, hashtags. Their digits are no figures, so
//! prose has a [`HOLE`] for each.
//!
//! One pass over the bytes stops at the few that an address cannot do without and looks around there, a bounded way
//! back and never twice forward over the same text, so that no input makes it slow. A bare domain ("chinhphu.vn") is
//! a name that people read, and stays.

use super::{HOLE, ProseBuilder};
use crate::text::{Span, first_byte};

/// How far an address may reach to the left of the byte that gives it away.
const BACK: usize = 128;

/// Endings that make a word a file's name.
const FILES: &[&str] = &[
    "avif", "css", "csv", "doc", "docx", "epub", "gif", "heic", "htm", "html", "jpeg", "jpg", "js", "json", "md",
    "mov", "mp3", "mp4", "odp", "ods", "odt", "pdf", "php", "png", "ppt", "pptx", "py", "rs", "rtf", "sql", "svg",
    "tex", "tif", "tiff", "toml", "ts", "tsv", "txt", "wav", "webp", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];

/// Endings that make `name.ending/…` an address whatever the name.
const DOMAINS: &[&str] = &["asia", "com", "edu", "eu", "gov", "info", "int", "io", "media", "net", "news", "org"];

/// Adds source text to prose, with a hole for each address in it. `start` is where `text` stands in the source.
pub fn add(prose: &mut ProseBuilder, text: &str, start: usize) {
    let mut hole = [0; 4];
    let hole = &*HOLE.encode_utf8(&mut hole);
    let mut at = 0;
    while let Some(found) = next(text, at) {
        prose.verbatim(Span::new(at, found.start).of(text), start + at);
        prose.instead(hole, found.shifted(start));
        at = found.end;
    }
    prose.verbatim(text.get(at..).unwrap_or_default(), start + at);
}

/// The first address that lies at or after `from`.
pub fn next(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = first_byte(bytes, at, TELLING)?;
        let near = Near { text, floor: from, at };
        let found = match bytes.get(at)? {
            b':' => near.scheme(),
            b'.' => near.www().or_else(|| near.file_name()),
            b'@' => near.mail().or_else(|| near.handle()),
            b'#' => near.hashtag(),
            b'/' => near.path().or_else(|| near.host()),
            _ => near.windows_path(),
        };
        if let Some(span) = found.filter(|s| s.start >= from && s.end > at) {
            return Some(span);
        }
        at += 1;
    }
}

/// The bytes of which an address has one at least.
const TELLING: &[u8; 6] = b":.@#/\\";

/// A telling byte, and the text around it; nothing before `floor` is looked at.
#[derive(Clone, Copy)]
struct Near<'a> {
    text: &'a str,
    floor: usize,
    at: usize,
}

impl<'a> Near<'a> {
    /// `https://…`, with any scheme of two to ten letters.
    fn scheme(self) -> Option<Span> {
        let rest = self.after(self.at).strip_prefix("://")?;
        rest.starts_with(|c: char| is_word(c) || matches!(c, '/' | '[')).then_some(())?;
        let start = self.back(self.at, |c| c.is_ascii_alphanumeric());
        (2..=10).contains(&(self.at - start)).then_some(())?;
        Some(Span::new(start, self.url_end(self.at + 3)))
    }

    /// `www.…`
    fn www(self) -> Option<Span> {
        let start = self.at.checked_sub(3).filter(|s| *s >= self.floor)?;
        Span::new(start, self.at).of(self.text).eq_ignore_ascii_case("www").then_some(())?;
        self.begins_word(start).then_some(())?;
        self.after(self.at + 1).starts_with(is_word).then(|| Span::new(start, self.url_end(self.at)))
    }

    /// `budget-2024.xlsx`, with the folders before it.
    fn file_name(self) -> Option<Span> {
        let ending = self.run(self.at + 1, |c| c.is_ascii_alphanumeric());
        let name = Span::new(self.at + 1, ending).of(self.text);
        // Most dots end a sentence.
        (2..=4).contains(&name.len()).then_some(())?;
        let one_case =
            !name.contains(|c: char| c.is_ascii_uppercase()) || !name.contains(|c: char| c.is_ascii_lowercase());
        (one_case && FILES.iter().any(|f| f.eq_ignore_ascii_case(name))).then_some(())?;
        let mut behind = self.after(ending).chars();
        let goes_on = match behind.next() {
            Some('.' | '/' | '-' | '@') => behind.next().is_some_and(|c| is_word(c) && !c.is_uppercase()),
            Some(c) => is_word(c) || c == '_',
            None => false,
        };
        (!goes_on).then_some(())?;
        let start = self.back(self.at, |c| is_word(c) || matches!(c, '_' | '-' | '.' | '/' | '\\' | '~' | '%' | '+'));
        let named = Span::new(start, self.at).of(self.text).ends_with(|c: char| is_word(c) || c == '_');
        named.then(|| Span::new(start, ending))
    }

    /// `someone@example.org`
    fn mail(self) -> Option<Span> {
        let local = self.back(self.at, |c| is_word(c) || matches!(c, '.' | '_' | '%' | '+' | '-'));
        let start = local + Span::new(local, self.at).of(self.text).find(is_word)?;
        let end = self.dotted(self.at + 1, |c| is_word(c) || c == '-');
        let (_, top) = Span::new(self.at + 1, end).of(self.text).rsplit_once('.')?;
        (top.len() >= 2 && top.chars().all(char::is_alphabetic)).then(|| Span::new(start, end))
    }

    /// `@someone`, `@someone@example.org`
    fn handle(self) -> Option<Span> {
        self.begins_word(self.at).then_some(())?;
        let part = |c: char| is_word(c) || c == '_';
        let named = |at: usize| self.after(at).starts_with(|c: char| c.is_alphabetic() || c == '_');
        named(self.at + 1).then_some(())?;
        let mut end = self.dotted(self.at + 1, part);
        if self.after(end).starts_with('@') && named(end + 1) {
            end = self.dotted(end + 1, |c| part(c) || c == '-');
        }
        Some(Span::new(self.at, end))
    }

    /// `#COVID19`; "#1" is a rank.
    fn hashtag(self) -> Option<Span> {
        self.begins_word(self.at).then_some(())?;
        (!self.before(self.at).ends_with(['&', '#'])).then_some(())?;
        let end = self.run(self.at + 1, |c| is_word(c) || c == '_');
        Span::new(self.at, end).of(self.text).contains(char::is_alphabetic).then(|| Span::new(self.at, end))
    }

    /// `/srv/data/x`, `~/notes`, `./x`, `../x`; "km/h" and "and/or" are words.
    fn path(self) -> Option<Span> {
        let start = self.back(self.at, |c| matches!(c, '.' | '~'));
        let lead = Span::new(start, self.at).of(self.text);
        (self.opens(start) && matches!(lead, "" | "." | ".." | "~")).then_some(())?;
        let end = self.run(self.at + 1, |c| is_word(c) || matches!(c, '_' | '-' | '.' | '/' | '~' | '%' | '+'));
        let body = Span::new(self.at + 1, end).of(self.text).trim_end_matches(['.', '/', '-']);
        let first = body.split('/').next().unwrap_or_default();
        let deep = !lead.is_empty() || body.len() > first.len();
        (deep && first.contains(char::is_alphabetic)).then(|| Span::new(start, self.at + 1 + body.len()))
    }

    /// `example.org/page-12`
    fn host(self) -> Option<Span> {
        self.after(self.at + 1).starts_with(|c: char| is_word(c) || matches!(c, '_' | '~' | '@' | '?')).then_some(())?;
        let start = self.back(self.at, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let (names, top) = Span::new(start, self.at).of(self.text).rsplit_once('.')?;
        let country = top.len() == 2 && top != "eq" && top.bytes().all(|b| b.is_ascii_lowercase());
        // "kg.eq/an" and "t.km/h" are units.
        let named = names.split('.').any(|n| n.len() >= 3 && n.bytes().any(|b| b.is_ascii_alphabetic()));
        let known = DOMAINS.contains(&top) && !names.is_empty();
        (self.begins_word(start) && (known || (country && named))).then(|| Span::new(start, self.url_end(self.at)))
    }

    /// `C:\data\x`, `\\server\share`
    fn windows_path(self) -> Option<Span> {
        let part = |c: char| is_word(c) || matches!(c, '_' | '-' | '.' | '\\' | '~' | '%' | '+' | '$');
        let start = if self.after(self.at).starts_with("\\\\") {
            self.at
        } else {
            let start = self.at.checked_sub(2).filter(|s| *s >= self.floor)?;
            let drive = Span::new(start, self.at).of(self.text);
            (drive.ends_with(':') && drive.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(start)?
        };
        self.opens(start).then_some(())?;
        let end = self.run(self.at + 1, part);
        let body = Span::new(self.at, end).of(self.text).trim_end_matches(['.', '\\', '-']);
        (body.contains(is_word)).then(|| Span::new(start, self.at + body.len()))
    }

    fn after(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// What may be looked at before `at`.
    fn before(self, at: usize) -> &'a str {
        self.text.get(self.floor..at).unwrap_or_default()
    }

    /// The start of the run of characters that ends at `at`; longer ones than [`BACK`] are cut there.
    fn back(self, at: usize, part: impl Fn(char) -> bool) -> usize {
        let run = self.before(at).chars().rev().take_while(|c| part(*c));
        let mut len = 0;
        for c in run {
            if len + c.len_utf8() > BACK {
                break;
            }
            len += c.len_utf8();
        }
        at - len
    }

    /// The end of the run of characters that starts at `at`.
    fn run(self, at: usize, part: impl Fn(char) -> bool) -> usize {
        at + self.after(at).find(|c| !part(c)).unwrap_or(self.after(at).len())
    }

    /// The end of words with dots between them. A capital after a dot begins a sentence that lacks its space.
    fn dotted(self, at: usize, part: impl Fn(char) -> bool) -> usize {
        let mut end = self.run(at, &part);
        loop {
            let Some(rest) = self.after(end).strip_prefix('.') else { return end };
            if !rest.starts_with(|c: char| part(c) && !c.is_uppercase() && c != '-') {
                return end;
            }
            end = self.run(end + 1, &part);
        }
    }

    /// Whether no word ends right before `at`.
    fn begins_word(self, at: usize) -> bool {
        !self.before(at).ends_with(|c: char| is_word(c) || c == '_')
    }

    /// Whether a path may begin at `at`: after a space, a bracket, a quotation mark.
    fn opens(self, at: usize) -> bool {
        let last = self.before(at).chars().next_back();
        match last {
            None => at == 0 || self.floor == 0,
            Some(c) => c.is_whitespace() || "([{<>\"'«“‘‹„|,;=".contains(c),
        }
    }

    /// Where a web address that is sure by `at` ends: not in the punctuation of the sentence around it.
    fn url_end(self, at: usize) -> usize {
        let stops =
            |c: char| c.is_whitespace() || c.is_control() || "<>\"`|«»“”„‹›。，、；\u{FFFC}\u{FEFF}".contains(c);
        let end = self.run(at, |c| !stops(c));
        let body = Span::new(at, end).of(self.text);
        let (mut round, mut square) = (0i64, 0i64);
        for b in body.bytes() {
            match b {
                b'(' => round += 1,
                b')' => round -= 1,
                b'[' => square += 1,
                b']' => square -= 1,
                _ => {}
            }
        }
        let mut left = body.len();
        for c in body.chars().rev() {
            match c {
                ')' if round < 0 => round += 1,
                ']' if square < 0 => square += 1,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | '…' | '*' | '_' | '~' | '{' | '}' => {}
                _ => break,
            }
            left -= c.len_utf8();
        }
        at + left
    }
}

/// A letter, a digit, or a mark on a letter.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(text: &str) -> Vec<&str> {
        let (mut out, mut at) = (Vec::new(), 0);
        while let Some(span) = next(text, at) {
            out.push(span.of(text));
            at = span.end;
        }
        out
    }

    #[test]
    fn addresses_are_holes() {
        for (text, expected) in [
            ("see https://example.org/a_(b)?c=25#d.", vec!["https://example.org/a_(b)?c=25#d"]),
            ("(http://a.vn/12)", vec!["http://a.vn/12"]),
            ("«https://a.vn/é/12», puis", vec!["https://a.vn/é/12"]),
            ("on WWW.example.org/3, today", vec!["WWW.example.org/3"]),
            ("Source: baodientu.vn/tin-3374966.html", vec!["baodientu.vn/tin-3374966.html"]),
            ("x.com/25 and news.example.co.uk/25.", vec!["x.com/25", "news.example.co.uk/25"]),
            ("write to desk.24@news.example.org.", vec!["desk.24@news.example.org"]),
            ("desk@agence.vn.Les 25 localités", vec!["desk@agence.vn"]),
            ("@desk_24, @a.b and @me@social.example", vec!["@desk_24", "@a.b", "@me@social.example"]),
            ("#COVID19 #2024élections (#x)", vec!["#COVID19", "#2024élections", "#x"]),
            ("in /srv/data/2024, ~/notes/3 and ../a.", vec!["/srv/data/2024", "~/notes/3", "../a"]),
            ("C:\\data\\2024 and \\\\srv\\x-1", vec!["C:\\data\\2024", "\\\\srv\\x-1"]),
            ("the file figures/2024/budget-12.xlsx.Then", vec!["figures/2024/budget-12.xlsx"]),
            ("IMG_2024.JPG", vec!["IMG_2024.JPG"]),
            ("ftp://a.b/1https://c.d", vec!["ftp://a.b/1https://c.d"]),
        ] {
            assert_eq!(holes(text), expected, "{text}");
        }
    }

    #[test]
    fn figures_units_and_names_are_none() {
        for text in [
            "Photo: chinhphu.vn",
            "80 km/h, 24/7, 4/10, 17/5/2024, 302/KH-UBND",
            "VNA/VI – and/or, 12 kg.eq/an, 3 t.km/h./.",
            "#1 in the world, n#5, &#8217;, ##",
            "3 @ 5, 25@, @ , a @5",
            "at 10:30, 1:1, a://, ://x",
            "les 25.Les 28 villes.md5 e.g.doctor",
            "5 tonnes /jour, C:, a\\b, \\",
            "U.S./China 2.5/3.5 ./. ... / //",
        ] {
            assert_eq!(holes(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn prose_leads_back_around_a_hole() {
        let text = "voir https://a.vn/25 et 28";
        let mut prose = ProseBuilder::default();
        add(&mut prose, text, 100);
        let prose = prose.finish();
        assert_eq!(prose.text(), "voir \u{FFFC} et 28");
        assert_eq!(prose.source(Span::new(5, 8)), Span::new(105, 120));
        assert_eq!(prose.source(Span::new(12, 14)), Span::new(124, 126));
    }

    proptest::proptest! {
        #[test]
        fn holes_lie_in_order_on_boundaries(text in "[a-cwé🎉A:/.@#\\\\_ \\-()\u{301}1]{0,40}|(http://|www\\.|\\.md|@|/|\\\\PC){0,12}") {
            let mut at = 0;
            while let Some(span) = next(&text, at) {
                proptest::prop_assert!(span.start >= at && !span.is_empty());
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
                at = span.end;
            }
        }
    }
}
