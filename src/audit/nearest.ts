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
/** A longer wording may have more slips, but no word of it may be another word. */
const LETTERS_A_SLIP = 5;
const MOST_SLIPS_A_WORD = 2;
/** `sec` for `section` is a way of writing it, and counts as one slip. */
const SHORTEST_STEM = 3;

/**
 * The wording, of a team's own or a default one, that another is a few slips away from. Numbers must
 * be the same: section 17 is one key from section 47, and the other side of the threshold. Beyond
 * two slips every word must have its own, and no wording of another meaning may be as near.
 */
export function nearestWording(text: string, vocabulary: Vocabulary): NearWording | null {
  const name = normaliseWording(text);
  const numbers = digitsOf(name);
  const near = [...vocabulary].flatMap(([wording, meaning]) => {
    const long = Math.min(name.length, wording.length) >= FEWEST_LETTERS;
    if (!long || digitsOf(wording) !== numbers) return [];
    const slips = slipsBetween(name, wording);
    return slips === null ? [] : [{ wording, meaning, slips }];
  });
  const [best] = near.sort((a, b) => a.slips - b.slips);
  if (best === undefined) return null;
  const rival = near.find(({ meaning }) => meaning !== best.meaning);
  if (best.slips > MOST_SLIPS && rival !== undefined && rival.slips <= best.slips + 1) return null;
  return { wording: best.wording, meaning: best.meaning };
}

function slipsBetween(name: string, wording: string): number | null {
  const close = Math.abs(name.length - wording.length) <= MOST_SLIPS;
  const whole = close ? editDistance(name, wording) : Infinity;
  if (whole <= MOST_SLIPS) return whole;
  const [words, others] = [name.split(' '), wording.split(' ')];
  if (words.length !== others.length) return null;
  const each = words.map((word, at) => slipsInWord(word, others[at] ?? ''));
  if (each.some((slips) => slips > MOST_SLIPS_A_WORD)) return null;
  const slips = each.reduce((sum, some) => sum + some, 0);
  return slips <= Math.floor(wording.length / LETTERS_A_SLIP) ? slips : null;
}

/** More than half of a word in slips is another word: `met` and `not`. */
function slipsInWord(word: string, other: string): number {
  if (word.length >= SHORTEST_STEM && other.startsWith(word) && word !== other) return 1;
  const slips = editDistance(word, other);
  return slips * 2 > other.length ? Infinity : slips;
}

function digitsOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}
