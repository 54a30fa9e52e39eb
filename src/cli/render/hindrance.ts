/** Why no draw can be made now: the first thing that `check` and a dry run say. */
import { join } from 'node:path';
import { sayShortDate } from '../../audit/civil-date.ts';
import type { Hindrance } from '../../audit/hindrances.ts';

/** `out` is the folder where packs are kept. */
export function sayHindrance(hindrance: Hindrance, out: string): string {
  if (hindrance.why === 'unfinished') {
    return `No draw can be made yet: the audit week lasts until ${sayShortDate(hindrance.week.to)}.`;
  }
  if (hindrance.why === 'questions-changed') {
    const { name, draw } = hindrance;
    return `No draw can be made with the question set “${name}”: it is not what it was when ${join(out, draw.pack)} was drawn with it. A changed set needs a new name.`;
  }
  const packs = [...new Set(hindrance.draws.map(({ pack }) => join(out, pack)))];
  return `This week is drawn already: ${packs.join(', ')}. Another draw needs --redraw.`;
}

/** The same for other programs. */
export function hindranceJson(
  hindrance: Hindrance | null,
  out: string,
): { readonly code: string; readonly message: string } | null {
  if (hindrance === null) return null;
  return { code: CODES[hindrance.why], message: sayHindrance(hindrance, out) };
}

const CODES = {
  unfinished: 'week-unfinished',
  'questions-changed': 'questions-changed',
  drawn: 'week-drawn',
} as const satisfies Record<Hindrance['why'], string>;
