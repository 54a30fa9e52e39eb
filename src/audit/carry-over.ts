/** What was recorded of a case, under what its forms say now: which of it stays, and which falls. */
import type { Entries } from './case-findings.ts';
import { companionsOf } from './companions.ts';
import { readsAlike } from './merge-forms.ts';
import type { WorksheetItem } from './worksheets.ts';

/**
 * The earlier entries of a case under those read now, by item. A case that is judged now is no longer
 * one that was not audited; but a reason why it was not takes no judgement away, for another agency
 * may have made it. What belongs to an answer that reads otherwise now falls unless it is written
 * again: an earlier reason beside another grade would be a pair that nobody wrote.
 */
export function carryOver(
  before: Entries,
  read: Entries,
  items: readonly WorksheetItem[],
): Map<string, string> {
  const entries = new Map(before);
  const judged = items.filter(({ id, kind }) => kind === 'choice' && id !== 'today-done');
  if (judged.some(({ id }) => read.has(id))) entries.delete('not-audited');
  for (const [id, is] of read) {
    const was = before.get(id);
    if (was === undefined || readsAlike(was, is)) continue;
    for (const companion of companionsOf(id)) entries.delete(companion);
  }
  for (const [id, value] of read) entries.set(id, value);
  return entries;
}
