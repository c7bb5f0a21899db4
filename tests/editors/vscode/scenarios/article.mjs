// A writer's way through a finding: see it, read why, take the fix, save.
import fs from 'node:fs';

export const title = 'a wrong figure is underlined, explained and put right';

export async function run({ check, start, open, binaryFolder }) {
  const server = await start({ path: [binaryFolder] });
  const bench = await open(server, 'schools.fr.md');
  await bench.waitForEditor();

  const first = await bench.waitForFirst(['4/10']);
  check(first.same, 'exactly “4/10” is underlined, after accents and an emoji on its line', first.seen);
  if (!first.same) return;
  check(first.seen[0]?.severity === 'error', 'as an error', first.seen[0]?.severity);
  await bench.shot('squiggle-fr');
  const status = await bench.waitForStatus(/copydesk: 1( ·|$)/);
  check(/copydesk: 1( ·|$)/.test(status), 'the status bar counts one finding', status);

  const problems = await bench.problems();
  check(/10 of 14 leaves 4/.test(problems), 'the Problems panel says what is wrong', problems);
  check(/copydesk/.test(problems) && /part-of-whole/.test(problems), 'with source and code', problems);
  await bench.shot('problems');

  const before = fs.readFileSync(server.file('schools.fr.md'), 'utf8');
  const [mark] = await bench.squiggles();
  const titles = await bench.quickFix(mark, '4/14', 'quick-fix-menu');
  check(titles.some(name => name.includes('4/14')), 'Ctrl+. offers 4/14', titles);
  const fixed = await bench.waitForSquiggles([]);
  check(fixed.same, 'the squiggle goes once the fix is taken', fixed.seen);
  const saved = await bench.save(server.file('schools.fr.md'));
  const expected = before.replace('les 4/10 restants', 'les 4/14 restants');
  check(expected !== before && saved.equals(Buffer.from(expected)), 'the saved file is right to the byte', saved.toString());
  await bench.shot('fixed');

  await bench.openFile('walk.en.md');
  const walk = await bench.waitForSquiggles(['50 km']);
  check(walk.same, 'exactly “50 km” is underlined in the English article', walk.seen);
  if (!walk.same) return;
  const hover = await bench.hover(walk.seen[0], /31(\.\d+)? mi[\s\S]*unit-conversion|unit-conversion[\s\S]*31(\.\d+)? mi/);
  check(/26\.2 miles/.test(hover) && /unit-conversion/.test(hover), 'its hover tells the finding', hover);
  check(/31(\.\d+)? mi/.test(hover), 'and the figure in miles', hover);
  check(hover.split('not 50 km').length === 2, 'the finding is told once', hover);
  await bench.shot('hover');
  await bench.leaveHover();
}
