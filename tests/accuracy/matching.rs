//! Holds what copydesk reads against what a suite wants.

use copydesk::figure::Hedge;
use copydesk::number::Number;
use copydesk::units::Unit;

use crate::model::{Case, Expect, Gold, Kind};
use crate::reading::{Answer, Read};
use crate::units::Wanted;

/// What became of a case.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// By gold; nothing for those that are skipped.
    pub golds: Vec<Option<Verdict>>,
    /// Answers that no gold took.
    pub extra: Vec<Extra>,
    /// Everything that was read, as it is listed.
    pub shown: Vec<String>,
}

/// An answer that no gold took.
#[derive(Clone, Debug)]
pub struct Extra {
    pub kind: Kind,
    pub answer: Answer,
    /// It lies over a gold that another answer was nearer to: the suite has one figure where we have two.
    pub split: bool,
}

/// How a gold was answered.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub answer: Option<Answer>,
    pub exact: bool,
    /// Nothing where the suite says no value.
    pub value: Option<bool>,
    /// Nothing where the suite says no unit.
    pub unit: Option<bool>,
}

impl Verdict {
    pub const fn found(&self) -> bool {
        self.answer.is_some()
    }
}

/// Matches each gold with one answer: first those whose spans are the same, then those that share most.
pub fn outcome(case: &Case, reads: &[Read]) -> Outcome {
    let answers: Vec<Answer> = reads.iter().flat_map(|read| view(case, read)).collect();
    let mut pairs = Vec::new();
    for (g, gold) in case.golds.iter().enumerate() {
        for (a, answer) in answers.iter().enumerate().filter(|(_, a)| a.span.overlaps(gold.span)) {
            let shared = answer.span.end.min(gold.span.end) - answer.span.start.max(gold.span.start);
            let same = answer.span == gold.span;
            let asked = case.asks.is_none() || answer.kind() == case.asks;
            pairs.push((!same, !asked, usize::MAX - shared, g, a));
        }
    }
    pairs.sort_unstable();
    let mut of_gold: Vec<Option<usize>> = vec![None; case.golds.len()];
    let mut taken = vec![false; answers.len()];
    for (.., g, a) in pairs {
        if of_gold[g].is_none() && !taken[a] {
            of_gold[g] = Some(a);
            taken[a] = true;
        }
    }
    let golds =
        case.golds.iter().zip(&of_gold).map(|(gold, a)| {
            gold.skip.is_none().then(|| a.map_or_else(Verdict::default, |a| verdict(gold, &answers[a])))
        });
    let golds = golds.collect();
    let near_skipped = |a: &Answer| case.golds.iter().any(|g| g.skip.is_some() && g.span.overlaps(a.span));
    let extra = answers
        .iter()
        .enumerate()
        .filter(|(at, answer)| !taken[*at] && answer.answers(case.asks) && !near_skipped(answer))
        .filter_map(|(_, answer)| {
            let split = case.golds.iter().any(|g| g.span.overlaps(answer.span));
            Some(Extra { kind: case.asks.or_else(|| answer.kind())?, answer: answer.clone(), split })
        })
        .collect();
    let shown = answers.iter().map(|a| a.show(&case.text)).collect();
    Outcome { golds, extra, shown }
}

/// A figure as the suite would put it: whole, or number by number. Suites of numbers know no units, no ranges and
/// hardly a ratio; where two golds stand in one figure of ours, its numbers answer them.
fn view(case: &Case, read: &Read) -> Vec<Answer> {
    let inside: Vec<&Gold> = case.golds.iter().filter(|g| g.span.overlaps(read.whole.span)).collect();
    let whole = inside.iter().any(|g| g.span == read.whole.span);
    let part = inside.iter().any(|g| read.parts.iter().any(|p| p.span == g.span));
    let numbers = case.asks == Some(Kind::Number) && (read.whole.unit.is_some() || read.whole.ends.is_some());
    let split = !read.parts.is_empty() && (numbers || inside.len() > 1 || part && !whole && read.parts.len() > 1);
    if !split {
        return vec![read.whole.clone()];
    }
    let mut parts = read.parts.clone();
    if case.asks.is_none() {
        // "50 to 80%": both ends have the unit.
        for part in &mut parts {
            part.unit = read.whole.unit;
            part.kind = read.whole.kind;
        }
    }
    parts
}

