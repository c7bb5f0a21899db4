//! How alike two pieces of figures are.

use super::atom::{Atom, Piece};
use super::slip::{self, Slip};
use crate::number::Number;
use crate::units::{Measure, Unit, agree};

/// How alike two pieces are, from the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same amount of the same thing.
    Same,
    /// What translators rightly change: converted, rounded, told in another way.
    Alike,
    /// The same digits, with a mark that means something else in this language.
    Marks,
    /// The same number of something else.
    Other(Slip),
    /// Another number of the same thing.
    Differs(Slip),
    /// Another number in another currency: the reader's own, at a rate that is not known here.
    Converted,
    /// Another number, and not surely of the same thing, but written nearly the same.
    Resembles(Slip),
}

impl Likeness {
    /// Which of several readings is the likelier: the lower.
    pub const fn rank(self) -> u8 {
        match self {
            Likeness::Same => 0,
            Likeness::Alike => 1,
            Likeness::Marks => 2,
            Likeness::Other(_) => 3,
            Likeness::Differs(slip) if slip.is_of_the_hand() => 4,
            Likeness::Converted => 5,
            Likeness::Resembles(_) => 6,
            Likeness::Differs(_) => 7,
        }
    }
}

/// What slip lies between two atoms that differ: [`slip::between`].
type Between = fn(&Atom, &Atom) -> Slip;

/// How alike two pieces are; nothing where they have nothing to do with each other.
pub fn likeness(a: &Atom, b: &Atom) -> Option<Likeness> {
    likelier(a, b, slip::between)
}

/// [`likeness`] where the two say the same, as it is or rightly changed. How others differ is not worked out for that.
pub fn agreement(a: &Atom, b: &Atom) -> Option<Likeness> {
    let says_same = |found: &Likeness| matches!(found, Likeness::Same | Likeness::Alike | Likeness::Marks);
    likelier(a, b, |_, _| Slip::Value).filter(says_same)
}

fn likelier(a: &Atom, b: &Atom, between: Between) -> Option<Likeness> {
    let plain = alike(a, b, between);
    let again = |x: &Atom, y: &Atom| {
        alike(x, y, between).map(|found| if found == Likeness::Same { Likeness::Marks } else { found })
    };
    let grouped =
        |x: &Atom| x.grouped.clone().map(|value| Atom { value, step: Number::ONE, grouped: None, ..x.clone() });
    let other = match (grouped(a), grouped(b)) {
        (Some(a), None) => again(&a, b),
        (None, Some(b)) => again(a, &b),
        _ => None,
    };
    // What reads better as thousands is written so.
    plain.into_iter().chain(other).min_by_key(|found| found.rank())
}

fn alike(a: &Atom, b: &Atom, between: Between) -> Option<Likeness> {
    use Piece::{Clock, Count, Day, Fraction, Month, Multiple, Ordinal, Quarter, Weekday, Year};
    match (a.piece, b.piece) {
        (Count, Count) => counts(a, b, between),
        (Year, Year) => Some(years(a, b)),
        (Clock, Clock) => Some(if a.value == b.value {
            Likeness::Same
        } else if (&a.value - &b.value).abs() == Number::from(720) {
            Likeness::Alike
        } else {
            Likeness::Differs(Slip::Time)
        }),
        (Month, Month) | (Weekday, Weekday) | (Quarter, Quarter) | (Day, Day) | (Ordinal, Ordinal) => {
            let slip = match a.piece {
                Month => Slip::Month,
                Weekday => Slip::Weekday,
                Ordinal | Quarter => Slip::Ordinal,
                _ => Slip::Day,
            };
            Some(if a.value == b.value { Likeness::Same } else { Likeness::Differs(slip) })
        }
        (Fraction, Fraction) | (Multiple, Multiple) => same_or(a, b, || Likeness::Differs(between(a, b))),
        (Clock, Count | Ordinal) => clock(a, b),
        (Count | Ordinal, Clock) => clock(b, a),
        (Fraction, Count) => fraction(a, b),
        (Count, Fraction) => fraction(b, a),
        (Multiple, Count) => multiple(a, b),
        (Count, Multiple) => multiple(b, a),
        // "Thứ ba" is the third and a Tuesday.
        (Ordinal, Weekday) => (a.value == &b.value + &Number::ONE).then_some(Likeness::Alike),
        (Weekday, Ordinal) => (b.value == &a.value + &Number::ONE).then_some(Likeness::Alike),
        (Ordinal, Fraction) => (a.value.clone() * b.value.clone() == Number::ONE).then_some(Likeness::Alike),
        (Fraction, Ordinal) => (b.value.clone() * a.value.clone() == Number::ONE).then_some(Likeness::Alike),
        // Wednesday is no three, and March no three metres.
        (Weekday, _) | (_, Weekday) => None,
        (Month | Year | Day | Quarter, Count) | (Count, Month | Year | Day | Quarter)
            if [a, b].iter().any(|x| {
                x.measures().any(|m| m.quantity() != "duration" && !is_degree(m) && !m.is_temperature()) || x.is_money()
            }) =>
        {
            None
        }
        _ if a.value == b.value => Some(Likeness::Alike),
        // A year with a nought too many is no year, nor is the 91st a day.
        (Year | Day | Ordinal, Count) | (Count, Year | Day | Ordinal) | (Day, Ordinal) | (Ordinal, Day) => {
            let plain = [a, b].iter().all(|x| x.digits && x.value.magnitude() >= Some(1));
            let time = |x: &Atom| x.units.is_empty() || x.measures().any(|m| m.quantity() == "duration");
            let slip = (plain && time(a) && time(b)).then(|| between(a, b))?;
            slip.is_of_the_hand().then_some(Likeness::Resembles(slip))
        }
        _ => None,
    }
}

