/** A referral is the case that is audited; an export may give it several rows, one a child. */
import { authorityKey } from './authorities.ts';
import type { CivilDate, Moment } from './civil-date.ts';
import type { Place } from './problems.ts';
import { joinNotified, type ReferrerNotified } from './referrer-notified.ts';

/** What one row of an export says, settled into values. Blank cells are null or ''. */
export interface ReferralRow {
  readonly place: RowPlace;
  /** The same for two rows when every cell of theirs is the same. Opaque: it carries no detail. */
  readonly fingerprint: string;
  readonly reference: string;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  /** The outcomes recorded, one or several; none where the cell is blank. */
  readonly wordings: readonly string[];
  /** The column of the wordings, as messages name it, where they stand in one. */
  readonly decisionColumn?: string;
  /** What "Referral NFA?" says; null where it is blank or the export has no such column. */
  readonly noFurtherAction: boolean | null;
  /** Section 47 enquiries that belong to this referral. */
  readonly section47: readonly Section47Start[];
  /** What its side is judged by: recorded outcomes, or whether a section 47 enquiry began. */
  readonly judgedBy: 'wordings' | 'section-47';
  /** For joining with section 47 rows. In a pack only where a list has no reference but the child and the day. */
  readonly child: string;
  /** The family's identifier where the export has one: in `draw.json` with not-drawn-since, else nowhere. */
  readonly family?: string;
  /** A cell says that this is no real case: "DUPLICATE", "Do not use". */
  readonly testRecord: boolean;
  readonly localAuthority: string;
  readonly team: string;
  readonly sourceGroup: string;
  /** A rating of the list, or blank; absent where the export has no such column. */
  readonly rag?: string;
  /** Absent where the export has no such column. */
  readonly referrerNotified?: ReferrerNotified;
}

/** When a section 47 enquiry began; `named` where the export says it is this referral's. */
export interface Section47Start {
  readonly started: CivilDate;
  readonly named: boolean;
}

/** Where a row stands: `row` is the number a spreadsheet shows beside it. */
export type RowPlace = Place & { readonly row: number };

/** The fact on which the rows of one referral disagree though it can have one value only. */
export type DifferingFact = 'received' | 'decided' | 'localAuthority';

export interface Referral {
  readonly reference: string;
  /** In the order of the exports; the first stands for the referral in the accounting. */
  readonly rows: readonly [ReferralRow, ...ReferralRow[]];
  readonly differsIn: DifferingFact | null;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  readonly localAuthority: string;
  readonly team: string;
  readonly sourceGroup: string;
  readonly rag?: string;
  readonly referrerNotified?: ReferrerNotified;
}

export interface GatheredRows {
  readonly referrals: readonly Referral[];
  /** Rows that repeat an earlier one of the same referral cell by cell. */
  readonly duplicates: readonly ReferralRow[];
  /** Rows marked as a test or a duplicate, of referrals that have other rows. */
  readonly marked: readonly ReferralRow[];
}

/**
 * Brings together the rows that share a reference. What it gives does not depend on row order. A
 * marked row speaks for itself only: a referral is made of its unmarked rows where it has any, so
 * that one sibling entered twice does not take the whole referral out of the draw.
 */
export function gatherReferrals(rows: readonly ReferralRow[]): GatheredRows {
  const duplicates: ReferralRow[] = [];
  const byReference = new Map<string, Map<string, ReferralRow>>();
  for (const row of rows) {
    const group = byReference.get(row.reference) ?? new Map<string, ReferralRow>();
    byReference.set(row.reference, group);
    if (group.has(row.fingerprint)) duplicates.push(row);
    else group.set(row.fingerprint, row);
  }
  const marked: ReferralRow[] = [];
  const referrals = [...byReference].flatMap(([reference, group]) => {
    const all = [...group.values()];
    const real = all.filter(({ testRecord }) => !testRecord);
    if (real.length > 0) marked.push(...all.filter(({ testRecord }) => testRecord));
    const [first, ...others] = real.length > 0 ? real : all;
    return first === undefined ? [] : [buildReferral(reference, [first, ...others])];
  });
  return { referrals, duplicates, marked };
}

function buildReferral(
  reference: string,
  rows: readonly [ReferralRow, ...ReferralRow[]],
): Referral {
  return {
    reference,
    rows,
    differsIn: findDifference(rows),
    received: earliest(rows.map((row) => row.received)),
    decided: earliest(rows.map((row) => row.decided)),
    localAuthority: oneSpelling(rows.map((row) => row.localAuthority)),
    team: joinDistinct(rows.map((row) => row.team)),
    sourceGroup: joinDistinct(rows.map((row) => row.sourceGroup)),
    ...joinLocalFacts(rows),
  };
}

/** Only where a row's export has the column: a blank and no column at all are two things. */
function joinLocalFacts(rows: readonly ReferralRow[]): Pick<Referral, 'rag' | 'referrerNotified'> {
  const ratings = rows.flatMap(({ rag }) => rag ?? []);
  const told = rows.flatMap(({ referrerNotified: one }) => (one === undefined ? [] : [one]));
  return {
    ...(ratings.length === 0 ? {} : { rag: joinDistinct(ratings) }),
    ...(told.length === 0 ? {} : { referrerNotified: joinNotified(told) }),
  };
}

/** One event is received once, decided on one day, in one authority. Blank contradicts nothing. */
function findDifference(rows: readonly ReferralRow[]): DifferingFact | null {
  const differs = (values: readonly string[]): boolean =>
    new Set(values.filter((value) => value !== '')).size > 1;
  if (differs(rows.map((row) => row.received?.date ?? ''))) return 'received';
  if (differs(rows.map((row) => row.decided?.date ?? ''))) return 'decided';
  if (differs(rows.map((row) => authorityKey(row.localAuthority)))) return 'localAuthority';
  return null;
}

function earliest(moments: readonly (Moment | null)[]): Moment | null {
  const given = moments.filter((moment) => moment !== null);
  const key = (moment: Moment): string => `${moment.date} ${moment.time ?? ''}`;
  return given.reduce<Moment | null>(
    (first, moment) => (first === null || key(moment) < key(first) ? moment : first),
    null,
  );
}

/** Of the ways an authority is written, the first in code-unit order for each authority. */
function oneSpelling(names: readonly string[]): string {
  const spellings = new Map<string, string>();
  for (const name of names.filter((text) => text !== '').toSorted()) {
    const key = authorityKey(name);
    if (!spellings.has(key)) spellings.set(key, name);
  }
  return joinDistinct([...spellings.values()]);
}

/** The different values, in code-unit order, so that row order cannot show. */
function joinDistinct(values: readonly string[]): string {
  return [...new Set(values.filter((value) => value !== ''))].sort().join('; ');
}
