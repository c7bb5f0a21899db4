// Programs that are there but do not work: one message each, and an end to the attempts.
import fs from 'node:fs';
import path from 'node:path';

export const title = 'a program that does not work is given up after a few attempts';

export async function run({ check, start, open, binary }) {
  const server = await start({});
  const program = (name, ...lines) => {
    const file = path.join(server.home, name);
    fs.writeFileSync(file, ['#!/bin/sh', `echo start >>'${file}.starts'`, ...lines, ''].join('\n'), { mode: 0o755 });
    return file;
  };
  const starts = file => fs.readFileSync(`${file}.starts`, 'utf8').trim().split('\n').length;
  const refusing = program('refusing', 'echo "this disk is full" >&2', 'exit 7');
  const silent = program('silent', 'exit 0');
  const dying = program('dying', `exec timeout 2 '${binary}' "$@"`);

  server.setMachine({ 'copydesk.server.path': refusing });
  const bench = await open(server, 'walk.en.md');
  await bench.waitForEditor();
  const refused = await bench.notification(/could not be started/);
  check(/status 7/.test(refused.text) && /this disk is full/.test(refused.text), 'the message holds its last words', refused.text);
  check(['Open Settings', 'Show Log'].every(name => refused.buttons.includes(name)), 'it offers settings and log', refused.buttons);
  await bench.shot('refused');
  check(starts(refusing) === 1, 'it was started once', starts(refusing));

  server.setMachine({ 'copydesk.server.path': silent });
  const ended = await bench.notification(/silent: it ended/);
  check(/could not be started/.test(ended.text) && /status 0/.test(ended.text), 'a program that ends without a word is said to', ended.text);
  check(/stopped/.test(await bench.waitForStatus(/stopped/)), 'and the status bar does not call it running', await bench.status());
  await bench.shot('silent');

  server.setMachine({ 'copydesk.server.path': dying });
  const died = await bench.notification(/stopped 3 times/);
  check(/stopped 3 times/.test(died.text), 'a program that keeps stopping is given up', died.text);
  await bench.shot('given-up');
  await bench.page.waitForTimeout(4000);
  check(starts(dying) === 3 && starts(silent) === 1, 'after three starts', [starts(dying), starts(silent)]);
  check(/stopped/.test(await bench.status()), 'the status bar says it too', await bench.status());

  server.setMachine({ 'copydesk.server.path': binary });
  const found = await bench.waitForFirst(['50 km']);
  check(found.same, 'with a program that works, the figure is underlined', found.seen);
  const status = await bench.waitForStatus(/copydesk: 1( ·|$)/);
  check(/copydesk: 1( ·|$)/.test(status), 'and counted', status);
  await bench.shot('mended');
}
