//! Digits that name and do not count: models, plans, decrees, telephones, versions. They are read so as to be left alone.

use super::numeral::{numeral, power_of_ten};
use super::unit_sense::heat;
use crate::language::{Gap, Page, Sense, Shape};

/// Reads the name with digits in it that begins at token `at`: gives the token behind it.
pub fn name(page: &Page<'_>, at: usize) -> Option<usize> {
    if glued_before(page, at) {
        return None;
    }
    holiday(page, at).or_else(|| telephone(page, at)).or_else(|| chunk(page, at)).or_else(|| announced(page, at))
}

/// Whether something that words or digits are made of stands right before.
fn glued_before(page: &Page<'_>, at: usize) -> bool {
    page.gap(at) == Gap::None
        && at.checked_sub(1).is_some_and(|b| match page.shape(b) {
            Some(Shape::Mark(mark)) => matches!(mark, '-' | '/' | '.' | '_' | '+' | ':' | '‑'),
            Some(_) => true,
            None => false,
        })
}

/// Tokens in a name at most.
const LONGEST: usize = 32;

/// The token behind the run of letters, digits and joining marks that begins at `at`.
fn run(page: &Page<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while page.gap(end) == Gap::None && end - at < LONGEST {
        match page.shape(end) {
            Some(Shape::Word | Shape::Digits) => end += 1,
            Some(Shape::Mark('-' | '/' | '.' | '_' | '+' | ':' | '‑'))
                if page.gap(end + 1) == Gap::None
                    && matches!(page.shape(end + 1), Some(Shape::Word | Shape::Digits)) =>
            {
                end += 2;
            }
            _ => break,
        }
    }
    end
}

/// "302/KH-UBND", "A320", "COVID-19", "5G", "CT.01-4", "1.2.3".
fn chunk(page: &Page<'_>, at: usize) -> Option<usize> {
    let end = run(page, at);
    if end == at + 1 {
        return None;
    }
    let digits = (at..end).any(|i| page.shape(i) == Some(Shape::Digits));
    // "2020/SEP/23" is a date.
    let month = |i: usize| i > at && page.find(i, |s| matches!(s, Sense::Month(_)).then_some(())).is_some();
    if !digits || page.shape(at) == Some(Shape::Digits) && (at..end).any(month) {
        return None;
    }
    match page.shape(at)? {
        Shape::Word => word_first(page, at, end),
        Shape::Digits => digits_first(page, at, end),
        Shape::Mark(_) => None,
    }
}

fn capital(page: &Page<'_>, at: usize) -> bool {
    page.shape(at) == Some(Shape::Word) && page.word(at).chars().any(char::is_uppercase)
}

fn word_first(page: &Page<'_>, at: usize, end: usize) -> Option<usize> {
    // "VND1.4", "Q1", "May-17": the pack knows what these are.
    let known = page.hits(at).any(|h| {
        matches!(
            h.sense,
            Sense::Money { prefix: true, .. }
                | Sense::Quarter(_)
                | Sense::Month(_)
                | Sense::MonthMaybe(_)
                | Sense::Weekday(_)
                | Sense::Add { .. }
                | Sense::Times { .. }
                | Sense::Ordinal { .. }
        )
    });
    if known {
        return None;
    }
    let glued = page.shape(at + 1) == Some(Shape::Digits);
    // "mid-2024" and "sub-20" are figures with a prefix, "COVID-19" and "mp3" are names. A full stop without a space
    // behind it ends a sentence: "…en 2022.Elle", "the plan.25 of them".
    let dotted = page.is(at + 1, '.');
    let joined = page.shape(at + 2) == Some(Shape::Digits) && !dotted;
    let dotted_name = dotted && page.shape(at + 2) == Some(Shape::Digits) && all_capitals(page, at);
    (glued || joined && capital(page, at) || dotted_name || capital_code(page, at, end)).then_some(end)
}

fn all_capitals(page: &Page<'_>, at: usize) -> bool {
    page.word(at).chars().all(char::is_uppercase)
}

/// "KH-UBND/302": capitals joined to digits further on.
fn capital_code(page: &Page<'_>, at: usize, end: usize) -> bool {
    all_capitals(page, at) && (at..end).any(|i| page.is(i, '/'))
}

