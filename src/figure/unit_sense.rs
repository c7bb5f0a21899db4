//! What the word of a unit means where it can mean several things: degrees of which scale, pounds of weight or of money,
//! inches in marks.

use super::amount::Amount;
use crate::language::{Gap, Page, Sense, Shape};
use crate::units::{Measure, Unit};

/// Tokens on either side in which a word tells what a unit means.
const NEAR: usize = 12;
/// The same for ounces: the metal stands behind the bracket with their equivalent.
const METAL: usize = 14;

/// Whether nothing follows that the word before could belong to: "7 feet, 10 in.", "(over 5 in)".
pub fn set_apart(page: &Page<'_>, at: usize) -> bool {
    page.gap(at) == Gap::Line || matches!(page.shape(at), Some(Shape::Mark(',' | ')' | ';')))
}

/// The unit with what is said of it behind: "37 ° Celsius", "100 degrés F", "4 km^2", "4 km cubed".
pub fn in_full(page: &Page<'_>, measure: Measure, behind: usize) -> (Unit, usize) {
    let plain = (Unit::Measure(measure), behind);
    if page.gap(behind) == Gap::Line {
        return plain;
    }
    if measure.id() == "degree" {
        let scale = |s: Sense| match s {
            Sense::Unit { measure, .. } if measure.is_temperature() => Some(measure),
            _ => None,
        };
        let ends = page.gap(behind + 1) != Gap::None
            || !matches!(page.shape(behind + 1), Some(Shape::Word | Shape::Digits | Shape::Mark('\'' | '’')));
        let letter = match page.word(behind) {
            "C" | "c" => Measure::of_id("celsius"),
            "F" | "f" => Measure::of_id("fahrenheit"),
            _ => None,
        };
        let found = page.find(behind, scale).or_else(|| letter.filter(|_| ends).map(|m| (m, 1)));
        return found.map_or(plain, |(measure, len)| (Unit::Measure(measure), behind + len));
    }
    if measure.quantity() == "length" {
        let raised = if page.glued(behind, '^') && page.gap(behind + 1) == Gap::None {
            page.word(behind + 1).parse::<u8>().ok().map(|power| (power, 2))
        } else {
            page.find(behind, |s| if let Sense::Power(power) = s { Some(power) } else { None })
        };
        let prefix = match raised {
            Some((2, len)) => Some(("square", len)),
            Some((3, len)) => Some(("cubic", len)),
            _ => None,
        };
        if let Some((prefix, len)) = prefix
            && let Some(raised) = Measure::of_id(&format!("{prefix}-{}", measure.id()))
        {
            return (Unit::Measure(raised), behind + len);
        }
    }
    plain
}

/// "40C (104F)", "a high of 30 C": letters for a scale where the text speaks of heat or gives the other scale.
pub fn heat(page: &Page<'_>, at: usize) -> Option<(Measure, usize)> {
    let letter = |at: usize| match page.word(at) {
        "C" => Some("celsius"),
        "F" => Some("fahrenheit"),
        _ => None,
    };
    let id = letter(at)?;
    let behind = at + 1;
    let cut = page.gap(behind) == Gap::None
        && matches!(page.shape(behind), Some(Shape::Word | Shape::Digits | Shape::Mark('\'' | '’' | '-' | '/')));
    if cut || page.gap(at) == Gap::Line {
        return None;
    }
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(page.len());
    let told = near.clone().any(|i| page.sense(i, Sense::HeatCue).is_some());
    let partner = near
        .clone()
        .any(|i| i > 0 && page.shape(i - 1) == Some(Shape::Digits) && letter(i).is_some_and(|other| other != id));
    (told || partner).then(|| Measure::of_id(id).map(|measure| (measure, behind)))?
}

/// `5"`, "5″" at the mark: inches, where no quotation is open.
pub fn inches(page: &Page<'_>, at: usize) -> Option<(Measure, usize)> {
    let mark = page.glued(at, '"') || page.glued(at, '″');
    // A long look back would be one for each number.
    let quotes = |at: usize| (0..at).filter(|i| page.is(*i, '"')).count();
    let closed = page.is(at, '″') || at < 200 && quotes(at) % 2 == 0;
    let free = page.gap(at + 1) != Gap::None || matches!(page.shape(at + 1), Some(Shape::Mark(_)));
    (mark && closed && free).then(|| Measure::of_id("inch").map(|inch| (inch, at + 1)))?
}

