import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { findBinary, Machine, Wish } from '../src/binary';

function machine(files: Record<string, 'program' | 'file'>, more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    home: '/home/an',
    path: '/usr/local/bin:/usr/bin',
    look: file => files[file] ?? 'nothing',
    ...more,
  };
}

const wish: Wish = { setting: '', folders: ['/news'], trusted: true, extension: '/ext' };
const everywhere = {
  '/opt/copydesk': 'program',
  '/home/an/bin/copydesk': 'program',
  '/news/tools/copydesk': 'program',
  '/ext/bin/copydesk': 'program',
  '/usr/bin/copydesk': 'program',
} as const;

test('the setting comes first, then the extension, then the PATH', () => {
  const all = machine(everywhere);
  assert.deepEqual(findBinary({ ...wish, setting: '/opt/copydesk' }, all), { command: '/opt/copydesk', place: 'setting' });
  assert.deepEqual(findBinary(wish, all), { command: '/ext/bin/copydesk', place: 'extension' });
  const installed = machine({ '/usr/bin/copydesk': 'program' });
  assert.deepEqual(findBinary(wish, installed), { command: '/usr/bin/copydesk', place: 'PATH' });
});

test('the setting may start with ~ or lie in a workspace folder', () => {
  const all = machine(everywhere);
  assert.equal(findBinary({ ...wish, setting: ' ~/bin/copydesk ' }, all).command, '/home/an/bin/copydesk');
  assert.equal(findBinary({ ...wish, setting: './tools/copydesk' }, all).command, '/news/tools/copydesk');
  const second = { ...wish, folders: ['/sport', '/news'], setting: 'tools/copydesk' };
  assert.equal(findBinary(second, all).command, '/news/tools/copydesk');
});

test('a wrong setting is said, not passed over', () => {
  const found = findBinary({ ...wish, setting: '/opt/copydsk' }, machine(everywhere));
  assert.ok(found.command === undefined);
  assert.match(found.missing, /“\/opt\/copydsk”: there is no file \/opt\/copydsk/);
});

test('a file that may not be run is said to be there', () => {
  const found = findBinary({ ...wish, setting: '/opt/notes.txt' }, machine({ '/opt/notes.txt': 'file' }));
  assert.ok(found.command === undefined);
  assert.match(found.missing, /is there, but is not a program/);
});

test('nothing inside an untrusted workspace is run', () => {
  const found = findBinary({ ...wish, trusted: false, setting: 'tools/copydesk' }, machine(everywhere));
  assert.ok(found.command === undefined);
  assert.match(found.missing, /not trusted/);
  const absolute = findBinary({ ...wish, trusted: false, setting: '/opt/copydesk' }, machine(everywhere));
  assert.equal(absolute.command, '/opt/copydesk');
});

test('a relative folder of the PATH is passed over', () => {
  const found = findBinary(wish, machine({ 'copydesk': 'program', './copydesk': 'program' }, { path: '.::/usr/bin' }));
  assert.equal(found.command, undefined);
});

test('without any, the message names all three places', () => {
  const found = findBinary(wish, machine({}));
  assert.ok(found.command === undefined);
  for (const place of [/copydesk\.server\.path \(empty\)/, /\/ext\/bin\/copydesk/, /PATH/]) assert.match(found.missing, place);
});

test('a relative setting needs a folder', () => {
  const found = findBinary({ ...wish, folders: [], setting: 'copydesk' }, machine({}));
  assert.ok(found.command === undefined);
  assert.match(found.missing, /needs an open folder/);
});

test('on Windows the program ends in .exe', () => {
  const windows = machine({ 'C:\\bin\\copydesk.exe': 'program' }, { platform: 'win32', path: 'C:\\Windows;C:\\bin' });
  assert.equal(findBinary({ ...wish, extension: 'C:\\ext' }, windows).command, 'C:\\bin\\copydesk.exe');
});
