import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { withFolderLock } from '../../src/outputs/folder-lock.ts';
import { copyFixture, temporaryFolder, writeTree } from '../support/folders.ts';
import { faultsOf, readLedgerLines, readRecord } from '../support/pack.ts';
import { spawnBin } from '../support/spawn.ts';
import { failCalls, skipPauses, watchCalls } from '../support/stand-ins.ts';
import { DAYS, MEETING } from '../support/verify-run.ts';

const LOCK = '.mash-audit.lock';

/** The id of a process that ran here and is gone. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

function lockedFolder(content: string): { readonly folder: string; readonly lock: string } {
  const folder = temporaryFolder();
  const lock = join(folder, LOCK);
  writeFileSync(lock, content);
  return { folder, lock };
}

describe('withFolderLock', () => {
  it('holds the folder while the work is done, says who does, and lets go', async () => {
    const folder = temporaryFolder();
    const held = await withFolderLock(folder, () => readFileSync(join(folder, LOCK), 'utf8'));
    expect(held).toBe(`${process.pid} ${hostname()}\n`);
    expect(existsSync(join(folder, LOCK))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const folder = temporaryFolder();
    const mode = await withFolderLock(folder, () => statSync(join(folder, LOCK)).mode & 0o777);
    expect(mode).toBe(0o600);
  });

  it('lets go when the work fails', async () => {
    const folder = temporaryFolder();
    const fail = () => {
      throw new Error('the disk is full');
    };
    await expect(withFolderLock(folder, fail)).rejects.toThrow('the disk is full');
    expect(existsSync(join(folder, LOCK))).toBe(false);
  });

  it('waits for another run, and goes on when that is done', async () => {
    const { folder, lock } = lockedFolder(`${process.ppid} ${hostname()}\n`);
    const pauses: number[] = [];
    skipPauses((pause) => {
      pauses.push(pause);
      if (pause === 3) rmSync(lock);
    });
    expect(await withFolderLock(folder, () => 'done')).toBe('done');
    expect(pauses).toEqual([1, 2, 3]);
  });

  it('gives up after ten seconds, and leaves the folder to the other run', async () => {
    const content = `${process.ppid} ${hostname()}\n`;
    const { folder, lock } = lockedFolder(content);
    let waited = 0;
    skipPauses((_, milliseconds) => {
      waited += milliseconds;
    });
    let worked = false;
    const attempt = () =>
      withFolderLock(folder, () => {
        worked = true;
      });
    await expect(attempt()).rejects.toThrow(UserError);
    await expect(attempt()).rejects.toThrow(
      `Another run of mash-audit is writing in this folder (${lock}).`,
    );
    expect(waited).toBe(2 * 10_000);
    expect(worked).toBe(false);
    expect(readFileSync(lock, 'utf8')).toBe(content);
  });

  it('takes over from a run that was killed', async () => {
    const { folder, lock } = lockedFolder(`${deadProcess()} ${hostname()}\n`);
    skipPauses();
    expect(await withFolderLock(folder, () => readFileSync(lock, 'utf8'))).toMatch(
      new RegExp(`^${process.pid} `),
    );
    expect(existsSync(lock)).toBe(false);
  });

  it('never takes over from another machine: its processes cannot be seen from here', async () => {
    const { folder, lock } = lockedFolder(`${deadProcess()} another-${hostname()}\n`);
    skipPauses();
    await expect(withFolderLock(folder, () => 'done')).rejects.toThrow(UserError);
    expect(existsSync(lock)).toBe(true);
  });

  // A lock without a name would be nobody's: no later run could tell that its holder is gone.
  it('is there with its holder’s name in it, or not at all', async () => {
    const folder = temporaryFolder();
    const lock = join(folder, LOCK);
    const seen: string[] = [];
    watchCalls('linkSync', (from) => {
      seen.push(existsSync(lock) ? 'there already' : readFileSync(String(from), 'utf8'));
    });
    watchCalls('writeFileSync', (path) => {
      if (path === lock) seen.push('written in place');
    });
    await withFolderLock(folder, () => undefined);
    expect(seen).toEqual([`${process.pid} ${hostname()}\n`]);
  });

  it('does without links on a disk that knows none, such as a memory stick’s', async () => {
    const { folder, lock } = lockedFolder(`${process.ppid} ${hostname()}\n`);
    failCalls('linkSync', () => 'EPERM');
    skipPauses((pause) => {
      if (pause === 3) rmSync(lock);
    });
    const held = await withFolderLock(folder, () => readFileSync(lock, 'utf8'));
    expect(held).toBe(`${process.pid} ${hostname()}\n`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('clears away what a run left that was killed before its lock was there', async () => {
    const folder = temporaryFolder();
    writeTree(folder, { [`${LOCK}.${deadProcess()}.new`]: '1234', 'notes.new': 'mine' });
    const during = await withFolderLock(folder, () => readdirSync(folder));
    expect(during.sort()).toEqual([LOCK, 'notes.new']);
    expect(readdirSync(folder)).toEqual(['notes.new']);
  });

  it('tries again when another run took that for such a left-over', async () => {
    const folder = temporaryFolder();
    skipPauses();
    failCalls('linkSync', (call) => (call <= 2 ? 'ENOENT' : null));
    expect(await withFolderLock(folder, () => 'done')).toBe('done');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('two runs at once', () => {
  it('of one draw: one writes the pack, the other finds it, and it is counted once', async () => {
    const folder = temporaryFolder();
    copyFixture('fewer-than-eight', folder);
    const words = ['sample', 'mash-export.csv', ...MEETING, ...DAYS, '--seed', 'one'];
    const runs = await Promise.all([1, 2].map(() => spawnBin(words, { cwd: folder })));

    expect(runs.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const found = runs.filter(({ stdout }) => stdout.includes('already here, and identical'));
    expect(found).toHaveLength(1);
    expect(faultsOf(join(folder, 'packs/2026-11-20'))).toEqual([]);
    expect(readLedgerLines(join(folder, 'packs'))).toHaveLength(1);
  });

  it('of two draws: one is written, the other refused', async () => {
    const folder = temporaryFolder();
    copyFixture('fewer-than-eight', folder);
    const words = ['sample', 'mash-export.csv', ...MEETING, ...DAYS, '--seed'];
    const runs = await Promise.all(
      ['one', 'two'].map((seed) => spawnBin([...words, seed], { cwd: folder })),
    );

    expect(runs.map(({ exitCode }) => exitCode).sort()).toEqual([0, 2]);
    const [winner] = runs[0]?.exitCode === 0 ? ['one'] : ['two'];
    const pack = join(folder, 'packs/2026-11-20');
    expect(faultsOf(pack)).toEqual([]);
    expect(readRecord(pack).seed.value).toBe(winner);
    expect(readLedgerLines(join(folder, 'packs'))).toHaveLength(1);
  });
});
