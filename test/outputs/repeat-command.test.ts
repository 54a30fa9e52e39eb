import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyFixture, fixture, writeTree } from '../support/folders.ts';
import { newMachine, run, type Machine } from '../support/run.ts';

/** The command a pack's summary gives for making the draw again, as a reader copies it. */
function commandOn(machine: Machine): string {
  const page = readFileSync(join(machine.folder, 'packs/2026-11-20/summary.html'), 'utf8');
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

  // The seed is the same, but the pack says whether it was given or generated: so the second draw
  // is another pack, and the message sends its reader back to the very command just used.
  it('makes the same pack again: a seed that was generated', async () => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    expect(await drawTwice(machine, 'mash-export.csv')).toContain(IDENTICAL);
  });

  // A dash in front makes a flag of a name, in quotation marks or not.
  it('makes the same pack again from an export whose name begins with a dash', async () => {
    const machine = newMachine();
    const week = readFileSync(join(fixture('fewer-than-eight'), 'mash-export.csv'));
    writeTree(machine.folder, { '-x.csv': week });
    expect(await drawTwice(machine, './-x.csv', '--seed', '1')).toContain(IDENTICAL);
  });

  // Between double quotation marks a shell still reads these.
  it.each([
    ['a double quotation mark', 'say "cheese"'],
    ['a dollar sign', 'US$HOME'],
    ['a backtick', 'a `b` c'],
  ])('makes the same pack again: a seed with %s', async (_, seed) => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    expect(await drawTwice(machine, 'mash-export.csv', '--seed', seed)).toContain(IDENTICAL);
  });
});
