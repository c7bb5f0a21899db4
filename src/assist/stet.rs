//! Leaving a finding as it is: the comment that silences its code in its block.

use crate::article::Article;
use crate::checks::{Finding, Replacement};
use crate::markup::{BlockKind, Format};
use crate::text::Span;

/// The edit that writes the comment on a line before the finding's block. Nothing where a comment would be seen or would
/// tear something apart: in plain text, in lists, tables and quotations, behind other text.
pub fn comment(article: &Article, format: Format, finding: &Finding) -> Option<Replacement> {
    if format == Format::Plain {
        return None;
    }
    let block = article.blocks.iter().find(|passage| passage.span().covers(finding.span))?;
    let whole = matches!(block.block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) && block.block.quoted == 0;
    if !whole {
        return None;
    }
    let start = block.span().start;
    let before = article.text.get(..start)?;
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    if !before.get(line..)?.is_empty() {
        return None;
    }
    let end = if article.text.contains("\r\n") { "\r\n" } else { "\n" };
    let text = format!("<!-- copydesk: ignore {} -->{end}", finding.code.as_str());
    Some(Replacement::here(Span::new(start, start), text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, Reader};
    use crate::checks::run;
    use crate::desk::Desk;

    /// The text once every finding is left as it is, and what is found in it then.
    fn left(text: &str, format: Format) -> (String, usize) {
        let origin = Origin { name: "a.en.md".into(), format, ..Origin::default() };
        let read = |text: &str| Reader::default().read(text.into(), &origin, &Desk::default());
        let article = read(text);
        let mut out = text.to_owned();
        for finding in run(&article, &Desk::default()).iter().rev() {
            if let Some(edit) = comment(&article, format, finding) {
                out.replace_range(edit.span.start..edit.span.end, &edit.text);
            }
        }
        let found = run(&read(&out), &Desk::default()).len();
        (out, found)
    }

    #[test]
    fn a_comment_silences_its_block_and_nothing_else() {
        let text = "# Road\n\nIt is 12 km (9 miles) long.\n\n- 12 km (9 miles)\n";
        let wanted =
            "# Road\n\n<!-- copydesk: ignore unit-conversion -->\nIt is 12 km (9 miles) long.\n\n- 12 km (9 miles)\n";
        assert_eq!(left(text, Format::Markdown), (wanted.to_owned(), 1));
        let page = "<h1>Road</h1>\r\n<p>It is 12 km (9 miles) long.</p>\r\n";
        let wanted =
            "<h1>Road</h1>\r\n<!-- copydesk: ignore unit-conversion -->\r\n<p>It is 12 km (9 miles) long.</p>\r\n";
        assert_eq!(left(page, Format::Html), (wanted.to_owned(), 0));
        assert_eq!(left("It is 12 km (9 miles) long.", Format::Plain).1, 1);
    }
}
