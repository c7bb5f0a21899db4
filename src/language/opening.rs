//! What is told of a sense before anything is read: a mark to find it by, and whether a figure can begin with it.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::Sense;

impl Sense {
    /// A number that it shares with few other senses: what tells soon that a page has none of them.
    pub fn mark(self) -> u8 {
        FixedState::default().hash_one(self) as u8
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
