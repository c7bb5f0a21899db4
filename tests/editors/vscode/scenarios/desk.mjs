// The desk's own commands and views: fact sheet, comparison, conversion, date and language, stet, the folder.
import fs from 'node:fs';
import { LONG, MEDIUM, plain, until } from '../workbench.mjs';

export const title = 'fact sheet, comparison, conversion, date, language, stet and folder do what they say';

export async function run({ check, start, open, binary }) {
  const server = await start({ machine: { 'copydesk.server.path': binary } });
  const bench = await open(server, 'ferry.en.md');
  const { page } = bench;
  await bench.waitForEditor();
  await bench.happens(async () => (await bench.squiggles()).length > 1, LONG);
  // the other version lies beside it on the disk
  const marks = await bench.happens(async () => (await bench.squiggles()).some(mark => mark.text === '490 feet'));
  check(marks, 'the faults are underlined', await bench.squiggles());
  if (!marks) return;
  const status = await bench.waitForStatus(/: \d+ · en · 2024-05-17 · 2 versions/);
  check(/copydesk: \d+ · en · 2024-05-17 · 2 versions/.test(status), 'the status bar tells findings, language, date and versions', status);

  await facts({ check, server, bench });
  await compare({ check, server, bench });
  await edits({ check, server, bench });
  await stet({ check, server, bench });
  await folder({ check, server, bench });
  check(await page.locator('.monaco-dialog-box').count() === 0, 'and nothing asks for attention');
}

const row = (page, text) => page.locator('.pane-body .monaco-list-row[aria-level="2"]', { hasText: text }).first();

async function facts({ check, server, bench }) {
  const { page } = bench;
  await bench.command('copydesk: Show the Fact Sheet');
  const cabins = row(page, '240');
  await cabins.waitFor({ timeout: MEDIUM });
  const line = plain(await cabins.innerText());
  check(/240/.test(line) && /cabins/.test(line), 'the fact sheet lists a figure with what it is of', line);
  check(await row(page, 'MARSEILLE').count() > 0, 'and a place');
  const wrong = row(page, '490 feet');
  check(/591 feet/.test(await wrong.getAttribute('aria-label')), 'a finding is told to who cannot see it', await wrong.getAttribute('aria-label'));
  await wrong.click({ timeout: MEDIUM });
  const chosen = () => page.locator('.editor-instance .selected-text').count();
  check(await bench.happens(async () => await chosen() > 0), 'a click goes to the text', await chosen());
  await cabins.locator('.custom-view-tree-node-item-checkbox').first().click({ timeout: MEDIUM });
  const done = page.locator('.pane-header', { hasText: /1 of \d+ checked/i });
  check(await bench.happens(async () => await done.count() > 0), 'a tick is counted', plain(await page.locator('.pane-header').first().innerText()));
  await bench.shot('facts');

  for (const [name, kind, wanted] of [['a Spreadsheet (CSV)', 'csv', /240,240,cabins,yes,/], ['a Page (HTML)', 'html', /aria-label="240" checked/]]) {
    await bench.command(`copydesk: Export the Fact Sheet ${kind === 'csv' ? 'for' : 'as'} ${name}`);
    const box = page.locator('.quick-input-widget:visible .quick-input-box input').first();
    await box.waitFor({ timeout: MEDIUM });
    await until(async () => (await box.inputValue()).endsWith(`ferry.en.facts.${kind}`), MEDIUM).catch(() => undefined);
    await page.keyboard.press('Enter');
    const file = server.file(`ferry.en.facts.${kind}`);
    const written = await bench.happens(() => fs.existsSync(file) && wanted.test(fs.readFileSync(file, 'utf8')));
    check(written, `the sheet is exported as ${kind}, with its ticks`, fs.existsSync(file) && fs.readFileSync(file, 'utf8').slice(0, 900));
    await page.locator('.notification-toast .codicon-notifications-clear').first().click({ timeout: MEDIUM }).catch(() => undefined);
  }
  // ticks are kept when the window is closed: the sheet is read from the workspace's memory
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.waitForSelector('.monaco-workbench', { timeout: 180_000 });
  await bench.waitForEditor();
  const again = row(page, '240').locator('[aria-checked="true"], .codicon-check').first();
  check(await bench.happens(async () => await again.count() > 0, 180_000), 'ticks outlast the window');
}

async function compare({ check, bench }) {
  const { page } = bench;
  await page.locator('.tab', { hasText: 'ferry.en.md' }).first().click({ timeout: MEDIUM });
  await bench.command('copydesk: Compare the Versions');
  const frame = page.frameLocator('iframe.webview').first().frameLocator('iframe').first();
  const differing = frame.locator('.figure.differs', { hasText: '4.2 billion' });
  const shown = await differing.waitFor({ timeout: MEDIUM }).then(() => true, () => false);
  check(shown, 'the comparison shows the versions side by side');
  if (!shown) { await bench.shot('no-comparison'); return; }
  check(await frame.locator('path.differs').count() > 0 && await frame.locator('path.same').count() > 3, 'figures are linked by lines');
  const said = plain(await frame.locator('.said').innerText());
  check(/4\.2 billion euros/.test(said), 'disagreements are told in words', said);
  await bench.shot('compare');
  await frame.locator('.figure.differs', { hasText: '4,2 millions' }).click({ timeout: MEDIUM });
  check(await bench.happens(() => page.locator('.tab.active', { hasText: 'ferry.fr.md' }).count()), 'a click goes to the text of that version');
  await bench.command('View: Close All Editors');
}

