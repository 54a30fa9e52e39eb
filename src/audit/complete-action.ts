/** Records that an action was done, or that it was not after all, in the findings of its pack. */
import type { CivilDate } from './civil-date.ts';
import type { CollatedPack } from './collated-packs.ts';
import type { Findings } from './findings.ts';
import { nameAction, type ActionStanding } from './open-actions.ts';
import { compareCodeUnits } from './order.ts';

export interface ActionNamed {
  readonly label: string;
  readonly action: number | 'today';
}

/** `T2#1` or `T1#today`, in either case; null for anything else. */
export function parseAction(text: string): ActionNamed | null {
  const [, label = '', action = ''] = /^([TN]\d+)#(\d+|today)$/i.exec(text.trim()) ?? [];
  if (label === '') return null;
  const number = action.toLowerCase() === 'today' ? 'today' : Number(action);
  return { label: label.toUpperCase(), action: number };
}

export type ActionFoundBy =
  | { readonly found: ActionStanding }
  | { readonly refused: 'no-such-action' }
  /** It is there, and stands otherwise: done already, or not done. */
  | { readonly refused: 'stands-already'; readonly actions: readonly ActionStanding[] }
  | { readonly refused: 'several-packs'; readonly actions: readonly ActionStanding[] };

/**
 * The one action of that name, where it is (`undo`) or is not done. Of several nobody is asked to
 * guess, though only one of them would fit: whoever names the other again would close this one.
 */
export function findAction(
  actions: readonly ActionStanding[],
  named: ActionNamed,
  undo: boolean,
): ActionFoundBy {
  const all = actions
    .filter((one) => nameAction(one) === nameAction(named))
    .sort((a, b) => compareCodeUnits(a.meeting + a.pack, b.meeting + b.pack));
  const [found, another] = all;
  if (found === undefined) return { refused: 'no-such-action' };
  if (another !== undefined) return { refused: 'several-packs', actions: all };
  return isFitting(found, undo) ? { found } : { refused: 'stands-already', actions: all };
}

/** True where there is something to record: done, or no longer done (`undo`). */
export function isFitting({ state }: ActionStanding, undo: boolean): boolean {
  return (state === 'done') === undo;
}

/**
 * The findings with one more completion; that the action is there and open, `findAction` has seen.
 */
export function completeAction(findings: Findings, named: ActionNamed, on: CivilDate): Findings {
  return { ...findings, completions: [...findings.completions, { ...named, on }] };
}

/** Null where the form itself says that it was done: then the form is to be corrected. */
export function undoCompletion(findings: Findings, named: ActionNamed): Findings | null {
  const completions = findings.completions.filter((one) => nameAction(one) !== nameAction(named));
  return completions.length < findings.completions.length ? { ...findings, completions } : null;
}

/** The pack an action stands in. */
export function packOfAction(
  packs: readonly CollatedPack[],
  { pack }: ActionStanding,
): CollatedPack | null {
  return packs.find(({ name }) => name === pack) ?? null;
}
