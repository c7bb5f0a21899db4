//! What a reader takes from HTML, one small text a case, and a reading in parts against one of the whole.

use std::collections::HashMap;

use copydesk::markup::{Block, BlockKind, DirectiveKind, Format, Segment, front_matter, parse, segments};
use copydesk::text::Span;
use proptest::prelude::*;

/// One line a block: what it is, and its prose. A hole is shown as `@`, a line's end as `/`.
fn html(source: &str) -> Vec<String> {
    let mut out = Vec::new();
    for segment in segments(source, Format::Html) {
        for block in parse(segment.of(source), Format::Html).blocks {
            let kind = match block.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::ListItem { list, item, depth } => format!("li {list}.{item}.{depth}"),
                BlockKind::TableCell { table, row, column, header } => {
                    format!("{} {table}.{row}.{column}", if header { "th" } else { "td" })
                }
                BlockKind::Caption => "cap".to_owned(),
            };
            let quoted = ">".repeat(block.quoted.into());
            let text = block.prose.text().replace('\u{FFFC}', "@").replace('\n', "/");
            out.push(format!("{quoted}{kind}: {text}"));
        }
    }
    out
}

/// The source of a piece of the first block's prose.
fn back(source: &str, needle: &str) -> Option<String> {
    let segment = parse(source, Format::Html);
    let prose = &segment.blocks.first()?.prose;
    let at = prose.text().find(needle)?;
    Some(prose.source(Span::new(at, at + needle.len())).of(source).to_owned())
}

const PAGE: &str = "\u{FEFF}<!DOCTYPE html>\r\n<html lang=\"fr\">\r\n<head>\r\n  <meta charset=\"utf-8\">\r\n  <meta name=\"description\" content=\"25 ports\">\r\n\
  <title>Les ports du Nord &ndash; 25 sur 28</title>\r\n  <style>p { margin: 28px }</style>\r\n  <script>var n = 25 < 28; // </p>\r\n</script>\r\n</head>\r\n\
<body class=\"page-25\">\r\n<nav><ul><li><a href=\"/\">Accueil</a></li><li><a href=\"/eco\">Économie</a></li></ul></nav>\r\n\
<article id=\"a25\">\r\n  <h1>Les <em>ports</em> du Nord grandissent</h1>\r\n  <figure>\r\n    <img src=\"quai-25.jpg\" alt=\"Un quai, 14&nbsp;grues\">\r\n\
    <figcaption>Un quai en mai. <span>Photo&nbsp;: le port</span></figcaption>\r\n  </figure>\r\n\
  <p class=\"chapo\">Au moins 25 des 28&nbsp;ports ont\r\n     grandi de <b>18,3</b>&#8239;%, selon <a href=\"https://a.example/25\">le conseil</a>.<!-- copydesk: ignore growth --></p>\r\n\
  <h2>Par port</h2>\r\n  <table>\r\n    <caption>Conteneurs</caption>\r\n    <thead><tr><th>Port</th><th>2024</th></tr></thead>\r\n\
    <tbody>\r\n      <tr><th scope=\"row\">Nord</th><td>1&nbsp;200</td></tr>\r\n      <tr><th scope=\"row\">Sud</th><td>3<br>4</td></tr>\r\n    </tbody>\r\n  </table>\r\n\
  <!-- copydesk: off -->\r\n  <ul>\r\n    <li>riz</li>\r\n    <li>thé\r\n      <ol>\r\n        <li>vert</li>\r\n        <li><p>noir</p><p>fumé</p></li>\r\n      </ol>\r\n    </li>\r\n  </ul>\r\n\
  <blockquote><p>Onze ont fait mieux.</p></blockquote>\r\n  <!-- copydesk: on -->\r\n  <pre>x = 25</pre>\r\n  <p>Fin.</p>\r\n\
</article>\r\n<div>Texte nu<br>\r\n  en deux lignes</div>\r\n<footer>© 2024</footer>\r\n</body>\r\n</html>\r\n";

