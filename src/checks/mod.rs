//! The checks: one file each. A check compares claims of an [`Article`] and reports findings; it parses no text.
//!
//! A new check is one file here with a type that implements [`Check`], one row in [`CHECKS`] and one folder of
//! annotated articles in `tests/checks/`.

mod currency_conversion;
mod date;
pub mod exchange;
mod explanations;
mod finding;
mod growth;
mod list_count;
mod memory;
mod mend;
mod number_format;
mod part_of_whole;
mod percentage;
mod place;
mod place_again;
mod place_renamed;
mod place_spelling;
mod place_style;
mod place_variant;
mod proportion;
mod range_order;
mod rated;
mod reckon;
mod repeated_claim;
mod scale_word;
mod stale_ignore;
mod sum_of_parts;
mod tables;
mod tables_growth;
mod translation;
mod unit_conversion;
mod wording;

pub use explanations::{explained, headline};
pub use finding::{Code, Elsewhere, Finding, Fix, Related, Replacement, Severity};
pub use memory::{Again, Memory};
pub use number_format::{Change as FormatChange, House, rewritings};
pub use place::house_form;
pub use translation::{Carried, Version, carried, translation};

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::article::Article;
use crate::desk::Desk;

/// A check as the list, `copydesk explain` and the server know it.
pub trait Check: Sync {
    fn code(&self) -> Code;
    /// What users read about it: Markdown with examples, right and wrong.
    fn explanation(&self) -> &'static str;
    /// Pushes what is wrong, in any order. Severities are defaults; [`run`] puts the desk's in their place.
    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>);

    /// [`Check::check`] of an article that was checked before an edit: the same findings, for less where the check keeps
    /// what it found out.
    fn check_again(&self, article: &Article, desk: &Desk, _again: &mut Again<'_>, out: &mut Vec<Finding>) {
        self.check(article, desk, out);
    }
}

/// Every check; `translation` needs the versions of a story, the others an article.
pub const CHECKS: &[&dyn Check] = &[
    &unit_conversion::UnitConversion,
    &currency_conversion::CurrencyConversion,
    &part_of_whole::PartOfWhole,
    &percentage::Percentage,
    &growth::Growth,
    &sum_of_parts::SumOfParts,
    &list_count::ListCount,
    &range_order::RangeOrder,
    &scale_word::ScaleWords,
    &number_format::NumberFormat,
    &translation::Translation,
    &place_variant::PlaceVariant,
    &place_spelling::PlaceSpelling,
    &place_style::PlaceStyle,
    &place_renamed::PlaceRenamed,
    &date::Date,
    &repeated_claim::RepeatedClaim,
];

/// The check with this code, if it runs on single articles.
pub fn find(code: Code) -> Option<&'static dyn Check> {
    CHECKS.iter().copied().find(|c| c.code() == code)
}

/// All that the desk's checks find in an article, in order of place, then code.
///
/// A check that panics is left out and said in the log; what the others find stands.
pub fn run(article: &Article, desk: &Desk) -> Vec<Finding> {
    run_these(CHECKS, article, desk)
}

/// [`run`] of an article that was checked before an edit: the same findings, for less, by what `memory` kept of the last
/// time. Given up as soon as `stop` says so, which is asked before each check.
pub fn run_again(
    article: &Article,
    desk: &Arc<Desk>,
    memory: &mut Memory,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Finding>> {
    let mut known = None;
    let wanted = |code: Code| desk.settings.severity(code) != Some(None);
    let apart = CHECKS.iter().position(|check| check.code() == LONGEST && wanted(LONGEST));
    let apart = apart.filter(|_| memory.is_empty() && article.text.len() >= SHARED_OUT);
    let mut aside = Memory::default();
    thread::scope(|scope| {
        let mut helper = apart.and_then(|at| {
            let (check, aside) = (CHECKS.get(at)?, &mut aside);
            let work = move || {
                let (mut out, mut known) = (Vec::new(), None);
                let run = |again: &mut Again<'_>| check.check_again(article, desk, again, &mut out);
                catch_unwind(AssertUnwindSafe(|| aside.with(at, article, desk, &mut known, run))).map(|()| out)
            };
            // Where the system gives no thread, it is done in its turn.
            Some((at, thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?))
        });
        let each = |at: usize, check: &dyn Check, out: &mut Vec<Finding>| {
            if let Some((_, helper)) = helper.take_if(|(apart, _)| *apart == at) {
                match helper.join().flatten() {
                    Ok(found) => out.extend(found),
                    Err(panic) => resume_unwind(panic),
                }
                return;
            }
            memory.with(at, article, desk, &mut known, |again| check.check_again(article, desk, again, out));
        };
        these_unless(CHECKS, article, desk, each, stop)
    })
    .inspect(|_| {
        if let Some(at) = apart {
            memory.take_over(at, &mut aside);
        }
    })
}

/// The check that takes longest, as long as all others together: for a long article that was not checked yet it has a
/// thread of its own.
const LONGEST: Code = Code::RepeatedClaim;
/// From how many bytes of text on.
const SHARED_OUT: usize = 64 * 1024;
/// The stack of that thread.
const STACK: usize = 16 << 20;

/// [`run`] with other checks, for tests.
pub fn run_these(checks: &[&dyn Check], article: &Article, desk: &Desk) -> Vec<Finding> {
    let each = |_: usize, check: &dyn Check, out: &mut Vec<Finding>| check.check(article, desk, out);
    these_unless(checks, article, desk, each, &|| false).unwrap_or_default()
}

fn these_unless(
    checks: &[&dyn Check],
    article: &Article,
    desk: &Desk,
    mut each: impl FnMut(usize, &dyn Check, &mut Vec<Finding>),
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Finding>> {
    let mut out = Vec::new();
    let mut ran = Vec::new();
    for (at, check) in checks.iter().enumerate() {
        if stop() {
            return None;
        }
        if desk.settings.severity(check.code()) == Some(None) {
            continue;
        }
        let before = out.len();
        let outcome = catch_unwind(AssertUnwindSafe(|| each(at, *check, &mut out)));
        if outcome.is_err() {
            out.truncate(before);
            if first_time(check.code()) {
                tracing::error!(check = check.code().as_str(), "a check panicked; its findings are left out");
            }
        } else if check.code() != Code::Translation {
            ran.push(check.code());
        }
    }
    stale_ignore::silence(article, desk, &ran, &mut out);
    weigh(desk, &mut out);
    Some(out)
}

/// Whether a check panicked for the first time: with each key it would do so again, and one line tells as much.
fn first_time(code: Code) -> bool {
    static TOLD: Mutex<Vec<Code>> = Mutex::new(Vec::new());
    let Ok(mut told) = TOLD.lock() else { return true };
    let new = !told.contains(&code);
    if new {
        told.push(code);
    }
    new
}

/// Gives findings the desk's severities and puts them in order.
fn weigh(desk: &Desk, out: &mut [Finding]) {
    for finding in out.iter_mut() {
        if let Some(Some(severity)) = desk.settings.severity(finding.code) {
            finding.severity = severity;
        }
    }
    out.sort_by(|a, b| (a.span, a.code.as_str()).cmp(&(b.span, b.code.as_str())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_once() {
        assert!(first_time(Code::StaleIgnore));
        assert!(!first_time(Code::StaleIgnore));
    }
}
