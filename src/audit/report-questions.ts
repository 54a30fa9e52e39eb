/** What the meeting was asked, for a report: the question set of a pack, and what its grades call for. */
import { WILTSHIRE_2020, type QuestionSet } from './questions.ts';
import type { DrawRecord } from './record.ts';

export type ReportQuestions = QuestionSet & {
  /** Grades of cases that must be put right today. */
  readonly putRightToday: readonly string[];
};

/** The answers to whether the agencies agree with the threshold decision, as the form offers them. */
export const AGREEMENT: readonly string[] = ['All agree', 'Not all agree', 'None agrees'];

/** The set a pack was drawn with. */
export function questionSetOf(record: Pick<DrawRecord, 'questionSet'>): ReportQuestions {
  return { ...WILTSHIRE_2020, id: record.questionSet, putRightToday: ['Inadequate'] };
}
