/** Whether a summary's lists must be set closer, so that it stays on its one page. */
import type { FactCount } from '../audit/local-facts.ts';
import type { DrawRecord } from '../audit/record.ts';
import { sayDrawCount } from '../audit/worksheets.ts';
import { linesOf, linesOfRows, sum } from './room.ts';

/** Letters that go into a line of the page, set as wide as an ordinary week's. */
const LETTERS = { case: 76, notice: 105, command: 72, draw: 85 } as const;

/** Lines there is room for, beside what the summary of every week has. */
const ROOM = 29;

/** Days and reasons to leave a row out that stand beside the picture of the week. */
const BESIDE_PICTURE = 11;

/**
 * True where what grows from week to week comes to more lines than there is room for. It takes the
 * texts of the notices shown and the command that repeats the draw. About right is enough: a list
 * set closer without need is read as well.
 */
export function isLongSummary(
  record: DrawRecord,
  notices: readonly string[],
  command: string,
): boolean {
  const { draw, sample, exports, replacements, days, frame, localFacts } = record;
  const tables = exports.flatMap((read) => read.tables);
  const lines = [
    linesOfRows(
      sample.map((one) => [one.decision, one.localAuthority, one.team, one.sourceGroup]),
      LETTERS.case,
    ),
    linesOfFact(localFacts?.rag) + linesOfFact(localFacts?.referrerNotified),
    withHeading(notices) + sum(notices.map((text) => linesOf(text, LETTERS.notice))),
    replacements.length + withHeading(replacements),
    exports.length + linesOf(command, LETTERS.command),
    tables.some(({ kind }) => kind === 'child-referrals') ? 2 : 0,
    draw.number === 1 ? 0 : 1 + linesOf(sayDrawCount(draw), LETTERS.draw),
    Math.max(0, days.length + Object.keys(frame.excluded).length - BESIDE_PICTURE),
  ];
  return sum(lines) > ROOM;
}

/** A list a side of some three values in a line. */
function linesOfFact(counts: readonly FactCount[] = []): number {
  const values = [
    counts.filter(({ met }) => met > 0).length,
    counts.filter(({ notMet }) => notMet > 0).length,
  ];
  return counts.length === 0 ? 0 : 1 + Math.ceil(Math.max(...values) / 3);
}

function withHeading(list: readonly unknown[]): number {
  return list.length === 0 ? 0 : 2;
}
