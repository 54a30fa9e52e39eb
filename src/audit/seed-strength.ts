/** Whether a seed could have been guessed, or tried out, before the frame was known. */

/** As many possibilities as twelve digits give. */
const ENOUGH_POSSIBILITIES = 12;
const FEWEST_DIFFERENT = 4;

/**
 * True for a seed of under twelve digits' worth, a date, or a word. An estimate from its letters: a
 * longer seed can still be one that somebody chose.
 */
export function isWeakSeed(seed: string): boolean {
  const signs = seed.replace(/[\s\p{P}]+/gu, '');
  if (new Set(signs).size < FEWEST_DIFFERENT) return true;
  if (/^\p{L}+$/u.test(signs)) return true;
  const digits = signs.replace(/\D/g, '').length;
  const monthNamed = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i.test(signs);
  if (monthNamed && digits <= 8 && signs.length - digits <= 18) return true;
  // A word with a date or a year behind it is no better than the word.
  if (digits <= 8 && /^\p{L}+\d+$/u.test(signs)) return true;
  const perSign = Math.log10(/^\d+$/.test(signs) ? 10 : 36);
  return signs.length * perSign < ENOUGH_POSSIBILITIES;
}
