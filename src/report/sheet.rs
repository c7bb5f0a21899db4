//! The fact sheet as a list: figures and places in the order of the text, for editors to show.

use super::facts_human::amount;
use super::facts_json::{figures, sentence, sentence_of};
use crate::article::Article;
use crate::place::{Form, Gazetteer, wanted};
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

/// The figures of `article`, identifiers left out, and its places.
pub fn sheet(article: &Article) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let start = |passage: &crate::article::Passage| {
        article.blocks.partition_point(|other| other.span().start < passage.span().start)
    };
    for (passage, figure) in figures(article, false) {
        out.push(Entry {
            block: start(passage),
            span: passage.source(figure.span),
            kind: figure.kind.as_str(),
            is_place: false,
            value: amount(figure),
            of: figure.noun.map_or("", |noun| noun.of(passage.prose())).to_owned(),
            sentence: sentence(passage, figure),
        });
    }
    for sited in article.places() {
        let Some((passage, place)) = article.blocks.get(sited.block).zip(Gazetteer::get().place(sited.place)) else {
            continue;
        };
        let language = passage.language.or(article.language).map_or("en", |l| l.code());
        out.push(Entry {
            block: sited.block,
            span: passage.source(sited.span),
            kind: place.kind.as_str(),
            is_place: true,
            value: format!("{}, {}", wanted(&place, language, Form::Exonym), place.country),
            of: String::new(),
            sentence: sentence_of(passage, sited.span),
        });
    }
    out.sort_by_key(|entry| (entry.block, entry.span));
    out
}
