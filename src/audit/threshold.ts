/**
 * On which side of the section 47 threshold a decision wording lies. A wording is compared whole,
 * never by a part of it: "no s47" and "step down from S47" contain "s47" and mean its opposite.
 */

/** The side of the threshold for a section 47 enquiry (Children Act 1989) a referral was decided on. */
export type Side = 'met' | 'not-met';

export const SIDES = ['met', 'not-met'] as const satisfies readonly Side[];

/**
 * What a team's vocabulary says of a wording. `met-by-default` counts as met and is said aloud;
 * `ambiguous` is known in the field but lies on no side until the team says so.
 */
export const MEANINGS = [
  'met',
  'met-by-default',
  'not-met',
  'undecided',
  'out-of-scope',
  'ambiguous',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Normalised wording to its meaning. */
export type Vocabulary = ReadonlyMap<string, Meaning>;

/** `unrecognised`: in no list, so nobody has said what it means. */
export type Verdict = Meaning | 'unrecognised';

/**
 * Two spellings of one wording become the same text: case, spaces, and the punctuation that only
 * separates words are levelled, `&` is "and". Any other sign is kept, so that `S47?` is not `S47`.
 */
export function normaliseWording(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/['‘’"“”]/gu, '')
    .replace(/[\s\u00AD\u200B-\u200D\uFEFF_\-‐-―/\\,.;:()[\]]+/gu, ' ')
    .trim();
}

/** Blank is undecided: nothing has been recorded yet. */
export function classifyWording(wording: string, vocabulary: Vocabulary): Verdict {
  const normalised = normaliseWording(wording);
  if (normalised === '') return wording.trim() === '' ? 'undecided' : 'unrecognised';
  return vocabulary.get(normalised) ?? 'unrecognised';
}

/**
 * One verdict for a referral of several wordings (siblings, several outcomes). While nobody has said
 * what one of them means, nobody has said what they mean together; otherwise the highest side wins.
 */
export function highestVerdict(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = [
    'unrecognised',
    'ambiguous',
    'met',
    'met-by-default',
    'not-met',
    'out-of-scope',
    'undecided',
  ];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'undecided';
}

/** The side a verdict puts a referral on, or null where it puts it on none. */
export function sideOf(verdict: Verdict): Side | null {
  if (verdict === 'met' || verdict === 'met-by-default') return 'met';
  return verdict === 'not-met' ? 'not-met' : null;
}
