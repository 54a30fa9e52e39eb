/**
 * The exports a command was given, read into rows. The steps of the intake, each in a module of its
 * own: find the files, tell what each is, decode or open it, find its tables, match their headings,
 * tell what each table lists, and settle its rows. Every file's problems come together.
 */
import { createHash } from 'node:crypto';
import { compareCodeUnits, comparePlaces } from '../audit/order.ts';
import type { Intake } from '../audit/plan.ts';
import type { Problem } from '../audit/problems.ts';
import type { ExportRead } from '../audit/record.ts';
import type { ReferralRow } from '../audit/referral.ts';
import type { Section47Row } from '../audit/section47.ts';
import type { WeekBasis } from '../audit/week.ts';
import { readBytes } from './export-bytes.ts';
import { findExports, type ExportFile } from './find-exports.ts';
import { openExport, refusalOf } from './open-export.ts';
import { isOwnTable } from './own-files.ts';
import { readTables, type TableReading } from './read-tables.ts';
import type { Encoding } from './decode.ts';
import type { DelimiterName } from './delimited.ts';

/** How exports are read: from settings and flags. */
export interface ReadingOptions extends TableReading {
  readonly encoding: Encoding | null;
  readonly delimiter: DelimiterName | null;
  /** By which date a referral belongs to the week, where the team has set it. */
  readonly basis: WeekBasis | null;
}

export interface ReadExports extends Intake {
  readonly exports: readonly ExportRead[];
  /** What files are called now that go by the name they were read under before: new name by old. */
  readonly renamed: ReadonlyMap<string, string>;
}

interface OneExport {
  readonly read: ExportRead | null;
  readonly rows: readonly ReferralRow[];
  readonly section47: readonly Section47Row[];
  readonly withoutDecided: readonly Problem[];
  readonly problems: readonly Problem[];
}

/**
 * Reads every export among `paths`: files, or folders of them. `before` are exports of an earlier
 * reading: a file with the very bytes of one of them is called what that was called.
 */
export async function readExports(
  paths: readonly string[],
  cwd: string,
  options: ReadingOptions,
  before: readonly ReadBefore[] = [],
): Promise<ReadExports> {
  const found = findExports(paths, cwd);
  const { files, renamed } = callAsBefore(found.files, before);
  const each: OneExport[] = [];
  for (const file of files) each.push(await readExport(file, options));
  const exports = each.flatMap(({ read }) => read ?? []);
  const { basis, problems: ofBasis } = chooseBasis(each, options.basis);
  const problems = [
    ...found.problems,
    ...each.flatMap((one) => one.problems),
    ...repeatedExports(exports),
    ...sectionListMissing(exports),
    ...referralsListMissing(each),
    ...ofBasis,
  ].sort((a, b) => comparePlaces(a.place, b.place));
  return {
    exports,
    rows: each.flatMap((one) => one.rows),
    section47: each.flatMap((one) => one.section47),
    basis,
    problems,
    renamed,
  };
}

type ReadBefore = Pick<ExportRead, 'name' | 'sha256'>;

