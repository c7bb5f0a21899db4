//! Whole numbers in words, from 13 to 10¹⁸, as a person of each language writes them. It knows nothing of the packs: it
//! is what they are held against.

use super::words_more as more;

pub type Writer = fn(u64) -> String;

pub const WRITERS: &[(&str, Writer)] = &[
    ("en", english),
    ("en", english_with_and),
    ("fr", french),
    ("fr", swiss),
    ("vi", vietnamese),
    ("de", german),
    ("es", more::spanish),
    ("it", more::italian),
    ("pt", more::brazilian),
    ("nl", more::dutch),
];

/// Cuts a number at powers of a thousand: the highest group first, with its power.
pub fn groups(number: u64) -> Vec<(u32, u64)> {
    let group = |power: u32| (power, number / 1000u64.pow(power / 3) % 1000);
    (0..=18).rev().filter(|power| power % 3 == 0).map(group).filter(|(_, count)| *count > 0).collect()
}

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn english_group(number: u64, and: &str) -> String {
    let small = |n: usize| match n {
        0..20 => ENGLISH[n].to_owned(),
        _ if n.is_multiple_of(10) => ENGLISH_TENS[n / 10].to_owned(),
        _ => format!("{}-{}", ENGLISH_TENS[n / 10], ENGLISH[n % 10]),
    };
    let (hundreds, rest) = ((number / 100) as usize, (number % 100) as usize);
    match (hundreds, rest) {
        (0, _) => small(rest),
        (_, 0) => format!("{} hundred", ENGLISH[hundreds]),
        _ => format!("{} hundred {and}{}", ENGLISH[hundreds], small(rest)),
    }
}

fn english_of(number: u64, and: &str) -> String {
    let name = |power| match power {
        0 => "",
        3 => " thousand",
        6 => " million",
        9 => " billion",
        12 => " trillion",
        15 => " quadrillion",
        _ => " quintillion",
    };
    let words = groups(number).into_iter().map(|(power, count)| english_group(count, and) + name(power));
    words.collect::<Vec<_>>().join(" ")
}

fn english(number: u64) -> String {
    english_of(number, "")
}

fn english_with_and(number: u64) -> String {
    english_of(number, "and ")
}

const FRENCH: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];

fn french_small(n: usize, swiss: bool) -> String {
    let tens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante"];
    if n < 20 {
        return FRENCH[n].to_owned();
    }
    let (base, rest) = match n {
        70..80 if !swiss => ("soixante", n - 60),
        80..100 if !swiss => ("quatre-vingt", n - 80),
        _ => (tens[n / 10], n % 10),
    };
    match rest {
        0 if base == "quatre-vingt" => "quatre-vingts".to_owned(),
        0 => base.to_owned(),
        1 | 11 if base != "quatre-vingt" => format!("{base} et {}", FRENCH[rest]),
        _ => format!("{base}-{}", FRENCH[rest]),
    }
}

fn french_group(number: u64, swiss: bool) -> String {
    let (hundreds, rest) = ((number / 100) as usize, (number % 100) as usize);
    let cent = match hundreds {
        0 => return french_small(rest, swiss),
        1 => "cent".to_owned(),
        _ => format!("{} cent{}", FRENCH[hundreds], if rest == 0 { "s" } else { "" }),
    };
    if rest == 0 { cent } else { format!("{cent} {}", french_small(rest, swiss)) }
}

