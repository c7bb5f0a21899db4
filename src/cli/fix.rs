//! Safe fixes, applied to a text.

use crate::checks::{Finding, Fix, Replacement};

/// The edits of the safe fixes of `findings` that can be made together, in the text's order.
///
/// A finding's first safe fix counts, all of its edits or none: where one touches an edit that was taken before, the
/// fix waits for the next round, which reads the text anew.
pub fn safe_edits(text: &str, findings: &[Finding]) -> Vec<Replacement> {
    let mut taken: Vec<Replacement> = Vec::new();
    let here = |fix: &&Fix| fix.safe && fix.edits.iter().all(|e| e.elsewhere.is_none());
    for fix in findings.iter().filter_map(|f| f.fixes.iter().find(here)) {
        let new: Vec<&Replacement> = fix.edits.iter().filter(|e| !taken.contains(e)).collect();
        if fits(text, fix) && new.iter().all(|e| taken.iter().all(|t| apart(e, t))) {
            taken.extend(new.into_iter().cloned());
        }
    }
    taken.sort_by_key(|e| e.span);
    taken
}

/// `text` with `edits` made, as [`super::draft`] ought to make them: they are in order, on character boundaries, and apart.
#[cfg(test)]
pub fn applied(text: &str, edits: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether every edit lies on character boundaries of the text and apart from the fix's other ones.
fn fits(text: &str, fix: &Fix) -> bool {
    let placed = fix.edits.iter().all(|e| text.get(e.span.start..e.span.end).is_some());
    placed && fix.edits.iter().enumerate().all(|(i, a)| fix.edits[..i].iter().all(|b| apart(a, b)))
}

/// Whether two edits can be made in either order. One that only inserts has no order to another that begins there.
fn apart(a: &Replacement, b: &Replacement) -> bool {
    if a.span.is_empty() || b.span.is_empty() { !a.span.touches(b.span) } else { !a.span.overlaps(b.span) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checks::{Code, Severity};
    use crate::messages::Message;
    use crate::text::Span;

    fn finding(edits: Vec<Replacement>, safe: bool) -> Finding {
        Finding {
            code: Code::PlaceSpelling,
            severity: Severity::Warning,
            span: edits.first().map_or(Span::default(), |e| e.span),
            message: Message::new("cli-fault"),
            related: Vec::new(),
            fixes: vec![Fix { title: Message::new("cli-fault"), safe, edits }],
        }
    }

    fn edit(start: usize, end: usize, text: &str) -> Replacement {
        Replacement::here(Span::new(start, end), text.to_owned())
    }

    #[test]
    fn unsafe_overlapping_and_misplaced_fixes_stay_out() {
        let text = "Hanoi é Hanoi";
        let findings = [
            finding(vec![edit(0, 5, "Hanoï")], true),
            finding(vec![edit(0, 5, "Hanoï")], true),
            finding(vec![edit(4, 6, "x")], true),
            finding(vec![edit(7, 8, "inside a letter")], true),
            finding(vec![edit(9, 14, "unsafe")], false),
            finding(vec![edit(9, 14, "Hanoï"), edit(2, 3, "y")], true),
            finding(vec![edit(14, 99, "past the end")], true),
        ];
        let edits = safe_edits(text, &findings);
        assert_eq!(applied(text, &edits), "Hanoï é Hanoi");
    }

    proptest! {
        #[test]
        fn nothing_changes_outside_edits(
            text in "[aé🎉\u{feff}\r\n]{0,60}",
            spans in proptest::collection::vec((0usize..80, 0usize..80, "[xé\n]{0,3}", any::<bool>()), 0..8),
        ) {
            let findings: Vec<Finding> =
                spans.iter().map(|(a, b, new, safe)| finding(vec![edit(*a, *b, new)], *safe)).collect();
            let edits = safe_edits(&text, &findings);
            let new = applied(&text, &edits);
            // The kept pieces stand in the new text in order, with the new words between them.
            let mut at = 0;
            let mut rest = new.as_str();
            for e in &edits {
                let kept = &text[at..e.span.start];
                prop_assert!(rest.starts_with(kept));
                rest = &rest[kept.len()..];
                prop_assert!(rest.starts_with(e.text.as_str()));
                rest = &rest[e.text.len()..];
                at = e.span.end;
            }
            prop_assert_eq!(rest, &text[at..]);
            let diff = crate::report::unified("a", &text, &edits);
            prop_assert_eq!(diff.is_empty(), edits.is_empty());
        }
    }
}
