import * as vscode from 'vscode';
import { Server } from './server';
import { openSettingsFile } from './settingsFile';
import { statusBar } from './status';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('copydesk');
  const desk = new Server(context.extensionUri, log);
  server = desk;
  context.subscriptions.push(
    log,
    desk,
    statusBar(desk),
    vscode.commands.registerCommand('copydesk.restart', () => desk.restart()),
    vscode.commands.registerCommand('copydesk.showLog', () => log.show()),
    vscode.commands.registerCommand('copydesk.openSettingsFile', () => openSettingsFile(desk)),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('copydesk.server.path')) void desk.reconsider();
    }),
    // both can make another program the right one
    vscode.workspace.onDidGrantWorkspaceTrust(() => desk.reconsider()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => desk.reconsider()),
  );
  // not awaited: the commands work whatever becomes of the server
  void desk.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
