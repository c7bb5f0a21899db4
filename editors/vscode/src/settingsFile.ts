// Opens the workspace's copydesk.toml, and writes one where there is none.
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { t } from './say';
import { Server } from './server';

// what `copydesk init` would write, for a program that is missing or has no such command
const TEMPLATE = `# Settings of copydesk for the articles in this folder and below.
# Take the "# " away from the start of a line to make it count.

# language = "fr"            # of every article; left out, each tells its own

# [checks]
# unit-conversion = "off"    # off, hint, information, warning or error
`;

export async function openSettingsFile(server: Server): Promise<void> {
  const folder = await pickFolder();
  if (!folder) return;
  const file = vscode.Uri.joinPath(folder.uri, 'copydesk.toml');
  if (!(await exists(file))) {
    await writeCommented(server, folder);
    if (!(await exists(file))) {
      await vscode.workspace.fs.writeFile(file, Buffer.from(TEMPLATE));
    }
  }
  await vscode.window.showTextDocument(file);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(t('Open the folder of your articles first: copydesk.toml lies in it.'));
    return undefined;
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  const around = active && vscode.workspace.getWorkspaceFolder(active);
  if (around ?? folders.length === 1) return around ?? folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: t('Whose copydesk.toml?') });
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(file)).then(() => true, () => false);
}

function writeCommented(server: Server, folder: vscode.WorkspaceFolder): Promise<void> {
  const { command } = server.find();
  if (!command || folder.uri.scheme !== 'file') return Promise.resolve();
  return new Promise(resolve => {
    execFile(command, ['init'], { cwd: folder.uri.fsPath, timeout: 10_000 }, () => resolve());
  });
}
