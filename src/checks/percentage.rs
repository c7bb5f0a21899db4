use super::proportion::{contradicted, elsewhere};
use super::{Check, Code, Finding};
use crate::article::{Article, Contents};
use crate::claim::{Proportion, Unplaced};
use crate::desk::Desk;
use crate::figure::Kind;

/// A percentage that contradicts the counts beside it.
pub struct Percentage;

impl Check for Percentage {
    fn code(&self) -> Code {
        Code::Percentage
    }

    fn explanation(&self) -> &'static str {
        include_str!("percentage.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        for (at, passage) in article.blocks.with(Contents::SHARES) {
            let percent =
                |p: &&Proportion| passage.reading.figures.get(p.share).is_some_and(|f| f.kind == Kind::Percent);
            out.extend(passage.reading.proportions.iter().filter(percent).filter_map(|p| contradicted(passage, p)));
            let percent = |p: &&Unplaced| passage.reading.figures.get(p.share).is_some_and(|f| f.kind == Kind::Percent);
            out.extend(passage.reading.unplaced.iter().filter(percent).filter_map(|p| elsewhere(article, at, p)));
        }
    }
}
