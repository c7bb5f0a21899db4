//! Versions of a story: found, aligned, held against each other. `tests/checks/translation/*.tsv` are pairs of texts.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::{fs, io};

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks::{self, Code, Finding, Severity, Version, translation};
use copydesk::desk::Desk;
use copydesk::settings::{Layer, Settings};
use copydesk::story::{Digest, Link, Mark, link};
use proptest::prelude::*;

struct Text {
    path: String,
    article: Article,
    digest: Digest,
}

fn read(path: &str, text: &str) -> Text {
    let origin = Origin { name: path.to_owned(), ..Origin::default() };
    let article = Reader::default().read(text.into(), &origin, &Desk::default());
    Text { path: path.to_owned(), digest: Digest::of(&article), article }
}

fn compared(texts: &[Text], desk: &Desk) -> Vec<Vec<Finding>> {
    let versions: Vec<Version<'_>> =
        texts.iter().map(|t| Version { path: &t.path, article: &t.article, digest: &t.digest }).collect();
    translation(&versions, &vec![desk; texts.len()])
}

/// The findings at warning or above in a text: what each is about.
fn grave(text: &Text, findings: &[Finding]) -> Vec<String> {
    let grave = findings.iter().filter(|f| f.severity >= Severity::Warning);
    grave.map(|f| f.span.of(&text.article.text).to_owned()).collect()
}

/// A text with the edits of a fix that are its own.
fn mended(text: &Text, finding: &Finding) -> Option<String> {
    let fix = finding.fixes.first()?;
    let mut edits: Vec<_> = fix.edits.iter().filter(|e| e.elsewhere.is_none()).collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span));
    let mut out = text.article.text.to_string();
    for edit in edits {
        out.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    Some(out)
}

fn rows(name: &str) -> io::Result<Vec<Vec<String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/translation").join(name);
    let text = fs::read_to_string(path)?;
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    Ok(rows.map(|l| l.split('\t').map(str::to_owned).collect()).collect())
}

fn pair(row: &[String]) -> [Text; 2] {
    let text = |at: usize| read(&format!("a.{}.txt", row[at]), &row[at + 2]);
    [text(0), text(1)]
}

#[test]
fn faults_are_found_in_both_versions_and_mended() -> io::Result<()> {
    for row in rows("faults.tsv")? {
        let texts = pair(&row);
        let found = compared(&texts, &Desk::default());
        let second = grave(&texts[1], &found[1]);
        assert!(second.contains(&row[4]), "{} not in {second:?}", row[4]);
        let joint = found[1].iter().any(|f| f.fixes.iter().any(|x| x.edits.len() > 1));
        assert!(second.len() == 1 || joint, "{second:?}");
        assert_eq!(grave(&texts[0], &found[0]).len(), second.len(), "{}", row[2]);
        let finding = found[1].iter().find(|f| f.span.of(&texts[1].article.text) == row[4]).expect("found above");
        assert!(finding.related.iter().any(|r| r.elsewhere.is_some()), "{}", row[4]);
        assert_eq!(row[5] == "-", finding.fixes.is_empty(), "{}", row[4]);
        let to = finding.fixes.first().and_then(|fix| fix.title.args.iter().find(|(name, _)| *name == "to"));
        let to = to.map(|(_, text)| text.replace(['\u{a0}', '\u{202f}'], " ")).unwrap_or_default();
        assert!(row[5] == "-" || to.contains(&row[5].replace(['\u{a0}', '\u{202f}'], " ")), "{}: {to}", row[4]);
        // What was mended agrees.
        if let Some(text) = mended(&texts[1], finding) {
            let [first, _] = pair(&row);
            let texts = [first, read(&format!("a.{}.txt", row[1]), &text)];
            let again = compared(&texts, &Desk::default());
            assert_eq!(grave(&texts[1], &again[1]), Vec::<String>::new(), "{text}");
        }
    }
    Ok(())
}

