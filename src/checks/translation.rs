//! Versions of a story, held against each other. Which articles are versions, and how they differ, says [`crate::story`];
//! here it is put into words.

use std::collections::HashMap;
use std::sync::Arc;

use super::mend::mended;
use super::wording::number;
use super::{Check, Code, Elsewhere, Finding, Fix, Related, Replacement, Severity, weigh};
use crate::article::{Article, Passage};
use crate::claim::Role;
use crate::desk::Desk;
use crate::figure::Figure;
use crate::language::Language;
use crate::messages::Message;
use crate::number::Number;
use crate::story::{
    Comparison, Difference, Digest, Place, Slip, Sorted, Standing, Weight, What, compare, compare_sorted, counterparts,
};
use crate::text::Span;

/// A figure that differs between the versions of a story.
pub struct Translation;

impl Check for Translation {
    fn code(&self) -> Code {
        Code::Translation
    }

    fn explanation(&self) -> &'static str {
        include_str!("translation.md")
    }

    /// An article alone has nothing to be held against: [`translation`] takes all versions.
    fn check(&self, _article: &Article, _desk: &Desk, _out: &mut Vec<Finding>) {}
}

/// A version of a story.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// What findings call it: a path or a URI.
    pub path: &'a str,
    pub article: &'a Article,
    pub digest: &'a Digest,
}

/// A figure of another version with what it would say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub from: String,
    pub to: String,
    /// What to put where in the other version's source.
    pub edits: Vec<(Span, String)>,
}

/// What makes the figures of `other` say what those of `own` that `touched` picks by their place in the source say.
pub fn carried(own: &Version<'_>, other: &Version<'_>, touched: &dyn Fn(Span) -> bool) -> Vec<Carried> {
    let mut out: Vec<Carried> = Vec::new();
    for difference in &compare(own.digest, other.digest).differences {
        let What::Slip { a, b, .. } = difference.what else { continue };
        if !own.span(a).is_some_and(touched) {
            continue;
        }
        let Some((passage, figure)) = other.figure(b) else { continue };
        let Some((_, model)) = own.figure(a) else { continue };
        let Some((edits, to)) = mended(passage, figure, b, model, a) else { continue };
        let known = |span: Span| out.iter().flat_map(|c| &c.edits).any(|(known, _)| known.touches(span));
        if !edits.iter().any(|(span, _)| known(*span)) {
            out.push(Carried { from: other.quote(b), to, edits });
        }
    }
    out
}

