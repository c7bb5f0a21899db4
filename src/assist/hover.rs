//! What a hover over a figure shows; over a place name, see `place`.

use super::alternatives::{Alternative, alternatives};
use crate::article::{Article, Passage};
use crate::checks::Finding;
use crate::checks::exchange::{Exchange, When};
use crate::claim::{Change, Role, Term, Unbased};
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::language::{Direction, Language, Pack};
use crate::messages::Message;
use crate::number::{Number, significant};
use crate::text::Span;
use crate::units::rates::Series;
use crate::units::{Currency, Measure, Unit};

/// A hover: the span it is about, of the source, and Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub markdown: String,
}

impl Hover {
    /// The Markdown without its marks, tables in columns: for a terminal.
    pub fn plain(&self) -> String {
        let mut lines: Vec<Vec<String>> = Vec::new();
        for line in self.markdown.lines().filter(|line| !line.is_empty() && !line.starts_with("|:--")) {
            let cells = line.strip_prefix("| ").and_then(|rest| rest.strip_suffix(" |"));
            let cells: Vec<&str> = cells.map_or(vec![line], |rest| rest.split(" | ").collect());
            lines.push(cells.into_iter().map(unescaped).collect());
        }
        let width = |column: usize| {
            let cells = lines.iter().filter(|l| l.len() > 1).filter_map(|l| l.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths = [width(0), width(1)];
        let row = |line: &Vec<String>| {
            let mut out = String::new();
            for (at, cell) in line.iter().enumerate() {
                out.push_str(cell);
                if let Some(wide) = widths.get(at).filter(|_| at + 1 < line.len()) {
                    out.push_str(&" ".repeat(wide + 2 - cell.chars().count()));
                }
            }
            out
        };
        let head = lines.first().map(row).unwrap_or_default();
        let rest = lines.iter().skip(1).map(|line| format!("  {}", row(line)));
        [head].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
    }
}

/// What is known of the figure at byte `offset` of the source: its value written out, other units, the scale words of
/// the other languages, what its precision means, and those of `findings` that touch it. Where no figure is read but a
/// finding stands, that alone.
pub fn hover(article: &Article, offset: usize, findings: &[Finding], desk: &Desk) -> Option<Hover> {
    let Some((passage, figure)) = article.figure_at(offset) else {
        if let Some(place) = super::place::hover(article, offset, findings, desk) {
            return Some(place);
        }
        let finding = findings.iter().find(|f| f.span.holds(offset))?;
        return Some(Hover { span: finding.span, markdown: warning(finding, desk) });
    };
    let span = passage.source(figure.span);
    let mut lines: Vec<String> = findings.iter().filter(|f| f.span.overlaps(span)).map(|f| warning(f, desk)).collect();
    lines.push(format!("**{}**", escaped(figure.span.of(passage.prose()))));
    if let Some(pack) = passage.language.map(Language::pack) {
        let exchange = Exchange::of(article, desk);
        let index = passage.reading.figures.iter().position(|f| std::ptr::eq(f, figure)).unwrap_or(0);
        let view = View { passage, figure, index, pack, desk };
        lines.extend(view.value());
        lines.extend(view.vague());
        lines.extend(view.conversions(&exchange));
        lines.extend(view.beside(&exchange));
        lines.extend(view.scale_words());
        lines.extend(view.share());
        lines.extend(view.change());
        lines.extend(view.calendar(article));
        lines.extend(view.precision());
    }
    Some(Hover { span, markdown: lines.join("\n\n") })
}

pub(super) fn warning(finding: &Finding, desk: &Desk) -> String {
    format!("⚠ {} `{}`", escaped(&finding.message.text(desk.speaks)), finding.code)
}

/// Text as it stands, not as Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// The currency of a sum.
fn currency(unit: Unit) -> Option<Currency> {
    match unit {
        Unit::Money(currency) | Unit::MoneyPer(currency, _) => Some(currency),
        _ => None,
    }
}

/// Text as it stood before [`escaped`], without marks for bold.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' => {}
            _ => out.push(c),
        }
    }
    out
}

struct View<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
    /// Of the figure in its passage.
    index: usize,
    pack: &'a Pack,
    desk: &'a Desk,
}

