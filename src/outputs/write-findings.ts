/** Puts the findings of a meeting into its pack, beside what was drawn and never in its place. */
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { withFolderLock } from './folder-lock.ts';
import type { PackFile } from './pack.ts';
import { explainingFailures, replaceFiles } from './put-files.ts';

/** Writes the files whole, under the packs folder's lock. Throws UserError where that fails. */
export function writeFindings(
  folder: string,
  pack: string,
  shown: string,
  files: readonly PackFile[],
): Promise<void> {
  const explain = (code: string): UserError =>
    new UserError(
      `The findings cannot be written to ${shown} (${code}).`,
      code === 'ENOSPC'
        ? 'The disk is full. Make room, then run this again.'
        : 'If one of them is open, in Excel for instance, close it there. Check that you may write in that folder. Then run this again.',
    );
  return explainingFailures(explain, () =>
    withFolderLock(folder, () => {
      replaceFiles(join(folder, pack), files);
    }),
  );
}
