/** The worksheet of a case as a model: what it says and what it asks. Renderers add nothing. */
import { sayDate, sayMoment, type CivilDate } from './civil-date.ts';
import { sayElapsed } from './elapsed.ts';
import type { QuestionSet } from './questions.ts';
import type { DrawCount, DrawRecord, SampleEntry } from './record.ts';
import { sayNotified } from './referrer-notified.ts';
import { SIDES, type Side } from './threshold.ts';

export interface Worksheet {
  readonly label: string;
  readonly reference: string;
  readonly parts: readonly WorksheetPart[];
}

export interface WorksheetPart {
  readonly id:
    'case' | 'questions' | 'views' | 'agreement' | 'grade' | 'today' | 'learning' | 'actions';
  readonly title: string;
  readonly items: readonly WorksheetItem[];
}

/** A fact the pack states, or a question with room for an answer. */
export interface WorksheetItem {
  /** Stable from week to week: a later reader finds the answer by it. */
  readonly id: string;
  readonly name: string;
  /** What stands or is to be written there. */
  readonly kind: 'fact' | 'choice' | 'words' | 'date';
  /** A fact's value; null where the meeting writes. */
  readonly fact: string | null;
  /** The answers to choose from; empty where there is no choice. */
  readonly choices: readonly string[];
  /** What an agency is reminded to look for. */
  readonly prompts: readonly string[];
}

/** The lines for actions on every form: 1 to 3. */
export const ACTION_NUMBERS = [1, 2, 3] as const;

const SIDE_IN_WORDS = {
  met: 'Threshold met',
  'not-met': 'Threshold not met',
} as const satisfies Record<Side, string>;

/** A side under a heading that says what it is of. */
export const SIDE_ALONE = {
  met: 'Met',
  'not-met': 'Not met',
} as const satisfies Record<Side, string>;

/** `Threshold met`, or `Threshold not met`. */
export function saySide(side: Side): string {
  return SIDE_IN_WORDS[side];
}

/** `Draw 2 of this week. Reason: ...`: on every page of a pack that is not its week's first. */
export function sayDrawCount({ number, reason }: DrawCount): string {
  return `Draw ${number} of this week. Reason: ${reason ?? 'none recorded'}`;
}

/** What of a pack's record a worksheet says. */
type Occasion = Pick<DrawRecord, 'meeting' | 'draw' | 'questionSet'> & {
  readonly settings: Pick<DrawRecord['settings'], 'marking'>;
};

/**
 * All that the form of a case says and asks, in its order. Dates and sides are in words, what is
 * long is cut.
 */
export function buildWorksheet(
  drawn: SampleEntry,
  { meeting, draw, settings, questionSet }: Occasion,
): Worksheet {
  return {
    label: drawn.label,
    reference: sayWhole(drawn.reference),
    parts: [
      {
        id: 'case',
        title: 'The case',
        items: [
          fact('marking', 'Marking', settings.marking),
          fact('meeting', 'Meeting', sayDate(meeting)),
          ...(draw.number === 1 ? [] : [fact('draw', 'Draw', sayDrawCount(draw))]),
          fact('label', 'Label', drawn.label),
          fact('reference', 'Reference', drawn.reference),
          fact('side', 'Threshold', SIDE_ALONE[drawn.side]),
          fact('decision', 'Decision wording', drawn.decision),
          fact('local-authority', 'Local authority', drawn.localAuthority),
          fact('team', 'Team', drawn.team),
          fact('source-group', 'Source group', drawn.sourceGroup),
          ...localFacts(drawn),
          fact('received', 'Received', sayMoment(drawn.received)),
          fact('decided', 'Decided', sayMoment(drawn.decided)),
          fact('elapsed', 'Time taken', sayElapsed(drawn.received, drawn.decided)),
          fact('question-set', 'Question set', questionSet.id),
        ],
      },
      {
        id: 'questions',
        title: `Questions: ${saySide(drawn.side).toLowerCase()}`,
        items: questionSet.questions[drawn.side].flatMap(({ id, text }) => [
          choose(id, text, questionSet.answers),
          write(`${id}-rationale`, 'Reason'),
        ]),
      },
      {
        id: 'views',
        title: 'Views of the agencies',
        items: questionSet.agencies.flatMap(({ id, text, prompts }) => [
          choose(`view-${id}`, `${text}: was our part done well?`, questionSet.answers),
          write(`view-${id}-rationale`, 'Reason', prompts),
        ]),
      },
      {
        id: 'agreement',
        title: 'The threshold decision',
        items: [
          choose('agree', 'Do the agencies agree with the threshold decision?', AGREEMENT),
          write('agree-rationale', 'Reason'),
        ],
      },
      {
        id: 'grade',
        title: 'Overall management of the case',
        items: [
          choose('grade', 'Grade', questionSet.grades),
          write('grade-rationale', 'Reason for the grade'),
          write('not-audited', 'If it could not be audited: why'),
        ],
      },
      {
        id: 'today',
        title: 'Immediate action today',
        items: [
          write('today-what', 'What must be put right today'),
          write('today-who', 'Who'),
          date('today-by', 'By when'),
          choose('today-done', 'Done', DONE),
          date('today-done-on', 'Done on'),
        ],
      },
      {
        id: 'learning',
        title: 'Learning and good practice',
        items: [write('learning', 'Learning'), write('good-practice', 'Good practice')],
      },
      {
        id: 'actions',
        title: 'Actions',
        items: ACTION_NUMBERS.flatMap((n) => [
          write(`action-${n}-what`, `Action ${n}: what`),
          write(`action-${n}-owner`, `Action ${n}: owner`),
          date(`action-${n}-due`, `Action ${n}: due`),
        ]),
      },
    ],
  };
}

