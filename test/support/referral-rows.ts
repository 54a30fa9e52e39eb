/** Builds rows as an export would give them, so that a test names only the facts it is about. */
import { parseIsoDate, type CivilDate, type Moment } from '../../src/audit/civil-date.ts';
import type { ReferralRow, Section47Start } from '../../src/audit/referral.ts';
import {
  DEFAULT_MARKING,
  DEFAULT_SECTION_47_WINDOW,
  DEFAULT_SIZE,
  type AuditRules,
} from '../../src/audit/rules.ts';
import { parseSeed, type Seed } from '../../src/audit/tickets.ts';
import { buildVocabulary, DEFAULT_WORDINGS } from '../../src/audit/vocabulary.ts';
import { weekBefore, type AuditWeek } from '../../src/audit/week.ts';

/** The week of the meeting on Friday 20 November 2026: Friday 13 to Thursday 19 November. */
export const WEEK: AuditWeek = weekBefore(day('2026-11-20'));

export const RULES: AuditRules = {
  vocabulary: buildVocabulary(DEFAULT_WORDINGS),
  size: DEFAULT_SIZE,
  seats: null,
  section47Window: DEFAULT_SECTION_47_WINDOW,
  localAuthority: null,
  leaveOut: new Set(),
  marking: DEFAULT_MARKING,
};

/** The facts of a row; what is not given is ordinary, and lies in the week. */
export interface RowFacts {
  readonly reference: string;
  readonly file: string;
  readonly row: number;
  /** Tells siblings apart: rows with the same facts and child are exact copies. */
  readonly child: string;
  /** `2026-11-16` or `2026-11-16 09:30`; blank for none. */
  readonly received: string;
  readonly decided: string;
  /** The one outcome recorded; blank for none. */
  readonly wording: string;
  readonly noFurtherAction: boolean | null;
  readonly section47: readonly Section47Start[];
  readonly judgedBy: ReferralRow['judgedBy'];
  readonly family: string;
  readonly testRecord: boolean;
  readonly localAuthority: string;
  readonly team: string;
  readonly sourceGroup: string;
}

export function referralRow(facts: Partial<RowFacts> = {}): ReferralRow {
  const { file, row, received, decided, wording, ...others } = {
    reference: 'MASH-1',
    file: 'week.csv',
    row: 2,
    child: 'C1',
    received: '2026-11-13',
    decided: '2026-11-16',
    wording: 'Early Help',
    noFurtherAction: null,
    section47: [],
    judgedBy: 'wordings' as const,
    family: '',
    testRecord: false,
    localAuthority: 'Wiltshire',
    team: 'MASH North',
    sourceGroup: 'Police',
    ...facts,
  };
  return {
    ...others,
    place: { file, row },
    fingerprint: JSON.stringify([received, decided, wording, others]),
    received: moment(received),
    decided: moment(decided),
    wordings: wording === '' ? [] : [wording],
  };
}

/** Rows of one export, one below the other from row 2. */
export function referralRows(
  facts: readonly Partial<RowFacts>[],
  file = 'week.csv',
): ReferralRow[] {
  return facts.map((each, index) => referralRow({ file, row: index + 2, ...each }));
}

export function day(text: string): CivilDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`not a day: ${text}`);
  return date;
}

export function moment(text: string): Moment | null {
  const [date, time] = text.split(' ');
  return date === undefined || date === '' ? null : { date: day(date), time: time ?? null };
}

export function seedOf(text: string): Seed {
  const seed = parseSeed(text, 'given');
  if (seed === null) throw new Error(`not a seed: ${text}`);
  return seed;
}
