// The entry in the status bar, and the menu behind it.
import * as vscode from 'vscode';
import { SELECTOR, Server } from './server';

export function statusBar(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('copydesk.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'copydesk';
  item.command = 'copydesk.menu';

  const show = () => {
    const article = articleInSight();
    const { state } = server;
    item.backgroundColor = undefined;
    switch (state.is) {
      case 'starting':
        item.text = '$(sync~spin) copydesk';
        item.tooltip = 'copydesk is starting';
        break;
      case 'running': {
        const count = article ? findingsIn(article.uri) : 0;
        item.text = count > 0 ? `$(edit) copydesk: ${count}` : '$(check) copydesk';
        item.tooltip = `${inWords(count)} in this article (copydesk ${state.version || 'running'})`;
        break;
      }
      case 'stopped':
        item.text = '$(circle-slash) copydesk: stopped';
        item.tooltip = state.why;
        item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
        break;
      case 'not found':
        item.text = '$(error) copydesk: not found';
        item.tooltip = state.why;
        item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
        break;
    }
    // trouble stays in sight; otherwise only articles are its business
    if (article || state.is === 'stopped' || state.is === 'not found') item.show();
    else item.hide();
  };

  show();
  return vscode.Disposable.from(
    item,
    server.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeVisibleTextEditors(show),
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.commands.registerCommand('copydesk.menu', () => menu(server)),
  );
}

function articleInSight(): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  // a panel may have the focus while the article stands above it
  const documents =
    active && active.uri.scheme !== 'output' ? [active] : vscode.window.visibleTextEditors.map(editor => editor.document);
  return documents.find(document => vscode.languages.match(SELECTOR, document) > 0);
}

function findingsIn(uri: vscode.Uri): number {
  return vscode.languages.getDiagnostics(uri).filter(finding => finding.source === 'copydesk').length;
}

function inWords(count: number): string {
  if (count === 0) return 'No findings';
  return count === 1 ? '1 finding' : `${count} findings`;
}

async function menu(server: Server): Promise<void> {
  const entries = [
    { label: '$(debug-restart) Restart', command: 'copydesk.restart' },
    { label: '$(output) Show log', command: 'copydesk.showLog' },
    { label: '$(warning) Open problems', command: 'workbench.actions.view.problems' },
    { label: '$(gear) Open copydesk.toml', command: 'copydesk.openSettingsFile' },
  ];
  const { state } = server;
  const placeHolder =
    state.is === 'running' ? `${state.command} ${state.version}` : `copydesk: ${state.is}`;
  const choice = await vscode.window.showQuickPick(entries, { placeHolder });
  if (choice) await vscode.commands.executeCommand(choice.command);
}
