// A folder from elsewhere must not bring the program that reads it.
import fs from 'node:fs';
import path from 'node:path';
import { LONG, MEDIUM } from '../workbench.mjs';

export const title = 'an untrusted workspace cannot name the program, a trusted one can';

export async function run({ check, start, open, binary, binaryFolder }) {
  const server = await start({ trust: false, path: [binaryFolder] });
  const brought = server.file('tools/copydesk');
  server.write('tools/copydesk', `#!/bin/sh\necho started >>'${brought}.started'\nexec '${binary}' "$@"\n`);
  fs.chmodSync(brought, 0o755);
  server.write('.vscode/settings.json', JSON.stringify({ 'copydesk.server.path': 'tools/copydesk' }));
  const bench = await open(server, 'walk.en.md');
  const dialog = bench.page.locator('.monaco-dialog-box');
  await dialog.waitFor({ timeout: LONG });
  await bench.shot('question');
  await dialog.locator('.monaco-button', { hasText: "No, I don't trust" }).click({ timeout: MEDIUM });

  const found = await bench.waitForFirst(['50 km']);
  check(found.same, 'not trusted, the figure is checked by the program of the PATH', found.seen);
  if (!found.same) return;
  check(!fs.existsSync(`${brought}.started`), 'and the one in the folder was not started');
  await bench.shot('untrusted');

  await bench.command('Workspaces: Manage Workspace Trust');
  await bench.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click({ timeout: MEDIUM });
  await bench.page.locator('.tab', { hasText: 'walk.en.md' }).click({ timeout: MEDIUM });
  const again = await bench.waitForFirst(['50 km']);
  check(again.same && await bench.happens(() => fs.existsSync(`${brought}.started`)),
    'trusted, the folder’s own program takes over', { seen: again.seen, folder: path.basename(brought) });
  await bench.shot('trusted');
}
