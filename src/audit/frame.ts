/**
 * The sampling frame: the referrals that can be drawn, and every row that cannot, with one reason.
 * Each row an export holds ends in exactly one of the two; `assertNothingLost` holds it to that.
 */
import { createHash } from 'node:crypto';
import type { Moment } from './civil-date.ts';
import { judgeRow, sayRowDecision } from './decision.ts';
import { judgeReferral, type ExclusionReason } from './exclusions.ts';
import { frameProblems, type JudgedReferral } from './frame-problems.ts';
import { compareCodeUnits, comparePlaces } from './order.ts';
import { cutShort, type Problem } from './problems.ts';
import type { ReferrerNotified } from './referrer-notified.ts';
import { gatherReferrals, type Referral, type ReferralRow, type RowPlace } from './referral.ts';
import type { AuditRules } from './rules.ts';
import { normaliseWording, sideOf, type Side } from './threshold.ts';
import type { AuditWeek, WeekBasis } from './week.ts';

/** A referral in the frame. What it holds is all that a pack may say of it. */
export interface EligibleReferral {
  readonly reference: string;
  readonly side: Side;
  /** The decision wording; of siblings, the different ones, the deciding one first. */
  readonly decision: string;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  readonly localAuthority: string;
  readonly team: string;
  readonly sourceGroup: string;
  /** Absent where the export has no such column, as is the next. */
  readonly rag?: string;
  readonly referrerNotified?: ReferrerNotified;
  /** Kept with a draw (`draw.json`) only where a team asks that no family is audited twice; on no page. */
  readonly families?: readonly string[];
}

/** A row that is not in the frame in its own right. */
export interface Exclusion {
  readonly place: RowPlace;
  readonly reference: string;
  readonly reason: ExclusionReason;
  readonly received: Moment | null;
  readonly decided: Moment | null;
  readonly decision: string;
}

export interface Frame {
  readonly week: AuditWeek;
  readonly basis: WeekBasis;
  readonly rowsRead: number;
  /** In code-unit order of the reference: the same whatever the order of rows and files. */
  readonly eligible: readonly EligibleReferral[];
  /** In the order of the exports. */
  readonly exclusions: readonly Exclusion[];
  /** SHA-256 of the frame, lower-case hex. */
  readonly digest: string;
  /** The digest's first twenty digits in groups of four: short enough to read out and minute. */
  readonly code: string;
}

/** Rows into the frame, with the problems that must be put right before a draw from it. */
export function buildFrame(
  rows: readonly ReferralRow[],
  week: AuditWeek,
  basis: WeekBasis,
  rules: AuditRules,
): { readonly frame: Frame; readonly problems: readonly Problem[] } {
  const { referrals, duplicates, marked } = gatherReferrals(rows);
  const judged: readonly JudgedReferral[] = referrals.map((referral) => ({
    referral,
    judgement: judgeReferral(referral, week, basis, rules),
  }));
  const eligible = judged.flatMap(({ referral, judgement }) =>
    judgement.side === null ? [] : [toEligible(referral, judgement.side, rules)],
  );
  const exclusions = [
    ...duplicates.map((row) => excludeRow(row, 'duplicate-row', rules)),
    ...marked.map((row) => excludeRow(row, 'marked-row', rules)),
    ...judged.flatMap(({ referral, judgement }) => {
      const [standing, ...further] = referral.rows;
      return [
        ...(judgement.reason === null ? [] : [excludeRow(standing, judgement.reason, rules)]),
        ...further.map((row) => excludeRow(row, 'sibling-row', rules)),
      ];
    }),
  ];
  eligible.sort((a, b) => compareCodeUnits(a.reference, b.reference));
  exclusions.sort((a, b) => comparePlaces(a.place, b.place));
  assertNothingLost(rows.length, eligible.length, exclusions.length);

  const digest = digestFrame(eligible, week, basis);
  const code = sayFrameCode(digest);
  return {
    frame: { week, basis, rowsRead: rows.length, eligible, exclusions, digest, code },
    problems: frameProblems(judged, marked, rules),
  };
}

/**
 * SHA-256 over one line for the week and one for each eligible referral, in code-unit order of the
 * reference, each a JSON array ending in a line feed. It covers exactly what a draw depends on.
 */
export function digestFrame(
  eligible: readonly Pick<EligibleReferral, 'reference' | 'side'>[],
  week: AuditWeek,
  basis: WeekBasis,
): string {
  const hash = createHash('sha256');
  hash.update(`${JSON.stringify(['frame-1', week.from, week.to, basis])}\n`);
  for (const { reference, side } of eligible) {
    hash.update(`${JSON.stringify([reference, side])}\n`);
  }
  return hash.digest('hex');
}

/** The digest's first twenty digits in groups of four: short enough to read out and minute. */
export function sayFrameCode(digest: string): string {
  return digest.slice(0, 20).replace(/(.{4})(?=.)/g, '$1-');
}

function assertNothingLost(read: number, inFrame: number, excluded: number): void {
  if (read !== inFrame + excluded) {
    throw new Error(`accounting: ${read} rows read, ${inFrame} in the frame, ${excluded} excluded`);
  }
}

function toEligible(referral: Referral, side: Side, rules: AuditRules): EligibleReferral {
  const { reference, received, decided, localAuthority, team, sourceGroup } = referral;
  const { rag, referrerNotified } = referral;
  const decision = sayDecision(referral.rows, rules);
  const eligible = {
    reference,
    side,
    decision,
    received,
    decided,
    localAuthority,
    team,
    sourceGroup,
    ...(rag === undefined ? {} : { rag }),
    ...(referrerNotified === undefined ? {} : { referrerNotified }),
  };
  const families = new Set(
    referral.rows.flatMap(({ family = '' }) => (family === '' ? [] : family)),
  );
  return families.size === 0 ? eligible : { ...eligible, families: [...families].sort() };
}

/** One spelling of each different decision, those that met the threshold first. */
function sayDecision(rows: readonly ReferralRow[], rules: AuditRules): string {
  const spellings = new Map<string, { readonly text: string; readonly rank: string }>();
  for (const row of rows) {
    const text = sayRowDecision(row, rules);
    const key = normaliseWording(text);
    const known = spellings.get(key);
    if (text === '' || (known !== undefined && known.text <= text)) continue;
    spellings.set(key, { text, rank: sideOf(judgeRow(row, rules).verdict) === 'met' ? '0' : '1' });
  }
  return [...spellings.values()]
    .sort((a, b) => compareCodeUnits(a.rank + a.text, b.rank + b.text))
    .map(({ text }) => text)
    .join('; ');
}

function excludeRow(row: ReferralRow, reason: ExclusionReason, rules: AuditRules): Exclusion {
  const { place, reference, received, decided } = row;
  return {
    place,
    reference,
    reason,
    received,
    decided,
    decision: cutShort(sayRowDecision(row, rules)),
  };
}
