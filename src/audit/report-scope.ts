/** What a report is asked for, and its cases and tables before anything is left out. */
import { authorityKey } from './authorities.ts';
import type { CivilDate } from './civil-date.ts';
import type { CollatedPack } from './collated-packs.ts';
import { casesOfPacks, foundInPacks, replacedOfPacks } from './report-cases.ts';
import { coverageOf, sidesOf, type PackSide } from './report-estimates.ts';
import type { ReportScope } from './report-links.ts';
import { isInPeriod, periodBefore, type ReportPeriod } from './report-period.ts';
import { tallyReport } from './report-tallies.ts';
import { trendPeriods } from './report-trend.ts';

export interface ReportPlan {
  readonly period: ReportPeriod;
  /** Actions are open or overdue on this day. */
  readonly asAt: CivilDate;
  /** Null for all. */
  readonly localAuthority: string | null;
  /** Counts from 1 to one less than this are left out; null leaves none out. At least 2. */
  readonly suppressBelow: number | null;
}

/**
 * The days whose packs a report shows: those of its trend, of the period before, and its own. Where
 * small numbers are left out, only its own: what one report leaves out of a month follows from other
 * numbers than what the next leaves out of it, so that the two would undo each other.
 */
export function daysShown(plan: ReportPlan): ReportPeriod {
  const { period } = plan;
  if (!isCompared(plan)) return period;
  const starts = [periodBefore(period), ...trendPeriods(period)].map(({ from }) => from);
  return { from: starts.sort()[0] ?? period.from, to: period.to };
}

/** False where the period stands alone: see `daysShown`. */
export function isCompared({ suppressBelow }: ReportPlan): boolean {
  return suppressBelow === null;
}

/** The cases and tables of a report, before anything is left out. */
export interface Scope extends ReportScope {
  /** Those that concern the report, of all days; and those of its period. */
  readonly packs: readonly CollatedPack[];
  readonly now: readonly CollatedPack[];
  readonly sides: readonly PackSide[];
}

/** `counted`: the packs that count, of every day and authority. */
export function scopeOf(counted: readonly CollatedPack[], plan: ReportPlan): Scope {
  const { period, asAt, localAuthority } = plan;
  const packs = counted.filter((pack) => concerns(pack, localAuthority));
  const within = (days: ReportPeriod): CollatedPack[] =>
    packs.filter(({ record }) => isInPeriod(days, record.meeting));
  const [now, inSight] = [within(period), within(daysShown(plan))];
  const grades = [...new Set(inSight.flatMap(({ record }) => record.questionSet.grades))];
  const shown = casesOfPacks(inSight, localAuthority);
  const sides = sidesOf(now, casesOfPacks(now, null));
  const tallies = tallyReport(
    {
      shown,
      meetings: inSight.map(({ record }) => record.meeting),
      replaced: replacedOfPacks(now, localAuthority),
      found: foundInPacks(now, localAuthority),
    },
    grades,
    // Which groups are the largest would tell of counts that are left out.
    { period, asAt, isCompared: isCompared(plan), groups: isCompared(plan) ? 'largest' : 'every' },
  );
  const sets = now.map(({ record }) => record.questionSet);
  return { packs, now, sets, shown, grades, tallies, sides, coverage: coverageOf(sides) };
}

/** False for a pack of another authority only. */
function concerns({ record }: CollatedPack, localAuthority: string | null): boolean {
  const own = record.settings.localAuthority;
  return (
    localAuthority === null || own === null || authorityKey(own) === authorityKey(localAuthority)
  );
}
