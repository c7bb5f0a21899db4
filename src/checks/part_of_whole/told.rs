//! What is left of a whole that is told before, without a word that says so.

use super::super::Finding;
use super::super::wording::{fix, number, quote};
use super::{BLOCKS_BACK, BLOCKS_FAR, FIGURES_BACK, MOST_PARTS, Place, finding, near, places, related, split};
use crate::article::Article;
use crate::claim::Role;
use crate::figure::{Hedge, Kind};
use crate::messages::Message;
use crate::number::Number;

/// "25 communes were flooded. The water has left 14, the remaining 12 …": the whole is told before, without a word that
/// says so. Where the sum nearly fits, one of the three is wrong.
pub(super) fn told_before(article: &Article, at: usize, rest: &Place<'_>, weak: bool) -> Option<Finding> {
    let left = rest.figure.value.as_ref()?;
    if rest.figure.hedge.is_some() || split(rest).is_some() {
        return None;
    }
    let amount = |p: &Place<'_>| {
        let plain = matches!(p.claim.role, Role::Plain | Role::Whole | Role::Part { .. });
        let one = p.figure.parts.len() == 1 && !p.figure.range && p.figure.hedge.is_none();
        plain && one && p.figure.unit == rest.figure.unit && p.figure.value.is_some() && p.figure.kind != Kind::Ordinal
    };
    let here: Vec<Place<'_>> =
        places(rest.passage).take_while(|p| p.figure.span.start < rest.figure.span.start).collect();
    let here = here.get(here.len().saturating_sub(FIGURES_BACK)..)?;
    let of_sort = |p: &&Place<'_>| amount(p);
    let mut before = here.iter().rev().filter(of_sort);
    let part = before.next().filter(|p| near(p, rest))?;
    let some = part.figure.value.as_ref()?;
    // "a tremor of magnitude 4.2; the five others": no part of things that are counted one by one.
    if rest.figure.unit.is_none() && left.is_whole() && !some.is_whole() {
        return None;
    }
    let (none, both) = (part.claim.noun.is_none(), some + left);
    let alike = |whole: &Place<'_>| {
        let counted = rest.figure.unit.is_none();
        let by_rest = rest.claim.noun.is_some() && rest.claim.may_be_left_of(whole.claim);
        let by_part = part.claim.noun.is_some() && part.claim.may_be_left_of(whole.claim);
        !counted || whole.claim.noun.is_some() && (by_rest || by_part || none)
    };
    // "820 of the savers … the 580 others": of those who were told of, however long ago.
    let far = part.claim.noun.is_some() && part.figure.noun.is_none();
    let from = at.saturating_sub(if far { BLOCKS_FAR } else { BLOCKS_BACK - 1 });
    let blocks = article.blocks.get(from..at)?.iter().rev();
    let earlier: Vec<Place<'_>> = blocks.flat_map(|p| places(p).take(FIGURES_BACK).collect::<Vec<_>>()).collect();
    // Another number that fits settles it.
    let told = |p: &Place<'_>| {
        let same = p.figure.unit == rest.figure.unit && p.figure.value.as_ref() == Some(&both);
        same || p.figure.of.as_ref() == Some(&both)
    };
    if here.iter().chain(&earlier).any(told) {
        return None;
    }
    let inside: Vec<&Place<'_>> = before.filter(|p| alike(p)).collect();
    let whole = match inside.as_slice() {
        [whole] => *whole,
        [] => {
            let mut outside: Vec<&Place<'_>> = earlier.iter().filter(of_sort).filter(|p| alike(p)).collect();
            outside.dedup_by(|a, b| a.figure.value == b.figure.value);
            // What names nothing is left of the one thing that was counted.
            let [whole] = outside.as_slice() else { return None };
            let sentence_alone = here.iter().filter(of_sort).count() == 1 && rest.figure.unit.is_none();
            sentence_alone.then_some(*whole)?
        }
        _ => return None,
    };
    let all = whole.figure.value.as_ref()?;
    let off = &both - all;
    let small = &off.abs() * &Number::from(6) <= *all;
    if some >= all || left >= all || !small || weak && off.is_negative() {
        return None;
    }
    let rounded = rest.figure.unit.is_some() || rest.figure.step != Some(Number::ONE);
    let step = [whole, part, rest].into_iter().filter_map(|p| p.figure.step.clone()).max()?;
    if rounded && off.abs() <= &step * &Number::from(3) / 2 {
        return None;
    }
    let expected = all - some;
    let mut fixes: Vec<_> = fix(rest.passage, rest.figure, &[(0, &expected)]).into_iter().collect();
    fixes.extend(fix(part.passage, part.figure, &[(0, &(all - left))]));
    let message = Message::new("part-of-whole-count")
        .with("sum", format!("{} − {}", number(rest.passage, all), number(rest.passage, some)))
        .with("rest", number(rest.passage, &expected))
        .with("written", quote(rest.passage, rest.figure));
    let mut found = finding(rest, part, message, fixes);
    found.related.insert(0, related(whole));
    Some(found)
}

