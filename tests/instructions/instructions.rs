//! What reading costs, part by part: `cargo run --release --example instructions -- time [TEXT…]` prints bytes a second;
//! with the name of a part instead of `time` that part runs once, for `tests/instructions/run` to count its
//! instructions under callgrind, which do not depend on how busy the machine is.
//!
//! A text is the code of a language, whose prose `benches/prose` gives, or a file whose language its name tells
//! (`name.fr.txt`); without any the prose of every language is read.

#[path = "../../benches/prose/mod.rs"]
mod prose;

use std::time::Instant;

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks;
use copydesk::desk::Desk;
use copydesk::figure::recognise;
use copydesk::language::{Language, Page};
use copydesk::markup::Format;
use copydesk::place::{Gazetteer, mentions};
use copydesk::story::Digest;

/// A text in a language.
struct Text {
    name: String,
    language: Language,
    text: String,
}

const PARTS: [&str; 7] = ["page", "recognise", "places", "read", "checks", "digest", "edit"];

fn main() {
    let mut args = std::env::args().skip(1);
    let part = args.next().unwrap_or_else(|| "time".to_owned());
    let texts = texts(args.collect());
    let timed = part == "time";
    for code in prose::LANGUAGES {
        let own: Vec<&Text> = texts.iter().filter(|t| t.language.code() == code).collect();
        if own.is_empty() {
            continue;
        }
        let bytes: usize = own.iter().map(|t| t.text.len()).sum();
        for name in PARTS.iter().filter(|name| timed || **name == part) {
            // Tables are read when they are first asked for.
            let mut work = work(name, &own);
            work();
            if !timed {
                counted(&mut work);
                println!("{code} {name} {bytes}");
                continue;
            }
            let mut best = f64::MAX;
            for _ in 0..40 {
                let start = Instant::now();
                work();
                best = best.min(start.elapsed().as_secs_f64());
            }
            let (speed, each) = (bytes as f64 / best / 1e6, best * 1e9 / bytes as f64);
            println!("{code} {name:<10} {speed:8.2} MB/s {each:8.1} ns/byte {:8.3} ms", best * 1e3);
        }
    }
}

/// Where callgrind counts.
#[inline(never)]
fn counted(work: &mut dyn FnMut()) {
    work();
}

fn texts(mut wanted: Vec<String>) -> Vec<Text> {
    if wanted.is_empty() {
        wanted = prose::LANGUAGES.map(str::to_owned).to_vec();
    }
    let read = |path: String| {
        if prose::LANGUAGES.contains(&path.as_str()) {
            let (language, text) = (Language::of_code(&path)?, prose::prose(&path, 10_000, 1));
            return Some(Text { name: format!("a.{path}.txt"), language, text });
        }
        let language = path.rsplit('.').nth(1).and_then(Language::of_code)?;
        let text = std::fs::read_to_string(&path).ok()?;
        Some(Text { name: path.rsplit('/').next()?.to_owned(), language, text })
    };
    wanted.into_iter().filter_map(read).collect()
}

fn origin(t: &Text) -> Origin {
    Origin { name: t.name.clone(), format: Format::of_name(&t.name), ..Origin::default() }
}

fn article(t: &Text, desk: &Desk) -> Article {
    Reader::default().read(t.text.as_str().into(), &origin(t), desk)
}

/// Reads each text once with its blocks, and gives what is to be measured.
fn work<'a>(part: &str, texts: &[&'a Text]) -> Box<dyn FnMut() + 'a> {
    let texts = texts.to_vec();
    let desk = Desk::default();
    let articles: Vec<Article> = texts.iter().map(|t| article(t, &desk)).collect();
    let blocks: Vec<(String, Language)> = articles
        .iter()
        .flat_map(|a| a.blocks.iter().filter_map(|b| Some((b.prose().to_owned(), b.language?))))
        .collect();
    match part {
        "page" => Box::new(move || {
            let count: usize = blocks.iter().map(|(text, l)| Page::new(text, l.pack()).len()).sum();
            std::hint::black_box(count);
        }),
        "recognise" => Box::new(move || {
            let count: usize = blocks.iter().map(|(text, l)| recognise(&Page::new(text, l.pack())).len()).sum();
            std::hint::black_box(count);
        }),
        "places" => {
            // Pages are made once: what is measured is the names.
            let blocks: &'static Vec<(String, Language)> = Box::leak(Box::new(blocks));
            let pages: Vec<_> = blocks.iter().map(|(text, l)| (Page::new(text, l.pack()), *l)).collect();
            let sentences: Vec<_> = pages.iter().map(|(page, _)| page.sentences()).collect();
            Box::new(move || {
                let each =
                    pages.iter().zip(&sentences).map(|((page, l), s)| mentions(page, *l, s, Gazetteer::get()).0.len());
                std::hint::black_box(each.sum::<usize>());
            })
        }
        "read" => Box::new(move || {
            let count: usize = texts.iter().map(|t| article(t, &desk).blocks.len()).sum();
            std::hint::black_box(count);
        }),
        "checks" => Box::new(move || {
            let count: usize = articles
                .iter()
                .map(|a| checks::run(&Article { sited: Default::default(), ..a.clone() }, &desk).len())
                .sum();
            std::hint::black_box(count);
        }),
        "digest" => Box::new(move || {
            for article in &articles {
                std::hint::black_box(Digest::of(article));
            }
        }),
        // A letter more in the middle of each text, with a reader that knows it.
        _ => {
            let mut readers: Vec<(Reader, u64)> = texts.iter().map(|_| (Reader::default(), 0)).collect();
            for (t, (reader, _)) in texts.iter().zip(&mut readers) {
                reader.read(t.text.as_str().into(), &origin(t), &desk);
            }
            Box::new(move || {
                for (t, (reader, turn)) in texts.iter().zip(&mut readers) {
                    *turn += 1;
                    let at = (t.text.len() / 2..).find(|i| t.text.is_char_boundary(*i)).unwrap_or(0);
                    let mut edited = t.text.clone();
                    edited.insert_str(at, &format!(" {turn} km "));
                    let article = reader.read(edited.into(), &origin(t), &desk);
                    std::hint::black_box(checks::run(&article, &desk).len());
                }
            })
        }
    }
}
