/** A worksheet that was filled in as a CSV file. */
import type { FormFaultCode } from '../audit/form-faults.ts';
import { restoreText } from '../audit/formula-guard.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import { decodeText } from './decode.ts';
import { parseDelimited } from './delimited.ts';
import type { Refused } from './file-kind.ts';
import { NO_LINE, type FormRead } from './form-lines.ts';
import { nameCell } from './grid.ts';

/** The columns of the form. */
const HEADINGS = OWN_HEADINGS.worksheet;
const COLUMNS = HEADINGS.length;
const ID_HEADING = 'Id';

export interface CsvFormRead extends FormRead {
  /** True where nothing says how its letters are written, and they were read as Windows-1252. */
  readonly isAssumed: boolean;
}

/** Why a file is no worksheet that can be read, and the row where that is known. */
export interface CsvFormRefused {
  readonly refused: FormFaultCode;
  readonly row: number | null;
}

/** Reads a form line by line, whatever is written in it. */
export async function readCsvForm(bytes: Uint8Array): Promise<CsvFormRead | CsvFormRefused> {
  const decoded = await decodeText(bytes, null);
  if ('refused' in decoded) return refuse(UNREADABLE.get(decoded.refused) ?? 'not-a-csv-form');
  const parsed = parseDelimited(decoded.text, null, countHeadings);
  // In a table that is no form, quotation marks are not what is wrong.
  if ('refused' in parsed) {
    return parsed.headingsKnown ? refuse(parsed.refused, parsed.row) : refuse('not-a-csv-form');
  }
  const [heading, ...rows] = parsed.grid.rows.map(({ row, cells }) => ({
    row,
    cells: cells.map((cell) => restoreText(cell.trim())),
  }));
  if (heading?.cells[COLUMNS - 1] !== ID_HEADING) {
    const haveMoved = HEADINGS.every((name) => heading?.cells.includes(name) === true);
    return refuse(haveMoved ? 'columns-moved' : 'not-a-csv-form');
  }
  const written = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const lines = written.map(
    ({ row, cells: [part = '', item = '', entry = '', choices = '', id = ''] }) => ({
      id,
      item,
      entry,
      form: [part, item],
      choices,
      // A line of somebody's own is where its first words are.
      cell: id === '' ? firstCell(row, [part, item, entry, choices]) : `C${row}`,
      beside: `D${row}`,
    }),
  );
  // What stands beside the form is no answer of any line, and is not passed over.
  const beside = [heading, ...written]
    .filter(({ cells }) => cells.slice(COLUMNS).some((cell) => cell !== ''))
    .map(({ row, cells }) => ({ ...NO_LINE, cell: firstCell(row, cells, COLUMNS) }));
  return {
    headings: JSON.stringify(heading.cells.slice(0, COLUMNS)),
    hasMovedColumns: false,
    lines: [...lines, ...beside],
    isAssumed: decoded.assumed,
  };
}

function refuse(refused: FormFaultCode, row: number | null = null): CsvFormRefused {
  return { refused, row };
}

function countHeadings(cells: readonly string[]): number {
  return cells.includes(ID_HEADING) && cells.includes(HEADINGS[0]) ? 1 : 0;
}

const UNREADABLE: ReadonlyMap<Refused, FormFaultCode> = new Map([
  ['export-empty', 'form-empty'],
  ['export-not-text', 'form-not-text'],
  ['encoding-unknown', 'form-not-text'],
]);

/** The first cell with something in it, from this column on. */
function firstCell(row: number, cells: readonly string[], from = 0): string {
  const column = cells.findIndex((cell, at) => at >= from && cell !== '');
  return nameCell(row, Math.max(from, column));
}
