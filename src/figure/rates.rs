//! What an amount is told for: "per barrel", "/kg", "a tonne", "par action", "mỗi người".

use crate::language::{Gap, Modifiers, Page, Sense, Shape};
use crate::units::{Currency, Measure, Unit};

/// A currency or measure with "per something" behind it.
pub(super) fn rate(page: &Page<'_>, unit: Unit, end: usize) -> (Unit, usize) {
    match unit {
        Unit::Money(currency) => per(page, end, currency),
        Unit::Measure(measure) => {
            let told = denominator(page, end, false)
                .or_else(|| (measure.quantity() == "duration").then(|| below(page, end)).flatten())
                .or_else(|| rate_of_what(page, measure, end));
            let Some((other, behind)) = told else { return (unit, end) };
            match Measure::of_id(&format!("{}-per-{}", measure.id(), other.id())) {
                Some(both) => (Unit::Measure(both), behind),
                None => (unit, end),
            }
        }
        _ => (unit, end),
    }
}

/// "barrels of crude per day", "thùng dầu mỗi ngày", "barils d'équivalent pétrole par jour": what is measured stands
/// between the unit and what it is told for.
fn rate_of_what(page: &Page<'_>, measure: Measure, end: usize) -> Option<(Measure, usize)> {
    if !matches!(measure.quantity(), "volume" | "mass" | "energy") || page.gap(end) == Gap::Line {
        return None;
    }
    let nouns = &page.pack.nouns;
    let of = page.sense(end, Sense::Of);
    let bare = matches!(nouns.modifiers, Modifiers::Together | Modifiers::Capital);
    let first = end + of.or(bare.then_some(0))?;
    let wordy = |at: usize| {
        page.shape(at) == Some(Shape::Word) && page.sense(at, Sense::Function).is_none() && page.gap(at) != Gap::Line
    };
    for behind in first + 1..=first + MOST_WHAT {
        // "de dioxyde de carbone par an"
        if !wordy(behind - 1) && page.sense(behind - 1, Sense::Of).is_none() {
            return None;
        }
        if let Some((below, behind)) = denominator(page, behind, false)
            && below.quantity() == "duration"
        {
            return Some((below, behind));
        }
    }
    None
}

/// Words of what is measured.
const MOST_WHAT: usize = 4;

/// Money with what it is told for, and the token behind.
pub(super) fn per(page: &Page<'_>, end: usize, currency: Currency) -> (Unit, usize) {
    match denominator(page, end, true) {
        Some((measure, behind)) => (Unit::MoneyPer(currency, measure), behind),
        None => (Unit::Money(currency), end),
    }
}

/// The length that a time is told for ("per kilometre", "/km", "au km") and the token behind it.
pub(super) fn below(page: &Page<'_>, end: usize) -> Option<(Measure, usize)> {
    let unit = |s: Sense| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None };
    let pace = || {
        let at = end + page.sense(end, Sense::Pace)?;
        let (measure, len) = page.find(at, unit)?;
        // "avance de 20 secondes au kilomètre 30" tells where.
        (page.shape(at + len) != Some(Shape::Digits)).then_some((measure, at + len))
    };
    denominator(page, end, true).or_else(pace).filter(|(measure, _)| measure.quantity() == "length")
}

/// "per barrel", "/kg", "a tonne", "-a-barrel", "le kilo".
fn denominator(page: &Page<'_>, end: usize, articles: bool) -> Option<(Measure, usize)> {
    let unit = |s: Sense| if let Sense::Unit { measure, .. } = s { Some(measure) } else { None };
    if page.glued(end, '/') && page.gap(end + 1) == Gap::None {
        let maybe = |s: Sense| if let Sense::UnitMaybe { measure } = s { Some(measure) } else { None };
        let (measure, len) = page.find(end + 1, unit).or_else(|| page.find(end + 1, maybe))?;
        return Some((measure, end + 1 + len));
    }
    let hyphen = page.glued(end, '-');
    let at = if hyphen { end + 1 } else { end };
    let per = |s: Sense| match s {
        Sense::Per { article: false } => Some(false),
        Sense::Per { article: true } if articles => Some(true),
        Sense::PerMeasure if !articles => Some(true),
        _ => None,
    };
    // "500 euros mensuales", "2,000 calories daily"
    if !hyphen
        && page.gap(at) == Gap::Space
        && let Some((each, len)) = page.find(at, |s| if let Sense::Each(measure) = s { Some(measure) } else { None })
    {
        return Some((each, at + len));
    }
    let (article, len) = page.find(at, per)?;
    let behind = at + len;
    let behind = if hyphen && page.glued(behind, '-') { behind + 1 } else { behind };
    // "$2.50 per pound": nothing else is told for each pound.
    // "$25 per person", "43 cents a share": heads and shares are units only here.
    let counted = |measure: Measure| matches!(measure.quantity(), "person" | "household" | "share");
    let weighed = |s: Sense| match s {
        Sense::UnitMaybe { measure } if articles => {
            (matches!(measure.quantity(), "mass" | "volume") || counted(measure)).then_some(measure)
        }
        Sense::UnitMaybe { measure } if !article => counted(measure).then_some(measure),
        _ => None,
    };
    let second = || lasting(page, behind).map(|(measure, end)| (measure, end - behind));
    let (measure, len) = page.find(behind, unit).or_else(|| page.find(behind, weighed)).or_else(second)?;
    // "$13 billion a year earlier", "3 millions le mois dernier" tell when, not of each.
    // "Euro im Monat Mai", "im Jahr 2020"
    let dated = |s: Sense| matches!(s, Sense::PerStop | Sense::Month(_) | Sense::MonthMaybe(_)).then_some(());
    let after = behind + len;
    let stops = page.find(after, dated).is_some() || page.shape(after) == Some(Shape::Digits);
    let when = article && stops && measure.quantity() == "duration";
    (!when).then_some((measure, behind + len))
}

/// A word that ranks first and lasts second ("one second"), where nothing follows that it could rank.
pub(super) fn lasting(page: &Page<'_>, at: usize) -> Option<(Measure, usize)> {
    let maybe = |s: Sense| match s {
        Sense::UnitMaybe { measure } => (measure.quantity() == "duration").then_some(measure),
        _ => None,
    };
    let (measure, len) = page.find(at, maybe).filter(|_| page.gap(at) == Gap::Space)?;
    let behind = at + len;
    let free = page.gap(behind) == Gap::Line
        || match page.shape(behind) {
            Some(Shape::Word) => page.sense(behind, Sense::Function).is_some(),
            Some(Shape::Mark(mark)) => !matches!(mark, '-' | '/' | '$' | '’' | '\''),
            Some(Shape::Digits) => false,
            None => true,
        };
    free.then_some((measure, behind))
}
