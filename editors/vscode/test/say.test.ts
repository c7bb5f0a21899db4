import { strict as assert } from 'node:assert';
import * as fs from 'node:fs';
import { test } from 'node:test';
import fr from '../l10n/fr.json';
import vi from '../l10n/vi.json';
import { language, speak, t } from '../src/say';

test('every sentence of the sources is there in French and Vietnamese, with what it is told', () => {
  const said = new Set<string>(['starting', 'stopped', 'not found']);
  for (const file of fs.readdirSync('src').filter(name => name.endsWith('.ts'))) {
    const source = fs.readFileSync(`src/${file}`, 'utf8');
    for (const [, sentence] of source.matchAll(/\bt\(\s*'([^']+)'/g)) said.add(sentence);
  }
  assert.ok(said.size > 80);
  const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort().join();
  for (const table of [fr, vi] as Record<string, string>[]) {
    assert.deepEqual([...said].filter(sentence => !(sentence in table)), []);
    assert.deepEqual(Object.keys(table).filter(sentence => !said.has(sentence)), []);
    for (const [sentence, own] of Object.entries(table)) assert.equal(places(own), places(sentence), sentence);
  }
});

test('a locale is a language, and an unknown one is English', () => {
  speak('fr-CA');
  assert.equal(language(), 'fr');
  assert.equal(t('{0} of {1} checked', 2, 5), '2 sur 5 vérifiés');
  speak('ja');
  assert.equal(language(), 'en');
  assert.equal(t('{0} of {1} checked', 2, 5), '2 of 5 checked');
});
