//! A reader that has read every version of an article reads the last one as a fresh reader does: figures, claims and
//! findings (invariant 4).

use std::cell::Cell;
use std::sync::Arc;

use copydesk::article::{Article, DateSource, Origin, Reader, read_once};
use copydesk::checks::{self, Finding, Memory};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::markup::{Block, Format};
use copydesk::story::Digest;
use copydesk::text::{Document, Edit as Replacement, Encoding};
use proptest::prelude::*;

/// Articles that edits begin from.
const ARTICLES: &[(&str, &str)] = &[
    ("", ""),
    (
        "run.en.md",
        "---\ndate: 2025-05-17\nlanguage: en\n---\n\n# The race is 26.2 miles (40 km) long\n\nTen of the 14 bridges are \
         open. Work goes on at the remaining 4/10.\n\n- 25 out of 28 towns, up 3.5%\n- £3.2bn, about US$1.2-1.5m\n\n\
         | a | b |\n|---|---|\n| 5 km | 3 miles |\n\n<!-- copydesk: off -->\n\nA mast of 31 m (72 feet).\n\n\
         <!-- copydesk: on -->\n> It fell by 5 °C (9 °F) on May 17.\n\n```\n10 of the 14\n```\n",
    ),
    (
        "port.txt",
        " date 2025-05 Vue du port. Photo: port.example\n\n\n\nLa piste, longue de 24\u{a0}kilomètres (9\u{202f}miles), est \
         fermée.Sur les 61 bateaux, 12 sont à quai ; les 39 autres pêchent.\n\nPlus de 1,4 million de tonnes, soit 12,3\u{a0}% \
         de la récolte, le 17 mai 2025.\r\nDix des 14 grues tournent. Il faut réparer les 4/10 restantes.\n\nComment (0)\n",
    ),
    (
        "mixed.md",
        "The output of the region was up by 3% in the first six months of this year, it said.\n\nLa production de la région \
         a augmenté de 3 % au cours des six premiers mois de l'année.\n\n25 of 28\n",
    ),
];

/// What an edit puts in.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "1",
    "0",
    ",",
    ".",
    " of the ",
    " sur ",
    "(40 km)",
    "26.2 miles ",
    "les 4/10 restants",
    "the other 82",
    "Of the 240 hotels, 168 were full",
    "# ",
    "- ",
    "> ",
    "```\n",
    "<!-- copydesk: off -->",
    "<!-- copydesk: on -->",
    "<!--",
    "-->",
    "---\n",
    "---\nlanguage: fr\n---\n",
    "| ",
    "*",
    "`",
    "[a](b)",
    "é",
    "e\u{301}",
    "\u{a0}",
    "\u{202f}",
    "\u{feff}",
    "\u{2028}",
    "½",
    "🎉",
    "👩‍🌾 12 of 14 ",
    "\u{301}",
    "~~~\n",
    "    ",
    "\n```json\n",
    "\n```\n\n",
    "<pre>",
    "</pre>",
    "\r\n\r\n",
    "Hà Nội",
    "Ha Noi and Hanoi ",
    "%",
    "€",
    " million",
    " milliards de dollars",
    "17 May 2024",
    "le 17 mai",
    "un",
    "the",
    "Le gouvernement a dit que la production était en hausse dans les régions du nord. ",
    "The government said that output was up in all of the northern regions. ",
];

/// An edit: two places as shares of the text, and what stands between them afterwards.
type Edit = (u16, u16, usize);

