//! What kind of slip makes one number of another.

use smallvec::SmallVec;

use super::atom::Atom;
use crate::number::Number;

/// How two figures that should be the same are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// Off by a factor of a thousand or more of them: the number of thousands.
    Thousands(u8),
    /// A nought too many or too few.
    Nought,
    /// The decimal mark elsewhere.
    Decimal,
    /// The same digits in another order.
    Transposed,
    /// One digit is another.
    Digit,
    /// Another number altogether.
    Value,
    Unit,
    Currency,
    /// Percent for percentage points.
    Points,
    Year,
    Month,
    Day,
    Weekday,
    Time,
    Ordinal,
    /// The number of the month where a day should be.
    MonthForDay,
    /// Degrees of another scale, with the number as it was.
    Degrees,
}

impl Slip {
    /// Whether a finger or an eye slipped: the two were written nearly the same.
    pub const fn is_of_the_hand(self) -> bool {
        matches!(self, Slip::Thousands(_) | Slip::Nought | Slip::Decimal | Slip::Transposed | Slip::Digit)
    }
}

/// The slip between two numbers that differ.
pub fn between(a: &Atom, b: &Atom) -> Slip {
    of_numbers(&a.value, &b.value)
}

/// Whether one of the two is a thousand to the power `thousands` of the other.
pub fn is_thousands(a: &Atom, b: &Atom, thousands: u8) -> bool {
    let (large, small) = ordered(&a.value, &b.value);
    large.over(small) == Some(Number::ten_to(3 * i32::from(thousands)))
}

/// The one that is farther from nought, and the other.
fn ordered<'n>(a: &'n Number, b: &'n Number) -> (&'n Number, &'n Number) {
    if a.abs() > b.abs() { (a, b) } else { (b, a) }
}

pub fn of_numbers(a: &Number, b: &Number) -> Slip {
    let (large, small) = ordered(a, b);
    if let Some(times) = large.over(small) {
        for thousands in 1..=4u8 {
            if times == Number::ten_to(3 * i32::from(thousands)) {
                return Slip::Thousands(thousands);
            }
        }
        if times == Number::ten_to(1) || times == Number::ten_to(2) {
            return if a.is_whole() && b.is_whole() { Slip::Nought } else { Slip::Decimal };
        }
    }
    let (x, y) = (digits(a), digits(b));
    if x.len() == y.len() && a.magnitude() == b.magnitude() {
        let differing = x.iter().zip(&y).filter(|(x, y)| x != y).count();
        if differing == 1 {
            return Slip::Digit;
        }
        if differing == 2 {
            let (mut sx, mut sy) = (x.clone(), y.clone());
            sx.sort_unstable();
            sy.sort_unstable();
            if sx == sy {
                return Slip::Transposed;
            }
        }
    } else if x.len().abs_diff(y.len()) == 1 && x.len().min(y.len()) >= 2 {
        // A nought inside: 4,700 and 47,000 are told above, 407 and 47 here.
        let (long, short) = if x.len() > y.len() { (&x, &y) } else { (&y, &x) };
        for skip in 0..long.len() {
            let without = long.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, d)| d);
            if long[skip] == b'0' && without.eq(short.iter()) {
                return Slip::Nought;
            }
        }
    }
    Slip::Value
}

/// Most numbers have no more digits.
type Digits = SmallVec<[u8; 24]>;

/// The digits from the first that is not nought.
fn digits(number: &Number) -> Digits {
    if let Some(mut rest) = number.as_i64().map(i64::unsigned_abs) {
        let mut out = Digits::new();
        loop {
            out.push(b'0' + (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                out.reverse();
                return out;
            }
        }
    }
    let text = number.abs().to_string();
    // All of a whole number's are compared: 40 and 49 differ in one.
    if number.is_whole() {
        return text.into_bytes().into();
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|d| *d == b'0');
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_have_names() {
        for (a, b, slip) in [
            ("58300000000", "58300000", Slip::Thousands(1)),
            ("1400000000000", "1400000", Slip::Thousands(2)),
            ("600", "60", Slip::Nought),
            ("407", "47", Slip::Nought),
            ("3.5", "35", Slip::Decimal),
            ("1250", "1520", Slip::Transposed),
            ("2017", "2018", Slip::Digit),
            ("300000", "200000", Slip::Digit),
            ("25", "26", Slip::Digit),
            ("40", "49", Slip::Digit),
            ("5000", "5040", Slip::Digit),
            ("25", "31", Slip::Value),
        ] {
            let number = |text: &str| Number::decimal(text).expect("a number");
            assert_eq!(of_numbers(&number(a), &number(b)), slip, "{a} {b}");
            assert_eq!(of_numbers(&number(b), &number(a)), slip, "{b} {a}");
        }
    }
}
