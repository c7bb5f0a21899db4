//! An article as the desk reads it: blocks of prose with their language, figures and claims.

mod contents;
mod dollar;
mod once;
mod piece;
mod reader;
mod relations;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

pub use contents::Contents;
pub use once::read_once;
pub use piece::LONGEST;
pub use reader::Reader;
pub use relations::{Relations, Sparse};

use crate::claim::{
    Claim, Claims, Entry, Groups, Layout, Subject, Word, claims, comparisons, entry, groups, lead, restatements,
    scale_words, stated_rates, subjects, times,
};
use crate::figure::{CalendarDate, Figure, Kind, recognise};
use crate::language::{Cut, Language, Page, fold};
use crate::markup::{Block, BlockKind, Directive, DirectiveKind, Format, FrontMatter};
use crate::place::{Gazetteer, Mention, Sited, Stranger, mentions, resolve};
use crate::text::Span;

/// What is known of an article before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// A path or a URI's last parts; used for the language and date that a file name tells. May be empty.
    pub name: String,
    pub format: Format,
    /// A language that was asked for (`--lang`): stands above all else.
    pub language: Option<Language>,
    /// A date that was asked for (`--date`).
    pub date: Option<String>,
}

/// An article, read. Cheap to clone; holds no reference to what it was read from.
#[derive(Clone, Debug)]
pub struct Article {
    pub text: Arc<str>,
    /// The language of most of it; nothing where no pack knows it.
    pub language: Option<Language>,
    /// The date it was written, ISO 8601 as far as known, and where that was read.
    pub date: Option<(String, DateSource)>,
    pub blocks: Blocks,
    /// Comments that speak to copydesk; spans of the source.
    pub directives: Vec<Directive>,
    /// What its place names mean; filled by [`Article::places`].
    pub sited: OnceLock<Arc<[Sited]>>,
    /// The places that were known when it was read.
    pub gazetteer: Gazetteer,
}

/// The blocks of an article, in order: a slice of them that is cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Blocks(Arc<[Passage]>);

impl Blocks {
    /// Whether the two are one and the same.
    pub fn are(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The blocks that hold anything of `sorts`, each with its index.
    pub fn with(&self, sorts: Contents) -> impl Iterator<Item = (usize, &Passage)> {
        self.iter().enumerate().filter(move |(_, passage)| passage.contents.any(sorts))
    }

    /// The tables, each as its cells in their order.
    pub fn tables(&self) -> impl Iterator<Item = &[Passage]> {
        let same = |a: &Passage, b: &Passage| a.cell().zip(b.cell()).is_some_and(|(a, b)| a.table == b.table);
        self.chunk_by(same).filter(|cells| cells.first().is_some_and(|p| p.cell().is_some()))
    }
}

impl Deref for Blocks {
    type Target = [Passage];
    fn deref(&self) -> &[Passage] {
        &self.0
    }
}

impl From<Vec<Passage>> for Blocks {
    fn from(blocks: Vec<Passage>) -> Self {
        Self(blocks.into())
    }
}

impl<'a> IntoIterator for &'a Blocks {
    type Item = &'a Passage;
    type IntoIter = std::slice::Iter<'a, Passage>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Where an article's date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    Asked,
    FrontMatter,
    Dateline,
    FileName,
}

/// A block in its place, with what was read in it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Where its segment starts in the source.
    pub base: usize,
    pub language: Option<Language>,
    pub contents: Contents,
    pub block: Arc<Block>,
    pub reading: Arc<Reading>,
}

/// What was read in a block's prose. Spans count in the prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub sentences: Vec<Span>,
    pub figures: Vec<Figure>,
    /// What each figure says, in the order of `figures`.
    pub claims: Vec<Claim>,
    /// Names of places, in order, each with what it may mean; [`Article::places`] settles which.
    pub places: Vec<Mention>,
    /// Words that seem to be places spelled wrong.
    pub strangers: Vec<Stranger>,
    /// The words of sentences with figures.
    pub words: Vec<Word>,
    /// Which of them each figure is told of, in the order of `figures`.
    pub subjects: Vec<Subject>,
    /// What the figures say of one another; its fields are found as if they stood here.
    pub relations: Sparse,
}

impl Deref for Reading {
    type Target = Relations;
    fn deref(&self) -> &Relations {
        &self.relations
    }
}

