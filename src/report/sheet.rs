//! The fact sheet as a list: figures and places in the order of the text, for editors to show.

use super::facts_human::amount;
use super::facts_json::{figures, sentence, sentence_of};
use crate::article::{Article, Passage};
use crate::figure::Figure;
use crate::place::{Form, Sited, wanted};
use crate::text::Span;

/// A line of the fact sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the article's block.
    pub block: usize,
    /// In the source.
    pub span: Span,
    /// A figure's kind, such as "money", or a place's, such as "city".
    pub kind: &'static str,
    pub is_place: bool,
    /// What the figure comes to, or the place's name in the article's language with its country.
    pub value: String,
    /// The counted noun, as written; empty where there is none.
    pub of: String,
    pub sentence: String,
}

/// The first `most` figures of `article`, identifiers left out, and places, in their order; and how many more there are.
pub fn sheet(article: &Article, most: usize) -> (Vec<Entry>, usize) {
    enum What<'a> {
        Figure(&'a Passage, &'a Figure),
        Place(&'a Sited),
    }
    let start = |passage: &Passage| article.blocks.partition_point(|other| other.span().start < passage.span().start);
    let figures = figures(article, false)
        .map(|(passage, figure)| (start(passage), passage.source(figure.span), What::Figure(passage, figure)));
    let places = article.places().iter().filter_map(|sited| {
        let passage = article.blocks.get(sited.block)?;
        Some((sited.block, passage.source(sited.span), What::Place(sited)))
    });
    let mut all: Vec<_> = figures.chain(places).collect();
    all.sort_by_key(|(block, span, _)| (*block, *span));
    let left = all.len().saturating_sub(most);
    // Each repeats its sentence: those that nobody sees are not made.
    let entries = all.into_iter().take(most).filter_map(|(block, span, what)| match what {
        What::Figure(passage, figure) => Some(Entry {
            block,
            span,
            kind: figure.kind.as_str(),
            is_place: false,
            value: amount(figure),
            of: figure.noun.map_or("", |noun| noun.of(passage.prose())).to_owned(),
            sentence: sentence(passage, figure),
        }),
        What::Place(sited) => {
            let (passage, place) = article.blocks.get(block).zip(article.gazetteer.place(sited.place))?;
            let language = passage.language.or(article.language).map_or("en", |l| l.code());
            Some(Entry {
                block,
                span,
                kind: place.kind.as_str(),
                is_place: true,
                value: format!("{}, {}", wanted(&place, language, Form::Exonym), place.country),
                of: String::new(),
                sentence: sentence_of(passage, sited.span),
            })
        }
    });
    (entries.collect(), left)
}
