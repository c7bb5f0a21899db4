//! Reads an article that nobody edits.

use std::sync::{Arc, OnceLock};

use super::dollar::{Localised, localised};
use super::piece::{Piece, SHORT, With, declared, language};
use super::{Article, Blocks, Origin, Passage, Reader, dated};
use crate::desk::Desk;
use crate::markup::{Directive, front_matter, segments};

/// What [`Reader::read`] reads of `text`; nothing is kept for the next edit, and so it costs less.
pub fn read_once(text: Arc<str>, origin: &Origin, desk: &Desk) -> Article {
    if text.len() > SHORT {
        return Reader::default().read(text, origin, desk);
    }
    let head = front_matter(&text);
    let body = head.as_ref().map_or(0, |head| head.span.end);
    let cuts = segments(&text, origin.format);
    let cuts = cuts.iter().filter(|cut| cut.start >= body);
    let with = With { asked: origin.language, places: &desk.places, lasting: false };
    let mut blocks: Vec<Passage> = Vec::with_capacity(cuts.clone().count());
    let mut directives: Vec<Directive> = Vec::new();
    let mut read = |(start, piece): (usize, Piece), prior| {
        for mut block in piece.blocks {
            let language = with.language(&block, prior);
            let reading = with.read(&block.block, block.cut.take(), language);
            blocks.push(Passage::new(start, language, block.block, reading));
        }
        directives.extend(piece.directives.into_iter().map(|d| Directive { span: d.span.shifted(start), ..d }));
    };
    let said = declared(origin, head.as_ref(), desk);
    let mut likely = said;
    let pieces = cuts.map(|cut| {
        let piece = Piece::new(cut.of(&text), origin.format, likely, true);
        if said.is_none() {
            likely = piece.clear().or(likely);
        }
        (cut.start, piece)
    });
    let prior = match said {
        Some(_) => {
            pieces.for_each(|piece| read(piece, said));
            said
        }
        // All of them tell the language.
        None => {
            let pieces: Vec<(usize, Piece)> = pieces.collect();
            let found = language(pieces.iter().map(|(_, piece)| piece));
            pieces.into_iter().for_each(|piece| read(piece, found));
            found
        }
    };
    let date = dated(origin, head.as_ref(), &blocks);
    let blocks = localised(&blocks, &mut Localised::default(), &desk.places).unwrap_or(blocks);
    let (blocks, gazetteer) = (Blocks::from(blocks), desk.places.clone());
    Article { text, language: prior, date, blocks, directives, sited: OnceLock::new(), gazetteer }
}
