/** Delimited text into a grid. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Grid } from './grid.ts';
import { HEADING_SEARCH_ROWS } from './known-headings.ts';

export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type DelimiterName = keyof typeof DELIMITERS;

export interface DelimitedGrid {
  readonly grid: Grid;
  readonly delimiter: DelimiterName;
}

export type BrokenQuotes = 'quote-never-closed' | 'quote-misplaced';

/** Why the file is refused, and the row that the stray quotation mark stands in. */
export interface Broken {
  readonly refused: BrokenQuotes;
  readonly row: number;
  /** False where no heading of an export is in it, so that the marks are not what is wrong. */
  readonly headingsKnown: boolean;
}

/**
 * Parses text whose delimiter is named in `delimiter`, or in its own first line (`sep=;`), or is the
 * one under which a row has the most known headings. Broken quotes refuse the whole file: rows may
 * have run together.
 */
export function parseDelimited(
  text: string,
  delimiter: DelimiterName | null,
  countKnown: (cells: readonly string[]) => number,
): DelimitedGrid | Broken {
  const declared = /^"?sep=([,;\t])"?(?:\r\n|\n|\r)/i.exec(text);
  const body = declared === null ? text : text.slice(declared[0].length);
  const name = delimiter ?? nameOf(declared?.[1]) ?? findDelimiter(body, countKnown);
  try {
    const records = parseRecords(body, DELIMITERS[name]);
    // Excel hides a `sep=` line, and numbers the rows without it.
    const rows = records.map((cells, index) => ({ row: index + 1, cells }));
    return { grid: { sheet: null, rows, ragged: true }, delimiter: name };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    const row = Number(error.records) + 1;
    const headingsKnown = roughRecords(body, DELIMITERS[name]).some(
      (cells) => countKnown(cells) > 0,
    );
    return { refused: open ? 'quote-never-closed' : 'quote-misplaced', row, headingsKnown };
  }
}

/** By what the headings say; where none is known, by the sign most used in the first line. */
function findDelimiter(
  text: string,
  countKnown: (cells: readonly string[]) => number,
): DelimiterName {
  const names = Object.keys(DELIMITERS) as DelimiterName[];
  const head = text.slice(0, HEAD_LENGTH);
  const firstLine = /^[^\r\n]*/.exec(head.trimStart())?.[0] ?? '';
  const ranked = names
    .filter((name) => head.includes(DELIMITERS[name]))
    .map((name) => ({
      name,
      known: Math.max(0, ...firstRecords(head, DELIMITERS[name]).map(countKnown)),
      signs: firstLine.split(DELIMITERS[name]).length,
    }))
    .sort((a, b) => b.known - a.known || b.signs - a.signs);
  return ranked[0]?.name ?? 'comma';
}

/** Enough text for the rows that headings are looked for in. */
const HEAD_LENGTH = 16_000;

function nameOf(sign: string | undefined): DelimiterName | null {
  const names = Object.keys(DELIMITERS) as DelimiterName[];
  return names.find((name) => DELIMITERS[name] === sign) ?? null;
}

/** All three line endings, whatever the first is: with one alone, rows of the others are swallowed. */
const RECORD_ENDS = ['\r\n', '\n', '\r'];

function parseRecords(text: string, delimiter: string): string[][] {
  return parse(text, { delimiter, record_delimiter: RECORD_ENDS, relax_column_count: true });
}

function firstRecords(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: RECORD_ENDS,
      relax_column_count: true,
      relax_quotes: true,
      to: HEADING_SEARCH_ROWS,
    });
  } catch {
    return [];
  }
}

/** The upper lines parted at every delimiter: all that can be had where quotation marks are broken. */
function roughRecords(text: string, delimiter: string): string[][] {
  const lines = text.slice(0, HEAD_LENGTH).split(/[\r\n]+/, HEADING_SEARCH_ROWS);
  return lines.map((line) => line.split(delimiter).map((cell) => cell.replaceAll('"', '')));
}
