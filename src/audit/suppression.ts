/**
 * Small numbers that are not published, and the further numbers left out so that nobody can work
 * the small ones out by taking published numbers from each other.
 */
import { boundsOver, fixedBy, narrow, type Bounds, type SumMember } from './bounds.ts';
import type { Sum } from './sums.ts';

/** A number that small may be worked out although it is left out: rounding of the elimination. */
const CLOSE = 1e-9;

/**
 * The ids that must be left out when counts from 1 to `below` - 1 are: those, and others until
 * none that is left out follows from the published ones through any combination of the sums, and no
 * small one from what the others must be at the least and can be at the most. Nought is published
 * unless nothing else can protect a count. `counts` holds every id of the sums. `unpublished` stand
 * in no table: they join the sums, and none that is small may be worked out. `least` has the counts
 * that any reader knows to be so many at the least, and how many.
 *
 * Source: primary and secondary (complementary) cell suppression, in Hundepool A et al., Statistical
 * Disclosure Control, 2012, chapter 4; Government Statistical Service, disclosure control guidance
 * for tables produced from administrative sources. The count that costs a reader least is left out first. Counts
 * left out of one sum come to more than their number, for otherwise each would seem to be 1.
 */
export function suppress(
  counts: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  below: number,
  unpublished: ReadonlySet<string> = new Set(),
  least: ReadonlyMap<string, number> = new Map(),
): ReadonlySet<string> {
  const { one, joined, nothing } = joinSame(sums);
  const inTables = new Set([...counts.keys()].filter((id) => !unpublished.has(id)).map(one));
  const state = newState(
    counts,
    boundsOver(counts, joined, joinLeast(least, one)),
    joined,
    new Set([...counts.keys()].map(one).filter((id) => !inTables.has(id))),
  );
  // A total of nothing is nought, and everybody sees it.
  for (const id of nothing) state.unpublished.add(id);
  for (const [id, count] of counts) if (count > 0 && count < below) hide(state, one(id));
  for (;;) {
    while (state.toCheck.size > 0) checkNext(state);
    const known = workedOutIn(state);
    for (const id of known) if (!isTouched(state, id)) protect(state, id);
    if (known.length > 0) continue;
    const fixed = fixedIn(state, below);
    if (fixed.length === 0) break;
    widen(state, fixed);
  }
  return new Set(
    [...counts.keys()].filter((id) => !unpublished.has(id) && state.hidden.has(one(id))),
  );
}

/** A sum of one part says that two counts are one; they get one id, and the sum is not needed. */
function joinSame(sums: readonly Sum[]): {
  readonly one: (id: string) => string;
  readonly joined: readonly Sum[];
  readonly nothing: readonly string[];
} {
  const first = new Map<string, string>();
  const one = (id: string): string => {
    let found = id;
    for (let next = first.get(found); next !== undefined; next = first.get(found)) found = next;
    return found;
  };
  for (const { total, parts } of sums) {
    const [only] = parts;
    if (parts.length !== 1 || only === undefined || one(only) === one(total)) continue;
    first.set(one(only), one(total));
  }
  const joined = new Map<string, Sum>();
  for (const { total, parts } of sums) {
    if (parts.length < 2) continue;
    const sum = { total: one(total), parts: parts.map(one).sort() };
    joined.set(JSON.stringify(sum), sum);
  }
  const nothing = sums.filter(({ parts }) => parts.length === 0).map(({ total }) => one(total));
  return { one, joined: [...joined.values()], nothing };
}

/** Of several ids of one count the highest is known. */
function joinLeast(
  least: ReadonlyMap<string, number>,
  one: (id: string) => string,
): ReadonlyMap<string, number> {
  const joined = new Map<string, number>();
  for (const [id, value] of least) joined.set(one(id), Math.max(joined.get(one(id)) ?? 0, value));
  return joined;
}

interface State {
  readonly bounds: Bounds;
  readonly counts: ReadonlyMap<string, number>;
  /** What cannot be left out, for it stands in no table or is plain to see. */
  readonly unpublished: Set<string>;
  /** What nobody may work out. */
  readonly hidden: Set<string>;
  /** What no reader is told: that, and what stands in no table. */
  readonly unknown: Set<string>;
  readonly sumsOf: ReadonlyMap<string, readonly Sum[]>;
  readonly toCheck: Set<Sum>;
  /** Components that were looked through already, by size and first id; what was found in each. */
  readonly seen: Map<string, readonly string[]>;
  /** Worked out whatever is left out: nothing more can be done for it. */
  readonly beyond: Set<string>;
}

