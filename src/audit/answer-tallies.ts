/** What the meeting answered: the published questions, the agencies' views, and their agreement. */
import type { AuditedCase, ReportCase } from './report-cases.ts';
import { AGREEMENT } from './worksheets.ts';
import { NOT_RECORDED, OTHER_WORDS, tally, type Tally } from './tally.ts';
import { SIDES, type Side } from './threshold.ts';

export interface QuestionTally extends Tally {
  readonly side: Side;
  readonly question: string;
}

/** The published questions of each side: how often each answer was given, of the cases asked. */
export function tallyQuestions(audited: readonly AuditedCase[]): QuestionTally[] {
  return SIDES.flatMap((side) => {
    const cases = audited.filter((one) => one.side === side);
    const texts = new Map(
      cases.flatMap(({ questions }) =>
        questions.questions[side].map(({ id, text }) => [id, text] as const),
      ),
    );
    return [...texts].map(([question, text]): QuestionTally => {
      const items = cases.filter((one) => isAsked(one, question));
      const plan = tally({
        id: `question/${side}/${question}`,
        name: text,
        items,
        categories: [...answersOf(items), NOT_RECORDED],
        categoryOf: (one) => answerTo(one, question),
      });
      return { ...plan, side, question };
    });
  });
}

export function isAsked({ questions, side }: ReportCase, question: string): boolean {
  return questions.questions[side].some(({ id }) => id === question);
}

export function answerTo({ finding, questions }: AuditedCase, question: string): string {
  const given = finding.answers.find((one) => one.question === question)?.answer ?? null;
  return sayAnswer(given, questions.answers);
}

/** How the agencies see the cases: one tally an agency. */
export function tallyViews(audited: readonly AuditedCase[]): Tally[] {
  const names = new Map(
    audited.flatMap(({ questions }) =>
      questions.agencies.map(({ id, text }) => [id, text] as const),
    ),
  );
  return [...names].map(([agency, name]) => {
    const items = audited.filter((one) => one.questions.agencies.some(({ id }) => id === agency));
    return tally({
      id: idOfView(agency),
      name,
      items,
      categories: [...answersOf(items), NOT_RECORDED],
      categoryOf: ({ finding, questions }) => {
        const view = finding.views.find((one) => one.agency === agency)?.answer ?? null;
        return sayAnswer(view, questions.answers);
      },
    });
  });
}

/** True where the agency of the tally with that id is asked for its view of a case. */
export function hasView({ questions }: ReportCase, tallyId: string): boolean {
  return questions.agencies.some(({ id }) => tallyId === idOfView(id));
}

function idOfView(agency: string): string {
  return `view/${agency}`;
}

/** Whether the agencies agree with the threshold decision. */
export function tallyAgreement(audited: readonly AuditedCase[]): Tally {
  return tally({
    id: 'agreement',
    name: 'Do the agencies agree with the threshold decision?',
    items: audited,
    categories: [...AGREEMENT, NOT_RECORDED],
    categoryOf: agreementOf,
    totalId: 'audited',
  });
}

export function agreementOf({ finding }: AuditedCase): string {
  return sayAnswer(finding.agreement.answer, AGREEMENT);
}

function answersOf(cases: readonly ReportCase[]): string[] {
  return [...new Set(cases.flatMap(({ questions }) => questions.answers))];
}

function sayAnswer(given: string | null, offered: readonly string[]): string {
  if (given === null) return NOT_RECORDED;
  return offered.includes(given) ? given : OTHER_WORDS;
}
