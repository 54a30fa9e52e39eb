/** Puts a pack in its place: whole or not at all, never over another, readable by its owner only. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode, UserError } from '../errors.ts';
import { withFolderLock } from './folder-lock.ts';
import { appendToLedger, type LedgerEntry } from './ledger.ts';
import { RECORD_FILE, type Pack, type PackFile } from './pack.ts';

export type PackWritten =
  | { readonly state: 'written' }
  /** The same draw was here already; `changed` are its files that are no longer as drawn. */
  | { readonly state: 'already-here'; readonly changed: readonly string[] };

const UNFINISHED = '.unfinished-';

/**
 * Writes the pack to `folder`/<pack name> and its draw to the ledger beside it. The files are staged
 * next to their place; the ledger is written before the pack appears, so that no draw that could be
 * seen is missing from it. Throws UserError where another pack is in the way or nothing can be
 * written.
 */
export function writePack(pack: Pack, folder: string, entry: LedgerEntry): PackWritten {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return withFolderLock(folder, () => {
      const place = join(folder, pack.name);
      const staged = join(folder, UNFINISHED + pack.name);
      clearUnfinished(folder);
      if (existsSync(place)) return compareWithPack(pack, place);
      try {
        for (const file of pack.files) writeFile(staged, file);
        appendToLedger(folder, entry);
        moveInto(place, staged);
      } finally {
        rmSync(staged, { recursive: true, force: true });
      }
      return { state: 'written' };
    });
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

/** What a killed run left behind. We hold the lock, so nobody is still writing it. */
function clearUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function writeFile(folder: string, { path, bytes }: PackFile): void {
  const target = join(folder, ...path.split('/'));
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  writeFileSync(target, bytes, { flag: 'wx', mode: 0o600 });
}

/** Virus scanners on Windows hold new files for a moment: a refused rename is tried again. */
function moveInto(place: string, staged: string): void {
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

function compareWithPack(pack: Pack, place: string): PackWritten {
  const record = pack.files.find(({ path }) => path === RECORD_FILE);
  if (record === undefined || !isAsDrawn(place, record)) {
    throw new UserError(
      `There is already another pack in ${place}. A pack is never overwritten.`,
      'To keep both, run this again with another --out folder. To make the same pack again, use the command on its summary page.',
    );
  }
  const changed = pack.files.filter((file) => !isAsDrawn(place, file)).map(({ path }) => path);
  return { state: 'already-here', changed };
}

function isAsDrawn(place: string, { path, bytes }: PackFile): boolean {
  try {
    const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
    return digest(readFileSync(join(place, ...path.split('/')))) === digest(bytes);
  } catch (error) {
    if (systemCode(error) !== null) return false;
    throw error;
  }
}

const CURES: Readonly<Record<string, string>> = {
  EACCES: 'Choose a folder you may write in, with --out.',
  EPERM: 'Choose a folder you may write in, with --out.',
  EROFS: 'That disk is read-only. Choose another folder with --out.',
  ENOSPC: 'The disk is full. Make room, or choose another disk with --out.',
  ENOTDIR: 'Part of that path is a file. Choose a folder with --out.',
  EEXIST: 'There is a file where the folder should be. Choose another folder with --out.',
  EBUSY: 'A file there is open in another program. Close it, then run this again.',
};

function explainFailure(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const cure = CURES[code] ?? 'Choose another folder with --out.';
  return new UserError(`The pack cannot be written to ${folder} (${code}).`, cure);
}
