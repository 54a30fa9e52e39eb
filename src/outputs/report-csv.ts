/** The report's numbers, one a row, for Excel and Power BI: nothing that the page does not say. */
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import { namePeriod } from '../audit/report-period.ts';
import { WHOSE_FORM_OFFERED } from '../audit/report-estimates.ts';
import { roundPercent } from '../audit/rounding.ts';
import type { Report } from '../audit/report.ts';
import { NOT_RECORDED, type Tally } from '../audit/tally.ts';
import { differenceInterval, wilsonInterval, type Interval } from '../audit/wilson.ts';
import { sayTwice } from './report-twice.ts';
import { toCsv, type CsvValue } from './csv.ts';
import {
  ALL_AUDITED,
  isCounted,
  LEFT_OUT,
  NOTHING_RECORDED,
  publishedCount,
  publishedEstimate,
  publishedShare,
  isAnyLeftOut,
  saysNothing,
  sayWithheld,
} from './published.ts';

/** The methods by name; docs/report.md says where each comes from. */
const WILSON = 'wilson-95';
const NEWCOMBE = 'newcombe-95';
const WEIGHTED = 'stratified-korn-graubard-95';

interface Row {
  readonly section: string;
  readonly category: string;
  readonly subcategory?: string;
  readonly measure: string;
  readonly value: number | null;
  readonly denominator?: number | null;
  readonly share?: number | null;
  readonly interval?: Interval | null;
  readonly method?: string;
  readonly note?: string;
}

/** Shares and intervals in percent; what is left out is blank, and its note says so. */
export function reportCsv(report: Report): string {
  const { period, localAuthority } = report;
  return toCsv(
    OWN_HEADINGS.report,
    rowsOf(report).map((row): CsvValue[] => [
      ...[namePeriod(period), period.from, period.to, localAuthority ?? 'all'],
      ...[row.section, row.category, row.subcategory ?? '', row.measure],
      ...[row.value, row.denominator ?? null, percent(row.share)],
      ...[percent(row.interval?.lower), percent(row.interval?.upper)],
      ...[row.method ?? '', row.note ?? ''],
    ]),
  );
}

function rowsOf(report: Report): Row[] {
  const { meetings, medianDays, gradesBefore } = report;
  const count = (section: string, category: string, value: number): Row => ({
    section,
    category,
    measure: 'count',
    value,
  });
  // Each such pack has cases: how many packs, and of which kind, would tell of counts left out.
  const packsWithout = meetings.notCollated.length + meetings.replacedSince.length;
  const unsaid = (section: string, category: string, value: number): Row => {
    const row = count(section, category, value);
    const isSaid = packsWithout === 0 || report.suppressBelow === null;
    return isSaid ? row : { ...row, value: null, note: LEFT_OUT_NOTE };
  };
  const tallied = (section: string, one: Tally): Row[] => tallyRows(report, section, one, 'cases');
  // These are no sample of anything: a percentage of them has no interval.
  const counted = (section: string, one: Tally, unit = 'cases'): Row[] =>
    tallyRows(report, section, one, unit).map((row) => ({ ...row, interval: null, method: '' }));
  return [
    count('meetings', 'with a pack', meetings.held),
    unsaid('meetings', 'without findings yet', meetings.notCollated.length),
    ...(gradesBefore === null
      ? []
      : [count('meetings', 'with a pack in the period before', meetings.before)]),
    count('packs', 'of these meetings', meetings.packs),
    ...(gradesBefore === null
      ? []
      : [count('packs', 'of the meetings in the period before', meetings.packsBefore)]),
    count('packs', 'left out: other packs of their days count', report.leftOut.length),
    count('packs', 'left out: cannot be read', report.damaged.length),
    unsaid('packs', 'to be collated again', meetings.replacedSince.length),
    count('packs', 'changed since they were collated', report.unlike.length),
    twiceRow(report),
    ...counted('cases', report.cases),
    ...report.reasons.flatMap((one) => counted(one.name.toLowerCase(), one)),
    ...tallied('grades', report.grades),
    ...report.offeredGrades.map(({ grade, count: value, of }): Row => ({
      section: 'grades, of cases whose form offered them',
      category: 'Audited',
      subcategory: grade,
      measure: 'cases',
      value,
      denominator: of.count,
      share: value / of.count,
      interval: wilsonInterval(value, of.count),
      method: WILSON,
    })),
    ...(gradesBefore === null
      ? []
      : [...tallied('grades before', gradesBefore), ...changeRows(report, gradesBefore)]),
    ...report.questions.flatMap((one) => tallied(`questions: ${one.side}`, one)),
    ...report.views.flatMap((one) => tallied('agency views', one)),
    ...tallied('agreement', report.agreement),
    ...report.breakdowns.flatMap(({ name, rows }) =>
      rows.flatMap((one) => tallied(`grades by ${name.toLowerCase()}`, one)),
    ),
    ...tallied('put right', report.putRight),
    ...counted('actions', report.actions, 'actions'),
    ...tallied('elapsed', report.elapsed),
    {
      section: 'elapsed',
      category: 'Median, where it can be measured',
      measure: 'working days',
      value: medianDays,
      ...(isAnyLeftOut(report, report.elapsed) ? { note: LEFT_OUT_NOTE } : {}),
    },
    ...report.trend.flatMap((row) =>
      tallied('trend', { ...row.tally, name: namePeriod(row.period) }).map((one) =>
        row.meetings === 0 ? { ...one, note: 'no meeting' } : one,
      ),
    ),
    ...counted('frame', report.coverage, 'decisions'),
    ...estimateRows(report),
  ];
}

