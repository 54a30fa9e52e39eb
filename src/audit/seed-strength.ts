/** Whether a seed could have been guessed, or tried out, before the frame was known. */

/** As many possibilities as twelve digits give. */
const ENOUGH_POSSIBILITIES = 12;
const FEWEST_DIFFERENT = 4;
/** A date in figures with the time of day behind it, without what stands between them. */
const DATE_AND_TIME =
  /^(?:(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d)T?[0-2]\d[0-5]\d(?:[0-5]\d)?(?:\d{3})?Z?$/i;

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
  if (monthNamed && digits <= 12 && signs.length - digits <= 18) return true;
  if (DATE_AND_TIME.test(signs)) return true;
  // A word with a date or a year behind it is no better than the word.
  if (digits <= 8 && /^\p{L}+\d+$/u.test(signs)) return true;
  const perSign = Math.log10(/^\d+$/.test(signs) ? 10 : 36);
  return signs.length * perSign < ENOUGH_POSSIBILITIES;
}
