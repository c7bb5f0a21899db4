// The interface in other languages, themes and hands: French, Vietnamese; dark and high contrast; the walkthrough.
import { LONG, MEDIUM, plain } from '../workbench.mjs';

export const title = 'the walkthrough leads to a squiggle; French and Vietnamese; dark and high contrast';

export async function run({ check, start, open, binary }) {
  const server = await start({ machine: { 'copydesk.server.path': binary } });
  const bench = await open(server, 'ferry.en.md');
  const { page } = bench;
  await bench.waitForEditor();
  await bench.happens(async () => (await bench.squiggles()).some(mark => mark.text === '490 feet'), LONG);

  await bench.command('Welcome: Open Walkthrough');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get started with copydesk' }).first().click({ timeout: MEDIUM });
  const walkthrough = page.locator('.gettingStartedContainer');
  await walkthrough.locator('text=See a figure underlined').first().waitFor({ timeout: MEDIUM });
  await bench.shot('walkthrough');
  await walkthrough.locator('.monaco-button', { hasText: 'Open a Sample Article' }).first().click({ timeout: MEDIUM });
  const marks = await bench.happens(async () => (await bench.squiggles()).some(mark => mark.text === '490 feet') && await page.locator('.tab.active', { hasText: 'Untitled' }).count() > 0);
  check(marks, 'the walkthrough opens a sample with a squiggle', await bench.squiggles());
  await bench.shot('sample');
  await page.locator('.tab', { hasText: 'ferry.en.md' }).first().click({ timeout: MEDIUM });

  for (const [language, wanted, theme] of [
    ['fr', /180 metres.*591 feet|vaut|fait/, 'Default Dark Modern'],
    ['vi', /591 feet/, 'Default High Contrast'],
    ['en', /180 metres is 591 feet/, 'Default High Contrast Light'],
  ]) {
    server.setMachine({ 'copydesk.server.path': binary, 'copydesk.messages': language, 'workbench.colorTheme': theme });
    const versions = { fr: /2 versions/, vi: /2 bản/, en: /2 versions/ }[language];
    const status = await bench.waitForStatus(versions, LONG);
    check(versions.test(status), `the status bar speaks ${language}`, status);
    await bench.happens(async () => (await bench.squiggles()).length > 0);
    // the old words stand until the new ones have come
    let problems = await bench.problems();
    const speaks = () => wanted.test(problems) && (language === 'en' || !/ is 591 feet, not/.test(problems));
    await bench.happens(async () => {
      problems = plain(await page.locator('.markers-panel').innerText());
      return speaks();
    });
    check(speaks(), `so do findings (${language}, ${theme})`, problems.slice(0, 300));
    await page.keyboard.press('Control+Shift+KeyM');
    const told = { fr: /2 versions · 2 désaccords/, vi: /2 bản · 2 chỗ/, en: /2 versions · 2 disagreements/ }[language];
    const lens = async () => plain(await page.locator('.codelens-decoration').first().innerText().catch(() => ''));
    check(await bench.happens(async () => told.test(await lens())), `and the line above the headline (${language})`, await lens());
    await bench.command('copydesk: Show the Fact Sheet');
    const heading = { fr: /Fiche de faits/i, vi: /Bảng dữ kiện/i, en: /Fact sheet/i }[language];
    const pane = page.locator('.pane-header', { hasText: heading }).first();
    check(await bench.happens(() => pane.count()), `and the fact sheet (${language})`, plain(await page.locator('.pane-header').first().innerText().catch(() => '')));
    await page.locator('.tab', { hasText: 'ferry.en.md' }).first().click({ timeout: MEDIUM });
    await bench.command('copydesk: Compare the Versions');
    const frame = page.frameLocator('iframe.webview').first().frameLocator('iframe').first();
    const shown = await frame.locator('.figure.differs').first().waitFor({ timeout: MEDIUM }).then(() => true, () => false);
    check(shown, `the comparison is there too (${theme})`);
    await page.waitForTimeout(500);
    await bench.shot(`look-${language}`);
    await bench.command('View: Close Other Editors in Group').catch(() => undefined);
    await page.locator('.tab', { hasText: 'ferry.en.md' }).first().click({ timeout: MEDIUM }).catch(() => undefined);
    if (await page.locator('.tab', { hasText: 'ferry.en.md' }).count() === 0) await bench.openFile('ferry.en.md').catch(() => undefined);
  }
}
