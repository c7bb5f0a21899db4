//! Exact rational numbers: two machine integers where they suffice, as they do for nearly all that news writes, else
//! integers of any length.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU64;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::sync::LazyLock;

use dashu_base::{Abs, Sign, Signed, UnsignedAbs};
use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// The longest run of digits that is still read as an amount. News has no use for more, and a hostile text no leverage.
pub const MOST_DIGITS: usize = 60;

/// Digits that a `u64` holds in any case.
const SHORT: usize = 19;

/// Powers of ten up to this one, and down to its inverse, are worked out once.
const NEAR: i32 = 19;

static POWERS: LazyLock<Vec<Number>> = LazyLock::new(|| (-NEAR..=NEAR).map(Number::power).collect());

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    #[error("no digits, or something between them that is none")]
    NotDecimal,
    #[error("more than {MOST_DIGITS} digits")]
    TooLong,
}

/// An exact rational number. Its text form is the contract's: a decimal without trailing zeros or exponent, or `"1/3"`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Form);

/// A number has one form only: reduced, and small wherever it fits; so equal numbers are equal field by field.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    /// Numerator (never the least `i64`, so that it can be negated) and denominator.
    Small(i64, NonZeroU64),
    Big(Box<RBig>),
}

use Form::{Big, Small};

const WHOLE: NonZeroU64 = NonZeroU64::MIN;

