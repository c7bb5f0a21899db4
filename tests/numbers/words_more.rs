//! The same for Spanish, Italian, Portuguese and Dutch.

use super::words::groups;

fn two(tens: &[&str; 10], ones: &[&str], n: usize, join: &str) -> String {
    match n % 10 {
        _ if n < ones.len() => ones[n].to_owned(),
        0 => tens[n / 10].to_owned(),
        one => format!("{}{join}{}", tens[n / 10], ones[one]),
    }
}

const SPANISH: [&str; 30] = [
    "",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiún",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const SPANISH_TENS: [&str; 10] =
    ["", "", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const SPANISH_HUNDREDS: [&str; 10] = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];

fn words(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

fn spanish_group(count: u64) -> String {
    let (hundreds, rest) = ((count / 100) as usize, (count % 100) as usize);
    if count == 100 {
        return "cien".to_owned();
    }
    words(&[SPANISH_HUNDREDS[hundreds], &two(&SPANISH_TENS, &SPANISH, rest, " y ")])
}

pub fn spanish(number: u64) -> String {
    // By the million: 10⁹ is "mil millones".
    let six = |count: u64| {
        let thousands = match count / 1000 {
            0 => String::new(),
            1 => "mil".to_owned(),
            many => format!("{} mil", spanish_group(many)),
        };
        words(&[&thousands, &spanish_group(count % 1000)])
    };
    let mut out = Vec::new();
    for (power, one, many) in [(18, "trillón", "trillones"), (12, "billón", "billones"), (6, "millón", "millones")] {
        match number / 10u64.pow(power) % 1_000_000 {
            0 => {}
            1 => out.push(format!("un {one}")),
            count => out.push(format!("{} {many}", six(count))),
        }
    }
    out.push(six(number % 1_000_000));
    let text = words(&out.iter().map(String::as_str).collect::<Vec<_>>());
    // At the end the one counts nothing: "veintiuno".
    match text.strip_suffix("veintiún") {
        Some(head) => format!("{head}veintiuno"),
        None => text.strip_suffix(" un").map(|head| format!("{head} uno")).unwrap_or(text),
    }
}

const PORTUGUESE: [&str; 20] = [
    "",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
];
const PORTUGUESE_TENS: [&str; 10] =
    ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];
const PORTUGUESE_HUNDREDS: [&str; 10] = [
    "",
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
];

fn portuguese_group(count: u64) -> String {
    let (hundreds, rest) = ((count / 100) as usize, (count % 100) as usize);
    match (hundreds, rest) {
        (1, 0) => "cem".to_owned(),
        (_, 0) => PORTUGUESE_HUNDREDS[hundreds].to_owned(),
        (0, _) => two(&PORTUGUESE_TENS, &PORTUGUESE, rest, " e "),
        _ => format!("{} e {}", PORTUGUESE_HUNDREDS[hundreds], two(&PORTUGUESE_TENS, &PORTUGUESE, rest, " e ")),
    }
}

/// As in Brazil, by the thousand.
pub fn brazilian(number: u64) -> String {
    let mut out = String::new();
    for (power, count) in groups(number) {
        let name = match power {
            6 => ["milhão", "milhões"],
            9 => ["bilhão", "bilhões"],
            12 => ["trilhão", "trilhões"],
            15 => ["quatrilhão", "quatrilhões"],
            18 => ["quintilhão", "quintilhões"],
            _ => ["", ""],
        };
        let written = match (power, count) {
            (3, 1) => "mil".to_owned(),
            (3, _) => format!("{} mil", portuguese_group(count)),
            (0, _) => portuguese_group(count),
            (_, 1) => format!("um {}", name[0]),
            _ => format!("{} {}", portuguese_group(count), name[1]),
        };
        if !out.is_empty() {
            out += if power == 0 && (count < 100 || count.is_multiple_of(100)) { " e " } else { " " };
        }
        out += &written;
    }
    out
}

const ITALIAN: [&str; 20] = [
    "",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const ITALIAN_TENS: [&str; 10] =
    ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];

fn italian_group(count: u64, last: bool) -> String {
    let (hundreds, rest) = ((count / 100) as usize, (count % 100) as usize);
    let hundred = match hundreds {
        0 => String::new(),
        1 => "cento".to_owned(),
        _ => format!("{}cento", ITALIAN[hundreds]),
    };
    let small = match (rest / 10, rest % 10) {
        (0..2, _) => ITALIAN[rest].to_owned(),
        (tens, 0) => ITALIAN_TENS[tens].to_owned(),
        (tens, one @ (1 | 8)) => format!("{}{}", &ITALIAN_TENS[tens][..ITALIAN_TENS[tens].len() - 1], ITALIAN[one]),
        (tens, 3) if last => format!("{}tré", ITALIAN_TENS[tens]),
        (tens, one) => format!("{}{}", ITALIAN_TENS[tens], ITALIAN[one]),
    };
    // "centotto", "centottanta".
    match hundred.strip_suffix('o') {
        Some(short) if small.starts_with("ott") => format!("{short}{small}"),
        _ => hundred + &small,
    }
}

pub fn italian(number: u64) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut thousands = String::new();
    for (power, count) in groups(number) {
        let name = match power {
            6 => ["milione", "milioni"],
            9 => ["miliardo", "miliardi"],
            12 => ["bilione", "bilioni"],
            15 => ["biliardo", "biliardi"],
            _ => ["trilione", "trilioni"],
        };
        match (power, count) {
            (0, _) => thousands += &italian_group(count, true),
            (3, 1) => "mille".clone_into(&mut thousands),
            (3, _) => {
                let group = italian_group(count, false);
                // "ventunomila" as well as "ventunmila".
                thousands = format!("{group}mila");
            }
            (_, 1) => out.push(format!("un {}", name[0])),
            _ => out.push(format!("{} {}", italian_group(count, true), name[1])),
        }
    }
    if !thousands.is_empty() {
        out.push(thousands);
    }
    out.join(" ")
}

const DUTCH: [&str; 20] = [
    "",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const DUTCH_TENS: [&str; 10] =
    ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

fn dutch_group(count: u64) -> String {
    let (hundreds, rest) = ((count / 100) as usize, (count % 100) as usize);
    let hundred = match hundreds {
        0 => String::new(),
        1 => "honderd".to_owned(),
        _ => format!("{}honderd", DUTCH[hundreds]),
    };
    let small = match (rest / 10, rest % 10) {
        (0..2, _) => DUTCH[rest].to_owned(),
        (tens, 0) => DUTCH_TENS[tens].to_owned(),
        (tens, one @ (2 | 3)) => format!("{}ën{}", DUTCH[one], DUTCH_TENS[tens]),
        (tens, one) => format!("{}en{}", DUTCH[one], DUTCH_TENS[tens]),
    };
    hundred + &small
}

pub fn dutch(number: u64) -> String {
    let written = groups(number).into_iter().map(|(power, count)| match power {
        0 => dutch_group(count),
        3 if count == 1 => "duizend".to_owned(),
        3 => format!("{}duizend", dutch_group(count)),
        6 => format!("{} miljoen", dutch_group(count)),
        9 => format!("{} miljard", dutch_group(count)),
        12 => format!("{} biljoen", dutch_group(count)),
        15 => format!("{} biljard", dutch_group(count)),
        _ => format!("{} triljoen", dutch_group(count)),
    });
    written.collect::<Vec<_>>().join(" ")
}
