//! Names of places in a block of text: found by the table, kept or let go by what stands around them.

use std::cell::RefCell;
use std::sync::Arc;

use super::fold::fold_onto;
use super::form::{written, written_of};
use super::gazetteer::{Gazetteer, MOST_KNOWN, Place, PlaceId, PlaceKind};
use super::likely::{SURE, likely};
use super::looks::{bare_key, is_capitals, is_genitive, is_upper, quotations, same_case};
use super::rules::bare_abroad;
use super::stranger::{Stranger, stranger};
use super::words::{Cue, Cues, Words};
use crate::language::{Gap, Language, Page, Sense, Shape};
use crate::text::Span;
use crate::text::memo::{Memo, remembered, tag};

/// A name of a place, where it stands in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    /// What it may be, the likeliest first.
    pub places: Vec<PlaceId>,
    /// The word beside it that says what kind of place it is.
    pub unit: Option<PlaceKind>,
    /// How sure it is that this is a place, in hundredths; 0 for one that only the rest of the article can make one.
    pub confidence: u8,
    /// The name is also another word or a person's.
    pub doubtful: bool,
    /// Part of a longer name: of a person, a paper, a dish. Such a one is listed nowhere; it tells that the same name
    /// alone may mean the same.
    pub inside: bool,
    /// The text says that the name is a former one, or the sentence that it tells of a time before.
    pub former: bool,
    /// Within quotation marks.
    pub quoted: bool,
    /// What stands beside it lets it be a place if the article names its country: 2 in all likelihood, 1 perhaps.
    pub hint: u8,
    /// In a headline whose words all have capitals, with nothing beside it that tells.
    pub titled: bool,
}

/// Bytes of a key at most.
const LONGEST_KEY: usize = 60;
/// Places of one name that are kept.
const MOST_PLACES: usize = 8;

/// The places that a block names, and the words that look like places spelled wrong. A function of the text, its
/// language and the places that are known.
pub fn mentions(
    page: &Page<'_>,
    language: Language,
    sentences: &[Span],
    table: &Gazetteer,
) -> (Vec<Mention>, Vec<Stranger>) {
    let scan = Scan::new(page, language, sentences, table);
    let mut found: Vec<Found> = Vec::new();
    let mut unknown: Vec<usize> = Vec::new();
    let mut key = String::with_capacity(LONGEST_KEY);
    let mut at = 0;
    while at < page.len() {
        if !scan.begins_name(at) {
            at += 1;
            continue;
        }
        if scan.is_month(at) {
            at += 1;
            continue;
        }
        // "Nord" is none, "Nord-Kivu" may be one.
        if let Some(end) = scan.words.fixed(page, at).filter(|end| !page.glued(*end, '-')) {
            at = end;
            continue;
        }
        match scan.longest(at, &mut key) {
            Some(name) => {
                at = name.end;
                found.push(name);
            }
            None => {
                unknown.push(at);
                at += 1;
            }
        }
    }
    scan.judge(&mut found);
    // A word that is a name somewhere may be the beginning of a misspelled one: "Bắc Gian".
    unknown.extend(found.iter().filter(|f| f.kept.is_none()).map(|f| f.first));
    unknown.sort_unstable();
    let strangers = unknown.into_iter().filter_map(|at| stranger(&scan, at, &found)).take(MOST_STRANGERS).collect();
    let mentions = found.into_iter().filter_map(|f| scan.mention(f)).collect();
    (mentions, strangers)
}

/// A paragraph with more words that look like misspelled places is a list of something else.
const MOST_STRANGERS: usize = 12;

/// A key of the table in the text, not yet judged.
#[derive(Debug)]
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    /// Best first, with how likely each is.
    pub places: Vec<(PlaceId, u32)>,
    pub kind: PlaceKind,
    pub country: &'static str,
    pub doubtful: bool,
    pub cues: Cues,
    pub unit: Option<PlaceKind>,
    pub kept: Option<u8>,
    pub inside: bool,
    /// A form of the name that is in use, or an accent of no form.
    pub in_use: bool,
    /// The language has a name of its own for the place, written otherwise.
    pub stray: bool,
    /// And that is another name, not only other accents.
    pub alien: bool,
    /// The name, or the place, is no more.
    pub dated: bool,
}

