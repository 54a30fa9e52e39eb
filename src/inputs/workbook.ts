/**
 * Excel workbooks into grids: the only module that knows the workbook library. What the library
 * would take silently (garbage, bombs, empty results) is stopped here, before and after it.
 */
import { posix } from 'node:path';
import { CFB, read, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { NOT_CALCULATED } from './cells.ts';
import type { Refused } from './file-kind.ts';
import { nameCell, type Grid, type GridRow } from './grid.ts';
import { readZipDirectory, unpacksAsDeclared } from './zip-directory.ts';

const MOST_BYTES = 60 * 1024 * 1024;
/** 150,000 rows unpack to some 80 MiB; what is opened takes ten times as much memory. */
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
const MOST_ENTRIES = 2000;
/** Excel's own limits; a sheet that claims more is not from Excel. */
const MOST_ROWS = 1_048_576;

/** The part of the library's formatter used here, which its own types leave open. */
interface DateCodes {
  readonly is_date: (format: string) => boolean;
  readonly format: (format: string, value: number) => string;
  readonly parse_date_code: (
    serial: number,
    options: { readonly date1904: boolean },
  ) => Readonly<Record<'y' | 'm' | 'd' | 'H' | 'M' | 'S', number>> | null;
}

/** The part of the library that reads and writes zip files, which its own types leave open. */
interface Containers {
  readonly read: (bytes: Uint8Array, options: { readonly type: 'array' }) => object;
  readonly write: (
    zip: object,
    options: { readonly fileType: 'zip'; readonly type: 'buffer' },
  ) => Uint8Array;
  readonly utils: {
    readonly cfb_add: (zip: object, path: string, content: Uint8Array) => void;
  };
}

/** Every sheet with cells in it, in the workbook's order; or why the file is not opened. */
export function readWorkbook(
  bytes: Uint8Array,
  kind: 'xlsx' | 'xls',
): { readonly grids: readonly Grid[] } | { readonly refused: Refused } {
  const workbook = openWorkbook(bytes, kind, false);
  if ('refused' in workbook) return workbook;
  const grids = gridsOf(workbook, numberText);
  return grids.length === 0 ? { refused: 'export-empty' } : { grids };
}

/** Of a workbook that people fill in, what counts besides the texts of its cells. */
export interface FilledSheet {
  /** Cells that hold a formula, such as `F4`: nobody wrote what they show. */
  readonly formulas: ReadonlySet<string>;
  /** Cells with a comment. */
  readonly comments: ReadonlySet<string>;
  /** Whether a text box, a shape or a picture lies on it. */
  readonly isDrawnOn: boolean;
}

/** The same, of a workbook that people fill in: sheet to what else is on it. */
export function readFilledWorkbook(
  bytes: Uint8Array,
  kind: 'xlsx' | 'xls',
):
  | { readonly grids: readonly Grid[]; readonly sheets: ReadonlyMap<string, FilledSheet> }
  | { readonly refused: Refused } {
  const workbook = openWorkbook(bytes, kind, true);
  if ('refused' in workbook) return workbook;
  const grids = gridsOf(workbook, shownText);
  if (grids.length === 0) return { refused: 'export-empty' };
  const sheets = new Map(
    workbook.SheetNames.map((name) => [
      name,
      {
        // Of a formula over several cells, only the first holds its text.
        formulas: cellsWith(workbook, name, ({ f, F }) => f !== undefined || F !== undefined),
        comments: cellsWith(workbook, name, ({ c }) => c !== undefined && c.length > 0),
        isDrawnOn: isDrawnOn(workbook, name),
      },
    ]),
  );
  return { grids, sheets };
}

function openWorkbook(
  bytes: Uint8Array,
  kind: 'xlsx' | 'xls',
  keepParts: boolean,
): WorkBook | { readonly refused: Refused } {
  const misread = new Map<string, Uint8Array>();
  const refused =
    kind === 'xlsx'
      ? refuseZip(bytes, misread)
      : bytes.length > MOST_BYTES
        ? 'export-too-large'
        : null;
  if (refused !== null) return { refused };
  return parseWorkbook(misread.size === 0 ? bytes : replaceParts(bytes, misread), keepParts);
}

/** A sign beyond the first 65,536 as a number: the library would make another sign of it. */
const BEYOND = /&#(?:x0*(10[\da-f]{4}|[1-9a-f][\da-f]{4})|0*([1-9]\d{4,6}));/gi;

/** The part with such signs as they are; null where it has none. Its other bytes stay what they are. */
function spellOut(part: Buffer): Uint8Array | null {
  if (!part.includes('&#')) return null;
  const text = part.toString('latin1');
  const spelt = text.replace(BEYOND, (written, hex?: string, decimal?: string) => {
    const sign = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    if (sign <= 0xffff || sign > 0x10ffff) return written;
    return Buffer.from(String.fromCodePoint(sign)).toString('latin1');
  });
  return spelt === text ? null : Buffer.from(spelt, 'latin1');
}

/** The same zip file with these parts in place of its own. */
function replaceParts(bytes: Uint8Array, parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const library = CFB as Containers;
  const zip = library.read(bytes, { type: 'array' });
  for (const [name, part] of parts) library.utils.cfb_add(zip, `/${name}`, part);
  return library.write(zip, { fileType: 'zip', type: 'buffer' });
}

function gridsOf(workbook: WorkBook, sayNumber: NumberText): Grid[] {
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name];
    const rows = sheet === undefined ? [] : readSheet(sheet, date1904, sayNumber);
    return rows.length === 0 ? [] : [{ sheet: name, rows, ragged: false }];
  });
}

