import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { sectionOf, setByUser } from '../src/settings';

test('nothing set, nothing sent', () => {
  assert.deepEqual(setByUser([undefined, undefined, undefined]), {});
  assert.deepEqual(setByUser([{ language: '', checks: { growth: null }, currency: { tolerance: null } }]), {});
});

test('a stronger layer wins key by key', () => {
  const user = { language: 'fr', checks: { growth: 'off', date: 'hint' }, places: { prefer: { Hanoi: 'Hanoï' } } };
  const workspace = { checks: { date: 'error' }, places: { prefer: { Pekin: 'Pékin' } } };
  assert.deepEqual(setByUser([user, workspace]), {
    language: 'fr',
    checks: { growth: 'off', date: 'error' },
    places: { prefer: { Hanoi: 'Hanoï', Pekin: 'Pékin' } },
  });
});

test('null in a stronger layer takes a setting back', () => {
  assert.deepEqual(setByUser([{ checks: { growth: 'off' } }, { checks: { growth: null } }]), {});
});

test('zero, false and an empty list are values', () => {
  const set = { currency: { tolerance: 0, into: [] }, checks: {} };
  assert.deepEqual(setByUser([set]), { currency: { tolerance: 0, into: [] } });
});

test("the extension's own settings stay at home", () => {
  assert.deepEqual(setByUser([{ server: { path: '/opt/copydesk' }, trace: { server: 'verbose' }, language: 'fr' }]), {
    language: 'fr',
  });
});

test('a name with a dot stays one name', () => {
  const set = { places: { prefer: { "St. John's": 'Saint-Jean' } } };
  assert.deepEqual(setByUser([set]), set);
});

test('the layers are left as they were', () => {
  const user = Object.freeze({ checks: Object.freeze({ growth: 'off' }) });
  setByUser([user, { checks: { growth: 'error' } }]);
  assert.deepEqual(user, { checks: { growth: 'off' } });
});

test('a section is looked up inside the settings', () => {
  const set = setByUser([{ checks: { growth: 'off' } }]);
  assert.deepEqual(sectionOf(set, 'copydesk'), { checks: { growth: 'off' } });
  assert.deepEqual(sectionOf(set, 'copydesk.checks'), { growth: 'off' });
  assert.equal(sectionOf(set, 'copydesk.checks.date'), null);
  assert.equal(sectionOf(set, 'copydesk.checks.constructor'), null);
  assert.equal(sectionOf(set, 'editor'), undefined);
});