/// What a name may mean, by the name, the language and what kind of words stand beside it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    id: PlaceId,
    /// But for the unit that it is said to be.
    score: u32,
    /// Written in a form that is in use.
    in_use: bool,
    kind: PlaceKind,
    country: &'static str,
    /// The name, or the place, is no more.
    dated: bool,
}

/// What stands beside a name, as far as it decides what may be meant.
#[derive(Clone, Copy, Debug)]
struct Beside {
    /// The name is one word.
    single: bool,
    /// A place stands here.
    stands: bool,
    /// Or something else that is called like one.
    thing: bool,
}

/// How a name stands to the language's own: see [`Found`].
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    stray: bool,
    alien: bool,
    short: bool,
}

thread_local! {
    static CANDIDATES: RefCell<Memo<Arc<[Candidate]>>> = RefCell::new(Memo::new(MOST_KNOWN));
    static MANNERS: RefCell<Memo<Manner>> = RefCell::new(Memo::new(MOST_KNOWN));
}

/// A block on its way through the table.
pub(super) struct Scan<'a> {
    pub page: &'a Page<'a>,
    pub words: &'static Words,
    pub table: &'a Gazetteer,
    pub language: &'static str,
    /// Tokens that begin a sentence.
    starts: Vec<usize>,
    /// Most words have a capital: headlines in the English manner.
    pub titled: bool,
    pub capitals: bool,
    quotes: Vec<Span>,
    sentences: &'a [Span],
}

impl<'a> Scan<'a> {
    fn new(page: &'a Page<'a>, language: Language, sentences: &'a [Span], table: &'a Gazetteer) -> Self {
        let mut starts: Vec<usize> = sentences.iter().map(|s| page.tokens(*s).start).collect();
        for (at, token) in page.toks.iter().enumerate() {
            // What opens behind a colon or a quotation mark has a capital as well.
            if matches!(token.shape, Shape::Mark(':' | '“' | '«' | '"' | '•' | '–' | '—')) {
                starts.push(at + 1);
            }
        }
        starts.sort_unstable();
        let (mut longs, mut upper, mut shouted) = (0, 0, 0);
        for token in page.toks.iter().filter(|t| t.shape == Shape::Word && t.end - t.start > 3) {
            let word = token.text(page.text);
            if word.as_bytes().get(..4).is_some_and(<[u8]>::is_ascii) || word.chars().nth(3).is_some() {
                longs += 1;
                if is_upper(word) {
                    upper += 1;
                    shouted += usize::from(is_capitals(word));
                }
            }
        }
        let words = Words::of(language);
        // Where nouns or syllables have capitals, many of them tell nothing.
        let tells = !words.syllables && !words.nouns;
        Self {
            page,
            words,
            table,
            language: language.code(),
            starts,
            // A sentence may have as many names.
            titled: longs >= 3 && upper * 10 >= longs * 7 && tells && !page.is(page.len().saturating_sub(1), '.'),
            capitals: longs >= 2 && shouted * 10 >= longs * 7,
            quotes: quotations(page),
            sentences,
        }
    }

    /// Whether a name can begin at a token: a word with a capital.
    pub fn begins_name(&self, at: usize) -> bool {
        if self.page.shape(at) != Some(Shape::Word) || !self.page.has_capital(at) {
            return false;
        }
        // "US$3.8 billion"
        if self.page.glued(at + 1, '$') {
            return false;
        }
        // "e-Vietnam", "3D": the rest of another word.
        let glued = self.page.gap(at) == Gap::None && at > 0;
        !glued
            || match self.page.shape(at - 1) {
                Some(Shape::Mark('-')) => at < 2 || self.page.has_capital(at - 2),
                Some(Shape::Mark('@' | '#' | '_' | '/' | '\\')) => {
                    self.page.is(at - 1, '/') && at > 1 && self.page.has_capital(at - 2)
                }
                Some(Shape::Digits) => false,
                _ => true,
            }
    }

