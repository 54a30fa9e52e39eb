/**
 * What the draw promises, over invented weeks of every shape: what may change nothing, what may
 * change only the end of the list, and what changes everything.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  casesOf,
  drawCases,
  drawnOf,
  type Draw,
  type DrawnReferral,
} from '../../src/audit/draw.ts';
import { buildFrame, type Frame } from '../../src/audit/frame.ts';
import { planAudit, type AuditPlan } from '../../src/audit/plan.ts';
import { countFrame } from '../../src/audit/record.ts';
import type { ReferralRow } from '../../src/audit/referral.ts';
import type { AuditRules } from '../../src/audit/rules.ts';
import { accountFor, type Accounting } from '../../src/audit/summary.ts';
import { SIDES, type Side } from '../../src/audit/threshold.ts';
import { seedDigest, ticketOf } from '../../src/audit/tickets.ts';
import { referralRow, referralRows, RULES, seedOf, WEEK } from '../support/referral-rows.ts';

const REPEATABLE = { seed: 20261120, numRuns: 150 } as const;

const anyReference = fc.oneof(
  fc.nat({ max: 9999 }).map((n) => `MASH-${n}`),
  fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }),
);

/** A referral as its rows tell it: one row a child, at times one of them twice. */
const anyReferral = fc.record({
  reference: anyReference,
  children: fc.array(
    fc.record({
      wording: fc.constantFrom('S47', 's47', 'Strategy Discussion', 'Early Help', 'NFA', 'nfa', ''),
      team: fc.constantFrom('MASH North', 'MASH South', ''),
      sourceGroup: fc.constantFrom('Police', 'School', 'Health'),
      time: fc.constantFrom('', ' 09:30', ' 16:45'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  decided: fc.constantFrom('2026-11-13', '2026-11-16', '2026-11-19', '2026-11-20'),
  oneRowTwice: fc.boolean(),
});

const anyRows: fc.Arbitrary<readonly ReferralRow[]> = fc
  .uniqueArray(anyReferral, { selector: ({ reference }) => reference, maxLength: 40 })
  .map((referrals) =>
    referralRows(
      referrals.flatMap(({ reference, children, decided, oneRowTwice }) => {
        const rows = children.map(({ wording, team, sourceGroup, time }, child) => ({
          ...{ reference, wording, team, sourceGroup },
          child: `C${child}`,
          decided: `${decided}${time}`,
        }));
        return oneRowTwice ? [...rows, ...rows.slice(0, 1)] : rows;
      }),
    ),
  );

const anySize = fc.integer({ min: 1, max: 20 });
const anySeed = fc.nat().map((n) => seedOf(String(n)));

function ofSize(size: number): AuditRules {
  return { ...RULES, size };
}

function plan(rows: readonly ReferralRow[], seed = seedOf('seed'), size = 8): AuditPlan {
  const intake = { rows, section47: [], basis: 'decided', problems: [] } as const;
  return planAudit(intake, WEEK, seed, ofSize(size));
}

/** The draw of rows that hold something to draw; other rows are passed over. */
function drawOf(rows: readonly ReferralRow[], seed = seedOf('seed'), size = 8): Draw {
  const { draw } = plan(rows, seed, size);
  fc.pre(draw !== null);
  return draw;
}

function accountOf(frame: Frame): Accounting {
  return accountFor(frame.rowsRead, countFrame(frame).excluded);
}

function frameOf(rows: readonly ReferralRow[]): Frame {
  return buildFrame(rows, WEEK, 'decided', RULES).frame;
}

function onSide<Referral extends { readonly side: Side }>(
  referrals: readonly Referral[],
  side: Side,
): Referral[] {
  return referrals.filter((referral) => referral.side === side);
}

function references(referrals: readonly { readonly reference: string }[]): string[] {
  return referrals.map(({ reference }) => reference);
}

describe('what changes nothing', () => {
  test('the order of the rows, and the files they are split over', () => {
    const dealt = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows], { minLength: rows.length }),
        fc.array(fc.constantFrom('a.csv', 'b.csv', 'c.csv'), {
          minLength: rows.length,
          maxLength: rows.length,
        }),
      ),
    );
    const unchanged = fc.property(dealt, ([rows, shuffled, files]) => {
      const moved = shuffled.map((row, index) => ({
        ...row,
        place: { file: files[index] ?? '', row: index + 2 },
      }));
      const before = plan(rows);
      const after = plan(moved);
      expect(after.frame.code).toBe(before.frame.code);
      expect(after.frame.eligible).toEqual(before.frame.eligible);
      expect(accountOf(after.frame)).toEqual(accountOf(before.frame));
      expect(after.draw).toEqual(before.draw);
    });
    fc.assert(unchanged, REPEATABLE);
  });

  test('what stands in columns a draw does not depend on', () => {
    const told = (team: string) =>
      Array.from({ length: 12 }, (_, n) => ({ reference: `MASH-${n}`, team }));
    const before = plan(referralRows(told('MASH North')));
    const after = plan(referralRows(told('MASH South')));
    expect(after.frame.code).toBe(before.frame.code);
    expect(references(after.draw?.register ?? [])).toEqual(references(before.draw?.register ?? []));
    expect(after.draw).not.toEqual(before.draw);
  });

  test('the side a referral is on: its ticket comes from its reference alone', () => {
    const ticketWith = (wording: string) =>
      drawOf([referralRow({ reference: 'MASH-7', wording })]).register.at(0)?.ticket;
    expect(ticketWith('S47')).toBe(ticketWith('Early Help'));
    expect(ticketWith('S47')).toBe(ticketOf(seedDigest('seed'), 'MASH-7'));
  });
});

