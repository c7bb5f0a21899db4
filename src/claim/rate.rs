//! Rates of exchange that a text states: "129 shillings to the dollar", "un euro vaut 655,957 francs CFA".

use super::{Layout, Place};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Page, Sense, Shape};
use crate::number::Number;
use crate::units::{Currency, Unit};

/// Words between "one dollar" and what it buys, besides those that say so: at most so many.
const MOST_BETWEEN: usize = 3;

/// Words between a currency and what it fell or rose to: at most so many.
const FARTHEST: usize = 10;

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
pub fn stated_rates(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> Vec<StatedRate> {
    let mut out = Vec::new();
    for (at, (figure, place)) in figures.iter().zip(&layout.places).enumerate() {
        let Some(value) = figure.value.clone() else { continue };
        let Place { first, end } = *place;
        let (to, from) = match figure.unit {
            Some(Unit::Money(to)) => {
                let one = bought(page, figures, at, end).or_else(|| buyer(page, figures, at));
                (to, one.or_else(|| named(page, figures, at, first)))
            }
            // "The yen fell to 147 per dollar": the amount is of what moved.
            None if figure.kind == Kind::Cardinal => {
                let Some(from) = bought(page, figures, at, end) else { continue };
                let Some(to) = mover(page, first) else { continue };
                (to, Some(from))
            }
            _ => continue,
        };
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

/// The currency that the words before the amount say is worth it: "when the pound was worth $2", "l'euro valait 1,12 dollar".
fn named(page: &Page<'_>, figures: &[Figure], at: usize, first: usize) -> Option<Currency> {
    let hedge = |s: Sense| matches!(s, Sense::HedgeBefore(_)).then_some(());
    let first = page.find_before(first, hedge).map_or(first, |found| found.1);
    let ((), verb) = page.find_before(first, |s| (s == Sense::RateEquals).then_some(()))?;
    let (currency, word) = page.find_before(verb, money_word)?;
    // "the contract in euros is worth", "5 million euros buys": an amount or another thing is meant.
    let amount = at.checked_sub(1).is_some_and(|before| Place::of(page, &figures[before]).end > word);
    let the = page.find_before(word, article).is_some();
    (the && !amount).then_some(currency)
}

/// The currency that the sentence named last before token `first`.
fn mover(page: &Page<'_>, first: usize) -> Option<Currency> {
    let same =
        |at: &usize| page.gap(*at + 1) != Gap::Line && !matches!(page.shape(*at), Some(Shape::Mark('.' | ';' | '(')));
    let words = (first.saturating_sub(FARTHEST)..first).rev().take_while(same);
    words.filter_map(|at| money(page, at)).next()
}

/// A word that stands before one of a kind.
fn article(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Determiner | Sense::Definite | Sense::Article | Sense::Per { article: true }).then_some(())
}

fn money_word(sense: Sense) -> Option<Currency> {
    if let Sense::Money { currency, prefix: false } = sense { Some(currency) } else { None }
}

/// The currency of one unit of it.
fn one(figure: &Figure) -> Option<Currency> {
    let Some(Unit::Money(currency)) = figure.unit else { return None };
    (figure.value == Some(Number::ONE)).then_some(currency)
}

fn money(page: &Page<'_>, at: usize) -> Option<Currency> {
    page.find(at, |s| if let Sense::Money { currency, .. } = s { Some(currency) } else { None }).map(|found| found.0)
}
