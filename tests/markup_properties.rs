//! What holds for any text in any format.

use std::collections::HashMap;

use copydesk::markup::{Block, Format, HOLE, Segment, front_matter, parse, segments};
use copydesk::text::Span;
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// Texts that broke somebody's reader once.
const NASTY: &[&str] = &[
    "",
    "\u{FEFF}",
    " \t\r\n\u{A0}\n\u{2028}",
    "---\ndate: 2024-05-17\n---",
    "\u{FEFF}---\r\ndate: 2024-05-17\r\n---\r\n",
    "+++\ndate = 2024-05-17\n+++\n\n\n",
    "---\n",
    " date 2024-05 A view. Photo: chinhphu.vn\n\n\n\nSome 25.Of them 28\u{202F}% grew",
    "one\rtwo\r\rthree\r\nfour\n\rfive",
    "ca\u{301}c n\u{1b0}\u{301}c 25\u{A0}%\u{2028}next\u{2029}more\u{85}end",
    "\u{301}25 \u{FEFF} 28",
    "<!-- copydesk: off --><!-- open\n\ntext",
    "text <!-- a\n\nb --> more <!-->\n<!--->",
    "- \n-\n-\t\n1.\n* * *\n- a\n\n\n\n\n- b",
    "![a *b* ![c](d) `e`](f \"g\") ![](h 'i') ![j][k] ![l](m \"n \\\" o\")",
    "![a\nb](c\n\"d\ne\")\n*f*",
    "[^1] [^ ] [^] [^a][^b]: x\n\n[^b]: y",
    "> - > 1. > a\n>\n>   b\n\n> c\nlazy",
    "| a |\n|-|\n| `|` \\| <br> | x\n|",
    "a\u{0}b &#0; &nGg; &#x1F600; &nbsp; &bogus; &",
    "***a** b* ~~c~~ ~d~ 3~5 7~9 __e__ \\~ \\\\",
    "```\n\n\n",
    "<script>\n\n- a\n\n</script>\n<pre\n\n</pre>",
    "<https://a.example/25> <a@b.example> https://c.example/d_e_f_25 [x](<y z> (t))",
    "$$\nx\n$$\n\n$5 and $6",
    "Title\n===\nText\n---\n# x #\n#\n# \n####### y",
    "\u{1F469}\u{200D}\u{1F33E}25\u{FE0F}\u{20E3}",
    "\t- a\n\t\t- b\n\u{B}\n\u{C}x",
    "<p>a<p>b</div></p></ul></td></table></body>c<h1>d",
    "<ul><li>a<li>b<ol><li>c</ul>d</li>e<table><td>f<table><tr><th>g</table>h<li>i</table>j",
    "<table>a<tr>b<td>c<p>d<ul><li>e</div>f<caption>g<td>h</tr>i</table>",
    "10<sup>12</sup>5<sub>2</sub><sup>é</sup>m<sup>\u{301}</sup> <sup><a href='#x'>1</sup>2",
    "<p>a <code>25<p>b <del>c <svg><p>d</svg> e</p><s>f",
    "<img alt='a&nbsp;25\r\n &lt;b&gt;\u{0}'><img alt=><img alt><img alt=25><figcaption>c",
    "<a href=\"x <b>25</b></a>\n<p class='y>z</p>",
    "<p>25 <em of 28</p <p>29</p",
    "<br><br>a<br>b<br>\n<br>c<br/><br />d</br>",
    "<title>25 <b>of</title><textarea><p></textarea><script><!--<script></script>--></script>a",
    "{{ a }} {% b %} {# c #} {{{d}}} {{ e\n}} <% f %> <? g ?> <![CDATA[25 &amp; <b>]]> <![CDATA[",
    "<blockquote>a<blockquote>b</blockquote>c<p>d</blockquote>e",
    "<!DOCTYPE html><?xml version='1.0'?><html/><p/>a<td>b<tr>c<li>d<thead>e</thead>",
    "&amp;amp; &nbsp &#160;&#x202f;25&#37; &ampx https://a.example/25?b&amp;c=2&nbsp;d &#0;&#xD800;",
];

