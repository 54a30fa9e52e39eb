/** Whether a summary's lists must be set closer, so that it stays on its one page. */
import type { FactCount } from '../audit/local-facts.ts';
import type { DrawRecord, SampleEntry } from '../audit/record.ts';
import { sayDrawCount } from '../audit/worksheets.ts';

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
    linesOfCases(sample),
    linesOfFact(localFacts?.rag) + linesOfFact(localFacts?.referrerNotified),
    notices.reduce((sum, text) => sum + linesOf(text, LETTERS.notice), withHeading(notices)),
    replacements.length + withHeading(replacements),
    exports.length + linesOf(command, LETTERS.command),
    tables.some(({ kind }) => kind === 'child-referrals') ? 2 : 0,
    draw.number === 1 ? 0 : 1 + linesOf(sayDrawCount(draw), LETTERS.draw),
    Math.max(0, days.length + Object.keys(frame.excluded).length - BESIDE_PICTURE),
  ];
  return lines.reduce((sum, count) => sum + count, 0) > ROOM;
}

/** The columns share the page by their longest texts; the longest cell makes the row's height. */
function linesOfCases(sample: readonly SampleEntry[]): number {
  const rows = sample.map((one) =>
    [one.decision, one.localAuthority, one.team, one.sourceGroup].map(({ length }) => length),
  );
  const widest = [0, 1, 2, 3].map((column) => Math.max(1, ...rows.map((row) => row[column] ?? 0)));
  const tightness = widest.reduce((sum, width) => sum + width, 0) / LETTERS.case;
  return rows.reduce(
    (sum, row) =>
      sum +
      Math.max(
        1,
        ...row.map((length, column) => Math.ceil((length / (widest[column] ?? 1)) * tightness)),
      ),
    0,
  );
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

function linesOf(text: string, letters: number): number {
  return Math.ceil(text.length / letters);
}
