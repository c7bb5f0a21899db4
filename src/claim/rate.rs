//! Rates of exchange that a text states: "129 shillings to the dollar", "un euro vaut 655,957 francs CFA".

use super::Place;
use crate::figure::Figure;
use crate::language::{Gap, Page, Sense};
use crate::number::Number;
use crate::units::{Currency, Unit};

/// Words between "one dollar" and what it buys, besides those that say so: at most so many.
const MOST_BETWEEN: usize = 3;

/// What one unit of a currency buys, as the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRate {
    /// The index of the figure with the amount.
    pub figure: usize,
    /// Units of `to` for one of `from`; `to` is the figure's currency.
    pub from: Currency,
    pub to: Currency,
    pub value: Number,
}

/// The rates that a page states.
pub fn stated_rates(page: &Page<'_>, figures: &[Figure]) -> Vec<StatedRate> {
    let mut out = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let (Some(Unit::Money(to)), Some(value)) = (figure.unit, figure.value.clone()) else { continue };
        let end = Place::of(page, figure).end;
        let from = bought(page, figures, at, end).or_else(|| buyer(page, figures, at));
        out.extend(from.filter(|from| *from != to).map(|from| StatedRate { figure: at, from, to, value }));
    }
    out
}

/// The currency that the amount buys one of: "to the dollar", "/USD", "pour un euro".
fn bought(page: &Page<'_>, figures: &[Figure], at: usize, end: usize) -> Option<Currency> {
    let slash = page.glued(end, '/');
    let link = if slash { 1 } else { page.sense(end, Sense::RateLink)? };
    let behind = end + link;
    if page.gap(end) == Gap::Line || page.gap(behind) == Gap::Line {
        return None;
    }
    // "to 1 dollar", "for one euro": a figure of its own.
    if let Some(next) = figures.get(at + 1)
        && Place::of(page, next).first == behind
    {
        return one(next);
    }
    money(page, behind)
}

/// The currency one of which buys the amount: "1 USD = 25,450 VND".
fn buyer(page: &Page<'_>, figures: &[Figure], at: usize) -> Option<Currency> {
    let before = figures.get(at.checked_sub(1)?)?;
    let currency = one(before)?;
    let (from, to) = (Place::of(page, before).end, Place::of(page, figures.get(at)?).first);
    let near = (from..to).len() <= MOST_BETWEEN + 3;
    let says = (from..to).any(|at| page.sense(at, Sense::RateEquals).is_some() || page.is(at, '='));
    (near && says && (from..=to).all(|at| page.gap(at) != Gap::Line)).then_some(currency)
}

/// The currency of one unit of it.
fn one(figure: &Figure) -> Option<Currency> {
    let Some(Unit::Money(currency)) = figure.unit else { return None };
    (figure.value == Some(Number::ONE)).then_some(currency)
}

fn money(page: &Page<'_>, at: usize) -> Option<Currency> {
    page.find(at, |s| if let Sense::Money { currency, .. } = s { Some(currency) } else { None }).map(|found| found.0)
}
