// The fact sheet as data: which figures were ticked, and the sheet as a table or page to keep. Pure.

export interface Position { line: number; character: number }
export interface Range { start: Position; end: Position }

/** A figure or a place. */
export interface Entry {
  range: Range;
  quote: string;
  kind: string;
  place: boolean;
  /** What it comes to. */
  value: string;
  /** What is counted; empty where nothing is. */
  of: string;
  sentence: string;
  finding: { severity: 'error' | 'warning' | 'information' | 'hint'; code: string; message: string } | null;
}

/** The answer to `copydesk/facts`. */
export interface Facts {
  paragraphs: { range: Range; text: string; entries: Entry[] }[];
}

/** An entry with the key that its tick is kept under: its words, and which of those words it is in the article. */
export interface Ticked extends Entry {
  key: string;
}

/** The paragraphs with a key for each entry. */
export function keyed(facts: Facts): { text: string; entries: Ticked[] }[] {
  const seen = new Map<string, number>();
  return facts.paragraphs.map(({ text, entries }) => ({
    text,
    entries: entries.map(entry => {
      const count = seen.get(entry.quote) ?? 0;
      seen.set(entry.quote, count + 1);
      return { ...entry, key: `${entry.quote}\n${count}` };
    }),
  }));
}

/** What an entry is of: the counted noun, else its kind in words. */
export function ofWhat(entry: Entry, kinds: (kind: string) => string): string {
  return entry.of || kinds(entry.kind);
}

/** The sheet for a spreadsheet. A text that it would take for a formula is set behind an apostrophe. */
export function csv(facts: Facts, ticks: ReadonlySet<string>, heads: string[], words: { yes: string; no: string }, kinds: (kind: string) => string): string {
  const cell = (text: string) => {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
  };
  const rows = keyed(facts).flatMap(({ entries }, paragraph) => entries.map(entry => [
    String(paragraph + 1),
    String(entry.range.start.line + 1),
    entry.quote,
    entry.value,
    ofWhat(entry, kinds),
    ticks.has(entry.key) ? words.yes : words.no,
    entry.finding?.message ?? '',
    entry.sentence,
  ]));
  // a mark by which spreadsheets know UTF-8
  return `\ufeff${[heads, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** The sheet as a page that loads nothing, with boxes to go on ticking on. */
export function html(
  facts: Facts, ticks: ReadonlySet<string>, page: { language: string; title: string; heads: string[] }, kinds: (kind: string) => string,
): string {
  const clean = (text: string) => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  const row = (entry: Ticked) => `<tr><td><input type="checkbox" aria-label="${clean(entry.quote)}"${ticks.has(entry.key) ? ' checked' : ''}></td>`
    + `<td><b>${clean(entry.quote)}</b></td><td>${clean(entry.value)}</td><td>${clean(ofWhat(entry, kinds))}</td>`
    + `<td>${clean(entry.sentence)}${entry.finding ? `<p class="finding">${clean(entry.finding.message)}</p>` : ''}</td></tr>`;
  const heads = page.heads.map(head => `<th scope="col">${clean(head)}</th>`).join('');
  const tables = keyed(facts).map(({ text, entries }) => `<h2>${clean(text.length > 80 ? `${text.slice(0, 78)}…` : text)}</h2>\n`
    + `<table><thead><tr>${heads}</tr></thead><tbody>\n${entries.map(row).join('\n')}\n</tbody></table>`);
  return `<!DOCTYPE html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${clean(page.title)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { font-size: 1rem; font-style: italic; font-weight: 400; margin: 1.5rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8888; overflow-wrap: anywhere; }
input { width: 1.1rem; height: 1.1rem; } .finding { margin: .2rem 0; border-left: .25rem solid #c33; padding-left: .4rem; }
@media print { body { max-width: none; font-size: 10pt; } tr { break-inside: avoid; } }
</style>
</head>
<body>
<main>
<h1>${clean(page.title)}</h1>
${tables.join('\n')}
</main>
</body>
</html>
`;
}
