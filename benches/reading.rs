//! How fast articles are read: `cargo bench --bench reading`. Throughput is bytes of prose a second on one core.

mod prose;

use copydesk::article::{Origin, Reader};
use copydesk::assist;
use copydesk::checks;
use copydesk::desk::Desk;
use copydesk::figure::recognise;
use copydesk::language::{Language, Page};
use copydesk::markup::Format;
use copydesk::place::{Gazetteer, mentions};
use divan::{Bencher, counter::BytesCount};
use prose::LANGUAGES;

fn main() {
    divan::main();
}

/// Recognition alone: tokens, phrases, figures.
#[divan::bench(args = LANGUAGES)]
fn figures(bencher: Bencher<'_, '_>, code: &str) {
    let (text, pack) = (prose::prose(code, 10_000, 1), Language::of_code(code).map(Language::pack));
    let Some(pack) = pack else { return };
    bencher.counter(BytesCount::of_str(&text)).bench(|| recognise(&Page::new(&text, pack)).len());
}

/// Place names alone, in prose whose tokens are known: 20 ns a byte are 50 MB/s.
#[divan::bench(args = LANGUAGES)]
fn places(bencher: Bencher<'_, '_>, code: &str) {
    let (text, language) = (prose::prose(code, 10_000, 1), Language::of_code(code));
    let Some(language) = language else { return };
    let page = Page::new(&text, language.pack());
    let sentences = page.sentences();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| mentions(&page, language, &sentences, Gazetteer::get()).0.len());
}

/// The names offered behind two letters: the article is read already.
#[divan::bench(args = ["Ha", "Sa", "Ma", "Lon", "Thai Ng"])]
fn completion(bencher: Bencher<'_, '_>, typed: &str) {
    let (mut text, desk) = (prose::prose("vi", 1_000, 1), Desk::default());
    text.push_str("\n\nTại ");
    text.push_str(typed);
    let origin = Origin { name: "a.vi.md".into(), format: Format::Markdown, ..Origin::default() };
    let article = Reader::default().read(text.as_str().into(), &origin, &desk);
    bencher.bench(|| assist::complete(&article, text.len(), &desk).len());
}

/// A whole article from nothing: markup, language, figures, claims, checks.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn article(bencher: Bencher<'_, '_>, words: usize) {
    let (text, desk) = (prose::prose("en", words, 1), Desk::default());
    let origin = Origin { name: "a.en.md".into(), format: Format::Markdown, ..Origin::default() };
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let article = Reader::default().read(text.as_str().into(), &origin, &desk);
        checks::run(&article, &desk).len()
    });
}

/// The same article again after one letter more, with a reader that knows it.
#[divan::bench(args = [1_000, 100_000])]
fn edit(bencher: Bencher<'_, '_>, words: usize) {
    let (text, desk) = (prose::prose("en", words, 1), Desk::default());
    let origin = Origin { name: "a.en.md".into(), format: Format::Markdown, ..Origin::default() };
    let mut reader = Reader::default();
    reader.read(text.as_str().into(), &origin, &desk);
    let at = (text.len() / 2..).find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let mut count = 0u64;
    bencher.bench_local(|| {
        count += 1;
        let mut edited = text.clone();
        edited.insert_str(at, &format!(" {count} km"));
        let article = reader.read(edited.into(), &origin, &desk);
        checks::run(&article, &desk).len()
    });
}
