/** A case that cannot be audited goes openly, and the next reserve of its side comes: nobody chooses. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeInOrder } from '../../src/audit/draw.ts';
import {
  parseReason,
  replaceCases,
  REPLACEMENT_REASONS,
  type Replacement,
} from '../../src/audit/replacements.ts';
import { SIDES, type Side } from '../../src/audit/threshold.ts';

/** Two seats a side of six referrals: T1 and T2 are cases, T3 to T5 reserves, one is neither. */
const DRAW = {
  register: SIDES.flatMap((side: Side) =>
    placeInOrder(
      Array.from({ length: 6 }, (_, n) => ({ reference: `${side} ${n}`, side })),
      (reference) => Number(reference.slice(-1)) / 10,
      2,
    ),
  ),
  replacements: [],
};

function replace(...labels: readonly string[]) {
  const replacements = labels.map((label): Replacement => ({
    label,
    reason: 'file locked',
    when: 'after',
  }));
  return replaceCases(DRAW, replacements);
}

/** The labels of each role, in the order of the register; or why it was refused. */
function rolesAfter(...labels: readonly string[]) {
  const replaced = replace(...labels);
  if (replaced.refused !== null) return `${replaced.label}: ${replaced.refused}`;
  const having = (role: string) =>
    replaced.register.filter((entry) => entry.role === role).map(({ label }) => label);
  return {
    cases: having('case').join(' '),
    reserves: having('reserve').join(' '),
    withdrawn: having('withdrawn').join(' '),
    by: replaced.replacements.map(({ label, by }) => `${label} by ${by ?? 'nobody'}`),
  };
}

describe('a replacement', () => {
  test('brings in the next reserve of the same side', () => {
    expect(rolesAfter('T1')).toEqual({
      cases: 'T2 T3 N1 N2',
      reserves: 'T4 T5 N3 N4 N5',
      withdrawn: 'T1',
      by: ['T1 by T3'],
    });
    expect(rolesAfter('N2')).toMatchObject({ cases: 'T1 T2 N1 N3', by: ['N2 by N3'] });
  });

  test('of one that came in itself brings in the one after', () => {
    expect(rolesAfter('T1', 'T3')).toEqual({
      cases: 'T2 T4 N1 N2',
      reserves: 'T5 N3 N4 N5',
      withdrawn: 'T1 T3',
      by: ['T1 by T3', 'T3 by T4'],
    });
  });

  test('of a reserve brings in nobody, and that reserve is passed over', () => {
    expect(rolesAfter('T3', 'T1')).toEqual({
      cases: 'T2 T4 N1 N2',
      reserves: 'T5 N3 N4 N5',
      withdrawn: 'T1 T3',
      by: ['T3 by nobody', 'T1 by T4'],
    });
  });

  test.each([
    ['of a label that is none', ['T9'], 'T9: no-such-label'],
    ['of a label in another spelling', ['t1'], 't1: no-such-label'],
    ['of nobody', [''], ': no-such-label'],
    ['of one withdrawn already', ['T1', 'T1'], 'T1: already-withdrawn'],
    ['when no reserve is left', ['T1', 'T2', 'T3', 'T4'], 'T4: no-reserve-left'],
    ['when the reserves were withdrawn', ['T3', 'T4', 'T5', 'T1'], 'T1: no-reserve-left'],
  ])('%s is refused, and with it all that came before', (_, labels, refusal) => {
    expect(rolesAfter(...labels)).toBe(refusal);
  });

  test('never changes how many are cases on a side, who is who, or the order', () => {
    const anyLabels = fc.array(fc.constantFrom('T1', 'T2', 'T3', 'T4', 'T5', 'N1', 'N2', 'N3'), {
      maxLength: 5,
    });
    const kept = fc.property(anyLabels, (labels) => {
      const replaced = replace(...labels);
      fc.pre(replaced.refused === null);
      for (const side of SIDES) {
        const cases = replaced.register.filter((one) => one.side === side && one.role === 'case');
        expect(cases).toHaveLength(2);
      }
      const identities = (register: readonly (typeof DRAW.register)[number][]) =>
        register.map(({ reference, label, order, ticket }) => [reference, label, order, ticket]);
      expect(identities(replaced.register)).toEqual(identities(DRAW.register));
    });
    fc.assert(kept, { seed: 5, numRuns: 300 });
  });
});

describe('a reason', () => {
  test.each(Object.entries(REPLACEMENT_REASONS))('%s is recorded in words', (name, words) => {
    expect(parseReason(name)).toBe(words);
    expect(parseReason(` ${name.toUpperCase().replaceAll('-', ' ')} `)).toBe(words);
    expect(parseReason(words)).toBe(words);
  });

  test.each([
    ['the family moved away', 'other: the family moved away'],
    ['other: the family moved away', 'other: the family moved away'],
    ['one\nline\tonly', 'other: one line only'],
    ['x'.repeat(100), `other: ${'x'.repeat(80)}`],
  ])('in other words, %j, is recorded as %j', (text, recorded) => {
    expect(parseReason(text)).toBe(recorded);
  });

  test.each(['', ' ', '\n\t'])('of %j is none', (text) => {
    expect(parseReason(text)).toBeNull();
  });

  test('stands for itself when it is given again', () => {
    const repeats = fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const reason = parseReason(text);
      fc.pre(reason !== null);
      expect(parseReason(reason)).toBe(reason);
    });
    fc.assert(repeats, { seed: 5, numRuns: 500 });
  });
});