/// Whether the numbers agree, as written or rounded. Of two precisions the coarser one counts.
fn numbers(a: &Atom, b: &Atom) -> bool {
    if a.value == b.value {
        return true;
    }
    a.step != b.step && (&a.value - &b.value).abs() * Number::from(2) <= a.step.clone().max(b.step.clone())
}

fn same_or(a: &Atom, b: &Atom, otherwise: impl FnOnce() -> Likeness) -> Option<Likeness> {
    Some(if a.value == b.value {
        Likeness::Same
    } else if numbers(a, b) {
        Likeness::Alike
    } else {
        otherwise()
    })
}

fn years(a: &Atom, b: &Atom) -> Likeness {
    let hundred = Number::from(100);
    let short = |x: &Number, y: &Number| *x < hundred && y.as_i64().is_some_and(|y| x.as_i64() == Some(y % 100));
    if a.value == b.value {
        Likeness::Same
    } else if short(&a.value, &b.value) || short(&b.value, &a.value) {
        Likeness::Alike
    } else {
        Likeness::Differs(Slip::Year)
    }
}

fn counts(a: &Atom, b: &Atom, between: Between) -> Option<Likeness> {
    if a.units.is_empty() && b.units.is_empty() {
        return same_or(a, b, || Likeness::Differs(between(a, b)));
    }
    let percent = |x: &Atom| x.has(|u| *u == Unit::Percent);
    let points = |x: &Atom| x.has(|u| *u == Unit::PercentagePoint);
    let thermal = |x: &Atom| x.measures().any(|m| is_degree(m) || m.is_temperature());
    let unscaled = |x: &Atom| x.measures().any(is_degree);
    if thermal(a) && thermal(b) && (unscaled(a) || unscaled(b)) {
        return Some(degrees(a, b, between));
    }
    let shared = a.units.iter().any(|u| b.units.contains(u));
    if shared {
        return same_or(a, b, || Likeness::Differs(between(a, b)));
    }
    let same_number = |slip| if numbers(a, b) { Likeness::Other(slip) } else { Likeness::Differs(between(a, b)) };
    let basis = |x: &Atom| x.measures().any(|m| m.id() == "basis-point");
    let hundredfold = |x: &Atom, y: &Atom| x.value.clone() * Number::from(100) == y.value;
    if points(a) && basis(b) && hundredfold(a, b) || basis(a) && points(b) && hundredfold(b, a) {
        return Some(Likeness::Alike);
    }
    let bare = |x: &Atom| x.points && a.value == b.value;
    if percent(a) && (points(b) || bare(b)) || (points(a) || bare(a)) && percent(b) {
        return Some(same_number(Slip::Points));
    }
    let currency = |u: &Unit| match u {
        Unit::Money(c) | Unit::MoneyPer(c, _) => Some(*c),
        _ => None,
    };
    let one_currency = a.units.iter().filter_map(currency).any(|c| b.units.iter().filter_map(currency).any(|d| c == d));
    if one_currency {
        let per =
            |x: &Atom| x.units.iter().find_map(|u| if let Unit::MoneyPer(_, per) = u { Some(*per) } else { None });
        // "$2 a kilo" and "2 000 dollars la tonne": the other way round than what is measured.
        let times =
            |x: &Atom, per: Measure, other: Measure| other.convert(&Number::ONE, per).map(|n| n * x.value.clone());
        return match per(a).zip(per(b)) {
            Some((x, y)) if x.quantity() == y.quantity() => Some(match times(a, x, y) {
                Some(exact) if (&exact - &b.value).abs() * Number::from(LOOSE) <= exact.abs() => Likeness::Alike,
                _ => same_number(Slip::Unit),
            }),
            // "$350" and "350 USD a tonne".
            _ => same_or(a, b, || Likeness::Differs(between(a, b))),
        };
    }
    if a.is_money() && b.is_money() {
        return Some(if numbers(a, b) { Likeness::Other(Slip::Currency) } else { Likeness::Converted });
    }
    let mut measured = false;
    for x in a.measures() {
        for y in b.measures() {
            if x.quantity() != y.quantity() {
                continue;
            }
            measured = true;
            if converts(a, x, b, y) {
                return Some(Likeness::Alike);
            }
        }
    }
    if measured {
        return Some(same_number(Slip::Unit));
    }
    // "89,000 tonnes of carbon dioxide a year" and "98 000 tonnes": one version alone says for what time.
    let timed = |x: &Atom, y: &Atom| {
        let of = |m: Measure| {
            m.parts().is_some_and(|(what, per)| per.quantity() == "duration" && y.measures().any(|n| n == what))
        };
        x.measures().any(of)
    };
    if timed(a, b) || timed(b, a) {
        return same_or(a, b, || Likeness::Differs(between(a, b)));
    }
    if numbers(a, b) {
        return Some(Likeness::Alike);
    }
    // "6.95" under a heading in cents.
    let hundred = Number::from(100);
    let minor = |x: &Atom, y: &Atom| x.is_money() && x.value.clone() * hundred.clone() == y.value;
    if minor(a, b) || minor(b, a) {
        return Some(Likeness::Alike);
    }
    if heat(a, b) || heat(b, a) {
        return Some(Likeness::Alike);
    }
    let bare = a.units.is_empty() || b.units.is_empty();
    // "1.5m" is metres or millions: where the other version has the million, it tells which.
    if bare && [a, b].iter().any(|x| x.measures().next().is_some()) && slip::is_thousands(a, b, 2) {
        return Some(Likeness::Alike);
    }
    // A bare number beside a weight or length may be one of another unit, which was not read.
    let physical = |x: &Atom| {
        !x.units.is_empty()
            && x.measures().all(|m| !matches!(m.quantity(), "duration" | "angle"))
            && !x.is_money()
            && x.measures().next().is_some()
    };
    if !bare {
        return None;
    }
    let slip = between(a, b);
    let one_bare = slip != Slip::Digit || !physical(a) && !physical(b);
    (one_bare && slip.is_of_the_hand()).then_some(Likeness::Resembles(slip))
}

