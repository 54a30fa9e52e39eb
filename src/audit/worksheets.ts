/** The worksheet of a case as a model: what it says and what it asks. Renderers add nothing. */
import { sayDate, writeMoment } from './civil-date.ts';
import type { DrawCount, DrawRecord, SampleEntry } from './record.ts';
import type { QuestionSet } from './questions.ts';
import type { Side } from './threshold.ts';

export interface Worksheet {
  readonly label: string;
  readonly parts: readonly WorksheetPart[];
}

export interface WorksheetPart {
  readonly title: string;
  readonly items: readonly WorksheetItem[];
}

/** A fact the pack states, or a question with room for an answer. */
export interface WorksheetItem {
  /** Stable from week to week: a later reader finds the answer by it. */
  readonly id: string;
  readonly name: string;
  /** A fact's value; null where the meeting writes. */
  readonly fact: string | null;
  /** The answers to choose from; empty where the answer is in words. */
  readonly choices: readonly string[];
}

const ACTIONS_OFFERED = 3;

const SIDE_IN_WORDS = {
  met: 'Threshold met',
  'not-met': 'Threshold not met',
} as const satisfies Record<Side, string>;

export function saySide(side: Side): string {
  return SIDE_IN_WORDS[side];
}

/** `Draw 2 of this week. Reason: ...`: on every page of a pack that is not its week's first. */
export function sayDrawCount({ number, reason }: DrawCount): string {
  return `Draw ${number} of this week. Reason: ${reason ?? 'none recorded'}`;
}

export function buildWorksheet(
  drawn: SampleEntry,
  { meeting, draw, settings }: DrawRecord,
  questionSet: QuestionSet,
): Worksheet {
  return {
    label: drawn.label,
    parts: [
      {
        title: 'Case',
        items: [
          fact('marking', 'Marking', settings.marking),
          fact('meeting', 'Meeting', sayDate(meeting)),
          ...(draw.number === 1 ? [] : [fact('draw', 'Draw', sayDrawCount(draw))]),
          fact('label', 'Label', drawn.label),
          fact('reference', 'Reference', drawn.reference),
          fact('side', 'Side of the threshold', saySide(drawn.side)),
          fact('local-authority', 'Local authority', drawn.localAuthority),
          fact('team', 'Team', drawn.team),
          fact('source-group', 'Source group', drawn.sourceGroup),
          fact('received', 'Received', writeMoment(drawn.received)),
          fact('decided', 'Decided', writeMoment(drawn.decided)),
          fact('decision', 'Decision wording', drawn.decision),
          fact('question-set', 'Question set', questionSet.id),
        ],
      },
      {
        title: `Questions: ${saySide(drawn.side).toLowerCase()}`,
        items: questionSet.questions[drawn.side].flatMap(({ id, text }) => [
          ask(id, text, questionSet.answers),
          ask(`${id}-rationale`, 'Rationale'),
        ]),
      },
      {
        title: 'Views of the agencies',
        items: questionSet.agencies.map(({ id, text }) => ask(`view-${id}`, text)),
      },
      {
        title: 'Overall management of the case',
        items: [
          ask('grade', 'Grade', questionSet.grades),
          ask('grade-rationale', 'Rationale for the grade'),
        ],
      },
      {
        title: 'Immediate action',
        items: [
          ask('immediate-action', 'What must be put right today, by whom and by when'),
          ask('immediate-action-done', 'Done', ['Yes', 'No', 'Not needed']),
        ],
      },
      {
        title: 'Actions',
        items: Array.from({ length: ACTIONS_OFFERED }, (_, index) => index + 1).flatMap((n) => [
          ask(`action-${n}-what`, `Action ${n}: what`),
          ask(`action-${n}-owner`, `Action ${n}: owner`),
          ask(`action-${n}-due`, `Action ${n}: due`),
        ]),
      },
    ],
  };
}

function fact(id: string, name: string, value: string): WorksheetItem {
  return { id, name, fact: value === '' ? 'Not recorded' : value, choices: [] };
}

function ask(id: string, name: string, choices: readonly string[] = []): WorksheetItem {
  return { id, name, fact: null, choices };
}
