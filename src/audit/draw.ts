/** The draw: each side's referrals in ticket order, the first of them cases, the next reserves. */
import type { EligibleReferral, Frame } from './frame.ts';
import { compareCodeUnits } from './order.ts';
import type { ReplacementMade } from './replacements.ts';
import { RESERVES_PER_SIDE, type AuditRules } from './rules.ts';
import { allocateSeats, countSides, type Seats } from './seats.ts';
import { METHOD, seedDigest, ticketOf, type Seed } from './tickets.ts';
import { SIDES, type Side } from './threshold.ts';

/** `withdrawn`: drawn as a case or reserve, and could not be audited. */
export type Role = 'case' | 'reserve' | 'withdrawn';

/** An eligible referral with its place in the draw. */
export type TicketedReferral = EligibleReferral & Placed;

export type DrawnReferral = TicketedReferral & { readonly label: string; readonly role: Role };

export interface Draw {
  readonly method: typeof METHOD;
  readonly seed: Seed;
  readonly size: number;
  readonly eligible: Seats;
  readonly seats: Seats;
  /** Every eligible referral: the met side in ticket order, then the other. */
  readonly register: readonly TicketedReferral[];
  readonly replacements: readonly ReplacementMade[];
}

const LABEL_LETTER = { met: 'T', 'not-met': 'N' } as const satisfies Record<Side, string>;

/** Draws up to the rules' size of cases, and reserves, from both sides of a frame. */
export function drawCases(frame: Frame, seed: Seed, rules: AuditRules): Draw {
  const eligible = countSides(frame.eligible);
  const seats = allocateSeats(rules.size, eligible, rules.seats);
  const s = seedDigest(seed.value);
  const register = SIDES.flatMap((side) =>
    placeInOrder(
      frame.eligible.filter((referral) => referral.side === side),
      (reference) => ticketOf(s, reference),
      seats[side],
    ),
  );
  return { method: METHOD, seed, size: rules.size, eligible, seats, register, replacements: [] };
}

/** What the draw gives a referral. */
export interface Placed {
  /** From 0 (included) to 1 (excluded). */
  readonly ticket: number;
  /** Its place in ticket order on its side, from 1. */
  readonly order: number;
  /** The chance it had of being a case: its side's seats over its side's eligible referrals. */
  readonly inclusion: number;
  /** `T1`, `N1`...: cases and reserves only. */
  readonly label: string | null;
  readonly role: Role | null;
}

/**
 * One side's referrals in ticket order, the lowest ticket first; equal tickets, if ever, by
 * code-unit order of the reference. The first take the seats, the next are the reserves.
 */
export function placeInOrder<R extends { readonly reference: string; readonly side: Side }>(
  referrals: readonly R[],
  ticketOf: (reference: string) => number,
  seats: number,
): (R & Placed)[] {
  return referrals
    .map((referral) => ({ referral, ticket: ticketOf(referral.reference) }))
    .sort(
      (a, b) => a.ticket - b.ticket || compareCodeUnits(a.referral.reference, b.referral.reference),
    )
    .map(({ referral, ticket }, index) => {
      const order = index + 1;
      const role = roleOf(order, seats);
      const label = role === null ? null : `${LABEL_LETTER[referral.side]}${order}`;
      return { ...referral, ticket, order, inclusion: seats / referrals.length, label, role };
    });
}

/** Cases and reserves, each side in draw order. */
export function drawnOf(draw: Draw): readonly DrawnReferral[] {
  return draw.register.filter(isDrawn);
}

/**
 * The referrals that the meeting takes, without reserves and withdrawn ones, in the order of
 * `drawnOf`.
 */
export function casesOf(draw: Draw): readonly DrawnReferral[] {
  return drawnOf(draw).filter(({ role }) => role === 'case');
}

/** A side without seats has no case that a reserve could stand in for. */
function roleOf(order: number, seats: number): 'case' | 'reserve' | null {
  if (order <= seats) return 'case';
  return seats > 0 && order <= seats + RESERVES_PER_SIDE ? 'reserve' : null;
}

function isDrawn(referral: TicketedReferral): referral is DrawnReferral {
  return referral.role !== null;
}