/// "Highs in the 80s": a bare number that is the other's temperature in Fahrenheit.
fn heat(bare: &Atom, told: &Atom) -> bool {
    let Some(celsius) = told.measures().find(|m| m.is_temperature() || is_degree(*m)) else { return false };
    let scale = if is_degree(celsius) { Measure::of_id("celsius") } else { Some(celsius) };
    let air = (Number::from(20)..Number::from(125)).contains(&bare.value);
    let fahrenheit = Measure::of_id("fahrenheit").zip(scale);
    let few = bare.value > Number::ONE && bare.value < Number::from(20);
    let scales = || ["celsius", "fahrenheit"].into_iter().filter_map(Measure::of_id);
    let differs = |x: Measure, y: Measure| {
        let exact = x.convert_difference(&told.value, y);
        x != y && exact.is_some_and(|m| (&m - &bare.value).abs() * Number::from(LOOSE) <= m.abs())
    };
    bare.units.is_empty()
        && (air && fahrenheit.is_some_and(|(x, y)| x != y && converts(bare, x, told, y))
            || few && !bare.digits && scales().any(|x| scales().any(|y| differs(x, y))))
}

/// Degrees without a scale.
fn is_degree(measure: Measure) -> bool {
    measure.id() == "degree"
}

/// Degrees of which one does not say of which scale: what fits any of them fits.
fn degrees(a: &Atom, b: &Atom, between: Between) -> Likeness {
    if a.value == b.value {
        return Likeness::Same;
    }
    let scales = |x: &Atom| {
        let all = ["celsius", "fahrenheit"].into_iter().filter_map(Measure::of_id);
        let told: Vec<Measure> = x.measures().filter(|m| m.is_temperature()).collect();
        if x.measures().any(is_degree) { all.collect() } else { told }
    };
    let ys = scales(b);
    // In one scale only the same number is the same.
    let fits = scales(a).iter().any(|x| ys.iter().any(|y| x != y && converts(a, *x, b, *y)));
    if fits { Likeness::Alike } else { Likeness::Differs(between(a, b)) }
}

