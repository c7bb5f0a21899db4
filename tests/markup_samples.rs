//! What a reader takes from copy as it comes, one small text a case.

use copydesk::markup::{BlockKind, DirectiveKind, Format, parse, segments};
use copydesk::text::Span;

/// One line a block: what it is, and its prose. A hole is shown as `@`, a line's end as `/`.
fn shown(source: &str, format: Format) -> Vec<String> {
    let mut out = Vec::new();
    for segment in segments(source, format) {
        for block in parse(segment.of(source), format).blocks {
            let kind = match block.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::ListItem { list, item, depth } => format!("li {list}.{item}.{depth}"),
                BlockKind::TableCell { table, row, column, header } => {
                    assert_eq!(header, row == 0);
                    format!("td {table}.{row}.{column}")
                }
                BlockKind::Caption => "cap".to_owned(),
            };
            let quoted = ">".repeat(block.quoted.into());
            let text = block.prose.text().replace('\u{FFFC}', "@").replace("\r\n", "/").replace(['\n', '\r'], "/");
            out.push(format!("{quoted}{kind}: {text}"));
        }
    }
    out
}

fn plain(source: &str) -> Vec<String> {
    shown(source, Format::Plain)
}

fn markdown(source: &str) -> Vec<String> {
    shown(source, Format::Markdown)
}

#[test]
fn a_story_with_a_stray_date_keeps_it_in_the_caption() {
    let story = " date 2024-05 Vue du port. Photo: chinhphu.vn\n\n\n\nAu moins 25 des 28 ports ont grandi.Onze ont fait mieux.\n\nFin";
    let expected = [
        "cap: date 2024-05 Vue du port. Photo: chinhphu.vn",
        "p: Au moins 25 des 28 ports ont grandi.Onze ont fait mieux.",
        "p: Fin",
    ];
    assert_eq!(plain(story), expected);
    assert_eq!(markdown(story), expected);
}

#[test]
fn every_line_of_an_agency_story_is_a_paragraph() {
    let story = "Hanoi (VNA) – As many as 25 out of 28 northern ports grew in the first four months, a meeting heard.\n\
                 The meeting was held by the port board.\n\
                 Some 11 of them grew by 10% or more\n\
                 Source: https://example.org/ports-25.html\n\
                 Comment (0)";
    assert_eq!(plain(story).len(), 5);
    assert_eq!(plain(story)[3], "cap: Source: @");
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let story = "Northern ports handle more boxes\r\n\r\n\
                 As many as 25 out of 28 northern ports grew in the first four\r\n\
                 months of the year, a meeting in Hanoi heard, with a turnover of\r\n  \
                 120.7 billion dollars, the port board's deputy director Nguyen Van\r\n\
                 An said. That is 18.3 percent more than a year ago.\r\n\
                 Eleven of them did better.\r\n";
    assert_eq!(
        plain(story),
        [
            "h1: Northern ports handle more boxes",
            "p: As many as 25 out of 28 northern ports grew in the first four/months of the year, a meeting in Hanoi heard, \
             with a turnover of/120.7 billion dollars, the port board's deputy director Nguyen Van/An said. That is 18.3 percent \
             more than a year ago.",
            "p: Eleven of them did better.",
        ]
    );
}

#[test]
fn only_the_first_line_is_a_headline() {
    assert_eq!(plain("\n\nA headline\n\nWords\n\nMore words\n\n"), ["h1: A headline", "p: Words", "p: More words"]);
    assert_eq!(plain("---\ndate: 2024-05-17\n---\nA headline\n \nWords"), ["h1: A headline", "p: Words"]);
    assert_eq!(plain("\u{FEFF}A headline\n\nWords"), ["h1: A headline", "p: Words"]);
    assert_eq!(plain("No headline\nWords"), ["p: No headline", "p: Words"]);
    assert_eq!(plain("No headline."), ["p: No headline."]);
}