impl Reading {
    fn of(block: &Block, cut: Option<Cut>, language: Option<Language>, known: &Gazetteer) -> Self {
        let prose = block.prose.text();
        let Some(language) = language else { return Self::default() };
        let page = Page::of_cut(prose, cut.unwrap_or_else(|| Cut::new(prose, Some(language))), language.pack());
        let sentences = page.sentences();
        let mut figures = recognise(&page);
        let layout = Layout::of(&page, &sentences, &figures);
        let Claims { claims, changes, unbased, proportions, unplaced } = claims(&page, &layout, &mut figures);
        let (places, strangers) = mentions(&page, language, &sentences, known);
        let entry = match block.kind {
            BlockKind::ListItem { .. } | BlockKind::TableCell { .. } => entry(&page, &layout, &figures),
            _ => lead(&page),
        };
        // Most blocks have no figure.
        if figures.is_empty() && entry == Entry::default() {
            return Self { sentences, places, strangers, ..Self::default() };
        }
        let (words, subjects) = subjects(&page, &layout, &figures);
        let relations = Relations {
            groups: Groups { entry, ..groups(&page, &layout, &figures, &claims) },
            rates: stated_rates(&page, &layout, &figures),
            scale_words: scale_words(&page, &figures),
            comparisons: comparisons(&page, &figures, &claims),
            restatements: restatements(&page, &figures, &claims),
            changes,
            unbased,
            proportions,
            unplaced,
            times: times(&page, &layout, &figures, &claims),
        };
        let relations = relations.into();
        Self { sentences, figures, claims, places, strangers, words, subjects, relations }
    }

    /// Gives back the room that lists were given to grow, for a reading that is kept for long.
    fn shrink(&mut self) {
        for figure in &mut self.figures {
            figure.parts.shrink_to_fit();
            figure.unit_or.shrink_to_fit();
        }
        self.places.iter_mut().for_each(|mention| mention.places.shrink_to_fit());
        self.sentences.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.claims.shrink_to_fit();
        self.places.shrink_to_fit();
        self.strangers.shrink_to_fit();
        self.words.shrink_to_fit();
        self.subjects.shrink_to_fit();
    }

    /// The sentence that a place of the prose lies in.
    pub fn sentence(&self, offset: usize) -> Option<Span> {
        let at = self.sentences.partition_point(|s| s.end <= offset);
        self.sentences.get(at).copied()
    }
}

/// Where a block stands in a list: the list's number in its segment, the item's in the list, how deep the list lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub list: (usize, u32),
    pub item: u32,
    pub depth: u8,
}

/// Where a block stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub table: (usize, u32),
    pub row: u32,
    pub column: u32,
    pub header: bool,
}

impl Passage {
    fn new(base: usize, language: Option<Language>, block: Arc<Block>, reading: Arc<Reading>) -> Self {
        let contents = Contents::of(&block, &reading);
        Self { base, language, contents, block, reading }
    }

    /// The list item that it is, or is a part of.
    pub fn item(&self) -> Option<Item> {
        if !self.contents.any(Contents::ITEM) {
            return None;
        }
        match self.block.kind {
            BlockKind::ListItem { list, item, depth } => Some(Item { list: (self.base, list), item, depth }),
            _ => None,
        }
    }

    /// The table's cell that it is.
    pub fn cell(&self) -> Option<Cell> {
        if !self.contents.any(Contents::CELL) {
            return None;
        }
        match self.block.kind {
            BlockKind::TableCell { table, row, column, header } => {
                Some(Cell { table: (self.base, table), row, column, header })
            }
            _ => None,
        }
    }

    /// A span of this block's prose as a span of the article's source.
    pub fn source(&self, prose: Span) -> Span {
        self.block.prose.source(prose).shifted(self.base)
    }

    /// Where the block stands in the article's source, markup included.
    pub fn span(&self) -> Span {
        self.block.span.shifted(self.base)
    }

    pub fn prose(&self) -> &str {
        self.block.prose.text()
    }

    /// The figure at a byte of the article's source.
    pub fn figure_at(&self, offset: usize) -> Option<&Figure> {
        self.reading.figures.iter().find(|f| self.source(f.span).holds(offset))
    }
}

impl Article {
    /// The places that the article names, in order, each mention with what it means. Worked out when first asked for.
    pub fn places(&self) -> &[Sited] {
        self.sited.get_or_init(|| {
            let blocks: Vec<_> = self.blocks.iter().map(|p| (p.prose(), p.reading.places.as_slice())).collect();
            resolve(&blocks, &self.gazetteer).into()
        })
    }

    /// The block and place name at a byte of the source.
    pub fn place_at(&self, offset: usize) -> Option<(&Passage, &Sited)> {
        let after = self.blocks.partition_point(|p| p.span().start <= offset);
        let first = after.saturating_sub(2);
        let from = self.places().partition_point(|s| s.block < first);
        let near = self.places().get(from..)?.iter().take_while(|s| s.block < after);
        near.filter_map(|s| Some((self.blocks.get(s.block)?, s))).find(|(p, s)| p.source(s.span).holds(offset))
    }

