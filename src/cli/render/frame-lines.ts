/** How the frame came about, in the few lines that `sample` and `check` both begin with. */
import type { ChalkInstance } from 'chalk';
import { sayDate, sayShortDate } from '../../audit/civil-date.ts';
import { countSides } from '../../audit/seats.ts';
import { EXCLUSION_REASONS } from '../../audit/exclusions.ts';
import type { Frame } from '../../audit/frame.ts';
import { countFrame } from '../../audit/record.ts';
import { accountFor, total, type ReasonCount } from '../../audit/summary.ts';
import { SIDES } from '../../audit/threshold.ts';
import { saySide } from '../../audit/worksheets.ts';

export interface FrameState {
  /** Rows that are in the exports and not in the accounting: they must be put right first. */
  readonly unusable: number;
  /** False while something must be put right: then there is no code to read out yet. */
  readonly ready: boolean;
}

/** How the frame came about, in rows that add up; its code only where it is ready. */
export function frameLines(
  frame: Frame,
  { unusable, ready }: FrameState,
  style: ChalkInstance,
): string[] {
  const { week, basis } = frame;
  const account = accountFor(frame.rowsRead, countFrame(frame).excluded);
  const row = (name: string, text: string): string => `${name.padEnd(11)} ${text}`;
  const sides = countSides(frame.eligible);
  return [
    style.bold(`Audit meeting of ${sayDate(week.meeting)}`),
    row('Week', `${sayShortDate(week.from)} to ${sayShortDate(week.to)}, by the date ${basis}`),
    row('Read', count(account.rowsRead, 'row')),
    ...(unusable === 0 ? [] : [row('Not read', `${count(unusable, 'row')}: to put right first`)]),
    ...(account.rowsSetAside.length === 0
      ? []
      : [row('Set aside', sayReasons(account.rowsSetAside))]),
    row('Referrals', String(account.referrals)),
    ...(account.referralsLeftOut.length === 0
      ? []
      : [row('Left out', sayReasons(account.referralsLeftOut))]),
    row(
      'Eligible',
      `${account.eligible} = ${SIDES.map((side) => `${sides[side]} ${saySide(side).toLowerCase()}`).join(' + ')}`,
    ),
    ...(ready ? [row('Frame code', frame.code)] : []),
    '',
  ];
}

function sayReasons(reasons: readonly ReasonCount[]): string {
  const each = reasons.map(({ reason, count }) => `${count} ${EXCLUSION_REASONS[reason]}`);
  return each.length === 1 ? each.join('') : `${total(reasons)} = ${each.join(' + ')}`;
}

/** `1 row`, `2 rows`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