#[test]
fn plain_lists() {
    let list = "Ports:\n- North, 25\n- South, where the board\n  counts on 28\n    • Quay\n    • Pier\n\n- East\n\nEnd\n1. one\n2) two\n";
    assert_eq!(
        plain(list),
        [
            "p: Ports:",
            "li 0.0.0: North, 25",
            "li 0.1.0: South, where the board/counts on 28",
            "li 1.0.1: Quay",
            "li 1.1.1: Pier",
            "li 0.2.0: East",
            "p: End",
            "li 0.0.0: one",
            "li 0.1.0: two",
        ]
    );
    // No lists: a date, a year, a rule, a single number.
    assert_eq!(plain("1. Mai 1886\n\n2024. aasta\n\n* * *\n\n3) x"), ["h1: 1. Mai 1886", "p: 2024. aasta", "p: 3) x"]);
    assert_eq!(plain("a) one\nb) two"), ["li 0.0.0: one", "li 0.1.0: two"]);
}

#[test]
fn addresses_are_holes_in_both_formats() {
    let source =
        "See https://example.org/a_25_b, write to desk.25@example.org or @desk_25 about #ports25 in /srv/data/25.";
    let expected = ["p: See @, write to @ or @ about @ in @."];
    assert_eq!(plain(source), expected);
    assert_eq!(markdown(source), expected);
}

#[test]
fn comments_speak_in_every_format() {
    let source = "One 25.\n\n<!-- copydesk: ignore growth, share -->\nTwo 28.\n\n<!-- note\n\nof mine -->\n\nThree <!-- copydesk: off -->four.\n";
    for format in [Format::Plain, Format::Markdown] {
        let mut found = Vec::new();
        for segment in segments(source, format) {
            for directive in parse(segment.of(source), format).directives {
                found.push((directive.span.shifted(segment.start).of(source), directive.kind));
            }
        }
        let codes = vec!["growth".to_owned(), "share".to_owned()];
        assert_eq!(
            found,
            [
                ("<!-- copydesk: ignore growth, share -->", DirectiveKind::Ignore(codes)),
                ("<!-- copydesk: off -->", DirectiveKind::Off),
            ]
        );
        assert_eq!(shown(source, format), ["p: One 25.", "p: Two 28.", "p: Three four."], "{format:?}");
    }
    assert_eq!(plain("25 <!-- of\n\n28 --> ports"), ["p: 25  ports"]);
    assert_eq!(plain("25 <!-- of\n\n28 ports."), ["h1: 25 <!-- of", "p: 28 ports."]);
    assert_eq!(markdown("```\n<!-- copydesk: off -->\n```\n"), Vec::<String>::new());
}

#[test]
fn letters_and_spaces_of_every_kind() {
    let source =
        "Ca\u{301}c cảng: 25\u{A0}%, 1\u{202F}000 km\u{2028}xong\u{A0}\n\r\u{A0}\n\u{2028}\r\n28 e\u{323}\u{302}";
    for format in [Format::Plain, Format::Markdown] {
        let prose = shown(source, format).join("|");
        assert!(prose.contains("Các cảng: 25\u{A0}%, 1\u{202F}000 km\u{2028}xong"), "{prose:?}");
        assert!(prose.contains("28 ệ"), "{prose:?}");
    }
    for empty in [
        "",
        "\u{FEFF}",
        "\n",
        " \r\n\t\u{A0}\r\u{2028}",
        "---\na: b\n---",
        "---\na: b\n---\n\n",
        "* * *",
        "https://example.org/25",
    ] {
        assert_eq!(plain(empty), Vec::<String>::new(), "{empty:?}");
        assert_eq!(markdown(empty), Vec::<String>::new(), "{empty:?}");
    }
}