#[test]
fn a_page() {
    assert_eq!(
        html(PAGE),
        [
            "h1: Les ports du Nord – 25 sur 28",
            "li 0.0.0: Accueil",
            "li 0.1.0: Économie",
            "h1: Les ports du Nord grandissent",
            "cap: Un quai, 14\u{A0}grues",
            "cap: Un quai en mai. Photo\u{A0}: le port",
            "p: Au moins 25 des 28\u{A0}ports ont grandi de 18,3\u{202F}%, selon le conseil.",
            "h2: Par port",
            "cap: Conteneurs",
            "th 0.0.0: Port",
            "th 0.0.1: 2024",
            "th 0.1.0: Nord",
            "td 0.1.1: 1\u{A0}200",
            "th 0.2.0: Sud",
            "td 0.2.1: 3/4",
            "li 0.0.0: riz",
            "li 0.1.0: thé",
            "li 1.0.1: vert",
            "li 1.1.1: noir",
            "li 1.1.1: fumé",
            ">p: Onze ont fait mieux.",
            "p: Fin.",
            "p: Texte nu/en deux lignes",
            "p: © 2024",
        ]
    );
    let mut found = Vec::new();
    for segment in segments(PAGE, Format::Html) {
        for directive in parse(segment.of(PAGE), Format::Html).directives {
            assert!(directive.span.shifted(segment.start).of(PAGE).starts_with("<!-- copydesk: "));
            found.push(directive.kind);
        }
    }
    assert_eq!(found, [DirectiveKind::Ignore(vec!["growth".to_owned()]), DirectiveKind::Off, DirectiveKind::On]);
}

#[test]
fn words() {
    for (source, expected) in [
        ("<p>10<sup>12</sup> m<sup>2</sup>, le 1<sup>er</sup> mai, CO<sub>2</sub></p>", "p: 10@12 m2, le 1er mai, CO2"),
        (
            "<p>10<sup>-3</sup>, 28<sup>[1]</sup>, 2<sup>nd</sup>, 5<sup>1</sup>/<sub>2</sub>, x<sup>2</sup>3</p>",
            "p: 10@-3, 28@[1], 2nd, 5@1/2, x2@3",
        ),
        (
            "<p>25 ports<sup id=r1><a href=\"#n1\">[1]</a></sup> of 28<a href='#n2'><sup>2</sup></a>.</p>",
            "p: 25 ports of 28.",
        ),
        ("<p><b>2</b>5 o<i>f</i> <u> 28</u> </p>", "p: 25 of 28"),
        ("<p>\r\n\t25\r\n   of&#32;28 <br>\n ports\r</p>", "p: 25 of 28/ports"),
        (
            "<p>a <code>25</code> b <kbd>26</kbd> c<del>27</del> <svg><text>28</text></svg><script>29</script> d</p>",
            "p: a @ b @ c@ @ d",
        ),
        ("<p>See https://a.example/25?b=1&amp;c=2&nbsp;now, desk@a.example, #ports25</p>", "p: See @\u{A0}now, @, @"),
        (
            "<p>AT&amp;T &lt; 3 &nbsp &bogus; R&D &eacute;t&eacute; 3 < 5 <5</p>",
            "p: AT&T < 3 \u{A0} &bogus; R&D été 3 < 5 <5",
        ),
        ("<p>25 {{ count }} of {% if a %}28{% endif %} <?= $n ?> ports</p>", "p: 25 @ of @28@ @ ports"),
        ("<p>a<!-- 25 -->b<!-- 26 --> c</p>", "p: ab c"),
        ("<p><![CDATA[25 &amp; <b>28]]></p>", "p: 25 &amp; <b>28"),
        ("<p>25&#37; ca\u{301}c e&#769;</p>", "p: 25% các e\u{301}"),
    ] {
        assert_eq!(html(source), [expected], "{source}");
    }
}

