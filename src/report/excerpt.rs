//! The lines of an article around what a report points at, long ones cut to a window.
//!
//! A paragraph of a news article is one line of hundreds or thousands of characters. What is shown of it are the words
//! around each mark, with `…` where something was left out.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use crate::text::{LineIndex, Span};

/// Some consecutive lines, cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The first line's number, from 1.
    pub line: usize,
    pub text: String,
    /// The marks that stand here: their number in what was asked, and where they are in `text`.
    pub marks: Vec<(usize, Range<usize>)>,
}

/// A mark over more lines than this is shown by its first ones.
const MOST_LINES: usize = 3;
/// Lines between two marks that are still shown as one excerpt.
const NEAR: usize = 6;
/// Characters shown on each side of a mark, however narrow the report is.
const LEAST: usize = 12;
const CUT: &str = "…";

/// Excerpts of `text` that show `marks`, in the text's order, no line much longer than `width` characters.
pub fn excerpts(text: &str, lines: &LineIndex, marks: &[Span], width: usize) -> Vec<Excerpt> {
    let mut out: Vec<Excerpt> = Vec::new();
    let mut last = 0;
    for (line, here) in by_line(text, lines, marks) {
        match out.last_mut() {
            Some(excerpt) if line - last <= NEAR => {
                for between in last + 1..line {
                    excerpt.text.push('\n');
                    excerpt.text.push_str(&cut(text, lines, between, &[], width).text);
                }
                excerpt.text.push('\n');
            }
            _ => out.push(Excerpt { line, text: String::new(), marks: Vec::new() }),
        }
        last = line;
        let Some(excerpt) = out.last_mut() else { continue };
        let spans: Vec<Span> = here.iter().map(|(span, _)| *span).collect();
        let shown = cut(text, lines, line, &spans, width);
        let at = excerpt.text.len();
        excerpt.text.push_str(&shown.text);
        for (span, number) in here {
            let place = at + shown.place(span.start)..at + shown.place(span.end);
            // The pieces of one mark on consecutive lines are one range again.
            match excerpt.marks.iter_mut().find(|(n, _)| *n == number) {
                Some((_, range)) => range.end = place.end,
                None => excerpt.marks.push((number, place)),
            }
        }
    }
    out
}

/// The pieces of each mark on each line that it touches, in the order of the text, with the mark's number.
fn by_line(text: &str, lines: &LineIndex, marks: &[Span]) -> BTreeMap<usize, Vec<(Span, usize)>> {
    let mut pieces: BTreeMap<usize, Vec<(Span, usize)>> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        let first = lines.place(text, mark.start).line;
        let last = lines.place(text, mark.end).line.clamp(first, first + MOST_LINES - 1);
        for line in first..=last {
            let Some(whole) = lines.line(text, line) else { continue };
            let start = mark.start.clamp(whole.start, whole.end);
            let end = mark.end.clamp(start, whole.end);
            if line == first || end > start {
                pieces.entry(line).or_default().push((Span::new(start, end), number));
            }
        }
    }
    pieces.values_mut().for_each(|p| p.sort_unstable());
    pieces
}

/// A line, cut, and what of it is left.
struct Cut {
    text: String,
    /// Kept spans of the source and where each begins in `text`.
    kept: Vec<(Span, usize)>,
}

impl Cut {
    /// Where a place of the source is in the cut line; one that was left out is at the `…` in its stead.
    fn place(&self, source: usize) -> usize {
        let at = self.kept.partition_point(|(s, _)| s.end < source);
        match self.kept.get(at) {
            Some((span, start)) => start + source.saturating_sub(span.start),
            None => self.kept.last().map_or(0, |(span, start)| start + span.len()),
        }
    }
}

fn cut(text: &str, lines: &LineIndex, line: usize, marks: &[Span], width: usize) -> Cut {
    let mut whole = lines.line(text, line).unwrap_or_default();
    if whole.of(text).starts_with('\u{feff}') {
        whole.start += '\u{feff}'.len_utf8();
    }
    let body = whole.of(text);
    if body.len() <= width || body.char_indices().nth(width).is_none() {
        return Cut { text: body.to_owned(), kept: vec![(whole, 0)] };
    }
    let windows = if marks.is_empty() {
        vec![Span::new(whole.start, forward(text, whole, whole.start, width))]
    } else {
        windows(text, whole, marks, width)
    };
    let mut out = Cut { text: String::new(), kept: Vec::new() };
    let mut end = whole.start;
    for window in windows {
        if window.start > end {
            out.text.push_str(if out.text.is_empty() { CUT } else { " … " });
        }
        out.kept.push((window, out.text.len()));
        out.text.push_str(window.of(text));
        end = window.end;
    }
    if end < whole.end {
        out.text.push_str(CUT);
    }
    out
}

/// What of a long line is shown: the marks, in order, and as many words around them as `width` allows.
fn windows(text: &str, line: Span, marks: &[Span], width: usize) -> Vec<Span> {
    // A mark that fills the line by itself is shown by its two ends.
    let ends = marks.iter().flat_map(|m| {
        if m.len() > 4 * width || m.of(text).char_indices().nth(width / 2).is_some() {
            vec![Span::new(m.start, m.start), Span::new(m.end, m.end)]
        } else {
            vec![*m]
        }
    });
    let mut groups: Vec<Span> = ends.collect();
    // Marks that share a window leave more room around it, and so may reach the next one.
    loop {
        let inside: usize = groups.iter().map(|g| g.of(text).chars().count()).sum();
        let around = (width.saturating_sub(inside) / (2 * groups.len().max(1))).max(LEAST);
        let open = |g: &Span| Span::new(back(text, line, g.start, around), forward(text, line, g.end, around));
        let mut joined: Vec<Span> = Vec::new();
        for group in &groups {
            match joined.last_mut() {
                Some(last) if open(group).start <= open(last).end + 8 => *last = last.join(*group),
                _ => joined.push(*group),
            }
        }
        if joined.len() == groups.len() {
            return groups.iter().map(open).collect();
        }
        groups = joined;
    }
}