#[test]
fn what_translators_rightly_change_is_silent() -> io::Result<()> {
    for row in rows("silent.tsv")? {
        let texts = pair(&row);
        let found = compared(&texts, &Desk::default());
        for (text, findings) in texts.iter().zip(&found) {
            assert_eq!(grave(text, findings), Vec::<String>::new(), "{} / {}", row[2], row[3]);
        }
    }
    Ok(())
}

#[test]
fn articles_that_only_their_names_link_raise_nothing() {
    let english = "The harbour of Ostend handled 412,000 tonnes of fish in 2019. A pilot earns 61,000 euros a year. \
        The lighthouse, 65 metres high, can be seen 27 miles away. Tickets cost 12.50 euros. In 1958 a storm sank 14 boats. \
        The dredger Marieke will work for 18 months.";
    let french = "Le théâtre d'Arles compte 1 240 places. Il a accueilli 38 spectacles en 2021 et coûté 7,4 millions d'euros. \
        Un abonnement vaut 96 euros. La salle, haute de 21 mètres, date de 1887. Sa troupe réunit 33 comédiens.";
    let texts = [read("notes.en.txt", english), read("notes.fr.txt", french)];
    let found = compared(&texts, &Desk::default());
    assert!(found.iter().all(Vec::is_empty), "{found:?}");
}

#[test]
fn the_explanation_tells_the_truth() {
    let explanation = checks::find(Code::Translation).expect("a check").explanation();
    for (title, wanted) in [("Wrong:", 1), ("Right:", 0)] {
        let lines = explanation.lines().skip_while(|l| *l != title).skip(2).take_while(|l| l.starts_with("- *"));
        let texts: Vec<Text> = lines
            .map(|line| {
                let (path, text) = line.trim_start_matches("- *").split_once(":* ").expect("a version");
                read(path, text)
            })
            .collect();
        assert_eq!(texts.len(), 2);
        let found = compared(&texts, &Desk::default());
        assert!(found.iter().all(|f| f.len() == wanted), "{title} {found:?}");
    }
}

/// Two versions with the same figure wrong in each paragraph but the first.
fn paragraphs() -> (Vec<String>, Vec<String>) {
    let facts = [
        ("Lindqvist", "Oslo", 412, "opened in June and has 412 beds"),
        ("Marchetti", "Turin", 731, "opened in March and has 731 beds"),
        ("Okonkwo", "Lagos", 958, "opened in May and has 958 beds"),
        ("Pereira", "Porto", 264, "opened in July and has 264 beds"),
        ("Haddad", "Tunis", 587, "opened in April and has 587 beds"),
        ("Tanaka", "Osaka", 843, "opened in August and has 843 beds"),
        ("Novak", "Prague", 376, "opened in October and has 376 beds"),
    ];
    let months = ["juin", "mars", "mai", "juillet", "avril", "août", "octobre"];
    let english = facts.iter().map(|(name, city, _, what)| format!("The {name} hospital in {city} {what}."));
    let french = facts.iter().zip(months).enumerate().map(|(i, ((name, city, beds, _), month))| {
        let beds = if i % 2 == 1 { beds + 10 } else { *beds };
        format!("L'hôpital {name} de {city} a ouvert en {month} et compte {beds} lits.")
    });
    (english.collect(), french.collect())
}

fn found_in(english: &[String], french: &[String]) -> Vec<String> {
    let texts = [read("a.en.txt", &english.join("\n\n")), read("a.fr.txt", &french.join("\n\n"))];
    let found = compared(&texts, &Desk::default());
    let mut quotes = grave(&texts[1], &found[1]);
    quotes.sort();
    quotes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Shuffling paragraphs of one version, dropping one or merging two changes nothing in the findings of the rest.
    #[test]
    fn order_and_gaps_do_not_matter(
        order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle(),
        dropped in proptest::option::of(0..7usize),
        merged in proptest::option::of(0..5usize),
    ) {
        let (english, french) = paragraphs();
        let mut moved: Vec<String> =
            order.iter().filter(|i| Some(**i) != dropped).map(|i| french[*i].clone()).collect();
        if let Some(at) = merged.filter(|at| at + 1 < moved.len()) {
            let next = moved.remove(at + 1);
            moved[at] = format!("{} {next}", moved[at]);
        }
        let mut wanted: Vec<String> =
            [(1, "741"), (3, "274"), (5, "853")].iter().filter(|(i, _)| Some(*i) != dropped).map(|(_, q)| (*q).to_owned()).collect();
        wanted.sort();
        prop_assert_eq!(found_in(&english, &moved), wanted);
    }
}

