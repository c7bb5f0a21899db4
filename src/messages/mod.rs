//! The catalogue: every sentence that copydesk says to a writer, by name, with named arguments.
//!
//! Sentences are Fluent, one file a language (`en.ftl`, `fr.ftl`, `vi.ftl`); another language is another file. English is
//! complete and stands in where another language lacks a sentence.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

const CATALOGUES: [(&str, &str); 3] =
    [("en", include_str!("en.ftl")), ("fr", include_str!("fr.ftl")), ("vi", include_str!("vi.ftl"))];

/// A sentence of the catalogue with its arguments, not yet in any language. Cheap to clone: an article's findings are
/// handed on with every edit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    pub id: &'static str,
    pub args: Arc<Vec<(&'static str, String)>>,
}

impl Message {
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Arc::default() }
    }

    /// Adds a named argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.args).push((name, value.into()));
        self
    }

    /// The sentence in `language` (a code such as "fr"), in English where that lacks it.
    pub fn text(&self, language: &str) -> String {
        let own = CATALOGUES.iter().position(|(code, _)| *code == language).filter(|at| *at > 0);
        for bundle in own.into_iter().chain([0]).filter_map(bundle) {
            let Some(pattern) = bundle.get_message(self.id).and_then(|m| m.value()) else { continue };
            let mut args = FluentArgs::new();
            for (name, value) in self.args.iter() {
                args.set(*name, value.as_str());
            }
            let mut errors = Vec::new();
            return bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        }
        self.id.to_owned()
    }
}

/// Languages that messages can be in.
pub fn languages() -> impl Iterator<Item = &'static str> {
    CATALOGUES.iter().map(|(code, _)| *code)
}

/// A sentence without arguments.
pub fn say(id: &'static str, language: &str) -> Cow<'static, str> {
    Message::new(id).text(language).into()
}

/// A catalogue, read when it is first needed.
fn bundle(at: usize) -> Option<&'static FluentBundle<FluentResource>> {
    static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; CATALOGUES.len()] =
        [const { OnceLock::new() }; CATALOGUES.len()];
    let (code, source) = CATALOGUES.get(at)?;
    let read = || {
        let id: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        // A catalogue with a faulty sentence keeps its other ones; a test holds that there is none.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
        bundle
    };
    Some(BUNDLES.get(at)?.get_or_init(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalogues_are_well_formed_and_say_the_same_things() {
        let mut ids: Vec<Vec<String>> = Vec::new();
        for (code, source) in CATALOGUES {
            let resource = FluentResource::try_new(source.to_owned());
            assert!(resource.is_ok(), "{code}: {:?}", resource.err().map(|e| e.1));
            let mut names: Vec<String> = source
                .lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|l| Some(l.split_once('=')?.0.trim().to_owned()))
                .collect();
            names.sort();
            let count = names.len();
            names.dedup();
            assert_eq!(count, names.len(), "{code}: a sentence stands twice");
            ids.push(names);
        }
        for other in &ids[1..] {
            assert_eq!(&ids[0], other);
        }
    }
}
