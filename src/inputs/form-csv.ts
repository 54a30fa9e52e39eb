/** A worksheet that was filled in as a CSV file. */
import { restoreText } from '../audit/formula-guard.ts';
import { decodeText } from './decode.ts';
import { parseDelimited } from './delimited.ts';
import type { FormRead } from './form-lines.ts';

/** The columns of the form. */
const COLUMNS = 5;

/** Null where the file is no worksheet. */
export async function readCsvForm(bytes: Uint8Array): Promise<FormRead | null> {
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
      form: JSON.stringify([part, item, choices]),
      cell: `C${row}`,
    }),
  );
  // What stands beside the form is no answer of any line, and is not passed over.
  const beside = [heading, ...written]
    .filter(({ cells }) => cells.slice(COLUMNS).some((cell) => cell !== ''))
    .map(({ row }) => ({ id: '', item: '', entry: '', form: '', cell: `F${row}` }));
  return {
    headings: JSON.stringify(heading.cells.slice(0, COLUMNS)),
    lines: [...lines, ...beside],
  };
}
