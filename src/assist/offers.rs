//! What can be done with a figure that is no fault: put its conversion behind it, write it in another unit, in digits or
//! in words. And the conversions that an editor may show beside figures.

use std::collections::HashSet;

use super::alternatives::{Alternative, alternatives};
use crate::article::{Article, Passage};
use crate::checks::exchange::Exchange;
use crate::checks::{FormatChange, House, Replacement, rewritings};
use crate::claim::Role;
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::language::Language;
use crate::messages::Message;
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// Conversions that are offered of one figure at most.
const MOST: usize = 4;

/// A change that is offered: plain replacements, made together. None of them is a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub title: Message,
    pub edits: Vec<Replacement>,
}

/// A conversion to be shown behind the byte `offset` of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub offset: usize,
    pub text: String,
}

/// What is offered for the figure at a place of the source.
pub fn offers(article: &Article, offset: usize, desk: &Desk) -> Vec<Offer> {
    let Some((passage, figure)) = article.figure_at(offset) else { return Vec::new() };
    let Some(index) = passage.reading.figures.iter().position(|f| std::ptr::eq(f, figure)) else { return Vec::new() };
    let span = passage.source(figure.span);
    let exchange = Exchange::of(article, desk);
    let mut others = alternatives(&exchange, passage, index, desk);
    others.dedup_by_key(|a| a.unit);
    others.truncate(MOST);
    let change = |id, text: &str, edit| Offer {
        title: Message::new(id).with("from", figure.span.of(passage.prose())).with("to", text),
        edits: vec![edit],
    };
    let mut out = Vec::new();
    if !has_equivalent(passage, index) {
        for Alternative { text, .. } in &others {
            let behind = Replacement::here(Span::new(span.end, span.end), format!(" ({text})"));
            out.push(change("offer-insert", text, behind));
        }
    }
    for text in written_otherwise(passage, figure).into_iter().chain(others.into_iter().map(|a| a.text)) {
        out.push(change("offer-rewrite", &text, Replacement::here(span, text.clone())));
    }
    out.extend(formats(article, passage, figure));
    out
}

/// The figure in the format of its language, where it is written otherwise, and with it all the others of the article.
fn formats(article: &Article, passage: &Passage, figure: &Figure) -> Vec<Offer> {
    let house = House::of(article);
    let edit =
        |passage: &Passage, change: &FormatChange| Replacement::here(passage.source(change.span), change.text.clone());
    let own: Vec<Offer> = rewritings(passage, &house)
        .filter(|(other, _)| std::ptr::eq(*other, figure))
        .map(|(_, change)| Offer {
            title: Message::new("offer-format")
                .with("from", change.span.of(passage.prose()))
                .with("to", change.text.as_str()),
            edits: vec![edit(passage, &change)],
        })
        .collect();
    if own.is_empty() {
        return own;
    }
    let all = formatted(article);
    let throughout = (all.len() > 1)
        .then(|| Offer { title: Message::new("offer-format-all").with("count", all.len().to_string()), edits: all });
    own.into_iter().chain(throughout).collect()
}

/// What brings all numbers of an article into the format of their language; changes of a value are left out.
pub fn formatted(article: &Article) -> Vec<Replacement> {
    let house = House::of(article);
    let safe = |p: &Passage| {
        let changes = rewritings(p, &house).filter(|(_, change)| change.safe);
        let edits = changes.map(|(_, c)| Replacement::here(p.source(c.span), c.text));
        edits.collect::<Vec<_>>()
    };
    article.blocks.iter().flat_map(safe).collect()
}

/// The conversions that the article does not give itself, each at the first mention of an amount, inside `range`.
pub fn hints(article: &Article, range: Span, desk: &Desk) -> Vec<Hint> {
    let exchange = Exchange::of(article, desk);
    let mut told: HashSet<(Unit, Vec<Number>)> = HashSet::new();
    let mut out = Vec::new();
    for passage in &article.blocks {
        if passage.span().start >= range.end {
            break;
        }
        for (index, figure) in passage.reading.figures.iter().enumerate() {
            let Some(unit) = figure.unit.filter(|_| matches!(figure.kind, Kind::Measure | Kind::Money)) else {
                continue;
            };
            let values = figure.parts.iter().map(|p| p.value.clone()).collect();
            // An amount with its equivalent needs none at its later mentions either.
            let first = told.insert((unit, values));
            let span = passage.source(figure.span);
            if !first || has_equivalent(passage, index) || span.end < range.start || span.end > range.end {
                continue;
            }
            let shown = alternatives(&exchange, passage, index, desk).into_iter().next();
            out.extend(shown.map(|a| Hint { offset: span.end, text: format!("≈ {}", a.text) }));
        }
    }
    out
}

