/** What the meeting answered: the published questions, the agencies' views, and their agreement. */
import type { AgencyView, QuestionSet } from './questions.ts';
import type { AuditedCase, ReportCase } from './report-cases.ts';
import { AGREEMENT } from './worksheets.ts';
import { NOT_RECORDED, OTHER_WORDS, ownWord, tally, type Tally } from './tally.ts';
import { SIDES, type Side } from './threshold.ts';

/** A question of one set: the same id in another set, or with other words, is another question. */
export interface AskedQuestion {
  readonly side: Side;
  readonly set: string;
  readonly question: string;
  readonly text: string;
}

export interface QuestionTally extends Tally, AskedQuestion {
  /** The answers offered, in all the packs that ask it. */
  readonly answers: readonly string[];
}

/** The published questions of each side: how often each answer was given, of the cases asked. */
export function tallyQuestions(audited: readonly AuditedCase[]): QuestionTally[] {
  return SIDES.flatMap((side) => {
    const cases = audited.filter((one) => one.side === side);
    const asked = new Map(
      cases.flatMap(({ questions }) =>
        questions.questions[side].map(({ id, text }) => {
          const one: AskedQuestion = { side, set: questions.id, question: id, text };
          return [JSON.stringify([questions.id, id, text]), one] as const;
        }),
      ),
    );
    const texts = [...asked.values()].map(({ text }) => text);
    return [...asked].map(([key, one]): QuestionTally => {
      const { set, text } = one;
      const items = cases.filter((its) => isAsked(its, one));
      const answers = answersOf(items);
      const isAlone = texts.filter((other) => other === text).length === 1;
      const plan = tally({
        id: `question/${side}/${key}`,
        name: isAlone ? text : `${text} (${set})`,
        items,
        categories: [...answers, ownWord(NOT_RECORDED, answers)],
        categoryOf: (its) => answerTo(its, one.question, answers),
      });
      return { ...plan, ...one, answers };
    });
  });
}

/** True where the form of the case has that very question: its side, set, id and text. */
export function isAsked(
  { questions, side }: ReportCase,
  { side: ofSide, set, question, text }: AskedQuestion,
): boolean {
  const own = questions.questions[side];
  return (
    side === ofSide &&
    questions.id === set &&
    own.some((one) => one.id === question && one.text === text)
  );
}

/**
 * One of `answers`, those of all the report's sets; or, for a blank and for other words, the name
 * that stands for it.
 */
export function answerTo(
  { finding, questions }: AuditedCase,
  question: string,
  answers: readonly string[],
): string {
  const given = finding.answers.find((one) => one.question === question)?.answer ?? null;
  return sayAnswer(given, questions.answers, answers);
}

/**
 * How the agencies see the cases: one tally an agency. The same id with another name, or with other
 * answers to choose from, is another view: then the sets that ask for each stand with its name.
 */
export function tallyViews(audited: readonly AuditedCase[]): Tally[] {
  const asked = new Map<string, { readonly agency: AgencyView; readonly items: AuditedCase[] }>();
  for (const one of audited) {
    for (const agency of one.questions.agencies) {
      const id = idOfView(agency, one.questions);
      const known = asked.get(id) ?? { agency, items: [] };
      known.items.push(one);
      asked.set(id, known);
    }
  }
  const views = [...asked];
  return views.map(([id, { agency, items }]) => {
    const isAlone = views.filter(([, other]) => other.agency.text === agency.text).length === 1;
    const sets = [...new Set(items.map(({ questions }) => questions.id))];
    const answers = answersOf(items);
    return tally({
      id,
      name: isAlone ? agency.text : `${agency.text} (${sets.join(', ')})`,
      items,
      categories: [...answers, ownWord(NOT_RECORDED, answers)],
      categoryOf: ({ finding }) => {
        const view = finding.views.find((one) => one.agency === agency.id)?.answer ?? null;
        return sayAnswer(view, answers);
      },
    });
  });
}

/** True where the agency of the tally with that id is asked for its view of a case. */
export function hasView({ questions }: ReportCase, tallyId: string): boolean {
  return questions.agencies.some((agency) => tallyId === idOfView(agency, questions));
}

function idOfView({ id, text }: AgencyView, { answers }: QuestionSet): string {
  return `view/${JSON.stringify([id, text, answers])}`;
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

/** One of `AGREEMENT`, or the name for a blank or for other words. */
export function agreementOf({ finding }: AuditedCase): string {
  return sayAnswer(finding.agreement.answer, AGREEMENT);
}

function answersOf(cases: readonly ReportCase[]): string[] {
  return [...new Set(cases.flatMap(({ questions }) => questions.answers))];
}

/** `all`: the answers of every set, so that what is blank reads like none of them. */
function sayAnswer(
  given: string | null,
  offered: readonly string[],
  all: readonly string[] = offered,
): string {
  if (given === null) return ownWord(NOT_RECORDED, all);
  return offered.includes(given) ? given : ownWord(OTHER_WORDS, all);
}
