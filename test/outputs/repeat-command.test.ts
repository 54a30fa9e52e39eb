import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFixture, fixture, readTree, writeTree } from '../support/folders.ts';
import { newMachine, run, type Machine } from '../support/run.ts';

/** The command a pack's summary gives for making the draw again, as a reader copies it. */
function commandOn(machine: Machine, pack = '2026-11-20'): string {
  const page = readFileSync(join(machine.folder, 'packs', pack, 'summary.html'), 'utf8');
  const [, code = ''] = /<code>(mash-audit sample .*?)<\/code>/.exec(page) ?? [];
  return code
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The words a shell makes of a command, after the program's name. */
function wordsOf(command: string): string[] {
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return stdout.split('\0').slice(1, -1);
}

/**
 * Follows the command on a pack's summary, and holds what comes of it to every byte of that pack:
 * where it makes the pack in a folder of its own, and where it finds it in its place.
 */
async function makeAgain(machine: Machine, pack = '2026-11-20') {
  const asDrawn = readTree(join(machine.folder, 'packs', pack));
  const command = commandOn(machine, pack);
  const { exitCode, stdout, stderr } = await run(wordsOf(command), machine);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const apart = command.endsWith(' --out again');
  if (!apart) expect(stdout).toContain('This pack is already here, and identical.');
  expect(readTree(join(machine.folder, apart ? 'again' : 'packs', pack))).toEqual(asDrawn);
  return { command, stdout };
}

async function draw(machine: Machine, ...words: readonly string[]): Promise<void> {
  expect((await run(['sample', ...words], machine)).exitCode).toBe(0);
}

describe.skipIf(process.platform === 'win32')('the command on the summary', () => {
  it.each([
    ['a seed with spaces', ['--seed', 'blue kettle 42']],
    ['a seed with an apostrophe', ['--seed', "the chair’s and O'Neil's"]],
    ['a seed that looks like a flag', ['--seed=--size']],
    ['a seed with signs a shell could take for its own', ['--seed', '* ~ #1 & (a|b) <c>; !']],
    ['another size', ['--size', '4', '--seed', '1']],
    [
      'a case known to be unfit',
      ['--not', 'T2=file-locked', '--not', 'N1=a cousin', '--seed', '1'],
    ],
    ['other dates', ['--from', '16/11/2026', '--to', '19/11/2026', '--seed', '1']],
    ['referrals left out', ['--leave-out-undated', '--leave-out-unrecognised', '--seed', '1']],
  ])('makes the same pack again: %s', async (_, flags) => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await draw(machine, 'mash-export.csv', ...flags);
    await makeAgain(machine);
  });

  it('makes the same pack again from exports whose names have spaces', async () => {
    const machine = newMachine();
    const week = readFileSync(join(fixture('fewer-than-eight'), 'mash-export.csv'));
    writeTree(machine.folder, { 'MASH export (2).csv': week });
    await draw(machine, 'MASH export (2).csv', '--seed', '1');
    await makeAgain(machine);
  });

  it('makes the same pack again: a seed that was generated', async () => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    await draw(machine, 'mash-export.csv');
    await makeAgain(machine);
  });

  // A dash in front would make a flag of a name, in quotation marks or not.
  it('makes the same pack again from an export whose name begins with a dash', async () => {
    const machine = newMachine();
    const week = readFileSync(join(fixture('fewer-than-eight'), 'mash-export.csv'));
    writeTree(machine.folder, { '-x.csv': week });
    await draw(machine, './-x.csv', '--seed', '1');
    await makeAgain(machine);
  });

  // Between double quotation marks a shell would still read these, so the pack itself is named.
  it.each([
    ['a double quotation mark', 'say "cheese"'],
    ['a dollar sign', 'US$HOME'],
    ['a backtick', 'a `b` c'],
  ])('makes the same pack again: a seed with %s', async (_, seed) => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    await draw(machine, 'mash-export.csv', '--seed', seed);
    await makeAgain(machine);
  });

  it('names the authority, where one is audited', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    const flags = ['--local-authority', 'Swindon Borough Council', '--seed', '1'];
    await draw(machine, 'mash-export.csv', ...flags);
    const { command } = await makeAgain(machine, '2026-11-20-swindon-borough-council');
    expect(command).toContain('--local-authority "Swindon Borough Council"');
  });

  it('names the settings file, and gives the same pack under its settings', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    writeTree(machine.folder, {
      'our team.yaml': 'seats: { met: 5, not-met: 3 }\nweek: { days: 5 }\nmarking: TEST\n',
    });
    await draw(machine, 'mash-export.csv', '--settings', 'our team.yaml', '--seed', '1');
    const { command } = await makeAgain(machine);
    expect(command).toContain('--settings "our team.yaml"');
  });

  it('makes a second draw again, with its reason', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await draw(machine, 'mash-export.csv', '--seed', '1');
    const second = ['--seed', '2', '--redraw', 'the first lacked Thursday'];
    await draw(machine, 'mash-export.csv', ...second);
    const { stdout } = await makeAgain(machine, '2026-11-20-draw-2');
    expect(stdout).toContain('Draw 2 of this week. Reason: the first lacked Thursday');
  });

  it('makes a pack again in which a case was replaced since', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await draw(machine, 'mash-export.csv', '--seed', '1');
    await run(['replace', 'packs/2026-11-20', 'T2', '--reason', 'file-locked'], machine);
    const { command } = await makeAgain(machine);
    expect(command).toContain('--from-pack packs/2026-11-20');
  });
});
