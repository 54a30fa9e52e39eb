/**
 * The rating a referral was given on arrival (red, amber, green; a priority). Only short wordings of
 * this list leave the tool: the column is no national one, and a team may write a story into it.
 */
import { normaliseWording } from './threshold.ts';

/** Shown instead of a wording in no list: it could be anything, a child's story too. */
export const OTHER_WORDING = 'Other wording';

/** Each rating as a pack shows it, and the other wordings that mean it, the gravest first. */
export const RATINGS = {
  Red: ['R'],
  Amber: ['A'],
  Yellow: ['Y'],
  Green: ['G'],
  Blue: [],
  Black: [],
  Purple: [],
  White: [],
  P1: ['Priority 1'],
  P2: ['Priority 2'],
  P3: ['Priority 3'],
  P4: ['Priority 4'],
  P5: ['Priority 5'],
  'Level 1': ['L1'],
  'Level 2': ['L2'],
  'Level 3': ['L3'],
  'Level 4': ['L4'],
  '1': [],
  '2': [],
  '3': [],
  '4': [],
  '5': [],
  Immediate: [],
  Emergency: [],
  Critical: [],
  Urgent: [],
  'Very high': [],
  High: ['H'],
  Medium: ['M', 'Med', 'Moderate'],
  Low: ['L'],
  Standard: [],
  Normal: [],
  Routine: [],
  'Non-urgent': ['Not urgent'],
} as const satisfies Record<string, readonly string[]>;

/** What systems write where nobody has rated; `B` could be black or blue, and is in neither list. */
const NOT_RATED: ReadonlySet<string> = new Set(
  ['', 'null', 'none', 'n/a', 'not rated', 'not recorded'].map(normaliseWording),
);

const RATING_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(RATINGS).flatMap(([rating, others]) =>
    [rating, ...others].map((wording) => [normaliseWording(wording), rating] as const),
  ),
);

/** The rating as a pack may show it; blank for none. */
export function ragOf(text: string): string {
  const wording = normaliseWording(text);
  if (NOT_RATED.has(wording)) return '';
  return RATING_OF.get(wording) ?? OTHER_WORDING;
}