function callAsBefore(found: readonly ExportFile[], before: readonly ReadBefore[]) {
  const renamed = new Map<string, string>();
  if (before.length === 0) return { files: found, renamed };
  const digests = found.map((file) => {
    const bytes = readBytes(file);
    return 'problem' in bytes ? null : digestOf(bytes);
  });
  const isUnmoved = ({ name, sha256 }: ReadBefore) =>
    found.some((file, at) => file.name === name && digests[at] === sha256);
  const free = before.filter((one) => !isUnmoved(one));
  const files = found.map((file, at): ExportFile => {
    const digest = digests[at];
    if (before.some(({ name, sha256 }) => name === file.name && sha256 === digest)) return file;
    const was = free.findIndex(({ sha256 }) => sha256 === digest);
    if (was === -1) return file;
    const name = free.splice(was, 1)[0]?.name ?? file.name;
    renamed.set(name, file.name);
    return { ...file, name };
  });
  return { files: files.sort((a, b) => compareCodeUnits(a.name, b.name)), renamed };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readExport(file: ExportFile, options: ReadingOptions): Promise<OneExport> {
  const bytes = readBytes(file);
  if ('problem' in bytes) return unread([bytes.problem]);
  return parseExport(bytes, file.name, options, file.typed);
}

/** One export's bytes into rows; `typed` is how a command would name it. */
export async function parseExport(
  bytes: Uint8Array,
  name: string,
  options: ReadingOptions,
  typed = name,
): Promise<OneExport> {
  const opened = await openExport(bytes, name, options);
  if ('refused' in opened) {
    // A list in another language, such as JSON, has quotation marks of its own.
    return 'row' in opened && !opened.headingsKnown
      ? unread([{ code: 'headings-unknown', place: { file: name }, args: { typed } }])
      : unread([refusalOf(opened, name)]);
  }
  const { format, encoding, delimiter, grids } = opened;
  if (isOwnTable(grids)) {
    return unread([{ code: 'export-is-own', place: { file: name }, args: { what: 'file' } }]);
  }
  const { tables, rows, section47, unusedSheets, withoutDecided, problems } = readTables(
    grids,
    { name, typed },
    options,
  );
  const read: ExportRead = {
    name,
    sha256: digestOf(bytes),
    bytes: bytes.length,
    format,
    encoding,
    delimiter,
    tables,
    unusedSheets,
  };
  return { read, rows, section47, withoutDecided, problems: [...opened.problems, ...problems] };
}

function unread(problems: readonly Problem[]): OneExport {
  return { read: null, rows: [], section47: [], withoutDecided: [], problems };
}

/**
 * By decision date where the exports have one. Some with and some without would mix two weeks; where
 * none has it, though one was expected, it is said: its heading may have been changed.
 */
function chooseBasis(
  each: readonly OneExport[],
  wanted: WeekBasis | null,
): { readonly basis: WeekBasis; readonly problems: readonly Problem[] } {
  const tables = each.flatMap(({ read }) =>
    (read?.tables ?? [])
      .filter(({ kind }) => kind !== 'section-47')
      .map((table) => ({ name: read?.name ?? '', table })),
  );
  const lacking = (basis: WeekBasis) =>
    tables.filter(({ table }) => !table.columns.some(({ field }) => field === basis));
  const basis = wanted ?? (lacking('decided').length < tables.length ? 'decided' : 'received');
  const without = [...new Set(lacking(basis).map(({ name }) => name))];
  if (without.length === 0) {
    const unsaid = wanted === null && basis === 'received';
    return { basis, problems: unsaid ? each.flatMap((one) => one.withoutDecided) : [] };
  }
  return { basis, problems: [{ code: 'week-basis-mixed', place: null, args: { basis, without } }] };
}

/** Referrals by child and date tell who was not taken further; who was, another list tells. */
function sectionListMissing(exports: readonly ExportRead[]): Problem[] {
  const tables = exports.flatMap(({ name, tables }) => tables.map((table) => ({ name, table })));
  if (tables.some(({ table }) => table.kind === 'section-47')) return [];
  return tables.flatMap(({ name, table }): Problem[] => {
    const own = table.columns.some(({ field }) => field === 'section47');
    if (table.kind !== 'child-referrals' || own) return [];
    const sheet = table.sheet === null ? {} : { sheet: table.sheet };
    return [{ code: 'section-47-list-missing', place: { file: name, ...sheet }, args: {} }];
  });
}

/** Enquiries alone: said where every file was read and understood, for another may be the list. */
function referralsListMissing(each: readonly OneExport[]): Problem[] {
  const tables = each.map(({ read }) => read?.tables ?? []);
  const onlyEnquiries = tables.every(
    (ofFile) => ofFile.length > 0 && ofFile.every(({ kind }) => kind === 'section-47'),
  );
  const file = each[0]?.read?.name;
  if (file === undefined || !onlyEnquiries) return [];
  return [{ code: 'referrals-list-missing', place: { file }, args: {} }];
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
