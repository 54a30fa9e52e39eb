/** The open and overdue actions as a table to send round: labels, no references. */
import { nameAction, type ActionStanding } from '../audit/open-actions.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import { toCsv } from './csv.ts';

export function actionsCsv(actions: readonly ActionStanding[]): string {
  return toCsv(
    OWN_HEADINGS.actions,
    actions.map((one) => [
      ...[one.owner, one.due, one.state, one.pack, one.meeting, nameAction(one), one.what],
      one.ofReplaced ? 'yes' : '',
    ]),
  );
}
