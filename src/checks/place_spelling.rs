use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::memory::Again;
use super::place::{Named, fixes, house, named, preferred};
use super::place_again::check_again;
use super::{Check, Code, Finding, Severity};
use crate::article::{Article, Contents};
use crate::desk::Desk;
use crate::messages::Message;
use crate::place::{Form, PlaceId, fold, spelling, wanted};
use crate::text::Span;

/// A misspelled place name, or one whose accents belong to no form in use.
pub struct PlaceSpelling;

impl Check for PlaceSpelling {
    fn code(&self) -> Code {
        Code::PlaceSpelling
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_spelling.md")
    }

    fn check_again(&self, article: &Article, desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        check_again(article, again, out, |out| self.check(article, desk, out));
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let all = named(article, true);
        let (wrong, fine): (Vec<&Named<'_>>, Vec<_>) =
            all.iter().partition(|name| !name.in_use(house(desk, name.language)));
        if !wrong.is_empty() {
            let mut known = Known::default();
            for name in fine {
                known.forms.entry((name.id, fold(name.text))).or_insert(name.text);
            }
            for name in &all {
                known.same.entry(spelling(name.text)).or_default().push((name.span, name.text));
            }
            out.extend(wrong.into_iter().map(|name| accents(name, &known, desk)));
        }
        strangers(article, desk, &all, out);
    }
}

/// What an article's names are, looked up once for all that are misspelled.
#[derive(Default)]
struct Known<'a> {
    /// The first form in use, by place and letters.
    forms: HashMap<(PlaceId, String), &'a str, FixedState>,
    /// The mentions by spelling.
    same: HashMap<String, Vec<(Span, &'a str)>, FixedState>,
}

/// "Quãng Ninh": the form that the article has elsewhere, else the house's.
fn accents(name: &Named<'_>, known: &Known<'_>, desk: &Desk) -> Finding {
    let key = fold(name.text);
    let elsewhere = known.forms.get(&(name.id, key.clone()));
    let right = match elsewhere {
        Some(other) => (*other).to_owned(),
        None => {
            let wanted = preferred(name, desk);
            // Châlons for Chàlons: the accent is mended, the choice of name is another check's.
            // "Téhran" was to be Téhéran.
            let written = &name.written.name;
            let foreign =
                !written.is_of(name.language) && !written.is_former() && name.place.exonym(name.language).is_some();
            if fold(&wanted) == key || foreign { wanted } else { name.written.name.text.to_owned() }
        }
    };
    let same = known.same.get(&spelling(name.text)).map(Vec::as_slice).unwrap_or_default();
    Finding {
        code: Code::PlaceSpelling,
        severity: Severity::Warning,
        span: name.span,
        message: Message::new("place-spelling-accents").with("written", name.text).with("right", &*right),
        related: Vec::new(),
        fixes: fixes((name.span, name.text), same, &right),
    }
}

/// Words that stand as places and are nearly one.
fn strangers(article: &Article, desk: &Desk, all: &[Named<'_>], out: &mut Vec<Finding>) {
    let table = &article.gazetteer;
    if article.blocks.with(Contents::STRANGERS).next().is_none() {
        return;
    }
    let countries: HashSet<&str, FixedState> = all.iter().map(|n| n.place.country).collect();
    let mut first: HashMap<PlaceId, &str, FixedState> = HashMap::default();
    for name in all.iter().filter(|name| name.in_use(house(desk, name.language))) {
        first.entry(name.id).or_insert(name.text);
    }
    for (_, passage) in article.blocks.with(Contents::STRANGERS) {
        let Some(language) = passage.language.map(crate::language::Language::code) else { continue };
        for stranger in &passage.reading.strangers {
            let text = stranger.span.of(passage.prose());
            let Some(place) = table.place(stranger.place) else { continue };
            if stranger.waits && !countries.contains(place.country) {
                continue;
            }
            if desk.settings.prefer.values().any(|v| fold(v) == fold(text)) {
                continue;
            }
            let form = house(desk, language).unwrap_or(Form::Exonym);
            let wanted = wanted(&place, language, form);
            let right = if fold(&wanted) == fold(&stranger.name) { wanted } else { stranger.name.clone() };
            let right = first.get(&stranger.place).map_or(right, |text| (*text).to_owned());
            let span = passage.source(stranger.span);
            out.push(Finding {
                code: Code::PlaceSpelling,
                severity: Severity::Warning,
                span,
                message: Message::new("place-spelling").with("written", text).with("right", &*right),
                related: Vec::new(),
                fixes: fixes((span, text), &[], &right),
            });
        }
    }
}
