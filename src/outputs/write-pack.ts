/** Puts a pack in its place: whole or not at all, never over another, readable by its owner only. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { entriesSince, type Ledger, type LedgerEntry } from '../audit/ledger.ts';
import { RECORD_FILE, type FileDigest } from '../audit/record.ts';
import { systemCode, UserError } from '../errors.ts';
import { withFolderLock } from './folder-lock.ts';
import { appendToLedger, readLedger } from './ledger-file.ts';
import { digestFile, type Pack, type PackFile } from './pack.ts';
import { explainingFailures, makeFolder, moveInto, replaceFiles, writeNew } from './put-files.ts';
import { cureInPlace, writeFailure, type WriteFailure } from './write-failures.ts';

export interface PackWritten {
  readonly pack: Pack;
  /** `already-here`: the same draw had been written before, and nothing was. */
  readonly state: 'written' | 'already-here';
  /** Files that are no longer as drawn, of a pack already here. */
  readonly changed: readonly string[];
  /** The ledger before this draw. */
  readonly ledger: Ledger;
}

const UNFINISHED = '.unfinished-';

/**
 * Writes the pack that `prepare` makes in view of the ledger, to `folder`/<its name>; `shown` is the
 * folder as the person named it. The files are
 * staged next to their place; the ledger is written before the pack appears, so that no draw that
 * could be seen is missing from it. Throws UserError where another pack is in the way or nothing
 * can be written; what `prepare` throws passes through, and nothing is written then.
 */
export function writePack(
  folder: string,
  shown: string,
  prepare: (ledger: Ledger) => Promise<{ readonly pack: Pack; readonly entry: LedgerEntry }>,
): Promise<PackWritten> {
  let recordedSeed: string | null = null;
  const explain = (code: string): UserError => sayNotWritten({ code, folder, shown }, recordedSeed);
  return explainingFailures(explain, () => {
    makeFolder(folder);
    return withFolderLock(folder, async () => {
      clearUnfinished(folder);
      const ledger = readLedger(folder);
      const { pack, entry } = await prepare(ledger);
      const recorded = ledger.entries.some(({ packDigest }) => packDigest === pack.digest);
      const place = join(folder, pack.name);
      if (existsSync(place)) {
        const changed = compareWithPack(pack, place, join(shown, pack.name), recorded);
        if (!recorded) appendToLedger(folder, entry);
        return { pack, state: 'already-here', changed, ledger };
      }
      const staged = join(folder, UNFINISHED + pack.name);
      try {
        for (const file of pack.files) writeNew(staged, file);
        if (!recorded) appendToLedger(folder, entry);
        recordedSeed = entry.kind === 'draw' ? entry.seed : null;
        moveInto(place, staged);
      } finally {
        rmSync(staged, { recursive: true, force: true });
      }
      return { pack, state: 'written', changed: [], ledger };
    });
  });
}

export interface PackUpdate {
  /** The name of the pack's folder. */
  readonly name: string;
  /** SHA-256 of the record that is to be replaced. */
  readonly from: string;
  readonly renamed: ReadonlyMap<string, string>;
  /** The record last: until it is written the pack is what it was, and `verify` names what is not. */
  readonly files: readonly PackFile[];
  /** Null where the ledger tells of it already: what was interrupted is finished. */
  readonly entry: LedgerEntry | null;
}

/**
 * Replaces files of a pack that is there, each whole, under the folder's lock. All are staged before
 * the ledger tells of it, so that a full disk leaves everything as it was; a file that is open in
 * Excel stops it later, and running it again finishes it. Throws UserError for both, and where
 * another run has changed the pack since it was read.
 */
export function updatePack(folder: string, shown: string, update: PackUpdate): Promise<void> {
  const { name, from, renamed, files, entry } = update;
  let recorded = entry === null;
  const explain = (code: string): UserError =>
    sayNotReplaced({ code, folder: join(folder, name), shown }, recorded);
  return explainingFailures(explain, () =>
    withFolderLock(folder, () => {
      const place = join(folder, name);
      const record = { path: RECORD_FILE, sha256: from };
      const overtaken = entry !== null && entriesSince(readLedger(folder).entries, from).length > 0;
      if (overtaken || !hasDigest(place, record)) {
        throw new UserError(
          `Another run of mash-audit has changed ${shown} meanwhile. Nothing was replaced.`,
          'Look at the pack as it is now, and run this again if it is still wanted.',
        );
      }
      replaceFiles(place, files, () => {
        if (entry !== null) appendToLedger(folder, entry);
        recorded = true;
        for (const [old, renewed] of renamed) {
          if (existsSync(join(place, old))) moveInto(join(place, renewed), join(place, old));
        }
      });
    }),
  );
}

/** No other place would do, as for a pack that is drawn: it is this pack's files that must change. */
function sayNotReplaced(failure: WriteFailure, recorded: boolean): UserError {
  const { code, shown } = failure;
  const again = recorded
    ? 'run this again: that finishes it, and it counts once'
    : 'run this again';
  const what = recorded
    ? `The files of ${shown} could not all be replaced. The ledger has the replacement already.`
    : `The files of ${shown} cannot be replaced. Nothing was replaced.`;
  return writeFailure(failure, what, cureInPlace(code, 'a worksheet or the summary', again));
}

/** What a killed run left behind. We hold the lock, so nobody is still writing it. */
function clearUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** The files that are no longer as drawn. Throws UserError where it is another pack altogether. */
function compareWithPack(
  pack: Pack,
  place: string,
  shown: string,
  recorded: boolean,
): readonly string[] {
  const changed = pack.files.filter((file) => !isAsDrawn(place, file)).map(({ path }) => path);
  if (!changed.includes(RECORD_FILE) || recorded) return changed;
  throw new UserError(
    `There is already another pack in ${shown}. A pack is never overwritten.`,
    'Look at its summary page: the command there makes it again. To keep both, move one away.',
  );
}

function isAsDrawn(place: string, file: PackFile): boolean {
  return hasDigest(place, digestFile(file));
}

function hasDigest(place: string, { path, sha256 }: Omit<FileDigest, 'bytes'>): boolean {
  try {
    const bytes = readFileSync(join(place, ...path.split('/')));
    return digestFile({ path, bytes }).sha256 === sha256;
  } catch (error) {
    if (systemCode(error) !== null) return false;
    throw error;
  }
}

export const CURES: Readonly<Record<string, string>> = {
  EACCES: 'Choose a folder you may write in, with --out.',
  EPERM: 'Choose a folder you may write in, with --out.',
  ENOSPC: 'Make room, or choose another disk with --out.',
  EBUSY: 'Close it, then run this again.',
};

/** `seed`: of a draw that is in the ledger by now. A seed the program made is known to nobody else. */
function sayNotWritten(failure: WriteFailure, seed: string | null): UserError {
  const { code, shown } = failure;
  const what = `The pack cannot be written to ${shown}.`;
  if (seed === null)
    return writeFailure(failure, what, CURES[code] ?? 'Choose another folder with --out.');
  return writeFailure(
    failure,
    `${what} The draw is in the ledger, with the seed ${seed}.`,
    `Close what is open in that folder, or make it writable. Then run the same command with --seed "${seed}": it gives this very draw, and counts it once.`,
  );
}

/** Whether a pack the ledger tells of is there: a run that was stopped may have left its line only. */
export function hasPack(folder: string, name: string): boolean {
  return existsSync(join(folder, name));
}
