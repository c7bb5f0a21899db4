use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::memory::Again;
use super::place::{ByForm, Named, cased, fixes, glossed, house, named};
use super::place_again::check_again;
use super::place_renamed::tells_of_before;
use super::{Check, Code, Finding, Related, Severity};
use crate::article::Article;
use crate::desk::Desk;
use crate::messages::Message;
use crate::place::{PlaceId, PlaceKind, bare_abroad, fold, plain_capitals, spelling, styled_of};

/// One place spelled in two ways in an article.
pub struct PlaceVariant;

impl Check for PlaceVariant {
    fn code(&self) -> Code {
        Code::PlaceVariant
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_variant.md")
    }

    fn check_again(&self, article: &Article, desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        check_again(article, again, out, |out| self.check(article, desk, out));
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let all = named(article, true);
        // A former name that the article tells for one is known to be one wherever it stands.
        let told: HashSet<String, FixedState> =
            all.iter().filter(|n| n.written.name.is_former() && !past_by(n)).map(|n| spelling(n.text)).collect();
        // The names of one key, and which key a place has.
        let mut groups: Vec<Vec<&Named<'_>>> = Vec::new();
        let mut keys: HashMap<(&str, String, &str), usize, FixedState> = HashMap::default();
        let mut known: HashMap<(PlaceId, &str), usize, FixedState> = HashMap::default();
        let (mut styled, mut used) = (ByForm::default(), ByForm::default());
        for name in &all {
            // Words of another language ("Made in China") are no second spelling.
            // A name that is gone is a second one beside the new, unless the text says so or it lives on.
            let gone = name.written.name.is_former();
            let settled = !name.written.name.is_short()
                && if gone {
                    past_by(name) && !told.contains(&spelling(name.text))
                } else {
                    styled.of(name, || {
                        styled_of(name.id, &name.place, &name.written, name.text, name.language) || unaccented(name)
                    })
                };
            if settled && used.of(name, || name.in_use(house(desk, name.language))) && !glossed(name) {
                let group = *known.entry((name.id, name.language)).or_insert_with(|| {
                    // Wards of one key are many places.
                    let native = name.place.native();
                    let small = matches!(name.place.kind, PlaceKind::Ward | PlaceKind::District | PlaceKind::Other);
                    let native = if small { spelling(native) } else { fold(native) };
                    *keys.entry((name.place.country, native, name.language)).or_insert_with(|| {
                        groups.push(Vec::new());
                        groups.len() - 1
                    })
                });
                groups[group].push(name);
            }
        }
        for group in &groups {
            compare(group, desk, out);
        }
    }
}

/// Whether a name is the language's own without its accents: "Geneve" is a second spelling beside "Genève".
pub fn unaccented(name: &Named<'_>) -> bool {
    let own = name.place.exonym(name.language);
    bare_abroad(&name.place).is_none() && own.is_some_and(|own| fold(own) == fold(name.text))
}

/// Whether a former name stands for the place of today: no time before is told of.
fn past_by(name: &Named<'_>) -> bool {
    let former = &name.written.name;
    !name.mention.former
        && !former.is_alternate()
        && !former.is_open()
        && !tells_of_before(name.passage, name.mention.span, former.until)
}

fn compare(group: &[&Named<'_>], desk: &Desk, out: &mut Vec<Finding>) {
    // Most are written alike.
    if group.iter().all(|n| group.first().is_some_and(|first| first.text == n.text)) {
        return;
    }
    let spellings: Vec<String> = group.iter().map(|n| spelling(&plain_capitals(n.text))).collect();
    if spellings.iter().all(|s| Some(s) == spellings.first()) {
        return;
    }
    // The form of the house is right, else the first.
    let prefer = &desk.settings.prefer;
    let is_wanted = |n: &&&Named<'_>| prefer.values().any(|v| spelling(v) == spelling(n.text));
    let current = |n: &&&Named<'_>| !n.written.name.is_former();
    // A dateline in capitals tells little of accents.
    let plain = |n: &&&Named<'_>| current(n) && n.text.chars().any(char::is_lowercase);
    let right = group.iter().find(is_wanted).or_else(|| group.iter().find(plain));
    let right = right.or_else(|| group.iter().find(current));
    let Some(right) = right else { return };
    let kept = spelling(&plain_capitals(right.text));
    // "HANOÏ" in a dateline is Hanoï, and "HANOI" too.
    let shouted = |name: &Named<'_>| {
        let (a, b) = (name.text.to_uppercase(), right.text.to_uppercase());
        (cased(right.text, name.text) == b || cased(name.text, right.text) == a)
            && spelling(&plain_capitals(&a)) == spelling(&plain_capitals(&b))
    };
    let mut told: Vec<&String> = Vec::new();
    for (name, form) in group.iter().zip(&spellings) {
        let spelled = alike(right.text, name.text) || name.written.name.is_former() && !holds(right.text, name.text);
        // Two names of one place, both in use: a matter of the house.
        let beside = name.written.name.is_beside() || right.written.name.is_beside();
        let one = spelled || !beside && !holds(right.text, name.text) && !name.mention.quoted && !right.mention.quoted;
        if *form == kept || shouted(name) || told.contains(&form) || !one {
            continue;
        }
        told.push(form);
        let same: Vec<_> =
            group.iter().zip(&spellings).filter(|(_, f)| *f == form).map(|(n, _)| (n.span, n.text)).collect();
        out.push(Finding {
            code: Code::PlaceVariant,
            severity: if spelled { Severity::Warning } else { Severity::Information },
            span: name.span,
            message: Message::new("place-variant").with("written", name.text).with("other", right.text),
            related: vec![Related::here(right.span, Message::new("related-says").with("text", right.text))],
            fixes: fixes((name.span, name.text), &same, right.text),
        });
    }
}

/// One is the other and more: New York City, North Macedonia.
fn holds(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let within = |a: &str, b: &str| {
        a.strip_prefix(b).is_some_and(|rest| rest.starts_with(' '))
            || a.strip_suffix(b).is_some_and(|rest| rest.ends_with(' '))
    };
    a == b || within(&a, &b) || within(&b, &a)
}

/// Two spellings of one name: Kharkov and Kharkiv, not Burma and Myanmar, nor New York and New York City.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    if a.replace(' ', "") == b.replace(' ', "") {
        return true;
    }
    if holds(&a, &b) {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.iter().enumerate() {
        let mut last = i;
        row[0] = i + 1;
        for (j, d) in b.iter().enumerate() {
            let next = (row[j + 1] + 1).min(row[j] + 1).min(last + usize::from(c != d));
            last = row[j + 1];
            row[j + 1] = next;
        }
    }
    row.last().is_some_and(|slips| slips * 5 <= a.len().max(b.len()) * 2)
}