describe('what changes only how far down the list the draw goes', () => {
  test('a larger sample keeps every case of a smaller one, and their labels, on each side', () => {
    // Not their chance of being a case, which grows with the size.
    const labelled = ({ reference, label, ticket }: DrawnReferral) => [label, reference, ticket];
    const growing = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const frame = frameOf(rows);
      const smaller = casesOf(drawCases(frame, seed, ofSize(size)));
      const larger = casesOf(drawCases(frame, seed, ofSize(size + 1)));
      for (const side of SIDES) {
        const kept = onSide(smaller, side).map(labelled);
        expect(onSide(larger, side).slice(0, kept.length).map(labelled)).toEqual(kept);
      }
      expect(larger.length - smaller.length).toBe(frame.eligible.length > size ? 1 : 0);
    });
    fc.assert(growing, REPEATABLE);
  });

  test('one more referral in the week takes its place and moves nobody past anybody', () => {
    const joined = fc.property(anyRows, anyReference, anySeed, (rows, reference, seed) => {
      fc.pre(!rows.some((row) => row.reference === reference));
      const before = drawOf(rows, seed).register;
      const newcomer = referralRow({ reference, row: rows.length + 2 });
      const after = drawOf([...rows, newcomer], seed).register;
      expect(after).toHaveLength(before.length + 1);
      const others = after.filter((referral) => referral.reference !== reference);
      const ranked = ({ reference: who, side, ticket }: (typeof after)[number]) =>
        [who, side, ticket] as const;
      expect(others.map(ranked)).toEqual(before.map(ranked));
    });
    fc.assert(joined, REPEATABLE);
  });
});

