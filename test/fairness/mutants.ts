/**
 * Wrong samplers, each a mistake that has been made before, and the measure that rejects it. Beside
 * them two right ones made another way: the suite rejects a mistake, not a difference.
 */
import { createHash } from 'node:crypto';
import seedrandom from 'seedrandom';
import { placeInOrder } from '../../src/audit/draw.ts';
import type { EligibleReferral } from '../../src/audit/frame.ts';
import { RESERVES_PER_SIDE } from '../../src/audit/rules.ts';
import { allocateSeats, countSides } from '../../src/audit/seats.ts';
import type { Side } from '../../src/audit/threshold.ts';
import type { MeasureName } from './measures.ts';
import type { Sampler } from './sampler.ts';
import type { TrialName } from './trials.ts';

export interface Mutant {
  readonly sampler: Sampler;
  readonly trial: TrialName;
  /** Each of these rejects it in that trial; others may. */
  readonly caughtBy: readonly [MeasureName, ...MeasureName[]];
  /** The bound it breaks: most mistakes are uneven, some are too even. */
  readonly as: 'too uneven' | 'too even';
}

export interface RightSampler {
  readonly sampler: Sampler;
  readonly trial: TrialName;
  /** The measures a fair sampler of its kind is fair by: a reservoir gives its sample no order. */
  readonly measures: readonly MeasureName[];
}

/** From 0 (included) to 1 (excluded), each call another. */
type Dice = () => number;

/** A right shuffle, and a right reservoir: what their mutants below differ from in one place. */
export const RIGHT_SAMPLERS = {
  'a shuffle': {
    sampler: inOrder((references, dice) => shuffle(references, dice, 1)),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    measures: ['which three are the cases', 'the cases in order', 'the reserves in order'],
  },
  'a reservoir': {
    sampler: byReservoir((_, ofSide) => ofSide),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    measures: ['how often each is a case', 'which three are the cases'],
  },
} as const satisfies Record<string, RightSampler>;

export const MUTANTS = {
  'the first rows of each side': {
    sampler: inOrder((references) => references),
    trial: 'a week of 15 and 45, with plain numbers as references and as seeds',
    caughtBy: ['how often each is a case', 'place in the frame'],
    as: 'too uneven',
  },
  'a sort by a random comparator': {
    sampler: inOrder((references, dice) => references.toSorted(() => dice() - 0.5)),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['who is drawn first', 'the cases in order', 'the reserves in order'],
    as: 'too uneven',
  },
  'a shuffle off by one, that leaves nobody in place (Sattolo)': {
    sampler: inOrder((references, dice) => shuffle(references, dice, 0)),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['who is drawn first', 'the cases in order'],
    as: 'too uneven',
  },
  'a reservoir that counts the rows of both sides': {
    sampler: byReservoir((ofFrame) => ofFrame),
    trial: 'a week of 15 and 45, with plain numbers as references and as seeds',
    caughtBy: ['how often each is a case'],
    as: 'too uneven',
  },
  'a reservoir that counts one row too few': {
    sampler: byReservoir((_, ofSide) => ofSide - 1),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['how often each is a case', 'which three are the cases'],
    as: 'too uneven',
  },
  'the seed ignored on one side': {
    sampler: byTickets((seed, reference, side) => hashOf(side === 'met' ? seed : '', reference)),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['who is drawn first', 'how often each is a case'],
    as: 'too uneven',
  },
  'the seed read as a number': {
    sampler: byTickets((seed, reference) => hashOf(String(Number.parseInt(seed, 10)), reference)),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['how often each is a case'],
    as: 'too uneven',
  },
  'one stream for both sides': {
    sampler: inOrder((references, _, seed) => {
      const dice = seedrandom(sha256(seed));
      const tickets = new Map(references.map((reference) => [reference, dice()]));
      return references.toSorted((a, b) => (tickets.get(a) ?? 0) - (tickets.get(b) ?? 0));
    }),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['who is drawn first on either side'],
    as: 'too uneven',
  },
  'one draw for two weeks': {
    sampler: byTickets((seed, reference) => hashOf(String(Math.ceil(Number(seed) / 2)), reference)),
    trial: 'six a side, all alike, with whole numbers in a row as seeds',
    caughtBy: ['who is drawn first this week and the next'],
    as: 'too uneven',
  },
  'reserves in the order of the frame': {
    sampler: inOrder((references, dice) => {
      const cases = shuffle(references, dice, 1).slice(0, 4);
      return [...cases, ...references.filter((reference) => !cases.includes(reference))];
    }),
    trial: 'a week of 15 and 45, with plain numbers as references and as seeds',
    caughtBy: ['how often each is a reserve'],
    as: 'too uneven',
  },
  'referrals that take turns': {
    sampler: inOrder((references, _, seed) => {
      const turn = Number(seed) % references.length;
      return [...references.slice(turn), ...references.slice(0, turn)];
    }),
    trial: 'six a side, all alike, with whole numbers in a row as seeds',
    caughtBy: ['how often each is a case'],
    as: 'too even',
  },
  'tickets of the bare generator, from seed and reference joined': {
    sampler: byTickets((seed, reference) => seedrandom(seed + reference)()),
    trial: 'a week of 15 and 45, with plain numbers as references and as seeds',
    caughtBy: ['repeated tickets'],
    as: 'too uneven',
  },
  'alea tickets': {
    sampler: byTickets((seed, reference) => seedrandom.alea(`${seed}:${reference}`)()),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['the cases in order'],
    as: 'too uneven',
  },
  'xor128 tickets': {
    sampler: byTickets((seed, reference) => seedrandom.xor128(`${seed}:${reference}`)()),
    trial: 'six a side, numbered in a row, on Fridays in a row',
    caughtBy: ['which three are the cases', 'tickets of neighbours'],
    as: 'too uneven',
  },
  'coarse tickets, of 8 bits': {
    sampler: byTickets((seed, reference) => Math.floor(hashOf(seed, reference) * 256) / 256),
    trial: 'one draw of 20,000 numbered in a row',
    caughtBy: ['the low byte of tickets', 'each of the 52 bits of tickets', 'repeated tickets'],
    as: 'too uneven',
  },
  'tickets by remainder, some more often than others': {
    sampler: byTickets(
      (seed, reference) => (Math.floor(hashOf(seed, reference) * 65_536) % 40_000) / 40_000,
    ),
    trial: 'one draw of 20,000 numbered in a row',
    caughtBy: ['tickets from 0 to 1', 'the high byte of tickets'],
    as: 'too uneven',
  },
} as const satisfies Record<string, Mutant>;

