// Which settings the server is told of. Pure, so that it can be tested.

export type Json = null | boolean | number | string | Json[] | Table;
export type Table = { [key: string]: Json };

// these steer the extension, not the checks
const OWN = ['server', 'trace', 'messages'];

/**
 * The settings that somebody set, laid over each other from the weakest layer to the strongest.
 *
 * Defaults are no layer: the client's settings stand above copydesk.toml, so sending a default would silence the file.
 * For the same reason null and blank text, which the settings editor leaves behind, count as not set; in a stronger
 * layer they take back what a weaker one says.
 */
export function setByUser(layers: readonly unknown[]): Table {
  const all = layers.filter(isTable).reduce(overlay, {});
  const kept = withoutBlanks(all) ?? {};
  for (const key of OWN) delete kept[key];
  return kept;
}

/** The part of the settings that a section such as `copydesk.checks` asks for; undefined where it is not ours. */
export function sectionOf(settings: Table, section: string): Json | undefined {
  const [root, ...keys] = section.split('.');
  if (root !== 'copydesk') return undefined;
  let at: Json = settings;
  for (const key of keys) {
    if (!isTable(at) || !Object.hasOwn(at, key)) return null;
    at = at[key];
  }
  return at;
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function overlay(below: Table, above: Table): Table {
  const merged: Table = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTable(value) && isTable(under) ? overlay(under, value) : value;
  }
  return merged;
}

function withoutBlanks(table: Table): Table | undefined {
  const kept: Table = {};
  for (const [key, value] of Object.entries(table)) {
    const plain = isTable(value) ? withoutBlanks(value) : value;
    const blank = plain === undefined || plain === null || (typeof plain === 'string' && plain.trim() === '');
    if (!blank) kept[key] = plain;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}
