/** What the answers of one form cannot say together. */
import type { CivilDate } from './civil-date.ts';
import type { CaseFindings } from './findings.ts';
import type { FormFault } from './form-faults.ts';
import type { Merged, Source } from './merge-forms.ts';
import type { DrawRecord } from './record.ts';

/**
 * What a form may say item by item, and not all at once. `places` is where the forms read now say
 * what they say; `now`, the day of collating, or null where no day is too late.
 */
export function contradictions(
  findings: CaseFindings,
  { meeting, questionSet }: DrawRecord,
  now: CivilDate | null,
  { places }: Pick<Merged, 'places'>,
  source: Source | null,
): FormFault[] {
  if (source === null) return [];
  const { label, grade, gradeReason, notAudited, today, actions } = findings;
  const faults: FormFault[] = [];
  /** At the first of `ids` that a form says; what was recorded before stands in none. */
  const fault = (code: ContradictionCode, ids: readonly string[], item = ''): void => {
    const place = ids.map((id) => places.get(id)).find((one) => one !== undefined);
    faults.push({ code, place: place ?? { ...source, cell: null }, args: { label, item } });
  };
  const judged = [...findings.answers, ...findings.views, findings.agreement];
  const recorded = judged.some(({ answer }) => answer !== null);
  if (notAudited !== null && (grade !== null || recorded)) {
    const judgements = ['grade', ...judged.map(({ question }) => question)];
    // Where no form read now has an answer, the answers are those recorded before.
    const isOfNow = judgements.some((id) => places.has(id));
    fault(isOfNow ? 'audited-and-not' : 'not-audited-after-all', ['not-audited', ...judgements]);
  }
  if (grade !== null && gradeReason === null) fault('grade-without-reason', ['grade'], grade);
  if (grade === null && gradeReason !== null) fault('reason-without-grade', ['grade-rationale']);
  if (grade !== null && questionSet.putRightToday.includes(grade)) {
    if (today.what === null) fault('nothing-put-right', ['grade'], grade);
    else if (today.done === 'Not needed') {
      fault('put-right-not-needed', ['today-done', 'grade'], grade);
    }
  }
  const said = today.who ?? today.by ?? today.doneOn;
  if (today.what === null && (said !== null || today.done === 'Yes' || today.done === 'No')) {
    fault('today-without-what', ['today-who', 'today-by', 'today-done', 'today-done-on']);
  }
  if (today.doneOn !== null && today.done !== 'Yes') fault('done-on-not-done', ['today-done-on']);
  // What was recorded before this was asked stays on record: nobody may know the day any more.
  if (today.doneOn !== null && places.has('today-done-on')) {
    if (today.doneOn < meeting) fault('done-before-meeting', ['today-done-on']);
    if (now !== null && today.doneOn > now) fault('done-after-today', ['today-done-on']);
  }
  for (const { number, what, due } of actions) {
    const [owner, by] = [`action-${number}-owner`, `action-${number}-due`];
    if (what === '') fault('action-without-what', [owner, by], `Action ${number}`);
    if (due !== null && due < meeting) fault('due-before-meeting', [by], `Action ${number}`);
  }
  if (today.by !== null && today.by < meeting) {
    fault('due-before-meeting', ['today-by'], 'Immediate action');
  }
  return faults;
}

type ContradictionCode = Extract<
  FormFault['code'],
  | 'audited-and-not'
  | 'not-audited-after-all'
  | 'grade-without-reason'
  | 'reason-without-grade'
  | 'nothing-put-right'
  | 'put-right-not-needed'
  | 'today-without-what'
  | 'done-on-not-done'
  | 'done-before-meeting'
  | 'done-after-today'
  | 'action-without-what'
  | 'due-before-meeting'
>;