/// How far a converted amount may be from the exact one: translators round to what readers know.
const LOOSE: i64 = 8;

/// Whether `b` can be `a` in another unit, loosely.
fn converts(a: &Atom, x: Measure, b: &Atom, y: Measure) -> bool {
    if agree::agree(&a.amount(), x, &b.amount(), y) == Some(true) {
        return true;
    }
    if x.is_temperature() {
        let near = |m: &Number| (m - &b.value).abs() <= Number::from(2);
        // A difference is small, and two degrees would be much of it.
        let close = |m: &Number| {
            let off = (m - &b.value).abs();
            let loose = if a.step < Number::ONE && b.step < Number::ONE { 20 } else { LOOSE };
            off.clone() * Number::from(loose) <= m.abs() || off * Number::from(5) <= b.step.clone() * Number::from(3)
        };
        return x.convert(&a.value, y).is_some_and(|m| near(&m))
            || x != y && x.convert_difference(&a.value, y).is_some_and(|m| close(&m));
    }
    x.convert(&a.value, y).is_some_and(|exact| (&exact - &b.value).abs() * Number::from(LOOSE) <= exact.abs())
}

fn clock(clock: &Atom, other: &Atom) -> Option<Likeness> {
    let hour = other.value.clone() * Number::from(60);
    // "4.40" is a time where the other version says so.
    let whole = (!other.value.is_whole()).then(|| {
        let hours = (&other.value - &(Number::ONE / 2)).rounded(0);
        hours.clone() * Number::from(60) + (&other.value - &hours) * Number::from(100)
    });
    let half_day = Number::from(720);
    let same = |minutes: &Number| {
        let off = (minutes - &clock.value).abs();
        off.is_zero() || off == half_day
    };
    // "3:26 behind the winner" is minutes and seconds, "2:11 hours" hours and minutes.
    let seconds = Measure::of_id("second").and_then(|second| {
        other.measures().filter(|m| m.quantity() == "duration").find_map(|m| m.convert(&other.value, second))
    });
    if seconds.is_some_and(|s| s == clock.value || s == clock.value.clone() * Number::from(60)) {
        return Some(Likeness::Alike);
    }
    let near = clock.value.as_i64().and_then(|minutes| {
        let slips =
            [minutes / 60, minutes % 60].map(|n| (n >= 10).then(|| slip::of_numbers(&Number::from(n), &other.value)));
        slips.into_iter().flatten().find(|slip| slip.is_of_the_hand())
    });
    let hours = other.units.is_empty() || other.measures().any(|m| m.quantity() == "duration");
    if hours && (same(&hour) || whole.is_some_and(|m| same(&m))) {
        return Some(Likeness::Alike);
    }
    near.filter(|_| hours && other.digits && other.value.magnitude() >= Some(1)).map(Likeness::Resembles)
}

fn fraction(fraction: &Atom, count: &Atom) -> Option<Likeness> {
    // "A quarter of a point" is 25 basis points.
    if count.measures().any(|m| m.id() == "basis-point") {
        return (fraction.value.clone() * Number::from(100) == count.value).then_some(Likeness::Alike);
    }
    if count.has(|u| *u == Unit::Percent) {
        let percent = fraction.value.clone() * Number::from(100);
        let near = (&percent - &count.value).abs() <= Number::from(2);
        return near.then_some(Likeness::Alike);
    }
    numbers(fraction, count).then_some(Likeness::Alike)
}

fn multiple(multiple: &Atom, count: &Atom) -> Option<Likeness> {
    if count.has(|u| *u == Unit::Percent) {
        let times = multiple.value.clone() * Number::from(100);
        let more = &times - &Number::from(100);
        return (count.value == times || count.value == more).then_some(Likeness::Alike);
    }
    numbers(multiple, count).then_some(Likeness::Alike)
}