/// Takes pounds for a weight where the text shows it: "six pounds of meat", "weighs 220 pounds", "a twenty-pound bag".
pub fn weigh(page: &Page<'_>, amount: &mut Amount) {
    let weight = |unit: &Unit| matches!(unit, Unit::Measure(m) if m.quantity() == "mass");
    let Some(position) = amount.unit_or.iter().position(weight) else { return };
    if !matches!(amount.unit, Some(Unit::Money(_))) || amount.prefixed {
        return;
    }
    let end = amount.end;
    let near = |at: usize, sense: Sense| page.gap(at) != Gap::Line && page.sense(at, sense).is_some();
    let before = (amount.first.saturating_sub(NEAR)..amount.first).rev();
    let ends = |i: &usize| matches!(page.shape(*i), Some(Shape::Mark('.' | ';' | '!' | '?')));
    let told = before.take_while(|i| !ends(i)).any(|i| page.sense(i, Sense::WeightCue).is_some())
        || (end..end + 5).take_while(|i| !ends(i)).any(|i| near(i, Sense::WeightCue));
    let money = (end..end + 3).any(|i| near(i, Sense::MoneyNoun));
    // "a twenty-pound bag": the word agrees with no number where it describes.
    let plural = |at: usize| page.pack.nouns.plural.iter().any(|ending| page.word(at).ends_with(ending.as_str()));
    let noun = |at: usize| page.shape(at) == Some(Shape::Word) && page.sense(at, Sense::Function).is_none();
    let one = amount.number.count() == Some(1);
    let describes = end > 0 && !plural(end - 1) && !one && noun(end) && page.gap(end) == Gap::Space;
    let of = page.sense(end, Sense::Of).is_some_and(|of| noun(end + of) && page.gap(end + of) != Gap::Line);
    let of = of && !amount.number.is_scaled();
    if !money && (told || describes || of) {
        let weight = amount.unit_or.remove(position);
        if let Some(money) = amount.unit.replace(weight) {
            amount.unit_or.push(money);
        }
    }
}

/// Takes ounces for troy ones where the text speaks of precious metal: "gold at $2,400 an ounce", "400 onces d'or".
pub fn troy(page: &Page<'_>, amount: &mut Amount) {
    if amount.unit_or.is_empty() {
        return;
    }
    let (Some(ounce), Some(troy)) = (Measure::of_id("ounce"), Measure::of_id("ounce-troy")) else { return };
    let meant = match amount.unit {
        Some(Unit::Measure(m)) if m == ounce => Unit::Measure(troy),
        Some(Unit::MoneyPer(currency, m)) if m == ounce => Unit::MoneyPer(currency, troy),
        // "0.3 ounces per ton"
        Some(Unit::Measure(rate)) if rate.parts().is_some_and(|(above, _)| above == ounce) => {
            match rate.parts().and_then(|(_, below)| troy.per(below)) {
                Some(rate) => Unit::Measure(rate),
                None => return,
            }
        }
        _ => return,
    };
    let other = if let Unit::MoneyPer(..) = meant { Unit::Measure(troy) } else { meant };
    let Some(place) = amount.unit_or.iter().position(|unit| *unit == other) else { return };
    let stops = |at: &usize| page.gap(*at) != Gap::Line && !page.is(*at, ';');
    let before = (amount.first.saturating_sub(METAL)..amount.first).rev().take_while(stops);
    let behind = (amount.end..(amount.end + METAL).min(page.len())).take_while(stops);
    if before.chain(behind).any(|at| page.sense(at, Sense::PreciousCue).is_some()) {
        let old = amount.unit.replace(meant);
        let old = if let Some(Unit::Measure(_)) = old { old } else { Some(Unit::Measure(ounce)) };
        amount.unit_or.splice(place..=place, old);
    }
}
