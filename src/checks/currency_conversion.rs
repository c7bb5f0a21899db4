use std::collections::HashMap;

use super::exchange::{Basis, Exchange, Grade, Verdict, false_friend};
use super::wording::{fix, number, quote, rewritten};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::{Article, Contents, Passage};
use crate::claim::Role;
use crate::desk::Desk;
use crate::figure::Figure;
use crate::messages::Message;
use crate::number::{Number, significant};
use crate::units::{Currency, Unit};

/// An equivalent in another currency that its date's rates contradict.
pub struct CurrencyConversion;

impl Check for CurrencyConversion {
    fn code(&self) -> Code {
        Code::CurrencyConversion
    }

    fn explanation(&self) -> &'static str {
        include_str!("currency_conversion.md")
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        // Most articles have none.
        if article.blocks.with(Contents::EQUIVALENTS).next().is_none() {
            return;
        }
        let exchange = Exchange::of(article, desk);
        let mut implied: HashMap<(Currency, Currency), Told<'_>> = HashMap::new();
        for (_, passage) in article.blocks.with(Contents::EQUIVALENTS) {
            for (at, claim) in passage.reading.claims.iter().enumerate() {
                let Role::Equivalent { of } = claim.role else { continue };
                let pair = Pair { passage, of, at };
                match exchange.judge(passage, at) {
                    Some(verdict) if verdict.grade == Grade::Agrees => {}
                    Some(verdict) => out.extend(pair.finding(&exchange, &verdict)),
                    None => out.extend(pair.against_others(&mut implied)),
                }
            }
        }
    }
}

/// An equivalent that told of a rate first.
struct Told<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
    rate: Number,
}

#[derive(Clone, Copy)]
struct Pair<'a> {
    passage: &'a Passage,
    of: usize,
    at: usize,
}

impl<'a> Pair<'a> {
    fn figures(self) -> Option<(&'a Figure, &'a Figure)> {
        let figures = &self.passage.reading.figures;
        Some((figures.get(self.of)?, figures.get(self.at)?))
    }

    fn finding(self, exchange: &Exchange<'_>, verdict: &Verdict) -> Option<Finding> {
        let (source, figure) = self.figures()?;
        let passage = self.passage;
        if let Grade::Slip(slip) = verdict.grade
            && false_friend(passage, self.of, self.at, slip).is_some()
        {
            return None;
        }
        let (right, back) = (self.right(verdict)?, self.back(verdict)?);
        let shown = rewritten(passage, figure, &borrowed(&right));
        let shown = shown.unwrap_or_else(|| {
            let numbers: Vec<String> = right.iter().map(|n| number(passage, n)).collect();
            format!("{}\u{a0}{}", numbers.join("–"), verdict.to.code())
        });
        let (basis, month) = match &verdict.basis {
            Basis::Month(month) => ("month", month.to_string()),
            Basis::Then(month) => ("month", month.year.to_string()),
            Basis::Desk(month) => ("desk", month.to_string()),
            Basis::Stated { .. } => ("stated", String::new()),
            Basis::Parity => ("parity", String::new()),
            Basis::Ever => ("ever", String::new()),
        };
        let (id, severity) = match verdict.grade {
            Grade::Slip(_) => ("currency-slip", Severity::Error),
            _ => ("currency-off", Severity::Warning),
        };
        let factor = if let Grade::Slip(slip) = verdict.grade { Number::ten_to(slip.abs()) } else { Number::ONE };
        let message = Message::new(id)
            .with("from", quote(passage, source))
            .with("right", shown)
            .with("written", quote(passage, figure))
            .with("factor", number(passage, &factor))
            .with("rate", rate_text(passage, verdict))
            .with("basis", basis)
            .with("month", month);
        let mut related = vec![Related::here(
            passage.source(source.span),
            Message::new("related-says").with("text", quote(passage, source)),
        )];
        if let Basis::Stated { block, figure } = verdict.basis
            && let Some((passage, figure)) = exchange.stated(block, figure)
        {
            let says = Message::new("related-rate").with("text", quote(passage, figure));
            related.push(Related::here(passage.source(figure.span), says));
        }
        let fixes = [fix(passage, figure, &borrowed(&right)), fix(passage, source, &borrowed(&back))];
        Some(Finding {
            code: Code::CurrencyConversion,
            severity,
            span: passage.source(figure.span),
            message,
            related,
            fixes: fixes.into_iter().flatten().collect(),
        })
    }

