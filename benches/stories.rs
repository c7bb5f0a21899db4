//! How many articles a folder may have: `cargo bench --bench stories` makes 1,000, 10,000 and 100,000 of them, most of
//! them versions of a story that nothing but their content tells, and reads, checks, links and compares them as
//! `check` does. It prints time and peak memory, how many stories were found, and how many planted slips.
//!
//! `cargo bench --bench stories -- 5000` makes so many; `-- --write FOLDER 5000` writes them there, for `check`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use copydesk::article::{Article, Origin, Reader};
use copydesk::checks::{self, Severity, Version};
use copydesk::desk::Desk;
use copydesk::settings::Settings;
use copydesk::story::{Digest, Mark, link};
use rayon::prelude::*;

/// Numbers that look thrown, always the same.
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to - from + 1)
    }
}

const LANGUAGES: [&str; 3] = ["en", "fr", "vi"];

/// Sentences in the three languages: `{t}` the town, `{p}` a person, `{a}`–`{c}` numbers, `{d}` one with a decimal.
const SENTENCES: [[&str; 3]; 10] = [
    [
        "The town of {t} will build {a} homes for {d} billion dong, the mayor {p} said.",
        "La ville de {t} construira {a} logements pour {d} milliards de dongs, a annoncé le maire {p}.",
        "Thành phố {t} sẽ xây {a} căn nhà với {d} tỷ đồng, thị trưởng {p} cho biết.",
    ],
    [
        "Farmers around {t} brought in {a} tonnes of rice, {d} percent more than a year before.",
        "Les agriculteurs des environs de {t} ont récolté {a} tonnes de riz, soit {d} % de plus qu'un an plus tôt.",
        "Nông dân quanh {t} thu hoạch {a} tấn lúa, tăng {d}% so với một năm trước.",
    ],
    [
        "A road of {d} kilometres will join the port of {t} to the railway.",
        "Une route de {d} kilomètres reliera le port de {t} au chemin de fer.",
        "Một con đường dài {d} km sẽ nối cảng {t} với đường sắt.",
    ],
    [
        "The hospital treated {a} patients in March, {b} of them children, doctor {p} said.",
        "L'hôpital a soigné {a} patients en mars, dont {b} enfants, a indiqué le docteur {p}.",
        "Bệnh viện điều trị {a} bệnh nhân trong tháng 3, trong đó có {b} trẻ em, bác sĩ {p} cho biết.",
    ],
    [
        "Exports of the {t} district were worth {d} million dollars, customs reported.",
        "Les exportations du district de {t} ont atteint {d} millions de dollars, selon les douanes.",
        "Xuất khẩu của huyện {t} đạt {d} triệu USD, theo hải quan.",
    ],
    [
        "The library lends {a} books a week and has {c} seats, said its head {p}.",
        "La bibliothèque prête {a} livres par semaine et compte {c} places, selon sa directrice {p}.",
        "Thư viện cho mượn {a} cuốn sách mỗi tuần và có {c} chỗ ngồi, giám đốc {p} nói.",
    ],
    [
        "Some {a} people marched through {t} on Sunday; {c} were taken to a police station.",
        "Quelque {a} personnes ont défilé dimanche à {t} ; {c} ont été conduites au poste de police.",
        "Khoảng {a} người tuần hành qua {t} hôm Chủ nhật; {c} người bị đưa về đồn cảnh sát.",
    ],
    [
        "A fishing boat with {c} men from {t} was found {d} nautical miles off the coast.",
        "Un bateau de pêche avec {c} hommes de {t} a été retrouvé à {d} milles marins de la côte.",
        "Một tàu cá chở {c} người từ {t} được tìm thấy cách bờ {d} hải lý.",
    ],
    [
        "The museum paid {d} million euros for {c} paintings, the collector {p} told visitors.",
        "Le musée a payé {d} millions d'euros pour {c} tableaux, a raconté le collectionneur {p}.",
        "Bảo tàng trả {d} triệu euro cho {c} bức tranh, nhà sưu tập {p} kể.",
    ],
    [
        "Rain of {c} millimetres flooded {a} houses in {t} within hours.",
        "Une pluie de {c} millimètres a inondé {a} maisons à {t} en quelques heures.",
        "Lượng mưa {c} mm làm ngập {a} ngôi nhà ở {t} trong vài giờ.",
    ],
];

