//! The figures of an article by block: an editor's document symbols.

use crate::article::{Article, Passage};
use crate::figure::{Figure, Kind};
use crate::markup::BlockKind;
use crate::text::Span;

/// A block that has figures (a heading, a paragraph's first words), or a figure inside one. Spans are of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    pub name: String,
    pub detail: Option<String>,
    pub span: Span,
    pub heading: bool,
    pub children: Vec<OutlineItem>,
}

/// Characters of a block that name it.
const NAME: usize = 60;

/// Blocks with figures, in order, each with its figures; names with digits are left out.
pub fn outline(article: &Article) -> Vec<OutlineItem> {
    article.blocks.iter().filter_map(item).collect()
}

fn item(passage: &Passage) -> Option<OutlineItem> {
    let figures = passage.reading.figures.iter().filter(|f| f.kind != Kind::Identifier);
    let children: Vec<OutlineItem> = figures.map(|f| figure(passage, f)).collect();
    if children.is_empty() {
        return None;
    }
    Some(OutlineItem {
        name: name(passage.prose()),
        detail: None,
        span: passage.span(),
        heading: matches!(passage.block.kind, BlockKind::Heading(_)),
        children,
    })
}

fn figure(passage: &Passage, figure: &Figure) -> OutlineItem {
    let unit = figure.unit.map(|unit| unit.identifier());
    let value = figure.value.as_ref().map(ToString::to_string);
    let value = value.or_else(|| figure.date.as_ref()?.iso()).or_else(|| figure.clock.clone());
    let detail = match (value, unit) {
        (Some(value), Some(unit)) => Some(format!("{value} {unit}")),
        (value, unit) => value.or(unit),
    };
    OutlineItem {
        name: one_line(figure.span.of(passage.prose())),
        detail,
        span: passage.source(figure.span),
        heading: false,
        children: Vec::new(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name(prose: &str) -> String {
    let line = one_line(prose);
    match line.char_indices().nth(NAME) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};
    use crate::desk::Desk;
    use crate::markup::Format;

    #[test]
    fn blocks_with_their_figures() {
        let text = "# Four bridges\n\nNo figure here.\n\nIn May 2024, 12 km of the A320 road\nopened.\n";
        let origin = Origin { name: "a.en.md".into(), format: Format::Markdown, ..Origin::default() };
        let article = Reader::default().read(text.into(), &origin, &Desk::default());
        let items = outline(&article);
        let names = |items: &[OutlineItem]| items.iter().map(|i| i.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&items), ["Four bridges", "In May 2024, 12 km of the A320 road opened."]);
        assert_eq!(names(&items[1].children), ["May 2024", "12 km"]);
        assert!(items[0].heading && !items[1].heading);
        assert_eq!(items[1].children[1].span.of(text), "12 km");
        assert_eq!(items[1].children[1].detail.as_deref(), Some("12 kilometer"));
    }
}
