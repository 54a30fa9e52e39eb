/** Local authorities by name and by the two official codes each has (DfE and ONS). */
import { compareCodeUnits } from './order.ts';
import { normaliseWording } from './threshold.ts';

const AUTHORITY_CODES: ReadonlyMap<string, string> = new Map([
  ['865', 'Wiltshire'],
  ['e06000054', 'Wiltshire'],
  ['866', 'Swindon'],
  ['e06000030', 'Swindon'],
]);

/** True where both texts mean one authority: `Wiltshire Council`, `WILTSHIRE` and `865`. */
export function isSameAuthority(a: string, b: string): boolean {
  return authorityKey(a) === authorityKey(b);
}

/** One key for every way of writing an authority; '' for a blank. */
export function authorityKey(text: string): string {
  const key = normaliseWording(text)
    .replace(/ (county |borough |city )?council$/, '')
    .replace(/ la$/, '');
  return AUTHORITY_CODES.get(key)?.toLowerCase() ?? key;
}

/** The authority's name for a known code; anything else stays as it is. */
export function nameOfCode(text: string): string {
  return AUTHORITY_CODES.get(normaliseWording(text)) ?? text;
}

/** The authorities among these texts, one spelling of each, in order; blanks are none. */
export function listAuthorities(texts: readonly string[]): readonly string[] {
  const spellings = new Map<string, string>();
  for (const text of texts) {
    const key = authorityKey(text);
    if (key !== '' && !spellings.has(key)) spellings.set(key, text.trim());
  }
  return [...spellings.values()].sort(compareCodeUnits);
}

/**
 * An authority as the exports spell it most often; as it was asked for where they have only codes.
 * For people to read: what a pack is called and counted by is what was asked for.
 */
export function spellAuthority(asked: string, texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts.map((one) => one.trim())) {
    if (isCode(text) || !isSameAuthority(text, asked)) continue;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || compareCodeUnits(a, b));
  return most?.[0] ?? asked;
}

/** An authority for a report: as its packs spell it most often, and by its name where they have only codes. */
export function nameAuthority(asked: string, texts: readonly string[]): string {
  const spelt = spellAuthority(asked, texts);
  const known = [...AUTHORITY_CODES.values()].find((name) => isSameAuthority(name, asked));
  const isSpelt = texts.some((text) => text.trim() === spelt && !isCode(text));
  return isSpelt ? spelt : (known ?? spelt);
}

/** True for a known code of an authority. */
export function isCode(text: string): boolean {
  return AUTHORITY_CODES.has(normaliseWording(text));
}
