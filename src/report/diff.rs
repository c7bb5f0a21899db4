//! Edits of a file as a unified diff.

use crate::checks::Replacement;
use crate::text::Span;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// Lines that go and the text that comes in their place; lines count from 0.
struct Change {
    first: usize,
    /// One past the last line that goes.
    end: usize,
    new: String,
}

/// The unified diff of `old` with `edits` made; empty where there are none. The edits are in order, lie on character
/// boundaries and do not overlap. Lines are those of `patch`: they end at LF, other line ends stand inside them.
pub fn unified(path: &str, old: &str, edits: &[Replacement]) -> String {
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut at = 0;
    for line in &lines {
        starts.push(at);
        at += line.len();
    }
    starts.push(at);
    let changes = changes(old, &starts, edits);
    if changes.is_empty() {
        return String::new();
    }
    let mut out = format!("--- a/{path}\n+++ b/{path}\n");
    let mut grown: isize = 0;
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        // Changes whose surroundings meet are one hunk.
        let mut count = 1;
        while rest.get(count).is_some_and(|next| next.first <= rest[count - 1].end + 2 * CONTEXT) {
            count += 1;
        }
        let (hunk, after) = rest.split_at(count);
        rest = after;
        let from = first.first.saturating_sub(CONTEXT);
        let to = (hunk[count - 1].end + CONTEXT).min(lines.len());
        let added: isize =
            hunk.iter().map(|c| c.new.split_inclusive('\n').count() as isize - (c.end - c.first) as isize).sum();
        let old_count = to - from;
        let new_count = old_count as isize + added;
        let start = |line: isize, count: isize| if count == 0 { line } else { line + 1 };
        out.push_str(&format!(
            "@@ -{},{old_count} +{},{new_count} @@\n",
            start(from as isize, old_count as isize),
            start(from as isize + grown, new_count),
        ));
        grown += added;
        let mut line = from;
        for change in hunk {
            lines[line..change.first].iter().for_each(|l| push(&mut out, ' ', l));
            lines[change.first..change.end].iter().for_each(|l| push(&mut out, '-', l));
            change.new.split_inclusive('\n').for_each(|l| push(&mut out, '+', l));
            line = change.end;
        }
        lines[line..to].iter().for_each(|l| push(&mut out, ' ', l));
    }
    out
}

/// Whole lines for each run of edits that touch the same ones.
fn changes(old: &str, starts: &[usize], edits: &[Replacement]) -> Vec<Change> {
    let count = starts.len() - 1;
    let line_of =
        |offset: usize| starts.partition_point(|s| *s <= offset).saturating_sub(1).min(count.saturating_sub(1));
    let mut out: Vec<Change> = Vec::new();
    let mut at = 0;
    for edit in edits {
        let (first, end) = (line_of(edit.span.start), (line_of(edit.span.end) + 1).min(count));
        match out.last_mut() {
            Some(last) if first < last.end => {
                // The line's text after the edit before was put there: it goes on from here.
                let keep = last.new.len() - (starts[last.end] - at);
                last.new.truncate(keep);
                last.end = end.max(last.end);
            }
            _ => {
                at = starts[first];
                out.push(Change { first, end, new: String::new() });
            }
        }
        if let Some(change) = out.last_mut() {
            change.new.push_str(Span::new(at, edit.span.start).of(old));
            change.new.push_str(&edit.text);
            change.new.push_str(Span::new(edit.span.end, starts[change.end]).of(old));
            at = edit.span.end;
        }
    }
    out
}

fn push(out: &mut String, sign: char, line: &str) {
    out.push(sign);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(old: &str, what: &str, text: &str) -> Replacement {
        let at = old.find(what).expect("it is there");
        Replacement::here(Span::new(at, at + what.len()), text.to_owned())
    }

    #[test]
    fn hunks_have_context_and_edits_of_one_line_are_one_change() {
        let old = "a\nb\nc\nHanoi and Hanoï\ne\nf\ng\nh\ni\nj\nk\nl\nlast";
        let edits = [edit(old, "Hanoi", "Hà Nội"), edit(old, "Hanoï", "Hà Nội"), edit(old, "last", "end")];
        assert_eq!(
            unified("d/a.md", old, &edits),
            "--- a/d/a.md\n+++ b/d/a.md\n@@ -1,7 +1,7 @@\n a\n b\n c\n-Hanoi and Hanoï\n+Hà Nội and Hà Nội\n e\n f\n g\n\
             @@ -10,4 +10,4 @@\n j\n k\n l\n-last\n\\ No newline at end of file\n+end\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a", old, &[]), "");
    }

    #[test]
    fn lines_that_come_and_go_are_counted() {
        let old = "one\r\ntwo\r\nthree\r\n";
        let edits = [edit(old, "one\r\ntwo", "1"), edit(old, "three", "3\r\n4\r\n5")];
        assert_eq!(
            unified("a", old, &edits),
            "--- a/a\n+++ b/a\n@@ -1,3 +1,4 @@\n-one\r\n-two\r\n+1\r\n-three\r\n+3\r\n+4\r\n+5\r\n"
        );
        let into_nothing = [Replacement::here(Span::new(0, 0), "x".to_owned())];
        assert_eq!(
            unified("a", "", &into_nothing),
            "--- a/a\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n\\ No newline at end of file\n"
        );
    }
}
