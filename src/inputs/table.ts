/** Text into a table of cells. Rows keep the numbers a spreadsheet would show beside them. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../audit/problems.ts';

export interface Table {
  readonly headings: readonly string[];
  /** The spreadsheet row of the headings, from 1. */
  readonly headingRow: number;
  readonly delimiter: string;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Reads CSV text. A file whose quotes do not pair up is refused whole: rows may have run together. */
export function parseTable(
  text: string,
  file: string,
): { readonly table: Table | null; readonly problems: readonly Problem[] } {
  const delimiter = ',';
  const records = parseRecords(text, delimiter);
  if (!Array.isArray(records)) {
    return { table: null, problems: [{ code: records.broken, place: { file }, args: {} }] };
  }
  const numbered = records.map((cells, index) => ({ row: index + 1, cells }));
  const [heading, ...rows] = numbered.filter(({ cells }) => !isBlank(cells));
  if (heading === undefined) {
    return { table: null, problems: [{ code: 'export-empty', place: { file }, args: {} }] };
  }
  const { cells: headings, row: headingRow } = heading;
  return {
    table: { headings, headingRow, delimiter, rows },
    problems: rows.flatMap((row) => checkWidth(row, headings.length, file)),
  };
}

function parseRecords(
  text: string,
  delimiter: string,
): string[][] | { readonly broken: 'quote-never-closed' | 'quote-misplaced' } {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      // All three, whatever the first line ends in: with one alone, rows of the others are swallowed.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      broken: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-never-closed' : 'quote-misplaced',
    };
  }
}

/** A row shorter or longer than the headings may have lost or split a cell: nobody can say which. */
function checkWidth({ row, cells }: TableRow, headings: number, file: string): Problem[] {
  const place = { file, row };
  if (cells.length < headings) {
    return [{ code: 'row-short', place, args: { cells: cells.length, headings } }];
  }
  if (!isBlank(cells.slice(headings))) {
    return [{ code: 'row-long', place, args: { cells: cells.length, headings } }];
  }
  return [];
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
