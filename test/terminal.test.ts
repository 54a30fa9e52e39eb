/** What a person watching sees that a file or a pipe does not get: colour, and nothing else. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { csvOf } from './support/exports.ts';
import { copyFixture, writeTree } from './support/folders.ts';
import { newMachine, run, type Machine } from './support/run.ts';

const ESCAPE = '\u001B';
const PACK = 'packs/2026-11-20';

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
    ['check', ['check', 'mash-export.csv', '--meeting', '20/11/2026']],
    ['check of what cannot be drawn from', ['check', 'mash-export.csv', '--meeting', '1/1/2026']],
    ['verify', ['verify', PACK]],
    ['verify of an altered pack', ['verify', 'altered']],
  ])('of %s changes no word, and is not there when nobody watches', async (_, words) => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    await run(['sample', 'mash-export.csv', '--seed', 'blue kettle 42'], machine);
    cpSync(join(machine.folder, PACK), join(machine.folder, 'altered'), { recursive: true });
    writeTree(machine.folder, { 'altered/register.csv': 'altered' });

    const watched = await run(words, { ...machine, terminal: true });
    const plain = await run(words, machine);
    const asked = await run([...words, '--no-color'], { ...machine, terminal: true });
    expect(watched.stdout).toContain(ESCAPE);
    expect(plain.stdout).not.toContain(ESCAPE);
    expect(stripVTControlCharacters(watched.stdout)).toBe(plain.stdout);
    expect(asked.stdout).toBe(plain.stdout);
    expect(watched.exitCode).toBe(plain.exitCode);
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
    for (const each of [words, ['check', 'week.csv'], ['init', 'week.csv', '--no-input']]) {
      const { stdout, stderr } = await run(each, machine);
      expect(stdout + stderr).not.toBe('');
      expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('cannot steer it from a pack either, whoever altered that', async () => {
    const machine = newMachine();
    copyFixture('fewer-than-eight', machine.folder);
    await run(['sample', 'mash-export.csv', '--seed', 'blue kettle 42'], machine);
    const name = `worksheets/T9${ESCAPE}[2J.csv`;
    const record = readFileSync(join(machine.folder, PACK, 'draw.json'), 'utf8');
    writeTree(join(machine.folder, PACK), {
      [name]: 'x',
      'draw.json': record.replaceAll('Q-003', `Q-\\u001b[2J\\u202e3`),
    });
    const { exitCode, stdout, stderr } = await run(['verify', PACK, 'mash-export.csv'], machine);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('Q- [2J 3');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