/// The greatest common divisor, 1 where both are nought.
fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn gcd_wide(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd(a, b));
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Number {
    pub const ZERO: Number = Number(Small(0, WHOLE));
    pub const ONE: Number = Number(Small(1, WHOLE));

    /// A fraction that is reduced already; `denominator` is not nought.
    fn reduced(numerator: i128, denominator: u128) -> Self {
        match (i64::try_from(numerator), u64::try_from(denominator).ok().and_then(NonZeroU64::new)) {
            (Ok(n), Some(d)) if n != i64::MIN => Number(Small(n, d)),
            _ => Number(Big(Box::new(RBig::from_parts(IBig::from(numerator), UBig::from(denominator))))),
        }
    }

    fn fraction(numerator: i128, denominator: u128) -> Self {
        let common = gcd_wide(numerator.unsigned_abs(), denominator);
        match i128::try_from(common) {
            Ok(divisor) => Self::reduced(numerator / divisor, denominator / common),
            Err(_) => Self::of_big(RBig::from_parts(IBig::from(numerator), UBig::from(denominator))),
        }
    }

    /// A number of any length in its one form.
    fn of_big(big: RBig) -> Self {
        let small = i64::try_from(big.numerator()).ok().filter(|n| *n != i64::MIN);
        match small.zip(u64::try_from(big.denominator()).ok().and_then(NonZeroU64::new)) {
            Some((n, d)) => Number(Small(n, d)),
            None => Number(Big(Box::new(big))),
        }
    }

    fn big(&self) -> RBig {
        match &self.0 {
            Small(n, d) => RBig::from_parts(IBig::from(*n), UBig::from(d.get())),
            Big(big) => RBig::clone(big),
        }
    }

    /// Reads plain digits with at most one `.`, and a `-` or a `+` before them: `-12.50`.
    ///
    /// # Errors
    /// [`NumberError`] when it is anything else or longer than [`MOST_DIGITS`].
    pub fn decimal(text: &str) -> Result<Self, NumberError> {
        let (negative, body) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let length = whole.len() + fraction.len();
        let number = Self::of_digits(whole.bytes().chain(fraction.bytes()), length, fraction.len())?;
        Ok(if negative { -number } else { number })
    }

    /// Runs of digits as one number, the last of them as its decimals where it has any.
    ///
    /// # Errors
    /// [`NumberError`] where they are no digits, or too many.
    pub fn of_runs(runs: &[&str], with_decimals: bool) -> Result<Self, NumberError> {
        let length = runs.iter().map(|run| run.len()).sum();
        let decimals = runs.last().filter(|_| with_decimals).map_or(0, |run| run.len());
        Self::of_digits(runs.iter().flat_map(|run| run.bytes()), length, decimals)
    }

    /// So many digits, so many of which are decimals.
    fn of_digits(
        digits: impl Iterator<Item = u8> + Clone,
        length: usize,
        decimals: usize,
    ) -> Result<Self, NumberError> {
        if length > MOST_DIGITS {
            return Err(NumberError::TooLong);
        }
        if length == 0 || !digits.clone().all(|b| b.is_ascii_digit()) {
            return Err(NumberError::NotDecimal);
        }
        if length > SHORT {
            let value = digits.fold(IBig::ZERO, |sum, b| sum * IBig::from(10u8) + IBig::from(b - b'0'));
            return Ok(Self::of_big(RBig::from_parts(value, UBig::from(10u8).pow(decimals))));
        }
        let value = digits.fold(0u64, |sum, b| sum * 10 + u64::from(b - b'0'));
        Ok(match decimals {
            0 => Self::reduced(i128::from(value), 1),
            _ => Self::fraction(i128::from(value), 10u128.pow(decimals as u32)),
        })
    }

    /// Reads a decimal or a fraction `a/b` of two of them, as tables write factors.
    ///
    /// # Errors
    /// [`NumberError`] when a side is no decimal, or the lower one is nought.
    pub fn ratio(text: &str) -> Result<Self, NumberError> {
        match text.split_once('/') {
            None => Self::decimal(text),
            Some((a, b)) => Self::decimal(a)?.over(&Self::decimal(b)?).ok_or(NumberError::NotDecimal),
        }
    }

    /// 10 to the power `exponent`; exponents beyond ±300 stop there.
    pub fn ten_to(exponent: i32) -> Self {
        if let Ok(at) = usize::try_from(exponent.saturating_add(NEAR))
            && let Some(power) = POWERS.get(at)
        {
            return power.clone();
        }
        Self::power(exponent)
    }

    fn power(exponent: i32) -> Self {
        let power = UBig::from(10u8).pow(exponent.unsigned_abs().min(300) as usize);
        let (n, d) = if exponent >= 0 { (IBig::from(power), UBig::ONE) } else { (IBig::ONE, power) };
        Self::of_big(RBig::from_parts(n, d))
    }

    /// `self / other`, or nothing where `other` is nought.
    pub fn over(&self, other: &Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        let (Small(a, b), Small(c, d)) = (&self.0, &other.0) else {
            return Some(Self::of_big(self.big() / other.big()));
        };
        let (tops, bottoms) = (gcd(a.unsigned_abs(), c.unsigned_abs()), gcd(b.get(), d.get()));
        let negative = (*a < 0) != (*c < 0);
        let top = i128::from(a.unsigned_abs() / tops) * i128::from(d.get() / bottoms);
        let bottom = u128::from(b.get() / bottoms) * u128::from(c.unsigned_abs() / tops);
        Some(Self::reduced(if negative { -top } else { top }, bottom))
    }

    fn plus(&self, other: &Number) -> Number {
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0) {
            if *b == *d && *b == WHOLE {
                return Self::reduced(i128::from(*a) + i128::from(*c), 1);
            }
            // A whole number leaves the other one reduced.
            let whole = |whole: i64, n: i64, d: u64| (i128::from(whole) * i128::from(d)).checked_add(i128::from(n));
            if *b == WHOLE
                && let Some(sum) = whole(*a, *c, d.get())
            {
                return Self::reduced(sum, u128::from(d.get()));
            }
            if *d == WHOLE
                && let Some(sum) = whole(*c, *a, b.get())
            {
                return Self::reduced(sum, u128::from(b.get()));
            }
            if b == d {
                return Self::fraction(i128::from(*a) + i128::from(*c), u128::from(b.get()));
            }
            let (left, right) = (i128::from(*a) * i128::from(d.get()), i128::from(*c) * i128::from(b.get()));
            if let Some(sum) = left.checked_add(right) {
                return Self::fraction(sum, u128::from(b.get()) * u128::from(d.get()));
            }
        }
        Self::of_big(self.big() + other.big())
    }

    fn times(&self, other: &Number) -> Number {
        let (Small(a, b), Small(c, d)) = (&self.0, &other.0) else {
            return Self::of_big(self.big() * other.big());
        };
        // Reduced crosswise, so that the product is.
        let cross = |n: &i64, d: &NonZeroU64| if *d == WHOLE { 1 } else { gcd(n.unsigned_abs(), d.get()) };
        let (left, right) = (cross(a, d), cross(c, b));
        let top = i128::from(a.unsigned_abs() / left) * i128::from(c.unsigned_abs() / right);
        let bottom = u128::from(b.get() / right) * u128::from(d.get() / left);
        Self::reduced(if (*a < 0) == (*c < 0) { top } else { -top }, bottom)
    }

    /// A whole number.
    pub fn whole(value: u128) -> Self {
        match i128::try_from(value) {
            Ok(value) => Self::reduced(value, 1),
            Err(_) => Self::of_big(RBig::from(UBig::from(value))),
        }
    }

    /// Half of it.
    pub fn half(&self) -> Number {
        match &self.0 {
            Small(n, d) if n % 2 == 0 => Number(Small(n / 2, *d)),
            Small(n, d) => Self::reduced(i128::from(*n), 2 * u128::from(d.get())),
            Big(big) => Self::of_big(RBig::clone(big) / RBig::from(2u8)),
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small(0, _))
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Small(_, d) => *d == WHOLE,
            Big(big) => big.is_int(),
        }
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Small(n, _) => *n < 0,
            Big(big) => big.is_negative(),
        }
    }

    pub fn abs(&self) -> Number {
        match &self.0 {
            Small(n, d) => Number(Small(n.abs(), *d)),
            Big(big) => Self::of_big(RBig::clone(big).abs()),
        }
    }

    /// The whole number it is, if it is one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Small(n, d) => (*d == WHOLE).then_some(*n),
            Big(big) => big.is_int().then(|| i64::try_from(big.numerator()).ok()).flatten(),
        }
    }

    /// The power of ten of the first digit that is not nought: 3 for 4,200; -2 for 0.05. Nothing for nought.
    pub fn magnitude(&self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        if let Small(n, d) = &self.0 {
            let whole = n.unsigned_abs() / d.get();
            if whole > 0 {
                return i32::try_from(whole.ilog10()).ok();
            }
        }
        let abs = self.abs();
        let big = abs.big();
        let digits = |n: &UBig| i32::try_from(n.in_radix(10).to_string().len()).unwrap_or(i32::MAX / 4);
        let numerator: UBig = big.numerator().clone().unsigned_abs();
        let denominator = big.denominator();
        // So many, or one less. Powers are made here: [`Number::ten_to`] goes no further than its bound.
        let guess = digits(&numerator) - digits(denominator);
        let power = UBig::from(10u8).pow(guess.unsigned_abs() as usize);
        let fits = if guess >= 0 { numerator >= denominator * power } else { numerator * power >= *denominator };
        Some(if fits { guess } else { guess - 1 })
    }

    /// Rounded half away from nought to a multiple of 10^`exponent`.
    pub fn rounded(&self, exponent: i32) -> Number {
        let step = Number::ten_to(exponent);
        let steps = self.abs().over(&step).unwrap_or(Number::ZERO);
        let whole = match &steps.0 {
            Small(n, d) => {
                let (n, d) = (u128::from(n.unsigned_abs()), u128::from(d.get()));
                Self::reduced(i128::try_from((2 * n + d) / (2 * d)).unwrap_or(i128::MAX), 1)
            }
            Big(big) => {
                let (n, d) = (big.numerator().clone(), IBig::from(big.denominator().clone()));
                Self::of_big(RBig::from((n * IBig::from(2u8) + &d) / (d * IBig::from(2u8))))
            }
        };
        let value = whole * step;
        if self.is_negative() { -value } else { value }
    }

    /// The largest power of ten that divides it: 2 for 4,200; -1 for 0.5. Nothing for nought or where no finite
    /// decimal exists.
    pub fn last_digit(&self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        let decimals = self.decimals()?;
        if decimals > 0 {
            return i32::try_from(decimals).ok().map(|n| -n);
        }
        match &self.0 {
            Small(n, _) => {
                let (mut rest, mut zeros) = (n.unsigned_abs(), 0);
                while rest.is_multiple_of(10) {
                    rest /= 10;
                    zeros += 1;
                }
                Some(zeros)
            }
            Big(big) => {
                let text = big.numerator().to_string();
                i32::try_from(text.len() - text.trim_end_matches('0').len()).ok()
            }
        }
    }

    /// For benchmarks and rough ordering only; comparisons stay exact.
    pub fn to_f64(&self) -> f64 {
        self.big().to_f64().value()
    }

    /// Fives and twos taken out of the denominator: how many decimals it needs, if finitely many.
    fn decimals(&self) -> Option<usize> {
        if let Small(_, d) = &self.0 {
            let twos = d.trailing_zeros() as usize;
            let (mut rest, mut fives) = (d.get() >> twos, 0);
            while rest.is_multiple_of(5) {
                rest /= 5;
                fives += 1;
            }
            return (rest == 1).then(|| twos.max(fives));
        }
        let mut rest = self.big().denominator().clone();
        let (two, five) = (UBig::from(2u8), UBig::from(5u8));
        let (mut twos, mut fives) = (0, 0);
        while (&rest % &two).is_zero() {
            rest /= &two;
            twos += 1;
        }
        while (&rest % &five).is_zero() {
            rest /= &five;
            fives += 1;
        }
        rest.is_one().then(|| twos.max(fives))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Small(a, b), Small(c, d)) if b == d => a.cmp(c),
            (Small(a, b), Small(c, d)) => {
                (i128::from(*a) * i128::from(d.get())).cmp(&(i128::from(*c) * i128::from(b.get())))
            }
            _ => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Small(n, d) = &self.0
            && *d == WHOLE
        {
            return write!(f, "{n}");
        }
        if let (Small(n, d), Some(decimals @ 1..=18)) = (&self.0, self.decimals()) {
            // The denominator is made of twos and fives, no more of each than there are decimals.
            let ten = 10u128.pow(decimals as u32);
            let scaled = u128::from(n.unsigned_abs()) * (ten / u128::from(d.get()));
            let sign = if *n < 0 { "-" } else { "" };
            return write!(f, "{sign}{}.{:0>decimals$}", scaled / ten, scaled % ten);
        }
        let big = self.big();
        let Some(decimals) = self.decimals() else {
            return write!(f, "{}/{}", big.numerator(), big.denominator());
        };
        let scaled = big * RBig::from(UBig::from(10u8).pow(decimals));
        let (sign, digits) = scaled.numerator().clone().into_parts();
        let digits = digits.to_string();
        let sign = if sign == Sign::Negative { "-" } else { "" };
        if decimals == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::reduced(i128::from(value), 1)
    }
}

