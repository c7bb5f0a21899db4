//! Misspelled names of larger places where a place stands are put right, words that are no places are let be. Both are
//! drawn from the table and from lists by a generator without chance: every run asks the same.

// Helpers of tests stand outside `#[test]`, where clippy does not know them for tests.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::HashSet;

use copydesk::article::{Origin, Reader};
use copydesk::checks::{self, Code, Finding, Severity};
use copydesk::desk::Desk;
use copydesk::language::Language;
use copydesk::place::{Form, Gazetteer, Place, PlaceKind, spelling, wanted};

/// Sentences with a cue for a place, `{}` where it stands.
const CUED: [(&str, [&str; 12]); 3] = [
    (
        "en",
        [
            "The firm will open a second plant in {} next spring.",
            "Floods hit the city of {} on Monday night.",
            "Flights to {} were cancelled after the strike.",
            "She was born near {} and studied law.",
            "Residents of {} queued for water for hours.",
            "The train left late and arrived in {} at noon.",
            "A fire destroyed a market in {}, officials said.",
            "Police near {} closed two roads.",
            "The mayor of {} asked for help.",
            "Engineers based in {} designed the bridge.",
            "He moved to {} when he was nine.",
            "Schools across {} stayed shut.",
        ],
    ),
    (
        "fr",
        [
            "L'entreprise ouvrira une usine à {} au printemps.",
            "La ville de {} a été inondée dans la nuit.",
            "Les vols à destination de {} ont été annulés.",
            "Elle est née près de {} et a étudié le droit.",
            "Les habitants de {} ont manqué d'eau.",
            "Le train est arrivé à {} vers midi.",
            "Un incendie a détruit un marché à {}, selon la police.",
            "La police a fermé deux routes autour de {}.",
            "Le maire de {} demande de l'aide.",
            "Les ingénieurs, basés à {}, ont dessiné le pont.",
            "Il roulait vers {} quand la neige est tombée.",
            "Le marché de la ville de {} reste fermé.",
        ],
    ),
    (
        "vi",
        [
            "Công ty sẽ mở nhà máy tại {} vào mùa xuân.",
            "Mưa lớn gây ngập ở {} trong đêm.",
            "Các chuyến bay đến {} bị hủy vì bão.",
            "Bà sinh ra ở gần {} và học luật.",
            "Người dân tại {} thiếu nước sạch.",
            "Tàu đến {} lúc giữa trưa.",
            "Một khu chợ ở {} bị cháy rụi.",
            "Cảnh sát chặn hai con đường gần {} từ sáng.",
            "Đoàn công tác vừa từ {} trở về.",
            "Các kỹ sư tại {} thiết kế cây cầu.",
            "Anh chuyển về {} khi lên chín.",
            "Trường học trên toàn {} đóng cửa.",
        ],
    ),
];

/// Numbers without chance.
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

/// A name with one slip, of the four kinds in turn; nothing where the kind does not fit the name.
fn slip(name: &str, kind: usize, language: &str, draw: &mut Draw) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    // The first letter stays: few hands slip there.
    let at = 1 + draw.next(letters.len() - 2);
    let plain = |at: usize, letters: &[char]| letters.get(at).is_some_and(|c| c.is_lowercase());
    match kind {
        0 if plain(at, &letters) => drop(letters.remove(at)),
        1 if plain(at, &letters) => letters.insert(at, letters[at]),
        2 if plain(at, &letters) && plain(at + 1, &letters) && letters[at] != letters[at + 1] => {
            letters.swap(at, at + 1)
        }
        3 => {
            const WRONG: [(char, &str); 24] = [
                ('a', "áàâ"),
                ('e', "éèê"),
                ('i', "íî"),
                ('o', "óôò"),
                ('u', "úù"),
                ('é', "eè"),
                ('è', "eé"),
                ('ê', "eé"),
                ('ï', "i"),
                ('ô', "o"),
                ('â', "a"),
                ('ả', "ãá"),
                ('ã', "ảạ"),
                ('ạ', "ảa"),
                ('á', "àa"),
                ('à', "áa"),
                ('ế', "ềê"),
                ('ề', "ếê"),
                ('ồ', "ốô"),
                ('ố', "ồô"),
                ('ộ', "ổô"),
                ('ò', "óo"),
                ('ơ', "ờo"),
                ('ắ', "ằă"),
            ];
            let marks: Vec<usize> = (1..letters.len()).filter(|i| WRONG.iter().any(|w| w.0 == letters[*i])).collect();
            // An accent that Vietnamese leaves out is another matter.
            let marks: Vec<usize> = marks.into_iter().filter(|i| language != "vi" || !letters[*i].is_ascii()).collect();
            let at = *marks.get(draw.next(marks.len()))?;
            let others: Vec<char> = WRONG.iter().find(|w| w.0 == letters[at])?.1.chars().collect();
            letters[at] = others[draw.next(others.len())];
        }
        _ => return None,
    }
    Some(letters.into_iter().collect())
}

