//! What a line of text looks like: a list item, a caption, a headline, half of a sentence that goes on below.
//!
//! Plain text says none of this by marks, so these are rules of thumb. Each looks at one or two lines only.

use super::HOLE;
use crate::text::first_byte;

/// What opens a list item, and where its words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// White space before it, a tab counted as four.
    pub indent: usize,
    pub kind: MarkerKind,
    /// The byte of the line where the item's words begin.
    pub words: usize,
}

/// How a list item is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerKind {
    Bullet(char),
    /// `1.`, `1)` and, counted from 1, `a)`.
    Number(u32),
}

/// The marker that opens `line`: `- `, `* `, `+ `, `• `, `– ` and their kin, `1. `, `1) `, `a) `.
pub fn marker(line: &str) -> Option<Marker> {
    let mut indent = 0;
    let start = line.find(|c: char| {
        indent += if c == '\t' { 4 } else { 1 };
        !(is_space(c) || c == super::lines::BOM)
    })?;
    indent -= 1;
    let rest = line.get(start..)?;
    let first = rest.chars().next()?;
    let (kind, len) = match first {
        '-' | '*' | '+' | '•' | '–' | '·' | '‣' | '◦' | '▪' | '■' | '●' => {
            (MarkerKind::Bullet(first), first.len_utf8())
        }
        '0'..='9' => {
            // A year with a full stop behind it is no number of an item.
            let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
            let number = rest.get(..digits).filter(|_| digits <= 3)?.parse().ok()?;
            rest.get(digits..)?.starts_with(['.', ')']).then_some((MarkerKind::Number(number), digits + 1))?
        }
        'a'..='z' if rest.get(1..)?.starts_with(')') => (MarkerKind::Number(first as u32 - 'a' as u32 + 1), 2),
        _ => return None,
    };
    let behind = rest.get(len..)?;
    let words = behind.trim_start_matches(is_space);
    let item = words.len() < behind.len() && has_words(words);
    item.then(|| Marker { indent, kind, words: line.len() - words.len() })
}

/// The words that announce who took a picture or where figures come from; a colon follows them.
const CUES: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "ảnh",
    "image",
    "images",
    "illustration",
    "illustrations",
    "minh họa",
    "credit",
    "credits",
    "crédit",
    "crédits",
    "source",
    "sources",
    "nguồn",
    "caption",
    "légende",
    "foto",
    "fotos",
];

/// Whether a line is a caption or a credit: short, with "Photo:", "Ảnh:", "Credit:", "Source:" … at its start, or at
/// the start of its last sentence or bracket with little behind it. The cue has a capital: "said a source: …" is prose.
pub fn is_caption(line: &str) -> bool {
    const LINE: usize = 360;
    const CREDIT: usize = 120;
    let line = line.trim();
    line.len() <= LINE
        // Few lines have a colon of either width.
        && first_byte(line.as_bytes(), 0, b":\xEF").is_some()
        && line.match_indices(':').chain(line.match_indices('：')).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default().trim_end_matches(is_space);
            let last = before.chars().next_back();
            CUES.iter().any(|cue| {
                // Few words end as one of them does.
                let ends = |c: char| c.to_lowercase().eq(cue.chars().next_back());
                let Some(lead) = last.filter(|c| ends(*c)).and_then(|_| strip_cue(before, cue)) else { return false };
                let lead = lead.trim_end_matches(is_space);
                lead.is_empty()
                    || (line.len() - at <= CREDIT
                        && lead.ends_with(|c: char| c.is_ascii_punctuation() || "…–—«»“”".contains(c)))
            })
        })
}

/// What stands before the cue that ends `text`, if one does: as a whole word, with a capital.
fn strip_cue<'a>(text: &'a str, cue: &str) -> Option<&'a str> {
    // By characters, since a capital may take other bytes than its small letter.
    let mut rest = text.chars();
    let mut first = ' ';
    for expected in cue.chars().rev() {
        first = rest.next_back().filter(|c| c.to_lowercase().eq([expected]))?;
    }
    let lead = rest.as_str();
    (first.is_uppercase() && !lead.ends_with(char::is_alphanumeric)).then_some(lead)
}

/// Whether the first line of a text, with a blank line below it, is its headline: at most 120 characters that do not
/// end as a sentence or a list does. A question and a cry are headlines too.
pub fn is_headline(line: &str) -> bool {
    let line = line.trim();
    let open = !without_closers(line).ends_with(['.', '…', ',', ':', ';']);
    line.len() <= 480 && open && has_words(line) && line.chars().count() <= 120 && !is_caption(line)
}

/// The narrowest and the widest line that hard wrapping makes, in characters.
const WRAP: std::ops::RangeInclusive<usize> = 40..=100;

/// Words that no paragraph ends with.
const OPEN_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "nearly", "of", "on", "or", "over", "than", "that", "the",
    "to", "with", "about", "au", "aux", "avec", "dans", "de", "des", "du", "en", "environ", "et", "la", "le", "les",
    "ou", "par", "pour", "que", "qui", "sur", "un", "une", "và", "của", "các", "những", "khoảng", "gần", "tại", "từ",
];

