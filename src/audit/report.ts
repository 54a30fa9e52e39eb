/**
 * The report of a period as a value: packs in, every number of the pages out. Renderers add nothing.
 * It carries no reference and nothing that anybody wrote in words.
 */
import { daysBetween, parseIsoDate, type CivilDate } from './civil-date.ts';
import {
  choosePacks,
  isUnknown,
  type CollatedPack,
  type PackLeftOut,
  type UnlikeFile,
} from './collated-packs.ts';
import { auditedTwice, type MeetingLabel } from './audited-twice.ts';
import { isAudited, isOfAuthority, type ReportCase } from './report-cases.ts';
import { estimateAll, PUT_RIGHT_BY_SIDE, type ReportEstimate } from './report-estimates.ts';
import { isInPeriod, longestGap, periodBefore, type ReportPeriod } from './report-period.ts';
import { compareCodeUnits } from './order.ts';
import type { QuestionSet } from './questions.ts';
import { agreeOnPutRight, elapsedDays, mustBePutRight, sayPutRight } from './case-tallies.ts';
import {
  tallyOffered,
  tallyOfferedAsOne,
  type Breakdown,
  type OfferedGrade,
} from './grade-tallies.ts';
import { hiddenIn } from './report-hidden.ts';
import { daysShown, scopeOf, type ReportPlan } from './report-scope.ts';
import type { ReportTallies } from './report-tallies.ts';
import { sinceFirst } from './report-trend.ts';
import { DEFAULT_MARKING } from './rules.ts';
import { sayEither } from './say-list.ts';
import { countsOf, type Tally } from './tally.ts';

/** Packs that are named one by one on the page; all are named on the terminal. */
export const LONGEST_LIST = 12;

/** Grades of a form, such as those it offers, the question sets that have them, and the meetings that used those. */
export interface GradeSet {
  readonly questionSets: readonly string[];
  readonly grades: readonly string[];
  readonly meetings: number;
}

export interface Report extends ReportPlan, ReportTallies {
  readonly before: ReportPeriod;
  readonly marking: string;
  readonly meetings: {
    /** By their dates: several packs of one day are of one meeting. */
    readonly held: number;
    readonly packs: number;
    /** The same of the period before. */
    readonly before: number;
    readonly packsBefore: number;
    /** First and last meeting of the period before, where it has long stretches without one; else null. */
    readonly beforeInPart: ReportPeriod | null;
    /** Packs of the period without findings. */
    readonly notCollated: readonly string[];
    /** Packs of the period of which cases were replaced since they were collated, and which. */
    readonly replacedSince: readonly {
      readonly name: string;
      readonly labels: readonly string[];
    }[];
    readonly questionSets: readonly string[];
    /** Where the meetings shown had different grades: those of each set of grades; else empty. */
    readonly gradeSets: readonly GradeSet[];
    /** Names under which packs have different questions, answers or grades. */
    readonly changedSets: readonly string[];
  };
  readonly leftOut: readonly PackLeftOut[];
  readonly damaged: readonly PackLeftOut[];
  /** Packs that are counted though the ledger does not know their draws. */
  readonly notInLedger: readonly string[];
  /** Packs that are counted though their findings are not what their table and minutes tell. */
  readonly unlike: readonly { readonly name: string; readonly files: readonly UnlikeFile[] }[];
  /** Referrals that were audited at several meetings of the period; the audits of each. */
  readonly auditedTwice: readonly (readonly MeetingLabel[])[];
  /** What is wrong with the ledger, in words; null where nothing is. */
  readonly ledgerFault: string | null;
  /** The grades that the question sets say must be put right today. */
  readonly putRightGrades: readonly string[];
  /** Where one must be put right by one set and not by another: the grades of each; else empty. */
  readonly putRightSets: readonly GradeSet[];
  /** Grades that the forms of some cases offered and others did not; none where small numbers are left out. */
  readonly offeredGrades: readonly OfferedGrade[];
  /** Label and meeting of each case that is not put right, or where nobody recorded it. */
  readonly notPutRight: readonly MeetingLabel[];
  /** Working days; null where none can be measured, or where counts of them are left out. */
  readonly medianDays: number | null;
  /** Decisions of the frames, by whether an audited case stands for them. */
  readonly coverage: Tally;
  /** True where a report of one authority has frames of all of them. */
  readonly decisionsOfAll: boolean;
  readonly lone: number;
  readonly estimates: readonly ReportEstimate[];
  /** The ids of the counts that are left out. */
  readonly hidden: ReadonlySet<string>;
}