impl View<'_> {
    fn say(&self, message: Message) -> String {
        message.text(self.desk.speaks)
    }

    fn number(&self, value: &Number) -> String {
        self.pack.separators.write(value).unwrap_or_else(|| value.to_string())
    }

    /// A number with the figure's unit.
    fn amount(&self, value: &Number) -> String {
        let number = self.number(value);
        match self.figure.unit {
            None => number,
            Some(Unit::Percent) => format!("{number}{}%", self.pack.percent_gap),
            Some(Unit::PercentagePoint) => self.say(Message::new("hover-points").with("number", number)),
            Some(Unit::Measure(m)) => self.measured(&number, m),
            Some(unit) => format!("{number}\u{a0}{}", unit.identifier()),
        }
    }

    fn measured(&self, number: &str, measure: Measure) -> String {
        let word = self.pack.unit_word(measure).unwrap_or(measure.id());
        format!("{number}\u{a0}{word}")
    }

    /// The amount in digits, where it was written with words; the share that a ratio is; both ends of a range.
    fn value(&self) -> Option<String> {
        let figure = self.figure;
        match (figure.kind, &figure.value, &figure.of) {
            (Kind::Date, ..) => figure.date.as_ref()?.iso().filter(|_| !figure.range),
            (Kind::Time, ..) => figure.clock.clone(),
            (Kind::Ratio, Some(n), Some(m)) => {
                let share = significant(&(n.over(m)? * Number::from(100)), 3);
                let share = format!("{}{}%", self.number(&share), self.pack.percent_gap);
                Some(
                    self.say(
                        Message::new("hover-share")
                            .with("n", self.number(n))
                            .with("m", self.number(m))
                            .with("share", share),
                    ),
                )
            }
            (_, Some(value), _) => {
                // "50 km" is 50 km: nothing to say.
                let text = self.amount(value);
                let written = figure.span.of(self.passage.prose());
                let plain = |text: &str| text.split_whitespace().collect::<String>();
                (plain(&text) != plain(written)).then(|| format!("= {text}"))
            }
            (_, None, _) if figure.range => {
                let (low, high) = (figure.interval.low.as_ref()?, figure.interval.high.as_ref()?);
                Some(
                    self.say(Message::new("hover-range").with("low", self.amount(low)).with("high", self.amount(high))),
                )
            }
            _ => None,
        }
    }

    /// Other units in a line; sums of money in a table, with the rate, where it comes from and of when it is.
    fn conversions(&self, exchange: &Exchange<'_>) -> Option<String> {
        let all = alternatives(exchange, self.passage, self.index, self.desk);
        let plain: Vec<String> = all.iter().filter(|a| a.rate.is_none()).map(|a| a.text.clone()).collect();
        if !plain.is_empty() {
            return Some(format!("≈ {}", plain.join(" · ")));
        }
        let mut rows: Vec<String> = all.iter().filter_map(|a| self.exchanged(a)).collect();
        if rows.is_empty() {
            return None;
        }
        let head = |id| self.say(Message::new(id));
        rows.insert(0, format!("| {} | {} | {} |", head("hover-sum"), head("hover-rate"), head("hover-source")));
        rows.insert(1, "|:--|:--|:--|".to_owned());
        Some(rows.join("\n"))
    }

    fn exchanged(&self, alternative: &Alternative) -> Option<String> {
        let (rate, when) = alternative.rate.as_ref()?;
        let (from, to) = (currency(self.figure.unit?)?, currency(alternative.unit)?);
        let series = match rate.series {
            Series::Market => "market",
            Series::Official => "official",
            Series::Parity => "parity",
            Series::Desk => "desk",
        };
        let when = match when {
            When::Now => "now",
            When::Then => "then",
            When::Last => "last",
        };
        let month = if when == "then" { rate.month.year.to_string() } else { rate.month.to_string() };
        let source = Message::new("hover-rate-source").with("series", series).with("when", when).with("month", month);
        Some(format!("| {} | {} | {} |", alternative.text, self.rate(&rate.value, from, to), self.say(source)))
    }

    /// "1 USD = 25,461 VND", the dearer currency first.
    fn rate(&self, value: &Number, from: Currency, to: Currency) -> String {
        let turned = Number::ONE.over(value).filter(|_| *value < Number::ONE);
        let (one, other) = if turned.is_some() { (to, from) } else { (from, to) };
        let value = turned.unwrap_or_else(|| value.clone());
        // Whole units of what many buy, four digits of the others.
        let digits = value.magnitude().map_or(4, |m| (m + 1).max(4));
        let number = self.number(&significant(&value, digits));
        format!("1\u{a0}{} = {number}\u{a0}{}", one.code(), other.code())
    }

    /// The equivalent that the article gives, the rate that it implies and how far that is from the date's.
    fn beside(&self, exchange: &Exchange<'_>) -> Option<String> {
        let reading = &self.passage.reading;
        let (at, other) = match reading.claims.get(self.index)?.role {
            Role::Equivalent { of } => (self.index, of),
            _ => {
                let near = reading.claims.iter().enumerate().skip(self.index + 1).take(2);
                let found = near.into_iter().find(|(_, c)| c.role == Role::Equivalent { of: self.index })?.0;
                (found, found)
            }
        };
        let verdict = exchange.implied(self.passage, at)?;
        let off = |rate: &Number| {
            // The way the rate is shown: of what the dearer currency buys.
            let turned = verdict.implied < Number::ONE;
            let (ours, theirs) = if turned { (rate, &verdict.implied) } else { (&verdict.implied, rate) };
            let share = (ours - theirs).over(theirs)? * Number::from(100);
            let share = significant(&share, 2);
            let sign = if share.is_negative() { "−" } else { "+" };
            Some(format!("{sign}{}{}%", self.number(&share.abs()), self.pack.percent_gap))
        };
        let written = reading.figures.get(other)?.span.of(self.passage.prose());
        let message = Message::new("hover-beside")
            .with("other", escaped(written))
            .with("rate", self.rate(&verdict.implied, verdict.from, verdict.to))
            .with("off", verdict.rate.as_ref().and_then(off).unwrap_or_default())
            .with("known", if verdict.rate.is_some() { "yes" } else { "no" });
        Some(self.say(message))
    }

    /// "plusieurs milliers de milliards": what is counted, of which nobody says how many.
    fn vague(&self) -> Option<String> {
        let amount = matches!(self.figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure);
        if self.figure.value.is_some() || self.figure.range || !amount {
            return None;
        }
        let scale = self.figure.step.as_ref().filter(|step| **step > Number::ONE)?;
        Some(self.say(Message::new("hover-vague").with("scale", self.amount(scale))))
    }

    /// The fraction that a percentage is: 25% is a quarter, 33% about a third.
    fn share(&self) -> Option<String> {
        if self.figure.kind != Kind::Percent {
            return None;
        }
        let value = self.figure.value.as_ref()?.clone() / 100;
        if value.is_negative() || value.is_zero() || value >= Number::ONE {
            return None;
        }
        let half = self.figure.step.as_ref()?.clone() / 200;
        for lower in 2..=10_i64 {
            let upper = (&value * &Number::from(lower)).rounded(0);
            let share = upper.over(&Number::from(lower))?;
            let off = (&share - &value).abs();
            if !upper.is_zero() && upper < Number::from(lower) && off <= half {
                let sign = if off.is_zero() { "=" } else { "≈" };
                return Some(format!("{sign} {upper}/{lower}"));
            }
        }
        None
    }

    /// What rose or fell, from what to what, and by how much that is: of a figure that is one of the three.
    fn change(&self) -> Option<String> {
        let reading = &self.passage.reading;
        let ours = |change: &&Change| {
            change.base.figure == self.index
                || change.result.figure == self.index
                || change.deltas.iter().any(|delta| delta.figure == self.index)
        };
        let Some(change) = reading.changes.iter().find(ours) else { return self.implied_base() };
        let of = |term: &Term| {
            let figure = reading.figures.get(term.figure)?;
            let value = figure.parts.get(term.part).map(|part| &part.value).or(figure.value.as_ref())?;
            Some((escaped(figure.span.of(self.passage.prose())), value.clone()))
        };
        let ((before, low), (after, high)) = (of(&change.base)?, of(&change.result)?);
        let share = significant(&((&high - &low).over(&low)? * Number::from(100)), 3);
        let sign = if share.is_negative() { "−" } else { "+" };
        let share = format!("{sign}{}{}%", self.number(&share.abs()), self.pack.percent_gap);
        Some(self.say(Message::new("hover-change").with("base", before).with("result", after).with("change", share)))
    }

    /// What something must have been that "rose 15% to 345 million": of either figure.
    fn implied_base(&self) -> Option<String> {
        let reading = &self.passage.reading;
        let ours = |u: &&Unbased| u.result.figure == self.index || u.delta.figure == self.index;
        let told = reading.unbased.iter().find(ours)?;
        let (result, delta) = (reading.figures.get(told.result.figure)?, reading.figures.get(told.delta.figure)?);
        let base = significant(&told.base(&reading.figures)?, 3);
        let text = |figure: &Figure| escaped(figure.span.of(self.passage.prose()));
        let message = Message::new("hover-implied-base")
            .with("base", self.in_unit(&base, result.unit))
            .with("change", text(delta))
            .with("result", text(result))
            .with("way", if told.direction == Direction::Up { "up" } else { "down" });
        Some(self.say(message))
    }

    /// A number as an amount of a unit, with the scale word that fits.
    fn in_unit(&self, value: &Number, unit: Option<Unit>) -> String {
        match unit {
            Some(Unit::Money(currency)) => self.pack.money(value, currency),
            Some(Unit::Measure(unit)) => {
                self.pack.in_scale_words(value).map(|number| format!("{number}\u{a0}{}", self.word(unit)))
            }
            _ => self.pack.in_scale_words(value),
        }
        .unwrap_or_else(|| value.to_string())
    }

    fn word(&self, unit: Measure) -> &str {
        self.pack.unit_word(unit).unwrap_or(unit.id())
    }

    /// The weekday of a date, and how many years before or after the article's it is.
    fn calendar(&self, article: &Article) -> Option<String> {
        let date = self.figure.date.as_ref().filter(|_| !self.figure.range)?;
        let mut parts = Vec::new();
        if let (Some(year), Some(month), Some(day)) = (date.year, date.month, date.day)
            && let Ok(civil) =
                jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
        {
            const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
            let weekday = NAMES.get(usize::try_from(civil.weekday().to_monday_zero_offset()).ok()?).copied()?;
            parts.push(self.say(Message::new("hover-weekday").with("weekday", weekday)));
        }
        if let (Some(year), Some((own, _))) = (date.year, &article.date)
            && let Some(own) = own.get(..4).and_then(|y| y.parse::<i32>().ok())
            && own != year
        {
            let id = if own > year { "hover-years-before" } else { "hover-years-after" };
            let years = (own - year).abs();
            parts.push(self.say(Message::new(id).with("years", years.to_string())));
        }
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// How each language writes an amount of a million and more, the article's own first.
    fn scale_words(&self) -> Option<String> {
        let value = self.figure.value.as_ref().filter(|v| v.abs() >= Number::ten_to(6))?;
        if !matches!(self.figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure) {
            return None;
        }
        let own = self.passage.language;
        let mut languages: Vec<Language> = Language::all().collect();
        languages.sort_by_key(|l| Some(*l) != own);
        let written = |l: Language| match self.figure.unit {
            Some(Unit::Money(currency)) => l.writing().money(value, currency),
            _ => l.writing().in_scale_words(value),
        };
        let row = |l: Language| Some(format!("{}: {}", l.code(), written(l)?));
        let rows: Vec<String> = languages.into_iter().filter_map(row).collect();
        Some(rows.join(" · "))
    }

    /// What the written precision and the hedge leave open.
    fn precision(&self) -> Option<String> {
        if self.figure.range || matches!(self.figure.kind, Kind::Ordinal | Kind::Date | Kind::Ratio | Kind::Fraction) {
            return None;
        }
        let (low, high) = (&self.figure.interval.low, &self.figure.interval.high);
        let message = match (low, high) {
            (Some(low), Some(high)) if low != high => {
                let key = if self.figure.hedge.is_some() { "hover-precision-hedged" } else { "hover-precision" };
                Message::new(key).with("low", self.number(low)).with("high", self.number(high))
            }
            (Some(low), None) => Message::new("hover-at-least").with("low", self.number(low)),
            (None, Some(high)) => Message::new("hover-at-most").with("high", self.number(high)),
            _ => return None,
        };
        Some(self.say(message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};
    use crate::checks::run;

    fn over(language: &str, text: &str, needle: &str) -> String {
        let desk = Desk::default();
        let origin = Origin { language: Language::of_code(language), ..Origin::default() };
        let article = Reader::default().read(text.into(), &origin, &desk);
        let findings = run(&article, &desk);
        let at = text.find(needle).unwrap();
        hover(&article, at + 1, &findings, &desk).unwrap().markdown.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_sum_of_money_in_every_language_s_scale_words() {
        insta::assert_snapshot!(over("en", "Sales reached over 1.4 quadrillion VND.", "1.4"), @"
        **1.4 quadrillion VND**

        = 1,400,000,000,000,000 VND

        | Amount | Rate | Source |
        |:--|:--|:--|
        | $54 billion | 1 USD = 25,911 VND | market, monthly mean from NBP tables, 2026-10, the last that is known |
        | €48.2 billion | 1 EUR = 29,066 VND | market, monthly mean from NBP tables, 2026-10, the last that is known |

        en: 1.4 quadrillion dong · de: 1,4 Billiarden Dong · es: 1,4 mil billones de dongs · fr: 1,4 million de milliards de dongs · it: 1,4 milioni di miliardi di dong · nl: 1400 biljoen dong · pt: 1,4 mil biliões de dongs · vi: 1,4 triệu tỷ đồng

        As written: 1,350,000,000,000,000 or more
        ");
    }

    #[test]
    fn a_sum_at_its_date_with_the_rate_that_the_article_implies() {
        let text = "---\ndate: 2024-05-17\n---\n\nLe port vaut 1,4 billion de dôngs (58,3 millions de dollars).\n";
        let hovered = over("fr", text, "1,4");
        for wanted in [
            "= 1 400 000 000 000 VND",
            "| 55 millions de dollars | 1 USD = 25 461 VND | market, monthly mean from NBP tables, 2024-05 |",
            "| 57,7 millions de dollars | 1 USD = 24 261 VND | official rate (IMF), 2024-05 |",
            "The article says 58,3 millions de dollars: that makes 1 USD = 24 014 VND, −5,7 % from the rate of the date",
        ] {
            assert!(hovered.contains(wanted), "{wanted}\n{hovered}");
        }
        // Past the last month that is known, and at the time of the sentence.
        let later = over("en", "---\ndate: 2099-01-02\n---\n\nIt cost €5 million.\n", "5");
        assert!(later.contains("the last that is known"), "{later}");
        let then = over("en", "---\ndate: 2024-05-17\n---\n\nIn 2008 it cost €5 million.\n", "€5");
        assert!(then.contains("2008, at the time"), "{then}");
    }

    #[test]
    fn amounts_without_a_value_percentages_and_dates() {
        let vague = over("fr", "Le plan vaut plusieurs milliers de milliards de dongs.", "milliers");
        assert!(vague.contains("some times 1 000 000 000 000 VND"), "{vague}");
        assert!(over("en", "About 33% left.", "33").contains("≈ 1/3"));
        assert!(over("en", "Of them 25% left.", "25").contains("= 1/4"));
        let grown = over("en", "Exports rose 15% to 345 million from 300 million.", "15%");
        assert!(grown.contains("From 300 million to 345 million: +15%"), "{grown}");
        let implied = over("en", "Exports rose 15% to $345 million.", "15%");
        assert!(implied.contains("Up 15% to $345 million: from about $300 million"), "{implied}");
        let implied = over("fr", "Les ventes, 360 millions d'euros, en baisse de 20 %, reculent encore.", "360");
        assert!(implied.contains(": from about 450 millions d'euros"), "{implied}");
        let implied = over("vi", "Sản lượng tăng 25% lên 1,5 triệu tấn.", "1,5");
        assert!(implied.contains("from about 1,2 triệu tấn"), "{implied}");
        let told = over("en", "Exports rose 15% to 345 million from 300 million.", "345");
        assert!(!told.contains("about"), "{told}");
        let points = over("en", "Unemployment rose 15% to 12%.", "15%");
        assert!(!points.contains("about"), "{points}");
        let date = over("en", "---\ndate: 2026-02-01\n---\n\nIt opened on May 17, 2024.\n", "May 17");
        assert!(date.contains("Friday · 2 years before the article"), "{date}");
    }

    #[test]
    fn without_its_marks_a_hover_is_plain() {
        let hover =
            Hover { span: Span::new(0, 1), markdown: "**1\\*2**\n\n| A | Rate |\n|:--|:--|\n| $5 | x |".into() };
        assert_eq!(hover.plain(), "1*2\n  A   Rate\n  $5  x");
    }

    #[test]
    fn a_distance_with_its_equivalent_and_the_finding() {
        insta::assert_snapshot!(over("en", "The race is 26.2 miles (50 km) long.", "50 km"), @"
        ⚠ 26.2 miles is 42 km (42.2), not 50 km `unit-conversion`

        **50 km**

        ≈ 31 miles

        As written: 49.5 to 50.5
        ");
    }

    #[test]
    fn shares_ranges_and_places_without_a_figure() {
        insta::assert_snapshot!(over("fr", "Au total, 24 localités sur 28 progressent.", "24"), @"
        **24 localités sur 28**

        24 of 28 = 85,7 %
        ");
        insta::assert_snapshot!(over("fr", "Une piste de 3 à 5 km.", "3 à"), @"
        **3 à 5 km**

        3 km – 5 km

        ≈ 1,86–3,1 miles
        ");
        let desk = Desk::default();
        let article = Reader::default().read("Nothing here".into(), &Origin::default(), &desk);
        assert_eq!(hover(&article, 3, &[], &desk), None);
        assert_eq!(hover(&article, 999, &[], &desk), None);
    }
}
