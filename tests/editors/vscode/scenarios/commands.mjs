// The menu behind the status bar and what it leads to; a document that was never saved; the program inside the extension.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MEDIUM } from '../workbench.mjs';

export const title = 'the menu restarts, shows the log and opens copydesk.toml; a new document is checked too';

export async function run({ check, start, open, binary }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-counted-'));
  const counted = path.join(dir, 'copydesk');
  const lines = ['#!/bin/sh', `[ "$1" = lsp ] && echo start >>'${counted}.starts'`, `exec '${binary}' "$@"`, ''];
  fs.writeFileSync(counted, lines.join('\n'), { mode: 0o755 });
  const starts = () => fs.readFileSync(`${counted}.starts`, 'utf8').trim().split('\n').length;
  const server = await start({ bundled: counted });
  const bench = await open(server, 'walk.en.md');
  const { page } = bench;
  await bench.waitForEditor();
  const first = await bench.waitForFirst(['50 km']);
  check(first.same, 'the program that lies in the extension is used', first.seen);
  if (!first.same) return;

  const choose = async entry => {
    await page.locator('.statusbar-item[id*="copydesk"]').first().click({ timeout: MEDIUM });
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: entry });
    await row.waitFor({ timeout: MEDIUM });
    if (entry === 'Restart') await bench.shot('menu');
    await row.click({ timeout: MEDIUM });
  };

  // the channel only: this server's installation has not built the part that writes its lines
  await choose('Show log');
  const panel = page.locator('.part.panel');
  const channel = panel.locator('select', { has: page.locator('option', { hasText: /^copydesk$/ }) }).first();
  const shown = () => channel.evaluate(list => list.selectedOptions[0]?.text).catch(() => '');
  check(await bench.happens(async () => (await shown()) === 'copydesk'), 'the log is shown', await shown());
  await choose('Restart');
  check(await bench.happens(() => starts() === 2), 'a restart starts the program once more', starts());
  const again = await bench.waitForSquiggles(['50 km']);
  check(again.same, 'and the figure is underlined again', again.seen);

  await choose('Open copydesk.toml');
  const toml = page.locator('.tab.active', { hasText: 'copydesk.toml' });
  check(await bench.happens(() => toml.isVisible()), 'copydesk.toml is written and opened');
  check(fs.existsSync(server.file('copydesk.toml')) && /^\s*#/.test(fs.readFileSync(server.file('copydesk.toml'), 'utf8')),
    'with comments to start from');
  await bench.shot('settings-file');

  // to VS Code it is plain text, as articles are; it is none
  server.write('copydesk.toml', '# It is 26.2 miles (50 km) from the harbour to the mill.\nlanguages = "fr"\n');
  const faults = await bench.waitForSquiggles(['languages']);
  check(faults.same, 'in copydesk.toml an unknown setting is underlined, and no figure', faults.seen);
  await bench.shot('settings-fault');
  server.write('copydesk.toml', '# Nothing is set.\n');

  await bench.command('File: New Untitled Text File');
  await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor({ timeout: MEDIUM });
  await page.locator('.editor-instance .view-lines').first().click({ timeout: MEDIUM });
  await page.keyboard.type('Some 26.2 miles (50 km) were walked on Sunday. ', { delay: 20 });
  const typed = await bench.waitForSquiggles(['50 km']);
  check(typed.same, 'typed into a document that was never saved, the figure is underlined', typed.seen);
  await bench.shot('untitled');
  fs.rmSync(dir, { recursive: true });
}