fn digits_first(page: &Page<'_>, at: usize, end: usize) -> Option<usize> {
    let slash = (at..end).any(|i| page.is(i, '/'));
    let code = (at..end).any(|i| page.shape(i) == Some(Shape::Word) && page.word(i).chars().all(char::is_uppercase));
    if slash && code && page.is(at + 1, '/') && page.find(at + 2, unit).is_none() {
        return Some(end);
    }
    if page.shape(at + 1) == Some(Shape::Word) {
        // "5G", "4K": letters that the pack cannot read behind digits. "10e", "3.2km", "62mph", "3bn", "1990s" it can.
        let word = page.word(at + 1);
        if power_of_ten(page, at + 1).is_some() {
            return None;
        }
        let known = page.hits(at + 1).any(|h| {
            matches!(
                h.sense,
                Sense::OrdinalSuffix
                    | Sense::MoneyMinor { cents: 1, .. }
                    | Sense::Unit { .. }
                    | Sense::Money { .. }
                    | Sense::Scale { .. }
                    | Sense::ScaleShort { money_only: false, .. }
                    | Sense::AmPm(_)
                    | Sense::FoldSuffix
                    | Sense::Percent
                    | Sense::PercentagePoint
            ) || h.sense == Sense::Hour && word.chars().all(char::is_lowercase)
        });
        if heat(page, at + 1).is_some() {
            return None;
        }
        // "5G", but "5G€"
        // "80p" is money, "1080p" a screen.
        let screen = |s: Sense| matches!(s, Sense::MoneyMinor { .. }).then_some(());
        let known = known && (page.find(at + 1, screen).is_none() || page.word(at).len() <= 3);
        let money = page.find(at + 2, |s| matches!(s, Sense::Money { .. }).then_some(())).is_some();
        let known = known || money;
        let quarter = page.find(at, |s| matches!(s, Sense::Quarter(1..)).then_some(())).is_some();
        let decade = page.pack.is_decade_suffix(word) && page.word(at).ends_with('0');
        // Copy runs words together: "En 2023la": a long word in small letters is one.
        let run_on = word.chars().count() > 2 && word.chars().all(char::is_lowercase);
        return (!known && !quarter && !decade && !run_on).then_some(end);
    }
    // "1.2.3", "192.168.0.1": three runs and more with dots, none of them a group of thousands or a date.
    let runs: Vec<&str> = (at..end).filter(|i| page.shape(*i) == Some(Shape::Digits)).map(|i| page.word(i)).collect();
    let dots = (at..end).filter(|i| page.is(*i, '.')).count();
    let plain = (at..end).all(|i| page.shape(i) == Some(Shape::Digits) || page.is(i, '.'));
    let grouped = runs.iter().skip(1).all(|r| r.len() == 3);
    let date = runs.len() == 3 && runs[0].len() <= 2 && runs[1].len() <= 2 && matches!(runs[2].len(), 2 | 4);
    // "133-03-03-2020": four runs joined.
    let dashes = (at..end).filter(|i| page.is(*i, '-')).count();
    let coded = dashes >= 3 && dots == 0 && runs.len() == dashes + 1 && runs.iter().any(|r| r.len() == 3);
    (plain && dots >= 2 && !grouped && !date || coded).then_some(end)
}

fn unit(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Unit { .. } | Sense::Money { .. } | Sense::ScaleShort { .. }).then_some(())
}

/// "+84 24 3825 1234", "01 42 76 40 40", "0903 123 456".
fn telephone(page: &Page<'_>, at: usize) -> Option<usize> {
    let plus = page.is(at, '+');
    let mut end = if plus { at + 1 } else { at };
    let first = page.word(end);
    if page.shape(end) != Some(Shape::Digits) || !(plus || first.starts_with('0') && first.len() <= 4) {
        return None;
    }
    // "03.05.2024", "02-02-2020" are dates.
    let joined = |at: usize, mark: char, len: usize| {
        page.glued(at, mark) && page.gap(at + 1) == Gap::None && page.word(at + 1).len() == len
    };
    let date = |mark: char| joined(end + 1, mark, 2) && joined(end + 3, mark, 4);
    if first.len() == 2 && (date('.') || date('-')) {
        return None;
    }
    let mut digits = first.len();
    let mut runs = 1;
    end += 1;
    loop {
        let bracket = page.is(end, '(') || page.is(end, ')');
        let dash = page.glued(end, '-') || page.glued(end, '.');
        let next = if bracket || dash { end + 1 } else { end };
        if page.shape(next) != Some(Shape::Digits) || page.gap(next) == Gap::Line || page.word(next).len() > 4 {
            break;
        }
        digits += page.word(next).len();
        if digits > 15 {
            return None;
        }
        runs += 1;
        end = next + 1;
    }
    (runs >= 3 && digits >= 8).then_some(end)
}

