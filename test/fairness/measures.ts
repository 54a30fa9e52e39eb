/** What the fairness suite measures over the draws of a trial. */
import { SIDES } from '../../src/audit/threshold.ts';
import type { Drawn, Sampled } from './sampler.ts';
import {
  chiSquare,
  evenCounts,
  inclusionCounts,
  kolmogorov,
  never,
  rankCorrelation,
  type Statistic,
} from './statistics.ts';

/** A statistic for each side, or one for both sides together. */
export type Measured = Readonly<Record<string, Statistic>>;

type Measure = (draws: readonly Drawn[]) => Measured;

export const MEASURES = {
  'how often each is a case': eachSide((draws) => inclusions(draws, 'case')),
  'how often each is a reserve': eachSide((draws) => inclusions(draws, 'reserve')),
  'who is drawn first': eachSide((draws) => {
    const ranks = ranksOf(draws);
    return evenCounts(tally(ranks.size, draws.map(firstIn(ranks))));
  }),
  'who is drawn first this week and the next': eachSide((draws) => {
    const ranks = ranksOf(draws);
    return evenPairs(ranks.size, ranks.size, inPairs(draws.map(firstIn(ranks))));
  }),
  'who is drawn first on either side': (draws) => {
    const ofMet = ranksOf(draws.map((draw) => draw.met));
    const ofNotMet = ranksOf(draws.map((draw) => draw['not-met']));
    const firsts = draws.map(
      (draw) => [firstIn(ofMet)(draw.met), firstIn(ofNotMet)(draw['not-met'])] as const,
    );
    return { both: evenPairs(ofMet.size, ofNotMet.size, firsts) };
  },
  /** Of three from six, every set of them and every order. */
  'which three are the cases': eachSide((draws) => evenCounts(threes(draws, 'case', 'as a set'))),
  'the cases in order': eachSide((draws) => evenCounts(threes(draws, 'case', 'in order'))),
  'the reserves in order': eachSide((draws) => evenCounts(threes(draws, 'reserve', 'in order'))),
  'place in the frame': eachSide((draws) => {
    const ranks = ranksOf(draws);
    return rankCorrelation(draws.map((draw) => draw.map(rankIn(ranks))));
  }),

  // Of 52 bits each, two of 24,000 tickets are the same with a probability of 6e-8.
  'repeated tickets': ofTickets((tickets) => never(tickets.length - new Set(tickets).size)),
  'tickets from 0 to 1': ofTickets(kolmogorov),
  'the high byte of tickets': ofTickets((tickets) =>
    evenCounts(tally(256, tickets.map(firstBits(8)))),
  ),
  'the low byte of tickets': ofTickets((tickets) =>
    evenCounts(
      tally(
        256,
        tickets.map(lastOf52Bits).map((bits) => bits % 256),
      ),
    ),
  ),
  'each of the 52 bits of tickets': ofTickets((tickets) => {
    const squares = [tickets.map(firstBits(26)), tickets.map(lastOf52Bits)].flatMap((halves) =>
      Array.from({ length: 26 }, (_, bit) => {
        const set = halves.reduce((count, half) => count + ((half >> bit) & 1), 0);
        return (2 * set - halves.length) ** 2 / halves.length;
      }),
    );
    const sum = squares.reduce((total, square) => total + square, 0);
    return chiSquare(sum, squares.length);
  }),
  'tickets of neighbours': (draws) => {
    const neighbours = draws.flatMap((draw) =>
      allOf(draw).sort((a, b) => (a.reference < b.reference ? -1 : 1)),
    );
    return { both: evenPairs(16, 16, inPairs(neighbours.map(ticketOf).map(firstBits(4)))) };
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;

/** One side's draws, one for each seed. */
type SideDraws = readonly (readonly Sampled[])[];

type Ranks = ReadonlyMap<string, number>;

function eachSide(measure: (draws: SideDraws) => Statistic): Measure {
  return (draws) =>
    Object.fromEntries(SIDES.map((side) => [side, measure(draws.map((draw) => draw[side]))]));
}

function ofTickets(measure: (tickets: readonly number[]) => Statistic): Measure {
  return (draws) => ({ both: measure(draws.flatMap(allOf).map(ticketOf)) });
}

function allOf(draw: Drawn): Sampled[] {
  return [...draw.met, ...draw['not-met']];
}

function ticketOf({ ticket }: Sampled): number {
  return ticket ?? Number.NaN;
}

function inclusions(draws: SideDraws, role: 'case' | 'reserve'): Statistic {
  const ranks = ranksOf(draws);
  const included = draws.flatMap((draw) => draw.filter((each) => each.role === role));
  const counts = tally(ranks.size, included.map(rankIn(ranks)));
  return inclusionCounts(counts, included.length / draws.length);
}

/** How often each three of a side had a role: of six there are 20 sets and 120 orders. */
function threes(
  draws: SideDraws,
  role: 'case' | 'reserve',
  told: 'as a set' | 'in order',
): readonly number[] {
  const ranks = ranksOf(draws);
  const all = [...ranks.values()];
  const counts = new Map(
    all
      .flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c] as const)))
      .filter(([a, b, c]) => a !== b && b !== c && c !== a)
      .filter(([a, b, c]) => told === 'in order' || (a < b && b < c))
      .map((three) => [three.join(), 0]),
  );
  for (const draw of draws) {
    const three = draw.filter((each) => each.role === role).map(rankIn(ranks));
    if (told === 'as a set') three.sort((a, b) => a - b);
    const count = counts.get(three.join());
    if (count === undefined) throw new Error(`not three of ${ranks.size}: ${three.join()}`);
    counts.set(three.join(), count + 1);
  }
  return [...counts.values()];
}

/** The references of a side to their ranks in code-unit order, from 0. */
function ranksOf(draws: SideDraws): Ranks {
  const references = (draws[0] ?? []).map(({ reference }) => reference).sort();
  return new Map(references.map((reference, rank) => [reference, rank]));
}

function rankIn(ranks: Ranks): (sampled: Sampled) => number {
  return ({ reference }) => ranks.get(reference) ?? Number.NaN;
}

function firstIn(ranks: Ranks): (draw: readonly Sampled[]) => number {
  return ([first]) => (first === undefined ? Number.NaN : rankIn(ranks)(first));
}

function evenPairs(
  firsts: number,
  seconds: number,
  pairs: readonly (readonly [number, number])[],
): Statistic {
  return evenCounts(
    tally(
      firsts * seconds,
      pairs.map(([first, second]) => first * seconds + second),
    ),
  );
}

/** The first and the second, the third and the fourth... */
function inPairs(values: readonly number[]): readonly (readonly [number, number])[] {
  return values.flatMap((value, index) => {
    const before = values[index - 1];
    return index % 2 === 0 || before === undefined ? [] : [[before, value] as const];
  });
}

/** How often each of 0 to n-1 occurs; anything else is a mistake that bounds should not hide. */
function tally(n: number, values: readonly number[]): readonly number[] {
  const counts = Array.from({ length: n }, () => 0);
  for (const value of values) {
    const count = counts[value];
    if (count === undefined) throw new Error(`not from 0 to ${n - 1}: ${value}`);
    counts[value] = count + 1;
  }
  return counts;
}

function firstBits(bits: number): (ticket: number) => number {
  return (ticket) => Math.floor(ticket * 2 ** bits);
}

/** The 27th to the 52nd bit after the point. */
function lastOf52Bits(ticket: number): number {
  const shifted = ticket * 2 ** 26;
  return Math.floor((shifted - Math.floor(shifted)) * 2 ** 26);
}
