/** The one line that makes a draw again: what the record, the summary and the README agree on. */
import type { Draw } from '../audit/draw.ts';
import type { Frame } from '../audit/frame.ts';
import type { ExportRead } from '../audit/record.ts';
import { DEFAULT_SIZE, type AuditRules } from '../audit/rules.ts';
import { isUsualWeek } from '../audit/week.ts';

export function repeatCommand(
  frame: Frame,
  draw: Draw,
  rules: AuditRules,
  exports: readonly ExportRead[],
  settingsFile: string | null,
): string {
  const { week } = frame;
  return [
    'mash-audit sample',
    ...exports.map(({ name }) => quote(name)),
    `--meeting ${week.meeting}`,
    ...(isUsualWeek(week) ? [] : [`--from ${week.from} --to ${week.to}`]),
    ...(settingsFile === null ? [] : [`--settings ${quote(settingsFile)}`]),
    ...(rules.localAuthority === null ? [] : [`--local-authority ${quote(rules.localAuthority)}`]),
    ...(rules.size === DEFAULT_SIZE ? [] : [`--size ${rules.size}`]),
    ...[...rules.leaveOut].sort().map((reason) => `--leave-out-${reason}`),
    draw.seed.value.startsWith('-')
      ? `--seed=${quote(draw.seed.value)}`
      : `--seed ${quote(draw.seed.value)}`,
  ].join(' ');
}

/** Quoted for the shells of Windows, macOS and Linux alike, where the text allows one way for all. */
function quote(text: string): string {
  return /^[\w.,:/@+-]+$/u.test(text) && !text.startsWith('-') ? text : `"${text}"`;
}
