/** The open and overdue actions as a table to send round: labels, no references. */
import { nameAction, sayOwner, type ActionStanding } from '../audit/open-actions.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import { toCsv } from './csv.ts';

/** True for a table of actions, whatever stands in it: its headings are not those of another. */
export function isActionsCsv(text: string): boolean {
  return text.startsWith(toCsv(OWN_HEADINGS.actions, []));
}

/** A row an action, as ordered; dates as `YYYY-MM-DD`, blank where none was named. */
export function actionsCsv(actions: readonly ActionStanding[]): string {
  return toCsv(
    OWN_HEADINGS.actions,
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
