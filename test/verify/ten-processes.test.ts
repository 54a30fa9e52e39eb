/** Ten people at ten keyboards, at one moment, in one packs folder: no draw is lost, none is doubled. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLedger } from '../../src/audit/ledger.ts';
import { addDays, parseIsoDate, type CivilDate } from '../../src/audit/civil-date.ts';
import { temporaryFolder, writeTree } from '../support/folders.ts';
import { faultsOf } from '../support/pack.ts';
import { spawnBin } from '../support/spawn.ts';
import {
  DAYS,
  deskWith,
  EXPORT,
  found,
  LEDGER,
  ledgerLines,
  PACK,
  sampleWords,
  SOUND,
  verify,
} from '../support/verify-run.ts';

const TEN = Array.from({ length: 10 }, (_, index) => index);
const FIRST = found<CivilDate>(parseIsoDate('2026-01-02') ?? undefined);

function ledgerIn(folder: string) {
  return parseLedger(readFileSync(join(folder, LEDGER), 'utf8'));
}

const ONE_FORMAT = ['--format', 'csv'];

/** The days are named, so that the meeting can be drawn by any clock. */
function daysOf(meeting: CivilDate): string[] {
  return ['--meeting', meeting, '--from', addDays(meeting, -7), '--to', addDays(meeting, -1)];
}

function leftOver(folder: string): string[] {
  return readdirSync(join(folder, 'packs')).filter((name) => name.startsWith('.'));
}

describe('ten processes at once', () => {
  it('draw ten meetings: ten packs, ten chained lines', { timeout: 30_000 }, async () => {
    const folder = temporaryFolder();
    const meetings = TEN.map((week) => addDays(FIRST, 7 * week));
    const rows = meetings.flatMap((meeting) =>
      TEN.map((n) => `${meeting}-${n},${addDays(meeting, -2)},${n < 5 ? 'S47' : 'NFA'}`),
    );
    writeTree(folder, { [EXPORT]: ['Case Ref,Decision Date,Decision', ...rows].join('\n') });
    const ends = await Promise.all(
      meetings.map((meeting) =>
        spawnBin(['sample', EXPORT, ...daysOf(meeting), ...ONE_FORMAT, '--quiet'], { cwd: folder }),
      ),
    );
    expect(ends.map(({ stderr }) => stderr)).toEqual(TEN.map(() => ''));
    expect(ends.map(({ stdout }) => stdout)).toEqual(meetings.map((day) => `packs/${day}\n`));
    const { entries, faults } = ledgerIn(folder);
    expect(faults).toEqual([]);
    expect(ledgerLines(folder)).toHaveLength(10);
    expect(entries.map(({ pack }) => pack).sort()).toEqual(meetings);
    expect(entries.every((entry) => entry.kind === 'draw' && entry.drawNumber === 1)).toBe(true);
    expect(leftOver(folder)).toEqual([]);
    for (const meeting of meetings) {
      const pack = `packs/${meeting}`;
      expect(faultsOf(join(folder, pack))).toEqual([]);
      const bytes = readFileSync(join(folder, pack, 'draw.json'));
      const digest = createHash('sha256').update(bytes).digest('hex');
      expect(entries.find((entry) => entry.pack === meeting)?.packDigest).toBe(digest);
      expect(await verify(folder, [EXPORT], pack)).toMatchObject(SOUND);
    }
  });

  it(
    'draw one meeting with ten seeds: one pack, one line, nine refusals',
    {
      timeout: 30_000,
    },
    async () => {
      const folder = deskWith('ordinary-week');
      const ends = await Promise.all(
        TEN.map((n) =>
          spawnBin(sampleWords(...DAYS, ...ONE_FORMAT, '--seed', `seed number ${n}`), {
            cwd: folder,
          }),
        ),
      );
      expect(ends.map(({ exitCode }) => exitCode).sort()).toEqual([0, ...Array<number>(9).fill(2)]);
      for (const { exitCode, stdout, stderr } of ends) {
        if (exitCode === 0) continue;
        expect(stdout).toBe('');
        expect(stderr).toContain('A draw of this week or frame is in the ledger already.');
      }
      expect(ledgerIn(folder).faults).toEqual([]);
      expect(ledgerLines(folder)).toHaveLength(1);
      expect(readdirSync(join(folder, 'packs')).sort()).toEqual(['2026-11-20', 'draws.jsonl']);
      expect(faultsOf(join(folder, PACK))).toEqual([]);
      expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    },
  );

  it(
    'make one and the same draw: one pack, one line, no refusal',
    { timeout: 30_000 },
    async () => {
      const folder = deskWith('ordinary-week');
      const ends = await Promise.all(
        TEN.map(() =>
          spawnBin(sampleWords(...DAYS, ...ONE_FORMAT, '--seed', 'the same'), { cwd: folder }),
        ),
      );
      expect(ends.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
        TEN.map(() => ({ exitCode: 0, stderr: '' })),
      );
      const identical = ends.filter(({ stdout }) => stdout.includes('already here, and identical'));
      expect(identical).toHaveLength(9);
      expect(ledgerLines(folder)).toHaveLength(1);
      expect(await verify(folder, [EXPORT])).toMatchObject(SOUND);
    },
  );
});
