//! Reads articles piece by piece, keeps the pieces, and lets go when nobody waits any more.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use foldhash::fast::FixedState;

use super::dollar::{Localised, localised};
use super::piece::{LONGEST, Piece, SHORT, With, declared, language};
use super::{Article, Blocks, Origin, Passage, Reading, dated};
use crate::desk::Desk;
use crate::language::{Cut, Language};
use crate::markup::{Block, Directive, Format, front_matter, segments};
use crate::place::Gazetteer;
use crate::text::{Span, common_ends};

/// Reads articles, and keeps what it read of each piece so that an edit costs what it touched.
///
/// What is kept is a pure function of its key (the segment's text and format, the language) and of the places that are
/// known, so nothing that was read before can change an answer; a desk with other places begins anew.
#[derive(Debug, Default)]
pub struct Reader {
    /// By format, then by text.
    kept: HashMap<Format, HashMap<Box<str>, Kept, FixedState>, FixedState>,
    /// How many bytes of text those are.
    bytes: usize,
    turn: u64,
    last: Option<Last>,
    localised: Localised,
    /// The places that it was read with.
    gazetteer: Option<Gazetteer>,
    /// Threads that may work for one reading; none and one are the same.
    threads: usize,
}

/// The last article as its blocks alone make it, for the next one may be made of the same pieces.
#[derive(Debug)]
struct Last {
    article: Article,
    format: Format,
    /// The language that was asked for.
    asked: Option<Language>,
    cuts: Vec<Span>,
    /// The first block of each, by index.
    firsts: Vec<usize>,
}

impl Last {
    /// For each of the new `cuts` the old one with the same text, where an edit left both ends of the text as they were.
    fn kin(&self, text: &str, cuts: &[Span]) -> Vec<Option<usize>> {
        let old = &*self.article.text;
        let (head, tail) = common_ends(old.as_bytes(), text.as_bytes());
        let (moved, behind) = (text.len().wrapping_sub(old.len()), text.len() - tail);
        let mut at = 0;
        let find = |cut: &Span| {
            let was = match cut {
                cut if cut.end <= head => *cut,
                cut if cut.start >= behind => Span::new(cut.start.wrapping_sub(moved), cut.end.wrapping_sub(moved)),
                _ => return None,
            };
            while self.cuts.get(at).is_some_and(|old| old.start < was.start) {
                at += 1;
            }
            (self.cuts.get(at) == Some(&was)).then_some(at)
        };
        cuts.iter().map(find).collect()
    }

    /// The blocks of an old cut.
    fn blocks(&self, cut: usize) -> &[Passage] {
        let end = self.firsts.get(cut + 1).copied().unwrap_or(self.article.blocks.len());
        self.firsts.get(cut).and_then(|from| self.article.blocks.get(*from..end)).unwrap_or_default()
    }

    /// The comments of an old cut.
    fn directives(&self, cut: usize) -> &[Directive] {
        let all = &self.article.directives;
        let Some(span) = self.cuts.get(cut).filter(|_| !all.is_empty()) else { return &[] };
        let from = all.partition_point(|d| d.span.start < span.start);
        let end = all.partition_point(|d| d.span.start < span.end);
        all.get(from..end).unwrap_or_default()
    }
}

/// Pieces that are kept though the text has them no more, beside a sixteenth of those that it has: enough for somebody
/// who takes back what he just did.
const SPARE: usize = 4;

/// And how many bytes of text they may have beside a sixteenth of the text: one paragraph may be all of it.
const SPARE_BYTES: usize = 4 * 1024;

/// So much text is read sooner by one thread than it is shared out.
const SHARED_OUT: usize = 64 * 1024;
/// No machine reads faster with more; a server is not alone on it.
const MOST_THREADS: usize = 4;
/// The stack of a thread that parses: what nests in an article must not reach its end.
const STACK: usize = 16 << 20;

/// A piece that is kept.
#[derive(Debug)]
struct Kept {
    piece: Piece,
    /// The last turn that used it.
    used: u64,
}

/// A block that was not read in its language yet.
struct Unread<'a> {
    source: &'a str,
    at: usize,
    language: Option<Language>,
    block: Arc<Block>,
    /// Taken by whoever reads it.
    cut: Mutex<Option<Cut>>,
}

impl Reader {
    /// A reader that reads long texts with several threads.
    pub fn side_by_side() -> Self {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        Self { threads, ..Self::default() }
    }