/// `count` characters before `at`, then inward to the start of a word where there is one near.
fn back(text: &str, line: Span, at: usize, count: usize) -> usize {
    let before = Span::new(line.start, at.max(line.start)).of(text);
    let Some((cut, _)) = before.char_indices().rev().nth(count.saturating_sub(1)) else { return line.start };
    if cut == 0 {
        return line.start;
    }
    let rest = &before[cut..];
    let word = rest.char_indices().take(count / 2).find(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8());
    match word {
        Some(word) => line.start + cut + word,
        None => on_boundary(text, line, line.start + cut),
    }
}

/// `count` characters after `at`, then inward to the end of a word where there is one near.
fn forward(text: &str, line: Span, at: usize, count: usize) -> usize {
    let at = at.max(line.start);
    let after = Span::new(at, line.end).of(text);
    let Some((cut, _)) = after.char_indices().nth(count) else { return line.end };
    let kept = &after[..cut];
    let word = kept.char_indices().rev().take(count / 2).find(|(_, c)| c.is_whitespace()).map(|(i, _)| i);
    match word {
        Some(word) => at + word,
        None => on_boundary(text, line, at + cut),
    }
}

/// The next place at or after `at` that parts no letter from its accents.
fn on_boundary(text: &str, line: Span, at: usize) -> usize {
    let body = line.of(text);
    let mut cursor = GraphemeCursor::new(at - line.start, body.len(), true);
    match cursor.is_boundary(body, 0) {
        Ok(true) => at,
        _ => cursor.next_boundary(body, 0).ok().flatten().map_or(line.end, |b| line.start + b),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(text: &str, marks: &[Span], width: usize) -> Vec<String> {
        excerpts(text, &LineIndex::new(text), marks, width)
            .into_iter()
            .map(|e| {
                let marks: Vec<String> = e.marks.iter().map(|(_, r)| format!("[{}]", &e.text[r.clone()])).collect();
                format!("{}: {} {}", e.line, e.text.replace('\n', "⏎"), marks.join(""))
            })
            .collect()
    }

    fn find(text: &str, needle: &str) -> Span {
        let at = text.find(needle).expect("it is there");
        Span::new(at, at + needle.len())
    }

    #[test]
    fn a_long_paragraph_is_cut_around_each_mark() {
        let text = format!(
            "{}10 of 14 sites {}the other 4/10 wait{}",
            "word ".repeat(80),
            "more ".repeat(80),
            " tail".repeat(80)
        );
        let marks = [find(&text, "10 of 14"), find(&text, "4/10")];
        assert_eq!(
            show(&text, &marks, 60),
            ["1: …word word 10 of 14 sites more … the other 4/10 wait tail… [10 of 14][4/10]"]
        );
    }

    #[test]
    fn near_lines_are_one_excerpt_and_far_ones_two() {
        let text = "\u{feff}one 1\r\n\r\ntwo 2\n3\n4\n5\n6\n7\n8\n9\nten 10";
        let marks = [find(text, "ten 10"), find(text, "1"), find(text, "two")];
        assert_eq!(show(text, &marks, 60), ["1: one 1⏎⏎two 2 [1][two]", "11: ten 10 [ten 10]"]);
        assert_eq!(
            show(text, &[find(text, "one 1\r\n\r\ntwo")], 60),
            ["1: one 1⏎⏎two 2 [one 1⏎⏎two]".replace("[one 1⏎⏎two]", "[one 1\n\ntwo]")]
        );
    }

    #[test]
    fn no_letter_loses_its_accents_at_a_cut() {
        let text = format!("{}7{}", "a\u{302}\u{301}".repeat(100), "o\u{31b}\u{300}".repeat(100));
        let shown = excerpts(&text, &LineIndex::new(&text), &[find(&text, "7")], 40);
        let line = &shown[0].text;
        assert!(line.starts_with("…a\u{302}\u{301}") && line.ends_with("\u{300}…"), "{line}");
    }

    proptest! {
        #[test]
        fn any_marks_in_any_text_are_shown(text in "[ab7é\u{301}🎉 \n\r\t]{0,400}", at in proptest::collection::vec((0usize..400, 0usize..400), 1..4), width in 1usize..60) {
            let boundary = |mut i: usize| {
                i = i.min(text.len());
                while !text.is_char_boundary(i) { i -= 1; }
                i
            };
            let marks: Vec<Span> = at.iter().map(|(a, b)| Span::new(boundary(*a), boundary(*b))).collect();
            let shown = excerpts(&text, &LineIndex::new(&text), &marks, width);
            for excerpt in &shown {
                for (_, range) in &excerpt.marks {
                    prop_assert!(excerpt.text.get(range.clone()).is_some());
                }
            }
            let all: usize = shown.iter().map(|e| e.marks.len()).sum();
            prop_assert_eq!(all, marks.len());
        }
    }
}
