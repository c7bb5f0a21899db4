//! `copydesk/compare`: the versions of the article's story, figure by figure.

use serde_json::{Value, json};

use crate::checks::Version;
use crate::report::{CompareResults, Compared, State, compare_rows};
use crate::server::sight::Sight;
use crate::server::stories::Told;
use crate::server::to_proto;
use crate::text::Document;

/// The versions, this one first, with their texts, and a row a figure. One version alone has no rows.
pub fn comparison(sight: &Sight<'_>) -> Value {
    let results = compared(sight);
    let language = sight.profile.language;
    let documents: Vec<Document> = results.files.iter().map(|file| Document::new(&file.text, 0)).collect();
    let rows = results.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&documents).zip(&results.files).map(|((cell, document), file)| {
            cell.map(|span| {
                json!({
                    "range": to_proto::range(document, span, sight.profile.encoding),
                    "quote": span.of(&file.text).split_whitespace().collect::<Vec<_>>().join(" "),
                })
            })
        });
        json!({
            "state": row.state.as_str(),
            "message": row.message.as_ref().map(|message| message.text(language)),
            "cells": cells.collect::<Vec<_>>(),
        })
    });
    let versions =
        results.files.iter().map(|file| json!({ "uri": file.path, "language": file.language, "text": &*file.text }));
    json!({
        "versions": versions.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "disagreements": results.rows.iter().filter(|row| row.state == State::Differs).count(),
        "closing": results.closing(language),
    })
}

/// What `copydesk compare` would report of the article and its versions.
pub fn compared(sight: &Sight<'_>) -> CompareResults {
    let analysis = sight.analysis;
    let told: Vec<&Told> =
        std::iter::once(&*analysis.told).chain(analysis.versions.iter().map(|told| &**told)).collect();
    let versions: Vec<Version<'_>> = told
        .iter()
        .map(|told| Version { path: told.uri.as_str(), article: told.article(), digest: told.digest() })
        .collect();
    let desks = vec![&*analysis.snapshot.desk; versions.len()];
    let rows = if versions.len() > 1 { compare_rows(&versions, &desks) } else { Vec::new() };
    let file = |told: &&Told| Compared {
        path: told.uri.as_str().to_owned(),
        language: told.article().language.map(|l| l.code()),
        text: told.article().text.clone(),
    };
    CompareResults { files: told.iter().map(file).collect(), rows, problems: Vec::new() }
}
