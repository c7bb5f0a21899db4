use super::exchange::meanings as meanings_of_price;
use super::memory::{Again, by_block};
use super::wording::{fix, measured, number, quote, rewritten};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Contents, Passage};
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

/// How many times an equivalent is off before its words are tried in another meaning.
const FAR: i64 = 20;

impl Check for UnitConversion {
    fn code(&self) -> Code {
        Code::UnitConversion
    }

    fn explanation(&self) -> &'static str {
        include_str!("unit_conversion.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        article.blocks.with(Contents::EQUIVALENTS).for_each(|(_, passage)| out.extend(judge(passage)));
    }

    fn check_again(&self, article: &Article, _desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        by_block(article, Contents::EQUIVALENTS, 0, again, out, |at| {
            article.blocks.get(at).into_iter().flat_map(judge).collect()
        });
    }
}

fn judge(passage: &Passage) -> impl Iterator<Item = Finding> {
    let told = passage.reading.figures.iter().zip(&passage.reading.claims);
    told.filter_map(|(figure, claim)| {
        let Role::Equivalent { of } = claim.role else { return None };
        let source = passage.reading.figures.get(of)?;
        let found = compare(passage, of, source, figure, claim);
        found.or_else(|| priced(passage, source, figure)).or_else(|| priced_for(passage, source, figure))
    })
}

fn compare(passage: &Passage, of: usize, source: &Figure, figure: &Figure, claim: &Claim) -> Option<Finding> {
    let (Some(Unit::Measure(from)), Some(Unit::Measure(to))) = (source.unit, figure.unit) else { return None };
    if source.parts.len() != figure.parts.len() || source.range != figure.range || !comparable(from, to) {
        return None;
    }
    let told = passage.reading.claims.get(of);
    let readings = readings(source, claim, told);
    let ends = || source.parts.iter().zip(&figure.parts);
    let same = |from: Measure, to: Measure, reading: Reading| {
        ends().all(|(a, b)| agree_as(&amount(source, a), from, &amount(figure, b), to, reading) == Some(true))
    };
    // A ton, a gallon, a mile can be one of several: any that fits will do.
    let at_sea = claim.at_sea || told.is_some_and(|c| c.at_sea);
    let theirs = meanings(figure, at_sea);
    let agrees =
        meanings(source, at_sea).any(|from| theirs.clone().any(|to| readings.iter().any(|r| same(from, to, *r))));
    if figure.parts.is_empty() || agrees {
        return None;
    }
    let reading = *readings.first()?;
    let (from, to) = meant(source, figure, (from, to), at_sea, reading);
    // The number as a reader would check it, and the one that fits the precision written.
    let (mut exact, mut right, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for (a, b) in ends() {
        let (value, other) = (amount(source, a).value, amount(figure, b).value);
        exact.push(equivalent(&value, from, &a.step, to, reading)?.value);
        right.push(best_equivalent_as(&value, from, to, &b.step, reading)?.value);
        back.push(best_equivalent_as(&other, to, from, &a.step, reading)?.value);
    }
    Some(finding(passage, source, figure, &shown(passage, figure, to, &right, &exact), &right, &back))
}

/// Which of the units that their words can mean two figures are in: their own, unless those are far off and others near.
fn meant(
    source: &Figure,
    figure: &Figure,
    own: (Measure, Measure),
    at_sea: bool,
    reading: Reading,
) -> (Measure, Measure) {
    let (Some(a), Some(b)) = (source.parts.first(), figure.parts.first()) else { return own };
    let far = |(from, to): (Measure, Measure)| {
        let right = equivalent(&amount(source, a).value, from, &a.step, to, reading)?.value.abs();
        let written = b.value.abs();
        if right < written { written.over(&right) } else { right.over(&written) }
    };
    // On land a word for several miles means the one of roads.
    let road = |unit: Measure, figure: &Figure| {
        let mile = Measure::of_id("mile").filter(|mile| figure.unit_or.contains(&Unit::Measure(*mile)));
        mile.filter(|_| unit.id() == "nautical-mile" && !at_sea).unwrap_or(unit)
    };
    let own = (road(own.0, source), road(own.1, figure));
    let Some(most) = far(own).filter(|far| *far > Number::from(FAR)) else { return own };
    let pairs = meanings(source, at_sea).flat_map(|from| meanings(figure, at_sea).map(move |to| (from, to)));
    let near = pairs.filter_map(|pair| Some((far(pair)?, pair))).min_by(|a, b| a.0.cmp(&b.0));
    near.filter(|(far, _)| far * &Number::from(FAR) < most).map_or(own, |(_, pair)| pair)
}

/// How degrees are meant, the likelier way first.
fn readings(source: &Figure, claim: &Claim, told: Option<&Claim>) -> &'static [Reading] {
    use Reading::{Difference, Level};
    let few = source.value.as_ref().is_some_and(|v| v.abs() <= Number::from(FEW_DEGREES));
    match told {
        Some(told) if told.by => &[Difference],
        Some(told) if told.level && !few => &[Level],
        // They may be a difference as well as a level where the sentence tells of one, or where they are few.
        _ if claim.difference || few => &[Level, Difference],
        _ => &[Level],
    }
}

