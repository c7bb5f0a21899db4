//! Shares of a whole that another sentence states: "Germany took 115,000 tonnes, or 22% of the total."

use super::proportion::Reader;
use super::subject::stem;
use super::{Claim, Role, counts};
use crate::figure::Kind;
use crate::language::{Page, Sense, Shape};

/// A share and the count that is said to be it, without the whole. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// The percentage, the fraction, the odds.
    pub share: usize,
    pub part: usize,
    /// Words say that it is of all: "of the total".
    pub all: bool,
    /// Its sentence begins with what stands for the whole: "of them", "trong đó".
    pub them: bool,
    /// The words of what it is of ("of exports"), as hashes like those of [`super::Word`].
    pub of: Vec<u32>,
    /// In brackets, where it may be something else: a change, another year's share.
    pub weak: bool,
}

/// How many words of what a share is of are kept.
const MOST_OF: usize = 3;

/// The share at a figure with the count beside it, if one is said to be the other.
pub(super) fn unplaced(reader: &Reader<'_>, claims: &[Claim], at: usize) -> Option<Unplaced> {
    let page = reader.page;
    let can = |part: usize| {
        let figure = reader.figures.get(part)?;
        let plain = matches!(claims[part].role, Role::Plain | Role::Part { .. });
        let one = counts(figure) && !figure.range && figure.parts.len() == 1;
        (plain && one && reader.same_sentence(claims, part, at)).then_some(part)
    };
    let (of, all) = of_what(reader, at);
    // "$12.5 billion of the half-year total, or 67%"
    let of_total = |part: usize| {
        let (from, to) = (reader.places[part].end, reader.places[at].first);
        let of = page.find(from, |s| matches!(s, Sense::Of | Sense::ShareOf).then_some(())).is_some();
        of && (from..to).any(|t| page.find(t, |s| matches!(s, Sense::AllOfIt).then_some(())).is_some())
    };
    let ends = |of: &[u32], all: bool| all || !of.is_empty() || reader.closes(at);
    let head = page.tokens(*reader.sentences.get(claims[at].sentence)?).start;
    let before = || {
        let part = can(reader.amount_before(at)?)?;
        let link = reader.link(reader.places[part].end, at)?;
        ((link.said || all) && !link.rate && !link.bracket && ends(&of, all)).then_some(part)
    };
    // "Of these, 53 are over 24 metres long, or one in three."
    let of_these = || {
        page.find(head, |s| matches!(s, Sense::Them).then_some(()))?;
        let first = claims[..at].partition_point(|c| c.sentence < claims[at].sentence);
        let part = can(first)?;
        let plain = (part + 1..at).all(|i| !counts(&reader.figures[i]) || reader.figures[i].unit.is_some());
        let link = reader.link_far(part, at)?;
        (plain && link.said && of.is_empty() && reader.closes(at)).then_some(part)
    };
    let bracketed = || {
        let part = can(at.checked_sub(1)?)?;
        let link = reader.link(reader.places[part].end, at)?;
        (link.bracket && !link.rate && !link.said && reader.closes(at)).then_some(part)
    };
    let behind = || {
        let part = can(at + 1)?;
        let link = reader.link(reader.places[at].end, part)?;
        let share = reader.figures[at].kind != Kind::Percent || all || !of.is_empty();
        (link.said && !link.rate && !link.bracket && share && reader.closes(part)).then_some(part)
    };
    let part = before().or_else(behind).or_else(of_these).or_else(bracketed)?;
    let weak = bracketed() == Some(part);
    let all = all || part < at && of_total(part);
    // "up 5%, or 300": by how much it rose.
    let near = reader.places[at.min(part)].first;
    let moves = |t: usize| page.find(t, |s| matches!(s, Sense::Change | Sense::More(_)).then_some(())).is_some();
    if (near.saturating_sub(4)..reader.places[at.max(part)].end + 2).any(moves) {
        return None;
    }
    let opens = |s: Sense| matches!(s, Sense::Them | Sense::Subset).then_some(());
    let them = page.find(head, opens).is_some();
    Some(Unplaced { share: at, part, all, them, of, weak })
}

/// What follows a share as that which it is of, and whether it is all there is.
fn of_what(reader: &Reader<'_>, at: usize) -> (Vec<u32>, bool) {
    let page = reader.page;
    let mut from = reader.places[at].end;
    if reader.all_of_it(from).is_some() {
        return (Vec::new(), true);
    }
    let light = |s: Sense| {
        matches!(s, Sense::Of | Sense::ShareOf | Sense::Determiner | Sense::Definite | Sense::Article).then_some(())
    };
    let linked = page.find(from, |s| matches!(s, Sense::Of | Sense::ShareOf).then_some(())).is_some();
    while let Some((_, len)) = page.find(from, light) {
        from += len;
    }
    // A language without a word for "of" names the whole right behind.
    if !linked && !page.pack.nouns.plural.is_empty() {
        return (Vec::new(), false);
    }
    (words(page, from), false)
}

fn words(page: &Page<'_>, from: usize) -> Vec<u32> {
    let word = |t: &usize| {
        let ends = |s: Sense| matches!(s, Sense::Function | Sense::More(_) | Sense::And | Sense::Change).then_some(());
        page.shape(*t) == Some(Shape::Word) && page.find(*t, ends).is_none()
    };
    (from..from + MOST_OF).take_while(word).map(|t| stem(page, t)).collect()
}
