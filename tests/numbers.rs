//! Numbers written by one hand and read by another: value(read(written(x))) = x, in digits and in words, from 10⁻⁶ to
//! 10¹⁸, in every language; and whatever is read of arbitrary text lies on its characters.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used)]

#[path = "numbers/words.rs"]
mod words;
#[path = "numbers/words_more.rs"]
mod words_more;

use copydesk::figure::{Figure, recognise};
use copydesk::language::{Language, Page};
use copydesk::number::Number;
use proptest::prelude::*;

fn figures(text: &str, language: Language) -> Vec<Figure> {
    recognise(&Page::new(text, language.pack()))
}

/// The one figure of a text, which is all of it.
fn value(text: &str, language: Language) -> Result<Number, TestCaseError> {
    let figures = figures(text, language);
    let [figure] = &figures[..] else {
        return Err(TestCaseError::fail(format!("{}: {text:?}: {} figures", language.code(), figures.len())));
    };
    let span = figure.span;
    prop_assert_eq!(&text[span.start..span.end], text, "{}", language.code());
    figure.value.clone().ok_or_else(|| TestCaseError::fail(format!("{text:?} has no value")))
}

fn number(text: &str) -> Number {
    Number::ratio(text).expect("a number")
}

/// A decimal of up to 18 digits before the point and 6 behind it, every length as likely.
fn decimals() -> impl Strategy<Value = String> {
    let whole = (0u32..=18).prop_flat_map(|digits| 0..=10u64.pow(digits));
    let fraction = prop_oneof![Just(String::new()), "[0-9]{0,5}[1-9]".prop_map(|digits| format!(".{digits}"))];
    (whole, fraction).prop_map(|(whole, fraction)| format!("{whole}{fraction}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn digits_are_read_as_they_are_written(text in decimals()) {
        for language in Language::all() {
            let pack = language.pack();
            let written = pack.separators.write(&number(&text)).expect("a decimal");
            prop_assert_eq!(value(&format!("{written} km"), language)?, number(&text), "{}: {}", pack.code, written);
        }
    }

    #[test]
    fn scale_words_are_read_as_they_are_written(mantissa in 1u64..10_000, places in 0i32..3, power in 6i32..18) {
        let amount = &Number::from(i64::try_from(mantissa).expect("small")) * &Number::ten_to(power - places);
        for language in Language::all() {
            let pack = language.pack();
            let Some(written) = pack.in_scale_words(&amount) else { continue };
            prop_assert_eq!(value(&format!("{written} km"), language)?, amount.clone(), "{}: {}", pack.code, written);
        }
    }

    #[test]
    fn words_are_read_as_they_are_written(whole in (1u32..=18).prop_flat_map(|digits| 13..=10u64.pow(digits).max(14))) {
        for (code, write) in words::WRITERS {
            let Some(language) = Language::of_code(code) else { continue };
            let written = write(whole);
            prop_assert_eq!(value(&written, language)?, number(&whole.to_string()), "{}: {}", code, written);
        }
    }

    #[test]
    fn arbitrary_text_is_read_on_its_characters(
        text in prop_oneof![any::<String>(), "[0-9.,%$€ a-zé\u{301}–/()\u{a0}₫ỷ-]{0,60}", "\\PC{0,40}"],
    ) {
        for language in Language::all() {
            let mut before = 0;
            for figure in figures(&text, language) {
                let span = figure.span;
                prop_assert!(text.get(span.start..span.end).is_some_and(|quote| !quote.is_empty()));
                prop_assert!(span.start >= before, "figures in order, none within another");
                before = span.end;
            }
        }
    }

    #[test]
    fn arbitrary_bytes_are_read_on_their_characters(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for language in Language::all() {
            for figure in figures(&text, language) {
                prop_assert!(text.get(figure.span.start..figure.span.end).is_some());
            }
        }
    }
}
