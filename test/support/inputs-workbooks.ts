/** Excel workbooks of a test's own making. */
import { utils, write, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { daysBetween } from '../../src/audit/civil-date.ts';
import { day } from './inputs-reading.ts';

export type CellValue = string | number | boolean | null | CellObject;
export type SheetRows = readonly (readonly CellValue[])[];

export interface BookSettings {
  /** Dates count from 1904, as Excel for the Mac once had it. */
  readonly date1904?: boolean;
  /** Names of sheets that are not shown. */
  readonly hidden?: readonly string[];
}

type Sheets = Readonly<Record<string, SheetRows>>;

/** As Excel writes it now: packed, its text in the table of shared strings. */
export function xlsx(sheets: Sheets, settings: BookSettings = {}): Uint8Array {
  const options = { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true } as const;
  return write(buildBook(sheets, settings), options) as Buffer;
}

/** As Excel wrote it until 2003, and report servers still do. */
export function xls(sheets: Sheets, settings: BookSettings = {}): Uint8Array {
  return write(buildBook(sheets, settings), { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

function buildBook(sheets: Sheets, { date1904 = false, hidden = [] }: BookSettings): WorkBook {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(book, buildSheet(rows), name);
  }
  const states = book.SheetNames.map(
    (name) => ({ Hidden: hidden.includes(name) ? 1 : 0 }) as const,
  );
  book.Workbook = { WBProps: { date1904 }, Sheets: states };
  return book;
}

function buildSheet(rows: SheetRows): WorkSheet {
  const sheet: WorkSheet = {};
  const width = Math.max(1, ...rows.map((row) => row.length));
  for (const [r, row] of rows.entries()) {
    for (const [c, value] of row.entries()) {
      if (value !== null && value !== '') sheet[utils.encode_cell({ r, c })] = cellOf(value);
    }
  }
  const last = { r: Math.max(0, rows.length - 1), c: width - 1 };
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: last });
  return sheet;
}

function cellOf(value: Exclude<CellValue, null>): CellObject {
  if (typeof value === 'object') return value;
  if (typeof value === 'string') return { t: 's', v: value };
  return typeof value === 'number' ? { t: 'n', v: value } : { t: 'b', v: value };
}

/** The number Excel keeps for a day: 1 for 1 January 1900, and a 29 February there never was. */
export function serial(date: string): number {
  return daysBetween(day('1899-12-30'), day(date));
}

/** A cell that is a date, with the part of the day that has passed where a time is given. */
export function dateCell(date: string, time = '00:00', format = 'dd/mm/yyyy hh:mm'): CellObject {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const passed = (hours * 3600 + minutes * 60 + seconds) / 86_400;
  return { t: 'n', v: serial(date) + passed, z: format };
}

/** A formula, with the result Excel keeps beside it. */
export function formula(text: string, result: string | number): CellObject {
  return typeof result === 'number'
    ? { t: 'n', v: result, f: text }
    : { t: 's', v: result, f: text };
}

/** What Excel shows where a formula failed. */
export function errorCell(shown: keyof typeof ERROR_CODES): CellObject {
  return { t: 'e', v: ERROR_CODES[shown] };
}

const ERROR_CODES = {
  '#NULL!': 0x00,
  '#DIV/0!': 0x07,
  '#VALUE!': 0x0f,
  '#REF!': 0x17,
  '#NAME?': 0x1d,
  '#NUM!': 0x24,
  '#N/A': 0x2a,
} as const;
