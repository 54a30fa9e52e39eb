/** The command `actions`: the list, its table, and the record of what was done. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Findings } from '../src/audit/findings.ts';
import { nextLine, parseLedger } from '../src/audit/ledger.ts';
import { drawEntry } from './support/ledger-entries.ts';
import { fridays, packOf, writePacks } from './support/collated-packs.ts';
import { readTree, writeTree } from './support/folders.ts';
import { day } from './support/referral-rows.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const action = (number: number, due: string | null, owner: string | null = 'Manager') => ({
  ...{ number, what: `Task ${number}`, owner, due: due === null ? null : day(due) },
});

/** Wednesday 18 November 2026, with the packs of the two Fridays before. */
function machineWithActions(): Machine {
  const machine = newMachine({ today: '2026-11-18' });
  writePacks(join(machine.folder, 'packs'), [
    packOf('2026-11-06', {
      cases: [
        { actions: [action(1, '2026-11-17'), action(2, '2026-11-18', 'Ärztin')] },
        { grade: 'Inadequate', today: { what: 'Visit today', who: 'Worker', done: 'No' } },
      ],
    }),
    packOf('2026-11-13', {
      cases: [
        { actions: [action(1, null, null)] },
        { today: { what: 'Ring school', done: 'Yes', doneOn: day('2026-11-13') } },
        { today: { what: null, done: 'Not needed' } },
      ],
    }),
  ]);
  return machine;
}

function findingsIn({ folder }: Machine, pack: string): Findings {
  return JSON.parse(readFileSync(join(folder, 'packs', pack, 'findings.json'), 'utf8')) as Findings;
}