fn findings(language: &str, text: &str) -> Vec<Finding> {
    let desk = Desk::default();
    let origin = Origin { language: Language::of_code(language), ..Origin::default() };
    let article = Reader::default().read(text.into(), &origin, &desk);
    let codes = [Code::PlaceSpelling, Code::PlaceVariant, Code::PlaceStyle];
    checks::run(&article, &desk).into_iter().filter(|f| codes.contains(&f.code)).collect()
}

/// Names of six letters and more of places of 100,000 people and more, in the form of a language; Vietnam's provinces
/// have more, whatever the table says.
fn names(language: &str) -> Vec<String> {
    let table = Gazetteer::get();
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut seen = HashSet::new();
    table.beginning("", |_, ids| {
        for id in ids.iter().filter(|id| seen.insert(**id)) {
            places.extend(table.place(*id));
        }
        true
    });
    places.retain(|p| match p.kind {
        PlaceKind::Country | PlaceKind::City => p.population >= 100_000,
        PlaceKind::Division => p.country == "VN" || p.population >= 100_000,
        _ => false,
    });
    // Vietnamese articles name Vietnamese places.
    places.retain(|p| language != "vi" || p.country == "VN" || p.exonym("vi").is_some());
    let mut out: Vec<String> = places.iter().map(|p| wanted(p, language, Form::Exonym)).collect();
    out.retain(|name| name.chars().filter(|c| c.is_alphabetic()).count() >= 6 && !name.contains(['(', ',']));
    out.sort();
    out.dedup();
    out
}

/// How many of `count` slips are put right by the first fix, and those that are not.
fn corrected(language: &str, count: usize) -> (usize, Vec<String>) {
    let sentences = CUED.iter().find(|row| row.0 == language).expect("sentences").1;
    let names = names(language);
    let (mut draw, mut right, mut missed, mut done) = (Draw(7), 0, Vec::new(), 0);
    let mut turn = 0;
    while done < count {
        turn += 1;
        let name = &names[draw.next(names.len())];
        let Some(wrong) = slip(name, turn % 4, language, &mut draw) else { continue };
        if spelling(&wrong) == spelling(name) {
            continue;
        }
        let sentence = sentences[done % sentences.len()].replace("{}", &wrong);
        done += 1;
        let found = findings(language, &sentence);
        let first = found.iter().find_map(|f| Some(f.fixes.first()?.edits.first()?.text.clone()));
        // d'Oslo and de Oslo are one.
        match first {
            Some(to) if spelling(&to) == spelling(name) => right += 1,
            other => missed.push(format!("{wrong}\t{name}\t{}", other.unwrap_or_default())),
        }
    }
    (right, missed)
}

fn share(language: &str, count: usize) {
    let (right, missed) = corrected(language, count);
    if std::env::var_os("SLIPS").is_some() {
        println!("{}", missed.join("\n"));
    }
    println!("{language}: {right} of {count}");
    assert!(right * 100 >= count * 80, "{language}: {right} of {count} put right");
}

#[test]
fn slips_in_english() {
    share("en", 700);
}

#[test]
fn slips_in_french() {
    share("fr", 700);
}

#[test]
fn slips_in_vietnamese() {
    share("vi", 600);
}

