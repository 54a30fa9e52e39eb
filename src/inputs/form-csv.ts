/** A worksheet that was filled in as a CSV file. */
import { restoreText } from '../audit/formula-guard.ts';
import { decodeText } from './decode.ts';
import { parseDelimited } from './delimited.ts';
import { NO_LINE, type FormRead } from './form-lines.ts';
import { nameCell } from './grid.ts';

/** The columns of the form. */
const COLUMNS = 5;

export interface CsvFormRead extends FormRead {
  /** True where nothing says how its letters are written, and they were read as Windows-1252. */
  readonly isAssumed: boolean;
}

/** Null where the file is no worksheet. */
export async function readCsvForm(bytes: Uint8Array): Promise<CsvFormRead | null> {
  const decoded = await decodeText(bytes, null);
  if ('refused' in decoded) return null;
  const parsed = parseDelimited(decoded.text, null, () => 0);
  if ('refused' in parsed) return null;
  const [heading, ...rows] = parsed.grid.rows.map(({ row, cells }) => ({
    row,
    cells: cells.map((cell) => restoreText(cell.trim())),
  }));
  if (heading?.cells[4] !== 'Id') return null;
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
    lines: [...lines, ...beside],
    isAssumed: decoded.assumed,
  };
}

/** The first cell with something in it, from this column on. */
function firstCell(row: number, cells: readonly string[], from = 0): string {
  const column = cells.findIndex((cell, at) => at >= from && cell !== '');
  return nameCell(row, Math.max(from, column));
}
