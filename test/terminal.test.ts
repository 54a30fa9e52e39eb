/** What a person watching sees that a file or a pipe does not get: colour, and nothing else. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { csvOf } from './support/exports.ts';
import { copyFixture, writeTree } from './support/folders.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const ESCAPE = '\u001B';

async function draw(flags: readonly string[], settings: Partial<Machine>) {
  const machine = newMachine(settings);
  copyFixture('ordinary-week', machine.folder);
  return run(['sample', 'mash-export.csv', '--seed', 'blue kettle 42', ...flags], machine);
}

async function refuse(flags: readonly string[], settings: Partial<Machine>) {
  return run(['sample', 'no-such.csv', ...flags], newMachine(settings));
}

describe('colour', () => {
  it('is there for a person at a terminal, and changes no word', async () => {
    const [watched, piped] = [await draw([], { terminal: true }), await draw([], {})];
    expect(watched.stdout).toContain(ESCAPE);
    expect(stripVTControlCharacters(watched.stdout)).toBe(piped.stdout);

    const [refused, kept] = [await refuse([], { terminal: true }), await refuse([], {})];
    expect(refused.stderr).toContain(ESCAPE);
    expect(stripVTControlCharacters(refused.stderr)).toBe(kept.stderr);
  });

  it.each([
    ['in a file or a pipe', [], {}],
    ['with --no-color', ['--no-color'], { terminal: true }],
    ['where NO_COLOR is set', [], { terminal: true, env: { NO_COLOR: '1' } }],
    ['on a terminal that has none', [], { terminal: true, env: { TERM: 'dumb' } }],
  ])('is not there %s', async (_, flags, settings) => {
    expect((await draw(flags, settings)).stdout).not.toContain(ESCAPE);
    expect((await refuse(flags, settings)).stderr).not.toContain(ESCAPE);
    expect((await refuse([...flags, '--size', '0'], settings)).stderr).not.toContain(ESCAPE);
  });

  it('is not there in JSON, whoever watches', async () => {
    const { stdout } = await draw(['--json'], { terminal: true });
    expect(stdout).not.toContain(ESCAPE);
    expect(JSON.parse(stdout)).toMatchObject({ pack: 'packs/2026-11-20' });
  });
});

describe('text from an export', () => {
  it.each([
    ['a reference that turns the line round', ['A-1\u202E321', '15/11/2026', 'S47\u200B']],
    ['a reference that clears the screen', [`A-2${ESCAPE}[2J`, '15/11/2026', 'S47']],
    ['a decision that renames the window', ['A-3', '15/11/2026', `Maybe${ESCAPE}]0;x\u0007`]],
    ['a date that hides what follows', ['A-4', `${ESCAPE}[8msoon`, 'S47']],
  ])('cannot steer the terminal: %s', async (_, row) => {
    const machine = newMachine();
    const headings = ['Case Ref', 'Decision Date', 'Outcome'];
    writeTree(machine.folder, { 'week.csv': csvOf([headings, row]) });
    const words = ['sample', 'week.csv', '--dry-run', '--seed', 'blue kettle 42'];
    const { stdout, stderr } = await run(words, machine);
    expect(stdout + stderr).not.toBe('');
    expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
