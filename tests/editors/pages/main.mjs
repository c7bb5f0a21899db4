// usage: node main.mjs OUT BINARY [SCENARIO…]
import fs from 'node:fs';
import path from 'node:path';
import { Browser } from './browser.mjs';

const [out, binary, ...wanted] = process.argv.slice(2);
const names = wanted.length ? wanted : ['playground', 'reports'];
let passed = 0;
let failed = 0;
for (const name of names) {
  const scenario = await import(`./${name}.mjs`);
  const shots = path.join(out, name);
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  console.log(`\n${scenario.title}`);
  const begun = Date.now();
  const check = (holds, what, seen) => {
    const time = ((Date.now() - begun) / 1000).toFixed(1).padStart(5);
    if (holds) passed += 1;
    else failed += 1;
    console.log(`${time} s  ${holds ? 'ok  ' : 'FAIL'} ${what}`);
    if (!holds) console.log(`          seen: ${JSON.stringify(seen)}`);
  };
  const browser = await Browser.open();
  try {
    await scenario.run({ check, binary, browser, shots });
  } catch (error) {
    check(false, 'the scenario came to its end', error.message.split('\n').slice(0, 4).join(' | '));
  }
  await browser.close().catch(() => undefined);
}
console.log(`\nscreenshots: ${out}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
