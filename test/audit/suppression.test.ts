import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sum } from '../../src/audit/sums.ts';
import { suppress, workedOut } from '../../src/audit/suppression.ts';
import { foundOut, READERS } from '../support/reader.ts';

/** The total is made of the parts; ids are given in order, the total as `total`. */
function line(...parts: readonly number[]) {
  const ids = parts.map((_, index) => `p${index}`);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const counts = new Map(ids.map((id, index) => [id, parts[index] ?? 0] as const));
  return { counts: counts.set('total', total), sums: [{ total: 'total', parts: ids }] };
}

/** A table with its margins: cell `r0c1`, row total `r0`, column total `c1`, and `all`. */
function table(rows: readonly (readonly number[])[]) {
  const counts = new Map<string, number>();
  const add = (id: string, count: number): void => {
    counts.set(id, (counts.get(id) ?? 0) + count);
  };
  rows.forEach((row, r) => {
    row.forEach((count, c) => {
      for (const id of [`r${r}c${c}`, `r${r}`, `c${c}`, 'all']) add(id, count);
    });
  });
  const names = (letter: string, length: number): string[] =>
    Array.from({ length }, (_, index) => `${letter}${index}`);
  const [rowNames, columnNames] = [names('r', rows.length), names('c', rows[0]?.length ?? 0)];
  const sums: Sum[] = [
    ...rowNames.map((r) => ({ total: r, parts: columnNames.map((c) => r + c) })),
    ...columnNames.map((c) => ({ total: c, parts: rowNames.map((r) => r + c) })),
    { total: 'all', parts: rowNames },
    { total: 'all', parts: columnNames },
  ];
  return { counts, sums };
}

const hiddenIn = ({ counts, sums }: ReturnType<typeof table>, below: number): string[] =>
  [...suppress(counts, sums, below)].sort();

describe('a list with its total', () => {
  it.each([
    ['no small number, nothing left out', [16, 281, 35, 12], []],
    ['nought is no small number', [0, 281, 35, 0], []],
    ['a small number, and the smallest other', [17, 281, 35, 2], ['p0', 'p3']],
    ['two small numbers protect each other', [3, 281, 35, 2], ['p0', 'p3']],
    ['two ones do not: together they are 2', [1, 281, 35, 1], ['p0', 'p2', 'p3']],
    ['one small number and nothing else: then the total', [0, 0, 3], ['p2', 'total']],
    ['small throughout', [1, 0, 1], ['p0', 'p2', 'total']],
  ])('%s', (_, parts, expected) => {
    expect(hiddenIn(line(...parts), 5)).toEqual(expected);
  });

  it('takes the total with it where a reader knows that a small number cannot be less', () => {
    const { counts, sums } = line(4, 1);
    const hiddenWhere = (least: ReadonlyMap<string, number>): string[] =>
      [...suppress(counts, sums, 5, new Set(), least)].sort();
    expect(hiddenWhere(new Map())).toEqual(['p0', 'p1']);
    expect(hiddenWhere(new Map([['p0', 3]]))).toEqual(['p0', 'p1']);
    expect(hiddenWhere(new Map([['p0', 4]]))).toEqual(['p0', 'p1', 'total']);
  });

  it('leaves out nothing where 1 is the least that is published', () => {
    expect(hiddenIn(line(1, 2, 3), 1)).toEqual([]);
  });
});

describe('a table with its margins', () => {
  it('one small cell takes three others with it', () => {
    const rows = [
      [20, 30, 40],
      [3, 50, 60],
      [25, 35, 45],
    ];
    expect(hiddenIn(table(rows), 5)).toEqual(['r0c0', 'r0c1', 'r1c0', 'r1c1']);
  });

  it('without the further ones it would be worked out', () => {
    const { sums } = table([
      [20, 30],
      [3, 50],
    ]);
    expect(workedOut(sums, new Set(['r1c0']))).toBe('r1c0');
    expect(workedOut(sums, new Set(['r1c0', 'r1c1', 'r0c0']))).not.toBeNull();
    expect(workedOut(sums, new Set(['r1c0', 'r1c1', 'r0c0', 'r0c1']))).toBeNull();
  });

  it('two in every row and column are not enough where a bridge joins them', () => {
    const { sums } = table(Array.from({ length: 5 }, () => [9, 9, 9, 9, 9]));
    const squares = ['r0c0', 'r0c1', 'r1c0', 'r1c1', 'r3c3', 'r3c4', 'r4c3', 'r4c4'];
    expect(workedOut(sums, new Set([...squares, 'r1c3']))).toBe('r1c3');
  });
});

