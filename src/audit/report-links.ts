/**
 * How the numbers of a report hang together: every sum that a reader can take from table to table.
 * Small numbers are protected along these, so a link that is missing here gives numbers away.
 */
import { hasView, isAsked } from './answer-tallies.ts';
import { NO_FINDINGS } from './case-tallies.ts';
import { BY_DECISION, idOfGroup, idOfSide, tallyGrades } from './grade-tallies.ts';
import type { QuestionSet } from './questions.ts';
import { isAudited, type AuditedCase, type ReportCase } from './report-cases.ts';
import { listTallies, type ReportTallies } from './report-tallies.ts';
import type { Sum } from './sums.ts';
import { countsOf, sumOf, sumsOver, type Figure, type Tally } from './tally.ts';
import { normaliseWording, SIDES } from './threshold.ts';

export interface ReportLinks {
  readonly counts: ReadonlyMap<string, number>;
  readonly sums: readonly Sum[];
  /** Counts that join the sums and stand in no table. */
  readonly unpublished: ReadonlySet<string>;
  /** What readers know some counts to be at the least. */
  readonly least: ReadonlyMap<string, number>;
}

/** The cases of a report that is compared with no other period, with its tables. */
export interface ReportScope {
  readonly shown: readonly ReportCase[];
  readonly grades: readonly string[];
  readonly tallies: ReportTallies;
  /** Of the packs of the period, also where none of these cases was audited. */
  readonly sets: readonly QuestionSet[];
  readonly coverage: Tally;
}

/** The id of a count of the report of one authority; of all, for null. */
export function idInReport(authority: string | null, id: string): string {
  return JSON.stringify([authority, id]);
}

/** Every sum within each report, and that the reports of the authorities sum to that of all. */
export function linkReports(
  all: ReportScope,
  parts: readonly { readonly key: string; readonly scope: ReportScope }[],
  rest: ReportScope,
  frames: Link,
): ReportLinks {
  const reports = [
    { key: null, links: linksOf(all) },
    ...parts.map(({ key, scope }) => ({ key, links: linksOf(scope) })),
    // No authority has a name without a letter.
    { key: '', links: withoutEmpty(linksOf(rest), listTallies(rest.tallies)) },
  ];
  const counts = new Map(countsOf(frames.tallies));
  const unpublished = new Set(counts.keys());
  const sums = [...frames.sums, ...frames.tallies.map(sumOf)];
  const least = new Map<string, number>();
  for (const { key, links } of reports) {
    for (const [id, count] of links.counts) {
      counts.set(idInReport(key, id), count);
      if (key === '' || links.unpublished.has(id)) unpublished.add(idInReport(key, id));
    }
    for (const [id, count] of links.least) least.set(idInReport(key, id), count);
    for (const { total, parts: ids } of links.sums) {
      sums.push({ total: idInReport(key, total), parts: ids.map((id) => idInReport(key, id)) });
    }
  }
  const [whole, ...others] = reports;
  for (const id of whole?.links.counts.keys() ?? []) {
    // Frames overlap.
    if (/^frame(?:\/|$)/.test(id)) continue;
    const having = others.filter(({ links }) => links.counts.has(id));
    sums.push({ total: idInReport(null, id), parts: having.map(({ key }) => idInReport(key, id)) });
  }
  return { counts, sums, unpublished, least };
}

/** A table of no case is one that no reader has any doubt of. */
function withoutEmpty(
  { counts, sums, unpublished, least }: ReportLinks,
  tallies: readonly Tally[],
): ReportLinks {
  const empty = new Set(countsOf(tallies.filter(({ total }) => total.count === 0)).keys());
  return {
    counts: new Map([...counts].filter(([id]) => !empty.has(id))),
    sums: sums
      .filter(({ total }) => !empty.has(total))
      .map(({ total, parts }) => ({ total, parts: parts.filter((id) => !empty.has(id)) })),
    unpublished,
    least,
  };
}

/** Every sum within one report. */
function linksOf(scope: ReportScope): ReportLinks {
  const { shown, tallies, coverage, grades } = scope;
  const audited = shown.filter(isAudited);
  const published = [...listTallies(tallies), coverage];
  const parts = [
    { tallies: published, sums: published.map(sumOf) },
    { tallies: [], sums: tallies.breakdowns.flatMap(({ rows }) => sumsOver(tallies.grades, rows)) },
    linkDecisions(tallies, audited, grades),
    linkQuestions(tallies, audited),
    linkPutRight(tallies, scope.sets),
    linkNotices(tallies),
  ];
  const counts = countsOf(parts.flatMap((one) => one.tallies));
  const shownIds = countsOf(published);
  return {
    counts,
    sums: parts.flatMap((one) => one.sums),
    unpublished: new Set([...counts.keys()].filter((id) => !shownIds.has(id))),
    least: leastOf(tallies, shown, audited),
  };
}