/** Puts the cursor on words of the editor. */
async function cursor(bench, words) {
  await bench.page.locator('.editor-instance .view-lines').first().click({ timeout: MEDIUM });
  await bench.page.keyboard.press('Control+KeyF');
  const box = bench.page.locator('.find-widget.visible textarea').first();
  await box.waitFor({ timeout: MEDIUM });
  await box.fill(words);
  await bench.page.keyboard.press('Enter');
  await bench.page.keyboard.press('Escape');
}

async function edits({ check, server, bench }) {
  const { page } = bench;
  server.write('bridge.en.txt', 'The bridge is 12 km long and has 14 arches. On Friday it opened.\n');
  await bench.command('View: Show Explorer');
  await bench.openFile('bridge.en.txt');
  await bench.waitForStatus(/no date/);
  check(/copydesk · en · no date/.test(await bench.status()), 'an article without a date is said to have none', await bench.status());
  await cursor(bench, '12 km');
  await bench.command('copydesk: Insert a Conversion');
  const mile = page.locator('.quick-input-list .monaco-list-row', { hasText: /mile/ }).first();
  await mile.waitFor({ timeout: MEDIUM });
  await bench.shot('conversion');
  await mile.click({ timeout: MEDIUM });
  const text = () => page.locator('.editor-instance .view-lines').first().innerText().then(plain);
  check(await bench.happens(async () => /12 km \(7\.\d+ miles\)/.test(await text())), 'a conversion is inserted', await text());

  await bench.command('copydesk: Set the Article’s Date');
  const box = page.locator('.quick-input-widget:visible .quick-input-box input').first();
  await box.waitFor({ timeout: MEDIUM });
  await box.fill('2024-02-31');
  const refused = page.locator('.quick-input-widget:visible', { hasText: 'A date is written' });
  check(await bench.happens(() => refused.count()), 'a day that does not exist is refused');
  await box.fill('2024-02-29');
  await page.keyboard.press('Enter');
  check(/2024-02-29/.test(await bench.waitForStatus(/2024-02-29/)), 'the date is set and read', await bench.status());
  check(/date: 2024-02-29/.test(await text()), 'it stands in the article', await text());

  await bench.command('copydesk: Set the Article’s Language');
  const french = page.locator('.quick-input-list .monaco-list-row', { hasText: 'French' }).first();
  await french.click({ timeout: MEDIUM });
  check(/· fr ·/.test(await bench.waitForStatus(/· fr ·/)), 'so is the language', await bench.status());
  await bench.shot('head');
  await bench.command('File: Revert File');
}

async function stet({ check, server, bench }) {
  const { page } = bench;
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'walk.en.md' }).dblclick({ timeout: MEDIUM });
  await page.locator('.tab.active', { hasText: 'walk.en.md' }).waitFor({ timeout: MEDIUM });
  await bench.waitForSquiggles(['50 km']);
  await cursor(bench, '50 km');
  await bench.command('copydesk: Stet');
  const comment = page.locator('.quick-input-list .monaco-list-row', { hasText: 'comment before' }).first();
  await comment.waitFor({ timeout: MEDIUM });
  await bench.shot('stet');
  await comment.click({ timeout: MEDIUM });
  const quiet = await bench.waitForSquiggles([]);
  check(quiet.same, 'stet by a comment: the squiggle goes', quiet.seen);
  await bench.command('Undo');
  const back = await bench.waitForSquiggles(['50 km']);
  check(back.same, 'undone, it is back', back.seen);
  await cursor(bench, '50 km');
  await bench.command('copydesk: Stet');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'copydesk.toml' }).first().click({ timeout: MEDIUM });
  const box = page.locator('.quick-input-widget:visible .quick-input-box input').first();
  await box.waitFor({ timeout: MEDIUM });
  await box.fill('a "café" quotation');
  await page.keyboard.press('Enter');
  const noted = await bench.waitForSquiggles([]);
  check(noted.same, 'stet in copydesk.toml: it goes too', noted.seen);
  const toml = fs.existsSync(server.file('copydesk.toml')) ? fs.readFileSync(server.file('copydesk.toml'), 'utf8') : '';
  check(/\[\[stet\]\]\npath = "walk.en.md"\ncode = "unit-conversion"\nquote = "50 km"\nnote = "a \\"café\\" quotation"/.test(toml), 'with path, check, words and note', toml);
}

async function folder({ check, bench }) {
  const { page } = bench;
  await bench.command('View: Close All Editors');
  await bench.command('copydesk: Check the Folder');
  const { text } = await bench.notification(/findings in \d+ articles/);
  check(/\d+ findings in \d+ articles/.test(text), 'the folder is checked and summed up', text);
  const panel = page.locator('.markers-panel');
  const listed = await bench.happens(async () => /591 feet/.test(await panel.innerText()));
  check(listed, 'findings of articles that are not open are in the Problems panel', plain(await panel.innerText().catch(() => '')));
  await bench.shot('folder');
}