    /// How many bytes of text are kept as they were read, those of the last article and what it has no more.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Reads `text`. The answer is the same whatever was read before.
    pub fn read(&mut self, text: Arc<str>, origin: &Origin, desk: &Desk) -> Article {
        let empty = Article {
            text: Arc::clone(&text),
            language: None,
            date: None,
            blocks: Blocks::default(),
            directives: Vec::new(),
            sited: OnceLock::new(),
            gazetteer: desk.places.clone(),
        };
        self.read_unless(text, origin, desk, &|| false).unwrap_or(empty)
    }

    /// [`Reader::read`], but given up as soon as `stop` says so, which is asked before each piece that was not read
    /// before. What was read until then is kept.
    pub fn read_unless(
        &mut self,
        text: Arc<str>,
        origin: &Origin,
        desk: &Desk,
        stop: &dyn Fn() -> bool,
    ) -> Option<Article> {
        if self.gazetteer.as_ref().is_none_or(|known| !known.is(&desk.places)) {
            self.kept.clear();
            self.bytes = 0;
            self.last = None;
            self.gazetteer = Some(desk.places.clone());
        }
        self.turn += 1;
        let head = front_matter(&text);
        let body = head.as_ref().map_or(0, |h| h.span.end);
        let cuts: Vec<Span> = segments(&text, origin.format).into_iter().filter(|s| s.start >= body).collect();
        let last = self.last.take().filter(|last| last.format == origin.format && last.asked == origin.language);
        let mut kin = last.as_ref().map_or_else(|| vec![None; cuts.len()], |last| last.kin(&text, &cuts));
        let new = cuts.iter().zip(&kin).filter(|(_, kin)| kin.is_none()).map(|(cut, _)| cut.of(&text));
        let with = With { asked: origin.language, places: &desk.places, lasting: self.threads > 0 };
        let said = declared(origin, head.as_ref(), desk);
        let at_once = said.map(|prior| (with, prior));
        if !self.parse(new.collect(), text.len() <= SHORT, origin.format, at_once, stop) {
            self.last = last;
            self.forget(&text, &cuts, origin.format);
            return None;
        }
        let known = self.kept.entry(origin.format).or_default();
        let pieces = || cuts.iter().filter_map(|cut| known.get(cut.of(&text)));
        let prior = said.or_else(|| language(pieces().map(|kept| &kept.piece)));
        if last.as_ref().is_some_and(|last| last.article.language != prior) {
            kin.fill(None);
        }
        let mut blocks: Vec<Passage> = Vec::new();
        let mut directives = Vec::new();
        let mut unread: Vec<Unread> = Vec::new();
        // What each is the reading of, by place; a line that stands in a text a thousand times is read once.
        let mut gaps: Vec<(usize, usize)> = Vec::new();
        let mut seen: HashMap<(*const Kept, usize), usize, FixedState> = HashMap::default();
        let none: Arc<Reading> = Arc::default();
        let mut firsts = Vec::with_capacity(cuts.len());
        for (cut, kin) in cuts.iter().zip(&kin) {
            firsts.push(blocks.len());
            let (start, source) = (cut.start, cut.of(&text));
            if let Some((last, was)) = last.as_ref().zip(*kin) {
                blocks.extend(last.blocks(was).iter().map(|passage| Passage { base: start, ..passage.clone() }));
                let from = last.cuts.get(was).map_or(start, |old| old.start);
                let here = |d: &Directive| Directive {
                    span: Span::new(d.span.start - from, d.span.end - from).shifted(start),
                    ..d.clone()
                };
                directives.extend(last.directives(was).iter().map(here));
                continue;
            }
            let Some(kept) = known.get(source) else { continue };
            for (at, block) in kept.piece.blocks.iter().enumerate() {
                let language = with.language(block, prior);
                let reading = block.reading(language).unwrap_or_else(|| {
                    let which = *seen.entry((ptr::from_ref(kept), at)).or_insert_with(|| {
                        let cut = Mutex::default();
                        unread.push(Unread { source, at, language, block: Arc::clone(&block.block), cut });
                        unread.len() - 1
                    });
                    gaps.push((blocks.len(), which));
                    &none
                });
                blocks.push(Passage::new(start, language, Arc::clone(&block.block), Arc::clone(reading)));
            }
            let here = |d: &Directive| Directive { span: d.span.shifted(start), ..d.clone() };
            directives.extend(kept.piece.directives.iter().map(here));
        }
        if !unread.is_empty() {
            // A list is one segment and may have a hundred thousand blocks: it is looked up once for all of them.
            for same in unread.chunk_by_mut(|a, b| ptr::eq(a.source, b.source)) {
                let kept = same.first().and_then(|one| known.get_mut(one.source));
                let Some(kept) = kept else { continue };
                for one in same {
                    one.cut = Mutex::new(kept.piece.blocks.get_mut(one.at).and_then(|block| block.cut.take()));
                }
            }
            let size = |one: &Unread| one.block.prose.text().len();
            let work = |one: &Unread| {
                let cut = one.cut.lock().ok().and_then(|mut cut| cut.take());
                with.read(&one.block, cut, one.language)
            };
            let (readings, all) = each(self.threads, &unread, size, stop, work);
            let mut readings_of = readings.iter();
            for same in unread.chunk_by(|a, b| ptr::eq(a.source, b.source)) {
                let mut kept = same.first().and_then(|one| known.get_mut(one.source));
                for (one, reading) in same.iter().zip(readings_of.by_ref()) {
                    let block = kept.as_mut().and_then(|kept| kept.piece.blocks.get_mut(one.at));
                    if let Some((block, reading)) = block.zip(reading.as_ref()) {
                        block.keep(one.language, Arc::clone(reading));
                    }
                }
            }
            if !all {
                self.last = last;
                self.forget(&text, &cuts, origin.format);
                return None;
            }
            for (at, which) in gaps {
                if let Some((passage, Some(reading))) = blocks.get_mut(at).zip(readings.get(which)) {
                    let block = Arc::clone(&passage.block);
                    *passage = Passage::new(passage.base, passage.language, block, Arc::clone(reading));
                }
            }
        }
        self.forget(&text, &cuts, origin.format);
        let date = dated(origin, head.as_ref(), &blocks);
        let local = localised(&blocks, &mut self.localised, &desk.places).map(Blocks::from);
        let blocks = Blocks::from(blocks);
        let gazetteer = desk.places.clone();
        let read = Article { text, language: prior, date, blocks, directives, sited: OnceLock::new(), gazetteer };
        let article = Article { blocks: local.unwrap_or_else(|| read.blocks.clone()), ..read.clone() };
        let (format, asked) = (origin.format, origin.language);
        self.last = Some(Last { article: read, format, asked, cuts, firsts });
        Some(article)
    }

