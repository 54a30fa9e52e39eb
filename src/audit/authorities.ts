/** Local authorities by name and by the two official codes each has (DfE and ONS). */
import { normaliseWording } from './threshold.ts';

const AUTHORITY_CODES: ReadonlyMap<string, string> = new Map([
  ['865', 'wiltshire'],
  ['e06000054', 'wiltshire'],
  ['866', 'swindon'],
  ['e06000030', 'swindon'],
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
  return AUTHORITY_CODES.get(key) ?? key;
}
