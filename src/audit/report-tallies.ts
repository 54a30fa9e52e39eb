/** Every table of a report: of all authorities, or of one. */
import {
  tallyAgreement,
  tallyQuestions,
  tallyViews,
  type QuestionTally,
} from './answer-tallies.ts';
import {
  tallyActions,
  tallyCases,
  tallyElapsed,
  tallyPutRight,
  tallyReasons,
} from './case-tallies.ts';
import type { CivilDate } from './civil-date.ts';
import { breakDownGrades, tallyGrades, type Breakdown, type GroupsShown } from './grade-tallies.ts';
import type { CaseOfPack } from './open-actions.ts';
import { isAudited, type ReplacedCase, type ReportCase } from './report-cases.ts';
import { isInPeriod, periodBefore, type ReportPeriod } from './report-period.ts';
import { buildTrend, trendPeriods, type TrendRow } from './report-trend.ts';
import type { Tally } from './tally.ts';

export interface ReportTallies {
  readonly cases: Tally;
  /** Why cases were not audited, or replaced. */
  readonly reasons: readonly Tally[];
  readonly grades: Tally;
  /** Null where the period is compared with no other. */
  readonly gradesBefore: Tally | null;
  readonly questions: readonly QuestionTally[];
  readonly views: readonly Tally[];
  readonly agreement: Tally;
  readonly breakdowns: readonly Breakdown[];
  readonly putRight: Tally;
  readonly actions: Tally;
  readonly elapsed: Tally;
  /** Empty where the period is compared with no other. */
  readonly trend: readonly TrendRow[];
}

export interface TalliesPlan {
  readonly period: ReportPeriod;
  readonly asAt: CivilDate;
  /** True where the period before and a trend are shown too. */
  readonly isCompared: boolean;
  readonly groups: GroupsShown;
}

/** What the tables are made of. */
export interface CasesOfReport {
  /** The cases of all the days that a report shows. */
  readonly shown: readonly ReportCase[];
  /** The meetings of all those days, one a pack. */
  readonly meetings: readonly CivilDate[];
  /** Of the period alone: cases replaced, and all that have findings and so actions. */
  readonly replaced: readonly ReplacedCase[];
  readonly found: readonly CaseOfPack[];
}

/** The tables of these cases, which are of all the days that a report of the period shows. */
export function tallyReport(
  { shown, meetings, replaced, found }: CasesOfReport,
  grades: readonly string[],
  { period, asAt, isCompared, groups }: TalliesPlan,
): ReportTallies {
  const before = periodBefore(period);
  const within = (days: ReportPeriod): ReportCase[] =>
    shown.filter(({ meeting }) => isInPeriod(days, meeting));
  const cases = within(period);
  const audited = cases.filter(isAudited);
  const main = tallyGrades(cases, grades, { id: 'grades', name: 'Audited', totalId: 'audited' });
  const gradesBefore = isCompared
    ? tallyGrades(within(before), grades, {
        id: 'grades-before',
        name: 'Audited in the period before',
      })
    : null;
  return {
    cases: tallyCases(cases, replaced),
    reasons: tallyReasons(cases, replaced),
    grades: main,
    gradesBefore,
    questions: tallyQuestions(audited),
    views: tallyViews(audited),
    agreement: tallyAgreement(audited),
    breakdowns: breakDownGrades(audited, grades, groups),
    putRight: tallyPutRight(audited),
    actions: tallyActions(found, asAt),
    elapsed: tallyElapsed(audited),
    trend:
      gradesBefore === null
        ? []
        : buildTrend(trendPeriods(period), shown, meetings, grades, [
            { period, tally: main },
            { period: before, tally: gradesBefore },
          ]),
  };
}

/** All that are shown, each once for every table it stands in. */
export function listTallies(tallies: ReportTallies): Tally[] {
  const { cases, reasons, grades, gradesBefore, questions, views, agreement } = tallies;
  return [
    ...[cases, ...reasons, grades, ...(gradesBefore === null ? [] : [gradesBefore])],
    ...[...questions, ...views, agreement],
    ...tallies.breakdowns.flatMap((one) => one.rows),
    ...tallies.trend.map((row) => row.tally),
    ...[tallies.putRight, tallies.actions, tallies.elapsed],
  ];
}
