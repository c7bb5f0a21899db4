// The panels beside the article: its findings, its fact sheet, its versions.
import type { Finding } from './fixes';
import { make } from './page';
import { words } from './words';
import type * as lsp from 'vscode-languageserver-protocol';

export interface Entry {
  range: lsp.Range; quote: string; kind: string; place: boolean; value: string; of: string; sentence: string;
  finding: { severity: string; message: string } | null;
}
export interface Facts { paragraphs: { range: lsp.Range; text: string; entries: Entry[] }[] }
export interface Comparison {
  versions: { uri: string; language: string | null; text: string }[];
  rows: { state: 'same' | 'differs' | 'hint' | 'alone'; message: string | null; cells: ({ range: lsp.Range; quote: string } | null)[] }[];
  disagreements: number;
  closing: string;
}

const severity = (finding: Finding) =>
  ({ error: words.error, warning: words.warning, info: words.info, hint: words.hintWord })[finding.severity];

/** The findings, each with its fixes. */
export function findingsPanel(panel: HTMLElement, findings: Finding[], goTo: (from: number, to: number) => void): void {
  if (findings.length === 0) {
    panel.replaceChildren(make('p', { class: 'dim' }, words.none));
    return;
  }
  panel.replaceChildren(make('ol', { class: 'findings' }, ...findings.map(finding => make('li', { class: finding.severity },
    make('button', { type: 'button', class: 'go', onclick: () => goTo(finding.from, finding.to) }, finding.message),
    make('p', { class: 'dim' }, `${severity(finding)} · ${finding.code}`),
    make('p', { class: 'fixes' }, ...finding.fixes.map(fix =>
      make('button', { type: 'button', class: 'fix', onclick: fix.take }, fix.title))),
  ))));
}

/** The fact sheet; `ticks` holds what was ticked, by quotation and count. */
export function factsPanel(panel: HTMLElement, facts: Facts, ticks: Set<string>, goTo: (range: lsp.Range) => void): void {
  if (facts.paragraphs.length === 0) {
    panel.replaceChildren(make('p', { class: 'dim' }, words.noFacts));
    return;
  }
  const seen = new Map<string, number>();
  const row = (entry: Entry) => {
    const count = seen.get(entry.quote) ?? 0;
    seen.set(entry.quote, count + 1);
    const key = `${entry.quote}\n${count}`;
    const box = make('input', { type: 'checkbox', 'aria-label': `${words.checked}: ${entry.quote}` });
    box.checked = ticks.has(key);
    box.addEventListener('change', () => (box.checked ? ticks.add(key) : ticks.delete(key)));
    const mark = { class: `go ${entry.finding?.severity ?? ''}`, title: entry.finding?.message ?? '' };
    return make('tr', {},
      make('td', {}, box),
      make('td', {}, make('button', { type: 'button', ...mark, onclick: () => goTo(entry.range) }, entry.quote)),
      make('td', {}, entry.value),
      make('td', {}, entry.of || (words.kinds[entry.kind] ?? '')));
  };
  const head = make('tr', {}, ...[words.checked, words.figure, words.value, words.of].map(name => make('th', { scope: 'col' }, name)));
  const bodies = facts.paragraphs.map(paragraph => make('tbody', {},
    make('tr', {}, make('th', { scope: 'rowgroup', colspan: '4', class: 'paragraph' }, shortened(paragraph.text))),
    ...paragraph.entries.map(row)));
  panel.replaceChildren(make('table', {}, make('caption', {}, words.facts), make('thead', {}, head), ...bodies));
}

/** The versions side by side. */
export function versionsPanel(
  panel: HTMLElement, comparison: Comparison, name: (uri: string) => string, goTo: (uri: string, range: lsp.Range) => void,
): void {
  const { versions, rows, closing } = comparison;
  if (versions.length < 2) {
    panel.replaceChildren(make('p', { class: 'dim' }, words.noVersions));
    return;
  }
  const signs = { same: '=', differs: '≠', hint: '~', alone: '' };
  const head = make('tr', {}, make('th', { scope: 'col' }, words.state), ...versions.map(version => make('th', { scope: 'col' }, name(version.uri))));
  const body = rows.flatMap(row => {
    const cells = row.cells.map((cell, i) => make('td', {}, ...(cell
      ? [make('button', { type: 'button', class: 'go', onclick: () => goTo(versions[i].uri, cell.range) }, cell.quote)] : [])));
    const line = make('tr', { class: row.state },
      make('td', {}, make('span', { 'aria-hidden': 'true', class: 'sign' }, signs[row.state]), ' ', words[row.state]), ...cells);
    if (row.state !== 'differs' || !row.message) return [line];
    return [line, make('tr', { class: 'said' }, make('td', {}), make('td', { colspan: String(versions.length) }, row.message))];
  });
  panel.replaceChildren(make('table', {}, make('caption', {}, closing), make('thead', {}, head), make('tbody', {}, ...body)));
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, text.lastIndexOf(' ', 58))} …` : text;
}