    /// What the equivalent should have been: the same digits where only noughts slipped, else what the rate gives, in the
    /// precision written and in three digits at most.
    fn right(self, verdict: &Verdict) -> Option<Vec<Number>> {
        let (source, figure) = self.figures()?;
        let pairs = source.parts.iter().zip(&figure.parts);
        pairs
            .map(|(a, b)| match verdict.grade {
                Grade::Slip(slip) => Some(&b.value * &Number::ten_to(-slip)),
                _ => rounded(&(&a.value * &verdict.rate * verdict.share.clone()), &b.step),
            })
            .collect()
    }

    fn back(self, verdict: &Verdict) -> Option<Vec<Number>> {
        let (source, figure) = self.figures()?;
        let pairs = source.parts.iter().zip(&figure.parts);
        pairs
            .map(|(a, b)| match verdict.grade {
                Grade::Slip(slip) => Some(&a.value * &Number::ten_to(slip)),
                _ => rounded(&b.value.over(&(&verdict.rate * &verdict.share))?, &a.step),
            })
            .collect()
    }

    /// Where no table knows the rate: whether this equivalent and an earlier one of the article imply rates far apart.
    fn against_others(self, told: &mut HashMap<(Currency, Currency), Told<'a>>) -> Option<Finding> {
        let (source, figure) = self.figures()?;
        let (Some(Unit::Money(from)), Some(Unit::Money(to))) = (source.unit, figure.unit) else { return None };
        // A word that can mean several currencies tells of no rate.
        if !source.unit_or.is_empty() || !figure.unit_or.is_empty() || from == to {
            return None;
        }
        let (a, b) = (source.value.as_ref()?, figure.value.as_ref()?);
        let turned = to < from;
        let rate = if turned { a.over(b)? } else { b.over(a)? };
        let key = if turned { (to, from) } else { (from, to) };
        let Some(first) = told.get(&key) else {
            told.insert(key, Told { passage: self.passage, figure, rate });
            return None;
        };
        let (low, high) = if first.rate < rate { (&first.rate, &rate) } else { (&rate, &first.rate) };
        if (high * &Number::from(2)) < (low * &Number::from(3)) {
            return None;
        }
        let text = |rate: &Number| number(self.passage, &significant(rate, 4));
        let (theirs, ours) = (text(&first.rate), text(&rate));
        let message = Message::new("currency-others")
            .with("from", quote(self.passage, source))
            .with("written", quote(self.passage, figure))
            .with("rate", ours)
            .with("other", quote(first.passage, first.figure))
            .with("theirs", theirs)
            .with("pair", format!("{}/{}", key.1.code(), key.0.code()));
        let says = |passage: &Passage, figure: &Figure| {
            Related::here(
                passage.source(figure.span),
                Message::new("related-says").with("text", quote(passage, figure)),
            )
        };
        Some(Finding {
            code: Code::CurrencyConversion,
            severity: Severity::Warning,
            span: self.passage.source(figure.span),
            message,
            related: vec![says(self.passage, source), says(first.passage, first.figure)],
            fixes: Vec::new(),
        })
    }
}

/// The numbers of a figure's parts, in their order.
fn borrowed(values: &[Number]) -> Vec<(usize, &Number)> {
    values.iter().enumerate().collect()
}

/// As fine as it was written, in three digits at most.
fn rounded(exact: &Number, step: &Number) -> Option<Number> {
    let least = exact.magnitude()? - 2;
    let exponent = step.magnitude()?.max(least);
    let value = exact.rounded(exponent);
    // A step that is coarser than the number itself.
    Some(if value.is_zero() { significant(exact, 2) } else { value })
}

/// "1 USD = 25,461 VND", the dearer currency first; from the lowest to the highest where series differ.
fn rate_text(passage: &Passage, verdict: &Verdict) -> String {
    let (mut low, mut high) = (verdict.expected.low.clone(), verdict.expected.high.clone());
    let (mut one, mut other) = (verdict.from, verdict.to);
    if verdict.rate < Number::ONE {
        let turned = |n: &Option<Number>| n.as_ref().and_then(|n| Number::ONE.over(n));
        (low, high) = (turned(&high), turned(&low));
        (one, other) = (other, one);
    }
    let exact = matches!(verdict.basis, Basis::Stated { .. } | Basis::Parity);
    let text = |n: Option<Number>| {
        // A stated rate as it stands, one of a table in four digits.
        n.map(|n| number(passage, &if exact && n.last_digit().is_some() { n } else { significant(&n, 4) }))
            .unwrap_or_default()
    };
    let (low, high) = (text(low), text(high));
    let span = if low == high { low } else { format!("{low}–{high}") };
    format!("1\u{a0}{} = {span}\u{a0}{}", one.code(), other.code())
}