#[test]
fn blocks() {
    for (source, expected) in [
        (
            "Bare <b>text</b><p>one<p>two<h3>three</h3>four",
            vec!["p: Bare text", "p: one", "p: two", "h3: three", "p: four"],
        ),
        ("<div><div>a</div>b<section>c</section></div>d", vec!["p: a", "p: b", "p: c", "p: d"]),
        ("a<br>\n<br/>b<br>c", vec!["p: a", "p: b/c"]),
        ("<h1>a<br><br>b</h1><h2><div>c</div></h2>", vec!["h1: a/b", "h2: c"]),
        (
            "<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
            vec!["li 0.0.0: a", "li 0.1.0: b", "li 1.0.1: c", "li 0.1.0: d", "p: e"],
        ),
        ("<ul><li><h3>a</h3><p>b</p><blockquote>c</blockquote></ul>", vec!["h3: a", "li 0.0.0: b", ">li 0.0.0: c"]),
        ("<ul>a<li></li><li>b</li></ul>", vec!["p: a", "li 0.1.0: b"]),
        (
            "<table><tr><td>a<p>b</p><ul><li>c</ul><td>d<tr><th colspan=2>e<th>f</table>g",
            vec!["td 0.0.0: a/b/c", "td 0.0.1: d", "th 0.1.0: e", "th 0.1.2: f", "p: g"],
        ),
        (
            "<table><td>a<table><td>b</table>c</td><td>d</table>",
            vec!["td 0.0.0: a", "td 1.0.0: b", "td 0.0.0: c", "td 0.0.1: d"],
        ),
        ("<table><thead><tr><td>a</thead><tr><td>b</table>", vec!["th 0.0.0: a", "td 0.1.0: b"]),
        ("<blockquote>a<blockquote><p>b</blockquote>c</blockquote>d", vec![">p: a", ">>p: b", ">p: c", "p: d"]),
        ("<p>a <img src=b alt=\"c &amp; d\n25\"> e</p>", vec!["p: a @ e", "cap: c & d 25"]),
        (
            "<figure><img alt=''><figcaption><p>a</p><p>b</p></figcaption></figure><p>A view. Photo: X</p>",
            vec!["cap: a", "cap: b", "cap: A view. Photo: X"],
        ),
        ("<dl><dt>a<dd>b</dl><details><summary>c</summary>d</details>", vec!["p: a", "p: b", "p: c", "p: d"]),
        ("<div><ul><li>a</div><p>b", vec!["li 0.0.0: a", "p: b"]),
        ("<p>25 <em of the 28</p><p>c</p>", vec!["p: 25 of the 28", "p: c"]),
        ("<p>25 <!-- todo\n of 28</p><p>c</p>", vec!["p: 25 of 28", "p: c"]),
        ("<p>a <code>b</p><p>c <s>d<p>e", vec!["p: a @", "p: c @", "p: e"]),
        ("<pre>a<p>b</pre><textarea><p>c</textarea><template><p>d</template><p>@</p>", vec![]),
        ("---\ntitle: x\n---\n<p>a</p>", vec!["p: a"]),
        ("<p/>a<div/>b<script src='x'/>c<ul><li/><li>d</ul>", vec!["p: a", "p: bc", "li 0.1.0: d"]),
        ("<td>a<tr>b<li>c<thead>d</thead>e", vec!["p: a", "p: b", "p: c", "p: d", "p: e"]),
        ("<button>25</button><select><option>26</select><iframe>27</iframe><video>28</video>", vec![]),
    ] {
        assert_eq!(html(source), expected, "{source}");
    }
}

