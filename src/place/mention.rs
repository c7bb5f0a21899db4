//! Names of places in a block of text: found by the table, kept or let go by what stands around them.

use std::cell::Cell;

use smallvec::SmallVec;

use super::fold::{fold_onto, fold_plain};
use super::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use super::likely::SURE;
use super::looks::{is_capitals, is_upper, quotations};
use super::meant::With;
use super::stranger::{Stranger, stranger};
use super::words::{Cue, Cues, Words};
use crate::language::{Gap, Language, Page, Sense, Shape, Token};
use crate::text::Span;
use crate::text::memo::tag;

/// A name of a place, where it stands in the prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    /// What it may be, the likeliest first.
    pub places: Places,
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

/// The places that a name may mean: most have few.
pub type Places = SmallVec<[PlaceId; 4]>;

/// Bytes of a key at most.
const LONGEST_KEY: usize = 60;

/// The places that a block names, and the words that look like places spelled wrong. A function of the text, its
/// language and the places that are known.
pub fn mentions(
    page: &Page<'_>,
    language: Language,
    sentences: &[Span],
    table: &Gazetteer,
) -> (Vec<Mention>, Vec<Stranger>) {
    let (scan, capitals) = Scan::new(page, language, sentences, table);
    let mut found: Vec<Found> = Vec::new();
    let mut unknown: Tokens = Tokens::new();
    let mut key = KEY.take();
    let mut end = 0;
    // A name begins with a capital.
    for at in capitals {
        if at < end || !scan.begins_name(at) || scan.is_month(at) {
            continue;
        }
        // "Nord" is none, "Nord-Kivu" may be one.
        if let Some(fixed) = scan.words.fixed_end(page, at).filter(|end| !page.glued(*end, '-')) {
            end = fixed;
            continue;
        }
        match scan.longest(at, &mut key) {
            Some(name) => {
                end = name.end;
                found.push(name);
            }
            None => unknown.push(at),
        }
    }
    if key.capacity() <= 4 * LONGEST_KEY {
        KEY.set(key);
    }
    scan.judge(&mut found);
    let mut strangers = Vec::new();
    // Where every word has a capital, one tells nothing.
    if !scan.titled && !scan.capitals {
        // A word that is a name somewhere may be the beginning of a misspelled one: "Bắc Gian".
        unknown.extend(found.iter().filter(|f| f.kept.is_none()).map(|f| f.first));
        unknown.sort_unstable();
        strangers.extend(unknown.into_iter().filter_map(|at| stranger(&scan, at, &found)).take(MOST_STRANGERS));
    }
    if found.is_empty() {
        return (Vec::new(), strangers);
    }
    let mentions = found.into_iter().filter_map(|f| scan.mention(f)).collect();
    (mentions, strangers)
}

thread_local! {
    /// Room for a key: a text has many blocks, one after the other.
    static KEY: Cell<String> = const { Cell::new(String::new()) };
}

/// A few tokens of a block.
type Tokens = SmallVec<[usize; 32]>;

/// A paragraph with more words that look like misspelled places is a list of something else.
const MOST_STRANGERS: usize = 12;

/// A key of the table in the text, not yet judged.
#[derive(Debug)]
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    /// Best first.
    pub places: Places,
    pub kind: PlaceKind,
    pub country: &'static str,
    /// How likely the first place is meant by the name alone.
    pub likely: u32,
    pub doubtful: bool,
    pub cues: Cues,
    /// Those of them that stand behind the name.
    pub behind: Cues,
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

/// A block on its way through the table.
pub(super) struct Scan<'a> {
    pub page: &'a Page<'a>,
    pub words: &'static Words,
    pub table: &'a Gazetteer,
    pub language: &'static str,
    /// [`tag`] of the language.
    pub tag: u32,
    /// Most words have a capital: headlines in the English manner.
    pub titled: bool,
    pub capitals: bool,
    quotes: Vec<Span>,
    sentences: &'a [Span],
    /// The sentence that was last asked whether it tells of a time before, and its answer.
    then: Cell<Option<(Span, bool)>>,
}

