/** Writes one file that must not be there yet, or is an earlier one of its kind; for its owner only. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemCode, UserError } from '../errors.ts';
import { moveInto } from './put-files.ts';
import { writeFailure } from './write-failures.ts';

/** `path` in full. Throws UserError where the file is there, or where it cannot be written. */
export function writeNewFile(path: string, text: string): void {
  explaining(path, () => {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  });
}

function explaining<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    if (code === 'EEXIST') throw alreadyThere(path);
    const folder = dirname(path);
    throw writeFailure(
      { code, folder, shown: folder },
      `${basename(path)} cannot be written.`,
      code === 'ENOENT' ? 'Name a folder that is there.' : 'Write it to a folder you may write in.',
    );
  }
}

/** As `writeNewFile`, but in the place of an earlier one that `isOwn` knows; true where there was one. */
export function renewFile(path: string, text: string, isOwn: (before: string) => boolean): boolean {
  return explaining(path, () => {
    // To read what is no file may never end.
    const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    if (!isThere || !isOwn(readFileSync(path, 'utf8'))) {
      writeNewFile(path, text);
      return false;
    }
    const aside = `${path}.mash-audit-new`;
    rmSync(aside, { force: true });
    writeFileSync(aside, text, { flag: 'wx', mode: 0o600 });
    moveInto(path, aside);
    return true;
  });
}

/** Throws UserError where `writeNewFile` would for a file that is there already. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw alreadyThere(path);
}

function alreadyThere(path: string): UserError {
  return new UserError(
    `There is already a file ${basename(path)} here, and it is never overwritten.`,
    'Change it with an editor, or move it away first.',
  );
}
