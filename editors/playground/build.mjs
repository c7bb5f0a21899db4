// Makes the bundle that is built into copydesk, and the list of what is in it.
// usage: node build.mjs [--check]   (--check: fails where what is committed is not what these packages make)
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const bundle = path.join(here, '../../src/server/web/bundle/playground.js.gz');
const notices = path.join(here, '../../src/server/web/bundle/LICENCES.txt');
const check = process.argv.includes('--check');

const made = await build({
  entryPoints: [path.join(here, 'src/main.ts')],
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  write: false,
});
const [script] = made.outputFiles;
const licences = noticesOf(Object.keys(made.metafile.inputs));

if (check) {
  // the packing differs between versions of Node; what is packed does not
  const kept = fs.existsSync(bundle) ? gunzipSync(fs.readFileSync(bundle)) : Buffer.alloc(0);
  if (!kept.equals(Buffer.from(script.contents))) fail('playground.js.gz is not what these sources make');
  if (!fs.existsSync(notices) || fs.readFileSync(notices, 'utf8') !== licences) fail('LICENCES.txt is out of date');
  console.log(`the committed bundle is what these sources make: ${script.contents.length} bytes`);
} else {
  fs.mkdirSync(path.dirname(bundle), { recursive: true });
  const packed = gzipSync(script.contents, { level: 9 });
  packed[9] = 255; // no operating system: the same bytes everywhere
  fs.writeFileSync(bundle, packed);
  fs.writeFileSync(notices, licences);
  console.log(`${script.contents.length} bytes, packed ${packed.length}`);
}

function fail(why) {
  console.error(`${why}: run "npm run build" in editors/playground`);
  process.exit(1);
}

/** The packages that these files are from, with their licences; none may be but MIT, Apache, BSD or ISC. */
function noticesOf(files) {
  const folders = new Set();
  for (const file of files) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (found) folders.add(found[1]);
  }
  const parts = [...folders].sort().map(folder => {
    const about = JSON.parse(fs.readFileSync(path.join(here, folder, 'package.json'), 'utf8'));
    if (!/^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/.test(about.license)) fail(`${about.name} is under ${about.license}`);
    const name = fs.readdirSync(path.join(here, folder)).find(file => /^licen[cs]e/i.test(file));
    const text = name ? fs.readFileSync(path.join(here, folder, name), 'utf8').trim() : `Licence: ${about.license}`;
    return `${about.name} ${about.version} (${about.license})\n\n${text}\n`;
  });
  return `What playground.js holds of others' work, made by editors/playground/build.mjs:\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}
