/** What is said of the day a command runs on: on the screen, and never in a pack. */
import { expect, test } from 'vitest';
import { noticesOfRun } from '../src/audit/run-notices.ts';
import { copyFixture, readTree } from './support/folders.ts';
import { day, WEEK } from './support/referral-rows.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const WORDS = ['sample', 'mash-export.csv', '--meeting', '20/11/2026', '--seed', 'blue kettle 42'];

const DAYS = ['--from', '13/11/2026', '--to', '19/11/2026'];

function deskOn(today: string): Machine {
  const machine = newMachine({ today });
  copyFixture('ordinary-week', machine.folder);
  return machine;
}

async function drawOn(today: string, ...flags: readonly string[]) {
  const machine = deskOn(today);
  const { exitCode, stdout } = await run([...WORDS, ...flags], machine);
  expect(exitCode).toBe(0);
  return { stdout, tree: readTree(machine.folder) };
}

test.each([
  ['2026-11-18', true],
  ['2026-11-19', true],
  ['2026-11-20', false],
  ['2027-11-20', false],
])('on %s the week of 13 to 19 November has still days to come: %s', (today, said) => {
  const codes = noticesOfRun(WEEK, day(today)).map(({ code }) => code);
  expect(codes).toEqual(said ? ['week-not-ended'] : []);
});

test('a meeting on another day than a Friday is named', () => {
  const thursday = { ...WEEK, meeting: day('2026-11-19'), to: day('2026-11-18') };
  const today = day('2026-11-20');
  expect(noticesOfRun(thursday, today).map(({ code }) => code)).toEqual(['meeting-not-friday']);
  expect(noticesOfRun(WEEK, today)).toEqual([]);
});

test('a draw of days named before the week has ended says so on the screen, and the pack is the same', async () => {
  const [early, late] = [await drawOn('2026-11-18', ...DAYS), await drawOn('2026-11-20')];
  const said = 'The audit week lasts until Thu 19 Nov 2026, and today is Wed 18 Nov 2026.';
  expect(early.stdout).toContain(said);
  expect(late.stdout).not.toContain('lasts until');
  expect(early.tree).toEqual(late.tree);
});

test.each([
  ['no meeting named, on a Monday', '2026-11-16', []],
  ['no meeting named, on its last day', '2026-11-19', []],
  ['the meeting named', '2026-11-18', ['--meeting', '20/11/2026', '--seed', 'blue kettle 42']],
])('a week that has not ended is not drawn by an oversight: %s', async (_, today, flags) => {
  const machine = deskOn(today);
  const { exitCode, stdout, stderr, changes } = await run(['sample', '.', ...flags], machine);
  expect({ exitCode, stdout, changes: changes.size }).toEqual({
    exitCode: 2,
    stdout: '',
    changes: 0,
  });
  expect(stderr).toContain('The audit week of Friday 20 November 2026 lasts until Thu 19 Nov 2026');
  expect(stderr).toContain('add --meeting 13/11/2026.');
  expect(stderr).toContain('wait until Fri 20 Nov 2026.');
  expect(stderr).toContain('--from 13/11/2026 --to 19/11/2026.');
});

test('a name that is not there is told before the week that has not ended', async () => {
  const machine = deskOn('2026-11-16');
  const { exitCode, stdout, stderr, changes } = await run(['sample', 'mash-exprt.csv'], machine);
  expect({ exitCode, changes: changes.size }).toEqual({ exitCode: 2, changes: 0 });
  expect(stdout + stderr).toContain('There is no such file or folder.');
  expect(stdout + stderr).not.toContain('The audit week of');
});

test('the commands such a refusal names can be run', async () => {
  const machine = deskOn('2026-11-23');
  const { exitCode, stderr } = await run(['sample', '.'], machine);
  expect(exitCode).toBe(2);
  const [, meeting = ''] = /add --meeting (\S+)\./.exec(stderr) ?? [];
  expect(meeting).toBe('20/11/2026');
  const drawn = await run(['sample', '.', '--meeting', meeting], machine);
  expect(drawn.exitCode).toBe(0);
  expect(drawn.changes.get('packs/2026-11-20/draw.json')).toBe('new');
});

test('on the Friday, and ever after, the week is drawn as it was', async () => {
  const friday = await drawOn('2026-11-20');
  expect((await drawOn('2031-01-06')).tree).toEqual(friday.tree);
});

test.each([
  ['check', ['check', '.', '--meeting', '20/11/2026']],
  ['a dry run', ['sample', '.', '--dry-run']],
])('%s of a week that has not ended goes on, and says so', async (_, words) => {
  const { exitCode, stdout } = await run(words, deskOn('2026-11-18'));
  expect(exitCode).toBe(0);
  expect(stdout).toContain('The audit week lasts until Thu 19 Nov 2026');
});

test('a pack drawn early on purpose is repeated from its record on any day', async () => {
  const machine = deskOn('2026-11-18');
  expect((await run([...WORDS, ...DAYS], machine)).exitCode).toBe(0);
  const again = ['sample', '.', '--from-pack', 'packs/2026-11-20', '--out', 'again'];
  expect((await run(again, machine)).exitCode).toBe(0);
});
