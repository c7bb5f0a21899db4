//! What the checks of place names share: mentions with their place and form, and fixes.

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::finding::{Fix, Replacement};
use crate::article::{Article, Passage};
use crate::desk::Desk;
use crate::language::Language;
use crate::messages::Message;
use crate::place::{
    Form, Mention, Place, PlaceId, Sited, Written, ascii, has_half_accents, keyboard, spelling, wanted, written_of,
};
use crate::settings::PlaceForm;
use crate::text::Span;

/// A mention that a check may speak of: the article's own words, not a quotation.
pub struct Named<'a> {
    pub passage: &'a Passage,
    pub mention: &'a Mention,
    /// In the source.
    pub span: Span,
    form: Rc<Spelled<'a>>,
}

/// What is written, of which place and in which language: the same for all mentions that are alike in these. Its fields
/// are found as if they stood in [`Named`].
pub struct Spelled<'a> {
    pub id: PlaceId,
    pub place: Place<'a>,
    pub written: Written<'a>,
    pub text: &'a str,
    pub language: &'static str,
    /// See [`has_half_accents`].
    pub half_accents: bool,
    number: usize,
}

impl<'a> Deref for Named<'a> {
    type Target = Spelled<'a>;
    fn deref(&self) -> &Spelled<'a> {
        &self.form
    }
}

/// Answers about what is written, worked out once for all mentions of one form.
pub struct ByForm<V>(Vec<Option<V>>);

impl<V> Default for ByForm<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Clone> ByForm<V> {
    /// The answer about a name's form; `work` must ask for nothing else of the name.
    pub fn of(&mut self, name: &Named<'_>, work: impl FnOnce() -> V) -> V {
        if self.0.len() <= name.number {
            self.0.resize(name.number + 1, None);
        }
        match self.0.get_mut(name.number) {
            Some(known) => known.get_or_insert_with(work).clone(),
            None => work(),
        }
    }
}

/// How sure a mention must be before its form is criticised, in hundredths.
const SURE: u8 = 70;

/// The mentions of an article in order, each with its place; `quoted` takes those in quotation marks too.
pub fn named<'a>(article: &'a Article, quoted: bool) -> Vec<Named<'a>> {
    let table = &article.gazetteer;
    let room = article.places().len().min(64);
    let mut known: HashMap<(PlaceId, &str, Language), Option<Rc<Spelled<'a>>>, FixedState> =
        HashMap::with_capacity_and_hasher(room, FixedState::default());
    let mut number = 0;
    let look = |sited: &Sited| -> Option<Named<'a>> {
        let passage = article.blocks.get(sited.block)?;
        let mention = passage.reading.places.get(sited.mention)?;
        let language = passage.language?;
        if mention.quoted && !quoted {
            return None;
        }
        let text = mention.span.of(passage.prose());
        let id = sited.place;
        let form = known.entry((id, text, language)).or_insert_with(|| {
            let place = table.place(id)?;
            let written = written_of(id, &place, text, language.code())?;
            number += 1;
            Some(Rc::new(Spelled {
                id,
                place,
                written,
                text,
                language: language.code(),
                half_accents: has_half_accents(language),
                number: number - 1,
            }))
        });
        let form = form.clone()?;
        Some(Named { passage, mention, span: passage.source(mention.span), form })
    };
    article.places().iter().filter(|s| s.confidence >= SURE).filter_map(look).collect()
}

impl Named<'_> {
    /// Whether the form is in use in articles of this language and house at all.
    pub fn in_use(&self, house: Option<Form>) -> bool {
        let keyboard = || house.map_or(self.half_accents, |house| house == Form::Keyboard);
        self.written.exact || self.written.ascii || self.written.keyboard && keyboard()
    }
}

/// The form that the desk set for a language's place names.
pub fn house(desk: &Desk, language: &str) -> Option<Form> {
    desk.settings.places.get(language).map(|form| match form {
        PlaceForm::Exonym => Form::Exonym,
        PlaceForm::Ascii => Form::Ascii,
        PlaceForm::Native => Form::Native,
        PlaceForm::Keyboard => Form::Keyboard,
    })
}

/// The form that this desk wants in the place of what is written.
pub fn preferred(named: &Named<'_>, desk: &Desk) -> String {
    house_form(&named.place, named.language, desk)
}

/// The form of a place's name that this desk wants in a language.
pub fn house_form(place: &Place<'_>, language: &str, desk: &Desk) -> String {
    let form = house(desk, language);
    let own = wanted(place, language, form.unwrap_or(Form::Exonym));
    // A house of another language's keyboard has names of its own all the same: Hanoï.
    let form = match form {
        Some(Form::Keyboard | Form::Ascii) => place.exonym(language).filter(|e| is_exonym(e, place)),
        _ => None,
    };
    let chosen = form.map_or(own, str::to_owned);
    desk.settings.prefer.get(&chosen).cloned().unwrap_or(chosen)
}

/// Whether a language's name is one of its own, not the native one with accents or without: Hô Chi Minh-Ville.
fn is_exonym(name: &str, place: &Place<'_>) -> bool {
    let native = place.native();
    [native.to_owned(), ascii(native), keyboard(native)].iter().all(|form| spelling(form) != spelling(name))
}

/// "Haïphong (Hải Phòng)": the other form is there to be told.
pub fn glossed(name: &Named<'_>) -> bool {
    is_gloss(name.passage.prose(), name.mention.span)
}

/// Whether a bracket opens right before a span of `prose`.
pub fn is_gloss(prose: &str, span: Span) -> bool {
    prose.get(..span.start).unwrap_or_default().trim_end().ends_with(['(', '['])
}

/// `text` in the case of what it stands for.
pub fn cased(text: &str, like: &str) -> String {
    let letters = like.chars().filter(|c| c.is_alphabetic());
    let shouted = letters.clone().count() > 3 && letters.clone().all(char::is_uppercase);
    if shouted { text.to_uppercase() } else { text.to_owned() }
}

/// Of more mentions than this the first ones alone have the fix of them all, or a name that stands in an article a
/// thousand times would have a million edits.
const MOST_TOGETHER: usize = 100;

/// The fix of one mention, and where there are more like it, one of them all.
pub fn fixes(one: (Span, &str), all: &[(Span, &str)], to: &str) -> Vec<Fix> {
    let edit = |(span, text): &(Span, &str)| Replacement { span: *span, text: cased(to, text), elsewhere: None };
    let title = |id| Message::new(id).with("from", one.1).with("to", cased(to, one.1));
    let mut out = vec![Fix { title: title("fix-change"), safe: true, edits: vec![edit(&one)] }];
    if all.len() > 1 && all.iter().take(MOST_TOGETHER).any(|(span, _)| *span == one.0 || all.len() <= MOST_TOGETHER) {
        let title = Message::new("fix-change-all").with("from", one.1).with("to", cased(to, one.1));
        out.push(Fix { title, safe: true, edits: all.iter().map(edit).collect() });
    }
    out
}
