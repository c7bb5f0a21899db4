// Without the program the extension says so once, and works as soon as it is told where the program is.
import { MEDIUM } from '../workbench.mjs';

export const title = 'a missing program is said clearly, and setting its path mends it';

export async function run({ check, start, open, binary }) {
  const server = await start({});
  const bench = await open(server, 'walk.en.md');
  await bench.waitForEditor();
  const { text, buttons } = await bench.notification(/copydesk was not found/);
  check(/copydesk\.server\.path/.test(text) && /bin\/copydesk/.test(text) && /PATH/.test(text),
    'the message names every place that was looked at', text);
  check(!/ENOENT|\bat .*:\d+/.test(text), 'without technical debris', text);
  check(['Open Settings', 'Show Log'].every(name => buttons.includes(name)), 'it offers settings and log', buttons);
  const status = await bench.waitForStatus(/not found/);
  check(/not found/.test(status), 'the status bar says it too', status);
  await bench.shot('not-found');
  check(await bench.notifications() === 1, 'one message, no more', await bench.notifications());

  await bench.page.locator('.notification-toast .monaco-button', { hasText: 'Open Settings' }).click({ timeout: MEDIUM });
  const setting = bench.page.locator('.settings-editor', { hasText: 'Server: Path' }).first();
  await setting.waitFor({ timeout: MEDIUM }).catch(() => undefined);
  check(await setting.isVisible(), '“Open Settings” leads to the setting');
  await bench.shot('settings');

  server.setMachine({ 'copydesk.server.path': binary });
  await bench.openFile('walk.en.md');
  const found = await bench.waitForFirst(['50 km']);
  check(found.same, 'once the path is set, the figure is underlined', found.seen);
  await bench.shot('found');

  server.setMachine({ 'copydesk.server.path': `${binary}-gone` });
  const wrong = await bench.notification(/there is no file/);
  check(wrong.text.includes(`${binary}-gone`), 'a wrong path is quoted as it was written', wrong.text);
  const cleared = await bench.waitForSquiggles([]);
  check(cleared.same, 'and nothing of the old program stays on the page', cleared.seen);
  // the message slides in
  await bench.page.waitForTimeout(1000);
  await bench.shot('wrong-path');
}
