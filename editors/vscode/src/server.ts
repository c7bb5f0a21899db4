// Starts, watches and stops the language server; says in plain words why it cannot.
import { ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, LanguageClientOptions, StaticFeature } from 'vscode-languageclient/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { findBinary, Found, Machine } from './binary';
import { language, t } from './say';
import { sectionOf, setByUser } from './settings';

export type State =
  | { is: 'starting' }
  | { is: 'running'; command: string; version: string }
  | { is: 'stopped'; why: string }
  | { is: 'not found'; why: string };

export const LANGUAGES = ['markdown', 'plaintext', 'html'];
export const SELECTOR = LANGUAGES.flatMap(language => [
  { scheme: 'file', language },
  { scheme: 'untitled', language },
]);

// a server that stops this often in this time would stop again
const CRASHES = 3;
const CRASH_WINDOW = 3 * 60_000;
// a program that never answers is not copydesk
const START_PATIENCE = 60_000;

/** The library's client shows its errors on its own account; here the messages are ours, and it only logs. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  protected override getLocale(): string {
    return language();
  }
}

/** VS Code shows findings in every hover; told so, the server's part does not repeat them. */
const findingsOnHover: StaticFeature = {
  fillClientCapabilities: capabilities => {
    capabilities.experimental = { ...capabilities.experimental, copydesk: { findingsOnHover: true } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

export class Server implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<State>();
  readonly onDidChange = this.changed.event;
  private now: State = { is: 'starting' };
  private client: QuietClient | undefined;
  private child: ChildProcess | undefined;
  private lastWords = '';
  private crashes: number[] = [];
  // what the last start found
  private tried = '';
  private disposed = false;
  // starts and stops follow one another, whatever asks for them
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly log: vscode.OutputChannel,
  ) {}

  get state(): State {
    return this.now;
  }

  /** The answer to a request about a document; undefined where nobody answers. */
  async ask<T>(method: string, uri: vscode.Uri, more: object = {}): Promise<T | undefined> {
    const { client } = this;
    if (this.now.is !== 'running' || !client) return undefined;
    const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) }, ...more };
    return client.sendRequest<T | null>(method, params).then(answer => answer ?? undefined, () => undefined);
  }

  /** Makes an edit that the server has worded. */
  async apply(edit: lsp.WorkspaceEdit): Promise<void> {
    const own = await this.client?.protocol2CodeConverter.asWorkspaceEdit(edit);
    if (own) await vscode.workspace.applyEdit(own);
  }

  /** What would be started now. */
  find(): Found {
    const folders = vscode.workspace.workspaceFolders ?? [];
    return findBinary(
      {
        setting: vscode.workspace.getConfiguration('copydesk').get<string>('server.path') ?? '',
        folders: folders.filter(folder => folder.uri.scheme === 'file').map(folder => folder.uri.fsPath),
        trusted: vscode.workspace.isTrusted,
        extension: this.extension.fsPath,
      },
      thisMachine,
    );
  }

  /** Starts anew if another program is the right one by now. */
  reconsider(): Promise<void> {
    return this.inTurn(async () => {
      if (JSON.stringify(this.find()) === this.tried) return;
      this.crashes = [];
      await this.halt();
      await this.launch();
    });
  }

  /** Stops the server if there is one, and starts it anew. */
  restart(): Promise<void> {
    this.crashes = [];
    return this.inTurn(async () => {
      await this.halt();
      await this.launch();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.halt());
  }

  dispose(): void {
    this.disposed = true;
    this.changed.dispose();
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(task).catch(error => this.note(`unexpected: ${String(error)}`));
    return this.queue;
  }

  private become(state: State): void {
    this.now = state;
    if (!this.disposed) this.changed.fire(state);
  }

  note(line: string): void {
    this.log.appendLine(`[copydesk] ${line}`);
  }

  private async launch(): Promise<void> {
    if (this.disposed) return;
    this.become({ is: 'starting' });
    const found = this.find();
    this.tried = JSON.stringify(found);
    if (found.command === undefined) {
      this.fail('not found', t('copydesk was not found, so figures are not checked.'), found.missing);
      return;
    }
    this.note(`starting ${found.command} lsp (from: ${found.place})`);
    const { command } = found;
    const options = this.options(() => client, command);
    const client: QuietClient = new QuietClient('copydesk', 'copydesk', () => this.run(command), options);
    client.registerFeature(findingsOnHover);
    this.client = client;
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      patience = setTimeout(() => reject(new Error(t('it did not answer'))), START_PATIENCE);
    });
    try {
      await Promise.race([client.start(), late]);
      // the library also returns when the program went away before it answered
      if (!client.isRunning()) throw new Error(t('it did not answer'));
      const version = client.initializeResult?.serverInfo?.version ?? '';
      this.note(`running ${version}`);
      this.become({ is: 'running', command, version });
    } catch (error) {
      const child = this.child;
      await this.halt();
      const why = ending(child, this.lastWords) ?? (error instanceof Error ? error.message : String(error));
      this.fail('stopped', t('copydesk could not be started, so figures are not checked.'), `${command}: ${why}`);
    } finally {
      clearTimeout(patience);
    }
  }

  private run(command: string): Promise<ChildProcess> {
    this.lastWords = '';
    return new Promise((resolve, reject) => {
      const child = spawn(command, ['lsp'], { stdio: 'pipe', windowsHide: true });
      this.child = child;
      child.stderr.on('data', data => (this.lastWords = (this.lastWords + data).slice(-2000)));
      child.once('error', reject);
      child.once('spawn', () => resolve(child));
    });
  }

  private async halt(): Promise<void> {
    const { client, child } = this;
    this.client = undefined;
    this.child = undefined;
    // a client whose server never came up refuses to stop
    await client?.dispose().catch(() => undefined);
    if (child) await gone(child);
    this.become({ is: 'stopped', why: t('copydesk is stopped.') });
  }

  /** The server went away on its own. */
  private async ended(client: QuietClient, command: string): Promise<void> {
    if (client !== this.client || this.now.is !== 'running') return;
    const child = this.child;
    const time = Date.now();
    this.crashes = [...this.crashes.filter(at => time - at < CRASH_WINDOW), time];
    await this.halt();
    const why = ending(child, this.lastWords) ?? t('it closed the connection');
    this.note(`${command} stopped: ${why}`);
    if (this.crashes.length < CRASHES) {
      await this.launch();
    } else {
      const told = t('copydesk stopped {0} times in a few minutes, so figures are no longer checked.', CRASHES);
      this.fail('stopped', told, `${command}: ${why}`);
    }
  }

  private fail(is: 'stopped' | 'not found', what: string, detail: string): void {
    const why = `${what} ${detail}`;
    this.note(why);
    this.become({ is, why });
    const [settings, log] = [t('Open Settings'), t('Show Log')];
    void vscode.window.showErrorMessage(why, settings, log).then(choice => {
      if (choice === settings) {
        // the path belongs to the machine that runs the program: over there, the user's own tab does not show it
        const tab = vscode.env.remoteName ? 'openRemoteSettings' : 'openSettings';
        void vscode.commands.executeCommand(`workbench.action.${tab}`, { query: 'copydesk.server.path' });
      } else if (choice === log) {
        this.log.show();
      }
    });
  }

  private options(owner: () => QuietClient, command: string): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      traceOutputChannel: this.log,
      diagnosticCollectionName: 'copydesk',
      initializationOptions: () => settingsFor(undefined),
      synchronize: { configurationSection: 'copydesk' },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          // not now: the library has not finished with the connection
          setTimeout(() => void this.inTurn(() => this.ended(owner(), command)), 0);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      middleware: {
        provideCodeLenses: async (document, token, next) => {
          const lenses = await next(document, token);
          // the server's lens tells of versions; here it also leads to them
          for (const lens of lenses ?? []) {
            if (lens.command && !lens.command.command) lens.command.command = 'copydesk.compare';
          }
          return lenses;
        },
        workspace: {
          configuration: (params, token, next) =>
            params.items.map(item => {
              const uri = item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined;
              const own = item.section ? sectionOf(settingsFor(uri), item.section) : undefined;
              if (own !== undefined) return own;
              const rest = next({ items: [item] }, token);
              return Array.isArray(rest) ? rest[0] : null;
            }),
          didChangeConfiguration: async () => {
            const settings = { copydesk: settingsFor(undefined) };
            await owner()
              .sendNotification('workspace/didChangeConfiguration', { settings })
              .catch(error => {
                // a change of the program's path reaches the old client too, while it is being stopped
                if (this.client === owner()) throw error;
              });
          },
        },
      },
    };
  }
}

