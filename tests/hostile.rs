//! Text made to be slow or deep: repeated patterns that once were quadratic, or ended the program. No time is asserted;
//! what is quadratic makes this test unbearable, and what is deep ends it.

use copydesk::article::{Origin, Reader};
use copydesk::checks::run;
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::markup::Format;

const PATTERNS: &[&str] = &[
    "1 million ",
    "1 million billion ",
    "million ",
    "1:1:",
    "01 01 ",
    "5 °C ",
    "5 km (",
    "5 km or ",
    "the other four, ",
    "the remaining 4/10 ten of the 14. ",
    "les 4/10 restants, dix des 14. ",
    "2 h 1 min ",
    "minus ",
    "twenty-",
    "cent mille vingt ",
    "hundreds of ",
    "mươi nghìn tỷ ",
    "3 phần ",
    "1/2 ",
    "4-5-",
    "of the 14 ",
    "from 5 to ",
    "$",
    "1,000,",
    "1 000 ",
    "A1-",
    "May ",
    "17 mai ",
    "a ",
    "<!-- copydesk: ignore growth -->\n\n5 km (9 miles)\n\n",
];

#[test]
fn repeated_patterns_are_read_to_the_end() {
    let desk = Desk::default();
    for code in ["en", "fr", "vi"] {
        for pattern in PATTERNS {
            let text = pattern.repeat(30_000 / pattern.len());
            let origin = Origin { language: Language::of_code(code), format: Format::Markdown, ..Origin::default() };
            let article = Reader::default().read(text.as_str().into(), &origin, &desk);
            for finding in run(&article, &desk) {
                assert!(text.get(finding.span.start..finding.span.end).is_some(), "{code}: {pattern:?}");
            }
        }
    }
}
