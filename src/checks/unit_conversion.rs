use super::exchange::meanings as meanings_of_price;
use super::wording::{fix, measured, number, quote, rewritten};
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
                out.extend(compare(passage, of, source, figure, claim).or_else(|| priced(passage, source, figure)));
            }
        }
    }
}

fn compare(passage: &Passage, of: usize, source: &Figure, figure: &Figure, claim: &Claim) -> Option<Finding> {
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
    let at_sea = claim.at_sea || passage.reading.claims.get(of).is_some_and(|c| c.at_sea);
    let theirs = meanings(figure, at_sea);
    let agrees =
        meanings(source, at_sea).any(|from| theirs.clone().any(|to| readings.iter().any(|r| same(from, to, *r))));
    if figure.parts.is_empty() || agrees {
        return None;
    }
    let reading = Reading::Level;
    // The number as a reader would check it, and the one that fits the precision written.
    let (mut shown, mut right, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for (a, b) in ends() {
        let (value, other) = (amount(source, a).value, amount(figure, b).value);
        shown.push(equivalent(&value, from, &a.step, to, reading)?.value);
        right.push(best_equivalent_as(&value, from, to, &b.step, reading)?.value);
        back.push(best_equivalent_as(&other, to, from, &a.step, reading)?.value);
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

/// "$2,400 an ounce ($77 a gram)": a price for another amount, in one currency.
fn priced(passage: &Passage, source: &Figure, figure: &Figure) -> Option<Finding> {
    let (Some(Unit::MoneyPer(one, per)), Some(Unit::MoneyPer(other, less))) = (source.unit, figure.unit) else {
        return None;
    };
    let ([a], [b]) = (source.parts.as_slice(), figure.parts.as_slice()) else { return None };
    if one != other || source.range || figure.range {
        return None;
    }
    let (reach_a, reach_b) = (amount(source, a).wide_reach(), amount(figure, b).wide_reach());
    let agrees = meanings_of_price(source).iter().any(|(_, from)| {
        meanings_of_price(figure).iter().any(|(_, to)| {
            let share = from.zip(*to).and_then(|(from, to)| to.convert_difference(&Number::ONE, from));
            share.is_some_and(|share| reach_a.map(|end| end * &share).meets(&reach_b))
        })
    });
    if agrees {
        return None;
    }
    let share = less.convert_difference(&Number::ONE, per)?;
    let near = |value: &Number, step: &Number| Some(value.rounded(step.magnitude()?.max(value.magnitude()? - 2)));
    let right = near(&(&a.value * &share), &b.step)?;
    let back = near(&b.value.over(&share)?, &a.step)?;
    let shown = rewritten(passage, figure, &[(0, &right)]).unwrap_or_else(|| number(passage, &right));
    let fixes = [fix(passage, figure, &[(0, &right)]), fix(passage, source, &[(0, &back)])];
    let message = Message::new("unit-conversion")
        .with("from", quote(passage, source))
        .with("right", shown)
        .with("written", quote(passage, figure));
    let says = Message::new("related-says").with("text", quote(passage, source));
    Some(Finding {
        code: Code::UnitConversion,
        severity: Severity::Error,
        span: passage.source(figure.span),
        message,
        related: vec![Related::here(passage.source(source.span), says)],
        fixes: fixes.into_iter().flatten().collect(),
    })
}

/// The units that a figure's word can mean, its own first. At sea a mile is a nautical one as well.
fn meanings(figure: &Figure, at_sea: bool) -> impl Iterator<Item = Measure> + Clone {
    let units = figure.unit.into_iter().chain(figure.unit_or.iter().copied());
    let measures = units.filter_map(|unit| if let Unit::Measure(measure) = unit { Some(measure) } else { None });
    let nautical = Measure::of_id("nautical-mile").filter(move |_| at_sea);
    measures.chain(nautical.filter(|_| matches!(figure.unit, Some(Unit::Measure(m)) if m.id() == "mile")))
}

/// The numbers of a figure's parts, in their order.
fn numbered(values: &[Number]) -> Vec<(usize, &Number)> {
    values.iter().enumerate().collect()
}

/// One number of a figure with what its precision and, where it is the only one, its hedge leave open.
pub(super) fn amount(figure: &Figure, part: &Part) -> Amount {
    let mut amount = Amount::written(part.value.clone(), part.step.clone());
    if figure.parts.len() == 1
        && let Some(value) = &figure.value
    {
        amount.value = value.clone();
        amount.interval = figure.interval.clone();
    }
    // 5 ft 10 is no round 70 inches.
    if part.compound {
        amount.step = amount.step / 2;
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
