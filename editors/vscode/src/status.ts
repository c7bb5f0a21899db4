// The entry in the status bar, and the menu behind it.
import * as vscode from 'vscode';
import { Article } from './article';
import { language, t } from './say';
import { Server } from './server';

export function statusBar(server: Server, article: Article): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('copydesk.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'copydesk';
  item.command = 'copydesk.menu';

  const show = () => {
    const { document, about } = article;
    const { state } = server;
    item.backgroundColor = undefined;
    switch (state.is) {
      case 'starting':
        item.text = '$(sync~spin) copydesk';
        item.tooltip = t('copydesk is starting');
        break;
      case 'running': {
        const count = document ? findingsIn(document.uri) : 0;
        const parts = about ? [about.language ?? '?', about.date ?? t('no date')] : [];
        if (about && about.versions.length > 0) parts.push(t('{0} versions', about.versions.length + 1));
        item.text = [count > 0 ? `$(edit) copydesk: ${count}` : '$(check) copydesk', ...parts].join(' · ');
        item.tooltip = tooltip(count, article, state.version);
        break;
      }
      case 'stopped':
        item.text = `$(circle-slash) copydesk: ${t('stopped')}`;
        item.tooltip = state.why;
        item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
        break;
      case 'not found':
        item.text = `$(error) copydesk: ${t('not found')}`;
        item.tooltip = state.why;
        item.backgroundColor = new vscode.ThemeColor('statusBarItem.errorBackground');
        break;
    }
    item.accessibilityInformation = { label: item.text.replace(/\$\([^)]*\) /, '') };
    // trouble stays in sight; otherwise only articles are its business
    if (document || state.is === 'stopped' || state.is === 'not found') item.show();
    else item.hide();
  };

  show();
  return vscode.Disposable.from(
    item,
    server.onDidChange(show),
    article.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.window.onDidChangeVisibleTextEditors(show),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.commands.registerCommand('copydesk.menu', () => menu(server)),
  );
}

/** Language, date, findings, versions, a line each, each leading to what changes it. */
function tooltip(count: number, article: Article, version: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: ['copydesk.setLanguage', 'copydesk.setDate', 'copydesk.compare', 'copydesk.facts', 'workbench.actions.view.problems'] };
  const { about } = article;
  const line = (label: string, value: string, command: string, action: string) =>
    text.appendMarkdown(`${label}: ${value} [${action}](command:${command})\n\n`);
  const name = about?.language ? new Intl.DisplayNames([language()], { type: 'language' }).of(about.language) ?? about.language : t('not known');
  if (about) {
    line(t('Language'), name, 'copydesk.setLanguage', t('set'));
    line(t('Date'), about.date ?? t('not known'), 'copydesk.setDate', t('set'));
    if (about.versions.length > 0) {
      const told = `${about.versions.length + 1}, ${t('{0} disagreements', about.disagreements)}`;
      line(t('Versions'), told, 'copydesk.compare', t('compare'));
    }
  }
  line(t('Findings'), String(count), 'workbench.actions.view.problems', t('show'));
  text.appendMarkdown(`[${t('Fact sheet')}](command:copydesk.facts)\n\ncopydesk ${version}`);
  return text;
}

function findingsIn(uri: vscode.Uri): number {
  return vscode.languages.getDiagnostics(uri).filter(finding => finding.source === 'copydesk').length;
}

async function menu(server: Server): Promise<void> {
  const entries = [
    { label: `$(checklist) ${t('Fact sheet')}`, command: 'copydesk.facts' },
    { label: `$(split-horizontal) ${t('Compare the versions')}`, command: 'copydesk.compare' },
    { label: `$(arrow-swap) ${t('Insert a conversion')}`, command: 'copydesk.insertConversion' },
    { label: `$(pass) ${t('Stet: leave a finding as it is')}`, command: 'copydesk.stet' },
    { label: `$(calendar) ${t('Set the article’s date')}`, command: 'copydesk.setDate' },
    { label: `$(globe) ${t('Set the article’s language')}`, command: 'copydesk.setLanguage' },
    { label: `$(folder) ${t('Check the folder')}`, command: 'copydesk.checkFolder' },
    { label: `$(warning) ${t('Open problems')}`, command: 'workbench.actions.view.problems' },
    { label: `$(gear) ${t('Open copydesk.toml')}`, command: 'copydesk.openSettingsFile' },
    { label: `$(debug-restart) ${t('Restart')}`, command: 'copydesk.restart' },
    { label: `$(output) ${t('Show log')}`, command: 'copydesk.showLog' },
  ];
  const { state } = server;
  const placeHolder =
    state.is === 'running' ? `${state.command} ${state.version}` : `copydesk: ${t(state.is)}`;
  const choice = await vscode.window.showQuickPick(entries, { placeHolder });
  if (choice) await vscode.commands.executeCommand(choice.command);
}
