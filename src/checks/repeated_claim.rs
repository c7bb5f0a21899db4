//! One claim with two figures. Most figures of an article that count the same sort of things tell of different things,
//! so two are taken for one claim only by a score of what speaks for it and against it.

mod mentions;
mod pairs;
mod slip;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use self::mentions::{Mention, Mentions, Part, Rows, Ties};
use self::pairs::{Pair, Weighed, weighed};
use self::slip::digits;
use super::memory::Again;
use super::wording::{fix, quote};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::Article;
use crate::claim::{Word, WordKind};
use crate::desk::Desk;
use crate::figure::{Hedge, Kind};
use crate::language::fold;
use crate::messages::Message;
use crate::number::Number;
use crate::units::{Amount, Unit};

/// The same claim with different figures.
pub struct RepeatedClaim;

/// Earlier figures of the same sort that one is held against.
const MOST_BEFORE: usize = 8;
/// Figures of a block that may make up a difference.
const MOST_BESIDE: usize = 40;
/// What two figures must score to be one claim, in tenths.
const ENOUGH: i32 = 35;
/// From where on two numbers look like a slip of the pen, in tenths.
const SLIP: i32 = 10;
/// Words before a figure that may belong to its clause.
const CLAUSE: u32 = 8;
/// How near a figure a name stands that is of what it tells.
const NAMED: u32 = 3;
/// Bytes between a figure and a date that may be of it.
const PERIOD: usize = 70;
/// Words at the head or the end of a sentence that may set it somewhere else.
const HEAD: usize = 2;
/// Words that a headline of plain text has at most.
const HEADLINE: usize = 25;

impl Check for RepeatedClaim {
    fn code(&self) -> Code {
        Code::RepeatedClaim
    }

    fn explanation(&self) -> &'static str {
        include_str!("repeated_claim.md")
    }

    fn check(&self, article: &Article, _desk: &Desk, out: &mut Vec<Finding>) {
        let rows = Rows::of(&article.blocks);
        let mentions = Mentions { blocks: &article.blocks, rows: &rows };
        let pairs = settle(mentions, &weighed(mentions, None));
        out.extend(pairs.into_iter().filter_map(|(first, second)| finding(mentions, first, second)));
    }

    fn check_again(&self, article: &Article, _desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        let before = again.kept::<Kept>().map(|(kept, change)| {
            let (rows, ties) = kept.rows.renewed(&article.blocks, &change);
            let carried = kept.told.into_iter().filter_map(|((first, second), mut found)| {
                let stayed = found.as_mut().is_none_or(|found| change.carry(found));
                stayed.then_some(((ties.now(first)?, ties.now(second)?), found))
            });
            (rows, kept.weighed, ties, carried.collect())
        });
        let (rows, old, mut known): (Rows, Option<(Weighed, Ties)>, Told) = match before {
            Some((rows, weighed, ties, known)) => (rows, Some((weighed, ties)), known),
            None => (Rows::of(&article.blocks), None, Told::default()),
        };
        let mentions = Mentions { blocks: &article.blocks, rows: &rows };
        let weighed = weighed(mentions, old.as_ref().map(|(weighed, ties)| (weighed, ties)));
        let mut told = Vec::new();
        for pair in settle(mentions, &weighed) {
            let found = known.remove(&pair).unwrap_or_else(|| finding(mentions, pair.0, pair.1));
            out.extend(found.clone());
            told.push((pair, found));
        }
        again.keep(Kept { rows, weighed, told });
    }
}

/// What was told of which two figures.
type Told = HashMap<(usize, usize), Option<Finding>, FixedState>;

/// What is kept of one checking for the next.
struct Kept {
    rows: Rows,
    weighed: Weighed,
    told: Vec<((usize, usize), Option<Finding>)>,
}

/// Takes the best pairs for one claim each, from the first figure on.
fn settle(mentions: Mentions<'_>, weighed: &Weighed) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut told = HashSet::<usize, FixedState>::default();
    let opening = OnceCell::new();
    for (at, pairs) in weighed.by_first() {
        if told.contains(&at) {
            continue;
        }
        let sort = mentions.rows.sort(at);
        let pairs = pairs.iter().map(|(_, pair)| pair).filter(|pair| !told.contains(&pair.other));
        let best = pairs
            .filter_map(|pair| Some((score(mentions, &opening, sort.len(), at, pair)?, std::cmp::Reverse(pair.other))))
            .max();
        if let Some((points, std::cmp::Reverse(other))) = best
            && points >= ENOUGH
            && !explained(mentions, sort, at, other, points)
        {
            told.extend([at, other]);
            out.push((at, other));
        }
    }
    out
}