impl<'a> Scan<'a> {
    /// A block, and its words with a capital.
    fn new(page: &'a Page<'a>, language: Language, sentences: &'a [Span], table: &'a Gazetteer) -> (Self, Tokens) {
        let (mut capitals, mut quoted) = (Tokens::new(), false);
        let bytes = page.text.as_bytes();
        for (at, token) in page.toks.iter().enumerate() {
            match token.shape {
                Shape::Word if token.is_small() => {}
                Shape::Word => {
                    let first = bytes.get(token.start as usize).filter(|byte| byte.is_ascii());
                    if first.map_or_else(|| page.has_capital(at), u8::is_ascii_uppercase) {
                        capitals.push(at);
                    }
                }
                Shape::Mark(mark) => quoted |= matches!(mark, '«' | '“' | '„' | '"'),
                Shape::Digits => {}
            }
        }
        let words = Words::of(language);
        // Where nouns or syllables have capitals, many of them tell nothing; and a sentence may have as many names.
        let tells = !words.syllables && !words.nouns && !page.is(page.len().saturating_sub(1), '.');
        let (longs, upper, shouted) = shares(page, &capitals, tells);
        let scan = Self {
            page,
            words,
            table,
            language: language.code(),
            tag: tag(language.code()),
            titled: longs >= 3 && upper * 10 >= longs * 7 && tells,
            capitals: longs >= 2 && shouted * 10 >= longs * 7,
            quotes: if quoted { quotations(page) } else { Vec::new() },
            sentences,
            then: Cell::new(None),
        };
        (scan, capitals)
    }

    /// Whether a name can begin at a word with a capital.
    fn begins_name(&self, at: usize) -> bool {
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
        self.page.find(at, month).is_some_and(|(_, len)| len == 1) && self.page.word(at).chars().nth(2).is_some()
    }

    /// Whether a sentence begins with a token.
    pub fn starts_sentence(&self, at: usize) -> bool {
        // What opens behind a colon or a quotation mark has a capital as well.
        let opens = |before: usize| {
            matches!(self.page.shape(before), Some(Shape::Mark(':' | '“' | '«' | '"' | '•' | '–' | '—')))
        };
        let Some(token) = self.page.get(at) else { return false };
        at.checked_sub(1).is_some_and(opens)
            || self.sentences.binary_search_by_key(&(token.start as usize), |s| s.start).is_ok()
    }

