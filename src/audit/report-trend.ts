/** How the grades went over time: the months of the period, or the twelve that end with it. */
import { addMonths, type CivilDate } from './civil-date.ts';
import { isInPeriod, monthsIn, type ReportPeriod } from './report-period.ts';
import type { ReportCase } from './report-cases.ts';
import { tallyGrades } from './grade-tallies.ts';
import type { Tally } from './tally.ts';

export interface TrendRow {
  readonly period: ReportPeriod;
  /** Meetings with a pack: where there is none, nothing was counted, and that is no nought. */
  readonly meetings: number;
  readonly tally: Tally;
}

/** A period that is shown elsewhere too. */
export type TrendWhole = Omit<TrendRow, 'meetings'>;

const FEWEST_MONTHS = 12;
/** A longer trend goes by quarters of a year, or its table would fill a page. */
const MOST_MONTHS = 18;

/** The trend's months, or, of a long period, every three months of it, in order. */
export function trendPeriods(period: ReportPeriod): ReportPeriod[] {
  const own = monthsIn(period);
  const from = `${addMonths(period.to, 1 - FEWEST_MONTHS).slice(0, 8)}01` as CivilDate;
  const months = own.length >= FEWEST_MONTHS ? own : monthsIn({ from, to: period.to });
  if (months.length <= MOST_MONTHS) return months;
  const quarters = months.filter((_, index) => index % 3 === 0);
  return quarters.map((first, index) => {
    const last = months[Math.min(index * 3 + 2, months.length - 1)] ?? first;
    return { from: first.from, to: last.to };
  });
}

/** One tally for each; where a period is shown elsewhere too, that tally, so that both are one. */
export function buildTrend(
  periods: readonly ReportPeriod[],
  cases: readonly ReportCase[],
  meetings: readonly CivilDate[],
  grades: readonly string[],
  known: readonly TrendWhole[],
): TrendRow[] {
  return periods.map((period) => {
    const held = new Set(meetings.filter((meeting) => isInPeriod(period, meeting))).size;
    const same = known.find((one) => isSame(one.period, period));
    if (same !== undefined) return { period, meetings: held, tally: same.tally };
    const within = cases.filter(({ meeting }) => isInPeriod(period, meeting));
    const id = `trend/${period.from}`;
    return { period, meetings: held, tally: tallyGrades(within, grades, { id, name: 'Audited' }) };
  });
}

/** Without the months before there was any pack: nothing can be said of them. */
export function sinceFirst(rows: readonly TrendRow[], first: CivilDate | null): TrendRow[] {
  return rows.filter(({ period }) => first !== null && period.to >= first);
}

function isSame(a: ReportPeriod, b: ReportPeriod): boolean {
  return a.from === b.from && a.to === b.to;
}
