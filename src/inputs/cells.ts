/** One cell's text into the value a field wants, or the reason why it cannot be. */

/** Line breaks and control characters become spaces; `="000123"` is text that Excel guards. */
export function cleanCell(text: string): string {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim();
  return /^="(.*)"$/u.exec(plain)?.[1]?.trim() ?? plain;
}

const CELL_ERRORS =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|NOT CALCULATED!)$/i;

/** What a spreadsheet shows where a formula failed. */
export function isCellError(text: string): boolean {
  return CELL_ERRORS.test(text);
}

/** A formula whose result the file does not hold; written so that `isCellError` knows it. */
export const NOT_CALCULATED = '#NOT CALCULATED!';

/**
 * Excel keeps fifteen digits of a number; `1.23E+10` is what is left of a longer identifier. Programs
 * write the sign or the point, or both: `24E00123` is a reference like any other.
 */
const DIGITS_LOST = /^\d+(?:\.\d+E\+?|E\+)\d+$/i;

/** What systems write where there is none: rows of it would be taken for one case. */
const NO_VALUE = /^(?:null|none|n\/?a|tbc|unknown|not known|-+|\?+)$/i;

/** True for a mark that stands for nothing. */
export function isNoValue(text: string): boolean {
  return NO_VALUE.test(text);
}

/** An identifier: `123.0`, a number that passed through a float, is 123; lost digits are refused. */
export function parseIdentifier(text: string): {
  readonly value: string;
  readonly refused: null | 'digits-lost' | 'cell-error';
} {
  if (isNoValue(text)) return { value: '', refused: null };
  if (isCellError(text)) return { value: '', refused: 'cell-error' };
  if (DIGITS_LOST.test(text)) return { value: '', refused: 'digits-lost' };
  return { value: /^(\d+)\.0$/.exec(text)?.[1] ?? text, refused: null };
}

const YES: ReadonlySet<string> = new Set(['yes', 'y', '1', 'true', '1.0']);
const NO: ReadonlySet<string> = new Set(['no', 'n', '0', 'false', '0.0']);

/** A yes or no, in any of the ways exports write them (`a) Yes`); null for a blank. */
export function parseFlag(text: string): {
  readonly flag: boolean | null;
  readonly readable: boolean;
} {
  const word = text.replace(/^[a-z]\)\s*/i, '').toLowerCase();
  if (word === '' || word === 'null') return { flag: null, readable: true };
  if (YES.has(word)) return { flag: true, readable: true };
  return { flag: NO.has(word) ? false : null, readable: NO.has(word) };
}

/** The texts in a cell that say a row is no real case, in any column. */
const TEST_MARKS: ReadonlySet<string> = new Set([
  'duplicate',
  'duplicate record',
  'duplicate do not use',
  'duplicate donotuse',
  'do not use',
  'do not use duplicate',
  'test record',
  'test case',
  'test child',
  'test referral',
  'training record',
]);

/** True for a cell that says the whole row is a test or a double, such as “DO NOT USE”. */
export function isTestMark(text: string): boolean {
  // Every cell of an export comes by here: most are told apart by a glance.
  if (text.length > 40 || !/^\W*[dt]/i.test(text)) return false;
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return TEST_MARKS.has(words);
}
