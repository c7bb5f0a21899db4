//! Text made to be slow or deep: repeated patterns that once were quadratic, or ended the program. `tests/limits.rs` has
//! the same with the whole program, and longer.

#[path = "common/patterns.rs"]
mod patterns;

use std::time::{Duration, Instant};

use copydesk::article::{Origin, Reader};
use copydesk::checks::run;
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::markup::Format;
use patterns::PATTERNS;

const SHORT: usize = 6_000;

fn read(text: &str, code: &str, format: Format) -> Duration {
    let desk = Desk::default();
    let begun = Instant::now();
    let origin = Origin { language: Language::of_code(code), format, ..Origin::default() };
    let article = Reader::default().read(text.into(), &origin, &desk);
    let findings = run(&article, &desk);
    let took = begun.elapsed();
    let mut edits = 0;
    for finding in &findings {
        assert!(text.get(finding.span.start..finding.span.end).is_some(), "{code}: {:?}", finding.span);
        edits += finding.fixes.iter().map(|fix| fix.edits.len()).sum::<usize>();
    }
    assert!(edits <= 50 * text.len().max(20), "{code}: {edits} edits in {} findings", findings.len());
    took
}

/// Four times the text takes four times as long, or a little more; what is quadratic takes sixteen times. Times are held
/// with `COPYDESK_LIMITS=full` alone, and a machine that is busy with other things gets more than one chance; without it,
/// what is quadratic makes this test unbearable, and what is deep ends it.
#[test]
fn repeated_patterns_take_time_in_proportion() {
    // Tables are read when they are first asked for.
    for code in ["en", "fr", "vi"] {
        read("Ten of the 14 km near Hanoi on Monday, 14 May 2024.", code, Format::Plain);
    }
    for (at, pattern) in PATTERNS.iter().enumerate() {
        let code = ["en", "fr", "vi"][at % 3];
        let format = [Format::Markdown, Format::Plain, Format::Html][at / 3 % 3];
        let (short, long) = (pattern.repeat(SHORT / pattern.len()), pattern.repeat(4 * SHORT / pattern.len()));
        if std::env::var_os("COPYDESK_LIMITS").is_none() {
            read(&long, code, format);
            continue;
        }
        let in_proportion = |_| {
            let (one, four) = (read(&short, code, format), read(&long, code, format));
            four <= one * 9 + Duration::from_millis(60)
        };
        assert!((0..5).any(in_proportion), "{code}: {pattern:?} takes more than its share of time");
    }
}