/**
 * Ids of the set that would stand twice on a worksheet, with all that any worksheet can have, or in
 * the findings: an answer could not be told from another.
 */
export function repeatedItems(questionSet: QuestionSet): readonly string[] {
  const occasion = {
    meeting: '2000-01-01' as CivilDate,
    draw: { number: 2, reason: null },
    settings: { marking: '' },
    questionSet,
  };
  return SIDES.flatMap((side) => {
    const { parts } = buildWorksheet({ ...NOBODY, side }, occasion);
    const ids = [...OF_FINDINGS, ...parts.flatMap(({ items }) => items.map(({ id }) => id))];
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
}

/** Of no form, but beside the answers in findings.csv and among the changes of findings.json. */
const OF_FINDINGS = ['state', ...ACTION_NUMBERS.map((number) => `action-${number}-done`)];

/** With every fact that only some exports have. */
const NOBODY: Required<Omit<SampleEntry, 'side'>> = {
  label: 'T1',
  role: 'case',
  reference: '',
  ticket: 0,
  order: 1,
  inclusion: 1,
  decision: '',
  received: null,
  decided: null,
  localAuthority: '',
  team: '',
  sourceGroup: '',
  rag: '',
  referrerNotified: null,
};

/** Stated only where the export has the column: else the form would seem to say it is missing. */
function localFacts({ rag, referrerNotified: told }: SampleEntry): WorksheetItem[] {
  return [
    ...(rag === undefined ? [] : [fact('rag', 'RAG rating', rag)]),
    ...(told === undefined ? [] : [fact('notified', 'Referrer notified', sayNotified(told))]),
  ];
}

/** The order in which a meeting takes its cases: the sides in turn, so that neither is left to the end. */
export function meetingOrder<E extends { readonly side: Side }>(cases: readonly E[]): E[] {
  const [met, notMet] = SIDES.map((side) => cases.filter((entry) => entry.side === side));
  const rounds = Math.max(met?.length ?? 0, notMet?.length ?? 0);
  return Array.from({ length: rounds }, (_, round) => [met?.[round], notMet?.[round]])
    .flat()
    .filter((entry) => entry !== undefined);
}

/** What may be said of the threshold decision, and of an immediate action. */
export const AGREEMENT = ['All agree', 'Not all agree', 'None agrees'] as const;
export const DONE = ['Yes', 'No', 'Not needed'] as const;

function fact(id: string, name: string, value: string): WorksheetItem {
  const said = value === '' ? 'Not recorded' : sayWhole(value);
  return { id, name, kind: 'fact', fact: said, choices: [], prompts: [] };
}

/** A cell of a spreadsheet shows some 1,500 letters, and a file with more than 32,767 in one is damaged. */
const LONGEST_FACT = 300;

/** A text of the exports as a form can show it: what no file may hold is marked, what is cut is said. */
function sayWhole(text: string): string {
  const signs = Array.from(text.replace(UNFIT, '\uFFFD'));
  if (signs.length <= LONGEST_FACT) return signs.join('');
  return `${signs.slice(0, LONGEST_FACT).join('')}… (cut: draw.json has it in full)`;
}

/** Halves of a pair, and what is no character: no XML may hold them. */
const UNFIT = /[\p{Cs}\uFFFE\uFFFF]/gu;

function choose(id: string, name: string, choices: readonly string[]): WorksheetItem {
  return { id, name, kind: 'choice', fact: null, choices, prompts: [] };
}

function write(id: string, name: string, prompts: readonly string[] = []): WorksheetItem {
  return { id, name, kind: 'words', fact: null, choices: [], prompts };
}

function date(id: string, name: string): WorksheetItem {
  return { id, name, kind: 'date', fact: null, choices: [], prompts: [] };
}
