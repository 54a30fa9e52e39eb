/** Writes findings that were read and changed back into their pack; the worksheets stay as they are. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FINDINGS_FILE, type Findings } from '../audit/findings.ts';
import { systemCode, UserError } from '../errors.ts';
import { withFolderLock } from './folder-lock.ts';
import { CURES } from './write-pack.ts';

/**
 * Replaces the findings of the pack in `folder`, whole, under the lock of its packs folder. Throws
 * UserError where they are no longer those that were read, or cannot be written.
 */
export function replaceFindings(
  folder: string,
  shown: string,
  read: Findings,
  changed: Findings,
): void {
  const place = join(folder, FINDINGS_FILE);
  const aside = `${place}.new`;
  try {
    withFolderLock(dirname(folder), () => {
      const present: unknown = JSON.parse(readFileSync(place, 'utf8').replace(/^\uFEFF/, ''));
      if (JSON.stringify(present) !== JSON.stringify(read)) {
        throw new UserError(
          `Another run of mash-audit has changed the findings of ${shown} meanwhile.`,
          'Nothing was recorded. Run this again.',
        );
      }
      rmSync(aside, { force: true });
      writeFileSync(aside, `${JSON.stringify(changed, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
      renameSync(aside, place);
    });
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(
      `The findings of ${shown} cannot be written (${code}).`,
      code === 'EBUSY' ? (CURES.EBUSY ?? '') : 'Check that you may write in that folder.',
    );
  }
}