/** A ticket for each referral, from the seed, its reference and, wrongly, its side. */
function byTickets(ticketFrom: (seed: string, reference: string, side: Side) => number): Sampler {
  return (frame, seed, rules) => {
    const seats = allocateSeats(rules.size, countSides(frame.eligible), rules.seats);
    return eachSide((side) =>
      placeInOrder(
        frame.eligible.filter((referral) => referral.side === side),
        (reference) => ticketFrom(seed.value, reference, side),
        seats[side],
      ),
    );
  };
}

/** Each side's references put in order, by dice of that side's own. */
function inOrder(
  order: (references: readonly string[], dice: Dice, seed: string) => readonly string[],
): Sampler {
  return (frame, seed, rules) => {
    const seats = allocateSeats(rules.size, countSides(frame.eligible), rules.seats);
    return eachSide((side) =>
      withRoles(
        order(referencesOf(frame.eligible, side), diceOf(seed.value, side), seed.value),
        seats[side],
      ),
    );
  };
}

/**
 * Algorithm R: the first rows take the seats, and each later one takes a seat at random if a number
 * below its own falls on one. Its own is its number within its side.
 */
function byReservoir(numberOf: (ofFrame: number, ofSide: number) => number): Sampler {
  return (frame, seed, rules) => {
    const seats = allocateSeats(rules.size, countSides(frame.eligible), rules.seats);
    return eachSide((side) => {
      const dice = diceOf(seed.value, side);
      const chosen: string[] = [];
      const passedOver: string[] = [];
      frame.eligible.forEach((referral, index) => {
        if (referral.side !== side) return;
        const { reference } = referral;
        if (chosen.length < seats[side]) {
          chosen.push(reference);
          return;
        }
        const ofSide = chosen.length + passedOver.length + 1;
        const seat = Math.floor(dice() * numberOf(index + 1, ofSide));
        const out = seat < chosen.length ? chosen.splice(seat, 1, reference) : [reference];
        passedOver.push(...out);
      });
      return withRoles([...chosen, ...passedOver], seats[side]);
    });
  };
}

/** Fisher and Yates, from the end. `reach` is 1: each may also stay where it is. */
function shuffle(references: readonly string[], dice: Dice, reach: 0 | 1): readonly string[] {
  const shuffled = [...references];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(dice() * (last + reach));
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a === undefined || b === undefined) throw new Error('outside the list');
    shuffled[last] = b;
    shuffled[other] = a;
  }
  return shuffled;
}

function withRoles(references: readonly string[], seats: number) {
  return references.map((reference, index) => {
    const place = index - seats;
    const role = place < 0 ? 'case' : place < RESERVES_PER_SIDE ? 'reserve' : null;
    return { reference, role, ticket: null } as const;
  });
}

function eachSide<T>(f: (side: Side) => T): Record<Side, T> {
  return { met: f('met'), 'not-met': f('not-met') };
}

function referencesOf(eligible: readonly EligibleReferral[], side: Side): readonly string[] {
  return eligible.filter((each) => each.side === side).map(({ reference }) => reference);
}

function diceOf(seed: string, side: Side): Dice {
  return seedrandom(sha256(`${seed}:${side}`));
}

/** A fair ticket of 52 bits, quicker than the program's: what is wrong lies elsewhere. */
function hashOf(seed: string, reference: string): number {
  return Number.parseInt(sha256(`${seed}:${reference}`).slice(0, 13), 16) / 2 ** 52;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
