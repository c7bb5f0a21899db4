use super::wording::{fix, quote};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::{Herald, Listing};
use crate::desk::Desk;
use crate::figure::Kind;
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;

/// Counts that announce another number of things than are listed.
pub struct ListCount;

/// How far a count and its list may be apart: beyond that they are not each other's.
const FARTHEST: usize = 3;
/// The same where words stand between the two.
const FARTHEST_FAR: usize = 2;

impl Check for ListCount {
    fn code(&self) -> Code {
        Code::ListCount
    }

    fn explanation(&self) -> &'static str {
        include_str!("list_count.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for (at, passage) in article.blocks.with(Contents::GROUPS) {
            let groups = &passage.reading.groups;
            out.extend(groups.listings.iter().filter_map(|listing| in_sentence(passage, listing)));
            out.extend(groups.herald.as_ref().and_then(|herald| in_blocks(article, at, herald)));
        }
    }
}

/// "three provinces: A, B, C and D".
fn in_sentence(passage: &Passage, listing: &Listing) -> Option<Finding> {
    // "five points between them: Town three, Forest two": the items share what was announced.
    let figures = &passage.reading.figures;
    let inside = figures.iter().filter(|f| f.kind == Kind::Cardinal && listing.items.covers(f.span));
    let shared = inside.filter_map(|f| f.value.as_ref()).fold(Number::ZERO, |sum, n| sum + n);
    if figures.get(listing.figure).is_some_and(|f| f.value.as_ref() == Some(&shared)) {
        return None;
    }
    let items = passage.source(listing.items);
    finding(passage, listing.figure, (listing.least, listing.most), listing.far, items)
}

/// "Five measures:" and a list below it.
fn in_blocks(article: &Article, at: usize, herald: &Herald) -> Option<Finding> {
    let passage = article.blocks.get(at)?;
    let below = article.blocks.get(at + 1..)?;
    let list = below.first()?.item()?;
    if passage.item().is_some_and(|own| own.depth >= list.depth) {
        return None;
    }
    let inside = below.iter().take_while(|p| p.item().is_some_and(|item| item.depth >= list.depth));
    let mut count = 0;
    let mut led = 0;
    let mut last = None;
    let mut end = list.list.0;
    for (passage, item) in inside.filter_map(|p| Some((p, p.item()?))) {
        end = passage.span().end;
        if passage.reading.groups.entry.open {
            return None;
        }
        if item.depth > list.depth {
            continue;
        }
        // A second list right behind the first: who knows where the first one ends.
        if item.list != list.list {
            return None;
        }
        if last != Some(item.item) {
            count += 1;
            led += usize::from(passage.reading.groups.entry.led);
            last = Some(item.item);
        }
    }
    // Items with numbers are parts of a sum.
    if count < 2 || led * 2 > count {
        return None;
    }
    finding(passage, herald.figure, (count, count), herald.far, Span::new(below.first()?.span().start, end))
}

fn finding(passage: &Passage, figure: usize, counted: (usize, usize), far: bool, items: Span) -> Option<Finding> {
    let figure = passage.reading.figures.get(figure)?;
    let said = usize::try_from(figure.value.as_ref()?.as_i64()?).ok()?;
    let (least, most) = counted;
    let count = if said < least { least } else { most };
    if (least..=most).contains(&said) || said.abs_diff(count) > if far { FARTHEST_FAR } else { FARTHEST } {
        return None;
    }
    let message = Message::new("list-count").with("written", quote(passage, figure)).with("count", count.to_string());
    let listed = Message::new("list-count-items").with("count", count.to_string());
    Some(Finding {
        code: Code::ListCount,
        severity: Severity::Warning,
        span: passage.source(figure.span),
        message,
        related: vec![Related { span: items, message: listed, elsewhere: None }],
        fixes: fix(passage, figure, &[(0, &Number::from(i64::try_from(count).ok()?))]).into_iter().collect(),
    })
}
