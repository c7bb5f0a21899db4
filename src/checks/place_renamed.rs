use super::memory::Again;
use super::place::{Named, fixes, named, preferred};
use super::place_again::check_again;
use super::{Check, Code, Finding, Severity};
use crate::article::{Article, Passage};
use crate::desk::Desk;
use crate::messages::Message;
use crate::place::{Month, PlaceKind};
use crate::text::Span;

/// A name or unit that was no longer in force on the article's date.
pub struct PlaceRenamed;

impl Check for PlaceRenamed {
    fn code(&self) -> Code {
        Code::PlaceRenamed
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_renamed.md")
    }

    fn check_again(&self, article: &Article, desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        check_again(article, again, out, |out| self.check(article, desk, out));
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let Some(today) = article.date.as_ref().and_then(|d| month(&d.0)) else { return };
        for name in &named(article, false) {
            if name.mention.former {
                continue;
            }
            out.extend(
                renamed(name, today, desk).or_else(|| merged(name, today, desk)).or_else(|| early(name, today, desk)),
            );
        }
    }
}

/// Months after which a name that was given up belongs to history.
const HISTORY: Month = 50 * 12;

/// The month of an ISO 8601 date; the last of its year where only that is known.
fn month(date: &str) -> Option<Month> {
    let year: Month = date.get(..4)?.parse().ok()?;
    let month: Month = date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(12);
    (1..=12).contains(&month).then(|| year * 12 + month - 1)
}

fn shown(month: Month) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

/// "Bombay" since Mumbai is the name.
fn renamed(name: &Named<'_>, today: Month, desk: &Desk) -> Option<Finding> {
    let since = name.written.name.until;
    // A name that is gone for two generations is history wherever it stands.
    let history = since + HISTORY < today;
    if !name.written.name.is_former()
        || name.written.name.is_open()
        || history
        || today < since
        || tells_of_before(name.passage, name.mention.span, since)
    {
        return None;
    }
    let right = preferred(name, desk);
    if crate::place::fold(&right) == crate::place::fold(name.text) {
        return None;
    }
    let message =
        Message::new("place-renamed").with("written", name.text).with("right", &*right).with("since", shown(since));
    Some(finding(name, message, Some(&right)))
}

/// A unit that is part of another since a reform, called by what it was.
fn merged(name: &Named<'_>, today: Month, desk: &Desk) -> Option<Finding> {
    let table = &desk.places;
    let place = &name.place;
    let unit = name.mention.unit?;
    let called = match place.kind {
        PlaceKind::Division | PlaceKind::District => unit == place.kind,
        _ => false,
    };
    if !called
        || place.until == 0
        || today < place.until
        || tells_of_before(name.passage, name.mention.span, place.until)
    {
        return None;
    }
    let into = table.place(place.merged?)?;
    let right = crate::place::wanted(&into, name.language, crate::place::Form::Exonym);
    let message =
        Message::new("place-merged").with("written", name.text).with("into", right).with("since", shown(place.until));
    Some(finding(name, message, None))
}

/// A ward of the reform, named as one before it.
fn early(name: &Named<'_>, today: Month, desk: &Desk) -> Option<Finding> {
    let place = &name.place;
    if name.mention.unit != Some(place.kind) || place.kind != PlaceKind::Ward || place.since <= today {
        return None;
    }
    // One of that name may have been there before.
    let table = &desk.places;
    let others = name.mention.places.iter().filter_map(|id| table.place(*id));
    if others.into_iter().any(|other| other.since <= today) || name.mention.places.len() > 3 {
        return None;
    }
    let message = Message::new("place-early").with("written", name.text).with("since", shown(place.since));
    Some(finding(name, message, None))
}

fn finding(name: &Named<'_>, message: Message, right: Option<&str>) -> Finding {
    Finding {
        code: Code::PlaceRenamed,
        severity: Severity::Information,
        span: name.span,
        message,
        related: Vec::new(),
        // Which name a time is told by is more than spelling.
        fixes: right.map_or_else(Vec::new, |right| {
            let mut list = fixes((name.span, name.text), &[], right);
            list.iter_mut().for_each(|fix| fix.safe = false);
            list
        }),
    }
}

/// Whether the sentence speaks of a time when the old name was in force: "in 1975, Saigon".
pub fn tells_of_before(passage: &Passage, span: Span, since: Month) -> bool {
    let Some(sentence) = passage.reading.sentence(span.start) else { return false };
    let figures = passage.reading.figures.iter().filter(|f| sentence.covers(f.span));
    figures.filter_map(|f| f.date.as_ref()?.year).any(|year| Month::try_from(year).is_ok_and(|year| year * 12 < since))
}