/// What the versions of a story say otherwise than each other: the findings of each, in their order.
pub fn translation(versions: &[Version<'_>], desks: &[&Desk]) -> Vec<Vec<Finding>> {
    let mut out: Vec<Vec<Finding>> = vec![Vec::new(); versions.len()];
    let sorted: Vec<Sorted> = versions.iter().map(|version| Sorted::of(version.digest)).collect();
    let texts = texts(versions);
    let standing = versions.iter().zip(&texts).map(|(version, text)| Standing {
        path: version.path,
        language: version.article.language.map(Language::code),
        text: *text as u64,
    });
    let mut comparisons: HashMap<(usize, usize), Comparison> = HashMap::new();
    for pair in counterparts(&standing.collect::<Vec<_>>()) {
        let [a, b] = [pair.a, pair.b].map(|at| (&versions[at], &sorted[at]));
        let comparison = comparisons
            .entry((texts[pair.a], texts[pair.b]))
            .or_insert_with(|| compare_sorted((a.0.digest, a.1), (b.0.digest, b.1)));
        let original = desks.get(pair.a).and_then(|desk| desk.settings.original.as_deref());
        let (ours, theirs) = Pair { a: *a.0, b: *b.0, comparison }.findings(original);
        if pair.tells_a {
            out[pair.a].extend(ours);
        }
        if pair.tells_b {
            out[pair.b].extend(theirs);
        }
    }
    out.into_iter()
        .zip(versions)
        .enumerate()
        .map(|(i, (findings, version))| {
            let mut findings = joined(findings);
            match desks.get(i) {
                Some(desk) if desk.settings.severity(Code::Translation) == Some(None) => Vec::new(),
                Some(desk) => {
                    let silences = version.article.silences();
                    findings.retain(|f| !silences.cover(f.code.as_str(), f.span));
                    weigh(desk, &mut findings);
                    findings
                }
                None => findings,
            }
        })
        .collect()
}

/// The first version that has the text of each: the same where they are read alike, which their settings may prevent.
fn texts<'a>(versions: &'a [Version<'_>]) -> Vec<usize> {
    let mut known: HashMap<(Option<Language>, &'a str), Vec<usize>> = HashMap::new();
    let first = |(at, version): (usize, &'a Version<'_>)| {
        let alike = known.entry((version.article.language, &version.article.text)).or_default();
        let first = alike.iter().copied().find(|first| versions[*first].digest == version.digest);
        first.unwrap_or_else(|| {
            alike.push(at);
            at
        })
    };
    versions.iter().enumerate().map(first).collect()
}

/// One finding a place: what several versions say of it stands together.
fn joined(findings: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    let mut at: HashMap<Span, usize> = HashMap::new();
    for finding in findings {
        match at.get(&finding.span).and_then(|at| out.get_mut(*at)) {
            Some(known) => {
                if finding.severity > known.severity {
                    known.message = finding.message;
                    known.severity = finding.severity;
                }
                known.related.extend(finding.related);
                for fix in finding.fixes {
                    if !known.fixes.iter().any(|x| x.edits == fix.edits) {
                        known.fixes.push(fix);
                    }
                }
            }
            None => {
                at.insert(finding.span, out.len());
                out.push(finding);
            }
        }
    }
    out.iter_mut().for_each(write_through);
    out
}

/// Adds the fix that writes a figure into all other versions, where several have another one.
fn write_through(finding: &mut Finding) {
    let foreign = |fix: &&Fix| !fix.edits.is_empty() && fix.edits.iter().all(|e| e.elsewhere.is_some());
    let others: Vec<&Fix> = finding.fixes.iter().filter(foreign).collect();
    if others.len() < 2 {
        return;
    }
    let arg = |fix: &Fix, name: &str| {
        fix.title.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let list: Vec<String> = others.iter().map(|fix| format!("“{}” ({})", arg(fix, "to"), arg(fix, "path"))).collect();
    let edits = others.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    let title = Message::new("fix-everywhere").with("list", list.join(", "));
    finding.fixes.push(Fix { title, safe: false, edits });
}

/// Two versions and what differs.
struct Pair<'a> {
    a: Version<'a>,
    b: Version<'a>,
    comparison: &'a Comparison,
}

impl Version<'_> {
    fn passage(&self, block: usize) -> Option<&Passage> {
        self.article.blocks.get(block)
    }

    fn figure(&self, place: Place) -> Option<(&Passage, &Figure)> {
        let passage = self.passage(place.block)?;
        Some((passage, passage.reading.figures.get(place.figure?)?))
    }

    /// A place in the source.
    pub fn span(&self, place: Place) -> Option<Span> {
        Some(self.passage(place.block)?.source(place.span))
    }

    fn quote(&self, place: Place) -> String {
        self.passage(place.block).map(|p| place.span.of(p.prose()).to_owned()).unwrap_or_default()
    }

    fn elsewhere(&self) -> Elsewhere {
        Elsewhere { path: Arc::from(self.path), text: self.article.text.clone() }
    }

    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\', ':']).next().unwrap_or(self.path)
    }

    /// How much of the original it is: nothing where no version is said to be it.
    fn is_original(&self, original: Option<&str>) -> Option<bool> {
        let original = original?;
        Some(self.article.language.is_some_and(|l| l.code().eq_ignore_ascii_case(original)))
    }

    /// The figure that this one says again in another unit, or that says it again.
    fn partner(&self, place: Place) -> Option<usize> {
        let (passage, _) = self.figure(place)?;
        let own = place.figure?;
        let claims = &passage.reading.claims;
        match claims.get(own).map(|c| &c.role) {
            Some(Role::Equivalent { of }) => Some(*of),
            _ => claims.iter().position(|c| c.role == Role::Equivalent { of: own }),
        }
    }
}

