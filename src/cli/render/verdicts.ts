/** The verdicts of a verification, in words a coordinator can read. */
import type { ChalkInstance } from 'chalk';
import { SCHEMA_VERSION } from '../../audit/record.ts';
import type { PackVerdict, VerdictName } from '../../audit/verdicts.ts';
import { printable } from './style.ts';

const QUESTIONS = {
  files: 'Every file of the pack is as it was drawn',
  tickets: 'The seed gives these tickets, these cases and these reserves',
  exports: 'The exports are the ones the draw was made from',
  draw: 'The exports and the seed give this very pack',
  ledger: 'The ledger is whole and tells of this draw',
} as const satisfies Record<VerdictName, string>;

const MOST_SHOWN = 20;

export interface ExportsOfPack {
  /** Whether exports were given to draw from again. */
  readonly withExports: boolean;
  /** The names of those the pack was drawn from, by its record. */
  readonly drawnFrom: readonly string[];
}

/**
 * A line a verdict, and below it what differs; in the end whether the pack is what it should be.
 */
export function renderVerdicts(
  pack: string,
  verdicts: readonly PackVerdict[],
  { withExports, drawnFrom }: ExportsOfPack,
  style: ChalkInstance,
): string {
  const holds = verdicts.every((one) => one.holds);
  const otherExports = onlyOtherExports(verdicts);
  const lines = [
    style.bold(`Pack ${printable(pack)}`),
    ...(otherExports ? [sayOtherExports(drawnFrom)] : []),
  ];
  for (const { name, holds: yes, differences, remarks } of verdicts) {
    lines.push(`${yes ? style.green('yes') : style.red('NO ')}  ${QUESTIONS[name]}.`);
    lines.push(
      ...differences
        .slice(0, MOST_SHOWN)
        .map((text) => `       ${printable(text).replace(/\.?$/, '.')}`),
    );
    if (differences.length > MOST_SHOWN) {
      lines.push(`       and ${differences.length - MOST_SHOWN} more differences.`);
    }
    lines.push(...remarks.map((text) => `     (${printable(text)})`));
  }
  if (!otherExports) lines.push('', holds ? sayHolds(withExports) : sayFails(pack, verdicts));
  return `${lines.join('\n')}\n`;
}

/** The pack itself is sound, and other exports were named: of course they give another draw. */
function onlyOtherExports(verdicts: readonly PackVerdict[]): boolean {
  const failed = verdicts.filter((one) => !one.holds).map(({ name }) => name);
  return (
    failed.includes('exports') && failed.every((name) => name === 'exports' || name === 'draw')
  );
}

function sayOtherExports(drawnFrom: readonly string[]): string {
  return `These are not the exports it was drawn from. The pack itself is as it was drawn. Name its own exports, as they were then: ${drawnFrom.map(printable).join(', ')}.`;
}

function sayFails(pack: string, verdicts: readonly PackVerdict[]): string {
  if (verdicts.every((one) => one.holds || one.onlyLinesAdded === true)) {
    return 'The draw is as it was made, and somebody wrote lines of their own into a worksheet. Move what they say beside a question of the form, and take them out.';
  }
  if (verdicts.every((one) => one.holds || one.onlyFindings === true)) {
    return `The pack is NOT what it should be: what collate wrote does not agree. Somebody changed it, or a run of collate was cut off. Keep a copy, and run mash-audit collate ${printable(pack)} again. If it still differs then, ask who changed it.`;
  }
  return 'The pack is NOT what it should be. Keep it as it is, and ask who changed it.';
}

function sayHolds(withExports: boolean): string {
  return withExports
    ? 'The pack is what its exports and its seed give.'
    : 'The pack agrees with itself, its seed and the ledger. Name its exports as well to draw it again from them.';
}

/** The one document `verify --json` prints. */
export function renderVerdictsJson(pack: string, verdicts: readonly PackVerdict[]): string {
  const holds = verdicts.every((one) => one.holds);
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, pack, holds, verdicts }, null, 2)}\n`;
}