describe('a draw', () => {
  test('registers every referral of the frame once, each side in ticket order, met first', () => {
    const registered = fc.property(anyRows, anySeed, (rows, seed) => {
      const frame = frameOf(rows);
      const { register } = drawCases(frame, seed, ofSize(8));
      expect(references(register).sort()).toEqual(references(frame.eligible).sort());
      expect(register).toEqual([...onSide(register, 'met'), ...onSide(register, 'not-met')]);
      for (const side of SIDES) {
        const tickets = onSide(register, side).map(({ ticket }) => ticket);
        expect(tickets).toEqual([...tickets].sort((a, b) => a - b));
        expect(onSide(register, side).map(({ order }) => order)).toEqual(
          tickets.map((_, index) => index + 1),
        );
      }
    });
    fc.assert(registered, REPEATABLE);
  });

  test('takes its cases and reserves from the frame, and nobody twice', () => {
    const inside = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const frame = frameOf(rows);
      const drawn = references(drawnOf(drawCases(frame, seed, ofSize(size))));
      expect(new Set(drawn).size).toBe(drawn.length);
      expect(references(frame.eligible)).toEqual(expect.arrayContaining(drawn));
    });
    fc.assert(inside, REPEATABLE);
  });

  test('fills its seats as far as there are referrals, from both sides where both have any', () => {
    const seated = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const frame = frameOf(rows);
      const draw = drawCases(frame, seed, ofSize(size));
      const cases = casesOf(draw);
      expect(cases).toHaveLength(Math.min(size, frame.eligible.length));
      const bothHaveAny = SIDES.every((side) => onSide(frame.eligible, side).length > 0);
      for (const side of SIDES) {
        expect(onSide(cases, side)).toHaveLength(draw.seats[side]);
        expect(draw.eligible[side]).toBe(onSide(frame.eligible, side).length);
        if (bothHaveAny && size >= 2) expect(onSide(cases, side).length).toBeGreaterThan(0);
      }
    });
    fc.assert(seated, REPEATABLE);
  });

  test('keeps as reserves the next three in ticket order, fewer where there are fewer', () => {
    const kept = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const draw = drawCases(frameOf(rows), seed, ofSize(size));
      for (const side of SIDES) {
        const inOrder = onSide(draw.register, side);
        const reserves = onSide(drawnOf(draw), side).filter(({ role }) => role === 'reserve');
        const seats = draw.seats[side];
        expect(reserves).toEqual(seats === 0 ? [] : inOrder.slice(seats, seats + 3));
        expect(onSide(casesOf(draw), side)).toEqual(inOrder.slice(0, seats));
      }
    });
    fc.assert(kept, REPEATABLE);
  });

  test('labels cases and reserves T1, T2... and N1, N2..., and nobody else', () => {
    const labelled = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const draw = drawCases(frameOf(rows), seed, ofSize(size));
      const labels = drawnOf(draw).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const [side, letter] of [
        ['met', 'T'],
        ['not-met', 'N'],
      ] as const) {
        expect(onSide(drawnOf(draw), side).map(({ label }) => label)).toEqual(
          onSide(drawnOf(draw), side).map((_, index) => `${letter}${index + 1}`),
        );
      }
      for (const { role, label } of draw.register) expect(label === null).toBe(role === null);
    });
    fc.assert(labelled, REPEATABLE);
  });

  test('keeps no reserve for a side without seats: there is no case it could stand in for', () => {
    const rows = referralRows([
      { reference: 'MASH-1', wording: 'S47' },
      { reference: 'MASH-2', wording: 'S47' },
      { reference: 'MASH-3' },
    ]);
    const roles = (size: number) =>
      drawOf(rows, seedOf('seed'), size).register.map(({ side, role }) => [side, role]);
    expect(roles(1)).toEqual([
      ['met', 'case'],
      ['met', 'reserve'],
      ['not-met', null],
    ]);
    expect(roles(2)).toEqual([
      ['met', 'case'],
      ['met', 'reserve'],
      ['not-met', 'case'],
    ]);
  });

  test('gives each side the seats the team has set, and spare ones to the other', () => {
    const sides = (seats: AuditRules['seats'], met: number, notMet: number) => {
      const facts = Array.from({ length: met + notMet }, (_, n) => ({
        reference: `MASH-${n}`,
        wording: n < met ? 'S47' : 'Early Help',
      }));
      const draw = drawCases(frameOf(referralRows(facts)), seedOf('seed'), { ...RULES, seats });
      return [
        draw.seats,
        casesOf(draw)
          .map(({ label }) => label)
          .join(' '),
      ];
    };
    expect(sides({ met: 6, 'not-met': 2 }, 20, 20)).toEqual([
      { met: 6, 'not-met': 2 },
      'T1 T2 T3 T4 T5 T6 N1 N2',
    ]);
    expect(sides({ met: 6, 'not-met': 2 }, 5, 20)).toEqual([
      { met: 5, 'not-met': 3 },
      'T1 T2 T3 T4 T5 N1 N2 N3',
    ]);
  });

  test('says how likely each referral was to be a case: seats over eligible, of its side', () => {
    const chances = fc.property(anyRows, anySeed, anySize, (rows, seed, size) => {
      const draw = drawCases(frameOf(rows), seed, ofSize(size));
      for (const { side, inclusion } of draw.register) {
        expect(inclusion).toBe(draw.seats[side] / draw.eligible[side]);
      }
      const expected = draw.register.reduce((sum, { inclusion }) => sum + inclusion, 0);
      expect(expected).toBeCloseTo(casesOf(draw).length, 9);
    });
    fc.assert(chances, REPEATABLE);
  });

  test('tells with which method, seed and size it was made', () => {
    const seed = seedOf(' caf\u00e9 ');
    const draw = drawOf([referralRow()], seed, 5);
    expect(draw).toMatchObject({
      method: 'ticket-1',
      seed: { value: 'caf\u00e9', source: 'given' },
      size: 5,
      eligible: { met: 0, 'not-met': 1 },
      seats: { met: 0, 'not-met': 1 },
    });
  });

  // The order was computed by the second implementation that made ticket-vectors.json.
  test('is this one, for these twelve referrals and this seed', () => {
    const rows = referralRows(
      Array.from({ length: 12 }, (_, n) => ({
        reference: `MASH-${n + 1}`,
        wording: n % 3 === 0 ? 'S47' : 'Early Help',
      })),
    );
    const drawn = drawnOf(drawOf(rows, seedOf('a known answer'), 4));
    expect(drawn.map(({ label, reference, role }) => `${label} ${reference} ${role}`)).toEqual([
      'T1 MASH-10 case',
      'T2 MASH-4 case',
      'T3 MASH-1 reserve',
      'T4 MASH-7 reserve',
      'N1 MASH-11 case',
      'N2 MASH-12 case',
      'N3 MASH-9 reserve',
      'N4 MASH-2 reserve',
      'N5 MASH-8 reserve',
    ]);
  });
});

