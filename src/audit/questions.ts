/**
 * Question sets: what the meeting is asked of a case. A set is never edited once it has been used,
 * so that answers collected under its name always answer the same questions; a change is a new set.
 */
import { createHash } from 'node:crypto';
import type { Side } from './threshold.ts';

export interface Question {
  readonly id: string;
  readonly text: string;
}

/** An agency's own view of a case, with what it is reminded to look for. */
export interface AgencyView extends Question {
  readonly prompts: readonly string[];
}

export interface QuestionSet {
  /** Name and version in one: it is printed on every worksheet and kept in the record. */
  readonly id: string;
  readonly questions: Readonly<Record<Side, readonly Question[]>>;
  readonly agencies: readonly AgencyView[];
  /** What each question and each agency's view is answered with. */
  readonly answers: readonly string[];
  /** Of the overall management of a case, the best first. */
  readonly grades: readonly string[];
  /** The grades after which a case is put right at once. */
  readonly putRightToday: readonly string[];
}

/**
 * The published questions of the Wiltshire and Swindon multi-agency audit
 * (Arch Dis Child 2016;101(Suppl 1):A369) and its four grades of overall case management.
 */
export const WILTSHIRE_2020: QuestionSet = {
  id: 'wiltshire-2020',
  questions: {
    met: [
      { id: 'decision-appropriate', text: 'Was the decision appropriate?' },
      { id: 'decision-documented', text: 'Was it clearly documented?' },
      { id: 'referrer-notified', text: 'Was the referrer notified of the outcome?' },
    ],
    'not-met': [
      { id: 'interventions-effective', text: 'Were the interventions effective?' },
      { id: 'responses-proportionate', text: 'Were responses proportionate?' },
      {
        id: 'family-signposted',
        text: 'Was the family signposted to appropriate services?',
      },
    ],
  },
  agencies: [
    {
      id: 'police',
      text: 'Police',
      prompts: [
        'information shared in time',
        'checks complete',
        'police grading consistent with the decision',
      ],
    },
    {
      id: 'health',
      text: 'Health',
      prompts: [
        'consulted or present',
        'relevant records checked (GP, health visitor, school nurse, midwifery, CAMHS)',
        'information proportionate',
      ],
    },
    {
      id: 'social-care',
      text: 'Social care',
      prompts: [
        'threshold and rationale recorded',
        'manager sign-off',
        'consent, or its override, recorded',
        'outcome given to referrer and family',
        'siblings and history considered',
      ],
    },
  ],
  answers: ['Yes', 'Partly', 'No', 'Not known'],
  grades: ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'],
  putRightToday: ['Inadequate'],
};

/** A set as the ledger tells of it: a name, and what it stood for. */
export interface QuestionSetUsed {
  readonly id: string;
  /** SHA-256 of its content, lower-case hex. */
  readonly sha256: string;
}

/** The content is hashed as JSON with its parts in one order, however a file or a record has them. */
export function questionSetUsed(set: QuestionSet): QuestionSetUsed {
  const { id, questions, agencies, answers, grades, putRightToday } = set;
  const listed = (some: readonly Question[]) => some.map((one) => [one.id, one.text]);
  const content = {
    met: listed(questions.met),
    'not-met': listed(questions['not-met']),
    agencies: agencies.map((one) => [one.id, one.text, one.prompts]),
    answers,
    grades,
    putRightToday,
  };
  const sha256 = createHash('sha256').update(JSON.stringify(content), 'utf8').digest('hex');
  return { id, sha256 };
}
