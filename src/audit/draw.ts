/** The draw: each side's referrals in ticket order, the first of them cases, the next reserves. */
import type { EligibleReferral, Frame } from './frame.ts';
import { compareCodeUnits } from './order.ts';
import { RESERVES_PER_SIDE, type AuditRules } from './rules.ts';
import { allocateSeats, type Seats } from './seats.ts';
import { METHOD, seedDigest, ticketOf, type Seed } from './tickets.ts';
import { SIDES, type Side } from './threshold.ts';

export type Role = 'case' | 'reserve';

/** An eligible referral with its place in the draw. */
export interface TicketedReferral extends EligibleReferral {
  /** From 0 (included) to 1 (excluded). */
  readonly ticket: number;
  /** Its place in ticket order on its side, from 1. */
  readonly order: number;
  /** `T1`, `N1`...: cases and reserves only. */
  readonly label: string | null;
  readonly role: Role | null;
}

export type DrawnReferral = TicketedReferral & { readonly label: string; readonly role: Role };

export interface Draw {
  readonly method: typeof METHOD;
  readonly seed: Seed;
  readonly size: number;
  readonly eligible: Seats;
  readonly seats: Seats;
  /** Every eligible referral: the met side in ticket order, then the other. */
  readonly register: readonly TicketedReferral[];
}

const LABEL_LETTER = { met: 'T', 'not-met': 'N' } as const satisfies Record<Side, string>;

/** Draws up to the rules' size of cases, and reserves, from both sides of a frame. */
export function drawCases(frame: Frame, seed: Seed, rules: AuditRules): Draw {
  const eligible = countSides(frame.eligible);
  const seats = allocateSeats(rules.size, eligible, rules.seats);
  const s = seedDigest(seed.value);
  const register = SIDES.flatMap((side) =>
    ticketOrder(
      frame.eligible.filter((referral) => referral.side === side),
      s,
    ).map((referral, index) => takePlace(referral, index + 1, seats[side])),
  );
  return { method: METHOD, seed, size: rules.size, eligible, seats, register };
}

/** Cases and reserves, each side in draw order. */
export function drawnOf(draw: Draw): readonly DrawnReferral[] {
  return draw.register.filter(isDrawn);
}

export function casesOf(draw: Draw): readonly DrawnReferral[] {
  return drawnOf(draw).filter(({ role }) => role === 'case');
}

export function countSides(referrals: readonly { readonly side: Side }[]): Seats {
  const met = referrals.filter(({ side }) => side === 'met').length;
  return { met, 'not-met': referrals.length - met };
}

/** Lowest ticket first; equal tickets, if ever, by code-unit order of the reference. */
function ticketOrder(referrals: readonly EligibleReferral[], s: string) {
  return referrals
    .map((referral) => ({ ...referral, ticket: ticketOf(s, referral.reference) }))
    .sort((a, b) => a.ticket - b.ticket || compareCodeUnits(a.reference, b.reference));
}

function takePlace(
  referral: EligibleReferral & { readonly ticket: number },
  order: number,
  seats: number,
): TicketedReferral {
  const role = order <= seats ? 'case' : order <= seats + RESERVES_PER_SIDE ? 'reserve' : null;
  const label = role === null ? null : `${LABEL_LETTER[referral.side]}${order}`;
  return { ...referral, order, label, role };
}

function isDrawn(referral: TicketedReferral): referral is DrawnReferral {
  return referral.role !== null;
}