fn verdict(gold: &Gold, answer: &Answer) -> Verdict {
    let (unit, times) = gold.unit.as_ref().map_or((None, Number::ONE), |wanted| unit(wanted, answer));
    let mut value = value(&gold.expect, answer, &times);
    // A unit that was missed leaves the number as the suite writes it.
    if value == Some(false) && unit == Some(false) {
        value = self::value(&gold.expect, answer, &Number::ONE);
    }
    Verdict { answer: Some(answer.clone()), exact: gold.span == answer.span, value, unit }
}

/// Whether a unit is right, and how many of ours one of theirs is.
fn unit(wanted: &Wanted, answer: &Answer) -> (Option<bool>, Number) {
    let right = |times: &Number| (Some(true), times.clone());
    let Some(ours) = answer.unit else {
        return ((!wanted.any).then_some(wanted.ours.is_empty()), Number::ONE);
    };
    if wanted.any {
        return (None, Number::ONE);
    }
    if wanted.ours.contains(&ours) {
        return right(&wanted.times);
    }
    // Suites without rates stop at the unit above: "$98 a share" is dollars, "barrels a day" barrels.
    let above = match ours {
        Unit::MoneyPer(currency, _) => Some(Unit::Money(currency)),
        Unit::Measure(m) => m.parts().map(|(above, _)| Unit::Measure(above)),
        _ => None,
    };
    if above.is_some_and(|above| wanted.ours.contains(&above)) {
        return right(&wanted.times);
    }
    let converted = wanted.ours.iter().find_map(|theirs| match (theirs, ours) {
        (Unit::Measure(theirs), Unit::Measure(ours)) if wanted.converts && !ours.is_temperature() => {
            theirs.convert(&Number::ONE, ours)
        }
        _ => None,
    });
    converted.map_or((Some(false), Number::ONE), |times| right(&times))
}

fn value(expect: &Expect, answer: &Answer, times: &Number) -> Option<bool> {
    let same = |theirs: &Number, ours: &Option<Number>| ours.as_ref().is_some_and(|o| close(&(theirs * times), o));
    Some(match expect {
        Expect::Unsaid => return None,
        Expect::Date(date) => answer.date.as_ref() == Some(date),
        Expect::Value(value) => same(value, &answer.value),
        Expect::Ends(Some(low), Some(high)) => match &answer.ends {
            Some((from, to)) => same(low, from) && same(high, to),
            // "equal to 20"
            None => low == high && same(low, &answer.value),
        },
        Expect::Ends(Some(low), None) => {
            same(low, &answer.value) && matches!(answer.hedge, Some(Hedge::MoreThan | Hedge::AtLeast))
        }
        Expect::Ends(None, Some(high)) => {
            same(high, &answer.value) && matches!(answer.hedge, Some(Hedge::LessThan | Hedge::AtMost | Hedge::Nearly))
        }
        Expect::Ends(None, None) => return None,
    })
}

/// Whether two values are the same to a millionth of theirs; exact all the way, for suites write rounded decimals.
fn close(theirs: &Number, ours: &Number) -> bool {
    (theirs - ours).abs() <= theirs.abs() * Number::ten_to(-6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::read;
    use copydesk::text::Span;

    fn case(text: &str, asks: Kind, golds: &[(usize, usize, i64)]) -> Case {
        let gold = |(start, end, value): &(usize, usize, i64)| Gold {
            span: Span::new(*start, *end),
            kind: asks,
            expect: Expect::Value(Number::from(*value)),
            unit: None,
            skip: None,
        };
        Case {
            id: String::new(),
            suite: "",
            language: "en".to_owned(),
            text: text.to_owned(),
            golds: golds.iter().map(gold).collect(),
            asks: Some(asks),
        }
    }

    fn run(text: &str, asks: Kind, golds: &[(usize, usize, i64)]) -> Outcome {
        outcome(&case(text, asks, golds), &read(text, "en").unwrap())
    }

    #[test]
    fn a_suite_of_numbers_knows_no_units() {
        let out = run("They paid $20 for it", Kind::Number, &[(11, 13, 20)]);
        let verdict = out.golds[0].clone().unwrap();
        assert!(verdict.exact && verdict.value == Some(true) && out.extra.is_empty());
    }

    #[test]
    fn what_a_row_does_not_ask_for_is_neither_right_nor_wrong() {
        assert!(run("5 km for $20", Kind::Money, &[(9, 12, 20)]).extra.is_empty());
        assert_eq!(run("5 km for $20", Kind::Dimension, &[]).extra.len(), 1);
    }

    #[test]
    fn a_millionth_is_near_enough() {
        let n = |text: &str| Number::ratio(text).unwrap();
        assert!(close(&n("0.333333333"), &n("1/3")));
        assert!(!close(&n("0.3333"), &n("1/3")));
    }
}