    /// The block and figure at a byte of the source.
    pub fn figure_at(&self, offset: usize) -> Option<(&Passage, &Figure)> {
        let after = self.blocks.partition_point(|p| p.span().start <= offset);
        let near = &self.blocks[after.saturating_sub(2)..after];
        near.iter().rev().find_map(|p| Some((p, p.figure_at(offset)?)))
    }

    /// The day the article is of, as far as it is known.
    pub fn day(&self) -> Option<CalendarDate> {
        let (date, _) = self.date.as_ref()?;
        let mut parts = date.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let mut part = || parts.next().and_then(|text| text.get(..2)?.parse().ok());
        let (month, day) = (part(), part());
        Some(CalendarDate { year: Some(year), month, day, ..CalendarDate::default() })
    }

    /// Where comments in the text say that nothing, or nothing of some codes, is to be reported.
    pub fn silences(&self) -> Silences<'_> {
        let mut out = Silences::default();
        let mut off = None;
        for directive in &self.directives {
            match &directive.kind {
                DirectiveKind::Off => off = off.or(Some(directive.span.end)),
                DirectiveKind::On => out.off.extend(off.take().map(|start| Span::new(start, directive.span.start))),
                DirectiveKind::Ignore(codes) => {
                    let next = self.blocks.partition_point(|p| p.span().start < directive.span.end);
                    let block =
                        self.blocks.get(next).map_or(Span::new(self.text.len(), self.text.len()), Passage::span);
                    out.ignored.push(Ignored { block, codes, comment: directive.span });
                }
            }
        }
        out.off.extend(off.map(|start| Span::new(start, self.text.len())));
        out
    }
}

/// What comments in an article silence, in order of place.
#[derive(Debug, Default)]
pub struct Silences<'a> {
    off: Vec<Span>,
    pub ignored: Vec<Ignored<'a>>,
}

/// A comment that silences some codes in a block.
#[derive(Debug)]
pub struct Ignored<'a> {
    /// What it silences; empty where no block follows it.
    pub block: Span,
    /// As written: they need not be codes.
    pub codes: &'a [String],
    pub comment: Span,
}

impl Silences<'_> {
    /// Whether all is silent at `span`.
    pub fn off(&self, span: Span) -> bool {
        let after = self.off.partition_point(|s| s.start <= span.start);
        after.checked_sub(1).and_then(|i| self.off.get(i)).is_some_and(|s| s.covers(span))
    }

    /// The comments that silence `code` at `span`, as indices of `ignored`.
    pub fn ignoring(&self, code: &str, span: Span) -> impl Iterator<Item = usize> {
        // Several comments may stand before one block.
        let after = self.ignored.partition_point(|i| i.block.start <= span.start);
        let here = self.ignored.get(..after).unwrap_or_default().iter().enumerate().rev();
        here.take_while(move |(_, i)| i.block.covers(span))
            .filter(move |(_, i)| i.codes.iter().any(|c| c == code))
            .map(|(at, _)| at)
    }

    /// Whether `code` is not to be reported at `span`.
    pub fn cover(&self, code: &str, span: Span) -> bool {
        self.off(span) || self.ignoring(code, span).next().is_some()
    }
}

/// The language that a file name says: `story.fr.md`, `fr/story.md`, `fr-story.md`.
fn of_name(name: &str) -> Option<Language> {
    let mut parts = name.rsplit(['/', '\\']);
    let file = parts.next()?;
    let code = |part: &str| (part.len() == 2 || part.len() == 5).then(|| Language::of_code(part)).flatten();
    let dotted = file.rsplit('.').skip(1).find_map(code);
    dotted.or_else(|| code(parts.next()?)).or_else(|| code(file.split('-').next()?))
}

fn dated(origin: &Origin, head: Option<&FrontMatter>, blocks: &[Passage]) -> Option<(String, DateSource)> {
    if let Some(asked) = &origin.date {
        return Some((asked.clone(), DateSource::Asked));
    }
    if let Some(field) = head.and_then(|h| h.get(&["date", "published", "pubdate", "publish_date", "publishdate"]))
        && let Some(date) = iso(&field.value)
    {
        return Some((date, DateSource::FrontMatter));
    }
    if let Some(date) = blocks.iter().take(2).find_map(dateline) {
        return Some((date, DateSource::Dateline));
    }
    let file = origin.name.rsplit(['/', '\\']).next()?;
    iso(file).map(|date| (date, DateSource::FileName))
}

/// A date in ISO 8601, at least year and month, at the start of a value.
fn iso(value: &str) -> Option<String> {
    let value = value.trim();
    let digits = |range: std::ops::Range<usize>| value.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let month: u8 = digits(5..7)?.parse().ok()?;
    if digits(0..4).is_none() || value.get(4..5) != Some("-") || !(1..=12).contains(&month) {
        return None;
    }
    let day =
        digits(8..10).filter(|d| value.get(7..8) == Some("-") && d.parse().is_ok_and(|d: u8| (1..=31).contains(&d)));
    value.get(..if day.is_some() { 10 } else { 7 }).map(str::to_owned)
}

