/** A reader who narrows what is left out by adding and subtracting: none less than some number. */
import type { Sum } from '../../src/audit/sums.ts';

export interface Told {
  /** All counts, of which the reader is told those that are not hidden. */
  readonly counts: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<string>;
  readonly sums: readonly Sum[];
}

/** The hidden counts that come out as one number; `leastOf` is what the reader takes for granted. */
export function foundOut(
  { counts, hidden, sums }: Told,
  leastOf: (count: number) => number,
): Map<string, number> {
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const [id, count] of counts) {
    low.set(id, hidden.has(id) ? leastOf(count) : count);
    high.set(id, hidden.has(id) ? 100_000 : count);
  }
  const of = (bounds: ReadonlyMap<string, number>, ids: readonly string[]): number =>
    ids.reduce((sum, id) => sum + (bounds.get(id) ?? 0), 0);
  let changed = true;
  const raise = (id: string, to: number): void => {
    if (to > (low.get(id) ?? 0)) [changed] = [true, low.set(id, to)];
  };
  const reduce = (id: string, to: number): void => {
    if (to < (high.get(id) ?? 0)) [changed] = [true, high.set(id, to)];
  };
  while (changed) {
    changed = false;
    for (const { total, parts } of sums) {
      const [least, most] = [of(low, parts), of(high, parts)];
      raise(total, least);
      reduce(total, most);
      for (const part of parts) {
        raise(part, of(low, [total]) - (most - of(high, [part])));
        reduce(part, of(high, [total]) - (least - of(low, [part])));
      }
    }
  }
  return new Map([...low].filter(([id, count]) => hidden.has(id) && high.get(id) === count));
}

/** Takes an x for any number; and, who knows from elsewhere which of them are noughts, for 1 or more. */
export const READERS = [() => 0, (count: number) => Math.min(1, count)] as const;
