//! Draws a [`Picture`] as SVG that stands in a page: it takes its colours from the page's style, and tells the parts apart
//! by shape and words as well.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;

use super::page::escaped;
use super::picture::{Group, Mark, Picture, Role, Share};
use crate::messages::Message;

const WIDTH: f64 = 640.0;
/// Where bars begin and how long they may be.
const LEFT: f64 = 210.0;
const LONG: f64 = 410.0;
const ROW: f64 = 36.0;
const BAR: f64 = 18.0;
const GAP: f64 = 10.0;
/// Characters of a label that fit before the bars.
const LABEL: usize = 28;

/// The picture as an element `svg`, with its words in `language`.
pub fn svg(picture: &Picture, language: &str) -> String {
    let mut body = String::new();
    let mut told = Vec::new();
    let mut y = 4.0;
    for group in &picture.groups {
        match group {
            Group::Amounts { marks, logarithmic: true } => scale(&mut body, &mut y, marks, language),
            Group::Amounts { marks, .. } => bars(&mut body, &mut y, marks, language),
            Group::Stack { whole, parts, fits } => stack(&mut body, &mut y, whole, parts, fits.as_ref(), language),
            Group::Shares(rows) => shares(&mut body, &mut y, rows, language),
        }
        told.extend(marks(group).into_iter().map(|mark| format!("{} ({})", mark.label, role(mark.role, language))));
        y += GAP;
    }
    format!(
        "<svg class=\"picture\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {WIDTH} {:.0}\" \
         xmlns=\"http://www.w3.org/2000/svg\">\n{body}</svg>\n",
        escaped(&told.join("; ")),
        y,
    )
}

fn marks(group: &Group) -> Vec<&Mark> {
    match group {
        Group::Amounts { marks, .. } => marks.iter().collect(),
        Group::Stack { whole, parts, fits } => std::iter::once(whole).chain(parts).chain(fits).collect(),
        Group::Shares(rows) => rows.iter().map(|row| &row.mark).collect(),
    }
}

fn role(role: Role, language: &str) -> String {
    let id = match role {
        Role::Written => "picture-written",
        Role::Fits => "picture-fits",
        Role::Beside => "picture-beside",
    };
    Message::new(id).text(language)
}

const fn class(role: Role) -> &'static str {
    match role {
        Role::Written => "written",
        Role::Fits => "fits",
        Role::Beside => "beside",
    }
}

/// A label with what it is below it.
fn label(body: &mut String, y: f64, words: &str, below: &str) {
    let letters: Vec<&str> = words.graphemes(true).collect();
    let shown = match letters.get(..LABEL) {
        Some(head) if letters.len() > LABEL => format!("{}…", head.concat()),
        _ => words.to_owned(),
    };
    let _ = writeln!(
        body,
        "<text x=\"0\" y=\"{:.1}\">{}</text><text class=\"role\" x=\"0\" y=\"{:.1}\">{}</text>",
        y + 12.0,
        escaped(&shown),
        y + 26.0,
        escaped(below),
    );
}

fn bar(body: &mut String, kind: &str, x: f64, y: f64, width: f64) {
    let _ = writeln!(
        body,
        "<rect class=\"{kind}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{BAR}\"/>",
        y + 4.0,
        width.max(1.0),
    );
}

fn line(body: &mut String, kind: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
    let _ = writeln!(body, "<line class=\"{kind}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>");
}

fn bars(body: &mut String, y: &mut f64, marks: &[Mark], language: &str) {
    let most = marks.iter().map(|m| m.value).fold(f64::MIN_POSITIVE, f64::max);
    let from = *y;
    for mark in marks {
        label(body, *y, &mark.label, &role(mark.role, language));
        bar(body, class(mark.role), LEFT, *y, mark.value / most * LONG);
        *y += ROW;
    }
    line(body, "axis", LEFT, from, LEFT, *y - 6.0);
}

/// Dots on a scale where each step is ten times the one before.
fn scale(body: &mut String, y: &mut f64, marks: &[Mark], language: &str) {
    let logs: Vec<f64> = marks.iter().map(|m| m.value.log10()).collect();
    let low = logs.iter().copied().fold(f64::INFINITY, f64::min).floor();
    let high = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil().max(low + 1.0);
    let place = |log: f64| LEFT + (log - low) / (high - low) * LONG;
    let foot = *y + ROW * marks.len() as f64;
    // Labels of ten steps at most.
    let every = ((high - low) / 10.0).ceil().max(1.0) as usize;
    for (i, power) in (low as i32..=high as i32).enumerate() {
        let x = place(f64::from(power));
        line(body, "grid", x, *y, x, foot);
        if i % every == 0 {
            let _ = writeln!(
                body,
                "<text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\">10<tspan class=\"power\" dy=\"-4\">{power}</tspan></text>",
                foot + 16.0,
            );
        }
    }
    for (mark, log) in marks.iter().zip(&logs) {
        label(body, *y, &mark.label, &role(mark.role, language));
        let (x, middle) = (place(*log), *y + 13.0);
        line(body, "grid", LEFT, middle, LEFT + LONG, middle);
        let _ = writeln!(body, "<circle class=\"{}\" cx=\"{x:.1}\" cy=\"{middle:.1}\" r=\"7\"/>", class(mark.role));
        *y += ROW;
    }
    *y += 22.0;
}

