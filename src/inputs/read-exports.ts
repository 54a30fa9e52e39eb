/** The exports a command was given, read into referral rows. Every file's problems come together. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { comparePlaces } from '../audit/order.ts';
import { gravityOf, type Problem } from '../audit/problems.ts';
import type { ColumnRead, ExportRead } from '../audit/record.ts';
import type { ReferralRow } from '../audit/referral.ts';
import type { WeekBasis } from '../audit/week.ts';
import { systemCode } from '../errors.ts';
import type { YearRange } from './dates.ts';
import { decodeText } from './decode.ts';
import { findExports, type ExportFile } from './find-exports.ts';
import { columnLetter, matchHeadings, type Columns } from './headings.ts';
import { readReferralRows } from './referral-rows.ts';
import { parseTable, type Table } from './table.ts';

export interface ReadExports {
  readonly exports: readonly ExportRead[];
  readonly rows: readonly ReferralRow[];
  readonly basis: WeekBasis;
  /** In the order of the files and their rows. */
  readonly problems: readonly Problem[];
}

interface OneExport {
  readonly read: ExportRead | null;
  readonly rows: readonly ReferralRow[];
  readonly problems: readonly Problem[];
}

/** Reads every export among `paths` (files, or folders of them); `years` bounds their dates. */
export function readExports(paths: readonly string[], cwd: string, years: YearRange): ReadExports {
  const found = findExports(paths, cwd);
  const each = found.files.map((file) => readExport(file, years));
  const exports = each.flatMap(({ read }) => read ?? []);
  const { basis, problems: ofBasis } = chooseBasis(exports);
  const problems = [
    ...found.problems,
    ...each.flatMap((one) => one.problems),
    ...repeatedExports(exports),
    ...ofBasis,
  ].sort((a, b) => comparePlaces(a.place, b.place));
  return { exports, rows: each.flatMap((one) => one.rows), basis, problems };
}

function readExport(file: ExportFile, years: YearRange): OneExport {
  const bytes = readBytes(file);
  if ('problems' in bytes) return bytes;
  return parseExport(bytes, file.name, years);
}

/** One export's bytes into rows: decode, table, headings, referrals. */
export function parseExport(bytes: Uint8Array, name: string, years: YearRange): OneExport {
  const decoded = decodeText(bytes);
  if ('refused' in decoded) {
    return unread([{ code: decoded.refused, place: { file: name }, args: {} }]);
  }
  const { table, problems: ofTable } = parseTable(decoded.text, name);
  if (table === null) return unread(ofTable);
  const place = { file: name, row: table.headingRow };
  const { columns, problems: ofHeadings } = matchHeadings(table.headings, place);
  if (ofHeadings.some((problem) => gravityOf(problem) === 'stops')) return unread(ofHeadings);

  const { rows, problems: ofRows } = readReferralRows(table, columns, name, years);
  const read: ExportRead = {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    rows: rows.length,
    encoding: decoded.encoding,
    delimiter: table.delimiter,
    headingRow: table.headingRow,
    columns: describeColumns(columns, table),
  };
  return { read, rows, problems: [...ofTable, ...ofHeadings, ...ofRows] };
}

function readBytes({ name, path }: ExportFile): Uint8Array | OneExport {
  try {
    return readFileSync(path);
  } catch (error) {
    const why = systemCode(error);
    if (why === null) throw error;
    return unread([{ code: 'export-unreadable', place: { file: name }, args: { why } }]);
  }
}

function unread(problems: readonly Problem[]): OneExport {
  return { read: null, rows: [], problems };
}

function describeColumns(columns: Columns, table: Table): ColumnRead[] {
  return [...columns]
    .sort(([, a], [, b]) => a - b)
    .map(([field, index]) => ({
      field,
      heading: table.headings[index]?.trim() ?? '',
      column: columnLetter(index),
    }));
}

/** By decision date where the exports have one. Some with and some without would mix two weeks. */
function chooseBasis(exports: readonly ExportRead[]): { basis: WeekBasis; problems: Problem[] } {
  const without = exports.filter(
    ({ columns }) => !columns.some(({ field }) => field === 'decided'),
  );
  if (without.length === 0 && exports.length > 0) return { basis: 'decided', problems: [] };
  if (without.length === exports.length) return { basis: 'received', problems: [] };
  const args = { without: without.map(({ name }) => name) };
  return { basis: 'decided', problems: [{ code: 'week-basis-mixed', place: null, args }] };
}

/** The same file twice under two names: its rows are counted, and set aside as copies. */
function repeatedExports(exports: readonly ExportRead[]): Problem[] {
  const first = new Map<string, string>();
  return exports.flatMap(({ name, sha256 }): Problem[] => {
    const of = first.get(sha256);
    if (of === undefined) first.set(sha256, name);
    return of === undefined
      ? []
      : [{ code: 'export-repeated', place: { file: name }, args: { of } }];
  });
}