macro_rules! arithmetic {
    ($($name:ident $method:ident $with:expr),*) => {$(
        impl $name for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number { $with(self, other) }
        }
        impl $name for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number { $with(&self, &other) }
        }
        impl $name<&Number> for Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number { $with(&self, other) }
        }
    )*};
}
arithmetic!(Add add Number::plus, Sub sub (|a: &Number, b: &Number| a.plus(&-b.clone())), Mul mul Number::times);

impl Div<i64> for Number {
    type Output = Number;
    /// Division by a literal; by nought it gives nought, so that no text can make it panic.
    fn div(self, other: i64) -> Number {
        self.over(&Number::from(other)).unwrap_or(Number::ZERO)
    }
}

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        match self.0 {
            Small(n, d) => Number(Small(-n, d)),
            Big(big) => Self::of_big(-*big),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::ratio(text).unwrap_or(Number::ZERO)
    }

    #[test]
    fn the_text_form_is_the_contract_s() {
        for (from, to) in
            [("58.30", "58.3"), ("0.050", "0.05"), ("-1200", "-1200"), ("1/3", "1/3"), ("3/4", "0.75"), ("0", "0")]
        {
            assert_eq!(n(from).to_string(), to);
        }
        assert_eq!((n("1.4") * Number::ten_to(15)).to_string(), "1400000000000000");
    }

    #[test]
    fn magnitude_rounding_and_last_digit() {
        for (text, magnitude) in [("4200", 3), ("0.05", -2), ("1", 0), ("0.999", -1), ("1000", 3), ("1/3", -1)] {
            assert_eq!(n(text).magnitude(), Some(magnitude), "{text}");
        }
        // As a power in a text gives them: further than any ten that is worked out.
        let nines = n(&"9".repeat(50));
        let beyond = (0..8).fold(Number::ONE, |product, _| &product * &nines);
        assert_eq!(beyond.magnitude(), Some(399));
        assert_eq!(Number::ONE.over(&beyond).and_then(|n| n.magnitude()), Some(-400));
        assert_eq!(n("42.195").rounded(-1).to_string(), "42.2");
        assert_eq!(n("-2.5").rounded(0).to_string(), "-3");
        assert_eq!(n("149").rounded(2).to_string(), "100");
        assert_eq!(n("4200").last_digit(), Some(2));
        assert_eq!(n("0.25").last_digit(), Some(-2));
    }

    #[test]
    fn what_is_no_decimal_is_refused() {
        for bad in ["", "-", ".", "1e5", "1.2.3", "٣", "1/0", "1,2"] {
            assert!(Number::ratio(bad).is_err(), "{bad}");
        }
        assert_eq!(Number::decimal(&"9".repeat(MOST_DIGITS + 1)), Err(NumberError::TooLong));
    }

    /// Machine integers and integers of any length give the same, around every bound of the former.
    #[test]
    fn both_forms_reckon_alike() {
        let mut numbers = Vec::new();
        for whole in [0, 1, 2, 3, 7, 10, 999, 1 << 31, (1 << 53) + 1, i64::MAX / 2, i64::MAX - 1, i64::MAX] {
            for sign in [1, -1] {
                numbers.push(Number::from(whole * sign));
                for under in [3, 8, 1_000_003, i64::MAX] {
                    numbers.push(Number::from(whole * sign).over(&Number::from(under)).unwrap_or(Number::ZERO));
                }
            }
        }
        numbers.extend([Number::from(i64::MIN), Number::ten_to(19), Number::ten_to(-19), Number::ten_to(-20)]);
        let one_form = |number: &Number| {
            assert!(*number == Number::of_big(number.big()), "{number}");
        };
        for a in &numbers {
            one_form(a);
            assert_eq!(-(-a.clone()), *a);
            assert_eq!(a.half().big(), a.big() / RBig::from(2u8), "{a} / 2");
            one_form(&a.half());
            assert_eq!(a.as_i64(), if a.is_whole() { i64::try_from(a.big().numerator()).ok() } else { None });
            for b in &numbers {
                let (sum, product) = (a + b, a * b);
                assert_eq!(sum.big(), a.big() + b.big(), "{a} + {b}");
                assert_eq!((a - b).big(), a.big() - b.big(), "{a} - {b}");
                assert_eq!(product.big(), a.big() * b.big(), "{a} * {b}");
                assert_eq!(a.cmp(b), a.big().cmp(&b.big()), "{a} <=> {b}");
                one_form(&sum);
                one_form(&product);
                if let Some(quotient) = a.over(b) {
                    assert_eq!(quotient.big(), a.big() / b.big(), "{a} / {b}");
                    one_form(&quotient);
                }
            }
        }
    }
}
