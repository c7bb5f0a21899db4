// The fact-sheet view: figures and places by paragraph, with boxes to tick.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { Article, reveal } from './article';
import { language, t } from './say';
import { Server } from './server';
import { csv, Facts, html, keyed, ofWhat, Position, Ticked } from './sheet';

type Node = { is: 'paragraph'; text: string; entries: Ticked[] } | { is: 'entry'; entry: Ticked };

const ICONS = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

export class FactSheet implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly parts: vscode.Disposable[];
  private uri: vscode.Uri | undefined;
  private facts: Facts = { paragraphs: [] };
  private nodes: Node[] = [];
  private turn = 0;

  constructor(private readonly server: Server, private readonly article: Article, private readonly kept: vscode.Memento) {
    this.view = vscode.window.createTreeView('copydesk.facts', { treeDataProvider: this, showCollapseAll: true });
    this.parts = [
      this.view,
      article.onDidChange(() => void this.look()),
      this.view.onDidChangeVisibility(() => void this.look()),
      this.view.onDidChangeCheckboxState(change => this.tick(change.items)),
      vscode.commands.registerCommand('copydesk.facts', () => vscode.commands.executeCommand('copydesk.facts.focus')),
      vscode.commands.registerCommand('copydesk.reveal', (uri: vscode.Uri, range: vscode.Range) => reveal(uri, range)),
      vscode.commands.registerCommand('copydesk.exportCsv', () => this.keep('csv')),
      vscode.commands.registerCommand('copydesk.exportHtml', () => this.keep('html')),
    ];
  }

  /** Asks for the sheet of the article in sight. */
  async look(): Promise<void> {
    const turn = ++this.turn;
    const uri = this.article.document?.uri;
    const facts = uri && this.view.visible ? await this.server.ask<Facts>('copydesk/facts', uri) : undefined;
    if (turn !== this.turn || (uri && !this.view.visible)) return;
    this.uri = uri;
    this.facts = facts ?? { paragraphs: [] };
    this.nodes = keyed(this.facts).map(({ text, entries }) => ({ is: 'paragraph', text, entries }));
    this.view.title = t('Fact sheet');
    this.view.message = uri && this.nodes.length === 0 ? t('No figures and no places in this article.') : undefined;
    this.count();
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.nodes;
    return node.is === 'paragraph' ? node.entries.map(entry => ({ is: 'entry', entry })) : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.is === 'paragraph') {
      const item = new vscode.TreeItem(node.text.length > 60 ? `${node.text.slice(0, 58)}…` : node.text, vscode.TreeItemCollapsibleState.Expanded);
      item.id = `${this.uri?.toString()}\n${this.nodes.indexOf(node)}\n${node.text.slice(0, 40)}`;
      item.tooltip = node.text;
      return item;
    }
    const { entry } = node;
    const item = new vscode.TreeItem(entry.quote);
    const done = this.ticks().has(entry.key);
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    item.checkboxState = { state: done ? Checked : Unchecked, tooltip: done ? t('Checked') : t('Not checked yet') };
    item.description = [entry.value, ofWhat(entry, kind)].filter(text => text !== '').join(' · ');
    item.iconPath = entry.finding ? ICONS[entry.finding.severity] : new vscode.ThemeIcon(entry.place ? 'location' : 'symbol-number');
    const tip = new vscode.MarkdownString();
    tip.appendText(entry.sentence);
    if (entry.finding) tip.appendMarkdown('\n\n').appendText(entry.finding.message);
    item.tooltip = tip;
    item.accessibilityInformation = {
      label: [entry.quote, item.description, entry.finding?.message ?? ''].filter(text => text !== '').join(', '),
    };
    const { start, end } = entry.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    item.command = { command: 'copydesk.reveal', title: t('Show in the text'), arguments: [this.uri, range] };
    return item;
  }

  private slot(): string {
    return `ticks ${this.uri?.toString()}`;
  }

  private ticks(): Set<string> {
    return new Set(this.kept.get<string[]>(this.slot(), []));
  }

  private tick(items: readonly [Node, vscode.TreeItemCheckboxState][]): void {
    const ticks = this.ticks();
    for (const [node, state] of items) {
      if (node.is !== 'entry') continue;
      if (state === vscode.TreeItemCheckboxState.Checked) ticks.add(node.entry.key);
      else ticks.delete(node.entry.key);
    }
    void this.kept.update(this.slot(), [...ticks]);
    this.count();
  }

  /** How much is done, beside the view's title. */
  private count(): void {
    const all = this.nodes.flatMap(node => (node.is === 'paragraph' ? node.entries : []));
    const ticks = this.ticks();
    this.view.description = all.length === 0 ? '' : t('{0} of {1} checked', all.filter(entry => ticks.has(entry.key)).length, all.length);
  }

  /** Writes the sheet where the reader wants it. */
  private async keep(kindOfFile: 'csv' | 'html'): Promise<void> {
    const { document } = this.article;
    const facts = document && (await this.server.ask<Facts>('copydesk/facts', document.uri));
    if (!document || !facts) {
      void vscode.window.showInformationMessage(t('Open an article first.'));
      return;
    }
    this.uri = document.uri;
    const name = path.posix.basename(document.uri.path).replace(/\.\w+$/, '') || 'article';
    const title = t('Fact sheet');
    const ticks = this.ticks();
    const text = kindOfFile === 'csv'
      ? csv(facts, ticks, [t('Paragraph'), t('Line'), t('Figure'), t('Value'), t('Of what'), t('Checked'), t('Finding'), t('Sentence')], { yes: t('yes'), no: t('no') }, kind)
      : html(facts, ticks, { language: language(), title: `${title}: ${path.posix.basename(document.uri.path)}`, heads: [t('Checked'), t('Figure'), t('Value'), t('Of what'), t('Sentence')] }, kind);
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    const beside = document.uri.scheme === 'file' ? vscode.Uri.joinPath(document.uri, '..') : folder;
    const defaultUri = beside && vscode.Uri.joinPath(beside, `${name}.facts.${kindOfFile}`);
    const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [kindOfFile.toUpperCase()]: [kindOfFile] }, title });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, Buffer.from(text));
    const open = t('Open');
    const choice = await vscode.window.showInformationMessage(t('The fact sheet was written: {0}', path.posix.basename(target.path)), open);
    if (choice === open) await vscode.env.openExternal(target);
  }

  dispose(): void {
    this.changed.dispose();
    vscode.Disposable.from(...this.parts).dispose();
  }
}

/** A kind in words; nothing for a bare number. */
function kind(name: string): string {
  const words: Record<string, string> = {
    percent: t('percentage'), 'percentage-point': t('percentage points'), money: t('money'), measure: t('measure'),
    ratio: t('share'), fraction: t('fraction'), multiple: t('times'), date: t('date'), time: t('time'), score: t('score'),
    ordinal: t('rank'), country: t('country'), division: t('province or state'), city: t('city'), district: t('district'),
    ward: t('ward'), other: t('place'),
  };
  return words[name] ?? '';
}

export type { Position };
