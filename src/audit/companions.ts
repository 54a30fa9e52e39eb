/** Which items of a form say something of another one only, and stand or fall with it. */
import { ACTION_NUMBERS } from './worksheets.ts';

/** By an item's id, the ids of what belongs to it: an answer's reason; who does an action, and when. */
export function companionsOf(id: string): readonly string[] {
  return OF_ACTIONS.get(id) ?? [`${id}-rationale`];
}

const OF_ACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['today-what', ['today-who', 'today-by', 'today-done', 'today-done-on']],
  ['today-done', ['today-done-on']],
  ...ACTION_NUMBERS.map((number): [string, readonly string[]] => [
    `action-${number}-what`,
    [`action-${number}-owner`, `action-${number}-due`],
  ]),
]);

/** True for the item that says what is to be done; one of several lines that are alike. */
export function isAction(id: string): boolean {
  return /^action-\d+-what$/.test(id);
}
