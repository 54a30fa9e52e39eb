/** What is still to be said about the cases of a meeting, and what its items are called. */
import { entriesOf } from './case-findings.ts';
import type { Answer, CaseFindings, Findings } from './findings.ts';
import type { DrawRecord } from './record.ts';
import { SIDES } from './threshold.ts';
import { ACTION_NUMBERS } from './worksheets.ts';

export interface StillBlank {
  readonly label: string;
  /** What is not recorded, as a person would say it. */
  readonly items: readonly string[];
}

/** The cases of the meeting, without those replaced after they were audited. */
export function casesOfMeeting({ cases }: Findings): readonly CaseFindings[] {
  return cases.filter(({ withdrawn }) => withdrawn !== true);
}

/** The judgements that are not recorded; of a case that was not audited none is expected. */
export function stillBlank(findings: Findings, record: DrawRecord): readonly StillBlank[] {
  const names = itemNames(record);
  return casesOfMeeting(findings).flatMap((one): StillBlank[] => {
    if (one.state === 'not-audited') return [];
    if (one.state === 'blank') {
      const items = [isUntouched(one) ? 'the whole worksheet' : 'all judgements'];
      return [{ label: one.label, items }];
    }
    const blank = blankItems(one);
    const few = blank.length <= MOST_NAMED;
    const items = few
      ? blank.map((id) => names.get(id) ?? id)
      : [`${blank.length} of ${judgementsOf(one).length + 1} judgements`];
    return items.length === 0 ? [] : [{ label: one.label, items }];
  });
}

/** Nothing at all is recorded of it: neither a reason, an action nor a word of learning either. */
export function isUntouched(one: CaseFindings): boolean {
  return entriesOf(one).size === 0;
}

/** More than these are counted: a list of all would hide the page. */
const MOST_NAMED = 3;

function judgementsOf({ answers, views, agreement }: CaseFindings): readonly Answer[] {
  return [...answers, ...views, agreement];
}

function blankItems(one: CaseFindings): string[] {
  const unanswered = judgementsOf(one).filter(({ answer }) => answer === null);
  return [...unanswered.map(({ question }) => question), ...(one.grade === null ? ['grade'] : [])];
}

/** The id of each item that people fill in, and its name; a reason is called by its question. */
export function itemNames({ questionSet }: DrawRecord): ReadonlyMap<string, string> {
  const judgements: readonly (readonly [string, string])[] = [
    ...SIDES.flatMap((side) =>
      questionSet.questions[side].map(({ id, text }) => [id, text] as const),
    ),
    ...questionSet.agencies.map(({ id, text }) => [`view-${id}`, `${text}’s view`] as const),
    ['agree', 'whether the agencies agree with the threshold decision'],
    ['grade', 'grade'],
  ];
  const reasons = judgements.map(([id, name]) => [`${id}-rationale`, `reason: ${name}`] as const);
  return new Map([...judgements, ...reasons, ...OTHER_ITEMS]);
}

const OTHER_ITEMS: readonly (readonly [string, string])[] = [
  ['not-audited', 'why it was not audited'],
  ['today-what', 'immediate action'],
  ['today-who', 'immediate action: who'],
  ['today-by', 'immediate action: by when'],
  ['today-done', 'immediate action: done'],
  ['today-done-on', 'immediate action: done on'],
  ['learning', 'learning'],
  ['good-practice', 'good practice'],
  ...ACTION_NUMBERS.flatMap((number) => [
    [`action-${number}-what`, `action ${number}`] as const,
    [`action-${number}-owner`, `action ${number}: owner`] as const,
    [`action-${number}-due`, `action ${number}: due`] as const,
    [`action-${number}-done`, `action ${number}: recorded as done`] as const,
  ]),
];
