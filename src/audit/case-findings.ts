/** The findings of a case, and the entries of a form that they were made of: each from the other. */
import type { CivilDate } from './civil-date.ts';
import type { ActionFound, Answer, CaseFindings, ImmediateAction } from './findings.ts';
import type { DrawRecord, SampleEntry } from './record.ts';
import { ACTION_NUMBERS, DONE } from './worksheets.ts';

/** Item id to what is recorded; dates as `YYYY-MM-DD`. */
export type Entries = ReadonlyMap<string, string>;

/**
 * What the entries of a form say of a case; what they lack is null. They hold by now: nothing is
 * checked here.
 */
export function toCaseFindings(
  entry: SampleEntry,
  record: DrawRecord,
  entries: Entries,
): CaseFindings {
  const { questions, agencies } = record.questionSet;
  const at = (id: string): string | null => entries.get(id) ?? null;
  const answerTo = (question: string): Answer => ({
    question,
    answer: at(question),
    rationale: at(`${question}-rationale`),
  });
  const answers = questions[entry.side].map(({ id }) => answerTo(id));
  const views = agencies.map(({ id }) => ({ agency: id, ...answerTo(`view-${id}`) }));
  const agreement = answerTo('agree');
  const grade = at('grade');
  const notAudited = at('not-audited');
  const answered = [...answers, ...views, agreement].some(({ answer }) => answer !== null);
  return {
    label: entry.label,
    side: entry.side,
    state: notAudited !== null ? 'not-audited' : answered || grade !== null ? 'audited' : 'blank',
    notAudited,
    answers,
    views,
    agreement,
    grade,
    gradeReason: at('grade-rationale'),
    today: toImmediateAction(at),
    learning: at('learning'),
    goodPractice: at('good-practice'),
    actions: ACTION_NUMBERS.map((number) => toAction(number, at)).filter(
      (action) => action !== null,
    ),
  };
}

function toImmediateAction(at: (id: string) => string | null): ImmediateAction {
  return {
    what: at('today-what'),
    who: at('today-who'),
    by: at('today-by') as CivilDate | null,
    done: DONE.find((one) => one === at('today-done')) ?? null,
    doneOn: at('today-done-on') as CivilDate | null,
  };
}

/** Null where nothing at all is written of it. */
function toAction(number: number, at: (id: string) => string | null): ActionFound | null {
  const [what, owner, due] = ['what', 'owner', 'due'].map((part) => at(`action-${number}-${part}`));
  if (what === null && owner === null && due === null) return null;
  return { number, what: what ?? '', owner: owner ?? null, due: (due ?? null) as CivilDate | null };
}

/** The entries that findings were made of. */
export function entriesOf(findings: CaseFindings | undefined): Entries {
  if (findings === undefined) return new Map();
  const { answers, views, agreement, today, actions } = findings;
  const pairs: readonly (readonly [string, string | null])[] = [
    ...[...answers, ...views, agreement].flatMap(({ question, answer, rationale }) => [
      [question, answer] as const,
      [`${question}-rationale`, rationale] as const,
    ]),
    ['grade', findings.grade],
    ['grade-rationale', findings.gradeReason],
    ['not-audited', findings.notAudited],
    ['today-what', today.what],
    ['today-who', today.who],
    ['today-by', today.by],
    ['today-done', today.done],
    ['today-done-on', today.doneOn],
    ['learning', findings.learning],
    ['good-practice', findings.goodPractice],
    ...actions.flatMap(({ number, what, owner, due }) => [
      [`action-${number}-what`, what] as const,
      [`action-${number}-owner`, owner] as const,
      [`action-${number}-due`, due] as const,
    ]),
  ];
  // An action that does not say what is blank there.
  return new Map(
    pairs.flatMap(([id, value]) => (value === null || value === '' ? [] : [[id, value] as const])),
  );
}
