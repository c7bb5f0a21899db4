// The playground: sample stories, each in an editor that speaks LSP to the copydesk that serves this page.
import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintKeymap } from '@codemirror/lint';
import { hoverTooltips, jumpToDefinitionKeymap, LSPClient, LSPPlugin, renameKeymap, serverCompletion } from '@codemirror/lsp-client';
import { searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import type * as lsp from 'vscode-languageserver-protocol';
import { menu, publish, type Finding } from './fixes';
import { make, part, select, settled, tabs } from './page';
import { factsPanel, findingsPanel, versionsPanel, type Comparison, type Facts } from './panels';
import { connect } from './socket';
import { Desk, type Article } from './stories';
import { theme } from './theme';
import { language, LANGUAGES, words } from './words';

/** How long typing must rest before the server is told. */
const REST = 40;

const nonce = document.querySelector('script')?.nonce || document.querySelector<HTMLMetaElement>('meta[name=nonce]')?.content || '';
const articles: Article[] = [];
const findings = new Map<string, Finding[]>();
const ticks = new Map<string, Set<string>>();
let current: Article;

const viewOf = (uri: string) => articles.find(article => article.uri === uri)?.view;

const client: LSPClient = new LSPClient({
  timeout: 20_000,
  workspace: client => new Desk(client, uri => {
    const article = articles.find(article => article.uri === uri);
    if (article) show(article);
    return article?.view ?? null;
  }),
  sanitizeHTML: sanitised,
  notificationHandlers: {
    'textDocument/publishDiagnostics': (client, params: lsp.PublishDiagnosticsParams) => {
      const view = viewOf(params.uri);
      if (view) void publish(client, view, params, viewOf, found => noted(params.uri, found));
      return true;
    },
  },
  extensions: [{
    clientCapabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor.rewrite'] } } },
      },
      workspace: { workspaceEdit: { documentChanges: true } },
      experimental: { copydesk: { findingsOnHover: true } },
    },
  }],
});

/** What the panel in sight shows, brought up to date. */
const refresh = settled(() => void shownPanel(), 60);

function noted(uri: string, found: Finding[]): void {
  findings.set(uri, found);
  const article = articles.find(article => article.uri === uri);
  const count = article?.tab?.querySelector('.count');
  if (count) count.textContent = found.length > 0 ? String(found.length) : '';
  refresh();
}

async function shownPanel(): Promise<void> {
  const { uri } = current;
  const panel = document.querySelector<HTMLElement>('.panel:not([hidden])');
  const about = { textDocument: { uri } };
  client.sync();
  void status(uri);
  if (!panel) return;
  if (panel.id === 'findings') {
    findingsPanel(panel, findings.get(uri) ?? [], (from, to) => reveal(uri, from, to));
  } else if (panel.id === 'facts') {
    const facts = await client.request<object, Facts>('copydesk/facts', about);
    if (!ticks.has(uri)) ticks.set(uri, new Set());
    if (current.uri === uri && facts) factsPanel(panel, facts, ticks.get(uri) ?? new Set(), range => revealRange(uri, range));
  } else {
    const comparison = await client.request<object, Comparison>('copydesk/compare', about);
    if (current.uri === uri && comparison) versionsPanel(panel, comparison, nameOf, revealRange);
  }
}

async function status(uri: string): Promise<void> {
  const about = await client.request<object, { language: string | null; date: string | null; versions: unknown[] }>(
    'copydesk/article', { textDocument: { uri } });
  if (!about || current.uri !== uri) return;
  const found = findings.get(uri)?.length ?? 0;
  const spoken = about.language ? new Intl.DisplayNames([language], { type: 'language' }).of(about.language) : '';
  const parts = [spoken ?? '', about.date ?? words.noDate, `${words.findings}: ${found}`];
  if (about.versions.length > 0) parts.push(`${words.versions}: ${about.versions.length + 1}`);
  part('status').textContent = parts.filter(text => text !== '').join(' · ');
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf(':') + 1);
}

function reveal(uri: string, from: number, to: number): void {
  const article = articles.find(article => article.uri === uri);
  if (!article?.view) return;
  show(article);
  article.view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  article.view.focus();
}

function revealRange(uri: string, range: lsp.Range): void {
  const view = viewOf(uri);
  const plugin = view && LSPPlugin.get(view);
  if (plugin) reveal(uri, plugin.fromPosition(range.start), plugin.fromPosition(range.end));
}