/// The equivalent as it ought to be: as the fix writes it, with more digits in brackets where that hides some.
fn shown(passage: &Passage, figure: &Figure, to: Measure, right: &[Number], exact: &[Number]) -> String {
    let joined = |values: &[Number]| {
        let each: Vec<String> = values.iter().map(|value| number(passage, value)).collect();
        each.join("–")
    };
    let text = rewritten(passage, figure, &numbered(right)).filter(|_| !bare(figure)).unwrap_or_else(|| {
        if let ([seconds], Some((above, below))) = (right, to.parts())
            && above.id() == "second"
            && let Some(seconds) = seconds.rounded(0).as_i64()
        {
            let word = passage.language.and_then(|language| language.pack().unit_word(below)).unwrap_or(below.id());
            return format!("{}:{:02}/{word}", seconds / 60, seconds % 60);
        }
        let word = passage.language.and_then(|language| language.pack().unit_word(to)).unwrap_or(to.id());
        format!("{}\u{a0}{word}", joined(right))
    });
    let finer = right.iter().zip(exact).any(|(right, exact)| exact.last_digit() < right.last_digit());
    if finer { format!("{text} ({})", joined(exact)) } else { text }
}

/// A figure whose unit stands with another one: the 20 of "20 by 30 feet".
fn bare(figure: &Figure) -> bool {
    figure.parts.first().is_some_and(|part| part.span == figure.span && !part.compound)
}

/// "$84 a barrel (195 litres)": what a price is told for, in another unit.
fn priced_for(passage: &Passage, source: &Figure, figure: &Figure) -> Option<Finding> {
    let (Some(Unit::MoneyPer(_, per)), Some(Unit::Measure(to))) = (source.unit, figure.unit) else { return None };
    let [part] = figure.parts.as_slice() else { return None };
    // One barrel is one, and not from half of one to one and a half.
    let one = Amount::written(Number::ONE, Number::ten_to(-1));
    let others = source.unit_or.iter().filter_map(|u| if let Unit::Measure(m) = u { Some(*m) } else { None });
    let written = amount(figure, part);
    if others.chain([per]).any(|per| agree_as(&one, per, &written, to, Reading::Level) == Some(true)) {
        return None;
    }
    let right = [best_equivalent_as(&Number::ONE, per, to, &part.step, Reading::Level)?.value];
    let exact = [equivalent(&Number::ONE, per, &Number::ten_to(-1), to, Reading::Level)?.value];
    // "$84 a barrel" has the word for one of them.
    let word = quote(passage, source).rsplit(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    let from = word.filter(|_| !per.id().contains('-')).map(|word| format!("1\u{a0}{word}"));
    let from = from.unwrap_or_else(|| measured(passage, &Number::ONE, per));
    let mut out = finding(passage, source, figure, &shown(passage, figure, to, &right, &exact), &right, &[]);
    out.message = out.message.with("from", from);
    Some(out)
}

fn finding(
    passage: &Passage,
    source: &Figure,
    figure: &Figure,
    shown: &str,
    right: &[Number],
    back: &[Number],
) -> Finding {
    // "a barrel": no number stands there to be corrected.
    let counted = source.parts.iter().all(|part| part.digits.is_some() || part.value != Number::ONE);
    let other = (counted && !back.is_empty()).then(|| fix(passage, source, &numbered(back))).flatten();
    let fixes = [fix(passage, figure, &numbered(right)), other];
    let named = |figure: &Figure| match (figure.unit, figure.parts.as_slice()) {
        (Some(Unit::Measure(unit)), [part]) if bare(figure) => measured(passage, &part.value, unit),
        _ => quote(passage, figure).to_owned(),
    };
    let message =
        Message::new("unit-conversion").with("from", named(source)).with("right", shown).with("written", named(figure));
    let says = Message::new("related-says").with("text", quote(passage, source));
    Finding {
        code: Code::UnitConversion,
        severity: Severity::Error,
        span: passage.source(figure.span),
        message,
        related: vec![Related::here(passage.source(source.span), says)],
        fixes: fixes.into_iter().flatten().collect(),
    }
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
    Some(finding(passage, source, figure, &shown, &[right], &[back]))
}

/// The units that a figure's word can mean, its own first. At sea a mile is a nautical one as well.
fn meanings(figure: &Figure, at_sea: bool) -> impl Iterator<Item = Measure> + Clone {
    let units = figure.unit.into_iter().chain(figure.unit_or.iter().copied());
    let measures = units.filter_map(|unit| if let Unit::Measure(measure) = unit { Some(measure) } else { None });
    // "miles per gallon": what the word of its lower part can mean.
    let parts = figure.unit.and_then(|unit| if let Unit::Measure(measure) = unit { measure.parts() } else { None });
    let below = parts.into_iter().flat_map(move |(above, below)| {
        let others = figure.unit_or.iter().filter_map(move |unit| match unit {
            Unit::Measure(other) if other.quantity() == below.quantity() => above.per(*other),
            _ => None,
        });
        others.collect::<Vec<_>>()
    });
    let nautical = Measure::of_id("nautical-mile").filter(move |_| at_sea);
    let mile = matches!(figure.unit, Some(Unit::Measure(m)) if m.id() == "mile");
    measures.chain(below).chain(nautical.filter(move |_| mile))
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
