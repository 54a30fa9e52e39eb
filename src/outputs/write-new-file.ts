/** Writes one file that must not be there yet, readable by its owner only. */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemCode, UserError } from '../errors.ts';
import { writeFailure } from './write-failures.ts';

export function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
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