    /// The longest name that begins at a token; `key` is room to put its key.
    fn longest(&self, first: usize, key: &mut String) -> Option<Found> {
        let page = self.page;
        // Where names may end, and how long their keys are.
        let mut ends: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        key.clear();
        let mut at = first;
        let mut joined = true;
        while at < page.len() && (at == first || key.len() < LONGEST_KEY && page.gap(at) != Gap::Line) {
            match page.shape(at) {
                Some(Shape::Word) => {
                    if !joined {
                        if page.gap(at) == Gap::None {
                            break;
                        }
                        key.push(' ');
                    }
                    // A word of ASCII has nothing but letters.
                    let word = page.word(at);
                    if word.is_ascii() {
                        fold_plain(word, key)
                    } else {
                        fold_onto(word, key)
                    }
                    joined = false;
                    let (is, more) = self.table.may_have(key);
                    if is {
                        ends.push((at + 1, key.len()));
                    }
                    // What an apostrophe or a dot joins has no space in its key.
                    let goes_on = page.gap(at + 1) == Gap::None
                        && matches!(page.shape(at + 1), Some(Shape::Mark('\'' | '’' | '.')));
                    if !more && !goes_on {
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
        ends.iter().rev().find_map(|(end, length)| self.found(first, *end, key.get(..*length)?))
    }

    /// The name with this key that stands between two tokens, if a place may be meant.
    fn found(&self, first: usize, end: usize, key: &str) -> Option<Found> {
        let before = self.words.before(self.page, first);
        let behind = self.words.after(self.page, end);
        let unit = behind.unit.or(before.unit);
        let cues = before.then(behind);
        let with = With {
            single: end == first + 1,
            stands: unit.is_some() || cues.has(Cue::In),
            thing: cues.has(Cue::Thing) && unit.is_none() || self.goes_on(end),
            unit,
        };
        let text = self.page.span(first, end).of(self.page.text);
        let meant = self.meant(text, with, key)?;
        Some(Found {
            first,
            end,
            places: Places::from_slice(&meant.places),
            kind: meant.kind,
            country: meant.country,
            likely: meant.likely,
            doubtful: meant.doubtful,
            cues,
            behind,
            unit,
            kept: None,
            inside: false,
            in_use: meant.in_use,
            stray: meant.stray,
            alien: meant.alien,
            dated: meant.dated,
        })
    }

    /// Whether a name in syllables has one more: "Nam Đình Vũ" is no Nam Định that has lost an accent.
    fn goes_on(&self, end: usize) -> bool {
        let page = self.page;
        let next = page.gap(end) == Gap::Space && page.shape(end) == Some(Shape::Word);
        self.words.syllables && !self.capitals && next && is_upper(page.word(end))
    }

    /// Whether a name that is also another word may be a great place's where it stands alone: "Washington is wary".
    fn is_great(&self, name: &Found) -> bool {
        let text = self.page.span(name.first, name.end).of(self.page.text);
        let country = name.kind == PlaceKind::Country && text.chars().count() >= 3 && !self.words.is_person(text);
        let opens = self.starts_sentence(name.first) && text.len() <= 4 && !country;
        let opens = opens || name.alien || name.cues.has(Cue::Surname);
        let has = |cue: Cue| name.cues.has(cue);
        let other = has(Cue::Person) || has(Cue::Thing) || has(Cue::Acts) && !country;
        !opens && !other && !self.titled && !self.capitals && name.likely >= SURE
    }

    /// How likely a name that nothing makes a place is one where the article names its country: see [`Mention::hint`].
    fn hint(&self, name: &Found) -> u8 {
        let has = |cue: Cue| name.cues.has(cue);
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
            let Some(sentence) = self.sentences.iter().find(|s| s.covers(span)) else { return false };
            // Asked once a sentence: it may be long, and full of such names.
            match self.then.get() {
                Some((asked, answer)) if asked == *sentence => answer,
                _ => {
                    let answer = self.words.tells_of_before(self.page, self.page.tokens(*sentence));
                    self.then.set(Some((*sentence, answer)));
                    answer
                }
            }
        };
        let former = found.cues.has(Cue::Former) || found.dated && then();
        Some(Mention {
            span,
            unit: found.unit,
            confidence: found.kept.unwrap_or(0),
            doubtful: found.doubtful,
            inside: found.inside && found.kept.is_none(),
            former,
            quoted,
            hint,
            titled: self.titled && found.unit.is_none() && !found.cues.has(Cue::In),
            places: found.places,
        })
    }
}

/// How many words have four letters or more, how many of them a capital, and how many nothing but capitals. They are
/// counted as long as seven tenths of them may have a capital; where capitals tell nothing (`tells`), as long as they may
/// have nothing else.
fn shares(page: &Page<'_>, capitals: &[usize], tells: bool) -> (usize, usize, usize) {
    let word = |token: &Token| token.text(page.text);
    let long = |token: &&Token| {
        token.end - token.start > 3 && token.shape == Shape::Word && word(token).chars().nth(3).is_some()
    };
    let (mut all, mut shouted) = (0, 0);
    for token in capitals.iter().filter_map(|at| page.get(*at)).filter(long) {
        all += 1;
        shouted += usize::from(is_capitals(word(token)));
    }
    let most = if tells { all } else { shouted } * 10 / 7 + 1;
    // Of two words that have nothing but capitals, or three, the share is asked for.
    let asked = shouted > 1 || tells && all > 2;
    let longs = if asked { page.toks.iter().filter(long).take(most).count() } else { 0 };
    (longs, all, shouted)
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

    #[test]
    fn headlines_and_capitals_are_told_by_most_of_their_words() {
        let told = |text: &str| {
            let language = Language::of_code("en").unwrap();
            let page = Page::new(text, language.pack());
            let sentences = page.sentences();
            let (scan, _) = Scan::new(&page, language, &sentences, Gazetteer::get());
            (scan.titled, scan.capitals)
        };
        assert_eq!(told("Bristol Mayor Wins Prize for Bridge"), (true, false));
        assert_eq!(told("BRISTOL MAYOR WINS prize"), (true, true));
        assert_eq!(told("The Bristol Mayor wins a prize for a bridge"), (false, false));
        // Seven of ten, and seven of eleven.
        assert_eq!(told("Abcd Abcd Abcd Abcd Abcd Abcd Abcd abcd abcd abcd"), (true, false));
        assert_eq!(told("Abcd Abcd Abcd Abcd Abcd Abcd Abcd abcd abcd abcd abcd"), (false, false));
        assert_eq!((told("nothing here"), told("ABCD"), told("")), ((false, false), (false, false), (false, false)));
    }
}