#[test]
fn markdown_blocks() {
    for (source, expected) in [
        ("# One *two* #\n\nThree\n===\n\n#### Four", vec!["h1: One two", "h1: Three", "h4: Four"]),
        ("> one\ntwo\n> > three\n\n> # four", vec![">p: one/two", ">>p: three", ">h1: four"]),
        (
            "- a\n- b\n\n  c\n  1. d\n     e\n- f",
            vec!["li 0.0.0: a", "li 0.1.0: b", "li 0.1.0: c", "li 1.0.1: d/e", "li 0.2.0: f"],
        ),
        ("> - a\n>   b", vec![">li 0.0.0: a/b"]),
        ("- > a\n\n  b", vec![">li 0.0.0: a", "li 0.0.0: b"]),
        ("|a|b|\n|-|-|\n|*1* \\| 2||\n|`x`|4|5|", vec!["td 0.0.0: a", "td 0.0.1: b", "td 0.1.0: 1 | 2", "td 0.2.1: 4"]),
        (
            "![Ships, 25](a.png 'Title 28')\n*Seen in May. Photo: X*",
            vec!["cap: Ships, 25", "cap: @/Seen in May. Photo: X", "cap: Title 28"],
        ),
        ("See ![a ship](a.png) there", vec!["p: See @ there", "cap: a ship"]),
        ("*A port in May. Photo: X*", vec!["cap: A port in May. Photo: X"]),
        ("One[^1] and[^no].\n\n[^1]: Note 25\n\n    More 28", vec!["p: One and.", "p: Note 25", "p: More 28"]),
        ("    code\n\n```\ncode 25\n```\n\n<div>\n25\n</div>\n\n[a]: http://b.c/25\n\n$$\nx = 25\n$$", vec![]),
        ("- [ ] do 25\n- [x] did 28", vec!["li 0.0.0: do 25", "li 0.1.0: did 28"]),
        ("> [!NOTE]\n> Seven", vec![">p: Seven"]),
    ] {
        assert_eq!(markdown(source), expected, "{source}");
    }
}

#[test]
fn markdown_words() {
    for (source, expected) in [
        ("**2**5 of_28_ *per* ~~26~~ cent", "p: 25 of_28_ per @ cent"),
        ("3~5% and 7~9%, ~one~", "p: 3~5% and 7~9%, ~one~"),
        ("[25 of](http://a.b/26 \"27\") [28][r] [29][] [sic]", "p: 25 of 28 29 [sic]"),
        ("<https://a.b/25> <a@b.c> `25` <b>26</b><br/>27<!-- 28 -->", "p: @ @ @ 26 27"),
        ("25&nbsp;% &lt; 1&#44;5 \\* AT&T &bogus;", "p: 25\u{A0}% < 1,5 * AT&T &bogus;"),
        ("one  \ntwo\\\nthree\r\n   four", "p: one/two/three/four"),
        ("$5 million and $6 million, $$", "p: $5 million and $6 million, $$"),
    ] {
        assert_eq!(markdown(source), [expected], "{source}");
    }
}

#[test]
fn spans_lead_back_to_what_was_written() {
    let source = "> The **25**&nbsp;% of [ca\u{301}c\n> ports](https://a.b/1) grew.";
    let segment = parse(source, Format::Markdown);
    let prose = &segment.blocks[0].prose;
    let back = |needle: &str| {
        let at = prose.text().find(needle).unwrap_or_else(|| panic!("{needle} in {prose:?}"));
        prose.source(Span::new(at, at + needle.len())).of(source)
    };
    assert_eq!(prose.text(), "The 25\u{A0}% of các\nports grew.");
    assert_eq!(back("25"), "25");
    assert_eq!(back("25\u{A0}%"), "25**&nbsp;%");
    assert_eq!(back("các"), "ca\u{301}c");
    assert_eq!(back("các\nports"), "ca\u{301}c\n> ports");
    assert_eq!(back("ports grew"), "ports](https://a.b/1) grew");
}

#[test]
fn an_edit_inside_a_paragraph_changes_one_segment() {
    let lines: Vec<String> =
        (0..200).map(|i| format!("Paragraph {i} has {} boxes of 28, the board said on Friday.", i * 3)).collect();
    for (format, gap) in [(Format::Plain, "\n"), (Format::Plain, "\n\n"), (Format::Markdown, "\n\n")] {
        let before = lines.join(gap);
        let after = before.replacen("Paragraph 100 has", "Paragraph 100 had, at 5:30,", 1);
        let cut = |text: &str| segments(text, format).into_iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        let (before, after) = (cut(&before), cut(&after));
        assert_eq!(before.len(), 200);
        assert_eq!(after.len(), 200);
        assert_eq!(before.iter().zip(&after).filter(|(a, b)| a != b).count(), 1);
    }
}

#[test]
fn what_nests_beyond_reason_is_flat_text() {
    let source = format!("{}25 of 28", "> ".repeat(101));
    assert_eq!(markdown(&source).len(), 1);
    let source = format!("{}25 of 28", "> ".repeat(100));
    assert_eq!(markdown(&source), [format!("{}p: 25 of 28", ">".repeat(100))]);
}
