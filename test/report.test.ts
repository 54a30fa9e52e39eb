/** The command `report`: which packs it reads, what it writes and where, and what it refuses. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextLine, parseLedger } from '../src/audit/ledger.ts';
import { weekBefore } from '../src/audit/week.ts';
import {
  writePacks,
  packOf,
  fridays,
  publishedYear,
  recordText,
} from './support/collated-packs.ts';
import { sha256, writeTree } from './support/folders.ts';
import { drawEntry, replaceEntry } from './support/ledger-entries.ts';
import { day } from './support/referral-rows.ts';
import { newMachine, run, type Machine } from './support/run.ts';
import { spawnBin } from './support/spawn.ts';

/** A machine in November 2026 with the packs of October and November. */
function machineWithPacks(): Machine {
  const machine = newMachine({ today: '2026-11-18' });
  writePacks(
    join(machine.folder, 'packs'),
    fridays('2026-10-02', 7).map((meeting) =>
      packOf(meeting, { cases: [{}, { grade: 'Inadequate' }, { side: 'not-met' }] }),
    ),
  );
  return machine;
}

const REPORT = 'reports/2026-10/report.html';

describe('the report', () => {
  it('is of the last whole month, beside the packs folder, for its owner only', async () => {
    const machine = machineWithPacks();
    const { exitCode, stdout, changes } = await run(['report'], machine);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Report of October 2026\nMeetings    5\n');
    expect(stdout).toContain('15 drawn, 15 audited');
    expect([...changes]).toEqual([
      ['reports/2026-10/report.csv', 'new'],
      [REPORT, 'new'],
    ]);
    for (const path of [REPORT, 'reports/2026-10/report.csv']) {
      expect(statSync(join(machine.folder, path)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(machine.folder, 'reports/2026-10')).mode & 0o777).toBe(0o700);
  });

  it.each([
    [['--quarter', '2026-Q4'], 'reports/2026-Q4'],
    [['--year', '2026'], 'reports/2026'],
    [['--from', '01/10/2026', '--to', '13/11/2026'], 'reports/2026-10-01-to-2026-11-13'],
    [['--month', '2026-11', '--local-authority', 'Wiltshire'], 'reports/2026-11-wiltshire'],
    [['--month', '2026-11', '--suppress-below', '5'], 'reports/2026-11-suppressed-below-5'],
    [['--month', '11/2026'], 'reports/2026-11'],
    [['--month', '2026-11', '--out', 'board'], 'board/2026-11'],
  ])('of %j is in %s', async (flags, folder) => {
    const { exitCode, changes } = await run(['report', ...flags], machineWithPacks());
    expect(exitCode).toBe(0);
    expect([...changes.keys()]).toEqual([`${folder}/report.csv`, `${folder}/report.html`]);
  });

  it.each([
    [['--month', '2026-13'], 'is no such period'],
    [['--month', 'November'], 'Write it as 11/2026, 2026-11 or "Nov 2026".'],
    [['--month', '2026-10', '--year', '2026'], 'in more than one way'],
    [['--from', '01/10/2026'], 'Only one end of the period'],
    [['--from', '02/10/2026', '--to', '01/10/2026'], '--from must not be after --to'],
    [['--suppress-below', '1'], 'not a number from 2 to 999'],
    [['--local-authority', ' '], '--local-authority is blank'],
    [['--month', '2025-10'], 'from Fri 2 Oct 2026 to Fri 13 Nov 2026'],
    [['--local-authority', 'Wiltshier'], 'of Wiltshier.\n  To do: Name one of these: '],
    [['elsewhere'], 'There is no folder “elsewhere”.'],
    [
      ['packs/2026-10-02/draw.json'],
      '“packs/2026-10-02/draw.json” is no folder, or it cannot be read.',
    ],
    [['packs/2026-10-02'], 'To do: Name the folder it is in: mash-audit report packs.'],
  ])('is refused for %j, and nothing is written', async (flags, message) => {
    const { exitCode, stderr, changes } = await run(['report', ...flags], machineWithPacks());
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(changes.size).toBe(0);
  });
});

describe('an authority', () => {
  it('is called by its name, however the flag and the exports write it', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    const named = (localAuthority: string) => ({ localAuthority });
    const cases = [named('865'), named('Wiltshire'), named('Wiltshire'), named('WILTSHIRE')];
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-10-02', { cases: [...cases, named('866'), named('931')] }),
    ]);
    await run(['report'], machine);
    const page = readFileSync(join(machine.folder, REPORT), 'utf8');
    const rows = [...page.matchAll(/<tr><th scope="row">([^<]+)<\/th>/g)].map(([, row]) => row);
    expect(rows).toEqual(expect.arrayContaining(['Wiltshire', 'Swindon', '931']));
    expect(page).not.toMatch(/>(?:865|866|WILTSHIRE)</);
    for (const asked of ['wiltshire', '865']) {
      await run(['report', '--local-authority', asked], machine);
      const own = readFileSync(
        join(machine.folder, `reports/2026-10-${asked}/report.html`),
        'utf8',
      );
      expect(own).toContain('Cases of <strong>Wiltshire</strong> only.');
    }
  });
});

