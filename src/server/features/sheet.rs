//! `copydesk/facts`: the fact sheet, paragraph by paragraph, with the findings where they stand.

use serde_json::{Value, json};

use crate::report::{Entry, sheet};
use crate::server::sight::Sight;
use crate::server::to_proto;

/// The most entries that are sent: more would hold up what is asked after them. The command line tells all.
const MOST: usize = 2_500;

/// The paragraphs that have figures or places, and how many entries were left out at the end.
pub fn facts(sight: &Sight<'_>) -> Value {
    let (document, encoding) = (sight.document(), sight.profile.encoding);
    let analysis = sight.analysis;
    let line = |entry: &Entry| {
        let touching = analysis.findings.iter().filter(|finding| finding.span.overlaps(entry.span));
        let worst = touching.max_by_key(|finding| finding.severity);
        json!({
            "range": to_proto::range(document, entry.span, encoding),
            "quote": one_line(entry.span.of(&analysis.article.text)),
            "kind": entry.kind,
            "place": entry.is_place,
            "value": entry.value,
            "of": entry.of,
            "sentence": entry.sentence,
            "finding": worst.map(|finding| json!({
                "severity": finding.severity.as_str(),
                "code": finding.code.as_str(),
                "message": finding.message.text(sight.profile.language),
            })),
        })
    };
    let (entries, left) = sheet(&analysis.article, MOST);
    let paragraphs: Vec<Value> = entries
        .chunk_by(|a, b| a.block == b.block)
        .filter_map(|chunk| {
            let block = analysis.article.blocks.get(chunk.first()?.block)?;
            Some(json!({
                "range": to_proto::range(document, block.span(), encoding),
                "text": one_line(block.prose()),
                "entries": chunk.iter().map(line).collect::<Vec<_>>(),
            }))
        })
        .collect();
    json!({ "paragraphs": paragraphs, "left": left })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
