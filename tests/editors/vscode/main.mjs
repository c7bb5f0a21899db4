// usage: node main.mjs VSCODE_SERVER VSIX OUT BINARY [SCENARIO…]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server, Workbench } from './workbench.mjs';

const [vscode, vsix, out, binary, ...wanted] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const names = wanted.length ? wanted : ['article', 'desk', 'looks', 'settings', 'commands', 'missing', 'broken', 'untrusted'];

// a folder that holds the program under its own name, for a PATH
const binaryFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-path-'));
fs.symlinkSync(binary, path.join(binaryFolder, 'copydesk'));

let passed = 0;
let failed = 0;
for (const name of names) {
  const scenario = await import(`./scenarios/${name}.mjs`);
  const shots = path.join(out, name);
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  console.log(`\n${scenario.title}`);
  const begun = Date.now();
  const failedBefore = failed;
  const servers = [];
  const benches = [];
  const check = (holds, what, seen) => {
    const time = ((Date.now() - begun) / 1000).toFixed(1).padStart(5);
    if (holds) passed += 1;
    else failed += 1;
    console.log(`${time} s  ${holds ? 'ok  ' : 'FAIL'} ${what}`);
    if (!holds) console.log(`          seen: ${JSON.stringify(seen)}`);
  };
  try {
    await scenario.run({
      check, binary, binaryFolder,
      start: async options => {
        const server = await Server.start({ server: vscode, vsix, articles: path.join(here, 'articles'), ...options });
        servers.push(server);
        return server;
      },
      open: async (server, file) => {
        const bench = await Workbench.open(server, file, shots);
        benches.push(bench);
        return bench;
      },
    });
  } catch (error) {
    check(false, 'the scenario came to its end', error.message.split('\n').slice(0, 4).join(' | '));
  }
  if (failed > failedBefore) {
    for (const bench of benches) await bench.shot('failed').catch(() => undefined);
    for (const server of servers) server.saveLogs(path.join(shots, 'logs'));
  }
  for (const bench of benches) await bench.close().catch(() => undefined);
  for (const server of servers) await server.stop().catch(() => undefined);
}
fs.rmSync(binaryFolder, { recursive: true, force: true });
console.log(`\nscreenshots: ${out}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
