//! What the other versions of a story say of a figure, and how a change of it is carried through all of them.

use super::hover::escaped;
use super::offers::Offer;
use crate::article::{Article, Origin, Reader};
use crate::checks::{self, Code, Elsewhere, Finding, Replacement, Severity, Version, carried};
use crate::desk::Desk;
use crate::messages::Message;
use crate::story::{Digest, Place, What, compare};
use crate::text::Span;

/// The same figure in another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// Index of the other version.
    pub version: usize,
    /// Where it stands there, in the block's prose.
    pub place: Place,
    pub agrees: bool,
}

/// What the others have for the figure at byte `offset` of `own`'s source.
pub fn counterparts(own: &Version<'_>, others: &[Version<'_>], offset: usize) -> Vec<Counterpart> {
    let Some((passage, figure)) = own.article.figure_at(offset) else { return Vec::new() };
    let span = passage.source(figure.span);
    let here = |place: &Place| own.span(*place).is_some_and(|s| s.overlaps(span));
    let mut out = Vec::new();
    for (version, other) in others.iter().enumerate() {
        let comparison = compare(own.digest, other.digest);
        let differing = comparison.differences.iter().find_map(|d| match d.what {
            What::Slip { a, b, .. } if here(&a) => Some((b, false)),
            _ => None,
        });
        let same = || comparison.same.iter().find(|(a, _)| here(a)).map(|(_, b)| (*b, true));
        out.extend(differing.or_else(same).map(|(place, agrees)| Counterpart { version, place, agrees }));
    }
    out
}

/// Bytes of a sentence that a hover shows before and behind the figure.
const SHOWN: usize = 160;

/// A line of Markdown for each other version: its sentence, with the figure in bold; where it has none for the figure,
/// the sentence that stands for the figure's.
pub fn said_elsewhere(own: &Version<'_>, others: &[Version<'_>], offset: usize, desk: &Desk) -> Vec<String> {
    let found = counterparts(own, others, offset);
    let line = |(at, other): (usize, &Version<'_>)| {
        let (id, sentence) = match found.iter().find(|c| c.version == at) {
            Some(c) => {
                let passage = other.article.blocks.get(c.place.block)?;
                let sentence = passage.reading.sentence(c.place.span.start)?;
                let prose = passage.prose();
                let (mut from, mut to) = (sentence.start, sentence.end.max(c.place.span.end));
                from = from.max(boundary(prose, c.place.span.start.saturating_sub(SHOWN)));
                to = to.min(boundary(prose, c.place.span.end + SHOWN));
                let (cut, more) =
                    (if from > sentence.start { "…" } else { "" }, if to < sentence.end { "…" } else { "" });
                let text = format!(
                    "{cut}{}**{}**{}{more}",
                    escaped(prose.get(from..c.place.span.start)?.trim_start()),
                    escaped(c.place.span.of(prose)),
                    escaped(prose.get(c.place.span.end..to)?.trim_end()),
                );
                (if c.agrees { "hover-version" } else { "hover-version-differs" }, text)
            }
            None => ("hover-version-without", paired(own, other, offset)?),
        };
        Some(Message::new(id).with("path", escaped(other.name())).with("sentence", sentence).text(desk.speaks))
    };
    others.iter().enumerate().filter_map(line).collect()
}

/// The boundary of a character at or before a byte.
fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The other version's sentence for the one at `offset`, if the two were paired.
fn paired(own: &Version<'_>, other: &Version<'_>, offset: usize) -> Option<String> {
    let comparison = compare(own.digest, other.digest);
    let holds = |at: usize| {
        let sentence = own.digest.sentences.get(at)?;
        Some(own.article.blocks.get(sentence.block)?.source(sentence.span).holds(offset))
    };
    let bead = comparison.beads.iter().find(|bead| (bead.a.0..bead.a.1).any(|at| holds(at) == Some(true)))?;
    let sentences = (bead.b.0..bead.b.1).filter_map(|at| {
        let sentence = other.digest.sentences.get(at)?;
        let prose = other.article.blocks.get(sentence.block)?.prose();
        let end = sentence.span.end.min(boundary(prose, sentence.span.start + 2 * SHOWN));
        Some(escaped(prose.get(sentence.span.start..end)?.trim()))
    });
    Some(sentences.collect::<Vec<_>>().join(" "))
}