/// "… a budget of $412 million … Of this, 188 million goes to schools, 96 to roads and 74 to the police. The remaining 64
/// million …": the parts of the sentence before, or of this one, and a whole told before that they nearly make up.
pub(super) fn told_in_parts(article: &Article, at: usize, rest: &Place<'_>, weak: bool) -> Option<Finding> {
    let left = rest.figure.value.as_ref()?;
    let unit = rest.figure.unit;
    if weak || rest.figure.hedge.is_some() || split(rest).is_some() {
        return None;
    }
    let amount = |p: &&Place<'_>| {
        let plain = matches!(p.claim.role, Role::Plain | Role::Whole | Role::Part { .. });
        let one = p.figure.parts.len() == 1 && !p.figure.range && p.figure.hedge.is_none();
        plain && one && p.figure.unit == unit && p.figure.value.is_some() && p.figure.kind != Kind::Ordinal
    };
    let here: Vec<Place<'_>> =
        places(rest.passage).take_while(|p| p.figure.span.start < rest.figure.span.start).collect();
    let last = here.iter().rev().find(amount).filter(|p| p.claim.sentence + 1 >= rest.claim.sentence)?;
    let sentence = last.claim.sentence;
    // Of what is counted, those that name nothing: "1,080 walk, 620 cycle and 600 are driven".
    let bare = |p: &&Place<'_>| unit.is_some() || p.claim.noun.is_none();
    let parts: Vec<&Place<'_>> =
        here.iter().filter(|p| p.claim.sentence == sentence).filter(amount).filter(bare).collect();
    let others = here.iter().filter(|p| p.claim.sentence == sentence && !bare(p)).filter(amount).count();
    if others > 1 || parts.len() < 2 || parts.len() > MOST_PARTS {
        return None;
    }
    let some: Vec<&Number> = parts.iter().filter_map(|p| p.figure.value.as_ref()).collect();
    let all = some.iter().fold(Number::ZERO, |sum, n| sum + *n);
    let both = &all + left;
    let from = at.saturating_sub(BLOCKS_BACK - 1);
    let blocks = article.blocks.get(from..at)?.iter().rev();
    let first = parts.first()?.figure.span.start;
    let mut earlier: Vec<Place<'_>> = here.iter().filter(|p| p.figure.span.start < first).copied().collect();
    earlier.extend(blocks.flat_map(|p| places(p).take(FIGURES_BACK).collect::<Vec<_>>()));
    let step = parts.iter().chain([&rest]).filter_map(|p| p.figure.step.clone()).max()?;
    let open = if unit.is_none() && step == Number::ONE {
        Number::ZERO
    } else {
        (&step * &Number::from(2 + i64::try_from(parts.len()).ok()?)) / 2
    };
    let values = |p: &Place<'_>| p.figure.value.clone().filter(|_| p.figure.unit == unit);
    // A whole that fits settles it, and so does one that all but some of the parts make up.
    let mut sums: Vec<Number> = Vec::new();
    for part in &some {
        let more: Vec<Number> = sums.iter().map(|sum| sum + *part).collect();
        sums.extend(more);
        sums.push((*part).clone());
    }
    let fits = |n: &Number| sums.iter().any(|sum| (sum + left - n).abs() <= open);
    if earlier.iter().filter_map(values).any(|n| fits(&n)) || some.iter().any(|n| fits(n)) {
        return None;
    }
    let near = |p: &&Place<'_>| {
        amount(p)
            && (unit.is_some() || p.claim.noun.is_some())
            && p.figure.value.as_ref().is_some_and(|n| (n - &both).abs() * Number::from(8) <= *n)
    };
    let mut wholes = earlier.iter().filter(near);
    let whole = wholes.next()?;
    let total = whole.figure.value.as_ref()?;
    if wholes.any(|p| p.figure.value.as_ref() != Some(total)) || all >= *total {
        return None;
    }
    let expected = total - &all;
    let numbers = [total].into_iter().chain(some.iter().copied());
    let sum = numbers.map(|n| number(rest.passage, n)).collect::<Vec<_>>().join(" − ");
    let message = Message::new("part-of-whole-count")
        .with("sum", sum)
        .with("rest", number(rest.passage, &expected))
        .with("written", quote(rest.passage, rest.figure));
    let fixes = fix(rest.passage, rest.figure, &[(0, &expected)]).into_iter().collect();
    let mut found = finding(rest, last, message, fixes);
    found.related = [whole].into_iter().chain(parts.iter().copied()).map(related).collect();
    Some(found)
}

