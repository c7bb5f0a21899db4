// The pages that copydesk writes: light and dark, narrow, on paper; in each language of messages.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { axe } from './browser.mjs';

export const title = 'the pages of findings, facts and comparisons: readable, self-contained, printable';

// A fault for every kind of picture: a slip of a thousand, parts of a total, shares of a whole, two lengths.
const DESK = {
  'pier.en.md': `---
date: 2024-05-17
---
# Pier to cost 42.7 billion dollars

The pier will cost 42.7 billion dollars, the ministry said on Friday. It will create 120 jobs: 70 in the yard and 40 on the quays.

Of the 240 hotels that it questioned, 168 were full, and the other 82 had rooms left. Ten of the 14 lamps burn; work on the remaining 4/10 goes on. Some 25 of the 28 wards (80%) have water.

Exports rose 25% to 345 million dollars from 300 million dollars. The race is 26.2 miles (40 km) long.
`,
  'pier.fr.md': `---
date: 2024-05-17
---
# La jetée coûtera 42,7 millions de dollars

La jetée coûtera 42,7 millions de dollars, a annoncé vendredi le ministère. Elle créera 120 emplois.
`,
  'hall.en.md': 'The hall <b>seats</b> 400 people, and it was full again.\n',
  'bad.md': Buffer.from([0xff, 0x0a]),
};

export async function run({ check, binary, browser, shots }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-pages-'));
  try {
    for (const [name, text] of Object.entries(DESK)) fs.writeFileSync(path.join(folder, name), text);
    // Findings and files that cannot be used make the exit status; the page is whole all the same.
    const written = args => spawnSync(binary, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
    const pages = {
      findings: ['check', '--format', 'html'],
      facts: ['facts', '--format', 'html'],
      compare: ['compare', '--format', 'html', 'pier.en.md', 'pier.fr.md'],
      nothing: ['check', '--format', 'html', 'hall.en.md'],
    };
    for (const [name, args] of Object.entries(pages)) {
      for (const language of ['en', 'fr', 'vi']) {
        const file = path.join(folder, `${name}.${language}.html`);
        fs.writeFileSync(file, written(['--ui-lang', language, ...args]));
      }
      await looks(check, browser, shots, folder, name);
    }
    await findings(check, browser, folder);
    await paper(check, browser, shots, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const address = (folder, name, language = 'en') => pathToFileURL(path.join(folder, `${name}.${language}.html`)).href;

async function looks(check, browser, shots, folder, name) {
  for (const [kind, options, language] of [['light', {}, 'en'], ['dark', { dark: true }, 'fr'], ['narrow', { width: 380 }, 'vi']]) {
    const { page, outside, troubles, close } = await browser.page(options);
    await page.goto(address(folder, name, language));
    check(await page.evaluate(() => document.documentElement.lang) === language, `${name}, ${kind}: it says that it is in ${language}`);
    const faults = await axe(page);
    check(faults.length === 0, `${name}, ${kind}: axe-core finds nothing`, faults);
    check(outside.length === 0 && troubles.length === 0, `${name}, ${kind}: it asks for nothing and complains of nothing`, [outside, troubles]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    check(name === 'facts' || name === 'compare' || over <= 0, `${name}, ${kind}: nothing runs over its right edge`, over);
    await page.screenshot({ path: path.join(shots, `${name}-${kind}.png`), fullPage: true });
    await close();
  }
}

async function findings(check, browser, folder) {
  const { page, close } = await browser.page();
  await page.goto(address(folder, 'findings'));
  const pictures = page.locator('svg.picture[role=img]');
  check(await pictures.count() >= 7, 'disagreements have pictures', await pictures.count());
  check(await page.locator('svg .tick').count() >= 2, 'a slip of a thousand is on a scale');
  check(await page.locator('svg rect.whole').count() >= 2, 'shares are bars in their whole');
  const names = await pictures.evaluateAll(all => all.map(svg => svg.getAttribute('aria-label')));
  check(names.every(name => name.length > 10), 'each says in words what it shows', names);
  // No words of a picture run over others or out of it.
  const over = await pictures.evaluateAll(all => all.flatMap(svg => {
    const box = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')].filter(text => {
      const it = text.getBoundingClientRect();
      return it.right > box.right + 4 || it.left < box.left - 4;
    }).map(text => text.textContent);
  }));
  check(over.length === 0, 'no words run out of a picture', over);
  check(await page.getByRole('heading', { name: /Story: pier/ }).count() === 1, 'versions stand under their story');
  await page.getByRole('link', { name: 'pier.en.md' }).first().click();
  check((await page.evaluate(() => location.hash)).startsWith('#a'), 'the list leads to the findings');
  check(await page.locator('table.facts input[type=checkbox]').count() > 10, 'the fact sheets have boxes to tick');
  check(await page.getByText('bad.md').count() === 1, 'a file that could not be read is told');
  await close();
}

async function paper(check, browser, shots, folder) {
  const { page, close } = await browser.page({ dark: true });
  await page.goto(address(folder, 'findings'));
  const pdf = path.join(shots, 'findings.pdf');
  await page.pdf({ path: pdf, format: 'A4', printBackground: true });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(background === 'rgb(255, 255, 255)', 'on paper it is black on white, whatever the screen', background);
  check(fs.statSync(pdf).size > 10_000, 'it prints');
  try {
    execFileSync('pdftoppm', ['-r', '50', '-png', pdf, path.join(shots, 'paper')], { stdio: 'ignore' });
  } catch {
    // Only the picture of it needs pdftoppm.
  }
  await close();
}
