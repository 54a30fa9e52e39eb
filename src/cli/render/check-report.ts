/** What is in the exports, before anything is drawn from them. */
import type { ChalkInstance } from 'chalk';
import { spellAuthority } from '../../audit/authorities.ts';
import { sayShortDate } from '../../audit/civil-date.ts';
import type { Frame } from '../../audit/frame.ts';
import type { Hindrance } from '../../audit/hindrances.ts';
import type { DayCount, DecisionCount } from '../../audit/overview.ts';
import { cutShort, stopsDraw, type Problem } from '../../audit/problems.ts';
import { countRows, type ColumnRead, type ExportRead, type TableRead } from '../../audit/record.ts';
import type { Verdict } from '../../audit/threshold.ts';
import { count, frameLines } from './frame-lines.ts';
import { sayHindrance } from './hindrance.ts';
import { FIELD_IN_WORDS } from '../../audit/messages.ts';
import { renderNotices, renderProblemList } from './problems.ts';
import { printable } from './style.ts';

/** A setting as it stands, and whence. */
export interface InForce {
  readonly name: string;
  readonly value: string;
  readonly from: 'flag' | 'settings' | 'default';
}

export interface CheckFindings {
  readonly frame: Frame;
  readonly exports: readonly ExportRead[];
  readonly inForce: readonly InForce[];
  readonly decisions: readonly DecisionCount[];
  readonly days: readonly DayCount[];
  readonly problems: readonly Problem[];
  /** Why no draw can be made now, sound as the exports may be. */
  readonly hindrance: Hindrance | null;
  /** Where packs are kept. */
  readonly out: string;
}

/** `quiet` leaves only what must be put right. */
export function renderCheckReport(
  findings: CheckFindings,
  quiet: boolean,
  style: ChalkInstance,
): string {
  const { frame, problems } = findings;
  const stopping = problems.filter(stopsDraw);
  // Nothing to count: a screen of zeros would hide why.
  if (!findings.exports.some(({ tables }) => tables.length > 0)) {
    return [
      style.bold(`No list of referrals could be read: ${count(stopping.length, 'problem')}.`),
      '',
      ...renderProblemList(stopping, style),
    ].join('\n');
  }
  const lines = [
    ...verdictLines(findings, stopping, quiet).map((line) => style.bold(line)),
    ...(quiet
      ? []
      : [
          '',
          ...exportLines(findings.exports, style),
          ...frameLines(
            frame,
            { unusable: unusable(findings), ready: stopping.length === 0 },
            style,
          ),
          ...decisionLines(findings.decisions, style),
          ...dayLines(findings.days, style),
          ...settingLines(findings, style),
          ...renderNotices(problems, style),
        ]),
    ...(stopping.length === 0
      ? []
      : [style.bold('To put right before a draw'), '', ...renderProblemList(stopping, style)]),
  ];
  return lines.length === 0 ? '' : `${lines.join('\n').trimEnd()}\n`;
}

/** First of all, what was asked. */
function verdictLines(
  { hindrance, out }: CheckFindings,
  stopping: readonly Problem[],
  quiet: boolean,
): readonly string[] {
  const hindered = hindrance === null ? [] : [printable(sayHindrance(hindrance, out))];
  if (stopping.length > 0) {
    const problems = count(stopping.length, 'problem');
    if (quiet) return [...hindered, ...(hindered.length === 0 ? [] : [''])];
    return [
      `No draw can be made yet: ${problems} to put right, at the end of this report.`,
      ...hindered,
    ];
  }
  if (quiet) return hindered;
  if (hindered.length > 0) return [...hindered, 'Nothing in the exports needs to be put right.'];
  return ['Nothing needs to be put right. The draw can be made.'];
}

/** Rows of referrals that cannot be used until they are put right. */
function unusable({ exports, frame }: CheckFindings): number {
  const tables = exports.flatMap((read) => read.tables);
  return countRows(tables.filter(({ kind }) => kind !== 'section-47')) - frame.rowsRead;
}

