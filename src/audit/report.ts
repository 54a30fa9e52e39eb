/**
 * The report of a period as a value: packs in, every number of the pages out. Renderers add nothing.
 * It carries no reference and nothing that anybody wrote in words.
 */
import type { CivilDate } from './civil-date.ts';
import { choosePacks, type CollatedPack, type PackLeftOut } from './collated-packs.ts';
import { authorityKey } from './authorities.ts';
import {
  casesOfPacks,
  foundInPacks,
  isAudited,
  isOfAuthority,
  replacedOfPacks,
  type ReportCase,
} from './report-cases.ts';
import { coverageOf, estimateAll, sidesOf, type ReportEstimate } from './report-estimates.ts';
import { isInPeriod, periodBefore, type ReportPeriod } from './report-period.ts';
import { elapsedDays, mustBePutRight, sayPutRight } from './case-tallies.ts';
import { linksOf, type ReportScope } from './report-links.ts';
import { tallyReport, type ReportTallies } from './report-tallies.ts';
import { sinceFirst, trendPeriods } from './report-trend.ts';
import { DEFAULT_MARKING } from './rules.ts';
import { suppress } from './suppression.ts';
import type { Tally } from './tally.ts';

/** Packs that are named one by one on the page; all are named on the terminal. */
export const LONGEST_LIST = 12;

export interface ReportPlan {
  readonly period: ReportPeriod;
  /** Actions are open or overdue on this day. */
  readonly asAt: CivilDate;
  /** Null for all. */
  readonly localAuthority: string | null;
  /** Counts from 1 to one less than this are left out; null leaves none out. At least 2. */
  readonly suppressBelow: number | null;
}

export interface Report extends ReportPlan, ReportTallies {
  readonly before: ReportPeriod;
  readonly marking: string;
  readonly meetings: {
    readonly held: number;
    readonly before: number;
    /** Packs of the period without findings. */
    readonly notCollated: readonly string[];
    /** Packs of the period of which cases were replaced since they were collated, and which. */
    readonly replacedSince: readonly {
      readonly name: string;
      readonly labels: readonly string[];
    }[];
    readonly questionSets: readonly string[];
  };
  readonly leftOut: readonly PackLeftOut[];
  readonly damaged: readonly PackLeftOut[];
  /** The grades that the question sets say must be put right today. */
  readonly putRightGrades: readonly string[];
  /** Label and meeting of each case that is not put right, or where nobody recorded it. */
  readonly notPutRight: readonly { readonly label: string; readonly meeting: CivilDate }[];
  /** Working days; null where none can be measured, or so few that it is left out. */
  readonly medianDays: number | null;
  /** Decisions of the frames, by whether an audited case stands for them. */
  readonly coverage: Tally;
  readonly lone: number;
  readonly estimates: readonly ReportEstimate[];
  /** The ids of the counts that are left out. */
  readonly hidden: ReadonlySet<string>;
}

/** The days whose packs a report shows: those of its trend, of the period before, and its own. */
export function daysShown(period: ReportPeriod): ReportPeriod {
  const starts = [periodBefore(period), ...trendPeriods(period)].map(({ from }) => from);
  return { from: starts.sort()[0] ?? period.from, to: period.to };
}

/** The report of the packs; `damaged` names those that could not be read. */
export function buildReport(
  packs: readonly CollatedPack[],
  damaged: readonly PackLeftOut[],
  plan: ReportPlan,
): Report {
  const { period, asAt, localAuthority, suppressBelow } = plan;
  const { counted, leftOut } = choosePacks(packs);
  const all = counted.filter((pack) => concerns(pack, localAuthority));
  const within = (days: ReportPeriod): CollatedPack[] =>
    all.filter(({ record }) => isInPeriod(days, record.meeting));
  const before = periodBefore(period);
  const [now, then] = [within(period), within(before)];
  const shown = within(daysShown(period));
  const grades = [...new Set(shown.flatMap(({ record }) => record.questionSet.grades))];

  const shownCases = casesOfPacks(shown, localAuthority);
  const tallies = tallyReport(
    {
      shown: shownCases,
      meetings: shown.map(({ record }) => record.meeting),
      replaced: replacedOfPacks(now, localAuthority),
      found: foundInPacks(now, localAuthority),
    },
    grades,
    period,
    asAt,
  );
  const audited = shownCases.filter(isAudited).filter(({ meeting }) => isInPeriod(period, meeting));
  const sides = sidesOf(now, casesOfPacks(now, null));
  const coverage = coverageOf(sides);
  const counts = (one: ReportCase): boolean => isOfAuthority(one.localAuthority, localAuthority);
  const measured = audited.map((one) => elapsedDays(one) ?? -1).filter((days) => days >= 0);
  return {
    ...plan,
    before,
    marking: sayMarking(now),
    meetings: {
      held: now.length,
      before: then.length,
      notCollated: now.filter(({ findings }) => findings === null).map(({ name }) => name),
      replacedSince: now.flatMap(({ name, replacedSince: labels = [] }) =>
        labels.length === 0 ? [] : [{ name, labels }],
      ),
      questionSets: [...new Set(now.map(({ record }) => record.questionSet.id))],
    },
    leftOut: leftOut.filter(({ name }) => mayConcern(name, period)),
    damaged: damaged.filter(({ name }) => mayConcern(name, period)),
    ...tallies,
    trend: sinceFirst(tallies.trend, all[0]?.record.meeting ?? null),
    putRightGrades: [...new Set(now.flatMap(({ record }) => record.questionSet.putRightToday))],
    notPutRight: audited
      .filter(mustBePutRight)
      .filter((one) => ['Not put right', 'Not recorded'].includes(sayPutRight(one)))
      .map(({ label, meeting }) => ({ label, meeting })),
    medianDays: measured.length < (suppressBelow ?? 1) ? null : median(measured),
    coverage,
    lone: sides.filter((side) => side.cases.length === 1 && side.size > 1).length,
    estimates: estimateAll(sides, tallies, counts),
    hidden:
      suppressBelow === null
        ? new Set()
        : hiddenIn({ ...plan, shown: shownCases, grades, tallies, coverage }, suppressBelow),
  };
}

/** A pack's folder begins with the date of its meeting; one that does not might be of any. */
function mayConcern(name: string, period: ReportPeriod): boolean {
  const [date] = /^\d{4}-\d{2}-\d{2}/.exec(name) ?? [];
  return date === undefined || isInPeriod(daysShown(period), date);
}

/** False for a pack of another authority only. */
function concerns({ record }: CollatedPack, localAuthority: string | null): boolean {
  const own = record.settings.localAuthority;
  return (
    localAuthority === null || own === null || authorityKey(own) === authorityKey(localAuthority)
  );
}

function hiddenIn(scope: ReportScope, below: number): ReadonlySet<string> {
  const { counts, sums, unpublished } = linksOf(scope);
  return suppress(counts, sums, below, unpublished);
}

/** That of the packs; where they differ, all of them. */
function sayMarking(packs: readonly CollatedPack[]): string {
  const markings = new Set(packs.map(({ record }) => record.settings.marking));
  return markings.size === 0 ? DEFAULT_MARKING : [...markings].sort().join(' / ');
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
