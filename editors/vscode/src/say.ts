// What the extension says while it runs, in the language of the messages. Sentences are known by their English.
import fr from '../l10n/fr.json';
import vi from '../l10n/vi.json';

const TABLES: Record<string, Record<string, string>> = { fr, vi };
let table: Record<string, string> = {};
let spoken = 'en';

/** Takes the language to speak: that of a locale such as "fr-CA", English where there is none. */
export function speak(locale: string): void {
  const code = locale.slice(0, 2).toLowerCase();
  table = TABLES[code] ?? {};
  spoken = code in TABLES ? code : 'en';
}

/** The language that is spoken. */
export function language(): string {
  return spoken;
}

/** A sentence; `{0}` and the like stand for what follows. */
export function t(sentence: string, ...values: (string | number)[]): string {
  return (table[sentence] ?? sentence).replace(/\{(\d)\}/g, (_, at) => String(values[Number(at)] ?? ''));
}
