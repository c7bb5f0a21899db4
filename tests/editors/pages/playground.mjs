// The playground, from the command to a mended figure.
import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { axe, LONG, until } from './browser.mjs';

export const title = 'the playground: squiggles, hovers, fixes, fact sheet, comparison; nobody else gets in';

/** Starts the playground; gives its address and a way to end it. */
export async function start(binary, ...args) {
  const child = spawn(binary, ['playground', '--no-open', ...args], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  let said = '';
  child.stdout.on('data', data => { said += data; });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const address = await until(async () => /http:\S+/.exec(said)?.[0]);
  return { address, said: () => said, stop: async () => { child.kill('SIGINT'); return ended; } };
}

const settled = page => page.locator('.cm-editor:not([hidden]) .cm-lintRange').first().waitFor({ timeout: LONG });
const underlined = page => page.locator('.cm-editor:not([hidden]) .cm-lintRange').allTextContents();
const tab = (page, name) => page.getByRole('tab', { name }).click();
const text = page => page.locator('.cm-editor:not([hidden]) .cm-content').innerText();

/** The status of a bare request. */
function status(address, headers, method = 'GET') {
  const url = new URL(address);
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: url.port, path: url.pathname, method, headers }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on('upgrade', (answer, socket) => { socket.destroy(); resolve(answer.statusCode); });
    request.on('error', reject);
    request.end();
  });
}

export async function run({ check, binary, browser, shots }) {
  const playground = await start(binary);
  const { address } = playground;
  check(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/.test(address ?? ''), 'it prints an address that nobody can guess', playground.said());
  if (!address) return;
  try {
    await intruders(check, address);
    await newcomer(check, browser, address, shots);
    await keyboard(check, browser, address, shots);
    await looks(check, browser, address, shots);
  } finally {
    const code = await playground.stop();
    check(code === 0, 'Ctrl-C ends it', code);
  }
}

async function intruders(check, address) {
  const { host, port, origin } = new URL(address);
  const socket = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
  const get = (path, headers) => status(new URL(path, address).href, { Host: host, ...headers });
  check(await get('') === 200, 'who has the address gets the page');
  check(await get('lsp', { ...socket, Origin: origin }) === 101, 'and the page its socket');
  check(await get('/') === 404 && await get('/lsp', { ...socket, Origin: origin }) === 404, 'without the token there is nothing');
  check(await get('', { Host: `evil.example:${port}` }) === 403, 'nor under another name');
  check(await get('lsp', { ...socket, Origin: 'http://evil.example' }) === 403, 'nor for another page');
  check(await get('lsp', socket) === 426, 'nor for a socket that does not say where it is from', await get('lsp', socket));
  check(await status(address, { Host: host }, 'POST') === 405, 'nothing can be posted');
  const elsewhere = await new Promise(resolve => {
    const probe = net.connect({ host: '127.0.0.2', port: Number(port) }, () => { probe.destroy(); resolve('open'); });
    probe.on('error', () => resolve('closed'));
  });
  check(elsewhere === 'closed', 'it listens on 127.0.0.1 alone', elsewhere);
}

