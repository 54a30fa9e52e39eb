/** The rules a draw and its pack are made under, from settings and flags; all go into the record. */
import type { CivilDate } from './civil-date.ts';
import type { Seats } from './seats.ts';
import type { Vocabulary } from './threshold.ts';

/** A reason to stop that a person may turn into an open exclusion. */
export type LeaveOut = 'unrecognised' | 'undated' | 'contradictory';

export interface AuditRules {
  readonly vocabulary: Vocabulary;
  /** Most cases to draw, both sides together: 1 to 100. */
  readonly size: number;
  /** The seats of each side where the team has set them; null shares them half and half. */
  readonly seats: Seats | null;
  /**
   * A section 47 enquiry belongs to a referral when it began on the day the referral was received
   * or up to this many working days after.
   */
  readonly section47Window: number;
  /** The one authority audited, or null for all. */
  readonly localAuthority: string | null;
  readonly leaveOut: ReadonlySet<LeaveOut>;
  /** Who was drawn before and is not to be drawn again; absent where the team does not ask. */
  readonly drawnBefore?: DrawnBefore;
  /** The protective marking at the top and bottom of every page. */
  readonly marking: string;
}

/** Cases of earlier meetings, with the meeting that audited each, where that is known. */
export interface DrawnBefore {
  /** How far back it goes, in months before the meeting. */
  readonly months: number;
  readonly referrals: ReadonlyMap<string, CivilDate | null>;
  readonly families: ReadonlyMap<string, CivilDate>;
}

export const DEFAULT_SIZE = 8;
export const LARGEST_SIZE = 100;
/** Reserves kept for each side, in ticket order after its cases. */
export const RESERVES_PER_SIDE = 3;
export const DEFAULT_SECTION_47_WINDOW = 10;
export const LONGEST_SECTION_47_WINDOW = 60;
export const DEFAULT_MARKING = 'OFFICIAL-SENSITIVE';