#[test]
fn spans_lead_back_to_what_was_written() {
    let source = "<p>The <b>25</b>&nbsp;% of <a href=\"https://a.example/1\">ca\u{301}c\r\n   ports</a>, 10<sup>12</sup> grew</p >";
    assert_eq!(back(source, "25").as_deref(), Some("25"));
    assert_eq!(back(source, "25\u{A0}%").as_deref(), Some("25</b>&nbsp;%"));
    assert_eq!(back(source, "các").as_deref(), Some("ca\u{301}c"));
    assert_eq!(back(source, "các ports").as_deref(), Some("ca\u{301}c\r\n   ports"));
    assert_eq!(back(source, "ports, 10").as_deref(), Some("ports</a>, 10"));
    assert_eq!(back(source, "10\u{FFFC}12").as_deref(), Some("10<sup>12"));
    assert_eq!(back(source, "12 grew").as_deref(), Some("12</sup> grew"));
    assert_eq!(parse(source, Format::Html).blocks[0].span, Span::new(0, source.len()));
    assert_eq!(back("a\r\n\r\n  b &lt; c", "a b < c").as_deref(), Some("a\r\n\r\n  b &lt; c"));
}

#[test]
fn an_edit_inside_a_paragraph_changes_one_segment() {
    let items = |i: u32| format!("<ul>\n<li>{i} boxes</li>\n<li>28 boxes</li>\n</ul>");
    let blocks: Vec<String> = (0..200)
        .map(|i| if i % 10 == 3 { items(i) } else { format!("<p>Paragraph {i} has 28 boxes, the board said.</p>") })
        .collect();
    let before = format!("<html>\n<body>\n<article>\n{}\n</article>\n</body>\n</html>\n", blocks.join("\n"));
    let cut = |text: &str| segments(text, Format::Html).into_iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
    for (from, to, touched) in [
        ("Paragraph 100 has", "Paragraph 100 had <b>5</b>,", 1),
        ("<p>Paragraph 100 has", "<p>Paragraph <em 100 has", 1),
        ("<p>Paragraph 100 has", "<p>Paragraph <!-- 100 has", 1),
        ("<p>Paragraph 100 has", "<p>Paragraph <a href=\"100 has", 1),
        ("<li>103 boxes</li>", "<li>104 boxes</li>", 1),
    ] {
        let after = before.replacen(from, to, 1);
        assert_ne!(before, after);
        let (before, after) = (cut(&before), cut(&after));
        assert_eq!((before.len(), after.len()), (200, 200));
        assert_eq!(before.iter().zip(&after).filter(|(a, b)| a != b).count(), touched, "{to}");
    }
}

#[test]
fn long_texts_of_one_thing() {
    const LONG: usize = 60_000;
    for part in [
        "<p>",
        "</p>",
        "<p>a",
        "<div>a",
        "</div>",
        "<ul>",
        "<ul><li>",
        "<ul><li>a",
        "<li>a",
        "</li>",
        "<table>",
        "<table><td>",
        "<table><tr><td>a",
        "<td>a",
        "<blockquote>a",
        "<a b=<z ",
        "<z a=\"",
        "<z a='<y b=\"",
        "<z a=<z a=",
        "<z<",
        "<z/",
        "<z ",
        "<z \"",
        "<zz",
        "<a <",
        "<!",
        "<!x",
        "<!-->",
        "<!--->",
        "<code>",
        "<code>a",
        "<svg>",
        "<del><p>",
        "<script>",
        "<script><!--",
        "</script>",
        "<textarea>",
        "<sup>1",
        "<sup><a href=#>",
        "<br>a",
        "<img alt=a>",
        "{{",
        "{{a",
        "{%",
        "<%",
        "<? ",
        "]]>",
        "&amp;",
        "&amp",
        "&#1",
        "a&nbsp;",
        "/a&amp;",
    ] {
        // Without an end, and with every end at the end.
        for end in ["", ">\"'-->]]>}}%></script>"] {
            let text = format!("{}{end}", part.repeat(LONG / part.len()));
            let cut = segments(&text, Format::Html);
            assert_eq!(cut.iter().map(|s| s.len()).sum::<usize>(), text.len());
            for segment in cut {
                parse(segment.of(&text), Format::Html);
            }
        }
    }
}

