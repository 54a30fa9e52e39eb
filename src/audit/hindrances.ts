/**
 * What keeps a week from being drawn now, though nothing is wrong with its exports. One rule for
 * `sample`, which goes no further, and for `check` and a dry run, which say so.
 */
import type { CivilDate } from './civil-date.ts';
import {
  drawsOfWeek,
  otherSetOfName,
  type DrawEntry,
  type LedgerEntry,
  type WeekKey,
} from './ledger.ts';
import { questionSetUsed, type QuestionSet } from './questions.ts';
import { isUnfinished, type AuditWeek } from './week.ts';

/**
 * `unfinished`: the week has days still to come, and nobody named its days on purpose.
 * `questions-changed`: a draw in the ledger asked other questions under the same name. `drawn`: the
 * ledger has draws of the week, and nobody gave a reason for another.
 */
export type Hindrance =
  | { readonly why: 'unfinished'; readonly week: AuditWeek }
  | { readonly why: 'questions-changed'; readonly name: string; readonly draw: DrawEntry }
  | { readonly why: 'drawn'; readonly draws: readonly DrawEntry[] };

/**
 * A draw counts as the week's own, for ever: one made by an oversight before the week had ended
 * would make the real one a second.
 */
export function isTooEarly(week: AuditWeek, daysNamed: boolean, today: CivilDate): boolean {
  return !daysNamed && isUnfinished(week, today);
}

/** What is asked for, as far as it can be hindered. */
export interface DrawAsked {
  readonly week: AuditWeek;
  readonly daysNamed: boolean;
  /** Why the week is drawn from once more. */
  readonly redraw: string | null;
  /** What its meeting would be asked. */
  readonly questionSet: QuestionSet;
}

/**
 * The first that there is, in the order in which `sample` meets them; null where it can be drawn. A
 * week that has not ended comes first: waiting is the cure, whatever else there is. `entries`: the
 * ledger's; `key`: what a draw of the week is known by, beside its days.
 */
export function hindranceOf(
  { week, daysNamed, redraw, questionSet }: DrawAsked,
  key: Omit<WeekKey, keyof AuditWeek>,
  entries: readonly LedgerEntry[],
  today: CivilDate,
): Hindrance | null {
  if (isTooEarly(week, daysNamed, today)) return { why: 'unfinished', week };
  const draw = otherSetOfName(entries, questionSetUsed(questionSet));
  if (draw !== null) return { why: 'questions-changed', name: questionSet.id, draw };
  const draws = drawsOfWeek(entries, { ...week, ...key });
  return draws.length === 0 || redraw !== null ? null : { why: 'drawn', draws };
}
