/**
 * The same exports, meeting and seed give the same pack, byte for byte: on a machine in another
 * time zone, with another language, in another folder, whatever the order of rows and files.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureLines } from './support/exports.ts';
import { copyFixture, readTree, temporaryFolder, writeTree } from './support/folders.ts';
import { readRecord } from './support/pack.ts';
import { newMachine, run } from './support/run.ts';
import { spawnBin } from './support/spawn.ts';

// Its days are named, so that it can be drawn by any clock.
const MEETING = ['--meeting', '20/11/2026', '--from', '13/11/2026', '--to', '19/11/2026'];

/**
 * Siblings of which each row says something else: the case must not depend on which row comes
 * first. And references that languages put in different orders.
 */
const UNLIKE_SIBLINGS = {
  headings: 'Case Ref,Date Received,Decision Date,Outcome,Allocated Team,Referral Source,Child ID',
  rows: [
    'S-1,14/11/2026 16:05,15/11/2026,s47,North,School,1',
    'S-1,14/11/2026 09:30,15/11/2026 11:00,Early Help,South,GP,2',
    'S-1,14/11/2026,15/11/2026 10:00,S47,East,Police,3',
    'S-1,14/11/2026 09:31,,,North,GP,4',
    'i-1,14/11/2026,15/11/2026,NFA,,,5',
    'I-1,14/11/2026,15/11/2026,NFA,ı,,6',
    'ı-1,14/11/2026,15/11/2026,NFA,i,,7',
    'ı-1,14/11/2026,15/11/2026,nfa,I,,8',
    'ä-1,14/11/2026,15/11/2026,NFA,ä,,9',
    'ä-1,14/11/2026,15/11/2026,No further action,z,,10',
    'z-1,14/11/2026,15/11/2026,NFA,,,11',
    'a-10,14/11/2026,15/11/2026,S47,,,12',
    'a-9,14/11/2026,15/11/2026,S47,,,13',
  ],
};

/** Far apart in time, and one where i and ı are two letters. */
const MACHINES = [
  { env: { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, place: 'a' },
  { env: { TZ: 'America/Los_Angeles', LC_ALL: 'C', LANG: 'C' }, place: 'b/Week 47/exports' },
];

describe('the same draw', () => {
  it.each(['31415-92653-58979-32384', 'Ünïcödé ı İ ☂'])(
    'is the same pack on machines far apart, with the seed “%s”',
    async (seed) => {
      const packs = await Promise.all(
        MACHINES.map(async ({ env, place }) => {
          const folder = temporaryFolder();
          const cwd = join(folder, place);
          copyFixture('ordinary-week', cwd);
          writeTree(cwd, {
            'ı.csv': [UNLIKE_SIBLINGS.headings, ...UNLIKE_SIBLINGS.rows].join('\n'),
          });
          const out = join(folder, `packs of ${place.slice(0, 1)}`);
          const words = ['sample', '.', ...MEETING, '--seed', seed, '--out', out];
          const { exitCode, stderr } = await spawnBin(words, { cwd, env });
          expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
          return readTree(join(out, '2026-11-20'));
        }),
      );
      expect([...(packs[0]?.keys() ?? [])]).toHaveLength(14);
      expect(packs[1]).toEqual(packs[0]);
    },
  );

  it('is another with another seed', async () => {
    const { headings, rows } = fixtureLines('ordinary-week');
    const files = { 'week.csv': [headings, ...rows].join('\n') };
    const [one, two] = await Promise.all([drawnFrom(files, 'one'), drawnFrom(files, 'two')]);
    expect(two).not.toEqual(one);
  });
});

describe.each([
  ['an ordinary week', fixtureLines('ordinary-week')],
  ['siblings of which each row says something else', UNLIKE_SIBLINGS],
])('the same rows of %s', (_, { headings, rows }) => {
  const write = (lines: readonly string[]): string => `${[headings, ...lines].join('\n')}\n`;
  const expected = () => drawnFrom({ 'week.csv': write(rows) });

  it('give the same cases, register and worksheets in any order', async () => {
    const inOrder = await expected();
    const anyOrder = fc.shuffledSubarray(rows, { minLength: rows.length });
    await fc.assert(
      fc.asyncProperty(anyOrder, async (shuffled) => {
        expect(await drawnFrom({ 'week.csv': write(shuffled) })).toEqual(inOrder);
      }),
      { numRuns: 6 },
    );
  });

  it('give the same when they are split over three files', async () => {
    const third = (n: number) => rows.filter((_, index) => index % 3 === n);
    const split = {
      'z.csv': write(third(0)),
      'A.CSV': write(third(1).toReversed()),
      'm (2).csv': write(third(2)),
    };
    expect(await drawnFrom(split)).toEqual(await expected());
  });

  it('give the same when their columns stand in another order', async () => {
    const turned = write(rows).replace(/.+/g, (line) => line.split(',').toReversed().join(','));
    expect(turned).not.toBe(write(rows));
    expect(await drawnFrom({ 'week.csv': turned })).toEqual(await expected());
  });
});

/** The frame, the sample, and the bytes of the files that a meeting works with. */
async function drawnFrom(files: Readonly<Record<string, string>>, seed = 'blue kettle 42') {
  const machine = newMachine();
  writeTree(join(machine.folder, 'exports'), files);
  const words = ['sample', 'exports', ...MEETING, '--seed', seed];
  const { exitCode, stderr } = await run(words, machine);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const pack = join(machine.folder, 'packs/2026-11-20');
  const kept = [...readTree(pack)].filter(([path]) => /^(?:register\.csv|worksheets\/)/.test(path));
  expect(kept).toHaveLength(9);
  const { frame, sample } = readRecord(pack);
  return { frame, sample, files: new Map(kept) };
}
