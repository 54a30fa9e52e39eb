/**
 * The record of a draw, `draw.json`: everything a stranger needs to repeat it and to see that
 * nothing was altered since. The pack's pages are rendered from it. It holds no clock time and no
 * path of a machine.
 */
import type { CivilDate, Moment } from './civil-date.ts';
import { casesOf, type Draw, type Role, type TicketedReferral } from './draw.ts';
import type { ExclusionReason } from './exclusions.ts';
import type { Frame } from './frame.ts';
import { compareCodeUnits } from './order.ts';
import { countLocalFacts, type LocalFacts } from './local-facts.ts';
import { countDays, type DayCount } from './overview.ts';
import type { Field, Problem } from './problems.ts';
import type { ReferrerNotified } from './referrer-notified.ts';
import type { ReplacementMade } from './replacements.ts';
import type { QuestionSet } from './questions.ts';
import { RESERVES_PER_SIDE, type AuditRules, type LeaveOut } from './rules.ts';
import { countSides, type Seats } from './seats.ts';
import type { OwnSources } from './source-groups.ts';
import { countReasons } from './summary.ts';
import { seedDigest, sourceByForm, type METHOD, type Seed } from './tickets.ts';
import { MEANINGS, type Meaning, type Side } from './threshold.ts';
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

/** A referral as it stands in the register. */
export interface RegisterEntry {
  readonly reference: string;
  readonly side: Side;
  readonly ticket: number;
  /** Its place in ticket order on its side, from 1. */
  readonly order: number;
  readonly inclusion: number;
  readonly label: string | null;
  readonly role: Role | null;
}

/** A case, reserve or withdrawn referral, with all that a pack may say of it. */
export interface SampleEntry extends RegisterEntry {
  readonly label: string;
  readonly role: Role;
  readonly decision: string;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  readonly localAuthority: string;
  readonly team: string;
  readonly sourceGroup: string;
  /** Absent where the export has no such column, as is the next. */
  readonly rag?: string;
  readonly referrerNotified?: ReferrerNotified;
}

/** Which draw of its week this is, and why there is more than one. */
export interface DrawCount {
  readonly number: number;
  readonly reason: string | null;
}

/** The names of the pack's files beside its worksheets. */
export const RECORD_FILE = 'draw.json';
export const SUMMARY_FILE = 'summary.html';
export const WORKSHEETS_FILE = 'worksheets.html';
export const WORKBOOK_FILE = 'worksheets.xlsx';
export const REGISTER_FILE = 'register.csv';
export const EXCLUSIONS_FILE = 'exclusions.csv';

/** The worksheets to print, to fill in on screen, and to fill in by other programs. */
export const WORKSHEET_FORMATS = ['html', 'xlsx', 'csv'] as const;
export type WorksheetFormat = (typeof WORKSHEET_FORMATS)[number];

/** The record without the digests of the files that are rendered from it. */
export interface DrawRecord {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly method: typeof METHOD;
  /** In full, so that the pack says for ever what was asked. */
  readonly questionSet: QuestionSet;
  readonly meeting: CivilDate;
  readonly week: { readonly from: CivilDate; readonly to: CivilDate; readonly basis: WeekBasis };
  readonly draw: DrawCount;
  readonly seed: Seed & { readonly sha256: string };
  readonly frame: FrameCounts;
  readonly seats: { readonly size: number; readonly met: number; readonly notMet: number };
  /** What the worksheets were written as. */
  readonly formats: readonly WorksheetFormat[];
  /** Eligible referrals on each day of the week. */
  readonly days: readonly DayCount[];
  /** What the exports say of the eligible besides; absent where they have no such column. */
  readonly localFacts?: LocalFacts;
  readonly sample: readonly SampleEntry[];
  readonly replacements: readonly ReplacementMade[];
  readonly register: readonly RegisterEntry[];
  readonly settings: SettingsRecord;
  /** What `not-drawn-since` left out, and the families drawn now; absent where it is not in force. */
  readonly notDrawnSince?: NotDrawnSince;
  readonly exports: readonly ExportRead[];
  readonly notices: readonly Problem[];
}

export interface NotDrawnSince {
  readonly months: number;
  readonly leftOut: readonly { readonly reference: string; readonly meeting: CivilDate | null }[];
  readonly families: readonly string[];
}

/** `draw.json` as written. */
export interface WrittenRecord extends DrawRecord {
  readonly files: readonly FileDigest[];
}

/** The record of a written one: the digests are made anew with the files. */
export function recordOf(written: WrittenRecord): DrawRecord {
  const record: Partial<WrittenRecord> = { ...written };
  delete (record as { files?: unknown }).files;
  return record as DrawRecord;
}

