//! What sorts of things a block holds, in a few bits: who looks for one sort passes over the blocks that hold none
//! without opening their readings, which lie all over the memory.

use super::{Reading, Relations};
use crate::claim::{Groups, Role, Times};
use crate::figure::Figure;
use crate::markup::{Block, BlockKind};

/// The sorts of things that a block holds. A plain function of the block and its reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents(u16);

impl Contents {
    pub const FIGURES: Self = Self(1);
    /// Figures that say another one's amount.
    pub const EQUIVALENTS: Self = Self(1 << 1);
    /// Rates of exchange that are stated.
    pub const RATES: Self = Self(1 << 2);
    /// Scale words that ask for a look, amounts that are compared or told again.
    pub const SCALES: Self = Self(1 << 3);
    /// What is told of days and years.
    pub const TIMES: Self = Self(1 << 4);
    /// Counts that are told as shares as well.
    pub const SHARES: Self = Self(1 << 5);
    /// Parts of a whole, and what is left of one.
    pub const PARTS: Self = Self(1 << 6);
    /// What rose or fell.
    pub const CHANGES: Self = Self(1 << 7);
    /// What several figures say together.
    pub const GROUPS: Self = Self(1 << 8);
    /// Bare dollars, whose country the article tells.
    pub const DOLLARS: Self = Self(1 << 9);
    /// Money by a word that several countries share otherwise: pesos.
    pub const NAMESAKES: Self = Self(1 << 14);
    /// Names of places.
    pub const PLACES: Self = Self(1 << 10);
    /// Words that seem to be places spelled wrong.
    pub const STRANGERS: Self = Self(1 << 11);
    /// It is an item of a list, or a part of one.
    pub const ITEM: Self = Self(1 << 12);
    /// It is a table's cell.
    pub const CELL: Self = Self(1 << 13);

    /// Those of a block that was read.
    pub(super) fn of(block: &Block, reading: &Reading) -> Self {
        let mut out = match block.kind {
            BlockKind::ListItem { .. } => Self::ITEM,
            BlockKind::TableCell { .. } => Self::CELL,
            _ => Self::default(),
        };
        let mut holds = |any: bool, what: Self| out.0 |= if any { what.0 } else { 0 };
        holds(!reading.figures.is_empty(), Self::FIGURES);
        holds(reading.figures.iter().any(|figure| figure.shared), Self::DOLLARS);
        holds(reading.figures.iter().any(|figure| !figure.shared && undecided(figure)), Self::NAMESAKES);
        for claim in &reading.claims {
            holds(matches!(claim.role, Role::Equivalent { .. }), Self::EQUIVALENTS);
            let part = matches!(claim.role, Role::Share { .. } | Role::Excess { .. } | Role::Remainder { .. });
            holds(part, Self::PARTS);
        }
        // Whoever adds a field is asked here which sort it is of.
        let Relations {
            groups,
            changes,
            unbased,
            proportions,
            unplaced,
            times,
            rates,
            scale_words,
            comparisons,
            restatements,
        } = &**reading;
        holds(!rates.is_empty(), Self::RATES);
        let scales = [comparisons.is_empty(), restatements.is_empty(), scale_words.is_empty()];
        holds(scales.contains(&false), Self::SCALES);
        let Times { days, backwards, elapsed } = times;
        holds([days.is_empty(), backwards.is_empty(), elapsed.is_empty()].contains(&false), Self::TIMES);
        holds(!proportions.is_empty() || !unplaced.is_empty(), Self::SHARES);
        holds(!changes.is_empty() || !unbased.is_empty(), Self::CHANGES);
        // What a block is to those below it is no group of its own.
        let Groups { sums, heading: _, listings, herald, backwards, entry: _, rated } = groups;
        let together = [sums.is_empty(), listings.is_empty(), backwards.is_empty(), rated.is_empty()];
        holds(together.contains(&false) || herald.is_some(), Self::GROUPS);
        holds(!reading.places.is_empty(), Self::PLACES);
        holds(!reading.strangers.is_empty(), Self::STRANGERS);
        out
    }

    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is anything of `sorts`.
    pub const fn any(self, sorts: Self) -> bool {
        self.0 & sorts.0 != 0
    }
}

/// Whether whose money a figure tells of is a matter of the article.
pub(super) fn undecided(figure: &Figure) -> bool {
    figure.shared
        || figure.unit.is_some_and(|unit| unit.currency().is_some())
            && figure.unit_or.iter().any(|unit| unit.currency().is_some())
}
