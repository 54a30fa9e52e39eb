/** The known word or wording that a mistyped one is nearest to. */
import { normaliseWording, type Meaning, type Vocabulary } from './threshold.ts';

/** The nearest of `known` within a third of the word's letters (at least two), or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3))
    ? best.candidate
    : null;
}

/** Insertions, deletions and replacements it takes to turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

export interface NearWording {
  /** As the vocabulary keeps it: in small letters, without punctuation. */
  readonly wording: string;
  readonly meaning: Meaning;
}

const FEWEST_LETTERS = 6;
const MOST_SLIPS = 2;

/**
 * The wording, of a team's own or a default one, that another is a slip or two away from. Numbers
 * must be the same: section 17 is one key from section 47, and the other side of the threshold.
 */
export function nearestWording(text: string, vocabulary: Vocabulary): NearWording | null {
  const name = normaliseWording(text);
  const numbers = digitsOf(name);
  const near = [...vocabulary].flatMap(([wording, meaning]) => {
    const long = Math.min(name.length, wording.length) >= FEWEST_LETTERS;
    if (!long || Math.abs(name.length - wording.length) > MOST_SLIPS) return [];
    if (digitsOf(wording) !== numbers) return [];
    const slips = editDistance(name, wording);
    return slips <= MOST_SLIPS ? [{ wording, meaning, slips }] : [];
  });
  const [best] = near.sort((a, b) => a.slips - b.slips);
  return best === undefined ? null : { wording: best.wording, meaning: best.meaning };
}

function digitsOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}