/// How often what follows from a change is followed further.
const ROUNDS: usize = 3;

/// A text with changes that are not written yet.
struct Draft<'a> {
    text: &'a str,
    /// Of `text`, in order, none touching another.
    edits: Vec<(Span, String)>,
}

impl Draft<'_> {
    fn now(&self) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (span, text) in &self.edits {
            out.push_str(self.text.get(at..span.start).unwrap_or_default());
            out.push_str(text);
            at = span.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        out
    }

    /// A span of the text as it was, where the changed text has it.
    fn there(&self, span: Span) -> Span {
        let shift = |at: usize| {
            let before = self.edits.iter().filter(|(edit, _)| edit.end <= at && edit.start < at);
            before.fold(at as isize, |at, (edit, text)| at + text.len() as isize - edit.len() as isize)
        };
        let start = usize::try_from(shift(span.start)).unwrap_or_default();
        Span::new(start, usize::try_from(shift(span.end)).unwrap_or_default().max(start))
    }

    /// A span of the changed text, where the text as it was has it; nothing where it was changed.
    fn back(&self, span: Span) -> Option<Span> {
        let mut shift = 0_isize;
        for (edit, text) in &self.edits {
            let start = edit.start as isize + shift;
            if span.end as isize <= start {
                break;
            }
            if (span.start as isize) < start + text.len() as isize {
                return None;
            }
            shift += text.len() as isize - edit.len() as isize;
        }
        let was = |at: usize| usize::try_from(at as isize - shift).ok();
        Some(Span::new(was(span.start)?, was(span.end)?))
    }

    /// Adds changes, unless one of them touches another.
    fn add(&mut self, edits: Vec<(Span, String)>) -> bool {
        if edits.iter().any(|(span, _)| self.edits.iter().any(|(known, _)| known.touches(*span))) {
            return false;
        }
        self.edits.extend(edits);
        self.edits.sort_by_key(|(span, _)| *span);
        true
    }
}

/// Checks whose findings say that a figure follows from another one.
const DEPENDS: [Code; 8] = [
    Code::PartOfWhole,
    Code::Percentage,
    Code::SumOfParts,
    Code::Growth,
    Code::UnitConversion,
    Code::CurrencyConversion,
    Code::RepeatedClaim,
    Code::ListCount,
];

fn depends(finding: &Finding) -> bool {
    DEPENDS.contains(&finding.code) && finding.severity >= Severity::Warning
}

/// Changes figures of `draft` that no longer fit those at `fixed` (spans of the text as it was) or those changed
/// already, until nothing more follows. What was found before, in `known`, follows from no change.
fn settle(draft: &mut Draft<'_>, fixed: &[Span], known: &[(Code, String)], origin: &Origin, desk: &Desk) {
    for _ in 0..ROUNDS {
        let article = Reader::default().read(draft.now().into(), origin, desk);
        let mut more = Vec::new();
        for finding in checks::run(&article, desk).into_iter().filter(depends) {
            let quote = finding.span.of(&article.text).to_owned();
            if known.contains(&(finding.code, quote)) {
                continue;
            }
            let changed = |span: Span| match draft.back(span) {
                // Not one that was changed itself: then it is one beside it that does not fit.
                Some(was) => fixed.iter().any(|f| f.overlaps(was)),
                None => true,
            };
            let spans = finding.related.iter().filter(|r| r.elsewhere.is_none()).map(|r| r.span);
            if !std::iter::once(finding.span).chain(spans).any(changed) {
                continue;
            }
            let fix = finding.fixes.iter().find_map(|fix| {
                let own = fix.edits.iter().map(|edit| match &edit.elsewhere {
                    None if !changed(edit.span) => Some((draft.back(edit.span)?, edit.text.clone())),
                    _ => None,
                });
                own.collect::<Option<Vec<_>>>()
            });
            more.extend(fix);
        }
        let added = more.into_iter().filter(|edits| draft.add(edits.clone())).count();
        if added == 0 {
            return;
        }
    }
}

