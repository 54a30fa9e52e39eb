/** What reading takes besides the exports, at its defaults, and the exports of small made-up weeks. */
import { nameOfCode } from '../../src/audit/authorities.ts';
import { parseIsoDate, type CivilDate } from '../../src/audit/civil-date.ts';
import { planAudit, type AuditPlan } from '../../src/audit/plan.ts';
import type { Problem, ProblemCode } from '../../src/audit/problems.ts';
import type { ReferralRow } from '../../src/audit/referral.ts';
import { DEFAULT_MARKING, DEFAULT_SECTION_47_WINDOW, DEFAULT_SIZE } from '../../src/audit/rules.ts';
import type { AuditRules } from '../../src/audit/rules.ts';
import { buildSourceGroups } from '../../src/audit/source-groups.ts';
import type { Seed } from '../../src/audit/tickets.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';
import { weekBefore } from '../../src/audit/week.ts';
import { buildHeadingMatcher, type NamedColumns } from '../../src/inputs/known-headings.ts';
import {
  parseExport,
  readExports,
  type ReadExports,
  type ReadingOptions,
} from '../../src/inputs/read-exports.ts';
import { inFolder, type Files } from './inputs-run.ts';

export function day(text: string): CivilDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`no such day: ${text}`);
  return date;
}

/** Friday 13 to Thursday 19 November 2026, for the meeting of Friday 20 November. */
export const WEEK = weekBefore(day('2026-11-20'));

export const YEARS = { from: 1990, to: 2027 };

export const SEED: Seed = { value: '50371946821736508249', source: 'given' };

/** The defaults, with what a test sets otherwise; columns are named as a team's settings would. */
export function reading(
  set: Partial<ReadingOptions> & { readonly columns?: NamedColumns } = {},
): ReadingOptions {
  const { columns = {}, ...others } = set;
  return {
    fieldOf: buildHeadingMatcher(columns),
    namedColumns: columns,
    headingRow: null,
    years: YEARS,
    vocabulary: buildVocabulary(DEFAULT_WORDINGS),
    sourceGroupOf: buildSourceGroups(),
    authorityAsked: false,
    authorityOf: nameOfCode,
    encoding: null,
    delimiter: null,
    basis: null,
    ...others,
  };
}

export function rules(set: Partial<AuditRules> = {}): AuditRules {
  return {
    vocabulary: buildVocabulary(DEFAULT_WORDINGS),
    size: DEFAULT_SIZE,
    seats: null,
    section47Window: DEFAULT_SECTION_47_WINDOW,
    localAuthority: null,
    leaveOut: new Set(),
    marking: DEFAULT_MARKING,
    ...set,
  };
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

/** Reads one export that is never on a disk. */
export function parse(
  content: string | Uint8Array,
  name = 'week.csv',
  options: ReadingOptions = reading(),
): ReturnType<typeof parseExport> {
  return parseExport(bytesOf(content), name, options);
}

export interface Planned extends AuditPlan {
  readonly read: ReadExports;
}

/** Reads the exports of a folder and plans the audit of the week, as the commands do. */
export function planOn(
  files: Files,
  set: { readonly reading?: ReadingOptions; readonly rules?: AuditRules } = {},
): Promise<Planned> {
  return inFolder(files, async (cwd) => {
    const read = await readExports(['.'], cwd, set.reading ?? reading());
    return { ...planAudit(read, WEEK, SEED, set.rules ?? rules()), read };
  });
}

/** Lines of cells as CSV; a cell with a comma, a quotation mark or a line end is quoted. */
export function csv(...rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

export const HEADINGS = ['Referral ID', 'Date Received', 'Decision Date', 'Decision'] as const;

/** A referral of the week that nothing is wrong with, but for what a test sets otherwise. */
export function referral(
  set: Readonly<{ id?: string; received?: string; decided?: string; decision?: string }> = {},
): readonly string[] {
  const { id = 'R1', received = '13/11/2026', decided = '16/11/2026' } = set;
  return [id, received, decided, set.decision ?? 'Early Help'];
}

/** An export with one referral on each side, and those given. */
export function weekOf(...rows: readonly (readonly string[])[]): string {
  return csv(
    HEADINGS,
    referral({ id: 'MET', decision: 'Section 47 enquiry' }),
    referral({ id: 'NOT-MET' }),
    ...rows,
  );
}

/** The codes, in order, as often as they are raised. */
export function codesOf(problems: readonly Problem[]): readonly ProblemCode[] {
  return problems.map(({ code }) => code);
}

/** What was read of one referral. */
export function rowOf(rows: readonly ReferralRow[], reference: string): ReferralRow {
  const row = rows.find((one) => one.reference === reference);
  if (row === undefined) throw new Error(`no row of ${reference}`);
  return row;
}
