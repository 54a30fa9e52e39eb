/**
 * One writer at a time in a packs folder. The lock is a file that names its holder; one left by a
 * run that was killed on this machine is taken over.
 */
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode, UserError } from '../errors.ts';

const LOCK_FILE = '.mash-audit.lock';
const PATIENCE_MS = 10_000;
const PAUSE_MS = 25;

/** Runs `work` alone in the folder. Throws UserError where another run does not let go. */
export async function withFolderLock<T>(folder: string, work: () => Promise<T> | T): Promise<T> {
  const lock = join(folder, LOCK_FILE);
  takeLock(lock);
  try {
    clearUnlinked(folder);
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** What runs left that were killed before their lock was there. A run at work makes its own anew. */
function clearUnlinked(folder: string): void {
  for (const name of readdirSync(folder)) {
    const unlinked = name.startsWith(`${LOCK_FILE}.`) && name.endsWith('.new');
    if (unlinked) rmSync(join(folder, name), { force: true });
  }
}

function takeLock(lock: string): void {
  const me = `${process.pid} ${hostname()}\n`;
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    if (createLock(lock, me)) return;
    clearAbandoned(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  throw new UserError(
    `Another run of mash-audit is writing in this folder (${lock}).`,
    'Wait for it to finish and run this again. If none is running, delete that file first.',
  );
}

/** The lock appears with its holder's name in it, or not at all: it is linked, not written. */
function createLock(lock: string, content: string): boolean {
  const signed = `${lock}.${process.pid}.new`;
  writeFileSync(signed, content, { mode: 0o600 });
  try {
    linkSync(signed, lock);
    return true;
  } catch (error) {
    // ENOENT: the run that holds the folder has cleared ours away with those of killed runs.
    if (['EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) return false;
    // A disk that knows no links, such as a memory stick's.
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? '')) {
      return createUnlinked(lock, content);
    }
    throw error;
  } finally {
    rmSync(signed, { force: true });
  }
}

function createUnlinked(lock: string, content: string): boolean {
  try {
    writeFileSync(lock, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder ran here and is gone; a lock taken meanwhile is put back. */
function clearAbandoned(lock: string): void {
  const held = readIfThere(lock);
  if (held === null || !isAbandoned(held)) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) === held) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function isAbandoned(held: string): boolean {
  const [pid, host] = held.trim().split(' ');
  if (host !== hostname()) return false;
  const holder = Number(pid);
  if (holder === process.pid) return true;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