describe('the list', () => {
  it('has what is open, by owner and day; due today is not overdue, and done is not in it', async () => {
    const { exitCode, stdout, changes } = await run(['actions'], machineWithActions());
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 0, changes: 0 });
    expect(stdout).toBe(
      [
        'Actions open on Wednesday 18 November 2026: 4, of which 2 overdue',
        '',
        '           Due              Meeting          Action    What is to be done',
        '',
        'Manager',
        '  overdue  Tue 17 Nov 2026  Fri 6 Nov 2026   T1#1      Task 1',
        '',
        'Worker',
        '  overdue  Fri 6 Nov 2026   Fri 6 Nov 2026   T2#today  Visit today',
        '',
        'Ärztin',
        '  open     Wed 18 Nov 2026  Fri 6 Nov 2026   T1#2      Task 2',
        '',
        'No owner',
        '  open     no day           Fri 13 Nov 2026  T1#1      Task 1',
        '',
      ].join('\n'),
    );
  });

  it('has no heading of columns where nothing is open', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    writePacks(join(machine.folder, 'packs'), [packOf('2026-11-06', { cases: [{}] })]);
    const { stdout } = await run(['actions'], machine);
    expect(stdout).toBe('Actions open on Wednesday 18 November 2026: 0, of which 0 overdue\n');
  });

  it('of one action is written as one', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-11-06', { cases: [{ actions: [action(1, null)] }] }),
    ]);
    const { stdout } = await run(['actions', '--csv', 'open.csv'], machine);
    expect(stdout).toBe('1 action written to open.csv.\n');
  });

  it('marks what is to be done of a case that was replaced, and only that', async () => {
    const machine = machineWithActions();
    const gone = { reason: 'file locked', when: 'after', found: true } as const;
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-11-13', {
        cases: [{ actions: [action(1, null)] }],
        replaced: [{ ...gone, actions: [action(1, '2026-11-17', 'Nurse')] }],
        eligible: { met: 9, notMet: 0 },
      }),
    ]);
    const { stdout } = await run(['actions'], machine);
    expect(stdout).toMatch(/T2#1 +Task 1 \(the case was replaced; this stays to be done\)\n/);
    expect(stdout.match(/was replaced/g)).toHaveLength(1);
    const table = (await run(['actions', '--csv', '-'], machine)).stdout;
    expect(table.match(/,yes\r?\n/g)).toHaveLength(1);
  });

  it('names the packs of a day where several have actions, and only there', async () => {
    const machine = machineWithActions();
    const given = { localAuthority: 'Swindon', name: '2026-11-13-swindon' };
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-11-13', { ...given, cases: [{ actions: [action(1, null)] }] }),
    ]);
    const { stdout } = await run(['actions'], machine);
    expect(stdout).toContain('Fri 13 Nov 2026 (2026-11-13-swindon)  T1#1');
    expect(stdout).toContain('Fri 13 Nov 2026 (2026-11-13)  ');
    expect(stdout).not.toContain('(2026-11-06)');
  });

  it('is of one pack where one is named', async () => {
    const machine = machineWithActions();
    const { stdout, stderr } = await run(['actions', 'packs/2026-11-13'], machine);
    expect(stderr).toContain(
      'packs/2026-11-13 is one pack. For the actions of all, name the folder it is in: mash-audit actions packs.',
    );
    expect((await run(['actions', 'packs'], machine)).stderr).not.toContain('one pack');
    expect(stdout).toContain('2026: 1, of which 0 overdue');
  });

  it('is written as a table, never over another file, or printed', async () => {
    const machine = machineWithActions();
    const written = await run(['actions', '--csv', 'actions.csv'], machine);
    expect(written.stdout).toBe('4 actions written to actions.csv.\n');
    const text = readFileSync(join(machine.folder, 'actions.csv'), 'utf8');
    expect(statSync(join(machine.folder, 'actions.csv')).mode & 0o777).toBe(0o600);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows).toHaveLength(4);
    expect(rows[1]).toEqual({
      ...{ owner: 'Worker', due: '2026-11-06', state: 'overdue', pack: '2026-11-06' },
      ...{ meeting: '2026-11-06', action: 'T2#today', what: 'Visit today', case_replaced: '' },
    });
    const nowhere = await run(['actions', '--csv', '/nowhere/x.csv'], machine);
    expect(nowhere.stderr).toBe(
      'There is no folder /nowhere. x.csv cannot be written.\n  To do: Name a folder that is there. For IT: ENOENT.\n',
    );
    expect((await run(['actions', '--csv', '-'], machine)).stdout).toBe(text);
  });

  it('takes the place of an earlier table of actions, and of no other file', async () => {
    const machine = machineWithActions();
    const place = join(machine.folder, 'actions.csv');
    await run(['actions', '--csv', 'actions.csv'], machine);
    await run(['actions', 'packs/2026-11-06', '--done', 'T1#2'], machine);
    const again = await run(['actions', '--csv', 'actions.csv'], machine);
    expect(again.stdout).toBe('3 actions written to actions.csv, in place of the earlier list.\n');
    expect([...again.changes]).toEqual([['actions.csv', 'changed']]);
    expect(statSync(place).mode & 0o777).toBe(0o600);
    writeTree(machine.folder, { 'actions.csv': 'owner,due,mine\r\n' });
    const { exitCode, stderr, changes } = await run(['actions', '--csv', 'actions.csv'], machine);
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
    expect(stderr).toContain('never overwritten');
  });

  it('has one heading for an owner, however the name is written, and one line in the table', async () => {
    const machine = newMachine({ today: '2026-11-18' });
    const owners = ['MASH manager', 'mash  manager', 'MASH\nManager ', 'Ann Lee', 'Ann Leeson'];
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-11-06', {
        cases: owners.map((owner, at) => ({ actions: [action(1, `2026-11-2${at}`, owner)] })),
      }),
    ]);
    const { stdout } = await run(['actions'], machine);
    const headings = stdout.split('\n\n').map((part) => part.split('\n')[0]);
    expect(headings.slice(2)).toEqual(['Ann Lee', 'Ann Leeson', 'MASH manager']);
    const table = (await run(['actions', '--csv', '-'], machine)).stdout;
    expect(table.trim().split('\n')).toHaveLength(1 + owners.length);
    expect(table).toContain('MASH Manager,');
  });

  it('names three of many packs that it is without for one reason', async () => {
    const machine = machineWithActions();
    const tell = (packs: readonly string[]): string =>
      packs.reduce(
        (text, pack) => text + nextLine(parseLedger(text), drawEntry({ pack, meeting: day(pack) })),
        '',
      );
    const gone = fridays('2026-07-03', 5);
    writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': tell(gone) });
    const { stderr } = await run(['actions'], machine);
    expect(stderr).toBe(
      'Left out: 5 packs (2026-07-03, 2026-07-10, 2026-07-17 and 2 more), of each: the ledger tells of it, and it is not there.\n',
    );
    writeTree(join(machine.folder, 'packs'), { 'draws.jsonl': tell(gone.slice(0, 3)) });
    expect((await run(['actions'], machine)).stderr.match(/^Left out: 2026-07/gm)).toHaveLength(3);
  });

  it('says which packs it is without', async () => {
    const machine = machineWithActions();
    writeTree(join(machine.folder, 'packs/2026-11-06'), { 'findings.json': '{' });
    const { exitCode, stderr } = await run(['actions'], machine);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Left out: 2026-11-06: findings.json is not one');
  });
});

