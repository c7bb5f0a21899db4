//! The interval that a written precision means.

use super::Number;

/// What a figure leaves open: from `low` to `high`, a side without bound where that is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    pub low: Option<Number>,
    pub high: Option<Number>,
}

impl Interval {
    /// `value` give or take half of `step`, the unit of the last digit written.
    pub fn around(value: &Number, step: &Number) -> Self {
        let half = step.half();
        Self { low: Some(value - &half), high: Some(value + &half) }
    }

    /// The one point `value`.
    pub fn exactly(value: &Number) -> Self {
        Self { low: Some(value.clone()), high: Some(value.clone()) }
    }

    /// From the low end of one to the high end of the other.
    pub fn between(low: &Number, high: &Number) -> Self {
        Self { low: Some(low.clone()), high: Some(high.clone()) }
    }

    /// Both ends through `f`, which must not turn the order round.
    pub fn map(&self, f: impl Fn(&Number) -> Number) -> Self {
        Self { low: self.low.as_ref().map(&f), high: self.high.as_ref().map(&f) }
    }

    /// Whether the two share a point.
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |a: &Option<Number>, b: &Option<Number>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !below(&self.high, &other.low) && !below(&other.high, &self.low)
    }

    /// Whether `value` lies in it, its ends included.
    pub fn holds(&self, value: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| low <= value) && self.high.as_ref().is_none_or(|high| value <= high)
    }

    /// Sum of the ends: what two roundings leave open of a sum.
    pub fn plus(&self, other: &Interval) -> Self {
        let add = |a: &Option<Number>, b: &Option<Number>| Some(a.as_ref()? + b.as_ref()?);
        Self { low: add(&self.low, &other.low), high: add(&self.high, &other.high) }
    }

    /// What is left open of a difference.
    pub fn minus(&self, other: &Interval) -> Self {
        let sub = |a: &Option<Number>, b: &Option<Number>| Some(a.as_ref()? - b.as_ref()?);
        Self { low: sub(&self.low, &other.high), high: sub(&self.high, &other.low) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_sides_meet_everything_on_that_side() {
        let ten = Interval::around(&Number::from(10), &Number::ONE);
        let more = Interval { low: Some(Number::from(8)), high: None };
        let less = Interval { low: None, high: Some(Number::from(9)) };
        assert!(ten.meets(&more) && more.meets(&less) && !ten.meets(&less));
        assert!(ten.meets(&Interval::default()));
        assert!(ten.holds(&Number::from(10)) && !ten.holds(&Number::from(11)));
    }
}