/// "đường 30 Tháng 4", "Cách mạng Tháng Tám": a month with a capital that a name before it goes on with.
fn holiday(page: &Page<'_>, at: usize) -> Option<usize> {
    let month = |at: usize| {
        let len = page.sense(at, Sense::MonthPrefix).filter(|_| capital(page, at))?;
        let named = page.find(at, |s| matches!(s, Sense::Month(_) | Sense::MonthMaybe(_)).then_some(()));
        let digits = page.shape(at + len) == Some(Shape::Digits) && page.gap(at + len) == Gap::Space;
        named.map(|found| at + found.1).or(digits.then_some(at + len + 1))
    };
    if page.shape(at) == Some(Shape::Digits) {
        let end = month(at + 1)?;
        return page.find_before(at, |s| matches!(s, Sense::NameCue).then_some(())).map(|_| end);
    }
    let end = month(at)?;
    let before = at.checked_sub(1)?;
    let name = page.gap(at) == Gap::Space
        && page.shape(before) == Some(Shape::Word)
        && page.find(before, |s| matches!(s, Sense::Function | Sense::DateCue | Sense::DayCue).then_some(())).is_none()
        && page.find_before(at, |s| matches!(s, Sense::Weekday(_)).then_some(())).is_none();
    (name && !page.is(end, '/') && page.sense(end, Sense::YearWord).is_none()).then_some(end)
}

/// "Article 5", "No. 12", "n° 302", "[3]", "Comment (0)": a number that a word before it announces as a name.
fn announced(page: &Page<'_>, at: usize) -> Option<usize> {
    let word = page.word(at);
    if page.shape(at) != Some(Shape::Digits) || word.len() > 5 {
        return None;
    }
    if at > 0 && page.is(at - 1, '[') && page.is(at + 1, ']') {
        return Some(at + 1);
    }
    let bracketed = at > 0 && page.is(at - 1, '(') && page.is(at + 1, ')');
    let cue_end = if bracketed { at - 1 } else { at };
    let cue = |s: Sense| matches!(s, Sense::NameCue).then_some(());
    let (_, cue_at) = page.find_before(cue_end, cue)?;
    // "the figure 1,250.5": digits with separators count.
    let plain = numeral(page, at).is_none_or(|n| n.plain.is_some());
    // "l'article 49.3": a point that is no decimal sign.
    let pointed = page.pack.decimal() != '.'
        && word.len() <= 3
        && numeral(page, at).is_some_and(|n| n.end == at + 3 && page.is(at + 1, '.') && page.word(at + 2).len() <= 2);
    let near = page.gap(cue_end) != Gap::Line && (plain || pointed);
    // "ligne 2, 5 km", "the route 12 km long": a unit or a scale word makes it an amount after all.
    let counted = page.find(if pointed { at + 3 } else { at + 1 }, |s| {
        matches!(s, Sense::Unit { .. } | Sense::Money { .. } | Sense::Percent | Sense::Scale { .. }).then_some(())
    });
    let end = run(page, at);
    // "the number 5" but not "the group of 20 countries"; the cue itself must not be the end of another number, unless
    // that is a name as well: "khoản 2 điều 15".
    let grown = cue_at.checked_sub(1).is_some_and(|b| {
        page.shape(b) == Some(Shape::Digits) && page.find_before(b, cue).is_none() && !capital(page, cue_at)
    });
    // "trong số 28" ends with the word for "number", but counts.
    let counts = |s: Sense| matches!(s, Sense::Determiner | Sense::RatioLink(_)).then_some(());
    let longer = page.find_before(cue_end, counts).is_some_and(|found| found.1 < cue_at);
    // "giai đoạn 2021-2025" are years, "giai đoạn 2" is a name.
    let year = word.len() == 4
        && word.parse::<u32>().is_ok_and(|y| (1900..=2100).contains(&y))
        && page.find_before(cue_end, |s| matches!(s, Sense::DateCue).then_some(())).is_some();
    if longer || year {
        return None;
    }
    (near && counted.is_none() && !grown && !page.glued(end, '%')).then_some(end)
}