fn assert_holds(source: &str, format: Format) {
    let mut at = 0;
    for segment in segments(source, format) {
        assert_eq!(segment.start, at, "segments follow each other: {source:?}");
        assert!(!segment.is_empty() && source.is_char_boundary(segment.end), "{source:?}");
        at = segment.end;
        let text = segment.of(source);
        let read = parse(text, format);
        for block in &read.blocks {
            assert_block(block, text);
        }
        assert!(read.blocks.is_sorted_by_key(|b| b.span.start), "{text:?}");
        for directive in &read.directives {
            assert!(
                directive.span.of(text).starts_with("<!--") && directive.span.of(text).ends_with("-->"),
                "{text:?}"
            );
        }
    }
    assert_eq!(at, source.len(), "segments cover the source: {source:?}");
    if let Some(front) = front_matter(source) {
        assert_eq!(parse(front.span.of(source), format), Segment::default());
    }
}

fn assert_block(block: &Block, segment: &str) {
    let within = |span: Span| block.span.covers(span) && segment.get(span.start..span.end).is_some();
    assert!(within(block.span), "{segment:?} {block:?}");
    let prose = block.prose.text();
    assert!(prose.chars().any(char::is_alphanumeric), "{segment:?} {block:?}");
    let ends: Vec<usize> = (0..=prose.len()).filter(|i| prose.is_char_boundary(*i)).collect();
    for (i, from) in ends.iter().enumerate() {
        for to in ends[i..].iter().take(12).chain(ends.last()) {
            let span = block.prose.source(Span::new(*from, *to));
            assert!(within(span), "{segment:?} {block:?} {from}..{to} {span:?}");
            assert_eq!(span.is_empty(), from == to, "{segment:?} {block:?} {from}..{to} {span:?}");
        }
    }
    for at in 0..=segment.len() {
        assert!(
            prose.is_char_boundary(block.prose.offset(at)) || !segment.is_char_boundary(at),
            "{segment:?} {block:?} {at}"
        );
    }
}

#[test]
fn nasty_texts() {
    for source in NASTY {
        for format in FORMATS {
            assert_holds(source, format);
            for other in NASTY {
                assert_holds(&format!("{source}{other}"), format);
                assert_holds(&format!("{source}\n\n{other}"), format);
            }
        }
    }
}

#[test]
fn long_texts_of_one_thing() {
    const LONG: usize = 200_000;
    let nested: String = (0..400).map(|i| format!("{}- a\n", "  ".repeat(i))).collect();
    let within_bounds: String =
        (0..60).map(|i| format!("{}- a\n", "  ".repeat(i))).collect::<String>() + &"\n".repeat(LONG);
    let mut texts = vec![nested, within_bounds];
    for part in [
        ">",
        "> ",
        "[",
        "![",
        "](",
        "*",
        "**a ",
        "_a",
        "(",
        "`",
        "`a``",
        "~",
        "~~a",
        "<",
        "<!--",
        "<!-- ",
        "<a ",
        "</",
        "<?",
        "<![CDATA[",
        "&",
        "&#",
        "\\",
        "|",
        "|\n",
        "|-|\n",
        "- ",
        "- \n",
        "-\n",
        "1. ",
        "1. a\n",
        "1. a\n\n",
        "- a\n\n",
        "* a\n+ b\n",
        "[^1]:",
        "[^1]",
        "[a]: b\n",
        "[a][b]",
        "[a](b)",
        "![a](b \"c\")",
        "#",
        "# a\n",
        "@a",
        "@",
        "a@",
        "/a",
        "a/",
        "a.md",
        "www.",
        "http://",
        ":",
        "://",
        ".",
        "\r",
        "\n",
        "\u{301}",
        "a\u{301}",
        "\u{F73}",
        "\u{FEFF}",
        "```\n",
        "$$",
        "\"",
        "a:",
        "Photo: a\n",
        "a b, c\n",
        "a line of fifty characters, or nearly as many,\n",
        "<div>\n",
        "<br>",
        "---\n",
        "===\n",
        "    a\n",
        "\t",
        "a\n  ",
        "> > a\n",
        "> - a\n",
        "<!--a-->",
        "<!--a\n-->b",
        "\u{FFFC}",
    ] {
        texts.push(part.repeat(LONG / part.len()));
    }
    for text in texts {
        for format in FORMATS {
            let cut = segments(&text, format);
            assert_eq!(cut.iter().map(|s| s.len()).sum::<usize>(), text.len());
            for segment in cut {
                parse(segment.of(&text), format);
            }
        }
    }
}