/** The report of the packs; `damaged` names those that could not be read. */
export function buildReport(
  packs: readonly CollatedPack[],
  damaged: readonly PackLeftOut[],
  plan: ReportPlan,
  ledgerFault: string | null = null,
): Report {
  const { period, localAuthority, suppressBelow } = plan;
  const { counted, leftOut } = choosePacks(packs, suppressBelow === null);
  const scope = scopeOf(counted, plan);
  const { now, tallies, sides } = scope;
  const before = periodBefore(period);
  const within = (days: ReportPeriod): CollatedPack[] =>
    scope.packs.filter(({ record }) => isInPeriod(days, record.meeting));
  const then = within(before);
  const putRightGrades = [
    ...new Set(now.flatMap(({ record }) => record.questionSet.putRightToday)),
  ];
  const putRightSets = agreeOnPutRight(now.map(({ record }) => record.questionSet))
    ? []
    : setsApart(now, ({ putRightToday }) => putRightToday);
  const audited = scope.shown
    .filter(isAudited)
    .filter(({ meeting }) => isInPeriod(period, meeting));
  const offered = tallyOffered(audited, scope.grades);
  const offeredAsOne =
    putRightGrades.length > 1 && putRightSets.length === 0
      ? tallyOfferedAsOne(audited, sayEither(putRightGrades), putRightGrades)
      : [];
  const isOfAll =
    localAuthority !== null && now.some(({ record }) => record.settings.localAuthority === null);
  const counts = (one: ReportCase): boolean => isOfAuthority(one.localAuthority, localAuthority);
  const hidden =
    suppressBelow === null
      ? new Set<string>()
      : new Set([
          ...hiddenIn(scope, counted, plan, suppressBelow),
          // These stand in no table, so nothing would protect them there.
          ...[PUT_RIGHT_BY_SIDE, ...[...offered, ...offeredAsOne].map(({ of }) => of.id)],
          // With the counts of grades it would tell how many cases each question set had.
          ...(putRightSets.length === 0 ? [] : [...countsOf([tallies.putRight]).keys()]),
        ]);
  const measured = audited.map((one) => elapsedDays(one) ?? -1).filter((days) => days >= 0);
  return {
    ...plan,
    before,
    marking: sayMarking(now),
    meetings: {
      held: countMeetings(now),
      packs: now.length,
      before: countMeetings(then),
      packsBefore: then.length,
      beforeInPart: inPart(before, then, { ...period, to: earlier(period.to, plan.asAt) }, now),
      notCollated: now.filter(({ findings }) => findings === null).map(({ name }) => name),
      replacedSince: now.flatMap(({ name, replacedSince: labels = [] }) =>
        labels.length === 0 ? [] : [{ name, labels }],
      ),
      questionSets: [...new Set(now.map(({ record }) => record.questionSet.id))],
      gradeSets: setsApart(within(daysShown(plan)), ({ grades }) => grades),
      changedSets: changedSets(now),
    },
    leftOut: leftOut.filter((one) => mayConcern(one, plan)),
    damaged: damaged.filter((one) => mayConcern(one, plan)),
    notInLedger: within(daysShown(plan))
      .filter(isUnknown)
      .map(({ name }) => name),
    unlike: within(daysShown(plan)).flatMap(({ name, unlike: files = [] }) =>
      files.length === 0 ? [] : [{ name, files }],
    ),
    auditedTwice: auditedTwice(now, localAuthority),
    ledgerFault,
    ...tallies,
    breakdowns: suppressBelow === null ? tallies.breakdowns : byName(tallies.breakdowns),
    trend: sinceFirst(tallies.trend, scope.packs[0]?.record.meeting ?? null),
    putRightGrades,
    putRightSets,
    offeredGrades: suppressBelow === null ? offered.filter(({ of }) => of.count > 0) : [],
    notPutRight: audited
      .filter(mustBePutRight)
      .filter((one) => ['Not put right', 'Not recorded'].includes(sayPutRight(one)))
      .map(({ label, meeting }) => ({ label, meeting })),
    medianDays: isWhole(tallies.elapsed, hidden) ? median(measured) : null,
    coverage: isOfAll
      ? { ...scope.coverage, name: `${scope.coverage.name}, of all authorities` }
      : scope.coverage,
    decisionsOfAll: isOfAll,
    lone: sides.filter((side) => side.cases.length === 1 && side.size > 1).length,
    estimates: estimateAll(
      sides,
      { ...tallies, coverage: scope.coverage },
      {
        all: scope.grades,
        offered: [...offered, ...offeredAsOne],
        putRight: putRightGrades,
        isPutRightAlike: putRightSets.length === 0,
      },
      counts,
    ),
    hidden,
  };
}