describe('counts that are 1 or more', () => {
  it('two sides of ones do not give away that both together are 2', () => {
    const sides = [
      [3, 1, 1, 0],
      [3, 1, 1, 0],
    ];
    const all = table(sides);
    const small = ['r0c0', 'r0c1', 'r0c2', 'r1c0', 'r1c1', 'r1c2', 'c1', 'c2'];
    const told = { ...all, hidden: new Set(small) };
    expect(foundOut(told, (count) => Math.min(1, count)).get('c1')).toBe(2);
    expect(hiddenIn(all, 5)).toEqual(['c0', ...small].sort());
  });
});

/** All the ways to fill in what is hidden with whole numbers that agree with what is published. */
function solutions(
  { counts, sums }: ReturnType<typeof table>,
  hidden: ReadonlySet<string>,
): ReadonlyMap<string, number>[] {
  // The total may be left out too, and so be more.
  const most = (counts.get('all') ?? 0) + 1;
  const unknown = [...hidden];
  const found: ReadonlyMap<string, number>[] = [];
  const values = new Map([...counts].filter(([id]) => !hidden.has(id)));
  const holds = (): boolean =>
    sums.every(({ total, parts }) => {
      if (![total, ...parts].every((id) => values.has(id))) return true;
      return parts.reduce((sum, id) => sum + (values.get(id) ?? 0), 0) === values.get(total);
    });
  const fill = (at: number): void => {
    const id = unknown[at];
    if (id === undefined) {
      found.push(new Map(values));
      return;
    }
    for (let value = 0; value <= most; value += 1) {
      values.set(id, value);
      if (holds()) fill(at + 1);
    }
    values.delete(id);
  };
  fill(0);
  return found;
}

describe('no number left out can be worked out', () => {
  const cell = fc.oneof(fc.nat(3), fc.nat(40));
  const rows = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }))
    .chain(([height, width]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );

  it('from the published margins of any table, by any additions and subtractions', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 10 }), (cells, below) => {
        const { counts, sums } = table(cells);
        const hidden = suppress(counts, sums, below);
        for (const [id, count] of counts) {
          if (count > 0 && count < below) expect(hidden.has(id)).toBe(true);
        }
        expect(workedOut(sums, hidden)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('nor from what the others must be at the least and can be at the most', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 10 }), (cells, below) => {
        const { counts, sums } = table(cells);
        const told = { counts, sums, hidden: suppress(counts, sums, below) };
        for (const leastOf of READERS) {
          const small = [...foundOut(told, leastOf)].filter(([, count]) => count < below);
          expect(small.filter(([, count]) => count > 0)).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('nor by trying all whole numbers that fit, in small tables', () => {
    const small = fc.array(fc.array(fc.nat(4), { minLength: 2, maxLength: 3 }), {
      minLength: 2,
      maxLength: 2,
    });
    const rectangular = small.filter((cells) => cells[0]?.length === cells[1]?.length);
    fc.assert(
      fc.property(rectangular, fc.integer({ min: 2, max: 4 }), (cells, below) => {
        const whole = table(cells);
        const hidden = suppress(whole.counts, whole.sums, below);
        if (hidden.size === 0 || hidden.size > 8) return;
        const ways = solutions(whole, hidden);
        for (const id of hidden) {
          expect(new Set(ways.map((way) => way.get(id))).size, id).toBeGreaterThan(1);
        }
        // Whoever knows which are noughts tries fewer.
        const some = [...hidden].filter((id) => (whole.counts.get(id) ?? 0) > 0);
        const fewer = ways.filter((way) => some.every((id) => (way.get(id) ?? 0) > 0));
        for (const id of some.filter((one) => (whole.counts.get(one) ?? 0) < below)) {
          expect(new Set(fewer.map((way) => way.get(id))).size, id).toBeGreaterThan(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
