use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::memory::Again;
use super::place::{ByForm, Named, cased, fixes, glossed, house, named, preferred};
use super::place_again::check_again;
use super::place_variant::{alike, unaccented};
use super::{Check, Code, Finding, Severity};
use crate::article::Article;
use crate::desk::Desk;
use crate::language::{Language, Page, Sense};
use crate::messages::Message;
use crate::place::{Form, PlaceId, ascii, bare_abroad, fold, keyboard, spelling, styled_of, wanted};
use crate::text::Span;

/// Where each form stands in an article.
type ByText<'a> = HashMap<&'a str, Vec<(Span, &'a str)>, FixedState>;

/// A form of a place name that is not the language's or the house's.
pub struct PlaceStyle;

impl Check for PlaceStyle {
    fn code(&self) -> Code {
        Code::PlaceStyle
    }

    fn explanation(&self) -> &'static str {
        include_str!("place_style.md")
    }

    fn check_again(&self, article: &Article, desk: &Desk, again: &mut Again<'_>, out: &mut Vec<Finding>) {
        check_again(article, again, out, |out| self.check(article, desk, out));
    }

    fn check(&self, article: &Article, desk: &Desk, out: &mut Vec<Finding>) {
        let all = named(article, false);
        // Most articles never ask.
        let by_text: LazyCell<ByText<'_>, _> = LazyCell::new(|| {
            let mut by_text = ByText::default();
            for name in &all {
                by_text.entry(name.text).or_default().push((name.span, name.text));
            }
            by_text
        });
        let spelled: LazyCell<HashSet<(PlaceId, String), FixedState>, _> =
            LazyCell::new(|| all.iter().map(|n| (n.id, spelling(n.text))).collect());
        let mixed = mixed(&all, desk);
        // What is hardly a place, and what is one, may have other answers.
        let mut others: [ByForm<Option<String>>; 2] = Default::default();
        let [unsure, sure] = &mut others;
        for name in &all {
            if glossed(name) {
                continue;
            }
            let known = if name.mention.confidence >= SURE_OF_FORM { &mut *sure } else { &mut *unsure };
            let other = known.of(name, || house_list(name, desk).or_else(|| other_form(name, desk)));
            let right = other.or_else(|| {
                let stray = mixed.filter(|stray| {
                    name.half_accents && house(desk, name.language).is_none() && accented(name) == Some(*stray)
                })?;
                Some(if stray { ascii(name.place.native()) } else { keyboard(name.place.native()) })
            });
            let right = right.filter(|r| spelling(r) != spelling(name.text) && !behind_article(name, r));
            let Some(right) = right else { continue };
            // Where the article has the right form as well, it is told as a second spelling.
            if (unaccented(name) || accented(name).is_some()) && spelled.contains(&(name.id, spelling(&right))) {
                continue;
            }
            let same = by_text.get(name.text).map(Vec::as_slice).unwrap_or_default();
            out.push(Finding {
                code: Code::PlaceStyle,
                severity: Severity::Information,
                span: name.span,
                message: Message::new("place-style").with("written", name.text).with("right", cased(&right, name.text)),
                related: Vec::new(),
                fixes: fixes((name.span, name.text), same, &right),
            });
        }
    }
}

/// How sure a mention must be before a spelling that serves to recognise is criticised, in hundredths.
const SURE_OF_FORM: u8 = 80;

/// Whether the form written is the right one with an article before it, as at the head of a sentence: "The Netherlands".
fn behind_article(name: &Named<'_>, right: &str) -> bool {
    let Some(language) = Language::of_code(name.language) else { return false };
    let page = Page::new(name.text, language.pack());
    let article = |s: Sense| matches!(s, Sense::Definite | Sense::Determiner | Sense::Article).then_some(());
    let rest = page.find(0, article).map(|(_, len)| page.span(len, page.len()).of(name.text));
    rest.is_some_and(|rest| spelling(rest) == spelling(right))
}

/// What `[places.prefer]` says of the form written.
fn house_list(name: &Named<'_>, desk: &Desk) -> Option<String> {
    let prefer = &desk.settings.prefer;
    prefer.iter().find(|(from, _)| spelling(from) == spelling(name.text)).map(|(_, to)| to.clone())
}

/// The form in the place of one that the language or the house does not write.
fn other_form(name: &Named<'_>, desk: &Desk) -> Option<String> {
    let w = &name.written;
    let form = house(desk, name.language);
    if let Some(still) = lives_on(name) {
        return Some(still);
    }
    // A spelling that serves to recognise, a letter or so from the language's own: "Stokholm".
    if w.name.is_alternate()
        && !w.name.is_former()
        && name.text.chars().count() >= 6
        && name.mention.confidence >= SURE_OF_FORM
    {
        let right = preferred(name, desk);
        return (fold(&right) != fold(name.text) && alike(&right, name.text)).then_some(right);
    }
    if w.name.is_former() || w.name.is_short() || w.name.is_alternate() || !name.in_use(form) {
        return None;
    }
    if desk.settings.prefer.values().any(|v| spelling(v) == spelling(name.text)) {
        return None;
    }
    let right = || preferred(name, desk);
    let fits = match form {
        Some(Form::Native | Form::Exonym) => {
            spelling(&right()) == spelling(name.text)
                || bare_abroad(&name.place).is_none() && styled_of(name.id, &name.place, w, name.text, name.language)
        }
        Some(form) if bare_abroad(&name.place).is_some() => {
            let own = spelling(name.text);
            own == spelling(&right()) || own == spelling(&wanted(&name.place, name.language, form))
        }
        _ => styled_of(name.id, &name.place, w, name.text, name.language),
    };
    (!fits).then(right)
}

/// The former name as its own language writes it, where that is in use still: "Saigon" in Vietnamese.
fn lives_on(name: &Named<'_>) -> Option<String> {
    let home = bare_abroad(&name.place) == Some(name.language) && name.written.name.is_former();
    let key = |text: &str| fold(text).replace(' ', "");
    let still = |n: &&crate::place::Name<'_>| n.is_former() && n.is_open() && key(n.text) == key(name.text);
    let own = name.place.names.iter().find(still).filter(|_| home)?;
    (spelling(own.text) != spelling(name.text)).then(|| own.text.to_owned())
}

/// Whether a Vietnamese name is written as a keyboard has it, where that is not the plain form.
fn accented(name: &Named<'_>) -> Option<bool> {
    let native = name.place.native();
    if bare_abroad(&name.place).is_none() || spelling(&keyboard(native)) == spelling(&ascii(native)) {
        return None;
    }
    // Hanoï has a name of its own in French.
    if name.place.exonym(name.language).is_some_and(|e| spelling(e) != spelling(native)) {
        return None;
    }
    let own = spelling(name.text);
    (own == spelling(&keyboard(native))).then_some(true).or_else(|| (own == spelling(&ascii(native))).then_some(false))
}

/// Some houses write Vietnamese names without accents, some with those of their keyboard, none does both in one article:
/// which of the two is the stray one.
fn mixed(all: &[Named<'_>], desk: &Desk) -> Option<bool> {
    let free = |n: &&Named<'_>| n.half_accents && house(desk, n.language).is_none();
    let mut known = ByForm::default();
    let forms: Vec<bool> = all.iter().filter(free).filter_map(|name| known.of(name, || accented(name))).collect();
    let keyed = forms.iter().filter(|f| **f).count();
    let plain = forms.len() - keyed;
    (keyed > 0 && plain > 0).then_some(keyed <= plain)
}
