use super::proportion::contradicted;
use super::{Check, Code, Finding};
use crate::article::Article;
use crate::claim::Proportion;
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
        for passage in &article.blocks {
            let percent =
                |p: &&Proportion| passage.reading.figures.get(p.share).is_some_and(|f| f.kind == Kind::Percent);
            out.extend(passage.reading.proportions.iter().filter(percent).filter_map(|p| contradicted(passage, p)));
        }
    }
}
