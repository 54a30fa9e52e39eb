/** How the grades went over time: the months of the period, or the twelve that end with it. */
import { addMonths, type CivilDate } from './civil-date.ts';
import { isInPeriod, monthsIn, type ReportPeriod } from './report-period.ts';
import type { ReportCase } from './report-cases.ts';
import { tallyGrades } from './grade-tallies.ts';
import type { Tally } from './tally.ts';

export interface TrendRow {
  readonly period: ReportPeriod;
  readonly tally: Tally;
}

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
  grades: readonly string[],
  known: readonly TrendRow[],
): TrendRow[] {
  return periods.map((period) => {
    const same = known.find((one) => isSame(one.period, period));
    if (same !== undefined) return { period, tally: same.tally };
    const within = cases.filter(({ meeting }) => isInPeriod(period, meeting));
    const id = `trend/${period.from}`;
    return { period, tally: tallyGrades(within, grades, { id, name: 'Audited' }) };
  });
}

function isSame(a: ReportPeriod, b: ReportPeriod): boolean {
  return a.from === b.from && a.to === b.to;
}