/// How often each amount is told among the first figures of an article.
struct Opening<'a>(HashMap<(Option<Unit>, &'a Number), usize, FixedState>);

/// Figures at the head of an article that confirm one another.
const OPENING: usize = 200;

impl<'a> Opening<'a> {
    fn of(mentions: Mentions<'a>) -> Self {
        let mut counts: HashMap<(Option<Unit>, &'a Number), usize, FixedState> = HashMap::default();
        for mention in mentions.from(0).take(OPENING) {
            *counts.entry((mention.figure.unit, mention.value)).or_default() += 1;
        }
        Self(counts)
    }

    /// Whether the figure at `first` is told a second time, elsewhere than at `second`.
    fn confirms(&self, mentions: Mentions<'_>, first: usize, second: usize) -> bool {
        let Some(a) = mentions.get(first) else { return false };
        let all = self.0.get(&(a.figure.unit, a.value)).copied().unwrap_or(0);
        let same = |b: Mention<'_>| b.figure.unit == a.figure.unit && b.value == a.value;
        let own = usize::from(first < OPENING);
        all > own + usize::from(second < OPENING && mentions.get(second).is_some_and(same))
    }
}

/// What words in common must weigh in any case.
const LEAST: i32 = 10;

/// Whether two figures may state one amount: within their rounding and hedges.
fn agree(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let off = (a.value - b.value).abs();
    let larger = a.value.abs().max(b.value.abs());
    // "$3 billion", "$2 billion": written alike, they are no roundings of one amount.
    let exact = a.figure.step == b.figure.step && a.figure.hedge.is_none() && b.figure.hedge.is_none();
    let apart = exact && &off * &Number::from(10) > larger;
    if !apart && a.figure.interval.meets(&b.figure.interval) {
        return true;
    }
    let about = |m: &Mention<'_>| m.figure.hedge.is_some();
    let round = |m: &Mention<'_>| {
        let step = m.figure.step.clone().unwrap_or(Number::ONE);
        Amount::written(m.value.clone(), step).is_round()
    };
    let near = |parts: i64| &off * &Number::from(parts) <= larger;
    (about(a) || about(b)) && near(8) || (round(a) || round(b)) && near(20)
}

/// What two figures alone say of being one claim; nothing where they cannot be or say the same.
fn weigh(a: &Mention<'_>, b: &Mention<'_>, other: usize) -> Option<Pair> {
    let same_sentence = a.block == b.block && a.sentence == b.sentence;
    if same_sentence || a.passage.language != b.passage.language || a.subject.moving || b.subject.moving {
        return None;
    }
    let opened = |m: &Mention<'_>| matches!(m.figure.hedge, Some(Hedge::AtMost | Hedge::AtLeast));
    if opened(a) || opened(b) {
        return None;
    }
    // A headline is one clause.
    let (ours, theirs) = if a.part == Part::Headline { (a.whole(), b.whole()) } else { (a.near(), b.near()) };
    let weight = if a.syllables() { 5 } else { 10 };
    let words = shared(ours, theirs) * weight;
    // Most pairs have no word in common, and need no arithmetic.
    if words < LEAST || agree(a, b) {
        return None;
    }
    let digits = digits(a.value, b.value)?;
    // Changes are told of in pairs, over a month and a year: one alone, and a slip of the pen.
    if a.change != b.change || a.change && !one_change(a, b, digits) {
        return None;
    }
    let headline = a.part == Part::Headline && b.part == Part::Lede;
    // A few of something are told of in every other sentence.
    let few = Number::from(10);
    if !headline && a.value.abs() < few && b.value.abs() < few && a.figure.unit.is_none() {
        return None;
    }
    let same_noun = a.figure.unit.is_some() || a.subject.noun == b.subject.noun;
    let vague = a.figure.unit.is_none() && a.subject.generic;
    let words = if vague { words - 10 } else { words };
    let percent = a.figure.kind == Kind::Percent || a.figure.kind == Kind::Measure;
    // "lowers its rate to 6.5%", "kept its rate at 9%": a rate that is no slip of the headline's is another one.
    if percent && !headline && a.part == Part::Headline && digits < SLIP {
        return None;
    }
    // "the grant of £2.4 million", "the grant of £4.2 million": what stands right before says what it is.
    let named = a.left().last().zip(b.left().last()).is_some_and(|(x, y)| x.stem == y.stem);
    let least = match a.figure.unit {
        _ if headline || a.part == Part::Headline && digits >= 25 => LEAST,
        None => LEAST,
        Some(_) if digits >= 25 && (named && !percent || weight < 10) => LEAST,
        Some(_) => 20,
    };
    // "kills 45", "killed 54 people"
    let bare = headline && a.subject.noun == 0 && a.figure.unit.is_none();
    let fits = if bare { named && words >= 20 } else { same_noun || headline && digits >= 20 };
    if words < least || !fits || contradict(a, b) {
        return None;
    }
    let mut points = words.min(40) + pairs(ours, theirs).min(2) * weight + digits;
    points += match (a.part, b.part) {
        (Part::Headline, Part::Lede) => 20,
        (Part::Headline, _) => 10,
        (Part::Lede, _) => 5,
        _ => 0,
    };
    if a.block == b.block {
        points -= 5;
    }
    points -= against(a, b);
    Some(Pair { other, points, same_noun, fresh: periods_apart(a, b).1, vague })
}

