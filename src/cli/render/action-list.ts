/** Open and overdue actions as people go through them: by owner, and by the day they are due. */
import type { ChalkInstance } from 'chalk';
import { sayDate, type CivilDate } from '../../audit/civil-date.ts';
import { nameAction, type ActionStanding } from '../../audit/open-actions.ts';
import { printable } from './style.ts';

export function renderActions(
  actions: readonly ActionStanding[],
  today: CivilDate,
  style: ChalkInstance,
): string {
  const overdue = actions.filter(({ state }) => state === 'overdue').length;
  const heading = style.bold(
    `Actions open on ${sayDate(today)}: ${actions.length}, of which ${overdue} overdue`,
  );
  const owners = [...new Set(actions.map(ownerOf))];
  const names = Math.max(0, ...actions.map((one) => nameAction(one).length));
  const packs = Math.max(0, ...actions.map(({ pack }) => pack.length));
  const lines = owners.flatMap((owner) => [
    '',
    owner,
    ...actions
      .filter((one) => ownerOf(one) === owner)
      .map((one) => {
        const state = one.state === 'overdue' ? style.red('overdue') : 'open   ';
        const due = one.due ?? 'no day    ';
        return `  ${state}  ${due}  ${one.pack.padEnd(packs)}  ${nameAction(one).padEnd(names)}  ${printable(one.what)}`;
      }),
  ]);
  return `${[heading, ...lines].join('\n')}\n`;
}

function ownerOf({ owner }: ActionStanding): string {
  return owner === null ? 'No owner' : printable(owner);
}
