/**
 * A run can end at any moment: the lid closes, the power fails, somebody loses patience. Whatever
 * the moment, there is a whole pack afterwards or none; any pack there is stands in the ledger; and
 * the next run goes ahead as if nothing had been.
 */
import { appendFileSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFixture, readTree, sha256, temporaryFolder, writeTree } from './support/folders.ts';
import { faultsOf, readLedgerLines } from './support/pack.ts';
import { newMachine, run } from './support/run.ts';
import { spawnBin } from './support/spawn.ts';

const WORDS = ['sample', 'mash-export.csv', '--meeting', '20/11/2026', '--seed', 'blue kettle 42'];

const PACK = 'packs/2026-11-20';
const REPLACE = ['replace', PACK, 'T2', '--reason', 'file-locked'];
const LEDGER = 'packs/draws.jsonl';
const FILLED_IN = `${PACK}/worksheets/T2.csv`;

/** An ordinary week with its pack, in which the worksheet of T2 was filled in. */
async function drawnWeek(): Promise<string> {
  const folder = ordinaryWeek();
  expect((await run(WORDS, newMachine({ folder }))).exitCode).toBe(0);
  const worksheet = readFileSync(join(folder, FILLED_IN), 'utf8');
  writeTree(folder, { [FILLED_IN]: worksheet.replace('Rationale,,', 'Rationale,Well reasoned,') });
  return folder;
}

function copyOf(drawn: string): string {
  const folder = temporaryFolder();
  cpSync(drawn, folder, { recursive: true });
  return folder;
}

function ordinaryWeek(): string {
  const folder = temporaryFolder();
  copyFixture('ordinary-week', folder);
  return folder;
}

/** What is wrong in a folder after a run that was killed in it; empty when all is well. */
function harmIn(folder: string): string[] {
  const packs = join(folder, 'packs');
  const pack = join(folder, PACK);
  if (!existsSync(pack)) return [];
  const faults = faultsOf(pack);
  if (faults.length > 0) return faults;
  const digest = sha256(readFileSync(join(pack, 'draw.json')));
  const counted = readLedgerLines(packs).some((line) => line.includes(digest));
  return counted ? [] : ['the draw is not in the ledger'];
}

/** What is wrong after a normal run in that folder. */
async function harmAfterNextRun(folder: string): Promise<string[]> {
  const { exitCode, stderr } = await run(WORDS, newMachine({ folder }));
  const left = [...readTree(folder).keys()].filter((path) => /(?:^|\/)\./.test(path));
  const drawn = existsSync(join(folder, PACK)) ? [] : ['there is no pack'];
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
      expect(await harmAfterNextRun(folder), at).toEqual([]);
    }
  });

  it(
    'in the midst of any step it takes on the disk does no harm',
    { timeout: 20_000 },
    async () => {
      const seen = await stopAtEveryStep(WORDS, ordinaryWeek, async (folder) => {
        const harm = harmIn(folder);
        const pack = existsSync(join(folder, PACK)) ? 'whole' : 'none';
        return { pack, harm, later: await harmAfterNextRun(folder) };
      });
      const unharmed = { ended: 'SIGKILL', harm: [], later: [] };
      expect(seen).toEqual(seen.map(({ step, pack }) => ({ step, pack, ...unharmed })));
      expect(new Set(seen.map(({ pack }) => pack))).toEqual(new Set(['none', 'whole']));
    },
  );

  it(
    'in the midst of any step of a replacement leaves one that can be run again to its end',
    { timeout: 20_000 },
    async () => {
      const drawn = await drawnWeek();
      const seen = await stopAtEveryStep(
        REPLACE,
        () => copyOf(drawn),
        async (folder) => {
          const torn = !readFileSync(join(folder, LEDGER), 'utf8').endsWith('\n');
          return { torn, ...(await replaceAndVerify(folder)) };
        },
      );
      // A ledger torn in the midst of a line is told of below.
      expect(seen.filter(({ torn }) => torn)).toHaveLength(1);
      const others = seen.filter(({ torn }) => !torn);
      const sound = { ended: 'SIGKILL', torn: false, verified: 0, faults: [], left: [] };
      expect(others).toEqual(others.map(({ step, next }) => ({ step, next, ...sound })));
      expect(new Set(others.map(({ next }) => next))).toEqual(
        new Set(['made', 'T2 cannot be replaced: it has been withdrawn already.']),
      );
    },
  );

  // The half line stays in the ledger, and is a fault in it for ever: no case of any pack there can be
  // replaced again, and no pack there is verified again.
  it.fails('in the midst of a line of the ledger does no harm that lasts', async () => {
    const folder = await drawnWeek();
    appendFileSync(join(folder, LEDGER), '{"schemaVersion":1,"kind":"repl');
    expect(await replaceAndVerify(folder)).toEqual({
      next: 'made',
      verified: 0,
      faults: [],
      left: [],
    });
  });
});

/** What comes of the same replacement in that folder, and of a verification after it. */
async function replaceAndVerify(folder: string) {
  const machine = newMachine({ folder });
  const next = await run(REPLACE, machine);
  const verified = await run(['verify', PACK, 'mash-export.csv'], machine);
  const files = [...readTree(join(folder, PACK)).keys()];
  return {
    next: next.exitCode === 0 ? 'made' : next.stderr.split('\n')[0],
    verified: verified.exitCode,
    faults: verified.stdout.split('\n').filter((line) => line.startsWith('NO ')),
    left: files.filter((path) => path.endsWith('.new')),
  };
}

/** What `look` sees in a folder after a run that ended in the midst of each of its steps in turn. */
async function stopAtEveryStep<Seen>(
  words: readonly string[],
  makeFolder: () => string,
  look: (folder: string) => Promise<Seen>,
) {
  const steps = await stopAt(Infinity, words, makeFolder());
  expect(steps.ended).toBe('by itself');
  const numbers = Array.from({ length: steps.taken }, (_, index) => index + 1);
  const seen: (Seen & { step: number; ended: string })[] = [];
  const tryStep = async (step: number) => {
    const folder = makeFolder();
    const { ended } = await stopAt(step, words, folder);
    seen.push({ step, ended, ...(await look(folder)) });
  };
  while (numbers.length > 0) await Promise.all(numbers.splice(0, 4).map(tryStep));
  return seen.sort((a, b) => a.step - b.step);
}

/** A run that ends in the midst of its nth step on the disk, and how many steps it took. */
async function stopAt(step: number, words: readonly string[], folder: string) {
  const stepsFile = join(folder, 'steps.txt');
  const hook = new URL('support/stop-at-step.mjs', import.meta.url);
  const { signal } = await spawnBin(words, {
    cwd: folder,
    env: { STOP_AT_STEP: String(step), STEPS_FILE: stepsFile },
    nodeFlags: ['--import', hook.href],
  });
  const taken = existsSync(stepsFile) ? Number(readFileSync(stepsFile, 'utf8')) : step;
  return { ended: signal ?? 'by itself', taken };
}
