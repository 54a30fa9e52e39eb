/** Which counts a report leaves out to protect small numbers, with those of every authority as one. */
import { authorityKey } from './authorities.ts';
import type { CollatedPack } from './collated-packs.ts';
import { idOfSide } from './grade-tallies.ts';
import { casesOfPacks, foundInPacks, replacedOfPacks, type ReportCase } from './report-cases.ts';
import { coverageOf, idOfOthers, sidesOf } from './report-estimates.ts';
import { idInReport, linkReports, type Link, type ReportScope } from './report-links.ts';
import { scopeOf, type ReportPlan, type Scope } from './report-scope.ts';
import { listTallies, tallyReport } from './report-tallies.ts';
import { suppress } from './suppression.ts';
import { countsOf, sumsOver, type Figure, type Tally } from './tally.ts';
import { SIDES } from './threshold.ts';

/**
 * What the report must leave out. The reports of each authority and of all are protected as one, so
 * that none of them gives away what another leaves out, whichever of them is asked for.
 */
export function hiddenIn(
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
