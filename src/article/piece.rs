//! A piece of an article: a segment that was parsed, with what tells the language of its blocks and what was read of them.

use std::sync::{Arc, OnceLock};

use smallvec::SmallVec;

use super::{Origin, Reading, of_name};
use crate::desk::Desk;
use crate::language::{Cut, Evidence, Language, guess};
use crate::markup::{Block, Directive, Format, FrontMatter, Segment, parse};
use crate::place::Gazetteer;
use crate::text::Span;

/// A segment, parsed.
#[derive(Debug)]
pub(super) struct Piece {
    /// Nearly always one.
    pub blocks: SmallVec<[PieceBlock; 1]>,
    pub directives: Box<[Directive]>,
}

/// A block of a piece.
#[derive(Debug)]
pub(super) struct PieceBlock {
    pub block: Arc<Block>,
    evidence: Evidence,
    /// The language that its words speak for clearly.
    clear: Option<Language>,
    /// The language that the model takes it for, where it was asked.
    guessed: OnceLock<Option<Language>>,
    /// By language; one alone but for a block whose article changed its own.
    readings: SmallVec<[(Option<Language>, Arc<Reading>); 1]>,
    /// Its tokens and words while it is still to be read.
    pub cut: Option<Cut>,
}

/// What the blocks of an article are read with.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    /// The language that was asked for.
    pub asked: Option<Language>,
    pub places: &'a Gazetteer,
    /// What is read stays for long, so that it is worth while to make it small.
    pub lasting: bool,
}

impl With<'_> {
    /// A block's language in an article of `prior`.
    pub fn language(&self, block: &PieceBlock, prior: Option<Language>) -> Option<Language> {
        if self.asked.is_some() { self.asked } else { block.language(prior) }
    }

    pub fn read(&self, block: &Block, cut: Option<Cut>, language: Option<Language>) -> Arc<Reading> {
        let mut reading = Reading::of(block, cut, language, self.places);
        if self.lasting {
            reading.shrink();
        }
        Arc::new(reading)
    }
}

impl Piece {
    /// Parses a segment that is likely to be in a language; `short` where the tokens that its language was found by can wait
    /// until it is read.
    pub fn new(source: &str, format: Format, likely: Option<Language>, short: bool) -> Self {
        let Segment { blocks, directives } = parse(source, format);
        let look = |block: Block| {
            let cut = Cut::new(block.prose.text(), likely);
            let evidence = cut.evidence(block.prose.text());
            let (clear, cut) = (evidence.clear(), short.then_some(cut));
            let (guessed, readings) = (OnceLock::new(), SmallVec::new());
            PieceBlock { block: Arc::new(block), evidence, clear, guessed, readings, cut }
        };
        let mut own = SmallVec::new();
        for block in blocks {
            if block.prose.text().len() <= LONGEST {
                own.push(look(block));
            } else {
                own.extend(parts(block).into_iter().map(look));
            }
        }
        Self { blocks: own, directives: directives.into() }
    }

    /// The language that the words of a block of it speak for clearly.
    pub fn clear(&self) -> Option<Language> {
        self.blocks.iter().find_map(|block| block.clear)
    }

    /// Reads the blocks in an article of `prior`.
    pub fn read(&mut self, with: With<'_>, prior: Option<Language>) {
        for block in &mut self.blocks {
            let language = with.language(block, prior);
            let cut = block.cut.take();
            let reading = with.read(&block.block, cut, language);
            block.keep(language, reading);
        }
    }
}

impl PieceBlock {
    /// What was read of it in a language, if it was.
    pub fn reading(&self, language: Option<Language>) -> Option<&Arc<Reading>> {
        self.readings.iter().find(|(known, _)| *known == language).map(|(_, reading)| reading)
    }

    pub fn keep(&mut self, language: Option<Language>, reading: Arc<Reading>) {
        self.readings.reserve_exact(1);
        self.readings.push((language, reading));
    }

    /// Its language in an article of `prior`, if none is asked for.
    fn language(&self, prior: Option<Language>) -> Option<Language> {
        let model = || *self.guessed.get_or_init(|| guess(self.block.prose.text()));
        match self.clear {
            Some(own) if prior != Some(own) && model() == Some(own) => Some(own),
            _ => prior,
        }
    }
}

/// No paragraph of an article is as long, in bytes of prose. What is longer is read in parts, so that nobody waits for
/// the end of one, and what it takes to read one is bounded.
pub const LONGEST: usize = 64 * 1024;

/// The parts of a block that is too long to be one.
fn parts(block: Block) -> Vec<Block> {
    let Block { kind, quoted, span, prose } = block;
    let mut out: Vec<Block> = Vec::new();
    for prose in prose.cut(LONGEST) {
        let start = out.last().map_or(span.start, |last| last.span.end);
        let source = prose.source(Span::new(0, prose.text().len()));
        out.push(Block { kind, quoted, span: Span::new(start, source.end.max(start)), prose });
    }
    if let Some(last) = out.last_mut() {
        last.span.end = span.end.max(last.span.start);
    }
    out
}

/// Bytes of a text whose tokens are all kept until it is read.
pub(super) const SHORT: usize = 1 << 20;

/// The language that is said: asked for, set, in the front matter or by the file name.
pub(super) fn declared(origin: &Origin, head: Option<&FrontMatter>, desk: &Desk) -> Option<Language> {
    origin
        .language
        .or_else(|| desk.settings.language.as_deref().and_then(Language::of_code))
        .or_else(|| head?.get(&["language", "lang", "locale"]).and_then(|f| Language::of_code(&f.value)))
        .or_else(|| of_name(&origin.name))
}

/// Prose that is looked at to tell an article's language, in bytes.
const SAMPLE: usize = 4096;

/// As much of that as is enough where the packs' words speak clearly for the same language.
const GLIMPSE: usize = 1024;

/// The language that an article's pieces speak for.
pub(super) fn language<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Option<Language> {
    let mut sum = Evidence::default();
    let mut sample = String::new();
    for block in pieces.flat_map(|piece| &piece.blocks) {
        sum.add(&block.evidence);
        if sample.len() < SAMPLE {
            sample.push_str(block.block.prose.text());
            sample.push('\n');
        }
    }
    if sum.words() < 12 {
        return sum.likely();
    }
    // The packs' own words cannot tell a language that has no pack from a neighbour that has: the model can. It takes as
    // long as all else that is done with so many words, and need not see more where both are sure.
    let glimpse = (0..4).find_map(|less| sample.get(..GLIMPSE - less)).and_then(guess);
    if glimpse.is_some() && glimpse == sum.clear() {
        return glimpse;
    }
    guess(&sample).filter(|l| sum.speaks_for(*l))
}
