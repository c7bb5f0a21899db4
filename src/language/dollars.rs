//! What of a language's words for dollars says whose they are.

use super::fold;
use super::schema::Source;

/// The words for dollars that several countries share, and who writes them.
#[derive(Clone, Debug, Default)]
pub struct Dollars {
    /// Folded.
    shared: Vec<String>,
    /// Those of American dollars alone: "US$", "dollars américains". Folded.
    american: Vec<String>,
    countries: Vec<String>,
    agencies: Vec<String>,
}

impl Dollars {
    pub(super) fn of(source: &Source) -> Self {
        let own = &source.dollars;
        let cents = source.currencies.get("USD").into_iter().flat_map(|money| &money.minor);
        let words = own.words.iter().chain(cents.filter(|word| word.len() > 1)).map(|word| fold(word));
        let shared: Vec<String> = words.chain(["$".to_owned()]).collect();
        let american = source
            .currencies
            .get("USD")
            .into_iter()
            .flat_map(|money| money.words.iter().chain(&money.prefix).chain(&money.symbols).map(|word| fold(word)));
        let american = american.filter(|word| !shared.contains(word)).collect();
        Self { american, shared, countries: own.countries.clone(), agencies: own.agencies.clone() }
    }

    /// Whether a sum in dollars, as written, does not say whose they are.
    pub fn shared(&self, text: &str) -> bool {
        let text = fold(text);
        self.shared.iter().any(|word| text.contains(word.as_str()))
            && !self.american.iter().any(|w| text.contains(w.as_str()))
    }

    /// Whether the press of a country writes its own money with the bare sign in this language.
    pub fn is_local(&self, country: &str) -> bool {
        self.countries.iter().any(|own| own == country)
    }

    /// Whether an agency writes American dollars so wherever it reports from.
    pub fn is_agency(&self, name: &str) -> bool {
        self.agencies.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    #[test]
    fn some_words_say_whose_dollars_they_are() {
        for (language, text, shared) in [
            ("en", "$850,000", true),
            ("en", "US$850,000", false),
            ("en", "850,000 dollars", true),
            ("en", "2 million U.S. dollars", false),
            ("fr", "450\u{202f}000\u{a0}$", true),
            ("fr", "2 milliards de dollars", true),
            ("fr", "2 milliards de dollars américains", false),
            ("vi", "5 triệu đô la", true),
            ("vi", "5 triệu USD", false),
            ("es", "5 millones de dólares", false),
        ] {
            let pack = Language::of_code(language).expect("a pack").pack();
            assert_eq!(pack.dollars.shared(text), shared, "{language}: {text}");
        }
    }
}
