/** Problems as a coordinator reads them: where, what, what to do. */
import type { ChalkInstance } from 'chalk';
import { stopsDraw, type Problem } from '../../audit/problems.ts';
import { gatherMessages } from '../../audit/messages.ts';
import { printable } from './style.ts';

const MOST_SHOWN = 20;

/** Why nothing was drawn. */
export function renderNoDraw(problems: readonly Problem[], style: ChalkInstance): string {
  return renderStopping('Nothing was drawn and nothing was written', problems, style);
}

/** The same for a command that draws nothing in any case. */
export function renderProblems(problems: readonly Problem[], style: ChalkInstance): string {
  return renderStopping('Nothing was written', problems, style);
}

function renderStopping(
  outcome: string,
  problems: readonly Problem[],
  style: ChalkInstance,
): string {
  const stopping = problems.filter(stopsDraw);
  return [
    style.bold(`${outcome}: ${countProblems(stopping.length)}.`),
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
