/**
 * The record of a draw, `draw.json`: everything a stranger needs to repeat it and to see that
 * nothing was altered since. It holds no clock time and no path of a machine.
 */
import { drawnOf, type Draw, type Role } from './draw.ts';
import type { ExclusionReason } from './exclusions.ts';
import type { Frame } from './frame.ts';
import type { Field, Problem } from './problems.ts';
import { RESERVES_PER_SIDE, type AuditRules, type LeaveOut } from './rules.ts';
import type { Seats } from './seats.ts';
import type { OwnSources } from './source-groups.ts';
import { countReasons } from './summary.ts';
import { seedDigest, type METHOD, type Seed } from './tickets.ts';
import type { Meaning, Side } from './threshold.ts';
import type { WeekBasis } from './week.ts';

/** The layout of draw.json and of the pack around it. A change of either is a new number. */
export const SCHEMA_VERSION = 1;

/** How an export was read. */
export interface ExportRead {
  /** The file's name, without its folder. */
  readonly name: string;
  /** SHA-256 of its bytes, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly format: 'text' | 'xlsx' | 'xls';
  /** Of a text file; null for a workbook. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly tables: readonly TableRead[];
  /** Sheets that hold no table this audit uses. */
  readonly unusedSheets: readonly string[];
}

/** How a table of an export was read. */
export interface TableRead {
  /** Null in a text file, which has no sheets. */
  readonly sheet: string | null;
  readonly kind: 'referrals' | 'child-referrals' | 'section-47';
  readonly headingRow: number;
  readonly rows: number;
  readonly columns: readonly ColumnRead[];
}

export function countRows(tables: readonly TableRead[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

export interface ColumnRead {
  readonly field: Field | 'outcome-flag';
  readonly heading: string;
  /** The letter a spreadsheet shows above the column. */
  readonly column: string;
}

export interface FileDigest {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface FrameCounts {
  readonly code: string;
  readonly digest: string;
  readonly rows: number;
  readonly eligible: { readonly met: number; readonly notMet: number };
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>;
}

export interface SampleEntry {
  readonly label: string;
  readonly reference: string;
  readonly side: Side;
  readonly ticket: number;
  readonly role: Role;
}

export interface DrawRecord {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly method: typeof METHOD;
  readonly questionSet: string;
  readonly meeting: string;
  readonly week: { readonly from: string; readonly to: string; readonly basis: WeekBasis };
  readonly seed: Seed & { readonly sha256: string };
  readonly frame: FrameCounts;
  readonly seats: { readonly size: number; readonly met: number; readonly notMet: number };
  readonly sample: readonly SampleEntry[];
  readonly settings: {
    readonly size: number;
    readonly seats: Seats | null;
    readonly section47Window: number;
    readonly localAuthority: string | null;
    readonly reservesPerSide: number;
    readonly leaveOut: readonly LeaveOut[];
    readonly marking: string;
    readonly decisions: Readonly<Partial<Record<Meaning, readonly string[]>>>;
    readonly reading: ReadingSettings;
  };
  readonly exports: readonly ExportRead[];
  readonly notices: readonly Problem[];
  readonly files: readonly FileDigest[];
}

/** What was set about how exports are read; null and empty where nothing was. */
export interface ReadingSettings {
  readonly columns: Readonly<Partial<Record<Field, string>>>;
  readonly sourceGroups: OwnSources;
  readonly basis: WeekBasis | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly headingRow: number | null;
}

export interface RecordParts {
  readonly frame: Frame;
  readonly draw: Draw;
  readonly rules: AuditRules;
  readonly questionSet: string;
  readonly reading: ReadingSettings;
  readonly exports: readonly ExportRead[];
  readonly notices: readonly Problem[];
  readonly files: readonly FileDigest[];
}

export function buildRecord(parts: RecordParts): DrawRecord {
  const { frame, draw, rules, questionSet, reading, exports, notices, files } = parts;
  const { meeting, from, to } = frame.week;
  return {
    schemaVersion: SCHEMA_VERSION,
    method: draw.method,
    questionSet,
    meeting,
    week: { from, to, basis: frame.basis },
    seed: { ...draw.seed, sha256: seedDigest(draw.seed.value) },
    frame: countFrame(frame),
    seats: { size: draw.size, met: draw.seats.met, notMet: draw.seats['not-met'] },
    sample: listSample(draw),
    settings: {
      size: rules.size,
      seats: rules.seats,
      section47Window: rules.section47Window,
      localAuthority: rules.localAuthority,
      reservesPerSide: RESERVES_PER_SIDE,
      leaveOut: [...rules.leaveOut].sort(),
      marking: rules.marking,
      decisions: listDecisions(rules),
      reading,
    },
    exports,
    notices,
    files,
  };
}

export function countFrame(frame: Frame): FrameCounts {
  const met = frame.eligible.filter(({ side }) => side === 'met').length;
  const excluded = countReasons(frame.exclusions);
  return {
    code: frame.code,
    digest: frame.digest,
    rows: frame.rowsRead,
    eligible: { met, notMet: frame.eligible.length - met },
    excluded: Object.fromEntries(excluded.map(({ reason, count }) => [reason, count])),
  };
}

/** Cases and reserves, each side in draw order. */
export function listSample(draw: Draw): SampleEntry[] {
  return drawnOf(draw).map(({ label, reference, side, ticket, role }) => ({
    label,
    reference,
    side,
    ticket,
    role,
  }));
}

function listDecisions(rules: AuditRules): Partial<Record<Meaning, string[]>> {
  const lists: Partial<Record<Meaning, string[]>> = {};
  for (const [wording, meaning] of [...rules.vocabulary].sort()) {
    (lists[meaning] ??= []).push(wording);
  }
  return lists;
}