function newState(
  counts: ReadonlyMap<string, number>,
  bounds: Bounds,
  sums: readonly Sum[],
  unpublished: Set<string>,
): State {
  const sumsOf = new Map<string, Sum[]>();
  for (const sum of sums) {
    if (sum.parts.length === 0) continue;
    for (const id of new Set([sum.total, ...sum.parts])) {
      const its = sumsOf.get(id) ?? [];
      its.push(sum);
      sumsOf.set(id, its);
    }
  }
  return {
    ...{ counts, unpublished, hidden: new Set(), unknown: new Set(unpublished), sumsOf },
    ...{ toCheck: new Set(), seen: new Map(), beyond: new Set(), bounds },
  };
}

function hide({ hidden, unknown, sumsOf, toCheck }: State, id: string): void {
  hidden.add(id);
  unknown.add(id);
  for (const sum of sumsOf.get(id) ?? []) toCheck.add(sum);
}

/** True where one of its sums changed since: it may be protected now. */
function isTouched({ sumsOf, toCheck }: State, id: string): boolean {
  return (sumsOf.get(id) ?? []).some((sum) => toCheck.has(sum));
}

/** Looks at one sum that changed; where it gives a count away, leaves out one more of it. */
function checkNext(state: State): void {
  const [sum] = state.toCheck;
  if (sum === undefined) return;
  state.toCheck.delete(sum);
  if (!givesAway(sum, state)) return;
  const further = cheapest([sum], state);
  if (further !== null) hide(state, further);
}

/** True where the rest of a sum gives its one hidden member, or says that none is above 1. */
function givesAway({ total, parts }: Sum, { hidden, unknown, counts }: State): boolean {
  const inside = parts.filter((id) => unknown.has(id));
  if (unknown.has(total)) return inside.length === 0 && hidden.has(total);
  if (!inside.some((id) => hidden.has(id))) return false;
  const rest = inside.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
  return inside.length === 1 || rest <= inside.length;
}

/** Leaves out a count of one of its sums, or, where all are, of the nearest that is published. */
function protect(state: State, id: string): void {
  const reached = new Set(state.sumsOf.get(id) ?? []);
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    const further = cheapest([...reached], state);
    if (further !== null) {
      hide(state, further);
      return;
    }
    const ids = [...reached].flatMap(({ total, parts }) => [total, ...parts]);
    for (const one of ids.filter((member) => state.unknown.has(member))) {
      for (const sum of state.sumsOf.get(one) ?? []) reached.add(sum);
    }
  }
  state.beyond.add(id);
}

/** The small counts that can be one number only, for others are no less than 1 and no more than all. */
function fixedIn({ bounds, hidden, unknown, counts, beyond }: State, below: number): string[] {
  return narrow(bounds, unknown).filter((id) => {
    const count = counts.get(id) ?? 0;
    return count > 0 && count < below && hidden.has(id) && !beyond.has(id);
  });
}

/** Leaves out the cheapest count from which one of them follows: that may be enough for all. */
function widen(state: State, fixed: readonly string[]): void {
  const { bounds, unpublished, unknown } = state;
  const isPublished = (id: string): boolean => !unpublished.has(id) && !unknown.has(id);
  const further = cheapestOf(
    fixed.flatMap((id) => fixedBy(bounds, id, isPublished)),
    state,
  );
  if (further !== null) hide(state, further);
  else for (const id of fixed) protect(state, id);
}