/** Puts an article in sight. */
function show(article: Article): void {
  current = article;
  for (const other of articles) {
    if (other.view) other.view.dom.hidden = other !== article;
  }
  if (article.tab) select(part('stories'), article.tab);
  part('editor').setAttribute('aria-labelledby', article.tab?.id ?? '');
  article.view?.requestMeasure();
  refresh();
}

function editor(article: Article): EditorView {
  const told = settled(() => client.sync(), REST);
  const extensions = [
    nonce ? EditorView.cspNonce.of(nonce) : [],
    EditorView.contentAttributes.of({ 'aria-label': `${words.editor}: ${article.name || words.own}`, spellcheck: 'false', tabindex: '0', lang: article.name.split('.').at(-2) ?? '' }),
    EditorView.lineWrapping,
    drawSelection(),
    history(),
    autocompletion({ activateOnTyping: false }),
    article.text === '' ? placeholder(words.ownHint) : [],
    keymap.of([
      { key: 'Mod-.', run: view => menu(client, view, viewOf) },
      ...lintKeymap, ...jumpToDefinitionKeymap, ...renameKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    EditorView.updateListener.of(update => { if (update.docChanged) told(); }),
    theme(),
    hoverTooltips({ hoverTime: 200 }),
    serverCompletion(),
    client.plugin(article.uri, 'markdown'),
  ];
  return new EditorView({ state: EditorState.create({ doc: article.text, extensions }), parent: part('editor') });
}

/** What a hover may hold of HTML: words and tables, no attributes, nothing that runs or loads. */
function sanitised(html: string): string {
  const plain = new Set(['P', 'BR', 'EM', 'STRONG', 'CODE', 'PRE', 'UL', 'OL', 'LI', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'HR', 'BLOCKQUOTE', 'SPAN']);
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of [...page.body.querySelectorAll('*')]) {
    if (!plain.has(element.tagName)) element.replaceWith(document.createTextNode(element.textContent ?? ''));
    else for (const attribute of [...element.attributes]) element.removeAttribute(attribute.name);
  }
  return page.body.innerHTML;
}

function say(): void {
  document.documentElement.lang = language;
  document.title = words.title;
  part('lead').textContent = words.lead;
  const mac = /mac|iphone|ipad/i.test(navigator.userAgent);
  part('keys').textContent = mac ? words.keys.replace('Ctrl+', '⌘ ') : words.keys;
  part('stories').setAttribute('aria-label', words.stories);
  part('panels').setAttribute('aria-label', words.findings);
  part('reset').textContent = words.reset;
  part('licences').textContent = words.licences;
  for (const id of ['findings', 'facts', 'versions'] as const) part(`tab-${id}`).textContent = words[id];
  const choice = part('interface') as HTMLSelectElement;
  choice.setAttribute('aria-label', words.interface);
  for (const [code, { name }] of Object.entries(LANGUAGES)) choice.append(make('option', { value: code, selected: code === language, lang: code }, name));
  choice.addEventListener('change', () => { location.search = `?lang=${choice.value}`; });
}

async function start(): Promise<void> {
  say();
  const samples: { name: string; text: string }[] = await (await fetch('stories.json')).json();
  const transport = await connect(() => { part('ended').textContent = words.ended; part('ended').hidden = false; });
  client.connect(transport);
  await client.initializing;

  articles.push(...samples.map(({ name, text }) => ({ name, text, uri: `untitled:${name}` })), { name: '', text: '', uri: 'untitled:own.md' });
  const row = part('stories');
  for (const article of articles) {
    article.tab = make('button', {
      type: 'button', role: 'tab', id: `story-${articles.indexOf(article)}`, 'aria-controls': 'editor', onclick: () => show(article),
    }, article.name || words.own, ' ', make('span', { class: 'count' }));
    row.append(article.tab);
    article.view = editor(article);
  }
  tabs(row, tab => articles.filter(article => article.tab === tab).forEach(show));

  const panels = part('panels');
  const open = (tab: HTMLElement) => {
    select(panels, tab);
    for (const panel of document.querySelectorAll<HTMLElement>('.panel')) panel.hidden = panel.id !== tab.getAttribute('aria-controls');
    document.body.dataset.panel = tab.getAttribute('aria-controls') ?? '';
    refresh();
  };
  for (const tab of panels.querySelectorAll<HTMLElement>('[role=tab]')) tab.addEventListener('click', () => open(tab));
  tabs(panels, open);
  part('reset').addEventListener('click', () => {
    const view = current.view;
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: current.text } });
    view?.focus();
  });

  show(articles[0]);
  open(part('tab-findings'));
  current.view?.focus();
  document.body.dataset.ready = 'true';
}

void start();
