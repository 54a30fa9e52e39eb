/** The open and overdue actions as a table to send round: labels, no references. */
import { nameAction, sayOwner, type ActionStanding } from '../audit/open-actions.ts';
import { toCsv } from './csv.ts';

const HEADINGS = ['owner', 'due', 'state', 'pack', 'meeting', 'action', 'what', 'case_replaced'];

/** True for a table of actions, whatever stands in it: its headings are not those of another. */
export function isActionsCsv(text: string): boolean {
  return text.startsWith(toCsv(HEADINGS, []));
}

export function actionsCsv(actions: readonly ActionStanding[]): string {
  return toCsv(
    HEADINGS,
    actions.map((one) => [
      ...[
        one.owner === null ? null : sayOwner(one.owner),
        one.due,
        one.state,
        one.pack,
        one.meeting,
        nameAction(one),
        one.what,
      ],
      one.ofReplaced ? 'yes' : '',
    ]),
  );
}