/// What speaks for a pair being one claim, in tenths, with what the rest of the article says.
fn score<'a>(
    mentions: Mentions<'a>,
    opening: &OnceCell<Opening<'a>>,
    alike: usize,
    first: usize,
    pair: &Pair,
) -> Option<i32> {
    let a = mentions.get(first)?;
    // The first figure is told again: the second one is hardly it under another noun or in another year.
    let opening = || opening.get_or_init(|| Opening::of(mentions));
    if (!pair.same_noun || pair.fresh) && opening().confirms(mentions, first, pair.other) {
        return None;
    }
    let mut points = pair.points;
    if a.part == Part::Headline
        && !mentions.from(first + 1).take(200).any(|m| m.figure.unit == a.figure.unit && agree(&a, &m))
    {
        points += 15;
    }
    if alike == 2 && !pair.vague {
        points += if a.figure.unit.is_none() { 10 } else { 5 };
    }
    Some(points)
}

/// Whether a headline and a first paragraph tell of one change each, by nearly the same digits.
fn one_change(a: &Mention<'_>, b: &Mention<'_>, digits: i32) -> bool {
    let alone = |m: &Mention<'_>| m.beside().filter(|f| f.kind == Kind::Percent).count() == 1;
    a.part == Part::Headline && b.part == Part::Lede && digits >= 20 && alone(a) && alone(b)
}

