/**
 * What no statistic over fair-looking weeks would see: two keys that become one, digits that are
 * missing at the end of a ticket, and what happens when two tickets are equal. Beside each promise
 * stands the trap, so that the test shows there is one.
 */
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { casesOf, drawCases, drawnOf, placeInOrder } from '../../src/audit/draw.ts';
import { seedDigest, ticketOf } from '../../src/audit/tickets.ts';
import { frameOf, rulesOf, seedOf } from './trials.ts';

/** The tickets that a draw gives these references under this seed. */
function ticketsOf(seed: string, ...references: readonly string[]): readonly number[] {
  const { register } = drawCases(frameOf(references, isEven), seedOf(seed), rulesOf(8));
  return references.map(
    (reference) => register.find((each) => each.reference === reference)?.ticket ?? Number.NaN,
  );
}

function isEven(place: number): boolean {
  return place % 2 === 0;
}

/** The trap: the generator given plain text. */
function bare(text: string): number {
  return seedrandom(text)();
}

describe('keys do not collide', () => {
  test('where seed and reference, joined, are the same text', () => {
    expect(bare('1' + '11')).toBe(bare('11' + '1'));
    expect(ticketsOf('1', '11')).not.toEqual(ticketsOf('11', '1'));
    expect(ticketsOf('MASH', '-1')).not.toEqual(ticketsOf('MASH-', '1'));
  });

  test('where the sign that joins seed and reference stands in either', () => {
    expect(ticketsOf('a:b', 'c')).not.toEqual(ticketsOf('a', 'b:c'));
    expect(ticketsOf('a', ':c')).not.toEqual(ticketsOf('a:', 'c'));
  });

  test('where one text repeats another', () => {
    const repeats = ['1', '11', '111', '1111'];
    expect(new Set(repeats.map(bare)).size).toBe(1);
    expect(new Set(ticketsOf('1', ...repeats)).size).toBe(4);
    expect(new Set(repeats.flatMap((seed) => ticketsOf(seed, '1'))).size).toBe(4);
  });

  test('where texts differ only above the low byte of a character', () => {
    const sameLowByte = ['A', '\u0141', '\u0241', '\u2041', '\u6c41'];
    expect(new Set(sameLowByte.map(bare)).size).toBe(1);
    expect(new Set(ticketsOf('seed', ...sameLowByte)).size).toBe(5);
    expect(new Set(sameLowByte.flatMap((seed) => ticketsOf(seed, 'A'))).size).toBe(5);
  });

  test('where texts differ only in signs that look alike', () => {
    const alike = ['MASH-1', 'MASH\u20101', 'MASH\u20131', 'MASH-l', 'MASH-\u0661', 'MASH-1 '];
    expect(new Set(ticketsOf('seed', ...alike)).size).toBe(6);
  });

  test('where texts are longer than a key of the generator and differ at one end', () => {
    const long = 'MASH'.repeat(100);
    expect(new Set(ticketsOf('seed', long, `${long}-1`, `1-${long}`)).size).toBe(3);
  });
});

describe('a ticket depends on its seed and its reference alone', () => {
  const others = ['MASH-1', 'MASH-2', 'MASH-3', 'MASH-4'];

  test('whatever its side, and whoever else is in the frame', () => {
    const alone = ticketOf(seedDigest('seed'), 'MASH-7');
    for (const references of [['MASH-7'], ['MASH-7', ...others], [...others, 'MASH-7', 'A']]) {
      expect(ticketsOf('seed', ...references)[references.indexOf('MASH-7')]).toBe(alone);
    }
  });

  test('so a draw alone, or of more, puts nobody else ahead of anybody', () => {
    const all = Array.from({ length: 30 }, (_, n) => `MASH-${n}`);
    const orderOf = (references: readonly string[], size: number) =>
      drawCases(
        frameOf(references, () => true),
        seedOf('seed'),
        rulesOf(size),
      ).register.map(({ reference }) => reference);
    const order = orderOf(all, 8);
    expect(orderOf(all, 1)).toEqual(order);
    expect(orderOf(all, 100)).toEqual(order);
    expect(orderOf(others, 8)).toEqual(order.filter((reference) => others.includes(reference)));
  });
});

describe('tickets are fine', () => {
  const references = Array.from({ length: 2000 }, (_, n) => `MASH-${n}`);
  const tickets = ticketsOf('fine', ...references);

  test('down to the last of 52 bits: every ending of them is met', () => {
    const endings = new Set(tickets.map((ticket) => Math.floor(ticket * 2 ** 52) % 64));
    expect(endings.size).toBe(64);
    // A ticket of 48 bits would end in four zeros.
    const endInZeros = tickets.filter((ticket) => Number.isInteger(ticket * 2 ** 48));
    expect(endInZeros.length).toBeLessThan(tickets.length / 8);
  });

  test('and a register keeps every bit of them', () => {
    const s = seedDigest('fine');
    expect(tickets).toEqual(references.map((reference) => ticketOf(s, reference)));
  });

  test('so that none of them are equal', () => {
    expect(new Set(tickets).size).toBe(tickets.length);
  });
});

