/** Open and overdue actions as people go through them: by owner, and by the day they are due. */
import type { ChalkInstance } from 'chalk';
import { sayDate, sayShortDate, type CivilDate } from '../../audit/civil-date.ts';
import { nameAction, ownerKey, sayOwner, type ActionStanding } from '../../audit/open-actions.ts';
import { printable } from './style.ts';

/** The actions given, below their owners, and the numbers of open and overdue ones. */
export function renderActions(
  actions: readonly ActionStanding[],
  today: CivilDate,
  style: ChalkInstance,
): string {
  const overdue = actions.filter(({ state }) => state === 'overdue').length;
  const heading = style.bold(
    `Actions open on ${sayDate(today)}: ${actions.length}, of which ${overdue} overdue`,
  );
  // Of several spellings of an owner the first stands above all.
  const owners = new Map(actions.map((one) => [ownerKey(one), ownerOf(one)] as const).toReversed());
  const keys = [...new Set(actions.map(ownerKey))];
  const rows = actions.map((one) => ({ one, cells: cellsOf(one, actions) }));
  const heads = ['', 'Due', 'Meeting', 'Action'];
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map(({ cells }) => cells[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[], what: string): string =>
    `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}  ${what}`;
  const lines = keys.flatMap((key) => [
    '',
    owners.get(key) ?? '',
    ...rows
      .filter(({ one }) => ownerKey(one) === key)
      .map(({ one, cells }) => {
        const said = line(cells, `${printable(one.what)}${one.ofReplaced ? REPLACED : ''}`);
        return one.state === 'overdue' ? said.replace('overdue', style.red('overdue')) : said;
      }),
  ]);
  const above = actions.length === 0 ? [] : ['', line(heads, 'What is to be done')];
  return `${[heading, ...above, ...lines].join('\n')}\n`;
}

const REPLACED = ' (the case was replaced; this stays to be done)';

/** The pack stands with the meeting only where another pack of that day has actions too. */
function cellsOf(one: ActionStanding, all: readonly ActionStanding[]): string[] {
  const isSole = all.every(({ meeting, pack }) => meeting !== one.meeting || pack === one.pack);
  const meeting = sayShortDate(one.meeting);
  return [
    one.state === 'overdue' ? 'overdue' : 'open',
    one.due === null ? 'no day' : sayShortDate(one.due),
    isSole ? meeting : `${meeting} (${printable(one.pack)})`,
    nameAction(one),
  ];
}

function ownerOf({ owner }: ActionStanding): string {
  return owner === null ? 'No owner' : printable(sayOwner(owner));
}
