// The page of the comparison, inside its own frame: texts in columns, their figures linked by lines.
import type { Comparison } from './compare';
import type { Position } from './sheet';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };
type Told = Comparison & { names: string[]; words: Record<string, string> };

const host = acquireVsCodeApi();
const page = document.getElementById('page') as HTMLElement;
const SIGNS = { same: '=', differs: '≠', hint: '~', alone: '' };
let links: { row: number; state: string; figures: (HTMLElement | undefined)[] }[] = [];

window.addEventListener('message', event => show(event.data as Told));
window.addEventListener('resize', draw);
host.postMessage({ ready: true });

function make(tag: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function show(told: Told): void {
  const top = page.querySelector('.columns')?.scrollTop ?? 0;
  links = told.rows.map(({ state, cells }, row) => ({ row, state, figures: cells.map(() => undefined) }));
  const said = told.rows.flatMap((row, at) => (row.state === 'differs' && row.message ? [{ at, message: row.message }] : []));
  const list = make('ol', { class: 'said' }, ...said.map(({ at, message }) => {
    const button = make('button', { type: 'button' }, message);
    button.addEventListener('click', () => links[at].figures.find(figure => figure)?.focus());
    return make('li', {}, button);
  }));
  const columns = make('div', { class: 'columns', tabindex: '0' }, ...told.versions.map((_, at) => column(told, at)));
  columns.style.gridTemplateColumns = `repeat(${told.versions.length}, minmax(11rem, 1fr))`;
  const lines = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  lines.setAttribute('class', 'lines');
  lines.setAttribute('aria-hidden', 'true');
  columns.append(lines);
  page.replaceChildren(make('h1', {}, told.closing), ...(said.length > 0 ? [make('h2', {}, told.words.disagreements), list] : []), columns);
  columns.scrollTop = top;
  new ResizeObserver(draw).observe(columns);
  draw();
}

/** A version's text, its figures as buttons. */
function column(told: Told, at: number): HTMLElement {
  const { text, uri, language } = told.versions[at];
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) starts.push(i + 1);
  }
  const offset = (position: Position) => (starts[position.line] ?? text.length) + position.character;
  const figures = told.rows
    .flatMap((row, index) => {
      const cell = row.cells[at];
      return cell ? [{ index, state: row.state, message: row.message, cell, from: offset(cell.range.start), to: offset(cell.range.end) }] : [];
    })
    .sort((a, b) => a.from - b.from);
  const body = make('div', { class: 'text', lang: language ?? '' });
  let done = 0;
  for (const { index, state, message, cell, from, to } of figures) {
    if (from < done) continue;
    body.append(text.slice(done, from));
    const label = [cell.quote, told.words[state], state === 'differs' ? message ?? '' : ''].filter(part => part !== '').join(', ');
    const figure = make('button', { type: 'button', class: `figure ${state}`, 'aria-label': label, title: state === 'differs' ? message ?? '' : told.words[state] },
      ...(state === 'differs' ? [make('span', { class: 'sign' }, SIGNS[state])] : []), text.slice(from, to));
    figure.addEventListener('click', () => host.postMessage({ uri, range: cell.range }));
    for (const [event, lit] of [['mouseenter', true], ['focus', true], ['mouseleave', false], ['blur', false]] as const) {
      figure.addEventListener(event, () => light(index, lit));
    }
    links[index].figures[at] = figure;
    body.append(figure);
    done = to;
  }
  body.append(text.slice(done));
  return make('section', {}, make('h2', {}, told.names[at]), body);
}

/** Brings a figure out in all versions. */
function light(row: number, lit: boolean): void {
  for (const figure of links[row].figures) figure?.classList.toggle('lit', lit);
  document.querySelector(`path[data-row="${row}"]`)?.classList.toggle('lit', lit);
}

/** Draws the lines between figures of neighbouring columns. */
function draw(): void {
  const columns = page.querySelector<HTMLElement>('.columns');
  const lines = page.querySelector('.lines');
  if (!columns || !lines) return;
  const frame = columns.getBoundingClientRect();
  lines.setAttribute('width', String(columns.scrollWidth));
  lines.setAttribute('height', '0');
  lines.setAttribute('height', String(columns.scrollHeight));
  lines.replaceChildren(...links.filter(link => link.state !== 'alone').map(link => {
    const boxes = link.figures.flatMap(figure => {
      const all = figure ? [...figure.getClientRects()] : [];
      return all.length > 0 ? [{ first: all[0], last: all[all.length - 1] }] : [];
    });
    let path = '';
    for (let i = 0; i + 1 < boxes.length; i++) {
      const from = boxes[i].last;
      const to = boxes[i + 1].first;
      const x1 = from.right - frame.left + columns.scrollLeft;
      const y1 = from.top + from.height / 2 - frame.top + columns.scrollTop;
      const x2 = to.left - frame.left + columns.scrollLeft;
      const y2 = to.top + to.height / 2 - frame.top + columns.scrollTop;
      const middle = (x1 + x2) / 2;
      path += `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
    }
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', path);
    line.setAttribute('class', link.state);
    line.setAttribute('data-row', String(link.row));
    return line;
  }));
}