describe('an action that was done', () => {
  it('is recorded in the findings and the minutes of its pack, and nowhere else', async () => {
    const machine = machineWithActions();
    const before = findingsIn(machine, '2026-11-06');
    const words = ['actions', 'packs/2026-11-06', '--done', 't1#1', '--on', 'Tue 17 Nov 2026'];
    const { exitCode, stdout, changes } = await run(words, machine);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('T1#1 of packs/2026-11-06 is done on Tuesday 17 November 2026: Task 1\n');
    expect(changes).toEqual(
      new Map([
        ['packs/2026-11-06/findings.json', 'changed'],
        ['packs/2026-11-06/outcome.html', 'changed'],
      ]),
    );
    const minutes = readTree(machine.folder).get('packs/2026-11-06/outcome.html');
    expect(String(minutes)).toContain('Tue 17 Nov 2026');
    expect(findingsIn(machine, '2026-11-06')).toEqual({
      ...before,
      completions: [{ label: 'T1', action: 1, on: '2026-11-17' }],
    });
    expect((await run(['actions'], machine)).stdout).toContain('2026: 3, of which 1 overdue');
  });

  it('may be the immediate one', async () => {
    const words = ['actions', 'packs/2026-11-06', '--done', 'T2#today'];
    const { stdout } = await run(words, machineWithActions());
    expect(stdout).toContain('T2#today of packs/2026-11-06 is done on Wednesday 18 November 2026');
  });

  it('needs no pack where one pack only has it, and one where another has it done already', async () => {
    const machine = machineWithActions();
    const sole = await run(['actions', '--done', 'T1#2'], machine);
    expect(sole.stdout).toContain('T1#2 of packs/2026-11-06 is done on');
    const { exitCode, stderr, changes } = await run(['actions', '--done', 'T2#today'], machine);
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
    expect(stderr).toContain('several packs: 2026-11-06, 2026-11-13 (done Fri 13 Nov 2026).');
    expect(stderr).toContain('such as mash-audit actions packs/2026-11-06 --done T2#today.');
    const undone = await run(['actions', '--undo', 'T2#today'], machine);
    expect(undone.stderr).toContain('such as mash-audit actions packs/2026-11-13 --undo T2#today.');
  });

  it('is recorded in no pack whose findings were changed by hand, and the list names it', async () => {
    const machine = machineWithActions();
    const findings = findingsIn(machine, '2026-11-06');
    const [first, ...others] = findings.cases;
    const changed = { ...findings, cases: [{ ...first, grade: 'Outstanding' }, ...others] };
    const text = `${JSON.stringify(changed, null, 2)}\n`;
    writeTree(join(machine.folder, 'packs/2026-11-06'), { 'findings.json': text });
    const listed = await run(['actions'], machine);
    const said = 'findings.json, findings.csv and outcome.html differ';
    expect(listed.stderr).toContain(`2026-11-06: ${said}: run collate again, or ask who changed`);
    expect(listed.stderr).not.toContain('2026-11-13');
    const { exitCode, stderr, changes } = await run(['actions', '--done', 'T1#2'], machine);
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
    expect(stderr).toContain(said);
    expect(stderr).toContain('Run collate again, or ask who changed it.');
  });

  it('is recorded in no pack by its label alone while another pack cannot be read', async () => {
    const machine = machineWithActions();
    writeTree(join(machine.folder, 'packs/2026-11-13'), { 'findings.json': '{' });
    const { exitCode, stderr, changes } = await run(['actions', '--done', 'T1#1'], machine);
    expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
    expect(stderr).toContain('T1#1 is an action of one pack only: 2026-11-13 cannot be read.');
    expect(stderr).toContain('Name the pack, such as mash-audit actions packs/2026-11-06 --done');
    const named = await run(['actions', 'packs/2026-11-06', '--done', 'T1#1'], machine);
    expect(named.stdout).toContain('T1#1 of packs/2026-11-06 is done on');
  });

  it('names the packs that have it in the order of their meetings', async () => {
    const machine = machineWithActions();
    writePacks(join(machine.folder, 'packs'), [
      packOf('2026-10-30', { cases: [{ actions: [action(1, '2026-11-20', 'Zoe')] }] }),
    ]);
    const { stderr } = await run(['actions', '--done', 'T1#1'], machine);
    expect(stderr).toContain('several packs: 2026-10-30, 2026-11-06, 2026-11-13.');
  });

  it('can be taken back, to the byte', async () => {
    const machine = machineWithActions();
    const findings = (): string =>
      String(readTree(machine.folder).get('packs/2026-11-06/findings.json'));
    const before = findings();
    await run(['actions', '--done', 'T1#2'], machine);
    expect(findings()).not.toBe(before);
    const { stdout } = await run(['actions', '--undo', 'T1#2'], machine);
    expect(stdout).toContain('is open again');
    expect(findings()).toBe(before);
  });

  it.each([
    [['--done', 'T1#1'], 'T1#1 is an action of several packs: 2026-11-06, 2026-11-13.'],
    [['--done', 'T9#1'], 'There is no action T9#1 in packs.'],
    [['--done', 'T1#3'], 'There is no action T1#3 in packs.'],
    [['--done', 'T3#today'], 'There is no action T3#today in packs.'],
    [['--done', 'the visit'], '“the visit” names no action.'],
    [['--done', 'T1#2', '--on', '19/11/2026'], '--on Thu 19 Nov 2026 is after today.'],
    [['--done', 'T1#2', '--on', '05/11/2026'], 'before the meeting of Fri 6 Nov 2026.'],
    [['--undo', 'T1#2'], 'T1#2 is not done: 2026-11-06.'],
    [['--undo', 'T1#2', '--on', '17/11/2026'], '--undo goes without'],
    [['--on', '17/11/2026'], '--on was given without --done.'],
  ])('%j is refused, and nothing changes', async (flags, message) => {
    const { exitCode, stderr, changes } = await run(['actions', ...flags], machineWithActions());
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(changes.size).toBe(0);
  });

  it('is named where it is done already: by a record, or by its form', async () => {
    const machine = machineWithActions();
    await run(['actions', '--done', 'T1#2', '--on', '17/11/2026'], machine);
    const again = await run(['actions', '--done', 'T1#2'], machine);
    expect(again.stderr).toContain('T1#2 is done already: 2026-11-06 (done Tue 17 Nov 2026).');
    const byForm = ['actions', 'packs/2026-11-13', '--undo', 'T2#today'];
    expect((await run(byForm, machine)).stderr).toContain('itself says that this was done');
  });
});