describe('a folder without packs', () => {
  it.each([['report'], ['actions']])(
    'is named by %s with the place where it was looked for',
    async (word) => {
      const machine = machineWithPacks();
      const none = await run([word, 'elsewhere'], machine);
      expect(none.stderr).toContain(`It was looked for at ${join(machine.folder, 'elsewhere')}.`);
      writeTree(join(machine.folder, 'elsewhere'), { 'agenda.txt': 'x' });
      const bare = await run([word, 'elsewhere'], machine);
      expect(bare.stderr).toContain('There is no pack in the folder “elsewhere”.');
      expect((await run([word, 'packs'], machine)).stderr).toBe('');
    },
  );
});

describe('a report that is there already', () => {
  it('stays as it is where nothing changed, and gives way where findings came in', async () => {
    const machine = machineWithPacks();
    await run(['report'], machine);
    const again = await run(['report'], machine);
    expect(again.stdout).toContain('(it was there already, the same)');
    expect(again.changes.size).toBe(0);
    const [meeting = ''] = fridays('2026-10-09', 1);
    writePacks(join(machine.folder, 'packs'), [packOf(meeting, { cases: [{}] })]);
    const renewed = await run(['report'], machine);
    expect(renewed.stdout).toContain('(in place of the earlier one)');
    expect(renewed.changes.get(REPORT)).toBe('changed');
  });

  it.each(['report.html', 'report.csv'])('stays where %s was changed by hand', async (file) => {
    const machine = machineWithPacks();
    await run(['report'], machine);
    const place = join(machine.folder, 'reports/2026-10', file);
    writeFileSync(place, readFileSync(place, 'utf8').replace('Good', 'Very good'));
    writePacks(join(machine.folder, 'packs'), [packOf('2026-10-09', { cases: [{}] })]);
    const { exitCode, stderr, changes } = await run(['report'], machine);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('was changed by hand');
    expect(changes.size).toBe(0);
  });

  it('is made whole where a part of it was taken away', async () => {
    const machine = machineWithPacks();
    await run(['report'], machine);
    rmSync(join(machine.folder, 'reports/2026-10/report.csv'));
    expect((await run(['report'], machine)).changes.get('reports/2026-10/report.csv')).toBe('new');
  });
});

