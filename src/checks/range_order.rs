use super::wording::number;
use super::{Check, Code, Finding, Fix, Replacement, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::Backwards;
use crate::desk::Desk;
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;

/// Ranges written from their upper end to their lower one.
pub struct RangeOrder;

impl Check for RangeOrder {
    fn code(&self) -> Code {
        Code::RangeOrder
    }

    fn explanation(&self) -> &'static str {
        include_str!("range_order.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for (_, passage) in article.blocks.with(Contents::GROUPS) {
            out.extend(passage.reading.groups.backwards.iter().map(|range| finding(passage, range)));
        }
    }
}

fn finding(passage: &Passage, range: &Backwards) -> Finding {
    let message = Message::new("range-order")
        .with("upper", end(passage, range.places.0, &range.upper))
        .with("lower", end(passage, range.places.1, &range.lower));
    Finding {
        code: Code::RangeOrder,
        severity: Severity::Warning,
        span: passage.source(range.span),
        message,
        related: Vec::new(),
        fixes: vec![swapped(passage, range)],
    }
}

/// The two numbers in each other's place; a scale word that serves both stays where it is.
fn swapped(passage: &Passage, range: &Backwards) -> Fix {
    let (one, two) = range.places;
    let prose = passage.prose();
    let edits = vec![
        Replacement { span: passage.source(one), text: two.of(prose).to_owned(), elsewhere: None },
        Replacement { span: passage.source(two), text: one.of(prose).to_owned(), elsewhere: None },
    ];
    let whole = Span::new(one.start, two.end).of(prose);
    let between = Span::new(one.end, two.start).of(prose);
    let text = format!("{}{between}{}", two.of(prose), one.of(prose));
    Fix { title: Message::new("fix-change").with("from", whole).with("to", text), safe: false, edits }
}

/// An end of a range as a message has it: years as they are written.
fn end(passage: &Passage, place: Span, value: &Number) -> String {
    let text = place.of(passage.prose());
    let year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if year { text.to_owned() } else { number(passage, value) }
}
