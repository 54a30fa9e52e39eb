/** Why the system refused to write, in plain words; its own code comes last, for whoever mends it. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

/** `folder`: where it was to be written, in full; `shown`: as the person named it. */
export interface WriteFailure {
  readonly code: string;
  readonly folder: string;
  readonly shown: string;
}

/**
 * An error to throw: the cause, then `what` was not written, and the `cure` with the system's code.
 * Whole sentences.
 */
export function writeFailure(failure: WriteFailure, what: string, cure: string): UserError {
  return new UserError(`${sayCause(failure)} ${what}`, `${cure} For IT: ${failure.code}.`);
}

function sayCause({ code, folder, shown }: WriteFailure): string {
  if (code === 'EACCES') return `You may not write in ${nearestThere(folder)}.`;
  if (code === 'EPERM') {
    return `You may not write in ${nearestThere(folder)}, or a file there is open in another program.`;
  }
  return CAUSES[code]?.(shown) ?? `The system refused to write in ${nearestThere(folder)}.`;
}

const CAUSES: Readonly<Record<string, (shown: string) => string>> = {
  EROFS: () => 'That disk is read-only.',
  ENOSPC: () => 'The disk is full.',
  ENOENT: (shown) => `There is no folder ${shown}.`,
  ENOTDIR: (shown) => `Part of the path ${shown} is a file and not a folder.`,
  EEXIST: (shown) => `There is a file where the folder ${shown} should be.`,
  EISDIR: (shown) => `There is a folder where a file of ${shown} should be.`,
  EBUSY: () => 'A file there is open in another program.',
};

/** What to do where files of a pack are to be replaced: no other place would do. `again`: what to run. */
export function cureInPlace(code: string, files: string, again: string): string {
  if (code === 'ENOSPC') return `Make room, then ${again}.`;
  if (code === 'EROFS') return `Make it writable, then ${again}.`;
  if (code === 'EISDIR') {
    return `Look there for a folder with the name of a file, or with “.new” after it, and move it away. Then ${again}.`;
  }
  return `If ${files} is open, in Excel for instance, close it there. Check that you may write in that folder. Then ${again}.`;
}

/** What is not there yet refuses nobody: the folder above it does. */
function nearestThere(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestThere(parent);
}