/// The date of a dateline or a date line: "HANOI, May 17, 2024 (VNA) –", "date 2024-05". A date that a sentence merely
/// begins with is none.
fn dateline(passage: &Passage) -> Option<String> {
    let first = passage.reading.figures.first().filter(|f| f.kind == Kind::Date && f.span.start < 60)?;
    let date = first.date.as_ref().filter(|d| d.month.is_some() && d.year.is_some())?;
    let prose = passage.prose();
    let before = prose.get(..first.span.start)?.trim();
    let after = prose.get(first.span.end..)?.trim_start();
    let label = before.trim_end_matches(':').trim_end();
    let labelled = passage.language.is_some_and(|language| language.pack().is_date_label(&fold(label)));
    let capitals =
        before.split([' ', ',']).all(|w| w.chars().next().is_none_or(char::is_uppercase)) && before.ends_with(',');
    let closed = after.is_empty() || after.starts_with(['(', '–', '—', '-', '\n', '|']);
    (labelled || closed && (before.is_empty() || capitals)).then(|| date.iso()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Desk;

    fn read(name: &str, text: &str) -> Article {
        let origin = Origin { name: name.into(), format: Format::of_name(name), ..Origin::default() };
        Reader::default().read(text.into(), &origin, &Desk::default())
    }

    #[test]
    fn language_by_file_name_then_by_what_is_read() {
        let code = |name: &str, text: &str| read(name, text).language.map(Language::code);
        assert_eq!(code("a.fr.md", "Hello there, the price is right."), Some("fr"));
        assert_eq!(code("fr/a.txt", ""), Some("fr"));
        assert_eq!(
            code("a.txt", "La production de la région a augmenté de 3 % au cours des six premiers mois de l'année."),
            Some("fr")
        );
        assert_eq!(
            code("a.txt", "The output of the region was up by 3% in the first six months of this year, it said."),
            Some("en")
        );
        assert_eq!(
            code(
                "a.txt",
                "La producción de la región aumentó un 3 % en los seis primeros meses del año, según los datos."
            ),
            Some("es")
        );
        assert_eq!(
            code("a.txt", "La produzione della regione è aumentata del 3% nei primi sei mesi dell'anno, è scritto."),
            Some("it")
        );
        assert_eq!(
            code("a.txt", "A produção da região aumentou 3% nos primeiros seis meses do ano, segundo os dados."),
            Some("pt")
        );
        assert_eq!(
            code("a.txt", "De productie van de regio is in de eerste zes maanden van het jaar met 3% gestegen."),
            Some("nl")
        );
        assert_eq!(
            code("a.txt", "Produksjonen i regionen økte med 3 % i løpet av de første seks månedene av året."),
            None
        );
        assert_eq!(code("a.txt", "Produkcja regionu wzrosła o 3% w ciągu pierwszych sześciu miesięcy roku."), None);
    }

    #[test]
    fn a_reader_forgets_what_it_read_with_other_places() {
        let own = |text: &str| Desk::default().with_places(text).0;
        let desks = [Desk::default(), own("name\tcountry\nKelmstead\tGB\n"), own("name\tcountry\nXyndale\tGB\n")];
        let origin = Origin { name: "a.en.md".into(), ..Origin::default() };
        let text: Arc<str> = "They live in Kelmstead and in Xyndale.".into();
        let mut warm = Reader::default();
        for (at, wanted) in [(0, ""), (1, "Kelmstead"), (0, ""), (2, "Xyndale"), (1, "Kelmstead"), (1, "Kelmstead")] {
            let named = |reader: &mut Reader| {
                let article = reader.read(Arc::clone(&text), &origin, &desks[at]);
                article.places().iter().map(|s| s.span.of(&text).to_owned()).collect::<Vec<_>>().join(" ")
            };
            assert_eq!((named(&mut warm), named(&mut Reader::default())), (wanted.to_owned(), wanted.to_owned()));
        }
    }

    #[test]
    fn a_dateline_is_one_and_a_sentence_with_a_date_is_none() {
        let date = |text: &str| read("a.en.txt", text).date.map(|d| d.0);
        assert_eq!(date("HANOI, May 17, 2024 (VNA) – Output rose.").as_deref(), Some("2024-05-17"));
        assert_eq!(date(" date 2024-05 View of the meeting.").as_deref(), Some("2024-05"));
        assert_eq!(date("In May 2023, output rose."), None);
        assert_eq!(read("2024-05-17-output.en.txt", "Output rose.").date.map(|d| d.0).as_deref(), Some("2024-05-17"));
    }
}