/// What has a capital and is no place: surnames, firms, other words; and sentences for each, `{}` where it stands.
const OTHERS: [(&str, [(&str, &str); 3]); 3] = [
    (
        "en",
        [
            (
                "Abernathy Ashworth Atkinson Beaumont Blackwell Bradshaw Brennan Callahan Castellano Chatterjee Colbert Crawford Dunleavy Eastwood Ellington Fairbanks Ferguson Fitzgerald Gallagher Garrison Goldberg Hathaway Hemingway Hendricks Holloway Ivanov Jankowski Kapoor Kowalski Lindqvist Londono Mackenzie Marchetti McAllister Milano Montague Moriarty Nakamura Novak Okonkwo Osborne Parisi Pemberton Petrov Quigley Ramirez Romano Rutherford Sandoval Schneider Sheffield-Jones Sinclair Sokolov Stanhope Takahashi Thatcher Underwood Vandenberg Venkatesh Wakefield-Smith Whitaker Winslow Yamamoto Zimmerman",
                "Mr {} declined to comment.|The judge told {} to sit down.|Shares held by {} fell.|Lawyers for {} will appeal.|A letter from Ms {} arrived.|{} resigned on Monday.|Talks with {} went on.|The book by {} sold well.",
            ),
            (
                "Accenture Adobe Airbus Alibaba Amazon Bayer Boeing Bosch Canon Caterpillar Chevron Citigroup Daimler Deloitte Ericsson Facebook Foxconn Gazprom Goldman Heineken Honda Huawei Infosys Intel Kellogg Kodak Lenovo Lockheed Maersk Mastercard Michelin Microsoft Monsanto Motorola Nestle Netflix Nintendo Nissan Nokia Novartis Nvidia Oracle Panasonic Pfizer Philips Qualcomm Renault Reuters Samsung Siemens Sinopec Starbucks Subaru Telefonica Toshiba Toyota Unilever Vodafone Volkswagen Walmart Xiaomi Zalando",
                "Workers at {} went on strike.|He joined {} in 2019.|Profits at {} doubled.|{} cut prices.|A spokesman for {} said no.|She left {} after a year.|Engineers from {} built it.|The board of {} met on Friday.",
            ),
            (
                "Parliament Congress Committee Chancellor Christmas Easter Ramadan Thanksgiving Halloween Wednesday Saturday September November Catholics Buddhists Democrats Republicans Liberals Marxism Latin Arabic Mandarin Renaissance Enlightenment Brexit Twitter Instagram Wikipedia Shakespeare Beethoven Cabinet Treasury Bible Koran Marketing Finance Indonesian Brazilian Colombian Australian Algerian Tunisian Malaysian Bolivian Ethiopian Nigerian Egyptian Austrian Bulgarian Romanian Albanian Armenian Georgian Cuban Peruvian Kenyan Zambian Ugandan Rwandan Somalian Sudanese Japanese Lebanese Nepalese Taiwanese Vietnamese Congolese",
                "In {}, nobody was surprised.|They spoke of {} for hours.|Not even {} helped.|{} came early this year.|The news from {} was bad.|Between {} and spring, sales fell.|A {} official agreed.|It was found in {} homes.",
            ),
        ],
    ),
    (
        "fr",
        [
            (
                "Aubertin Bachelier Barbier Beaufort Bellanger Berthelot Bonnard Boucher Bourdieu Carpentier Chabrol Charpentier Chevalier Clément Cormier Courbet Delacroix Delamare Desjardins Dubois Duchamp Dufour Dupuis Duverger Faucher Ferrand Fontenelle Fournier Gauthier Giraudoux Guérin Guillemot Hachette Imbert Jourdain Lacombe Lambertin Langlois Larivière Lavoisier Lefebvre Lemaire Lombard Maillard Marchand Mercier Montagnier Moreau Normand Olivier Parisot Pelletier Picard Poirier Prévost Renaudin Rousseau Savary Tessier Toulouse-Lautrec Vasseur Verlaine Villeneuve-Bargemont Zidane",
                "M. {} n'a pas répondu.|Le juge a entendu {} mardi.|Selon {}, tout va bien.|Les avocats de {} feront appel.|Une lettre signée {} est arrivée.|{} a démissionné lundi.|Le livre de {} se vend bien.|Avec {}, les échanges continuent.",
            ),
            (
                "Accor Airbus Alstom Amazon Areva Bolloré Bouygues Capgemini Carrefour Casino Cegelec Citroën Danone Dassault Decathlon Engie Essilor Eurotunnel Facebook Google Hermès Huawei Ikea Intel Kering Lafarge Lagardère Lactalis Leclerc Legrand Michelin Microsoft Nestlé Netflix Nexans Nokia Orano Pernod Peugeot Pfizer Publicis Renault Rhodia Ricard Safran Samsung Sanofi Siemens Sodexo Suez Technip Thales Toyota TotalEnergies Ubisoft Unilever Valeo Vallourec Veolia Vinci Vivendi Volkswagen Xiaomi",
                "Les salariés de {} sont en grève.|Il a rejoint {} en 2019.|Les profits de {} ont doublé.|{} baisse ses prix.|Un porte-parole de {} a démenti.|Elle a quitté {} après un an.|Chez {}, on se tait.|Le conseil de {} a voté vendredi.",
            ),
            (
                "Parlement Sénat Assemblée Matignon Noël Pâques Carême Toussaint Ramadan République Constitution Révolution Renaissance Lumières Brexit Twitter Wikipédia Molière Beethoven Bible Coran Trésor Budget Finances Indonésiens Brésiliens Colombiens Australiens Algériens Tunisiens Malaisiens Boliviens Éthiopiens Nigérians Égyptiens Autrichiens Bulgares Roumains Albanais Arméniens Géorgiens Cubains Péruviens Kényans Ougandais Rwandais Somaliens Soudanais Japonais Libanais Népalais Taïwanais Vietnamiens Congolais Lyonnais Marseillais Parisiens Bordelais Nantais Strasbourgeois Toulousains Lillois Grenoblois",
                "Pour {}, rien ne change.|On parle de {} depuis hier.|Même {} n'y peut rien.|{} revient chaque année.|Entre {} et le printemps, tout dort.|Les idées des {} circulent.|À {}, on attend.|Le vote du {} approche.",
            ),
        ],
    ),
    (
        "vi",
        [
            (
                "Nguyễn Văn Hùng|Trần Thị Mai|Lê Quang Vinh|Phạm Thái Bình|Hoàng Bắc Giang|Vũ Hà Giang|Đặng Hải Dương|Bùi Quảng Ninh|Đỗ Nam Định|Hồ Hòa Bình|Ngô Bình Dương|Dương Thanh Hóa|Lý Thái Nguyên|Trịnh Cao Bằng|Mai Phú Thọ|Đinh An Giang|Phan Long An|Tạ Vĩnh Phúc|Cao Kiên Giang|Lương Hậu Giang|Nguyễn Thu Hà|Trần Minh Đức|Lê Bảo Nga|Phạm Lan Anh|Hoàng Thùy Linh|Vũ Cát Tường|Đặng Thái Sơn|Bùi Xuân Trường|Đỗ Mỹ Linh|Hồ Ngọc Hà",
                "Ông {} từ chối bình luận.|Bà {} nhận giải thưởng.|Theo chị {}, giá sẽ giảm.|Luật sư của anh {} kháng cáo.|Thầy {} dạy toán ba mươi năm.|Ca sĩ {} hát hai bài.|Cụ {} kể chuyện xưa.|Gia đình cô {} đã chuyển đi.",
            ),
            (
                "Vingroup|Vinamilk|Viettel|Masan|Hòa Phát|Thaco|Novaland|Sabeco|Habeco|Bkav|Techcombank|Sacombank|Petrolimex|Vietjet|VinFast|Samsung|Toyota|Honda|Intel|Foxconn|Huawei|Xiaomi|Unilever|Nestle|Masterise|Đèo Cả|Trường Hải|Hoàng Anh|Tân Hiệp Phát|Phú Nhuận",
                "Công ty {} công bố lợi nhuận.|Tập đoàn {} tuyển ba trăm người.|Cổ phiếu {} tăng mạnh.|Nhân viên {} được thưởng.|Nhà máy của {} tạm dừng.|Lãnh đạo {} cho biết sẽ kiểm tra.|{} giảm giá bán.|Dự án do {} đầu tư.",
            ),
            (
                "Quốc hội|Chính phủ|Tết Nguyên đán|Trung thu|Noel|Thứ Hai|Chủ nhật|Tháng Giêng|Phật giáo|Công giáo|Hiến pháp|Cách mạng|Internet|Facebook|Zalo|Wikipedia|Truyện Kiều|Luật Đất đai|Bộ Tài chính|Sở Y tế|Ủy ban|Hội đồng|Mặt trận|Đoàn Thanh niên|Công đoàn|Hội Phụ nữ|Thanh tra|Viện Kiểm sát|Tòa án|Công an",
                "Trước {}, giá thường tăng.|Báo cáo về {} dài ba trang.|{} vừa họp sáng nay.|Theo {}, mọi việc ổn.|Chuyện của {} được nhắc lại.|Từ {} đến nay chưa có gì mới.|Phát biểu tại {}, ông cảm ơn mọi người.|Hai mươi người đến {} nộp đơn.",
            ),
        ],
    ),
];

#[test]
fn two_thousand_words_that_are_no_places_are_let_be() {
    let (mut asked, mut alarms) = (0, Vec::new());
    for (language, kinds) in OTHERS {
        for (words, sentences) in kinds {
            let words: Vec<&str> =
                if words.contains('|') { words.split('|').collect() } else { words.split(' ').collect() };
            for (at, word) in words.iter().enumerate() {
                // Five of the eight sentences for each word, others for the next.
                for sentence in sentences.split('|').cycle().skip(at % 8).take(5) {
                    asked += 1;
                    let text = sentence.replace("{}", word);
                    let loud = |f: &Finding| f.severity >= Severity::Warning;
                    alarms.extend(findings(language, &text).into_iter().filter(loud).map(|f| format!("{text}: {f:?}")));
                }
            }
        }
    }
    assert!(asked >= 2000, "{asked}");
    assert!(alarms.is_empty(), "{} of {asked}: {}", alarms.len(), alarms.join("\n"));
}
