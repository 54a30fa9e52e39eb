/**
 * Small numbers that are not published, and the further numbers left out so that nobody can work
 * the small ones out by taking published numbers from each other.
 */

/** A published sum: the total is the sum of its parts. Each is the id of a count. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

/** A number that small may be worked out although it is left out: rounding of the elimination. */
const CLOSE = 1e-9;

/**
 * The ids that must be left out when counts from 1 to `below` - 1 are: those, and others until
 * none that is left out follows from the published ones through any combination of the sums. Nought
 * is published unless nothing else can protect a count. `counts` holds every id of the sums.
 *
 * Source: primary and secondary (complementary) cell suppression, in Hundepool A et al., Statistical
 * Disclosure Control, 2012, chapter 4; Government Statistical Service, disclosure control guidance
 * for tables produced from administrative sources. The smallest count is left out first. Counts
 * left out of one sum come to more than their number, for otherwise each would seem to be 1.
 */
export function suppress(
  counts: ReadonlyMap<string, number>,
  sums: readonly Sum[],
  below: number,
): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const [id, count] of counts) if (count > 0 && count < below) hidden.add(id);
  const open = sums.filter(({ parts }) => parts.length > 0);
  for (;;) {
    const exposed = open.find((sum) => givesAway(sum, hidden, counts)) ?? null;
    const known = exposed === null ? workedOut(open, hidden) : null;
    const candidates = exposed === null ? sumsOf(open, known) : [exposed];
    const further = cheapest(candidates, hidden, counts);
    if (further === null) return hidden;
    hidden.add(further);
  }
}

/** True where the rest of a sum gives its one hidden member, or says that none is above 1. */
function givesAway(
  { total, parts }: Sum,
  hidden: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): boolean {
  const inside = parts.filter((id) => hidden.has(id));
  const outside = parts.length - inside.length + (hidden.has(total) ? 0 : 1);
  if (outside === 0) return false;
  if (hidden.has(total)) return inside.length === 0;
  if (inside.length === 0) return false;
  const rest = inside.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
  return inside.length === 1 || rest <= inside.length;
}

/** The first hidden id that the sums determine together, by elimination; null where none is. */
export function workedOut(sums: readonly Sum[], hidden: ReadonlySet<string>): string | null {
  const ids = [...hidden];
  const place = new Map(ids.map((id, index) => [id, index] as const));
  const rows = sums.map(({ total, parts }) => {
    const row = new Float64Array(ids.length);
    for (const id of parts) addAt(row, place.get(id), 1);
    addAt(row, place.get(total), -1);
    return row;
  });
  let next = 0;
  const pivots: (readonly [row: number, column: number])[] = [];
  for (let column = 0; column < ids.length && next < rows.length; column += 1) {
    const found = rows.findIndex((row, at) => at >= next && Math.abs(row[column] ?? 0) > CLOSE);
    const [pivot, displaced] = [rows[found], rows[next]];
    if (pivot === undefined || displaced === undefined) continue;
    rows[found] = displaced;
    rows[next] = pivot;
    const factor = pivot[column] ?? 1;
    pivot.forEach((value, at) => (pivot[at] = value / factor));
    for (const row of rows) {
      const by = row[column] ?? 0;
      if (row === pivot || Math.abs(by) <= CLOSE) continue;
      pivot.forEach((value, at) => (row[at] = (row[at] ?? 0) - by * value));
    }
    pivots.push([next, column]);
    next += 1;
  }
  const alone = pivots.find(
    ([row]) => rows[row]?.filter((value) => Math.abs(value) > CLOSE).length === 1,
  );
  return alone === undefined ? null : (ids[alone[1]] ?? null);
}

function addAt(row: Float64Array, at: number | undefined, value: number): void {
  if (at !== undefined) row[at] = (row[at] ?? 0) + value;
}

function sumsOf(sums: readonly Sum[], id: string | null): readonly Sum[] {
  return id === null ? [] : sums.filter(({ total, parts }) => total === id || parts.includes(id));
}

/** The published member to leave out next: the smallest part, then a total, then a nought. */
function cheapest(
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): string | null {
  const members = sums.flatMap(({ total, parts }) => [
    ...parts.map((id) => ({ id, isTotal: false })),
    { id: total, isTotal: true },
  ]);
  const [best] = members
    .filter(({ id }) => !hidden.has(id))
    .map(({ id, isTotal }) => {
      const count = counts.get(id) ?? 0;
      return { id, kind: count === 0 ? 2 : isTotal ? 1 : 0, count };
    })
    .sort((a, b) => a.kind - b.kind || a.count - b.count);
  return best?.id ?? null;
}
