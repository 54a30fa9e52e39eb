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
import { authorityKey } from './authorities.ts';
import {
  casesOfPacks,
  foundInPacks,
  isAudited,
  isOfAuthority,
  replacedOfPacks,
  type ReportCase,
} from './report-cases.ts';
import {
  coverageOf,
  estimateAll,
  PUT_RIGHT_BY_SIDE,
  idOfOthers,
  sidesOf,
  type PackSide,
  type ReportEstimate,
} from './report-estimates.ts';
import { isInPeriod, longestGap, periodBefore, type ReportPeriod } from './report-period.ts';
import { compareCodeUnits } from './order.ts';
import type { QuestionSet } from './questions.ts';
import { agreeOnPutRight, elapsedDays, mustBePutRight, sayPutRight } from './case-tallies.ts';
import {
  idOfSide,
  tallyOffered,
  tallyOfferedAsOne,
  type Breakdown,
  type OfferedGrade,
} from './grade-tallies.ts';
import { idInReport, linkReports, type Link, type ReportScope } from './report-links.ts';
import { listTallies, tallyReport, type ReportTallies } from './report-tallies.ts';
import { sinceFirst, trendPeriods } from './report-trend.ts';
import { DEFAULT_MARKING } from './rules.ts';
import { sayEither } from './say-list.ts';
import { suppress } from './suppression.ts';
import { countsOf, sumsOver, type Figure, type Tally } from './tally.ts';
import { SIDES } from './threshold.ts';

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

function isCompared({ suppressBelow }: ReportPlan): boolean {
  return suppressBelow === null;
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

/** False for a pack of another authority only. */
function concerns({ record }: CollatedPack, localAuthority: string | null): boolean {
  const own = record.settings.localAuthority;
  return (
    localAuthority === null || own === null || authorityKey(own) === authorityKey(localAuthority)
  );
}

/** The cases and tables of a report, before anything is left out. */
interface Scope extends ReportScope {
  /** Those that concern the report, of all days; and those of its period. */
  readonly packs: readonly CollatedPack[];
  readonly now: readonly CollatedPack[];
  readonly sides: readonly PackSide[];
}

function scopeOf(counted: readonly CollatedPack[], plan: ReportPlan): Scope {
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

/**
 * What the report must leave out. The reports of each authority and of all are protected as one, so
 * that none of them gives away what another leaves out, whichever of them is asked for.
 */
function hiddenIn(
  scope: Scope,
  counted: readonly CollatedPack[],
  plan: ReportPlan,
  below: number,
): ReadonlySet<string> {
  const { localAuthority } = plan;
  const all = localAuthority === null ? scope : scopeOf(counted, { ...plan, localAuthority: null });
  const names = new Map(
    [
      ...all.shown.map((one) => one.localAuthority),
      // Also where every case of an authority was replaced.
      ...all.now.flatMap(({ record }) => record.sample.map((one) => one.localAuthority)),
      ...(localAuthority === null ? [] : [localAuthority]),
    ]
      .map((name) => [authorityKey(name), name] as const)
      .filter(([key]) => key !== ''),
  );
  const asked = localAuthority === null ? null : authorityKey(localAuthority);
  const parts = [...names].map(([key, name]) => ({
    key,
    scope: key === asked ? scope : scopeOf(counted, { ...plan, localAuthority: name }),
  }));
  const held = new Set(parts.flatMap((one) => one.scope.shown.map(idOfCase)));
  const others = all.shown.filter((one) => !held.has(idOfCase(one)));
  const { period, asAt } = plan;
  const { grades } = all;
  const rest: ReportScope = {
    ...{ grades, shown: others, sets: all.sets, coverage: coverageOf([]) },
    tallies: tallyReport(
      {
        shown: others,
        meetings: [],
        replaced: replacedOfPacks(all.now, ''),
        found: foundInPacks(all.now, ''),
      },
      grades,
      { period, asAt, isCompared: false, groups: 'every' },
    ),
  };
  const links = linkReports(all, parts, rest, linkFrames(all, parts));
  const left = suppress(links.counts, links.sums, below, links.unpublished, links.least);
  const ids = [...countsOf([...listTallies(scope.tallies), scope.coverage]).keys()];
  // How many cases others have of a side follows from any two reports of which one is of all.
  const ofOthers = SIDES.filter((side) =>
    [null, ...names.keys()].some((key) => left.has(idInReport(key, idOfSide(side)))),
  ).map(idOfOthers);
  return new Set([...ids.filter((id) => left.has(idInReport(asked, id))), ...ofOthers]);
}

/** Frames overlap: they are made up of the packs that lie in the same ones of them. */
function linkFrames(
  all: Scope,
  parts: readonly { readonly key: string; readonly scope: Scope }[],
): Link {
  const reports = [{ key: null, scope: all }, ...parts];
  const held = new Map<string, CollatedPack[]>();
  for (const pack of all.now) {
    const within = reports.filter(({ scope }) => scope.now.includes(pack)).map(({ key }) => key);
    const name = JSON.stringify(within);
    held.set(name, [...(held.get(name) ?? []), pack]);
  }
  const blocks = [...held].map(([name, packs]) => ({
    within: JSON.parse(name) as (string | null)[],
    tally: renameTally(coverageOf(sidesOf(packs, casesOfPacks(packs, null))), `packs/${name}/`),
  }));
  return {
    tallies: blocks.map(({ tally }) => tally),
    sums: reports.flatMap(({ key, scope }) =>
      sumsOver(
        renameTally(scope.coverage, idInReport(key, '')),
        blocks.filter(({ within }) => within.includes(key)).map(({ tally }) => tally),
      ),
    ),
  };
}

function renameTally({ name, total, parts }: Tally, before: string): Tally {
  const rename = (figure: Figure): Figure => ({ ...figure, id: before + figure.id });
  return { name, total: rename(total), parts: parts.map(rename) };
}

function idOfCase({ pack, label }: ReportCase): string {
  return `${pack} ${label}`;
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