fn linked(files: &[(&str, &str)]) -> Vec<Link> {
    let patterns = Settings::default().versions;
    let marks: Vec<Mark> = files
        .iter()
        .map(|(path, text)| {
            let text = read(path, text);
            Mark::of(path, &text.article, &text.digest, &patterns)
        })
        .collect();
    link(&marks, &|_, _| false)
}

const ENGLISH: &str = "The Vinh Long sugar mill made 48,250 tonnes in 2023, 17.4% more than the year before, and paid \
    312 growers $6.85 a bag, the director Tran Van Hai said at the meeting in the town.";
const FRENCH: &str = "La sucrerie de Vinh Long a produit 48 250 tonnes en 2023, soit 17,4 % de plus que l'année \
    précédente, et a payé à 312 planteurs 6,85 dollars le sac, a dit le directeur Tran Van Hai lors de la réunion.";
const OTHER: &str = "La mairie de Vinh Long a vendu 74 voitures et 17,4 % de ses terrains en 2023, pour 9,1 millions de \
    dollars, a dit le maire lors de la réunion du conseil de la ville.";

const COACH: &str = "Un autocar parti de Nice avec 41 enfants et 10 adultes s'est couché dimanche. On compte 12 blessés, \
    dont 15 légers transportés par 70 pompiers.\n";
const TENNIS: &str = "He played 12 hours in Nice and lost 10 games and 15 sets before a crowd of 70 people on Sunday, \
    said his coach, and he will rest for weeks.\n";

#[test]
fn versions_are_found() {
    let story = "---\nstory: sugar\n---\n\nText of an article.\n";
    for (files, wanted) in [
        (vec![("n/mill.en.md", "One."), ("n/mill.fr.md", "Un."), ("n/hill.fr.md", "Deux.")], vec![vec![0, 1]]),
        (vec![("en/mill.md", "One."), ("fr/mill.md", "Un."), ("vi/hill.md", "Hai.")], vec![vec![0, 1]]),
        (vec![("x.en.md", story), ("y.fr.md", story)], vec![vec![0, 1]]),
        (vec![("x.en.md", "One."), ("y.fr.md", "---\ntranslation-of: x.en.md\n---\n\nUn.\n")], vec![vec![0, 1]]),
        // By what is in them, with no mark at all; not what shares a few figures.
        (vec![("1.txt", ENGLISH), ("2.txt", OTHER), ("3.txt", FRENCH)], vec![vec![0, 2]]),
        (vec![("1.txt", ENGLISH), ("2.txt", OTHER)], vec![]),
        // Small counts and round ones are in articles on anything.
        (vec![("1.txt", COACH), ("2.txt", TENNIS)], vec![]),
        // One language is no translation.
        (vec![("1.txt", ENGLISH), ("2.txt", ENGLISH)], vec![]),
        (vec![("a.md", "One."), ("b.md", "Two.")], vec![]),
    ] {
        let links: Vec<Vec<usize>> = linked(&files).into_iter().map(|l| l.members).collect();
        assert_eq!(links, wanted, "{files:?}");
    }
}