/// How many sentences back what is told of a whole may begin.
const SENTENCES_ALONG: usize = 4;
/// One part in how many of a whole its parts may miss or be too much, to be meant as all of it.
const NEARLY: i64 = 12;
/// The same where the whole stands in another paragraph.
const STRICTLY: i64 = 25;

/// "… 130 of the 165 seats. The second won 16, the third seven and the fourth three. The ten others …": what is told from
/// the whole on, in several sentences, adds up to nearly all of it.
pub(super) fn told_along(article: &Article, at: usize, rest: &Place<'_>, weak: bool) -> Option<Finding> {
    let left = rest.figure.value.as_ref()?;
    if rest.figure.hedge.is_some() || rest.figure.parts.len() != 1 {
        return None;
    }
    let here: Vec<Place<'_>> =
        places(rest.passage).take_while(|p| p.figure.span.start < rest.figure.span.start).collect();
    let here = here.get(here.len().saturating_sub(FIGURES_BACK)..)?;
    let from = at.saturating_sub(BLOCKS_BACK - 1);
    let blocks = article.blocks.get(from..at)?.iter();
    // "three more than the 49 of today": what is but compared is no part.
    let still = |p: &Place<'_>| {
        let at = p.passage.reading.figures.partition_point(|f| f.span.start < p.figure.span.start);
        let moves = p.passage.reading.subjects.get(at).is_some_and(|s| s.moving);
        !moves || matches!(p.claim.role, Role::Share { .. } | Role::Whole)
    };
    let mut all: Vec<Place<'_>> = blocks.flat_map(|p| places(p).take(FIGURES_BACK).collect::<Vec<_>>()).collect();
    all.retain(still);
    let outside = all.len();
    all.extend(here.iter().copied().filter(still));
    // "1.2 billion euros … 480 million … the remaining 220 million": a scaled number takes the unit of what it is of.
    let scaled = |p: &Place<'_>| p.figure.parts.iter().all(|part| part.scale >= Number::from(1000));
    let lent = rest.figure.unit.is_none() && rest.claim.noun.is_none() && scaled(rest);
    let bare = |p: &Place<'_>| p.figure.unit.is_none() && p.claim.noun.is_none() && scaled(p);
    let unit = if lent {
        all.iter()
            .rev()
            .find(|p| p.figure.kind == Kind::Money && !matches!(p.claim.role, Role::Equivalent { .. }))
            .and_then(|p| p.figure.unit)
    } else {
        rest.figure.unit
    };
    let alike = |p: &Place<'_>| p.figure.unit == unit || unit.is_some() && bare(p);
    let mut parts: Vec<&Place<'_>> = Vec::new();
    let mut sum = left.clone();
    let mut whole: Option<(&Place<'_>, Number)> = None;
    for (index, place) in all.iter().enumerate().rev() {
        let far = index >= outside && place.claim.sentence + SENTENCES_ALONG < rest.claim.sentence;
        if far || parts.len() > MOST_PARTS {
            break;
        }
        if !alike(place) || !matches!(place.figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Ratio) {
            continue;
        }
        if matches!(place.claim.role, Role::Equivalent { .. } | Role::Excess { .. } | Role::Change) {
            continue;
        }
        let value = place.figure.value.as_ref()?;
        let inside = index >= outside;
        if let Role::Share { part, whole: of } = &place.claim.role {
            let both = &sum + part;
            let near = (&both - of).abs() * Number::from(STRICTLY) <= *of;
            // "At least 52 of the 100": more than all of it is too much all the same.
            let bound = matches!(place.figure.hedge, None | Some(Hedge::AtLeast | Hedge::MoreThan));
            if !bound || place.figure.hedge.is_some() && both <= *of {
                return None;
            }
            if inside && parts.is_empty() || !inside && (!near || parts.len() < 2 && place.claim.noun.is_none()) {
                break;
            }
            sum = both;
            parts.push(place);
            whole = Some((place, of.clone()));
            break;
        }
        if (place.claim.role == Role::Whole) && inside {
            whole = Some((place, value.clone()));
            break;
        }
        if matches!(place.claim.role, Role::Remainder { .. }) || place.figure.hedge.is_some() || place.figure.range {
            if inside {
                return None;
            }
            continue;
        }
        // The first that is as much as all behind it together is the whole, or none is.
        let nearly = (value - &sum).abs() * Number::from(NEARLY) <= *value;
        if parts.len() >= 2 && nearly && parts.iter().all(|p| p.figure.value.as_ref() < Some(value)) {
            whole = Some((place, value.clone()));
            break;
        }
        if !inside || *value > &sum * &Number::from(3) {
            if inside {
                break;
            }
            continue;
        }
        sum = &sum + value;
        parts.push(place);
    }
    let (told, total) = whole?;
    let counted = unit.is_none();
    // Few things that are counted are left out by one or two.
    let off = (&total - &sum).abs();
    let close = &off * &Number::from(NEARLY) <= total || counted && off <= Number::ONE && total >= Number::from(6);
    if !close || parts.len() < 2 || weak && sum <= total || sum == total {
        return None;
    }
    let by_noun = |p: &Place<'_>| rest.claim.noun.is_none() || rest.claim.may_be_left_of(p.claim);
    if counted && !by_noun(told) && !parts.iter().any(|p| by_noun(p)) {
        return None;
    }
    let step = parts.iter().copied().chain([rest, told]).filter_map(|p| p.figure.step.clone()).max()?;
    let open = if counted && step <= Number::ONE {
        Number::ZERO
    } else {
        (&step * &Number::from(2 + i64::try_from(parts.len()).ok()?)) / 2
    };
    if off <= open {
        return None;
    }
    // Anything else that fits settles it.
    let values: Vec<Number> = parts.iter().filter_map(|p| p.figure.value.clone()).chain([left.clone()]).collect();
    let wholes = all.iter().filter(|p| alike(p)).filter_map(|p| p.figure.of.clone().or(p.figure.value.clone()));
    let fits = |n: &Number| subsets(&values).iter().any(|sum| (sum - n).abs() <= open);
    let mut wholes: Vec<Number> = wholes.collect();
    wholes.push(total.clone());
    if values.len() > MOST_PARTS || wholes.iter().filter(|n| !values.contains(n)).any(fits) {
        return None;
    }
    let some = values.iter().take(parts.len()).fold(Number::ZERO, |sum, n| sum + n);
    let expected = &total - &some;
    if expected <= Number::ZERO {
        return None;
    }
    parts.reverse();
    let numbers = parts.iter().filter_map(|p| p.figure.value.as_ref());
    let text = [&total].into_iter().chain(numbers).map(|n| number(rest.passage, n)).collect::<Vec<_>>().join(" − ");
    let message = Message::new("part-of-whole-count")
        .with("sum", text)
        .with("rest", number(rest.passage, &expected))
        .with("written", quote(rest.passage, rest.figure));
    let fixes = fix(rest.passage, rest.figure, &[(0, &expected)]).into_iter().collect();
    let mut found = finding(rest, told, message, fixes);
    let others = parts.into_iter().filter(|p| !std::ptr::eq(p.figure, told.figure));
    found.related = [told].into_iter().chain(others).map(related).collect();
    Some(found)
}

/// What any of a few numbers make together.
fn subsets(values: &[Number]) -> Vec<Number> {
    let mut sums: Vec<Number> = Vec::new();
    for value in values.iter().take(MOST_PARTS) {
        let more: Vec<Number> = sums.iter().map(|sum| sum + value).collect();
        sums.extend(more);
        sums.push(value.clone());
    }
    sums
}