/// How many words two clauses share, each counted once.
fn shared(a: &[Word], b: &[Word]) -> i32 {
    let tells = |t: &&Word| !matches!(t.kind, WordKind::Contrast | WordKind::Scope);
    let known = |t: &&Word| b.iter().any(|other| other.stem == t.stem);
    let mut stems: SmallVec<[u32; 16]> = a.iter().filter(tells).filter(known).map(|t| t.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    i32::try_from(stems.len()).unwrap_or(0)
}

/// How many pairs of neighbours they share.
fn pairs(a: &[Word], b: &[Word]) -> i32 {
    let both = a.windows(2).filter(|x| b.windows(2).any(|y| x[0].stem == y[0].stem && x[1].stem == y[1].stem)).count();
    i32::try_from(both).unwrap_or(0)
}

/// What speaks against one claim: words of another thing, other names, another time.
fn against(a: &Mention<'_>, b: &Mention<'_>) -> i32 {
    let has = |terms: &[Word], kind: WordKind| terms.iter().any(|t| t.kind == kind);
    let mut points = 0;
    if has(a.whole(), WordKind::Contrast) || has(b.whole(), WordKind::Contrast) {
        points += 5;
    }
    if a.part != Part::Headline && has(a.near(), WordKind::Plan) != has(b.near(), WordKind::Plan) {
        points += 15;
    }
    if scopes(a) != scopes(b) {
        points += 5;
    }
    if has(b.whole(), WordKind::Again) {
        points -= 15;
    }
    let (lost, new) = names_apart(a, b);
    points += if new { 15 } else { 0 } + if lost && a.part != Part::Headline { 10 } else { 0 };
    let (gone, fresh) = periods_apart(a, b);
    points += if fresh { 15 } else { 0 } + if gone { 5 } else { 0 };
    points
}

/// Whether names stand beside each of two figures that the other one's sentence does not know.
fn names_apart(a: &Mention<'_>, b: &Mention<'_>) -> (bool, bool) {
    let unknown = |ours: &Mention<'_>, theirs: &Mention<'_>| {
        let reach = if ours.syllables() { 2 * NAMED } else { NAMED };
        let mut names = ours.within(reach).iter().filter(|t| t.kind == WordKind::Name);
        names.any(|t| !theirs.whole().iter().any(|other| other.stem == t.stem))
    };
    (unknown(a, b), unknown(b, a))
}

/// Whether the sentence of each of two figures speaks of a time that the other's does not.
fn periods_apart(a: &Mention<'_>, b: &Mention<'_>) -> (bool, bool) {
    let (ours, theirs) = (a.periods(), b.periods());
    (ours.iter().any(|p| !theirs.contains(p)), theirs.iter().any(|p| !ours.contains(p)))
}

/// Whether two figures are certainly told of different things: another time or place, another one who tells, or the
/// same sentence said of something else.
fn contradict(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let contrast = |m: &Mention<'_>| m.clause().any(|t| t.kind == WordKind::Contrast);
    let rivals = |m: &Mention<'_>| {
        let mut stems: Vec<u32> = m.whole().iter().filter(|t| t.kind == WordKind::Rival).map(|t| t.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    contrast(a)
        || contrast(b)
        || !rivals(a).is_empty() && !rivals(b).is_empty() && rivals(a) != rivals(b)
        || names_apart(a, b) == (true, true)
        || periods_apart(a, b) == (true, true)
        || numbered(a, b)
        || scopes_apart(a, b)
        || set_elsewhere(a, b)
        || planned_apart(a, b)
        || frames_apart(a, b)
        || a.part != Part::Headline && parallel(a.left(), b.left())
}

/// What is planned and what is are two claims. "Carmaker to cut 3,000 jobs", "said it would cut": a headline says it in
/// its own way.
fn planned_apart(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let planned = |m: &Mention<'_>| m.before().iter().any(|t| t.kind == WordKind::Plan);
    let headline = a.part == Part::Headline && b.part == Part::Lede;
    !headline && planned(b) && !planned(a)
}

/// "12 % dans le nord", "21 % dans le sud": what follows the two figures has nothing in common.
fn frames_apart(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let right = |m: &Mention<'_>| -> Vec<u32> {
        let words = m.right().iter().map(|t| t.stem);
        words.filter(|stem| *stem != m.subject.noun).collect()
    };
    let (ours, theirs) = (right(a), right(b));
    let frame = shared(a.left(), b.left()) * 2 >= i32::try_from(a.left().len().max(b.left().len())).unwrap_or(0);
    let apart = !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|stem| theirs.contains(stem));
    a.part != Part::Headline && a.subject.placed && b.subject.placed && frame && apart
}

/// How far a claim is said to reach: the words for it in its clause.
fn scopes(m: &Mention<'_>) -> Vec<u32> {
    let mut stems: Vec<u32> = m.clause().filter(|t| t.kind == WordKind::Scope).map(|t| t.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Whether one of two claims reaches further than the other. A headline need not say how far.
fn scopes_apart(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let (ours, theirs) = (scopes(a), scopes(b));
    let headline = a.part == Part::Headline && b.part == Part::Lede;
    if headline { ours.iter().any(|s| !theirs.contains(s)) } else { ours != theirs }
}

/// "À Arles, l'incendie a détruit 210 maisons": a place at the head of one sentence that the other does not know, which
/// has one of its own.
fn set_elsewhere(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    if a.part == Part::Headline {
        return false;
    }
    let unknown = |ours: &[Word], theirs: &Mention<'_>| {
        let name = |t: &&Word| t.kind == WordKind::Name && !theirs.whole().iter().any(|other| other.stem == t.stem);
        ours.iter().any(|t| name(&t))
    };
    let head = |m: &Mention<'_>| m.whole().get(..HEAD.min(m.whole().len())).unwrap_or_default().to_vec();
    let tail = |m: &Mention<'_>| {
        [m.near(), m.whole().get(m.whole().len().saturating_sub(HEAD)..).unwrap_or_default()].concat()
    };
    unknown(&head(a), b) && unknown(&tail(b), a)
        || unknown(&head(b), a) && unknown(&tail(a), b)
        || unknown(&head(a), b) && unknown(&head(b), a)
}

