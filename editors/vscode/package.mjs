// Packs the extension. With a target, the program lies inside; without one, the extension looks for it and says how to
// get it.
// usage: node package.mjs [--target PLATFORM --binary PATH] [--out FILE]   (PLATFORM as vsce names it: linux-x64, win32-x64…)
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const { values } = parseArgs({ options: { target: { type: 'string' }, binary: { type: 'string' }, out: { type: 'string' } } });
if (Boolean(values.target) !== Boolean(values.binary)) fail('--target and --binary go together');
const out = path.resolve(values.out ?? (values.target ? `copydesk-${values.target}.vsix` : 'copydesk.vsix'));

const bin = path.join(here, 'bin');
fs.rmSync(bin, { recursive: true, force: true });
try {
  if (values.binary) {
    fs.mkdirSync(bin);
    const inside = path.join(bin, values.target.startsWith('win32') ? 'copydesk.exe' : 'copydesk');
    fs.copyFileSync(values.binary, inside);
    fs.chmodSync(inside, 0o755);
  }
  fs.writeFileSync(path.join(here, 'THIRD-PARTY.txt'), await notices(Boolean(values.binary)));
  const target = values.target ? ['--target', values.target] : [];
  const vsce = path.join(here, 'node_modules/@vscode/vsce/vsce');
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', ...target, '-o', out], { cwd: here, stdio: 'inherit' });
} finally {
  fs.rmSync(bin, { recursive: true, force: true });
}

function fail(why) {
  console.error(why);
  process.exit(2);
}

/** Whose work is in the package: what is bundled with the extension, and with a program inside, what that is made of. */
async function notices(withProgram) {
  const parts = (await bundled()).map(folder => {
    const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return section(`${about.name} ${about.version} (${about.license})`, licenceText(folder));
  });
  if (withProgram) {
    parts.push(section('What the copydesk program contains', fs.readFileSync(path.join(root, 'NOTICE'), 'utf8')));
    parts.push(section('What its playground contains', fs.readFileSync(path.join(root, 'src/server/web/bundle/LICENCES.txt'), 'utf8')));
    for (const crate of crates()) parts.push(section(`${crate.name} ${crate.version} (${crate.license})`, licenceText(path.dirname(crate.manifest_path))));
  }
  return `What this extension contains of others' work, and under what terms.\n\n${parts.join('\n')}`;
}

function section(head, text) {
  return `${'='.repeat(72)}\n${head}\n${'='.repeat(72)}\n\n${text.trim()}\n`;
}

function licenceText(folder) {
  const names = fs.readdirSync(folder).filter(name => /^(licen[cs]e|copying|unlicense)/i.test(name) && fs.statSync(path.join(folder, name)).isFile());
  return names.map(name => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n') || 'The package holds no text of its licence.';
}

/** The folders of the npm packages that esbuild takes into the extension. */
async function bundled() {
  const options = { entryPoints: ['src/extension.ts'], bundle: true, platform: 'node', external: ['vscode'], outfile: 'dist/unused.js', write: false };
  const { metafile } = await build({ ...options, absWorkingDir: here, metafile: true, logLevel: 'warning' });
  const inputs = Object.keys(metafile.inputs);
  const folders = inputs.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(folders)].sort().map(folder => path.join(here, folder));
}

/** The crates that the program is built of, without those of its tests. */
function crates() {
  const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', '--filter-platform', platform()], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  const { packages, resolve } = JSON.parse(text);
  const nodes = new Map(resolve.nodes.map(node => [node.id, node]));
  const seen = new Set();
  const visit = id => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) if (dep_kinds.some(kind => kind.kind === null)) visit(pkg);
  };
  visit(resolve.root);
  return packages.filter(crate => seen.has(crate.id) && crate.id !== resolve.root).sort((a, b) => a.name.localeCompare(b.name));
}

/** Rust's name for the target. */
function platform() {
  const [system, cpu] = values.target.split('-');
  const arch = { x64: 'x86_64', arm64: 'aarch64' }[cpu] ?? fail(`there is no target ${values.target}`);
  return { linux: `${arch}-unknown-linux-gnu`, alpine: `${arch}-unknown-linux-musl`, darwin: `${arch}-apple-darwin`, win32: `${arch}-pc-windows-msvc` }[system] ?? fail(`there is no target ${values.target}`);
}
