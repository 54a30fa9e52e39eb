/** A seed that somebody could have tried beforehand is told from one that nobody could know. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWeakSeed } from '../../src/audit/seed-strength.ts';

describe('a weak seed', () => {
  test.each([
    ['a number', '1'],
    ['a year', '2026'],
    ['eleven digits', '31415926535'],
    ['one digit over and over', '1111 1111 1111 1111'],
    ['three digits over and over', '123 123 123 123 123'],
    ['a date', '20/11/2026'],
    ['a date, the year first', '2026-11-20'],
    ['a date in words', '20 November 2026'],
    ['a date with its weekday', 'Friday 20 Nov 2026'],
    ['a word', 'kettle'],
    ['words', 'blue kettle on the shelf'],
    ['a word and a number', 'kettle42'],
    ['a word and a date', 'MASH 2026-11-20'],
    ['punctuation', '!?!?!?!?!?!?!?!?'],
  ])('is %s: %j', (_, seed) => {
    expect(isWeakSeed(seed)).toBe(true);
  });

  test.each([
    ['twelve digits', '314159265358'],
    ['twenty throws of a die', '41622 53166 42513 66251'],
    ['what the program makes', '31415-92653-58979-32384'],
    ['letters and digits without a pattern', 'k3v9-x7q2'],
  ])('is not %s: %j', (_, seed) => {
    expect(isWeakSeed(seed)).toBe(false);
  });

  test('is nearly never one of those the program makes', () => {
    const digits = fc.array(fc.nat({ max: 9 }), { minLength: 20, maxLength: 20 });
    const groups = digits.map((each) => each.join('').replace(/(.{5})(?=.)/g, '$1-'));
    const strong = fc.property(groups, (seed) => {
      // Fewer than four different digits among twenty: about once in fifty thousand.
      fc.pre(new Set(seed).size > 4);
      expect(isWeakSeed(seed)).toBe(false);
    });
    fc.assert(strong, { seed: 7, numRuns: 500 });
  });
});
