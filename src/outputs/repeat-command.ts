/** The one line that makes a draw again: what the record, the summary and the README agree on. */
import { WORKSHEET_FORMATS, type DrawRecord } from '../audit/record.ts';
import { DEFAULT_SIZE } from '../audit/rules.ts';
import { isUsualWeek } from '../audit/week.ts';

/**
 * A command to paste into any shell; with a word that no shell takes safely, it names the pack
 * instead. `pack`: its folder's name.
 */
export function repeatCommand(record: DrawRecord, pack: string): string {
  const { meeting, week, seed, settings, draw, replacements, formats, notDrawnSince } = record;
  const exports = record.exports.map(({ name }) => quoteFile(name));
  const usual = isUsualWeek({ meeting, from: week.from, to: week.to });
  const words = [seed.value, draw.reason ?? '', settings.localAuthority ?? '', settings.file ?? ''];
  const after = replacements.some(({ when }) => when === 'after');
  if (after || [...words, ...replacements.map(({ reason }) => reason)].some(isUnsafe)) {
    const fromPack = `--from-pack ${quote(`packs/${pack}`)} --out again`;
    return ['mash-audit sample', ...exports, fromPack].join(' ');
  }
  return [
    'mash-audit sample',
    ...exports,
    `--meeting ${meeting}`,
    ...(usual ? [] : [`--from ${week.from} --to ${week.to}`]),
    ...flag('settings', settings.file),
    ...flag('local-authority', settings.localAuthority),
    ...(notDrawnSince === undefined ? [] : [`--not-drawn-since ${notDrawnSince.months}m`]),
    ...(settings.size === DEFAULT_SIZE ? [] : [`--size ${settings.size}`]),
    ...settings.leaveOut.map((reason) => `--leave-out-${reason}`),
    ...(formats.length === WORKSHEET_FORMATS.length ? [] : [`--format ${formats.join(',')}`]),
    ...flag('seed', seed.value),
    ...flag('redraw', draw.reason),
    ...replacements.flatMap(({ label, reason }) => flag('not', `${label}=${reason}`)),
  ].join(' ');
}

function flag(name: string, value: string | null): string[] {
  if (value === null) return [];
  return value.startsWith('-') ? [`--${name}=${quote(value)}`] : [`--${name} ${quote(value)}`];
}

/** Signs that one shell or another takes for its own even between quotation marks. */
function isUnsafe(text: string): boolean {
  return /["$`!%\\^\n]/.test(text);
}

/** Quoted for the shells of Windows, macOS and Linux alike. */
function quote(text: string): string {
  return /^[\w.,:/@+-]+$/u.test(text) ? text : `"${text}"`;
}

/** A name that begins with a hyphen would be a flag; one with a shell's sign is left to be typed. */
function quoteFile(name: string): string {
  if (isUnsafe(name)) return '"the export"';
  return quote(name.startsWith('-') ? `./${name}` : name);
}
