/** Whether the referrer was told of the outcome, and on what day, as far as an export says. */
import { sayDate, type CivilDate } from './civil-date.ts';

/** Null where nothing is recorded. */
export type ReferrerNotified = {
  /** `other-wording`: neither yes, no nor a date. `rows-differ`: siblings' rows contradict. */
  readonly answer: 'yes' | 'no' | 'other-wording' | 'rows-differ';
  /** The first day the referrer was told, where it is recorded. */
  readonly on: CivilDate | null;
} | null;

/** Of the rows of one referral: the earliest day. Blank contradicts nothing. */
export function joinNotified(rows: readonly ReferrerNotified[]): ReferrerNotified {
  const said = rows.filter((row) => row !== null);
  const [first] = said;
  if (first === undefined) return null;
  if (said.some(({ answer }) => answer !== first.answer)) {
    return { answer: 'rows-differ', on: null };
  }
  const [on = null] = said.flatMap((row) => row.on ?? []).sort();
  return { answer: first.answer, on };
}

const IN_WORDS = {
  yes: 'Yes',
  no: 'No',
  'other-wording': 'Other wording in the export',
  'rows-differ': 'The rows of the referral differ',
} as const satisfies Record<NonNullable<ReferrerNotified>['answer'], string>;

/** `Yes, on Monday 16 November 2026`; blank where nothing is recorded. */
export function sayNotified(notified: ReferrerNotified): string {
  if (notified === null) return '';
  const { answer, on } = notified;
  return on === null ? IN_WORDS[answer] : `${IN_WORDS[answer]}, on ${sayDate(on)}`;
}
