//! What went wrong, one row each, and what sort of thing it is.

use copydesk::figure::Kind as Ours;
use copydesk::number::Number;
use copydesk::units::Unit;

use crate::causes::Causes;
use crate::matching::{Extra, Outcome, Verdict};
use crate::model::{Case, Expect, Gold, Kind};
use crate::reading::{Answer, one_line};

/// A gold that was answered wrongly or not at all, or an answer that no gold wants.
#[derive(Clone, Debug)]
pub struct Miss {
    pub case: usize,
    /// The gold's place in its case; nothing for an answer too many.
    pub gold: Option<usize>,
    pub kind: Kind,
    pub what: What,
    /// Words that group the misses that one change would mend.
    pub class: String,
    pub ours: String,
    pub theirs: String,
}

/// What is wrong, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Missing,
    Value,
    Unit,
    Extra,
    /// A second answer over one gold.
    Split,
    /// Right but for where it begins or ends.
    Span,
}

impl What {
    pub const fn as_str(self) -> &'static str {
        match self {
            What::Missing => "missing",
            What::Value => "value",
            What::Unit => "unit",
            What::Extra => "extra",
            What::Split => "split",
            What::Span => "span",
        }
    }
}

/// The misses of a case.
pub fn misses(at: usize, case: &Case, outcome: &Outcome, causes: &Causes) -> Vec<Miss> {
    let golds = case.golds.iter().zip(&outcome.golds).enumerate().filter_map(|(g, (gold, verdict))| {
        let verdict = verdict.as_ref()?;
        let what = what(verdict)?;
        let ours = verdict.answer.as_ref().map_or_else(|| "-".to_owned(), |a| a.show(&case.text));
        let class = class(what, gold, verdict.answer.as_ref(), &case.text, causes);
        Some(Miss { case: at, gold: Some(g), kind: gold.kind, what, class, ours, theirs: theirs(gold, &case.text) })
    });
    let extra = outcome.extra.iter().map(|extra| Miss {
        case: at,
        gold: None,
        kind: extra.kind,
        what: if extra.split { What::Split } else { What::Extra },
        class: extra_class(extra, &case.text),
        ours: extra.answer.show(&case.text),
        theirs: "-".to_owned(),
    });
    golds.chain(extra).collect()
}

fn what(verdict: &Verdict) -> Option<What> {
    match verdict {
        v if !v.found() => Some(What::Missing),
        v if v.value == Some(false) => Some(What::Value),
        v if v.unit == Some(false) => Some(What::Unit),
        v if !v.exact => Some(What::Span),
        _ => None,
    }
}

/// A gold as it is listed.
pub fn theirs(gold: &Gold, text: &str) -> String {
    let end = |n: &Option<Number>| n.as_ref().map_or_else(|| "…".to_owned(), Number::to_string);
    let value = match &gold.expect {
        Expect::Value(value) => value.to_string(),
        Expect::Ends(low, high) => format!("[{}, {}]", end(low), end(high)),
        Expect::Date(date) => date.clone(),
        Expect::Unsaid => "?".to_owned(),
    };
    let unit = gold.unit.as_ref().map(|u| format!(" {}", u.name)).unwrap_or_default();
    format!("\"{}\" = {value}{unit}", one_line(gold.span.of(text)))
}

fn class(what: What, gold: &Gold, answer: Option<&Answer>, text: &str, causes: &Causes) -> String {
    if what == What::Span {
        return format!("span: {}", answer.map_or_else(String::new, |a| beyond(gold, a, text)));
    }
    if let Some(cause) = causes.of(gold, text) {
        return cause.to_owned();
    }
    match (what, answer) {
        (What::Unit, Some(answer)) => {
            let name = gold.unit.as_ref().map_or("", |u| u.name.as_str());
            let other = answer.unit_or.iter().any(|u| gold.unit.as_ref().is_some_and(|w| w.ours.contains(u)));
            match answer.unit.map(Unit::identifier) {
                None => "unit not read".to_owned(),
                Some(ours) if other => format!("unit: {ours}, where our second reading is right ({name})"),
                Some(ours) => format!("unit: {ours} for {name}"),
            }
        }
        (What::Value, Some(answer)) => value_class(gold, answer),
        _ if gold.kind == Kind::Date => "date not read".to_owned(),
        _ if gold.kind == Kind::Ordinal => "ordinal not read".to_owned(),
        _ => "not read at all".to_owned(),
    }
}

fn value_class(gold: &Gold, answer: &Answer) -> String {
    let (Expect::Value(theirs), Some(ours)) = (&gold.expect, &answer.value) else {
        return match &gold.expect {
            Expect::Ends(..) if answer.ends.is_none() => "range or bound read as a single value".to_owned(),
            Expect::Ends(..) => "range with other ends".to_owned(),
            Expect::Date(_) if answer.kind == Ours::Date => "part of a date".to_owned(),
            Expect::Date(_) => format!("date read as {}", answer.kind.as_str()),
            _ if answer.ends.is_some() => "a range where they have a value".to_owned(),
            _ => format!("no value from us ({})", answer.kind.as_str()),
        };
    };
    if gold.kind == Kind::Ordinal {
        return "ordinal read in part or as something else".to_owned();
    }
    match theirs.over(ours) {
        Some(times) if times == -Number::ONE => "the sign".to_owned(),
        Some(times) if (-20..=20).any(|p| times == Number::ten_to(p)) => "a power of ten".to_owned(),
        _ if answer.span != gold.span => "read in part".to_owned(),
        _ => "another value for the same words".to_owned(),
    }
}

/// What stands in one span and not in the other.
fn beyond(gold: &Gold, answer: &Answer, text: &str) -> String {
    let (g, a) = (gold.span, answer.span);
    let cut = |from: usize, to: usize| one_line(text.get(from..to).unwrap_or_default().trim());
    let mut out = Vec::new();
    match a.start.cmp(&g.start) {
        std::cmp::Ordering::Less => out.push(format!("ours has \"{}\" before", cut(a.start, g.start))),
        std::cmp::Ordering::Greater => out.push(format!("theirs has \"{}\" before", cut(g.start, a.start))),
        std::cmp::Ordering::Equal => {}
    }
    match a.end.cmp(&g.end) {
        std::cmp::Ordering::Less => out.push(format!("theirs has \"{}\" behind", cut(a.end, g.end))),
        std::cmp::Ordering::Greater => out.push(format!("ours has \"{}\" behind", cut(g.end, a.end))),
        std::cmp::Ordering::Equal => {}
    }
    out.join(", ")
}

fn extra_class(extra: &Extra, text: &str) -> String {
    let words = extra.answer.span.of(text);
    let digits = if words.bytes().any(|b| b.is_ascii_digit()) { "digits" } else { "words" };
    let what = if extra.split { "split in two" } else { "too many" };
    format!("{what}: {} in {digits}", extra.answer.kind.as_str())
}
