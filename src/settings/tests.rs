use proptest::prelude::*;
use serde_json::json;

use super::*;

const WHOLE: &str = r#"
language = "fr"
files = ["**/*.md", "copy/**/*.txt"]
[checks]
place-style = "off"
growth = "warning"
[currency]
tolerance = 0.05
into = ["USD", "GBP"]
rates = "rates.csv"
[units]
into = ["imperial"]
[style]
profile = "vna-fr"
[style.fr]
places = "exonym"
[style.en]
places = "ascii"
[places.prefer]
"Hanoi" = "Hanoï"
[story]
versions = ["{slug}.{lang}.{ext}"]
[[stet]]
path = "a.fr.md"
code = "currency-conversion"
quote = "58,3 milliards de dollars"
note = "official rate, checked with the ministry"
"#;

/// Problems as `key @ what the span covers: message`.
fn said(text: &str) -> Vec<String> {
    let (_, problems) = Layer::from_toml(text);
    problems
        .iter()
        .map(|p| {
            let at = p.span.map_or("nowhere", |s| s.of(text));
            format!("{} @ {at}: {}", p.key, p.message.text("en"))
        })
        .collect()
}

#[test]
fn every_key_of_the_contract_is_read() {
    let (layer, problems) = Layer::from_toml(WHOLE);
    assert_eq!(problems, []);
    let settings = Settings::merged(&[&layer.in_folder(Path::new("/desk"))]);
    assert_eq!(settings.language.as_deref(), Some("fr"));
    assert_eq!(settings.files, ["**/*.md", "copy/**/*.txt"]);
    assert_eq!(settings.severity(Code::PlaceStyle), Some(None));
    assert_eq!(settings.severity(Code::Growth), Some(Some(Severity::Warning)));
    assert_eq!(settings.severity(Code::Date), None);
    assert_eq!(settings.currency.tolerance.to_string(), "0.05");
    assert_eq!(settings.currency.into.iter().map(Currency::code).collect::<Vec<_>>(), ["USD", "GBP"]);
    assert_eq!(settings.currency.rates.as_deref(), Some(Path::new("/desk/rates.csv")));
    assert_eq!(settings.units_into, [System::Imperial]);
    assert_eq!(settings.profile.as_deref(), Some("vna-fr"));
    assert_eq!(settings.places["fr"], PlaceForm::Exonym);
    assert_eq!(settings.places["en"], PlaceForm::Ascii);
    assert_eq!(settings.prefer["Hanoi"], "Hanoï");
    assert_eq!(settings.versions, ["{slug}.{lang}.{ext}"]);
    let quote = "58,3 milliards de dollars";
    assert!(settings.is_stet(Path::new("/desk/a.fr.md"), Code::CurrencyConversion, quote));
    assert!(!settings.is_stet(Path::new("/desk/b/a.fr.md"), Code::CurrencyConversion, quote));
    assert!(!settings.is_stet(Path::new("/desk/a.fr.md"), Code::Growth, quote));
}

#[test]
fn a_client_sends_the_same_keys_and_null_for_what_is_not_set() {
    let (layer, problems) = Layer::from_json(&json!({
        "language": null, "checks": {"growth": "off", "date": null}, "units": null,
        "currency": {"tolerance": 1e-2, "into": []}, "stet": null, "trace": {"server": "off"},
    }));
    assert_eq!(problems, []);
    assert_eq!(layer.language, None);
    assert_eq!(layer.checks.get(&Code::Growth), Some(&None));
    assert_eq!(layer.checks.len(), 1);
    assert_eq!(layer.tolerance.as_ref().map(Number::to_string).as_deref(), Some("0.01"));
    assert_eq!(layer.currency_into, Some(vec![]));
    assert_eq!(Layer::from_json(&json!(null)), (Layer::default(), vec![]));
    let (_, problems) = Layer::from_json(&json!({"chekcs": {}, "style": {"fr": {"places": 3}}}));
    let keys: Vec<_> = problems.iter().map(|p| (p.key.as_str(), p.span, p.message.text("en"))).collect();
    assert_eq!(
        keys,
        [
            ("chekcs", None, "There is no setting “chekcs”; did you mean “checks”?".to_owned()),
            ("style.fr.places", None, "“style.fr.places” takes a text in quotation marks, not 3".to_owned()),
        ]
    );
    assert_eq!(Layer::from_json(&json!([1])).1.len(), 1);
}

