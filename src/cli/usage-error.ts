/** What was typed wrong, in the words of every other message: what, the nearest right word, a cure. */
import { UserError } from '../errors.ts';
import { sayList } from '../audit/say-list.ts';
import { nearest } from '../audit/nearest.ts';

/** What commander throws. */
export interface Slip {
  readonly code: string;
  readonly message: string;
}

/** What can be typed: each command, with its flags. */
export type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** From commander's English sentence, whose quoted part is what was typed or is missing. */
export function usageError(
  { code, message }: Slip,
  words: readonly string[],
  vocabulary: Vocabulary,
): UserError {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const meant = SHORT_FORMS[quoted] ?? /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const hint = meant === undefined ? '' : ` Did you mean ${sayChoices(meant)}?`;
  const command = words.find((word) => vocabulary.has(word));
  const asked = ['mash-audit', ...(command === undefined ? [] : [command]), '--help'].join(' ');
  const help = `Run ${asked}: it says how the command is used.`;
  const lacking = command === 'replace' && isLacking(code) ? lackingOfReplace(words) : [];
  if (lacking.length > 0) {
    return new UserError(
      `The command lacks its ${sayList(lacking)}.`,
      'Write it as in mash-audit replace packs/2026-11-20 T2 --reason conflict-of-interest.',
    );
  }
  switch (code) {
    case 'commander.unknownCommand':
      return new UserError(
        `There is no command “${quoted}”.${hint}`,
        'Run mash-audit alone: it lists its commands.',
      );
    case 'commander.unknownOption':
      if (command === undefined && vocabulary.get('sample')?.includes(quoted) === true) {
        return new UserError(
          'The command is missing.',
          `Name a command first: mash-audit sample "MASH export.csv" ${words.map(quoteWord).join(' ')}.`,
        );
      }
      return new UserError(`There is no flag “${quoted}” here.${hint}`, help);
    case 'commander.missingArgument':
      return (
        lackingArgument(command ?? '', quoted) ??
        new UserError(message.replace(/^error: /, ''), help)
      );
    case 'commander.optionMissingArgument': {
      const [flag = ''] = quoted.split(' ');
      // No example: it would be copied, and a seed that anybody knows draws nothing fairly.
      if (flag === '--seed') {
        return new UserError(
          '--seed needs a seed.',
          'Write the digits that were thrown after it, or leave it out: then one is made.',
        );
      }
      const example = FOLLOWING[flag];
      return example === undefined
        ? new UserError(`The flag ${quoted} lacks what follows it.`, help)
        : new UserError(`${flag} needs ${example[0]}.`, `Write it as in ${flag} ${example[1]}.`);
    }
    case 'commander.missingMandatoryOptionValue': {
      // Commander misses the flag before it looks at what was typed in its stead.
      const [flag = ''] = quoted.split(' ');
      const typed = words.find((word) => word.startsWith('--') && nearest(word, [flag]) !== null);
      const what =
        typed === undefined
          ? `The command needs the flag ${quoted}.`
          : `There is no flag “${typed}” here. Did you mean “${flag}”?`;
      return new UserError(what, help);
    }
    case 'commander.excessArguments':
      return new UserError(
        'The command was given more words than it takes.',
        'A name, a date or a reason with spaces needs quotation marks around it.',
      );
    default:
      return new UserError(message.replace(/^error: /, ''), help);
  }
}

/** What people type of old habit, or of Word's, and what stands for it here. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  version: '--version',
  '-v': '--version',
  '-V': '--version',
  '-version': '--version',
  '-help': '--help',
  '-?': '--help',
};

const FOLLOWING: Readonly<Record<string, readonly [string, string]>> = {
  '--done': ['an action', 'T2#1'],
  '--undo': ['an action', 'T2#1'],
  '--on': ['a day', '27/11/2026'],
  '--meeting': ['a day', '20/11/2026'],
  '--from': ['a day', '13/11/2026'],
  '--to': ['a day', '19/11/2026'],
  '--size': ['a number', '8'],
  '--frame-code': ['a frame code', '0e39-ce0a-9067-6303-2efc'],
  '--redraw': ['a reason', '"the first export lacked Thursday"'],
  '--reason': ['a reason', 'conflict-of-interest'],
  '--not': ['a label and a reason', 'T2=conflict-of-interest'],
  '--format': ['names of formats', 'html,xlsx'],
  '--from-pack': ['the pack’s folder', 'packs/2026-11-20'],
  '--local-authority': ['a name', 'Wiltshire'],
  '--not-drawn-since': ['a number of months', '12m'],
  '--out': ['a folder', 'packs'],
  '--settings': ['a file', 'mash-audit.yaml'],
  '--encoding': ['a name', 'windows-1252'],
  '--month': ['a month', '10/2026'],
  '--quarter': ['a quarter', '2026-Q3'],
  '--year': ['a year', '2026'],
  '--suppress-below': ['a number', '5'],
  '--csv': ['a file', 'actions.csv'],
};

function lackingArgument(command: string, argument: string): UserError | null {
  if (argument === 'exports') {
    return new UserError(
      `${command} needs the export.`,
      `Name it: mash-audit ${command} "MASH export.csv".`,
    );
  }
  if (argument !== 'pack') return null;
  return new UserError(
    `${command} needs the pack’s folder.`,
    `Name it: mash-audit ${command} packs/2026-11-20.`,
  );
}

/** A name that a script left blank. Throws UserError: the folder that is open now is not meant by it. */
export function refuseBlankName(names: readonly string[]): void {
  if (names.every((name) => name.trim() !== '')) return;
  throw new UserError(
    'A file or a folder was named “”, which is no name.',
    'Name it, as in mash-audit sample "MASH export.csv". The folder that is open now is called “.”.',
  );
}

/** Word turns two hyphens into a long dash. Throws UserError where a flag begins with one. */
export function refuseLongDash(words: readonly string[], vocabulary: Vocabulary): void {
  const flags = new Set([...vocabulary.values()].flat());
  for (const word of words) {
    const [, name] = /^[-\u2010-\u2015\u2212]+([a-z][a-z-]*)(?:=|$)/iu.exec(word) ?? [];
    const flag = `--${(name ?? '').toLowerCase()}`;
    if (/^--?[a-z]/i.test(word) || !flags.has(flag)) continue;
    throw new UserError(
      `“${word}” begins with a long dash, as Word writes it.`,
      `Type two hyphens: ${flag}.`,
    );
  }
}

/** As it must be typed again: what has spaces in quotation marks. */
function quoteWord(word: string): string {
  return /^[\w.,:/\\@+=-]+$/u.test(word) ? word : `"${word}"`;
}

function isLacking(code: string): boolean {
  return ['commander.missingArgument', 'commander.missingMandatoryOptionValue'].includes(code);
}

/** Commander names the first thing missing. Nothing, where a flag was typed that may be a slip. */
function lackingOfReplace(words: readonly string[]): readonly string[] {
  const rest = words.slice(words.indexOf('replace') + 1);
  const flags = rest.filter((word) => word.startsWith('-'));
  if (flags.some((flag) => !/^--(?:reason(?:=|$)|no-color$)/.test(flag))) return [];
  const at = rest.indexOf('--reason');
  const named = rest.filter((word, n) => !word.startsWith('-') && (at === -1 || n !== at + 1));
  return [
    ...['pack', 'label'].slice(named.length),
    ...(flags.some((flag) => flag.startsWith('--reason')) ? [] : ['reason']),
  ];
}

/** `a, b` as commander lists them. */
function sayChoices(list: string): string {
  return list
    .split(', ')
    .map((word) => `“${word}”`)
    .join(' or ');
}
