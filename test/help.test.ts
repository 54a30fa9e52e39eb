/** What the program says of itself: on one screen, no wider than 80 columns, and kind to a slip. */
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { systemRuntime } from '../src/cli/runtime.ts';
import { newMachine, run } from './support/run.ts';

const ROWS = 24;
const COLUMNS = 80;

async function say(...words: readonly string[]) {
  return run(words, newMachine());
}

function tooWide(text: string): string[] {
  return text.split('\n').filter((line) => Array.from(line).length > COLUMNS);
}

const COMMANDS = buildProgram(systemRuntime(), () => undefined).commands.map((one) => one.name());

describe('mash-audit alone', () => {
  test('explains itself on one screen, and that is no failure', async () => {
    const { stdout, stderr, exitCode } = await say();
    expect(stdout.trimEnd().split('\n').length).toBeLessThan(ROWS);
    expect(tooWide(stdout)).toEqual([]);
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(stdout).toContain('Example:\n  mash-audit sample "MASH export.csv"\n');
  });

  test.each([[['--help']], [['-h']], [['help']]])('says the same with %j', async (words) => {
    expect(await say(...words)).toMatchObject({ stdout: (await say()).stdout, exitCode: 0 });
  });

  test('names every command and every exit code', async () => {
    const { stdout } = await say();
    expect(COMMANDS.length).toBeGreaterThan(4);
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const code of ['0 done', '1 it ran', '2 it could not']) expect(stdout).toContain(code);
  });
});

describe('the help of a command', () => {
  test.each(COMMANDS)('%s opens with an example and is 80 columns wide', async (command) => {
    const { stdout, exitCode } = await say(command, '--help');
    expect(stdout).toMatch(new RegExp(`^Example:\n  mash-audit ${command} \\S`));
    expect(tooWide(stdout)).toEqual([]);
    expect(exitCode).toBe(0);
    expect((await say('help', command)).stdout).toBe(stdout);
  });

  test.each(COMMANDS)('%s has an example that the command understands', async (command) => {
    const { stdout } = await say(command, '--help');
    const [, example = ''] = /^Example:\n {2}mash-audit (.+)$/m.exec(stdout) ?? [];
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b ?? '');
    const { stderr } = await say(...words);
    expect(stderr).not.toMatch(/There is no (?:command|flag)|lacks|needs the flag|more words/);
  });

  test.each(COMMANDS)('%s breaks no line of its description early', async (command) => {
    const { stdout } = await say(command, '--help');
    const [, about = ''] = /^Usage:.*\n\n([^]*?)\n\n/m.exec(stdout) ?? [];
    const lines = about.split('\n');
    expect(lines[0]).not.toBe('');
    for (const [n, line] of lines.slice(0, -1).entries()) {
      const [next = ''] = (lines[n + 1] ?? '').split(' ');
      const ends = /[.:,]$/.test(line);
      expect(ends || line.length + 1 + next.length >= COLUMNS, line).toBe(true);
    }
  });

  test('a line that is too wide would be found', () => {
    expect(tooWide(`${'x'.repeat(COLUMNS)}\n${'’'.repeat(COLUMNS + 1)}`)).toHaveLength(1);
  });
});

