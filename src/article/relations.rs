//! What the figures of a block say of one another. Most blocks say nothing of the kind, and an article has thousands of
//! blocks: so it stands apart, and takes room only where there is any.

use std::ops::Deref;
use std::sync::LazyLock;

use crate::claim::{Change, Comparison, Entry, Groups, Proportion, ScaleWord, StatedRate, Times, Unbased, Unplaced};

/// What the figures of a block say of one another, or a figure and the words around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// What several of them say together.
    pub groups: Groups,
    /// What rose or fell, from what to what.
    pub changes: Vec<Change>,
    /// The same where the text does not say from what.
    pub unbased: Vec<Unbased>,
    /// Counts that are told as shares as well.
    pub proportions: Vec<Proportion>,
    /// Shares with their counts, whose whole stands elsewhere.
    pub unplaced: Vec<Unplaced>,
    /// What it tells of days and years.
    pub times: Times,
    /// Rates of exchange that are stated.
    pub rates: Vec<StatedRate>,
    /// Scale words of other languages, and those that mean something else in one.
    pub scale_words: Vec<ScaleWord>,
    /// Amounts that are held against an earlier one.
    pub comparisons: Vec<Comparison>,
    /// Amounts that are said a second time.
    pub restatements: Vec<Comparison>,
}

impl Relations {
    /// Whether the figures say nothing of one another.
    fn is_empty(&self) -> bool {
        // Whoever adds a field is asked here.
        let Self {
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
        } = self;
        let Groups { sums, heading, listings, herald, backwards, entry, rated } = groups;
        let Times { days, backwards: days_backwards, elapsed } = times;
        changes.is_empty()
            && unbased.is_empty()
            && proportions.is_empty()
            && unplaced.is_empty()
            && rates.is_empty()
            && scale_words.is_empty()
            && comparisons.is_empty()
            && restatements.is_empty()
            && (sums.is_empty() && heading.is_empty() && listings.is_empty() && herald.is_none())
            && (backwards.is_empty() && rated.is_empty() && *entry == Entry::default())
            && (days.is_empty() && days_backwards.is_empty() && elapsed.is_empty())
    }
}

/// [`Relations`] that take no room where there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparse(Option<Box<Relations>>);

impl From<Relations> for Sparse {
    fn from(relations: Relations) -> Self {
        Self((!relations.is_empty()).then(|| Box::new(relations)))
    }
}

static NONE: LazyLock<Relations> = LazyLock::new(Relations::default);

impl Deref for Sparse {
    type Target = Relations;
    fn deref(&self) -> &Relations {
        match &self.0 {
            Some(relations) => relations,
            None => &NONE,
        }
    }
}