describe('a pack that cannot be read', () => {
  const damage: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['a record cut off', { 'draw.json': '{"schemaVersion": 1,' }, 'draw.json is not one'],
    [
      'a record of another version',
      { 'draw.json': '{"schemaVersion": 9}' },
      'draw.json is not one',
    ],
    ['findings cut off', { 'findings.json': '{' }, 'findings.json is not one'],
    ['findings of another shape', { 'findings.json': '{"cases": []}' }, 'findings.json is not one'],
  ];

  it.each(damage)('%s: is named, left out, and the exit code is 1', async (_, files, because) => {
    const machine = machineWithPacks();
    writeTree(join(machine.folder, 'packs/2026-10-09'), files);
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`2026-10-09: ${because}`);
    expect(stdout).toContain('Meetings    4\n');
    expect(readFileSync(join(machine.folder, REPORT), 'utf8')).toContain(`2026-10-09: ${because}`);
  });

  it('findings of another draw, or not of its cases, are not believed', async () => {
    const machine = machineWithPacks();
    const folder = join(machine.folder, 'packs');
    const other = readFileSync(join(folder, '2026-10-16/findings.json'), 'utf8');
    writeTree(join(folder, '2026-10-09'), { 'findings.json': other });
    expect((await run(['report'], machine)).stdout).toContain(
      '2026-10-09: findings.json is of another draw',
    );

    const own = JSON.parse(other) as { cases: unknown[] };
    writeTree(join(folder, '2026-10-16'), {
      'findings.json': JSON.stringify({ ...own, cases: own.cases.slice(1) }),
    });
    expect((await run(['report'], machine)).stdout).toContain(
      '2026-10-16: findings.json does not tell of its cases',
    );
  });

  it('a pack without its record, and one whose frame is smaller than its cases', async () => {
    const machine = machineWithPacks();
    rmSync(join(machine.folder, 'packs/2026-10-09/draw.json'));
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-10-16', { cases: [{}, {}], eligible: { met: 1, notMet: 0 } }),
    ]);
    const { stdout, exitCode } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2026-10-09: it has no draw.json.');
    expect(stdout).toContain('2026-10-16: draw.json is not one');
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const machine = machineWithPacks();
    chmodSync(join(machine.folder, 'packs/2026-10-09/findings.json'), 0);
    expect((await run(['report'], machine)).stdout).toContain('cannot be read. For IT: EACCES.');
  });

  it('a pack that the ledger tells of and that is gone, or is not as it knows it', async () => {
    const machine = machineWithPacks();
    const tell = (...packs: string[]): string =>
      packs.reduce(
        (text, pack) => text + nextLine(parseLedger(text), drawEntry({ pack, meeting: day(pack) })),
        '',
      );
    writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': tell('2026-10-01', '2026-10-02') });
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2026-10-01: the ledger tells of it, and it is not there.');
    expect(stdout).toContain('2026-10-02: draw.json is not as the ledger knows it');
    expect(stdout).toContain('Meetings    4\n');
  });

  it('a pack altered since it was drawn is named once, for what it is', async () => {
    const machine = machineWithPacks();
    const record = join(machine.folder, 'packs/2026-10-02/draw.json');
    const told = drawEntry({
      pack: '2026-10-02',
      meeting: day('2026-10-02'),
      packDigest: sha256(readFileSync(record, 'utf8')),
    });
    writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': nextLine(parseLedger(''), told) });
    writeFileSync(record, readFileSync(record, 'utf8').replace('blue kettle', 'red kettle'));
    const { stdout } = await run(['report'], machine);
    expect(stdout.match(/ {2}2026-10-02: /g)).toHaveLength(1);
    expect(stdout).toContain('2026-10-02: draw.json is not as the ledger knows it: see verify.');
    expect(readFileSync(join(machine.folder, 'reports/2026-10/report.csv'), 'utf8')).toContain(
      'left out: cannot be read,,count,1,',
    );
  });

  it('a folder with findings and no draw is named, whatever it is called', async () => {
    const machine = machineWithPacks();
    writeTree(join(machine.folder, 'packs/Meeting of October'), { 'findings.json': '{}' });
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Meeting of October: it has no draw.json.');
  });

  it.skipIf(process.platform === 'win32')('what is no file is not waited for', async () => {
    const machine = machineWithPacks();
    const place = join(machine.folder, 'packs/2026-10-09/draw.json');
    rmSync(place);
    execFileSync('mkfifo', [place]);
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2026-10-09: draw.json is not a file.');
    execFileSync('mkfifo', [join(machine.folder, 'packs/draws.jsonl')]);
    expect((await run(['report'], machine)).stderr).toContain('(draws.jsonl) is not a file.');
  });

  it('a folder with neither file is named only where a pack could have its name', async () => {
    const machine = machineWithPacks();
    writeTree(join(machine.folder, 'packs'), {
      '2026-backup/notes.txt': 'x',
      '2026-10-99/notes.txt': 'x',
      '2026-10-09 old/notes.txt': 'x',
    });
    const passed = await run(['report'], machine);
    expect([passed.exitCode, passed.stdout.includes('Left out')]).toEqual([0, false]);
    writeTree(join(machine.folder, 'packs'), {
      '2026-10-10-swindon/notes.txt': 'x',
      '2026-10-11/notes.txt': 'x',
      '2026-10-98/draw.json': '{',
    });
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    const named = [...stdout.matchAll(/^ {2}(2026\S+): (?:it has no|draw)/gm)].map(([, it]) => it);
    expect(named).toEqual(['2026-10-10-swindon', '2026-10-11', '2026-10-98']);
  });

  it('a folder that is no pack is passed over, and so is what a killed run left', async () => {
    const machine = machineWithPacks();
    writeTree(join(machine.folder, 'packs'), {
      'notes/agenda.txt': 'x',
      '.unfinished-2026-10-09/draw.json': '{',
    });
    const { exitCode, stdout } = await run(['report'], machine);
    expect({ exitCode, leftOut: stdout.includes('Left out') }).toEqual({
      exitCode: 0,
      leftOut: false,
    });
  });
});

