/** Values into CSV that a spreadsheet opens as written: text stays text, and is never a formula. */
import { stringify } from 'csv-stringify/sync';
import { neutraliseFormula } from '../audit/formula-guard.ts';

export type CsvValue = string | number | null;

/** A byte order mark, so that Excel reads UTF-8; CRLF, as RFC 4180 has it. */
export function toCsv(headings: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const records = [headings, ...rows].map((row) =>
    row.map((value) => (typeof value === 'string' ? neutraliseFormula(value) : (value ?? ''))),
  );
  // The library quotes its own line end alone: a line feed within a text would begin a new row.
  return stringify(records, { bom: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}