async function newcomer(check, browser, address, shots) {
  const { page, outside, troubles, close } = await browser.page();
  await page.goto(address);
  await settled(page);
  const begun = await until(async () => (await underlined(page)).includes('490 feet') && underlined(page));
  check(begun?.includes('490 feet') && begun.includes('82') && begun.includes('4.2 billion euros'), 'planted faults are underlined', begun);
  await until(async () => await page.locator('#findings .fix').count() > 3);
  await page.screenshot({ path: path.join(shots, 'light.png') });

  await page.locator('.cm-editor:not([hidden]) .cm-lintRange', { hasText: '490 feet' }).hover();
  const hover = page.locator('.cm-tooltip');
  const said = await until(async () => { const all = (await hover.allInnerTexts()).join('\n'); return /591/.test(all) && /\bm\b|met/.test(all) && all; });
  check(/180 metres is 591 feet, not 490 feet/.test(said ?? ''), 'the hover tells the finding', said);
  await page.screenshot({ path: path.join(shots, 'hover.png') });
  await page.locator('.cm-diagnosticAction', { hasText: '591 feet' }).click({ timeout: LONG });
  const mended = await until(async () => /180 metres \(591 feet\)/.test(await text(page)) && text(page));
  check(Boolean(mended), 'its fix mends the text', await text(page));
  const gone = await until(async () => !(await underlined(page)).some(part => part.includes('feet')));
  check(gone, 'and the squiggle goes', await underlined(page));

  await page.locator('#findings .fix', { hasText: '72' }).first().click({ timeout: LONG });
  const second = await until(async () => /the other 72/.test(await text(page)));
  check(second, 'a fix in the list of findings is taken too', await text(page));

  await tab(page, 'Fact sheet');
  const row = page.locator('#facts tr:has(input)', { hasText: '240' }).first();
  await row.waitFor({ timeout: LONG });
  check(/cabins/.test(await row.innerText()), 'the fact sheet tells a figure of what it is', await row.innerText());
  check(await page.locator('#facts tr:has(input)', { hasText: 'MARSEILLE' }).count() > 0, 'and lists places');
  await row.getByRole('checkbox').check();
  await page.screenshot({ path: path.join(shots, 'facts.png') });
  await tab(page, 'Versions');
  await tab(page, 'Fact sheet');
  await row.waitFor({ timeout: LONG });
  check(await until(async () => row.getByRole('checkbox').isChecked()), 'ticks are kept');
  await row.getByRole('button').click();
  const chosen = await page.evaluate(() => getSelection()?.toString());
  check(/240/.test(chosen ?? ''), 'a click on a figure goes to the text', chosen);

  await tab(page, 'Versions');
  const differing = page.locator('#versions tr.differs', { hasText: '4.2 billion euros' });
  await differing.waitFor({ timeout: LONG });
  check(/4,2 millions/.test(await differing.innerText()) && /4,2 tỷ/.test(await differing.innerText()),
    'the comparison puts three languages side by side', await differing.innerText());
  await page.screenshot({ path: path.join(shots, 'versions.png') });
  await differing.getByRole('button', { name: /4,2 millions/ }).click();
  check(await until(async () => (await page.getByRole('tab', { selected: true }).first().innerText()).includes('ferry.fr.md')),
    'a click there opens the version');
  await page.keyboard.type('4,2 milliards d’euros');
  const agreed = await until(async () => await page.locator('#versions tr.differs', { hasText: '4,2' }).count() === 0);
  check(agreed, 'a mended version agrees at once', await page.locator('#versions').innerText());

  await page.getByRole('tab', { name: /cau\.vi/ }).click();
  const vi = await until(async () => (await underlined(page)).join('').includes('Quãng Nam') && underlined(page));
  check(Boolean(vi), 'the Vietnamese story has its faults underlined', await underlined(page));
  await page.getByRole('tab', { name: /verger\.fr/ }).click();
  const fr = await until(async () => (await underlined(page)).includes('30 acres') && underlined(page));
  check(Boolean(fr), 'and the French one', await underlined(page));

  await page.getByRole('tab', { name: /Your own text/ }).click();
  await page.locator('.cm-editor:not([hidden]) .cm-content').click();
  await page.keyboard.type('The course is 26.2 miles (50 km) long. ');
  const own = await until(async () => (await underlined(page)).includes('50 km'));
  check(own, 'a text of one’s own is checked as it is typed', await underlined(page));
  await page.screenshot({ path: path.join(shots, 'own.png') });
  check(outside.length === 0, 'nothing was asked of another machine', outside);
  check(troubles.length === 0, 'and the browser has nothing to complain of', troubles);
  await close();
}

async function keyboard(check, browser, address, shots) {
  const { page, close } = await browser.page();
  await page.goto(address);
  await settled(page);
  await until(async () => await page.locator('#findings .fix').count() > 3);
  await page.locator('.cm-editor:not([hidden]) .cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await page.keyboard.press('F8');
  const at = await page.evaluate(() => getSelection()?.toString());
  check(/490 feet/.test(at ?? ''), 'F8 goes from finding to finding', at);
  await page.keyboard.press('Control+.');
  await page.getByRole('dialog').waitFor({ timeout: LONG });
  await page.screenshot({ path: path.join(shots, 'menu.png') });
  const offers = await page.getByRole('dialog').getByRole('button').allInnerTexts();
  check(offers.some(offer => offer.includes('591 feet')), 'Ctrl+. offers the fix', offers);
  await page.keyboard.press('Enter');
  check(await until(async () => /\(591 feet\)/.test(await text(page))), 'Enter takes it', await text(page));
  await page.keyboard.press('Control+z');
  check(await until(async () => /\(490 feet\)/.test(await text(page))), 'and it can be undone', await text(page));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  check(await until(async () => (await page.getByRole('tab', { selected: true }).first().innerText()).includes('ferry.fr.md')),
    'Tab leaves the text, arrow keys go from story to story', await page.evaluate(() => document.activeElement?.outerHTML));
  await close();
}

async function looks(check, browser, address, shots) {
  for (const [name, options] of [['light', {}], ['dark', { dark: true }], ['narrow', { width: 420, height: 900 }], ['fr', { locale: 'fr-FR' }], ['vi', { locale: 'vi-VN', dark: true }]]) {
    const { page, close } = await browser.page(options);
    await page.goto(address);
    await settled(page);
    await until(async () => await page.locator('#findings .fix').count() > 3);
    const faults = await axe(page);
    check(faults.length === 0, `axe-core finds nothing wrong (${name})`, faults);
    if (name === 'fr') {
      const said = [await page.locator('#panels').innerText(), await page.locator('#findings').innerText()].join(' ');
      check(/Fiche de faits/.test(said) && /facteur|remplacer/i.test(said) && !/untitled:/.test(said), 'page and findings speak the browser’s language', said);
    }
    await page.screenshot({ path: path.join(shots, `look-${name}.png`), fullPage: name === 'narrow' });
    for (const panel of ['facts', 'versions']) {
      await page.locator(`#tab-${panel}`).click();
      await page.locator(`#${panel} table`).waitFor({ timeout: LONG });
      const more = await axe(page);
      check(more.length === 0, `nor in its ${panel} (${name})`, more);
      await page.screenshot({ path: path.join(shots, `look-${name}-${panel}.png`) });
    }
    await close();
  }
}