export interface SettingsRecord {
  /** The settings file's name, where one was in force. */
  readonly file: string | null;
  readonly size: number;
  readonly seats: Seats | null;
  readonly section47Window: number;
  readonly localAuthority: string | null;
  readonly reservesPerSide: number;
  readonly leaveOut: readonly LeaveOut[];
  readonly marking: string;
  readonly decisions: Readonly<Partial<Record<Meaning, readonly string[]>>>;
  readonly reading: ReadingSettings;
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
  readonly count: DrawCount;
  readonly rules: AuditRules;
  readonly questionSet: QuestionSet;
  readonly formats: readonly WorksheetFormat[];
  readonly reading: ReadingSettings;
  readonly settingsFile: string | null;
  readonly exports: readonly ExportRead[];
  readonly notices: readonly Problem[];
}

/**
 * The record of a draw. Of the exports it takes only what a pack may show; the order of its keys is
 * that of draw.json.
 */
export function buildRecord(parts: RecordParts): DrawRecord {
  const { frame, draw, count, rules, questionSet, formats, exports, notices } = parts;
  const { meeting, from, to } = frame.week;
  return {
    schemaVersion: SCHEMA_VERSION,
    method: draw.method,
    questionSet,
    meeting,
    week: { from, to, basis: frame.basis },
    draw: count,
    seed: {
      value: draw.seed.value,
      source: sourceByForm(draw.seed.value),
      sha256: seedDigest(draw.seed.value),
    },
    frame: countFrame(frame),
    seats: { size: draw.size, met: draw.seats.met, notMet: draw.seats['not-met'] },
    formats,
    days: countDays(frame),
    ...recordLocalFacts(frame),
    sample: listSample(draw),
    replacements: draw.replacements,
    register: draw.register.map(toRegisterEntry),
    settings: recordSettings(rules, parts.reading, parts.settingsFile),
    ...recordDrawnBefore(frame, draw, rules),
    exports,
    // What else lay in a folder is no part of the draw.
    notices: notices.filter(({ code }) => code !== 'files-not-read'),
  };
}

/**
 * Rows read, eligible referrals a side, and rows left out by reason; a reason without a row is
 * absent.
 */
export function countFrame(frame: Frame): FrameCounts {
  const { met, 'not-met': notMet } = countSides(frame.eligible);
  const excluded = countReasons(frame.exclusions);
  return {
    code: frame.code,
    digest: frame.digest,
    rows: frame.rowsRead,
    eligible: { met, notMet },
    excluded: Object.fromEntries(excluded.map(({ reason, count }) => [reason, count])),
  };
}

/** Everything that has a label, each side in ticket order. */
export function listSample(draw: Draw): SampleEntry[] {
  return draw.register.flatMap((referral): SampleEntry[] => {
    const { label, role, decision, received, decided, localAuthority, team, sourceGroup } =
      referral;
    if (label === null || role === null) return [];
    const { rag, referrerNotified } = referral;
    const facts = {
      ...{ decision, received, decided, localAuthority, team, sourceGroup },
      ...(rag === undefined ? {} : { rag }),
      ...(referrerNotified === undefined ? {} : { referrerNotified }),
    };
    return [{ ...toRegisterEntry(referral), label, role, ...facts }];
  });
}

/** Rows below the headings, of all the tables together. */
export function countRows(tables: readonly TableRead[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

function toRegisterEntry(referral: TicketedReferral): RegisterEntry {
  const { label, reference, side, ticket, order, inclusion, role } = referral;
  return { label, reference, side, ticket, order, inclusion, role };
}

function recordLocalFacts({ eligible }: Frame): Pick<DrawRecord, 'localFacts'> {
  const localFacts = countLocalFacts(eligible);
  return Object.keys(localFacts).length === 0 ? {} : { localFacts };
}

/** A replay needs only who was left out: the earlier packs may be gone by then. */
function recordDrawnBefore(
  frame: Frame,
  draw: Draw,
  { drawnBefore }: AuditRules,
): Pick<DrawRecord, 'notDrawnSince'> {
  if (drawnBefore === undefined) return {};
  const leftOut = frame.exclusions
    .filter(({ reason }) => reason === 'drawn-before')
    .map(({ reference }) => ({ reference, meeting: drawnBefore.referrals.get(reference) ?? null }))
    .sort((a, b) => compareCodeUnits(a.reference, b.reference));
  const families = new Set(casesOf(draw).flatMap((drawn) => drawn.families ?? []));
  return { notDrawnSince: { months: drawnBefore.months, leftOut, families: [...families].sort() } };
}

function recordSettings(
  rules: AuditRules,
  reading: ReadingSettings,
  file: string | null,
): SettingsRecord {
  return {
    file,
    size: rules.size,
    seats: rules.seats,
    section47Window: rules.section47Window,
    localAuthority: rules.localAuthority,
    reservesPerSide: RESERVES_PER_SIDE,
    leaveOut: [...rules.leaveOut].sort(),
    marking: rules.marking,
    decisions: listDecisions(rules),
    reading,
  };
}

function listDecisions(rules: AuditRules): Partial<Record<Meaning, string[]>> {
  const lists: Partial<Record<Meaning, string[]>> = {};
  for (const meaning of MEANINGS) {
    const wordings = [...rules.vocabulary].filter(([, its]) => its === meaning);
    lists[meaning] = wordings.map(([wording]) => wording).sort();
  }
  return lists;
}