fn stack(body: &mut String, y: &mut f64, whole: &Mark, parts: &[Mark], fits: Option<&Mark>, language: &str) {
    let sum: f64 = parts.iter().map(|p| p.value).sum();
    let most = [sum, whole.value, fits.map_or(0.0, |m| m.value)].into_iter().fold(f64::MIN_POSITIVE, f64::max);
    let long = |value: f64| value / most * LONG;
    let from = *y;
    label(body, *y, &whole.label, &role(whole.role, language));
    bar(body, class(whole.role), LEFT, *y, long(whole.value));
    *y += ROW;
    let row = |body: &mut String, y: f64, parts: &[&Mark]| {
        let mut x = LEFT;
        for part in parts {
            bar(body, class(part.role), x, y, (long(part.value) - 1.5).max(1.0));
            // Words that would run over are told by the label alone.
            let room = long(part.value) / 8.0;
            if part.label.chars().count() as f64 <= room {
                let place = x + long(part.value) / 2.0;
                let _ = writeln!(
                    body,
                    "<text class=\"in {}\" x=\"{place:.1}\" y=\"{:.1}\">{}</text>",
                    class(part.role),
                    y + 17.0,
                    escaped(&part.label),
                );
            }
            x += long(part.value);
        }
    };
    let told = |parts: &[&Mark]| parts.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(" + ");
    let written: Vec<&Mark> = parts.iter().collect();
    label(body, *y, &told(&written), &Message::new("picture-parts").text(language));
    row(body, *y, &written);
    *y += ROW;
    if let Some(fits) = fits {
        if whole.role == Role::Written {
            label(body, *y, &fits.label, &role(Role::Fits, language));
            bar(body, class(Role::Fits), LEFT, *y, long(fits.value));
        } else {
            let mut fitting: Vec<&Mark> = parts.iter().filter(|p| p.role != Role::Written).collect();
            fitting.push(fits);
            label(body, *y, &told(&fitting), &role(Role::Fits, language));
            row(body, *y, &fitting);
        }
        *y += ROW;
    }
    let end = LEFT + long(whole.value);
    line(body, "axis", LEFT, from, LEFT, *y - 6.0);
    line(body, "end", end, from, end, *y - 6.0);
}

fn shares(body: &mut String, y: &mut f64, rows: &[Share], language: &str) {
    let most = rows.iter().map(|row| row.mark.value).fold(1.0, f64::max);
    let whole = LONG / most;
    let from = *y;
    for Share { mark, rest } in rows {
        label(body, *y, &mark.label, &role(mark.role, language));
        let width = mark.value * whole;
        let _ = writeln!(
            body,
            "<rect class=\"whole\" x=\"{LEFT}\" y=\"{:.1}\" width=\"{whole:.1}\" height=\"{BAR}\"/>",
            *y + 4.0,
        );
        bar(body, class(mark.role), if *rest { LEFT + whole - width } else { LEFT }, *y, width);
        *y += ROW;
    }
    line(body, "axis", LEFT, from, LEFT, *y - 6.0);
    line(body, "axis", LEFT + whole, from, LEFT + whole, *y - 6.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(label: &str, value: f64, role: Role) -> Mark {
        Mark { label: label.to_owned(), value, role }
    }

    #[test]
    fn a_slip_of_a_thousand_stands_three_steps_away() {
        let marks = vec![mark("58.3 bn", 58.3e9, Role::Written), mark("58.3 m <", 58.3e6, Role::Fits)];
        let drawn = svg(&Picture { groups: vec![Group::Amounts { marks, logarithmic: true }] }, "en");
        assert!(drawn.contains("58.3 m &lt;") && drawn.contains("as written"), "{drawn}");
        // Four decades: 10^7 to 10^11.
        assert_eq!(drawn.matches("class=\"tick\"").count(), 5, "{drawn}");
        let places: Vec<f64> =
            drawn.split("cx=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        assert!((places[0] - places[1] - LONG * 3.0 / 4.0).abs() < 0.2, "{places:?}");
    }

    #[test]
    fn parts_that_run_over_end_behind_their_whole() {
        let parts = vec![mark("168", 168.0, Role::Beside), mark("82", 82.0, Role::Written)];
        let group =
            Group::Stack { whole: mark("240", 240.0, Role::Beside), parts, fits: Some(mark("72", 72.0, Role::Fits)) };
        let drawn = svg(&Picture { groups: vec![group] }, "en");
        let end = LEFT + 240.0 / 250.0 * LONG;
        assert!(drawn.contains(&format!("class=\"end\" x1=\"{end:.1}\"")), "{drawn}");
        assert!(drawn.contains("168 + 82") && drawn.contains("168 + 72"), "{drawn}");
    }
}
