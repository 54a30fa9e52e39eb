/** What was typed wrong, in the words of every other message: what, the nearest right word, a cure. */
import { UserError } from '../errors.ts';
import { nearest } from '../audit/nearest.ts';

/** What commander throws. */
export interface Slip {
  readonly code: string;
  readonly message: string;
}

/** From commander's English sentence, whose quoted part is what was typed or is missing. */
export function usageError({ code, message }: Slip, words: readonly string[]): UserError {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const hint = meant === undefined ? '' : ` Did you mean ${sayChoices(meant)}?`;
  const command = words.find((word) => !word.startsWith('-'));
  const asked = ['mash-audit', ...(command === undefined ? [] : [command]), '--help'].join(' ');
  const help = `Run ${asked}: it says how the command is used.`;
  const lacking = command === 'replace' && isLacking(code) ? lackingOfReplace(words) : [];
  if (lacking.length > 0) {
    return new UserError(
      `The command lacks its ${joinWords(lacking)}.`,
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
      return new UserError(`There is no flag “${quoted}” here.${hint}`, help);
    case 'commander.missingArgument':
      return new UserError(`The command lacks its <${quoted}>.`, help);
    case 'commander.optionMissingArgument':
      return new UserError(`The flag ${quoted} lacks what follows it.`, help);
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
        'A name or a reason with spaces needs quotation marks around it.',
      );
    default:
      return new UserError(message.replace(/^error: /, ''), help);
  }
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

function joinWords(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `a, b` as commander lists them. */
function sayChoices(list: string): string {
  return list
    .split(', ')
    .map((word) => `“${word}”`)
    .join(' or ');
}
