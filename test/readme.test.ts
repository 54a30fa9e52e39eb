/** The README is held to what it says: its session, its commands and flags, its numbers and links. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestFrame, sayFrameCode } from '../src/audit/frame.ts';
import { seedDigest, ticketOf } from '../src/audit/tickets.ts';
import { weekBefore } from '../src/audit/week.ts';
import { parseIsoDate } from '../src/audit/civil-date.ts';
import { copyFixture } from './support/folders.ts';
import { newMachine, run } from './support/run.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const method = readFileSync(join(root, 'docs/method.md'), 'utf8');
const report = readFileSync(join(root, 'docs/report.md'), 'utf8');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

async function helpOf(command: string): Promise<string> {
  return (await run([command, '--help'], newMachine())).stdout;
}

describe('the sessions in the README', () => {
  const blocks = [...readme.matchAll(/```console\n\$ mash-audit (.*)\n([\s\S]*?)```/g)];

  test('there are two: one that draws and one that is refused', () => {
    expect(blocks).toHaveLength(2);
  });

  test.each(blocks.map(([, command = '', output = '']) => [command, output]))(
    'mash-audit %s',
    async (command, output) => {
      const machine = newMachine();
      copyFixture('ordinary-week', machine.folder);
      const { stdout, stderr } = await run(command.split(' '), machine);
      expect(stdout + stderr).toBe(output);
    },
  );
});

describe('the commands in the README', () => {
  const commands = [
    ...readme.matchAll(/mash-audit (sample|check|verify|replace|report|actions|init)\b([^`\n|]*)/g),
  ];

  test('every flag shown with a command is one that the command has', async () => {
    const shown = commands.flatMap(([, command = '', rest = '']) =>
      [...rest.matchAll(/(--[a-z-]+)/g)].map(([flag]) => ({ command, flag })),
    );
    expect(shown.length).toBeGreaterThan(8);
    for (const { command, flag } of shown) {
      expect(await helpOf(command), command).toContain(flag);
    }
  });

  test('every command the program has is in its table', async () => {
    const { stdout } = await run(['--help'], newMachine());
    const listed = [...stdout.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(5);
    for (const name of listed) expect(readme).toContain(`| \`mash-audit ${name ?? ''} `);
  });

  test('its two first commands are scripts of the package, and the example is the session', () => {
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
    expect(manifest.scripts.start).toContain('sample fixtures/ordinary-week --meeting 2026-11-20');
    expect(manifest.scripts.start).toContain('--seed 50371946821736508249');
    expect(manifest.scripts.test).toBe('vitest run');
    expect(manifest.bin['mash-audit']).toBe('bin/mash-audit.js');
  });

  test('every script of the package that rewrites something is named', () => {
    for (const script of ['fixtures', 'problems', 'schema']) {
      expect(manifest.scripts).toHaveProperty(script);
      expect(readme).toContain(`\`npm run ${script}\` (rewrites `);
    }
  });

  test('every script it names is one', () => {
    for (const [, script = ''] of readme.matchAll(/npm run ([a-z]+)/g)) {
      expect(manifest.scripts, script).toHaveProperty(script);
    }
  });
});

describe('the exit codes in the README', () => {
  test('0: done', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    expect((await run(['sample', 'mash-export.csv', '--quiet'], machine)).exitCode).toBe(0);
  });

  test('1: the exports hold problems', async () => {
    const machine = newMachine();
    copyFixture('contradictory-rows', machine.folder);
    expect((await run(['sample', 'mash-export.csv'], machine)).exitCode).toBe(1);
  });

  test('2: it could not be done', async () => {
    expect((await run(['sample', 'missing.csv'], newMachine())).exitCode).toBe(2);
  });
});

describe('links', () => {
  test.each([
    ['README.md', readme],
    ['docs/method.md', method],
    ['docs/report.md', report],
  ])('every file %s links to is there', (name, text) => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(0);
    for (const path of links) expect(existsSync(join(root, dirname(name), path)), path).toBe(true);
  });
});

describe('the worked example of docs/method.md', () => {
  const value = (name: string): string =>
    new RegExp(`\\| ${name} \\| \`([^\`]*)\` \\|`).exec(method)?.[1] ?? '';

  test('each intermediate value follows from the one before', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(value('`s`')).toBe(seedDigest(value('seed')));
    expect(value('text that is hashed')).toBe(`${value('`s`')}:${value('reference')}`);
    expect(value('`key`')).toBe(sha256(value('text that is hashed')));
    const ticket = ticketOf(value('`s`'), value('reference'));
    expect(ticket).toBe(8862309094273090 / 2 ** 53);
    expect(value('ticket: 8862309094273090 / 2\\^53')).toBe(String(ticket));
  });

  test('its reference values are the ones the program gives', () => {
    const rows = [...method.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| `(0\.\d+)` \|$/gm)];
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const [, seed = '', reference = '', ticket] of rows) {
      expect(String(ticketOf(seedDigest(seed), reference))).toBe(ticket);
    }
  });

  test('the frame code is made as it says', () => {
    const meeting = parseIsoDate('2026-11-20');
    expect(meeting).not.toBeNull();
    if (meeting === null) return;
    const lines = '["frame-1","2026-11-13","2026-11-19","decided"]\n["A","met"]\n["é","not-met"]\n';
    const frame = [
      { reference: 'A', side: 'met' },
      { reference: 'é', side: 'not-met' },
    ] as const;
    expect(digestFrame(frame, weekBefore(meeting), 'decided')).toBe(
      createHash('sha256').update(lines).digest('hex'),
    );
    expect(method).toContain(lines);
    expect(method).toContain(sayFrameCode(createHash('sha256').update(lines).digest('hex')));
  });
});
