/**
 * What the meeting found: the content of a pack's completed worksheets, as one value. Blank is null
 * everywhere: "not recorded", never a guess. It carries labels, no references.
 */
import type { CivilDate } from './civil-date.ts';
import type { Side } from './threshold.ts';

/** The layout of findings.json. A change is a new number. */
export const FINDINGS_VERSION = 1;

/** The names of what `collate` writes into a pack. */
export const FINDINGS_FILE = 'findings.json';
export const FINDINGS_CSV_FILE = 'findings.csv';
export const OUTCOME_FILE = 'outcome.html';

export interface Findings {
  readonly schemaVersion: typeof FINDINGS_VERSION;
  /** Which pack was answered: the SHA-256 of its draw.json. */
  readonly pack: string;
  readonly meeting: CivilDate;
  /** The name and version of the question set in one. */
  readonly questionSet: string;
  /** Every case of the pack, in the meeting's order; then those replaced after they were audited. */
  readonly cases: readonly CaseFindings[];
  /** Actions recorded as completed after the meeting. */
  readonly completions: readonly Completion[];
  /** What corrected forms changed, oldest first, with what it was before: nothing leaves this list. */
  readonly changes: readonly FindingChange[];
}

export interface CaseFindings {
  readonly label: string;
  readonly side: Side;
  /**
   * Its case was replaced after something had been found of it: that is kept, counts as no case of
   * the meeting, and what was to be done stays to be done.
   */
  readonly withdrawn?: true;
  /** `blank`: neither an answer, a grade, nor a reason why it was not audited is recorded. */
  readonly state: 'audited' | 'not-audited' | 'blank';
  /** Why the case was not audited. */
  readonly notAudited: string | null;
  /** The questions of the case's side, in the set's order. */
  readonly answers: readonly Answer[];
  /** The agencies' views, in the set's order. */
  readonly views: readonly AgencyAnswer[];
  /** Whether the agencies agree with the threshold decision. */
  readonly agreement: Answer;
  readonly grade: string | null;
  readonly gradeReason: string | null;
  readonly today: ImmediateAction;
  readonly learning: string | null;
  readonly goodPractice: string | null;
  /** Those that say what is to be done; the number is that on the form, from 1. */
  readonly actions: readonly ActionFound[];
}

export interface Answer {
  /** The item's id on the worksheet. */
  readonly question: string;
  readonly answer: string | null;
  readonly rationale: string | null;
}

export interface AgencyAnswer extends Answer {
  /** The agency's id. */
  readonly agency: string;
}

/** What was to be put right at once. */
export interface ImmediateAction {
  readonly what: string | null;
  readonly who: string | null;
  readonly by: CivilDate | null;
  readonly done: 'Yes' | 'No' | 'Not needed' | null;
  readonly doneOn: CivilDate | null;
}

export interface ActionFound {
  readonly number: number;
  readonly what: string;
  readonly owner: string | null;
  readonly due: CivilDate | null;
}

/** An action done: that of a number, or the immediate one. */
export interface Completion {
  readonly label: string;
  readonly action: number | 'today';
  readonly on: CivilDate;
}

export interface FindingChange {
  readonly label: string;
  /** The item's id on the worksheet. */
  readonly item: string;
  readonly was: string | null;
  readonly is: string | null;
}
