//! News prose for benchmarks: generated from sentences of our own, the same on every machine. One word in thirty to
//! forty begins a figure, and as many a place name, as in agency copy; few paragraphs are alike.

/// What a language's articles are made of. `{…}` are filled: `p` a person, `l` a place, `t` a topic, `w` a weekday or
/// time, and figures `n` (a count), `m` (money), `%`, `y` (a year), `u` (a measure).
struct Stock {
    code: &'static str,
    plain: &'static [&'static str],
    told: &'static [&'static str],
    people: &'static [&'static str],
    places: &'static [&'static str],
    topics: &'static [&'static str],
    times: &'static [&'static str],
    decimal: char,
    group: char,
    money: &'static str,
    percent: &'static str,
    units: &'static [&'static str],
}

const STOCKS: [Stock; 3] = [
    Stock {
        code: "en",
        plain: &[
            "The council said {w} that it would look again at the plans for {t} after residents complained.",
            "{p}, who has followed {t} since the start, said nobody had been warned about the delay.",
            "Talks in {l} broke up without an agreement, and both sides blamed each other for the failure.",
            "\"We did what we could with the people we had,\" {p} told reporters outside the court in {l}.",
            "A spokesman for the ministry declined to comment on {t}, saying an inquiry was still under way.",
            "Supporters of {t} argue that the region has waited long enough and that doing nothing costs more.",
            "The company did not answer questions sent by e-mail, and calls to its office in {l} were not returned.",
            "Rain is expected to ease {w}, but forecasters warned that rivers around {l} would stay high.",
            "Critics of the government accuse it of hiding the true state of {t} from parliament.",
            "{p} grew up in a village near {l} and worked as a teacher before going into politics.",
            "Analysts had expected the bank to wait, and the decision took the markets in {l} by surprise.",
            "The film opens in cinemas {w}, and its director hopes that it will find an audience beyond {l}.",
            "Police appealed for witnesses and asked anyone with pictures of the scene to come forward.",
            "Officials in {l} have promised to publish the report in full, although they gave no date.",
            "Farmers say the dry spring has hurt the harvest, and some have begun to sell their animals early.",
            "The opposition leader, {p}, called the announcement a distraction and demanded a debate on {t}.",
            "It is the first time that the two neighbours have spoken openly about {t} in many months.",
            "Doctors at the hospital said the patients were recovering well and would soon be sent home.",
            "Behind the scenes, diplomats from {l} have been working to bring the parties back to the table.",
            "What happens next depends on the judges, who are not expected to rule before the summer.",
            "The mayor of {l}, {p}, thanked the volunteers and said the town would not forget their work.",
            "Few of those who gathered in the square {w} believed that the promise would be kept.",
            "{p} denied the allegation and said the documents had been taken out of context.",
            "Unions have called on members to stay away from work {w} unless the offer on {t} improves.",
            "The museum plans to show the paintings in {l} later, once the restoration has been finished.",
            "Experts doubt that the new rules on {t} can be enforced without more inspectors.",
        ],
        told: &[
            "The project in {l} will cost {m}, well above the estimate that was given in {y}.",
            "About {n} people took part in the march in {l}, according to the organisers.",
            "Exports of rice rose {%} in the first half, helped by strong demand from {l}.",
            "The road, {u} long, was opened in {y} and has been widened twice since.",
            "Of the {n} households that were asked, most said that {t} worried them more than prices.",
            "Profit fell {%} to {m}, the group said {w}, as costs for energy went up.",
            "{p}, who won the seat in {y}, received {n} votes, which was more than anyone had predicted.",
            "The fund has set aside {m} for {t}, and a further payment is due {w}.",
        ],
        people: &[
            "Margaret Ellison",
            "Tom Achebe",
            "Linh Tran",
            "Colonel Peter Strand",
            "Fatima Rahal",
            "Judge Howard Pike",
            "Anna Kowalczyk",
            "Dr. Samuel Okoro",
            "Nguyen Van Phuc",
            "Elena Petrova",
            "Ms. Carver",
            "James McAllister",
        ],
        places: &[
            "London",
            "Hanoi",
            "Brussels",
            "South Korea",
            "Manchester",
            "the United States",
            "Paris",
            "Da Nang",
            "New Delhi",
            "Ohio",
            "Germany",
            "Ho Chi Minh City",
            "Nairobi",
            "northern Italy",
            "Sydney",
            "Quang Ninh",
        ],
        topics: &[
            "the water supply",
            "the airport's second runway",
            "the budget",
            "school meals",
            "the trade agreement",
            "public housing",
            "the fishing quota",
            "the border dispute",
            "the power station",
            "road safety",
        ],
        times: &["on Monday", "on Thursday evening", "this week", "late last night", "next month", "at the weekend"],
        decimal: '.',
        group: ',',
        money: "${} million",
        percent: "{}%",
        units: &["kilometres", "miles", "hectares", "tonnes"],
    },
    Stock {
        code: "fr",
        plain: &[
            "Le conseil municipal a annoncé {w} qu'il reprendrait l'examen de {t} après les plaintes des riverains.",
            "{p}, qui suit {t} depuis le début, affirme que personne n'avait été prévenu du retard.",
            "Les discussions engagées à {l} ont pris fin sans accord, chaque camp rejetant la faute sur l'autre.",
            "« Nous avons fait ce que nous pouvions avec les moyens du bord », a confié {p} à la sortie du tribunal.",
            "Interrogé sur {t}, le porte-parole du ministère n'a pas souhaité répondre, une enquête étant en cours.",
            "Les partisans de {t} estiment que la région a trop attendu et que l'inaction coûte plus cher encore.",
            "L'entreprise n'a pas donné suite aux questions envoyées par courriel, ni aux appels passés à {l}.",
            "La pluie devrait faiblir {w}, mais les rivières resteront hautes autour de {l}, selon les prévisions.",
            "L'opposition accuse le gouvernement de cacher au parlement l'état réel du dossier.",
            "{p} a grandi dans un village voisin de {l} et a enseigné avant de se lancer en politique.",
            "Les analystes s'attendaient à ce que la banque patiente ; la décision a surpris les marchés à {l}.",
            "Le film sort en salles {w}, et la réalisatrice espère toucher un public bien au-delà de {l}.",
            "La police a lancé un appel à témoins et demande à ceux qui ont filmé la scène de se manifester.",
            "Les autorités ont promis de publier le rapport dans son intégralité, sans toutefois avancer de date.",
            "Les éleveurs racontent que le printemps sec a gâché la récolte et que certains vendent déjà leurs bêtes.",
            "La cheffe de file de l'opposition, {p}, dénonce une diversion et réclame un débat sur {t}.",
            "Les deux voisins n'avaient pas évoqué {t} aussi ouvertement depuis de longs mois.",
            "Selon les médecins, les patients se remettent bien et pourront bientôt rentrer chez eux.",
            "En coulisses, des diplomates venus de {l} s'emploient à ramener les parties à la table.",
            "La suite dépend des juges, qui ne devraient pas se prononcer avant l'été.",
            "Le maire a remercié les bénévoles et assuré que la ville de {l} n'oublierait pas leur travail.",
            "Rares étaient, {w} sur la place, ceux qui croyaient encore à cette promesse.",
            "{p} nie les faits et soutient que les documents ont été sortis de leur contexte.",
            "Les syndicats appellent à cesser le travail {w} si la proposition concernant {t} n'est pas revue.",
        ],
        told: &[
            "Le chantier de {l} coûtera {m}, bien plus que l'estimation donnée en {y}.",
            "Environ {n} personnes ont défilé à {l}, d'après les organisateurs.",
            "Les exportations de riz ont progressé de {%} au premier semestre, portées par la demande de {l}.",
            "La route, longue de {u}, a été ouverte en {y} et élargie depuis.",
            "Parmi les {n} foyers interrogés, la plupart se disent plus inquiets de {t} que des prix.",
            "Le bénéfice recule de {%} à {m}, a indiqué le groupe {w}, en raison du coût de l'énergie.",
            "{p}, qui avait emporté le siège en {y}, a recueilli {n} voix, ce que personne n'avait prévu.",
            "Le fonds a réservé {m} pour {t}, et un autre versement est attendu {w}.",
        ],
        people: &[
            "Claire Vasseur",
            "Mamadou Diarra",
            "Pham Thi Lan",
            "le colonel Henri Aubry",
            "Sonia Belkacem",
            "Étienne Lacombe",
            "Mme Garnier",
            "le docteur Yves Moreau",
            "Nguyên Van Phuc",
            "Elena Petrova",
        ],
        places: &[
            "Paris",
            "Hanoï",
            "Bruxelles",
            "Marseille",
            "Genève",
            "Hô Chi Minh-Ville",
            "Londres",
            "Dakar",
            "Lyon",
            "Berlin",
            "Séoul",
            "Montréal",
            "Tunis",
            "Quang Ninh",
            "Strasbourg",
        ],
        topics: &[
            "la réforme de l'eau",
            "la seconde piste de l'aéroport",
            "la cantine scolaire",
            "l'accord commercial",
            "la crise du logement",
            "la pêche côtière",
            "la centrale",
            "la sécurité routière",
            "la frontière",
        ],
        times: &["lundi", "jeudi soir", "cette semaine", "tard dans la nuit", "le mois prochain", "ce week-end"],
        decimal: ',',
        group: ' ',
        money: "{} millions d'euros",
        percent: "{} %",
        units: &["kilomètres", "hectares", "tonnes", "mètres"],
    },
    Stock {
        code: "vi",
        plain: &[
            "Chính quyền địa phương cho biết {w} sẽ xem xét lại {t} sau khi người dân lên tiếng phản đối.",
            "{p}, người theo dõi {t} từ đầu, nói rằng không ai được báo trước về việc chậm trễ này.",
            "Cuộc đàm phán tại {l} kết thúc mà không đạt thỏa thuận, hai bên đổ lỗi cho nhau.",
            "\"Chúng tôi đã làm hết sức với những gì mình có\", {p} trả lời báo chí bên ngoài tòa án.",
            "Người phát ngôn của bộ từ chối bình luận về {t} vì cuộc điều tra vẫn đang diễn ra.",
            "Những người ủng hộ {t} cho rằng khu vực này đã chờ đợi quá lâu và không thể để như vậy mãi.",
            "Công ty không trả lời câu hỏi gửi qua thư điện tử, điện thoại văn phòng ở {l} cũng không có người nghe.",
            "Mưa dự kiến giảm dần {w}, nhưng mực nước các sông quanh {l} vẫn ở mức cao.",
            "Nhiều đại biểu phê bình cách làm hiện nay và đề nghị công khai toàn bộ hồ sơ về {t}.",
            "{p} lớn lên ở một làng quê gần {l} và từng làm giáo viên trước khi tham gia chính trường.",
            "Giới phân tích tưởng rằng ngân hàng sẽ chờ thêm, nên quyết định này khiến thị trường bất ngờ.",
            "Bộ phim ra rạp {w}, đạo diễn mong tác phẩm đến được với khán giả ngoài {l}.",
            "Công an kêu gọi nhân chứng cung cấp hình ảnh hiện trường để phục vụ công tác điều tra.",
            "Cơ quan chức năng hứa công bố đầy đủ báo cáo nhưng chưa nêu thời điểm cụ thể.",
            "Nông dân than phiền mùa xuân khô hạn làm hỏng vụ mùa, có nhà đã phải bán bớt gia súc.",
            "Các bác sĩ cho hay sức khỏe bệnh nhân tiến triển tốt và sắp được về nhà.",
            "Phía sau hậu trường, các nhà ngoại giao đến từ {l} đang tìm cách đưa các bên trở lại bàn đàm phán.",
            "Diễn biến tiếp theo phụ thuộc vào các thẩm phán, vốn chưa thể phán quyết trước mùa hè.",
            "Lãnh đạo thành phố cảm ơn lực lượng tình nguyện và khẳng định không ai bị bỏ lại phía sau.",
            "{p} bác bỏ cáo buộc, nói rằng tài liệu đã bị cắt xén khỏi bối cảnh.",
            "Công đoàn kêu gọi đoàn viên nghỉ việc {w} nếu đề xuất về {t} không được điều chỉnh.",
            "Chuyên gia nghi ngờ quy định mới về {t} khó thực thi nếu thiếu thanh tra.",
        ],
        told: &[
            "Dự án tại {l} có tổng vốn {m}, cao hơn nhiều so với dự toán đưa ra năm {y}.",
            "Khoảng {n} người tham gia cuộc tuần hành ở {l}, theo ban tổ chức.",
            "Xuất khẩu gạo tăng {%} trong nửa đầu năm nhờ nhu cầu từ {l}.",
            "Tuyến đường dài {u} được thông xe năm {y} và từng được mở rộng.",
            "Trong số {n} hộ được hỏi, đa số lo lắng về {t} hơn là giá cả.",
            "Lợi nhuận giảm {%} xuống còn {m}, tập đoàn cho biết {w}.",
            "Quỹ đã dành {m} cho {t}, đợt chi tiếp theo dự kiến vào {w}.",
        ],
        people: &[
            "bà Trần Thị Mai",
            "ông Nguyễn Văn Phúc",
            "anh Lê Quang Huy",
            "chị Phạm Thu Hằng",
            "ông Peter Strand",
            "Đại tá Hoàng Minh",
            "tiến sĩ Đỗ Anh Tuấn",
            "bà Elena Petrova",
        ],
        places: &[
            "Hà Nội",
            "Quảng Ninh",
            "Thành phố Hồ Chí Minh",
            "Đà Nẵng",
            "Hàn Quốc",
            "Nhật Bản",
            "Luân Đôn",
            "Paris",
            "Cần Thơ",
            "Hải Phòng",
            "Mỹ",
            "Thanh Hóa",
            "Bắc Kinh",
            "Lâm Đồng",
        ],
        topics: &[
            "nguồn nước sạch",
            "đường băng của sân bay",
            "bữa ăn học đường",
            "hiệp định thương mại",
            "nhà ở xã hội",
            "hạn ngạch đánh bắt",
            "nhà máy điện",
            "an toàn giao thông",
            "tranh chấp biên giới",
        ],
        times: &["hôm thứ Hai", "tối thứ Năm", "tuần này", "đêm qua", "tháng tới", "cuối tuần"],
        decimal: ',',
        group: '.',
        money: "{} tỷ đồng",
        percent: "{}%",
        units: &["km", "ha", "tấn", "mét"],
    },
];