function countMeetings(packs: readonly CollatedPack[]): number {
  return new Set(packs.map(({ record }) => record.meeting)).size;
}

/** Fewer days without a meeting are a holiday; of a month they are most of it. */
const LONG_GAP = { ofMonth: 21, ofLonger: 28 } as const;
const MONTH_AT_MOST = 31;

/** Of a team that seldom meets, no period is in part: what counts is the longest gap of this period. */
function inPart(
  before: ReportPeriod,
  then: readonly CollatedPack[],
  period: ReportPeriod,
  now: readonly CollatedPack[],
): ReportPeriod | null {
  const [earlierDays, days] = [then, now].map((packs) =>
    packs.map(({ record }) => record.meeting).sort(),
  );
  const [from, to] = [earlierDays?.[0], earlierDays?.at(-1)];
  if (from === undefined || to === undefined) return null;
  const isShort = daysBetween(before.from, before.to) < MONTH_AT_MOST;
  const least = isShort ? LONG_GAP.ofMonth : LONG_GAP.ofLonger;
  const usual = longestGap(period, days ?? []);
  return longestGap(before, earlierDays ?? []) > Math.max(least, usual) ? { from, to } : null;
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/** In order of their size, rows would say which of two counts left out is the larger. */
function byName(breakdowns: readonly Breakdown[]): Breakdown[] {
  const [sides, ...others] = breakdowns;
  const ordered = others.map(({ name, rows }) => ({
    name,
    rows: [...rows].sort((a, b) => compareCodeUnits(a.name, b.name)),
  }));
  return [...(sides === undefined ? [] : [sides]), ...ordered];
}

/** True where no count of it is left out. */
function isWhole({ total, parts }: Tally, hidden: ReadonlySet<string>): boolean {
  return ![total, ...parts].some(({ id }) => hidden.has(id));
}

/** Where its record cannot be read, a folder's name begins with the meeting; or it might be of any. */
function mayConcern({ name, meeting }: PackLeftOut, plan: ReportPlan): boolean {
  const date = meeting ?? parseIsoDate(name.slice(0, 10));
  return date === null || isInPeriod(daysShown(plan), date);
}

/** The question sets by those of their grades that `gradesOf` tells; none where all have the same. */
function setsApart(
  packs: readonly CollatedPack[],
  gradesOf: (set: QuestionSet) => readonly string[],
): GradeSet[] {
  const sets = new Map<string, CollatedPack[]>();
  for (const pack of packs) {
    const key = JSON.stringify(gradesOf(pack.record.questionSet));
    sets.set(key, [...(sets.get(key) ?? []), pack]);
  }
  if (sets.size < 2) return [];
  return [...sets.values()].map((some) => ({
    questionSets: [...new Set(some.map(({ record }) => record.questionSet.id))],
    grades: some.slice(0, 1).flatMap(({ record }) => gradesOf(record.questionSet)),
    meetings: countMeetings(some),
  }));
}

function changedSets(packs: readonly CollatedPack[]): string[] {
  const contents = new Map<string, Set<string>>();
  for (const { questionSet } of packs.map(({ record }) => record)) {
    const known = contents.get(questionSet.id) ?? new Set();
    contents.set(questionSet.id, known.add(JSON.stringify(questionSet)));
  }
  return [...contents].filter(([, known]) => known.size > 1).map(([id]) => id);
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