#[test]
fn what_nests_beyond_reason_is_flat_text() {
    for tag in ["ul><li", "blockquote", "table><td", "ul><li><div"] {
        let source = format!("{}25 of 28", format!("<{tag}>").repeat(10_000));
        let found = html(&source);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(": 25 of 28"), "{found:?}");
    }
}

/// Blocks and directives with the spans of the source; lists and tables are numbered in the order of their words.
#[derive(Debug, PartialEq)]
struct Whole {
    blocks: Vec<(BlockKind, u8, Span, String, Vec<Span>)>,
    directives: Vec<Span>,
}

fn whole(parts: &[(usize, Segment)]) -> Whole {
    let mut out = Whole { blocks: Vec::new(), directives: Vec::new() };
    let (mut lists, mut tables) = (HashMap::new(), HashMap::new());
    for (base, segment) in parts {
        for block in &segment.blocks {
            let mut kind = block.kind;
            match &mut kind {
                BlockKind::ListItem { list, .. } => {
                    let next = lists.len() as u32;
                    *list = *lists.entry((base, *list)).or_insert(next);
                }
                BlockKind::TableCell { table, .. } => {
                    let next = tables.len() as u32;
                    *table = *tables.entry((base, *table)).or_insert(next);
                }
                _ => {}
            }
            let Block { quoted, span, prose, .. } = block;
            let text = prose.text().to_owned();
            let back = |(at, c): (usize, char)| prose.source(Span::new(at, at + c.len_utf8())).shifted(*base);
            let sources = text.char_indices().map(back).collect();
            out.blocks.push((kind, *quoted, span.shifted(*base), text, sources));
        }
        out.directives.extend(segment.directives.iter().map(|d| d.span.shifted(*base)));
    }
    out
}

fn in_parts_and_at_once(source: &str) -> (Whole, Whole) {
    let body = front_matter(source).map_or(0, |f| f.span.end);
    let cut = segments(source, Format::Html);
    let parts: Vec<_> = cut.iter().map(|s| (s.start, parse(s.of(source), Format::Html))).collect();
    (whole(&parts), whole(&[(body, parse(&source[body..], Format::Html))]))
}

#[test]
fn a_page_read_in_parts_equals_one_read_at_once() {
    let (parts, at_once) = in_parts_and_at_once(PAGE);
    assert_eq!(parts, at_once);
    assert!(segments(PAGE, Format::Html).len() > 8);
}

