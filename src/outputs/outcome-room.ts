/** How close the minutes of a meeting are set, so that they stay on their one page. */
import type { CaseFindings, Findings } from '../audit/findings.ts';
import { casesOfMeeting } from '../audit/outcome.ts';
import { linesOf, linesOfRows, sum } from './room.ts';

/** What the minutes list beside what the findings say in so many words. */
export interface OutcomeLists {
  /** Questions, replaced cases and whatever else takes a line each. */
  readonly rows: number;
  /** Texts of any length, each in a line of its own. */
  readonly texts: readonly string[];
}

/** Letters that go into a line of each part of the page, set as wide as an ordinary meeting's. */
const LETTERS = { case: 76, action: 80, line: 112, learning: 62, goodPractice: 42 } as const;

/** Lines of the ordinary size there is room for, headings aside; set closer, these are lower too. */
const ROOM = { ordinary: 37, close: 42 } as const;

/** In points: what the page is set in, and what it may be set in down to what can still be read. */
export const ORDINARY_SIZE = 9;
const SMALLER = [8.5, 8, 7.5] as const;

/** The size of letters, in points, in which the minutes should stay on their page. */
export function sizeOfOutcome(findings: Findings, lists: OutcomeLists): number {
  const lines = linesOfOutcome(findings, lists);
  // Smaller letters make lower lines and, as more of them go into one, fewer.
  const fits = (size: number): boolean => lines * (size / ORDINARY_SIZE) ** 2 <= ROOM.close;
  return lines <= ROOM.ordinary ? ORDINARY_SIZE : (SMALLER.find(fits) ?? Math.min(...SMALLER));
}

function linesOfOutcome(findings: Findings, lists: OutcomeLists): number {
  const { cases } = findings;
  const meeting = casesOfMeeting(findings);
  const actions = cases.flatMap((one) => one.actions);
  const today = cases.filter((one) => one.today.what !== null);
  const inLines = (texts: readonly string[], letters: number): number =>
    sum(texts.map((text) => linesOf(text, letters)));
  const [learning, goodPractice] = [
    cases.flatMap((one) => one.learning ?? []),
    cases.flatMap((one) => one.goodPractice ?? []),
  ];
  const areAbreast = learning.length > 0 && goodPractice.length > 0;
  return sum([
    linesOfRows(
      meeting.map((one) => [one.notAudited ?? one.gradeReason ?? '', sayAgreement(one)]),
      LETTERS.case,
    ),
    lists.rows,
    inLines(lists.texts, LETTERS.line),
    linesOfRows(
      [
        ...today.map((one) => [one.today.what ?? '', one.today.who ?? '']),
        ...actions.map(({ what, owner }) => [what, owner ?? '']),
      ],
      LETTERS.action,
    ),
    areAbreast
      ? Math.max(inLines(learning, LETTERS.learning), inLines(goodPractice, LETTERS.goodPractice))
      : 2 + inLines([...learning, ...goodPractice], LETTERS.line),
  ]);
}

/** What the agencies say of the threshold decision, and why. */
export function sayAgreement({ agreement }: CaseFindings): string {
  const { answer, rationale } = agreement;
  return `${answer ?? 'Not recorded'}${rationale === null ? '' : `: ${rationale}`}`;
}
