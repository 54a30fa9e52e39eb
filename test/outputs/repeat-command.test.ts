import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFixture, fixture, writeTree } from '../support/folders.ts';
import { newMachine, run, type Machine } from '../support/run.ts';

/** The command a pack's summary gives for making the draw again, as a reader copies it. */
function commandOn(machine: Machine, pack = '2026-11-20'): string {
  const page = readFileSync(join(machine.folder, 'packs', pack, 'summary.html'), 'utf8');
  const [, code = ''] = /<code>(mash-audit sample [^<]*)<\/code>/.exec(page) ?? [];
  return code
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

/** Draws with these words, and again by the command on the summary: what the second run said. */
async function drawTwice(machine: Machine, ...words: readonly string[]): Promise<string> {
  expect((await run(['sample', ...words], machine)).exitCode).toBe(0);
  const { stdout, stderr } = await run(wordsOf(commandOn(machine)), machine);
  return stdout + stderr;
}

const IDENTICAL = 'This pack is already here, and identical.';

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
    expect(await drawTwice(machine, 'mash-export.csv', ...flags)).toContain(IDENTICAL);
  });

  it('makes the same pack again from exports whose names have spaces', async () => {
    const machine = newMachine();
    const week = readFileSync(join(fixture('fewer-than-eight'), 'mash-export.csv'));
    writeTree(machine.folder, { 'MASH export (2).csv': week });
    expect(await drawTwice(machine, 'MASH export (2).csv', '--seed', '1')).toContain(IDENTICAL);
  });

  it('makes the same pack again: a seed that was generated', async () => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    expect(await drawTwice(machine, 'mash-export.csv')).toContain(IDENTICAL);
  });

  // A dash in front would make a flag of a name, in quotation marks or not.
  it('makes the same pack again from an export whose name begins with a dash', async () => {
    const machine = newMachine();
    const week = readFileSync(join(fixture('fewer-than-eight'), 'mash-export.csv'));
    writeTree(machine.folder, { '-x.csv': week });
    expect(await drawTwice(machine, './-x.csv', '--seed', '1')).toContain(IDENTICAL);
  });

  // Between double quotation marks a shell would still read these, so the pack itself is named.
  it.each([
    ['a double quotation mark', 'say "cheese"'],
    ['a dollar sign', 'US$HOME'],
    ['a backtick', 'a `b` c'],
  ])('makes the same pack again: a seed with %s', async (_, seed) => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    expect(await drawTwice(machine, 'mash-export.csv', '--seed', seed)).toContain(IDENTICAL);
  });

  it('names the authority, where one is audited', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    const flags = ['--local-authority', 'Swindon Borough Council', '--seed', '1'];
    await run(['sample', 'mash-export.csv', ...flags], machine);
    const command = commandOn(machine, '2026-11-20-swindon-borough-council');
    expect(command).toContain('--local-authority "Swindon Borough Council"');
    const again = await run(wordsOf(command), machine);
    expect(again.stdout).toContain(IDENTICAL);
  });

  it('names the settings file, and gives the same pack under its settings', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    writeTree(machine.folder, {
      'our team.yaml': 'seats: { met: 5, not-met: 3 }\nweek: { days: 5 }\nmarking: TEST\n',
    });
    const words = ['mash-export.csv', '--settings', 'our team.yaml', '--seed', '1'];
    expect(await drawTwice(machine, ...words)).toContain(IDENTICAL);
    expect(commandOn(machine)).toContain('--settings "our team.yaml"');
  });

  it('makes a second draw again, with its reason', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await run(['sample', 'mash-export.csv', '--seed', '1'], machine);
    const second = ['--seed', '2', '--redraw', 'the first lacked Thursday'];
    await run(['sample', 'mash-export.csv', ...second], machine);
    const again = await run(wordsOf(commandOn(machine, '2026-11-20-draw-2')), machine);
    expect(again.stdout).toContain(IDENTICAL);
    expect(again.stdout).toContain('Draw 2 of this week. Reason: the first lacked Thursday');
  });

  it('makes a pack again in which a case was replaced since', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await run(['sample', 'mash-export.csv', '--seed', '1'], machine);
    await run(['replace', 'packs/2026-11-20', 'T2', '--reason', 'file-locked'], machine);
    const command = commandOn(machine);
    expect(command).toBe('mash-audit sample mash-export.csv --from-pack packs/2026-11-20');
    const again = await run(wordsOf(command), machine);
    expect(again.stdout).toContain(IDENTICAL);
  });
});
