//! A change of which the text does not say what it began with: "rose 15% to 345 million".

use super::{Delta, Term};
use crate::figure::{Figure, Kind};
use crate::language::Direction;
use crate::number::Number;

/// What something is now and by how much it changed. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Unbased {
    /// What it is now.
    pub result: Term,
    pub delta: Delta,
    pub direction: Direction,
}

impl Unbased {
    /// What it must have been, where that is one number: by a percentage, a factor or an amount.
    pub fn base(&self, figures: &[Figure]) -> Option<Number> {
        let (result, delta) = (figures.get(self.result.figure)?, figures.get(self.delta.figure)?);
        let (now, by) = (result.value.as_ref()?, delta.value.as_ref()?.abs());
        let down = self.direction == Direction::Down;
        if self.delta.points || self.delta.times {
            return None;
        }
        match delta.kind {
            Kind::Percent if result.kind != Kind::Percent => {
                let share = by / 100;
                let left = if down { Number::ONE - &share } else { Number::ONE + &share };
                if left <= Number::ONE / 100 { None } else { now.over(&left) }
            }
            Kind::Multiple => {
                if self.delta.divided {
                    Some(now * &by)
                } else {
                    now.over(&by)
                }
            }
            kind if kind == result.kind && delta.unit == result.unit => {
                let base = if down { now + &by } else { now - &by };
                (!base.is_negative() && !base.is_zero()).then_some(base)
            }
            _ => None,
        }
    }
}
