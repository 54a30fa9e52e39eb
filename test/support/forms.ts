/** Worksheets filled in as people do: a workbook by another program, a CSV form as text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils, write, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Findings } from '../../src/audit/findings.ts';
import { copyFixture } from './folders.ts';
import { newMachine, run, type Machine, type Run } from './run.ts';
import { ALL_FORMATS, copyOf, done, found, keptFolder, PACK, sampleWords } from './verify-run.ts';

export const FORM_SEED = '50371946821736508249';

/** Item id to what is typed there. */
export type Answers = Readonly<Record<string, string | CellObject>>;
/** Label to what is typed in that form. */
export type FormAnswers = Readonly<Record<string, Answers>>;

/** A desk with a pack of the ordinary week, kept for a whole test file. Called outside of tests. */
export function keptDesk(): { readonly folder: string; readonly draw: () => Promise<void> } {
  const folder = keptFolder();
  const draw = async (): Promise<void> => {
    copyFixture('ordinary-week', folder);
    await done(folder, sampleWords(...ALL_FORMATS, '--seed', FORM_SEED));
  };
  return { folder, draw };
}

/** A copy of a desk that a test may write to. */
export function machineAt(folder: string): Machine {
  return newMachine({ folder });
}

export function deskCopy(folder: string): Machine {
  return machineAt(copyOf(folder));
}

export function collateIn(machine: Machine, ...words: readonly string[]): Promise<Run> {
  return run(['collate', PACK, ...words], machine);
}

/** The same, of a run that must succeed. */
export async function collated(machine: Machine, ...words: readonly string[]): Promise<Run> {
  const result = await collateIn(machine, ...words);
  if (result.exitCode !== 0) throw new Error(result.stderr);
  return result;
}

export function readBytes(folder: string, path: string, pack: string = PACK): Buffer {
  return readFileSync(join(folder, pack, path));
}

export function readFindings(folder: string, pack: string = PACK): Findings {
  return JSON.parse(readBytes(folder, 'findings.json', pack).toString('utf8')) as Findings;
}

/** The rows of findings.csv of a case: question to answer and reason. */
export function csvOfCase(folder: string, label: string): ReadonlyMap<string, readonly string[]> {
  const rows: string[][] = parse(readBytes(folder, 'findings.csv'), { bom: true });
  return new Map(
    rows
      .filter((cells) => cells[1] === label)
      .map((cells) => [found(cells[4]), cells.slice(5)] as const),
  );
}

export function openBook(bytes: Uint8Array): WorkBook {
  return read(bytes, { type: 'buffer', cellNF: true });
}

/** As another program saves it: its text in one table, as Excel has it; what it does not know of a style is lost. */
export function saveBook(book: WorkBook, bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer {
  const options = { type: 'buffer', bookSST: true, compression: bookType === 'xlsx' } as const;
  return write(book, { ...options, bookType }) as Buffer;
}

export function sheetOf(book: WorkBook, name: string): WorkSheet {
  return found(book.Sheets[name]);
}

export function setCell(sheet: WorkSheet, cell: string, value: string | CellObject): void {
  sheet[cell] = typeof value === 'string' ? { t: 's', v: value } : value;
  const range = utils.decode_range(found(sheet['!ref']));
  const { r, c } = utils.decode_cell(cell);
  range.e = { r: Math.max(range.e.r, r), c: Math.max(range.e.c, c) };
  sheet['!ref'] = utils.encode_range(range);
}

/** The cell of an answer, by the workbook's own hidden map. */
export function cellOf(book: WorkBook, label: string, id: string): string {
  const rows = utils.sheet_to_json<string[]>(sheetOf(book, 'Form map'), { header: 1 });
  return found(found(rows.find(([sheet, item]) => sheet === label && item === id))[2]);
}

/** A workbook with these answers in it, and whatever else is done to it. */
export function fillBook(
  bytes: Uint8Array,
  answers: FormAnswers,
  change: (book: WorkBook) => void = () => undefined,
  bookType: 'xlsx' | 'biff8' = 'xlsx',
): Buffer {
  const book = openBook(bytes);
  for (const [label, items] of Object.entries(answers)) {
    for (const [id, value] of Object.entries(items)) {
      setCell(sheetOf(book, label), cellOf(book, label, id), value);
    }
  }
  change(book);
  return saveBook(book, bookType);
}

/** A CSV form with these answers in it, and whatever else is done to its rows. */
export function fillCsv(
  bytes: Uint8Array,
  answers: Readonly<Record<string, string>>,
  change: (rows: string[][]) => string[][] = (rows) => rows,
): string {
  const rows: string[][] = parse(Buffer.from(bytes), { bom: true });
  const filled = rows.map((cells) => cells.with(2, answers[found(cells[4])] ?? found(cells[2])));
  return stringify(change(filled), { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

/** Moves what stands in rows `from` (from 1) and below by so many rows; up over what stood there. */
export function shiftRows(sheet: WorkSheet, from: number, by: 1 | -1): void {
  const range = utils.decode_range(found(sheet['!ref']));
  const rows = Array.from({ length: range.e.r + 2 - from }, (_, index) => from - 1 + index);
  for (const r of by > 0 ? rows.reverse() : rows) {
    for (let c = 0; c <= range.e.c; c += 1) {
      const [old, renewed] = [r, r + by].map((row) => utils.encode_cell({ r: row, c }));
      const cell = sheet[found(old)] as CellObject | undefined;
      if (cell === undefined) Reflect.deleteProperty(sheet, found(renewed));
      else sheet[found(renewed)] = cell;
      Reflect.deleteProperty(sheet, found(old));
    }
  }
  range.e.r += by;
  sheet['!ref'] = utils.encode_range(range);
}
