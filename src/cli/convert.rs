//! `copydesk convert`: what a hover would show for the figures of a text.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::args::{ConvertArgs, ConvertFormat};
use super::desks::{Choice, Desks};
use super::{CLEAN, UNUSABLE, output, paths};
use crate::article::{Article, Origin, Passage, Reader};
use crate::assist::{self, Alternative};
use crate::checks::exchange::{Exchange, When};
use crate::desk::Desk;
use crate::figure::{Figure, Kind};
use crate::language::Language;
use crate::markup::Format as Markup;
use crate::messages::Message;
use crate::number::Number;
use crate::units::Unit;
use crate::units::rates::Series;

/// Shows the figures of what `args` say in other units.
pub fn run(args: ConvertArgs) -> ExitCode {
    let speaks = output::language();
    let mut desks = Desks::new(args.config.as_deref(), Choice::default());
    let here = paths::real(std::path::Path::new("."));
    let desk = desks.of_folder(&here, true);
    let text = args.text.join(" ");
    let article = read(&text, &args, &desk.desk, &speaks);
    let mut desk = desk.desk.clone();
    desk.speaks = crate::messages::languages().find(|code| *code == speaks).unwrap_or("en");
    let mut to = Vec::new();
    for name in &args.to {
        match unit(name, article.language, &desk) {
            Some(unit) => to.push(unit),
            None => {
                output::say(&Message::new("cli-convert-unit").with("unit", name.as_str()).text(&speaks));
                return UNUSABLE.into();
            }
        }
    }
    let figures: Vec<Found<'_>> = found(&article).collect();
    output::say_problems(&desks.problems, &speaks);
    if figures.is_empty() {
        output::say(&Message::new("cli-convert-nothing").text(&speaks));
        return UNUSABLE.into();
    }
    output::write(CLEAN, |out| match args.format {
        ConvertFormat::Human => human(out, &article, &figures, &to, &desk),
        ConvertFormat::Json => json(out, &article, &figures, &to, &desk),
    })
}

/// A figure with its place.
struct Found<'a> {
    passage: &'a Passage,
    index: usize,
    figure: &'a Figure,
}

fn found(article: &Article) -> impl Iterator<Item = Found<'_>> {
    fn each(passage: &Passage) -> impl Iterator<Item = Found<'_>> {
        passage.reading.figures.iter().enumerate().map(move |(index, figure)| Found { passage, index, figure })
    }
    article.blocks.iter().flat_map(each).filter(|found| found.figure.kind != Kind::Identifier)
}

/// Reads the text in the language asked for, else in the one that it is in, else in the system's.
fn read(text: &str, args: &ConvertArgs, desk: &Desk, speaks: &str) -> Article {
    let mut origin =
        Origin { format: Markup::Plain, language: args.lang, date: args.date.clone(), ..Origin::default() };
    let once = |origin: &Origin| Reader::default().read(Arc::from(text), origin, desk);
    let article = once(&origin);
    if article.language.is_some() && found(&article).next().is_some() {
        return article;
    }
    origin.language = args.lang.or_else(|| Language::of_code(speaks)).or_else(|| Language::of_code("en"));
    once(&origin)
}

/// A unit by its identifier, or as the text's language calls it.
fn unit(name: &str, language: Option<Language>, desk: &Desk) -> Option<Unit> {
    let own = || {
        let origin = Origin { language: language.or_else(|| Language::of_code("en")), ..Origin::default() };
        let article = Reader::default().read(format!("5 {name}").into(), &origin, desk);
        found(&article).next().and_then(|found| found.figure.unit)
    };
    Unit::of_identifier(name).or_else(|| Unit::of_identifier(&name.to_uppercase())).or_else(own)
}

fn human(out: &mut dyn Write, article: &Article, figures: &[Found<'_>], to: &[Unit], desk: &Desk) -> io::Result<()> {
    let exchange = Exchange::of(article, desk);
    for (at, found) in figures.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if to.is_empty() {
            let offset = found.passage.source(found.figure.span).start;
            let hover = assist::hover(article, offset, &[], desk);
            writeln!(out, "{}", hover.map(|h| h.plain()).unwrap_or_default())?;
            continue;
        }
        writeln!(out, "{}", found.figure.span.of(found.passage.prose()))?;
        for alternative in asked(&exchange, found, to) {
            writeln!(out, "  ≈ {}", alternative.text)?;
        }
    }
    Ok(())
}

fn asked(exchange: &Exchange<'_>, found: &Found<'_>, to: &[Unit]) -> Vec<Alternative> {
    to.iter().flat_map(|unit| assist::in_unit(exchange, found.passage, found.index, *unit)).collect()
}

#[derive(Serialize)]
struct FigureRow<'a> {
    quote: &'a str,
    kind: &'static str,
    value: Option<String>,
    unit: Option<String>,
    conversions: Vec<ConversionRow>,
}

#[derive(Serialize)]
struct ConversionRow {
    unit: String,
    values: Vec<String>,
    text: String,
    rate: Option<RateRow>,
}

#[derive(Serialize)]
struct RateRow {
    value: String,
    month: String,
    series: &'static str,
    when: &'static str,
}

fn json(out: &mut dyn Write, article: &Article, figures: &[Found<'_>], to: &[Unit], desk: &Desk) -> io::Result<()> {
    let exchange = Exchange::of(article, desk);
    writeln!(out, "{{\"version\": 1,\n \"figures\": [")?;
    for (at, found) in figures.iter().enumerate() {
        let all = if to.is_empty() {
            assist::alternatives(&exchange, found.passage, found.index, desk)
        } else {
            asked(&exchange, found, to)
        };
        let row = FigureRow {
            quote: found.figure.span.of(found.passage.prose()),
            kind: found.figure.kind.as_str(),
            value: found.figure.value.as_ref().map(Number::to_string),
            unit: found.figure.unit.map(Unit::identifier),
            conversions: all.into_iter().map(conversion).collect(),
        };
        let comma = if at + 1 < figures.len() { "," } else { "" };
        writeln!(out, "  {}{comma}", serde_json::to_string(&row).map_err(io::Error::other)?)?;
    }
    writeln!(out, " ]}}")
}

fn conversion(alternative: Alternative) -> ConversionRow {
    let rate = alternative.rate.map(|(rate, when)| RateRow {
        value: crate::number::significant(&rate.value, 8).to_string(),
        month: rate.month.to_string(),
        series: match rate.series {
            Series::Market => "market",
            Series::Official => "official",
            Series::Parity => "parity",
            Series::Desk => "desk",
        },
        when: match when {
            When::Now => "month",
            When::Then => "at-the-time",
            When::Last => "last-known",
        },
    });
    ConversionRow {
        unit: alternative.unit.identifier(),
        values: alternative.values.iter().map(Number::to_string).collect(),
        text: alternative.text,
        rate,
    }
}
