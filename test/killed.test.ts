/**
 * A run can end at any moment: the lid closes, the power fails, somebody loses patience. Whatever
 * the moment, there is a whole pack afterwards or none; any pack there is stands in the ledger; and
 * the next run goes ahead as if nothing had been.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFixture, readTree, sha256, temporaryFolder } from './support/folders.ts';
import { faultsOf, readLedgerLines } from './support/pack.ts';
import { newMachine, run } from './support/run.ts';
import { spawnBin } from './support/spawn.ts';

const WORDS = ['sample', 'mash-export.csv', '--meeting', '20/11/2026', '--seed', 'blue kettle 42'];

function ordinaryWeek(): string {
  const folder = temporaryFolder();
  copyFixture('ordinary-week', folder);
  return folder;
}

/** What is wrong in a folder after a run that was killed in it; empty when all is well. */
function harmIn(folder: string): string[] {
  const packs = join(folder, 'packs');
  const pack = join(packs, '2026-11-20');
  if (!existsSync(pack)) return [];
  const faults = faultsOf(pack);
  if (faults.length > 0) return faults;
  const digest = sha256(readFileSync(join(pack, 'draw.json')));
  const counted = readLedgerLines(packs).some((line) => line.includes(digest));
  return counted ? [] : ['the draw is not in the ledger'];
}

/**
 * The lock of a run that was killed before it had written its name into it. It would keep every later
 * run out: a fault told in folder-lock.test.ts, which must not hide any other here.
 */
function clearUnsignedLock(folder: string): void {
  const lock = join(folder, 'packs/.mash-audit.lock');
  if (existsSync(lock) && readFileSync(lock, 'utf8') === '') rmSync(lock);
}

/** What is wrong after a normal run in that folder. */
async function harmAfterNextRun(folder: string): Promise<string[]> {
  const { exitCode, stderr } = await run(WORDS, newMachine({ folder }));
  const left = [...readTree(folder).keys()].filter((path) => /(?:^|\/)\./.test(path));
  const drawn = existsSync(join(folder, 'packs/2026-11-20')) ? [] : ['there is no pack'];
  const failed = exitCode === 0 ? [] : [`exit code ${exitCode}: ${stderr}`];
  return [...harmIn(folder), ...left, ...drawn, ...failed];
}

describe('a run that is killed', () => {
  it('at any of ten moments does no harm', { timeout: 20_000 }, async () => {
    const { milliseconds } = await spawnBin(WORDS, { cwd: ordinaryWeek() });
    // Starting up takes most of a run; the pack is written near its end.
    const moments = [0.1, 0.3, 0.5, 0.7, 0.85, 0.88, 0.9, 0.92, 0.94, 0.97];
    for (const moment of moments) {
      const folder = ordinaryWeek();
      await spawnBin(WORDS, { cwd: folder, killAfter: milliseconds * moment });
      const at = `after ${moment} of a run of ${Math.round(milliseconds)} ms`;
      expect(harmIn(folder), at).toEqual([]);
      clearUnsignedLock(folder);
      expect(await harmAfterNextRun(folder), at).toEqual([]);
    }
  });

  it(
    'in the midst of any step it takes on the disk does no harm',
    { timeout: 20_000 },
    async () => {
      const steps = await stopAt(Infinity);
      expect(steps.ended).toBe('by itself');
      // The first step is the lock, which folder-lock.test.ts has more to say about.
      const numbers = Array.from({ length: steps.taken - 1 }, (_, index) => index + 2);
      const seen: { step: number; ended: string; harm: string[]; pack: string; later: string[] }[] =
        [];
      const tryStep = async (step: number) => {
        const { folder, ended } = await stopAt(step);
        const harm = harmIn(folder);
        const pack = existsSync(join(folder, 'packs/2026-11-20')) ? 'whole' : 'none';
        seen.push({ step, ended, harm, pack, later: await harmAfterNextRun(folder) });
      };
      while (numbers.length > 0) await Promise.all(numbers.splice(0, 4).map(tryStep));
      const unharmed = { ended: 'SIGKILL', harm: [], later: [] };
      expect(seen).toEqual(seen.map(({ step, pack }) => ({ step, pack, ...unharmed })));
      expect(new Set(seen.map(({ pack }) => pack))).toEqual(new Set(['none', 'whole']));
    },
  );
});

/** A run that ends in the midst of its nth step on the disk, and how many steps it took. */
async function stopAt(step: number) {
  const folder = ordinaryWeek();
  const stepsFile = join(folder, 'steps.txt');
  const hook = new URL('support/stop-at-step.mjs', import.meta.url);
  const { signal } = await spawnBin(WORDS, {
    cwd: folder,
    env: { STOP_AT_STEP: String(step), STEPS_FILE: stepsFile },
    nodeFlags: ['--import', hook.href],
  });
  const taken = existsSync(stepsFile) ? Number(readFileSync(stepsFile, 'utf8')) : step;
  return { folder, ended: signal ?? 'by itself', taken };
}
