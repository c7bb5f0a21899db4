//! A reader that has read every version of an article reads the last one as a fresh reader does: figures, claims and
//! findings (invariant 4).

use std::sync::Arc;

use copydesk::article::{Article, DateSource, Origin, Reader};
use copydesk::checks::{self, Finding};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::markup::{Block, Format};
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

/// Everything that a reading tells, without what is kept behind it.
#[derive(Debug, PartialEq)]
struct Told {
    language: Option<Language>,
    date: Option<(String, DateSource)>,
    passages: Vec<(usize, Option<Language>, Block, copydesk::article::Reading)>,
    directives: String,
    findings: Vec<Finding>,
}

fn told(article: &Article, desk: &Desk) -> Told {
    let passages = article.blocks.iter().map(|p| (p.base, p.language, (*p.block).clone(), (*p.reading).clone()));
    Told {
        language: article.language,
        date: article.date.clone(),
        passages: passages.collect(),
        directives: format!("{:?}", article.directives),
        findings: checks::run(article, desk),
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
        let (origin, desk) = (origin(name), Desk::default());
        let mut warm = Reader::default();
        let mut text = text.to_owned();
        warm.read(text.as_str().into(), &origin, &desk);
        for edit in edits {
            text = edited(&text, edit);
            let source: Arc<str> = text.as_str().into();
            let (again, fresh) = (warm.read(source.clone(), &origin, &desk), Reader::default().read(source, &origin, &desk));
            prop_assert_eq!(told(&again, &desk), told(&fresh, &desk), "{:?}", text);
        }
    }

    /// What is read in one article does not show in another that the same reader reads next, whatever its name.
    #[test]
    fn one_reader_reads_many_articles(order in prop::collection::vec((0..ARTICLES.len(), 0..ARTICLES.len()), 1..8)) {
        let desk = Desk::default();
        let mut warm = Reader::default();
        for (text, name) in order {
            let (text, origin): (Arc<str>, _) = (ARTICLES[text].1.into(), origin(ARTICLES[name].0));
            let (again, fresh) = (warm.read(text.clone(), &origin, &desk), Reader::default().read(text, &origin, &desk));
            prop_assert_eq!(told(&again, &desk), told(&fresh, &desk));
        }
    }
}

#[test]
fn typing_an_article_letter_by_letter() {
    for (name, text) in ARTICLES {
        let (origin, desk) = (origin(name), Desk::default());
        let mut warm = Reader::default();
        // Every seventh boundary: each state of the article is read twice.
        for (at, _) in text.char_indices().step_by(7).chain([(text.len(), ' ')]) {
            let source: Arc<str> = text[..at].into();
            let (again, fresh) =
                (warm.read(source.clone(), &origin, &desk), Reader::default().read(source, &origin, &desk));
            assert_eq!(told(&again, &desk), told(&fresh, &desk), "{:?}", &text[..at]);
        }
    }
}