describe('a pack whose findings were changed by hand', () => {
  it('is counted, and named on the page and on the terminal', async () => {
    const machine = machineWithPacks();
    const place = join(machine.folder, 'packs/2026-10-09/findings.json');
    writeFileSync(place, readFileSync(place, 'utf8').replace('Inadequate', 'Good'));
    const heading =
      'Counted, though changed since they were collated: run collate again, or ask who';
    const said = 'findings.json, findings.csv and outcome.html differ';
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${heading} changed them:\n  2026-10-09: ${said}.\n`);
    expect(stdout).toContain('Meetings    5\n');
    const page = readFileSync(join(machine.folder, REPORT), 'utf8');
    expect(page).toContain(`${heading} changed them. 2026-10-09 (${said}).`);
    rmSync(join(machine.folder, 'packs/2026-10-16/findings.csv'));
    expect((await run(['report'], machine)).stdout).toContain(
      '2026-10-16: findings.csv is missing.',
    );
  });

  it('is not named where the change is a recorded action, nor outside the days shown', async () => {
    const machine = machineWithPacks();
    const visit = { grade: 'Inadequate', today: { what: 'Visit', done: 'No' } } as const;
    writePacks(join(machine.folder, 'packs'), [packOf('2026-10-09', { cases: [visit] })]);
    const done = await run(['actions', 'packs/2026-10-09', '--done', 'T1#today'], machine);
    expect(done.exitCode).toBe(0);
    writeTree(join(machine.folder, 'packs/2026-11-06'), { 'findings.csv': 'x' });
    expect((await run(['report', '--month', '2026-11'], machine)).stdout).toContain(
      '2026-11-06: findings.json and findings.csv differ.',
    );
    const { stdout } = await run(['report'], machine);
    expect(stdout).not.toContain('changed since');
  });
});

describe('two packs of one Friday', () => {
  const packsOf = (...fridaysGiven: readonly string[]) =>
    fridaysGiven.flatMap((meeting) =>
      ['Wiltshire', 'Swindon'].map((localAuthority) =>
        packOf(meeting, {
          ...{ localAuthority, name: `${meeting}-${localAuthority.toLowerCase()}` },
          cases: [{ localAuthority }],
        }),
      ),
    );

  it('are one meeting and two packs, on the page, the terminal and in the table', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    writePacks(join(machine.folder, 'packs'), packsOf('2026-09-25', '2026-10-09'));
    const { stdout } = await run(['report'], machine);
    expect(stdout).toContain('Meetings    1, 2 packs\n');
    const [page, table] = ['report.html', 'report.csv'].map((name) =>
      readFileSync(join(machine.folder, 'reports/2026-10', name), 'utf8'),
    );
    expect(page).toContain(
      '<strong>1</strong> meeting, 2 packs, <strong>2</strong> cases audited; in the period before, 1 meeting, 2 packs and 2 cases audited.',
    );
    expect(table).toContain('meetings,with a pack,,count,1,');
    expect(table).toContain('packs,of these meetings,,count,2,');
    expect(table).toContain('packs,of the meetings in the period before,,count,2,');
  });

  it('are a pack each in the report of one authority', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    writePacks(join(machine.folder, 'packs'), packsOf('2026-10-09', '2026-10-16'));
    const { stdout } = await run(['report', '--local-authority', 'Swindon'], machine);
    expect(stdout).toContain('Meetings    2\n');
  });
});

describe('a referral that was audited at two meetings', () => {
  /** Packs of these meetings; the first case of each has the reference of the first case of all. */
  function machineWithSame(meetings: readonly string[], ...authorities: string[]): Machine {
    const machine = newMachine({ today: '2026-11-18' });
    const packs = meetings.map((meeting, at) => {
      const localAuthority = authorities[at] ?? 'Wiltshire';
      const pack = packOf(meeting, { cases: Array(3).fill({ localAuthority }) });
      const [first, ...others] = pack.record.sample;
      if (first === undefined || pack.findings === null) throw new Error('no case');
      const sample = [{ ...first, reference: 'MASH-7' }, ...others];
      const record = { ...pack.record, sample };
      return { ...pack, record, findings: { ...pack.findings, pack: sha256(recordText(record)) } };
    });
    writePacks(join(machine.folder, 'packs'), packs);
    return machine;
  }
  const twice =
    '1 referral was drawn and audited at more than one meeting, and counted at each: T1 of Fri 9 Oct 2026 and T1 of Fri 16 Oct 2026.';

  it('counts at each, and is named on the page, the terminal and in the table', async () => {
    const machine = machineWithSame(['2026-10-09', '2026-10-16']);
    const { stdout, exitCode } = await run(['report'], machine);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('6 drawn, 6 audited');
    expect(stdout).toContain(`\n${twice}\n`);
    const [page, table] = ['report.html', 'report.csv'].map((name) =>
      readFileSync(join(machine.folder, 'reports/2026-10', name), 'utf8'),
    );
    expect(page).toContain(`<li>${twice}</li>`);
    expect(table).toContain(
      `meetings,"referrals audited at more than one, counted at each",,count,1,,,,,,"${twice}"`,
    );
    for (const text of [stdout, page, table]) expect(text).not.toContain('MASH-7');
  });

  it('is told of without how many and which where small numbers are left out', async () => {
    const machine = machineWithSame(['2026-10-09', '2026-10-16']);
    const { stdout } = await run(['report', '--suppress-below', '5'], machine);
    const [page, table] = ['report.html', 'report.csv'].map((name) =>
      readFileSync(join(machine.folder, 'reports/2026-10-suppressed-below-5', name), 'utf8'),
    );
    const said = 'There are referrals drawn and audited at more than one meeting, and counted';
    for (const text of [stdout, page]) expect(text).toContain(said);
    for (const text of [stdout, page, table]) expect(text).not.toMatch(/T1 of|1 referral/);
    expect(table).toContain('counted at each",,count,,,,,,,x');
  });

  it.each([
    ['of two authorities', ['2026-10-09', '2026-10-16'], ['Wiltshire', 'Swindon']],
    ['outside the period', ['2026-09-25', '2026-10-16'], []],
    ['audited once', ['2026-10-09'], []],
  ] as const)('is none where the reference is %s', async (_, meetings, authorities) => {
    const machine = machineWithSame(meetings, ...authorities);
    const { stdout } = await run(['report'], machine);
    expect(stdout).not.toContain('more than one meeting');
    const table = readFileSync(join(machine.folder, 'reports/2026-10/report.csv'), 'utf8');
    expect(table).toContain('counted at each",,count,0,');
  });
});

describe('a pack that is a link', () => {
  it('is read where it leads to a folder, and named where it leads nowhere', async () => {
    const machine = machineWithPacks();
    const packs = join(machine.folder, 'packs');
    renameSync(join(packs, '2026-10-02'), join(machine.folder, 'kept-elsewhere'));
    symlinkSync(join(machine.folder, 'kept-elsewhere'), join(packs, '2026-10-02'));
    expect((await run(['report'], machine)).stdout).toContain('15 drawn, 15 audited');
    symlinkSync(join(machine.folder, 'nowhere'), join(packs, '2026-10-03'));
    writeTree(machine.folder, { 'notes.txt': 'x' });
    symlinkSync(join(machine.folder, 'notes.txt'), join(packs, '2026-notes'));
    const { exitCode, stdout } = await run(['report'], machine);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2026-10-03: it has no draw.json.');
    expect(stdout).not.toContain('2026-notes');
  });

  it('to a pack beside it is that pack, once', async () => {
    const machine = machineWithPacks();
    const packs = join(machine.folder, 'packs');
    symlinkSync(join(packs, '2026-10-02'), join(packs, '2026-09-30-latest'));
    const { exitCode, stdout } = await run(['report'], machine);
    expect({ exitCode, leftOut: stdout.includes('Left out') }).toEqual({
      exitCode: 0,
      leftOut: false,
    });
    expect(stdout).toContain('15 drawn, 15 audited');
  });
});

describe('a draw that the ledger does not know', () => {
  it('is named, and not counted where the ledger tells of another for its days', async () => {
    const machine = machineWithPacks();
    const folder = join(machine.folder, 'packs');
    const packs = fridays('2026-10-02', 7).slice(0, 4);
    const text = packs.reduce((told, pack) => {
      const week = weekBefore(day(pack));
      const packDigest = sha256(readFileSync(join(folder, pack, 'draw.json'), 'utf8'));
      const entry = drawEntry({
        pack,
        meeting: day(pack),
        from: week.from,
        to: week.to,
        packDigest,
      });
      return told + nextLine(parseLedger(told), entry);
    }, '');
    writeTree(folder, { 'draws.jsonl': text });
    writePacks(folder, [
      packOf('2026-10-02', { name: '2026-10-02-elsewhere', cases: Array(8).fill({}) }),
    ]);
    const { stdout } = await run(['report'], machine);
    expect(stdout).toContain('15 drawn, 15 audited');
    expect(stdout).toContain(
      '2026-10-02-elsewhere: it is not in the ledger, which tells of 2026-10-02 for its days.',
    );
    expect(stdout).toContain('Counted, though their draws are not in the ledger:\n  2026-10-30\n');
    const page = readFileSync(join(machine.folder, REPORT), 'utf8');
    expect(page).toContain('their draws are not in the ledger: 2026-10-30.');
  });

  it.each([
    ['missing', null, 'There is no ledger (draws.jsonl)'],
    ['faulty', 'not a line\n', 'is not as it was written, at line 1'],
  ])('cannot be told where the ledger is %s: that is named', async (_, text, said) => {
    const machine = machineWithPacks();
    if (text !== null) writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': text });
    expect((await run(['report'], machine)).stdout).toContain(said);
    expect(readFileSync(join(machine.folder, REPORT), 'utf8')).toContain(said);
  });
});

/** A pack that was collated, and of which T2 was replaced then; the ledger tells of both. */
function machineWithReplaced(ledger = true): Machine {
  const machine = newMachine({ today: '2026-11-18' });
  const task = { actions: [{ number: 1, what: 'Visit', owner: null, due: null }] };
  const eligible = { met: 9, notMet: 0 };
  const before = packOf('2026-10-02', { cases: [{}, task], eligible });
  const after = packOf('2026-10-02', { cases: [{}, {}], eligible });
  const [first, gone, reserve] = [after.record.sample[0], after.record.sample[1], 'T3'];
  if (first === undefined || gone === undefined) throw new Error('no case');
  const record = {
    ...after.record,
    sample: [first, { ...gone, role: 'withdrawn' as const }, { ...gone, label: reserve }],
    replacements: [{ label: 'T2', reason: 'file locked', when: 'after' as const, by: reserve }],
  };
  writePacks(join(machine.folder, 'packs'), [before]);
  writeTree(join(machine.folder, 'packs/2026-10-02'), { 'draw.json': recordText(record) });
  const pack = '2026-10-02';
  const told = [
    drawEntry({ pack, packDigest: sha256(recordText(before.record)) }),
    replaceEntry({ pack, packDigest: sha256(recordText(record)) }),
  ].reduce((text, entry) => text + nextLine(parseLedger(text), entry), '');
  if (ledger) writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': told });
  return machine;
}

describe('a pack of which a case was replaced after it was collated', () => {
  const note = 'collated before T2 was replaced: run mash-audit collate packs/2026-10-02';

  it('is read as far as it goes, and named', async () => {
    const machine = machineWithReplaced();
    const { exitCode, stdout } = await run(['report'], machine);
    expect({ exitCode, leftOut: stdout.includes('Left out') }).toEqual({
      exitCode: 0,
      leftOut: false,
    });
    expect(stdout).toContain('3 drawn, 1 audited, 1 replaced after the draw');
    expect(stdout).toContain(`2026-10-02: ${note}`);
    const page = readFileSync(join(machine.folder, REPORT), 'utf8');
    expect(page).toContain('2026-10-02 was collated before T2 was replaced.');
    expect(stdout).not.toContain('overlapping');
  });

  it('is named on the terminal alone where small numbers are left out, without the case', async () => {
    const machine = machineWithReplaced();
    const { stdout } = await run(['report', '--suppress-below', '5'], machine);
    const kept = join(machine.folder, 'reports/2026-10-suppressed-below-5');
    const [page, table] = ['report.html', 'report.csv'].map((name) =>
      readFileSync(join(kept, name), 'utf8'),
    );
    for (const text of [stdout, page, table]) expect(text).not.toMatch(/\bT2\b|was replaced/);
    expect(stdout).toContain('2026-10-02: run mash-audit collate packs/2026-10-02');
    expect(stdout).toContain('Do not publish reports of overlapping periods');
    expect(page).toContain('No findings yet of some packs, or of cases that');
    expect(page).not.toContain('2026-10-02');
    expect(table).toMatch(/packs,to be collated again,,count,,.*x: left out/);
  });

  it.each([['packs'], ['packs/2026-10-02']])('has its actions listed in %s', async (folder) => {
    const { exitCode, stdout, stderr } = await run(['actions', folder], machineWithReplaced());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/T2#1 +Visit/);
    expect(stderr).toContain(note);
  });

  it('is collated again before anything is recorded in it', async () => {
    const words = ['actions', '--done', 'T2#1'];
    const { exitCode, stderr, changes } = await run(words, machineWithReplaced());
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
    expect(stderr).toContain('Run mash-audit collate packs/2026-10-02, and then this again.');
  });

  it('is not believed where no ledger tells of it', async () => {
    const { exitCode, stdout } = await run(['report'], machineWithReplaced(false));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('2026-10-02: findings.json is of another draw');
    expect(stdout).not.toContain(note);
  });
});

describe('the same packs', () => {
  it('give the same bytes on machines far apart', async () => {
    const folders = await Promise.all(
      [
        { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
        { TZ: 'America/Los_Angeles', LC_ALL: 'C', LANG: 'C' },
      ].map(async (env) => {
        const { folder } = newMachine();
        writePacks(join(folder, 'packs'), publishedYear().slice(0, 20));
        // Long over: the two machines may have another day, and what is overdue stays so.
        const words = ['report', '--quarter', '2026-Q1'];
        expect(await spawnBin(words, { cwd: folder, env })).toMatchObject({
          exitCode: 0,
          stderr: '',
        });
        return ['report.html', 'report.csv'].map((file) =>
          readFileSync(join(folder, 'reports/2026-Q1', file), 'utf8'),
        );
      }),
    );
    expect(folders[1]?.[1]).toBe(folders[0]?.[1]);
    const body = (page: string | undefined): string =>
      (page ?? '').replace(/as at \w+ \d+ \w+ \d{4}|<!-- mash-audit.*/g, '');
    expect(body(folders[1]?.[0])).toBe(body(folders[0]?.[0]));
  });
});
