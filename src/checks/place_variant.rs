use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::place::{Named, cased, fixes, glossed, house, named};
use super::{Check, Code, Finding, Related, Severity};
use crate::article::Article;
use crate::desk::Desk;
use crate::messages::Message;
use crate::place::{ascii, fold, spelling, styled};

/// One place spelled in two ways in an article.
pub struct PlaceVariant;

impl Check for PlaceVariant {
    fn code(&self) -> Code {
        Code::PlaceVariant
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_variant.md")
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let all = named(article, true);
        let mut groups: HashMap<String, Vec<&Named<'_>>, FixedState> = HashMap::default();
        for name in &all {
            // Words of another language ("Made in China") are no second spelling.
            let settled = !name.written.name.is_short()
                && !name.written.name.is_former()
                && styled(&name.place, &name.written, name.text, name.language);
            if settled && name.in_use(house(desk, name.language)) && !glossed(name) {
                let key = format!("{} {} {}", name.place.country, fold(name.place.native()), name.language);
                groups.entry(key).or_default().push(name);
            }
        }
        for group in groups.values() {
            compare(group, desk, out);
        }
    }
}

fn compare(group: &[&Named<'_>], desk: &Desk, out: &mut Vec<Finding>) {
    let spellings: Vec<String> = group.iter().map(|n| spelling(&plain_capitals(n.text))).collect();
    if spellings.iter().all(|s| Some(s) == spellings.first()) {
        return;
    }
    // The form of the house is right, else the first.
    let prefer = &desk.settings.prefer;
    let is_wanted = |n: &&&Named<'_>| prefer.values().any(|v| spelling(v) == spelling(n.text));
    let Some(right) = group.iter().find(is_wanted).or_else(|| group.first()) else { return };
    let kept = spelling(&plain_capitals(right.text));
    // "HANOÏ" in a dateline is Hanoï, and "HANOI" too.
    let shouted = |name: &Named<'_>| {
        let (a, b) = (name.text.to_uppercase(), right.text.to_uppercase());
        (cased(right.text, name.text) == b || cased(name.text, right.text) == a)
            && spelling(&plain_capitals(&a)) == spelling(&plain_capitals(&b))
    };
    let mut told: Vec<&String> = Vec::new();
    for (name, form) in group.iter().zip(&spellings) {
        if *form == kept || shouted(name) || told.contains(&form) || !alike(right.text, name.text) {
            continue;
        }
        told.push(form);
        let same: Vec<_> =
            group.iter().zip(&spellings).filter(|(_, f)| *f == form).map(|(n, _)| (n.span, n.text)).collect();
        out.push(Finding {
            code: Code::PlaceVariant,
            severity: Severity::Warning,
            span: name.span,
            message: Message::new("place-variant").with("written", name.text).with("other", right.text),
            related: vec![Related::here(right.span, Message::new("related-says").with("text", right.text))],
            fixes: fixes((name.span, name.text), &same, right.text),
        });
    }
}

/// Accents that many leave out on a capital: "Etats-Unis".
fn plain_capitals(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_uppercase() && c != 'Đ' { ascii(c.encode_utf8(&mut [0; 4])) } else { c.to_string() })
        .collect()
}

/// Two spellings of one name: Kharkov and Kharkiv, not Burma and Myanmar, nor New York and New York City.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    if a.replace(' ', "") == b.replace(' ', "") {
        return true;
    }
    if [(&a, &b), (&b, &a)].iter().any(|(a, b)| a.starts_with(b.as_str()) || a.ends_with(b.as_str())) {
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