fn french_of(number: u64, swiss: bool) -> String {
    let words = groups(number).into_iter().map(|(power, count)| {
        // "deux cent mille", "quatre-vingt mille": no plural before "mille".
        let written = french_group(count, swiss);
        let singular = written.strip_suffix("cents").map(|w| format!("{w}cent"));
        let singular = singular.or_else(|| written.strip_suffix("vingts").map(|w| format!("{w}vingt")));
        let many = if count > 1 { "s" } else { "" };
        match power {
            0 => written,
            3 if count == 1 => "mille".to_owned(),
            3 => format!("{} mille", singular.unwrap_or(written)),
            6 => format!("{written} million{many}"),
            9 => format!("{written} milliard{many}"),
            12 => format!("{written} billion{many}"),
            15 => format!("{written} billiard{many}"),
            _ => format!("{written} trillion{many}"),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn french(number: u64) -> String {
    french_of(number, false)
}

fn swiss(number: u64) -> String {
    french_of(number, true)
}

const VIETNAMESE: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

fn vietnamese_group(number: u64, first: bool) -> String {
    let (hundreds, tens, ones) = ((number / 100) as usize, (number / 10 % 10) as usize, (number % 10) as usize);
    let mut out = Vec::new();
    if hundreds > 0 || !first {
        out.push(format!("{} trăm", VIETNAMESE[hundreds]));
    }
    match (tens, ones) {
        (0, 0) => {}
        (0, _) if out.is_empty() => {}
        (0, _) => out.push("linh".to_owned()),
        (1, _) => out.push("mười".to_owned()),
        _ => out.push(format!("{} mươi", VIETNAMESE[tens])),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => out.push("mốt".to_owned()),
        (1.., 5) => out.push("lăm".to_owned()),
        _ => out.push(VIETNAMESE[ones].to_owned()),
    }
    out.join(" ")
}

fn vietnamese(number: u64) -> String {
    // "một triệu tỷ" is 10¹⁵: above a billion the groups are counted in billions.
    let (billions, rest) = (number / 1_000_000_000, number % 1_000_000_000);
    let upto_billion = |number: u64, first: bool| {
        let words = groups(number).into_iter().enumerate().map(|(at, (power, count))| {
            let name = match power {
                0 => "",
                3 => " nghìn",
                6 => " triệu",
                _ => " tỷ",
            };
            vietnamese_group(count, first && at == 0) + name
        });
        words.collect::<Vec<_>>().join(" ")
    };
    match (billions, rest) {
        (0, _) => upto_billion(rest, true),
        (_, 0) => format!("{} tỷ", upto_billion(billions, true)),
        _ => format!("{} tỷ {}", upto_billion(billions, true), upto_billion(rest, false)),
    }
}

const GERMAN: [&str; 20] = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const GERMAN_TENS: [&str; 10] =
    ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

fn german_group(number: u64, last: bool) -> String {
    let (hundreds, rest) = ((number / 100) as usize, (number % 100) as usize);
    let hundred = if hundreds > 0 { format!("{}hundert", GERMAN[hundreds]) } else { String::new() };
    let small = match rest {
        0 => String::new(),
        1 if last => "eins".to_owned(),
        1..20 => GERMAN[rest].to_owned(),
        _ if rest.is_multiple_of(10) => GERMAN_TENS[rest / 10].to_owned(),
        _ => format!("{}und{}", GERMAN[rest % 10], GERMAN_TENS[rest / 10]),
    };
    hundred + &small
}

fn german(number: u64) -> String {
    let mut words: Vec<String> = Vec::new();
    for (power, count) in groups(number) {
        let (one, many) = match power {
            6 => ("Million", "Millionen"),
            9 => ("Milliarde", "Milliarden"),
            12 => ("Billion", "Billionen"),
            15 => ("Billiarde", "Billiarden"),
            18 => ("Trillion", "Trillionen"),
            _ => ("", ""),
        };
        match power {
            // Below a million all is one word.
            3 => words.push(format!("{}tausend", german_group(count, false))),
            0 if words.last().is_some_and(|w| w.ends_with("tausend")) => {
                if let Some(word) = words.last_mut() {
                    word.push_str(&german_group(count, true));
                }
            }
            0 => words.push(german_group(count, true)),
            _ if count == 1 => words.push(format!("eine {one}")),
            _ => words.push(format!("{} {many}", german_group(count, false))),
        }
    }
    words.join(" ")
}