/// Whether a paragraph goes on from the line `above` to the line `below`: whether the writer's editor, and not the
/// writer, broke the line. `width` is the widest line of the paragraph so far, if it is known to be wrapped.
///
/// The line above has 40 to 100 characters and does not end a sentence (`. ! ? … :`, closing quotes and brackets left
/// out), neither line is a caption, the line below is no list item, and one of these holds:
///
/// 1. the line below begins with a small letter, opening quotes and brackets left out;
/// 2. it begins with a digit or a currency sign and is itself as long as running text or ends a sentence (a date below
///    a headline does not);
/// 3. the line above ends with a comma, a hyphen, an opening bracket, or a word that no paragraph ends with;
/// 4. the paragraph is wrapped already and the first word below would not have fitted on the line above.
pub fn goes_on(above: &str, below: &str, width: Option<usize>) -> bool {
    if !may_go_on(above) || marker(below).is_some() || is_caption(above) || is_caption(below) {
        return false;
    }
    let (above, below) = (above.trim(), below.trim());
    let opening = |c: char| c.is_whitespace() || "([\"'«“‘".contains(c);
    let Some(first) = below.trim_start_matches(opening).chars().next() else { return false };
    let open_word = above.rsplit(char::is_whitespace).next().is_some_and(|word| OPEN_WORDS.contains(&word));
    let figure = first.is_numeric() || "$€£¥₫+".contains(first);
    let first_word = below.split(char::is_whitespace).next().unwrap_or_default();
    first.is_lowercase()
        || (figure && (below.len() >= *WRAP.start() || ends_sentence(below)))
        || (first.is_alphanumeric() && (above.ends_with([',', '-', '(', '«', '“']) || open_word))
        || width.is_some_and(|width| above.chars().count() + 1 + first_word.chars().count() > width)
}

/// Whether a line has the length and the end of one that may go on below.
pub fn may_go_on(line: &str) -> bool {
    let line = line.trim();
    // The bounds in bytes keep the long lines that agencies write from being counted.
    (*WRAP.start()..=WRAP.end() * 4).contains(&line.len())
        && !ends_sentence(line)
        && WRAP.contains(&line.chars().count())
}

/// Whether a line ends as a sentence does.
pub fn ends_sentence(line: &str) -> bool {
    without_closers(line).ends_with(['.', '!', '?', '…', ':', '。'])
}

fn without_closers(line: &str) -> &str {
    line.trim_end_matches(|c: char| c.is_whitespace() || ")]\"'»”’›*_".contains(c))
}

/// Whether there is a letter or a digit to read: rules of dashes and lone addresses have none.
pub fn has_words(text: &str) -> bool {
    text.chars().any(|c| c != HOLE && c.is_alphanumeric())
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        let kind = |line| marker(line).map(|m| (m.kind, m.indent, &line[m.words..]));
        use MarkerKind::{Bullet, Number};
        assert_eq!(kind("- rice"), Some((Bullet('-'), 0, "rice")));
        assert_eq!(kind("\t•\u{A0} tea"), Some((Bullet('•'), 4, "tea")));
        assert_eq!(kind("– VNA"), Some((Bullet('–'), 0, "VNA")));
        assert_eq!(kind("12) x"), Some((Number(12), 0, "x")));
        assert_eq!(kind("  b) x"), Some((Number(2), 2, "x")));
        for none in ["", "-", "- ", "-5 %", "2024. x", "1.5 x", "* * *", "---", "b. x", "1", "é) x", "- —"] {
            assert_eq!(kind(none), None, "{none:?}");
        }
    }

    #[test]
    fn captions() {
        for line in [
            " date 2024-05 Une vue du port. Photo: chinhphu.vn",
            "Photo : VNA",
            "Công nhân may. Ảnh: TTXVN",
            "ẢNH: TTXVN",
            "Workers at a plant (Photo: VNA)",
            "Source: https://example.org/25",
            "Một góc cảng – Nguồn: báo tỉnh",
        ] {
            assert!(is_caption(line), "{line}");
        }
        let long = format!("{} Source: GSO.", "Exports rose by 12.3% to 120.7 billion. ".repeat(12));
        for line in [
            "He cited a source: the port.",
            "A telephoto: big.",
            "The Source: a novel",
            "Resource: tin",
            &long,
            ":",
            "",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }

    #[test]
    fn wrapped_lines_go_on_and_paragraphs_do_not() {
        let full = "The ministry said that exports of the northern provinces had grown";
        assert!(goes_on(full, "by 18.3 percent.", None));
        assert!(goes_on(full, "18.3 percent in the first four months.", None));
        assert!(goes_on(full, "\"well beyond\" the plan", None));
        assert!(goes_on("The meeting of the sectors was held on Friday in", "Hanoi", None));
        assert!(goes_on("The meeting was chaired by the deputy minister Nguyen", "Sinh, who said so.", Some(56)));
        for (above, below) in [
            (full, ""),
            (full, "Ten of them did better."),
            (full, "17 May 2024"),
            (full, "- by 18.3 percent"),
            ("Exports rise by a fifth", "says the ministry"),
            ("The ministry said that exports of the provinces had grown.", "by a fifth"),
            ("The ministry said that exports of the provinces had grown (a lot.)", "by a fifth"),
            (&format!("{full}, as had {full}"), "by a fifth"),
            ("Workers of a garment plant in the north. Photo: VNA", "by hand"),
        ] {
            assert!(!goes_on(above, below, None), "{above} | {below}");
        }
    }

    #[test]
    fn headlines() {
        for line in ["Northern provinces export more", "Will rice follow?", "Xe máy điện bán chạy, trạm sạc chưa kịp"]
        {
            assert!(is_headline(line), "{line}");
        }
        for line in ["It rained.", "It rained.”", "Figures:", "* * *", "", "Photo: VNA", &"word ".repeat(30)] {
            assert!(!is_headline(line), "{line}");
        }
    }
}
