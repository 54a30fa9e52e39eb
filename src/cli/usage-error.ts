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

/** `a, b` as commander lists them. */
function sayChoices(list: string): string {
  return list
    .split(', ')
    .map((word) => `“${word}”`)
    .join(' or ');
}