function tallyRows(report: Report, section: string, one: Tally, measure: string): Row[] {
  const { name, total, parts } = one;
  const denominator = publishedCount(report, total);
  const leftOut = { note: LEFT_OUT_NOTE };
  const silent = saysNothing(report, one);
  const all: Row = {
    section,
    category: name,
    measure,
    value: denominator,
    ...(denominator === null ? leftOut : {}),
  };
  return [
    all,
    ...parts.map((part): Row => {
      const value = publishedCount(report, part);
      const isSaid = !silent || part.name === NOT_RECORDED;
      const published = isSaid ? publishedShare(report, part, total) : null;
      return {
        section,
        category: name,
        subcategory: part.name,
        measure,
        value,
        denominator,
        share: published?.share ?? null,
        interval: published?.interval ?? null,
        method: published === null ? '' : WILSON,
        ...(value === null ? leftOut : isSaid ? {} : { note: NOTHING_RECORDED }),
      };
    }),
  ];
}

/** Where small numbers are left out, it says no more than whether there are any. */
function twiceRow(report: Report): Row {
  const count = report.auditedTwice.length;
  const isTold = report.suppressBelow === null || count === 0;
  return {
    section: 'meetings',
    category: 'referrals audited at more than one, counted at each',
    measure: 'count',
    value: isTold ? count : null,
    note: isTold ? (sayTwice(report) ?? '') : LEFT_OUT_NOTE,
  };
}

const LEFT_OUT_NOTE = `${LEFT_OUT}: left out to protect small numbers`;

/** The difference to the period before, in percentage points. */
function changeRows(report: Report, gradesBefore: Tally): Row[] {
  const { grades } = report;
  return grades.parts.flatMap((part): Row[] => {
    const earlier = gradesBefore.parts.find(({ name }) => name === part.name);
    if (earlier === undefined) return [];
    const now = publishedShare(report, part, grades.total);
    const then = publishedShare(report, earlier, gradesBefore.total);
    const interval = differenceInterval(
      [part.count, grades.total.count],
      [earlier.count, gradesBefore.total.count],
    );
    const known = now !== null && then !== null;
    return [
      {
        section: 'change since the period before',
        category: part.name,
        measure: 'percentage points',
        value: null,
        share: known ? now.share - then.share : null,
        interval: known ? interval : null,
        method: known ? NEWCOMBE : '',
        note: report.meetings.beforeInPart === null ? '' : 'the period before is not all covered',
      },
    ];
  });
}

function estimateRows(report: Report): Row[] {
  return report.estimates.flatMap((one): Row[] => {
    const estimate = publishedEstimate(report, one);
    const named = {
      section: 'all decisions, estimated',
      category: one.section,
      subcategory: one.name,
    };
    const counted = estimate !== null && isCounted(estimate);
    const notes = [
      sayWithheld(report, one),
      counted ? ALL_AUDITED : '',
      one.isOfOffered ? `of ${WHOSE_FORM_OFFERED}` : '',
    ];
    const share = {
      ...named,
      measure: 'share of decisions',
      value: null,
      denominator: report.hidden.has('frame/covered') ? null : (estimate?.covered ?? null),
      share: estimate?.proportion ?? null,
      interval: estimate === null || counted ? null : estimate.interval,
      method: estimate === null || counted ? '' : WEIGHTED,
      note: notes.filter((part) => part !== '').join('; '),
    };
    if (estimate === null || counted) return [share];
    const value = Math.round(estimate.effectiveCases);
    return [share, { ...named, measure: 'effective cases', value }];
  });
}

/** Two decimals: more than the sample bears, and enough to be rounded again. */
function percent(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : roundPercent(share, 2);
}