/** What is hidden and follows from what is published, by elimination in each set of joined sums. */
function workedOutIn(state: State): string[] {
  const left = new Set(state.unknown);
  const found: string[] = [];
  for (const first of state.hidden) {
    if (!left.has(first)) continue;
    const sums = new Set<Sum>();
    const ids = new Set([first]);
    for (const id of ids) {
      left.delete(id);
      for (const sum of state.sumsOf.get(id) ?? []) {
        if (sums.has(sum)) continue;
        sums.add(sum);
        for (const other of [sum.total, ...sum.parts]) if (state.unknown.has(other)) ids.add(other);
      }
    }
    // What is joined to a count only grows: as many are the same.
    const key = `${ids.size} ${first}`;
    const known = state.seen.get(key) ?? allWorkedOut([...sums], ids);
    state.seen.set(key, known);
    found.push(...known.filter((id) => state.hidden.has(id) && !state.beyond.has(id)));
  }
  return found;
}

/**
 * The first hidden id that the sums determine together, by elimination; null where none is. No part
 * of the program: with it, tests hold what was published to what `suppress` promises.
 */
export function workedOut(sums: readonly Sum[], hidden: ReadonlySet<string>): string | null {
  return allWorkedOut(sums, hidden)[0] ?? null;
}

function allWorkedOut(sums: readonly Sum[], hidden: ReadonlySet<string>): string[] {
  const ids = [...hidden];
  const place = new Map(ids.map((id, index) => [id, index] as const));
  const rows = sums.map(({ total, parts }) => {
    const row: Row = new Map();
    for (const id of parts) addAt(row, place.get(id), 1);
    addAt(row, place.get(total), -1);
    return row;
  });
  const having = ids.map(() => new Set<Row>());
  for (const row of rows) for (const at of row.keys()) having[at]?.add(row);
  const sizeAt = (at: number): number => having[at]?.size ?? 0;
  const pivots: Row[] = [];
  // The shortest first, and of its columns that of the fewest: they fill the others least.
  for (const pivot of rows.filter((row) => row.size > 0).sort((a, b) => a.size - b.size)) {
    const [column, factor] = [...pivot].reduce<readonly [number, number] | []>(
      (best, one) => (best[0] === undefined || sizeAt(one[0]) < sizeAt(best[0]) ? one : best),
      [],
    );
    if (column === undefined || factor === undefined) continue;
    for (const [at, value] of pivot) pivot.set(at, value / factor);
    for (const row of [...(having[column] ?? [])]) {
      const by = row === pivot ? undefined : row.get(column);
      if (by === undefined) continue;
      for (const [at, value] of pivot) {
        addAt(row, at, -by * value);
        if (row.has(at)) having[at]?.add(row);
        else having[at]?.delete(row);
      }
    }
    pivots.push(pivot);
  }
  return pivots
    .filter((row) => row.size === 1)
    .flatMap((row) => [...row.keys()].flatMap((at) => ids[at] ?? []));
}

/** Factors by the place of their id. */
type Row = Map<number, number>;

/** What comes to nought is taken out of the row. */
function addAt(row: Row, at: number | undefined, value: number): void {
  if (at === undefined) return;
  const sum = (row.get(at) ?? 0) + value;
  if (Math.abs(sum) <= CLOSE) row.delete(at);
  else row.set(at, sum);
}

/** The published member of these sums to leave out next; null where none is left. */
function cheapest(sums: readonly Sum[], state: State): string | null {
  const members = sums.flatMap(({ total, parts }) => [
    ...parts.map((id) => ({ id, isTotal: false })),
    { id: total, isTotal: true },
  ]);
  return cheapestOf(members, state);
}

/**
 * The one that costs a reader least: no nought where anything else will do; the fewest sums in which
 * nothing was left out so far, for each of them loses one more; a part before a total; the smallest.
 */
function cheapestOf(
  members: readonly SumMember[],
  { unknown, unpublished, counts, sumsOf }: State,
): string | null {
  const isWhole = ({ total, parts }: Sum): boolean =>
    !unknown.has(total) && !parts.some((id) => unknown.has(id));
  const [best] = members
    .filter(({ id }) => !unknown.has(id) && !unpublished.has(id))
    .map(({ id, isTotal }) => {
      const count = counts.get(id) ?? 0;
      const opened = (sumsOf.get(id) ?? []).filter(isWhole).length;
      return { id, count, cost: [Number(count === 0), opened, Number(isTotal), count] };
    })
    .sort((a, b) => a.cost.map((one, at) => one - (b.cost[at] ?? 0)).find((by) => by !== 0) ?? 0);
  return best?.id ?? null;
}
