// Diagnostics with their fixes, and the menu of what can be done at a place.
import { LSPPlugin, type LSPClient } from '@codemirror/lsp-client';
import { setDiagnostics, type Action, type Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type * as lsp from 'vscode-languageserver-protocol';
import { make } from './page';
import { words } from './words';

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

/** A finding as the page shows it. */
export interface Finding extends Diagnostic {
  code: string;
  fixes: { title: string; take: () => void }[];
}

/** The view of an article that an edit is for. */
export type ViewOf = (uri: string) => EditorView | undefined;

/** What the server offers for a range, of a kind. */
export async function offered(
  client: LSPClient, uri: string, range: lsp.Range, only: string[], diagnostics: lsp.Diagnostic[] = [],
): Promise<lsp.CodeAction[]> {
  client.sync();
  const params: lsp.CodeActionParams = { textDocument: { uri }, range, context: { diagnostics, only } };
  const answer = await client.request<lsp.CodeActionParams, (lsp.CodeAction | lsp.Command)[] | null>('textDocument/codeAction', params);
  return (answer ?? []).filter((action): action is lsp.CodeAction => 'edit' in action);
}

/** Makes an edit, in every article that it names. */
export function apply(edit: lsp.WorkspaceEdit | undefined, viewOf: ViewOf): void {
  const parts: [string, lsp.TextEdit[]][] = Object.entries(edit?.changes ?? {});
  for (const change of edit?.documentChanges ?? []) {
    if ('edits' in change) parts.push([change.textDocument.uri, change.edits as lsp.TextEdit[]]);
  }
  for (const [uri, edits] of parts) {
    const view = viewOf(uri);
    const plugin = view && LSPPlugin.get(view);
    if (!view || !plugin) continue;
    const at = (position: lsp.Position) => plugin.fromPosition(position);
    const changes = edits.map(({ range, newText }) => ({ from: at(range.start), to: at(range.end), insert: newText }));
    view.dispatch({ changes, userEvent: 'input.fix' });
  }
}

/** Takes published diagnostics into an article's editor: at once without their fixes, and again with them. */
export async function publish(
  client: LSPClient, view: EditorView, params: lsp.PublishDiagnosticsParams, viewOf: ViewOf,
  shown: (findings: Finding[]) => void,
): Promise<void> {
  const plugin = LSPPlugin.get(view);
  const file = client.workspace.getFile(params.uri);
  if (!plugin || !file || (params.version ?? file.version) !== file.version) return;
  const place = (position: lsp.Position, side: number) =>
    plugin.unsyncedChanges.mapPos(plugin.fromPosition(position, plugin.syncedDoc), side);
  const findings = params.diagnostics.map((found): Finding => ({
    from: place(found.range.start, 1),
    to: place(found.range.end, -1),
    severity: SEVERITIES[(found.severity ?? 1) - 1],
    message: found.message,
    source: String(found.code ?? ''),
    code: String(found.code ?? ''),
    fixes: [],
  }));
  const doc = view.state.doc;
  view.dispatch(setDiagnostics(view.state, findings));
  shown(findings);
  const titles = await Promise.all(params.diagnostics.map(async found => {
    const actions = await offered(client, params.uri, found.range, ['quickfix'], [found]).catch(() => []);
    return actions.filter(action => belongs(action, found)).map(action => action.title);
  }));
  if (view.state.doc !== doc) return;
  const complete = findings.map((finding, i): Finding => {
    const fixes = titles[i].map(title => ({ title, take: () => void take(client, params.uri, params.diagnostics[i], title, viewOf) }));
    return { ...finding, fixes, actions: fixes.map((fix): Action => ({ name: fix.title, apply: fix.take })) };
  });
  view.dispatch(setDiagnostics(view.state, complete));
  shown(complete);
}

function belongs(action: lsp.CodeAction, found: lsp.Diagnostic): boolean {
  const own = action.diagnostics?.[0];
  return !own || (own.code === found.code && own.message === found.message);
}

/** Takes the fix of a finding that has this title; asked for anew, so that it fits the text as it is now. */
async function take(client: LSPClient, uri: string, found: lsp.Diagnostic, title: string, viewOf: ViewOf): Promise<void> {
  const actions = await offered(client, uri, found.range, ['quickfix'], [found]);
  apply(actions.find(action => action.title === title)?.edit, viewOf);
  viewOf(uri)?.focus();
}

/** Opens the menu of fixes and conversions at the cursor. */
export function menu(client: LSPClient, view: EditorView, viewOf: ViewOf): boolean {
  const plugin = LSPPlugin.get(view);
  if (!plugin) return false;
  const { from, to, head } = view.state.selection.main;
  const range = { start: plugin.toPosition(from), end: plugin.toPosition(to) };
  void offered(client, plugin.uri, range, ['quickfix', 'refactor.rewrite']).then(actions => {
    const box = make('dialog', { class: 'menu', 'aria-label': words.fixes });
    const close = () => { box.close(); box.remove(); view.focus(); };
    if (actions.length === 0) box.append(make('p', {}, words.noFixes));
    for (const action of actions) {
      box.append(make('button', { type: 'button', onclick: () => { close(); apply(action.edit, viewOf); } }, action.title));
    }
    box.addEventListener('keydown', event => {
      const all = [...box.querySelectorAll('button')];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined || all.length === 0) return;
      event.preventDefault();
      all[(all.indexOf(document.activeElement as HTMLButtonElement) + step + all.length) % all.length].focus();
    });
    box.addEventListener('cancel', close);
    box.addEventListener('click', event => { if (event.target === box) close(); });
    document.body.append(box);
    const place = view.coordsAtPos(head);
    if (place) {
      box.style.left = `${Math.min(place.left, innerWidth - 420)}px`;
      box.style.top = `${Math.min(place.bottom + 4, innerHeight - 260)}px`;
    }
    box.showModal();
  });
  return true;
}