/// What the oracle reads of a well-formed document: the words of every block as they were put in.
#[derive(Clone, Debug)]
enum Node {
    Block(&'static str, Vec<&'static str>),
    Group(&'static str, Vec<Node>),
}

fn node() -> impl Strategy<Value = Node> {
    let words = prop::sample::select(vec![
        "25 of 28",
        "ports",
        "<b>12.3</b>%",
        "ca\u{301}c",
        "&lt;5",
        "x<br>y",
        "<i>a <b>b</b></i>",
        "1<sup>er</sup>",
    ]);
    let block =
        (prop::sample::select(vec!["p", "h2", "h3", "div", "figcaption", "dt"]), prop::collection::vec(words, 1..5))
            .prop_map(|(tag, words)| Node::Block(tag, words));
    block.prop_recursive(4, 24, 5, |inner| {
        let tag = prop::sample::select(vec!["div", "section", "ul", "ol", "blockquote", "table", "article"]);
        (tag, prop::collection::vec(inner, 1..5)).prop_map(|(tag, nodes)| Node::Group(tag, nodes))
    })
}

/// Writes a document and, beside it, what is to be read.
fn write(node: &Node, gap: &str, in_cell: bool, quoted: u8, out: &mut String, expected: &mut Vec<(u8, String)>) {
    match node {
        Node::Block(tag, words) => {
            out.push_str(&format!("<{tag}>{gap}{}{gap}</{tag}>{gap}", words.join(gap)));
            let bare = |w: &str| {
                ["<b>", "</b>", "<i>", "</i>", "<sup>", "</sup>"].iter().fold(w.to_owned(), |w, tag| w.replace(tag, ""))
            };
            let words: Vec<String> = words.iter().map(|w| bare(w).replace("<br>", "\n").replace("&lt;", "<")).collect();
            let text = words.join(" ").replace("ca\u{301}c", "các");
            match expected.last_mut().filter(|_| in_cell) {
                Some((_, cell)) => {
                    if !cell.is_empty() {
                        cell.push('\n');
                    }
                    cell.push_str(&text);
                }
                None => expected.push((quoted, text)),
            }
        }
        Node::Group(tag, nodes) => {
            // A table in a cell has cells of its own; the samples hold it.
            let tag = if in_cell && *tag == "table" { &"section" } else { tag };
            let (quoted, in_cell) = (quoted + u8::from(*tag == "blockquote" && !in_cell), in_cell || *tag == "table");
            out.push_str(&format!("<{tag}>{gap}"));
            for node in nodes {
                let (open, close) = match *tag {
                    "ul" | "ol" => ("<li>", "</li>"),
                    "table" => ("<tr><td>", "</td></tr>"),
                    _ => ("", ""),
                };
                out.push_str(open);
                if *tag == "table" {
                    expected.push((quoted, String::new()));
                }
                write(node, gap, in_cell, quoted, out, expected);
                out.push_str(close);
                out.push_str(gap);
            }
            out.push_str(&format!("</{tag}>{gap}"));
        }
    }
}

/// Tags and words in any order.
fn soup() -> impl Strategy<Value = String> {
    let tags = "p h1 h2 div section ul ol li table thead tr td th caption blockquote figure figcaption pre code del svg script textarea \
                title b a sup sub br template body dl dt";
    let mut parts: Vec<String> = tags.split_whitespace().flat_map(|t| [format!("<{t}>"), format!("</{t}>")]).collect();
    let more = [
        "25",
        " of ",
        "28",
        "a",
        "\n",
        " ",
        "\r\n",
        "&nbsp;",
        "&am",
        "p;",
        "é",
        "<a href='#x'>",
        "<a href=\"",
        "<em",
        "<z",
        " b",
        "=",
        "'",
        "\"",
        "<",
        ">",
        "/",
        "<!--",
        "-->",
        "<!-- copydesk: off -->",
        "<img alt='5 6'>",
        "{{",
        "}}",
        "<%",
        "<?",
        "?>",
        "<!",
        "</",
        "<p/>",
        "<![CDATA[",
        "]]>",
        "https://a.example/5",
        "\u{FEFF}",
        "\0",
        "---\n",
    ];
    parts.extend(more.map(str::to_owned));
    prop::collection::vec(prop::sample::select(parts), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_in_parts_equals_a_reading_at_once(source in soup()) {
        let (parts, at_once) = in_parts_and_at_once(&source);
        prop_assert_eq!(parts, at_once, "{:?}", source);
    }

    #[test]
    fn well_formed_documents_give_the_words_that_were_put_in(
        nodes in prop::collection::vec(node(), 1..6),
        gap in prop::sample::select(vec![" ", "\n", "\r\n    ", "<!-- x --> "]),
    ) {
        let (mut source, mut expected) = (String::from("<body>"), Vec::new());
        for node in &nodes {
            write(node, gap, false, 0, &mut source, &mut expected);
        }
        source.push_str("</body>");
        let (parts, at_once) = in_parts_and_at_once(&source);
        let found: Vec<(u8, String)> = at_once.blocks.iter().map(|(_, quoted, _, text, _)| (*quoted, text.clone())).collect();
        prop_assert_eq!(found, expected, "{}", source);
        prop_assert_eq!(parts, at_once, "{}", source);
    }
}
