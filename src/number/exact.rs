//! Exact rational numbers.

use std::fmt;
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(RBig);

impl Number {
    pub const ZERO: Number = Number(RBig::ZERO);
    pub const ONE: Number = Number(RBig::ONE);

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
        if whole.len() + fraction.len() > MOST_DIGITS {
            return Err(NumberError::TooLong);
        }
        let digits = || whole.bytes().chain(fraction.bytes());
        if whole.len() + fraction.len() == 0 || !digits().all(|b| b.is_ascii_digit()) {
            return Err(NumberError::NotDecimal);
        }
        let value = if whole.len() + fraction.len() <= SHORT {
            IBig::from(digits().fold(0u64, |sum, b| sum * 10 + u64::from(b - b'0')))
        } else {
            digits().fold(IBig::ZERO, |sum, b| sum * IBig::from(10u8) + IBig::from(b - b'0'))
        };
        // Reducing a fraction costs more than all else here.
        let number = if fraction.is_empty() {
            RBig::from(value)
        } else {
            RBig::from_parts(value, UBig::from(10u8).pow(fraction.len()))
        };
        Ok(Number(if negative { -number } else { number }))
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
        if exponent >= 0 { Number(RBig::from(IBig::from(power))) } else { Number(RBig::from_parts(IBig::ONE, power)) }
    }

    /// `self / other`, or nothing where `other` is nought.
    pub fn over(&self, other: &Number) -> Option<Number> {
        (!other.is_zero()).then(|| Number(&self.0 / &other.0))
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        self.0.is_int()
    }

    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    pub fn abs(&self) -> Number {
        Number(self.0.clone().abs())
    }

    /// The whole number it is, if it is one and fits.
    pub fn as_i64(&self) -> Option<i64> {
        if self.is_whole() { i64::try_from(self.0.numerator().clone()).ok() } else { None }
    }

    /// The power of ten of the first digit that is not nought: 3 for 4,200; -2 for 0.05. Nothing for nought.
    pub fn magnitude(&self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        let abs = self.abs();
        let digits = |n: &UBig| i32::try_from(n.in_radix(10).to_string().len()).unwrap_or(i32::MAX / 4);
        let numerator: UBig = abs.0.numerator().clone().unsigned_abs();
        let mut guess = digits(&numerator) - digits(abs.0.denominator());
        while Number::ten_to(guess) > abs {
            guess -= 1;
        }
        while Number::ten_to(guess + 1) <= abs {
            guess += 1;
        }
        Some(guess)
    }

    /// Rounded half away from nought to a multiple of 10^`exponent`.
    pub fn rounded(&self, exponent: i32) -> Number {
        let step = Number::ten_to(exponent);
        let steps = Number(&self.abs().0 / &step.0);
        let (n, d) = (steps.0.numerator().clone(), steps.0.denominator().clone());
        let d = IBig::from(d);
        let whole = (n * IBig::from(2u8) + &d) / (d * IBig::from(2u8));
        let value = Number(RBig::from(whole) * step.0);
        if self.is_negative() { -value } else { value }
    }

    /// The largest power of ten that divides it: 2 for 4,200; -1 for 0.5. Nothing for nought or where no finite
    /// decimal exists.
    pub fn last_digit(&self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        let text = self.to_string();
        if text.contains('/') {
            return None;
        }
        match text.split_once('.') {
            Some((_, fraction)) => i32::try_from(fraction.len()).ok().map(|n| -n),
            None => i32::try_from(text.len() - text.trim_end_matches('0').len()).ok(),
        }
    }

    /// For benchmarks and rough ordering only; comparisons stay exact.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().value()
    }

    /// Fives and twos taken out of the denominator: how many decimals it needs, if finitely many.
    fn decimals(&self) -> Option<usize> {
        let mut rest = self.0.denominator().clone();
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

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(decimals) = self.decimals() else {
            return write!(f, "{}/{}", self.0.numerator(), self.0.denominator());
        };
        let scaled = &self.0 * RBig::from(UBig::from(10u8).pow(decimals));
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
        Number(RBig::from(value))
    }
}

macro_rules! arithmetic {
    ($($name:ident $method:ident $op:tt),*) => {$(
        impl $name for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number { Number(&self.0 $op &other.0) }
        }
        impl $name for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number { Number(self.0 $op other.0) }
        }
        impl $name<&Number> for Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number { Number(self.0 $op &other.0) }
        }
    )*};
}
arithmetic!(Add add +, Sub sub -, Mul mul *);

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
        Number(-self.0)
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
}
