//! `check --format html`: a page with each finding in its sentence and as a picture, story by story, then the fact sheets.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::excerpt::excerpts;
use super::human::closing;
use super::page::{escaped, page};
use super::{CheckResults, Checked, facts_html, picture, svg};
use crate::article::Article;
use crate::checks::{Finding, Related};
use crate::messages::Message;
use crate::text::{LineIndex, Span};

/// Characters of a paragraph that are shown around a finding.
const WIDTH: usize = 400;

/// Writes the page, in `language`.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut dyn Write, results: &CheckResults, language: &str) -> io::Result<()> {
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let mut body = format!("<p>{}</p>\n", escaped(&closing(results, language)));
    let readings: HashMap<&str, &Article> =
        results.files.iter().filter_map(|f| Some((f.path.as_str(), f.reading.as_deref()?))).collect();
    let stories = stories(results);
    contents(&mut body, &stories, language);
    for (story, files) in &stories {
        let found: Vec<&(usize, &Checked)> = files.iter().filter(|(_, file)| !file.findings.is_empty()).collect();
        if found.is_empty() {
            continue;
        }
        body.push_str("<section>\n");
        // The findings of a story's versions stand one level lower than those of an article on its own.
        let level = match story {
            None => 2,
            Some(name) => {
                let count = Message::new("page-versions").with("count", files.len().to_string()).text(language);
                let title = Message::new("page-story").with("name", *name).text(language);
                let _ = writeln!(body, "<h2>{} <span class=\"dim\">{}</span></h2>", escaped(&title), escaped(&count));
                3
            }
        };
        for (at, file) in found {
            let lines = LineIndex::new(&file.text);
            let _ = writeln!(body, "<h{level} id=\"a{at}\">{}</h{level}>", escaped(&file.path));
            about(&mut body, file, *at, language);
            for finding in file.findings.open() {
                one(&mut body, file, &lines, &finding, &readings, level + 1, language);
            }
        }
        body.push_str("</section>\n");
    }
    if !results.problems.is_empty() {
        let _ = writeln!(body, "<section>\n<h2>{}</h2>\n<ul>", say("page-errors"));
        for problem in &results.problems {
            let _ = writeln!(body, "<li>{}: {}</li>", escaped(&problem.path), escaped(&problem.message.text(language)));
        }
        body.push_str("</ul>\n</section>\n");
    }
    let sheets = results.files.iter().enumerate().filter_map(|(at, f)| Some((at, f, f.reading.as_deref()?)));
    let mut before = false;
    for (at, file, article) in sheets {
        if !std::mem::replace(&mut before, true) {
            let _ = writeln!(body, "<section class=\"sheets\">\n<h2>{}</h2>", say("page-facts"));
        }
        let _ = writeln!(body, "<h3 id=\"f{at}\">{}</h3>", escaped(&file.path));
        facts_html::sheet(&mut body, article, false, language);
    }
    if before {
        body.push_str("</section>\n");
    }
    out.write_all(page(language, &Message::new("page-findings").text(language), &body).as_bytes())
}

type Story<'a> = (Option<&'a str>, Vec<(usize, &'a Checked)>);

/// The files, those of one story together, where its first one stands.
fn stories(results: &CheckResults) -> Vec<Story<'_>> {
    let mut out: Vec<Story<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (at, file) in results.files.iter().enumerate() {
        match file.article.as_ref().and_then(|head| head.story.as_deref()) {
            None => out.push((None, vec![(at, file)])),
            Some(name) => {
                let place = *known.entry(name).or_insert_with(|| {
                    out.push((Some(name), Vec::new()));
                    out.len() - 1
                });
                if let Some((_, files)) = out.get_mut(place) {
                    files.push((at, file));
                }
            }
        }
    }
    out
}

