/** What a coordinator reads after a draw, in ten seconds. */
import type { ChalkInstance } from 'chalk';
import { sayDate, sayShortDate } from '../../audit/civil-date.ts';
import { casesOf, countSides, drawnOf, type Draw, type DrawnReferral } from '../../audit/draw.ts';
import { EXCLUSION_REASONS } from '../../audit/exclusions.ts';
import type { Frame } from '../../audit/frame.ts';
import type { AuditPlan } from '../../audit/plan.ts';
import { allocateSeats } from '../../audit/seats.ts';
import { accountFor, total, type ReasonCount } from '../../audit/summary.ts';
import { SIDES } from '../../audit/threshold.ts';
import { saySide } from '../../audit/worksheets.ts';
import type { PackWritten } from '../../outputs/write-pack.ts';
import { renderNotices } from './problems.ts';
import { printable } from './style.ts';

/** `place` is the pack's folder; `outcome` says how it came to be there, or that it did not. */
export function renderSampleReport(
  plan: AuditPlan,
  size: number,
  outcome: PackWritten | 'dry-run',
  place: string,
  style: ChalkInstance,
): string {
  const lines = [
    ...frameLines(plan.frame, style),
    ...(plan.draw === null
      ? seatLines(plan.frame, size)
      : [...caseLines(plan.draw, style), ...seedLines(plan.draw, style)]),
    ...renderNotices(plan.problems, style),
    ...outcomeLines(outcome, place, style),
  ];
  return `${lines.join('\n')}\n`;
}

function frameLines(frame: Frame, style: ChalkInstance): string[] {
  const { week, basis } = frame;
  const account = accountFor(frame);
  const row = (name: string, text: string): string => `${name.padEnd(11)} ${text}`;
  const sides = countSides(frame.eligible);
  return [
    style.bold(`Audit meeting of ${sayDate(week.meeting)}`),
    row('Week', `${sayShortDate(week.from)} to ${sayShortDate(week.to)}, by the date ${basis}`),
    row('Read', count(account.rowsRead, 'row')),
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
    row('Frame code', frame.code),
    '',
  ];
}

function sayReasons(reasons: readonly ReasonCount[]): string {
  const each = reasons.map(({ reason, count }) => `${count} ${EXCLUSION_REASONS[reason]}`);
  return each.length === 1 ? each.join('') : `${total(reasons)} = ${each.join(' + ')}`;
}

function caseLines(draw: Draw, style: ChalkInstance): string[] {
  const drawn = drawnOf(draw);
  const width = Math.max(...drawn.map(({ reference }) => printable(reference).length));
  const line = ({ label, reference, decision }: DrawnReferral): string =>
    `  ${label.padEnd(4)} ${printable(reference).padEnd(width)}  ${printable(decision)}`;
  const cases = casesOf(draw);
  const reserves = drawn.filter(({ role }) => role === 'reserve');
  return [
    style.bold(count(cases.length, 'case')),
    ...cases.map(line),
    ...SIDES.filter((side) => draw.eligible[side] === 0).map(
      (side) => `  There is none this week: ${saySide(side).toLowerCase()}.`,
    ),
    ...(cases.length < draw.size
      ? [`  All of them are drawn: the week has fewer than ${draw.size}.`]
      : []),
    '',
    ...(reserves.length === 0
      ? []
      : [style.dim('Reserves'), ...reserves.map((reserve) => style.dim(line(reserve))), '']),
  ];
}

/** Without a seed there is no draw to show: only how many each side would get. */
function seatLines(frame: Frame, size: number): string[] {
  const seats = allocateSeats(size, countSides(frame.eligible));
  const each = SIDES.map((side) => `${seats[side]} ${saySide(side).toLowerCase()}`);
  return [
    `It would draw ${count(seats.met + seats['not-met'], 'case')}: ${each.join(' and ')}.`,
    'The seed is made when the draw is: add --seed to see what a seed would draw.',
    '',
  ];
}

function seedLines({ seed }: Draw, style: ChalkInstance): string[] {
  const source = seed.source === 'given' ? 'given' : 'generated just now';
  return [`${'Seed'.padEnd(11)} ${style.bold(printable(seed.value))} (${source})`, ''];
}

function outcomeLines(
  outcome: PackWritten | 'dry-run',
  place: string,
  style: ChalkInstance,
): string[] {
  const pack = `${'Pack'.padEnd(11)} ${style.bold(printable(place))}`;
  if (outcome === 'dry-run') return [`${pack} (not written: this is a dry run)`];
  if (outcome.state === 'written') {
    return [pack, '', 'Next: open summary.html there, and give out the forms in worksheets.'];
  }
  const { changed } = outcome;
  return [
    pack,
    changed.length === 0
      ? 'This pack is already here, and identical. Nothing was written.'
      : `This draw is already here; nothing was written. Changed since: ${changed.join(', ')}.`,
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
