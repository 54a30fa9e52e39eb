/** What became of the cases: audited or not, put right, how long they took, and the actions agreed. */
import { daysBetween, workingDaysBetween, type CivilDate } from './civil-date.ts';
import { actionsOfCase, type CaseOfPack } from './open-actions.ts';
import type { QuestionSet } from './questions.ts';
import { offeredReason } from './replacements.ts';
import type { AuditedCase, ReplacedCase, ReportCase } from './report-cases.ts';
import { NOT_RECORDED, tally, type Tally } from './tally.ts';

/** What became of a case whose pack was not collated since it was drawn. */
export const NO_FINDINGS = 'No findings yet';

const REPLACED = { draw: 'Replaced at the draw', after: 'Replaced after the draw' } as const;

/** Drawn cases by what became of them; the audited ones are the total of the tables that follow. */
export function tallyCases(cases: readonly ReportCase[], replaced: readonly ReplacedCase[]): Tally {
  const states = { audited: 'Audited', 'not-audited': 'Not audited', blank: 'Nothing recorded' };
  const drawn = tally({
    id: 'drawn',
    name: 'Drawn',
    items: [
      ...cases.map(({ finding }) => (finding === null ? NO_FINDINGS : states[finding.state])),
      ...replaced.map(({ when }) => REPLACED[when]),
    ],
    categories: [
      ...[states.audited, states['not-audited'], REPLACED.draw, REPLACED.after],
      ...[states.blank, NO_FINDINGS],
    ],
    categoryOf: (became) => became,
  });
  const shared: Readonly<Record<string, string>> = {
    [states.audited]: 'audited',
    [states['not-audited']]: 'reasons',
    [REPLACED.draw]: 'replaced/draw',
    [REPLACED.after]: 'replaced/after',
  };
  return {
    ...drawn,
    parts: drawn.parts.map((part) => ({ ...part, id: shared[part.name] ?? part.id })),
  };
}

/** Why cases were not audited: those that kept their place, and those that were replaced. */
export function tallyReasons(
  cases: readonly ReportCase[],
  replaced: readonly ReplacedCase[],
): Tally[] {
  const kept = cases
    .filter(({ finding }) => finding?.state === 'not-audited')
    .map(({ finding }) => finding?.notAudited ?? '');
  const left = (at: ReplacedCase['when']): string[] =>
    replaced.filter(({ when }) => when === at).map(({ reason }) => reason);
  return [
    reasonsOf('reasons', 'Not audited', kept),
    reasonsOf('replaced/draw', REPLACED.draw, left('draw')),
    reasonsOf('replaced/after', REPLACED.after, left('after')),
  ];
}

/** By the reasons offered, for other words may name somebody. */
function reasonsOf(id: string, name: string, items: readonly string[]): Tally {
  return tally({ id, name, items, categories: [], categoryOf: sayReason });
}

function sayReason(reason: string): string {
  if (reason === '') return 'No reason recorded';
  const words = offeredReason(reason);
  return words === null ? 'Another reason' : `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

/** Cases whose grade calls for action today, by whether and when they were put right. */
export function tallyPutRight(audited: readonly AuditedCase[]): Tally {
  return tally({
    id: 'put-right',
    name: 'Cases to be put right',
    items: audited.filter(mustBePutRight),
    categories: [
      ...['On the day of the meeting', '1 to 7 days after', 'More than 7 days after'],
      ...['Put right, day not recorded', 'Not put right', 'Not needed', NOT_RECORDED],
    ],
    categoryOf: sayPutRight,
  });
}

/** Whether a grade that must be put right under one set must be under each set that has it. */
export function agreeOnPutRight(sets: readonly QuestionSet[]): boolean {
  const called = new Set(sets.flatMap((set) => set.putRightToday));
  return sets.every((set) =>
    set.grades.every((grade) => !called.has(grade) || set.putRightToday.includes(grade)),
  );
}

/**
 * True where its grade is one that its set wants put right at once; a case without a grade is none.
 */
export function mustBePutRight({ finding, questions }: AuditedCase): boolean {
  return finding.grade !== null && questions.putRightToday.includes(finding.grade);
}

/**
 * A category of `tallyPutRight`, in calendar days after the meeting; a completion counts like the
 * form.
 */
export function sayPutRight({ meeting, finding, completions }: AuditedCase): string {
  const { done, doneOn } = finding.today;
  const completed = completions.find(({ action }) => action === 'today')?.on ?? null;
  const on = done === 'Yes' ? (doneOn ?? completed) : completed;
  if (on !== null) {
    const days = daysBetween(meeting, on);
    // Older findings may have a day before the meeting: it was put right, and that is not the day.
    if (days < 0) return 'Put right, day not recorded';
    if (days === 0) return 'On the day of the meeting';
    return days <= 7 ? '1 to 7 days after' : 'More than 7 days after';
  }
  if (done === 'Yes') return 'Put right, day not recorded';
  if (done === 'Not needed') return 'Not needed';
  return done === 'No' ? 'Not put right' : NOT_RECORDED;
}

/** The actions agreed, and how they stand on `today`. */
export function tallyActions(cases: readonly CaseOfPack[], today: CivilDate): Tally {
  const words = { done: 'Done', open: 'Open, not yet due', overdue: 'Overdue' } as const;
  const undated = 'Open, no day named';
  return tally({
    id: 'actions',
    name: 'Actions agreed',
    items: cases.flatMap((one) => actionsOfCase(one, today)),
    categories: [...Object.values(words), undated],
    categoryOf: ({ state, due }) => (state === 'open' && due === null ? undated : words[state]),
  });
}

const ELAPSED = [
  ...['The same day', '1 working day', '2 or 3 working days', '4 or 5 working days'],
  ...['More than 5 working days', 'Not measurable', NOT_RECORDED],
];

/** Working days from receipt to decision of the audited cases. */
export function tallyElapsed(audited: readonly AuditedCase[]): Tally {
  return tally({
    id: 'elapsed',
    name: 'From received to decided',
    items: audited,
    categories: ELAPSED,
    categoryOf: (one) => {
      const days = elapsedDays(one);
      if (days === null) return NOT_RECORDED;
      if (days < 0) return 'Not measurable';
      const place = days <= 1 ? days : days <= 3 ? 2 : days <= 5 ? 3 : 4;
      return ELAPSED[place] ?? NOT_RECORDED;
    },
    totalId: 'audited',
  });
}

/** Working days; a weekend counts as the same day; -1 where the decision stands before the receipt. */
export function elapsedDays({ received, decided }: ReportCase): number | null {
  if (received === null || decided === null) return null;
  if (decided.date === received.date) {
    const contradict =
      received.time !== null && decided.time !== null && decided.time < received.time;
    return contradict ? -1 : 0;
  }
  return decided.date < received.date ? -1 : workingDaysBetween(received.date, decided.date);
}
