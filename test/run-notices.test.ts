/** What is said of the day a command runs on: on the screen, and never in a pack. */
import { expect, test } from 'vitest';
import { noticesOfRun } from '../src/audit/run-notices.ts';
import { copyFixture, readTree } from './support/folders.ts';
import { day, WEEK } from './support/referral-rows.ts';
import { newMachine, run } from './support/run.ts';

const WORDS = ['sample', 'mash-export.csv', '--meeting', '20/11/2026', '--seed', 'blue kettle 42'];

async function drawOn(today: string) {
  const machine = newMachine({ today });
  copyFixture('ordinary-week', machine.folder);
  const { exitCode, stdout } = await run(WORDS, machine);
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

test('a draw before the week has ended says so on the screen, and the pack is the same', async () => {
  const [early, late] = [await drawOn('2026-11-18'), await drawOn('2026-11-20')];
  const said = 'The audit week lasts until Thu 19 Nov 2026, and today is Wed 18 Nov 2026.';
  expect(early.stdout).toContain(said);
  expect(late.stdout).not.toContain('lasts until');
  expect(early.tree).toEqual(late.tree);
});
