/** `--not-drawn-since`: who was a case at an earlier meeting is left out, openly and repeatably. */
import { join } from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeTree } from './support/folders.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const SEED = ['--seed', '50371946821736508249'];
const MONTHS = ['--not-drawn-since', '12m'];

/** Twelve families, each with a referral decided on the 10th and one on the 17th of November. */
function twoWeeks(): Machine {
  const rows = [10, 17].flatMap((day) =>
    Array.from(
      { length: 12 },
      (_, n) => `D${day}-${n},${day}/11/2026,${n % 2 === 0 ? 'S47' : 'Early Help'},F${n}`,
    ),
  );
  const csv = ['Referral ID,Decision Date,Decision,Family ID', ...rows].join('\n');
  const machine = newMachine();
  writeTree(machine.folder, { 'week.csv': `${csv}\n` });
  return machine;
}

interface SampleJson {
  readonly frame: {
    readonly eligible: { readonly met: number; readonly notMet: number };
    readonly excluded: Readonly<Record<string, number>>;
  };
  readonly sample: readonly { readonly reference: string; readonly role: string }[];
}

async function draw(machine: Machine, meeting: string, ...flags: readonly string[]) {
  const words = ['sample', 'week.csv', '--meeting', meeting, '--json', ...SEED, ...flags];
  const { stdout, exitCode } = await run(words, machine);
  return { exitCode, ...(JSON.parse(stdout) as SampleJson) };
}

function casesOf({ sample }: SampleJson): readonly string[] {
  return sample.filter(({ role }) => role === 'case').map(({ reference }) => reference);
}

describe('not audited twice', () => {
  test('the families of an earlier meeting’s cases are left out, each with its reason', async () => {
    const machine = twoWeeks();
    const first = await draw(machine, '2026-11-13', ...MONTHS);
    const second = await draw(machine, '2026-11-20', ...MONTHS);
    expect(casesOf(first)).toHaveLength(8);
    expect(second.frame.excluded['drawn-before']).toBe(8);
    expect(second.frame.eligible).toEqual({ met: 2, notMet: 2 });
    const family = (reference: string): string => reference.split('-')[1] ?? '';
    const before = new Set(casesOf(first).map(family));
    expect(casesOf(second).some((reference) => before.has(family(reference)))).toBe(false);
    const listed = readFileSync(join(machine.folder, 'packs/2026-11-20/exclusions.csv'), 'utf8');
    expect(listed.match(/,drawn-before,/g)).toHaveLength(8);
  });

  test('without it nobody asks who was drawn before', async () => {
    const machine = twoWeeks();
    await draw(machine, '2026-11-13');
    const second = await draw(machine, '2026-11-20');
    expect(second.frame.eligible).toEqual({ met: 6, notMet: 6 });
    expect(second.frame.excluded).not.toHaveProperty('drawn-before');
  });

  test('a referral that was a case itself is left out where the export has no families', async () => {
    const machine = newMachine();
    const row = 'R1,10/11/2026,S47\nR2,10/11/2026,NFA\n';
    writeTree(machine.folder, { 'week.csv': `Referral ID,Decision Date,Decision\n${row}` });
    await draw(machine, '2026-11-13');
    const later = 'R1,17/11/2026,S47\nR3,17/11/2026,NFA\n';
    writeTree(machine.folder, { 'week.csv': `Referral ID,Decision Date,Decision\n${later}` });
    expect(casesOf(await draw(machine, '2026-11-20', ...MONTHS))).toEqual(['R3']);
  });

  test('a meeting longer ago than the months asked for does not count', async () => {
    const machine = twoWeeks();
    await draw(machine, '2026-11-13', ...MONTHS);
    const words = ['check', 'week.csv', '--meeting', '2027-01-20', '--from', '2026-11-13', '--to'];
    const ask = async (months: string): Promise<SampleJson> => {
      const flags = ['2026-11-19', '--json', '--not-drawn-since', months];
      return JSON.parse((await run([...words, ...flags], machine)).stdout) as SampleJson;
    };
    expect((await ask('2m')).frame.excluded).not.toHaveProperty('drawn-before');
    expect((await ask('3m')).frame.excluded).toHaveProperty('drawn-before');
  });

  test('the pack can be verified and repeated when the earlier packs are gone', async () => {
    const machine = twoWeeks();
    await draw(machine, '2026-11-13', ...MONTHS);
    await draw(machine, '2026-11-20', ...MONTHS);
    rmSync(join(machine.folder, 'packs/2026-11-13'), { recursive: true });
    expect((await run(['verify', 'packs/2026-11-20', 'week.csv'], machine)).exitCode).toBe(0);
    const again = ['sample', 'week.csv', '--from-pack', 'packs/2026-11-20', '--out', 'again'];
    expect((await run(again, machine)).exitCode).toBe(0);
    const record = (folder: string) =>
      readFileSync(join(machine.folder, folder, '2026-11-20/draw.json'), 'utf8');
    expect(record('again')).toBe(record('packs'));
  });

  test('an earlier pack that is missing stops the draw: nobody can say whom it drew', async () => {
    const machine = twoWeeks();
    await draw(machine, '2026-11-13', ...MONTHS);
    rmSync(join(machine.folder, 'packs/2026-11-13'), { recursive: true });
    const words = ['sample', 'week.csv', '--meeting', '2026-11-20', ...SEED, ...MONTHS];
    const { exitCode, stderr, changes } = await run(words, machine);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('2026-11-13');
    expect([...changes.keys()]).toEqual([]);
  });

  test('anything but months is refused', async () => {
    const words = ['sample', 'week.csv', '--not-drawn-since', 'last year'];
    const { exitCode, stderr } = await run(words, twoWeeks());
    expect(exitCode).toBe(2);
    expect(stderr).toContain('such as 12m');
  });
});
