use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::place::{Named, fixes, house, named, preferred};
use super::{Check, Code, Finding, Severity};
use crate::article::Article;
use crate::desk::Desk;
use crate::messages::Message;
use crate::place::{Form, Gazetteer, fold, spelling, wanted};

/// A misspelled place name, or one whose accents belong to no form in use.
pub struct PlaceSpelling;

impl Check for PlaceSpelling {
    fn code(&self) -> Code {
        Code::PlaceSpelling
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_spelling.md")
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let all = named(article, true);
        for name in &all {
            if !name.in_use(house(desk, name.language)) {
                out.push(accents(name, &all, desk));
            }
        }
        strangers(article, desk, &all, out);
    }
}

/// "Quãng Ninh": the form that the article has elsewhere, else the house's.
fn accents(name: &Named<'_>, all: &[Named<'_>], desk: &Desk) -> Finding {
    let key = fold(name.text);
    let form = house(desk, name.language);
    let elsewhere = all.iter().find(|n| n.id == name.id && fold(n.text) == key && n.in_use(form));
    let right = match elsewhere {
        Some(other) => other.text.to_owned(),
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
    let same: Vec<_> =
        all.iter().filter(|n| spelling(n.text) == spelling(name.text)).map(|n| (n.span, n.text)).collect();
    Finding {
        code: Code::PlaceSpelling,
        severity: Severity::Warning,
        span: name.span,
        message: Message::new("place-spelling-accents").with("written", name.text).with("right", &*right),
        related: Vec::new(),
        fixes: fixes((name.span, name.text), &same, &right),
    }
}

/// Words that stand as places and are nearly one.
fn strangers(article: &Article, desk: &Desk, all: &[Named<'_>], out: &mut Vec<Finding>) {
    let table = Gazetteer::get();
    let countries: HashSet<&str, FixedState> = all.iter().map(|n| n.place.country).collect();
    for passage in &article.blocks {
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
            let right = all.iter().find(|n| n.id == stranger.place).map_or(right, |n| n.text.to_owned());
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
