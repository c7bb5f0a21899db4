// The article in sight, and what the server knows of it.
import * as vscode from 'vscode';
import { SELECTOR, Server } from './server';

/** The answer to `copydesk/article`. */
export interface About {
  language: string | null;
  date: string | null;
  dateFrom: string | null;
  findings: number;
  versions: { uri: string; language: string | null }[];
  disagreements: number;
}

// how long typing must rest before what is shown of the article is asked for again
const REST = 300;

/** Follows the reader from article to article. */
export class Article implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something about the article, or which one it is, is new. */
  readonly onDidChange = this.changed.event;
  private known: { of: vscode.TextDocument; about: About } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly parts: vscode.Disposable[];
  private asked = 0;

  constructor(private readonly server: Server) {
    const soon = () => this.soon();
    this.parts = [
      server.onDidChange(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidOpenTextDocument(soon),
      vscode.workspace.onDidCloseTextDocument(soon),
      vscode.workspace.onDidChangeTextDocument(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
    ];
    soon();
  }

  /** The document; the focus may be in a panel or a view beside it. */
  get document(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    const seen = active && active.uri.scheme !== 'output' ? [active] : vscode.window.visibleTextEditors.map(editor => editor.document);
    return seen.find(document => vscode.languages.match(SELECTOR, document) > 0);
  }

  /** Its editor. */
  get editor(): vscode.TextEditor | undefined {
    const { document } = this;
    const active = vscode.window.activeTextEditor;
    return active?.document === document ? active : vscode.window.visibleTextEditors.find(editor => editor.document === document);
  }

  /** What is known of the document: nothing yet, where the one in sight has just become another. */
  get about(): About | undefined {
    return this.known?.of === this.document ? this.known?.about : undefined;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), REST);
  }

  private async look(): Promise<void> {
    const turn = ++this.asked;
    const { document } = this;
    const about = document && (await this.server.ask<About>('copydesk/article', document.uri));
    if (turn !== this.asked) return;
    this.known = document && about ? { of: document, about } : undefined;
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    vscode.Disposable.from(...this.parts).dispose();
  }
}

/** Shows a place of a document, which may not be open yet. */
export async function reveal(uri: vscode.Uri, range: vscode.Range, preserveFocus = false): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection: range, viewColumn, preserveFocus, preview: false });
}