describe('a slip', () => {
  test.each([
    [['smaple'], 'There is no command “smaple”. Did you mean “sample”?'],
    [['chek', 'x.csv'], 'There is no command “chek”. Did you mean “check”?'],
    [['verfy'], 'Did you mean “verify”?'],
    [['sample', '--meting', 'x'], 'There is no flag “--meting” here. Did you mean “--meeting”?'],
    [['sample', '--sede', '1', 'x.csv'], 'Did you mean “--seed”?'],
    [['check', '--leave-out-undatd', 'x.csv'], 'Did you mean “--leave-out-undated”?'],
    [['verify', '--jsn', 'x'], 'Did you mean “--json”?'],
    [['replace', 'packs/x', 'T1', '--raeson', 'y'], 'Did you mean “--reason”?'],
    [['init', '--no-imput'], 'Did you mean “--no-input”?'],
    [['--versoin'], 'Did you mean “--version”?'],
  ])('%j is answered with the nearest word', async (words, said) => {
    const { stdout, stderr, exitCode } = await say(...words);
    expect(stderr).toContain(said);
    expect(stderr).toContain('\n  To do: Run mash-audit ');
    expect([stdout, exitCode]).toEqual(['', 2]);
  });

  test.each([
    [['version'], 'There is no command “version”. Did you mean “--version”?'],
    [['-v'], 'There is no flag “-v” here. Did you mean “--version”?'],
    [['sample', '-help'], 'There is no flag “-help” here. Did you mean “--help”?'],
    [['sample', '-v'], 'Did you mean “--version”?'],
  ])('%j is an old habit, and answered with what it is here', async (words, said) => {
    const { stderr, exitCode } = await say(...words);
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  test.each([
    [['--meeting', '20/11/2026'], '--meeting 20/11/2026.'],
    [
      ['--local-authority', 'North Somerset', '--json'],
      '--local-authority "North Somerset" --json.',
    ],
  ])('%j lacks its command, and is given back with one', async (words, end) => {
    const { stderr } = await say(...words);
    expect(stderr).toContain(
      `The command is missing.\n  To do: Name a command first: mash-audit sample "MASH export.csv" ${end}`,
    );
  });

  test.each([
    [['sample', 'x.csv', '–meeting', '20/11/2026'], '“–meeting”', '--meeting'],
    [['—help'], '“—help”', '--help'],
    [['check', 'x.csv', '—-meeting=20/11/2026'], '“—-meeting=20/11/2026”', '--meeting'],
  ])('%j has the long dash of Word', async (words, typed, flag) => {
    const { stderr, exitCode } = await say(...words);
    expect(stderr).toBe(
      `${typed} begins with a long dash, as Word writes it.\n  To do: Type two hyphens: ${flag}.\n`,
    );
    expect(exitCode).toBe(2);
  });

  test.each([
    ['check', ''],
    ['sample', '', '--meeting', '20/11/2026'],
    ['verify', ' '],
    ['collate', 'packs/2026-11-20', ''],
    ['report', ''],
    ['actions', ''],
  ])('%j has a name that is blank', async (...words) => {
    const { exitCode, stdout, stderr, changes } = await run(words, newMachine({}));
    expect({ exitCode, stdout, changes: changes.size }).toEqual({
      exitCode: 2,
      stdout: '',
      changes: 0,
    });
    expect(stderr).toContain('A file or a folder was named “”, which is no name.');
  });

  test('a long dash before anything else is no flag', async () => {
    const { stderr } = await say('sample', '–export.csv', '– meeting');
    expect(stderr).not.toContain('Word');
  });

  test('a date typed without quotation marks is told of them, another is not', async () => {
    const said = 'A date with spaces needs quotation marks.';
    const date = async (...words: readonly string[]) =>
      (await say('sample', 'x.csv', '--meeting', ...words)).stderr;
    expect(await date('20', 'Nov', '2026')).toContain(said);
    expect(await date('Friday,', '20', 'Nov', '2026')).toContain(said);
    expect(await date('31/11/2026')).not.toContain(said);
  });

  test.each([
    [['xyzzy'], 'There is no command “xyzzy”.\n'],
    [['check', '--frobnicate', 'x.csv'], 'There is no flag “--frobnicate” here.\n'],
  ])('%j is near nothing, and nothing is suggested', async (words, said) => {
    expect((await say(...words)).stderr).toContain(said);
  });

  test.each([
    [
      ['sample'],
      'sample needs the export.\n  To do: Name it: mash-audit sample "MASH export.csv".',
    ],
    [['check'], 'check needs the export.\n  To do: Name it: mash-audit check "MASH export.csv".'],
    [
      ['verify'],
      'verify needs the pack’s folder.\n  To do: Name it: mash-audit verify packs/2026-',
    ],
    [['collate'], 'collate needs the pack’s folder.'],
    [['sample', 'x.csv', '--size'], '--size needs a number.\n  To do: Write it as in --size 8.'],
    [['actions', '--done'], '--done needs an action.\n  To do: Write it as in --done T2#1.'],
    [['replace', 'packs/x', 'T1'], 'The command lacks its reason.'],
    [['init', 'MASH', 'export.csv'], 'The command was given more words than it takes.'],
    [['replace', 'packs/x', 'T1', 'T2', '--reason', 'y'], 'more words than it takes'],
  ])('%j says what is missing or too much', async (words, said) => {
    const { stderr, exitCode } = await say(...words);
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  test('is told in JSON to whoever asks for JSON', async () => {
    const { stdout } = await say('sample', '--json', '--seeed', '1', 'x.csv');
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [
        { code: 'refused', message: 'There is no flag “--seeed” here. Did you mean “--seed”?' },
      ],
    });
  });
});
