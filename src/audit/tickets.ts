/**
 * Method `ticket-1`: every referral's random number, from the seed and its own reference alone.
 *
 * Both are hashed before the generator sees them because `seedrandom` folds long or repeated text
 * together: '1', '11' and '111' would be the same stream, and only the low byte of each character
 * would count.
 */
import { createHash } from 'node:crypto';
import seedrandom from 'seedrandom';

export const METHOD = 'ticket-1';

export interface Seed {
  /** The text as recorded: trimmed, in Unicode normal form C. Never a number. */
  readonly value: string;
  readonly source: 'given' | 'generated';
}

export const LONGEST_SEED = 200;

/**
 * What a pack says of a seed's source. A generated seed that is typed in again must give the same
 * bytes, so a pack goes by the seed's form; the ledger holds who made it at the time.
 */
export function sourceByForm(seed: string): Seed['source'] {
  return /^\d{5}(?:-\d{5}){3}$/.test(seed) ? 'generated' : 'given';
}

/** The seed a text stands for, or null where it is blank, too long or has signs nobody can see. */
export function parseSeed(text: string, source: Seed['source']): Seed | null {
  const value = text.trim().normalize('NFC');
  const usable =
    value !== '' &&
    value.length <= LONGEST_SEED &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
  return usable ? { value, source } : null;
}

/** Lower-case hex SHA-256 of the seed's UTF-8 bytes: the `s` of the method. */
export function seedDigest(seed: string): string {
  return sha256(seed);
}

/**
 * The ticket of one referral: a double from 0 (included) to 1 (excluded).
 * `s` is `seedDigest(seed)`; `reference` is taken as it stands.
 */
export function ticketOf(s: string, reference: string): number {
  return seedrandom(sha256(`${s}:${reference}`))();
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