describe('the seed', () => {
  const FRAME = frameOf(
    referralRows(
      Array.from({ length: 40 }, (_, n) => ({
        reference: `MASH-${n}`,
        wording: n < 20 ? 'S47' : 'Early Help',
      })),
    ),
  );
  const SEEDS = Array.from({ length: 400 }, (_, n) => seedOf(`meeting ${n}`));
  const DRAWS = SEEDS.map((seed) => drawCases(FRAME, seed, ofSize(8)));

  test('decides the order: no two of four hundred seeds give the same', () => {
    const orders = DRAWS.map(({ register }) => references(register).join());
    expect(new Set(orders).size).toBe(SEEDS.length);
  });

  test('and nothing else does: the same seed gives the same draw again', () => {
    const again = SEEDS.slice(0, 20).map((seed) => drawCases(FRAME, seed, ofSize(8)));
    expect(again).toEqual(DRAWS.slice(0, 20));
  });

  test('favours nobody: every referral is drawn about as often as any other', () => {
    const times = new Map(references(FRAME.eligible).map((reference) => [reference, 0]));
    for (const draw of DRAWS) {
      for (const { reference } of casesOf(draw)) {
        times.set(reference, (times.get(reference) ?? 0) + 1);
      }
    }
    expect(times.size).toBe(40);
    // Four of twenty a side, 400 times: 80 expected, with a standard deviation of 8.
    for (const count of times.values()) expect(Math.abs(count - 80)).toBeLessThan(4 * 8);
  });
});