impl Pair<'_> {
    fn findings(&self, original: Option<&str>) -> (Vec<Finding>, Vec<Finding>) {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for difference in &self.comparison.differences {
            match difference.what {
                What::Slip { slip, a, b } => {
                    let joint = self.joint(a, b);
                    ours.extend(self.slip(difference, slip, (&self.a, a), (&self.b, b), &joint, original));
                    let turned: Vec<(Place, Place)> = joint.iter().map(|(a, b)| (*b, *a)).collect();
                    theirs.extend(self.slip(difference, slip, (&self.b, b), (&self.a, a), &turned, original));
                }
                What::OnlyInA { a, block, clause } => {
                    let (own, other) = lone(difference, (&self.a, a), (&self.b, block, clause), original);
                    ours.extend(own);
                    theirs.extend(other);
                }
                What::OnlyInB { b, block, clause } => {
                    let (own, other) = lone(difference, (&self.b, b), (&self.a, block, clause), original);
                    theirs.extend(own);
                    ours.extend(other);
                }
            }
        }
        (ours, theirs)
    }

    /// Differences that are to be mended with one at `a` and `b`: itself, and that of its equivalent in another unit.
    fn joint(&self, a: Place, b: Place) -> Vec<(Place, Place)> {
        let mut out = vec![(a, b)];
        let (partner_a, partner_b) = (self.a.partner(a), self.b.partner(b));
        if partner_a.is_none() || partner_b.is_none() {
            return out;
        }
        for other in &self.comparison.differences {
            if let What::Slip { a: x, b: y, .. } = other.what
                && (x.block, x.figure) == (a.block, partner_a)
                && (y.block, y.figure) == (b.block, partner_b)
            {
                out.push((x, y));
            }
        }
        out.sort_unstable();
        out
    }

    fn slip(
        &self,
        difference: &Difference,
        slip: Slip,
        (here, place): (&Version<'_>, Place),
        (there, other): (&Version<'_>, Place),
        joint: &[(Place, Place)],
        original: Option<&str>,
    ) -> Option<Finding> {
        let span = here.span(place)?;
        let mut message = Message::new(sentence(slip))
            .with("written", here.quote(place))
            .with("other", there.quote(other))
            .with("path", there.name());
        if let Slip::Thousands(thousands) = slip {
            let factor = Number::ten_to(3 * i32::from(thousands));
            let own = here.figure(place).map(|(passage, _)| number(passage, &factor));
            message = message.with("factor", own.unwrap_or_else(|| factor.to_string()));
            if let Some(word) = scale_word(here, place).or_else(|| scale_word(there, other)) {
                message.id = "translation-scale";
                message = message.with("word", word);
            }
        }
        let related = Related {
            span: there.span(other)?,
            message: Message::new("related-version").with("path", there.name()).with("text", there.quote(other)),
            elsewhere: Some(there.elsewhere()),
        };
        let mut related = vec![related];
        for (x, _) in joint.iter().filter(|(x, _)| *x != place) {
            related.extend(
                here.span(*x)
                    .map(|span| Related::here(span, Message::new("related-says").with("text", here.quote(*x)))),
            );
        }
        // Where one is said to be the original, only the other is mended.
        let mend_here = here.is_original(original) != Some(true);
        let mend_there = there.is_original(original) != Some(true);
        let turned: Vec<(Place, Place)> = joint.iter().map(|(x, y)| (*y, *x)).collect();
        let mut fixes = Vec::new();
        if mend_here {
            fixes.extend(mend(here, there, joint, None));
        }
        if mend_there {
            fixes.extend(mend(there, here, &turned, Some(there.elsewhere())));
        }
        Some(Finding { code: Code::Translation, severity: severity(difference.weight), span, message, related, fixes })
    }
}

/// The findings about a figure that one version has alone: where it stands, and where it does not.
fn lone(
    difference: &Difference,
    (has, place): (&Version<'_>, Place),
    (lacks, block, clause): (&Version<'_>, usize, Span),
    original: Option<&str>,
) -> (Option<Finding>, Option<Finding>) {
    // What a translation adds is no fault of its own.
    let weight = match has.is_original(original) {
        Some(false) => Weight::Hint,
        _ => difference.weight,
    };
    let Some((span, passage)) = has.span(place).zip(lacks.passage(block)) else { return (None, None) };
    let clause = passage.source(clause);
    let finding = |span, message, related| Finding {
        code: Code::Translation,
        severity: severity(weight),
        span,
        message,
        related: vec![related],
        fixes: Vec::new(),
    };
    let own = finding(
        span,
        Message::new("translation-only-here").with("written", has.quote(place)).with("path", lacks.name()),
        Related {
            span: clause,
            message: Message::new("related-clause").with("path", lacks.name()),
            elsewhere: Some(lacks.elsewhere()),
        },
    );
    let other = finding(
        clause,
        Message::new("translation-missing").with("other", has.quote(place)).with("path", has.name()),
        Related {
            span,
            message: Message::new("related-version").with("path", has.name()).with("text", has.quote(place)),
            elsewhere: Some(has.elsewhere()),
        },
    );
    (Some(own), Some(other))
}

/// The fix that makes `here` say what `there` says, all figures of `joint` at once.
fn mend(here: &Version<'_>, there: &Version<'_>, joint: &[(Place, Place)], file: Option<Elsewhere>) -> Option<Fix> {
    let mut edits = Vec::new();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    for (place, other) in joint {
        let (passage, figure) = here.figure(*place)?;
        let (_, model) = there.figure(*other)?;
        let (changes, text) = mended(passage, figure, *place, model, *other)?;
        if changes.iter().any(|(span, _)| edits.iter().any(|e: &Replacement| e.span == *span)) {
            continue;
        }
        from.push(here.quote(*place));
        to.push(text);
        edits.extend(changes.into_iter().map(|(span, text)| Replacement { span, text, elsewhere: file.clone() }));
    }
    let (from, to) = (from.join(" · "), to.join(" · "));
    let title = match &file {
        None => Message::new("fix-change").with("from", from).with("to", to),
        Some(_) => Message::new("fix-change-in").with("from", from).with("to", to).with("path", here.name()),
    };
    Some(Fix { title, safe: false, edits })
}

/// The scale word of a figure, where it has one: "billion".
fn scale_word(version: &Version<'_>, place: Place) -> Option<String> {
    let (passage, figure) = version.figure(place)?;
    let part = figure.parts.get(place.part?)?;
    let digits = part.digits?;
    let behind = Span::new(digits.end, part.span.end).of(passage.prose());
    let word = behind.split_whitespace().find(|w| w.chars().count() > 2)?;
    (part.scale > Number::from(1000)).then(|| word.to_owned())
}

const fn severity(weight: Weight) -> Severity {
    match weight {
        Weight::Hint => Severity::Hint,
        Weight::Warning => Severity::Warning,
        Weight::Error => Severity::Error,
    }
}

/// The sentence that names a slip.
const fn sentence(slip: Slip) -> &'static str {
    match slip {
        Slip::Thousands(_) => "translation-thousands",
        Slip::Nought => "translation-nought",
        Slip::Decimal => "translation-decimal",
        Slip::Transposed => "translation-transposed",
        Slip::Digit => "translation-digit",
        Slip::Value => "translation-value",
        Slip::Unit => "translation-unit",
        Slip::Currency => "translation-currency",
        Slip::Points => "translation-points",
        Slip::Year => "translation-year",
        Slip::Month => "translation-month",
        Slip::Day => "translation-day",
        Slip::Weekday => "translation-weekday",
        Slip::Time => "translation-time",
        Slip::Ordinal => "translation-ordinal",
        Slip::MonthForDay => "translation-month-for-day",
        Slip::Degrees => "translation-degrees",
    }
}