/// The list of the articles, each with what was found in it.
fn contents(body: &mut String, stories: &[Story<'_>], language: &str) {
    let files: Vec<&(usize, &Checked)> = stories.iter().flat_map(|(_, files)| files).collect();
    if files.len() < 2 {
        return;
    }
    let say = |id: &'static str| escaped(&Message::new(id).text(language));
    let _ = writeln!(body, "<nav aria-label=\"{}\">\n<ul>", say("page-contents"));
    for (at, file) in files {
        let path = escaped(&file.path);
        let _ = match (file.findings.len(), &file.reading) {
            (0, None) => writeln!(body, "<li>{path} <span class=\"dim\">{}</span></li>", say("page-quiet")),
            (0, Some(_)) => {
                writeln!(
                    body,
                    "<li><a href=\"#f{at}\">{path}</a> <span class=\"dim\">{}</span></li>",
                    say("page-quiet")
                )
            }
            (count, _) => writeln!(body, "<li><a href=\"#a{at}\">{path}</a> <b>{count}</b></li>"),
        };
    }
    body.push_str("</ul>\n</nav>\n");
}

/// Language, date and the way to the fact sheet.
fn about(body: &mut String, file: &Checked, at: usize, language: &str) {
    let mut said: Vec<String> = Vec::new();
    if let Some(head) = &file.article {
        said.extend(head.language.map(str::to_owned));
        said.extend(head.date.as_ref().map(|(date, _)| escaped(date)));
    }
    if file.reading.is_some() {
        let words = escaped(&Message::new("page-to-facts").text(language));
        said.push(format!("<a href=\"#f{at}\">{words}</a>"));
    }
    if !said.is_empty() {
        let _ = writeln!(body, "<p class=\"place\">{}</p>", said.join(" · "));
    }
}

fn one(
    body: &mut String,
    file: &Checked,
    lines: &LineIndex,
    finding: &Finding,
    readings: &HashMap<&str, &Article>,
    level: usize,
    language: &str,
) {
    let severity = finding.severity.as_str();
    let place = lines.place(&file.text, finding.span.start);
    let _ = writeln!(
        body,
        "<article class=\"{severity}\">\n<h{level}>{}</h{level}>\n<p class=\"place\">{}:{} · {} · {}</p>",
        escaped(&finding.message.text(language)),
        place.line,
        place.column,
        finding.code.as_str(),
        escaped(&Message::new("page-severity").with("severity", severity).text(language)),
    );
    // What stands in the same words is marked in them; what stands elsewhere is quoted below.
    let near = |related: &&Related| related.elsewhere.is_none();
    let marks: Vec<Span> =
        std::iter::once(finding.span).chain(finding.related.iter().filter(near).map(|r| r.span)).collect();
    quoted(body, "", &file.text, lines, &marks);
    let here = file.reading.as_ref();
    if let Some(picture) = here.and_then(|article| picture::of(finding, article, readings)) {
        body.push_str(&svg::svg(&picture, language));
    }
    for related in finding.related.iter().filter(|related| related.elsewhere.is_some()) {
        elsewhere(body, related, language);
    }
    if !finding.fixes.is_empty() {
        body.push_str("<ul>\n");
        for fix in &finding.fixes {
            let _ = writeln!(body, "<li>{}</li>", escaped(&fix.title.text(language)));
        }
        body.push_str("</ul>\n");
    }
    body.push_str("</article>\n");
}

/// What another version says.
fn elsewhere(body: &mut String, related: &Related, language: &str) {
    let Some(other) = &related.elsewhere else { return };
    let lines = LineIndex::new(&other.text);
    let place = lines.place(&other.text, related.span.start);
    let message = escaped(&related.message.text(language));
    let path = escaped(&other.path);
    let _ = writeln!(body, "<p class=\"place\">{path}:{}:{} · {message}</p>", place.line, place.column);
    quoted(body, " class=\"related\"", &other.text, &lines, &[related.span]);
}

/// The words around the spans: the first is what is faulty, the others are what it was held against.
fn quoted(body: &mut String, class: &str, text: &str, lines: &LineIndex, spans: &[Span]) {
    let mut shown = excerpts(text, lines, spans, WIDTH);
    shown.sort_by_key(|excerpt| !excerpt.marks.iter().any(|(number, _)| *number == 0));
    for excerpt in shown {
        let mut marks = excerpt.marks.clone();
        marks.sort_by_key(|(_, range)| range.start);
        let _ = write!(body, "<blockquote{class}>");
        let mut at = 0;
        for (number, range) in marks {
            // One mark may lie in another.
            let Some(before) = excerpt.text.get(at..range.start) else { continue };
            let words = escaped(excerpt.text.get(range.clone()).unwrap_or_default());
            let _ = match number {
                0 => write!(body, "{}<mark>{words}</mark>", escaped(before)),
                _ => write!(body, "{}<mark class=\"held\">{words}</mark>", escaped(before)),
            };
            at = range.end;
        }
        let _ = writeln!(body, "{}</blockquote>", escaped(excerpt.text.get(at..).unwrap_or_default()));
    }
}