/// The languages that there is prose in.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "vi"];

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len() as u64) as usize).copied().unwrap_or_default()
    }
}

/// About `words` words of a language; another `seed` is another article.
pub fn prose(code: &str, words: usize, seed: u64) -> String {
    let mut chance = Chance(seed.wrapping_mul(0x0100_0000_01B3) ^ 0x5EED);
    let Some(stock) = STOCKS.iter().find(|s| s.code == code) else { return String::new() };
    let mut out = String::new();
    let mut count = 0;
    while count < words {
        let from = out.len();
        for at in 0..1 + chance.below(3) {
            if at > 0 {
                out.push(' ');
            }
            let told = chance.below(10) < 3;
            let sentence = chance.one_of(if told { stock.told } else { stock.plain });
            fill(sentence, stock, &mut chance, &mut out);
        }
        count += out.get(from..).map_or(0, |text| text.split_whitespace().count());
        out.push_str("\n\n");
    }
    out
}

fn fill(sentence: &str, stock: &Stock, chance: &mut Chance, out: &mut String) {
    let start = out.len();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (slot, behind) = after.split_once('}').unwrap_or((after, ""));
        match slot {
            "p" => out.push_str(chance.one_of(stock.people)),
            "l" => out.push_str(chance.one_of(stock.places)),
            "t" => out.push_str(chance.one_of(stock.topics)),
            "w" => out.push_str(chance.one_of(stock.times)),
            "y" => out.push_str(&(1990 + chance.below(35)).to_string()),
            "n" => out.push_str(&grouped(40 + chance.below(30_000), stock.group)),
            "%" => out.push_str(&stock.percent.replace("{}", &pointed(chance, 40, stock.decimal))),
            "m" => out.push_str(&stock.money.replace("{}", &pointed(chance, 900, stock.decimal))),
            _ => {
                let number = pointed(chance, 300, stock.decimal);
                out.push_str(&format!("{number} {}", chance.one_of(stock.units)));
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    // A name that begins a sentence has a capital.
    if let Some(first) = out.get(start..).and_then(|s| s.chars().next()) {
        let upper: String = first.to_uppercase().collect();
        out.replace_range(start..start + first.len_utf8(), &upper);
    }
}

fn pointed(chance: &mut Chance, below: u64, decimal: char) -> String {
    format!("{}{decimal}{}", 2 + chance.below(below), 1 + chance.below(9))
}

fn grouped(value: u64, group: char) -> String {
    if value < 1000 { value.to_string() } else { format!("{}{group}{:03}", value / 1000, value % 1000) }
}