function cellsWith(
  { Sheets }: WorkBook,
  name: string,
  holds: (cell: CellObject) => boolean,
): ReadonlySet<string> {
  return new Set(
    cellsOf(Sheets[name]).flatMap((cells, r) =>
      Array.from(cells ?? [], (cell, c) =>
        cell !== undefined && holds(cell) ? [nameCell(r + 1, c)] : [],
      ).flat(),
    ),
  );
}

/** What the library keeps of the parts of an .xlsx, and of which of them is which sheet. */
interface Parts {
  readonly files?: Readonly<Record<string, { readonly content?: Uint8Array } | undefined>>;
  readonly Workbook?: { readonly Sheets?: readonly { name?: string; id?: string }[] };
}

/** The library reads no drawings: they are looked for among the parts that a sheet refers to. */
function isDrawnOn(workbook: WorkBook, name: string): boolean {
  const { files = {}, Workbook } = workbook as Parts;
  const partAt = (path: string): string =>
    Buffer.from(files[path]?.content ?? new Uint8Array()).toString('utf8');
  const targetsOf = (part: string): { id: string; type: string; path: string }[] => {
    const { dir, base } = posix.parse(part);
    const tags = partAt(`${dir}/_rels/${base}.rels`).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
    return tags.map((tag) => {
      const of = (key: string): string =>
        new RegExp(`\\s${key}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '';
      return {
        id: of('Id'),
        type: of('Type'),
        path: posix.join('/', of('Target').startsWith('/') ? '' : dir, of('Target')).slice(1),
      };
    });
  };
  const id = Workbook?.Sheets?.find((sheet) => sheet.name === name)?.id;
  const sheet = targetsOf('xl/workbook.xml').find((target) => target.id === id);
  if (sheet === undefined) return false;
  return targetsOf(sheet.path).some(
    ({ type, path }) => type.endsWith('/drawing') && partAt(path).includes('Anchor'),
  );
}

function refuseZip(bytes: Uint8Array, misread: Map<string, Uint8Array>): Refused | null {
  if (bytes.length > MOST_BYTES) return 'export-too-large';
  const entries = readZipDirectory(bytes);
  if (entries === null) return 'workbook-damaged';
  const names = new Set(entries.map(({ name }) => name));
  if (names.size !== entries.length) return 'workbook-damaged';
  if (!names.has('[Content_Types].xml')) return 'export-not-text';
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (entries.length > MOST_ENTRIES || unpacked > MOST_UNPACKED_BYTES) return 'export-too-large';
  const isWhole = unpacksAsDeclared(bytes, entries, (content, name) => {
    const part = name.endsWith('.xml') ? spellOut(content) : null;
    if (part !== null) misread.set(name, part);
  });
  return isWhole ? null : 'workbook-damaged';
}

function parseWorkbook(
  bytes: Uint8Array,
  keepParts: boolean,
): WorkBook | { readonly refused: Refused } {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      // Without them a formula that was never worked out looks like a cell that is not there.
      sheetStubs: true,
      bookFiles: keepParts,
    });
  } catch (error) {
    const locked = error instanceof Error && /password/i.test(error.message);
    return { refused: locked ? 'workbook-locked' : 'workbook-damaged' };
  }
}

/** The library leaves out rows and cells that hold nothing, whatever its types say. */
type SparseCells = readonly ((CellObject | undefined)[] | undefined)[];

/**
 * The rows that hold something, each as long as its last cell: one stray cell far down or far to the
 * right must not cost a million rows or columns.
 */
function readSheet(sheet: WorkSheet, date1904: boolean, sayNumber: NumberText): readonly GridRow[] {
  return cellsOf(sheet).flatMap((cells, index) => {
    if (cells === undefined) return [];
    const texts = Array.from(cells, (cell) => cellText(cell, date1904, sayNumber));
    return texts.some((text) => text !== '') ? [{ row: index + 1, cells: texts }] : [];
  });
}

function cellsOf(sheet: WorkSheet | undefined): SparseCells {
  const data = (sheet?.['!data'] as SparseCells | undefined) ?? [];
  return data.slice(0, MOST_ROWS);
}

/** A cell as text: dates as `YYYY-MM-DD`, numbers with every digit the file keeps. */
function cellText(cell: CellObject | undefined, date1904: boolean, sayNumber: NumberText): string {
  if (cell === undefined) return '';
  if (cell.t === 'e') return typeof cell.v === 'number' ? (ERRORS.get(cell.v) ?? '#N/A') : '#N/A';
  if (cell.t === 'z' || cell.v === undefined) return cell.f === undefined ? '' : NOT_CALCULATED;
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE';
  if (typeof cell.v === 'number') return sayNumber(cell.v, String(cell.z ?? ''), date1904);
  return typeof cell.v === 'string' ? cell.v : '';
}

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

/** Excel keeps fifteen digits of a number. */
const FIRST_INEXACT = 1e15;

type NumberText = (value: number, format: string, date1904: boolean) => string;

/** A number as the person who typed it sees it, such as `14:30` or `50%`; a day stays a day. */
function shownText(value: number, format: string, date1904: boolean): string {
  const codes = SSF as DateCodes;
  const isPlain = format === '' || /^(?:General|@|0+)$/i.test(format);
  const isDay = value >= 1 && codes.is_date(format) && !/\[[hms]+\]/i.test(format);
  if (isPlain || isDay || Math.abs(value) >= FIRST_INEXACT) {
    return numberText(value, format, date1904);
  }
  // A format such as `;;;` hides what is in the cell: it was typed all the same.
  return codes.format(format, value).trim() || numberText(value, format, date1904);
}

function numberText(value: number, format: string, date1904: boolean): string {
  if (format !== '' && (SSF as DateCodes).is_date(format)) return dateText(value, date1904);
  if (Math.abs(value) >= FIRST_INEXACT) return value.toExponential().toUpperCase();
  // A format of zeros alone is how a cell keeps an identifier's leading zeros.
  return /^0+$/.test(format) && Number.isInteger(value)
    ? String(value).padStart(format.length, '0')
    : String(value);
}

/** From the serial number itself: date objects would move with the time zone, and lose seconds. */
function dateText(serial: number, date1904: boolean): string {
  const parts = (SSF as DateCodes).parse_date_code(serial, { date1904 });
  if (parts === null) return String(serial);
  const digits = (number: number, width: number): string => String(number).padStart(width, '0');
  const date = `${digits(parts.y, 4)}-${digits(parts.m, 2)}-${digits(parts.d, 2)}`;
  if (parts.H === 0 && parts.M === 0 && parts.S === 0) return date;
  return `${date} ${[parts.H, parts.M, parts.S].map((part) => digits(part, 2)).join(':')}`;
}