    /// Parses those of the segments that are not known, and reads them where the article's language is said; says whether
    /// all were parsed.
    fn parse(
        &mut self,
        sources: Vec<&str>,
        short: bool,
        format: Format,
        at_once: Option<(With<'_>, Language)>,
        stop: &dyn Fn() -> bool,
    ) -> bool {
        let known = self.kept.entry(format).or_default();
        let mut missing: Vec<&str> = Vec::new();
        for source in sources {
            match known.get_mut(source) {
                Some(kept) => kept.used = self.turn,
                None => missing.push(source),
            }
        }
        missing.sort_unstable();
        missing.dedup();
        // What the language was found by is read again for the figures, but for texts that would fill the memory with it.
        let work = |source: &&str| {
            // A long one is shared out by its blocks.
            let at_once = at_once.filter(|_| source.len() <= LONGEST);
            let likely = at_once.map(|(_, prior)| prior);
            let mut piece = Piece::new(source, format, likely, short || at_once.is_some());
            if let Some((with, prior)) = at_once {
                piece.read(with, Some(prior));
            }
            Kept { piece, used: self.turn }
        };
        let (new, all) = each(self.threads, &missing, |source| source.len(), stop, work);
        for (source, kept) in missing.into_iter().zip(new) {
            if let Some(kept) = kept {
                self.bytes += source.len();
                known.insert(source.into(), kept);
            }
        }
        all
    }

    /// Drops what is not used by the pieces of a text, nor was by the one before, once it is more than somebody who takes
    /// back what he did could need: each piece takes fifty times its length, and a newsroom has many articles open.
    fn forget(&mut self, text: &str, cuts: &[Span], format: Format) {
        let pieces = self.kept.values().map(HashMap::len).sum::<usize>();
        if pieces > cuts.len() + cuts.len() / 16 + SPARE || self.bytes > text.len() + text.len() / 16 + SPARE_BYTES {
            let turn = self.turn;
            // Where a reading was given up, the next one goes on from the article before it.
            let last = self.last.iter().filter(|last| last.format == format);
            let before = last.flat_map(|last| last.cuts.iter().map(|cut| cut.of(&last.article.text)));
            if let Some(known) = self.kept.get_mut(&format) {
                for source in cuts.iter().map(|cut| cut.of(text)).chain(before) {
                    known.get_mut(source).into_iter().for_each(|kept| kept.used = turn);
                }
            }
            for known in self.kept.values_mut() {
                known.retain(|_, kept| kept.used + 1 >= turn);
            }
            self.bytes = self.kept.values().flat_map(HashMap::keys).map(|source| source.len()).sum();
        }
    }
}

/// What `work` makes of each item, in order, and whether it was done with all of them: `stop` is asked before each.
fn each<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    size: impl Fn(&T) -> usize,
    stop: &dyn Fn() -> bool,
    work: impl Fn(&T) -> R + Sync,
) -> (Vec<Option<R>>, bool) {
    let mut out: Vec<Option<R>> = items.iter().map(|_| None).collect();
    if threads < 2 || items.len() < 2 || items.iter().map(size).sum::<usize>() < SHARED_OUT {
        for (item, place) in items.iter().zip(&mut out) {
            if stop() {
                return (out, false);
            }
            *place = Some(work(item));
        }
        return (out, true);
    }
    let (next, halt) = (AtomicUsize::new(0), AtomicBool::new(false));
    let take = |halted: &dyn Fn() -> bool| {
        let mut done = Vec::new();
        while !halted() {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { break };
            done.push((at, work(item)));
        }
        done
    };
    let made = thread::scope(|scope| {
        let helper =
            || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || take(&|| halt.load(Ordering::Relaxed)));
        // Where the system gives no thread, there is one all the same: this.
        let helpers: Vec<_> = (1..threads).filter_map(|_| helper().ok()).collect();
        let mut made = take(&|| {
            let enough = stop();
            halt.store(enough, Ordering::Relaxed);
            enough
        });
        for helper in helpers {
            match helper.join() {
                Ok(done) => made.extend(done),
                Err(panic) => resume_unwind(panic),
            }
        }
        made
    });
    let all = made.len() == items.len();
    for (at, made) in made {
        if let Some(place) = out.get_mut(at) {
            *place = Some(made);
        }
    }
    (out, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_that_were_given_up_lose_nothing() {
        let (origin, desk) = (Origin { name: "a.txt".to_owned(), ..Origin::default() }, Desk::default());
        let english = "The ministry said that ten of the 14 bridges in the north of the country were open again.";
        let french = "Le ministère a dit que dix des 14 ponts du nord du pays étaient de nouveau ouverts.";
        let mut reader = Reader::default();
        reader.read(format!("{english}\n\n{french}").into(), &origin, &desk);
        for turn in 0..4 {
            let other: String = (0..200).map(|n| format!("Bridge {turn} {n} is shut.\n\n")).collect();
            let asked = std::cell::Cell::new(0);
            let stop = || asked.replace(asked.get() + 1) > 100;
            assert!(reader.read_unless(other.into(), &origin, &desk, &stop).is_none());
        }
        let text = format!("{english}\n\n{french}\n\n{french} Encore.\n\n{french} Ici.");
        let again = reader.read(text.as_str().into(), &origin, &desk);
        let fresh = Reader::default().read(text.as_str().into(), &origin, &desk);
        assert_eq!(again.language, fresh.language);
        assert_eq!(again.blocks.len(), fresh.blocks.len());
    }

    #[test]
    fn a_reader_keeps_little_beside_its_text() {
        let (origin, desk) = (Origin { name: "a.en.txt".to_owned(), ..Origin::default() }, Desk::default());
        // Many paragraphs, and one that is all of the text.
        for paragraph in ["Ten of the 14 bridges are open.\n\n", "Ten of the 14 bridges are open. "] {
            let mut reader = Reader::default();
            let text = paragraph.repeat(400);
            for turn in 0..60 {
                let mut text = text.clone();
                text.insert_str(turn * 32 * 6, &format!("{turn} "));
                let length = text.len();
                reader.read(text.into(), &origin, &desk);
                assert!(reader.bytes() <= 2 * length + SPARE_BYTES, "{turn}: {} of {length}", reader.bytes());
                let kept: usize = reader.kept.values().flat_map(HashMap::keys).map(|source| source.len()).sum();
                assert_eq!(reader.bytes(), kept);
            }
        }
    }
}