fn origin(name: &str, article: &Article, format: crate::markup::Format) -> Origin {
    let date = article.date.as_ref().map(|(date, _)| date.clone());
    Origin { name: name.to_owned(), format, language: article.language, date }
}

/// What carries the figure at byte `offset` of `own`'s source through: into the other versions, and into the figures
/// that follow from it in each of them, each in its own notation. Nothing where all agree.
pub fn carry_through(
    own: &Version<'_>,
    others: &[Version<'_>],
    offset: usize,
    formats: &dyn Fn(&str) -> crate::markup::Format,
    desk: &Desk,
) -> Option<Offer> {
    let (passage, figure) = own.article.figure_at(offset)?;
    let seed = passage.source(figure.span);
    let written = figure.span.of(passage.prose()).to_owned();
    let mut draft = Draft { text: &own.article.text, edits: Vec::new() };
    let own_origin = origin(own.path, own.article, formats(own.path));
    settle(&mut draft, &[seed], &[], &own_origin, desk);
    let quoted = |text: &str, span: Span| text.get(span.start..span.end).unwrap_or_default().to_owned();
    let mut list: Vec<String> =
        draft.edits.iter().map(|(span, text)| format!("{} → {text}", quoted(draft.text, *span))).collect();
    let mut edits: Vec<Replacement> =
        draft.edits.iter().map(|(span, text)| Replacement::here(*span, text.clone())).collect();

    let article = Reader::default().read(draft.now().into(), &own_origin, desk);
    let digest = Digest::of(&article);
    let changed = Version { path: own.path, article: &article, digest: &digest };
    let touched: Vec<Span> =
        std::iter::once(seed).chain(draft.edits.iter().map(|(span, _)| *span)).map(|span| draft.there(span)).collect();
    let touches = |span: Span| touched.iter().any(|t| t.overlaps(span));
    for other in others {
        let found = carried(&changed, other, &touches);
        if found.is_empty() {
            continue;
        }
        let mut theirs = Draft { text: &other.article.text, edits: Vec::new() };
        for carried in found {
            if theirs.add(carried.edits) {
                list.push(format!("{} → {} ({})", carried.from, carried.to, other.name()));
            }
        }
        let direct = theirs.edits.len();
        let known: Vec<(Code, String)> = checks::run(other.article, desk)
            .into_iter()
            .filter(depends)
            .map(|f| (f.code, f.span.of(&other.article.text).to_owned()))
            .collect();
        let first: Vec<Span> = theirs.edits.iter().map(|(span, _)| *span).collect();
        settle(&mut theirs, &[], &known, &origin(other.path, other.article, formats(other.path)), desk);
        if theirs.edits.len() > direct {
            let more = theirs.edits.iter().filter(|(span, _)| !first.contains(span));
            list.extend(more.map(|(span, text)| format!("{} → {text} ({})", quoted(theirs.text, *span), other.name())));
        }
        let elsewhere = Elsewhere { path: other.path.into(), text: other.article.text.clone() };
        let file = |(span, text): (Span, String)| Replacement { span, text, elsewhere: Some(elsewhere.clone()) };
        edits.extend(theirs.edits.into_iter().map(file));
    }
    // What follows within this text alone is offered by its own findings.
    let through = edits.iter().any(|edit| edit.elsewhere.is_some());
    let title = Message::new("offer-carry").with("written", written).with("list", list.join(", "));
    through.then_some(Offer { title, edits })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Format;

    struct Text(String, Article, Digest);

    fn read(path: &str, text: &str) -> Text {
        let origin = Origin { name: path.to_owned(), ..Origin::default() };
        let article = Reader::default().read(text.into(), &origin, &Desk::default());
        let digest = Digest::of(&article);
        Text(path.to_owned(), article, digest)
    }

    fn version(text: &Text) -> Version<'_> {
        Version { path: &text.0, article: &text.1, digest: &text.2 }
    }

    /// What the texts read after the change at `needle` of the first was carried through.
    fn through(texts: &[(&str, &str)], needle: &str) -> Option<Vec<String>> {
        let read: Vec<Text> = texts.iter().map(|(path, text)| read(path, text)).collect();
        let versions: Vec<Version<'_>> = read.iter().map(version).collect();
        let at = texts[0].1.find(needle).unwrap();
        let offer = carry_through(&versions[0], &versions[1..], at, &|_| Format::Plain, &Desk::default())?;
        Some(
            texts
                .iter()
                .map(|(path, text)| {
                    let own = |e: &&Replacement| match &e.elsewhere {
                        None => *path == texts[0].0,
                        Some(other) => *other.path == **path,
                    };
                    let mut edits: Vec<&Replacement> = offer.edits.iter().filter(own).collect();
                    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
                    let mut out = (*text).to_owned();
                    edits.iter().for_each(|e| out.replace_range(e.span.start..e.span.end, &e.text));
                    out.replace(['\u{a0}', '\u{202f}'], " ")
                })
                .collect(),
        )
    }

    #[test]
    fn a_change_goes_through_all_versions_and_what_follows_from_it() {
        let english = "Of 40 villages around Hue, 26 (62.5 percent) have a school, the province said.";
        let french = "Sur 40 villages des environs de Hué, 25 (62,5 %) ont une école, selon la province.";
        let vietnamese = "Trong 40 làng quanh Huế, 25 làng (62,5%) có trường học, tỉnh cho biết.";
        let texts = [("a.en.txt", english), ("a.fr.txt", french), ("a.vi.txt", vietnamese)];
        let after = through(&texts, "26").unwrap();
        assert_eq!(
            after,
            [
                "Of 40 villages around Hue, 26 (65 percent) have a school, the province said.",
                "Sur 40 villages des environs de Hué, 26 (65 %) ont une école, selon la province.",
                "Trong 40 làng quanh Huế, 26 làng (65%) có trường học, tỉnh cho biết.",
            ]
        );
        let agreed = [("a.en.txt", after[0].as_str()), ("a.fr.txt", after[1].as_str())];
        assert_eq!(through(&agreed, "26"), None, "nothing is offered where all agree");
    }

    #[test]
    fn dates_ranks_and_currencies_are_written_the_languages_way() {
        for (english, needle, french, wanted) in [
            (
                "The fair in Lyon opens on Friday, June 14, with 300 stands.",
                "Friday",
                "La foire de Lyon ouvre jeudi 13 mai avec 300 stands.",
                "La foire de Lyon ouvre vendredi 14 juin avec 300 stands.",
            ),
            (
                "The 12th congress of beekeepers opened in Toulouse with 300 delegates.",
                "12th",
                "Le 11e congrès des apiculteurs s'est ouvert à Toulouse avec 300 délégués.",
                "Le 12e congrès des apiculteurs s'est ouvert à Toulouse avec 300 délégués.",
            ),
            (
                "The museum in Leeds paid £45 million for a painting by Turner.",
                "45",
                "Le musée de Leeds a payé 45 millions de dollars pour un tableau de Turner.",
                "Le musée de Leeds a payé 45 millions de livres sterling pour un tableau de Turner.",
            ),
        ] {
            let after = through(&[("a.en.txt", english), ("a.fr.txt", french)], needle);
            assert_eq!(after.map(|a| a[1].clone()).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn the_other_versions_sentence_is_shown() {
        let (english, french) = (
            read("a.en.txt", "It rained. The port of Hue sold 412 boats in May. Nobody complained."),
            read("n/a.fr.txt", "Il a plu. Le port de Hué a vendu 421 bateaux en mai. Personne ne s'est plaint."),
        );
        let at = english.1.text.find("412").unwrap();
        let lines = said_elsewhere(&version(&english), &[version(&french)], at, &Desk::default());
        assert_eq!(lines, ["≠ a.fr.txt: Le port de Hué a vendu **421** bateaux en mai."]);
    }
}
