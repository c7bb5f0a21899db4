//! What the figures of a block say of one another. Most blocks say nothing of the kind, and an article has thousands of
//! blocks: so it stands apart, and takes room only where there is any.

use std::ops::Deref;
use std::sync::LazyLock;

use crate::claim::{Change, Comparison, Groups, Proportion, ScaleWord, StatedRate, Times, Unbased, Unplaced};

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

/// [`Relations`] that take no room where there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparse(Option<Box<Relations>>);

impl From<Relations> for Sparse {
    fn from(relations: Relations) -> Self {
        let any = relations != *NONE;
        Self(any.then(|| Box::new(relations)))
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
