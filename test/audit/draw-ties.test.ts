/** Two equal tickets may never be met in practice; what would follow is decided all the same. */
import { expect, test, vi } from 'vitest';
import { drawCases } from '../../src/audit/draw.ts';
import { buildFrame } from '../../src/audit/frame.ts';
import { referralRows, RULES, seedOf, WEEK } from '../support/referral-rows.ts';

// Every generator says the same.
vi.mock('seedrandom', () => ({ default: () => () => 0.5 }));

test('equal tickets stand in code-unit order of the reference, whatever order they came in', () => {
  const references = ['b', 'a', 'Z', '\u00e9', 'MASH-9', 'MASH-10'];
  const { frame } = buildFrame(
    referralRows(references.map((reference) => ({ reference }))),
    WEEK,
    'decided',
    RULES,
  );
  for (const eligible of [frame.eligible, [...frame.eligible].reverse()]) {
    const { register } = drawCases({ ...frame, eligible }, seedOf('seed'), RULES);
    expect(register.map(({ ticket }) => ticket)).toEqual(references.map(() => 0.5));
    expect(register.map(({ reference }) => reference)).toEqual([
      'MASH-10',
      'MASH-9',
      'Z',
      'a',
      'b',
      '\u00e9',
    ]);
  }
});