    /// "In March": a month, not the town.
    fn is_month(&self, at: usize) -> bool {
        let month = |s: Sense| matches!(s, Sense::Month(_) | Sense::MonthMaybe(_)).then_some(());
        self.page.is_known(at)
            && self.page.find(at, month).is_some_and(|(_, len)| len == 1)
            && self.page.word(at).chars().nth(2).is_some()
    }

    pub fn starts_sentence(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
    }

    /// The longest name of the table that begins at a token; `key` is room to put its key.
    fn longest(&self, first: usize, key: &mut String) -> Option<Found> {
        let page = self.page;
        key.clear();
        let mut best = None;
        let mut at = first;
        let mut joined = false;
        while at < page.len() && key.len() < LONGEST_KEY {
            if at > first && page.gap(at) == Gap::Line {
                break;
            }
            match page.shape(at) {
                Some(Shape::Word) => {
                    if at > first && !joined {
                        if page.gap(at) == Gap::None {
                            break;
                        }
                        key.push(' ');
                    }
                    fold_onto(page.word(at), key);
                    joined = false;
                    let probe = self.table.probe(key);
                    if let Some(found) = probe.places.filter(|p| !p.is_empty())
                        && let Some(name) = self.found(first, at + 1, &found)
                    {
                        best = Some(name);
                    }
                    if !probe.more {
                        break;
                    }
                }
                Some(Shape::Mark('-' | '‑' | '–')) => {
                    // Glued on both sides, or on neither: "Bà Rịa - Vũng Tàu".
                    if page.gap(at) != page.gap(at + 1) || key.ends_with(' ') {
                        break;
                    }
                    key.push(' ');
                    joined = true;
                }
                Some(Shape::Mark('\'' | '’' | '.')) if page.gap(at) == Gap::None => {
                    // "U.S.", "St. Petersburg"; a full stop ends a name.
                    let short = page.word(at - usize::from(at > 0)).chars().count() <= 3;
                    if page.is(at, '.') && !short {
                        break;
                    }
                    joined = page.gap(at + 1) == Gap::None;
                    if !joined && !page.is(at, '.') {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        best
    }

    fn found(&self, first: usize, end: usize, ids: &[PlaceId]) -> Option<Found> {
        let text = self.page.span(first, end).of(self.page.text);
        let mut cues = self.words.before(self.page, first);
        let behind = self.words.after(self.page, end);
        let unit_of = |cues: &[Cue]| cues.iter().find_map(|c| if let Cue::Unit(kind) = c { Some(*kind) } else { None });
        let unit = unit_of(&behind).or_else(|| unit_of(&cues));
        cues.extend(behind);
        let stands = unit.is_some() || cues.contains(&Cue::In);
        let thing = cues.contains(&Cue::Thing) && unit.is_none() || self.goes_on(end);
        let with = Beside { single: end == first + 1, stands, thing };
        let candidates = self.candidates(text, with, ids);
        let scored = candidates.iter().map(|c| {
            let mut score = c.score;
            if let Some(unit) = unit {
                score += u32::from(unit == c.kind) * 14;
                // A ward or a district is called one.
                score = score.saturating_sub(u32::from(unit != c.kind) * 2);
            }
            (c, score)
        });
        let mut places: Vec<(&Candidate, u32)> = scored.collect();
        places.sort_by(|a, b| (b.1, a.0.id).cmp(&(a.1, b.0.id)));
        places.truncate(MOST_PLACES);
        let Candidate { id, kind, country, in_use, dated, .. } = *places.first()?.0;
        let language = tag(self.language);
        let manner = || self.manner(id, text);
        let own = self.table.is_own(id);
        let known = if own { manner() } else { remembered(&MANNERS, (id.0, language), text, manner) };
        let Manner { stray, alien, short } = known;
        Some(Found {
            first,
            end,
            // "US" is no "us".
            doubtful: !short && self.words.is_doubtful(text),
            kind,
            country,
            in_use,
            places: places.iter().map(|p| (p.0.id, p.1)).collect(),
            cues,
            unit,
            kept: None,
            inside: false,
            stray: stray || dated,
            alien,
            dated,
        })
    }

    /// Whether a name in syllables has one more: "Nam Đình Vũ" is no Nam Định that has lost an accent.
    fn goes_on(&self, end: usize) -> bool {
        let page = self.page;
        let next = page.gap(end) == Gap::Space && page.shape(end) == Some(Shape::Word);
        self.words.syllables && !self.capitals && next && is_upper(page.word(end))
    }

    /// The places of a name that may be meant where it is written so.
    fn candidates(&self, text: &str, with: Beside, ids: &[PlaceId]) -> Arc<[Candidate]> {
        let bits = [with.single, with.stands, with.thing, self.capitals];
        let bits = bits.iter().fold(0, |bits, bit| bits << 1 | u32::from(*bit));
        // Places of the desk are no matter of others.
        if ids.iter().any(|id| self.table.is_own(*id)) {
            return self.weighed(text, with, ids);
        }
        remembered(&CANDIDATES, (tag(self.language), bits), text, || self.weighed(text, with, ids))
    }

    /// A function of the language, the text, the four things that [`Self::candidates`] tells apart, and the table.
    fn weighed(&self, text: &str, with: Beside, ids: &[PlaceId]) -> Arc<[Candidate]> {
        let Beside { single, stands, thing } = with;
        let short = text.chars().count() <= 4;
        let mut places = Vec::new();
        // A name that hundreds of wards have is looked at as far as needed.
        for id in ids.iter().copied().take(64) {
            let Some(place) = self.table.place(id) else { continue };
            let Some(form) = written(&place, text, self.language) else { continue };
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
            let mut score = likely(&place) * 4;
            score += if form.exact { 6 } else { u32::from(form.in_use()) * 4 };
            score = score.saturating_sub(u32::from(foreign) * 6);
            score += u32::from(own) * 2 + u32::from(bare_abroad(&place) == Some(self.language)) * 4;
            score = score.saturating_sub(u32::from(form.name.is_alternate()) * 14);
            places.push(Candidate {
                id,
                score,
                in_use: form.in_use(),
                kind: place.kind,
                country: place.country,
                dated: form.name.is_former() || place.until > 0,
            });
        }
        places.into()
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

    /// Whether a name that is also another word may be a great place's where it stands alone: "Washington is wary".
    fn is_great(&self, name: &Found) -> bool {
        let text = self.page.span(name.first, name.end).of(self.page.text);
        let country = name.kind == PlaceKind::Country && text.chars().count() >= 3 && !self.words.is_person(text);
        let opens = self.starts_sentence(name.first) && text.len() <= 4 && !country;
        let opens = opens || name.alien || name.cues.contains(&Cue::Surname);
        let place = name.places.first().and_then(|p| self.table.place(p.0));
        let other = |c: &Cue| matches!(c, Cue::Person | Cue::Thing) || *c == Cue::Acts && !country;
        let other = name.cues.iter().any(other);
        !opens && !other && !self.titled && !self.capitals && place.is_some_and(|p| likely(&p) >= SURE)
    }

    /// How likely a name that nothing makes a place is one where the article names its country: see [`Mention::hint`].
    fn hint(&self, name: &Found) -> u8 {
        let has = |cue: Cue| name.cues.contains(&cue);
        let other = [Cue::Person, Cue::Thing, Cue::Surname].into_iter().any(has);
        if other || name.doubtful || name.alien || !name.in_use || self.titled || self.capitals {
            return 0;
        }
        let several = name.end > name.first + 1;
        match name.kind {
            PlaceKind::Ward => 0,
            PlaceKind::District => u8::from(has(Cue::In) && several) * 2,
            _ if has(Cue::In) => 2,
            _ => {
                u8::from(several && !self.words.syllables || [Cue::Of, Cue::Toward, Cue::Article].into_iter().any(has))
            }
        }
    }

    fn mention(&self, found: Found) -> Option<Mention> {
        // What is no place by itself may be one because the article names it elsewhere.
        let waits = found.kept.is_none() && !found.inside;
        let vague = found.doubtful && !self.is_great(&found);
        let hint = if waits { self.hint(&found) } else { 0 };
        if waits && hint == 0 && (vague || !found.in_use || matches!(found.kind, PlaceKind::Ward | PlaceKind::District))
        {
            return None;
        }
        let mut span = self.page.span(found.first, found.end);
        // The last dot of "U.S." is the name's.
        let text = span.of(self.page.text);
        if text.contains('.') && text.chars().count() <= 5 && self.page.glued(found.end, '.') {
            span.end += 1;
        }
        let quoted = self.quotes.iter().any(|q| q.covers(span));
        // What only names that are gone ask for is looked up for them alone.
        let then = || {
            let sentence = self.sentences.iter().find(|s| s.covers(span));
            sentence.is_some_and(|s| self.words.tells_of_before(self.page, self.page.tokens(*s)))
        };
        let former = found.cues.contains(&Cue::Former) || found.dated && then();
        Some(Mention {
            span,
            unit: found.unit,
            confidence: found.kept.unwrap_or(0),
            doubtful: found.doubtful,
            inside: found.inside && found.kept.is_none(),
            former,
            quoted,
            hint,
            titled: self.titled && found.unit.is_none() && !found.cues.contains(&Cue::In),
            places: found.places.into_iter().map(|p| p.0).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(code: &str, text: &str) -> Vec<String> {
        let language = Language::of_code(code).unwrap();
        let page = Page::new(text, language.pack());
        let sentences = page.sentences();
        let found = mentions(&page, language, &sentences, Gazetteer::get()).0;
        found.iter().filter(|m| m.confidence > 0).map(|m| m.span.of(text).to_owned()).collect()
    }

    #[test]
    fn names_in_three_languages() {
        assert_eq!(
            names("en", "In Hanoi and Da Nang, prices rose. Vietnam's exports to the U.S. fell."),
            ["Hanoi", "Da Nang", "Vietnam", "U.S."]
        );
        assert_eq!(
            names("fr", "Le maire d’Hanoï et celui d'Hô Chi Minh-Ville vont à Paris."),
            ["Hanoï", "Hô Chi Minh-Ville", "Paris"]
        );
        assert_eq!(names("vi", "UBND tỉnh Quảng Ninh và TP.HCM họp tại Hà Nội."), ["Quảng Ninh", "TP.HCM", "Hà Nội"]);
        assert_eq!(
            names("en", "Officials of HANOI met in Ha\u{300} No\u{323}\u{302}i."),
            ["HANOI", "Ha\u{300} No\u{323}\u{302}i"]
        );
    }

    #[test]
    fn words_and_people_are_no_places() {
        for text in [
            "It was a nice day. Nice weather, they said, and Reading is fun.",
            "Paris Hilton met Jordan Henderson and Denzel Washington.",
            "The New York Times and the Bombay High Court disagreed on the chicken Kiev.",
            "Chad said he would wear an Orange shirt. Of course Mobile users paid.",
        ] {
            assert_eq!(names("en", text), [""; 0], "{text}");
        }
        assert_eq!(names("vi", "Anh Nga và chị Đức nói với ông Hà. Ý kiến của em rất hay."), [""; 0]);
        assert_eq!(names("fr", "Nancy sourit avec Florence : Tours et détours sont orange."), [""; 0]);
    }

    #[test]
    fn a_cue_or_a_bigger_place_makes_a_doubtful_name_one() {
        assert_eq!(names("en", "The train to Nice, France, stopped in Reading."), ["Nice", "France", "Reading"]);
        assert_eq!(names("fr", "Un incendie près de Tours et dans la ville de Nice."), ["Tours", "Nice"]);
        assert_eq!(names("vi", "Hàng hóa sang Anh, Pháp và Đức."), ["Anh", "Pháp", "Đức"]);
    }
}
