// Settings change while the editor runs, from both places that hold them.

export const title = 'a changed setting counts at once, and only what was set counts';

const SOON = 15_000;
const settings = value => JSON.stringify(value === undefined ? {} : { 'copydesk.checks.unit-conversion': value });

export async function run({ check, start, open, binary }) {
  const server = await start({ machine: { 'copydesk.server.path': binary } });
  server.write('.vscode/settings.json', settings());
  const bench = await open(server, 'walk.en.md');
  await bench.waitForEditor();
  const first = await bench.waitForFirst(['50 km']);
  check(first.same, 'the figure is underlined', first.seen);
  if (!first.same) return;
  await bench.shot('before');

  server.write('.vscode/settings.json', settings('off'));
  const off = await bench.waitForSquiggles([], SOON);
  check(off.same, 'switched off in VS Code’s settings, the squiggle goes', off.seen);
  await bench.shot('off');

  server.write('.vscode/settings.json', settings('information'));
  const information = await bench.waitForSeverity('50 km', 'info', SOON);
  check(information.same, 'as information it comes back in blue', information.seen);
  await bench.shot('information');

  server.write('.vscode/settings.json', settings());
  const back = await bench.waitForSeverity('50 km', 'error', SOON);
  check(back.same, 'no longer set, it is an error again', back.seen);

  // the defaults of VS Code's settings must not stand above the desk's file
  server.write('copydesk.toml', '[checks]\nunit-conversion = "off"\n');
  const file = await bench.waitForSquiggles([], SOON);
  check(file.same, 'switched off in copydesk.toml, it goes', file.seen);
  await bench.shot('off-by-file');

  server.write('.vscode/settings.json', settings('warning'));
  const above = await bench.waitForSeverity('50 km', 'warning', SOON);
  check(above.same, 'what is set in VS Code stands above copydesk.toml', above.seen);
  await bench.shot('set-above-file');
}