/// Text in which marks of all formats meet words.
fn copy() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "25",
        " of ",
        "28",
        "é",
        "ca\u{301}c",
        "🎉",
        "\u{A0}",
        "\u{202F}%",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "    ",
        "\t",
        "> ",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "• ",
        "# ",
        "*",
        "**",
        "_",
        "~~",
        "~",
        "`",
        "```",
        "[",
        "]",
        "](x)",
        "![",
        "(",
        ")",
        "[^1]",
        "[^1]: ",
        "<!--",
        "-->",
        "<!-- copydesk: ignore x -->",
        "<br>",
        "<div>",
        "<pre>",
        "</pre>",
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<table><tr><td>",
        "<td>",
        "<th colspan=2>",
        "<tr>",
        "</table>",
        "<blockquote>",
        "</blockquote>",
        "</div>",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<a href='#a'>",
        "<a href=\"",
        "</a>",
        "<img src=a alt='b 25'>",
        "<figcaption>",
        "<code>",
        "</code>",
        "<del>",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<!",
        "</",
        "&nbsp;",
        "&lt",
        "{{",
        "}}",
        "<![CDATA[",
        "]]>",
        "=",
        "'",
        "\"",
        "<",
        ">",
        "&amp;",
        "&",
        "\\",
        "|",
        "|-|-|\n",
        "---\n",
        "+++\n",
        "===",
        "a: b\n",
        "https://x.example/25",
        "@a",
        "#b",
        "x.pdf",
        "Photo: ",
        "$$",
        "\u{2028}",
        "\u{FEFF}",
        "\u{FFFC}",
        ".",
        ",",
        "some forty characters of running text and so ",
        "Some sentence that ends.",
    ]);
    prop::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_copy_is_read(source in copy()) {
        for format in FORMATS {
            assert_holds(&source, format);
        }
    }

    #[test]
    fn any_string_is_read(source in any::<String>()) {
        for format in FORMATS {
            assert_holds(&source, format);
            parse(&source, format);
        }
    }

    #[test]
    fn what_is_kept_equals_what_is_read_anew(
        source in copy(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), copy()), 1..5),
    ) {
        for format in FORMATS {
            let mut kept: HashMap<String, Segment> = HashMap::new();
            let mut text = source.clone();
            for (from, to, new) in &edits {
                for segment in segments(&text, format) {
                    let segment = segment.of(&text);
                    kept.entry(segment.to_owned()).or_insert_with(|| parse(segment, format));
                }
                let ends: Vec<usize> = (0..=text.len()).filter(|i| text.is_char_boundary(*i)).collect();
                let (from, to) = (*from.get(&ends), *to.get(&ends));
                text.replace_range(from.min(to)..from.max(to), new);
                for segment in segments(&text, format) {
                    let segment = segment.of(&text);
                    if let Some(known) = kept.get(segment) {
                        prop_assert_eq!(known, &parse(segment, format));
                    }
                }
            }
        }
    }

    #[test]
    fn prose_and_source_have_the_same_words(
        words in prop::collection::vec("[a-zàéêộữỹđ0-9]{1,8}|[0-9]{1,3},[0-9]%|\\*\\*[a-z]{1,5}\\*\\*|\\*[0-9]{1,4}\\*", 1..30),
        wrap in 1..9usize,
    ) {
        let mut source = String::from("x");
        for (i, word) in words.iter().enumerate() {
            source.push(if i % wrap == wrap - 1 { '\n' } else { ' ' });
            source.push_str(word);
        }
        // HTML has spaces for the line ends of its source.
        let bare = |text: &str| text.replace('*', "").replace('\n', " ");
        for format in FORMATS {
            for segment in segments(&source, format) {
                let segment = segment.of(&source);
                for block in parse(segment, format).blocks {
                    let prose = block.prose.text();
                    prop_assert!(!prose.contains(HOLE));
                    prop_assert_eq!(bare(block.span.of(segment)), bare(prose));
                    for (from, _) in prose.char_indices().step_by(3) {
                        for (to, _) in prose.char_indices().skip(1).step_by(5).filter(|(to, _)| *to > from) {
                            let back = block.prose.source(Span::new(from, to)).of(segment);
                            prop_assert_eq!(bare(back), bare(&prose[from..to]));
                        }
                    }
                }
            }
        }
    }
}
