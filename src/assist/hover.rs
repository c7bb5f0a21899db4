//! What a hover over a figure shows.

use crate::article::{Article, Passage};
use crate::checks::Finding;
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::language::{Language, Pack};
use crate::messages::Message;
use crate::number::{Number, significant};
use crate::text::Span;
use crate::units::equivalents::equivalents;
use crate::units::{Measure, Unit};

/// A hover: the span it is about, of the source, and Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    pub span: Span,
    pub markdown: String,
}

/// What is known of the figure at byte `offset` of the source: its value written out, other units, the scale words of
/// the other languages, what its precision means, and those of `findings` that touch it. Where no figure is read but a
/// finding stands, that alone.
pub fn hover(article: &Article, offset: usize, findings: &[Finding], desk: &Desk) -> Option<Hover> {
    let Some((passage, figure)) = article.figure_at(offset) else {
        let finding = findings.iter().find(|f| f.span.holds(offset))?;
        return Some(Hover { span: finding.span, markdown: warning(finding, desk) });
    };
    let span = passage.source(figure.span);
    let mut lines: Vec<String> = findings.iter().filter(|f| f.span.overlaps(span)).map(|f| warning(f, desk)).collect();
    lines.push(format!("**{}**", escaped(figure.span.of(passage.prose()))));
    if let Some(pack) = passage.language.map(Language::pack) {
        let view = View { passage, figure, pack, desk };
        lines.extend(view.value());
        lines.extend(view.conversions());
        lines.extend(view.scale_words());
        lines.extend(view.precision());
    }
    Some(Hover { span, markdown: lines.join("\n\n") })
}

fn warning(finding: &Finding, desk: &Desk) -> String {
    format!("⚠ {} `{}`", escaped(&finding.message.text(desk.speaks)), finding.code)
}

/// Text as it stands, not as Markdown.
fn escaped(text: &str) -> String {
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

struct View<'a> {
    passage: &'a Passage,
    figure: &'a Figure,
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

    /// The customary counterparts in the systems that the desk shows.
    fn conversions(&self) -> Option<String> {
        let Some(Unit::Measure(unit)) = self.figure.unit else { return None };
        let shown = |m: Measure| self.desk.settings.units_into.iter().any(|into| into.shows(m.system()));
        let mut columns: Vec<Vec<String>> = Vec::new();
        for (at, part) in self.figure.parts.iter().enumerate() {
            let value = self.figure.value.as_ref().filter(|_| self.figure.parts.len() == 1).unwrap_or(&part.value);
            let all = equivalents(value, unit, &part.step).into_iter().filter(|e| shown(e.unit) && e.unit != unit);
            for (row, equivalent) in all.enumerate() {
                let number = self.number(&equivalent.value);
                let last = at + 1 == self.figure.parts.len();
                let text = if last { self.measured(&number, equivalent.unit) } else { number };
                match columns.get_mut(row) {
                    Some(column) => column.push(text),
                    None => columns.push(vec![text]),
                }
            }
        }
        let texts: Vec<String> = columns.iter().map(|ends| ends.join("–")).collect();
        (!texts.is_empty()).then(|| format!("≈ {}", texts.join(" · ")))
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
        let row = |l: Language| Some(format!("{}: {}", l.code(), l.pack().in_scale_words(value)?));
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

        en: 1.4 quadrillion · de: 1,4 Billiarden · es: 1,4 mil billones · fr: 1,4 million de milliards · vi: 1,4 triệu tỷ

        As written: 1,350,000,000,000,000 or more
        ");
    }

    #[test]
    fn a_distance_with_its_equivalent_and_the_finding() {
        insta::assert_snapshot!(over("en", "The race is 26.2 miles (50 km) long.", "50 km"), @"
        ⚠ 26.2 miles is 42.2 km, not 50 km `unit-conversion`

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
