import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { csv, Entry, Facts, html, keyed } from '../src/sheet';

const entry = (quote: string, more: Partial<Entry> = {}): Entry => ({
  range: { start: { line: 3, character: 0 }, end: { line: 3, character: 2 } },
  quote, kind: 'cardinal', place: false, value: quote, of: '', sentence: `There are ${quote}.`, finding: null, ...more,
});
const facts: Facts = {
  paragraphs: [
    { range: entry('').range, text: 'One', entries: [entry('14'), entry('14', { of: 'schools' })] },
    { range: entry('').range, text: 'Two <b>', entries: [entry('=1+1', { kind: 'money', sentence: 'She said "no", twice.' })] },
  ],
};
const kinds = (kind: string) => (kind === 'money' ? 'money' : '');

test('the same words have keys of their own', () => {
  assert.deepEqual(keyed(facts).flatMap(part => part.entries.map(one => one.key)), ['14\n0', '14\n1', '=1+1\n0']);
});

test('the table says what was ticked, and holds no formula', () => {
  const lines = csv(facts, new Set(['14\n1']), ['p', 'l', 'f', 'v', 'o', 'c', 'x', 's'], { yes: 'yes', no: 'no' }, kinds).split('\r\n');
  assert.equal(lines[0], '\ufeffp,l,f,v,o,c,x,s');
  assert.equal(lines[1], '1,4,14,14,,no,,There are 14.');
  assert.equal(lines[2], '1,4,14,14,schools,yes,,There are 14.');
  assert.equal(lines[3], '2,4,\'=1+1,\'=1+1,money,no,,"She said ""no"", twice."');
});

test('the page holds no markup of an article', () => {
  const page = html(facts, new Set(['14\n0']), { language: 'en', title: '<t>', heads: ['c'] }, kinds);
  assert.ok(!page.includes('<t>') && !page.includes('Two <b>') && page.includes('Two &#60;b&#62;'));
  assert.equal(page.split(' checked>').length, 2);
});
