/** What `report` says on the terminal: the main numbers, what is not in them, and where it lies. */
import { join } from 'node:path';
import type { ChalkInstance } from 'chalk';
import { sayPeriod } from '../../audit/report-period.ts';
import { sayReplacedSince, sayUnlike, type PackLeftOut } from '../../audit/collated-packs.ts';
import type { Report } from '../../audit/report.ts';
import { publishedCount, LEFT_OUT } from '../../outputs/published.ts';
import { OVERLAPPING_PERIODS } from '../../outputs/report-html.ts';
import { sayTwice } from '../../outputs/report-twice.ts';
import { REPORT_CSV_FILE, REPORT_FILE, type ReportState } from '../../outputs/write-report.ts';
import { printable } from './style.ts';

const STATES = {
  written: '',
  'already-here': ' (it was there already, the same)',
  renewed: ' (in place of the earlier one)',
} as const satisfies Record<ReportState, string>;

/**
 * The first numbers of a report and where it lies; what is suppressed in it is suppressed here.
 * `shown`: the folder as it was named.
 */
export function renderReportSummary(
  report: Report,
  folder: string,
  shown: string,
  state: ReportState,
  style: ChalkInstance,
): string {
  const count = (figure: Report['grades']['total']): string =>
    String(publishedCount(report, figure) ?? LEFT_OUT);
  const { meetings, cases, grades, actions } = report;
  const overdue = actions.parts.find(({ name }) => name === 'Overdue');
  const replaced = cases.parts.filter(
    (part) => part.name.startsWith('Replaced') && publishedCount(report, part) !== 0,
  );
  const twice = sayTwice(report);
  const lines = [
    style.bold(`Report of ${sayPeriod(report.period)}`),
    `Meetings    ${meetings.held}${meetings.held === meetings.packs ? '' : `, ${meetings.packs} packs`}`,
    `Cases       ${count(cases.total)} drawn, ${count(grades.total)} audited${replaced.map((part) => `, ${count(part)} ${part.name.toLowerCase()}`).join('')}`,
    ...grades.parts.map((part) => `  ${count(part).padStart(4)}  ${printable(part.name)}`),
    ...(overdue === undefined
      ? []
      : [`Actions     ${count(overdue)} overdue of ${count(actions.total)}`]),
    ...list('No findings yet, so only their draws are counted', meetings.notCollated),
    ...(report.suppressBelow === null
      ? list(
          'No findings yet of the cases that took the place of others',
          meetings.replacedSince.map(({ name, labels }) => sayOutdated(name, labels, folder)),
        )
      : list(
          'Should be collated again',
          meetings.replacedSince.map(({ name }) => `${name}: ${sayCollate(name, folder)}`),
        )),
    ...listPacks('Left out, so that no decision counts twice', report.leftOut),
    ...listPacks('Left out, because they cannot be read', report.damaged),
    ...list('Counted, though their draws are not in the ledger', report.notInLedger),
    ...list(
      'Counted, though changed since they were collated: run collate again, or ask who changed them',
      report.unlike.map(({ name, files }) => `${name}: ${sayUnlike(files)}.`),
    ),
    ...(twice === null ? [] : ['', twice]),
    ...(report.ledgerFault === null ? [] : ['', report.ledgerFault]),
    '',
    `Report      ${printable(shown)}${STATES[state]}`,
    '',
    ...(report.suppressBelow === null ? [] : [OVERLAPPING_PERIODS, '']),
    `Next: print ${REPORT_FILE} there; ${REPORT_CSV_FILE} has the same numbers for Excel and Power BI.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** `2026-11-20: collated before T3 was replaced: run mash-audit collate packs/2026-11-20`. */
export function sayOutdated(name: string, labels: readonly string[], folder: string): string {
  return `${name}: ${sayReplacedSince(labels)}: ${sayCollate(name, folder)}`;
}

function sayCollate(name: string, folder: string): string {
  return `run mash-audit collate ${join(folder, name)}`;
}

function list(heading: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return ['', `${heading}:`, ...items.map((item) => `  ${printable(item)}`)];
}

function listPacks(heading: string, packs: readonly PackLeftOut[]): string[] {
  return list(
    heading,
    packs.map(({ name, because }) => `${name}: ${because}`),
  );
}
