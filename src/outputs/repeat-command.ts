/** The one line that makes a draw again: what the record, the summary and the README agree on. */
import type { DrawRecord } from '../audit/record.ts';
import { DEFAULT_SIZE } from '../audit/rules.ts';
import { isUsualWeek } from '../audit/week.ts';

export function repeatCommand(record: DrawRecord): string {
  const { meeting, week, seed, settings, draw, replacements } = record;
  const usual = isUsualWeek({ meeting, from: week.from, to: week.to });
  return [
    'mash-audit sample',
    ...record.exports.map(({ name }) => quote(name)),
    `--meeting ${meeting}`,
    ...(usual ? [] : [`--from ${week.from} --to ${week.to}`]),
    ...(settings.file === null ? [] : [`--settings ${quote(settings.file)}`]),
    ...(settings.localAuthority === null
      ? []
      : [`--local-authority ${quote(settings.localAuthority)}`]),
    ...(settings.size === DEFAULT_SIZE ? [] : [`--size ${settings.size}`]),
    ...settings.leaveOut.map((reason) => `--leave-out-${reason}`),
    seed.value.startsWith('-') ? `--seed=${quote(seed.value)}` : `--seed ${quote(seed.value)}`,
    ...(draw.reason === null ? [] : [`--redraw ${quote(draw.reason)}`]),
    ...replacements
      .filter(({ when }) => when === 'draw')
      .map(({ label, reason }) => `--not ${quote(`${label}=${reason}`)}`),
  ].join(' ');
}

/** Quoted for the shells of Windows, macOS and Linux alike, where the text allows one way for all. */
function quote(text: string): string {
  return /^[\w.,:/@+-]+$/u.test(text) && !text.startsWith('-') ? text : `"${text}"`;
}