#[test]
fn faults_are_reported_where_they_stand_and_the_rest_applies() {
    let text = r#"
langage = "fr"
files = ["*.md", "[", 4]
[checks]
place-syle = "off"
growth = "of"
date = "off"
[currency]
tolerance = 7
into = ["usd", "EUR"]
[style]
proflie = "x"
fr.places = "exotic"
"#;
    assert_eq!(
        said(text),
        [
            "langage @ langage: There is no setting “langage”; did you mean “language”?",
            "files[1] @ \"[\": “[” is not a file name pattern: unclosed character class; missing ']'",
            "files[2] @ 4: “files[2]” takes a text in quotation marks, not 4",
            "checks.place-syle @ place-syle: There is no setting “checks.place-syle”; did you mean “checks.place-style”?",
            "checks.growth @ \"of\": “checks.growth” cannot be “of”; did you mean “off”?",
            "currency.tolerance @ 7: “currency.tolerance” takes a number from 0 to 1 (0.07 for 7%), not 7",
            "currency.into[0] @ \"usd\": “usd” is not a currency code in capitals such as “USD”",
            "style.proflie @ proflie: There is no setting “style.proflie”; did you mean “style.profile”?",
            "style.fr.places @ \"exotic\": “style.fr.places” cannot be “exotic”; it is one of: exonym, ascii, native, keyboard",
        ]
    );
    let (layer, _) = Layer::from_toml(text);
    assert_eq!(layer.files, Some(vec!["*.md".to_owned()]));
    assert_eq!(layer.checks, BTreeMap::from([(Code::Date, None)]));
    assert_eq!(layer.currency_into.map(|c| c.len()), Some(1));
}

#[test]
fn what_stands_beside_a_line_that_is_no_toml_still_applies() {
    let text = "language = \"fr\"\n[checks]\ngrowth = off\ndate = \"hint\"\n";
    let (layer, problems) = Layer::from_toml(text);
    assert_eq!(layer.language.as_deref(), Some("fr"));
    assert_eq!(layer.checks.get(&Code::Date), Some(&Some(Severity::Hint)));
    assert_eq!(problems.first().and_then(|p| p.span).map(|s| s.of(text)), Some("off"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (layer, problems) = Layer::from_toml("\u{feff}language = \"en\"\r\n");
    assert_eq!((layer.language.as_deref(), problems), (Some("en"), vec![]));
}

#[test]
fn entries_that_lack_something_and_patterns_that_name_nothing_are_said() {
    assert_eq!(
        said(
            "[story]\nversions = [\"{slug}.{ext}\", \"{slug}-{lang}-{x}\"]\n[[stet]]\ncode = \"growht\"\npath = 'a.md'\n"
        ),
        [
            "story.versions[0] @ \"{slug}.{ext}\": “{slug}.{ext}” does not say how versions of a story are named: \
             it takes {slug}, {lang} and, if need be, {ext}",
            "story.versions[1] @ \"{slug}-{lang}-{x}\": “{slug}-{lang}-{x}” does not say how versions of a story are \
             named: it takes {slug}, {lang} and, if need be, {ext}",
            "stet[0] @ [[stet]]: This entry lacks “quote”",
            "stet[0].code @ \"growht\": “stet[0].code” cannot be “growht”; did you mean “growth”?",
        ]
    );
    assert_eq!(said("language = 2024-05-17\n").len(), 1);
    assert_eq!(said("language = 'French'\n"), ["language @ 'French': “French” is not a language code such as “fr”"]);
    let unread = said("language = 'tlh'\n");
    assert!(unread[0].starts_with("language @ 'tlh': “tlh” is a language that copydesk does not read"), "{unread:?}");
    assert_eq!(said("[[stet]]\npath = '.\\a.md'\ncode = 'date'\nquote = 'x'\n"), [""; 0]);
}

#[test]
fn later_layers_stand_above() {
    let (file, _) = Layer::from_toml("language = 'fr'\nfiles = ['*.md']\n[checks]\ngrowth = 'off'\ndate = 'hint'\n");
    let (client, _) = Layer::from_json(&json!({"language": "en", "checks": {"date": "error"}}));
    let settings = Settings::merged(&[&file, &client]);
    assert_eq!(settings.language.as_deref(), Some("en"));
    assert_eq!(settings.files, ["*.md"]);
    assert_eq!(settings.severity(Code::Growth), Some(None));
    assert_eq!(settings.severity(Code::Date), Some(Some(Severity::Error)));
    assert_eq!(Settings::merged(&[]), Settings::default());
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let (layer, problems) = Layer::from_toml(text);
    for p in &problems {
        if let Some(span) = p.span {
            prop_assert!(text.get(span.start..span.end).is_some(), "{:?} in {:?}", span, text);
        }
        prop_assert_ne!(p.message.text("fr"), p.message.id);
    }
    let _ = Settings::merged(&[&layer]);
    Ok(())
}

proptest! {
    #[test]
    fn no_text_brings_the_reader_down(text in "\\PC{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn nor_does_a_settings_file_with_a_slip_in_it(at in 0usize..WHOLE.len(), len in 0usize..12, slip in "[\\[\\]{}\"'=.,#\\n0-9a-zé ]{0,6}") {
        let start = WHOLE.floor_char_boundary(at);
        let end = WHOLE.ceil_char_boundary((at + len).min(WHOLE.len()));
        holds(&format!("{}{slip}{}", &WHOLE[..start], &WHOLE[end..]))?;
    }
}
