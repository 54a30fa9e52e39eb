/** Problems as a coordinator reads them: where, what, what to do. */
import type { ChalkInstance } from 'chalk';
import { stopsDraw, type Place, type Problem } from '../../audit/problems.ts';
import { messageOf, sayPlaces, type Message } from './messages.ts';
import { printable } from './style.ts';

const MOST_SHOWN = 20;

/** Why nothing was drawn. */
export function renderProblems(problems: readonly Problem[], style: ChalkInstance): string {
  const stopping = problems.filter(stopsDraw);
  return [
    style.bold(`Nothing was drawn and nothing was written: ${countProblems(stopping.length)}.`),
    '',
    ...renderProblemList(stopping, style),
  ].join('\n');
}

/** The first twenty messages, and how many problems there are. */
export function renderProblemList(problems: readonly Problem[], style: ChalkInstance): string[] {
  const messages = gatherMessages(problems);
  const lines: string[] = [];
  for (const { where, what, cure } of messages.slice(0, MOST_SHOWN)) {
    if (where !== '') lines.push(style.bold(printable(where)));
    lines.push(`  ${printable(what)}`, `  ${style.cyan('To do:')} ${printable(cure)}`, '');
  }
  if (messages.length > MOST_SHOWN) {
    const shown = messages.slice(0, MOST_SHOWN).reduce((sum, { count }) => sum + count, 0);
    lines.push(`The first ${shown} problems are shown, of ${problems.length} in all.`, '');
  }
  return lines;
}

interface Gathered extends Message {
  readonly where: string;
  readonly count: number;
}

/** One message for all rows of a file that have the same thing wrong with them. */
function gatherMessages(problems: readonly Problem[]): Gathered[] {
  const places = new Map<string, { message: Message; places: Place[]; count: number }>();
  for (const problem of problems) {
    const message = messageOf(problem);
    const { file = '', sheet = '', column = '' } = problem.place ?? {};
    const key = JSON.stringify([file, sheet, column, message.what, message.cure]);
    const same = places.get(key) ?? { message, places: [], count: 0 };
    if (problem.place !== null) same.places.push(problem.place);
    same.count += 1;
    places.set(key, same);
  }
  return [...places.values()].map(({ message, places: [first, ...others], count }) => ({
    ...message,
    where: first === undefined ? '' : sayPlaces(first, others),
    count,
  }));
}

function countProblems(count: number): string {
  return count === 1 ? '1 problem' : `${count} problems`;
}

/** What people should know of a draw that went ahead. */
export function renderNotices(problems: readonly Problem[], style: ChalkInstance): string[] {
  const notices = gatherMessages(problems.filter((problem) => !stopsDraw(problem)));
  if (notices.length === 0) return [];
  return [
    style.bold('Please note'),
    ...notices
      .slice(0, MOST_SHOWN)
      .flatMap(({ where, what, cure }) => [
        `  ${printable(what)}${where === '' ? '' : ` (${printable(where)})`}`,
        ...(cure === '' ? [] : [`  ${printable(cure)}`]),
      ]),
    ...(notices.length > MOST_SHOWN ? [`  and ${notices.length - MOST_SHOWN} more`] : []),
    '',
  ];
}