fn name(dice: &mut Dice, syllables: u64) -> String {
    const FIRST: [&str; 16] =
        ["Ba", "Lo", "Ki", "Tan", "Ver", "Mor", "Hal", "Su", "Del", "Nor", "Pa", "Gri", "Ost", "Zu", "Wen", "Cra"];
    const LAST: [&str; 12] = ["den", "lom", "rick", "vay", "tor", "ness", "mund", "lak", "sel", "gan", "bury", "fjord"];
    let mut out = FIRST[dice.below(16) as usize].to_owned();
    for _ in 1..syllables {
        out.push_str(LAST[dice.below(12) as usize]);
    }
    out
}

fn whole(value: u64, language: &str) -> String {
    let mark = match language {
        "en" => ",",
        "fr" => "\u{202f}",
        _ => ".",
    };
    let digits = value.to_string();
    if digits.len() < 5 && language != "en" {
        return if digits.len() == 4 { format!("{}{mark}{}", &digits[..1], &digits[1..]) } else { digits };
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

fn decimal(tenths: u64, language: &str) -> String {
    let mark = if language == "en" { '.' } else { ',' };
    format!("{}{mark}{}", tenths / 10, tenths % 10)
}

/// One article of what is generated.
struct Made {
    path: String,
    story: usize,
    text: String,
}

/// A number with two of its digits the other way round.
fn transposed(value: u64) -> u64 {
    let mut digits = value.to_string().into_bytes();
    for at in (1..digits.len()).rev() {
        if digits[at] != digits[at - 1] && (at > 1 || digits[at] != b'0') {
            digits.swap(at, at - 1);
            break;
        }
    }
    String::from_utf8_lossy(&digits).parse().unwrap_or(value)
}

/// A story: its versions, and the slip that one of them has, if it has one.
fn story(number: usize) -> (Vec<Made>, bool) {
    let mut dice = Dice::of(number as u64 + 1);
    for _ in 0..8 {
        let _ = dice.next();
    }
    let (town, person) = (name(&mut dice, 3), format!("{} {}", name(&mut dice, 2), name(&mut dice, 3)));
    // Of ten stories, six are pairs without any mark, two are told in three languages by their names, two stand alone.
    let (languages, named): (&[usize], bool) = match number % 10 {
        0..=2 => (&[0, 1], false),
        3..=5 => (&[0, 2], false),
        6..=7 => (&[0, 1, 2], true),
        8 => (&[0], false),
        _ => (&[1], false),
    };
    let mut order: Vec<usize> = (0..SENTENCES.len()).collect();
    (0..order.len()).for_each(|at| order.swap(at, dice.below(10) as usize));
    order.truncate(7);
    let figures: Vec<[u64; 4]> = order
        .iter()
        .map(|_| {
            let a = dice.between(1_100, 98_000);
            [a, a / dice.between(3, 9), dice.between(21, 190), dice.between(13, 890) * 10 + dice.between(1, 9)]
        })
        .collect();
    let slip = languages.len() > 1 && dice.below(20) == 0;
    let whole_number =
        |sentence: &usize| SENTENCES[*sentence][0].contains("{a}") || SENTENCES[*sentence][0].contains("{c}");
    let slipped = order.iter().rposition(whole_number);
    let versions = languages.iter().enumerate().map(|(place, language)| {
        let code = LANGUAGES[*language];
        let mut text = format!("{town}\n\n");
        for (at, (sentence, figures)) in order.iter().zip(&figures).enumerate() {
            let [mut a, b, mut c, d] = *figures;
            if slip && place + 1 == languages.len() && Some(at) == slipped {
                (a, c) = (transposed(a), transposed(c));
            }
            let sentence = SENTENCES[*sentence][*language]
                .replace("{t}", &town)
                .replace("{p}", &person)
                .replace("{a}", &whole(a, code))
                .replace("{b}", &whole(b, code))
                .replace("{c}", &whole(c, code))
                .replace("{d}", &decimal(d, code));
            text.push_str(&sentence);
            text.push_str(if at % 2 == 0 { " " } else { "\n\n" });
        }
        let path = if named { format!("{number}.{code}.md") } else { format!("{}{number}.md", ["x", "y", "z"][place]) };
        Made { path, story: number, text }
    });
    (versions.collect(), slip)
}

fn stories(articles: usize) -> (Vec<Made>, BTreeSet<usize>) {
    let (mut out, mut slips) = (Vec::new(), BTreeSet::new());
    for number in 0.. {
        if out.len() >= articles {
            break;
        }
        let (versions, slip) = story(number);
        out.extend(versions);
        if slip {
            slips.insert(number);
        }
    }
    (out, slips)
}

fn read(made: &Made, desk: &Desk) -> Article {
    let origin = Origin { name: made.path.clone(), ..Origin::default() };
    Reader::default().read(made.text.as_str().into(), &origin, desk)
}

/// The most memory that was held since it was last asked, in MB; nothing where the system does not say.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let _ = fs::write("/proc/self/clear_refs", "5");
    Some(kilobytes / 1024)
}

fn run(articles: usize) -> Duration {
    let (made, slips) = stories(articles);
    let (desk, patterns) = (Desk::default(), Settings::default().versions);
    let bytes: usize = made.iter().map(|m| m.text.len()).sum();
    let _ = peak();
    let start = Instant::now();
    let marks: Vec<(Mark, usize)> = made
        .par_iter()
        .map(|made| {
            let article = read(made, &desk);
            let findings = checks::run(&article, &desk);
            let grave = findings.iter().filter(|f| f.severity >= Severity::Warning).count();
            (Mark::of(&made.path, &article, &Digest::of(&article), &patterns), grave)
        })
        .collect();
    let checked = start.elapsed();
    let grave: usize = marks.iter().map(|(_, grave)| grave).sum();
    let marks: Vec<Mark> = marks.into_iter().map(|(mark, _)| mark).collect();
    let links = link(&marks, &|_, _| false);
    let linked = start.elapsed();
    let told: Vec<(usize, usize)> = links
        .par_iter()
        .map(|link| {
            let read: Vec<(Article, Digest)> = link
                .members
                .iter()
                .map(|at| {
                    let article = read(&made[*at], &desk);
                    let digest = Digest::of(&article);
                    (article, digest)
                })
                .collect();
            let versions: Vec<Version<'_>> = link
                .members
                .iter()
                .zip(&read)
                .map(|(at, (article, digest))| Version { path: &made[*at].path, article, digest })
                .collect();
            let found = checks::translation(&versions, &vec![&desk; versions.len()]);
            (link.members[0], found.iter().flatten().filter(|f| f.severity >= Severity::Warning).count())
        })
        .collect();
    let compared = start.elapsed();
    let memory = peak().map_or_else(|| "?".to_owned(), |mb| mb.to_string());
    // Of all that was linked: is it one story, and all of it?
    let mut wanted = std::collections::BTreeMap::<usize, usize>::new();
    made.iter().for_each(|m| *wanted.entry(m.story).or_default() += 1);
    let right = |members: &[usize]| {
        let story = made[members[0]].story;
        members.iter().all(|m| made[*m].story == story) && wanted.get(&story) == Some(&members.len())
    };
    let all = wanted.values().filter(|count| **count > 1).count();
    let good = links.iter().filter(|l| right(&l.members)).count();
    let faulty = |at: usize| slips.contains(&made[at].story);
    let found = told.iter().filter(|(at, count)| *count > 0 && faulty(*at)).count();
    let alarms = told.iter().filter(|(at, count)| *count > 0 && !faulty(*at)).count();
    println!(
        "{:>7} articles, {:>5.1} MB: read and checked {:>6.2} s, linked {:>5.2} s, compared {:>6.2} s; {:>4.0} µs an \
         article, {memory} MB at most",
        made.len(),
        bytes as f64 / 1e6,
        checked.as_secs_f64(),
        (linked - checked).as_secs_f64(),
        (compared - linked).as_secs_f64(),
        compared.as_secs_f64() * 1e6 / made.len() as f64,
    );
    println!(
        "        {good} of {all} stories found, {} wrong links; {found} of {} slips found, {alarms} false alarms between \
         versions, {grave} within an article",
        links.len() - good,
        slips.len(),
    );
    compared
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let number = args.iter().find_map(|a| a.replace(['_', ','], "").parse::<usize>().ok());
    if let Some(at) = args.iter().position(|a| a == "--write") {
        let folder = Path::new(args.get(at + 1).map_or("stories", String::as_str));
        // A thousand to a folder, so that no folder grows too long.
        for (at, made) in stories(number.unwrap_or(1_000)).0.iter().enumerate() {
            let folder = folder.join((made.story / 500).to_string());
            if let Err(error) =
                fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(&made.path), &made.text))
            {
                eprintln!("article {at}: {error}");
                return;
            }
        }
        return;
    }
    let sizes = number.map_or_else(|| vec![1_000, 10_000, 100_000], |n| vec![n]);
    let times: Vec<(usize, Duration)> = sizes.into_iter().map(|size| (size, run(size))).collect();
    if let [(few, first), .., (many, last)] = times.as_slice() {
        let growth = last.as_secs_f64() / first.as_secs_f64();
        println!("{} times the articles take {growth:.0} times as long", many / few);
    }
}