describe('equal tickets', () => {
  // In code-unit order, which is not that of a language or of code points: U+1F600 is D83D DE00.
  const inOrder = ['10', '9', 'B', 'a', '\u00e9', '\u{1F600}', '\uff5e'];
  const referrals = inOrder.map((reference) => ({ reference, side: 'met' as const }));

  test.each([
    ['in order', referrals],
    ['the other way round', referrals.toReversed()],
    ['mixed', [...referrals.slice(3), ...referrals.slice(0, 3)]],
  ])('fall back to the order of the references, with referrals %s', (_, given) => {
    const placed = placeInOrder(given, () => 0.5, 2);
    expect(placed.map(({ reference }) => reference)).toEqual(inOrder);
    expect(placed.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('do so among themselves: a lower ticket, by however little, goes before all', () => {
    const [low, high] = [0.5, 0.5 + Number.EPSILON];
    const placed = placeInOrder(
      referrals,
      (reference) => (reference === 'a' || reference === '\uff5e' ? low : high),
      2,
    );
    expect(placed.map(({ reference }) => reference).slice(0, 3)).toEqual(['a', '\uff5e', '10']);
  });
});

describe('the lowest tickets of each side are its cases, and the next three its reserves', () => {
  const frame = frameOf(
    Array.from({ length: 40 }, (_, n) => `MASH-${n}`),
    (place) => place % 4 === 0,
  );
  const draw = drawCases(frame, seedOf('seed'), rulesOf(7));

  test.each([
    ['met', 'T', 10, 3],
    ['not-met', 'N', 30, 4],
  ] as const)('%s', (side, letter, eligible, seats) => {
    const ofSide = draw.register.filter((each) => each.side === side);
    const tickets = ofSide.map(({ ticket }) => ticket);
    const labels = Array.from({ length: seats + 3 }, (_, index) => `${letter}${index + 1}`);
    expect(tickets).toEqual(tickets.toSorted((a, b) => a - b));
    expect(ofSide.map(({ order }) => order)).toEqual(tickets.map((_, index) => index + 1));
    expect(ofSide.map(({ role }) => role)).toEqual(
      tickets.map((_, index) => (index < seats ? 'case' : index < seats + 3 ? 'reserve' : null)),
    );
    expect(ofSide.map(({ label }) => label)).toEqual([
      ...labels,
      ...Array.from({ length: eligible - labels.length }, () => null),
    ]);
    expect(casesOf(draw).filter((each) => each.side === side)).toEqual(ofSide.slice(0, seats));
    expect(drawnOf(draw).filter((each) => each.side === side)).toEqual(ofSide.slice(0, seats + 3));
  });

  test('and the chance recorded for each is the chance it had', () => {
    for (const { side, inclusion } of draw.register) {
      expect(inclusion).toBe(side === 'met' ? 3 / 10 : 4 / 30);
    }
  });

  test('and every eligible referral is in the register once, the met side first', () => {
    const references = draw.register.map(({ reference }) => reference);
    expect(references.toSorted()).toEqual(frame.eligible.map(({ reference }) => reference));
    expect(draw.register.slice(0, 10).every(({ side }) => side === 'met')).toBe(true);
    expect(draw).toMatchObject({
      method: 'ticket-1',
      seed: { value: 'seed', source: 'given' },
      size: 7,
      eligible: { met: 10, 'not-met': 30 },
      seats: { met: 3, 'not-met': 4 },
      replacements: [],
    });
  });

  test('and a side with one seat has them too', () => {
    const rules = { ...rulesOf(2), seats: { met: 1, 'not-met': 1 } };
    const labels = drawnOf(drawCases(frame, seedOf('seed'), rules)).map(({ label }) => label);
    expect(labels).toEqual(['T1', 'T2', 'T3', 'T4', 'N1', 'N2', 'N3', 'N4']);
  });

  test('and a side without seats has no reserves', () => {
    const rules = { ...rulesOf(4), seats: { met: 4, 'not-met': 0 } };
    const { register } = drawCases(frame, seedOf('seed'), rules);
    const notMet = register.filter(({ side }) => side === 'not-met');
    expect(notMet).toHaveLength(30);
    for (const each of notMet) {
      expect(each).toMatchObject({ role: null, label: null, inclusion: 0 });
    }
  });
});
