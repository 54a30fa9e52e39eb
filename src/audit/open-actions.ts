/**
 * The actions a meeting agreed and how they stand on a day: done, open, or overdue. What was to be
 * put right at once is an action too, called `today`.
 */
import type { CivilDate } from './civil-date.ts';
import { isCurrent, isWithdrawn, type CollatedPack } from './collated-packs.ts';
import type { CaseFindings, Completion } from './findings.ts';
import { compareCodeUnits } from './order.ts';

export type ActionState = 'done' | 'open' | 'overdue';

export interface ActionStanding {
  readonly pack: string;
  readonly meeting: CivilDate;
  readonly label: string;
  readonly action: number | 'today';
  readonly what: string;
  readonly owner: string | null;
  /** An immediate action without a day is due on the day of the meeting. */
  readonly due: CivilDate | null;
  /** True where its case was replaced after the action was agreed: it stays to be done. */
  readonly ofReplaced: boolean;
  readonly state: ActionState;
  /** The day it was done; null where it is not, or where nobody recorded the day. */
  readonly doneOn: CivilDate | null;
}

/** The actions of a case, the immediate one first. Overdue: due before `today` and not done. */
export function actionsOfCase(
  { pack, meeting, finding, completions }: CaseOfPack,
  today: CivilDate,
): ActionStanding[] {
  const { label } = finding;
  const ofReplaced = isWithdrawn(finding);
  const completed = (action: number | 'today'): CivilDate | null =>
    completions.find((done) => done.label === label && done.action === action)?.on ?? null;
  const stand = (
    action: Pick<ActionStanding, 'action' | 'what' | 'owner' | 'due'>,
    doneOnForm: boolean,
    doneOn: CivilDate | null,
  ): ActionStanding => {
    const on = doneOn ?? completed(action.action);
    const done = doneOnForm || on !== null;
    const overdue = !done && action.due !== null && action.due < today;
    const state = done ? 'done' : overdue ? 'overdue' : 'open';
    return { pack, meeting, label, ...action, ofReplaced, state, doneOn: on };
  };
  const { what, who, by, done, doneOn } = finding.today;
  const immediate =
    done === 'Not needed' || (what === null && done === null)
      ? []
      : [
          stand(
            { action: 'today', what: what ?? 'Put right today', owner: who, due: by ?? meeting },
            done === 'Yes',
            done === 'Yes' ? doneOn : null,
          ),
        ];
  const numbered = finding.actions.map(({ number, what: task, owner, due }) =>
    stand({ action: number, what: task, owner, due }, false, null),
  );
  return [...immediate, ...numbered];
}

/** What an action needs to be told of. */
export interface CaseOfPack {
  readonly pack: string;
  readonly meeting: CivilDate;
  readonly finding: CaseFindings;
  readonly completions: readonly Completion[];
}

/** Every action of the packs that have findings: by owner, then by the day it is due, undated last. */
export function listActions(packs: readonly CollatedPack[], today: CivilDate): ActionStanding[] {
  const all = packs.flatMap((pack) =>
    (pack.findings?.cases ?? []).flatMap((finding) =>
      actionsOfCase(
        {
          pack: pack.name,
          meeting: pack.record.meeting,
          finding: isCurrent(pack, finding) ? finding : { ...finding, withdrawn: true },
          completions: pack.findings?.completions ?? [],
        },
        today,
      ),
    ),
  );
  return all.sort(
    (a, b) =>
      compareCodeUnits(ownerKey(a), ownerKey(b)) ||
      compareCodeUnits(a.due ?? LAST, b.due ?? LAST) ||
      compareCodeUnits(a.meeting + a.pack, b.meeting + b.pack),
  );
}

/** The last sign of all: it comes after every owner and every day. */
const LAST = '\uFFFF';

/** One key for every way of writing an owner; one that comes after all for none. */
export function ownerKey({ owner }: Pick<ActionStanding, 'owner'>): string {
  return owner === null ? LAST : sayOwner(owner).toLowerCase();
}

/** An owner on one line, however it stands in a cell. */
export function sayOwner(owner: string): string {
  return owner.replace(/\s+/g, ' ').trim();
}

/** `T2#1`, `T1#today`: how an action is named on the command line and in lists. */
export function nameAction({ label, action }: Pick<ActionStanding, 'label' | 'action'>): string {
  return `${label}#${action}`;
}
