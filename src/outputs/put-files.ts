/** Puts files in their place, each whole or not at all, readable by their owner only. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode, type UserError } from '../errors.ts';
import type { PackFile } from './pack.ts';

/**
 * Files in a folder that is there, in the place of those of the same name. All are staged first;
 * `between` runs when they are, before the first takes its place.
 */
export function replaceFiles(
  place: string,
  files: readonly PackFile[],
  between: () => void = () => undefined,
): void {
  const aside = ({ path }: PackFile): string => `${path}.new`;
  const clear = (): void => {
    for (const file of files) rmSync(join(place, aside(file)), { force: true });
  };
  clear();
  try {
    for (const file of files) writeNew(place, { path: aside(file), bytes: file.bytes });
    between();
    for (const file of files) moveInto(join(place, file.path), join(place, aside(file)));
  } finally {
    clear();
  }
}

/**
 * One folder at a time: Node's own recursion never ends where a folder is there and takes no other,
 * as `/proc` does.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/**
 * For its owner only, with the folders it needs. Throws the system's error, EEXIST where the file
 * is there.
 */
export function writeNew(folder: string, { path, bytes }: PackFile): void {
  const target = join(folder, ...path.split('/'));
  makeFolder(dirname(target));
  writeFileSync(target, bytes, { flag: 'wx', mode: 0o600 });
}

/** Virus scanners on Windows hold new files for a moment: a refused rename is tried again. */
export function moveInto(place: string, staged: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(staged, place);
      return;
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (!passing || attempt === 10) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** `explain` words a failure of the disk; anything else passes through. */
export async function explainingFailures<T>(
  explain: (code: string) => UserError,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw explain(code);
  }
}
