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
import { cutOffAtStep } from './support/stand-ins.ts';

// Its days are named, so that it can be drawn by any clock.
const MEETING = ['--meeting', '20/11/2026', '--from', '13/11/2026', '--to', '19/11/2026'];
const SMALL = ['--size', '2', '--format', 'csv'];
const WORDS = ['sample', 'mash-export.csv', ...MEETING, ...SMALL, '--seed', 'blue kettle 42'];

const PACK = 'packs/2026-11-20';
const REPLACE = ['replace', PACK, 'T1', '--reason', 'file-locked'];
const LEDGER = 'packs/draws.jsonl';
const WRITTEN = 'Well reasoned';
const FILLED_IN = `${PACK}/worksheets/T1.csv`;

/** A week with its pack, in which the worksheet of T1 was filled in. */
async function drawnWeek(): Promise<string> {
  const folder = quietWeek();
  expect((await run(WORDS, newMachine({ folder }))).exitCode).toBe(0);
  const worksheet = readFileSync(join(folder, FILLED_IN), 'utf8');
  const filledIn = worksheet.replace(/,,(.*),grade-rationale\b/, `,${WRITTEN},$1,grade-rationale`);
  expect(filledIn).toContain(WRITTEN);
  writeTree(folder, { [FILLED_IN]: filledIn });
  return folder;
}

function copyOf(drawn: string): string {
  const folder = temporaryFolder();
  cpSync(drawn, folder, { recursive: true });
  return folder;
}

function quietWeek(): string {
  const folder = temporaryFolder();
  copyFixture('fewer-than-eight', folder);
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
  it('at any of seven moments does no harm', { timeout: 20_000 }, async () => {
    const { milliseconds } = await spawnBin(WORDS, { cwd: quietWeek() });
    // Starting up takes most of a run; the pack is written near its end.
    for (const moment of [0.3, 0.6, 0.8, 0.86, 0.9, 0.94, 0.97]) {
      const folder = quietWeek();
      await spawnBin(WORDS, { cwd: folder, killAfter: milliseconds * moment });
      const at = `after ${moment} of a run of ${Math.round(milliseconds)} ms`;
      expect(harmIn(folder), at).toEqual([]);
      expect(await harmAfterNextRun(folder), at).toEqual([]);
    }
  });

  it('in the midst of any step it takes on the disk does no harm', async () => {
    const seen = await cutOffAtEveryStep(WORDS, quietWeek, async (folder) => {
      const harm = harmIn(folder);
      const pack = existsSync(join(folder, PACK)) ? 'whole' : 'none';
      return { pack, harm, later: await harmAfterNextRun(folder) };
    });
    expect(seen).toEqual(seen.map(({ step, pack }) => ({ step, pack, harm: [], later: [] })));
    expect(new Set(seen.map(({ pack }) => pack))).toEqual(new Set(['none', 'whole']));
  });

  it('in the midst of any step of a replacement leaves one that can be run again to its end', async () => {
    const drawn = await drawnWeek();
    const seen = await cutOffAtEveryStep(
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
    const sound = { torn: false, verified: 0, faults: [], left: [], kept: true };
    expect(others).toEqual(others.map(({ step, next }) => ({ step, next, ...sound })));
    expect(new Set(others.map(({ next }) => next))).toEqual(
      new Set(['made', 'T1 cannot be replaced: it has been withdrawn already.']),
    );
  });

  // The half line stays in the ledger, and is a fault in it for ever: no case of any pack there can be
  // replaced again, and no pack there is verified again.
  it('in the midst of a line of the ledger does no harm that lasts', async () => {
    const folder = await drawnWeek();
    appendFileSync(join(folder, LEDGER), '{"schemaVersion":1,"kind":"repl');
    expect(await replaceAndVerify(folder)).toEqual({
      next: 'made',
      verified: 0,
      faults: [],
      left: [],
      kept: true,
    });
  });
});

/** What comes of the same replacement in that folder, and of a verification after it. */
async function replaceAndVerify(folder: string) {
  const machine = newMachine({ folder });
  const next = await run(REPLACE, machine);
  const verified = await run(['verify', PACK], machine);
  const files = [...readTree(join(folder, PACK)).keys()];
  return {
    next: next.exitCode === 0 ? 'made' : next.stderr.split('\n')[0],
    verified: verified.exitCode,
    faults: verified.stdout.split('\n').filter((line) => line.startsWith('NO ')),
    left: files.filter((path) => path.endsWith('.new')),
    kept: String(readTree(join(folder, PACK)).get('worksheets/T1-withdrawn.csv')).includes(WRITTEN),
  };
}

/** What `look` sees in a folder after a run that was cut off in the midst of each of its steps in turn. */
async function cutOffAtEveryStep<Seen>(
  words: readonly string[],
  makeFolder: () => string,
  look: (folder: string) => Promise<Seen>,
) {
  const runCutOff = async (step: number) => {
    const machine = newMachine({ folder: makeFolder() });
    const taken = await cutOffAtStep(step, () => run(words, machine));
    return { taken, folder: machine.folder };
  };
  const { taken } = await runCutOff(Infinity);
  expect(taken).toBeGreaterThan(10);
  const seen: (Seen & { step: number })[] = [];
  for (let step = 1; step <= taken; step += 1) {
    const { folder } = await runCutOff(step);
    seen.push({ step, ...(await look(folder)) });
  }
  return seen;
}
