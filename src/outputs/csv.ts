/** Values into CSV that a spreadsheet opens as written: text stays text, and is never a formula. */
import { stringify } from 'csv-stringify/sync';

export type CsvValue = string | number | null;

/** A byte order mark, so that Excel reads UTF-8; CRLF, as RFC 4180 has it. */
export function toCsv(headings: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const records = [headings, ...rows].map((row) =>
    row.map((value) => (typeof value === 'string' ? neutraliseFormula(value) : (value ?? ''))),
  );
  return stringify(records, { bom: true, record_delimiter: '\r\n' });
}

/**
 * Text a spreadsheet would take for a formula: one of its signs, or their full-width forms, first
 * or behind blanks; or such text already guarded by apostrophes.
 */
const FORMULA = /^'*[\s\uFEFF]*[=+\-@\t\r\n＝＋－＠]/u;

/** Puts an apostrophe before text a spreadsheet would take for a formula; `restoreText` undoes it. */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text as it was before `neutraliseFormula`, for every text. */
export function restoreText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
