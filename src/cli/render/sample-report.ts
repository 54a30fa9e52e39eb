/** What a coordinator reads after a draw, in ten seconds. */
import type { ChalkInstance } from 'chalk';
import { EMPTY_SIDE } from '../../audit/summary.ts';
import { casesOf, drawnOf, type Draw, type DrawnReferral } from '../../audit/draw.ts';
import type { Frame } from '../../audit/frame.ts';
import type { Hindrance } from '../../audit/hindrances.ts';
import type { LedgerFault } from '../../audit/ledger.ts';
import type { AuditPlan } from '../../audit/plan.ts';
import { WORKBOOK_FILE, type DrawCount, type WorksheetFormat } from '../../audit/record.ts';
import type { AuditRules } from '../../audit/rules.ts';
import { allocateSeats, countSides } from '../../audit/seats.ts';
import { SIDES } from '../../audit/threshold.ts';
import { sayDrawCount, saySide } from '../../audit/worksheets.ts';
import { count, frameLines } from './frame-lines.ts';
import { sayHindrance } from './hindrance.ts';
import { ledgerFaultLines } from './ledger-faults.ts';
import { renderNotices } from './problems.ts';
import { printable } from './style.ts';

/** What came of a draw; `place` is the pack's folder. */
export type SampleOutcome =
  | {
      readonly state: 'dry-run';
      readonly place: string;
      readonly faults: readonly LedgerFault[];
      /** Why it could not be drawn now. */
      readonly hindrance: Hindrance | null;
    }
  | {
      readonly state: 'written' | 'already-here';
      readonly place: string;
      readonly changed: readonly string[];
      readonly faults: readonly LedgerFault[];
      readonly count: DrawCount;
      /** What the worksheets were written as. */
      readonly formats: readonly WorksheetFormat[];
    };

/** `out` is the folder where packs are kept. */
export function renderSampleReport(
  plan: AuditPlan,
  rules: AuditRules,
  outcome: SampleOutcome,
  out: string,
  style: ChalkInstance,
): string {
  const hindrance = outcome.state === 'dry-run' ? outcome.hindrance : null;
  const lines = [
    ...(hindrance === null ? [] : [style.bold(printable(sayHindrance(hindrance, out))), '']),
    ...frameLines(plan.frame, { unusable: 0, ready: true }, style),
    ...(plan.draw === null
      ? seatLines(plan.frame, rules)
      : [...caseLines(plan.draw, style), ...seedLines(plan.draw, style)]),
    ...renderNotices(plan.problems, style),
    ...ledgerFaultLines(outcome.faults, style),
    ...outcomeLines(outcome, style),
  ];
  return `${lines.join('\n')}\n`;
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
    ...SIDES.filter((side) => draw.eligible[side] === 0).map((side) => `  ${EMPTY_SIDE[side]}`),
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
function seatLines(frame: Frame, rules: AuditRules): string[] {
  const seats = allocateSeats(rules.size, countSides(frame.eligible), rules.seats);
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

function outcomeLines(outcome: SampleOutcome, style: ChalkInstance): string[] {
  const pack = `${'Pack'.padEnd(11)} ${style.bold(printable(outcome.place))}`;
  if (outcome.state === 'dry-run') return [`${pack} (not written: this is a dry run)`];
  const { count, changed } = outcome;
  const draw = count.number === 1 ? [] : [printable(sayDrawCount(count))];
  if (outcome.state === 'written') {
    return [pack, ...draw, '', sayNext(outcome.formats)];
  }
  return [
    pack,
    ...draw,
    changed.length === 0
      ? 'This pack is already here, and identical. Nothing was written.'
      : `This draw is already here; nothing was written. Filled in, replaced or changed since: ${changed.join(', ')}.`,
  ];
}

function sayNext(formats: readonly WorksheetFormat[]): string {
  if (formats.includes('html')) {
    return 'Next: print summary.html and worksheets.html there: one page, and a form for each case.';
  }
  const forms = formats.includes('xlsx') ? WORKBOOK_FILE : 'the forms in the folder worksheets';
  return `Next: print summary.html there, and fill in ${forms} at the meeting.`;
}
