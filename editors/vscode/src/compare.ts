// The versions of a story side by side, with lines between their figures.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { Article, reveal } from './article';
import { language, t } from './say';
import { Server } from './server';
import { Range } from './sheet';

/** The answer to `copydesk/compare`. */
export interface Comparison {
  versions: { uri: string; language: string | null; text: string }[];
  rows: { state: 'same' | 'differs' | 'hint' | 'alone'; message: string | null; cells: ({ range: Range; quote: string } | null)[] }[];
  disagreements: number;
  closing: string;
}

export class Compare implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private uri: vscode.Uri | undefined;
  private last = '';
  private readonly parts: vscode.Disposable[];

  constructor(private readonly server: Server, private readonly article: Article, private readonly extension: vscode.Uri) {
    this.parts = [
      vscode.commands.registerCommand('copydesk.compare', () => this.open()),
      article.onDidChange(() => void this.look()),
    ];
  }

  private async open(): Promise<void> {
    const { document } = this.article;
    const found = document && (await this.server.ask<Comparison>('copydesk/compare', document.uri));
    if (!document || !found) {
      void vscode.window.showInformationMessage(t('Open an article first.'));
      return;
    }
    if (found.versions.length < 2) {
      void vscode.window.showInformationMessage(
        t('No other version of this article was found. Versions are named alike (story.en.md, story.fr.md), lie in the same folder or are open.'));
      return;
    }
    this.uri = document.uri;
    if (this.panel) this.panel.reveal();
    else this.make();
    this.last = '';
    this.show(found);
  }

  private make(): void {
    const dist = vscode.Uri.joinPath(this.extension, 'dist');
    const panel = vscode.window.createWebviewPanel('copydesk.compare', t('Versions'), vscode.ViewColumn.Beside,
      { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [dist] });
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extension, 'media/icon.svg');
    const source = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    panel.webview.html = `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${panel.webview.cspSource}; style-src ${panel.webview.cspSource}">
<link rel="stylesheet" href="${source('comparePage.css')}">
<title>${t('Versions')}</title>
</head>
<body><main id="page"></main><script src="${source('comparePage.js')}"></script></body>
</html>`;
    panel.webview.onDidReceiveMessage(async (message: { uri?: string; range?: Range; ready?: boolean }) => {
      if (message.ready) {
        this.last = '';
        await this.look();
      } else if (message.uri && message.range) {
        const { start, end } = message.range;
        await reveal(vscode.Uri.parse(message.uri), new vscode.Range(start.line, start.character, end.line, end.character));
      }
    });
    panel.onDidDispose(() => { this.panel = undefined; });
  }

  /** Brings the page up to date. */
  private async look(): Promise<void> {
    if (!this.panel || !this.uri) return;
    const found = await this.server.ask<Comparison>('copydesk/compare', this.uri);
    if (found) this.show(found);
  }

  private show(found: Comparison): void {
    const text = JSON.stringify(found);
    if (!this.panel || text === this.last) return;
    this.last = text;
    const names = found.versions.map(({ uri }) => path.posix.basename(vscode.Uri.parse(uri).path));
    const words = { same: t('the same'), differs: t('differs'), hint: t('may differ'), alone: t('only here'), disagreements: t('Disagreements') };
    void this.panel.webview.postMessage({ ...found, names, words });
  }

  dispose(): void {
    this.panel?.dispose();
    vscode.Disposable.from(...this.parts).dispose();
  }
}