function settingsFor(uri: vscode.Uri | undefined) {
  const set = vscode.workspace.getConfiguration(undefined, uri ?? null).inspect<unknown>('copydesk');
  return setByUser([set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue]);
}

const thisMachine: Machine = {
  platform: process.platform,
  home: os.homedir(),
  path: process.env.PATH ?? '',
  look(file) {
    try {
      if (!fs.statSync(file).isFile()) return 'nothing';
    } catch {
      return 'nothing';
    }
    try {
      fs.accessSync(file, fs.constants.X_OK);
      return 'program';
    } catch {
      return 'file';
    }
  },
};

/** Waits until a process has ended, and ends it if it lingers. */
async function gone(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>(resolve => {
    const force = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
  });
}

/** How a process ended, in words; undefined if it had to be ended. */
function ending(child: ChildProcess | undefined, lastWords: string): string | undefined {
  if (!child || child.pid === undefined || child.signalCode === 'SIGKILL') return undefined;
  const how = child.signalCode ? t('it was ended by {0}', child.signalCode) : t('it ended with status {0}', String(child.exitCode));
  const line = lastWords.split('\n').map(words => words.trim()).find(words => words !== '');
  return line ? t('{0}, saying “{1}”.', how, line.slice(0, 200)) : `${how}.`;
}