/// The character boundary at a share of the text.
fn place(text: &str, share: u16) -> usize {
    let mut at = text.len() * usize::from(share) / usize::from(u16::MAX);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn edited(text: &str, (from, length, piece): Edit) -> String {
    let start = place(text, from);
    // Most edits are small; some take a good part of the text away.
    let length = if length % 4 == 0 { length } else { length / 512 };
    let end = start + place(&text[start..], length);
    format!("{}{}{}", &text[..start], PIECES[piece % PIECES.len()], &text[end..])
}

/// What somebody at a keyboard does.
#[derive(Clone, Debug)]
enum Act {
    /// Puts a piece in the place of a span, each of its ends at a share of the text.
    Put(Edit),
    /// Takes one letter away, or half of what the eye takes for one.
    Rub(u16),
    /// Pastes a part of the text itself: paragraphs, fences, comments come twice.
    Paste(u16, u16, u16),
    /// Takes back the last thing done.
    Undo,
    /// Another text altogether, as a formatter sends it.
    Replace(usize),
    /// All line ends become others.
    Ends(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (any::<u16>(), any::<u16>(), 0..PIECES.len()).prop_map(Act::Put),
        3 => any::<u16>().prop_map(Act::Rub),
        2 => (any::<u16>(), any::<u16>(), any::<u16>()).prop_map(|(a, b, c)| Act::Paste(a, b, c)),
        3 => Just(Act::Undo),
        1 => (0..ARTICLES.len()).prop_map(Act::Replace),
        1 => (0..3usize).prop_map(Act::Ends),
    ]
}

/// What an act puts into the document: a span of `text`, by bytes, and what comes there; nothing where it does nothing.
fn done(text: &str, act: &Act, before: &[String]) -> Option<(usize, usize, String)> {
    match act {
        Act::Put((from, length, piece)) => {
            let start = place(text, *from);
            let length = if length % 4 == 0 { *length } else { length / 512 };
            let end = start + place(&text[start..], length);
            Some((start, end, PIECES[piece % PIECES.len()].to_owned()))
        }
        Act::Rub(share) => {
            let start = place(text, *share);
            let letter = text[start..].chars().next()?;
            Some((start, start + letter.len_utf8(), String::new()))
        }
        Act::Paste(from, length, to) => {
            let start = place(text, *from);
            let end = start + place(&text[start..], length / 16);
            let at = place(text, *to);
            Some((at, at, text[start..end].to_owned()))
        }
        Act::Undo => Some((0, text.len(), before.last()?.clone())),
        Act::Replace(which) => Some((0, text.len(), ARTICLES[*which].1.to_owned())),
        Act::Ends(which) => {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            Some((0, text.len(), lines.replace('\n', ["\n", "\r\n", "\r"][*which])))
        }
    }
}

/// Cases of the long property: 500 in CI, 10,000 on demand, few where somebody waits.
fn cases() -> u32 {
    std::env::var("COPYDESK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    /// The whole way of an edit: positions as a client sends them, the document's rope, a reader that knows what was
    /// there before, a digest that is renewed. Equal to a fresh reading of the final text.
    #[test]
    fn edits_over_positions_leave_what_a_fresh_reading_finds(
        article in 0..ARTICLES.len(),
        acts in prop::collection::vec(act(), 1..20),
        encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        every in 1..4usize,
    ) {
        let (name, text) = ARTICLES[article];
        let (origin, desk) = (origin(name), Arc::new(Desk::default()));
        let mut document = Document::new(text, 0);
        let (mut warm, mut memory) = (Reader::side_by_side(), Memory::default());
        let mut text = text.to_owned();
        let mut before: Vec<String> = Vec::new();
        let mut last = warm.read(text.as_str().into(), &origin, &desk);
        let mut digest = Digest::of(&last);
        for (turn, act) in acts.iter().enumerate() {
            let Some((start, end, new)) = done(&text, act, &before) else { continue };
            let whole = start == 0 && end == text.len();
            let range = (!whole).then(|| (document.position(start, encoding), document.position(end, encoding)));
            // A place between CR and LF is none to an editor: it would mean another.
            let exact = range.is_none_or(|(a, b)| {
                document.offset(a, encoding) == start && document.offset(b, encoding) == end
            });
            if !exact {
                continue;
            }
            match act {
                Act::Undo => drop(before.pop()),
                _ => before.push(text.clone()),
            }
            text.replace_range(start..end, &new);
            let version = document.version() + 1;
            let edit = Replacement { range, text: new };
            let taken = document.apply(version, &[edit], encoding);
            prop_assert!(taken.is_ok());
            prop_assert_eq!(&*document.text(), text.as_str());
            if turn % every > 0 && turn + 1 < acts.len() {
                // Edits that come in one go are read once; a reading that was given up changes nothing.
                match turn % 3 {
                    0 => drop(warm.read_unless(document.text(), &origin, &desk, &|| true)),
                    1 => {
                        let (given_up, asked) = (warm.read(document.text(), &origin, &desk), Cell::new(0));
                        let stop = || asked.replace(asked.get() + 1) > turn;
                        checks::run_again(&given_up, &desk, &mut memory, &stop);
                    }
                    _ => {}
                }
                continue;
            }
            let again = warm.read(document.text(), &origin, &desk);
            let fresh = Reader::default().read(document.text(), &origin, &desk);
            prop_assert_eq!(told_again(&again, &desk, &mut memory), told(&fresh, &desk), "{:?}", text);
            let renewed = Digest::renewed(&again, &last, &digest);
            prop_assert_eq!(format!("{:?}", renewed), format!("{:?}", Digest::of(&fresh)));
            (last, digest) = (again, renewed);
        }
    }
}

/// Everything that a reading tells, without what is kept behind it.
#[derive(Debug, PartialEq)]
struct Told {
    language: Option<Language>,
    date: Option<(String, DateSource)>,
    passages: Vec<(usize, Option<Language>, Block, copydesk::article::Reading)>,
    directives: String,
    findings: Vec<Finding>,
}

/// What a fresh checking finds.
fn told(article: &Article, desk: &Arc<Desk>) -> Told {
    told_with(article, checks::run(article, desk))
}

/// What is found by somebody who checked the article before its last edit.
fn told_again(article: &Article, desk: &Arc<Desk>, memory: &mut Memory) -> Told {
    told_with(article, checks::run_again(article, desk, memory, &|| false).unwrap_or_default())
}

fn told_with(article: &Article, findings: Vec<Finding>) -> Told {
    let passages = article.blocks.iter().map(|p| (p.base, p.language, (*p.block).clone(), (*p.reading).clone()));
    Told {
        language: article.language,
        date: article.date.clone(),
        passages: passages.collect(),
        directives: format!("{:?}", article.directives),
        findings,
    }
}

fn origin(name: &str) -> Origin {
    Origin { name: name.to_owned(), format: Format::of_name(name), ..Origin::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_warm_reader_reads_as_a_fresh_one(
        article in 0..ARTICLES.len(),
        edits in prop::collection::vec((any::<u16>(), any::<u16>(), 0..PIECES.len()), 1..24),
    ) {
        let (name, text) = ARTICLES[article];
        let (origin, desk) = (origin(name), Arc::new(Desk::default()));
        let (mut warm, mut memory) = (Reader::default(), Memory::default());
        let mut text = text.to_owned();
        warm.read(text.as_str().into(), &origin, &desk);
        for edit in edits {
            text = edited(&text, edit);
            let source: Arc<str> = text.as_str().into();
            let (again, fresh) = (warm.read(source.clone(), &origin, &desk), read_once(source, &origin, &desk));
            prop_assert_eq!(told_again(&again, &desk, &mut memory), told(&fresh, &desk), "{:?}", text);
        }
    }

    /// What is read in one article does not show in another that the same reader reads next, whatever its name.
    #[test]
    fn one_reader_reads_many_articles(order in prop::collection::vec((0..ARTICLES.len(), 0..ARTICLES.len()), 1..8)) {
        let desk = Arc::new(Desk::default());
        let (mut warm, mut memory) = (Reader::default(), Memory::default());
        for (text, name) in order {
            let (text, origin): (Arc<str>, _) = (ARTICLES[text].1.into(), origin(ARTICLES[name].0));
            let (again, fresh) = (warm.read(text.clone(), &origin, &desk), Reader::default().read(text, &origin, &desk));
            prop_assert_eq!(told_again(&again, &desk, &mut memory), told(&fresh, &desk));
        }
    }
}

#[test]
fn typing_an_article_letter_by_letter() {
    for (name, text) in ARTICLES {
        let (origin, desk) = (origin(name), Arc::new(Desk::default()));
        let (mut warm, mut memory) = (Reader::default(), Memory::default());
        // Every seventh boundary: each state of the article is read twice.
        for (at, _) in text.char_indices().step_by(7).chain([(text.len(), ' ')]) {
            let source: Arc<str> = text[..at].into();
            let (again, fresh) =
                (warm.read(source.clone(), &origin, &desk), Reader::default().read(source, &origin, &desk));
            assert_eq!(told_again(&again, &desk, &mut memory), told(&fresh, &desk), "{:?}", &text[..at]);
        }
    }
}

/// Sentences of a long article; the numbers in them are thrown, so that many are nearly told again.
const SENTENCES: &[&str] = &[
    "The new quay in Haiphong will cost $# million and open in 20#. ",
    "The quay in Hai Phong will cost about $# million, the port said. ",
    "Police counted # people at the gate, organisers # people. ",
    "Some # people were at the gate on Tuesday, 14 May 2024. ",
    "Ten of the 14 sluices work; the remaining #/14 wait. ",
    "Exports rose #% to # million from # million a year earlier. ",
    "The loop is 26.2 miles (# km) long. ",
    "It counts # of the 28 villages near Hanoi, or Ha Noi, as safe. ",
    "Le chantier a coûté # milliards de dollars (# millions d'euros). ",
    "Nothing was said of the rest. ",
    "Quãng Ninh lies north of Haiphong (Hai Phong). ",
    "In 19#, Saigon was not yet Ho Chi Minh City. ",
    "The road runs from Kharkov to Kharkiv and on to Hanoii. ",
];

/// A text that a generator throws; the same for the same state.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn sentence(&mut self) -> String {
        let template = SENTENCES[self.below(SENTENCES.len())];
        let mut out = String::new();
        for c in template.chars() {
            if c == '#' { out.push_str(&(10 + self.below(30)).to_string()) } else { out.push(c) }
        }
        out
    }

    fn article(&mut self, paragraphs: usize) -> String {
        let mut out = "# Quay costs $12 million, 640 people at the gate\n\n".to_owned();
        for at in 0..paragraphs {
            for _ in 0..1 + self.below(3) {
                out.push_str(&self.sentence());
            }
            out.push_str(if at % 7 == 6 { "\n\n- 12 boats\n- 30 boats\n- 42 boats in all\n\n" } else { "\n\n" });
        }
        out
    }
}

/// Paragraphs that come, go and change in a long article, with an article's worth of findings that look at one another.
#[test]
fn a_long_article_checked_again_and_again() {
    let desk = Arc::new(Desk::default());
    let origin = origin("long.en.md");
    let rounds = cases().min(2000);
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let mut text = dice.article(60);
        let (mut warm, mut memory) = (Reader::side_by_side(), Memory::default());
        let mut most = 0;
        for round in 0..rounds {
            let mut at = dice.below(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            match dice.below(8) {
                0 => text.insert_str(at, "\n\n"),
                1 => text.insert_str(at, &format!("{} ", 10 + dice.below(30))),
                2 => text.insert_str(at, " Hanoi "),
                3 => drop(text.remove(at)),
                4 => {
                    let sentence = dice.sentence();
                    text.insert_str(at, &format!("\n\n{sentence}\n\n"));
                }
                5 => {
                    // A paragraph goes elsewhere.
                    let start = text[..at].rfind("\n\n").unwrap_or(0);
                    let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
                    let paragraph: String = text.drain(start..end).collect();
                    let to = text.find("\n\n").unwrap_or(0);
                    text.insert_str(to, &paragraph);
                }
                6 => text.insert(at, 'e'),
                _ => {
                    let digit = text[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit);
                    if let Some(digit) = digit {
                        text.replace_range(digit..=digit, &dice.below(10).to_string());
                    }
                }
            }
            let again = warm.read(text.as_str().into(), &origin, &desk);
            if dice.below(10) == 0 {
                let (turn, asked) = (dice.below(17), Cell::new(0));
                checks::run_again(&again, &desk, &mut memory, &|| asked.replace(asked.get() + 1) > turn);
                continue;
            }
            let found = checks::run_again(&again, &desk, &mut memory, &|| false).unwrap_or_default();
            assert_eq!(found, checks::run(&again, &desk), "{seed} {round}: {text:?}");
            most = most.max(found.len());
        }
        assert!(most > 20, "{most}");
    }
}
