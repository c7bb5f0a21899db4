use super::wording::{fix, measured, quote, rewritten};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Passage};
use crate::claim::{Claim, Role};
use crate::desk::Desk;
use crate::figure::{Figure, Part};
use crate::messages::Message;
use crate::number::Number;
use crate::units::agree::{Reading, agree_as};
use crate::units::equivalents::{best_equivalent_as, equivalent};
use crate::units::{Amount, Measure, Unit};

/// An equivalent in another unit that is wrong beyond the rounding shown.
pub struct UnitConversion;

/// Up to how many degrees an amount is as often a difference as a level.
const FEW_DEGREES: i64 = 5;

impl Check for UnitConversion {
    fn code(&self) -> Code {
        Code::UnitConversion
    }

    fn explanation(&self) -> &'static str {
        include_str!("unit_conversion.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for passage in &article.blocks {
            for (figure, claim) in passage.reading.figures.iter().zip(&passage.reading.claims) {
                let Role::Equivalent { of } = claim.role else { continue };
                let Some(source) = passage.reading.figures.get(of) else { continue };
                out.extend(compare(passage, source, figure, claim));
            }
        }
    }
}

fn compare(passage: &Passage, source: &Figure, figure: &Figure, claim: &Claim) -> Option<Finding> {
    let (Some(Unit::Measure(from)), Some(Unit::Measure(to))) = (source.unit, figure.unit) else { return None };
    if source.parts.len() != figure.parts.len() || source.range != figure.range || !comparable(from, to) {
        return None;
    }
    // Degrees may be a difference as well as a level where the sentence tells of one, or where they are few.
    let few = source.value.as_ref().is_some_and(|v| v.abs() <= Number::from(FEW_DEGREES));
    let readings: &[Reading] =
        if claim.difference || few { &[Reading::Level, Reading::Difference] } else { &[Reading::Level] };
    let ends = || source.parts.iter().zip(&figure.parts);
    let same = |from: Measure, to: Measure, reading: Reading| {
        ends().all(|(a, b)| agree_as(&amount(source, a), from, &amount(figure, b), to, reading) == Some(true))
    };
    // A ton, a gallon, a mile can be one of several: any that fits will do.
    let agrees = meanings(source).any(|from| meanings(figure).any(|to| readings.iter().any(|r| same(from, to, *r))));
    if figure.parts.is_empty() || agrees {
        return None;
    }
    let reading = Reading::Level;
    // The number as a reader would check it, and the one that fits the precision written.
    let (mut shown, mut right, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for (a, b) in ends() {
        shown.push(equivalent(&a.value, from, &a.step, to, reading)?.value);
        right.push(best_equivalent_as(&a.value, from, to, &b.step, reading)?.value);
        back.push(best_equivalent_as(&b.value, to, from, &a.step, reading)?.value);
    }
    let shown = rewritten(passage, figure, &numbered(&shown)).unwrap_or_else(|| {
        let each: Vec<String> = shown.iter().map(|value| measured(passage, value, to)).collect();
        each.join("–")
    });
    let fixes = [fix(passage, figure, &numbered(&right)), fix(passage, source, &numbered(&back))];
    let message = Message::new("unit-conversion")
        .with("from", quote(passage, source))
        .with("right", shown)
        .with("written", quote(passage, figure));
    let related =
        Related::here(passage.source(source.span), Message::new("related-says").with("text", quote(passage, source)));
    Some(Finding {
        code: Code::UnitConversion,
        severity: Severity::Error,
        span: passage.source(figure.span),
        message,
        related: vec![related],
        fixes: fixes.into_iter().flatten().collect(),
    })
}

/// The units that a figure's word can mean, its own first.
fn meanings(figure: &Figure) -> impl Iterator<Item = Measure> {
    let units = figure.unit.into_iter().chain(figure.unit_or.iter().copied());
    units.filter_map(|unit| if let Unit::Measure(measure) = unit { Some(measure) } else { None })
}

/// The numbers of a figure's parts, in their order.
fn numbered(values: &[Number]) -> Vec<(usize, &Number)> {
    values.iter().enumerate().collect()
}

/// One number of a figure with what its precision and, where it is the only one, its hedge leave open.
fn amount(figure: &Figure, part: &Part) -> Amount {
    let mut amount = Amount::written(part.value.clone(), part.step.clone());
    if figure.parts.len() == 1
        && let Some(value) = &figure.value
    {
        amount.value = value.clone();
        amount.interval = figure.interval.clone();
    }
    amount
}

/// A month has no fixed number of days, and a working day has eight hours: only units of time of one rank are held
/// against each other.
fn comparable(from: Measure, to: Measure) -> bool {
    let rank = |m: Measure| match m.id() {
        "day" | "week" | "fortnight" => 1,
        "month" | "quarter" | "year" | "decade" | "century" => 2,
        _ => 0,
    };
    from.quantity() != "duration" || rank(from) == rank(to)
}
