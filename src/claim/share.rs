//! Parts, wholes and what remains.

use smallvec::{SmallVec, smallvec};

use super::{Claim, Place, Role, counts, is_any, of_them};
use crate::figure::{Figure, Kind, noun};
use crate::language::{Gap, ListWord, Page, Sense, Shape, Sided, spelled};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// How many figures back the whole of "ten of them" is looked for.
const FIGURES_BACK: usize = 12;
/// How many words before what is left may tell of no movement.
const MOST_STILL: usize = 12;
/// How many words may stand between a count and "of which", or between a share and its whole.
const MOST_BETWEEN: usize = 5;

/// Marks shares, wholes with their parts, and remainders.
pub fn mark(page: &Page<'_>, sentences: &[Span], figures: &[Figure], places: &[Place], claims: &mut [Claim]) {
    // Where the last further count of each sentence stands; looked for once.
    let mut listed: SmallVec<[Option<Option<usize>>; 16]> = smallvec![None; sentences.len()];
    for (at, figure) in figures.iter().enumerate() {
        if claims[at].role != Role::Plain {
            continue;
        }
        if let Some(weak) = is_remainder(page, figure, places[at]) {
            let sentence = claims[at].sentence;
            // "The other 11 in the survey": where its sentence tells of nothing before, of another set.
            let first = at.checked_sub(1).is_none_or(|before| claims[before].sentence != sentence);
            if first && figure.kind != Kind::Ratio && is_elsewhere(page, figure, places[at]) {
                continue;
            }
            let last = listed
                .get_mut(sentence)
                .and_then(|known| *known.get_or_insert_with(|| last_listed(page, sentences, sentence)));
            let more = last.is_some_and(|last| last >= places[at].end);
            claims[at].role = Role::Remainder { more, weak };
        } else if figure.kind == Kind::Ratio
            && let (Some(part), Some(whole)) = (&figure.value, &figure.of)
        {
            if part > whole && !can_be_more(page, figures, places, at) {
                continue;
            }
            claims[at].role = Role::Share { part: part.clone(), whole: whole.clone() };
        } else if counts(figure)
            && (opens_a_whole(page, places[at].first) || leads_parts(page, figure, places[at]))
            && !is_shared(page, figures, places, at)
        {
            claims[at].role = Role::Whole;
        }
    }
    for at in 1..figures.len() {
        if claims[at].role != Role::Plain || !counts(&figures[at]) {
            continue;
        }
        let whole = whole_of(page, figures, places, claims, at);
        if let Some(whole) = whole.or_else(|| whole_of_them(page, figures, places, claims, at)) {
            claims[at].role = Role::Part { whole };
        } else if exceeds(page, figures, places, claims, at) {
            claims[at].role = Role::Excess { whole: at - 1 };
        } else if is_over(page, figures, places, claims, at) {
            claims[at - 1].role = Role::Excess { whole: at };
        }
    }
    for at in 1..figures.len() {
        if claims[at - 1].role == Role::Plain && is_of(page, figures, places, claims, at) {
            claims[at - 1].role = Role::Part { whole: at };
            claims[at].role = Role::Whole;
        }
    }
}

/// "$4 million of the $12 million", "240 tỷ đồng trong tổng số 800 tỷ đồng": amounts that are two figures and no ratio.
fn is_of(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    let (part, whole) = (&figures[at - 1], &figures[at]);
    let large = |f: &Figure| f.unit.is_some() || f.parts.iter().any(|p| p.scale > Number::ONE);
    let plain = |f: &Figure| counts(f) && !f.range && f.parts.len() == 1 && large(f);
    let length = matches!(part.unit, Some(Unit::Measure(m)) if m.quantity() == "length");
    // "7.000 trong 14.000 tấn"
    let lent = part.kind == Kind::Cardinal && part.noun.is_none() && whole.kind == Kind::Measure && {
        let link = page.find(places[at - 1].end, |s| matches!(s, Sense::RatioLink(_) | Sense::WholeCue).then_some(()));
        link.is_some_and(|(_, len)| places[at - 1].end + len == places[at].first)
    };
    let units =
        part.unit == whole.unit || lent || whole.unit.is_none() && whole.noun.is_none() && part.kind == Kind::Money;
    if claims[at - 1].sentence != claims[at].sentence
        || !matches!(claims[at].role, Role::Plain | Role::Whole)
        || !plain(part) && !lent
        || !plain(whole)
        || length
        || !units
        || part.value >= whole.value
    {
        return false;
    }
    let link = |s: Sense| matches!(s, Sense::RatioLink(_)).then_some(());
    if lent && counts(part) && part.parts.len() == 1 && !part.range {
        return true;
    }
    let light = |s: Sense| matches!(s, Sense::HedgeBefore(_) | Sense::Determiner | Sense::Article).then_some(());
    let mut first = places[at].first;
    while let Some((_, before)) = page.find_before(first, light) {
        first = before;
    }
    let behind_noun = part.noun.map(|noun| page.tokens(noun).end);
    [Some(places[at - 1].end), behind_noun].into_iter().flatten().any(|end| {
        // "sur un budget de 120 millions"
        let named = |from: usize| {
            let of = page.find_before(first, |s| matches!(s, Sense::Of).then_some(()));
            let wordy = |t: usize| page.shape(t) == Some(Shape::Word) && page.gap(t) != Gap::Line;
            of.is_some() && first - from <= MOST_BETWEEN && (from..first).all(wordy)
        };
        let linked = page.find(end, link).is_some_and(|(_, len)| end + len >= first || named(end + len));
        linked && end < places[at].first && page.gap(end) != Gap::Line
    })
}

