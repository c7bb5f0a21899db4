import * as vscode from 'vscode';
import { Article } from './article';
import { commands } from './commands';
import { Compare } from './compare';
import { FactSheet } from './facts';
import { FolderCheck } from './folder';
import { speak } from './say';
import { Server } from './server';
import { openSettingsFile } from './settingsFile';
import { statusBar } from './status';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  listen();
  const log = vscode.window.createOutputChannel('copydesk');
  const desk = new Server(context.extensionUri, log);
  server = desk;
  const article = new Article(desk);
  context.subscriptions.push(
    log,
    desk,
    article,
    statusBar(desk, article),
    commands(desk, article),
    new FactSheet(desk, article, context.workspaceState),
    new Compare(desk, article, context.extensionUri),
    new FolderCheck(desk),
    vscode.commands.registerCommand('copydesk.restart', () => desk.restart()),
    vscode.commands.registerCommand('copydesk.showLog', () => log.show()),
    vscode.commands.registerCommand('copydesk.openSettingsFile', () => openSettingsFile(desk)),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('copydesk.messages')) {
        listen();
        void desk.restart();
      } else if (change.affectsConfiguration('copydesk.server.path')) {
        void desk.reconsider();
      }
    }),
    // both can make another program the right one
    vscode.workspace.onDidGrantWorkspaceTrust(() => desk.reconsider()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => desk.reconsider()),
  );
  // not awaited: the commands work whatever becomes of the server
  void desk.restart();
}

/** Takes the language that the reader wants to be spoken to in. */
function listen(): void {
  const set = vscode.workspace.getConfiguration('copydesk').get<string>('messages') ?? 'auto';
  speak(set === 'auto' ? vscode.env.language : set);
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