#[test]
fn a_refused_guess_is_no_story() {
    let (layer, problems) = Layer::from_toml("[story]\noriginal = \"en\"\napart = [[\"1.txt\", \"sub/3.txt\"]]\n");
    assert!(problems.is_empty(), "{problems:?}");
    let settings = Settings::merged(&[&layer]);
    assert_eq!(settings.original.as_deref(), Some("en"));
    assert!(settings.are_apart(Path::new("/n/sub/3.txt"), Path::new("/n/1.txt")));
    assert!(!settings.are_apart(Path::new("/n/3.txt"), Path::new("/n/1.txt")));
}

#[test]
fn where_one_is_the_original_the_other_is_mended() {
    let settings = Settings { original: Some("en".to_owned()), ..Settings::default() };
    let desk = Desk::new(settings);
    let texts = [
        read("a.en.txt", "Sales reached 412 cars in Lyon."),
        read("a.fr.txt", "Les ventes ont atteint 421 voitures à Lyon."),
    ];
    let found = compared(&texts, &desk);
    let edits = |i: usize| found[i][0].fixes.iter().flat_map(|f| &f.edits).map(|e| e.text.clone()).collect::<Vec<_>>();
    assert_eq!((edits(0), edits(1)), (vec!["412".to_owned()], vec!["412".to_owned()]));
}

#[test]
fn three_versions_are_told_in_each() {
    let texts = [
        read("a.en.txt", "Sales reached 412 cars in Lyon."),
        read("a.fr.txt", "Les ventes ont atteint 412 voitures à Lyon."),
        read("a.vi.txt", "Doanh số đạt 421 xe tại Lyon."),
    ];
    let found = compared(&texts, &Desk::default());
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(found[2][0].related.len(), 2, "one finding, held against both");
    // The figure of one can be written into both others at once, each in its own notation.
    let through = found[2][0].fixes.iter().find(|fix| {
        let files: std::collections::BTreeSet<_> =
            fix.edits.iter().filter_map(|e| e.elsewhere.as_ref().map(|other| other.path.clone())).collect();
        files.len() == 2
    });
    assert!(through.is_some_and(|fix| fix.edits.iter().all(|e| e.text == "421")), "{:?}", found[2][0].fixes);
}

/// An archive that holds a story for every day: each version is held against those beside it.
#[test]
fn copies_of_a_story_are_held_against_the_nearest() {
    let texts = |days: usize| -> Vec<Text> {
        let day = |n: usize| {
            [
                read(&format!("{n:03}/a.en.txt"), "Sales reached 412 cars in Lyon."),
                read(&format!("{n:03}/a.fr.txt"), "Les ventes ont atteint 421 voitures à Lyon."),
                read(&format!("{n:03}/a.vi.txt"), "Doanh số đạt 412 xe tại Lyon."),
            ]
        };
        (0..days).flat_map(day).collect()
    };
    let one = compared(&texts(1), &Desk::default());
    let texts = texts(40);
    for (at, found) in compared(&texts, &Desk::default()).iter().enumerate() {
        let alike = &one[at % 3];
        assert_eq!(found.len(), alike.len());
        for (found, alike) in found.iter().zip(alike) {
            assert_eq!((found.span, found.related.len()), (alike.span, alike.related.len()));
            let day = &texts[at].path[..3];
            let beside = |path: &str| path.starts_with(day);
            assert!(found.related.iter().filter_map(|r| r.elsewhere.as_ref()).all(|other| beside(&other.path)));
        }
    }
}

/// Drafts that all differ: each is held against a few, and what those say is told.
#[test]
fn many_drafts_of_a_story_are_held_against_a_few() {
    let mut texts: Vec<Text> = Vec::new();
    for n in 0..60 {
        texts.push(read(&format!("{n:02}.en.txt"), &format!("Sales reached {} cars in Lyon.", 4120 + n)));
        texts.push(read(&format!("{n:02}.fr.txt"), &format!("Les ventes ont atteint {} voitures à Lyon.", 5120 + n)));
    }
    let found = compared(&texts, &Desk::default());
    assert!(found.iter().all(|found| found.len() == 1 && (8..=16).contains(&found[0].related.len())));
}
