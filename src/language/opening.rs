//! What is told of a sense before anything is read: a mark to find it by, and whether a figure can begin with it.

use std::hash::{Hash, Hasher};

use super::Sense;

/// Mixes the few numbers that a sense is made of. It is told so simply that the mark of a sense that stands in the code
/// is known when that is compiled.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    #[inline]
    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

impl Sense {
    /// A number that it shares with few other senses: what tells soon that a page has none of them.
    #[inline]
    pub fn mark(self) -> u8 {
        let mut mixed = Mixed::default();
        self.hash(&mut mixed);
        mixed.finish() as u8
    }

    /// Whether a figure can begin with a word of this sense. Most words of a text that a pack knows are articles,
    /// prepositions and cues: nothing is tried at them. A reader that looks for a new sense at its first token has it here.
    pub const fn opens_figure(self) -> bool {
        matches!(
            self,
            Sense::Add { .. }
                | Sense::Times { .. }
                | Sense::Scale { .. }
                | Sense::Collective
                | Sense::Rough
                | Sense::Fraction { .. }
                | Sense::Denominator { .. }
                | Sense::Half
                | Sense::Multiple { .. }
                | Sense::Minus
                | Sense::Idiom
                | Sense::Money { .. }
                | Sense::MoneyMaybe { .. }
                | Sense::Ordinal { .. }
                | Sense::OrdinalPrefix
                | Sense::Month(_)
                | Sense::MonthMaybe(_)
                | Sense::MonthPrefix
                | Sense::Quarter(_)
                | Sense::Weekday(_)
                | Sense::WeekdayMaybe(_)
                | Sense::WeekdayShort(_)
        )
    }

    /// The same, and those whose words do so before some others only: articles, "many", a unit that is one.
    pub const fn may_open_figure(self) -> bool {
        self.opens_figure()
            || matches!(self, Sense::Article | Sense::Vague | Sense::Unit { symbol: false, .. } | Sense::Add { .. })
    }
}