/// "35/32 communes": two counts, since no share is more than its whole.
fn is_over(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    let (part, whole) = (&figures[at - 1], &figures[at]);
    let slash = places[at - 1].end;
    let glued = page.glued(slash, '/') && places[at].first == slash + 1 && page.gap(slash + 1) == Gap::None;
    let counted = |f: &Figure| f.kind == Kind::Cardinal && f.unit.is_none() && f.hedge.is_none() && f.parts.len() == 1;
    let noun = whole.noun.is_some_and(|n| n.of(page.text).chars().all(|c| !c.is_uppercase()));
    let (Some(some), Some(all)) = (&part.value, &whole.value) else { return false };
    glued
        && claims[at - 1].role == Role::Plain
        && counted(part)
        && counted(whole)
        && noun
        && *all >= Number::from(10)
        && some > all
        && some <= &(all + &(all.clone() / 2))
}

/// "Of the 52 passengers, 54", "240 samples, of which 260": more than the whole that it is told of, and nothing else.
fn exceeds(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> bool {
    let (whole, part) = (&figures[at - 1], &figures[at]);
    let (Some(all), Some(some)) = (&whole.value, &part.value) else { return false };
    let first = places[at].first;
    let subset = page.find_before(first, |s| matches!(s, Sense::Subset).then_some(())).is_some();
    let behind_noun = whole.noun.map_or(places[at - 1].end, |noun| page.tokens(noun).end);
    let apart = first > behind_noun && (is_any(page, first - 1, &[',']) || subset);
    let counted = |f: &Figure| f.kind == Kind::Cardinal && f.unit.is_none() && f.hedge.is_none() && f.parts.len() == 1;
    let more = |s: Sense| matches!(s, Sense::More(_) | Sense::Percent | Sense::Sided(Sided::Contrast)).then_some(());
    claims[at - 1].role == Role::Whole
        && whole.noun.is_some()
        && claims[at - 1].sentence == claims[at].sentence
        && apart
        && counted(whole)
        && counted(part)
        && some > all
        && some <= &(all + &(all.clone() / 2))
        && claims[at].may_count_with(&claims[at - 1])
        && page.find(places[at].end, more).is_none()
}

/// The figure that states the whole of a count: the one right before it, or that of the parts it is listed with.
fn whole_of(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> Option<usize> {
    // "690 nurses, or 60%, and 92 doctors": the share is that of the part before.
    let share = |i: usize| matches!(figures[i].kind, Kind::Percent | Kind::Fraction);
    let before = (0..at).rev().find(|i| !share(*i)).filter(|i| *i + 2 >= at)?;
    let listed = || {
        let start = page.find_before(places[at].first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(()));
        let start = start.map_or(places[at].first, |found| found.1);
        let and = page.find_before(start, |s| matches!(s, Sense::And).then_some(())).is_some();
        and || start > 0 && is_any(page, start - 1, &[',', ';'])
    };
    let whole = match claims[before].role {
        Role::Whole => before,
        Role::Part { whole } if listed() => whole,
        Role::Share { .. } if listed() => before,
        _ => return None,
    };
    let amount = figures[whole].of.as_ref().or(figures[whole].value.as_ref())?;
    let alike = claims[whole].sentence == claims[at].sentence && figures[whole].unit == figures[at].unit;
    (alike && figures[at].value.as_ref()? < amount).then_some(whole)
}

/// "Ten of them": the one count before that they can be of.
fn whole_of_them(page: &Page<'_>, figures: &[Figure], places: &[Place], claims: &[Claim], at: usize) -> Option<usize> {
    let figure = &figures[at];
    let behind_noun = figure.noun.map(|noun| page.tokens(noun).end);
    [Some(places[at].end), behind_noun].into_iter().flatten().find_map(|end| of_them(page, end))?;
    let can = |i: &usize| {
        let other = &figures[*i];
        let plain = matches!(claims[*i].role, Role::Plain | Role::Whole);
        // "2,800 square metres, 1,900 of them"
        let named = claims[*i].noun.is_some() || matches!(other.unit, Some(Unit::Measure(_)));
        plain && counts(other) && other.unit == figure.unit && named && other.value > figure.value
    };
    let mut found = (at.saturating_sub(FIGURES_BACK)..at)
        .rev()
        .take_while(|i| claims[*i].sentence + 1 >= claims[at].sentence)
        .filter(can);
    let whole = found.next()?;
    found.next().is_none().then_some(whole)
}

/// Whether a share of more than its whole is one: no size ("32 sur 30 mètres"), no blood pressure ("130/90 mmHg"), no
/// mark ("11 out of 10"), no plan that was more than met.
fn can_be_more(page: &Page<'_>, figures: &[Figure], places: &[Place], at: usize) -> bool {
    let (figure, Place { first, end }) = (&figures[at], places[at]);
    let unit = |s: Sense| {
        matches!(s, Sense::Unit { .. } | Sense::UnitMaybe { .. } | Sense::Money { .. } | Sense::Percent).then_some(())
    };
    let measured = page.find(end, unit).is_some() || page.glued(end, '-');
    let (Some(part), Some(whole)) = (&figure.value, &figure.of) else { return false };
    let slashed = (first..end).any(|t| page.is(t, '/'));
    let noun = figure.noun.map(|noun| noun.of(page.text));
    let plain_noun = noun.is_some_and(|n| n.chars().all(|c| !c.is_uppercase()));
    let mark = noun.is_none() && [5, 10, 20, 100].iter().any(|m| *whole == Number::from(*m));
    let most = whole + &(whole.clone() / 2);
    let plan = figures.get(at + 1).is_some_and(|f| f.unit == Some(Unit::Percent) && f.value > Some(Number::from(100)));
    !measured && !mark && !plan && part < &most && (!slashed || plain_noun && *whole >= Number::from(10))
}

/// Whether a remainder is told of something that the sentence names itself: "the other 11 in the survey".
fn is_elsewhere(page: &Page<'_>, figure: &Figure, place: Place) -> bool {
    let behind_noun = figure.noun.map(|noun| page.tokens(noun).end);
    let elsewhere = |s: Sense| matches!(s, Sense::Elsewhere).then_some(());
    let after = |s: Sense| matches!(s, Sense::RemainderAfter { .. }).then_some(());
    [Some(place.end), behind_noun].into_iter().flatten().any(|at| {
        let behind = at + page.find(at, after).map_or(0, |f| f.1);
        page.find(at, elsewhere).is_some() || page.find(behind, elsewhere).is_some()
    })
}

/// "the other four", "the remaining 82", "les 82 autres", "4/10 restants"; and, weaker, "huit restent fermées".
fn is_remainder(page: &Page<'_>, figure: &Figure, place: Place) -> Option<bool> {
    let share = matches!(figure.kind, Kind::Ratio | Kind::Percent | Kind::Fraction) && !figure.range;
    if !counts(figure) && !share {
        return None;
    }
    let cue = |s: Sense| matches!(s, Sense::RemainderBefore).then_some(());
    if page.find_before(place.first, cue).is_some() && page.gap(place.first) != Gap::Line {
        return Some(false);
    }
    // "The rest, a fifth, …"
    let mut lead = place.first;
    let article = |s: Sense| matches!(s, Sense::Article | Sense::HedgeBefore(_)).then_some(());
    while let Some((_, start)) = page.find_before(lead, article) {
        lead = start;
    }
    let rest = |s: Sense| matches!(s, Sense::List(ListWord::RestLabel)).then_some(());
    if share
        && figure.kind != Kind::Ratio
        && lead > 0
        && is_any(page, lead - 1, &[','])
        && page.find_before(lead - 1, rest).is_some_and(|(_, start)| {
            let opens = start == 0 || !matches!(page.shape(start - 1), Some(Shape::Word)) || page.has_capital(start);
            opens || page.find_before(start, |s| matches!(s, Sense::Definite | Sense::And).then_some(())).is_some()
        })
    {
        return Some(false);
    }
    // "63 tỷ đồng đã nộp; còn 52 tỷ đồng": at the head of a clause that tells of no movement.
    let leaves = |s: Sense| matches!(s, Sense::Leaves).then_some(());
    if !share
        && let Some((_, start)) = page.find_before(place.first, leaves)
        && start > 0
        && is_any(page, start - 1, &[';', ','])
    {
        let moves = |t: usize| page.find(t, |s| matches!(s, Sense::Change).then_some(())).is_some();
        let stops = |t: &usize| !is_any(page, *t, &['.']) && page.gap(*t) != Gap::Line;
        let still = !(start.saturating_sub(MOST_STILL)..start).rev().take_while(stops).any(moves);
        return still.then_some(false);
    }
    let article = |s: Sense| matches!(s, Sense::Determiner | Sense::Definite).then_some(());
    let definite = page.find_before(place.first, article).is_some();
    // Behind the figure, or behind the noun it counts: "les 82 hôtels restants".
    let behind_noun = figure.noun.map(|noun| page.tokens(noun).end);
    let told = [Some(place.end), behind_noun].into_iter().flatten().any(|at| {
        let after = |s: Sense| if let Sense::RemainderAfter { definite } = s { Some(definite) } else { None };
        page.gap(at) != Gap::Line && page.find(at, after).is_some_and(|(needs, _)| !needs || definite)
    });
    let remains = |s: Sense| matches!(s, Sense::Remains).then_some(());
    let weak = || {
        let mut ends = [Some(place.end), behind_noun].into_iter().flatten();
        !share && ends.any(|at| page.gap(at) != Gap::Line && page.find(at, remains).is_some())
    };
    if told { Some(false) } else { weak().then_some(true) }
}

/// The last token of a sentence where a comma or "and" brings a further count that names nothing of its own: "and two to
/// the greens", "and one left", but not "and two new ones will be built".
fn last_listed(page: &Page<'_>, sentences: &[Span], sentence: usize) -> Option<usize> {
    page.tokens(*sentences.get(sentence)?).rev().find(|at| {
        let at = *at;
        let and = page.sense(at, Sense::And).unwrap_or(0);
        let mut behind = if is_any(page, at, &[',', ';']) { at + 1 } else { at + and };
        if behind == at {
            return false;
        }
        behind += page.sense(behind, Sense::And).unwrap_or(0);
        let count = match page.shape(behind) {
            Some(Shape::Digits) => Some(behind + 1),
            Some(Shape::Word) if page.is_known(behind) => spelled(page, behind).map(|n| n.end),
            _ => None,
        };
        count.is_some_and(|end| noun(page, end, false, false).is_none())
    })
}

/// "680 flats, of which 450 …", "680 căn, trong đó 450 căn".
fn leads_parts(page: &Page<'_>, figure: &Figure, place: Place) -> bool {
    let end = figure.noun.map_or(place.end, |noun| page.tokens(noun).end);
    // "680 căn được xây, trong đó 450 căn"
    let wordy = |t: &usize| page.shape(*t) == Some(Shape::Word) && page.gap(*t) == Gap::Space;
    let words = (end..end + MOST_BETWEEN).take_while(wordy).count();
    let end = if is_any(page, end + words, &[',', '(']) { end + words } else { end };
    let behind = if is_any(page, end, &[',', '(']) { end + 1 } else { end };
    // "20 people, 11 of whom": that many of them.
    let some = figure.noun.is_none() && behind == place.end && page.sense(behind, Sense::Them).is_some();
    page.sense(behind, Sense::Subset).is_some() && !some
}

/// Whether the figure before is a share of this one: "a third of the 90 schools".
fn is_shared(page: &Page<'_>, figures: &[Figure], places: &[Place], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (from, to) = (places[before].end, places[at].first);
    let of = |s: Sense| matches!(s, Sense::ShareOf | Sense::RatioLink(_)).then_some(());
    matches!(figures[before].kind, Kind::Percent | Kind::Fraction)
        && to.saturating_sub(from) <= MOST_BETWEEN
        && page.find(from, of).is_some()
}

/// "Of the 240 hotels questioned, …", "Sur les 28 localités, …" at the head of a sentence or behind a comma.
fn opens_a_whole(page: &Page<'_>, first: usize) -> bool {
    let link = |s: Sense| matches!(s, Sense::RatioLink(_) | Sense::WholeCue).then_some(());
    let Some((_, start)) = page.find_before(first, link) else { return false };
    let Some(before) = start.checked_sub(1) else { return true };
    is_any(page, before, &[',', ';', '.', ':', '"', '«', '“', '–', '—'])
        || page.gap(start) == Gap::Line
        || page.shape(start) == Some(Shape::Word) && page.word(start).chars().next().is_some_and(char::is_uppercase)
}
