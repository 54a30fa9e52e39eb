/** What the program wrote is never read as an export: a draw from it would look like a draw of the week. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { xlsx } from '../support/inputs-workbooks.ts';
import { copyFixture, writeTree } from '../support/folders.ts';
import { newMachine, run, type Machine } from '../support/run.ts';

const PACK = 'packs/2026-11-20';
const A_PACK = 'This is a pack, not an export.';
const A_FILE = 'This is a file that mash-audit wrote, not an export.';
const CURE = 'To do: Name the file that your case-management system wrote.';

async function desk(): Promise<Machine> {
  const machine = newMachine();
  copyFixture('ordinary-week', machine.folder);
  const drawn = await run(['sample', 'mash-export.csv', '--seed', 'blue kettle 42'], machine);
  expect(drawn.exitCode).toBe(0);
  expect((await run(['collate', PACK], machine)).exitCode).toBeLessThan(2);
  return machine;
}

/** What each command says of it; none writes anything. */
async function saidOf(path: string, machine: Machine): Promise<readonly string[]> {
  const said: string[] = [];
  for (const command of [['check'], ['sample', '--dry-run'], ['sample'], ['init']]) {
    const { exitCode, stdout, stderr, changes } = await run([...command, path], machine);
    expect([command, exitCode, changes.size]).toEqual([command, 2, 0]);
    said.push(stdout + stderr);
  }
  return said;
}

test('a pack and each of its files is told, once, and nothing is done with it', async () => {
  const machine = await desk();
  for (const [path, message] of [
    [PACK, A_PACK],
    [`${PACK}/`, A_PACK],
    [`${PACK}/worksheets`, A_PACK],
    [`${PACK}/exclusions.csv`, A_FILE],
    [`${PACK}/register.csv`, A_FILE],
    [`${PACK}/findings.csv`, A_FILE],
    [`${PACK}/draw.json`, A_FILE],
    [`${PACK}/summary.html`, A_FILE],
    [`${PACK}/worksheets.xlsx`, A_FILE],
    [`${PACK}/worksheets/T1.csv`, A_FILE],
    ['packs/draws.jsonl', A_FILE],
  ] as const) {
    for (const said of await saidOf(path, machine)) {
      expect(said).toContain(message);
      expect(said).toContain(CURE);
      expect(said).toContain('1 problem.');
    }
  }
});

test.each(['exclusions.csv', 'worksheets.xlsx'])(
  'a copy of %s among the exports is named, and nothing is drawn',
  async (name) => {
    const { folder } = await desk();
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    cpSync(join(folder, PACK, name), join(machine.folder, `copy of ${name}`));
    const { exitCode, stderr } = await run(['sample', '.'], machine);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`copy of ${name}\n  ${A_FILE}`);
  },
);

test('an export of some of the same headings, or in a folder of some such name, is read', async () => {
  const machine = newMachine();
  const headings = ['reference', 'received', 'decided', 'decision', 'export', 'row'];
  const row = ['R1', '16/11/2026', '17/11/2026', 'S47', '1', '2'];
  writeTree(machine.folder, {
    'worksheets/week.csv': `${headings.join(',')}\n${row.join(',')}\n`,
    'week.xlsx': xlsx({ Map: [headings, ['R2', ...row.slice(1)]] }),
  });
  const { exitCode, stdout } = await run(['check', 'worksheets', 'week.xlsx'], machine);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Eligible    2 = 2 threshold met');
});