/// Whether the text says the figure in another unit, or it is itself what another is in this unit.
fn has_equivalent(passage: &Passage, index: usize) -> bool {
    let claims = &passage.reading.claims;
    let own = claims.get(index).is_some_and(|c| matches!(c.role, Role::Equivalent { .. }));
    // An equivalent stands right behind what it repeats.
    own || claims.iter().skip(index + 1).take(2).any(|c| c.role == Role::Equivalent { of: index })
}

/// A large amount in digits, and in scale words, where it is not written so.
fn written_otherwise(passage: &Passage, figure: &Figure) -> Vec<String> {
    let Some(pack) = passage.language.map(Language::pack) else { return Vec::new() };
    let Some(value) = figure.value.as_ref().filter(|v| v.abs() >= Number::ten_to(6) && figure.parts.len() == 1) else {
        return Vec::new();
    };
    let digits = pack.separators.write(value);
    let words = pack.in_scale_words(value);
    let with_unit = |number: String, scaled: bool| match figure.unit {
        None => Some(number),
        Some(Unit::Money(currency)) => Some(pack.sum(&number, scaled, currency)),
        Some(Unit::Measure(unit)) => Some(format!("{number}\u{a0}{}", pack.unit_word(unit)?)),
        _ => None,
    };
    let forms = [digits.and_then(|n| with_unit(n, false)), words.and_then(|n| with_unit(n, true))];
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let own = plain(figure.span.of(passage.prose()));
    forms.into_iter().flatten().filter(|text| plain(text) != own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};

    fn article(language: &str, text: &str) -> Article {
        let origin =
            Origin { language: Language::of_code(language), date: Some("2024-05-17".into()), ..Origin::default() };
        Reader::default().read(text.into(), &origin, &Desk::default())
    }

    fn offered(language: &str, text: &str, needle: &str) -> Vec<String> {
        let article = article(language, text);
        let at = text.find(needle).unwrap();
        let apply = |offer: Offer| {
            let mut out = text.to_owned();
            for edit in offer.edits.into_iter().rev() {
                out.replace_range(edit.span.start..edit.span.end, &edit.text);
            }
            out.replace(['\u{a0}', '\u{202f}'], " ")
        };
        offers(&article, at, &Desk::default()).into_iter().map(apply).collect()
    }

    #[test]
    fn a_conversion_goes_behind_the_figure() {
        let all = offered("en", "The road is about 300 km long.", "300");
        assert_eq!(all, ["The road is about 300 km (186 miles) long.", "The road is about 186 miles long."]);
        assert_eq!(
            offered("en", "It cost €58.3 million.", "58.3"),
            ["It cost €58.3 million ($63 million).", "It cost €58,300,000.", "It cost $63 million."]
        );
        let all = offered("fr", "Le pont a coûté 58,3 millions de dollars.", "58");
        assert_eq!(all[0], "Le pont a coûté 58,3 millions de dollars (53,9 millions d'euros).");
        assert_eq!(all[1], "Le pont a coûté 58 300 000 dollars.");
        assert!(offered("en", "The road is 300 km (186 miles) long.", "300").iter().all(|t| !t.contains(") (")));
        assert!(offered("en", "It has 12 rooms.", "12").is_empty());
        let all = offered("en", "It has 12500 rooms and 48 000 guests, of whom 5 % pay.", "12500");
        assert_eq!(all[0], "It has 12,500 rooms and 48 000 guests, of whom 5 % pay.");
        assert_eq!(all[1], "It has 12,500 rooms and 48,000 guests, of whom 5% pay.");
    }

    #[test]
    fn hints_stand_once_and_not_beside_what_the_article_gives() {
        let text = "The road is 300 km long. Of the 300 km, 20 km (12 miles) are new, as are 5 km of track.";
        let article = article("en", text);
        let all = hints(&article, Span::new(0, text.len()), &Desk::default());
        let shown: Vec<String> = all.iter().map(|h| format!("{}|{}", &text[..h.offset], h.text)).collect();
        assert_eq!(all.len(), 2, "{shown:?}");
        assert!(
            shown[0].ends_with("300 km|≈ 186\u{a0}miles") && shown[1].ends_with("5 km|≈ 3.1\u{a0}miles"),
            "{shown:?}"
        );
        assert!(hints(&article, Span::new(0, 5), &Desk::default()).is_empty());
    }
}
