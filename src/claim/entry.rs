//! What a short block says as a whole: a cell of a table, an item of a list.

use super::pieces::{has, is_open};
use super::{Place, counts};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, ListWord, Page, Sense};

/// A short block as one entry of a table or a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub label: Label,
    /// The only amount that it states, if there is one alone: the index of its figure.
    pub amount: Option<usize>,
    /// Nothing but that amount.
    pub bare: bool,
    /// It begins with an amount.
    pub led: bool,
    /// It says that there is more than what is listed: "etc.", "and others".
    pub open: bool,
    /// It announces shares of a whole.
    pub shares: bool,
    /// It is what is left when all else is named: "others".
    pub rest: bool,
}

/// What an entry's words say of the numbers beside it or below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Label {
    #[default]
    Plain,
    Total,
    /// They do not add up: averages, prices, changes.
    NoSum,
    /// A part of the entry above it: "of which".
    Part,
}

/// Longer blocks are no entries.
const LONGEST: usize = 60;

/// What is asked of a block that is no entry, but may stand above a list of them: whether it announces shares of a whole.
pub fn lead(page: &Page<'_>) -> Entry {
    Entry { shares: page.len() <= LONGEST && announces_shares(page), ..Entry::default() }
}

fn announces_shares(page: &Page<'_>) -> bool {
    let word = |w: ListWord| has(page, 0, page.len(), w);
    let changes = || page.has(0..page.len(), Sense::Change) || word(ListWord::NoSumLabel);
    word(ListWord::Shares) && !changes() || word(ListWord::Whole)
}

/// The entry that a block is.
pub fn entry(page: &Page<'_>, figures: &[Figure], places: &[Place]) -> Entry {
    let mut out = Entry::default();
    if page.len() > LONGEST {
        return out;
    }
    let amounts = figures.iter().zip(0..).filter(|(f, _)| !f.range && (f.kind == Kind::Percent || counts(f)));
    let mut amounts = amounts.map(|(_, at)| at);
    out.amount = amounts.next();
    if amounts.next().is_some() {
        out.amount = None;
    }
    out.bare = out.amount.is_some_and(|at| {
        let noun = figures[at].noun.map_or(0, |n| page.tokens(n).end).max(places[at].end);
        places[at].first == 0 && noun >= page.len()
    });
    out.led = places.first().is_some_and(|p| p.first == 0);
    let starts = |sense: Sense| page.sense(0, sense).is_some_and(|len| !page.glued(len, '-'));
    let word = |w: ListWord| has(page, 0, page.len(), w);
    out.shares = announces_shares(page);
    out.rest = word(ListWord::Rest) || starts(Sense::List(ListWord::RestLabel));
    out.open = is_open(page, 0, page.len()) && !starts(Sense::List(ListWord::RestLabel));
    out.label = if starts(Sense::Subset) {
        Label::Part
    } else if has(page, 0, page.len(), ListWord::NoSumLabel) && !starts(Sense::List(ListWord::TotalLabel)) {
        Label::NoSum
    } else if starts(Sense::List(ListWord::TotalLabel)) && page.gap(0) != Gap::Line {
        Label::Total
    } else {
        Label::Plain
    };
    out
}