/// "Unit 1", "unit 2": whether two sentences speak of things with different numbers.
fn numbered(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let numbers = |m: &Mention<'_>| -> Vec<String> {
        let named = m.beside().filter(|f| matches!(f.kind, Kind::Identifier | Kind::Ordinal));
        named.map(|f| fold(quote(m.passage, f))).take(8).collect()
    };
    let (ours, theirs) = (numbers(a), numbers(b));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|n| theirs.contains(n))
}

/// "The price of wheat rose", "the price of maize rose": in one frame another word stands in the place of one.
fn parallel(a: &[Word], b: &[Word]) -> bool {
    // A word of one side alone that is followed by one of both.
    let replaced = |ours: &[Word], theirs: &[Word]| {
        let known = |t: &Word| theirs.iter().any(|other| other.stem == t.stem);
        let last = ours.iter().rposition(known);
        last.is_some_and(|last| ours[..last].iter().any(|t| !known(t)))
    };
    replaced(a, b) && replaced(b, a)
}

/// Whether other figures explain the difference: a sum, a part, the other claim told again.
fn explained(mentions: Mentions<'_>, sort: &[u32], first: usize, second: usize, points: i32) -> bool {
    let (Some(a), Some(b)) = (mentions.get(first), mentions.get(second)) else { return true };
    let difference = (a.value - b.value).abs();
    let sum = a.value + b.value;
    let beside = |m: &Mention<'_>| {
        let figures = m.passage.reading.figures.iter();
        figures
            .filter(|f| !std::ptr::eq(*f, a.figure) && !std::ptr::eq(*f, b.figure))
            .filter(|f| f.unit == m.figure.unit || f.unit.is_none())
            .take(MOST_BESIDE)
            .any(|f| f.value.as_ref().is_some_and(|v| *v == difference || *v == sum))
    };
    if beside(&a) || beside(&b) {
        return true;
    }
    // "sold for 185,000 pounds, four times the estimate of 48,000": a sentence that has both tells of two things.
    let both = |m: &Mention<'_>, other: &Mention<'_>| {
        m.beside().any(|f| f.unit == other.figure.unit && f.value.as_ref() == Some(other.value))
    };
    if both(&a, &b) || both(&b, &a) {
        return true;
    }
    // What is told again after the second figure, or told twice otherwise than in the headline, is a claim of its own.
    let again = |value: &Mention<'_>, from: usize| {
        let from = sort.partition_point(|at| (*at as usize) < from);
        let others = sort.iter().skip(from).map(|at| *at as usize).filter(|at| *at != first && *at != second).take(64);
        others.into_iter().any(|at| mentions.value(at) == Some(value.value))
    };
    let headline = a.part == Part::Headline;
    points < ENOUGH + 25 && (again(&a, second) || again(&b, 0) && !headline)
}

fn finding(mentions: Mentions<'_>, first: usize, second: usize) -> Option<Finding> {
    let (a, b) = (mentions.get(first)?, mentions.get(second)?);
    let said = |m: &Mention<'_>| {
        let span = m.figure.noun.filter(|n| n.start >= m.figure.span.end);
        let end = span.map_or(m.figure.span.end, |n| n.end);
        m.passage.prose().get(m.figure.span.start..end).unwrap_or_default().to_owned()
    };
    let headline = a.part == Part::Headline;
    let id = if headline { "repeated-claim-headline" } else { "repeated-claim" };
    let message = Message::new(id).with("other", said(&a)).with("written", said(&b));
    let fixes = [fix(b.passage, b.figure, &[(0, a.value)]), fix(a.passage, a.figure, &[(0, b.value)])];
    let related = Message::new("related-says").with("text", quote(a.passage, a.figure));
    Some(Finding {
        code: Code::RepeatedClaim,
        severity: Severity::Warning,
        span: b.passage.source(b.figure.span),
        message,
        related: vec![Related::here(a.passage.source(a.figure.span), related)],
        fixes: fixes.into_iter().flatten().collect(),
    })
}
