//! What the HTML reports share: one self-contained page that loads nothing and runs nothing.

use std::fmt::Write as _;

/// Text as HTML: what would be markup is written out, what would move a cursor is replaced.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

/// A page in a language with a title; `body` is HTML.
pub fn page(language: &str, title: &str, body: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n",
        escaped(language),
        title = escaped(title),
    );
    out
}

const STYLE: &str = "\
:root { color-scheme: light dark; --line: #8886; --dim: #5a5a5a; --error: #b00020; --warning: #8a5300; --information: #005a9c; --hint: #4a4a4a; --mark: #ffe69c; --ink: #1a1a1a; --paper: #fff; --rest: #e4e4e4; }
@media (prefers-color-scheme: dark) { :root { --dim: #b0b0b0; --error: #ff8a94; --warning: #ffc266; --information: #7cc4ff; --hint: #c0c0c0; --mark: #5c4a00; --ink: #f0f0f0; --paper: #161616; --rest: #3a3a3a; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: var(--ink); background: var(--paper); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; } a { color: var(--information); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; overflow-wrap: anywhere; break-after: avoid; } nav ul { columns: 22rem; padding-left: 1.2rem; overflow-wrap: anywhere; }
article { margin: 1rem 0; padding: 0 0 0 .8rem; border-left: .3rem solid var(--hint); break-inside: avoid; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); } article.information { border-color: var(--information); }
article :is(h3, h4) { font-size: 1rem; margin: 0; } .error :is(h3, h4) { color: var(--error); } .warning :is(h3, h4) { color: var(--warning); } .information :is(h3, h4) { color: var(--information); }
blockquote { margin: .4rem 0; white-space: pre-wrap; overflow-wrap: anywhere; } mark { background: var(--mark); color: inherit; padding: 0 .1em; }
mark.held, .related mark { background: none; border-bottom: 2px solid var(--dim); } .place, .dim { color: var(--dim); font-size: .875rem; } ul { margin: .3rem 0; }
svg.picture { display: block; width: 100%; max-width: 40rem; margin: .6rem 0; font-size: 14px; } svg text { fill: var(--ink); } svg .role, svg .tick { fill: var(--dim); font-size: 11px; } svg .power { font-size: 9px; } svg .tick, svg .in { text-anchor: middle; } svg text.in { font-size: 12px; fill: var(--paper); } svg text.in.fits { fill: var(--ink); stroke: none; }
svg .written { fill: var(--error); } svg .beside { fill: var(--dim); } svg .fits { fill: var(--paper); stroke: var(--information); stroke-width: 2; stroke-dasharray: 5 3; } svg .whole { fill: var(--rest); }
svg .axis { stroke: var(--dim); } svg .grid { stroke: var(--line); } svg .end { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 2 3; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } tr { break-inside: avoid; } tbody + tbody { border-top: 3px double var(--line); }
th { overflow-wrap: normal; } td.number { text-align: right; font-variant-numeric: tabular-nums; } table.facts td:nth-child(2) { min-width: 8rem; } input { inline-size: 1.1rem; block-size: 1.1rem; }
@page { margin: 16mm; }
@media print { :root { color-scheme: light; --dim: #444; --error: #900; --warning: #6b4000; --information: #004578; --hint: #333; --mark: #ffe69c; --ink: #000; --paper: #fff; --rest: #ddd; } main { max-width: none; padding: 0; } body { font-size: 10.5pt; } nav { display: none; } .sheets { break-before: page; } mark, svg { print-color-adjust: exact; } }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(escaped("<b onload='x'>\"&\u{1b}[2J"), "&lt;b onload=&#39;x&#39;&gt;&quot;&amp;\u{fffd}[2J");
    }
}