/** The page says how many meetings there were: each has a case, and most have one that was audited. */
function leastOf(
  { cases, grades }: ReportTallies,
  shown: readonly ReportCase[],
  audited: readonly AuditedCase[],
): ReadonlyMap<string, number> {
  const packsOf = (some: readonly ReportCase[]): number =>
    new Set(some.map(({ pack }) => pack)).size;
  return new Map([
    [cases.total.id, packsOf(shown)],
    [grades.total.id, packsOf(audited)],
  ]);
}

/** Counts, most of which stand in no table, and the sums they are in. */
export interface Link {
  readonly tallies: readonly Tally[];
  readonly sums: readonly Sum[];
}

/** A decision lies on a side, and readers know on which: its cases make up that side. */
function linkDecisions(
  { breakdowns }: ReportTallies,
  audited: readonly AuditedCase[],
  grades: readonly string[],
): Link {
  const groups = breakdowns.find(({ name }) => name === BY_DECISION);
  const known = new Map((groups?.rows ?? []).map((one) => [one.total.id, one] as const));
  const wordings = [...new Set(audited.map(({ decision }) => normaliseWording(decision)))];
  // A wording that lies on one side only has no other half, and readers know it.
  const halves = wordings
    .flatMap((wording) =>
      SIDES.map((side) => ({
        wording,
        side,
        tally: tallyGrades(
          audited.filter((one) => one.side === side && normaliseWording(one.decision) === wording),
          grades,
          { id: `decision/${side}/${wording}`, name: wording },
        ),
      })),
    )
    .filter(({ tally }) => tally.total.count > 0);
  const ofSide = SIDES.flatMap((side) => {
    const whole = breakdowns[0]?.rows.find(({ total }) => total.id === idOfSide(side));
    const parts = halves.filter((one) => one.side === side).map(({ tally }) => tally);
    return whole === undefined ? [] : sumsOver(whole, parts);
  });
  const ofWording = wordings.flatMap((wording) => {
    const whole = known.get(idOfGroup(BY_DECISION, wording));
    const parts = halves.filter((one) => one.wording === wording).map(({ tally }) => tally);
    return whole === undefined ? [] : sumsOver(whole, parts);
  });
  const tallies = halves.map(({ tally }) => tally);
  return { tallies, sums: [...tallies.map(sumOf), ...ofSide, ...ofWording] };
}

/** Every question of a set is asked of all cases of its side that were audited with the set. */
function linkQuestions(
  { grades, breakdowns, questions, views }: ReportTallies,
  audited: readonly AuditedCase[],
): Link {
  const held = new Map<string, AuditedCase[]>();
  for (const one of audited) {
    const key = JSON.stringify([one.side, one.questions]);
    held.set(key, [...(held.get(key) ?? []), one]);
  }
  const sets = [...held].map(([key, cases]) => ({
    cases,
    tally: { name: key, total: { id: `set/${key}`, name: key, count: cases.length }, parts: [] },
  }));
  const made = (total: Figure, of: (one: AuditedCase) => boolean): Sum => ({
    total: total.id,
    parts: sets.filter(({ cases }) => cases.some(of)).map(({ tally }) => tally.total.id),
  });
  return {
    tallies: sets.map(({ tally }) => tally),
    sums: [
      made(grades.total, () => true),
      ...(breakdowns[0]?.rows ?? []).map(({ total }) =>
        made(total, ({ side }) => total.id === idOfSide(side)),
      ),
      ...questions.map((asked) => made(asked.total, (one) => isAsked(one, asked))),
      ...views.map(({ total }) => made(total, (one) => hasView(one, total.id))),
    ],
  };
}

/** Where no case is without findings, no notice says that some are: everybody sees the nought. */
function linkNotices({ cases }: ReportTallies): Link {
  const none = cases.parts.filter(({ name, count }) => name === NO_FINDINGS && count === 0);
  return { tallies: [], sums: none.map(({ id }) => ({ total: id, parts: [] })) };
}

/** The cases to be put right are those of certain grades, where all packs agree which. */
function linkPutRight({ grades, putRight }: ReportTallies, sets: readonly QuestionSet[]): Link {
  const called = new Set(sets.flatMap((set) => set.putRightToday));
  const agreed = sets.every((set) =>
    set.grades.every((grade) => !called.has(grade) || set.putRightToday.includes(grade)),
  );
  const parts = grades.parts.filter(({ name }) => called.has(name)).map(({ id }) => id);
  const sums = agreed && parts.length > 0 ? [{ total: putRight.total.id, parts }] : [];
  return { tallies: [], sums };
}
