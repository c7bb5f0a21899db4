// What can be done with the figure or the article under the cursor.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type * as lsp from 'vscode-languageserver-protocol';
import { Article } from './article';
import { language, t } from './say';
import { Server } from './server';

export function commands(server: Server, article: Article): vscode.Disposable {
  const here = (run: (editor: vscode.TextEditor) => Promise<void>) => async () => {
    const { editor } = article;
    if (editor) await run(editor);
    else void vscode.window.showInformationMessage(t('Open an article first.'));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('copydesk.insertConversion', here(editor => insertConversion(server, editor))),
    vscode.commands.registerCommand('copydesk.setDate', here(editor => setDate(server, article, editor))),
    vscode.commands.registerCommand('copydesk.setLanguage', here(editor => setLanguage(server, article, editor))),
    vscode.commands.registerCommand('copydesk.stet', here(editor => stet(server, editor))),
    vscode.commands.registerCommand('copydesk.sample', openSample),
  );
}

/** What the server offers at the cursor, of a kind. */
async function offers(server: Server, editor: vscode.TextEditor, range: vscode.Range, only: string): Promise<lsp.CodeAction[]> {
  const answer = await server.ask<lsp.CodeAction[]>('textDocument/codeAction', editor.document.uri,
    { range, context: { diagnostics: [], only: [only] } });
  return answer ?? [];
}

async function insertConversion(server: Server, editor: vscode.TextEditor): Promise<void> {
  const cursor = new vscode.Range(editor.selection.active, editor.selection.active);
  const actions = await offers(server, editor, cursor, 'refactor.rewrite');
  if (actions.length === 0) {
    void vscode.window.showInformationMessage(t('There is nothing to convert here. Put the cursor on a figure with a unit or a currency.'));
    return;
  }
  const rows = actions.map(action => ({ label: action.title, action }));
  const choice = await vscode.window.showQuickPick(rows, { placeHolder: t('Which conversion?') });
  if (choice?.action.edit) await server.apply(choice.action.edit);
}

async function setDate(server: Server, article: Article, editor: vscode.TextEditor): Promise<void> {
  const today = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  const value = await vscode.window.showInputBox({
    title: t('The date of this article'),
    prompt: t('Year, month and day, such as 2024-05-17. Exchange rates, weekdays and place names are checked as of this date.'),
    value: article.about?.date ?? `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`,
    validateInput: text => (isDate(text.trim()) ? undefined : t('A date is written 2024-05-17 or 2024-05.')),
  });
  if (value) await setHead(server, editor, 'date', value.trim());
}

/** Whether a text is a day or month that exists, as ISO 8601 writes it. */
export function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3] ?? '1')];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

async function setLanguage(server: Server, article: Article, editor: vscode.TextEditor): Promise<void> {
  const names = new Intl.DisplayNames([language()], { type: 'language' });
  const rows = ['en', 'fr', 'vi', 'de', 'es'].map(code => ({
    label: names.of(code) ?? code,
    description: code === article.about?.language ? `${code} · ${t('as it is read now')}` : code,
    code,
  }));
  const choice = await vscode.window.showQuickPick(rows, { placeHolder: t('The language of this article') });
  if (choice) await setHead(server, editor, 'language', choice.code);
}

async function setHead(server: Server, editor: vscode.TextEditor, field: string, value: string): Promise<void> {
  const edit = await server.ask<lsp.WorkspaceEdit>('copydesk/setHead', editor.document.uri, { field, value });
  if (edit) await server.apply(edit);
}

/** Leaves the finding under the cursor as it is: by a comment in the article, or an entry in copydesk.toml. */
async function stet(server: Server, editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  const all = vscode.languages.getDiagnostics(document.uri).filter(found => found.source === 'copydesk');
  const touched = all.filter(found => found.range.intersection(editor.selection) !== undefined);
  if (touched.length === 0) {
    void vscode.window.showInformationMessage(t('There is no finding here. Put the cursor on an underlined figure.'));
    return;
  }
  const rows = touched.map(found => ({ label: found.message, description: codeOf(found), found }));
  const chosen = rows.length === 1 ? rows[0] : await vscode.window.showQuickPick(rows, { placeHolder: t('Leave which finding as it is?') });
  if (!chosen) return;
  const code = codeOf(chosen.found);
  const fixes = await offers(server, editor, chosen.found.range, 'quickfix');
  const comment = fixes.find(action => action.kind === 'quickfix.stet' && action.diagnostics?.some(of => of.code === code));
  const inText = { label: t('Write a comment before the paragraph'), description: `<!-- copydesk: ignore ${code} -->` };
  const inFile = { label: t('Note it in copydesk.toml'), description: t('the article stays untouched') };
  const ways = [...(comment?.edit ? [inText] : []), ...(document.uri.scheme === 'file' ? [inFile] : [])];
  const way = ways.length < 2 ? ways[0] : await vscode.window.showQuickPick(ways, { placeHolder: chosen.label });
  if (!way && ways.length === 0) {
    void vscode.window.showInformationMessage(t('Save the article first: it is named in copydesk.toml.'));
  } else if (way === inText && comment?.edit) {
    await server.apply(comment.edit);
  } else if (way === inFile) {
    const note = await vscode.window.showInputBox({ title: chosen.label, prompt: t('Why is it right as it is? (may be left empty)') });
    if (note !== undefined) await noteIt(document, code, document.getText(chosen.found.range), note);
  }
}

/** Adds an entry to the copydesk.toml nearest to the article, or to a new one in the workspace's folder. */
async function noteIt(document: vscode.TextDocument, code: string, quote: string, note: string): Promise<void> {
  const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.Uri.joinPath(document.uri, '..');
  let folder = vscode.Uri.joinPath(document.uri, '..');
  for (;;) {
    const there = await Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, 'copydesk.toml'))).then(() => true, () => false);
    if (there) break;
    if (folder.path === root.path || folder.path.length <= root.path.length) {
      folder = root;
      break;
    }
    folder = vscode.Uri.joinPath(folder, '..');
  }
  const file = vscode.Uri.joinPath(folder, 'copydesk.toml');
  const before = await Promise.resolve(vscode.workspace.fs.readFile(file)).then(bytes => Buffer.from(bytes).toString(), () => '');
  const lines = ['[[stet]]', `path = ${JSON.stringify(path.posix.relative(folder.path, document.uri.path))}`, `code = ${JSON.stringify(code)}`, `quote = ${JSON.stringify(quote)}`];
  if (note.trim()) lines.push(`note = ${JSON.stringify(note.trim())}`);
  const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  await vscode.workspace.fs.writeFile(file, Buffer.from(`${before}${gap}${lines.join('\n')}\n`));
}

function codeOf(found: vscode.Diagnostic): string {
  return String(typeof found.code === 'object' ? found.code.value : found.code ?? '');
}

const SAMPLES: Record<string, string> = {
  en: '# Night ferry returns to the harbour\n\nThe ship is 180 metres (490 feet) long. Of its 240 cabins, 168 are ready; the other 82 will follow in July.\n',
  fr: '# Le ferry de nuit revient au port\n\nLe navire mesure 180 mètres (490 pieds). Sur ses 240 cabines, 168 sont prêtes ; les 82 autres suivront en juillet.\n',
  vi: '# Phà đêm trở lại cảng\n\nCon tàu dài 180 m (490 feet). Trong 240 buồng, 168 buồng đã sẵn sàng; 82 buồng còn lại sẽ xong trong tháng 7.\n',
};

/** A new document with faults planted in it. */
async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: SAMPLES[language()] ?? SAMPLES.en });
  await vscode.window.showTextDocument(document);
}