function exportLines(exports: readonly ExportRead[], style: ChalkInstance): string[] {
  const lines = exports.flatMap((read) => [
    `  ${style.bold(printable(read.name))} (${sayFormat(read)})`,
    ...read.tables.flatMap(tableLines),
  ]);
  return lines.length === 0 ? [] : [style.bold('Exports'), ...lines, ''];
}

function sayFormat({ format, encoding, delimiter }: ExportRead): string {
  if (format !== 'text') return format === 'xlsx' ? 'Excel workbook' : 'old Excel workbook';
  return `text, ${encoding ?? ''}, ${delimiter ?? ''}`;
}

const KINDS = {
  referrals: 'referrals with their outcomes',
  'child-referrals': 'referrals by child and date',
  'section-47': 'section 47 enquiries',
} as const satisfies Record<TableRead['kind'], string>;

function tableLines({ sheet, kind, headingRow, rows, columns }: TableRead): string[] {
  const where = sheet === null ? '' : `sheet “${printable(sheet)}”, `;
  return [
    `    ${where}${count(rows, 'row')} of ${KINDS[kind]}, headings in row ${headingRow}`,
    ...columns.map((column) => `      ${columnLine(column)}`),
  ];
}

function columnLine({ field, heading, column }: ColumnRead): string {
  const name = field === 'outcome-flag' ? 'an outcome, yes or no' : FIELD_IN_WORDS[field];
  return `${column.padEnd(3)} “${printable(heading)}” is ${name}`;
}

/** Those somebody has set: what is as ever would hide them. */
function settingLines({ inForce, frame }: CheckFindings, style: ChalkInstance): string[] {
  const spellings = frame.eligible.map(({ localAuthority }) => localAuthority);
  const set = inForce
    .filter(({ from }) => from !== 'default')
    .map((one) =>
      one.name === 'local authority'
        ? { ...one, value: spellAuthority(one.value, spellings) }
        : one,
    );
  const width = Math.max(...set.map(({ name }) => name.length));
  return [
    style.bold('Settings in force'),
    ...set.map(({ name, value, from }) => `  ${name.padEnd(width)}  ${printable(value)} (${from})`),
    set.length === 0 ? '  Every one is the default.' : '  All others are the default.',
    '',
  ];
}

const VERDICTS = {
  met: 'threshold met',
  'met-by-default': 'threshold met, by default',
  'not-met': 'threshold not met',
  undecided: 'undecided',
  'out-of-scope': 'out of scope',
  ambiguous: 'not clear: the team must say',
  unrecognised: 'not recognised',
} as const satisfies Record<Verdict, string>;

function decisionLines(decisions: readonly DecisionCount[], style: ChalkInstance): string[] {
  if (decisions.length === 0) return [];
  const said = decisions.map((count) => ({
    ...count,
    text: count.decision === '' ? '(blank)' : printable(cutShort(count.decision)),
  }));
  const width = Math.max(...said.map(({ text }) => text.length));
  return [
    style.bold('Decisions of the week, in referrals'),
    ...said.map(
      ({ text, referrals, verdict }) =>
        `  ${String(referrals).padStart(5)}  ${text.padEnd(width)}  ${VERDICTS[verdict]}`,
    ),
    '',
  ];
}

/** A week's days are listed; of a longer time only those that stand out would be of use. */
const MOST_DAYS = 31;

function dayLines(days: readonly DayCount[], style: ChalkInstance): string[] {
  if (days.length > MOST_DAYS) return [];
  return [
    style.bold('Eligible referrals by day'),
    `  ${''.padEnd(16)}  ${'met'.padStart(5)}  ${'not met'.padStart(7)}`,
    ...days.map(
      ({ date, met, notMet }) =>
        `  ${sayShortDate(date).padEnd(16)}  ${String(met).padStart(5)}  ${String(notMet).padStart(7)}${met + notMet === 0 ? '   none' : ''}`,
    ),
    '',
  ];
}
