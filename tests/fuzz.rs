//! The fuzz targets' bodies over their seeds and over mutations of them, without a fuzzer. `COPYDESK_FUZZ=N` asks for N
//! mutations a target instead of a few, `COPYDESK_FUZZ_SEED` for other ones. What a fuzzer found stands among the seeds.

#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes helpers for no tests")]

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// Pieces that matter to one target or another.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\u{a0}",
    "\u{202f}",
    "e\u{301}",
    "🎉",
    "\u{feff}",
    "\0",
    "10 of the 14",
    "4/10",
    "26.2 miles (42 km)",
    "1,4 million",
    "1.5.2024",
    "17 mai 2024",
    "từ 3 lên 5",
    "-",
    "–",
    "%",
    "€",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "</p>",
    "<!--",
    "-->",
    "```\n",
    "---\n",
    "+++\n",
    "| a | b |\n|---|---|\n",
    "- ",
    "1. ",
    "# ",
    "> ",
    "&nbsp;",
    "=",
    "\"",
    "'",
    "{",
    "}",
    "[[stet]]\n",
    "true",
    "999999999999999999999999",
    "0.",
    "\n=\n",
    "Hà Nội",
    "Ho Chi Minh City",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }

    fn mutated(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut data = seeds[self.below(seeds.len())].clone();
        for _ in 0..1 + self.below(6) {
            let at = self.below(data.len() + 1);
            let end = (at + self.below(24)).min(data.len());
            match self.below(6) {
                0 => drop(data.splice(at..at, PIECES[self.below(PIECES.len())].bytes())),
                1 => drop(data.splice(at..end, PIECES[self.below(PIECES.len())].bytes())),
                2 => drop(data.drain(at..end)),
                3 => {
                    let part = data[at..end].repeat(1 + self.below(8));
                    data.splice(at..at, part);
                }
                4 => {
                    if let Some(byte) = data.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
                _ => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len() + 1);
                    let to = (from + self.below(200)).min(other.len());
                    data.splice(at..at, other[from..to].to_vec());
                }
            }
        }
        data.truncate(20_000);
        data
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Where the last panic was: the server bears its own, and here none is to be borne.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

#[test]
fn seeds_and_mutations_of_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    std::panic::set_hook(Box::new(|panic| *PANIC.lock().unwrap() = Some(panic.to_string())));
    let times = number("COPYDESK_FUZZ").unwrap_or(40);
    for (name, body) in bodies::ALL {
        let mut paths: Vec<_> = fs::read_dir(root.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(seeds.len() >= 3, "{name} has too few seeds");
        let mut dice = Dice(number("COPYDESK_FUZZ_SEED").unwrap_or(1));
        let mutations = (0..times).map(|_| dice.mutated(&seeds)).collect::<Vec<_>>();
        for data in seeds.iter().chain(&mutations) {
            let outcome = std::panic::catch_unwind(|| body(data));
            let panic = PANIC.lock().unwrap().take();
            if outcome.is_err() || panic.is_some() {
                let kept = std::env::temp_dir().join(format!("copydesk-fuzz-{name}"));
                fs::write(&kept, data).unwrap();
                drop(std::panic::take_hook());
                panic!("{name}: {}\nthe input is {}", panic.unwrap_or_default(), kept.display());
            }
        }
    }
}
