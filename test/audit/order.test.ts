import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCodeUnits, comparePlaces } from '../../src/audit/order.ts';
import type { Place } from '../../src/audit/problems.ts';

const REPEATABLE = { seed: 3, numRuns: 100 } as const;

/** Sorted from any order they may come in, these stand as they are listed. */
function expectOrder<T>(listed: readonly T[], compare: (a: T, b: T) => number): void {
  const anyOrder = fc.shuffledSubarray([...listed], { minLength: listed.length });
  const sorted = fc.property(anyOrder, (shuffled) => {
    expect(shuffled.sort(compare)).toEqual(listed);
  });
  fc.assert(sorted, REPEATABLE);
}

describe('texts', () => {
  test('stand by code unit: no language decides, and digits are not numbers', () => {
    expectOrder(
      ['', '-', '10', '9', 'MASH', 'Z', 'a', 'b', '\u00e9', '\u{1F3B2}', '\uff21'],
      compareCodeUnits,
    );
  });

  test('that are equal stand where they stood', () => {
    expect(compareCodeUnits('MASH-1', 'MASH-1')).toBe(0);
    expect(compareCodeUnits('caf\u00e9', 'cafe\u0301')).not.toBe(0);
  });
});

describe('places', () => {
  test('stand by file, sheet and row, the file before its rows; what has no place comes last', () => {
    const listed: readonly (Place | null)[] = [
      { file: 'a.csv' },
      { file: 'a.csv', row: 2 },
      { file: 'a.csv', row: 9 },
      { file: 'a.csv', row: 10 },
      { file: 'b.xlsx', row: 30 },
      { file: 'b.xlsx', sheet: 'List_1', row: 4 },
      { file: 'b.xlsx', sheet: 'List_3', row: 3 },
      null,
    ];
    expectOrder(listed, comparePlaces);
  });

  test('of one row are equal, whatever their column: problems of a row keep their order', () => {
    const row = { file: 'a.csv', row: 2 };
    expect(comparePlaces({ ...row, column: 'D' }, { ...row, column: 'B' })).toBe(0);
    expect(comparePlaces(null, null)).toBe(0);
  });
});
