// Checks all articles of a folder, those that are not open too.
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { language, t } from './say';
import { Server } from './server';

interface Place { path: string; bytes: [number, number]; message: string }
interface Report {
  files: { path: string }[];
  findings: (Place & { code: string; severity: 'error' | 'warning' | 'information' | 'hint'; related: Place[] })[];
  errors: { path: string; message: string }[];
}

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information, hint: vscode.DiagnosticSeverity.Hint,
};

export class FolderCheck implements vscode.Disposable {
  // articles that are open belong to the server; these are the others
  private readonly found = vscode.languages.createDiagnosticCollection('copydesk-folder');
  private readonly parts: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.parts = [
      this.found,
      vscode.commands.registerCommand('copydesk.checkFolder', (uri?: vscode.Uri) => this.run(uri)),
      vscode.workspace.onDidOpenTextDocument(document => this.found.delete(document.uri)),
    ];
  }

  private async run(asked: vscode.Uri | undefined): Promise<void> {
    const { command } = this.server.find();
    const folder = asked ?? (await pick());
    if (!folder) return;
    if (!command) {
      await this.server.restart();
      return;
    }
    const title = t('copydesk reads {0}', path.basename(folder.fsPath));
    const report = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, cancelled) => check(command, folder.fsPath, cancelled));
    if (report === undefined) return;
    if (typeof report === 'string') {
      void vscode.window.showErrorMessage(t('The folder could not be checked: {0}', report));
      return;
    }
    await this.show(folder, report);
    const count = report.findings.length;
    const articles = report.files.length;
    const said = t('{0} findings in {1} articles', count, articles);
    for (const error of report.errors) this.server.note(`${error.path}: ${error.message}`);
    const unread = report.errors.length > 0 ? ` ${t('{0} files could not be read; the log says why.', report.errors.length)}` : '';
    if (count > 0) await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
    void vscode.window.showInformationMessage(`${said}.${unread}`);
  }

  private async show(folder: vscode.Uri, report: Report): Promise<void> {
    this.found.clear();
    const open = new Set(vscode.workspace.textDocuments.map(document => document.uri.toString()));
    const texts = new Map<string, Promise<Buffer>>();
    const uri = (place: Place) => vscode.Uri.file(path.resolve(folder.fsPath, place.path));
    const text = (of: vscode.Uri) => {
      const known = texts.get(of.fsPath) ?? Promise.resolve(vscode.workspace.fs.readFile(of)).then(bytes => Buffer.from(bytes), () => Buffer.alloc(0));
      texts.set(of.fsPath, known);
      return known;
    };
    const range = async (place: Place) => {
      const bytes = await text(uri(place));
      return new vscode.Range(position(bytes, place.bytes[0]), position(bytes, place.bytes[1]));
    };
    const all = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const finding of report.findings) {
      const at = uri(finding);
      if (open.has(at.toString())) continue;
      const diagnostic = new vscode.Diagnostic(await range(finding), finding.message, SEVERITIES[finding.severity]);
      diagnostic.source = 'copydesk';
      diagnostic.code = finding.code;
      diagnostic.relatedInformation = await Promise.all(finding.related.map(async place =>
        new vscode.DiagnosticRelatedInformation(new vscode.Location(uri(place), await range(place)), place.message)));
      const entry = all.get(at.toString()) ?? [at, []];
      entry[1].push(diagnostic);
      all.set(at.toString(), entry);
    }
    this.found.set([...all.values()]);
  }

  dispose(): void {
    vscode.Disposable.from(...this.parts).dispose();
  }
}

/** A byte of a text as VS Code counts. */
export function position(bytes: Buffer, offset: number): vscode.Position {
  const lines = bytes.subarray(0, offset).toString().replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines[lines.length - 1].length);
}

async function pick(): Promise<vscode.Uri | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file');
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(t('Open the folder of your articles first.'));
    return undefined;
  }
  if (folders.length === 1) return folders[0].uri;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: t('Check which folder?') }))?.uri;
}

/** The report; words where there is none; nothing where it was cancelled. */
function check(command: string, folder: string, cancelled: vscode.CancellationToken): Promise<Report | string | undefined> {
  return new Promise(resolve => {
    const env = { ...process.env, LC_ALL: language() };
    const child = execFile(command, ['check', '--format', 'json'], { cwd: folder, env, maxBuffer: 1 << 29 }, (_, stdout, stderr) => {
      if (cancelled.isCancellationRequested) return resolve(undefined);
      try {
        resolve(JSON.parse(stdout) as Report);
      } catch {
        resolve(stderr.trim().split('\n')[0] || t('it said nothing'));
      }
    });
    cancelled.onCancellationRequested(() => child.kill());
  });
}
