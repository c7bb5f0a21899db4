//! Markdown read segment by segment against one reading of the whole.

use copydesk::markup::{Block, BlockKind, Format, Segment, front_matter, parse, segments};
use copydesk::text::Span;
use proptest::prelude::*;

/// Blocks and directives with the spans of the source; lists and tables are numbered through.
#[derive(Debug, PartialEq)]
struct Whole {
    blocks: Vec<(BlockKind, u8, Span, String, Span)>,
    directives: Vec<Span>,
}

fn whole(parts: &[(usize, Segment)]) -> Whole {
    let mut out = Whole { blocks: Vec::new(), directives: Vec::new() };
    let (mut lists, mut tables) = (0, 0);
    for (base, segment) in parts {
        let (mut more_lists, mut more_tables) = (0, 0);
        for block in &segment.blocks {
            let mut kind = block.kind;
            match &mut kind {
                BlockKind::ListItem { list, .. } => {
                    more_lists = more_lists.max(*list + 1);
                    *list += lists;
                }
                BlockKind::TableCell { table, .. } => {
                    more_tables = more_tables.max(*table + 1);
                    *table += tables;
                }
                _ => {}
            }
            let Block { quoted, span, prose, .. } = block;
            let text = prose.text().to_owned();
            let source = prose.source(Span::new(0, text.len())).shifted(*base);
            out.blocks.push((kind, *quoted, span.shifted(*base), text, source));
        }
        lists += more_lists;
        tables += more_tables;
        out.directives.extend(segment.directives.iter().map(|d| d.span.shifted(*base)));
    }
    out
}

fn in_parts_and_at_once(source: &str) -> (Whole, Whole) {
    let body = front_matter(source).map_or(0, |f| f.span.end);
    let cut = segments(source, Format::Markdown);
    let parts: Vec<_> = cut.iter().map(|s| (s.start, parse(s.of(source), Format::Markdown))).collect();
    (whole(&parts), whole(&[(body, parse(&source[body..], Format::Markdown))]))
}

const ARTICLES: &[&str] = &[
    "\u{FEFF}---\ndate: 2024-05-17\n---\n\n# Ports *fill* up\n\nSome 25 of 28 ports grew, [the board](https://x.example/25) said.\n\n\
     ![A quay](quay.jpg \"Quay 4\")\n*Cranes at work. Photo: the port*\n\n## By port\n\n| Port | Boxes |\n| --- | ---: |\n| North | 1,200 |\n\
     | South | 3 \\| 4 |\n\nEnd.[^1]\n\n[^1]: Counted in May.\n\n    And again in June.\n\nLast words.\n",
    "Title\n=====\n\n- rice\n- tea\n\n  more of tea\n\n  1. green\n\n  2. black\n- coffee\n\nAfter the list.\n\n1. one\n2. two\n\n\n   still two\n\n\
     > quoted\nlazily\n\n> again\n\nEnd",
    "One\n\n```text\n\nno prose\n\n- none\n```\n\nTwo\n\n~~~\n```\n\nnone\n~~~\nThree\n\n    code\n\n    more code\n\nFour\n",
    "One\n\n<!-- copydesk: ignore growth -->\n\nTwo\n\n<!--\n\nhidden\n\n- not a list\n\n-->\n\nThree <!-- copydesk: off --> four\n\n\
     <div>\nhidden\n</div>\n\nFive\n\n<pre>\n\nhidden\n\n</pre>\n\nSix\n",
    "One\r\n\r\n- a\r\n\r\n  b\r\n\r\nTwo\r\n* * *\r\nThree\r\n\r\n***\r\n\r\nFour  \r\nfive\\\r\nsix\r\n",
    "One\rtwo\r\r- a\r\r  b\r\rThree\r",
    "[label]: https://x.example\n\nSee [the report][r] and ![a chart][c] of [2024][].\n\n[r]: https://y.example \"T\"\n\n- > a\n  > b\n\n  c\n",
    "- a\n\n```\nno\n\n- prose\n```\n\n- b\n\n      code\n\n  c\n\n* other list\n+ another\n\n10) ten\n\n    four\n\n11) eleven\n",
    "# One\n## Two\nThree\n---\n\n---\n\nFour\n\n$$\nx = 25\n$$\n\nFive~~six~~\n\n> [!NOTE]\n> Seven\n\n\n\n",
];

#[test]
fn articles_read_in_parts_equal_articles_read_at_once() {
    for article in ARTICLES {
        let (parts, at_once) = in_parts_and_at_once(article);
        assert_eq!(parts, at_once, "{article:?}");
    }
}

/// Blocks as people write them; each is whole by itself.
fn block() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "Some 25 of 28 ports grew.",
        "*Exports* rose by **12.3%** to [120.7 billion](https://x.example/1).",
        "les ca\u{301}c `code` &amp; <https://a.example/25>",
        "1.4 quadrillion \\* 5<br>end[^1]",
        "text <!-- copydesk: off --> more",
    ]);
    let opener = prop::sample::select(vec![
        "", "# ", "### ", "> ", "> > ", "- ", "* ", "1. ", "12) ", "  - ", "- - ", "> - ", "- > ", "    ", "[^1]: ",
        "-\t",
    ]);
    let behind = prop::sample::select(vec!["", "", "  ", "> ", "    ", "\t"]);
    let fixed = prop::sample::select(vec![
        "***",
        "---",
        "```\ncode\n\n- code\n\ncode\n```",
        "~~~~\n```\n\n~~~~",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
        "<!-- note -->",
        "<!--\n\nlong\n\n-->",
        "<div>\nx\n</div>",
        "<script>\n\nx\n\n</script>",
        "![a 5](b.png \"c 6\")\n*d. Photo: e*",
        "Title\n===",
        "Title 2\n---",
        "- a\n\n  b\n\n  ```\n  c\n\n  d\n  ```\n\n- e\n  - f\n\n    g",
        "1. a\n   > b\n\n   c",
        "> ```\n> code\n>\n> code\n> ```",
        "- [x] done",
        "* a\n\n\n* b",
    ]);
    prop_oneof![
        3 => (opener, line.clone(), prop::option::of((behind, line))).prop_map(|(opener, line, more)| {
            let more = more.map_or(String::new(), |(behind, line)| format!("\n{behind}{line}"));
            format!("{opener}{line}{more}")
        }),
        2 => fixed.prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn blocks_in_any_order_equal_a_reading_at_once(
        blocks in prop::collection::vec((block(), prop::sample::select(vec!["\n\n", "\n\n", "\n", "\n \n", "\n\n\n"])), 0..8),
        crlf: bool,
    ) {
        let mut source: String = blocks.into_iter().flat_map(|(block, gap)| [block, gap.to_owned()]).collect();
        if crlf {
            source = source.replace('\n', "\r\n");
        }
        let (parts, at_once) = in_parts_and_at_once(&source);
        prop_assert_eq!(parts, at_once, "{:?}", source);
    }
}
